"""
Strategies for stages, for how cases are handled beside them, and for complete stage schemes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from partygrid.clocks import (
    CommunityDuty,
    DayPause,
    EventKind,
    ExtensionRule,
    MatterLimit,
    OnTransfer,
    Reminder,
    ReturnRule,
    Role,
    Stage,
    StageScheme,
    When,
)
from partygrid.dated import SchemeKey, Series
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.strategies._limits import _FITTING, _limit_of
from partygrid.strategies._words import ids, labels, sources
from partygrid.worktime import FIRST_DAY, EndRule, Limit, LimitUnit, RollRule, StartRule

_LAST_DAY: Final = date(2090, 12, 31)
_MOST_AMOUNT: Final = 10
_MOST_CHANGES: Final = 2

# A few names for all: drawing text takes longest, and names must meet.
MATTERS: Final = ("ordinary", "urgent", "紧急·" * 42)
CAUSES: Final = ("appraisal", "public_notice", "鉴定")
_LABELS: Final = st.just(Label("办结", "solve")) | st.just(Label("回访", "call back")) | labels()
_SOURCES: Final = (
    st.just(Source(key="promise", title="承诺", grade=Grade.HOST))
    | st.just(Source(key="rules", title="办理规程", grade=Grade.ASSUMED))
    | sources()
)
_KEYS: Final = st.just(SchemeKey("place", "promise", "1")) | st.builds(
    SchemeKey, ids(), ids(), ids()
)

# What starts a stage, and what meets it; each chain is one that promises use.
_K: Final = EventKind
_CHAINS: Final[dict[str, tuple[tuple[EventKind, ...], EventKind]]] = {
    "sign": ((_K.RECEIVED, _K.TRANSFERRED, _K.REOPENED), _K.SIGNED),
    "answer": ((_K.RECEIVED, _K.SIGNED, _K.REOPENED), _K.ANSWERED),
    "solve": ((_K.RECEIVED, _K.SIGNED, _K.ANSWERED, _K.REOPENED), _K.RESOLVED),
    "pass_on": ((_K.RETURNED,), _K.TRANSFERRED),
    "call_back": ((_K.RESOLVED,), _K.CALLED_BACK),
    "file": ((_K.RESOLVED,), _K.CLOSED),
}
_UNITS: Final = tuple(unit for unit in LimitUnit if unit is not LimitUnit.YEAR)
_COUNTED: Final = tuple(unit for unit in _UNITS if unit is not LimitUnit.MONTH)
_HOUR: Final = _limit_of(
    1, LimitUnit.WORKING_HOUR, (StartRule.FROM_INSTANT, RollRule.NONE, EndRule.AT_INSTANT), None
)
_DAYS: Final = _limit_of(
    5,
    LimitUnit.WORKING_DAY,
    (StartRule.AFTER_STARTING_DAY, RollRule.NONE, EndRule.CLOSE_OF_BUSINESS),
    None,
)


def _short(unit: LimitUnit) -> st.SearchStrategy[Limit]:
    """
    Generate limits that fit into a calendar; the scheme has a source, they need none.
    """
    most = 1 if unit is LimitUnit.MONTH else _MOST_AMOUNT
    rules = st.sampled_from(_FITTING[unit])
    return st.builds(_limit_of, st.integers(1, most), st.just(unit), rules, st.none())


_LIMITS: Final = st.one_of(st.just(_HOUR), st.just(_DAYS), *map(_short, _UNITS))
DAY_LIMITS: Final = _short(LimitUnit.WORKING_DAY) | _short(LimitUnit.CALENDAR_DAY)
_ROLES: Final = st.lists(st.sampled_from(Role), min_size=1, max_size=3, unique=True).map(tuple)
_AMOUNTS: Final = st.sampled_from((1, 2, 5, _MOST_AMOUNT))


def matter_limits() -> st.SearchStrategy[MatterLimit]:
    """
    Generate limits for classes of matter, and classes without one.
    """
    return st.builds(MatterLimit, st.none() | st.sampled_from(MATTERS), st.none() | _LIMITS)


def stages() -> st.SearchStrategy[Stage]:
    """
    Generate stages of every kind that a promise is made of, stopped by some causes or by none.

    One stage names either all classes of matter or what holds for all others.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(stages(), lambda stage: stage.day_pause is not None, settings=quickly).pauses != ()
    True
    """
    return st.sampled_from(tuple(_CHAINS)).flatmap(_stage)


@st.composite
def _stage(draw: st.DrawFn, key: str) -> Stage:
    begins, ends = _CHAINS[key]
    starts = draw(st.lists(st.sampled_from(begins), min_size=1, max_size=len(begins), unique=True))
    limited = _limited(draw)
    pauses = tuple(draw(st.lists(st.sampled_from(CAUSES), max_size=2, unique=True)))
    by_days = any(each.limit is not None and not each.limit.unit.is_clock for each in limited)
    return Stage(
        key=key,
        label=draw(_LABELS),
        starts=tuple(starts),
        meets=(ends,),
        limits=limited,
        pauses=pauses,
        day_pause=draw(st.sampled_from(DayPause)) if pauses and by_days else None,
        on_transfer=draw(st.sampled_from(OnTransfer)),
    )


def _limited(draw: st.DrawFn) -> tuple[MatterLimit, ...]:
    """
    Draw limits that speak of every class of matter, and set one for some class at least.
    """
    first: Limit = draw(_LIMITS)
    others = draw(st.booleans())
    if others:
        named = draw(st.lists(st.sampled_from(MATTERS), max_size=2, unique=True))
        rest = (MatterLimit(None, first),)
    else:
        named, rest = list(MATTERS[1:]), (MatterLimit(MATTERS[0], first),)
    return (*(MatterLimit(matter, draw(st.none() | _LIMITS)) for matter in named), *rest)


def extension_rules(keys: Sequence[str] = tuple(_CHAINS)) -> st.SearchStrategy[ExtensionRule]:
    """
    Generate how limits of some stages may be extended.
    """
    return st.builds(
        ExtensionRule,
        stages=st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True).map(tuple),
        most=_AMOUNTS,
        unit=st.sampled_from(_COUNTED),
        times=st.integers(1, 2),
        consent=_ROLES,
        request_suffices=st.booleans(),
    )


def reminders(keys: Sequence[str] = tuple(_CHAINS)) -> st.SearchStrategy[Reminder]:
    """
    Generate who is reminded of stages, before they are due, just then and after.
    """
    return st.builds(
        Reminder,
        key=st.sampled_from(("remind", "urge", "supervise", "督办")),
        label=_LABELS,
        stage=st.sampled_from(keys),
        when=st.sampled_from(When),
        amount=st.just(0) | _AMOUNTS,
        unit=st.sampled_from(_COUNTED),
        level=st.integers(1, 3),
        role=st.sampled_from(Role),
    )


def return_rules() -> st.SearchStrategy[ReturnRule]:
    """
    Generate within which time a case may be sent back.
    """
    return st.builds(ReturnRule, _LIMITS)


def community_duties() -> st.SearchStrategy[CommunityDuty]:
    """
    Generate duties of a community.
    """
    return st.builds(CommunityDuty, st.sampled_from(MATTERS), st.booleans())


def stage_schemes() -> st.SearchStrategy[StageScheme]:
    """
    Generate complete stage schemes: every day from 1992 to 2090 has its values, none is open.

    One has one to four stages, which follow on each other; values may change twice, stages keep
    their names. They speak of a few classes of matter and a few causes of pauses only.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None)
    ... @given(stage_schemes())
    ... def test_complete(scheme):
    ...     assert () == scheme.gaps()

    >>> test_complete()
    """
    return _schemes()


@st.composite
def _schemes(draw: st.DrawFn) -> StageScheme:
    keys = draw(
        st.lists(st.sampled_from(tuple(_CHAINS)), min_size=1, max_size=4, unique=True).map(sorted)
    )
    source = draw(_SOURCES)
    fields: dict[str, st.SearchStrategy[Any]] = {
        "stages": st.tuples(*map(_stage, keys)),
        "extension": st.none() | extension_rules(keys),
        "reminders": _unique(reminders(keys), "key"),
        "returns": st.none() | return_rules(),
        "community_duties": st.none() | _unique(community_duties(), "matter"),
    }
    return StageScheme(
        key=draw(_KEYS),
        **{name: _changing(draw, name, values, source) for name, values in fields.items()},
    )


def _unique(values: st.SearchStrategy[Any], key: str) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3, unique_by=lambda value: getattr(value, key)).map(tuple)


def _changing(
    draw: st.DrawFn, name: str, values: st.SearchStrategy[Any], source: Source
) -> Series[Any]:
    """
    Draw a series that holds from the first day of office time on, and may change twice.
    """
    found = Series[Any](name).announce(
        draw(values), start=FIRST_DAY, known=FIRST_DAY, source=source
    )
    days = st.dates(FIRST_DAY, _LAST_DAY)
    # Most promises hold as they are: a change is drawn once in a while.
    for known in sorted(draw(st.just(()) | st.sets(days, max_size=_MOST_CHANGES))):
        found = found.announce(draw(values), start=draw(days), known=known, source=source)
    return found
