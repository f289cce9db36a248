"""
Slips in the order in which they are registered: by day and id, in columns.

Rows are gone through day by day: what belongs to one day lies together in memory while it is
checked and put in order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from partygrid.points._slip import Columns, Row, Slip, are_sound, columns_of

_DAY: Final = 3
_FEWEST: Final = 5
_COUNTS: Final = frozenset({_FEWEST, _FEWEST + 1})
_id: Final = itemgetter(0)
_day: Final = itemgetter(_DAY)


Line: TypeAlias = tuple[str, str, date, int]
"""
Holder, activity, day and quantity of a slip.
"""


class DayOfSlips(NamedTuple):
    """
    Say which of many slips belong to one day.

    Args:
        day: The day.
        end: The place behind its last slip; its first stands where the day before ends.
        activities: Its activities, in the order in which the slips name them.
        late: Whether all its slips are late; None: some are.
    """

    day: date
    end: int
    activities: tuple[str, ...]
    late: bool | None


@attrs.frozen(eq=False)
class OrderedSlips:
    """
    Hold slips in the order of day and id, each id once.

    Args:
        ids: Their ids.
        holders: Who earns.
        activities: What was done.
        quantities: How much of it.
        days: The days, in order.
    """

    ids: list[str] = attrs.field(factory=list)
    holders: list[str] = attrs.field(factory=list)
    activities: list[str] = attrs.field(factory=list)
    quantities: list[int] = attrs.field(factory=list)
    days: list[DayOfSlips] = attrs.field(factory=list)

    @classmethod
    def of(cls, rows: Collection[Row]) -> OrderedSlips:
        """
        Put rows in order that are sound, each id once.
        """
        found = cls()
        for part in _by_day(sorted(rows, key=_day)):
            part.sort(key=_id)
            found.append(columns_of(part))
        return found

    def append(self, columns: Columns) -> None:
        """
        Add the slips of a day that comes after all others, in the order of their ids.
        """
        ids, holders, activities, days, quantities, lates = columns
        self.ids.extend(ids)
        self.holders.extend(holders)
        self.activities.extend(activities)
        self.quantities.extend(quantities)
        late = lates[0] if len(set(lates)) == 1 else None
        named = tuple(dict.fromkeys(activities))
        self.days.append(DayOfSlips(days[0], len(self.ids), named, late))

    def ordinals(self) -> list[int]:
        """
        Give the day of each slip, as ordinal.
        """
        found: list[int] = []
        for day, end, _, _ in self.days:
            found += [day.toordinal()] * (end - len(found))
        return found

    def __iter__(self) -> Iterator[Line]:
        """
        Go through holder, activity, day and quantity of each slip.
        """
        start = 0
        for day, end, _, _ in self.days:
            yield from zip(
                self.holders[start:end],
                self.activities[start:end],
                repeat(day),
                self.quantities[start:end],
                strict=False,
            )
            start = end


def sound_batch(given: Sequence[Any]) -> tuple[dict[str, Row], OrderedSlips] | None:
    """
    Take rows by their ids, as they come, and in order; None if one at least cannot be taken.

    Args:
        given: Slips, or plain rows; the same one may come more than once.
    """
    rows = _full_rows(given)
    if rows is None or {date} != set(map(type, map(_day, rows))):
        return None
    ordered = sorted(rows, key=_day)
    by_id: dict[str, Row] = {}
    found = OrderedSlips()
    for part in _by_day(ordered):
        unique = _unique(part)
        columns = columns_of(sorted(unique.values(), key=_id))
        if not unique or not are_sound(columns):
            return None
        found.append(columns)
        by_id.update(unique)
    # On two days, one id stands for two slips.
    if len(by_id) < len(found.ids):
        return None
    if ordered != rows:
        by_id = dict(zip(map(_id, rows), rows, strict=True))
    return by_id, found


def _full_rows(given: Sequence[Any]) -> list[Row] | None:
    """
    Give each row all its fields; None if one at least can be no slip.
    """
    if not {tuple, Slip}.issuperset(map(type, given)):
        return None
    counts = set(map(len, given))
    if counts == {_FEWEST + 1}:
        return list(given)
    if not counts or not _COUNTS.issuperset(counts):
        return None
    return [row if len(row) > _FEWEST else (*row, False) for row in given]


def _unique(rows: Sequence[Row]) -> dict[str, Row]:
    """
    Give the rows of a day by their ids; none, if an id is no text or two of one id differ.
    """
    ids = list(map(_id, rows))
    if {str} != set(map(type, ids)):
        return {}
    found = dict(zip(ids, rows, strict=True))
    if len(found) < len(rows) and not all(_is_same(found[row[0]], row) for row in rows):
        return {}
    return found


def _is_same(one: Row, other: Row) -> bool:
    """
    Tell whether two rows say the same in the same types: 0 is no False.
    """
    return one is other or (one == other and [*map(type, one)] == [*map(type, other)])


def _by_day(ordered: list[Row]) -> Iterator[list[Row]]:
    """
    Part rows that stand in the order of days into those of each.
    """
    days = list(map(_day, ordered))
    start = 0
    while start < len(days):
        end = bisect_right(days, days[start], start)
        yield ordered[start:end]
        start = end
