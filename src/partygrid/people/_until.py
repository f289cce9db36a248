"""
Until when what was read on a worker's file stays as it is.

What is given here may be too early, never too late: read too soon, a file says the same again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from partygrid.dated import Effective
from partygrid.people._conduct import WorkedDays
from partygrid.people._count import Unassessed, goes_plainly
from partygrid.people._service import anniversary

if TYPE_CHECKING:
    from partygrid.people._count import ServiceRule
    from partygrid.people._facts import Fact, Service
    from partygrid.people._record import Record

LAST_YEAR: Final = 9990
"""
From this year on nothing is foreseen: the calendar ends.
"""
_LAST_DAY = date(LAST_YEAR, 1, 1)
_ONE_DAY = timedelta(days=1)
_DECEMBER = 12
# A member looked up on its class costs as much as a bisection.
_SAME_DAY, _SAME_MONTH = Effective.SAME_DAY, Effective.SAME_MONTH
_NEXT_MONTH, _EACH_JANUARY = Effective.NEXT_MONTH, Effective.EACH_JANUARY
_WAITS = Unassessed.WAITS


def turns_of(facts: Iterable[Fact]) -> tuple[date, ...]:
    """
    List the days on which facts begin or end, in order.

    Days worked are left out: they are weighed month by month, and place nobody. Results have no
    days of their own; `service_turn` sees to them.
    """
    found: set[date | None] = set()
    for fact in facts:
        if type(fact) is not WorkedDays:
            found.add(getattr(fact, "start", None))
            found.add(getattr(fact, "end", None))
    return tuple(sorted(day for day in found if day is not None))


def next_turn(turns: tuple[date, ...], day: date) -> date | None:
    """
    Give the first day after a day from which a turn can count, whatever the rule; None if none.

    A turn counts from its day, from the first day of its month or of the next, or from the next
    1 January, as `Effective` says; so only the turns next to a day matter.

    Args:
        turns: The days on which facts begin or end, in order.
        day: The day, before the year `LAST_YEAR`.
    """
    place = bisect_right(turns, day)
    found = None
    if place < len(turns):
        found = turns[place]
        if found.month != day.month or found.year != day.year:
            found = date(found.year, found.month, 1)
    if place and (last := turns[place - 1]).year == day.year:
        january = last.month < day.month or day.month == _DECEMBER
        soon = date(day.year + 1, 1, 1) if january else date(day.year, day.month + 1, 1)
        if found is None or soon < found:
            found = soon
    return found


def service_turn(
    record: Record, services: tuple[Service, ...], rule: ServiceRule, day: date
) -> date | None:
    """
    Give a day until which service comes to the same; None if it does for good.

    Args:
        record: What is on record of the worker.
        services: The periods of service that are counted.
        rule: How they are counted.
        day: The day asked about, before the year `LAST_YEAR`.
    """
    reference = rule.effective.reference(day)
    turn = _reference_turn(record, services, rule, reference)
    found = None if turn is None else _counting_from(rule.effective, min(turn, _LAST_DAY))
    if rule.early is not None:
        # A run counts from the year after it.
        january = date(day.year + 1, 1, 1)
        return january if found is None else min(found, january)
    return found


def _reference_turn(
    record: Record, services: tuple[Service, ...], rule: ServiceRule, reference: date
) -> date | None:
    """
    Give the reference day that may count otherwise than one before it; None if none does.
    """
    if record.breaks or not goes_plainly(rule, record.grades):
        # Odd days are carried about: nothing is foreseen.
        return reference + _ONE_DAY
    found = None
    for service in services:
        start, end = service.start, service.end
        if end is not None and end <= reference:
            continue
        # No two periods meet, so that all but the last and the one that runs are over or to come.
        if start >= reference:
            # Its first day is served on the day after it.
            turn = max(start, reference + _ONE_DAY)
        elif rule.results is None:
            turn = _next_anniversary(start, reference)
        else:
            # The year of the last day served joins the years that need a result.
            year = (reference - _ONE_DAY).year
            turn = date(year + 1, 1, 2)
            if rule.results.unassessed is _WAITS:
                if year in record.assessed:
                    return reference + _ONE_DAY
            else:
                turn = min(turn, _next_anniversary(start, reference))
        if found is None or turn < found:
            found = turn
    return found


def _next_anniversary(start: date, day: date) -> date:
    found = anniversary(start, day.year + ((start.month, start.day) <= (day.month, day.day)))
    # Who started on 29 February may have it on the 28th.
    return found if found > day else anniversary(start, day.year + 1)


def _counting_from(effective: Effective, day: date) -> date:
    """
    Give the first day whose reference day is not before a day.
    """
    if effective is _SAME_DAY:
        return day
    if effective is _SAME_MONTH:
        return day.replace(day=1)
    if effective is _NEXT_MONTH and day.month < _DECEMBER:
        return date(day.year, day.month + 1, 1)
    if effective is _EACH_JANUARY and day.month == 1 == day.day:
        return day
    return date(day.year + 1, 1, 1)
