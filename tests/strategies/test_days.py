from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, find, given, settings
from hypothesis import strategies as st

from partygrid.dated import HalfYear, Interval, Month, Quarter, Year
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import with_article
from partygrid.strategies import (
    days,
    half_years,
    intervals,
    months,
    periods,
    quarters,
    years,
)
from partygrid.strategies._days import check_sizes

NO_DAYS = [datetime(2025, 1, 1), datetime(2025, 1, 1, tzinfo=UTC), "2025-01-01", 2025, None]
KINDS = {Month: months, Quarter: quarters, HalfYear: half_years, Year: years}
FIRST = {Month: Month(1, 1), Quarter: Quarter(1, 1), HalfYear: HalfYear(1, 1), Year: Year(1)}
LAST = {
    Month: Month(9998, 12),
    Quarter: Quarter(9998, 4),
    HalfYear: HalfYear(9998, 2),
    Year: Year(9998),
}
DATES = st.dates(max_value=date(9998, 12, 31))


def reached(strategy, wanted):
    """
    Tell whether one value can be drawn.
    """
    return wanted == find(strategy, lambda value: value == wanted)


def share(strategy, wanted):
    """
    Tell which part of many drawn values is wanted.
    """
    found = []

    @settings(max_examples=500, derandomize=True, database=None)
    @given(strategy)
    def draw(value):
        found.append(wanted(value))

    draw()
    return sum(found) / len(found)


class TestDays:
    @given(data=st.data(), one=st.dates(), other=st.dates())
    def test_inside(self, data, one, other):
        """
        Days lie between the bounds, both included, and are civil dates.
        """
        first, last = min(one, other), max(one, other)
        day = data.draw(days(min_value=first, max_value=last))

        assert date is type(day)
        assert first <= day <= last

    @pytest.mark.parametrize(
        "wanted",
        [date.min, date.max, date(2024, 2, 29), date(2023, 2, 28), date(2024, 12, 31)],
        ids=str,
    )
    def test_reached(self, wanted):
        """
        The ends of time, of months and of years are among them, and 29 February is.
        """
        first = max(wanted, date(1, 1, 4)) - timedelta(days=3)
        last = min(wanted, date(9999, 12, 28)) + timedelta(days=3)

        assert reached(days(min_value=first, max_value=last), wanted)

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda day: (day.month, day.day) == (2, 29),
            lambda day: day.day == monthrange(day.year, day.month)[1],
            lambda day: day.day == 1,
            lambda day: (day.month, day.day) == (12, 31),
        ],
        ids=["leap days", "month ends", "month starts", "year ends"],
    )
    def test_often(self, wanted):
        """
        The days on which rules go wrong come often, and not only those.
        """
        assert 0.05 < share(days(), wanted) < 0.9

    @pytest.mark.parametrize("name", ["min_value", "max_value"])
    @pytest.mark.parametrize("given_bound", NO_DAYS, ids=repr)
    @pytest.mark.parametrize("strategy", [days, intervals])
    def test_bounds_are_days(self, strategy, name, given_bound):
        """
        A bound is a civil date, and a wrong one is refused at once.
        """
        with pytest.raises(WrongTypeError) as caught:
            strategy(**{name: given_bound})

        assert (name, given_bound) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("strategy", [days, intervals])
    def test_reversed(self, strategy):
        """
        Bounds in the wrong order leave nothing to draw.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            strategy(min_value=date(2025, 1, 2), max_value=date(2025, 1, 1))

        assert ("max_value", date(2025, 1, 1)) == (caught.value.field, caught.value.value)
        assert "allowed: min_value (2025-01-02) to " in str(caught.value)

    @pytest.mark.parametrize("day", [date.min, date(2024, 2, 29), date.max], ids=str)
    def test_single(self, day):
        """
        Bounds of one day give that day.
        """
        assert day == find(days(min_value=day, max_value=day), lambda _: True)


class TestIntervals:
    @given(data=st.data(), one=st.dates(), other=st.dates(), allow_open=st.booleans())
    def test_inside(self, data, one, other, allow_open):
        """
        Intervals start between the bounds, and the last day of those that end lies there too.
        """
        first, last = min(one, other), max(one, other)
        assume(last < date.max)
        interval = data.draw(intervals(min_value=first, max_value=last, allow_open=allow_open))

        assert Interval is type(interval)
        assert first <= interval.start <= (interval.last or last) <= last
        assert allow_open or interval.end is not None

    @pytest.mark.parametrize(
        ("first", "wanted"),
        [
            (date.min, Interval(date.min)),
            (date.min, Interval(date.min, date(1, 1, 2))),
            (date(2024, 2, 28), Interval(date(2024, 2, 28), date(2024, 3, 1))),
            (date(2024, 2, 29), Interval(date(2024, 2, 29))),
            (date(9999, 12, 29), Interval(date(9999, 12, 29), date.max)),
            (date(9999, 12, 29), Interval(date(9999, 12, 30), date.max)),
        ],
        ids=str,
    )
    def test_reached(self, first, wanted):
        """
        Open intervals, single days and the ends of time are among them.
        """
        near = intervals(min_value=first, max_value=first + timedelta(days=1))

        assert reached(near, wanted)

    def test_last_day_of_all(self):
        """
        No interval can hold 31 December 9999 and end: no day comes after it.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            intervals(max_value=date.max)

        assert ("max_value", date.max) == (caught.value.field, caught.value.value)
        assert "to 9999-12-30" in str(caught.value)


