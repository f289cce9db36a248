"""
The open holds, day by day: one more costs the same however many there are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from partygrid.points._levels import Levels

Holds: TypeAlias = tuple[tuple[date, Levels[str]], ...]
"""
The ids of the orders that are held, by the last day of their holds; earliest first.
"""


def with_holds(holds: Holds, until: date, orders: Iterable[str]) -> Holds:
    """
    Add orders that are held until a day.

    Args:
        holds: The open holds.
        until: The last day of the new ones.
        orders: The ids of the new ones.
    """
    new = {order: order for order in orders}
    if not new:
        return holds
    place = _place(holds, until)
    after, held = place, Levels[str]()
    if place < len(holds) and holds[place][0] == until:
        after, held = place + 1, holds[place][1]
    return (*holds[:place], (until, held.put_new(new)), *holds[after:])


def without_hold(holds: Holds, until: date, order: str) -> Holds:
    """
    Take one order out.

    Args:
        holds: The open holds, this one among them.
        until: Its last day.
        order: The id of the order.
    """
    place = _place(holds, until)
    held = holds[place][1].without(order)
    left = ((until, held),) if len(held) else ()
    return (*holds[:place], *left, *holds[place + 1 :])


def ended(holds: Holds, on: date) -> tuple[list[tuple[date, str]], Holds]:
    """
    Part the holds whose last day is past from those that still stand.

    Args:
        holds: The open holds.
        on: The day.

    Returns:
        The last day and the order of each that has ended, in order; and the others.
    """
    place = _place(holds, on)
    return pairs(holds[:place]), holds[place:]


def pairs(holds: Holds) -> list[tuple[date, str]]:
    """
    List the last day and the order of each hold, earliest first.
    """
    return [(until, order) for until, held in holds for order, _ in sorted(held.items())]


def _place(holds: Holds, until: date) -> int:
    return bisect_left(holds, until, key=_until)


def _until(each: tuple[date, Levels[str]]) -> date:
    return each[0]
