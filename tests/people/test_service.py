"""
Full years of service, against a walk from day to day.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partygrid.dated import Interval
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.people import ServiceCount, full_years, service_years
from partygrid.strategies._days import days

ONE_DAY = timedelta(days=1)
LEAP = date(2020, 2, 29)

# A dozen years around a century that is no leap year, and around one that is.
near = days(min_value=date(1896, 1, 1), max_value=date(1908, 12, 31)) | days(
    min_value=date(1996, 1, 1), max_value=date(2012, 12, 31)
)
counts = st.sampled_from(ServiceCount)


@st.composite
def lives(draw):
    """
    Draw periods that do not meet, some of them neighbours, the last maybe open, in any order.
    """
    first = draw(days(min_value=date(1896, 1, 1), max_value=date(1904, 12, 31)))
    # Spans of about a year, a few days more or less, and of any length.
    spans = st.integers(1, 900) | st.integers(360, 370) | st.integers(725, 735)
    periods, start = [], first
    for _ in range(draw(st.integers(0, 4))):
        end = start + timedelta(days=draw(spans))
        periods.append(Interval(start, end))
        start = end + timedelta(days=draw(st.just(0) | spans))
    if draw(st.booleans()):
        periods.append(Interval(start))
    return draw(st.permutations(periods)), draw(
        days(min_value=first - 400 * ONE_DAY, max_value=start + 800 * ONE_DAY)
    )


def is_anniversary(day, start):
    """
    Tell whether a later day is an anniversary of a start, by its month and its day alone.
    """
    tomorrow = day + ONE_DAY
    leap_born = (start.month, start.day) == (2, 29)
    last_of_february = (day.month, day.day, tomorrow.month) == (2, 28, 3)
    same = (day.month, day.day) == (start.month, start.day)
    return same or (leap_born and last_of_february)


def walk(periods, day, *, pooled):
    """
    Count years by walking: on each anniversary of the start one more year is full.

    Pooled, the days walked since the last anniversary go before the start of the next period.
    """
    years = odd = 0
    for period in sorted(periods, key=lambda period: period.start):
        start = period.start - timedelta(days=odd if pooled else 0)
        today, odd = start, 0
        last = day if period.end is None else min(day, period.end)
        if last < period.start:
            break
        while today < last:
            today += ONE_DAY
            odd += 1
            if is_anniversary(today, start):
                years, odd = years + 1, 0
    return years


class TestFullYears:
    @pytest.mark.parametrize(
        ("start", "day", "expected"),
        [
            (date(2020, 3, 1), date(2020, 3, 1), 0),
            (date(2020, 3, 1), date(2021, 2, 28), 0),
            (date(2020, 3, 1), date(2021, 3, 1), 1),
            (date(2020, 3, 1), date(2019, 3, 1), 0),
            (date(2020, 3, 1), date(2010, 3, 1), 0),
            (LEAP, date(2021, 2, 27), 0),
            (LEAP, date(2021, 2, 28), 1),
            (LEAP, date(2024, 2, 28), 3),
            (LEAP, date(2024, 2, 29), 4),
            (date(2020, 2, 28), date(2024, 2, 28), 4),
            (date(1896, 2, 29), date(1900, 2, 28), 4),
            (date(1, 1, 1), date(9999, 12, 31), 9998),
            (date.max, date.min, 0),
        ],
    )
    def test_known(self, start, day, expected):
        """
        A year is full on the anniversary; who started on 29 February has it on the 28th.
        """
        assert expected == full_years(start, day)

    @given(start=near, day=near)
    def test_walked(self, start, day):
        """
        The years are the anniversaries between start and day, the day's own included.
        """
        passed = (start + ONE_DAY * ahead for ahead in range(1, (day - start).days + 1))

        assert sum(is_anniversary(each, start) for each in passed) == full_years(start, day)

    @pytest.mark.parametrize(
        "bad", [None, "2020-03-01", 2020, True, datetime(2020, 3, 1, tzinfo=UTC)]
    )
    @pytest.mark.parametrize("field", ["start", "day"])
    def test_not_a_day(self, field, bad):
        """
        Both bounds are civil dates.
        """
        with pytest.raises(WrongTypeError) as caught:
            full_years(**{"start": LEAP, "day": LEAP, field: bad})

        assert field == caught.value.field
        assert bad is caught.value.value
        assert f"{field}: got {bad!r}" in str(caught.value)
        assert "a civil date" in str(caught.value)


class TestPerPeriod:
    def test_odd_days_are_lost(self):
        """
        What is left of a period after its last anniversary does not count.
        """
        served = (
            Interval(date(2018, 1, 1), date(2019, 12, 31)),
            Interval(date(2020, 1, 1), date(2020, 12, 31)),
        )

        assert 1 == service_years(served, date(2030, 1, 1), ServiceCount.PER_PERIOD)

    @given(life=lives())
    def test_walked(self, life):
        """
        The years are the anniversaries of each period's own start, added.
        """
        periods, day = life

        expected = walk(periods, day, pooled=False)
        assert expected == service_years(periods, day, ServiceCount.PER_PERIOD)

    @given(life=lives())
    def test_added(self, life):
        """
        The years of several periods are those of each, added.
        """
        periods, day = life
        each = (service_years([period], day, ServiceCount.PER_PERIOD) for period in periods)

        assert sum(each) == service_years(periods, day, ServiceCount.PER_PERIOD)


class TestPooled:
    def test_odd_days_are_carried(self):
        """
        The odd days of one period shorten the first year of the next.
        """
        served = (Interval(date(2018, 1, 1), date(2019, 7, 1)), Interval(date(2020, 1, 1)))
        odd = (date(2019, 7, 1) - date(2019, 1, 1)).days
        full = date(2021, 1, 1) - timedelta(days=odd)

        assert 1 == service_years(served, full - ONE_DAY, ServiceCount.POOLED)
        # 181 days before 1 January 2020 is 4 July 2019.
        assert date(2020, 7, 4) == full
        assert 2 == service_years(served, full, ServiceCount.POOLED)

    def test_carried_on(self):
        """
        Odd days are carried over a period that fills no year.
        """
        months = [
            Interval(date(year, 1, 1), date(year, 5, 1)) for year in (2021, 2022, 2023, 2025)
        ]
        last = date(2025, 1, 1)

        # Three times 120 days: the year is full 5 days into the fourth period.
        assert 0 == service_years(months, last + 4 * ONE_DAY, ServiceCount.POOLED)
        assert 1 == service_years(months, date(2025, 1, 7), ServiceCount.POOLED)
        assert 0 == service_years(months, date(2030, 1, 1), ServiceCount.PER_PERIOD)

    def test_a_leap_year_less_a_day(self):
        """
        365 odd days of a leap year are a full year as soon as a common one is pooled with them.
        """
        first = Interval(date(2019, 3, 1), date(2020, 2, 29))
        served = (first, Interval(date(2022, 1, 1)))

        assert 365 == first.days
        assert 0 == service_years(served, date(2021, 12, 31), ServiceCount.POOLED)
        assert 1 == service_years(served, date(2022, 1, 1), ServiceCount.POOLED)

    @given(life=lives())
    @example(
        life=(
            [Interval(date(1903, 3, 1), date(1904, 2, 29)), Interval(date(1906, 1, 1))],
            date(1907, 6, 1),
        )
    )
    def test_walked(self, life):
        """
        The years are the anniversaries of starts moved back by the odd days before.
        """
        periods, day = life

        assert walk(periods, day, pooled=True) == service_years(periods, day, ServiceCount.POOLED)

    @given(life=lives())
    def test_one_period(self, life):
        """
        With a single period there is nothing to pool.
        """
        periods, day = life
        for period in periods:
            pooled, apart = (service_years([period], day, count) for count in ServiceCount)

            assert pooled == apart

    @given(life=lives())
    def test_neighbours(self, life):
        """
        Pooled, a period cut in two by a change of file fills its years within a day or two of it.
        """
        periods, day = life
        for period in periods:
            if period.end is None or period.days < 2:
                continue
            cut = period.start + ONE_DAY * (period.days // 2)
            halves = [Interval(period.start, cut), Interval(cut, period.end)]
            whole = service_years([period], day, ServiceCount.POOLED)
            pooled = service_years(halves, day, ServiceCount.POOLED)

            assert abs(whole - pooled) <= 1


class TestBoth:
    @given(life=lives(), count=counts)
    def test_never_falls(self, life, count):
        """
        The years never fall as the day advances, and fill one at a time.
        """
        periods, day = life
        walked = [service_years(periods, day + ahead * ONE_DAY, count) for ahead in range(400)]

        assert all(0 <= after - before <= 1 for before, after in pairwise(walked))

    @given(life=lives(), count=counts, data=st.data())
    def test_any_order(self, life, count, data):
        """
        The order in which the periods are given does not matter, nor what holds them.
        """
        periods, day = life
        shuffled = data.draw(st.permutations(periods))

        assert service_years(periods, day, count) == service_years(iter(shuffled), day, count)

    @given(life=lives(), count=counts)
    def test_later_plays_no_part(self, life, count):
        """
        What lies after the day does not count.
        """
        periods, day = life
        begun = [period for period in periods if period.start < day]
        cut = [
            Interval(period.start, day if period.end is None else min(day, period.end))
            for period in begun
        ]

        assert service_years(cut, day, count) == service_years(periods, day, count)

    @given(life=lives())
    def test_pooling_loses_nothing(self, life):
        """
        Carrying odd days never gives fewer years than dropping them.
        """
        periods, day = life
        pooled = service_years(periods, day, ServiceCount.POOLED)

        assert pooled >= service_years(periods, day, ServiceCount.PER_PERIOD)

    @pytest.mark.parametrize("count", ServiceCount)
    def test_nothing(self, count):
        """
        Without service there are no years.
        """
        assert 0 == service_years((), date(2025, 1, 1), count)
        assert 0 == service_years((Interval(date(2025, 1, 2)),), date(2025, 1, 1), count)

    @pytest.mark.parametrize("count", ServiceCount)
    def test_ends_of_the_calendar(self, count):
        """
        The first and the last day there is are days like others.
        """
        served = (Interval(date.min, date(3, 6, 1)), Interval(date(4, 1, 1), date.max))

        assert 9997 <= service_years(served, date.max, count) <= 9998


class TestRefused:
    @pytest.mark.parametrize(
        "periods",
        [
            (Interval(date(2020, 1, 1)), Interval(date(2021, 1, 1))),
            (Interval(date(2020, 1, 1), date(2021, 1, 2)), Interval(date(2021, 1, 1))),
            (Interval(date(2020, 1, 1)), Interval(date(2020, 1, 1))),
        ],
    )
    @pytest.mark.parametrize("count", ServiceCount)
    def test_meeting(self, periods, count):
        """
        Periods that meet, on whatever day, are refused; both are named.
        """
        for given_periods in (periods, periods[::-1]):
            with pytest.raises(ValueNotAllowedError) as caught:
                service_years(given_periods, date(2019, 1, 1), count)

            error = caught.value
            assert ("periods", "periods that do not meet") == (error.field, error.allowed)
            assert all(str(period) in error.value for period in periods)
            assert f"periods: got {error.value!r}; allowed: periods that do not meet" == str(error)

    @pytest.mark.parametrize("count", ServiceCount)
    def test_neighbours(self, count):
        """
        Periods of which one begins as the other ends do not meet.
        """
        day = date(2021, 1, 1)
        served = (Interval(date(2020, 1, 1), day), Interval(day))

        assert 2 == service_years(served, date(2022, 1, 1), count)

    @pytest.mark.parametrize("count", ["pooled", None, True, 0, ServiceCount])
    def test_count(self, count):
        """
        How to count has to be said; its name alone is not enough.
        """
        with pytest.raises(WrongTypeError) as caught:
            service_years((), LEAP, count)

        assert ("count", count) == (caught.value.field, caught.value.value)
        assert "a ServiceCount" in str(caught.value)

    @pytest.mark.parametrize("day", [None, "2025-01-01", datetime(2025, 1, 1)])
    def test_day(self, day):
        """
        The day is a civil date.
        """
        with pytest.raises(WrongTypeError) as caught:
            service_years((), day, ServiceCount.POOLED)

        assert ("day", day) == (caught.value.field, caught.value.value)
        assert "a civil date" in str(caught.value)
