import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Quarter, Week
from partygrid.errors import InvalidDataError, WrongTypeError
from partygrid.packs import load
from partygrid.serial import from_data, to_data
from partygrid.strategies import (
    cadences,
    calendar_layers,
    conventions,
    instants,
    limits,
    office_hours,
    weeks,
    work_calendars,
)
from partygrid.worktime import (
    OFFICE_TIME,
    Cadence,
    DayStatus,
    Due,
    EndRule,
    Limit,
    LimitUnit,
    Occasion,
    PeriodDay,
    RestRule,
    Rhythm,
    RollRule,
    Said,
    StartRule,
    Timetable,
    due,
)

CALENDAR = load("example").calendar
LIMIT = Limit(
    amount=3,
    unit=LimitUnit.WORKING_DAY,
    start=StartRule.AFTER_STARTING_DAY,
    roll=RollRule.NONE,
    end=EndRule.END_OF_DAY,
)
FRIDAYS = Cadence(every=Rhythm.WEEK, on=(PeriodDay(5),), rest=RestRule.FORWARD)


class TestBothWays:
    @given(
        value=st.one_of(
            calendar_layers(),
            work_calendars(),
            limits(),
            conventions(),
            cadences(),
            office_hours(),
            weeks(),
        )
    )
    def test_same(self, value):
        """
        What is written is read as what it was, through JSON.
        """
        data = json.loads(json.dumps(to_data(value)))

        assert from_data(type(value), data) == value

    @given(at=instants())
    def test_instant(self, at):
        """
        An instant keeps its moment, whatever its zone.
        """
        assert from_data(datetime, to_data(at)) == at

    def test_limit(self):
        """
        A limit is written with all of its conventions, for none is a default.
        """
        assert to_data(LIMIT) == {
            "amount": 3,
            "unit": "working_day",
            "start": "after_starting_day",
            "roll": "none",
            "end": "end_of_day",
        }


class TestInstants:
    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("2026-03-02T10:00+08:00", datetime(2026, 3, 2, 10, tzinfo=OFFICE_TIME)),
            ("2026-03-02T02:00:00Z", datetime(2026, 3, 2, 2, tzinfo=UTC)),
            (
                "2026-03-02T10:00:00.5+08:00",
                datetime(2026, 3, 2, 10, 0, 0, 500_000, tzinfo=OFFICE_TIME),
            ),
        ],
    )
    def test_read(self, text, at):
        """
        An instant is read from ISO text with an offset.
        """
        assert from_data(datetime, text) == at

    @pytest.mark.parametrize(
        "data", ["2026-03-02T10:00", "2026-03-02", "2026-13-02T10:00Z", "20260302T1000Z", 5, None]
    )
    def test_refused(self, data):
        """
        Text without an offset names no instant, and nothing else is one.
        """
        with pytest.raises(InvalidDataError, match="an aware instant"):
            from_data(datetime, data)

    def test_naive(self):
        """
        A naive datetime is not written either.
        """
        with pytest.raises(WrongTypeError, match="an aware datetime"):
            to_data(datetime(2026, 3, 2, 10))


class TestOutcomes:
    def test_due(self):
        """
        A due instant is written with start, last day, moment and firmness.
        """
        start = datetime(2025, 4, 29, 3, tzinfo=UTC)
        data = to_data(due(start, LIMIT, CALENDAR, known=date(2025, 4, 1)))

        assert data == {
            "limit": to_data(LIMIT),
            "start": "2025-04-29T11:00:00+08:00",
            "given": "2025-04-29T03:00:00+00:00",
            "known": "2025-04-01",
            "last": "2025-05-07",
            "at": "2025-05-08T00:00:00+08:00",
            "is_firm": True,
            "firm_until": "2026-01-01",
        }

    def test_occasion(self):
        """
        An occasion is written with the day planned and the day it is held.
        """
        [found] = FRIDAYS.in_period(Week(2025, 18), CALENDAR)
        data = to_data(found)

        assert (data["period"], data["planned"], data["day"]) == (
            "2025-W18",
            "2025-05-02",
            "2025-05-06",
        )

    def test_day(self):
        """
        A day is written with what is said of it, by whom, and who is silent.
        """
        known = CALENDAR.as_known()
        festival, unsettled = (
            to_data(known.day(date(2025, 5, 1))),
            to_data(known.day(date(2026, 1, 1))),
        )

        assert (festival["is_worked"], festival["said"][0]["level"]) == (False, "nation")
        assert festival["silent"] == []
        assert unsettled["silent"] == [{"zh": "示例国家安排", "en": "example nation"}]

    def test_overruled(self):
        """
        A day on which one layer goes before another is written with both.
        """
        [found] = CALENDAR.as_known().overruled()
        data = to_data(found)

        assert (data["upheld"]["level"], data["set_aside"]["level"]) == ("office", "nation")

    def test_timetable(self):
        """
        A timetable is not written: the calendar is.
        """
        with pytest.raises(WrongTypeError, match="a WorkCalendar"):
            to_data(CALENDAR.as_known())

    @pytest.mark.parametrize("kind", [Due, Occasion, DayStatus, Timetable, Said])
    def test_never_read(self, kind):
        """
        An answer is worked out again, never read.
        """
        with pytest.raises(WrongTypeError, match="worked out again"):
            from_data(kind, {})

    def test_quarter(self):
        """
        A cadence that is held in its window is written with the window.
        """
        yearly = Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP)
        [found] = yearly.in_period(Quarter(2025, 2))

        assert to_data(found)["window"] == {"start": "2025-04-01", "end": "2025-07-01"}
        assert found.window.last - found.window.start == timedelta(days=90)
