from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Interval, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError

DAY = date(2025, 6, 1)
NO_DAYS = [
    datetime(2025, 6, 1),
    datetime(2025, 6, 1, tzinfo=UTC),
    "2025-06-01",
    20250601,
    0.0,
    float("nan"),
    True,
    None,
]

# A small stretch of time, so that drawn intervals often meet.
FIRST, LAST = date(2024, 2, 26), date(2024, 3, 4)
WALK = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


class Day(date):
    """
    A date of another class, as test helpers and table libraries have.
    """


@st.composite
def few_days(draw):
    """
    Draw a start and an end, or None for no end, within a few days of each other.
    """
    start = draw(st.sampled_from(WALK[:-1]))
    return start, draw(st.none() | st.sampled_from([day for day in WALK if day > start]))


def walked(bounds):
    """
    Tell the days of the walk that lie between two bounds; an open end holds the last one too.
    """
    start, end = bounds
    return {day for day in WALK if start <= day and not (end and day >= end)}


class TestCheckDay:
    @given(st.dates())
    def test_takes_dates(self, day):
        """
        A civil date is given back as it is.
        """
        assert day is check_day(day, field="known")

    @pytest.mark.parametrize("given", [*NO_DAYS, Day(2025, 6, 1)], ids=repr)
    def test_refuses_all_else(self, given):
        """
        An instant, text, a number or None is no civil date, and the error names field and value.
        """
        with pytest.raises(WrongTypeError) as caught:
            check_day(given, field="known")

        assert "known" == caught.value.field
        assert given is caught.value.value
        assert (
            f"known: got {given!r} of type {type(given).__name__}; "
            "allowed: a civil date (datetime.date)"
        ) == str(caught.value)


class TestBounds:
    @given(st.dates(), st.dates())
    def test_not_empty(self, start, end):
        """
        An interval has its end after its start; any other is refused with the earliest end.
        """
        if start < end:
            assert (start, end) == (Interval(start, end).start, Interval(start, end).end)
            return

        with pytest.raises(ValueNotAllowedError) as caught:
            Interval(start, end)

        assert ("interval.end", end) == (caught.value.field, caught.value.value)
        assert f"interval.end: got {end!r}; allowed: a day after {start}" == str(caught.value)

    @pytest.mark.parametrize("given", NO_DAYS, ids=repr)
    def test_start_is_a_day(self, given):
        """
        The start is a civil date; an interval without a first day cannot be.
        """
        with pytest.raises(WrongTypeError) as caught:
            Interval(given, DAY)

        assert "interval.start" == caught.value.field

    @pytest.mark.parametrize("given", NO_DAYS[:-1], ids=repr)
    def test_end_is_a_day(self, given):
        """
        The end is a civil date or None.
        """
        with pytest.raises(WrongTypeError) as caught:
            Interval(DAY, given)

        assert "interval.end" == caught.value.field

    def test_open(self):
        """
        Without an end there is neither a last day nor a number of days.
        """
        interval = Interval(DAY)

        assert (None, None, None) == (interval.end, interval.last, interval.days)
        assert date.max in interval

    @given(few_days().filter(lambda bounds: bounds[1]))
    def test_closed(self, bounds):
        """
        The number of days and the last day are those that a walk finds.
        """
        interval = Interval(*bounds)

        assert len(walked(bounds)) == interval.days
        assert max(walked(bounds)) == interval.last

    def test_values(self):
        """
        Intervals of the same bounds are equal, have one hash, and cannot be changed.
        """
        same = Interval(date(2025, 6, 1), None)

        assert same == Interval(DAY)
        assert hash(same) == hash(Interval(DAY))
        with pytest.raises(AttributeError):
            same.start = FIRST


class TestContains:
    @given(few_days())
    def test_walk(self, bounds):
        """
        The start lies inside, the end does not, and neither does any day outside.
        """
        interval = Interval(*bounds)

        assert walked(bounds) == {day for day in WALK if day in interval}

    @pytest.mark.parametrize("given", NO_DAYS, ids=repr)
    def test_refuses(self, given):
        """
        Only a civil date can be asked about; an instant is not taken for its date.
        """
        with pytest.raises(WrongTypeError) as caught:
            given in Interval(DAY)  # noqa: B015 - the question itself is refused

        assert "day" == caught.value.field
        assert given is caught.value.value


class TestMeeting:
    @given(few_days(), few_days())
    def test_meets(self, one, other):
        """
        Two intervals meet exactly if a walk finds a day in both.
        """
        assert bool(walked(one) & walked(other)) == Interval(*one).meets(Interval(*other))

    @given(few_days(), few_days())
    def test_common(self, one, other):
        """
        The common interval holds exactly the days in both, and is open only if both are.
        """
        common = Interval(*one).common(Interval(*other))
        days = walked(one) & walked(other)

        assert days == ({day for day in WALK if day in common} if common else set())
        if common:
            assert (one[1] is other[1] is None) == (common.end is None)

    def test_neighbours(self):
        """
        An interval does not meet the one that starts where it ends.
        """
        may, june = Interval(date(2025, 5, 1), DAY), Interval(DAY)

        assert (False, False) == (may.meets(june), june.meets(may))
        assert (None, None) == (may.common(june), june.common(may))


class TestText:
    @pytest.mark.parametrize(
        ("end", "text"),
        [(None, "[2025-06-01, …)"), (date(2025, 7, 1), "[2025-06-01, 2025-07-01)")],
    )
    def test_str(self, end, text):
        """
        Both bounds are shown, with the sign that the end is left out.
        """
        assert text == str(Interval(DAY, end))
