"""
Caps: how many points may be credited in a period, to one holder or to one household.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import attrs

from partygrid.dated import check_day
from partygrid.labels import Label, LabelledEnum, check_kind
from partygrid.points._checks import check_count, check_named, check_names


class CapScope(LabelledEnum):
    """
    Say whose points a cap counts together.
    """

    HOLDER = "holder", "每一积分户", "each holder"
    HOUSEHOLD = "household", "每户家庭", "each household"


class CapPeriod(LabelledEnum):
    """
    Say over which time a cap counts; the period is the one in which the activity lies.

    A cap for each slip looks at that slip alone: at most two hours each time, say.

    >>> from datetime import date
    >>> one, other = date(2025, 6, 1), date(2025, 6, 30)
    >>> CapPeriod.MONTH.index_of(one) == CapPeriod.MONTH.index_of(other)
    True
    >>> CapPeriod.WEEK.index_of(one) == CapPeriod.WEEK.index_of(other)
    False
    """

    DAY = "day", "每日", "every day"
    WEEK = "week", "每周", "every week"
    MONTH = "month", "每月", "every month"
    QUARTER = "quarter", "每季度", "every quarter"
    YEAR = "year", "每年", "every year"
    SLIP = "slip", "每次", "each time"

    def index_of(self, day: date) -> int:
        """
        Give the number of the period in which a day lies: periods of one kind, counted through.

        Weeks begin on Monday. With a cap for each slip every slip stands alone, so that the
        number is 0 and nothing is to be looked up under it.

        Raises:
            WrongTypeError: The day is no civil date.
        """
        check_day(day, field="day")
        return _INDEX[self](day)


_INDEX: Final[dict[CapPeriod, Callable[[date], int]]] = {
    CapPeriod.DAY: date.toordinal,
    # 1 January of the year 1 is a Monday.
    CapPeriod.WEEK: lambda day: (day.toordinal() - 1) // 7,
    CapPeriod.MONTH: lambda day: day.year * 12 + day.month - 1,
    CapPeriod.QUARTER: lambda day: day.year * 4 + (day.month - 1) // 3,
    CapPeriod.YEAR: lambda day: day.year,
    CapPeriod.SLIP: lambda day: 0,  # noqa: ARG005 - no period
}


@attrs.frozen(kw_only=True)
class Cap:
    """
    Hold how many points may be credited in a period.

    Args:
        key: The name of the cap, unique in its tariff.
        label: The name in words.
        points: The most points in the period.
        every: The period.
        scope: Whose points count together.
        activities: The activities whose points count together; empty: all.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The points are below 1 or above 1,000,000,000.

    >>> cap = Cap(
    ...     key="daily",
    ...     label=Label("每日上限", "daily cap"),
    ...     points=5,
    ...     every=CapPeriod.DAY,
    ...     scope=CapScope.HOUSEHOLD,
    ... )
    >>> cap.activities
    ()
    """

    key: str
    label: Label
    points: int
    every: CapPeriod
    scope: CapScope
    activities: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """
        Refuse a cap that caps nothing.
        """
        field = check_named(self.key, self.label, "cap")
        check_count(self.points, f"{field}: points")
        check_kind(self.every, CapPeriod, f"{field}: every")
        check_kind(self.scope, CapScope, f"{field}: scope")
        check_names(self.activities, f"{field}: activities")
