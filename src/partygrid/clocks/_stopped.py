"""
How far pauses move what is due: by time, by days, or to the end of a day.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

import attrs

from partygrid.clocks._fold import Pause
from partygrid.clocks._stage import DayPause
from partygrid.errors import NotInForceError, UnsuitableRuleError
from partygrid.worktime import (
    OFFICE_TIME,
    Due,
    EndRule,
    Limit,
    LimitUnit,
    RollRule,
    Session,
    StartRule,
    Timetable,
    due,
)

_ONE_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta(0)


class Moved(NamedTuple):
    """
    Hold how far pauses have moved a limit so far.

    Args:
        time: The time stopped.
        days: The days stopped, where days are counted.
    """

    time: timedelta = _NOTHING
    days: int = 0


def stopped(pause: Pause, limit: Limit, day_pause: DayPause | None, timetable: Timetable) -> Moved:
    """
    Say how far one pause that has ended moves a limit.

    Args:
        pause: The pause.
        limit: The limit.
        day_pause: How a pause moves days.
        timetable: The calendar.

    Raises:
        UnsuitableRuleError: The limit counts days, and how a pause moves days is not chosen.
    """
    assert pause.end is not None  # noqa: S101 - callers looked
    unit = limit.unit
    if unit.is_clock and not unit.is_working_time:
        return Moved(time=pause.end - pause.start)
    if unit.is_working_time or day_pause is DayPause.ROUNDED_UP:
        return Moved(time=timetable.time_between(pause.start, pause.end))
    if day_pause is None:
        raise UnsuitableRuleError(
            field="day_pause",
            value=None,
            allowed=", ".join(each.value for each in DayPause),
            source=f"a limit in {unit.label.en} was paused",
        )
    counted = timetable if unit is LimitUnit.WORKING_DAY else None
    days = _days_after(pause.start.date(), pause.end.date(), counted)
    if day_pause is DayPause.WHOLE_DAYS:
        days += _edges(pause.start, pause.end, counted)
    return Moved(days=max(0, days))


def _days_after(first: date, last: date, timetable: Timetable | None) -> int:
    """
    Count the days after one up to another: those worked, or all.
    """
    if timetable is None:
        return (last - first).days
    return timetable.working_days_between(first, last)


def _edges(start: datetime, end: datetime, timetable: Timetable | None) -> int:
    """
    Say how many days more than those after the first are wholly stopped; at most one less.

    A working day is stopped wholly if all of its office hours are.
    """
    first, last = start.date(), end.date()
    more = start <= _hours(first, timetable)[0]
    less = end < _hours(last, timetable)[1]
    if timetable is not None:
        more = more and timetable.is_working_day(first)
        less = less and timetable.is_working_day(last)
    return more - less


def _hours(day: date, timetable: Timetable | None) -> tuple[datetime, datetime]:
    """
    Give opening and closing of a day; midnights where there are none.
    """
    midnight = datetime(day.year, day.month, day.day, tzinfo=OFFICE_TIME)
    sessions: tuple[Session, ...] = ()
    if timetable is not None:
        # Where no hours are laid down, the day itself is what counts.
        with suppress(NotInForceError):
            sessions = timetable.sessions(day)
    if not sessions:
        return midnight, midnight + _ONE_DAY
    first, last = sessions[0].span[0], sessions[-1].span[1]
    return midnight + timedelta(microseconds=first), midnight + timedelta(microseconds=last)


def moved_to(
    plain: Due, limit: Limit, moved: Moved, timetable: Timetable
) -> tuple[datetime, bool]:
    """
    Give when a limit is due that pauses have moved so far, and whether that is firm.
    """
    if moved.time:
        return _by_time(plain, limit, moved.time, timetable)
    calendar, known = timetable.calendar, timetable.known
    if limit.unit in {LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY}:
        longer = attrs.evolve(limit, amount=limit.amount + moved.days)
        found = due(plain.start, longer, calendar, known=known)
        return found.at, found.is_firm
    # Months have no days to add: count on from the day on which they end, and roll once.
    bare = attrs.evolve(limit, roll=RollRule.NONE, end=EndRule.END_OF_DAY)
    ends = due(plain.start, bare, calendar, known=known)
    more = attrs.evolve(
        bare,
        amount=moved.days,
        unit=LimitUnit.CALENDAR_DAY,
        start=StartRule.AFTER_STARTING_DAY,
    )
    found = due(at_midnight(ends.last), more, calendar, known=known)
    firm = found.is_firm and ends.is_firm
    if limit.roll is RollRule.NONE:
        return found.at, firm
    roll = timetable.on_or_before if limit.roll is RollRule.BACKWARD else timetable.on_or_after
    day = roll(found.last)
    return _end(day, limit, timetable), firm and timetable.is_firm(*sorted((found.last, day)))


def _by_time(
    plain: Due, limit: Limit, time: timedelta, timetable: Timetable
) -> tuple[datetime, bool]:
    calendar, known = timetable.calendar, timetable.known
    if limit.unit.is_working_time:
        at = timetable.add_time(plain.at, time)
    elif limit.unit.is_clock:
        bare = attrs.evolve(limit, roll=RollRule.NONE)
        ends = due(plain.start, bare, calendar, known=known).at + time
        if limit.roll is RollRule.NONE:
            return ends, True
        at = timetable.next_opening(ends)
        return at, timetable.is_firm(ends.date(), at.date())
    else:
        reached = timetable.add_time(plain.at, time)
        at = _end(last_day(reached), limit, timetable)
    return at, plain.is_firm and timetable.is_firm(*sorted((plain.last, last_day(at))))


def _end(day: date, limit: Limit, timetable: Timetable) -> datetime:
    """
    Give the instant of a day at which a limit that counts days ends.
    """
    if limit.end is EndRule.CLOSE_OF_BUSINESS:
        return timetable.closing(day)
    return at_midnight(day) + _ONE_DAY


def at_midnight(day: date) -> datetime:
    """
    Give the start of a day.
    """
    return datetime(day.year, day.month, day.day, tzinfo=OFFICE_TIME)


def last_day(at: datetime) -> date:
    """
    Give the day that an instant lies in or ends.
    """
    return (at - timedelta(microseconds=1)).date()
