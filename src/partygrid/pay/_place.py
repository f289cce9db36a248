"""
Place a worker: from dated facts to the few that a month's pay depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from partygrid.dated import Interval, Month, NotKnown, Series, Terms
from partygrid.errors import (
    ConflictError,
    NotCoveredError,
    NotInForceError,
    PartyGridError,
    UnknownNameError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.org import Standing
from partygrid.pay._choices import MoverRule
from partygrid.pay._placement import Basis, Placement
from partygrid.pay._scale import Selector
from partygrid.people import (
    NO_CERTIFICATE,
    Appointment,
    CertificateRegistration,
    LevelConfirmation,
    Service,
    Worker,
    service_years,
)

if TYPE_CHECKING:
    from partygrid.dated import Dated
    from partygrid.org import Standings, UnitId
    from partygrid.pay._rules import PayRules

L = TypeVar("L", Service, Appointment)


def place(worker: Worker, terms: Terms[PayRules], standings: Standings) -> Placement:
    """
    Find what a worker's pay for a month depends on, from the facts recorded by then.

    Level and certificate are read on the day on which the terms were read; service must cover
    the whole month. The rating is that of the unit and day which the scheme names; a day
    without a rating, as known, is a rating not known yet.

    Args:
        worker: The worker with all recorded facts.
        terms: The values in force; their ``known`` decides which facts count.
        standings: The standing of each unit over time.

    Returns:
        The placement, with the facts it came from.

    Raises:
        NotCoveredError: The scheme does not cover the worker's kind of staff, or the worker
            serves only part of the month.
        NotInForceError: A fact that is needed is not on record for the day.
        ConflictError: Two facts claim the same day.
        UnknownNameError: The unit has no series among the standings.
        NotStatedError: What is on record as the unit's rating is a question still open.
        RepealedError: The unit's rating was repealed.
        ValueNotAllowedError: The scale does not know a certificate.
        UnsuitableRuleError: The scheme splits the month.
        WrongTypeError: An argument has another type, or the terms are not those of a month.

    >>> from partygrid.dated import Series
    >>> from partygrid.org import Standing, unit_id
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> june = pack.pay.on(Month(2025, 6), known=date(2025, 6, 30))
    >>> place(pack.worker, june, pack.standings)
    <Placement level 7, 6 years, assistant, 4 criteria met>
    """
    _check_arguments(worker, terms, standings)
    rules, day, known = terms.rules, terms.read_day, terms.known
    served = _service(worker, terms)
    notes: list[tuple[str, Label]] = []
    level = None
    if rules.selects(Selector.LEVEL):
        confirmed = _level(worker, day, known)
        level = confirmed.level
        notes.append(("level", confirmed.note))
    certificate = NO_CERTIFICATE
    registered = _certificate(worker, rules, day, known)
    if registered is not None:
        certificate = registered.certificate
        notes.append(("certificate", registered.note))
    standing, note = _standing(worker, terms, standings)
    notes.append(("criteria_met", note))
    years = service_years([each.interval for each in served], day, rules.service_count)
    return Placement(
        level=level,
        years=years,
        certificate=certificate,
        criteria_met=NotKnown.YET if standing is None else standing.value.criteria_met,  # type: ignore[union-attr]
        basis=Basis(worker=worker.id, notes=tuple(notes), service=served, standing=standing),
    )


def _check_arguments(worker: Worker, terms: Terms[PayRules], standings: Standings) -> None:
    if type(worker) is not Worker:
        raise WrongTypeError(field="worker", value=worker, allowed="a Worker")
    if type(terms) is not Terms:
        raise WrongTypeError(
            field="terms", value=terms, allowed="Terms, as PayScheme.on gives them"
        )
    if type(terms.period) is not Month:
        raise WrongTypeError(field="terms.period", value=terms.period, allowed="a Month")
    if not isinstance(standings, Mapping):
        raise WrongTypeError(
            field="standings", value=standings, allowed="a mapping of units to series"
        )


def _lasting(worker: Worker, kind: type[L], known: date | None) -> tuple[L, ...]:
    """
    Give facts that last, in the order of their days; no two may claim one day.
    """
    facts = tuple(sorted(worker.known_facts(kind, known), key=lambda fact: fact.start))
    for first, second in pairwise(facts):
        if first.interval.meets(second.interval):
            raise ConflictError(
                field=f"worker {worker.id}: {kind.__name__}",
                value=f"{first.id} {first.interval} and {second.id} {second.interval}",
                allowed="one at a time",
            )
    return facts


def _service(worker: Worker, terms: Terms[PayRules]) -> tuple[Service, ...]:
    """
    Give the service that counts, once it is sure that the whole month is served.
    """
    month, covers = terms.period.interval, terms.rules.covers
    services = _lasting(worker, Service, terms.known)
    for service in services:
        if service.staff not in covers and service.interval.meets(month):
            raise NotCoveredError(
                field=f"worker {worker.id}: staff",
                value=service.staff,
                allowed=", ".join(covers),
                source=terms.rules.entry("covers").cite(),
            )
    counted = tuple(service for service in services if service.staff in covers)
    reached = month.start
    for service in counted:
        if reached in service.interval:
            reached = service.end or date.max
    if reached < terms.period.end:
        raise _part_month(worker, terms, counted, month)
    return counted


def _part_month(
    worker: Worker, terms: Terms[PayRules], counted: tuple[Service, ...], month: Interval
) -> PartyGridError:
    if any(service.interval.meets(month) for service in counted):
        return NotCoveredError(
            field=f"worker {worker.id}: service",
            value=f"part of {terms.period}",
            allowed="service through the whole month: part months are not priced",
        )
    return NotInForceError(
        field=f"worker {worker.id}: service",
        day=str(month.start),
        known=str(terms.known or ""),
        allowed=", ".join(str(service.interval) for service in counted) or "none on record",
    )


def _level(worker: Worker, day: date, known: date | None) -> LevelConfirmation:
    confirmed = [
        fact for fact in worker.known_facts(LevelConfirmation, known) if fact.start <= day
    ]
    if not confirmed:
        raise NotInForceError(
            field=f"worker {worker.id}: level",
            day=str(day),
            known=str(known or ""),
            allowed="a day on or after a confirmation of the level",
        )
    latest = max(confirmed, key=lambda fact: fact.start)
    same = [fact.id for fact in confirmed if fact.start == latest.start]
    if len(same) > 1:
        raise ConflictError(
            field=f"worker {worker.id}: LevelConfirmation",
            value=", ".join(same),
            allowed=f"one confirmation starting on {latest.start}",
        )
    return latest


def _certificate(
    worker: Worker, rules: PayRules, day: date, known: date | None
) -> CertificateRegistration | None:
    registered = {
        fact.certificate: fact
        for fact in worker.known_facts(CertificateRegistration, known)
        if fact.start <= day
    }
    return registered.get(rules.best_certificate(tuple(registered)))


def _standing(
    worker: Worker, terms: Terms[PayRules], standings: Standings
) -> tuple[Dated[Standing] | None, Label]:
    rating_day = terms.rules.rating.day(terms.period)  # type: ignore[arg-type]
    unit = _unit(worker, terms, rating_day)
    if unit not in standings:
        known_units = ", ".join(sorted(standings)) or "none"
        raise UnknownNameError(field="unit", value=unit, allowed=known_units)
    entry = _rated(standings[unit], unit, rating_day, terms.known)
    rating, mover = terms.rules.rating.label, terms.rules.mover.label
    note = Label(
        f"{unit}，{rating_day} 所持评定；{rating.zh}；{mover.zh}",
        f"{unit}, rating held on {rating_day}: {rating.en}; {mover.en}",
    )
    return entry, note


def _rated(
    series: Series[Standing], unit: UnitId, day: date, known: date | None
) -> Dated[Standing] | None:
    field = f"standings[{unit!r}]"
    if type(series) is not Series:
        raise WrongTypeError(field=field, value=series, allowed="a Series")
    if series.find(day, known) is None:
        return None
    entry = series.entry_on(day, known)
    if type(entry.value) is not Standing:
        raise WrongTypeError(field=field, value=entry.value, allowed="a Standing")
    return entry


def _unit(worker: Worker, terms: Terms[PayRules], rating_day: date) -> UnitId:
    by_rating_day = terms.rules.mover is MoverRule.BY_RATING_DAY
    day = rating_day if by_rating_day else terms.read_day
    for appointment in _lasting(worker, Appointment, terms.known):
        if day in appointment.interval:
            return appointment.unit
    raise NotInForceError(
        field=f"worker {worker.id}: appointment",
        day=str(day),
        known=str(terms.known or ""),
        allowed="a day on which the worker holds an appointment to a unit",
        source=terms.rules.entry("mover").cite(),
    )
