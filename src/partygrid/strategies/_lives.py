"""
How the facts of a life are made, one kind at a time and all together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, Final, Generic, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from partygrid.dated import Interval
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.people import (
    NO_CERTIFICATE,
    Appointment,
    CertificateRegistration,
    Fact,
    LevelConfirmation,
    RetractedFact,
    Service,
    Worker,
)
from partygrid.strategies._days import LATEST, ONE_DAY, check_window, days, intervals
from partygrid.strategies._words import ids

F_co = TypeVar("F_co", bound=Fact, covariant=True)

Window: TypeAlias = tuple[date, date]

MOST_LEVELS: Final = 1000
_MOST_SLOTS: Final = 3
_MOST_RECORDS: Final = 4


@attrs.frozen(kw_only=True)
class Kind(Generic[F_co]):
    """
    Say how a fact of one kind is made: its class, the field of its own, whether it lasts.
    """

    make: Callable[..., F_co]
    field: str
    values: st.SearchStrategy[Any]
    lasts: bool

    def facts(
        self,
        window: Window,
        *,
        identity: st.SearchStrategy[str],
        known: st.SearchStrategy[date],
        allow_open: bool = True,
    ) -> st.SearchStrategy[F_co]:
        first, last = window
        held = intervals(min_value=first, max_value=last, allow_open=allow_open)
        return st.builds(self._recorded, identity, known, held, self.values)

    def _recorded(self, identity: str, known: date, held: Interval, value: object) -> F_co:
        end = {"end": held.end} if self.lasts else {}
        return self.make(id=identity, known=known, start=held.start, **end, **{self.field: value})


def checked_window(min_value: date, max_value: date) -> Window:
    check_window(min_value, max_value, latest=LATEST)
    return min_value, max_value


def anywhere(kind: Kind[F_co], window: Window) -> st.SearchStrategy[F_co]:
    first, last = checked_window(*window)
    known = days(min_value=first, max_value=last)
    return kind.facts(window, identity=ids(), known=known)


def service_kind(staff: Iterable[str] | None) -> Kind[Service]:
    names = _names("staff", staff)
    return Kind(make=Service, field="staff", values=names, lasts=True)


def appointment_kind(units: Iterable[str] | None) -> Kind[Appointment]:
    names = _names("units", units)
    return Kind(make=Appointment, field="unit", values=names, lasts=True)


def level_kind(min_level: int, max_level: int) -> Kind[LevelConfirmation]:
    for field, level in (("min_level", min_level), ("max_level", max_level)):
        if type(level) is not int:
            raise WrongTypeError(field=field, value=level, allowed="an int")
    if not 1 <= min_level <= MOST_LEVELS:
        raise ValueNotAllowedError(
            field="min_level", value=min_level, allowed=f"1 to {MOST_LEVELS}"
        )
    if not min_level <= max_level <= MOST_LEVELS:
        raise ValueNotAllowedError(
            field="max_level",
            value=max_level,
            allowed=f"min_level ({min_level}) to {MOST_LEVELS}",
        )
    levels = st.integers(min_level, max_level)
    return Kind(make=LevelConfirmation, field="level", values=levels, lasts=False)


def certificate_kind(certificates: Iterable[str] | None) -> Kind[CertificateRegistration]:
    names = _names("certificates", certificates, besides=NO_CERTIFICATE)
    return Kind(make=CertificateRegistration, field="certificate", values=names, lasts=False)


def _names(
    field: str, names: Iterable[str] | None, *, besides: str = ""
) -> st.SearchStrategy[str]:
    if names is None:
        return ids().filter(lambda name: name != besides)
    if isinstance(names, str):
        raise WrongTypeError(field=field, value=names, allowed="several names, not one text")
    chosen = tuple(names)
    for name in chosen:
        check_id(name, field=field)
    if not chosen or besides in chosen:
        allowed = f"one name or more{f', not {besides!r}' if besides else ''}"
        raise ValueNotAllowedError(field=field, value=chosen, allowed=allowed)
    return st.sampled_from(chosen)


@st.composite
def lives(
    draw: st.DrawFn,
    kinds: Sequence[Kind[Fact]],
    window: Window,
    *,
    corrections: bool,
    retractions: bool,
) -> Worker:
    day = days(min_value=window[0], max_value=window[1])
    few = draw(st.lists(day, min_size=1, max_size=4))
    most = _MOST_RECORDS if corrections else 1 + retractions
    # Days come again, so that facts of several ids were recorded on one.
    known = st.sampled_from(few) | day
    knowns = st.lists(known, min_size=1, max_size=most, unique=True).map(sorted)
    slots = [(kind, slot) for kind in kinds for slot in draw(_slots(day, window[1]))]
    names = draw(st.lists(ids(), min_size=len(slots), max_size=len(slots), unique=True))
    facts: list[Fact] = []
    for name, (kind, slot) in zip(names, slots, strict=True):
        facts += draw(
            _records(
                partial(kind.facts, slot, allow_open=slot[1] == window[1]),
                name,
                draw(knowns),
                st.booleans() if retractions and corrections else st.just(retractions),
            )
        )
    return Worker(draw(ids()), tuple(draw(st.permutations(facts))))


@st.composite
def _records(
    draw: st.DrawFn,
    made: Callable[..., st.SearchStrategy[Fact]],
    name: str,
    knowns: Sequence[date],
    taken_back: st.SearchStrategy[bool],
) -> list[Fact]:
    """
    Record a fact under one name on each day, or take back what stands.
    """
    found: list[Fact] = []
    for known in knowns:
        if found and type(found[-1]) is not RetractedFact and draw(taken_back):
            found.append(RetractedFact(id=name, known=known))
        else:
            found.append(draw(made(identity=st.just(name), known=st.just(known))))
    return found


@st.composite
def _slots(draw: st.DrawFn, day: st.SearchStrategy[date], last: date) -> list[Window]:
    """
    Cut a few stretches of days, one for each fact: no correction reaches into another's.
    """
    starts = sorted(draw(st.lists(day, max_size=_MOST_SLOTS, unique=True)))
    ends = [after - ONE_DAY for _, after in pairwise(starts)]
    return list(zip(starts, [*ends, last][: len(starts)], strict=True))
