"""
How the facts of a life are made, one kind at a time and all together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
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
_MOST_KNOWN: Final = 6

_IDS: Final = ids()


@attrs.frozen(kw_only=True)
class Kind(Generic[F_co]):
    """
    Say how a fact of one kind is made: its class, the field of its own, whether it lasts.
    """

    make: Callable[..., F_co]
    field: str
    values: st.SearchStrategy[Any]
    lasts: bool

    def anywhere(self, min_value: date, max_value: date) -> st.SearchStrategy[F_co]:
        """
        Generate facts whose days lie in a window.
        """
        check_window(min_value, max_value, latest=LATEST)
        known = days(min_value=min_value, max_value=max_value)
        held = intervals(min_value=min_value, max_value=max_value)
        return st.builds(self.recorded, ids(), known, held, self.values)

    def recorded(self, name: str, known: date, held: Interval, value: object) -> F_co:
        """
        Make one fact.
        """
        end = {"end": held.end} if self.lasts else {}
        return self.make(id=name, known=known, start=held.start, **end, **{self.field: value})


def service_kind(staff: Iterable[str] | None) -> Kind[Service]:
    """
    Say how services are made.
    """
    names = _names("staff", staff)
    return Kind(make=Service, field="staff", values=names, lasts=True)


def appointment_kind(units: Iterable[str] | None) -> Kind[Appointment]:
    """
    Say how appointments are made.
    """
    names = _names("units", units)
    return Kind(make=Appointment, field="unit", values=names, lasts=True)


def level_kind(min_level: int, max_level: int) -> Kind[LevelConfirmation]:
    """
    Say how confirmations of a level are made.
    """
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
    """
    Say how registrations of certificates are made.
    """
    names = _names("certificates", certificates, besides=NO_CERTIFICATE)
    return Kind(make=CertificateRegistration, field="certificate", values=names, lasts=False)


def _names(
    field: str, names: Iterable[str] | None, *, besides: str = ""
) -> st.SearchStrategy[str]:
    if names is None:
        return _IDS.filter(lambda name: name != besides)
    if isinstance(names, str):
        raise WrongTypeError(field=field, value=names, allowed="several names, not one text")
    chosen = tuple(names)
    for name in chosen:
        check_id(name, field=field)
    if not chosen or besides in chosen:
        allowed = f"one name or more{f', not {besides!r}' if besides else ''}"
        raise ValueNotAllowedError(field=field, value=chosen, allowed=allowed)
    return st.sampled_from(chosen)


# Strategies are dear to make: those that do not change from life to life are made here, once.
def lives(
    kinds: Sequence[Kind[Fact]], window: Window, *, corrections: bool, retractions: bool
) -> st.SearchStrategy[Worker]:
    """
    Generate workers with facts of several kinds.
    """
    check_window(*window, latest=LATEST)
    day = days(min_value=window[0], max_value=window[1])
    return _lives(
        kinds,
        st.lists(day, max_size=_MOST_SLOTS, unique=True).map(sorted),
        st.lists(day, min_size=1, max_size=_MOST_KNOWN, unique=True).map(sorted),
        window[1],
        corrections=corrections,
        retractions=retractions,
    )


@st.composite
def _lives(
    draw: st.DrawFn,
    kinds: Sequence[Kind[Fact]],
    starts: st.SearchStrategy[list[date]],
    knowns: st.SearchStrategy[list[date]],
    last: date,
    *,
    corrections: bool,
    retractions: bool,
) -> Worker:
    slots = [(kind, slot) for kind in kinds for slot in _slots(draw(starts), last)]
    names = draw(st.lists(_IDS, min_size=len(slots), max_size=len(slots), unique=True))
    # All files share a few days, so that much was recorded on one.
    pool = draw(knowns)
    most = _MOST_RECORDS if corrections else 1 + retractions
    facts: list[Fact] = []
    for name, (kind, slot) in zip(names, slots, strict=True):
        standing = False
        for known in _some(draw, pool, most):
            if standing and retractions and (not corrections or draw(st.booleans())):
                facts.append(RetractedFact(id=name, known=known))
                standing = False
            else:
                held = _held(draw, slot, allow_open=slot[1] == last)
                facts.append(kind.recorded(name, known, held, draw(kind.values)))
                standing = True
    return Worker(draw(_IDS), tuple(draw(st.permutations(facts))))


def _slots(starts: Sequence[date], last: date) -> list[Window]:
    """
    Cut stretches of days, one for each file, so that no correction reaches into another's.
    """
    ends = [after - ONE_DAY for _, after in pairwise(starts)]
    return list(zip(starts, [*ends, last], strict=False))


def _some(draw: st.DrawFn, pool: Sequence[date], most: int) -> list[date]:
    """
    Choose some different days, in order.
    """
    place = st.integers(0, len(pool) - 1)
    places = draw(st.lists(place, min_size=1, max_size=most, unique=True))
    return [pool[place] for place in sorted(places)]


def _held(draw: st.DrawFn, slot: Window, *, allow_open: bool) -> Interval:
    """
    Choose days within a slot: often from its first on, to its last, or without end.
    """
    first, last = slot
    start = first + ONE_DAY * draw(st.just(0) | st.integers(0, (last - first).days))
    if allow_open and draw(st.booleans()):
        return Interval(start)
    missing = draw(st.just(0) | st.integers(0, (last - start).days))
    return Interval(start, last + ONE_DAY - ONE_DAY * missing)
