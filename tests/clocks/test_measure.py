"""
What is used of a limit, and what is left.
"""

from datetime import timedelta

import pytest

from partygrid.clocks import OnTransfer

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def used(look, case_of, scheme_of, stage, limit):
    """
    Give used and left of a limit that began on Monday 2 March 2026 at eleven.
    """

    def of(at, amount, unit, *rows, **given):
        scheme = scheme_of(stage(limit(amount, unit), **given))
        case = case_of(("received", "2026-03-02 11:00"), *rows)
        return look(case, scheme, at).stage("solve")[8:10]

    return of


PAUSED = ("paused", "2026-03-02 13:00"), ("resumed", "2026-03-02 17:00")


class TestMeasured:
    @pytest.mark.parametrize(
        ("unit", "at", "spent", "left"),
        [
            ("hour", "2026-03-02 12:00", 1, 9),
            ("hour", "2026-03-02 14:00", 2, 8),
            ("hour", "2026-03-02 18:00", 3, 7),
            ("hour", "2026-03-03 02:00", 11, -1),
            ("working_hour", "2026-03-02 14:00", 2, 8),
            ("working_hour", "2026-03-02 18:00", 3, 7),
            ("working_hour", "2026-03-03 09:00", 4.5, 5.5),
            ("working_hour", "2026-03-04 10:30", 13, -3),
        ],
    )
    def test_time(self, used, unit, at, spent, left):
        """
        Time that stood still is not used; together they are the limit.
        """
        rows = [row for row in PAUSED if row[1] <= at]
        assert used(at, 10, unit, *rows) == (spent * HOUR, left * HOUR)
        assert used(at, 10, unit, *PAUSED) == (spent * HOUR, left * HOUR)

    @pytest.mark.parametrize(
        ("unit", "at", "spent", "left"),
        [
            ("working_day", "2026-03-02 12:00", 0, 5),
            ("working_day", "2026-03-04 12:00", 1, 4),
            ("working_day", "2026-03-10 12:00", 5, 0),
            ("working_day", "2026-03-11 12:00", 6, -1),
            ("calendar_day", "2026-03-04 12:00", 1, 4),
            ("calendar_day", "2026-03-08 23:59", 5, 0),
            ("calendar_day", "2026-03-09 12:00", 6, -1),
            ("calendar_day", "2026-03-10 12:00", 7, -2),
        ],
    )
    def test_days(self, used, unit, at, spent, left):
        """
        Days are counted as the limit counts them, without those that a pause moved.
        """
        rows = ("paused", "2026-03-02 13:00"), ("resumed", "2026-03-03 13:00")
        assert used(at, 5, unit, *(row for row in rows if row[1] <= at)) == (spent, left)

    def test_midnight(self, used):
        """
        At the very end of the last day nothing is left; a moment later it is less.
        """
        assert used("2026-03-08 00:00", 5, "calendar_day") == (5, 0)
        assert used("2026-03-08 00:00:00.000001", 5, "calendar_day") == (6, -1)

    def test_standing(self, used):
        """
        While a clock stands, used and left stand as well.
        """
        for at in ("2026-03-02 13:00", "2026-03-02 16:59", "2027-03-02 16:59"):
            assert used(at, 10, "hour", PAUSED[0]) == (2 * HOUR, 8 * HOUR)
            assert used(at, 5, "working_day", PAUSED[0]) == (0, 5)

    def test_ended(self, used):
        """
        What has ended used nothing after its end.
        """
        end = ("resolved", "2026-03-03 12:00")
        for at in ("2026-03-03 12:00", "2027-03-02 16:59"):
            assert used(at, 5, "working_day", end) == (1, 4)

    def test_transfers(self, look, case_of, scheme_of, stage, limit):
        """
        What the first handler used stays on record; carried over, it counts on.
        """
        case = case_of(("received", "2026-03-02 11:00"), ("transferred", "2026-03-04 11:00"))
        late = "2026-03-05 12:00"
        five = limit(5, "working_day")
        renewed = look(case, scheme_of(stage(five, on_transfer=OnTransfer.RENEW)), late)
        assert [(each.used, each.left) for each in renewed.earlier] == [(2, 3)]
        assert [(each.used, each.left) for each in renewed.stages] == [(1, 4)]
        carried = look(case, scheme_of(stage(five)), late)
        assert carried.earlier == ()
        assert [(each.used, each.left) for each in carried.stages] == [(3, 2)]
