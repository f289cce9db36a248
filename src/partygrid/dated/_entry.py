"""
One entry of a series: a value, its two dates and its source.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Generic, TypeVar

import attrs

from partygrid.dated._gaps import NotStated, Repeal, Retraction, check_exact
from partygrid.dated._interval import Interval, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.sources import Source

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Dated(Generic[T]):
    """
    Hold one value with the days it is in force, the day it became known, and its source.

    Args:
        value: The value, or a gap, a repeal or a retraction.
        start: The first day in force.
        end: The day after the last in force; None if open.
        known: The day it became known: announced, registered or recorded.
        source: Where the value comes from.
        dated_by: Where the two dates come from, if not from the source of the value.

    Raises:
        WrongTypeError: A date is not a civil date, the source is none, or the value is a float
            or can change, as a list can.
        ValueNotAllowedError: The end is not after the start, or the value is a NaN or infinite.

    >>> from partygrid.sources import Grade
    >>> notice = Source(key="n-7", title="通知", grade=Grade.HOST)
    >>> entry = Dated(value=5, start=date(2025, 1, 1), known=date(2024, 12, 20), source=notice)
    >>> entry.interval.end is None, entry.is_assumed
    (True, False)
    """

    value: T | NotStated[T] | Repeal | Retraction
    start: date
    end: date | None = None
    known: date
    source: Source = attrs.field(repr=False)
    dated_by: Source | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse an entry that is not dated, not sourced, or not exact.
        """
        check_day(self.start, field="entry.start")
        check_day(self.known, field="entry.known")
        if self.end is not None and check_day(self.end, field="entry.end") <= self.start:
            raise ValueNotAllowedError(
                field="entry.end", value=self.end, allowed=f"a day after {self.start}"
            )
        if type(self.source) is not Source:
            raise WrongTypeError(field="entry.source", value=self.source, allowed="a Source")
        if self.dated_by is not None and type(self.dated_by) is not Source:
            raise WrongTypeError(field="entry.dated_by", value=self.dated_by, allowed="a Source")
        check_exact(self.value, field="entry.value")

    @property
    def interval(self) -> Interval:
        """
        The days in force.
        """
        return Interval(self.start, self.end)

    @property
    def is_assumed(self) -> bool:
        """
        Whether the value or its dates are a guess.
        """
        return self.source.is_assumed or (self.dated_by is not None and self.dated_by.is_assumed)

    def cite(self) -> str:
        """
        Give source and dates in one line.
        """
        end = f" to {self.end}" if self.end else ""
        return f"{self.source.cite()}, from {self.start}{end}, known {self.known}"


def named_entry(name: str, value: T | NotStated[T], **rest: Any) -> Dated[T]:
    """
    Make an entry of a series; an error names the series, too, for a scheme has many.

    Args:
        name: The name of the series.
        value: The value, or a gap.
        rest: The other fields of the entry.
    """
    try:
        return Dated(value=value, **rest)
    except (WrongTypeError, ValueNotAllowedError) as error:
        raise type(error)(
            field=f"{name}: {error.field}", value=error.value, allowed=error.allowed
        ) from None
