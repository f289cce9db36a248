"""
Why a series gives no value on a day, as an error.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from partygrid.dated._entry import Dated
from partygrid.dated._gaps import NotStated, Repeal
from partygrid.dated._interval import Interval
from partygrid.errors import NotInForceError, NotStatedError, PartyGridError, RepealedError

Stretches = tuple[tuple[Interval, Dated[Any]], ...]
"""
What a series holds, as known on a day: days in order, each stretch with its entry.
"""


def refusal(
    name: str, day: date, known: date | None, entry: Dated[Any] | None, stretches: Stretches
) -> PartyGridError:
    """
    Make the error about a day on which a series holds no value.

    Args:
        name: The name of the series.
        day: The day asked about.
        known: The knowledge day; None: all that is known.
        entry: The gap or the repeal that stands on the day; None if nothing does.
        stretches: What the series holds on other days, as known then.
    """
    if entry is not None and isinstance(entry.value, NotStated):
        return NotStatedError(
            field=name,
            question=str(entry.value.question),
            options=entry.value.names,
            source=entry.cite(),
        )
    kind = NotInForceError if entry is None else RepealedError
    nearest = entry or _nearest(day, stretches)
    return kind(
        field=name,
        day=str(day),
        known=str(known or ""),
        allowed=_in_force(stretches),
        source=nearest.cite() if nearest else "",
    )


def _nearest(day: date, stretches: Stretches) -> Dated[Any] | None:
    """
    Give the entry next after a day, or else the last before it.
    """
    after = [entry for interval, entry in stretches if interval.start > day]
    before = [entry for interval, entry in stretches if interval.start < day]
    return next(iter(after + before[::-1]), None)


def _in_force(stretches: Stretches) -> str:
    """
    Name the days on which something is in force; neighbours are named as one.
    """
    joined: list[Interval] = []
    for interval, entry in stretches:
        if isinstance(entry.value, Repeal):
            continue
        if joined and joined[-1].end == interval.start:
            joined[-1] = Interval(joined[-1].start, interval.end)
        else:
            joined.append(interval)
    return f"days in {', '.join(map(str, joined))}" if joined else "no day: nothing is in force"
