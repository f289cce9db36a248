"""
Strategies for what is read of cases: always worked out by `read` from a case that was drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

import attrs
from hypothesis import assume, reject
from hypothesis import strategies as st

from partygrid.clocks import (
    Case,
    Channel,
    DayPause,
    Docket,
    Event,
    EventKind,
    Leg,
    Load,
    MatterLimit,
    Moved,
    OnTransfer,
    Pause,
    Reading,
    Role,
    Run,
    Setting,
    Shift,
    Shifts,
    Stage,
    StageReading,
    StageRules,
    StageScheme,
    Told,
    docket,
    impact,
    read,
)
from partygrid.dated import SchemeKey, Series
from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.strategies._calendars import work_calendars
from partygrid.strategies._cases import cases
from partygrid.strategies._hours import instants
from partygrid.strategies._stages import CAUSES, DAY_LIMITS, reminders, stage_schemes
from partygrid.worktime import FIRST_DAY, OFFICE_TIME, WorkCalendar

T = TypeVar("T")

_LONG: Final = 100
_GAPS: Final = st.builds(timedelta, days=st.integers(0, 3), minutes=st.integers(0, 600))
_LATER: Final = timedelta(days=60)
_SOURCE: Final = Source(key="promise", title="承诺", grade=Grade.HOST)
_SOME_DAY: Final = datetime(2000, 1, 1, tzinfo=OFFICE_TIME)
_RECEIVED: Final = Event(
    id="e-1",
    kind=EventKind.RECEIVED,
    at=_SOME_DAY,
    known=_SOME_DAY,
    role=Role.PLATFORM,
    unit="community-1",
    assigned=Role.COMMUNITY,
    leads=True,
    matter="ordinary",
    channel=Channel.HOME_VISIT,
)
_PAUSED: Final = Event(
    id="e-2",
    kind=EventKind.PAUSED,
    at=_SOME_DAY,
    known=_SOME_DAY,
    role=Role.COMMUNITY,
    reason=CAUSES[0],
)
_RESUMED: Final = Event(
    id="e-3", kind=EventKind.RESUMED, at=_SOME_DAY, known=_SOME_DAY, role=Role.COMMUNITY
)


def _worked_out(work: Callable[[], T]) -> T:
    """
    Work out an answer; one that is refused is not drawn.
    """
    try:
        return work()
    except PartyGridError:
        # A limit ends beyond the calendar, or what was recorded by then was not possible yet.
        reject()


def _read(case: Case, scheme: StageScheme, calendar: WorkCalendar, at: datetime) -> Reading:
    return _worked_out(lambda: read(case, scheme, calendar, at=at))


@st.composite
def readings(
    draw: st.DrawFn, *, scheme: StageScheme | None = None, calendar: WorkCalendar | None = None
) -> Reading:
    """
    Generate where cases stand: at some event, or some days after it.
    """
    scheme = draw(stage_schemes()) if scheme is None else scheme
    calendar = draw(work_calendars(min_days=_LONG)) if calendar is None else calendar
    case = draw(cases(scheme=scheme, calendar=calendar))
    event = draw(st.sampled_from(case.events))
    return _read(case, scheme, calendar, event.known + draw(_GAPS))


def stage_readings() -> st.SearchStrategy[StageReading]:
    """
    Generate where single runs of stages stand.
    """
    return readings().flatmap(lambda found: st.sampled_from((*found.earlier, *found.stages)))


@st.composite
def dockets(draw: st.DrawFn) -> Docket:
    """
    Generate dockets of a few cases.
    """
    scheme, calendar = draw(stage_schemes()), draw(work_calendars(min_days=_LONG))
    drawn = cases(scheme=scheme, calendar=calendar)
    some = draw(st.lists(drawn, min_size=1, max_size=3, unique_by=lambda case: case.id))
    at = max(event.known for case in some for event in case.events)
    return _worked_out(lambda: docket(some, scheme, calendar, at=at))


def loads() -> st.SearchStrategy[Load]:
    """
    Generate what units have in hand.
    """
    some = dockets().map(lambda found: found.load).filter(bool)
    return some.flatmap(st.sampled_from)


def settings() -> st.SearchStrategy[Setting]:
    """
    Generate schemes paired with calendars.
    """
    return st.builds(Setting, stage_schemes(), work_calendars())


def shifts() -> st.SearchStrategy[Shift]:
    """
    Generate what another limit would move.
    """
    return impacts().flatmap(st.sampled_from)


@st.composite
def impacts(draw: st.DrawFn) -> Shifts:
    """
    Generate what another limit would move of one case.
    """
    calendar = draw(work_calendars(min_days=_LONG))
    case = _stopped(draw, calendar)
    now, then = (Setting(draw(_schemes()), calendar) for _ in range(2))
    at = case.events[-1].at + draw(_GAPS)
    found = _worked_out(lambda: impact([case], now, then, at=at))
    assume(found)
    return found


def stage_rules() -> st.SearchStrategy[StageRules]:
    """
    Generate the values that are in force together on some day.
    """
    return st.builds(StageScheme.rules_on, stage_schemes(), st.dates(FIRST_DAY))


@st.composite
def _overdue(draw: st.DrawFn) -> StageReading:
    """
    Generate a stage that was stopped, went on, is overdue, and of which somebody was told.
    """
    calendar = draw(work_calendars(min_days=_LONG))
    case = _stopped(draw, calendar)
    found = _read(case, draw(_schemes()), calendar, case.events[-1].at + _LATER).stages[0]
    # Once in a while the very start is due, and no pause lies before it.
    assume(found.told and found.legs[0].moved)
    return found


def _stopped(draw: st.DrawFn, calendar: WorkCalendar) -> Case:
    """
    Draw a case that was received, stopped at once, and resumed.
    """
    start = calendar.span.start
    begin = instants(min_value=start, max_value=start + timedelta(7), calendar=calendar)
    at = draw(begin).astimezone(OFFICE_TIME)
    resumed = at + draw(_GAPS)
    return Case(
        "case-1",
        (
            attrs.evolve(_RECEIVED, at=at, known=at),
            attrs.evolve(_PAUSED, at=at, known=at),
            attrs.evolve(_RESUMED, at=resumed, known=resumed),
        ),
    )


@st.composite
def _schemes(draw: st.DrawFn) -> StageScheme:
    """
    Generate schemes of one stage that a pause stops, with a reminder at the due instant.
    """
    stage = Stage(
        key="solve",
        label=Label("办结", "solve"),
        starts=(EventKind.RECEIVED,),
        meets=(EventKind.RESOLVED,),
        limits=(MatterLimit(None, draw(DAY_LIMITS)),),
        pauses=CAUSES,
        day_pause=draw(st.sampled_from(DayPause)),
        on_transfer=draw(st.sampled_from(OnTransfer)),
    )
    told = attrs.evolve(draw(reminders(("solve",))), amount=0)

    def said(name: str, value: Any) -> Series[Any]:
        return Series[Any](name).announce(value, start=FIRST_DAY, known=FIRST_DAY, source=_SOURCE)

    return StageScheme(
        key=SchemeKey("place", "promise", "1"),
        stages=said("stages", (stage,)),
        extension=said("extension", None),
        reminders=said("reminders", (told,)),
        returns=said("returns", None),
        community_duties=said("community_duties", None),
    )


def runs() -> st.SearchStrategy[Run]:
    """
    Generate runs of stages, those of whole cases and stopped ones.
    """
    some = stage_readings().filter(lambda found: found.run is not None)
    return (_overdue() | some).map(_run_of)


def _run_of(found: StageReading) -> Run:
    assert found.run is not None  # noqa: S101 - chosen so
    return found.run


def legs() -> st.SearchStrategy[Leg]:
    """
    Generate legs of runs, each with a pause.
    """
    return _overdue().map(lambda found: found.legs[0])


def pauses() -> st.SearchStrategy[Pause]:
    """
    Generate stops of a clock.
    """
    return _overdue().map(lambda found: found.legs[0].pauses[0])


def moves() -> st.SearchStrategy[Moved]:
    """
    Generate how far pauses move a limit.
    """
    return _overdue().map(lambda found: found.legs[0].moved[0])


def told() -> st.SearchStrategy[Told]:
    """
    Generate reminders that are due.
    """
    return _overdue().map(lambda found: found.told[0])
