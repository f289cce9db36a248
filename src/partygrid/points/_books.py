"""
The books of a bank: all that is recorded, in values that grow without being copied.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from partygrid.dated import Month
from partygrid.points._accounts import Accounts
from partygrid.points._holds import Holds, pairs
from partygrid.points._levels import Levels
from partygrid.points._month import ClosedMonth
from partygrid.points._order import Order
from partygrid.points._request import Delivery, Reversal, Settlement
from partygrid.points._slip import Holder, Slip


class Pending(NamedTuple):
    """
    Hold a slip that waits for the close of its month.

    Args:
        slip: The slip.
        recorded: The day on which it came in.
    """

    slip: Slip
    recorded: date


class TakenBack(NamedTuple):
    """
    Hold a correction with the slip that it took back.

    Args:
        reversal: The correction.
        slip: The wrong slip.
        recorded: The day on which the slip had come in.
        on: The day of the correction.
        version: The version of the bank that it led to.
        registered: Whether the slip had been registered; if not, it never is.
    """

    reversal: Reversal
    slip: Slip
    recorded: date
    on: date
    version: int
    registered: bool


class Shelf(NamedTuple):
    """
    Hold how many of a gift there are.

    Args:
        delivered: How many came in, in all.
        left: How many are neither redeemed nor held.
    """

    delivered: int
    left: int


class Settling(NamedTuple):
    """
    Hold a settlement with its day.

    Args:
        settlement: What was done.
        on: The day.
        version: The version of the bank that it led to.
    """

    settlement: Settlement
    on: date
    version: int


class Delivering(NamedTuple):
    """
    Hold a delivery with its day.

    Args:
        delivery: What came.
        on: The day.
        version: The version of the bank that it led to.
    """

    delivery: Delivery
    on: date
    version: int


class Books(NamedTuple):
    """
    Hold all that a bank has recorded.

    Args:
        first: The first month that was open.
        holders: Who takes part.
        pending: The slips that wait for the close of their month.
        registered: In which closed month, by its number, each slip is that was registered.
        months: The closed months, in order.
        accounts: The accounts of all holders.
        orders: What became of each request.
        taken_back: The corrections, by the id of the wrong slip.
        reversals: The wrong slip that each correction names, by the id of the correction.
        settlements: What was done to orders, by its id.
        deliveries: What came into the store, by its id.
        shelves: How many of each gift there are.
        held: The open holds, by their last day.
    """

    first: Month
    holders: Levels[Holder] = Levels()
    pending: Levels[Pending] = Levels()
    registered: Levels[int] = Levels()
    months: tuple[ClosedMonth, ...] = ()
    accounts: Accounts = Accounts()
    orders: Levels[Order] = Levels()
    taken_back: Levels[TakenBack] = Levels()
    reversals: Levels[str] = Levels()
    settlements: Levels[Settling] = Levels()
    deliveries: Levels[Delivering] = Levels()
    shelves: Levels[Shelf] = Levels()
    held: Holds = ()

    @property
    def holds(self) -> tuple[tuple[date, str], ...]:
        """
        The last day of each open hold, and the id of its order; earliest first.
        """
        return tuple(pairs(self.held))

    @property
    def open_month(self) -> Month:
        """
        The month that is closed next.
        """
        months = self.months
        return months[-1].month.next() if months else self.first
