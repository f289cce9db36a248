"""
Strategies for what calendars answer: always worked out from a calendar that was drawn.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.strategies._calendars import special_days, work_calendars
from partygrid.strategies._days import days
from partygrid.strategies._hours import instants
from partygrid.strategies._limits import cadences, limits
from partygrid.strategies._words import labels, sources
from partygrid.worktime import (
    CalendarLayer,
    DayKind,
    DayStatus,
    Due,
    LayerLevel,
    LimitUnit,
    Notice,
    Occasion,
    Overruled,
    Said,
    SpecialDays,
    Timetable,
    WorkCalendar,
    due,
)

_FEW: Final = 5
_LONG: Final = 60


def _last_day(calendar: WorkCalendar) -> date:
    last = calendar.span.last
    assert last is not None  # noqa: S101 - a calendar has an end
    return last


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    """
    Generate calendars as known on a day on which their week is known.
    """
    calendar = draw(work_calendars())
    known = draw(st.none() | st.dates(calendar.span.start, _last_day(calendar)))
    return calendar.as_known(known, provisional=draw(st.booleans()))


@st.composite
def day_statuses(draw: st.DrawFn) -> DayStatus:
    """
    Generate what single days are.
    """
    found = draw(timetables())
    return found.day(draw(st.dates(found.calendar.span.start, _last_day(found.calendar))))


@st.composite
def dues(draw: st.DrawFn) -> Due:
    """
    Generate due instants of short limits.
    """
    calendar = draw(work_calendars(min_days=_LONG))
    first = calendar.span.start
    start = draw(instants(min_value=first, max_value=first + timedelta(7), calendar=calendar))
    days = [unit for unit in LimitUnit if unit is not LimitUnit.YEAR]
    limit = draw(limits(units=days, max_amount=_FEW))
    try:
        return due(start, limit, calendar)
    except PartyGridError:
        # No day left that is worked, or one moved to before the start.
        reject()


@st.composite
def found_occasions(draw: st.DrawFn) -> Occasion:
    """
    Generate occasions, some of them moved.
    """
    calendar = draw(work_calendars(min_days=_LONG))
    cadence = draw(cadences())
    day = draw(st.dates(calendar.span.start, _last_day(calendar)))
    try:
        found = cadence.in_period(cadence.every.containing(day), calendar)
    except PartyGridError:
        # The period reaches beyond the calendar.
        reject()
    return draw(st.sampled_from(found))


def said() -> st.SearchStrategy[Said]:
    """
    Generate what layers say of single days.
    """
    return special_days().flatmap(_said_of)


def _said_of(special: SpecialDays) -> st.SearchStrategy[Said]:
    notice = st.builds(Notice, known=days(), source=sources(), days=st.just((special,)))

    def made(level: LayerLevel, label: Label, notice: Notice) -> Said:
        layer = CalendarLayer(level=level, label=label, announced=False, notices=(notice,))
        return Said(layer, notice, special)

    return st.builds(made, st.sampled_from(LayerLevel), labels(), notice)


def overruled() -> st.SearchStrategy[Overruled]:
    """
    Generate one layer going before another.
    """
    off = special_days().filter(lambda special: special.kind.is_worked is False)

    def against(special: SpecialDays) -> st.SearchStrategy[Overruled]:
        opposite = attrs.evolve(special, kind=DayKind.MAKE_UP)
        return st.builds(
            Overruled, st.just(special.days[0]), _said_of(opposite), _said_of(special)
        )

    return off.flatmap(against)
