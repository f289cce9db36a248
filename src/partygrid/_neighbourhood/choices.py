"""
Choices, made by a seed or by whoever else makes them: what is built of them is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

T = TypeVar("T")

_BYTES: Final = 8


class Choices(Protocol):
    """
    Make choices; where several things can be chosen, the first is the plainest.
    """

    def upto(self, most: int) -> int:
        """
        Choose a number from 0 to another.
        """


class Seeded:
    """
    Let a seed choose: the same seed, the same choices, on every machine.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._count = 0

    def upto(self, most: int) -> int:
        """
        Take the next number of the seed.
        """
        self._count += 1
        found = hashlib.sha256(f"{self._seed}|{self._count}".encode()).digest()
        return int.from_bytes(found[:_BYTES], "big") % (most + 1)


def among(choices: Choices, *values: T) -> T:
    """
    Choose one of some values; what comes often stands more than once.
    """
    return values[choices.upto(len(values) - 1)]


def some(choices: Choices, values: Sequence[T], *, least: int = 0) -> tuple[T, ...]:
    """
    Choose some of the values, in their order; the first ones if there were too few.
    """
    chosen = tuple(value for value in values if choices.upto(1))
    return chosen if len(chosen) >= least else tuple(values[:least])


def rarely(choices: Choices, times: int) -> bool:
    """
    Say yes once in so many times.
    """
    return choices.upto(times - 1) == times - 1
