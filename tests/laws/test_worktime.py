from datetime import date

import attrs
import pytest
from hypothesis import given

from partygrid.dated import Interval
from partygrid.errors import WrongTypeError
from partygrid.laws import (
    _worktime,
    added_time,
    check_calendar,
    counted_back,
    early_notices_only,
    later_starts,
    order_of_layers,
)
from partygrid.norms import Verdict
from partygrid.packs import load
from partygrid.strategies import limits, work_calendars
from partygrid.worktime import (
    EndRule,
    Limit,
    LimitUnit,
    RollRule,
    StartRule,
    WorkCalendar,
)

CALENDAR = load("example").calendar
THREE_DAYS = Limit(
    amount=3,
    unit=LimitUnit.WORKING_DAY,
    start=StartRule.AFTER_STARTING_DAY,
    roll=RollRule.NONE,
    end=EndRule.CLOSE_OF_BUSINESS,
)
KNOWN = CALENDAR.as_known(provisional=True)


class TestCheckCalendar:
    @pytest.mark.parametrize("known", [None, date(2025, 6, 1), date(2025, 9, 20)])
    def test_example(self, known):
        """
        The made-up calendar keeps every law, as known on any day.
        """
        report = check_calendar(CALENDAR, [THREE_DAYS], known=known)

        assert len(report.met) == 5

    def test_no_limits(self):
        """
        A law about limits does not apply where none are given.
        """
        [finding] = check_calendar(CALENDAR).not_applicable

        assert finding.what.en == "what starts later is due no earlier"

    @given(calendar=work_calendars(max_days=15), limit=limits(max_amount=4))
    def test_any(self, calendar, limit):
        """
        Every calendar keeps every law.
        """
        assert () == check_calendar(calendar, [limit]).not_met

    def test_kinds(self):
        """
        What is no calendar has no days to try.
        """
        with pytest.raises(WrongTypeError):
            check_calendar("2025")
        with pytest.raises(WrongTypeError):
            check_calendar(CALENDAR, known="2025-01-01")


class TestBroken:
    def test_counted_back(self, monkeypatch):
        """
        Days that do not count back are named.
        """
        monkeypatch.setattr(type(KNOWN), "working_days_between", lambda *_: 0)

        assert counted_back(KNOWN).verdict is Verdict.NOT_MET
        assert "2025-01-01 + 1" in str(counted_back(KNOWN).step.value)

    def test_there_and_back(self, monkeypatch):
        """
        A working day from which the way back leads elsewhere is named.
        """
        there = type(KNOWN).add_working_days
        monkeypatch.setattr(
            type(KNOWN),
            "add_working_days",
            lambda known, day, count: there(known, day, count if count > 0 else count - 1),
        )

        assert not counted_back(KNOWN).met

    def test_added_time(self, monkeypatch):
        """
        Time that does not count back is named with its moment.
        """
        monkeypatch.setattr(type(KNOWN), "time_between", lambda *_: None)

        assert "2025-01-01 00:00:00+08:00" in str(added_time(KNOWN).step.value)

    def test_later_starts(self, monkeypatch):
        """
        A limit that is due earlier when started later is named.
        """
        real = _worktime.due

        def turned(at, limit, calendar, *, known=None):
            found = real(at, limit, calendar, known=known)
            return attrs.make_class("Turned", ["at"])(
                CALENDAR.as_known().closing(date(2025, 12, 31))
                - (found.at - KNOWN.closing(date(2025, 1, 2)))
            )

        monkeypatch.setattr(_worktime, "due", turned)

        assert "3 working days from" in str(later_starts(KNOWN, [THREE_DAYS]).step.value)

    def test_order_of_layers(self, monkeypatch):
        """
        Days that hang on the order of layers are named.
        """

        def national(*, span, layers):
            return WorkCalendar(span=span, layers=layers[-1:])

        monkeypatch.setattr(_worktime, "WorkCalendar", national)

        assert not order_of_layers(KNOWN).met

    def test_early_notices(self, monkeypatch):
        """
        Days that hang on what was announced later are named.
        """
        monkeypatch.setattr(
            _worktime, "_as_known", lambda layer, _: attrs.evolve(layer, notices=())
        )
        early = CALENDAR.as_known(date(2025, 6, 30), provisional=True)

        assert not early_notices_only(early).met


class TestWithoutHours:
    def test_days_alone(self):
        """
        A calendar without hours is held to the laws of days.
        """
        bare = WorkCalendar(
            span=Interval(date(2025, 1, 1), date(2025, 2, 1)), layers=CALENDAR.layers[:1]
        )
        report = check_calendar(bare)

        assert len(report.met) == 3
        assert len(report.not_applicable) == 2
