"""
Strategies for events and cases: whole histories, drawn along what can happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from partygrid.clocks import (
    Case,
    CaseState,
    Channel,
    Event,
    EventKind,
    ExtensionRule,
    Role,
    Stage,
    StageScheme,
    read,
)
from partygrid.errors import PartyGridError, WrongTypeError
from partygrid.strategies._hours import _boundaries, instants
from partygrid.strategies._stages import CAUSES, MATTERS
from partygrid.strategies._words import ids
from partygrid.worktime import FIRST_DAY, OFFICE_TIME, WorkCalendar

_LAST_DAY: Final = date(2090, 12, 31)
_MOST_EVENTS: Final = 10
_MOST_AMENDED: Final = 2
_K, _S = EventKind, CaseState
_ALIVE: Final = (_K.SIGNED, _K.ANSWERED, _K.EXTENDED, _K.TRANSFERRED, _K.RETURNED)
# From each state what can happen; what comes often stands more than once.
_NEXT: Final[dict[CaseState, tuple[EventKind, ...]]] = {
    _S.OPEN: (
        *_ALIVE,
        _K.EXTENSION_REQUESTED,
        *(_K.PAUSED, _K.RESOLVED) * 3,
        _K.WITHDRAWN,
    ),
    _S.PAUSED: (*_ALIVE, _K.EXTENSION_REQUESTED, *(_K.RESUMED,) * 5, _K.WITHDRAWN),
    _S.RESOLVED: (_K.CALLED_BACK, _K.CALLED_BACK, _K.REOPENED, _K.CLOSED, _K.WITHDRAWN),
    _S.WITHDRAWN: (_K.CLOSED,),
    _S.CLOSED: (_K.REOPENED,),
}
_IDS: Final = st.sampled_from(("case-1", "2025-0042", "工单一")) | ids()
_UNITS: Final = st.sampled_from(("community-1", "community-2", "街道办"))
_ROLES: Final = st.sampled_from(Role)
_GAPS: Final = st.sampled_from(
    tuple(
        timedelta(microseconds=1_000_000 * seconds + rest)
        for seconds, rest in (
            *((0, 0), (0, 1), (60, 0), (1800, 0), (3600, 0), (4 * 3600, 0)),
            *((86_400, 0), (86_400, -1), (2 * 86_400, 0), (5 * 86_400, 0)),
        )
    )
) | st.builds(timedelta, minutes=st.integers(0, 3 * 24 * 60))
_LATER: Final = st.sampled_from(
    (*(timedelta(0),) * 4, timedelta(minutes=1), timedelta(hours=20), timedelta(days=3))
)
_PLACES: Final = tuple(timedelta(hours=hour) for hour in (0, 9, 12, 14, 18))
_AMOUNTS: Final = st.integers(1, 10)
_SOME_DAY: Final = datetime(2000, 1, 1, tzinfo=OFFICE_TIME)
_RESUMED: Final = Event(
    id="resumed", kind=_K.RESUMED, at=_SOME_DAY, known=_SOME_DAY, role=Role.PLATFORM
)
_TURNED: Final = {
    _K.RECEIVED: ("leads", "matter", "channel", "unit"),
    _K.CALLED_BACK: ("satisfied",),
    _K.TRANSFERRED: ("leads", "unit", "assigned"),
}


def events() -> st.SearchStrategy[Event]:
    """
    Generate single events of every kind, each known when it happened or later.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> late = find(events(), lambda event: event.known > event.at, settings=quickly)
    >>> late.known > late.at
    True
    """
    return _single()


@st.composite
def _single(draw: st.DrawFn) -> Event:
    at = draw(instants()).astimezone(OFFICE_TIME)
    kind = draw(st.sampled_from(EventKind))
    return _event(draw, draw(_IDS), kind, at, CAUSES, MATTERS)


def cases(
    *, scheme: StageScheme | None = None, calendar: WorkCalendar | None = None
) -> st.SearchStrategy[Case]:
    """
    Generate cases: whole histories that could have happened, some corrected or taken back in part.

    Some records come late and out of order, some events share an instant, and many happen when
    an office opens, closes or goes to lunch. What had been recorded by some instant in between
    need not have been possible by itself.

    Args:
        scheme: What is promised: classes of matter and causes of pauses are mostly its own, and
            `read` takes extensions as they stood when granted; without a calendar there are none.
            None: any, and anything is extended.
        calendar: The calendar on whose days everything happens; None: any days from 1992 on.

    Raises:
        WrongTypeError: The scheme or the calendar is none.

    >>> from hypothesis import Phase, find, settings
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> drawn = cases(scheme=pack.promise, calendar=pack.calendar)
    >>> len(find(drawn, lambda case: len(case.events) > 3, settings=quickly).events) > 3
    True
    """
    if scheme is not None and type(scheme) is not StageScheme:
        raise WrongTypeError(field="scheme", value=scheme, allowed="a StageScheme, or None")
    if calendar is not None and type(calendar) is not WorkCalendar:
        raise WrongTypeError(field="calendar", value=calendar, allowed="a WorkCalendar, or None")
    first, last = FIRST_DAY, _LAST_DAY
    if calendar is not None:
        span = calendar.span
        first, last = span.start, span.start + timedelta(days=(span.days or 1) - 1)
    # Something must be able to follow: a case begins in the first half of the days.
    begin = instants(
        min_value=first, max_value=first + (last - first) // 2, calendar=calendar
    ).map(lambda at: at.astimezone(OFFICE_TIME))
    end = datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=OFFICE_TIME)
    return _history(scheme, calendar, begin, end)


@st.composite
def _history(
    draw: st.DrawFn,
    scheme: StageScheme | None,
    calendar: WorkCalendar | None,
    begin: st.SearchStrategy[datetime],
    end: datetime,
) -> Case:
    matters, causes = _names(scheme)
    name = draw(_IDS)
    at = draw(begin)
    case = Case(name, (_event(draw, "e-1", _K.RECEIVED, at, causes, matters),))
    for number in range(2, draw(st.integers(1, _MOST_EVENTS)) + 1):
        kind = draw(st.sampled_from(_NEXT[case.state(at, _last(case))]))
        then = _moment(draw, at, calendar)
        if then > end:
            break
        event = _event(draw, f"e-{number}", kind, then, causes, matters)
        if kind is _K.EXTENDED and scheme is not None:
            granted = None if calendar is None else _granted(draw, case, event, scheme, calendar)
            if granted is None:
                continue
            event = granted
        case, at = Case(name, (*case.events, event)), then
    for _ in range(draw(st.sampled_from((0, 0, 1, _MOST_AMENDED)))):
        other = _amended(draw, case, matters)
        # An extension that was granted in time must still have been.
        if other is not None and (
            scheme is None or calendar is None or _is_read(other, scheme, calendar)
        ):
            case = other
    return case


def _names(scheme: StageScheme | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    List the classes of matter that every stage speaks of, and the causes, with one not listed.
    """
    if scheme is None:
        return MATTERS, CAUSES
    said = [stage for entry in scheme.stages.all_entries for stage in _stages_of(entry.value)]
    causes = {cause: None for stage in said for cause in stage.pauses}
    return _known_to_all(said) or MATTERS, (*causes, "other")


