"""
From which day on a change counts.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from partygrid.dated._interval import check_day
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import LabelledEnum


class Effective(LabelledEnum):
    """
    Say from when a change counts, by the day as on which facts are read.

    What begins and what ends are treated alike: on any day, what counts is what held on the
    `reference` day. A change on 1 January counts from that day under ``each_january``, and a
    year later under ``next_january``.

    >>> Effective.NEXT_MONTH.reference(date(2025, 6, 15))
    datetime.date(2025, 5, 31)
    """

    SAME_DAY = "same_day", "自变动之日起", "from the day of the change"
    SAME_MONTH = "same_month", "自变动当月起", "from the month of the change"
    NEXT_MONTH = "next_month", "自变动次月起", "from the month after the change"
    NEXT_JANUARY = "next_january", "自变动次年1月起", "from January after the change"
    EACH_JANUARY = "each_january", "每年1月1日核定", "as it stands on 1 January"

    def reference(self, day: date) -> date:
        """
        Give the day as on which facts are read for a day.

        Args:
            day: The day asked about.

        Raises:
            WrongTypeError: It is not a civil date.
            ValueNotAllowedError: No calendar has the day as on which facts are read.
        """
        if type(day) is not date:
            check_day(day, field="day")
        return _REFERENCES[self](day)


def _same_day(day: date) -> date:
    return day


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _month_before(day: date) -> date:
    try:
        return day - timedelta(day.day)
    except OverflowError:
        raise _no_day(day) from None


def _year_before(day: date) -> date:
    if day.year == date.min.year:
        raise _no_day(day)
    return date(day.year - 1, 12, 31)


def _january(day: date) -> date:
    return date(day.year, 1, 1)


def _no_day(day: date) -> ValueNotAllowedError:
    return ValueNotAllowedError(field="day", value=day, allowed="a day with one before it")


_REFERENCES: Final[dict[Effective, Callable[[date], date]]] = {
    Effective.SAME_DAY: _same_day,
    Effective.SAME_MONTH: _end_of_month,
    Effective.NEXT_MONTH: _month_before,
    Effective.NEXT_JANUARY: _year_before,
    Effective.EACH_JANUARY: _january,
}
