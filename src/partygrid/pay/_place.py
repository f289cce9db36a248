"""
Place a worker: from dated facts to the few that a month's pay depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from partygrid.dated import Interval, Month, ReadOn, Terms
from partygrid.errors import (
    NotCoveredError,
    NotInForceError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.pay._basis import Basis
from partygrid.pay._climb import Climb, climb
from partygrid.pay._credited import on_day
from partygrid.pay._found import Found, allowance
from partygrid.pay._placement import Placement
from partygrid.pay._probation import ProbationBase
from partygrid.pay._rated import Rating, rated
from partygrid.pay._rungs import MOST_YEARS
from partygrid.pay._selector import Selector
from partygrid.people import NO_CERTIFICATE, Fact, Record, Worker

if TYPE_CHECKING:
    from partygrid.org import Standings
    from partygrid.pay._probation import ProbationRule
    from partygrid.pay._rules import PayRules

_ONE_DAY = timedelta(days=1)
_new = object.__new__
_set = object.__setattr__
_new_tuple = tuple.__new__
_LEVEL = Selector.LEVEL


def place(worker: Worker, terms: Terms[PayRules], standings: Standings) -> Placement:
    """
    Find what a worker's pay for a month depends on, from the facts recorded by then.

    Facts are read on the day on which the terms were read, or, if the worker does not serve on
    it, on the nearest day of the month served; each as of the day from which it counts. The
    rating is that of the unit and day which the scheme names; a day without a rating, as known,
    is a rating not known yet.

    Args:
        worker: The worker with all recorded facts.
        terms: The values in force; their ``known`` decides which facts count.
        standings: The standing of each unit over time.

    Returns:
        The placement, with the facts it came from.

    Raises:
        NotCoveredError: The scheme does not cover the worker's kind of staff.
        NotInForceError: A fact that is needed is not on record for the day.
        ConflictError: Two facts claim the same day.
        UnknownNameError: The unit has no series among the standings, or the ladder does not know
            the office.
        NotStatedError: What is on record as the unit's rating, or as a year's result, is a
            question still open.
        RepealedError: The unit's rating was repealed.
        ValueNotAllowedError: Scale or ladder does not know a qualification.
        UnsuitableRuleError: The scheme splits the month.
        WrongTypeError: An argument has another type, or the terms are not those of a month.

    >>> from partygrid.dated import Series
    >>> from partygrid.org import Standing, unit_id
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> june = pack.pay.on(Month(2025, 6), known=date(2025, 6, 30))
    >>> place(pack.worker, june, pack.standings).years
    6
    """
    check_arguments(worker, terms, standings)
    record = worker.as_known(terms.known)
    rules = terms.rules
    served = served_in(record, rules, terms.period.interval, terms.known)
    day = reading_day(served, terms.read_day, rules)
    return placed(record, terms, rules, day, standings)


def check_arguments(worker: Worker, terms: Terms[PayRules], standings: Standings) -> None:
    """
    Refuse arguments of other types.
    """
    if type(worker) is not Worker:
        raise WrongTypeError(field="worker", value=worker, allowed="a Worker")
    if type(terms) is not Terms:
        raise WrongTypeError(
            field="terms", value=terms, allowed="Terms, as PayScheme.on gives them"
        )
    if type(terms.period) is not Month:
        raise WrongTypeError(field="terms.period", value=terms.period, allowed="a Month")
    if type(standings) is not dict and not isinstance(standings, Mapping):
        raise WrongTypeError(
            field="standings", value=standings, allowed="a mapping of units to series"
        )


def served_in(
    record: Record, rules: PayRules, days: Interval, known: date | None
) -> tuple[Interval, ...]:
    """
    Give the stretches of some days on which the worker serves.

    Raises:
        ConflictError: The record contradicts itself.
        NotCoveredError: The scheme does not cover the worker's kind of staff.
        NotInForceError: The worker does not serve on any of the days.
    """
    if record.conflict is not None:
        raise record.conflict
    found: list[Interval] = []
    for service in record.services:
        common = service.interval.common(days)
        if common is None:
            continue
        if service.staff not in rules.covers:
            raise NotCoveredError(
                field=f"worker {record.worker}: staff",
                value=service.staff,
                allowed=", ".join(rules.covers),
                source=rules.entry("covers").cite(),
            )
        if found and found[-1].end == common.start:
            common = Interval(found.pop().start, common.end)
        found.append(common)
    if not found:
        covered = [each for each in record.services if each.staff in rules.covers]
        raise NotInForceError(
            field=f"worker {record.worker}: service",
            day=str(days.start),
            known=str(known or ""),
            allowed=", ".join(str(each.interval) for each in covered) or "none on record",
        )
    return tuple(found)


def reading_day(served: tuple[Interval, ...], day: date, rules: PayRules) -> date:
    """
    Give the day as on which facts are read: the scheme's, or the nearest one served.
    """
    if rules.read_on is ReadOn.LAST_DAY:
        return min(day, _last(served[-1]))
    return max(day, served[0].start)


def _last(interval: Interval) -> date:
    assert interval.end is not None  # noqa: S101 - it is part of a month
    return interval.end - _ONE_DAY


def placed(
    record: Record,
    terms: Terms[PayRules],
    rules: PayRules,
    day: date,
    standings: Standings,
    rating: Rating | None = None,
) -> Placement:
    """
    Make the placement of a worker as on a day.

    Args:
        record: What is on record of the worker.
        terms: The month, and what is known.
        rules: The values in force on the day.
        day: The day.
        standings: The standing of each unit.
        rating: What `rated` gave for the month, if it was asked before.
    """
    probation = rule = None
    if record.probations:
        probation, rule = _probation(record, rules, day)
    reached = climb(record, rules, day, 0 if rule is None else rule.levels_lower)
    if rating is None:
        rating = rated(record, terms, rules, day, standings)
    values = _values(reached, rules, rating, rule)
    values["years"] = _years(reached, record)
    facts: tuple[tuple[str, Fact], ...] = ()
    for looked in rules._looks:  # noqa: SLF001 - one room
        values[looked.field], fact = allowance(record, rules, looked, day)
        if fact is not None:
            facts = (*facts, (looked.field, fact))
    found = _new_tuple(Found, (record, rules, day, reached, rating, facts, probation))
    basis = _new(Basis)
    grounds = {
        "worker": record.worker,
        "notes": (),
        "service": reached.tally.services,
        "standing": rating.standing,
        "found": found,
    }
    _set(basis, "__dict__", grounds)
    values["basis"] = basis
    # As `Placement(…)`: what was found needs no second look.
    placement = _new(Placement)
    _set(placement, "__dict__", values)
    if rule is not None and rule.base is ProbationBase.POSITION:
        return _as_starting(placement, rules, rule)
    return placement


def _values(
    reached: Climb, rules: PayRules, rating: Rating, rule: ProbationRule | None
) -> dict[str, Any]:
    """
    Give every field of a placement, those of years and qualifications empty.
    """
    ladder = rules.ladder
    position = treatment = posts = None
    if ladder is not None:
        places = ladder.positions
        position, treatment = places[reached.rank].key, places[reached.treated].key  # type: ignore[index]  # a ladder gives both
        posts = len(reached.held)
    return {
        "level": reached.level if _LEVEL in rules._selected else None,  # noqa: SLF001 - one room
        "years": 0,
        "certificate": NO_CERTIFICATE,
        "criteria_met": rating.criteria_met,
        "step": reached.step,
        "position": position,
        "treatment": treatment,
        "education": None,
        "degree": None,
        "certificate_passed": None,
        "certificate_appointed": None,
        "posts": posts,
        "stars": rating.stars,
        "falling": rating.falling,
        "probation": None if rule is None else rule.entry,
    }


def _years(reached: Climb, record: Record) -> int:
    years = reached.tally.years
    if years > MOST_YEARS:
        raise ValueNotAllowedError(
            field=f"worker {record.worker}: years of service",
            value=years,
            allowed=f"up to {MOST_YEARS}: no working life holds more",
        )
    return years


def _probation(
    record: Record, rules: PayRules, day: date
) -> tuple[Fact | None, ProbationRule | None]:
    facts = on_day(record.probations, day)
    if not facts:
        return None, None
    return facts[0], rules.probation_rule(facts[0].entry)


def _as_starting(placement: Placement, rules: PayRules, rule: ProbationRule) -> Placement:
    """
    Put a worker on probation where the stated position starts.
    """
    ladder, basis = rules.ladder, placement.basis
    assert ladder is not None and basis is not None and rule.position is not None  # noqa: S101, PT018 - checked with the values
    position = ladder.positions[ladder.rank_of(rule.position)]
    changes: dict[str, Any] = {
        "position": position.key,
        "treatment": position.key,
        "years": 0,
        "level": None if placement.level is None else position.levels.lowest,  # type: ignore[union-attr]
        "step": None if position.steps is None else position.steps.lowest,
    }
    note = rule.label
    _set(placement, "__dict__", {**placement.__dict__, **changes})
    _set(basis, "__dict__", {**basis.__dict__, "notes": tuple((name, note) for name in changes)})
    return placement