def _known_to_all(stages: Sequence[Stage]) -> tuple[str, ...]:
    """
    List the classes of matter that every stage with a limit for each class alone has one for.
    """
    named = {each.matter: None for stage in stages for each in stage.limits if each.matter}
    listed = [{each.matter for each in stage.limits} for stage in stages]
    spoken = [matters for matters in listed if None not in matters]
    return tuple(each for each in named if all(each in matters for matters in spoken))


def _stages_of(value: Any) -> tuple[Any, ...]:
    # An entry may hold a question or a repeal instead of stages.
    return value if isinstance(value, tuple) else ()


def _moment(draw: st.DrawFn, after: datetime, calendar: WorkCalendar | None) -> datetime:
    """
    Draw the instant of the next event: soon, days later, or just when something begins or ends.
    """
    at = after + draw(_GAPS)
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    places = [midnight + place for place in (*_PLACES, *_boundaries(at.date(), calendar))]
    return draw(st.sampled_from((at, at, *(place for place in places if place >= after))))


def _event(
    draw: st.DrawFn,
    name: str,
    kind: EventKind,
    at: datetime,
    causes: Sequence[str],
    matters: Sequence[str],
) -> Event:
    """
    Draw an event with the fields that its kind needs.
    """
    fields: dict[str, Any] = {}
    if kind in {_K.PAUSED, _K.RETURNED}:
        fields["reason"] = draw(st.sampled_from(causes))
    if kind in {_K.RECEIVED, _K.TRANSFERRED}:
        fields |= {"unit": draw(_UNITS), "assigned": draw(_ROLES), "leads": draw(st.booleans())}
    if kind is _K.RECEIVED:
        fields["matter"] = draw(st.sampled_from(matters))
        fields["channel"] = draw(st.sampled_from(Channel))
    if kind is _K.CALLED_BACK:
        fields["satisfied"] = draw(st.none() | st.booleans())
    if kind is _K.EXTENDED:
        fields["amount"] = draw(_AMOUNTS)
    return Event(id=name, kind=kind, at=at, known=at + draw(_LATER), role=draw(_ROLES), **fields)


