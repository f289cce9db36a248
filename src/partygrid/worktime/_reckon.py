"""
How limits are counted along the table of a calendar.
"""

from __future__ import annotations

from datetime import MAXYEAR, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from partygrid.errors import ValueNotAllowedError
from partygrid.worktime._limit import Limit
from partygrid.worktime._limit_rules import EndRule, LimitUnit, RollRule, StartRule
from partygrid.worktime._unsettled import refuse_hourless

if TYPE_CHECKING:
    from partygrid.worktime._calendar import WorkCalendar
    from partygrid.worktime._table import Table


_MICROSECONDS: Final = 1_000_000
_MINUTE: Final = 60 * _MICROSECONDS
_HOUR: Final = 60 * _MINUTE
_WORKING: Final = frozenset({LimitUnit.WORKING_MINUTE, LimitUnit.WORKING_HOUR})
_SIZES: Final = {
    LimitUnit.MINUTE: _MINUTE,
    LimitUnit.HOUR: _HOUR,
    LimitUnit.WORKING_MINUTE: _MINUTE,
    LimitUnit.WORKING_HOUR: _HOUR,
}
# A member looked up on its class costs as much as a look-up in the table.
_CALENDAR_DAY = LimitUnit.CALENDAR_DAY
_WITH_DAY, _AFTER_OPENING = StartRule.WITH_STARTING_DAY, StartRule.AFTER_DAY_OF_OPENING
_AFTER_DAY, _FROM_INSTANT = StartRule.AFTER_STARTING_DAY, StartRule.FROM_INSTANT
_NONE, _FORWARD, _CLOSE = RollRule.NONE, RollRule.FORWARD, EndRule.CLOSE_OF_BUSINESS


def counted_from(
    start: datetime, limit: Limit, calendar: WorkCalendar, known: date | None, table: Table
) -> int:
    """
    Give the first day that can count under a limit in days, counted from the table's base.
    """
    place = start.toordinal() - table.base
    rule = limit.start
    if rule is _WITH_DAY:
        return place
    if rule is _AFTER_OPENING:
        position = table.position(start)
        if position >= table.elapsed[-1]:
            _check_hours(calendar, known, table, place, table.size)
            raise IndexError
        opening = table.left(position).toordinal() - table.base
        _check_hours(calendar, known, table, place, opening + 1)
        return opening + 1
    return place + 1


def _check_hours(
    calendar: WorkCalendar, known: date | None, table: Table, first: int, end: int
) -> None:
    if not table.has_hours(first, end):
        refuse_hourless(calendar, known, table, first)


def by_working_days(
    start: datetime, limit: Limit, calendar: WorkCalendar, known: date | None, table: Table
) -> tuple[datetime, bool]:
    """
    Count a limit in working days.

    Returns:
        The instant, and whether notices settle all that was asked of the calendar.

    Raises:
        IndexError: The answer lies outside the table.
    """
    base = table.base
    first = lowest = start.toordinal() - base + 1
    if limit.start is not _AFTER_DAY:
        first = counted_from(start, limit, calendar, known, table)
        # Whoever looks for the next opening looks from the start on.
        lowest = min(first, lowest - 1)
    nth = table.before[first] + limit.amount - 1
    found = table.worked[nth]
    last = found - base
    unsettled = table.unsettled
    firm = unsettled is None or unsettled[lowest] == unsettled[last + 1]
    if limit.end is not _CLOSE:
        return table.midnight + timedelta(last + 1), firm
    if table.spans[nth] is None:
        refuse_hourless(calendar, known, table, last)
    return table.closing(nth), firm


