"""
Slips in the order in which they are registered: by day and id, in columns.

Rows are gone through a few days at a time: so they lie together in memory while they are checked
and put in order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, chain, repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from partygrid.points._quantity import MOST_QUANTITY
from partygrid.points._slip import LONGEST_ID, Row, Slip

T = TypeVar("T")

_DAY: Final = 3
_FEWEST: Final = 5
# So many rows, or those of one day, lie close together in memory.
_PART: Final = 256
_COUNTS: Final = frozenset({_FEWEST, _FEWEST + 1})
_id: Final = itemgetter(0)
_day: Final = itemgetter(_DAY)


_Columns: TypeAlias = tuple[
    tuple[str, ...],
    tuple[str, ...],
    tuple[str, ...],
    tuple[date, ...],
    tuple[int, ...],
    tuple[bool, ...],
]
"""
The fields of the slips of some days, in the order of day and id, each in a column of its own.
"""

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


class OrderedSlips:
    """
    Hold slips in the order of day and id, each id once.

    Args:
        parts: The slips of a few days each, in the order of days.
    """

    __slots__ = ("activities", "days", "holders", "ids", "quantities")

    def __init__(self, parts: Sequence[_Columns]) -> None:
        """
        Lay the parts behind one another.
        """
        ids, holders, activities, _, quantities, _ = (
            zip(*parts, strict=True) if parts else [()] * 6
        )
        self.ids: tuple[str, ...] = _joined(ids)
        self.holders: tuple[str, ...] = _joined(holders)
        self.activities: tuple[str, ...] = _joined(activities)
        self.quantities: tuple[int, ...] = _joined(quantities)
        starts = accumulate(map(len, ids), initial=0)
        self.days = _joined(map(_days_of, parts, starts))

    @classmethod
    def of(cls, rows: Collection[Row]) -> OrderedSlips:
        """
        Put rows in order that are sound, each id once.
        """
        return cls([_columns_of(part) for part in _parted(sorted(rows, key=_day))])

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


def _joined(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(parts))


def _days_of(columns: _Columns, before: int) -> tuple[DayOfSlips, ...]:
    """
    Find the days of some slips, before which stand so many others.
    """
    _, _, activities, days, _, lates = columns
    found: list[DayOfSlips] = []
    start, count = 0, len(days)
    while start < count:
        day = days[start]
        end = count if day == days[-1] else bisect_right(days, day, start)
        late = lates[start] if len(set(lates[start:end])) == 1 else None
        named = tuple(dict.fromkeys(activities[start:end]))
        found.append(DayOfSlips(day, before + end, named, late))
        start = end
    return tuple(found)


def _parted(ordered: list[Row]) -> Iterator[list[Row]]:
    """
    Part rows that stand in the order of days, so many at a time, and never those of one day.
    """
    days = list(map(_day, ordered))
    start, last = 0, len(days) - 1
    while start <= last:
        end = bisect_right(days, days[min(start + _PART, last)], start)
        yield ordered[start:end]
        start = end


def sound_batch(given: Sequence[Any]) -> tuple[dict[str, Row], OrderedSlips] | None:
    """
    Take rows by their ids, as they come, and in order; None if one at least cannot be taken.

    Args:
        given: Slips, or plain rows; the same one may come more than once.
    """
    rows = _full_rows(given)
    if rows is None or not _are_all(date, list(map(_day, rows))):
        return None
    ordered = sorted(rows, key=_day)
    by_id: dict[str, Row] = {}
    parts: list[_Columns] = []
    for part in _parted(ordered):
        unique = _added(part, by_id)
        if unique is None:
            return None
        columns = _columns_of(unique)
        if not _are_sound(columns):
            return None
        parts.append(columns)
    if ordered != rows:
        by_id = dict(zip(map(_id, rows), rows, strict=True))
    return by_id, OrderedSlips(parts)


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


def _added(rows: list[Row], by_id: dict[str, Row]) -> list[Row] | None:
    """
    Add the rows of some days to others by their ids, and give them, each once.

    Returns:
        None, if an id is no text, or stands for two slips.
    """
    ids = list(map(_id, rows))
    if not _are_all(str, ids):
        return None
    count = len(by_id)
    unique = dict(zip(ids, rows, strict=True))
    by_id.update(unique)
    if len(by_id) < count + len(unique):
        # An id came in another part, too, on another day.
        return None
    if len(unique) < len(rows):
        again = [row for row in rows if unique[row[0]] is not row]
        if not all(_is_same(unique[row[0]], row) for row in again):
            return None
    return list(unique.values())


def _columns_of(rows: Sequence[Row]) -> _Columns:
    """
    Part rows that stand in the order of days into columns, in the order of day and id.
    """
    found = sorted(rows, key=_id)
    if rows[0][_DAY] != rows[-1][_DAY]:
        found.sort(key=_day)
    columns: Any = tuple(zip(*found, strict=True))
    return columns  # type: ignore[no-any-return]  # of a row's fields, each in its place


def _are_sound(columns: _Columns) -> bool:
    """
    Tell whether the fields of slips are such as slips have; their ids and days are text and dates.
    """
    ids, holders, activities, _, quantities, lates = columns
    kinds = (str, holders), (str, activities), (int, quantities), (bool, lates)
    if not all(_are_all(kind, values) for kind, values in kinds):
        return False
    # Of each there are few different ones.
    counts, lengths = set(quantities), set(map(len, ids))
    return (
        min(counts) > 0
        and max(counts) <= MOST_QUANTITY
        and min(lengths) > 0
        and max(lengths) <= LONGEST_ID
        and _shows("".join(ids))
    )


def _are_all(kind: type, values: Collection[object]) -> bool:
    # Nothing is faster that also tells a bool from an int.
    return list(map(type, values)).count(kind) == len(values)


def _shows(text: str) -> bool:
    return text.isprintable() and " " not in text


def _is_same(one: Row, other: Row) -> bool:
    """
    Tell whether two rows say the same in the same types: 0 is no False.
    """
    return one == other and [*map(type, one)] == [*map(type, other)]
