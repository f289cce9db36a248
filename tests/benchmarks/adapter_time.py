"""
Adapter of partygrid for a benchmark of working time: `make` gives what is timed.

A date that is not worked is closed, every other open. `add_days`, `add_hours` and `between` take
naive office time, as such scripts do, and go through the public API with every check on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from partygrid.dated import Interval, Series
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    FIVE_DAYS,
    OFFICE_TIME,
    CalendarLayer,
    DayKind,
    LayerLevel,
    Notice,
    OfficeHours,
    Session,
    SpecialDays,
    Timetable,
    WorkCalendar,
    WorkWeek,
)

NAME = "partygrid"
_MADE_UP = Source(key="bench", title="benchmark", grade=Grade.ASSUMED)
_NAME = Label("节日", "festival")
_FRIDAY = 4
# A zone put on a datetime costs more than the look-up; sums from a fixed moment do not.
_NAIVE = datetime(2018, 1, 1)
_AWARE = _NAIVE.replace(tzinfo=OFFICE_TIME)


def make(
    closed: Iterable[date],
    opened: Iterable[date],
    sessions: Iterable[tuple[time, time]],
    first: date,
    last: date,
) -> Timetable:
    """
    Make a calendar from every date that is closed, every one that is open, and the hours.
    """
    end = last + timedelta(days=1)
    off = tuple([day for day in closed if day.weekday() <= _FRIDAY])
    on = tuple([day for day in opened if day.weekday() > _FRIDAY])
    notice = Notice(
        known=first,
        source=_MADE_UP,
        covers=Interval(first, end),
        days=(
            SpecialDays(kind=DayKind.SWAPPED_REST, name=_NAME, days=off),
            SpecialDays(kind=DayKind.MAKE_UP, name=_NAME, days=on),
        ),
    )
    hours = OfficeHours(
        tuple(
            Session(opens.isoformat("minutes"), closes.isoformat("minutes"))
            for opens, closes in sessions
        )
    )
    layer = CalendarLayer(
        level=LayerLevel.NATION,
        label=_NAME,
        announced=True,
        notices=(notice,),
        week=Series[WorkWeek]("week").announce(
            FIVE_DAYS, start=first, known=first, source=_MADE_UP
        ),
        hours=Series[OfficeHours]("hours").announce(
            hours, start=first, known=first, source=_MADE_UP
        ),
    )
    return WorkCalendar(span=Interval(first, end), layers=(layer,)).as_known()


def add_days(known: Timetable, day: date, count: int) -> date:
    """
    Give the working day so many after a day.
    """
    return known.add_working_days(day, count)


def add_hours(known: Timetable, at: datetime, hours: int) -> datetime:
    """
    Give the moment so many working hours after another.
    """
    return _NAIVE + (known.add_time(_AWARE + (at - _NAIVE), timedelta(0, hours * 3600)) - _AWARE)


def between(known: Timetable, first: datetime, last: datetime) -> int:
    """
    Count the working seconds between two moments.
    """
    found = known.time_between(_AWARE + (first - _NAIVE), _AWARE + (last - _NAIVE))
    return found.days * 86400 + found.seconds
