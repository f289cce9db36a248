"""
How much of a limit is used, and how much is left.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeAlias

from partygrid.clocks._clock import Leg
from partygrid.clocks._fold import Run
from partygrid.clocks._stopped import last_day
from partygrid.worktime import Limit, LimitUnit, Timetable

Amount: TypeAlias = timedelta | int
"""
Time, or a number of days, as the limit counts.
"""


def measured(
    run: Run, legs: tuple[Leg, ...], limit: Limit, at: datetime, timetable: Timetable
) -> tuple[Amount, Amount]:
    """
    Give what is used of a limit by an instant, and what is left; what stood still counts not.

    Args:
        run: The run.
        legs: Its legs.
        limit: The limit.
        at: The instant asked about; a run that has ended used nothing after its end.
        timetable: The calendar.
    """
    now = at if run.end is None else run.end
    if legs[-1].at is None:
        # The clock stands where the last pause began.
        now = legs[-1].pauses[-1].start
    left = _between(now, legs[-1].so_far, limit, timetable)
    passed = _between(run.start, now, limit, timetable)
    stopped_time = sum((moved.time for leg in legs for moved in leg.moved), start=timedelta(0))
    stopped_days = sum(moved.days for leg in legs for moved in leg.moved)
    if isinstance(passed, timedelta):
        return passed - stopped_time, left
    return passed - stopped_days, left


def _between(first: datetime, last: datetime, limit: Limit, timetable: Timetable) -> Amount:
    if limit.unit.is_working_time:
        return timetable.time_between(first, last)
    if limit.unit.is_clock:
        return last - first
    start, end = first.date(), last.date() if last == first else last_day(last)
    if limit.unit is LimitUnit.WORKING_DAY:
        return timetable.working_days_between(start, end)
    return (end - start).days