def _granted(
    draw: st.DrawFn, case: Case, event: Event, scheme: StageScheme, calendar: WorkCalendar
) -> Event | None:
    """
    Draw an extension that the scheme allows; None if it allows none then.
    """
    rule = scheme.extension.find(event.at.date(), event.known.date())
    if rule is None or not isinstance(rule.value, ExtensionRule):
        return None
    allowed = attrs.evolve(
        event,
        known=event.at,
        role=draw(st.sampled_from(rule.value.consent)),
        amount=draw(st.integers(1, rule.value.most)),
    )
    # While a clock stands, not every refusal shows: it does in the case gone on with.
    more = [allowed]
    if case.state(event.at, _last(case)) is _S.PAUSED:
        more.append(attrs.evolve(_RESUMED, at=event.at, known=event.at))
    longer = Case(case.id, (*case.events, *more))
    return allowed if _is_read(longer, scheme, calendar) else None


def _is_read(case: Case, scheme: StageScheme, calendar: WorkCalendar) -> bool:
    last = _last(case)
    try:
        read(case, scheme, calendar, at=max(each.at for each in case.events), known=last)
    except PartyGridError:
        return False
    return True


def _last(case: Case) -> datetime:
    return case.events[-1].known


def _possible(case: Case, event: Event) -> Case | None:
    try:
        return Case(case.id, (*case.events, event))
    except PartyGridError:
        return None


def _amended(draw: st.DrawFn, case: Case, matters: Sequence[str]) -> Case | None:
    """
    Draw a correction of a record, or take one back; None if nothing possible would be left.
    """
    event = draw(st.sampled_from([each for each in case.events if each.kind is not _K.RETRACTED]))
    known = _last(case) + draw(_GAPS) + timedelta(microseconds=1)
    if draw(st.booleans()):
        back = Event(id=event.id, kind=_K.RETRACTED, at=known, known=known, role=Role.PLATFORM)
        return _possible(case, back)
    other = _event(draw, event.id, event.kind, event.at, CAUSES, matters)
    changed: dict[str, Any] = {"role": other.role} if event.kind is not _K.EXTENDED else {}
    for name in _TURNED.get(event.kind, ()):
        changed[name] = getattr(other, name)
    # Nothing happens before the first event did.
    first = min(each.at for each in case.events)
    at = max(first, event.at - draw(_GAPS)) if draw(st.booleans()) else event.at
    return _possible(case, attrs.evolve(event, at=at, known=known, **changed))
