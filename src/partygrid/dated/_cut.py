"""
A scheme cut into segments: for every stretch of days and of knowledge, what is in force.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import Any, Generic, TypeVar

import attrs

from partygrid.dated._entry import Dated
from partygrid.dated._gaps import NotStated, Repeal
from partygrid.dated._series import Series
from partygrid.errors import PartyGridError

R = TypeVar("R")
Entries = tuple[Dated[Any] | None, ...]
"""
The entry of each series, in order; None where nothing is in force.
"""


@attrs.frozen(eq=False, repr=False)
class Cut(Generic[R]):
    """
    Hold the segments of a scheme.

    A segment is None where something is missing, open, repealed or does not fit: reading it
    raises, and the error is made then. Rows and columns begin with one for what lies before the
    first announcement and the first day, so that a bisection is an index.
    """

    days: tuple[date, ...]
    knowns: tuple[date, ...]
    rows: tuple[tuple[R | None, ...], ...]

    def at(self, day: date, known: date | None) -> R | None:
        """
        Find the segment of a day as known on another, by bisection both ways.
        """
        row = self.rows[-1 if known is None else bisect_right(self.knowns, known)]
        return row[bisect_right(self.days, day)]

    def throughout(self, first: date, last: date, since: date, until: date) -> R | None:
        """
        Find the segment of all days from one to another, whenever known from one day to another.

        None if there are several, or none.
        """
        low, high = bisect_right(self.knowns, since), bisect_right(self.knowns, until)
        column, end = bisect_right(self.days, first), bisect_right(self.days, last)
        found = self.rows[low][column]
        if low < high or column < end:
            for row in self.rows[low : high + 1]:
                if any(each is not found for each in row[column : end + 1]):
                    return None
        return found


def cut(series: tuple[Series[Any], ...], make: Callable[[tuple[Dated[Any], ...]], R]) -> Cut[R]:
    """
    Cut a scheme, knowledge day by knowledge day.

    Each step looks only at the series that learnt something and only at the days it spoke of;
    equal combinations of entries share one segment, so that ``make`` runs once for each.
    """
    days = tuple(sorted({day for each in series for day in each.bounds}))
    spoken = _spoken(series, days)
    combos: list[list[Dated[Any] | None]] = [[None] * len(series) for _ in days]
    segments: list[R | None] = [None] * len(days)
    made: dict[tuple[int, ...], R | None] = {}
    rows: list[tuple[R | None, ...]] = [(None, *segments)]
    for known, heard in spoken.items():
        for place, columns in heard:
            for column in columns:
                combos[column][place] = series[place].find(days[column], known)
        for column in {column for _, columns in heard for column in columns}:
            combo = tuple(combos[column])
            identity = tuple(map(id, combo))
            if identity not in made:
                made[identity] = _made(combo, make)
            segments[column] = made[identity]
        rows.append((None, *segments))
    return Cut(days, tuple(spoken), tuple(rows))


def _spoken(
    series: tuple[Series[Any], ...], days: tuple[date, ...]
) -> dict[date, list[tuple[int, range]]]:
    """
    Say for each day of knowledge, in order, which series learnt something about which days.
    """
    columns = {day: column for column, day in enumerate(days)}
    heard: dict[date, list[tuple[int, range]]] = {}
    for place, each in enumerate(series):
        for entry in each.all_entries:
            end = len(days) if entry.end is None else columns[entry.end]
            spoken = (place, range(columns[entry.start], end))
            heard.setdefault(entry.known, []).append(spoken)
    return dict(sorted(heard.items()))


def _made(combo: Entries, make: Callable[[tuple[Dated[Any], ...]], R]) -> R | None:
    entries = tuple(
        entry
        for entry in combo
        if entry is not None and not isinstance(entry.value, NotStated | Repeal)
    )
    if len(entries) < len(combo):
        return None
    try:
        return make(entries)
    except PartyGridError:
        # Announced piece by piece, values can be at odds for a while. Who reads such a day is
        # told; who does not, need not care.
        return None
