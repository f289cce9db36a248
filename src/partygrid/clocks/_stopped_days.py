"""
How far pauses move a limit in days: by days, or to the end of the day that working time reaches.

Limits in working days that are moved by working days have a module of their own.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import attrs

from partygrid.clocks._moved import Moved, at_midnight
from partygrid.clocks._run import Pause
from partygrid.clocks._stage import DayPause
from partygrid.clocks._stopped_working_days import first_day
from partygrid.worktime import (
    Due,
    EndRule,
    LimitUnit,
    RollRule,
    Timetable,
    due,
)
from partygrid.worktime._reckon import last_day_of

_new: Final = tuple.__new__
_ONE_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta(0)
_WORKING_DAY, _CALENDAR_DAY = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY
_NONE, _FORWARD, _BACKWARD = RollRule.NONE, RollRule.FORWARD, RollRule.BACKWARD
_ROUNDED_UP, _WHOLE_DAYS = DayPause.ROUNDED_UP, DayPause.WHOLE_DAYS
_CLOSE: Final = EndRule.CLOSE_OF_BUSINESS


class InDays:
    """
    Move a limit in days, months or years; in working days by the working time stopped.

    Months have no days to add: they are counted on from the day on which they end. What rolls
    does so once, after all that was given back.
    """

    def __init__(self, plain: Due, day_pause: DayPause, timetable: Timetable) -> None:
        self.plain, self.limit, self.timetable = plain, plain.limit, timetable
        self.at, self.is_firm = plain.at, plain.is_firm
        self.first = first_day(plain, timetable)
        self.counts_work = self.limit.unit is _WORKING_DAY
        self.rounds, self.is_whole = day_pause is _ROUNDED_UP, day_pause is _WHOLE_DAYS
        # By working time it is moved on from when it is due, by days from the last that counts.
        self.last = plain.last if self.rounds else last_counted(plain, self.first)
        self.reached, self.time, self.days = self.last, _NOTHING, 0

    def take(self, pause: Pause) -> Moved:
        """
        Take the next pause.
        """
        start, end = pause.start, pause.end
        assert end is not None  # noqa: S101 - callers looked
        if end.date() < self.first:
            # What would not have counted is not stopped.
            return Moved()
        time, days, waited = _NOTHING, 0, None
        if self.rounds:
            time = self._stopped_time(max(start, at_midnight(self.first)), end)
        else:
            days = self._stopped_days(start, end)
        if time or days:
            self.time += time
            self.days += days
            self._move()
        if self.at < end:
            waited = self._wait(end)
            self.days += waited
            self._move()
        return _new(Moved, (time, days, waited))

    def _ask(self, first: date, last: date) -> None:
        """
        Remember whether notices settle days that were asked about.
        """
        if last < first:
            first, last = last, first
        self.is_firm = self.is_firm and self.timetable.is_firm(first, last)

    def _stopped_time(self, start: datetime, end: datetime) -> timedelta:
        if start == end:
            return _NOTHING
        time = self.timetable.time_between(start, end)
        self._ask(start.date(), last_day_of(end))
        return time

    def _stopped_days(self, start: datetime, end: datetime) -> int:
        """
        Count the days stopped, of those from the first that can count on.
        """
        first, last = start.date(), end.date()
        if not self.is_whole:
            return self._between(max(first, self.first - _ONE_DAY), last)
        # Days between the first and the last of a pause are stopped wholly.
        whole = self._between(max(first, self.first - _ONE_DAY), max(first, last - _ONE_DAY))
        edges = {day for day in (first, last) if day >= self.first}
        return whole + sum(
            start <= at_midnight(day) and at_midnight(day) + _ONE_DAY <= end for day in edges
        )

    def _between(self, before: date, last: date) -> int:
        """
        Count the days after one up to another, as the limit counts them.
        """
        if self.counts_work:
            return self.timetable.working_days_between(before, last)
        return (last - before).days

    def _move(self) -> None:
        """
        Work out when it is due, from all that has moved it.
        """
        last = self.last
        if self.time:
            last = last_day_of(self.timetable.add_time(self.plain.at, self.time))
            self._ask(self.last, last)
        if self.counts_work and self.days:
            self.reached = self.timetable.add_working_days(last, self.days)
            self._ask(last, self.reached)
        else:
            self.reached = last + timedelta(self.days)
        self.at = self._end(self._rolled(self.reached))

    def _rolled(self, day: date) -> date:
        roll = self.limit.roll
        if roll is _NONE:
            return day
        moved = self.timetable.on_or_before if roll is _BACKWARD else self.timetable.on_or_after
        found = moved(day)
        self._ask(day, found)
        return found

    def _wait(self, resumed: datetime) -> int:
        """
        Say how many days more it takes until it can end, now that the clock goes on.
        """
        day, timetable = last_day_of(resumed), self.timetable
        if self.counts_work or self.limit.roll is not _NONE:
            day = timetable.on_or_after(day)
            if self._end(day) < resumed:
                day = timetable.add_working_days(day, 1)
            self._ask(last_day_of(self.at), day)
        if self.limit.roll is _FORWARD:
            # The first of the days that move to it.
            day = timetable.add_working_days(day, -1) + _ONE_DAY
        return self._between(self.reached, day)

    def _end(self, day: date) -> datetime:
        if self.limit.end is _CLOSE:
            return self.timetable.closing(day)
        return at_midnight(day) + _ONE_DAY


def last_counted(plain: Due, first: date) -> date:
    """
    Give the last day that a limit in days counts, before it is moved to another.

    Args:
        plain: When it is due.
        first: The first day that it can count.
    """
    limit = plain.limit
    if limit.roll is _NONE:
        return plain.last
    if limit.unit is _CALENDAR_DAY:
        return first + timedelta(limit.amount - 1)
    bare = attrs.evolve(limit, roll=_NONE, end=EndRule.END_OF_DAY)
    return due(plain.start, bare, plain.calendar, known=plain.known).last
