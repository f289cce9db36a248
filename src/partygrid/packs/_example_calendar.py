"""
The calendar of the place that does not exist: two festivals of 2025, and hours that change twice.

Every day and hour is ASSUMED. Nothing is announced for 2026, so that there is a year of which no
answer is firm.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from partygrid.dated import Interval, Series, Year
from partygrid.labels import Label
from partygrid.sources import Source
from partygrid.worktime import (
    FIVE_DAYS,
    CalendarLayer,
    DayKind,
    LayerLevel,
    Notice,
    OfficeHours,
    Session,
    SpecialDays,
    WorkCalendar,
    WorkWeek,
)

_KNOWN: Final = date(2024, 11, 12)
_LABOUR_DAY: Final = Label("劳动节", "Labour Day")
_AUTUMN: Final = Label("国庆节", "National Day")
_SUMMER: Final = OfficeHours((Session("10:00", "14:00"), Session("16:00", "20:00")))
_WINTER: Final = OfficeHours((Session("10:00", "14:00"), Session("15:30", "19:30")))


def _run(first: date, count: int) -> tuple[date, ...]:
    return tuple(first + timedelta(by) for by in range(count))


def _nation(source: Source) -> CalendarLayer:
    notice = Notice(
        known=_KNOWN,
        source=source,
        covers=Year(2025).interval,
        days=(
            SpecialDays(
                kind=DayKind.STATUTORY_HOLIDAY, name=_LABOUR_DAY, days=_run(date(2025, 5, 1), 2)
            ),
            SpecialDays(
                kind=DayKind.SWAPPED_REST, name=_LABOUR_DAY, days=_run(date(2025, 5, 3), 3)
            ),
            SpecialDays(kind=DayKind.MAKE_UP, name=_LABOUR_DAY, days=(date(2025, 4, 27),)),
            SpecialDays(
                kind=DayKind.STATUTORY_HOLIDAY, name=_AUTUMN, days=_run(date(2025, 10, 1), 3)
            ),
            SpecialDays(kind=DayKind.SWAPPED_REST, name=_AUTUMN, days=_run(date(2025, 10, 4), 5)),
            SpecialDays(
                kind=DayKind.MAKE_UP,
                name=_AUTUMN,
                days=(date(2025, 9, 28), date(2025, 10, 11)),
            ),
        ),
    )
    week = Series[WorkWeek]("week").announce(
        FIVE_DAYS, start=date(2025, 1, 1), known=_KNOWN, source=source
    )
    return CalendarLayer(
        level=LayerLevel.NATION,
        label=Label("示例国家安排", "example nation"),
        announced=True,
        notices=(notice,),
        week=week,
    )


def _office(source: Source) -> CalendarLayer:
    hours = Series[OfficeHours]("hours")
    for start, value in (
        (date(2025, 1, 1), _WINTER),
        (date(2025, 5, 1), _SUMMER),
        (date(2025, 10, 1), _WINTER),
    ):
        hours = hours.announce(value, start=start, known=start - timedelta(31), source=source)
    fair = SpecialDays(
        kind=DayKind.OFFICE_CLOSED,
        name=Label("社区运动会", "community games"),
        days=(date(2025, 10, 11),),
    )
    return CalendarLayer(
        level=LayerLevel.OFFICE,
        label=Label("示例社区", "example community"),
        announced=False,
        notices=(Notice(known=date(2025, 9, 20), source=source, days=(fair,)),),
        hours=hours,
    )


def calendar(source: Source) -> WorkCalendar:
    """
    Make the calendar.
    """
    return WorkCalendar(
        span=Interval(date(2025, 1, 1), date(2027, 1, 1)),
        layers=(_nation(source), _office(source)),
    )
