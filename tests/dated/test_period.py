from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import HalfYear, Month, Period, Quarter, Year
from partygrid.dated._period import check_period
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import with_article

KINDS = {Month: 1, Quarter: 3, HalfYear: 6, Year: 12}
DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
MIDDLE = st.dates(date(1900, 1, 1), date(2100, 12, 31))
FIRST = {Month: (1, 1), Quarter: (1, 1), HalfYear: (1, 1), Year: (1,)}
LAST = {Month: (9998, 12), Quarter: (9998, 4), HalfYear: (9998, 2), Year: (9998,)}

each_kind = pytest.mark.parametrize("kind", KINDS)


def name_of(kind, day):
    """
    Tell year and number of the period that holds a day, from the number of each month's period.
    """
    numbers = [number for number in range(1, 13) for _ in range(KINDS[kind])]
    return day.year, numbers[day.month - 1]


class TestContaining:
    @each_kind
    @given(day=DAYS)
    def test_day_inside(self, kind, day):
        """
        A day lies in the one period of each kind that has its year and its months.
        """
        period = kind.containing(day)

        assert name_of(kind, day) == (period.year, period.number)
        assert period.first_day <= day <= period.last_day

    @each_kind
    @given(day=MIDDLE)
    def test_bounds_walked(self, kind, day):
        """
        The first and the last day are where a walk day by day leaves the period.
        """
        here = name_of(kind, day)
        first = last = day
        while name_of(kind, first - timedelta(days=1)) == here:
            first -= timedelta(days=1)
        while name_of(kind, last + timedelta(days=1)) == here:
            last += timedelta(days=1)
        period = kind.containing(day)

        assert (first, last) == (period.first_day, period.last_day)
        assert last + timedelta(days=1) == period.end == period.interval.end
        assert first == period.interval.start
        assert (last - first).days + 1 == period.interval.days

    @each_kind
    @pytest.mark.parametrize(
        "given_day", [datetime(2025, 6, 1), datetime(2025, 6, 1, tzinfo=UTC), "2025-06-01", None]
    )
    def test_civil_dates(self, kind, given_day):
        """
        Only a civil date lies in a period; an instant is not taken for its date.
        """
        with pytest.raises(WrongTypeError) as caught:
            kind.containing(given_day)

        assert ("day", given_day) == (caught.value.field, caught.value.value)

    @each_kind
    def test_last_year_of_dates(self, kind):
        """
        The year 9999 has no period, because nothing comes after its last day.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            kind.containing(date(9999, 1, 1))

        assert (f"{kind.__name__}.year", 9999) == (caught.value.field, caught.value.value)
        assert f"{kind.__name__}.year: got 9999; allowed: 1 to 9998" == str(caught.value)


class TestShifted:
    @each_kind
    @given(day=MIDDLE, by=st.integers(-1200, 1200))
    def test_months_walked(self, kind, day, by):
        """
        A period later by n starts n times its months later.
        """
        period = kind.containing(day)
        start = period.first_day + relativedelta(months=by * KINDS[kind])

        assert kind.containing(start) == period.shifted(by)
        assert start == period.shifted(by).first_day

    @each_kind
    @given(day=MIDDLE)
    def test_neighbours(self, kind, day):
        """
        The next period starts on the day after the last, and the one before ends before the first.
        """
        period = kind.containing(day)

        assert period.end == period.next().first_day
        assert period.first_day - timedelta(days=1) == period.previous().last_day
        assert period == period.next().previous() == period.previous().next()

    @each_kind
    @given(day=MIDDLE, one=st.integers(-500, 500), two=st.integers(-500, 500))
    def test_adds_up(self, kind, day, one, two):
        """
        Two shifts are one shift by their sum, and a shift by 0 is none.
        """
        period = kind.containing(day)

        assert period.shifted(one + two) == period.shifted(one).shifted(two)
        assert period == period.shifted(0)

    @each_kind
    def test_ends_of_the_calendar(self, kind):
        """
        Nothing comes before the first period of year 1 or after the last of year 9998.
        """
        first, last = kind(*FIRST[kind]), kind(*LAST[kind])

        for period, step, year in ((first, -1, 0), (last, 1, 9999)):
            with pytest.raises(ValueNotAllowedError) as caught:
                period.shifted(step)
            assert (f"{kind.__name__}.year", year) == (caught.value.field, caught.value.value)
        assert (date.min, date(9998, 12, 31)) == (first.first_day, last.last_day)
        assert last == first.shifted(9998 * 12 // KINDS[kind] - 1)

    @each_kind
    @pytest.mark.parametrize("by", [10**5000, -(10**5000)], ids=["up", "down"])
    def test_far_beyond(self, kind, by):
        """
        A shift beyond all years is refused by name, even where the year cannot be written out.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            kind(*FIRST[kind]).shifted(by)

        assert "allowed: 1 to 9998" in str(caught.value)

    @each_kind
    @pytest.mark.parametrize("by", [True, 1.0, "1", None, timedelta(days=31)], ids=repr)
    def test_whole_steps(self, kind, by):
        """
        Periods are counted in whole steps, given as an int.
        """
        with pytest.raises(WrongTypeError) as caught:
            kind(*FIRST[kind]).shifted(by)

        assert ("by", by, "an int") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestTo:
    @each_kind
    @given(day=MIDDLE, count=st.integers(0, 60))
    def test_counts(self, kind, day, count):
        """
        From one period to another lie all between, both included and none left out.
        """
        first = kind.containing(day)
        listed = first.to(first.shifted(count))

        assert count + 1 == len(listed)
        assert (first, first.shifted(count)) == (listed[0], listed[-1])
        assert [one.end for one in listed[:-1]] == [one.first_day for one in listed[1:]]

    @each_kind
    @given(day=MIDDLE, count=st.integers(1, 60))
    def test_backwards(self, kind, day, count):
        """
        An earlier period cannot be counted to.
        """
        later = kind.containing(day)
        earlier = later.shifted(-count)

        with pytest.raises(ValueNotAllowedError) as caught:
            later.to(earlier)

        assert ("to", earlier) == (caught.value.field, caught.value.value)
        assert f"allowed: {later} or later" in str(caught.value)

    @each_kind
    def test_one_kind(self, kind):
        """
        Periods of two kinds are not counted along, nor is anything else.
        """
        here = kind.containing(date(2025, 1, 1))
        others = [other.containing(date(2026, 1, 1)) for other in KINDS if other is not kind]

        for other in (*others, date(2026, 1, 1), "2026", None):
            with pytest.raises(WrongTypeError) as caught:
                here.to(other)
            assert ("to", other) == (caught.value.field, caught.value.value)
            assert with_article(kind.__name__) == caught.value.allowed


