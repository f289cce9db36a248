"""
How the table of a calendar is worked out from its layers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Any, NamedTuple

from partygrid.dated import Interval, Repeal, Series
from partygrid.worktime._session import OfficeHours, Spans, spans_of
from partygrid.worktime._table import MIDNIGHT, Table

if TYPE_CHECKING:
    from partygrid.worktime._layer import CalendarLayer, Said


class Stretch(NamedTuple):
    """
    Hold days, as ordinals, with one working week and one set of hours.

    Args:
        first: The first day.
        end: The day after the last.
        week: Whether each day of the week is worked, Monday first.
        spans: The sessions of each day of the week; None where no hours are in force.
    """

    first: int
    end: int
    week: tuple[bool, ...]
    spans: tuple[Spans, ...] | None


def build(layers: tuple[CalendarLayer, ...], span: Interval, known: date | None) -> Table:
    """
    Work out every day of a span.

    Args:
        layers: The layers, the one that goes before the others last.
        span: The days; it has an end.
        known: What became known later plays no part; None: all that is known does.

    Raises:
        NotInForceError: No working week is in force on one of the days.
        NotStatedError: The working week of a day is an open question.
    """
    said = _said(layers, span, known)
    base = span.start.toordinal()
    cut = tuple(stretches(layers, span, known))
    flags = bytearray().join(_in_weeks(stretch) for stretch in cut)
    for day, spoken in said.items():
        flags[day - base] = spoken[0].special.kind.is_worked or False
    before = tuple(accumulate(flags, initial=0))
    worked = tuple(compress(range(base, base + len(flags)), flags))
    spans = _spans(cut, base, before, worked)
    for day, spoken in said.items():
        if spoken[0].special.sessions is not None:
            spans[before[day - base]] = spans_of(spoken[0].special.sessions)
    return Table(
        base=base,
        size=len(flags),
        midnight=datetime.combine(span.start, MIDNIGHT),
        before=before,
        worked=worked,
        elapsed=tuple(accumulate(_lengths(spans), initial=0)),
        spans=tuple(spans),
        unsettled=_unsettled(layers, span, known),
        hourless=_hourless(spans),
        said=said,
    )


def _in_weeks(stretch: Stretch) -> bytearray:
    """
    Say of each day of a stretch whether its day of the week is worked.
    """
    days, monday = stretch.end - stretch.first, (stretch.first - 1) % 7
    return (bytearray(stretch.week) * (days // 7 + 2))[monday : monday + days]


def _spans(
    cut: tuple[Stretch, ...], base: int, before: tuple[int, ...], worked: tuple[int, ...]
) -> list[Spans | None]:
    """
    Give the sessions of each working day, as its week has them.
    """
    found: list[Spans | None] = []
    for first, end, _, hours in cut:
        start, stop = before[first - base], before[end - base]
        if hours is None:
            found += [None] * (stop - start)
        else:
            found += [hours[(day - 1) % 7] for day in worked[start:stop]]
    return found


def _lengths(spans: list[Spans | None]) -> Iterator[int]:
    """
    Give the working time of each day; days share the tuples of their sessions.
    """
    found = {
        key: sum(closes - opens for opens, closes in each or ())
        for key, each in {id(each): each for each in spans}.items()
    }
    return map(found.__getitem__, map(id, spans))


def _said(
    layers: tuple[CalendarLayer, ...], span: Interval, known: date | None
) -> dict[int, tuple[Said, ...]]:
    assert span.end is not None  # noqa: S101 - as checked with the calendar
    first, end = span.start, span.end
    found: dict[int, tuple[Said, ...]] = {}
    for layer in layers:
        for day, said in layer.said(known).items():
            if first <= day < end:
                ordinal = day.toordinal()
                found[ordinal] = (said, *found.get(ordinal, ()))
    return found


def stretches(
    layers: tuple[CalendarLayer, ...], span: Interval, known: date | None
) -> Iterable[Stretch]:
    """
    Cut a span wherever a working week or hours can change.
    """
    assert span.end is not None  # noqa: S101 - as checked with the calendar
    weeks = [layer.week for layer in reversed(layers) if layer.week is not None]
    hours = [layer.hours for layer in reversed(layers) if layer.hours is not None]
    cuts = {span.start}
    both: list[Series[Any]] = [*weeks, *hours]
    for series in both:
        cuts.update(day for day in series.bounds if day in span)
    starts = sorted(cuts)
    for start, end in zip(starts, [*starts[1:], span.end], strict=True):
        week = shown(weeks, start, known)
        in_week = week.on(start, known).weekdays
        spans = None
        shows = shown(hours, start, known) if hours else None
        entry = None if shows is None else shows.find(start, known)
        if entry is not None and isinstance(entry.value, OfficeHours):
            spans = entry.value.spans
        yield Stretch(
            start.toordinal(), end.toordinal(), tuple(day in in_week for day in range(1, 8)), spans
        )


def shown(series: list[Series[Any]], day: date, known: date | None) -> Series[Any]:
    """
    Give the first of some series that says something of a day; if none does, the last.
    """
    for each in series:
        entry = each.find(day, known)
        if entry is not None and not isinstance(entry.value, Repeal):
            return each
    return series[-1]


def _hourless(spans: list[Spans | None]) -> tuple[int, ...] | None:
    if None not in spans:
        return None
    return tuple(accumulate((each is None for each in spans), initial=0))


def _unsettled(
    layers: tuple[CalendarLayer, ...], span: Interval, known: date | None
) -> tuple[int, ...] | None:
    """
    Count the days that some layer leaves unsettled; None if there are none.
    """
    assert span.end is not None  # noqa: S101 - as checked with the calendar
    base, size = span.start.toordinal(), (span.end - span.start).days
    settled = bytearray(b"\x01") * size
    for layer in layers:
        if not layer.announced:
            continue
        own = bytearray(size)
        for covers in layer.covers(known):
            common = covers.common(span)
            if common is not None and common.end is not None:
                first, end = common.start.toordinal() - base, common.end.toordinal() - base
                own[first:end] = b"\x01" * (end - first)
        if own.count(1) != size:
            settled = bytearray(a & b for a, b in zip(settled, own, strict=True))
    if settled.count(1) == size:
        return None
    return tuple(accumulate((not each for each in settled), initial=0))
