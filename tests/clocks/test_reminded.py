"""
Reminders: when each comes, on either side of the due instant.
"""

from datetime import date

import attrs
import pytest

from partygrid.clocks import Role, StageState
from partygrid.dated import Interval, NotStated
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.worktime import OfficeHours, Session

# Three working days from Monday 2 March: due on Thursday 5 March at 19:30.
RECEIVED = ("received", "2026-03-02 11:00")


@pytest.fixture(scope="module")
def told(look, case_of, scheme_of, stage):
    """
    Read the stage of a case with reminders.
    """

    def of(at, *reminders, rows=(), calendar=None, **given):
        scheme = scheme_of(stage(**given), reminders=reminders)
        return look(case_of(RECEIVED, *rows), scheme, at, calendar=calendar).stage("solve")

    return of


class TestRemindedAt:
    @pytest.mark.parametrize(
        ("when", "amount", "unit", "comes"),
        [
            ("before", 0, "hour", "2026-03-05 19:30"),
            ("after", 0, "working_day", "2026-03-05 19:30"),
            ("before", 1, "working_day", "2026-03-04 10:00"),
            ("after", 1, "working_day", "2026-03-06 10:00"),
            ("after", 2, "working_day", "2026-03-09 10:00"),
            ("before", 1, "calendar_day", "2026-03-04 19:30"),
            ("after", 2, "calendar_day", "2026-03-07 19:30"),
            ("before", 5, "hour", "2026-03-05 14:30"),
            ("after", 90, "minute", "2026-03-05 21:00"),
            ("before", 5, "working_hour", "2026-03-05 13:00"),
            ("after", 1, "working_hour", "2026-03-06 11:00"),
            ("before", 241, "working_minute", "2026-03-05 13:59"),
            # Before the clock started: as soon as it started.
            ("before", 9, "working_day", "2026-03-02 11:00"),
        ],
    )
    def test_units(self, told, reminder, at, when, amount, unit, comes):
        """
        Time counts from the due instant; working days from its day, to the opening.
        """
        one = reminder(when, amount, unit)
        assert told("2026-03-20 12:00", one).told == ((one, at(comes)),)
        exactly = told(comes, one)
        assert exactly.told == ((one, at(comes)),)
        if comes != RECEIVED[1]:
            earlier = told("2026-03-02 11:30", one)
            assert earlier.told == ()
            late = at("2026-03-05 19:30:00.000001")
            assert earlier.next_change == min(late, at(comes))

    def test_midnight(self, told, reminder, at, limit):
        """
        What is due at midnight is due on the day that ends.
        """
        one = reminder("after", 1, "working_day")
        found = told("2026-03-20 12:00", one, limit=limit(3, "calendar_day"))
        assert found.due == at("2026-03-06 00:00")
        assert found.told == ((one, at("2026-03-06 10:00")),)

    def test_hourless(self, told, reminder, at, series, calendar_of, limit):
        """
        Where no hours are in force the day begins at midnight.
        """
        hours = series("hours", ("2027-01-01", OfficeHours((Session("09:00", "17:00"),))))
        found = told(
            "2026-03-20 12:00",
            reminder("after", 1),
            calendar=calendar_of(hours=hours),
            limit=limit(3, "calendar_day"),
        )
        assert found.told[0].at == at("2026-03-06 00:00")

    def test_hours_open(self, told, reminder, at, series, calendar_of, limit):
        """
        Where hours are an open question the day begins at midnight as well.
        """
        question = NotStated(question=Label("几点办公", "when is it open"))
        found = told(
            "2026-03-20 12:00",
            reminder("after", 1),
            calendar=calendar_of(hours=series("hours", ("2025-01-01", question))),
            limit=limit(3, "calendar_day"),
        )
        assert found.told[0].at == at("2026-03-06 00:00")

    def test_no_such_day(self, look, case_of, scheme_of, stage, limit, reminder):
        """
        A day after the last that a date can have is refused.
        """
        hours = limit(100, "hour")
        rows = (
            ("received", "2027-12-01 12:00"),
            ("paused", "2027-12-02 12:00"),
            ("resumed", "9999-12-01 12:00"),
        )
        late = reminder("after", 100, "calendar_day")
        scheme = scheme_of(stage(hours), reminders=(late,))
        found = look(case_of(*rows), scheme, "9999-12-01 12:00").stage("solve")
        assert found.due.year == 9999
        assert found.told == ()

    def test_outside(self, told, reminder):
        """
        A reminder outside the calendar is refused, not left out.
        """
        with pytest.raises(ValueNotAllowedError):
            told("2026-03-20 12:00", reminder("after", 600, "working_day"))

    def test_last_day(self, told, reminder, calendar, at):
        """
        The last day of the calendar still takes a reminder; what is due after it takes none.
        """
        # Due on Thursday 5 March; the calendar ends with Wednesday.
        short = attrs.evolve(calendar, span=Interval(date(2026, 1, 1), date(2026, 3, 12)))
        found = told("2026-03-06 12:00", reminder("after", 4), calendar=short)
        assert found.next_change == at("2026-03-11 10:00")
        with pytest.raises(ValueNotAllowedError) as caught:
            told("2026-03-06 12:00", reminder("after", 5), calendar=short)
        assert caught.value.value == "5 from 2026-03-05"

    @pytest.mark.parametrize("unit", ["working_day", "working_hour", "calendar_day"])
    def test_before_the_calendar(self, told, reminder, at, unit):
        """
        One that would come before the calendar's first day comes when its stage starts.
        """
        early = reminder("before", 600, unit)
        rows = ("resolved", "2026-03-03 12:00")
        for given in ((), (rows,)):
            found = told("2026-03-03 12:00", early, rows=given)
            assert found.told == ((early, at("2026-03-02 11:00")),)