def by_days(
    start: datetime, limit: Limit, calendar: WorkCalendar, known: date | None, table: Table
) -> tuple[datetime, bool]:
    """
    Count a limit in calendar days, months or years.

    Returns:
        The instant, and whether notices settle all that was asked of the calendar.

    Raises:
        IndexError: The answer lies outside the table.
        OverflowError: The answer lies outside all calendars.
    """
    first = counted_from(start, limit, calendar, known, table)
    # Who looks for the next opening asks for the days up to it.
    firm = limit.start is not _AFTER_OPENING or table.is_settled(_place(start, table), first)
    target = last_counted(first, limit, table)
    if limit.roll is _NONE:
        at = table.midnight + timedelta(target + 1)
        return at, firm
    last = _rolled(target, limit, table)
    if last < first:
        raise ValueNotAllowedError(
            field="limit.roll",
            value=f"{limit.roll.value}, to {_day(table, last)}",
            allowed=f"a last day from {_day(table, first)} on",
        )
    firm = firm and table.is_settled(min(target, last), max(target, last) + 1)
    if limit.end is not _CLOSE:
        return table.midnight + timedelta(last + 1), firm
    nth = table.before[last]
    if table.spans[nth] is None:
        refuse_hourless(calendar, known, table, last)
    return table.closing(nth), firm


def _place(at: datetime, table: Table) -> int:
    return at.toordinal() - table.base


def _day(table: Table, place: int) -> date:
    return date.fromordinal(table.base + place)


def last_counted(first: int, limit: Limit, table: Table) -> int:
    """
    Give the last day of a limit in calendar days, months or years, before it is moved.

    A period of months ends on the day that corresponds to its start, or, if the month has none,
    on the month's last day; if the starting day counts, on the day before.

    Args:
        first: The first day that counts, counted from the base.
        limit: The limit.
        table: The table of days.
    """
    if limit.unit is _CALENDAR_DAY:
        return first + limit.amount - 1
    counted = limit.start is _WITH_DAY
    start = _day(table, first if counted else first - 1)
    months = limit.amount * (12 if limit.unit is LimitUnit.YEAR else 1)
    if start.year + (start.month - 1 + months) // 12 > MAXYEAR:
        raise OverflowError
    found = start + relativedelta(months=months)
    if counted and found.day == start.day:
        found -= timedelta(1)
    return found.toordinal() - table.base


def _rolled(place: int, limit: Limit, table: Table) -> int:
    if limit.roll is _FORWARD:
        return table.worked[table.before[place]] - table.base
    nth = table.before[place + 1] - 1
    if nth < 0:
        raise IndexError
    return table.worked[nth] - table.base


def runs_from(start: datetime, limit: Limit) -> datetime:
    """
    Give the instant from which a limit in hours or minutes runs.
    """
    if limit.start is _FROM_INSTANT:
        return start
    return start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def by_clock(
    start: datetime, limit: Limit, calendar: WorkCalendar, known: date | None, table: Table
) -> tuple[datetime, bool]:
    """
    Count a limit in hours or minutes.

    Returns:
        The instant, and whether notices settle all that was asked of the calendar.

    Raises:
        IndexError: The answer lies outside the table.
        OverflowError: The answer lies outside all calendars.
    """
    low = begins = runs_from(start, limit)
    unit = limit.unit
    amount = limit.amount * _SIZES[unit]
    if unit in _WORKING:
        position = table.position(begins)
        if position < 0 or position + amount > table.elapsed[-1]:
            _check_hours(calendar, known, table, begins.toordinal() - table.base, table.size)
            raise IndexError
        at = table.reached(position + amount)
        last = last_day_of(at)
    else:
        at = low = begins + timedelta(0, 0, amount)
        if limit.roll is _NONE:
            return at, True
        position = table.position(at)
        if position < 0:
            raise IndexError
        if position >= table.elapsed[-1]:
            _check_hours(calendar, known, table, _place(at, table), table.size)
            raise IndexError
        at = table.left(position)
        last = at.date()
    base, unsettled = table.base, table.unsettled
    first, end = low.toordinal() - base, last.toordinal() - base + 1
    if table.hourless is not None:
        _check_hours(calendar, known, table, first, end)
    return at, unsettled is None or unsettled[first] == unsettled[end]


def last_day_of(at: datetime) -> date:
    """
    Give the day that an instant ends or lies in: midnight is the end of the day before.
    """
    if at.hour == at.minute == at.second == at.microsecond == 0:
        return at.date() - timedelta(1)
    return at.date()
