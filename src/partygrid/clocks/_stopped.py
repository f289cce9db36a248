"""
How far pauses move what is due: limits in time here, limits in days by rules of their own.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from partygrid.clocks._moved import SIZES, Moved
from partygrid.clocks._run import Pause
from partygrid.clocks._stage import DayPause
from partygrid.clocks._stopped_days import InDays
from partygrid.clocks._stopped_working_days import InWorkingDays
from partygrid.errors import UnsuitableRuleError
from partygrid.worktime import Due, LimitUnit, RollRule, Timetable
from partygrid.worktime._reckon import last_day_of, runs_from

if TYPE_CHECKING:
    from partygrid.worktime._table import Table

_WORKING_DAY, _ROUNDED_UP = LimitUnit.WORKING_DAY, DayPause.ROUNDED_UP


class Mover(Protocol):
    """
    Move one limit by one pause after the other.
    """

    at: datetime
    is_firm: bool

    def take(self, pause: Pause) -> Moved:
        """
        Take the next pause that has ended, and say how far it moves the limit.
        """


def mover(plain: Due, day_pause: DayPause | None, table: Table) -> Mover:
    """
    Give what moves a limit.

    Args:
        plain: When it is due without a pause.
        day_pause: How a pause moves days.
        table: The table of its calendar, as known when it is judged.

    Raises:
        UnsuitableRuleError: The limit counts days, and how a pause moves days is not chosen.
    """
    unit = plain.limit.unit
    if unit is _WORKING_DAY and day_pause is not None and day_pause is not _ROUNDED_UP:
        return InWorkingDays(plain, day_pause, table)
    timetable = plain.calendar.as_known(plain.known, provisional=True)
    if unit.is_working_time:
        return _WorkingTime(plain, timetable)
    if unit.is_clock:
        return _Time(plain, timetable)
    if day_pause is None:
        raise UnsuitableRuleError(
            field="day_pause",
            value=None,
            allowed=", ".join(each.value for each in DayPause),
            source=f"a limit in {unit.label.en} was paused",
        )
    return InDays(plain, day_pause, timetable)


class _WorkingTime:
    """
    Move a limit in working time by the working time stopped; it never ends while it stands.
    """

    def __init__(self, plain: Due, timetable: Timetable) -> None:
        self.at, self.is_firm = plain.at, plain.is_firm
        self.begins, self.timetable = runs_from(plain.start, plain.limit), timetable

    def take(self, pause: Pause) -> Moved:
        """
        Take the next pause.
        """
        start, end = _counting(pause, self.begins)
        if end <= start:
            return Moved()
        time = self.timetable.time_between(start, end)
        self.at = self.timetable.add_time(self.at, time)
        firm = self.timetable.is_firm(start.date(), last_day_of(self.at))
        self.is_firm = self.is_firm and firm
        return Moved(time)


class _Time:
    """
    Move a limit in time of the clock by the time stopped; only moved to an opening it can wait.
    """

    def __init__(self, plain: Due, timetable: Timetable) -> None:
        limit = plain.limit
        self.at, self.is_firm = plain.at, plain.is_firm
        self.begins, self.timetable = runs_from(plain.start, limit), timetable
        self.rolls = limit.roll is not RollRule.NONE
        self.ends = self.begins + limit.amount * SIZES[limit.unit]

    def take(self, pause: Pause) -> Moved:
        """
        Take the next pause.
        """
        start, end = _counting(pause, self.begins)
        if end <= start:
            return Moved()
        time, waited = end - start, None
        self._end_at(self.ends + time)
        if self.at < end:
            waited = end - self.ends
            self._end_at(end)
        return Moved(time, 0, waited)

    def _end_at(self, ends: datetime) -> None:
        self.ends = self.at = ends
        if self.rolls:
            self.at = self.timetable.next_opening(ends)
            firm = self.timetable.is_firm(ends.date(), self.at.date())
            self.is_firm = self.is_firm and firm


def _counting(pause: Pause, begins: datetime) -> tuple[datetime, datetime]:
    """
    Give the part of a pause from when a limit can count: before that nothing is stopped.
    """
    assert pause.end is not None  # noqa: S101 - callers looked
    return max(pause.start, begins), pause.end
