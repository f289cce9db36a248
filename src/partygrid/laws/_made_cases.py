"""
Cases made from a promise: handled in time and late, paused, extended, passed on, reopened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

import attrs

from partygrid.clocks import Case, Channel, Event, EventKind, ExtensionRule, Role, Stage
from partygrid.worktime import OFFICE_TIME, Timetable

_K: Final = EventKind
_SOON: Final = timedelta(minutes=25)
_LATE: Final = timedelta(days=8, hours=3)
_LONG: Final = timedelta(days=2, hours=4)
_NEXT_DAY: Final = timedelta(days=1)
# What is done to a matter, in the order in which it is done.
_DONE: Final = (_K.SIGNED, _K.ANSWERED, _K.RESOLVED, _K.CALLED_BACK, _K.CLOSED)
# One kind of event after the other, each so much later.
_Plot = tuple[tuple[EventKind, timedelta], ...]
_PLOTS: Final[tuple[_Plot, ...]] = (
    tuple((kind, _SOON) for kind in _DONE),
    tuple((kind, _LATE) for kind in _DONE),
    (),
    (
        (_K.SIGNED, _SOON),
        (_K.TRANSFERRED, _LONG),
        (_K.SIGNED, _SOON),
        (_K.RESOLVED, _LATE),
        (_K.REOPENED, _LONG),
        (_K.ANSWERED, _SOON),
        (_K.RESOLVED, _LONG),
    ),
    ((_K.RETURNED, _SOON), (_K.TRANSFERRED, _SOON), (_K.SIGNED, _SOON), (_K.WITHDRAWN, _LONG)),
)
# Of these, so many are tried with every class of matter, and all with the first.
_SIMPLE: Final = 3
_PAUSED: Final[_Plot] = (
    (_K.SIGNED, _SOON),
    (_K.PAUSED, _SOON),
    (_K.RESUMED, _LONG),
    *((kind, _LONG) for kind in _DONE[1:]),
)
_EXTENDED: Final[_Plot] = (
    (_K.EXTENSION_REQUESTED, _SOON),
    (_K.EXTENDED, timedelta(0)),
    *((kind, _LATE) for kind in _DONE),
)


def made_cases(
    stages: Sequence[Stage],
    extension: ExtensionRule | None,
    begins: Sequence[datetime],
    name: str,
) -> tuple[Case, ...]:
    """
    Make cases of every class of matter that the stages know, and one in each way there is for it.

    Args:
        stages: The stages.
        extension: How limits are extended; None: they are not.
        begins: The instants at which matters come in; they take turns.
        name: How the ids of the cases begin.
    """
    causes = tuple(dict.fromkeys(cause for stage in stages for cause in stage.pauses))
    plots: list[tuple[_Plot, dict[str, Any]]] = [(plot, {}) for plot in _PLOTS]
    plots += ((_PAUSED, {"reason": cause}) for cause in (*causes, "other"))
    if extension is not None:
        given = {"role": extension.consent[0], "amount": extension.most}
        plots.append((_EXTENDED, given))
    found: list[Case] = []
    first, *others = _matters(stages)
    chosen = [(first, plot) for plot in plots]
    chosen += ((matter, plot) for matter in others for plot in plots[:_SIMPLE])
    for number, (matter, (plot, fields)) in enumerate(chosen):
        begin = begins[number % len(begins)]
        events = tuple(_events(plot, matter, begin, fields))
        found.append(Case(f"{name}-{number + 1}", events))
        if plot is _PLOTS[0]:
            late = (attrs.evolve(each, known=each.known + _LONG) for each in events)
            found.append(Case(f"{name}-{number + 1}-late", (*late, _corrected(events[0]))))
    return tuple(found)


def _matters(stages: Iterable[Stage]) -> tuple[str, ...]:
    named = {each.matter: None for stage in stages for each in stage.limits if each.matter}
    return tuple(named) or ("matter",)


def _corrected(received: Event) -> Event:
    """
    Record later that a matter came in by another way.
    """
    known = received.known + 2 * _LONG
    return attrs.evolve(received, known=known, channel=Channel.HOME_VISIT)


def _events(
    plot: _Plot, matter: str, begin: datetime, fields: Mapping[str, Any]
) -> Iterator[Event]:
    at, handled = begin, {"unit": "unit-1", "assigned": Role.COMMUNITY, "leads": True}
    yield _event(1, _K.RECEIVED, at, **handled, matter=matter, channel=Channel.ONLINE)
    for number, (kind, later) in enumerate(plot, 2):
        at += later
        given: dict[str, Any] = {}
        if kind is _K.TRANSFERRED:
            given = {**handled, "unit": "unit-2"}
        elif kind is _K.RETURNED:
            given = {"reason": "other"}
        elif kind is _K.PAUSED:
            given = {"reason": fields["reason"]}
        elif kind is _K.EXTENDED:
            given = dict(fields)
        elif kind is _K.CALLED_BACK:
            given = {"satisfied": True}
        yield _event(number, kind, at, **given)


def _event(number: int, kind: EventKind, at: datetime, **fields: Any) -> Event:
    given: dict[str, Any] = {"role": Role.COMMUNITY, **fields}
    return Event(id=f"e-{number}", kind=kind, at=at, known=at, **given)


def begins_in(timetable: Timetable, days: Sequence[date]) -> tuple[datetime, ...]:
    """
    Choose instants: in hours, in the evening before the longest rest, and on a day of rest.

    Args:
        timetable: What the days are.
        days: The days to choose from, in order, one or more.
    """
    worked = [day for day in days if timetable.is_working_day(day)]
    rests = [
        list(group)
        for is_worked, group in groupby(days, key=timetable.is_working_day)
        if not is_worked
    ]
    longest = max(rests, key=len, default=[])
    found = [_at(worked[0], 10, 5)] if worked else []
    if longest:
        found += [_at(longest[0] - _NEXT_DAY, 17, 40), _at(longest[0], 23, 10)]
    return tuple(found)


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=OFFICE_TIME)
