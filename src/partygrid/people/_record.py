"""
A worker's facts as they stood on a day, sorted by kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from partygrid.errors import ConflictError, PartyGridError
from partygrid.people._conduct import Break, Probation, WorkedDays, YearlyResult
from partygrid.people._facts import (
    Appointment,
    Fact,
    LevelConfirmation,
    RetractedFact,
    Service,
)
from partygrid.people._qualifications import (
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
)


# A named tuple: rules read several of its fields for every worker and month.
class Record(NamedTuple):
    """
    Hold what was on record of a worker on a day, after corrections and retractions.

    Args:
        worker: The worker's id.
        services: The periods of service, in the order of their days; no two meet.
        appointments: The appointments, in the order of their days.
        levels: The confirmations of a level, in the order of their days.
        educations: The educations.
        degrees: The degrees.
        passes: The certificates passed.
        registrations: The certificates registered.
        certificate_appointments: The appointments on certificates.
        results: The yearly results, in the order of their years.
        breaks: The breaks, in the order of their days; no two meet.
        probations: The periods of probation; no two meet.
        worked: The counts of days worked; no two meet.
        conflict: What contradicts itself in all this; None if nothing does.
        grades: All that stands among the results.
        assessed: The years that have a result.
    """

    worker: str
    services: tuple[Service, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    levels: tuple[LevelConfirmation, ...] = ()
    educations: tuple[Education, ...] = ()
    degrees: tuple[Degree, ...] = ()
    passes: tuple[CertificatePass, ...] = ()
    registrations: tuple[CertificateRegistration, ...] = ()
    certificate_appointments: tuple[CertificateAppointment, ...] = ()
    results: tuple[YearlyResult, ...] = ()
    breaks: tuple[Break, ...] = ()
    probations: tuple[Probation, ...] = ()
    worked: tuple[WorkedDays, ...] = ()
    conflict: PartyGridError | None = None
    grades: frozenset[Any] = frozenset()
    assessed: frozenset[int] = frozenset()

    @property
    def facts(self) -> tuple[tuple[Fact, ...], ...]:
        """
        The facts, kind by kind.
        """
        return self[1:-3]

    def __repr__(self) -> str:
        """
        Show the worker alone: a life does not fit one line.
        """
        return f"<Record {self.worker}>"


def records_of(worker: str, facts: Iterable[Fact]) -> tuple[tuple[date, Record], ...]:
    """
    Work out what was on record on each day on which something was recorded.

    Args:
        worker: The worker's id.
        facts: The facts, in the order in which they became known.

    Returns:
        Pairs of the day from which a record holds and the record.
    """
    held: dict[str, dict[str, Any]] = {name: {} for name, _ in _GROUPS.values()}
    found: list[tuple[date, Record]] = []
    groups: dict[str, Any] = {}
    conflicts: dict[str, PartyGridError] = {}
    places: dict[str, str] = {}
    for fact in facts:
        if type(fact) is RetractedFact:
            name = places[fact.id]
            held[name].pop(fact.id, None)
        else:
            name = places[fact.id] = _GROUPS[type(fact)][0]
            held[name][fact.id] = fact
        groups[name] = _in_order(held[name].values(), _SORTED_BY.get(name, _by_start))
        conflict = _conflict(worker, name, groups[name])
        if conflict is None:
            conflicts.pop(name, None)
        else:
            conflicts[name] = conflict
        first = conflicts[min(conflicts)] if conflicts else None
        results = groups.get("results", ())
        record = Record(
            worker=worker,
            **groups,
            conflict=first,
            grades=frozenset(each.result for each in results),
            assessed=frozenset(each.year for each in results),
        )
        if found and found[-1][0] == fact.known:
            found.pop()
        found.append((fact.known, record))
    return tuple(found)


def _by_start(fact: Any) -> tuple[date, str]:
    return fact.start, fact.id


def _by_year(fact: Any) -> tuple[int, str]:
    return fact.year, fact.id


_GROUPS: dict[type[Fact], tuple[str, bool]] = {
    Service: ("services", True),
    Appointment: ("appointments", False),
    LevelConfirmation: ("levels", False),
    Education: ("educations", False),
    Degree: ("degrees", False),
    CertificatePass: ("passes", False),
    CertificateRegistration: ("registrations", False),
    CertificateAppointment: ("certificate_appointments", False),
    YearlyResult: ("results", False),
    Break: ("breaks", True),
    Probation: ("probations", True),
    WorkedDays: ("worked", True),
}
KINDS = frozenset({*_GROUPS, RetractedFact})
"""
The kinds of fact that a worker can hold.
"""
_ONE_AT_A_TIME = {name for name, alone in _GROUPS.values() if alone}
_SORTED_BY: dict[str, Callable[[Any], Any]] = {"results": _by_year}


def _in_order(facts: Iterable[Any], key: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(sorted(facts, key=key))


def _conflict(worker: str, name: str, facts: tuple[Any, ...]) -> PartyGridError | None:
    """
    Find two facts of a kind that claim one day, or one year; the facts are in order.
    """
    for first, second in pairwise(facts):
        claim = None
        if name in _ONE_AT_A_TIME and first.interval.meets(second.interval):
            claim = f"{first.id} {first.interval} and {second.id} {second.interval}"
        if name == "results" and first.year == second.year:
            claim = f"{first.id} and {second.id}, both for {first.year}"
        if name == "levels" and first.start == second.start:
            claim = f"{first.id} and {second.id}, both starting on {first.start}"
        if claim:
            return ConflictError(
                field=f"worker {worker}: {type(first).__name__}",
                value=claim,
                allowed="one at a time",
            )
    return None
