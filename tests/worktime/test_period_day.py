from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import HalfYear, Month, Quarter, Week, Year
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.strategies import days, period_days
from partygrid.worktime import PeriodDay, Rhythm


class TestRhythm:
    @pytest.mark.parametrize(
        ("rhythm", "period"),
        [
            (Rhythm.WEEK, Week(2025, 24)),
            (Rhythm.MONTH, Month(2025, 6)),
            (Rhythm.QUARTER, Quarter(2025, 2)),
            (Rhythm.HALF_YEAR, HalfYear(2025, 1)),
            (Rhythm.YEAR, Year(2025)),
        ],
    )
    def test_containing(self, rhythm, period):
        """
        Every rhythm has its kind of period.
        """
        assert rhythm.containing(date(2025, 6, 15)) == period
        assert rhythm.kind is type(period)


class TestInPeriod:
    @pytest.mark.parametrize(
        ("day", "period", "found"),
        [
            (PeriodDay(5), Week(2025, 24), date(2025, 6, 13)),
            (PeriodDay(15), Month(2025, 6), date(2025, 6, 15)),
            (PeriodDay(31), Month(2025, 6), date(2025, 6, 30)),
            (PeriodDay(30), Month(2024, 2), date(2024, 2, 29)),
            (PeriodDay(-1), Month(2025, 2), date(2025, 2, 28)),
            (PeriodDay(-10), Month(2025, 6), date(2025, 6, 21)),
            (PeriodDay(-31), Month(2025, 6), date(2025, 6, 1)),
            (PeriodDay(1, month=2), Quarter(2025, 2), date(2025, 5, 1)),
            (PeriodDay(-1, month=-1), Quarter(2025, 4), date(2025, 12, 31)),
            (PeriodDay(1, month=-6), HalfYear(2025, 2), date(2025, 7, 1)),
            (PeriodDay(29, month=2), Year(2025), date(2025, 2, 28)),
            (PeriodDay(1, month=12), Year(2025), date(2025, 12, 1)),
        ],
    )
    def test_examples(self, day, period, found):
        """
        A day is counted from the start or the end; a short month has it on its last or first.
        """
        assert day.in_period(period) == found

    @given(data=st.data(), rhythm=st.sampled_from(Rhythm), anywhere=days(min_value=date(9, 1, 1)))
    def test_inside(self, data, rhythm, anywhere):
        """
        A day of a period lies in the period.
        """
        day = data.draw(period_days(every=rhythm))
        period = rhythm.containing(min(anywhere, date(9998, 1, 1)))

        assert day.in_period(period) in period.interval


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"day": 0}, "period_day.day: got 0; allowed: 1 to 31, or -1 to -31 from the end"),
            ({"day": 32}, "period_day.day: got 32; allowed: 1 to 31, or -1 to -31 from the end"),
            (
                {"day": 1, "month": -13},
                "period_day.month: got -13; allowed: 1 to 12, or -1 to -12 from the end",
            ),
        ],
    )
    def test_no_such_day(self, fields, message):
        """
        No month has more than 31 days, and no year more than 12 months.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            PeriodDay(**fields)

        assert str(caught.value) == message

    @pytest.mark.parametrize("value", [True, 1.0, "1", None])
    def test_kinds(self, value):
        """
        Days and months are ints.
        """
        for fields, field in (({"day": value}, "day"), ({"day": 1, "month": value}, "month")):
            with pytest.raises(WrongTypeError) as caught:
                PeriodDay(**fields)
            assert (f"period_day.{field}", value, "an int") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    @pytest.mark.parametrize(
        ("day", "period", "message"),
        [
            (
                PeriodDay(8),
                Week(2025, 1),
                "period_day.day: got 8; allowed: 1 (Monday) to 7 (Sunday)",
            ),
            (PeriodDay(-1), Week(2025, 1), "period_day.day: got -1"),
            (PeriodDay(1, month=2), Week(2025, 1), "period_day.month: got 2; allowed: 1: a week"),
            (PeriodDay(1, month=2), Month(2025, 1), "period_day.month: got 2; allowed: 1 to 1"),
            (PeriodDay(1, month=-4), Quarter(2025, 1), "period_day.month: got -4"),
        ],
    )
    def test_too_short(self, day, period, message):
        """
        A period that is too short for a day does not have it.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            day.in_period(period)

        assert str(caught.value).startswith(message)
