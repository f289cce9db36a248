"""
Why a day has no firm answer: nobody has announced it yet, or nobody says when its office opens.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NoReturn

from partygrid.dated import Interval
from partygrid.errors import NotAnnouncedError, NotInForceError
from partygrid.labels import Label
from partygrid.worktime._build import shown

if TYPE_CHECKING:
    from partygrid.worktime._calendar import WorkCalendar
    from partygrid.worktime._layer import CalendarLayer
    from partygrid.worktime._table import Table

_AT_MOST: Final = 3


def first_unsettled(table: Table, first: int, end: int) -> int | None:
    """
    Give the first day of some, counted from the base, that is not settled; None if all are.

    Returns:
        The day as ordinal.
    """
    if table.unsettled is None or table.unsettled[first] == table.unsettled[end]:
        return None
    # The count before a day first rises after the day that is not settled.
    return table.base + bisect_right(table.unsettled, table.unsettled[first]) - 1


def silent_layers(
    calendar: WorkCalendar, known: date | None, day: date
) -> tuple[CalendarLayer, ...]:
    """
    List the layers that leave a day unsettled, as known on a day.
    """
    return tuple(layer for layer in calendar.layers if not layer.covered(day, known))


def refuse_unsettled(
    calendar: WorkCalendar, known: date | None, table: Table, first: int, end: int
) -> NoReturn:
    """
    Name the first day that is not settled, who has not spoken, and what is settled.
    """
    found = first_unsettled(table, first, end)
    assert found is not None  # noqa: S101 - callers looked
    day = date.fromordinal(found)
    silent = silent_layers(calendar, known, day)
    raise NotAnnouncedError(
        field="calendar",
        day=str(day),
        known=str(known or ""),
        allowed=f"settled: {_settled_text(table, found)}; or a provisional answer "
        "(provisional=True)",
        source=", ".join(str(Label(each.label.zh, each.label.en)) for each in silent),
    )


def _settled_text(table: Table, found: int) -> str:
    """
    Write the stretches of settled days; if they are many, those nearest to a day that is not.
    """
    stretches = list(_settled(table))
    # Between a day and a stretch lie as many days, whichever comes first.
    near = sorted(stretches, key=lambda each: max(each[0] - found, found - each[1]))[:_AT_MOST]
    named = ", ".join(
        str(Interval(date.fromordinal(first), date.fromordinal(last + 1)))
        for first, last in sorted(near)
    )
    return f"{named} among others" if len(stretches) > _AT_MOST else named or "no day"


def _settled(table: Table) -> Iterator[tuple[int, int]]:
    """
    Give first and last, as ordinals, of each stretch of settled days.
    """
    counts = table.unsettled
    assert counts is not None  # noqa: S101 - or nothing would be refused
    place = 0
    while place < table.size:
        end = bisect_right(counts, counts[place], lo=place) - 1
        if end > place:
            yield table.base + place, table.base + end - 1
        # Where days are not settled, how many are settled before them stays the same.
        before = end - counts[end]
        days = range(table.size + 1)
        place = bisect_right(days, before, lo=end, key=lambda day: day - counts[day]) - 1


def refuse_hourless(
    calendar: WorkCalendar, known: date | None, table: Table, first: int
) -> NoReturn:
    """
    Name the first working day without hours, in the words of the series that has none.

    Raises:
        NotInForceError: No hours are in force on it.
        NotStatedError: Its hours are an open question.
        RepealedError: Its hours were repealed.
    """
    place = table.before[first]
    while table.spans[place] is not None:
        place += 1
    day = date.fromordinal(table.worked[place])
    hours = [layer.hours for layer in reversed(calendar.layers) if layer.hours is not None]
    if hours:
        shown(hours, day, known).entry_on(day, known)
    raise NotInForceError(
        field="hours",
        day=str(day),
        known=str(known or ""),
        allowed="a calendar with a layer that has office hours",
    )
