"""
What is done to orders: holds are posted or voided, and redeemed orders are cancelled.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from partygrid.errors import (
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points._account import MoveKind
from partygrid.points._bank import Bank, check_bank
from partygrid.points._books import Books, Settling
from partygrid.points._decision import Decision, decided
from partygrid.points._lapse import given_back, lapsed, released, shelved
from partygrid.points._order import Order, OrderState
from partygrid.points._post import off_hold, posted
from partygrid.points._problems import changed
from partygrid.points._request import Settlement, SettlementKind
from partygrid.points._store_event import Settled

_POST: Final = SettlementKind.POST
_VOID: Final = SettlementKind.VOID
_HELD: Final = OrderState.HELD
_REDEEMED: Final = OrderState.REDEEMED


def post(
    bank: Bank,
    order: str,
    *,
    id: str,  # noqa: A002 - the name of the field
    on: date,
    quantity: int | None = None,
) -> Decision:
    """
    Hand a held gift over: what is held of it is redeemed.

    A hold placed on points that could be used is good to its last day, even if the points have
    expired since. Of a wrong slip's points what is held is redeemed too; that is a shortfall.

    Args:
        bank: The bank.
        order: The id of the request.
        id: The host's opaque id of this record.
        on: The day.
        quantity: How many items; the rest stays held. None: all that are held.

    Returns:
        The bank with the order redeemed, or part of it. A record of that id that came before,
        with the same content, is passed over.

    Raises:
        PartyGridError: As `settled`.

    >>> from partygrid.dated import Month, Quarter
    >>> from partygrid.packs import load
    >>> from partygrid.points import Delivery, Holder, Request, close, deliver, enrol, hold
    >>> pack, day = load("example"), date(2025, 3, 20)
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> family = Holder(id="h-1", kind="family", since=date(2025, 1, 1))
    >>> bank = enrol(bank, [family], on=date(2025, 1, 1)).bank
    >>> slip = ("s-1", "h-1", "clean_up", date(2025, 1, 6), 3)
    >>> bank = close(bank, Month(2025, 1), [slip], on=date(2025, 2, 3)).bank
    >>> bank = deliver(bank, Delivery(id="d-1", gift="meal", quantity=2), on=day).bank
    >>> asked = Request(id="r-1", holder="h-1", gift="meal", asked=day)
    >>> bank = hold(bank, Quarter(2025, 1), [asked], on=day).bank
    >>> post(bank, "r-1", id="p-1", on=date(2025, 3, 26)).bank.order("r-1")
    <Order r-1: redeemed>
    """
    return settled(bank, Settlement(id=id, order=order, kind=_POST, quantity=quantity), on=on)


def void(bank: Bank, order: str, *, id: str, on: date) -> Decision:  # noqa: A002 - the name of the field
    """
    Give a hold up: points and gifts are where they were before.

    Points go back to their own lots with the last day that these have; if that is past, they
    expire at once.

    Args:
        bank: The bank.
        order: The id of the request.
        id: The host's opaque id of this record.
        on: The day.

    Returns:
        The bank with what is held released. A record of that id that came before, with the same
        content, is passed over.

    Raises:
        PartyGridError: As `settled`.

    >>> from partygrid.dated import Month, Quarter
    >>> from partygrid.packs import load
    >>> from partygrid.points import Delivery, Holder, Request, close, deliver, enrol, hold
    >>> pack, day = load("example"), date(2025, 3, 20)
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> family = Holder(id="h-1", kind="family", since=date(2025, 1, 1))
    >>> bank = enrol(bank, [family], on=date(2025, 1, 1)).bank
    >>> slip = ("s-1", "h-1", "clean_up", date(2025, 1, 6), 3)
    >>> bank = close(bank, Month(2025, 1), [slip], on=date(2025, 2, 3)).bank
    >>> bank = deliver(bank, Delivery(id="d-1", gift="meal", quantity=2), on=day).bank
    >>> asked = Request(id="r-1", holder="h-1", gift="meal", asked=day)
    >>> bank = hold(bank, Quarter(2025, 1), [asked], on=day).bank
    >>> bank = void(bank, "r-1", id="v-1", on=day).bank
    >>> bank.order("r-1"), bank.account("h-1").available(day)
    (<Order r-1: voided>, 19)
    """
    return settled(bank, Settlement(id=id, order=order, kind=_VOID), on=on)


def cancel(bank: Bank, order: str, *, id: str, on: date) -> Decision:  # noqa: A002 - the name of the field
    """
    Undo a redemption: the gift is back on its shelf, and the points in their own lots.

    They have the last day that they had, and expire at once if that is past; an account may then
    hold more than the storage cap. What a wrong slip had earned of them is taken back.

    Args:
        bank: The bank.
        order: The id of the request.
        id: The host's opaque id of this record.
        on: The day.

    Returns:
        The bank with the order cancelled. A record of that id that came before, with the same
        content, is passed over.

    Raises:
        PartyGridError: As `settled`.

    >>> from partygrid.dated import Month, Quarter
    >>> from partygrid.packs import load
    >>> from partygrid.points import Delivery, Holder, Request, close, deliver, enrol, redeem
    >>> pack, day = load("example"), date(2025, 3, 20)
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> family = Holder(id="h-1", kind="family", since=date(2025, 1, 1))
    >>> bank = enrol(bank, [family], on=date(2025, 1, 1)).bank
    >>> slip = ("s-1", "h-1", "clean_up", date(2025, 1, 6), 3)
    >>> bank = close(bank, Month(2025, 1), [slip], on=date(2025, 2, 3)).bank
    >>> bank = deliver(bank, Delivery(id="d-1", gift="meal", quantity=2), on=day).bank
    >>> asked = Request(id="r-1", holder="h-1", gift="meal", asked=day)
    >>> bank = redeem(bank, Quarter(2025, 1), [asked], on=day).bank
    >>> bank = cancel(bank, "r-1", id="c-1", on=day).bank
    >>> bank.order("r-1"), bank.account("h-1").available(day)
    (<Order r-1: cancelled>, 19)
    """
    settlement = Settlement(id=id, order=order, kind=SettlementKind.CANCEL)
    return settled(bank, settlement, on=on)


def settled(bank: Bank, settlement: Settlement, *, on: date) -> Decision:
    """
    Decide a record of what was done to an order, as `post`, `void` and `cancel` do.

    Args:
        bank: The bank.
        settlement: The record; one that came before, with the same content, is passed over.
        on: The day.

    Returns:
        The bank after it.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: The day lies before one already recorded, the order does not stand
            where that can be done to it, or more items are posted than are held.
        UnknownNameError: No request of that id was decided.
        UnsuitableRuleError: Part of a hold is posted, and its points and cash cannot be split
            between the items.
        ConflictError: A record of that id came before with other content.

    >>> from partygrid.dated import Month, Quarter
    >>> from partygrid.packs import load
    >>> from partygrid.points import Delivery, Holder, Request, close, deliver, enrol, redeem
    >>> pack, day = load("example"), date(2025, 3, 20)
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> family = Holder(id="h-1", kind="family", since=date(2025, 1, 1))
    >>> bank = enrol(bank, [family], on=date(2025, 1, 1)).bank
    >>> slip = ("s-1", "h-1", "clean_up", date(2025, 1, 6), 3)
    >>> bank = close(bank, Month(2025, 1), [slip], on=date(2025, 2, 3)).bank
    >>> bank = deliver(bank, Delivery(id="d-1", gift="meal", quantity=2), on=day).bank
    >>> asked = Request(id="r-1", holder="h-1", gift="meal", asked=day)
    >>> bank = redeem(bank, Quarter(2025, 1), [asked], on=day).bank
    >>> undone = Settlement(id="c-1", order="r-1", kind=SettlementKind.CANCEL)
    >>> settled(bank, undone, on=day).bank.order("r-1")
    <Order r-1: cancelled>
    """
    check_bank(bank, on)
    if type(settlement) is not Settlement:
        raise WrongTypeError(field="settlement", value=settlement, allowed="a Settlement")
    version = bank.version + 1
    books = lapsed(bank.books, on, version)
    before = books.settlements.get(settlement.id)
    if before is not None:
        if before.settlement != settlement:
            raise changed(before.settlement, settlement, "settlement")
        return Decision(bank)
    order = _order(books, settlement)
    note = Settling(settlement, on, version)
    if settlement.kind is _POST:
        books = posted(books, order, note)
    elif settlement.kind is _VOID:
        books = released(books, order, OrderState.VOIDED, settlement.id, on, version)
        books = off_hold(books, order)
    else:
        books = _cancelled(books, order, note)
    books = books._replace(settlements=books.settlements.put(settlement.id, note))
    return decided(bank, on, books, Settled(on, settlement))


def _order(books: Books, settlement: Settlement) -> Order:
    """
    Give the order of a settlement, if it stands where that can be done to it.
    """
    order = books.orders.get(settlement.order)
    if order is None:
        raise UnknownNameError(
            field=f"settlement {settlement.id}: order",
            value=settlement.order,
            allowed="the id of a request that was decided",
        )
    needed = _REDEEMED if settlement.kind is SettlementKind.CANCEL else _HELD
    if order.state is not needed:
        raise ValueNotAllowedError(
            field=f"settlement {settlement.id}: order {settlement.order}",
            value=order.state.value,
            allowed=f"one that is {needed.value}: only that can be {settlement.kind.label.en}",
        )
    return order


def _cancelled(books: Books, order: Order, note: Settling) -> Books:
    """
    Give back what an order had redeemed.
    """
    settlement, on, version = note
    account = books.accounts.get(order.request.holder)
    assert account is not None  # noqa: S101 - who spent points has an account
    kind = MoveKind.GIVEN_BACK
    account = given_back(account, order.spent, kind, settlement.id, on, version)
    after = order._replace(state=OrderState.CANCELLED, spent=(), posted=0)
    return books._replace(
        accounts=books.accounts.put(account.holder, account),
        orders=books.orders.put(order.request.id, after),
        shelves=shelved(books.shelves, order, order.posted),
    )
