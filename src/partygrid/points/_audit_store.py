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
from partygrid.points._books import Settling
from partygrid.points._lot import size
from partygrid.points._order import Order, OrderState
from partygrid.points._request import SettlementKind

_POST: Final = SettlementKind.POST
_VOID: Final = SettlementKind.VOID
_CANCEL: Final = SettlementKind.CANCEL
_HELD: Final = OrderState.HELD
_REDEEMED: Final = OrderState.REDEEMED


class Flow(NamedTuple):
    """
    Say how many of a gift came to its shelf or, below zero, left it.

    Args:
        on: The day.
        decided: Whether a command did it; a hold lapses before all commands of the day.
        version: The version of the bank that it led to.
        items: How many.
    """

    on: date
    decided: bool
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
        self.state = OrderState.REFUSED
        if order.refusal is None:
            self.flows.append(Flow(order.on, True, order.version, -quantity))  # noqa: FBT003 - decided
            if order.until is None:
                self.state, self.posted = _REDEEMED, quantity
            else:
                self.state, self.items = _HELD, quantity

    def settle(self, settling: Settling) -> bool:
        """
        Do once more what was done; tell whether that could be.
        """
        settlement, on, version = settling
        until = self.order.until
        if settlement.kind is _CANCEL:
            self.lapse()
            fits, back = self.state is _REDEEMED, self.posted
            self.posted, self.state = 0, OrderState.CANCELLED
        else:
            fits = self.state is _HELD and until is not None and on <= until
            back = 0 if settlement.kind is _POST else self.items
            self._out_of_hold(self.items if settlement.quantity is None else settlement.quantity)
        if back:
            self.flows.append(Flow(on, True, version, back))  # noqa: FBT003 - decided
        return fits and self.items >= 0
