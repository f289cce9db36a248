"""
What happened to a bank: events, from which it can be made again.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs

from partygrid.dated import Interval, Month, Period
from partygrid.labels import counted
from partygrid.points._request import Delivery, Request, Reversal, Settlement
from partygrid.points._slip import Holder, Slip


@attrs.frozen(repr=False)
class Enrolled:
    """
    Say that holders entered.

    Args:
        on: The day.
        holders: The holders.
    """

    on: date
    holders: tuple[Holder, ...]

    def __repr__(self) -> str:
        """
        Show day and number in one line.
        """
        return f"<Enrolled {self.on}: {counted(len(self.holders), 'holder')}>"


@attrs.frozen(repr=False)
class Submitted:
    """
    Say that slips came in; they wait for the close of their month.

    Args:
        on: The day.
        slips: The slips.
    """

    on: date
    slips: tuple[Slip, ...]

    def __repr__(self) -> str:
        """
        Show day and number in one line.
        """
        return f"<Submitted {self.on}: {counted(len(self.slips), 'slip')}>"


@attrs.frozen(repr=False)
class Closed:
    """
    Say that a month was closed.

    Args:
        on: The day.
        month: The month.
        digest: The digest that it came to; making the bank again must come to the same.
    """

    on: date
    month: Month
    digest: str

    def __repr__(self) -> str:
        """
        Show day, month and the head of the digest in one line.
        """
        return f"<Closed {self.on}: {self.month}, {self.digest[:12]}>"


@attrs.frozen(repr=False)
class Reversed:
    """
    Say that a wrong slip was taken back.

    Args:
        on: The day.
        reversal: Which, on whose request and why.
    """

    on: date
    reversal: Reversal

    def __repr__(self) -> str:
        """
        Show day, correction and slip in one line.
        """
        return f"<Reversed {self.on}: {self.reversal.id} takes back {self.reversal.slip}>"


@attrs.frozen(repr=False)
class Delivered:
    """
    Say that gifts came into the store.

    Args:
        on: The day.
        delivery: What came.
    """

    on: date
    delivery: Delivery

    def __repr__(self) -> str:
        """
        Show day, delivery and what came in one line.
        """
        came = self.delivery
        return f"<Delivered {self.on}: {came.id}, {came.quantity} {came.gift}>"


@attrs.frozen(repr=False)
class Allocated:
    """
    Say that requests were decided together.

    Args:
        on: The day.
        period: The period whose window it was.
        requests: The requests, in the order of their ids.
        holds: Whether what was granted is held, not yet redeemed.
        seed: The seed of the draw; "" if none was needed.
        window: The days of the window, as the calendar known then had them.
        digest: The digest of what was decided; making the bank again must come to the same.
    """

    on: date
    period: Period
    requests: tuple[Request, ...]
    holds: bool
    seed: str
    window: Interval
    digest: str

    def __repr__(self) -> str:
        """
        Show day, period, number and the head of the digest in one line.
        """
        requests = counted(len(self.requests), "request")
        return f"<Allocated {self.on}: {self.period}, {requests}, {self.digest[:12]}>"


@attrs.frozen(repr=False)
class Settled:
    """
    Say that an order was posted, voided or cancelled.

    Args:
        on: The day.
        settlement: Which order, and what was done.
    """

    on: date
    settlement: Settlement

    def __repr__(self) -> str:
        """
        Show day, what was done and the order in one line.
        """
        done = self.settlement
        return f"<Settled {self.on}: {done.id}, {done.kind.value} {done.order}>"


BankEvent: TypeAlias = Enrolled | Submitted | Closed | Reversed | Delivered | Allocated | Settled
"""
All that can happen to a bank.
"""
