"""
The pieces of a worker's month: where facts or values change, where service starts or ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from partygrid.dated import Interval, ReadOn, Terms
from partygrid.pay._pieces import piece_of
from partygrid.pay._place import check_arguments, reading_day, served_in
from partygrid.pay._placed import placed, placed_again
from partygrid.pay._rated import rated
from partygrid.pay._settle import PaidPart, has_award, part_of
from partygrid.pay._weights import Weight, is_whole, weights
from partygrid.people import tally

if TYPE_CHECKING:
    from partygrid.org import Standings
    from partygrid.pay._placement import Placement
    from partygrid.pay._rules import PayRules
    from partygrid.people import Record, Worker

_ONE_DAY = timedelta(days=1)
# A member looked up on its class costs as much as a bisection.
_SPLIT = ReadOn.SPLIT


def whole_month(worker: Worker, terms: Terms[PayRules], standings: Standings) -> Placement | None:
    """
    Give the one placement of a worker's month; None if there is more to it than one.
    """
    check_arguments(worker, terms, standings)
    if len(terms.parts) != 1:
        return None
    day, rules = terms.parts[0]
    if rules.read_on is _SPLIT:
        return None
    record = worker.as_known(terms.known)
    if record.conflict is None and not record.worked:
        # Nearly every month is served whole, by one period of service, and mostly the last.
        first, covers = terms.period.first_day, rules.covers
        for service in reversed(record.services):
            if (
                service.start <= first
                and (service.end is None or service.end >= terms.period.end)
                and service.staff in covers
            ):
                return placed_again(worker._memory, record, terms, rules, day, standings)  # noqa: SLF001 - the worker's own
    month = terms.period.interval
    served = served_in(record, rules, month, terms.known)
    if not is_whole(record, rules, month, served):
        return None
    day = reading_day(served, day, rules)
    return placed_again(worker._memory, record, terms, rules, day, standings)  # noqa: SLF001 - the worker's own


def parts_of(worker: Worker, terms: Terms[PayRules], standings: Standings) -> tuple[PaidPart, ...]:
    """
    Price a worker's month part by part.

    Raises:
        PartyGridError: As `place`, and where parts of the month cannot be priced.
    """
    record = worker.as_known(terms.known)
    month = terms.period.interval
    stretches = [
        (days, rules, each)
        for stretch in terms.stretches
        for days, rules, each in _stretches(
            record, terms, stretch.interval, stretch.rules, standings
        )
    ]
    if not stretches:
        rules = terms.parts[-1][1]
        # Raises, since none of the parts is served.
        served_in(record, rules, month, terms.known)
    # What a part of the month brings is one rule for all of it: that of its last day served.
    last = stretches[-1][1]
    served = served_in(record, last, month, terms.known)
    pieces = [days for days, _, _ in stretches]
    steps: tuple[Weight | None, ...] = (None,)
    if len(pieces) != 1 or not is_whole(record, last, month, served):
        steps = weights(record, last, month, pieces)
    priced = [
        piece_of(
            placement,
            rules,
            days,
            None if weight is None else weight.step,
            is_last=place + 1 == len(stretches),
            complete=weight is None or weight.complete,
        )
        for place, ((days, rules, placement), weight) in enumerate(
            zip(stretches, steps, strict=True)
        )
    ]
    awarded = [place for place, piece in enumerate(priced) if has_award(piece)]
    found: list[PaidPart] = []
    earlier: dict[str, int] = {}
    for start, end in _grouped([rules for _, rules, _ in stretches]):
        part = part_of(
            stretches[start][1],
            Interval(stretches[start][0].start, stretches[end - 1][0].end),
            priced[start:end],
            earlier,
            is_last=end == len(stretches),
            takes_amount=bool(awarded) and start <= awarded[-1] < end,
        )
        for component, amount in zip(part.rules.scale, part.amounts, strict=True):
            earlier[component.key] = earlier.get(component.key, 0) + amount
        found.append(part)
    return tuple(found)


def _grouped(rules: list[PayRules]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(rules) + 1):
        if place == len(rules) or rules[place] is not rules[start]:
            yield start, place
            start = place


def _stretches(
    record: Record,
    terms: Terms[PayRules],
    days: Interval,
    rules: PayRules,
    standings: Standings,
) -> list[tuple[Interval, PayRules, Placement]]:
    """
    Cut the days on which one set of values is in force where service or facts change.
    """
    idle = not any(service.interval.meets(days) for service in record.services)
    if idle and len(terms.parts) > 1:
        return []
    served = served_in(record, rules, days, terms.known)
    first = reading_day(served, terms.read_day, rules)
    rating = rated(record, terms, rules, first, standings)
    if rules.read_on is not _SPLIT:
        placement = placed(record, terms, rules, first, standings, rating)
        return [(interval, rules, placement) for interval in served]
    found = []
    for interval in served:
        for start, end in _cuts(record, rules, interval):
            placement = placed(record, terms, rules, start, standings, rating)
            found.append((Interval(start, end), rules, placement))
    return _joined(found)


def _joined(
    stretches: list[tuple[Interval, PayRules, Placement]],
) -> list[tuple[Interval, PayRules, Placement]]:
    """
    Join stretches that follow each other and do not differ in what pay depends on.
    """
    found = stretches[:1]
    for days, rules, placement in stretches[1:]:
        before, _, earlier = found[-1]
        if before.end == days.start and earlier == placement:
            found[-1] = (Interval(before.start, days.end), rules, earlier)
        else:
            found.append((days, rules, placement))
    return found


def _cuts(record: Record, rules: PayRules, days: Interval) -> list[tuple[date, date]]:
    """
    Cut days wherever a fact begins or ends, or another year of service is full.
    """
    assert days.end is not None  # noqa: S101 - parts of a month end
    turns = {
        day
        for facts in record.facts
        for fact in facts
        for day in (getattr(fact, "start", None), getattr(fact, "end", None))
        if day is not None and day in days
    }
    first = tally(record, rules.covers, rules.service, days.start)
    last = tally(record, rules.covers, rules.service, days.end - _ONE_DAY)
    if first[:2] != last[:2]:
        turns.update(_each_day(days))
    ordered = sorted(turns | {days.start})
    return list(zip(ordered, [*ordered[1:], days.end], strict=True))


def _each_day(days: Interval) -> Iterator[date]:
    assert days.end is not None  # noqa: S101 - parts of a month end
    day = days.start
    while day < days.end:
        yield day
        day += _ONE_DAY
