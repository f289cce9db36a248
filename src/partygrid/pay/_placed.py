"""
Make placements: what a worker's file says under one set of values, and a month's rating.

What the file says is the same on many days. It is remembered with the worker, so that the months
that follow need no more than their rating; what a rating depends on is never remembered.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partygrid.dated import Terms
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.pay._basis import Basis
from partygrid.pay._choices import MoverRule
from partygrid.pay._climb import Climb, climb, climbed_on
from partygrid.pay._credited import on_day
from partygrid.pay._found import Found, allowance
from partygrid.pay._placement import Placement
from partygrid.pay._probation import ProbationBase
from partygrid.pay._rated import Rating, rated
from partygrid.pay._rungs import MOST_YEARS
from partygrid.pay._selector import Selector
from partygrid.people import NO_CERTIFICATE, Fact, Probation, Record
from partygrid.people._memory import Memory
from partygrid.people._until import LAST_YEAR, next_turn, service_turn

if TYPE_CHECKING:
    from partygrid.org import Standings
    from partygrid.pay._probation import ProbationRule
    from partygrid.pay._rules import PayRules

_new = object.__new__
_set = object.__setattr__
_new_tuple = tuple.__new__
_LEVEL = Selector.LEVEL
_BY_RATING_DAY = MoverRule.BY_RATING_DAY


# Named tuples: one of each is made for every worker, and again whenever something changes.
class Reading(NamedTuple):
    """
    Hold what a worker's file says under one set of values.

    Args:
        record: What is on record.
        rules: The values.
        values: The fields of a placement, without those of a rating.
        notes: Words for fields of the placement.
        climb: How position and level follow.
        facts: The fact behind each qualification that the scale looks at.
        probation: The fact of probation; None if the worker is not on any.
    """

    record: Record
    rules: PayRules
    values: dict[str, Any]
    notes: tuple[tuple[str, Label], ...]
    climb: Climb
    facts: tuple[tuple[str, Fact], ...]
    probation: Probation | None


class Remembered(NamedTuple):
    """
    Hold a reading with the days on which the file says the same.

    Args:
        record: What is on record; the very object, not one that is equal.
        rules: The values, likewise.
        start: The first day.
        until: The day from which the file may say something else.
        turn: The day from which it may for another reason than that years go by.
        unit: The unit served in; None if ratings are not looked up by it.
        reading: What the file says.
    """

    record: Record
    rules: PayRules
    start: date
    until: date
    turn: date
    unit: Any
    reading: Reading


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
    probation, rule = _probation(record, rules, day)
    reached = climb(record, rules, day, 0 if rule is None else rule.levels_lower)
    if rating is None:
        rating = rated(record, terms, rules, day, standings)
    return _placement(_reading(record, rules, day, reached, probation, rule), day, rating)


def placed_again(
    memory: Memory,
    record: Record,
    terms: Terms[PayRules],
    rules: PayRules,
    day: date,
    standings: Standings,
) -> Placement:
    """
    Make the same placement, from what is remembered if the day lies in a stretch read before.

    Args:
        memory: The worker's.
        record: What is on record of the worker.
        terms: The month, and what is known.
        rules: The values in force on the day.
        day: The day.
        standings: The standing of each unit.
    """
    before = None
    for each in memory.readings:
        if each[0] is record and each[1] is rules and each[2] <= day < each[4]:
            _, _, _, until, turn, unit, before = each
            if day < until:
                rating = rated(record, terms, rules, day, standings, unit)
                return _placement(before, day, rating)
    if before is None:
        probation, rule = _probation(record, rules, day)
        reached = climb(record, rules, day, 0 if rule is None else rule.levels_lower)
        rating = rated(record, terms, rules, day, standings)
        reading = _reading(record, rules, day, reached, probation, rule)
        turn = next_turn(memory.turns, day) or date.max
        unit = None if rules.mover is _BY_RATING_DAY else rating.unit
    else:
        reached = climbed_on(before.climb, record, rules, day)
        rating = rated(record, terms, rules, day, standings, unit)
        reading = _read_on(before, reached)
    if day.year < LAST_YEAR:
        until = service_turn(record, reached.tally.services, rules.service, day) or turn
        until = min(until, turn)
        memory.keep(_new_tuple(Remembered, (record, rules, day, until, turn, unit, reading)))
    return _placement(reading, day, rating)


def _read_on(before: Reading, reached: Climb) -> Reading:
    """
    Put together what the file says when nothing has turned but service.
    """
    record, rules, values, notes, climbed, facts, probation = before
    if reached.tally[:2] != climbed.tally[:2]:
        rule = None if probation is None else rules.probation_rule(probation.entry)
        fresh = _values(reached, record, rules, rule)
        for looked in rules._looks:  # noqa: SLF001 - one room
            fresh[looked.field] = values[looked.field]
        values = fresh
        if rule is not None and notes:
            _as_starting(values, rules, rule)
    return _new_tuple(Reading, (record, rules, values, notes, reached, facts, probation))


def _reading(
    record: Record,
    rules: PayRules,
    day: date,
    reached: Climb,
    probation: Probation | None,
    rule: ProbationRule | None,
) -> Reading:
    """
    Put together what the file says on a day.
    """
    values = _values(reached, record, rules, rule)
    facts: tuple[tuple[str, Fact], ...] = ()
    for looked in rules._looks:  # noqa: SLF001 - one room
        values[looked.field], fact = allowance(record, rules, looked, day)
        if fact is not None:
            facts = (*facts, (looked.field, fact))
    notes: tuple[tuple[str, Label], ...] = ()
    if rule is not None and rule.base is ProbationBase.POSITION:
        notes = _as_starting(values, rules, rule)
    # As `Reading(…)`, without the call that a named tuple's own constructor is.
    return _new_tuple(Reading, (record, rules, values, notes, reached, facts, probation))


def _placement(reading: Reading, day: date, rating: Rating) -> Placement:
    """
    Add the rating of a month.
    """
    record, rules, known, notes, reached, facts, probation = reading
    basis = _new(Basis)
    values = {**known, "criteria_met": rating.criteria_met, "basis": basis}
    if rules.stars is not None:
        values["stars"] = rating.stars
        values["falling"] = rating.falling
    grounds = {
        "worker": record.worker,
        "notes": notes,
        "service": reached.tally.services,
        "standing": rating.standing,
        "found": _new_tuple(Found, (record, rules, day, reached, rating, facts, probation)),
    }
    _set(basis, "__dict__", grounds)
    # As `Placement(…)`: what was found needs no second look.
    placement = _new(Placement)
    _set(placement, "__dict__", values)
    return placement


def _values(
    reached: Climb, record: Record, rules: PayRules, rule: ProbationRule | None
) -> dict[str, Any]:
    """
    Give every field of a placement, those of qualifications and rating empty.
    """
    ladder = rules.ladder
    position = treatment = posts = None
    if ladder is not None:
        places = ladder.positions
        position, treatment = places[reached.rank].key, places[reached.treated].key  # type: ignore[index]  # a ladder gives both
        posts = len(reached.held)
    return {
        "level": reached.level if _LEVEL in rules._selected else None,  # noqa: SLF001 - one room
        "years": _years(reached, record),
        "certificate": NO_CERTIFICATE,
        "criteria_met": None,
        "step": reached.step,
        "position": position,
        "treatment": treatment,
        "education": None,
        "degree": None,
        "certificate_passed": None,
        "certificate_appointed": None,
        "posts": posts,
        "stars": None,
        "falling": None,
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
) -> tuple[Probation | None, ProbationRule | None]:
    if not record.probations:
        return None, None
    facts = on_day(record.probations, day)
    if not facts:
        return None, None
    return facts[0], rules.probation_rule(facts[0].entry)


def _as_starting(
    values: dict[str, Any], rules: PayRules, rule: ProbationRule
) -> tuple[tuple[str, Label], ...]:
    """
    Put a worker on probation where the stated position starts, and say so.
    """
    ladder = rules.ladder
    assert ladder is not None and rule.position is not None  # noqa: S101, PT018 - checked with the values
    position = ladder.positions[ladder.rank_of(rule.position)]
    changes: dict[str, Any] = {
        "position": position.key,
        "treatment": position.key,
        "years": 0,
        "level": None if values["level"] is None else position.levels.lowest,  # type: ignore[union-attr]
        "step": None if position.steps is None else position.steps.lowest,
    }
    values.update(changes)
    note = rule.label
    return tuple((name, note) for name in changes)
