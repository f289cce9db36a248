"""
How much of a limit is used, and how much is left.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from partygrid.clocks._clock import Leg
from partygrid.clocks._moved import SIZES, Amount, is_beyond
from partygrid.clocks._run import Run
from partygrid.clocks._stopped_days import last_counted
from partygrid.clocks._stopped_working_days import first_day
from partygrid.errors import NotInForceError, NotStatedError, ValueNotAllowedError
from partygrid.worktime import Limit, LimitUnit, Timetable
from partygrid.worktime._reckon import last_day_of, runs_from

_NOTHING: Final = timedelta(0)
_ONE_DAY: Final = timedelta(days=1)


def measured(
    run: Run, legs: tuple[Leg, ...], limit: Limit, at: datetime
) -> tuple[Amount, Amount] | tuple[None, None]:
    """
    Give what is used of a limit by an instant, and what is left; what stood still is neither.

    While the clock runs the two together are the limit and its extensions. What only moves the
    end, to a day of work or to an opening, is neither used nor left.

    Args:
        run: The run.
        legs: Its legs.
        limit: The limit.
        at: The instant asked about; a run that has ended used nothing after its end.

    Returns:
        Time, or days; nothing where the calendar cannot say, as after its last day.
    """
    now = at if run.end is None else run.end
    if legs[-1].at is None:
        # The clock stands where the last pause began.
        now = run.pauses[-1].start
    plain = legs[0].due
    if is_beyond(now, plain.calendar):
        return None, None
    timetable = plain.calendar.as_known(plain.known, provisional=True)
    try:
        if limit.unit.is_clock:
            return _in_time(legs, limit, now, timetable)
        return _in_days(legs, limit, now, timetable)
    except (ValueNotAllowedError, NotInForceError, NotStatedError):
        # Hours may be laid down up to the due instant, and not beyond.
        return None, None


def _in_time(
    legs: tuple[Leg, ...], limit: Limit, now: datetime, timetable: Timetable
) -> tuple[timedelta, timedelta]:
    working = limit.unit.is_working_time

    def between(first: datetime, last: datetime) -> timedelta:
        if last <= first:
            return _NOTHING
        return timetable.time_between(first, last) if working else last - first

    used = whole = _NOTHING
    last = legs[0].due.start
    for leg in legs:
        more = leg.due.limit
        if more.unit.is_clock and more.unit.is_working_time is working:
            begins, granted = runs_from(leg.due.start, more), more.amount * SIZES[more.unit]
            passed = between(begins, now) - _stopped_time(leg)
        else:
            # In another unit it gives what it comes to.
            granted, passed = between(last, leg.so_far), between(last, now)
        used, whole = used + max(_NOTHING, min(passed, granted)), whole + granted
        last = leg.so_far
    if now <= last:
        return used, whole - used
    over = between(last, now)
    return used + over, -over


def _stopped_time(leg: Leg) -> timedelta:
    """
    Sum the time by which pauses moved a leg in time.
    """
    found = _NOTHING
    for moved in leg.moved:
        found += moved.time
        if isinstance(moved.waited, timedelta):
            found += moved.waited
    return found


def _in_days(
    legs: tuple[Leg, ...], limit: Limit, now: datetime, timetable: Timetable
) -> tuple[int, int]:
    working = limit.unit is LimitUnit.WORKING_DAY
    opening = timetable.calendar.span.start

    def between(before: date, last: date) -> int:
        if last <= before:
            return 0
        if not working:
            return (last - before).days
        if before < opening:
            # Counted from the first day of the calendar, that day included.
            return timetable.is_working_day(opening) + timetable.working_days_between(
                opening, last
            )
        return timetable.working_days_between(before, last)

    # What is done at 24:00 is done on the day that ends.
    today, ends = last_day_of(now), last_day_of(legs[-1].so_far)
    used = whole = 0
    counted = last_day_of(legs[0].due.start)
    before = counted
    for leg in legs:
        plain, stopped = leg.due, 0
        counted = last_day_of(leg.so_far)
        # In another unit it gives the days that it comes to.
        if (
            not plain.limit.unit.is_clock
            and (plain.limit.unit is LimitUnit.WORKING_DAY) is working
        ):
            first = first_day(plain, timetable)
            before, counted = first - _ONE_DAY, last_counted(plain, first)
            stopped = _stopped_days(leg, between(plain.last, last_day_of(leg.so_far)))
        granted = between(before, counted)
        used += max(0, min(between(before, today) - stopped, granted))
        whole += granted
        counted += timedelta(stopped)
        before = last_day_of(leg.so_far)
    if now <= legs[-1].so_far:
        return used, whole - used
    # Of a limit that ended earlier than it counts, moved back, days are late and not yet used.
    return used + between(max(ends, counted), today), -between(ends, today)


def _stopped_days(leg: Leg, rounded: int) -> int:
    """
    Sum the days by which pauses moved a leg in days.

    Args:
        leg: The leg.
        rounded: How many days later it is due; rounded up, so many were stopped.
    """
    if any(moved.time for moved in leg.moved):
        return rounded
    return sum(
        moved.days + (moved.waited if isinstance(moved.waited, int) else 0) for moved in leg.moved
    )
