"""
How far pauses move what is due: by time, by days, to the end of a day, over seasons and closures.
"""

from datetime import date

import pytest

from partygrid.clocks import DayPause, MatterLimit
from partygrid.dated import Interval, NotStated
from partygrid.errors import NotStatedError
from partygrid.labels import Label
from partygrid.worktime import OfficeHours, Session

WHOLE, DIFFERENCE, UP = DayPause


@pytest.fixture(scope="module")
def due(look, case_of, scheme_of, stage, limit):
    """
    Give when a limit is due that was paused; firm or not.
    """

    def of(amount, unit, *pauses, start="2026-03-02 11:00", calendar=None, day=None, **kind):
        rows = [("received", start)]
        for number, (begins, ends) in enumerate(pauses):
            rows.append(("paused", begins, {"id": f"p-{number}"}))
            rows.append(("resumed", ends, {"id": f"r-{number}"}))
        scheme = scheme_of(
            stage(limit(amount, unit, **kind), **({"day_pause": day} if day else {}))
        )
        at = rows[-1][1]
        found = look(case_of(*rows), scheme, at, "2027-12-01 12:00", calendar).stage("solve")
        return found.due, found.is_firm

    return of


@pytest.fixture(scope="module")
def check(due, at):
    """
    Compare with a firm moment.
    """

    def of(text, *given, **kinds):
        assert due(*given, **kinds) == (at(text), True)

    return of


class TestTime:
    def test_closed(self, check):
        """
        A pause inside closed hours costs no working time.
        """
        for pause in (
            ("2026-03-02 14:00", "2026-03-02 15:30"),
            ("2026-03-02 19:30", "2026-03-03 10:00"),
        ):
            check("2026-03-03 11:00", 8, "working_hour", pause)
        weekend = "2026-03-06 19:30", "2026-03-09 10:00"
        check("2026-03-09 11:00", 8, "working_hour", weekend, start="2026-03-06 11:00")

    def test_working(self, check):
        """
        A pause stops the working time that it covers, and no more.
        """
        check("2026-03-02 18:00", 4, "working_hour", ("2026-03-02 13:00", "2026-03-02 16:00"))
        check("2026-03-02 16:31", 240, "working_minute", ("2026-03-02 12:00", "2026-03-02 12:01"))
        # Up to just before closing, the due instant is the closing and not the next opening.
        check("2026-03-02 19:30", 6, "working_hour", ("2026-03-02 12:00", "2026-03-02 13:00"))

    def test_clock(self, check):
        """
        Hours of the clock stop for the full length of a pause, whatever the hours of the office.
        """
        check("2026-03-02 18:00", 4, "hour", ("2026-03-02 13:00", "2026-03-02 16:00"))
        check("2026-03-08 16:00", 5, "hour", ("2026-03-02 12:00", "2026-03-08 12:00"))
        check("2026-03-02 11:33", 30, "minute", ("2026-03-02 11:10", "2026-03-02 11:13"))

    def test_rolled(self, check):
        """
        Hours that move to an opening stop for the full length, and move once.
        """
        rolls = {"roll": "next_opening"}
        check("2026-03-03 10:00", 4, "hour", ("2026-03-02 12:00", "2026-03-02 17:00"), **rolls)
        check("2026-03-02 16:00", 4, "hour", ("2026-03-02 12:00", "2026-03-02 13:00"), **rolls)

    def test_season(self, check):
        """
        A season that changes inside a clock that runs changes the hours from its day on.
        """
        start = {"start": "2026-04-30 18:30"}
        pause = "2026-04-30 19:00", "2026-05-04 17:00"
        # On Friday 1 May the office is closed; on Monday it opens again at 16:00 after lunch.
        check("2026-05-04 13:00", 4, "working_hour", **start)
        check("2026-05-05 10:30", 4, "working_hour", pause, **start)

    def test_mixed(self, look, case_of, scheme_of, stage, limit, at):
        """
        Hours of the clock stop for the full length though days of the stage are rounded up.
        """
        both = (
            MatterLimit("urgent", limit(24, "hour")),
            MatterLimit("ordinary", limit(3, "working_day")),
        )
        scheme = scheme_of(stage(limits=both, pauses=("survey",), day_pause=UP))
        found = look(
            case_of(
                ("received", "2026-03-02 11:00", {"matter": "urgent"}),
                ("paused", "2026-03-02 12:00"),
                ("resumed", "2026-03-03 12:00"),
            ),
            scheme,
            "2026-03-03 12:00",
        ).stage("solve")
        assert found.due == at("2026-03-04 11:00")