class TestTold:
    def test_order(self, told, reminder):
        """
        Those told stand in the order in which they came; the next one is when to look again.
        """
        ones = (
            reminder("after", 1),
            reminder("before", 1),
            reminder("after", 3, stage="solve", level=2),
        )
        found = told("2026-03-06 12:00", *ones)
        assert [each.reminder.key for each in found.told] == ["before-1", "after-1"]
        assert str(found.next_change) == "2026-03-10 10:00:00+08:00"
        assert told("2026-03-10 10:00", *ones).next_change is None

    def test_ended(self, told, reminder):
        """
        Nobody is reminded of what has ended; what was told by the very end stays.
        """
        ones = reminder("before", 1), reminder("after", 1)
        at_once = told("2026-03-20 12:00", *ones, rows=[("resolved", "2026-03-04 10:00")])
        assert [each.reminder.key for each in at_once.told] == ["before-1"]
        assert at_once.next_change is None
        before = told("2026-03-20 12:00", *ones, rows=[("resolved", "2026-03-04 09:59")])
        assert before.told == ()

    def test_paused(self, told, reminder, at):
        """
        While a clock stands nobody is reminded; a pause moves the reminder along.
        """
        one, pause = reminder("before", 1), ("paused", "2026-03-03 12:00")
        found = told("2026-03-04 12:00", one, rows=[pause])
        assert (found.told, found.next_change) == ((), None)
        found = told("2026-03-04 12:00", one, rows=[pause, ("resumed", "2026-03-04 12:00")])
        assert found.next_change == at("2026-03-05 10:00")

    def test_other_stage(self, look, case_of, scheme_of, stage, reminder):
        """
        A reminder is of its own stage.
        """
        scheme = scheme_of(stage(), stage(key="other"), reminders=(reminder(stage="other"),))
        found = look(case_of(RECEIVED), scheme, "2026-03-20 12:00")
        assert [len(each.told) for each in found.stages] == [0, 1]


class TestStanding:
    # Due on Thursday 5 March at 19:30: reminded on Wednesday morning.
    ROWS = (("paused", "2026-03-04 12:00"), ("resumed", "2026-03-06 12:00"))

    def test_stays(self, told, reminder, at):
        """
        Who was told before the clock stopped stays told while it stands; nobody else is.
        """
        early, late = reminder("before", 1), reminder("before", 2, "hour")
        for when in ("2026-03-04 12:00", "2026-03-05 20:00", "2027-03-05 20:00"):
            found = told(when, early, late, rows=self.ROWS[:1])
            assert found.told == ((early, at("2026-03-04 10:00")),)
            assert found.next_change is None

    def test_after(self, told, reminder, at):
        """
        When the clock goes on, they follow the new due instant.
        """
        early = reminder("before", 1)
        found = told("2026-03-06 12:00", early, rows=self.ROWS)
        assert found.due == at("2026-03-09 19:30")
        assert found.told == ((early, at("2026-03-06 10:00")),)
        later = (self.ROWS[0], ("resumed", "2026-03-09 12:00"))
        found = told("2026-03-09 12:00", early, rows=later)
        assert (found.due, found.told) == (
            at("2026-03-10 19:30"),
            ((early, at("2026-03-09 10:00")),),
        )

    def test_very_instant(self, told, reminder):
        """
        What would have come at the very instant of stopping has not come.
        """
        rows = (("paused", "2026-03-04 10:00"),)
        assert told("2026-03-04 10:00", reminder("before", 1), rows=rows).told == ()

    def test_extended(self, look, case_of, scheme_of, stage, extension, reminder):
        """
        By the due instant as it stood then: with what was granted before, and not after.
        """
        early = reminder("before", 1)
        scheme = scheme_of(stage(), extension=extension(), reminders=(early,))
        given = {"amount": 1, "role": Role.DISTRICT}
        for granted, told in (("2026-03-03 11:00", 0), ("2026-03-04 13:00", 1)):
            rows = (RECEIVED, ("extended", granted, given), ("paused", "2026-03-04 12:00"))
            found = look(case_of(*rows), scheme, "2026-03-20 12:00").stage("solve")
            assert len(found.told) == told
            assert found.used + found.left == 4 - told

    def test_outside(self, told, reminder):
        """
        While the clock stands no reminder is outside the calendar.
        """
        far = reminder("after", 600, "working_day")
        assert told("2026-03-20 12:00", far, rows=self.ROWS[:1]).told == ()


class TestAfterTheCalendar:
    def test_breached(self, told, reminder, at):
        """
        Long after the calendar's last day a breach can be read, with what came before that.
        """
        one, far = reminder("after", 1), reminder("after", 600, "working_day")
        found = told("2040-01-01 12:00", one, far)
        assert found.state is StageState.BREACHED
        assert found.breached_at == at("2026-03-05 19:30")
        assert found.told == ((one, at("2026-03-06 10:00")),)
        assert (found.used, found.left, found.next_change) == (None, None, None)
        # The end of the last day still is in it.
        with pytest.raises(ValueNotAllowedError):
            told("2028-01-01 00:00", far)
        assert told("2028-01-01 00:00", one).left < 0
        assert told("2028-01-01 00:00:00.000001", far).told == ()
