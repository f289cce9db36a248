"""
What happened to a bank: events, from which it can be made again.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import attrs

from partygrid.dated import Month, check_day
from partygrid.labels import check_kind, counted
from partygrid.points._checks import check_digest, check_lines
from partygrid.points._request import Reversal
from partygrid.points._slip import Holder, Row, Slip, slips_of
from partygrid.points._store_event import Allocated, Delivered, Settled


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
        check_lines(self.holders, Holder, "enrolled.holders")
        check_digest(self.digest, "enrolled.digest")

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
        check_lines(self.slips, Slip, "submitted.slips")

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
        check_digest(self.digest, "closed.digest")

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


BankEvent: TypeAlias = Enrolled | Submitted | Closed | Reversed | Delivered | Allocated | Settled
"""
All that can happen to a bank.
"""
