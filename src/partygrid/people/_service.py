"""
Full years of service.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from partygrid.dated import Interval, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import LabelledEnum, check_batch

if TYPE_CHECKING:
    from collections.abc import Iterable


_FEBRUARY, _LEAP_DAY = 2, 29


class ServiceCount(LabelledEnum):
    """
    Say how periods of service with breaks between them are counted in full years.
    """

    PER_PERIOD = "per_period", "各段分别计满年后相加", "full years of each period, added"
    POOLED = "pooled", "各段零头合并计算", "odd days carried into the next period"


def full_years(start: date, day: date) -> int:
    """
    Count the full years from a start to a day.

    A year is full on the anniversary; who started on 29 February has it on the 28th in a common
    year.

    Args:
        start: The first day.
        day: The day asked about.

    Returns:
        The years; 0 for a day before the start.

    Raises:
        WrongTypeError: A bound is not a civil date.

    >>> leap = date(2020, 2, 29)
    >>> full_years(leap, date(2023, 2, 27)), full_years(leap, date(2023, 2, 28))
    (2, 3)
    """
    check_day(start, field="start")
    check_day(day, field="day")
    years = day.year - start.year
    if (start.month, start.day) > (day.month, day.day) and not (
        # Who started on 29 February has the anniversary on the 28th of a common year.
        start.month == _FEBRUARY == day.month
        and start.day == _LEAP_DAY
        and day == anniversary(start, day.year)
    ):
        years -= 1
    return max(0, years)


def anniversary(start: date, year: int) -> date:
    """
    Give the day of a year on which a year of service is full.
    """
    try:
        return date(year, start.month, start.day)
    except ValueError:
        return date(year, 2, 28)


def service_years(periods: Iterable[Interval], day: date, count: ServiceCount) -> int:
    """
    Count the full years served by a day.

    Args:
        periods: The periods of service, in any order; no two meet.
        day: The day asked about; what lies after it does not count.
        count: How periods with breaks between them are counted.

    Raises:
        ValueNotAllowedError: Two periods meet.
        WrongTypeError: The periods, one of them, the day or the count has another type.

    >>> served = (Interval(date(2018, 1, 1), date(2019, 7, 1)), Interval(date(2020, 1, 1)))
    >>> service_years(served, date(2022, 1, 1), ServiceCount.PER_PERIOD)
    3
    >>> service_years(served, date(2021, 7, 5), ServiceCount.POOLED)
    3
    """
    check_day(day, field="day")
    if type(count) is not ServiceCount:
        raise WrongTypeError(field="count", value=count, allowed="a ServiceCount")
    check_batch(periods, field="periods", what="Intervals")
    given = tuple(periods)
    for period in given:
        if type(period) is not Interval:
            raise WrongTypeError(field="periods", value=period, allowed="an Interval")
    ordered = sorted(given, key=lambda period: period.start)
    for first, second in pairwise(ordered):
        if first.meets(second):
            raise ValueNotAllowedError(
                field="periods", value=f"{first} and {second}", allowed="periods that do not meet"
            )
    years, odd_days = 0, 0
    for period in ordered:
        if period.start > day:
            break
        end = day if period.end is None else min(day, period.end)
        # Days served before count as if this period had begun that much earlier.
        start = period.start - timedelta(days=odd_days)
        full = full_years(start, end)
        years += full
        if count is ServiceCount.POOLED:
            odd_days = (end - anniversary(start, start.year + full)).days
    return years
