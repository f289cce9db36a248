"""
From which day on a change counts.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from partygrid.dated._interval import check_day
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import LabelledEnum

_ONE_DAY = timedelta(days=1)


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
        check_day(day, field="day")
        if self is Effective.SAME_DAY:
            return day
        if self is Effective.SAME_MONTH:
            return day.replace(day=monthrange(day.year, day.month)[1])
        january = date(day.year, 1, 1)
        if self is Effective.EACH_JANUARY:
            return january
        after = day.replace(day=1) if self is Effective.NEXT_MONTH else january
        if after == date.min:
            raise ValueNotAllowedError(field="day", value=day, allowed="a day with one before it")
        return after - _ONE_DAY
