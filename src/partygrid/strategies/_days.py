"""
Strategies for days, intervals and periods.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, TypeVar

from hypothesis import strategies as st

from partygrid.dated import HalfYear, Interval, Month, Period, Quarter, Week, Year, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import with_article
from partygrid.strategies._arguments import checked

P = TypeVar("P", bound=Period)

ONE_DAY: Final = timedelta(days=1)
# An interval ends on the day after its last, and no day comes after 31 December 9999.
LATEST: Final = date.max - ONE_DAY
# Shrunk values come near it, as those of `hypothesis.strategies.dates` do.
_PLAIN_DAY: Final = date(2000, 1, 1)
_MONTHS: Final = (Month(1, 1), Month(9998, 12))
_QUARTERS: Final = (Quarter(1, 1), Quarter(9998, 4))
_HALF_YEARS: Final = (HalfYear(1, 1), HalfYear(9998, 2))
_YEARS: Final = (Year(1), Year(9998))
_WEEKS: Final = (Week(1, 1), Week(9998, 52))


def days(*, min_value: date = date.min, max_value: date = date.max) -> st.SearchStrategy[date]:
    """
    Generate civil days, ends of months and years and 29 February often among them.

    Args:
        min_value: The first day.
        max_value: The last day.

    Raises:
        WrongTypeError: A bound is not a civil date.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import find
    >>> find(days(max_value=date(4, 12, 31)), lambda day: (day.month, day.day) == (2, 29))
    datetime.date(4, 2, 29)
    """
    check_window(min_value, max_value)
    anywhere = st.dates(min_value, max_value)
    return anywhere | st.builds(
        lambda day, move: max(min_value, min(max_value, move(day))),
        anywhere,
        st.sampled_from((_month_start, _month_end, _leap_day, _year_end)),
    )


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _year_end(day: date) -> date:
    return day.replace(month=12, day=31)


def _leap_day(day: date) -> date:
    # The last one up to that year; around a century, eight years can lie between two.
    upto = max(day.year, 4)
    return date(max(filter(isleap, range(upto - 7, upto + 1))), 2, 29)


def check_window(min_value: date, max_value: date, *, latest: date = date.max) -> None:
    """
    Refuse bounds that leave no day, and a last day out of reach.
    """
    check_day(min_value, field="min_value")
    check_day(max_value, field="max_value")
    if not min_value <= max_value <= latest:
        raise ValueNotAllowedError(
            field="max_value", value=max_value, allowed=f"min_value ({min_value}) to {latest}"
        )


def check_sizes(min_size: int, max_size: int, *, days: int) -> tuple[int, int]:
    """
    Refuse sizes in the wrong order, and give those that fit into so many days.
    """
    for field, size in (("min_size", min_size), ("max_size", max_size)):
        if type(size) is not int:
            raise WrongTypeError(field=field, value=size, allowed="an int")
    if not 0 <= min_size <= days:
        raise ValueNotAllowedError(
            field="min_size", value=min_size, allowed=f"0 to {days}, the days to become known on"
        )
    if max_size < min_size:
        raise ValueNotAllowedError(
            field="max_size", value=max_size, allowed=f"min_size ({min_size}) or more"
        )
    return min_size, min(max_size, days)


@checked
def intervals(
    *, min_value: date = date.min, max_value: date = LATEST, allow_open: bool = True
) -> st.SearchStrategy[Interval]:
    """
    Generate half-open intervals, some of a single day.

    Args:
        min_value: The earliest start.
        max_value: The latest start, and the last day of those that have one.
        allow_open: Whether some have no end.

    Raises:
        WrongTypeError: A bound is not a civil date.
        ValueNotAllowedError: The bounds are in the wrong order, or no day comes after the last.

    >>> from hypothesis import find
    >>> print(find(intervals(min_value=date(2024, 2, 29)), lambda interval: interval.end))
    [2024-02-29, 2024-03-01)
    """
    check_window(min_value, max_value, latest=LATEST)
    day = days(min_value=min_value, max_value=max_value)
    closed = st.tuples(day, day).map(lambda two: Interval(min(two), max(two) + ONE_DAY))
    return closed | day.map(Interval) if allow_open else closed


def months(
    *, min_value: Month | None = None, max_value: Month | None = None
) -> st.SearchStrategy[Month]:
    """
    Generate months.

    Args:
        min_value: The first month; None: the first there is.
        max_value: The last month; None: the last there is.

    Raises:
        WrongTypeError: A bound is no month.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import find
    >>> february = Month(2024, 2)
    >>> find(months(min_value=february, max_value=february), lambda month: True).interval.days
    29
    """
    return _between(_MONTHS, min_value, max_value)


def quarters(
    *, min_value: Quarter | None = None, max_value: Quarter | None = None
) -> st.SearchStrategy[Quarter]:
    """
    Generate quarters.

    Args:
        min_value: The first quarter; None: the first there is.
        max_value: The last quarter; None: the last there is.

    Raises:
        WrongTypeError: A bound is no quarter.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import find
    >>> str(find(quarters(max_value=Quarter(1999, 3)), lambda quarter: True))
    '1999-Q3'
    """
    return _between(_QUARTERS, min_value, max_value)


def half_years(
    *, min_value: HalfYear | None = None, max_value: HalfYear | None = None
) -> st.SearchStrategy[HalfYear]:
    """
    Generate half-years.

    Args:
        min_value: The first half-year; None: the first there is.
        max_value: The last half-year; None: the last there is.

    Raises:
        WrongTypeError: A bound is no half-year.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import find
    >>> str(find(half_years(), lambda half: half.half == 2))
    '2000-H2'
    """
    return _between(_HALF_YEARS, min_value, max_value)


def years(
    *, min_value: Year | None = None, max_value: Year | None = None
) -> st.SearchStrategy[Year]:
    """
    Generate years.

    Args:
        min_value: The first year; None: the first there is.
        max_value: The last year; None: the last there is.

    Raises:
        WrongTypeError: A bound is no year.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import find
    >>> str(find(years(min_value=Year(2025)), lambda year: True))
    '2025'
    """
    return _between(_YEARS, min_value, max_value)


def weeks(
    *, min_value: Week | None = None, max_value: Week | None = None
) -> st.SearchStrategy[Week]:
    """
    Generate weeks from Monday to Sunday.

    Args:
        min_value: The first week; None: the first there is.
        max_value: The last week; None: the last there is.

    Raises:
        WrongTypeError: A bound is no week.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import find
    >>> find(weeks(min_value=Week(2026, 53)), lambda week: True)
    Week(year=2026, week=53)
    """
    return _between(_WEEKS, min_value, max_value)


def periods(
    *, min_value: Year | None = None, max_value: Year | None = None
) -> st.SearchStrategy[Period]:
    """
    Generate months, quarters, half-years and years.

    Args:
        min_value: The year of the first; None: the first year there is.
        max_value: The year of the last; None: the last year there is.

    Raises:
        WrongTypeError: A bound is no year.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import find
    >>> find(periods(), lambda period: period.months == 6)
    HalfYear(year=2000, half=1)
    """
    low, high = _bounds(_YEARS, min_value, max_value)
    return st.one_of(
        months(min_value=Month(low.year, 1), max_value=Month(high.year, 12)),
        quarters(min_value=Quarter(low.year, 1), max_value=Quarter(high.year, 4)),
        half_years(min_value=HalfYear(low.year, 1), max_value=HalfYear(high.year, 2)),
        years(min_value=low, max_value=high),
    )


def _between(
    limits: tuple[P, P], min_value: P | None, max_value: P | None
) -> st.SearchStrategy[P]:
    low, high = _bounds(limits, min_value, max_value)
    plain = type(low).containing(_PLAIN_DAY)
    shifted: Callable[[int], P] = plain.shifted
    return st.integers(_steps(plain, low), _steps(plain, high)).map(shifted)


def _bounds(limits: tuple[P, P], min_value: P | None, max_value: P | None) -> tuple[P, P]:
    low = limits[0] if min_value is None else min_value
    high = limits[1] if max_value is None else max_value
    kind = type(limits[0])
    for field, bound in (("min_value", low), ("max_value", high)):
        if type(bound) is not kind:
            raise WrongTypeError(field=field, value=bound, allowed=with_article(kind.__name__))
    if low.first_day > high.first_day:
        raise ValueNotAllowedError(
            field="max_value", value=high, allowed=f"min_value ({low}) or later"
        )
    return low, high


def _steps(plain: Period, period: Period) -> int:
    """
    Count the periods from one to another, negative if it comes before.
    """
    if isinstance(plain, Week):
        return (period.first_day - plain.first_day).days // 7
    per_year = 12 // plain.months
    return (period.year - plain.year) * per_year + period.number - plain.number
