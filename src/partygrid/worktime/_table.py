"""
The table that a calendar looks days and hours up in, as known on a day.

Each calendar day holds how many working days lie before it, and each working day how much working
time: every answer is two or three look-ups, however far it reaches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from partygrid.dated import Interval, Repeal, Series
from partygrid.worktime._instant import OFFICE_TIME
from partygrid.worktime._session import OfficeHours, Spans, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partygrid.worktime._layer import CalendarLayer, Said

_MIDNIGHT = time(0, tzinfo=OFFICE_TIME)


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


@attrs.frozen(eq=False, repr=False)
class Table:
    """
    Hold what every day of a calendar is, as known on a day.

    Args:
        base: The first day, as ordinal.
        size: How many days there are.
        midnight: The start of the first day.
        before: How many working days lie before each day, and before the day after the last.
        worked: The working days, as ordinals.
        time: How much working time lies before each working day, and after the last; in
            microseconds.
        spans: The sessions of each working day; None where no hours are in force.
        unsettled: How many days that no notice settles lie before each day; None if all are
            settled.
        hourless: How many working days without hours lie before each working day; None if all
            have hours.
        said: What is said of single days, the layer that prevails first.
    """

    base: int
    size: int
    midnight: datetime
    before: tuple[int, ...]
    worked: tuple[int, ...]
    time: tuple[int, ...]
    spans: tuple[Spans | None, ...]
    unsettled: tuple[int, ...] | None
    hourless: tuple[int, ...] | None
    said: dict[int, tuple[Said, ...]]

    def position(self, at: datetime) -> int:
        """
        Give the working time before an instant in office time; below zero outside the table.
        """
        since = at - self.midnight
        day = since.days
        if not 0 <= day < self.size:
            # The end of the last day is asked about like any moment of it.
            return self.time[-1] if since == timedelta(self.size) else -1
        before = self.before
        place = before[day]
        position = self.time[place]
        if before[day + 1] > place:
            passed = since.seconds * 1_000_000 + since.microseconds
            for opens, closes in self.spans[place] or ():
                if passed <= opens:
                    break
                position += (passed if passed < closes else closes) - opens  # noqa: FURB136 - faster
        return position

    def reached(self, position: int) -> datetime:
        """
        Give the first instant by which so much working time has passed; more than none.
        """
        place = bisect_left(self.time, position) - 1
        rest = position - self.time[place]
        for opens, closes in self.spans[place] or ():
            if rest <= closes - opens:
                break
            rest -= closes - opens
        return self.midnight + timedelta(self.worked[place] - self.base, 0, opens + rest)

    def left(self, position: int) -> datetime:
        """
        Give the last instant before which so much working time has passed; not all there is.
        """
        place = bisect_right(self.time, position) - 1
        rest = position - self.time[place]
        for opens, closes in self.spans[place] or ():
            if rest < closes - opens:
                break
            rest -= closes - opens
        return self.midnight + timedelta(self.worked[place] - self.base, 0, opens + rest)

    def closing(self, place: int) -> datetime:
        """
        Give the closing of a working day, counted from the base, that has hours.
        """
        spans = self.spans[self.before[place]] or ()
        return self.midnight + timedelta(place, 0, spans[-1][1])

    def is_settled(self, first: int, end: int) -> bool:
        """
        Tell whether notices settle all days from one, counted from the base, to before another.
        """
        return self.unsettled is None or self.unsettled[first] == self.unsettled[end]

    def has_hours(self, first: int, end: int) -> bool:
        """
        Tell whether all working days from one, counted from the base, to before another have any.
        """
        if self.hourless is None:
            return True
        return self.hourless[self.before[first]] == self.hourless[self.before[end]]


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
        midnight=datetime.combine(span.start, _MIDNIGHT),
        before=before,
        worked=worked,
        time=tuple(accumulate(_lengths(spans), initial=0)),
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