class TestDays:
    @pytest.mark.parametrize(
        ("begins", "ends", "whole", "difference"),
        [
            # Within a day, from before opening to after closing.
            ("03 12:00", "03 13:00", 5, 5),
            ("03 10:00", "03 19:30", 6, 5),
            ("03 09:00", "03 23:00", 6, 5),
            ("03 10:00:00.000001", "03 19:30", 5, 5),
            ("03 10:00", "03 19:29:59.999999", 5, 5),
            # Over nights.
            ("03 12:00", "04 12:00", 5, 6),
            ("03 12:00", "04 20:00", 6, 6),
            ("03 10:00", "04 12:00", 6, 6),
            ("03 10:00", "04 19:30", 9, 6),
            ("03 19:30", "05 10:00", 6, 9),
            ("03 12:00", "05 00:00", 6, 9),
            # From after closing to before opening.
            ("04 20:00", "05 09:00", 5, 6),
        ],
    )
    def test_working_days(self, check, begins, ends, whole, difference):
        """
        By days wholly stopped, hours of the office; or by the difference of the days.
        """
        pause = f"2026-03-{begins}", f"2026-03-{ends}"
        check(f"2026-03-{whole:02} 19:30", 3, "working_day", pause, day=WHOLE)
        check(f"2026-03-{difference:02} 19:30", 3, "working_day", pause, day=DIFFERENCE)

    @pytest.mark.parametrize("choice", DayPause)
    @pytest.mark.parametrize(
        "begins", ["2026-03-06 19:30", "2026-03-07 00:00", "2026-03-07 12:00"]
    )
    def test_closed(self, check, choice, begins):
        """
        A pause inside closed time costs no working day.
        """
        pause = begins, "2026-03-08 23:00"
        check("2026-03-10 19:30", 3, "working_day", pause, start="2026-03-05 11:00", day=choice)

    @pytest.mark.parametrize(
        ("begins", "ends", "whole", "difference"),
        [
            ("03 00:00", "04 00:00", 1, 1),
            ("03 00:00:01", "04 00:00", 0, 1),
            ("03 12:00", "03 18:00", 0, 0),
            ("03 12:00", "05 12:00", 1, 2),
            ("03 00:00", "03 23:59:59", 0, 0),
        ],
    )
    @pytest.mark.parametrize("kind", [{}, {"roll": "forward"}])
    def test_calendar_days(self, check, begins, ends, whole, difference, kind):
        """
        Days of the calendar are stopped from midnight to midnight.
        """
        pause = f"2026-03-{begins}", f"2026-03-{ends}"
        for days, choice in ((whole, WHOLE), (difference, DIFFERENCE)):
            text = f"2026-03-{11 + days:02} 00:00"
            check(text, 8, "calendar_day", pause, day=choice, **kind)

    @pytest.mark.parametrize(
        ("roll", "end", "days", "moved"),
        [
            ("none", "end_of_day", 3, "2026-04-06 00:00"),
            ("forward", "end_of_day", 3, "2026-04-07 00:00"),
            ("forward", "close_of_business", 3, "2026-04-06 19:30"),
            ("backward", "close_of_business", 3, "2026-04-03 19:30"),
            ("backward", "end_of_day", 1, "2026-04-04 00:00"),
            # Saturday moves back to the day on which the month itself ends.
            ("backward", "end_of_day", 2, "2026-04-04 00:00"),
        ],
    )
    def test_months(self, check, roll, end, days, moved):
        """
        A month has no days to add: they are counted on from its end, and it is moved once.
        """
        pause = "2026-03-16 12:00", f"2026-03-{16 + days} 12:00"
        check(moved, 1, "month", pause, roll=roll, end=end, day=DIFFERENCE)

    def test_months_back(self, check):
        """
        A month moved by one day to a Sunday moves back before the day from which it is moved.
        """
        pause = "2026-03-10 12:00", "2026-03-11 12:00"
        back = {"roll": "backward", "day": DIFFERENCE, "start": "2026-03-04 11:00"}
        check("2026-04-04 00:00", 1, "month", **back)
        check("2026-04-04 00:00", 1, "month", pause, **back)

    def test_first_day(self, check):
        """
        A pause may begin on the first day of the calendar, before the office opens.
        """
        pause = "2026-01-01 09:00", "2026-01-02 11:00"
        check("2026-01-06 19:30", 2, "working_day", pause, start="2026-01-01 08:00", day=WHOLE)

    def test_rounded_up(self, check):
        """
        Working time stopped moves days on, up to the end of the day reached.
        """
        up = {"day": UP}
        hour = "2026-03-03 12:00", "2026-03-03 13:00"
        night = "2026-03-03 19:30", "2026-03-04 10:00"
        long = "2026-03-03 10:00", "2026-03-04 11:00"
        check("2026-03-05 19:30", 3, "working_day", night, **up)
        check("2026-03-06 19:30", 3, "working_day", hour, **up)
        check("2026-03-09 19:30", 3, "working_day", long, **up)
        check("2026-03-07 00:00", 3, "working_day", hour, end="end_of_day", **up)
        check("2026-03-07 00:00", 3, "calendar_day", hour, **up)
        # Eight hours are one day and not two, though they come in two pauses.
        parts = ("2026-03-03 10:00", "2026-03-03 14:00"), ("2026-03-04 10:00", "2026-03-04 14:00")
        check("2026-03-06 19:30", 3, "working_day", *parts, **up)

    def test_hourless(self, due, series, calendar_of, at):
        """
        Where no hours are in force a working day lasts from midnight to midnight.
        """
        bare = calendar_of(
            hours=series(
                "hours", ("2027-01-01", OfficeHours((Session("09:00", "17:00"),)), "2025-01-01")
            )
        )
        given = {"calendar": bare, "day": WHOLE, "end": "end_of_day"}
        found = due(3, "working_day", ("2026-03-03 00:00", "2026-03-04 00:00"), **given)
        assert found == (at("2026-03-07 00:00"), True)
        found = due(3, "working_day", ("2026-03-03 09:00", "2026-03-04 00:00"), **given)
        assert found == (at("2026-03-06 00:00"), True)

    def test_hours_open(self, due, series, calendar_of):
        """
        Hours that are an open question are not guessed.
        """
        question = NotStated(question=Label("几点办公", "when is it open"))
        vague = calendar_of(hours=series("hours", ("2025-01-01", question)))
        pause = "2026-03-03 09:00", "2026-03-04 00:00"
        with pytest.raises(NotStatedError):
            due(3, "working_day", pause, calendar=vague, day=WHOLE, end="end_of_day")


