"""
What happened to a bank: events, from which it can be made again.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs

from partygrid.dated import Interval, Month, Period
from partygrid.points._request import Delivery, Request, Reversal, Settlement
from partygrid.points._slip import Holder, Slip


@attrs.frozen
class Enrolled:
    """
    Say that holders entered.

    Args:
        on: The day.
        holders: The holders.
    """

    on: date
    holders: tuple[Holder, ...]


@attrs.frozen
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
        return f"<Submitted {self.on}: {len(self.slips)} slips>"


@attrs.frozen
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


@attrs.frozen
class Reversed:
    """
    Say that a wrong slip was taken back.

    Args:
        on: The day.
        reversal: Which, on whose request and why.
    """

    on: date
    reversal: Reversal


@attrs.frozen
class Delivered:
    """
    Say that gifts came into the store.

    Args:
        on: The day.
        delivery: What came.
    """

    on: date
    delivery: Delivery


@attrs.frozen
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


@attrs.frozen
class Settled:
    """
    Say that an order was posted, voided or cancelled.

    Args:
        on: The day.
        settlement: Which order, and what was done.
    """

    on: date
    settlement: Settlement


BankEvent: TypeAlias = Enrolled | Submitted | Closed | Reversed | Delivered | Allocated | Settled
"""
All that can happen to a bank.
"""