class TestKindsOfPeriods:
    @pytest.mark.parametrize(("kind", "strategy"), KINDS.items())
    @given(data=st.data(), one=DATES, other=DATES)
    def test_inside(self, kind, strategy, data, one, other):
        """
        Periods are of their kind and lie between the bounds, both included.
        """
        first, last = (kind.containing(day) for day in sorted((one, other)))
        period = data.draw(strategy(min_value=first, max_value=last))

        assert kind is type(period)
        assert first <= period <= last

    @pytest.mark.parametrize(("kind", "strategy"), KINDS.items())
    def test_all(self, kind, strategy):
        """
        Without bounds, the first and the last period of the calendar are among them.
        """
        assert reached(strategy(), FIRST[kind])
        assert reached(strategy(), LAST[kind])

    @pytest.mark.parametrize(("kind", "strategy"), KINDS.items())
    @pytest.mark.parametrize("name", ["min_value", "max_value"])
    def test_bounds_of_the_kind(self, kind, strategy, name):
        """
        A bound is a period of the same kind.
        """
        others = [other.containing(date(2025, 1, 1)) for other in KINDS if other is not kind]
        for bound in (*others, date(2025, 1, 1), 2025, "2025"):
            with pytest.raises(WrongTypeError) as caught:
                strategy(**{name: bound})
            assert (name, bound) == (caught.value.field, caught.value.value)
            assert with_article(kind.__name__) == caught.value.allowed

    @pytest.mark.parametrize(("kind", "strategy"), KINDS.items())
    def test_reversed(self, kind, strategy):
        """
        Bounds in the wrong order leave nothing to draw.
        """
        later, earlier = (kind.containing(date(year, 12, 31)) for year in (2025, 2024))

        with pytest.raises(ValueNotAllowedError) as caught:
            strategy(min_value=later, max_value=earlier)

        assert ("max_value", earlier) == (caught.value.field, caught.value.value)
        assert f"allowed: min_value ({later}) or later" in str(caught.value)


class TestPeriods:
    @given(data=st.data(), one=st.integers(1, 9998), other=st.integers(1, 9998))
    def test_inside(self, data, one, other):
        """
        Periods of every kind lie in the years from the first to the last, both included.
        """
        first, last = sorted((one, other))
        period = data.draw(periods(min_value=Year(first), max_value=Year(last)))

        assert type(period) in KINDS
        assert first <= period.year <= last

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind(self, kind):
        """
        Each kind is among them, from its first period to its last.
        """
        of_first = periods(max_value=Year(1))
        of_last = periods(min_value=Year(9998))

        assert reached(of_first, FIRST[kind])
        assert reached(of_last, LAST[kind])

    @pytest.mark.parametrize("name", ["min_value", "max_value"])
    @pytest.mark.parametrize("bound", [2025, Month(2025, 1), date(2025, 1, 1)], ids=repr)
    def test_bounds_are_years(self, name, bound):
        """
        Periods of several kinds are bounded by years.
        """
        with pytest.raises(WrongTypeError) as caught:
            periods(**{name: bound})

        assert (name, bound, "a Year") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestCheckSizes:
    @given(least=st.integers(-2, 12), most=st.integers(-2, 12), window=st.integers(1, 8))
    def test_fit(self, least, most, window):
        """
        Sizes from 0 up, in order, are cut to the days there are; others are refused by name.
        """
        if not 0 <= least <= window or most < least:
            with pytest.raises(ValueNotAllowedError) as caught:
                check_sizes(least, most, days=window)
            field = "max_size" if 0 <= least <= window else "min_size"
            assert field == caught.value.field
            assert {"min_size": least, "max_size": most}[field] == caught.value.value
            return

        assert (least, min(most, window)) == check_sizes(least, most, days=window)

    @pytest.mark.parametrize("size", [1.0, True, "1", None], ids=repr)
    @pytest.mark.parametrize("place", [0, 1])
    def test_types(self, size, place):
        """
        A size is an int.
        """
        sizes = [0, 6]
        sizes[place] = size

        with pytest.raises(WrongTypeError) as caught:
            check_sizes(*sizes, days=100)

        assert (("min_size", "max_size")[place], size) == (caught.value.field, caught.value.value)
