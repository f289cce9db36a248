"""
Lots: points of one account that were registered together and expire together.

The points of a lot stand in a line, in the order in which its slips earned them; what becomes of
them is said of stretches of that line, so that every single point can be followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple, TypeAlias

Stretches: TypeAlias = tuple[int, ...]
"""
Stretches of a line, in order and apart: start, end, start, end, ….
"""

# A stretch takes two items.
_ONE: Final = 2


class Lot(NamedTuple):
    """
    Hold the points of one account that were registered together and expire together.

    Args:
        month: The number of the closed month that registered them; -1 for an opening balance.
        opened: The day from which they can be used.
        expires: The last day on which they can be used; None: they do not expire.
        got: How many they were.
        free: The stretches that nobody holds, has spent or was made to give back.
        wrong: The stretches that wrong slips earned, whatever became of them.
        slides: Whether each later credit moves the last day.
    """

    month: int
    opened: date
    expires: date | None
    got: int
    free: Stretches
    wrong: Stretches = ()
    slides: bool = False

    @property
    def left(self) -> int:
        """
        How many points are free.
        """
        return size(self.free)

    def is_usable(self, day: date) -> bool:
        """
        Tell whether its free points can be used on a day.
        """
        return self.opened <= day and (self.expires is None or day <= self.expires)


def size(stretches: Stretches) -> int:
    """
    Count the points of stretches.

    >>> size((0, 3, 5, 6))
    4
    """
    if len(stretches) == _ONE:
        # Mostly there is one.
        return stretches[1] - stretches[0]
    return sum(stretches[1::2]) - sum(stretches[::2])


def first(stretches: Stretches, count: int) -> tuple[Stretches, Stretches]:
    """
    Split stretches into the first so many points and the rest.

    Args:
        stretches: The stretches.
        count: How many points; all, if there are fewer.

    >>> first((0, 3, 5, 9), 4)
    ((0, 3, 5, 6), (6, 9))
    """
    if len(stretches) == _ONE and stretches[1] - stretches[0] <= count:
        # Mostly there is one, and it is taken whole.
        return stretches, ()
    taken: list[int] = []
    for place in range(0, len(stretches), 2):
        start, end = stretches[place], stretches[place + 1]
        if end - start > count:
            if count:
                taken += (start, start + count)
            return tuple(taken), (start + count, *stretches[place + 1 :])
        taken += (start, end)
        count -= end - start
    return tuple(taken), ()


def joined(one: Stretches, other: Stretches) -> Stretches:
    """
    Put stretches together that have no point in common; those that touch become one.

    >>> joined((0, 2, 8, 9), (2, 5))
    (0, 5, 8, 9)
    """
    if not one or not other:
        return one or other
    found: list[int] = []
    for start, end in sorted(_pairs(one) + _pairs(other)):
        if found and found[-1] == start:
            found[-1] = end
        else:
            found += (start, end)
    return tuple(found)


def common(one: Stretches, other: Stretches) -> Stretches:
    """
    Give the points that both have.

    >>> common((0, 5, 8, 9), (3, 20))
    (3, 5, 8, 9)
    """
    found: list[int] = []
    others = _pairs(other)
    for start, end in _pairs(one):
        for begin, stop in others:
            low, high = max(start, begin), min(end, stop)
            if low < high:
                found += (low, high)
    return tuple(found)


def without(one: Stretches, other: Stretches) -> Stretches:
    """
    Give the points of one that the other has not.

    >>> without((0, 9), (3, 5))
    (0, 3, 5, 9)
    """
    found: list[int] = []
    for start, end in _pairs(one):
        for begin, stop in _pairs(common((start, end), other)):
            if start < begin:
                found += (start, begin)
            start = stop  # noqa: PLW2901 - what is left of the stretch
        if start < end:
            found += (start, end)
    return tuple(found)


def _pairs(stretches: Stretches) -> list[tuple[int, int]]:
    flat = iter(stretches)
    return list(zip(flat, flat, strict=True))


def in_turn(lots: Iterable[tuple[int, Lot]]) -> list[int]:
    """
    Say in which order lots are used: first what expires first, then what was registered first.

    Args:
        lots: The lots, each with its number.
    """
    return [number for number, _ in sorted(lots, key=_turn)]


def _turn(pair: tuple[int, Lot]) -> tuple[date, date, int]:
    number, lot = pair
    return lot.expires or date.max, lot.opened, number
