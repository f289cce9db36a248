"""
What was last read on a worker's file, so that the next month need not read it again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

MOST: Final = 4
"""
How many readings are kept: each month of a host is paid by one set of values, or by a few.
"""


class Memory:
    """
    Keep the last readings of a worker's file; each was worked out from facts that cannot change.

    It is no part of a worker's value: it is not compared, shown or written, and a worker who is
    copied through pickle starts with an empty one. A reading is put in whole, in one assignment:
    of two threads that put one in at once, one may lose its own, and will read the file again.

    Args:
        turns: The days on which a fact begins or ends, in order.
    """

    __slots__ = ("readings", "turns")

    def __init__(self, turns: tuple[date, ...]) -> None:
        self.turns = turns
        self.readings: tuple[Any, ...] = ()

    def keep(self, reading: Any) -> None:
        """
        Keep a reading, before all others; it takes the place of one of the same record and rules.
        """
        others = self.readings
        if others:
            record, rules, *_ = reading
            others = tuple(
                [each for each in others if each[0] is not record or each[1] is not rules]
            )
        self.readings = (reading, *others[: MOST - 1])

    def __reduce__(self) -> tuple[Callable[..., Memory], tuple[object, ...]]:
        """
        Leave the readings behind.
        """
        return Memory, (self.turns,)
