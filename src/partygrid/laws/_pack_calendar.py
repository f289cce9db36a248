"""
The calendars of a pack, held to the laws of working time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from partygrid.dated import Interval, Series
from partygrid.labels import Label
from partygrid.laws._broken import merged_by_law, not_tried
from partygrid.laws._made_workers import MADE
from partygrid.laws._worktime import (
    added_time,
    counted_back,
    early_notices_only,
    later_starts,
    order_of_layers,
)
from partygrid.norms import Finding
from partygrid.worktime import (
    FIVE_DAYS,
    CalendarLayer,
    LayerLevel,
    Limit,
    WorkCalendar,
    WorkWeek,
)

_LAWS: Final = Label("工作时间各项规律", "the laws of working time")
_BARE: Final = Label("一日也未说明", "it says nothing of any day")
# A calendar as known on so many days is enough to see whether later notices matter.
_MOST_KNOWN: Final = 5
# So many years of a layer show how it speaks.
_YEARS: Final = 4


def calendar_findings(
    name: str, calendar: WorkCalendar, limits: Sequence[Limit]
) -> tuple[Finding, ...]:
    """
    Hold a calendar to the laws of working time.

    Args:
        name: The name of the calendar in its pack.
        calendar: The calendar.
        limits: The limits of the pack, tried from every day and opening.
    """
    whole = calendar.as_known(None, provisional=True)
    found = [
        counted_back(whole),
        added_time(whole),
        later_starts(whole, limits),
        order_of_layers(whole),
    ]
    knowns = sorted({known for layer in calendar.layers for known in layer.knowns})
    chosen = knowns[:: max(1, -(-len(knowns) // _MOST_KNOWN))]
    found += (early_notices_only(calendar.as_known(known, provisional=True)) for known in chosen)
    return merged_by_law(f"{name} {calendar.span}", found)


def layer_findings(
    name: str, layer: CalendarLayer, limits: Sequence[Limit]
) -> tuple[Finding, ...]:
    """
    Hold a layer to the laws of working time, laid on weeks of five days, for its last years.
    """
    days = _days_of(layer)
    if not days:
        return (not_tried(_LAWS, name, _BARE),)
    end = max(days).year + 1
    first = max(min(days).year, end - _YEARS)
    span = Interval(date(first, 1, 1), date(end, 1, 1))
    layers = [layer]
    if layer.level is not LayerLevel.NATION or layer.week is None:
        layers = [_plain_weeks(layer, first), layer]
    return calendar_findings(name, WorkCalendar(span=span, layers=tuple(layers)), limits)


def _plain_weeks(layer: CalendarLayer, year: int) -> CalendarLayer:
    level = LayerLevel.NATION if layer.level is not LayerLevel.NATION else LayerLevel.REGION
    start = date(year, 1, 1)
    known = min(start, *layer.knowns)
    week = Series[WorkWeek]("week").announce(FIVE_DAYS, start=start, known=known, source=MADE)
    return CalendarLayer(
        level=level, label=Label("五天工作周", "weeks of five days"), announced=False, week=week
    )


def _days_of(layer: CalendarLayer) -> list[date]:
    """
    List the days that a layer names, and those from which its weeks and hours hold.
    """
    series: list[Series[Any]] = [each for each in (layer.week, layer.hours) if each is not None]
    found = [day for notice in layer.notices for special in notice.days for day in special.days]
    return found + [entry.start for each in series for entry in each.all_entries]
