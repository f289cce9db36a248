"""
How far pauses move a limit in working days: by working days, straight along the calendar's table.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from partygrid.clocks._moved import Moved, at_midnight
from partygrid.clocks._stage import DayPause
from partygrid.errors import NotInForceError
from partygrid.worktime import Due, EndRule, Session, StartRule, Timetable
from partygrid.worktime._reckon import last_day_of

if TYPE_CHECKING:
    from partygrid.clocks._run import Pause
    from partygrid.worktime._table import Table

_new: Final = tuple.__new__
_ONE_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta(0)
_UNMOVED: Final = Moved()
_AFTER_DAY, _CLOSE = StartRule.AFTER_STARTING_DAY, EndRule.CLOSE_OF_BUSINESS
_WHOLE_DAYS: Final = DayPause.WHOLE_DAYS


class InWorkingDays:
    """
    Move a limit in working days by the working days stopped.

    Days are places in the table, working days places among those; what the table has not, the
    timetable refuses.
    """

    __slots__ = ("at", "first", "is_firm", "is_whole", "last", "plain", "reached", "table")

    def __init__(self, plain: Due, day_pause: DayPause, table: Table) -> None:
        self.plain, self.table, self.is_whole = plain, table, day_pause is _WHOLE_DAYS
        self.at, self.is_firm = plain.at, plain.is_firm
        if plain.limit.start is _AFTER_DAY:
            self.first = plain.start.toordinal() - table.base + 1
        else:
            self.first = first_day(plain, self._timetable()).toordinal() - table.base
        # The last working day that counts, and the one that is reached.
        self.last = self.reached = table.before[last_day_of(plain.at).toordinal() - table.base]

    def take(self, pause: Pause) -> Moved:
        """
        Take the next pause.
        """
        start, end, _ = pause
        assert end is not None  # noqa: S101 - callers looked
        table, first = self.table, self.first
        begins, ends = start.toordinal() - table.base, end.toordinal() - table.base
        if ends < first:
            # What would not have counted is not stopped.
            return _UNMOVED
        if self.is_whole or ends >= table.size:
            days = self._stopped(start, end)
        else:
            days = table.before[ends + 1] - table.before[begins + 1 if begins >= first else first]
        if days:
            self._move(self.reached + days)
        waited = self._wait(end) if self.at < end else None
        if self.is_firm and table.unsettled is not None:
            # From the pause to the end every day was asked about.
            last = max(ends, table.worked[self.reached] - table.base)
            self.is_firm = table.is_settled(max(begins, first), last + 1)
        return _new(Moved, (_NOTHING, days, waited))

    def _timetable(self) -> Timetable:
        return self.plain.calendar.as_known(self.plain.known, provisional=True)

    def _stopped(self, start: datetime, end: datetime) -> int:
        """
        Count the days stopped, of those from the first that can count on.
        """
        timetable, counts_from = self._timetable(), date.fromordinal(self.first + self.table.base)
        first, last = start.date(), end.date()
        before = max(first, counts_from - _ONE_DAY)
        if not self.is_whole:
            return timetable.working_days_between(before, last)
        # Days between the first and the last of a pause are stopped wholly.
        whole = timetable.working_days_between(before, max(first, last - _ONE_DAY))
        edges = {day for day in (first, last) if day >= counts_from}
        return whole + sum(_is_stopped(day, start, end, timetable) for day in edges)

    def _move(self, reached: int) -> None:
        """
        Move it to a working day.
        """
        if reached >= len(self.table.worked):
            self._timetable().add_working_days(self.plain.last, reached - self.last)
        self.reached, self.at = reached, self._end(reached)

    def _end(self, nth: int) -> datetime:
        table = self.table
        if self.plain.limit.end is not _CLOSE:
            return table.midnight + timedelta(table.worked[nth] - table.base + 1)
        if table.spans[nth] is None:
            return self._timetable().closing(date.fromordinal(table.worked[nth]))
        return table.closing(nth)

    def _wait(self, resumed: datetime) -> int:
        """
        Move it on so that it does not end before the clock goes on, and say how many days.
        """
        table, day, before = self.table, last_day_of(resumed), self.reached
        nth = table.before[day.toordinal() - table.base]
        if nth >= len(table.worked):
            self._timetable().on_or_after(day)
        if self._end(nth) < resumed:
            nth += 1
            if nth >= len(table.worked):
                self._timetable().add_working_days(day, 1)
        self._move(nth)
        return nth - before


def _is_stopped(day: date, start: datetime, end: datetime, timetable: Timetable) -> bool:
    """
    Tell whether a day is worked and wholly stopped: from its first opening to its last closing.
    """
    if not timetable.is_working_day(day):
        return False
    sessions: tuple[Session, ...] = ()
    # Where no hours are laid down, the day itself is what counts.
    with suppress(NotInForceError):
        sessions = timetable.sessions(day)
    midnight = at_midnight(day)
    if not sessions:
        return start <= midnight and midnight + _ONE_DAY <= end
    opens, closes = sessions[0].span[0], sessions[-1].span[1]
    return (
        start <= midnight + timedelta(microseconds=opens)
        and midnight + timedelta(microseconds=closes) <= end
    )


def first_day(plain: Due, timetable: Timetable) -> date:
    """
    Give the first day that a limit in days can count.
    """
    rule, day = plain.limit.start, plain.start.date()
    if rule is _AFTER_DAY:
        return day + _ONE_DAY
    if rule is _WITH_DAY:
        return day
    return timetable.next_opening(plain.start).date() + _ONE_DAY


_WITH_DAY: Final = StartRule.WITH_STARTING_DAY
