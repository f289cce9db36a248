"""
How much of a month's pay a part of the month brings.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from partygrid.dated import Interval
from partygrid.errors import NotCoveredError, NotInForceError
from partygrid.pay._part_month import PartMethod
from partygrid.pay._weight_steps import (
    Counts,
    by_absence,
    by_days,
    by_worked,
    by_working,
    days_of,
)
from partygrid.trace import Step

if TYPE_CHECKING:
    from partygrid.pay._rules import PayRules
    from partygrid.people import Record, WorkedDays


class Weight(NamedTuple):
    """
    Say how much of a month's pay a piece of it brings.

    Args:
        step: The part, with how it was measured.
        complete: Whether all days of the piece are paid as served.
    """

    step: Step
    complete: bool


def is_whole(record: Record, rules: PayRules, month: Interval, served: Sequence[Interval]) -> bool:
    """
    Tell whether a month is paid as a whole: all of it is served, and no days are taken off.
    """
    if len(served) != 1 or served[0] != month:
        return False
    if not record.worked or rules.part_month.method in _WITHOUT_COUNTS:
        return True
    return not any(fact.interval.meets(month) for fact in record.worked)


_WITHOUT_COUNTS = {PartMethod.REFUSED, PartMethod.CALENDAR_DAYS}


def weights(
    record: Record, rules: PayRules, month: Interval, pieces: Sequence[Interval]
) -> tuple[Weight, ...]:
    """
    Give the part of a month's pay that each piece of it brings.

    Args:
        record: What is on record of the worker, with the days worked.
        rules: The values in force.
        month: The days of the month.
        pieces: The parts of the month that are served, in order.

    Raises:
        NotCoveredError: The scheme does not price part months.
        NotInForceError: Days worked are needed and not on record.
    """
    rule, entry = rules.part_month, rules.entry("part_month")
    if rule.method is PartMethod.REFUSED and not _covers(pieces, month):
        raise NotCoveredError(
            field=f"worker {record.worker}: service",
            value=", ".join(map(str, pieces)),
            allowed="service through the whole month: part months are not priced",
            source=entry.cite(),
        )
    if rule.method in _WITHOUT_COUNTS:
        return tuple(Weight(step, True) for step in by_days(pieces, month, entry))  # noqa: FBT003 - complete
    counts = [_counts(record, piece) for piece in pieces]
    if rule.method is PartMethod.PAY_WORKED:
        return _complete(by_worked(counts, rule, entry), counts)
    gaps = [_counts(record, gap) for gap in _between(pieces, month)]
    working = sum(each.working for each in (*counts, *gaps))
    if not working:
        raise NotInForceError(
            field=f"worker {record.worker}: days worked",
            day=str(month.start),
            allowed="a month with at least one working day",
        )
    if rule.method is PartMethod.WORKING_DAYS:
        return _complete(by_working(counts, working, entry), counts)
    return _complete(by_absence(counts, gaps, working, rule, entry), counts)


def _complete(steps: Sequence[Step], counts: Sequence[Counts]) -> tuple[Weight, ...]:
    return tuple(Weight(step, not each.absent) for step, each in zip(steps, counts, strict=True))


def _covers(pieces: Sequence[Interval], month: Interval) -> bool:
    return sum(days_of(piece) for piece in pieces) == days_of(month)


def _between(pieces: Sequence[Interval], month: Interval) -> list[Interval]:
    """
    List the parts of the month that are not served.
    """
    found, reached = [], month.start
    for piece in pieces:
        if reached < piece.start:
            found.append(Interval(reached, piece.start))
        reached = _end(piece)
    if reached < _end(month):
        found.append(Interval(reached, month.end))
    return found


def _end(interval: Interval) -> date:
    assert interval.end is not None  # noqa: S101 - parts of a month end
    return interval.end


def _counts(record: Record, days: Interval) -> Counts:
    """
    Add up the days worked on record for some days, which they must cover exactly.
    """
    inside = [fact for fact in record.worked if fact.interval.meets(days)]
    covered = sum(days_of(fact.interval) for fact in inside if _lies_in(fact, days))
    if covered != days_of(days):
        raise NotInForceError(
            field=f"worker {record.worker}: days worked",
            day=str(days.start),
            allowed=f"counts of days worked on record for exactly {days}; "
            f"there are: {', '.join(str(fact.interval) for fact in inside) or 'none'}",
        )
    return Counts(
        covered, sum(fact.working for fact in inside), sum(fact.worked for fact in inside)
    )


def _lies_in(fact: WorkedDays, days: Interval) -> bool:
    return days.start <= fact.start and fact.end <= _end(days)
