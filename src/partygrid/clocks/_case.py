"""
A case: the events recorded of one matter, in an order that could have happened.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate, groupby
from typing import Final

import attrs

from partygrid.clocks._course import NEXT, CaseState, possible_order
from partygrid.clocks._event import Event, EventKind
from partygrid.errors import ConflictError, UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.worktime import OFFICE_TIME, office_time

# Two events of one instant happen in this order.
_ORDER: Final = {kind: place for place, kind in enumerate(EventKind)}


@attrs.frozen
class Case:
    """
    Hold the events recorded of one matter; the order in which they are given does not matter.

    Of records with one id the latest known holds; the same record given twice is one.

    Args:
        id: The host's opaque id of the case.
        events: The events, corrections and retractions included.

    Raises:
        WrongTypeError: An item is no event.
        ConflictError: One id was recorded twice at one moment with other content.
        UnknownNameError: A retraction names an event that was not recorded before.
        ValueNotAllowedError: With all that is recorded, an event could not have happened: the
            error names the state, the event and what could.

    >>> from partygrid.clocks import Channel, Role
    >>> from partygrid.worktime import OFFICE_TIME
    >>> at = datetime(2025, 4, 29, 10, tzinfo=OFFICE_TIME)
    >>> received = Event(
    ...     id="e-1",
    ...     kind=EventKind.RECEIVED,
    ...     at=at,
    ...     known=at,
    ...     role=Role.PLATFORM,
    ...     unit="community-1",
    ...     assigned=Role.COMMUNITY,
    ...     leads=True,
    ...     matter="ordinary",
    ...     channel=Channel.ONLINE,
    ... )
    >>> Case("c-1", (received,)).state(at).value
    'open'
    """

    id: str
    events: tuple[Event, ...] = attrs.field(default=(), repr=False)
    kinds: frozenset[EventKind] = attrs.field(init=False, repr=False, eq=False)
    """
    What kinds of events were ever recorded.
    """
    _last: datetime | None = attrs.field(init=False, repr=False, eq=False)
    _standing: tuple[Event, ...] = attrs.field(init=False, repr=False, eq=False)
    _instants: tuple[datetime, ...] = attrs.field(init=False, repr=False, eq=False)
    # By when all events up to each were recorded; None where records were corrected.
    _seen: tuple[datetime, ...] | None = attrs.field(init=False, repr=False, eq=False)
    _states: tuple[CaseState, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse what could not have happened, and put the events in order.
        """
        check_id(self.id, field="case.id")
        if type(self.events) is not tuple:
            raise WrongTypeError(
                field=f"case {self.id}: events", value=self.events, allowed="a tuple of events"
            )
        for event in self.events:
            if type(event) is not Event:
                raise WrongTypeError(
                    field=f"case {self.id}: events", value=event, allowed="an Event"
                )
        recorded = tuple(sorted(dict.fromkeys(self.events), key=_recorded))
        last: dict[str, Event] = {}
        for event in recorded:
            self._check_against(last.get(event.id), event)
            last[event.id] = event
        standing = self._ordered(last.values())
        object.__setattr__(self, "events", recorded)
        object.__setattr__(self, "kinds", frozenset(event.kind for event in recorded))
        object.__setattr__(self, "_last", recorded[-1].known if recorded else None)
        object.__setattr__(self, "_standing", standing)
        object.__setattr__(self, "_instants", tuple(event.at for event in standing))
        object.__setattr__(self, "_states", self._course(standing))
        plain = len(recorded) == len(standing)
        seen = tuple(accumulate((event.known for event in standing), max)) if plain else None
        object.__setattr__(self, "_seen", seen)

    def _check_against(self, before: Event | None, event: Event) -> None:
        field = f"case {self.id}: event {event.id}"
        if before is None:
            if event.kind is EventKind.RETRACTED:
                raise UnknownNameError(
                    field=field, value=event.id, allowed="to take back an event recorded earlier"
                )
        elif before.known == event.known:
            raise ConflictError(
                field=field,
                value=f"recorded twice at {event.known}: {_differing(before, event)}",
                allowed="one record of an id at a moment; a correction is known later",
            )

    def _ordered(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """
        Put events in the order in which they happened; of one instant, in one that is possible.
        """
        found: list[Event] = []
        state = CaseState.NOT_RECEIVED
        standing = (event for event in events if event.kind is not EventKind.RETRACTED)
        for _, group in groupby(sorted(standing, key=_happened), key=_instant):
            together = list(group)
            if len(together) == 1:
                state = self._after(state, together[0])
                found += together
                continue
            waiting: dict[EventKind, deque[Event]] = {}
            for event in together:
                waiting.setdefault(event.kind, deque()).append(event)
            for kind in possible_order(state, {kind: len(each) for kind, each in waiting.items()}):
                event = waiting[kind].popleft()
                state = self._after(state, event)
                found.append(event)
        return tuple(found)

    def _course(self, events: Iterable[Event]) -> tuple[CaseState, ...]:
        """
        Give the state before anything happened, and after each event.
        """
        return tuple(accumulate(events, self._after, initial=CaseState.NOT_RECEIVED))

    def _after(self, state: CaseState, event: Event) -> CaseState:
        following = NEXT[state].get(event.kind)
        if following is None:
            raise ValueNotAllowedError(
                field=f"case {self.id}: event {event.id}",
                value=f"{event.kind.value} at {event.at} while {state.label.en}",
                allowed=", ".join(kind.value for kind in NEXT[state]),
            )
        return following

    def course(self, at: datetime, known: datetime) -> tuple[tuple[Event, ...], CaseState]:
        """
        Give the events that had happened by an instant, as known at another, and where they lead.

        Raises:
            WrongTypeError: One is no aware datetime.
            ValueNotAllowedError: As known then, an event could not have happened.
        """
        if type(at) is not datetime or at.tzinfo is not OFFICE_TIME:
            at = office_time(at)
        if type(known) is not datetime or known.tzinfo is not OFFICE_TIME:
            known = office_time(known, field="known")
        place = self._place(at, known)
        if place is not None:
            return self._standing[:place], self._states[place]
        last = {event.id: event for event in self.events if event.known <= known}
        events = self._ordered(event for event in last.values() if event.at <= at)
        return events, self._course(events)[-1]

    def standing(self, at: datetime, known: datetime | None = None) -> tuple[Event, ...]:
        """
        List the events that had happened by an instant, in their order, as known at another.

        Args:
            at: What happened later plays no part.
            known: What was recorded later plays no part; None: what was by ``at``.

        Raises:
            WrongTypeError: One is no aware datetime.
            ValueNotAllowedError: As known then, an event could not have happened.
        """
        at = office_time(at)
        return self.course(at, at if known is None else office_time(known, field="known"))[0]

    def _place(self, at: datetime, seen: datetime) -> int | None:
        """
        Say how many events had happened, if those are the first of all; None if they need not be.
        """
        place = bisect_right(self._instants, at)
        if self._last is None or self._last <= seen:
            return place
        if self._seen is not None and (place == 0 or self._seen[place - 1] <= seen):
            return place
        return None

    def state(self, at: datetime, known: datetime | None = None) -> CaseState:
        """
        Say where the case stands at an instant, as known at another.

        Raises:
            WrongTypeError: One is no aware datetime.
            ValueNotAllowedError: As known then, an event could not have happened.
        """
        at = office_time(at)
        return self.course(at, at if known is None else office_time(known, field="known"))[1]


def _instant(event: Event) -> datetime:
    return event.at


def _recorded(event: Event) -> tuple[datetime, str, int]:
    return event.known, event.id, _ORDER[event.kind]


def _happened(event: Event) -> tuple[datetime, int, datetime, str]:
    return event.at, _ORDER[event.kind], event.known, event.id


def _differing(one: Event, other: Event) -> str:
    return ", ".join(
        field.name
        for field in attrs.fields(Event)
        if getattr(one, field.name) != getattr(other, field.name)
    )