class TestFirm:
    def test_year_not_announced(self, due, at):
        """
        A limit that pauses move into a year without a notice is provisional.
        """
        start = {"start": "2026-12-28 11:00"}
        assert due(2, "working_day", **start) == (at("2026-12-30 20:00"), True)
        pause = "2026-12-29 12:00", "2026-12-31 12:00"
        for given in ({"day": DIFFERENCE}, {"day": UP}):
            moment, firm = due(2, "working_day", pause, **start, **given)
            assert moment.year == 2027
            assert not firm
        moment, firm = due(16, "working_hour", pause, **start)
        assert (moment, firm) == (at("2027-01-01 11:00"), False)
        assert due(60, "hour", pause, **start) == (at("2027-01-01 23:00"), True)

    def test_rolled(self, due, at, calendar_of, notice):
        """
        Hours that move over a day that no notice settles are provisional, wherever they end.
        """
        rolls = {"roll": "next_opening", "start": "2026-12-31 11:00"}
        pause = "2026-12-31 12:00", "2026-12-31 18:00"
        assert due(8, "hour", pause, **rolls) == (at("2027-01-01 10:00"), False)
        assert due(4, "hour", ("2026-12-31 12:00", "2026-12-31 13:00"), **rolls) == (
            at("2026-12-31 16:00"),
            True,
        )
        # Friday to Sunday are not settled; Monday 4 January is.
        later = Interval(date(2027, 1, 4), date(2028, 1, 1))
        calendar = calendar_of(notice("2025-12-01", year=later))
        pause = "2026-12-31 12:00", "2027-01-02 04:00"
        found = due(4, "hour", pause, calendar=calendar, **rolls)
        assert found == (at("2027-01-04 10:00"), False)

    def test_months(self, due):
        """
        A month moved by days is firm as far as it leans on days that are settled.
        """
        pause = "2026-11-16 12:00", "2026-11-18 12:00"
        given = {"day": DIFFERENCE}
        for roll, firm in (("none", True), ("forward", True)):
            found = due(1, "month", pause, start="2026-11-02 11:00", roll=roll, **given)
            assert found[1] is firm
        pause = "2026-12-16 12:00", "2026-12-18 12:00"
        found = due(1, "month", pause, start="2026-12-02 11:00", roll="forward", **given)
        assert found[1] is False
