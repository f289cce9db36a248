"""
When someone is reminded of what is due.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from partygrid.clocks._handling import Reminder, When
from partygrid.clocks._moved import SIZES, at_midnight, is_beyond
from partygrid.errors import NotInForceError, NotStatedError, ValueNotAllowedError
from partygrid.worktime import LimitUnit, Timetable
from partygrid.worktime._reckon import last_day_of

if TYPE_CHECKING:
    from partygrid.clocks._clock import Leg
    from partygrid.clocks._run import Run

_WORKING_DAY, _BEFORE = LimitUnit.WORKING_DAY, When.BEFORE
_SIZES: Final = {**SIZES, LimitUnit.CALENDAR_DAY: timedelta(days=1)}


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
    if reminder.unit is not _WORKING_DAY or reminder.amount == 0:
        return _moment_of(reminder, due, timetable)
    day = _day_of(reminder, due, timetable)
    try:
        return timetable.opening(day)
    except (NotInForceError, NotStatedError):
        # Nobody says when the office opens: the day begins at midnight.
        return at_midnight(day)


def _day_of(reminder: Reminder, due: datetime, timetable: Timetable) -> date:
    """
    Give the day of a reminder in working days.
    """
    amount = -reminder.amount if reminder.when is _BEFORE else reminder.amount
    return timetable.add_working_days(last_day_of(due), amount)


def _moment_of(reminder: Reminder, due: datetime, timetable: Timetable) -> datetime:
    """
    Give the instant of a reminder in time or in calendar days, or of one at the due instant.
    """
    if reminder.amount == 0:
        return due
    time = reminder.amount * _SIZES[reminder.unit]
    if reminder.when is _BEFORE:
        time = -time
    if reminder.unit.is_working_time:
        return timetable.add_time(due, time)
    try:
        return due + time
    except OverflowError:
        raise ValueNotAllowedError(
            field=f"reminder {reminder.key}",
            value=f"{reminder.amount} {reminder.unit.label.en} from {due}",
            allowed="a day before the year 10000",
        ) from None


def check_reminders(farthest: tuple[Reminder, ...], leg: Leg, at: datetime) -> None:
    """
    Refuse a reminder of a clock that runs that lies outside the calendar.

    Args:
        farthest: The reminders of a stage that lie farthest from the due instant.
        leg: The last leg of a run that has not ended.
        at: The instant asked about; after the calendar's last day nothing is refused.
    """
    due = leg.at
    if due is None or not farthest:
        return
    calendar, known = leg.due.calendar, leg.due.known
    table = calendar.table(known)
    place = last_day_of(due).toordinal() - table.base
    for reminder in farthest:
        if place < table.size:
            if reminder.when is _BEFORE:
                # At the earliest it comes when its stage starts.
                continue
            days = reminder.amount if reminder.unit is _WORKING_DAY else None
            if days is not None and table.before[place + 1] + days <= len(table.worked):
                continue
        if is_beyond(at, calendar):
            return
        timetable = calendar.as_known(known, provisional=True)
        if reminder.unit is _WORKING_DAY:
            _day_of(reminder, due, timetable)
        else:
            _moment_of(reminder, due, timetable)


def _is_before(reminder: Reminder, due: datetime, timetable: Timetable) -> bool:
    """
    Tell whether a reminder lies before a due instant that the calendar has.
    """
    return reminder.when is _BEFORE and not is_beyond(due, timetable.calendar)


def reminders_of(
    reminders: tuple[Reminder, ...], run: Run, leg: Leg, at: datetime
) -> tuple[tuple[tuple[datetime, Reminder], ...], datetime | None]:
    """
    Give the reminders of a run that are due, earliest first, and when the next one is.

    While a clock stands those stay due that came before it stopped, and none comes.

    Args:
        reminders: The reminders of its stage.
        run: The run.
        leg: Its last leg.
        at: The instant asked about; nothing comes after a run has ended.
    """
    if not reminders:
        return (), None
    due, until = leg.so_far, at if run.end is None else run.end
    stands = leg.at is None
    runs = run.end is None and not stands
    timetable = leg.due.calendar.as_known(leg.due.known, provisional=True)
    told: list[tuple[datetime, Reminder]] = []
    following: datetime | None = None
    for reminder in reminders:
        try:
            moment = reminded_at(reminder, due, timetable)
        except ValueNotAllowedError:
            if not _is_before(reminder, due, timetable):
                # After all that happened; where a clock runs, `check_reminders` refused it.
                continue
            moment = run.start
        moment = max(run.start, moment)
        if stands:
            if moment < run.pauses[-1].start:
                told.append((moment, reminder))
        elif moment <= until:
            told.append((moment, reminder))
        elif runs and (following is None or moment < following):
            following = moment
    told.sort(key=_moment)
    return tuple(told), following


def _moment(pair: tuple[datetime, Reminder]) -> datetime:
    return pair[0]