class TestOrder:
    @each_kind
    @given(one=DAYS, other=DAYS)
    def test_by_first_day(self, kind, one, other):
        """
        Periods of one kind are ordered and equal as their first days are.
        """
        one, other = kind.containing(one), kind.containing(other)

        assert (one.first_day < other.first_day) == (one < other)
        assert (one.first_day <= other.first_day) == (one <= other)
        assert (one.first_day == other.first_day) == (one == other)
        assert (one == other) <= (hash(one) == hash(other))

    @each_kind
    def test_two_kinds(self, kind):
        """
        Periods of two kinds are never equal and do not compare.
        """
        for other in set(KINDS) - {kind}:
            one, two = (each.containing(date(2025, 1, 1)) for each in (kind, other))
            assert one != two
            with pytest.raises(TypeError):
                one < two  # noqa: B015 - the comparison itself is refused


class TestCheckPeriod:
    @each_kind
    @given(year=st.integers(-3, 3) | st.integers(9995, 10_002), number=st.integers(-1, 14))
    def test_domain(self, kind, year, number):
        """
        A period has a year from 1 to 9998 and a number from 1 to as many as a year has.
        """
        most = 12 // KINDS[kind]
        parts = (year,) if kind is Year else (year, number)
        if 1 <= year <= 9998 and (kind is Year or 1 <= number <= most):
            assert (year, 1 if kind is Year else number) == (
                kind(*parts).year,
                kind(*parts).number,
            )
            return

        with pytest.raises(ValueNotAllowedError) as caught:
            kind(*parts)

        wrong_year = not 1 <= year <= 9998
        assert (year if wrong_year else number) == caught.value.value
        assert (kind.__name__ + ".year" * wrong_year) == caught.value.field
        assert ("1 to 9998" if wrong_year else f"1 to {most}") == caught.value.allowed

    @each_kind
    @pytest.mark.parametrize("part", ["2025", 2025.0, float("nan"), True, None], ids=repr)
    def test_types(self, kind, part):
        """
        Year and number are ints; a bool, a float or text is none.
        """
        for place in range(len(FIRST[kind])):
            parts = list(FIRST[kind])
            parts[place] = part
            with pytest.raises(WrongTypeError) as caught:
                kind(*parts)
            assert (kind.__name__, "ints") == (caught.value.field, caught.value.allowed)
            assert repr(part) in str(caught.value)

    def test_limit(self):
        """
        The greatest number is the caller's to say.
        """
        december = Month(2025, 12)

        check_period(december, 12)
        with pytest.raises(ValueNotAllowedError) as caught:
            check_period(december, 11)

        assert "Month: got 12; allowed: 1 to 11" == str(caught.value)


class TestBase:
    def test_no_period_of_no_kind(self):
        """
        A period is of one of the kinds; the base alone cannot be made.
        """
        with pytest.raises(TypeError):
            Period()

    @each_kind
    def test_frozen(self, kind):
        """
        A period is a value: it is one of them all, and cannot be changed.
        """
        period = kind(*FIRST[kind])

        assert isinstance(period, Period)
        with pytest.raises(AttributeError):
            period.year = 2
