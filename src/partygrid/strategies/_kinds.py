"""
How the facts of each kind are made.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum, auto
from typing import Any, Final, Generic, TypeVar

import attrs
from hypothesis import strategies as st

from partygrid.dated import Interval
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.people import (
    NONE,
    Appointment,
    Break,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
    Fact,
    LevelConfirmation,
    NoResult,
    Probation,
    Service,
    WorkedDays,
    YearlyResult,
)
from partygrid.strategies._days import LATEST, ONE_DAY, check_window, days, intervals
from partygrid.strategies._words import ids

F_co = TypeVar("F_co", bound=Fact, covariant=True)

EARLY, LATE = date(1990, 1, 1), date(2049, 12, 31)
MOST_LEVELS: Final = 1000
LAST_OF_YEARS: Final = date(9998, 12, 31)
"""
The last day of the last year that can be assessed.
"""

_MOST_DAYS: Final = 31
_IDS: Final = ids()
_NO_RESULTS: Final = tuple(each.value for each in NoResult)


class Span(Enum):
    """
    Say which days a fact claims.
    """

    LASTS = auto()
    STARTS = auto()
    YEAR = auto()
    MONTH = auto()


@attrs.frozen(kw_only=True)
class Kind(Generic[F_co]):
    """
    Say how a fact of one kind is made: its class, fields and days; and whether it stands alone.
    """

    make: Callable[..., F_co]
    own: dict[str, st.SearchStrategy[Any]]
    span: Span = Span.LASTS
    alone: bool = False

    @property
    def latest(self) -> date:
        """
        The last day there can be.
        """
        return LAST_OF_YEARS if self.span is Span.YEAR else LATEST

    @property
    def fields(self) -> st.SearchStrategy[dict[str, Any]]:
        """
        What to choose the fields of its own from.
        """
        return st.fixed_dictionaries(self.own)

    def anywhere(self, min_value: date, max_value: date) -> st.SearchStrategy[F_co]:
        """
        Generate facts whose days lie in a window.
        """
        check_window(min_value, max_value, latest=self.latest)
        known = days(min_value=min_value, max_value=max_value)
        open_ = self.span is Span.LASTS
        held = intervals(min_value=min_value, max_value=max_value, allow_open=open_)
        return st.builds(self.recorded, ids(), known, held, self.fields)

    def recorded(self, name: str, known: date, held: Interval, own: dict[str, Any]) -> F_co:
        """
        Make one fact.
        """
        start = held.start
        if self.span is Span.YEAR:
            return self.make(id=name, known=known, year=start.year, **own)
        if self.span is Span.STARTS:
            return self.make(id=name, known=known, start=start, **own)
        if self.span is Span.LASTS:
            return self.make(id=name, known=known, start=start, end=held.end, **own)
        return self.make(id=name, known=known, **_in_one_month(held, **own))


def _in_one_month(held: Interval, working: int, worked: int) -> dict[str, Any]:
    """
    Cut days off that lie in a later month, and counts that go beyond the days.
    """
    start = held.start
    last = start.replace(day=monthrange(start.year, start.month)[1])
    end = min(held.last or last, last) + ONE_DAY
    working = min(working, (end - start).days)
    return {"start": start, "end": end, "working": working, "worked": min(worked, working)}


def service_kind(staff: Iterable[str] | None) -> Kind[Service]:
    """
    Say how services are made.
    """
    return Kind(make=Service, own={"staff": names("staff", staff)}, alone=True)


def appointment_kind(
    units: Iterable[str] | None, offices: Iterable[str] | None
) -> Kind[Appointment]:
    """
    Say how appointments are made.
    """
    own = {"unit": names("units", units), "office": names("offices", offices)}
    return Kind(make=Appointment, own=own)


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
    own = {"level": st.integers(min_level, max_level)}
    return Kind(make=LevelConfirmation, own=own, span=Span.STARTS, alone=True)


def education_kind(educations: Iterable[str] | None) -> Kind[Education]:
    """
    Say how educations are made.
    """
    own = {"education": names("educations", educations, besides=(NONE,))}
    return Kind(make=Education, own=own, span=Span.STARTS)


def degree_kind(degrees: Iterable[str] | None) -> Kind[Degree]:
    """
    Say how degrees are made.
    """
    own = {"degree": names("degrees", degrees, besides=(NONE,))}
    return Kind(make=Degree, own=own, span=Span.STARTS)


def certificate_kinds(
    certificates: Iterable[str] | None,
) -> tuple[Kind[CertificatePass], Kind[CertificateRegistration], Kind[CertificateAppointment]]:
    """
    Say how the three states of certificates are made.
    """
    own = {"certificate": names("certificates", certificates, besides=(NONE,))}
    return (
        Kind(make=CertificatePass, own=own, span=Span.STARTS),
        Kind(make=CertificateRegistration, own=own),
        Kind(make=CertificateAppointment, own=own),
    )


def result_kind(grades: Iterable[str] | None, *, not_stated: bool) -> Kind[YearlyResult]:
    """
    Say how yearly results are made.
    """
    graded = names("grades", grades, besides=_NO_RESULTS)
    without = tuple(each for each in NoResult if not_stated or each is not NoResult.NOT_STATED)
    # Most years have a grade.
    results = graded | graded | st.sampled_from(without)
    return Kind(make=YearlyResult, own={"result": results}, span=Span.YEAR, alone=True)


def break_kind(reasons: Iterable[str] | None) -> Kind[Break]:
    """
    Say how breaks are made.
    """
    return Kind(make=Break, own={"reason": names("reasons", reasons)}, alone=True)


def probation_kind(entrants: Iterable[str] | None) -> Kind[Probation]:
    """
    Say how periods of probation are made.
    """
    return Kind(make=Probation, own={"entry": names("entrants", entrants)}, alone=True)


def worked_kind() -> Kind[WorkedDays]:
    """
    Say how counts of days worked are made.
    """
    count = st.integers(0, _MOST_DAYS)
    own = {"working": count, "worked": count}
    return Kind(make=WorkedDays, own=own, span=Span.MONTH, alone=True)


def names(
    field: str, chosen: Iterable[str] | None, *, besides: tuple[str, ...] = ()
) -> st.SearchStrategy[str]:
    """
    Generate some of the names given, or any.
    """
    if chosen is None:
        return _IDS.filter(lambda name: name not in besides)
    return st.sampled_from(checked_names(field, chosen, besides=besides))


def checked_names(
    field: str, chosen: Iterable[str], *, besides: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """
    Refuse names that are none, and no names at all.
    """
    found = tuple(chosen)
    for name in found:
        check_id(name, field=field)
    if not found or set(besides) & set(found):
        but = ", ".join(map(repr, besides))
        raise ValueNotAllowedError(
            field=field, value=found, allowed=f"one name or more{f', not {but}' if but else ''}"
        )
    return found
