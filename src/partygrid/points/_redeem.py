"""
Requests are decided together, in the window of a period.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from partygrid.dated import Interval, Period
from partygrid.errors import (
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import with_article
from partygrid.points._allocate import Call, allocate
from partygrid.points._bank import Bank, check_bank
from partygrid.points._batch import Batch
from partygrid.points._checks import check_period
from partygrid.points._decision import Decision, decided
from partygrid.points._lapse import lapsed
from partygrid.points._order import Order
from partygrid.points._request import Request
from partygrid.points._store import Criterion, StoreRules
from partygrid.points._store_event import Allocated
from partygrid.worktime import WorkCalendar

_ONE_DAY: Final = timedelta(days=1)
_DRAW: Final = Criterion.DRAW
_LONGEST_SEED: Final = 128


def redeem(
    bank: Bank,
    period: Period,
    requests: Iterable[Request],
    *,
    on: date,
    calendar: WorkCalendar | None = None,
    seed: str = "",
) -> Decision:
    """
    Decide requests together, in the window of a period; what is granted is redeemed at once.

    They are decided one after the other in the order that the store lays down, whatever the order
    in which they come. Each is granted whole, or refused: a refusal is a value that says what was
    missing. Points are used that expire first.

    Args:
        bank: The bank.
        period: The period whose window it is, of the kind of the store's windows.
        requests: The requests; one that was decided before, with the same content, is not decided
            again: its order is given as it stands.
        on: The day.
        calendar: The calendar; only a store that stays on its days needs none.
        seed: The seed of a draw, as it was announced; only a store that draws needs one.

    Returns:
        The bank after it, with the orders that were granted and those that were refused, each in
        the order of the ids.

    Raises:
        WrongTypeError: An argument has another type, the period is of another kind, or there is
            no calendar.
        ValueNotAllowedError: The day lies outside the window or before one already recorded, or
            the store draws and there is no seed.
        NotInForceError: The store says nothing of the day.
        InvalidDataError: A request is wrong: an unknown holder or gift, a kind of holder that may
            not have the gift, asked on a later day, cash for a gift that takes none, an id with
            other content. Each is named, and none is decided.

    >>> from partygrid.dated import Month, Quarter
    >>> from partygrid.packs import load
    >>> from partygrid.points import Delivery, Holder, Request, close, deliver, enrol
    >>> pack, day = load("example"), date(2025, 3, 20)
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> family = Holder(id="h-1", kind="family", since=date(2025, 1, 1))
    >>> bank = enrol(bank, [family], on=date(2025, 1, 1)).bank
    >>> slip = ("s-1", "h-1", "clean_up", date(2025, 1, 6), 3)
    >>> bank = close(bank, Month(2025, 1), [slip], on=date(2025, 2, 3)).bank
    >>> bank = deliver(bank, Delivery(id="d-1", gift="meal", quantity=2), on=day).bank
    >>> asked = [Request(id=id_, holder="h-1", gift="meal", asked=day) for id_ in ("r-1", "r-2")]
    >>> found = redeem(bank, Quarter(2025, 1), asked, on=day)
    >>> found.granted, found.refused
    ((<Order r-1: redeemed>,), (<Order r-2: refused (least)>,))
    >>> found.refused[0].refusal
    Refused(reason=<Reason.LEAST: 'least'>, needed=10, had=4)
    """
    return _decide(bank, requests, _Asked(period, on, seed, holds=False, calendar=calendar))


def hold(
    bank: Bank,
    period: Period,
    requests: Iterable[Request],
    *,
    on: date,
    calendar: WorkCalendar | None = None,
    seed: str = "",
) -> Decision:
    """
    Decide requests together, in the window of a period; what is granted is held.

    Held points and gifts wait for `post` or `void`. Unless one of them comes, the hold lapses
    after its last day, and points and gifts are where they were before. A hold survives the last
    day of its points: posting it is good.

    Args:
        bank: The bank.
        period: The period whose window it is, of the kind of the store's windows.
        requests: The requests; one that was decided before, with the same content, is not decided
            again: its order is given as it stands.
        on: The day.
        calendar: The calendar; only a store that stays on its days needs none.
        seed: The seed of a draw, as it was announced; only a store that draws needs one.

    Returns:
        The bank after it, with the orders that were granted and those that were refused, each in
        the order of the ids.

    Raises:
        UnsuitableRuleError: The store has no holds.
        PartyGridError: As `redeem`.

    >>> from partygrid.dated import Month, Quarter
    >>> from partygrid.packs import load
    >>> from partygrid.points import Delivery, Holder, Request, close, deliver, enrol
    >>> pack, day = load("example"), date(2025, 3, 20)
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> family = Holder(id="h-1", kind="family", since=date(2025, 1, 1))
    >>> bank = enrol(bank, [family], on=date(2025, 1, 1)).bank
    >>> slip = ("s-1", "h-1", "clean_up", date(2025, 1, 6), 3)
    >>> bank = close(bank, Month(2025, 1), [slip], on=date(2025, 2, 3)).bank
    >>> bank = deliver(bank, Delivery(id="d-1", gift="meal", quantity=2), on=day).bank
    >>> asked = Request(id="r-1", holder="h-1", gift="meal", asked=day)
    >>> bank = hold(bank, Quarter(2025, 1), [asked], on=day).bank
    >>> bank.order("r-1"), str(bank.order("r-1").until), bank.account("h-1").available(day)
    (<Order r-1: held>, '2025-03-26', 4)
    """
    return _decide(bank, requests, _Asked(period, on, seed, holds=True, calendar=calendar))


def allocated_again(bank: Bank, event: Allocated) -> Decision:
    """
    Decide what an event says once more; which days the window had was seen then.
    """
    asked = _Asked(event.period, event.on, event.seed, event.holds, window=event.window)
    return _decide(bank, event.requests, asked)


class _Asked(NamedTuple):
    """
    Hold under what a host asks.
    """

    period: Period
    on: date
    seed: str
    holds: bool
    calendar: WorkCalendar | None = None
    window: Interval | None = None


def _decide(bank: Bank, requests: Iterable[Request], asked: _Asked) -> Decision:
    period, on, seed, holds, *_ = asked
    check_bank(bank, on)
    _check_asked(asked)
    version = bank.version + 1
    books = lapsed(bank.books, on, version)
    batch = Batch(books, requests)
    if not batch.fresh:
        batch.refuse()
        return _answered(Decision(bank), batch.known)
    rules = bank.store.rules_on(on, on)
    days = _window(rules, asked)
    until = _until(rules, on) if holds else None
    _check_seed(rules, seed)
    batch.check(rules, on)
    batch.refuse()
    call = Call(rules, period, on, version, until, seed)
    books, orders = allocate(books, call, batch.fresh.values())
    orders.sort(key=_id)
    given = tuple([order.request for order in orders])
    event = Allocated(on, period, given, holds, seed, days, digest_of(orders))
    return _answered(decided(bank, on, books, event), [*batch.known, *orders])


def _id(order: Order) -> str:
    return order.request.id


def _answered(decision: Decision, orders: list[Order]) -> Decision:
    """
    Give a decision with its orders, in the order of their ids.
    """
    orders = sorted(orders, key=_id)
    return decision._replace(
        granted=tuple([order for order in orders if order.refusal is None]),
        refused=tuple([order for order in orders if order.refusal is not None]),
    )


def _check_asked(asked: _Asked) -> None:
    check_period(asked.period)
    if type(asked.seed) is not str:
        raise WrongTypeError(field="seed", value=asked.seed, allowed="text")


def _window(rules: StoreRules, asked: _Asked) -> Interval:
    """
    Give the days on which the store is open for a period; the day asked about is among them.
    """
    period, on = asked.period, asked.on
    windows, source = rules.windows, rules.entry("windows").cite()
    kind = windows.every.kind
    if type(period) is not kind:
        allowed = f"{with_article(kind.__name__)}: windows come {windows.every.label.en}"
        raise WrongTypeError(field="period", value=period, allowed=allowed, source=source)
    days = asked.window
    if days is None:
        days = rules.open_days(period, asked.calendar, known=on)
    if days is not None and on in days:
        return days
    allowed = f"no day: days of rest leave nothing of the window of {period}"
    if days is not None:
        allowed = f"{days.start} to {days.last}: the window of {period}"
    raise ValueNotAllowedError(field="on", value=str(on), allowed=allowed, source=source)


def _until(rules: StoreRules, on: date) -> date:
    if rules.hold_days is None:
        raise UnsuitableRuleError(
            field="hold",
            value=None,
            allowed="redeem: the store has no holds",
            source=rules.entry("hold_days").cite(),
        )
    return on + (rules.hold_days - 1) * _ONE_DAY


def _check_seed(rules: StoreRules, seed: str) -> None:
    if len(seed) > _LONGEST_SEED or not seed.isprintable():
        raise ValueNotAllowedError(
            field="seed", value=seed, allowed=f"up to {_LONGEST_SEED} characters that show"
        )
    if not seed and _DRAW in rules.priority:
        raise ValueNotAllowedError(
            field="seed",
            value=seed,
            allowed="the seed that was announced for the draw",
            source=rules.entry("priority").cite(),
        )


def digest_of(orders: Iterable[Order]) -> str:
    """
    Give the digest of what was decided on requests.

    Args:
        orders: The orders, in the order of their ids.
    """
    # No id holds a blank or a line end, so that each item and each order stands apart.
    lines = "\n".join([_line(order) for order in orders])
    return hashlib.sha256(lines.encode()).hexdigest()


def _line(order: Order) -> str:
    request, _, _, _, state, points, cash, held, spent, _, _, until, refusal, _ = order
    found = f"{request.id} {state._value_} {points} {cash} {until}"
    if refusal is not None:
        reason, needed, had = refusal
        found += f" {reason._value_} {needed} {had}"
    for lot, stretches in (*held, *spent):
        found += f" {lot} {' '.join(map(str, stretches))} /"
    return found
