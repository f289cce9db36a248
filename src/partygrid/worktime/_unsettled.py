"""
Why a day has no firm answer: nobody has announced it yet, or nobody says when its office opens.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from partygrid.errors import NotAnnouncedError, NotInForceError
from partygrid.labels import Label
from partygrid.worktime._build import shown

if TYPE_CHECKING:
    from partygrid.worktime._calendar import WorkCalendar
    from partygrid.worktime._layer import CalendarLayer
    from partygrid.worktime._table import Table


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
    Name the first day that is not settled, and who has not spoken.
    """
    found = first_unsettled(table, first, end)
    assert found is not None  # noqa: S101 - callers looked
    day = date.fromordinal(found)
    silent = silent_layers(calendar, known, day)
    raise NotAnnouncedError(
        field="calendar",
        day=str(day),
        known=str(known or ""),
        allowed=f"days before {day}, or a provisional answer (provisional=True)",
        source=", ".join(str(Label(each.label.zh, each.label.en)) for each in silent),
    )


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
