"""
A closed month: its slips in columns, what each was credited, and a digest of it all.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Final, NamedTuple

import attrs

from partygrid.dated import Month, check_day
from partygrid.errors import UnknownNameError, ValueNotAllowedError
from partygrid.labels import check_id, check_kind, counted
from partygrid.points._columns import Column, column, digest_of
from partygrid.points._slip import Slip

_new = tuple.__new__

STORAGE: Final = 1
"""
The place of the storage cap among what can cut points off.
"""


class Clip(NamedTuple):
    """
    Say what cut a slip's points off.

    Args:
        cap: The key of the cap; None: the storage cap.
        used: What had been used of it before.
    """

    cap: str | None
    used: int


class Registered(NamedTuple):
    """
    Hold one registered slip with what it came to.

    Args:
        slip: The slip.
        recorded: The day on which it came in.
        account: The holder whose account was credited.
        worth: Its points before any cap.
        credited: Its points.
        clip: What cut points off; None if nothing did.
        expires: The last day of its points; None: they do not expire.
        number: The number of the closed month that registered it.
    """

    slip: Slip
    recorded: date
    account: str
    worth: int
    credited: int
    clip: Clip | None
    expires: date | None
    number: int


@attrs.frozen(eq=False, repr=False, weakref_slot=False)
class ClosedMonth:
    """
    Hold the slips that one close registered, in columns in the order of day and id.

    Args:
        number: Its place among the closed months.
        month: The month.
        on: The day of the close.
        version: The version of the bank that the close led to.
        before: The digest of the month before; "" for the first.
        ids: The ids of the slips.
        holders: Who earned.
        accounts: Who was credited.
        activities: The activities, as places in ``names``.
        names: The keys of the activities and, behind them, of the caps that cut something off.
        days: The days of the activities, as ordinals.
        recorded: The days on which the slips came in, as ordinals.
        quantities: How much was done.
        worth: The points before caps.
        credited: The points.
        clips: What cut points off, as a place in ``names`` plus 1; 0: nothing, 1: storage.
        used: What had been used of that cap before.
        expires: The last days of the points, as ordinals; 0: they do not expire.
        digest: The digest of all that stands here, and in the months before.
    """

    number: int
    month: Month
    on: date
    version: int
    before: str
    ids: tuple[str, ...]
    holders: tuple[str, ...]
    accounts: tuple[str, ...]
    activities: Column
    names: tuple[str, ...]
    days: Column
    recorded: Column
    quantities: Column
    worth: Column
    credited: Column
    clips: Column
    used: Column
    expires: Column
    digest: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """
        Give the month its digest: it covers all that stands here, and the months before.
        """
        object.__setattr__(self, "digest", digest_of(self))

    @cached_property
    def rows(self) -> Mapping[str, Column]:
        """
        The rows of each account, in order; put together when somebody first asks for them.
        """
        found: dict[str, list[int]] = {account: [] for account in dict.fromkeys(self.accounts)}
        for row, account in enumerate(self.accounts):
            found[account].append(row)
        code = column([len(self.accounts)]).typecode
        return MappingProxyType({account: array(code, rows) for account, rows in found.items()})

    def __len__(self) -> int:
        """
        Count the slips.
        """
        return len(self.ids)

    def __bool__(self) -> bool:
        """
        Be true like any value: a month without slips is a closed month.
        """
        return True

    def row(self, id_: str, day: date | None = None) -> int:
        """
        Find the row of a slip that the month holds.

        Args:
            id_: The id of the slip.
            day: The day of its activity, where it is known to be likely: that is faster.

        Raises:
            WrongTypeError: The id is not text, or the day no civil date.
            UnknownNameError: The month holds no slip of that id.
        """
        check_id(id_, field="slip")
        if day is not None:
            check_day(day, field="day")
            ordinal = day.toordinal()
            first = bisect_left(self.days, ordinal)
            end = bisect_right(self.days, ordinal, first)
            row = bisect_left(self.ids, id_, first, end)
            if row < end and self.ids[row] == id_:
                return row
        # Day by day: the ids of each stand in order.
        first = 0
        while first < len(self.ids):
            end = bisect_right(self.days, self.days[first], first)
            row = bisect_left(self.ids, id_, first, end)
            if row < end and self.ids[row] == id_:
                return row
            first = end
        raise UnknownNameError(
            field="slip", value=id_, allowed=f"the id of a slip that {self.month} registered"
        )

    def slip(self, row: int) -> Slip:
        """
        Make a slip again.

        Raises:
            WrongTypeError: The row is not an int.
            ValueNotAllowedError: The month has no such row.
        """
        check_kind(row, int, "row")
        if not 0 <= row < len(self.ids):
            raise ValueNotAllowedError(
                field="row",
                value=row,
                allowed=f"from 0, below {len(self.ids)}: so many slips did {self.month} register",
            )
        return self._slip(row)

    def _slip(self, row: int) -> Slip:
        day = date.fromordinal(self.days[row])
        fields = (
            self.ids[row],
            self.holders[row],
            self.names[self.activities[row]],
            day,
            self.quantities[row],
            day < self.month.first_day,
        )
        return _new(Slip, fields)

    def at(self, row: int) -> Registered:
        """
        Give a slip with what it came to.

        Raises:
            WrongTypeError: The row is not an int.
            ValueNotAllowedError: The month has no such row.
        """
        slip = self.slip(row)
        clip = self.clips[row]
        expires = self.expires[row]
        return Registered(
            slip,
            date.fromordinal(self.recorded[row]),
            self.accounts[row],
            self.worth[row],
            self.credited[row],
            Clip(self.names[clip - 2] if clip > STORAGE else None, self.used[row])
            if clip
            else None,
            date.fromordinal(expires) if expires else None,
            self.number,
        )

    def slips(self) -> Iterator[Slip]:
        """
        Go through the slips, in the order of day and id.
        """
        return map(self._slip, range(len(self.ids)))

    def __eq__(self, other: object) -> bool:
        """
        Compare by digest: it covers all that stands here, and the months before.
        """
        if type(other) is not ClosedMonth:
            return NotImplemented
        return (self.digest, self.on, self.version) == (other.digest, other.on, other.version)

    def __hash__(self) -> int:
        """
        Hash by digest.
        """
        return hash(self.digest)

    def __repr__(self) -> str:
        """
        Show month, number of slips and the head of the digest in one line.
        """
        return f"<ClosedMonth {self.month}: {counted(len(self.ids), 'slip')}, {self.digest[:12]}>"
