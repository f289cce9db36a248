"""
What is used of a limit, and what is left.
"""

from datetime import date, timedelta

import pytest

from partygrid.clocks import DayPause, OnTransfer, Role, StageState
from partygrid.dated import NotStated
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import LimitUnit, OfficeHours, Session

SAID = Source(key="said", title="通知", grade=Grade.HOST)

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def used(look, case_of, scheme_of, stage, limit):
    """
    Give used and left of a limit that began on Monday 2 March 2026 at eleven.
    """

    def of(at, amount, unit, *rows, **given):
        roll = given.pop("roll", "none")
        scheme = scheme_of(stage(limit(amount, unit, roll), **given))
        case = case_of(("received", "2026-03-02 11:00"), *rows)
        found = look(case, scheme, at).stage("solve")
        return found.used, found.left

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


class TestDaysAreOneNotion:
    def test_midnight(self, used):
        """
        At 24:00 the day that ends is used, and not yet the next one.
        """
        assert used("2026-03-04 00:00", 5, "working_day") == (1, 4)
        assert used("2026-03-04 00:00:00.000001", 5, "working_day") == (2, 3)
        assert used("2026-03-04 00:00", 5, "calendar_day") == (1, 4)

    @pytest.mark.parametrize("kind", ["working_day", "calendar_day"])
    def test_before_it_counts(self, used, kind):
        """
        Before the first day that counts nothing is used; what stood still then neither.
        """
        rows = ("paused", "2026-03-02 12:00"), ("resumed", "2026-03-02 18:00")
        for at in ("2026-03-02 11:00", "2026-03-02 20:00", "2026-03-03 00:00"):
            assert used(at, 5, kind, *(row for row in rows if row[1] <= at)) == (0, 5)

    @pytest.mark.parametrize(
        ("at", "spent"),
        [
            ("2026-03-03 12:00", 0),
            ("2026-03-04 12:00", 1),
            ("2026-03-05 12:00", 2),
            ("2026-03-06 19:30", 3),
        ],
    )
    def test_rounded_up(self, used, at, spent):
        """
        The day that an hour stopped gives is not used, whichever it is.
        """
        rows = ("paused", "2026-03-03 10:00"), ("resumed", "2026-03-03 11:00")
        assert used(at, 3, "working_day", *rows, day_pause=DayPause.ROUNDED_UP) == (
            spent,
            3 - spent,
        )

    @pytest.mark.parametrize(
        ("at", "spent"),
        [("03 12:00", 0), ("05 12:00", 0), ("06 12:00", 1), ("08 12:00", 3), ("09 12:00", 4)],
    )
    def test_never_below_nothing(self, used, at, spent):
        """
        An hour on Tuesday moves four days from Friday to Monday: three days are not used.
        """
        rows = ("paused", "2026-03-03 10:00"), ("resumed", "2026-03-03 11:00")
        given = {"day_pause": DayPause.ROUNDED_UP}
        assert used(f"2026-03-{at}", 4, "calendar_day", *rows, **given) == (spent, 4 - spent)

    def test_waited(self, used):
        """
        The day for which it waited is not used: on Friday evening two are, and Monday is left.
        """
        rows = ("paused", "2026-03-05 12:00"), ("resumed", "2026-03-06 20:00")
        given = {"day_pause": DayPause.WHOLE_DAYS}
        assert used("2026-03-05 11:59", 3, "working_day", **given) == (3, 0)
        assert used("2026-03-05 13:00", 3, "working_day", rows[0], **given) == (3, 0)
        assert used("2026-03-06 21:00", 3, "working_day", *rows, **given) == (2, 1)
        assert used("2026-03-09 12:00", 3, "working_day", *rows, **given) == (3, 0)

    @pytest.mark.parametrize(
        ("roll", "at", "spent", "left"),
        [
            # Saturday is the last day that counts; it moves to Monday.
            ("forward", "2026-03-07 12:00", 5, 0),
            ("forward", "2026-03-08 12:00", 5, 0),
            ("forward", "2026-03-09 12:00", 5, 0),
            ("forward", "2026-03-10 12:00", 6, -1),
            # Or back to Friday: Saturday is late, and the fifth day.
            ("backward", "2026-03-06 12:00", 4, 1),
            ("backward", "2026-03-07 12:00", 5, -1),
            ("backward", "2026-03-08 12:00", 6, -2),
        ],
    )
    def test_rolled(self, used, roll, at, spent, left):
        """
        Days that only move the end are neither used nor left.
        """
        assert used(at, 5, "calendar_day", roll=roll) == (spent, left)

    def test_rolled_hours(self, used):
        """
        Nor is the time until an opening.
        """
        given = {"roll": "next_opening"}
        assert used("2026-03-03 04:00", 16, "hour", **given) == (16 * HOUR, 0 * HOUR)
        assert used("2026-03-03 10:00", 16, "hour", **given) == (16 * HOUR, 0 * HOUR)
        assert used("2026-03-03 11:00", 16, "hour", **given) == (17 * HOUR, -1 * HOUR)
        rows = ("paused", "2026-03-02 12:00"), ("resumed", "2026-03-03 12:00")
        assert used("2026-03-03 12:00", 4, "hour", *rows, **given) == (1 * HOUR, 3 * HOUR)

    def test_waited_hours(self, look, case_of, scheme_of, stage, limit):
        """
        While it waited for the clock to go on, nothing was used.
        """
        rows = (
            ("received", "2026-03-06 17:00"),
            ("paused", "2026-03-07 12:00"),
            ("resumed", "2026-03-09 16:30"),
        )
        scheme = scheme_of(stage(limit(4, "hour", "next_opening")))
        found = look(case_of(*rows), scheme, "2026-03-09 16:30").stage("solve")
        assert (found.used, found.left) == (4 * HOUR, 0 * HOUR)

    def test_months(self, used):
        """
        Of a month the days of the calendar count, from 3 March to 2 April.
        """
        assert used("2026-03-02 12:00", 1, "month") == (0, 31)
        assert used("2026-03-31 12:00", 1, "month") == (29, 2)


