"""
How far pauses move what is due: by time, by days, to the end of a day, over seasons and closures.
"""

from datetime import date, timedelta

import attrs
import pytest

from partygrid.clocks import DayPause, MatterLimit, Moved, Role
from partygrid.dated import Interval, NotStated
from partygrid.errors import NotStatedError, ValueNotAllowedError
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import OfficeHours, Session

SAID = Source(key="said", title="通知", grade=Grade.HOST)
WHOLE, DIFFERENCE, UP = DayPause


@pytest.fixture(scope="module")
def due(look, case_of, scheme_of, stage, limit):
    """
    Give when a limit is due that was paused; firm or not.
    """

    def of(
        amount,
        unit,
        *pauses,
        start="2026-03-02 11:00",
        counts=None,
        calendar=None,
        day=None,
        **kind,
    ):
        rows = [("received", start)]
        for number, (begins, ends) in enumerate(pauses):
            rows.append(("paused", begins, {"id": f"p-{number}"}))
            rows.append(("resumed", ends, {"id": f"r-{number}"}))
        scheme = scheme_of(
            stage(limit(amount, unit, start=counts, **kind), **({"day_pause": day} if day else {}))
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
        check("2026-01-05 19:30", 2, "working_day", pause, start="2026-01-01 08:00", day=WHOLE)

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


class TestBeforeItCounts:
    """
    What would not have counted is not stopped.
    """

    def test_starting_hour(self, check):
        """
        The hour that a matter comes in is not counted, and not stopped.
        """
        given = {"start": "2026-03-02 11:20", "counts": "after_starting_hour"}
        for unit, plain, later in (("hour", "16:00", "16:30"), ("working_hour", "17:30", "18:00")):
            check(f"2026-03-02 {plain}", 4, unit, **given)
            within = "2026-03-02 11:30", "2026-03-02 11:50"
            check(f"2026-03-02 {plain}", 4, unit, within, **given)
            up_to = "2026-03-02 11:30", "2026-03-02 12:00"
            check(f"2026-03-02 {plain}", 4, unit, up_to, **given)
            beyond = "2026-03-02 11:30", "2026-03-02 12:30"
            check(f"2026-03-02 {later}", 4, unit, beyond, **given)

    @pytest.mark.parametrize("choice", DayPause)
    def test_starting_day(self, check, choice):
        """
        A pause on the starting day gives no day back; if that day counts, it gives as any other.
        """
        pause = "2026-03-02 09:00", "2026-03-02 19:30"
        start = {"start": "2026-03-02 08:00", "day": choice}
        check("2026-03-05 19:30", 3, "working_day", pause, **start)
        check("2026-03-06 00:00", 3, "calendar_day", pause, **start)
        counts = {"counts": "with_starting_day", **start}
        given = 4 if choice is DIFFERENCE else 5
        check(f"2026-03-{given:02} 19:30", 3, "working_day", pause, **counts)

    @pytest.mark.parametrize(("choice", "last"), [(WHOLE, 5), (DIFFERENCE, 6), (UP, 5)])
    def test_midnight(self, check, choice, last):
        """
        Resumed at 0:00 of the first day that counts, it counts only where days are subtracted.
        """
        pause = "2026-03-02 12:00", "2026-03-03 00:00"
        check(f"2026-03-{last:02} 19:30", 3, "working_day", pause, day=choice)

    @pytest.mark.parametrize(("choice", "last"), [(WHOLE, "12"), (DIFFERENCE, "13"), (UP, "13")])
    def test_day_of_opening(self, check, choice, last):
        """
        Received after close on Friday, it counts from Tuesday; what stood before that is nothing.
        """
        given = {"start": "2026-03-06 20:00", "counts": "after_day_of_opening", "day": choice}
        check("2026-03-12 19:30", 3, "working_day", **given)
        before = "2026-03-07 12:00", "2026-03-09 20:00"
        check("2026-03-12 19:30", 3, "working_day", before, **given)
        # Of Tuesday the morning is stopped.
        over = "2026-03-07 12:00", "2026-03-10 12:00"
        check(f"2026-03-{last} 19:30", 3, "working_day", over, **given)


class TestWaits:
    """
    What stands still does not expire.
    """

    def test_too_late(self, check):
        """
        What stops only after it was due stops nothing, whatever stopped before.
        """
        before, after = (
            ("2026-03-03 12:00", "2026-03-04 12:00"),
            ("2026-03-09 10:00", "2026-03-10 10:00"),
        )
        check("2026-03-06 19:30", 3, "working_day", before, after, day=DIFFERENCE)

    @pytest.mark.parametrize("choice", [WHOLE, DIFFERENCE])
    def test_after_close(self, check, choice):
        """
        Resumed after the close of the last day, it ends on the next day that counts.
        """
        evening = "2026-03-05 18:00", "2026-03-05 20:00"
        check("2026-03-06 19:30", 3, "working_day", evening, day=choice)
        # At the very close it ends, and not after it.
        close = "2026-03-05 18:00", "2026-03-05 19:30"
        check("2026-03-05 19:30", 3, "working_day", close, day=choice)

    def test_whole_days(self, check):
        """
        Without a whole day stopped, it ends on the day on which it goes on.
        """
        given = {"day": WHOLE}
        night = "2026-03-05 18:00", "2026-03-06 12:00"
        check("2026-03-06 19:30", 3, "working_day", night, **given)
        # Friday is stopped, and Saturday is no day to end on.
        longer = "2026-03-05 18:00", "2026-03-07 12:00"
        check("2026-03-09 19:30", 3, "working_day", longer, **given)
        noon = "2026-03-05 12:00", "2026-03-06 12:00"
        check("2026-03-07 00:00", 3, "calendar_day", noon, **given)
        midnight = "2026-03-05 12:00", "2026-03-06 00:00"
        check("2026-03-06 00:00", 3, "calendar_day", midnight, **given)
        april = "2026-04-02 12:00", "2026-04-03 12:00"
        check("2026-04-04 00:00", 1, "month", april, **given)

    def test_rounded_up(self, check):
        """
        Without working time stopped, it ends at the end of the next day that counts.
        """
        night = "2026-03-05 20:00", "2026-03-06 09:00"
        given = {"day": UP, "end": "end_of_day"}
        check("2026-03-07 00:00", 3, "working_day", night, **given)
        check("2026-03-07 00:00", 3, "calendar_day", night, day=UP)
        # On a day of rest that is a day like any other where all days count.
        rest = "2026-03-06 20:00", "2026-03-07 09:00"
        check("2026-03-08 00:00", 4, "calendar_day", rest, day=UP)
        # An hour after that is an hour of Friday, and one day more in all.
        hour = "2026-03-06 10:00", "2026-03-06 11:00"
        check("2026-03-10 00:00", 3, "working_day", night, hour, **given)

    @pytest.mark.parametrize("choice", DayPause)
    def test_rolled(self, check, choice):
        """
        A day that moves waits for one to which it can move.
        """
        given = {"day": choice, "end": "close_of_business"}
        monday = "2026-03-09 19:30", "2026-03-09 20:00"
        check("2026-03-09 19:30", 5, "calendar_day", roll="forward", **given)
        check("2026-03-09 19:30", 5, "calendar_day", monday, roll="forward", **given)
        evening = "2026-03-06 19:00", "2026-03-07 12:00"
        back = {WHOLE: "2026-03-09", DIFFERENCE: "2026-03-09", UP: "2026-03-09"}[choice]
        check(f"{back} 19:30", 5, "calendar_day", evening, roll="backward", **given)

    def test_rolled_evening(self, check):
        """
        What moved to Monday and stands at its close moves to Tuesday, and counts on from there.
        """
        given = {"day": WHOLE, "end": "close_of_business", "roll": "forward"}
        monday = "2026-03-09 18:00", "2026-03-09 20:00"
        check("2026-03-10 19:30", 5, "calendar_day", monday, **given)
        tuesday = "2026-03-10 18:00", "2026-03-12 12:00"
        check("2026-03-12 19:30", 5, "calendar_day", monday, tuesday, **given)

    def test_first_to_move(self, check):
        """
        It waits at the first of the days that move to the one it ends on.

        From Friday evening at Saturday, which moves to Monday: a day more is Sunday, and Monday.
        """
        given = {"day": DIFFERENCE, "end": "close_of_business", "roll": "forward"}
        friday = "2026-03-06 18:00", "2026-03-06 20:00"
        check("2026-03-09 19:30", 4, "calendar_day", friday, **given)
        weekend = "2026-03-07 13:00", "2026-03-08 12:00"
        check("2026-03-09 19:30", 4, "calendar_day", friday, weekend, **given)

    def test_hours(self, check):
        """
        Hours that move to an opening go on with the office, or in it.
        """
        given = {"roll": "next_opening", "start": "2026-03-06 17:00"}
        check("2026-03-09 10:00", 4, "hour", **given)
        within = "2026-03-07 12:00", "2026-03-09 16:30"
        check("2026-03-09 16:30", 4, "hour", within, **given)
        closed = "2026-03-07 12:00", "2026-03-09 14:30"
        check("2026-03-09 15:30", 4, "hour", closed, **given)
        # It waits at Saturday noon, and an hour more on Sunday is still before Monday.
        weekend = (
            ("2026-03-07 12:00", "2026-03-07 12:30"),
            ("2026-03-08 12:00", "2026-03-08 13:00"),
        )
        check("2026-03-09 10:00", 4, "hour", *weekend, **given)

    def test_said(self, look, case_of, scheme_of, stage, limit):
        """
        How long it waited stands beside what the pause moved, and in the explanation.
        """
        rows = (
            ("received", "2026-03-02 11:00"),
            ("paused", "2026-03-05 18:00"),
            ("resumed", "2026-03-07 12:00"),
        )
        solve = stage(day_pause=WHOLE)
        found = look(case_of(*rows), scheme_of(solve), "2026-03-08 12:00").stage("solve")
        assert found.legs[0].moved == (Moved(days=1, waited=1),)
        assert "waits for the clock to go on 1 day" in found.explain("en")
        assert "恢复计时前不届满 1 天" in found.explain("zh")
        # Resumed at the very close it waits for nothing.
        rows = (*rows[:2], ("resumed", "2026-03-05 19:30"))
        found = look(case_of(*rows), scheme_of(solve), "2026-03-05 19:30").stage("solve")
        assert found.legs[0].moved == (Moved(),)
        assert "waits" not in found.explain("en")
        hours = stage(limit(4, "hour", "next_opening"))
        rows = (
            ("received", "2026-03-06 17:00"),
            ("paused", "2026-03-07 12:00"),
            ("resumed", "2026-03-09 16:30"),
        )
        found = look(case_of(*rows), scheme_of(hours), "2026-03-09 16:30").stage("solve")
        moved = Moved(time=timedelta(hours=52.5), waited=timedelta(hours=15))
        assert found.legs[0].moved == (moved,)
        assert "waits for the clock to go on 15 h" in found.explain("en")

    def test_extended(self, look, case_of, scheme_of, stage, extension, at):
        """
        An extension counts on from the day for which it waited.
        """
        rows = (
            ("received", "2026-03-02 11:00"),
            ("extended", "2026-03-03 11:00", {"amount": 1, "role": Role.DISTRICT}),
            ("paused", "2026-03-05 18:00"),
            ("resumed", "2026-03-07 12:00"),
        )
        scheme = scheme_of(stage(day_pause=WHOLE), extension=extension())
        found = look(case_of(*rows), scheme, "2026-03-08 12:00").stage("solve")
        assert found.due == at("2026-03-10 19:30")

    def test_no_such_day(self, look, case_of, scheme_of, stage, limit):
        """
        A day after the last that a date can have is refused.
        """
        rows = (
            ("received", "2027-12-30 11:00"),
            ("paused", "2027-12-31 11:00"),
            ("resumed", "9999-12-31 11:00"),
        )
        scheme = scheme_of(stage(limit(3, "calendar_day"), day_pause=DIFFERENCE))
        with pytest.raises(ValueNotAllowedError, match="year 10000"):
            look(case_of(*rows), scheme, "9999-12-31 12:00")


class TestOutside:
    """
    Of three working days from Monday 2 March the last is Thursday; few days are left to move it.
    """

    @pytest.mark.parametrize(
        ("choice", "end", "pause", "field", "value"),
        [
            # Resumed on a day that the calendar has not, or after one.
            (DIFFERENCE, 12, ("03 10:00", "12 10:00"), "last", "2026-03-12"),
            (WHOLE, 12, ("03 10:00", "14 10:00"), "last", "2026-03-13"),
            (WHOLE, 12, ("03 10:00", "12 10:00"), "day", "2026-03-12"),
            # Moved on by so many working days as there are not.
            (DIFFERENCE, 12, ("03 10:00", "11 10:00"), "answer", "6 from 2026-03-05"),
            (WHOLE, 12, ("03 11:00", "11 10:00"), "answer", "5 from 2026-03-05"),
            # After the clock went on no day is left that is worked.
            (DIFFERENCE, 9, ("05 15:00", "07 12:00"), "answer", "1 from 2026-03-07"),
            (DIFFERENCE, 7, ("05 15:00", "06 20:00"), "answer", "1 from 2026-03-06"),
        ],
    )
    def test_days(self, due, calendar, choice, end, pause, field, value):
        """
        What pauses move beyond the calendar is refused, by the day or the count that it has not.
        """
        short = attrs.evolve(calendar, span=Interval(date(2026, 3, 1), date(2026, 3, end)))
        begins, ends = (f"2026-03-{each}" for each in pause)
        with pytest.raises(ValueNotAllowedError) as caught:
            due(3, "working_day", (begins, ends), calendar=short, day=choice)
        assert (caught.value.field, caught.value.value) == (field, value)

    def test_hours(self, due, series, calendar_of):
        """
        A day without hours has no close of business.
        """
        question = NotStated(question=Label("几点办公", "when is it open"))
        hours = series("hours", ("2025-01-01", OfficeHours((Session("09:00", "17:00"),))))
        ends = hours.announce(
            question, start=date(2026, 3, 6), known=date(2025, 1, 2), source=SAID
        )
        pause = "2026-03-03 10:00", "2026-03-04 10:00"
        given = {"calendar": calendar_of(hours=ends), "day": DIFFERENCE}
        with pytest.raises(NotStatedError):
            due(3, "working_day", pause, end="close_of_business", **given)
        moment, firm = due(3, "working_day", pause, end="end_of_day", **given)
        assert (str(moment.date()), firm) == ("2026-03-07", True)


class TestFirm:
    def test_not_settled(self, due, calendar_of, notice):
        """
        What was provisional stays so, however little a later pause leans on.
        """
        later = notice("2025-12-01", year=Interval(date(2027, 1, 4), date(2028, 1, 1)))
        pauses = ("2026-12-29 12:00", "2027-01-04 12:00"), ("2027-01-05 12:00", "2027-01-06 12:00")
        given = {"start": "2026-12-28 11:00", "day": DIFFERENCE, "calendar": calendar_of(later)}
        for some in (pauses[:1], pauses):
            assert not due(4, "working_day", *some, **given)[1]
        assert due(4, "working_day", pauses[1], **{**given, "start": "2027-01-04 11:00"})[1]

    def test_asked(self, due, at, calendar_of, notice):
        """
        A pause leans on the days on which it lasts, from the first that can count to its end.
        """
        later = notice("2025-12-01", year=Interval(date(2027, 1, 4), date(2028, 1, 1)))
        given = {"start": "2027-01-03 11:00", "day": DIFFERENCE, "calendar": calendar_of(later)}
        found = due(3, "working_day", ("2027-01-03 12:00", "2027-01-04 12:00"), **given)
        assert found == (at("2027-01-07 20:00"), True)
        pause = "2026-12-31 12:00", "2027-01-01 00:00"
        given = {"start": "2026-12-28 11:00", "day": WHOLE, "end": "end_of_day"}
        assert due(3, "working_day", pause, **given) == (at("2027-01-01 00:00"), False)

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

    def test_moved_nothing(self, due, at, calendar_of, notice):
        """
        A pause that moved nothing leans on its days all the same.

        Were the Saturday worked, its hours would have moved the limit.
        """
        pause = "2026-12-31 21:00", "2027-01-01 21:00"
        off = notice("2025-12-01", ("statutory_holiday", "2027-01-01"), year=2027)
        given = {"start": "2026-12-28 11:00", "day": UP}
        found = due(8, "calendar_day", pause, calendar=calendar_of(off), **given)
        assert found == (at("2027-01-06 00:00"), True)
        # Nobody has said anything of the days on which the clock stood.
        weekend = "2027-01-02 12:00", "2027-01-03 12:00"
        later = notice("2025-12-01", year=Interval(date(2027, 1, 4), date(2028, 1, 1)))
        for calendar, firm in ((calendar_of(off), True), (calendar_of(later), False)):
            found = due(8, "calendar_day", weekend, calendar=calendar, **given)
            assert found == (at("2027-01-06 00:00"), firm)

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
