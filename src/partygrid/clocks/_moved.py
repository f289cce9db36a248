"""
How far a limit was moved, and what is needed to count it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, TypeAlias

from partygrid.worktime import OFFICE_TIME, LimitUnit, WorkCalendar
from partygrid.worktime._reckon import last_day_of

Amount: TypeAlias = timedelta | int
"""
Time, or a number of days, as the limit counts.
"""

SIZES: Final = {
    LimitUnit.MINUTE: timedelta(minutes=1),
    LimitUnit.WORKING_MINUTE: timedelta(minutes=1),
    LimitUnit.HOUR: timedelta(hours=1),
    LimitUnit.WORKING_HOUR: timedelta(hours=1),
}
"""
How long the units are that count time.
"""

_NOTHING: Final = timedelta(0)


class Moved(NamedTuple):
    """
    Hold how far a pause has moved a limit.

    Args:
        time: The time stopped.
        days: The days stopped, where days are counted.
        waited: How much further it was moved so as not to end before the clock went on: days,
            or time; None if it had not to be.
    """

    time: timedelta = _NOTHING
    days: int = 0
    waited: Amount | None = None


def at_midnight(day: date) -> datetime:
    """
    Give the start of a day.
    """
    return datetime(day.year, day.month, day.day, tzinfo=OFFICE_TIME)


def is_beyond(at: datetime, calendar: WorkCalendar) -> bool:
    """
    Tell whether an instant lies after the last day of a calendar.
    """
    end = calendar.span.end
    return end is not None and last_day_of(at) >= end
