"""
The same events under another tariff, or another store.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from partygrid.dated import check_day
from partygrid.errors import ConflictError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_kind
from partygrid.points._again import Again, LeftOut, as_known
from partygrid.points._balances import balances
from partygrid.points._bank import Bank
from partygrid.points._comparison import (
    ActivityChange,
    Comparison,
    HolderChange,
    RequestChange,
)
from partygrid.points._event import BankEvent
from partygrid.points._problems import lines_of
from partygrid.points._store import StoreScheme
from partygrid.points._store_event import Allocated
from partygrid.points._tariff import Tariff
from partygrid.worktime import WorkCalendar


def what_if(
    bank: Bank,
    events: Iterable[BankEvent],
    *,
    tariff: Tariff | None = None,
    store: StoreScheme | None = None,
    known: date | None = None,
    calendar: WorkCalendar | None = None,
) -> Comparison:
    """
    Let the same events happen under another tariff or another store, and compare.

    The other scheme is taken as if all that it says had been known from the first event on: so
    this shows what a tariff dated back would have come to, while closed months stay as they are.
    What cannot happen under it is left out, and named: a slip of an activity that it does not
    have, a request outside its windows. What a host did not ask for is not supposed.

    Args:
        bank: The bank before the events: at the beginning of a year, say.
        events: The events, as they were stored.
        tariff: The other tariff; None: the bank's own, as it was known then.
        store: The other store; None: the bank's own, as it was known then.
        known: What became known of the other schemes after this day plays no part; None: all
            does.
        calendar: The calendar by which the other store moves its windows, if it does.

    Returns:
        What every holder, activity and request came to, and would come to.

    Raises:
        WrongTypeError: Neither a tariff nor a store is given, or an argument has another type.
        ValueNotAllowedError: There are no events.
        NotInForceError: The other tariff is not in force on the last day of a month closed.
        ConflictError: The events do not belong to this bank, or have happened to it already.
        PartyGridError: As the commands that made the events.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> from partygrid.points import Holder, close, enrol
    >>> from partygrid.sources import Grade, Source
    >>> pack = load("example")
    >>> first = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> one = Holder(id="h-1", kind="family", since=date(2025, 1, 2))
    >>> entered = enrol(first, [one], on=date(2025, 1, 2))
    >>> slips = [("s-1", "h-1", "lecture", date(2025, 1, 7), 9)]
    >>> closed = close(entered.bank, Month(2025, 1), slips, on=date(2025, 1, 31))
    >>> uncapped = attrs.evolve(
    ...     pack.tariff,
    ...     caps=pack.tariff.caps.announce(
    ...         (),
    ...         start=date(2025, 1, 1),
    ...         known=date(2025, 2, 3),
    ...         source=Source(key="n-9", title="通知", grade=Grade.HOST),
    ...     ),
    ... )
    >>> what_if(first, (*entered.events, *closed.events), tariff=uncapped)
    <Comparison on 2025-01-31: +8 credited, 0 requests decided otherwise>
    """
    check_kind(bank, Bank, "bank")
    check_kind(tariff, Tariff, "tariff", or_none=True)
    check_kind(store, StoreScheme, "store", or_none=True)
    check_kind(calendar, WorkCalendar, "calendar", or_none=True)
    if known is not None:
        check_day(known, field="known")
    if tariff is None and store is None:
        raise WrongTypeError(
            field="what_if", value=None, allowed="another tariff, another store, or both"
        )
    told = tuple(lines_of(events, "events"))
    before = _before(bank, told)
    if before.on is None:
        raise ValueNotAllowedError(field="events", value=len(told), allowed="one or more")
    first = told[0].on
    supposed = attrs.evolve(
        bank,
        tariff=bank.tariff if tariff is None else as_known(tariff, first, known),
        store=bank.store if store is None else as_known(store, first, known),
    )
    again = Again(supposed, same_store=store is None, calendar=calendar)
    after = again.happen(told)
    return Comparison(
        before=before,
        after=after,
        on=before.on,
        holders=_holders(before, after, before.on),
        activities=_activities(bank, before, after),
        requests=_requests(told, before, after, again.left_out),
        left_out=tuple(again.left_out),
    )


def _before(bank: Bank, events: tuple[BankEvent, ...]) -> Bank:
    """
    Give the bank that events led to, each of which happened after one bank, and once.
    """
    first: Any = events[0] if events else None
    seen = bank.on is not None and isinstance(first, BankEvent) and first.on < bank.on
    # What the bank has seen would be refused for its day, which says little.
    found = bank if seen else bank.replay(events)
    if found.version != bank.version + len(events):
        raise ConflictError(
            field="events",
            value=len(events),
            allowed=f"events that came after version {bank.version} of the bank, each once: give "
            "the bank before them",
        )
    return found


def _holders(before: Bank, after: Bank, on: date) -> tuple[HolderChange, ...]:
    now = {each.holder: each for each in balances(before, on=on)}
    then = {each.holder: each for each in balances(after, on=on)}

    def pair(holder: str, name: str) -> tuple[int, int]:
        # Who could not have entered has no account then.
        return getattr(now[holder], name), getattr(then.get(holder), name, 0)

    return tuple(
        HolderChange(
            holder, pair(holder, "credited"), pair(holder, "redeemed"), pair(holder, "available")
        )
        for holder in now
    )


def _activities(bank: Bank, before: Bank, after: Bank) -> tuple[ActivityChange, ...]:
    """
    Add up, by activity, what the closes among the events registered.
    """
    labels: dict[str, Label] = {"": _OPENING}
    sums: dict[str, list[int]] = {}
    opened = _opened(bank)
    for side, other in enumerate((before, after)):
        openings = _opened(other) - opened
        if openings:
            sums.setdefault("", [0, 0, 0, 0])[2 + side] += openings
        for month in other.months[len(bank.months) :]:
            for row, (place, points) in enumerate(
                zip(month.activities, month.credited, strict=True)
            ):
                key = month.names[place]
                if key not in labels:
                    day = date.fromordinal(month.days[row])
                    labels[key] = other.tariff.rules_on(day, month.on).activity(key).label
                found = sums.setdefault(key, [0, 0, 0, 0])
                found[side] += 1
                found[2 + side] += points
    return tuple(
        ActivityChange(key, labels[key], (slips[0], slips[1]), (slips[2], slips[3]))
        for key, slips in sorted(sums.items())
    )


def _opened(bank: Bank) -> int:
    """
    Add up all opening balances.
    """
    return sum(
        lot.got
        for _, account in bank.books.accounts.items()
        for lot in account.lots[:1]
        if lot.month < 0
    )


def _requests(
    events: Iterable[BankEvent], before: Bank, after: Bank, left_out: Iterable[LeftOut]
) -> tuple[RequestChange, ...]:
    why = {each.id: each.why for each in left_out if each.what == "request"}
    return tuple(
        RequestChange(
            request.id,
            before.order(request.id),
            after.books.orders.get(request.id),
            why.get(request.id, ""),
        )
        for event in events
        if isinstance(event, Allocated)
        for request in event.requests
    )


_OPENING = Label("初始积分", "opening balances")
