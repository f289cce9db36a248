"""
The next day on which a worker's pay changes if nothing else happens.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from partygrid.dated import Month, NotKnown, ReadOn, Terms
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.money import Fen, format_yuan
from partygrid.pay._pieces import piece_of
from partygrid.pay._place import check_arguments, reading_day, served_in
from partygrid.pay._placed import placed
from partygrid.pay._placement import FIELDS, Placement
from partygrid.pay._rated import Rating
from partygrid.pay._rungs import MOST_YEARS
from partygrid.pay._scale import PaidAs
from partygrid.pay._settle import part_of
from partygrid.people import tally
from partygrid.trace import Explained, Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.pay._rules import PayRules
    from partygrid.people import Record, Worker

_ONE_DAY = timedelta(days=1)
_LAST_YEAR = 9990
_NO_RATING = Rating("none", None, None, NotKnown.YET)


@attrs.frozen(kw_only=True)
class NextChange(Explained):
    """
    Say when a worker's pay changes next, and why; `next_change` makes it.

    Args:
        worker: The worker's id.
        day: The first day of the new pay.
        before: The facts that pay depends on until then.
        after: Those from then on; None if pay ends.
        was: What a whole month brings until then, without what depends on a rating, in fen.
        will_be: What it brings from then on.
    """

    worker: str
    day: date
    before: Placement = attrs.field(repr=False)
    after: Placement | None = attrs.field(repr=False)
    was: Fen
    will_be: Fen

    @property
    def why(self) -> tuple[str, ...]:
        """
        The facts that become others, by their names in a `Placement`; ``"service"`` if pay ends.
        """
        if self.after is None:
            return ("service",)
        return tuple(
            field for field in FIELDS if getattr(self.before, field) != getattr(self.after, field)
        )

    @property
    def heading(self) -> Label:
        """
        Worker and day.
        """
        return Label(
            f"{self.worker} 下次薪酬变动：{self.day}", f"Next change of {self.worker}: {self.day}"
        )

    def trace(self) -> Step:
        """
        Give the change in a month's pay, with every fact that becomes another.
        """
        before = Step(_WAS, self.was, self._facts(self.before))
        after = Step(_WILL_BE, self.will_be, () if self.after is None else self._facts(self.after))
        return Step(_CHANGE, self.will_be - self.was, (after, before))

    def _facts(self, placement: Placement) -> tuple[Step, ...]:
        facts = placement.facts()
        return tuple(facts[field] for field in self.why if field in facts)

    def __repr__(self) -> str:
        """
        Show worker, day and amounts in one line.
        """
        was, will_be = format_yuan(self.was), format_yuan(self.will_be)
        return f"<NextChange {self.worker} {self.day}: {was} to {will_be} yuan>"


_WAS = StepRule("was", Label("变动前月标准", "a month until then"), Unit.YUAN)
_WILL_BE = StepRule("will_be", Label("变动后月标准", "a month from then on"), Unit.YUAN)
_CHANGE = StepRule("change", Label("变动额", "change"), Unit.YUAN, Op.DIFFERENCE)


def next_change(worker: Worker, terms: Terms[PayRules]) -> NextChange | None:
    """
    Find the next day on which a worker's pay changes if nothing else happens.

    Facts already on record that begin or end later count, and so do years of service as they
    become full; the scheme stays as it is in the terms, and no rating plays a part. The day is
    the first that a payslip shows it: where the scheme reads facts on the first day of the
    month, a change within a month is seen in the next.

    Args:
        worker: The worker with all recorded facts.
        terms: The values in force for a month in which the worker serves.

    Returns:
        The change, with the facts that become others; None if there is none.

    Raises:
        ValueNotAllowedError: The month lies beyond the year 9989: the calendar ends, and from
            9990 on nothing is foreseen.
        UnsuitableRuleError: The scheme splits the month into several sets of values.
        PartyGridError: As `place`.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> change = next_change(pack.worker, pack.pay.on(Month(2025, 6)))
    >>> str(change.day), change.why
    ('2026-03-01', ('years',))
    """
    check_arguments(worker, terms, {})
    if terms.period.first_day.year >= _LAST_YEAR:
        raise ValueNotAllowedError(
            field="terms.period",
            value=str(terms.period),
            allowed=f"a month before the year {_LAST_YEAR}: from then on nothing is foreseen",
        )
    rules, record = terms.rules, worker.as_known(terms.known)
    served = served_in(record, rules, terms.period.interval, terms.known)
    start = reading_day(served, terms.read_day, rules)
    before = placed(record, terms, rules, start, {}, _NO_RATING)
    now = _amounts(before, terms, rules)
    cursor = start
    turns = _turns(record, start)
    while True:
        day = _next_turn(record, rules, cursor, turns)
        if day is None:
            return None
        seen, read = _seen(day, rules)
        cursor = max(day, read)
        end = _end_of_service(record, rules, start, read)
        if end is not None:
            if rules.read_on is not ReadOn.LAST_DAY or end <= seen:
                return _ended(worker, end, before, now)
            # The month in which service ends is read on its last day served.
            read = end - _ONE_DAY
        if tally(record, rules.covers, rules.service, read).years > MOST_YEARS:
            return None
        after = placed(record, terms, rules, read, {}, _NO_RATING)
        amounts = _amounts(after, terms, rules)
        if amounts == now and end is not None:
            return _ended(worker, end, before, now)
        if amounts != now:
            return NextChange(
                worker=worker.id,
                day=seen,
                before=before,
                after=after,
                was=Fen(sum(now)),
                will_be=Fen(sum(amounts)),
            )


def _ended(worker: Worker, end: date, before: Placement, now: tuple[int, ...]) -> NextChange:
    return NextChange(
        worker=worker.id, day=end, before=before, after=None, was=Fen(sum(now)), will_be=Fen(0)
    )


def _amounts(placement: Placement, terms: Terms[PayRules], rules: PayRules) -> tuple[int, ...]:
    """
    Give what a whole month brings the worker whatever the rating, line by line.
    """
    month = terms.period.interval
    piece = piece_of(placement, rules, month, None)
    part = part_of(rules, month, (piece,), {})
    return (
        piece.extra,
        *(
            amount
            for component, amount in zip(rules.scale, part.amounts, strict=True)
            if component.paid_as is PaidAs.FIXED
        ),
    )


def _turns(record: Record, start: date) -> list[date]:
    """
    List the days after a start on which a fact on record can begin or cease to count.
    """
    found: set[date] = set()
    for facts in record.facts:
        for fact in facts:
            for day in (getattr(fact, "start", None), getattr(fact, "end", None)):
                if day is not None and day.year < _LAST_YEAR:
                    found.update(_counting_from(day))
    for result in record.results:
        found.add(date(min(result.year, _LAST_YEAR) + 1, 1, 1))
    return sorted(day for day in found if day > start)


def _counting_from(day: date) -> tuple[date, ...]:
    """
    List the days from which a change on a day can count, whatever the rule.
    """
    month = Month.containing(day)
    return (
        day,
        month.first_day,
        month.next().first_day,
        date(day.year, 1, 1),
        date(day.year + 1, 1, 1),
    )


def _next_turn(record: Record, rules: PayRules, cursor: date, turns: list[date]) -> date | None:
    """
    Give the next day after a day on which anything can change.
    """
    known = next((day for day in turns if day > cursor), None)
    horizon = known or date(min(cursor.year + 81, _LAST_YEAR), 1, 1)
    grown = _grown(record, rules, cursor, horizon)
    return known if grown is None else grown


def _grown(record: Record, rules: PayRules, cursor: date, horizon: date) -> date | None:
    """
    Find the first day after a day, up to a horizon, on which more service counts.
    """

    def served(day: date) -> int:
        counted = tally(record, rules.covers, rules.service, day)
        return counted.years + counted.early

    now = served(cursor)
    # A result of one of the last years may count from a day beyond the horizon.
    if horizon <= cursor or served(horizon) == now:
        return None
    # Service only grows: halve the days until one is left.
    low, high = cursor, horizon
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        if served(middle) == now:
            low = middle
        else:
            high = middle
    return high


def _seen(day: date, rules: PayRules) -> tuple[date, date]:
    """
    Give the day from which a payslip shows a change, and the day as on which it reads facts.
    """
    month = Month.containing(day)
    if rules.read_on is ReadOn.FIRST_DAY:
        first = day if day == month.first_day else month.next().first_day
        return first, first
    if rules.read_on is ReadOn.LAST_DAY:
        return month.first_day, month.last_day
    return day, day


def _end_of_service(record: Record, rules: PayRules, start: date, day: date) -> date | None:
    """
    Give the day on which service, or the scheme's cover of it, ends by a day; None if it lasts.
    """
    reached = start
    for service in record.services:
        if service.start <= reached and (service.end is None or reached < service.end):
            if service.staff not in rules.covers:
                return reached
            if service.end is None or day < service.end:
                return None
            reached = service.end
    return reached
