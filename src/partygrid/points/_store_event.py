"""
What happened to a store: gifts came in, requests were decided, orders were settled.
"""

from __future__ import annotations

from datetime import date

import attrs

from partygrid.dated import Interval, Period, check_day
from partygrid.labels import check_kind, counted
from partygrid.points._checks import check_digest, check_lines, check_period
from partygrid.points._request import Delivery, Request, Settlement


@attrs.frozen(repr=False)
class Delivered:
    """
    Say that gifts came into the store.

    Args:
        on: The day.
        delivery: What came.

    Raises:
        WrongTypeError: A field has another type.
    """

    on: date
    delivery: Delivery

    def __attrs_post_init__(self) -> None:
        """
        Refuse an event that says no such thing.
        """
        check_day(self.on, field="delivered.on")
        check_kind(self.delivery, Delivery, "delivered.delivery")

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

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The digest is none.
    """

    on: date
    period: Period
    requests: tuple[Request, ...]
    holds: bool
    seed: str
    window: Interval
    digest: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse an event that says no such thing.
        """
        check_day(self.on, field="allocated.on")
        check_period(self.period, "allocated.period")
        check_lines(self.requests, Request, "allocated.requests")
        for name, kind in (("holds", bool), ("seed", str), ("window", Interval)):
            check_kind(getattr(self, name), kind, f"allocated.{name}")
        check_digest(self.digest, "allocated.digest")

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

    Raises:
        WrongTypeError: A field has another type.
    """

    on: date
    settlement: Settlement

    def __attrs_post_init__(self) -> None:
        """
        Refuse an event that says no such thing.
        """
        check_day(self.on, field="settled.on")
        check_kind(self.settlement, Settlement, "settled.settlement")

    def __repr__(self) -> str:
        """
        Show day, what was done and the order in one line.
        """
        done = self.settlement
        return f"<Settled {self.on}: {done.id}, {done.kind.value} {done.order}>"
