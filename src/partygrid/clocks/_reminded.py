"""
When someone is reminded of what is due.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from partygrid.clocks._handling import Reminder, When
from partygrid.clocks._stopped import at_midnight, last_day
from partygrid.errors import NotInForceError
from partygrid.worktime import LimitUnit, Timetable

_SIZES: Final = {
    LimitUnit.MINUTE: timedelta(minutes=1),
    LimitUnit.WORKING_MINUTE: timedelta(minutes=1),
    LimitUnit.HOUR: timedelta(hours=1),
    LimitUnit.WORKING_HOUR: timedelta(hours=1),
    LimitUnit.CALENDAR_DAY: timedelta(days=1),
}


def reminded_at(reminder: Reminder, due: datetime, timetable: Timetable) -> datetime:
    """
    Give the instant of a reminder.

    Hours and calendar days are counted from the due instant itself. Working days are counted
    from the day it is due, and the reminder comes when the office opens on the day reached.

    Args:
        reminder: The reminder.
        due: The due instant.
        timetable: The calendar.

    Raises:
        ValueNotAllowedError: The instant lies outside the calendar.
    """
    if reminder.amount == 0:
        return due
    sign = -1 if reminder.when is When.BEFORE else 1
    if reminder.unit is LimitUnit.WORKING_DAY:
        day = timetable.add_working_days(last_day(due), sign * reminder.amount)
        return _opening(day, timetable)
    amount = sign * reminder.amount * _SIZES[reminder.unit]
    if reminder.unit.is_working_time:
        return timetable.add_time(due, amount)
    return due + amount


def _opening(day: date, timetable: Timetable) -> datetime:
    midnight = at_midnight(day)
    try:
        return timetable.next_opening(midnight)
    except NotInForceError:
        # No hours are laid down: the day begins at midnight.
        return midnight
