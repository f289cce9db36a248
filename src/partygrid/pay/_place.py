"""
Place a worker: from dated facts to the few that a month's pay depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from partygrid.dated import Interval, Month, ReadOn, Terms
from partygrid.errors import NotCoveredError, NotInForceError, WrongTypeError
from partygrid.pay._placed import placed_again
from partygrid.pay._placement import Placement
from partygrid.people import Record, Worker

if TYPE_CHECKING:
    from partygrid.org import Standings
    from partygrid.pay._rules import PayRules

_ONE_DAY = timedelta(days=1)


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
    return placed_again(worker._memory, record, terms, rules, day, standings)  # noqa: SLF001 - the worker's own


def check_arguments(worker: Worker, terms: Terms[PayRules], standings: Standings) -> None:
    """
    Refuse arguments of other types.
    """
    if type(worker) is not Worker:
        raise WrongTypeError(field="worker", value=worker, allowed="a Worker")
    check_month(terms, standings)


def check_month(terms: Terms[PayRules], standings: Standings) -> None:
    """
    Refuse what are no terms of a month, and no standings.
    """
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
