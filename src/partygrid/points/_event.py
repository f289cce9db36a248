"""
What happened to a bank: events, from which it can be made again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from partygrid.dated import Interval, Month, Period, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import counted
from partygrid.points._checks import check_kind, check_period
from partygrid.points._request import Delivery, Request, Reversal, Settlement
from partygrid.points._slip import Holder, Row, Slip, slips_of


def _check_lines(lines: tuple[Any, ...], kind: type, field: str) -> None:
    if type(lines) is not tuple or not {kind}.issuperset(map(type, lines)):
        raise WrongTypeError(field=field, value=lines, allowed=f"a tuple of {kind.__name__}s")


def _check_digest(digest: str, field: str) -> None:
    check_kind(digest, str, field)
    if _DIGEST.fullmatch(digest) is None:
        raise ValueNotAllowedError(
            field=field, value=digest, allowed="64 characters of 0 to 9 and a to f"
        )


_DIGEST: Final = re.compile("[0-9a-f]{64}")


@attrs.frozen(repr=False)
class Enrolled:
    """
    Say that holders entered.

    Args:
        on: The day.
        holders: The holders.
        digest: The digest of what their accounts were opened with; making the bank again must
            come to the same.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The digest is none.
    """

    on: date
    holders: tuple[Holder, ...]
    digest: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse an event that says no such thing.
        """
        check_day(self.on, field="enrolled.on")
        _check_lines(self.holders, Holder, "enrolled.holders")
        _check_digest(self.digest, "enrolled.digest")

    def __repr__(self) -> str:
        """
        Show day and number in one line.
        """
        return f"<Enrolled {self.on}: {counted(len(self.holders), 'holder')}>"


class _Given:
    """
    Keep plain rows as they came in, until somebody asks for their slips.

    A host that hands in a month of rows with its close mostly never does, and slips by the hundred
    thousand cost time to make and to keep.
    """

    __slots__ = ("_rows",)
    _rows: Collection[Row]

    if not TYPE_CHECKING:  # for a type checker there is always a field

        def __getattr__(self, name: str) -> tuple[Slip, ...]:
            """
            Make the slips; asked for only while the field is still empty.
            """
            if name != "slips":
                message = f"{type(self).__name__!r} object has no attribute {name!r}"
                raise AttributeError(message, name=name, obj=self)
            slips = slips_of(self._rows)
            # Both are the same for whoever asks: nothing changes but what is made already.
            object.__setattr__(self, "slips", slips)
            return slips


@attrs.frozen(repr=False)
class Submitted(_Given):
    """
    Say that slips came in; they wait for the close of their month.

    Args:
        on: The day.
        slips: The slips.

    Raises:
        WrongTypeError: A field has another type.
    """

    on: date
    slips: tuple[Slip, ...]

    def __attrs_post_init__(self) -> None:
        """
        Refuse an event that says no such thing.
        """
        check_day(self.on, field="submitted.on")
        _check_lines(self.slips, Slip, "submitted.slips")

    def __repr__(self) -> str:
        """
        Show day and number in one line.
        """
        return f"<Submitted {self.on}: {counted(len(self.slips), 'slip')}>"


def submitted(on: date, rows: Collection[Row]) -> Submitted:
    """
    Say that rows came in that are sound and have all their fields.
    """
    found = object.__new__(Submitted)
    object.__setattr__(found, "on", on)
    object.__setattr__(found, "_rows", rows)
    return found


@attrs.frozen(repr=False)
class Closed:
    """
    Say that a month was closed.

    Args:
        on: The day.
        month: The month.
        digest: The digest that it came to; making the bank again must come to the same.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The digest is none.
    """

    on: date
    month: Month
    digest: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse an event that says no such thing.
        """
        check_day(self.on, field="closed.on")
        check_kind(self.month, Month, "closed.month")
        _check_digest(self.digest, "closed.digest")

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

    Raises:
        WrongTypeError: A field has another type.
    """

    on: date
    reversal: Reversal

    def __attrs_post_init__(self) -> None:
        """
        Refuse an event that says no such thing.
        """
        check_day(self.on, field="reversed.on")
        check_kind(self.reversal, Reversal, "reversed.reversal")

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
        _check_lines(self.requests, Request, "allocated.requests")
        for name, kind in (("holds", bool), ("seed", str), ("window", Interval)):
            check_kind(getattr(self, name), kind, f"allocated.{name}")
        _check_digest(self.digest, "allocated.digest")

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


BankEvent: TypeAlias = Enrolled | Submitted | Closed | Reversed | Delivered | Allocated | Settled
"""
All that can happen to a bank.
"""