@pytest.fixture(scope="module")
def extended(look, case_of, scheme_of, stage, limit, extension):
    """
    Give used and left of a limit that was extended half an hour after it began.
    """

    def of(at, amount, kind, more, unit):
        rows = (
            ("received", "2026-03-02 11:00"),
            ("extended", "2026-03-02 11:30", {"amount": more, "role": Role.DISTRICT}),
        )
        rule = extension(most=100, unit=LimitUnit(unit))
        scheme = scheme_of(stage(limit(amount, kind)), extension=rule)
        found = look(case_of(*rows), scheme, at).stage("solve")
        return found.used, found.left

    return of


class TestExtended:
    @pytest.mark.parametrize(
        ("at", "spent", "left"),
        [
            ("2026-03-02 12:00", 0, 5),
            ("2026-03-05 12:00", 3, 2),
            ("2026-03-06 12:00", 4, 1),
            ("2026-03-08 12:00", 4, 1),
            ("2026-03-10 12:00", 6, -1),
        ],
    )
    def test_alike(self, extended, at, spent, left):
        """
        In the same unit the two are limit and extension.
        """
        assert extended(at, 3, "working_day", 2, "working_day") == (spent, left)

    def test_alike_time(self, extended):
        """
        Minutes and hours are one.
        """
        assert extended("2026-03-02 12:00", 3, "hour", 90, "minute") == (HOUR, 3.5 * HOUR)

    def test_other_unit(self, extended):
        """
        In another unit an extension gives what it comes to.
        """
        # Until Thursday at close, and 24 hours more.
        assert extended("2026-03-06 12:00", 3, "working_day", 24, "hour") == (4, 0)
        # Until Sunday at midnight; until Thursday at midnight, and then until Monday.
        assert extended("2026-03-06 12:00", 3, "working_day", 3, "calendar_day") == (4, 0)
        assert extended("2026-03-06 12:00", 3, "calendar_day", 2, "working_day") == (4, 3)
        # Until 14:00, and until the end of Tuesday.
        assert extended("2026-03-02 12:00", 3, "hour", 1, "calendar_day") == (HOUR, 36 * HOUR)


class TestCannotSay:
    def test_after_the_calendar(self, used):
        """
        After the last day of the calendar nobody can say, of whatever limit.
        """
        for kind in ("hour", "working_hour", "working_day", "calendar_day", "month"):
            assert None not in used("2028-01-01 00:00", 1, kind)
            assert used("2028-01-01 00:00:00.000001", 1, kind) == (None, None)

    def test_without_hours(self, look, case_of, scheme_of, stage, limit, series, calendar_of):
        """
        Nor where hours are laid down up to the due instant only.
        """
        hours = series("hours", ("2025-01-01", OfficeHours((Session("09:00", "17:00"),))))
        ends = hours.announce(
            NotStated(question=Label("几点办公", "when is it open")),
            start=date(2026, 3, 10),
            known=date(2025, 1, 2),
            source=SAID,
        )
        calendar = calendar_of(hours=ends)
        case = case_of(("received", "2026-03-02 11:00"))
        scheme = scheme_of(stage(limit(4, "working_hour")))
        found = look(case, scheme, "2026-03-09 12:00", calendar=calendar).stage("solve")
        assert found.left < 0 * HOUR
        found = look(case, scheme, "2026-03-11 12:00", calendar=calendar).stage("solve")
        assert found.state is StageState.BREACHED
        assert (found.used, found.left) == (None, None)

    def test_first_day(self, look, case_of, scheme_of, stage, limit):
        """
        On the very first day of the calendar, that day counts if it is one to count.
        """
        case = case_of(("received", "2026-01-01 00:00"))
        scheme = scheme_of(stage(limit(3, "working_day", start="with_starting_day")))
        for at, spent in (
            ("2026-01-01 00:00", 0),
            ("2026-01-01 00:01", 1),
            ("2026-01-02 12:00", 2),
        ):
            found = look(case, scheme, at).stage("solve")
            assert (found.used, found.left) == (spent, 3 - spent)
