"""
What an audit finds of the store: orders, what was done to them, holds and shelves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from partygrid.points._as_of import ONE_DAY
from partygrid.points._bank import Bank
from partygrid.points._books import Settling, Shelf
from partygrid.points._lot import size
from partygrid.points._order import Order, OrderState
from partygrid.points._request import SettlementKind


class Flow(NamedTuple):
    """
    Say how many of a gift came to its shelf or, below zero, left it.

    Args:
        on: The day.
        version: The version of the bank that it led to; 0: a hold lapsed, before all commands of
            the day.
        items: How many.
    """

    on: date
    version: int
    items: int


class _Walk:
    """
    Hold one order while all that was done to it is done again.
    """

    def __init__(self, order: Order) -> None:
        self.order = order
        self.flows: list[Flow] = []
        quantity = order.request.quantity
        self.items = self.posted = 0
        self.state = _REFUSED
        if order.refusal is None:
            self.flows.append(Flow(order.on, order.version, -quantity))
            if order.until is None:
                self.state, self.posted = _REDEEMED, quantity
            else:
                self.state, self.items = _HELD, quantity

    def settle(self, settling: Settling) -> bool:
        """
        Do once more what was done; tell whether that could be.
        """
        settlement, on, version = settling
        if settlement.kind is _CANCEL:
            self.lapse()
            fits, back = self.state is _REDEEMED, self.posted
            self.posted, self.state = 0, OrderState.CANCELLED
        elif settlement.kind is _VOID:
            fits, back = self._is_held(on), self.items
            self._end_hold(OrderState.VOIDED)
        else:
            fits, back = self._is_held(on), 0
            items = self.items if settlement.quantity is None else settlement.quantity
            fits = fits and items <= self.items
            self.items, self.posted = self.items - items, self.posted + items
            if not self.items:
                self.state = _REDEEMED
        self.flows.append(Flow(on, version, back))
        return fits

    def _is_held(self, on: date) -> bool:
        until = self.order.until
        return self.state is _HELD and until is not None and on <= until

    def _end_hold(self, state: OrderState) -> None:
        self.items, self.state = 0, _REDEEMED if self.posted else state

    def lapse(self) -> None:
        """
        Let the hold lapse if the books say that nothing is held any more.
        """
        until = self.order.until
        if self.items and not self.order.items and until is not None:
            self.flows.append(Flow(until + ONE_DAY, 0, self.items))
            self._end_hold(OrderState.LAPSED)

    def differs(self) -> bool:
        """
        Tell whether the order stands otherwise in the books.
        """
        order = self.order
        whole = order.request.quantity
        held = sum(size(points) for _, points in order.held)
        spent = sum(size(points) for _, points in order.spent)
        return (
            (self.state, self.items, self.posted) != (order.state, order.items, order.posted)
            or held * whole != order.points * self.items
            or spent * whole != order.points * self.posted
        )


class Store:
    """
    Hold the store of a bank while it is gone through again.

    Args:
        bank: The bank.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.flows: defaultdict[str, list[Flow]] = defaultdict(list)
        self.delivered: defaultdict[str, int] = defaultdict(int)
        accounts = bank.books.accounts.items()
        self.listed = {id_: name for name, account in accounts for id_ in account.orders}

    def orders(self) -> Iterator[str]:
        """
        Do once more all that was done to each order, and compare where it stands.
        """
        books = self.bank.books
        orders = dict(books.orders.items())
        settled: defaultdict[str, list[Settling]] = defaultdict(list)
        for id_, settling in books.settlements.items():
            if settling.settlement.id != id_ or settling.settlement.order not in orders:
                yield f"{id_}: settles {settling.settlement.order} as {settling.settlement.id}"
            settled[settling.settlement.order].append(settling)
        holds: list[tuple[date, str]] = []
        for id_, order in sorted(orders.items()):
            yield from self._order(id_, order, sorted(settled[id_], key=_version))
            if order.items and order.until is not None:
                holds.append((order.until, id_))
        if books.holds != tuple(sorted(holds)):
            yield f"holds {books.holds}; the orders hold {sorted(holds)}"

    def _order(self, id_: str, order: Order, settled: list[Settling]) -> Iterator[str]:
        request = order.request
        if request.id != id_ or self.listed.get(id_) != request.holder:
            yield f"{id_}: stands as {request.id}, of {request.holder}"
        walk = _Walk(order)
        for settling in settled:
            if not walk.settle(settling):
                yield f"{id_}: {settling.settlement.id} could not be done to it"
        walk.lapse()
        if walk.differs() or not _is_paid(order):
            yield (
                f"{id_}: {order.state.value}, {order.items} held, {order.posted} redeemed for "
                f"{order.points} points; done again {walk.state.value}, {walk.items}, "
                f"{walk.posted}"
            )
        if order.turn.stock is not None:
            self.flows[request.gift] += walk.flows

    def shelves(self) -> Iterator[str]:
        """
        See that of each gift what came in is left, held or redeemed, and never more on any day.
        """
        books = self.bank.books
        for id_, (delivery, on, version) in books.deliveries.items():
            if delivery.id != id_:
                yield f"{id_}: came as {delivery.id}"
            self.flows[delivery.gift].append(Flow(on, version, delivery.quantity))
            self.delivered[delivery.gift] += delivery.quantity
        shelves = dict(books.shelves.items())
        for gift in sorted(shelves.keys() | self.flows.keys()):
            left = 0
            for on, _, items in sorted(self.flows[gift]):
                left += items
                if left < 0:
                    yield f"{gift}: {left} left on {on}"
            shelf = shelves.get(gift, Shelf(0, 0))
            if shelf != (self.delivered[gift], left):
                yield f"{gift}: {shelf}; gone through again {self.delivered[gift]}, {left}"


def _version(settling: Settling) -> int:
    return settling.version


def _is_paid(order: Order) -> bool:
    """
    Tell whether points and cash come to the price, as the store was when it was decided.
    """
    if order.refusal is not None:
        return not order.points and not order.cash
    gift = order.turn.rules.by_key.get(order.request.gift)
    if gift is None:
        return False
    lacking = gift.points * order.request.quantity - order.points
    each = 0 if gift.top_up is None else gift.top_up.fen_a_point
    return lacking >= 0 and lacking * each == order.cash and (each > 0 or not lacking)


_POST: Final = SettlementKind.POST
_VOID: Final = SettlementKind.VOID
_CANCEL: Final = SettlementKind.CANCEL
_HELD: Final = OrderState.HELD
_REDEEMED: Final = OrderState.REDEEMED
_REFUSED: Final = OrderState.REFUSED
