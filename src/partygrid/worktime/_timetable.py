"""
A calendar as known on a day: what is worked, what is open, how far so much work reaches.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.worktime._by_day import DayTable
from partygrid.worktime._instant import OFFICE_TIME, office_time
from partygrid.worktime._reckon import last_day_of
from partygrid.worktime._session import Session
from partygrid.worktime._status import DayStatus, Overruled, overruled_in, sessions_on, status_of

_MOMENT: Final = timedelta(microseconds=1)


@attrs.frozen(repr=False)
class Timetable(DayTable):
    """
    Hold a calendar as it stood on a day; `WorkCalendar.as_known` makes it.

    Conventions, each the same in both directions:

    - *Days.* A count starts after the day given and ends with a day that is worked. No days from
      a working day are that day; from a day off, no days are refused.
    - *Between days* counts the working days after the first up to and including the last; with
      the two exchanged it is the same number below zero.
    - *Time.* An office is open from the moment of opening to just before that of closing. Time
      added from a closed moment starts at the next opening, and an answer that falls on a
      boundary is the closing, not the next opening; taken away, it is the opening. No time
      from a moment is that moment, open or closed.
    - *Between moments* counts the open time from the first to just before the last; exchanged it
      is the same below zero.

    Args:
        calendar: The calendar.
        known: What was announced later plays no part; None: all that is announced does.
        provisional: Whether answers may lean on days that no notice settles yet.

    >>> from partygrid.packs import load
    >>> known = load("example").calendar.as_known()
    >>> known.time_between(
    ...     datetime(2025, 4, 30, 19, tzinfo=OFFICE_TIME),
    ...     datetime(2025, 5, 6, 11, tzinfo=OFFICE_TIME),
    ... )
    datetime.timedelta(seconds=5400)
    """

    def add_time(self, at: datetime, amount: timedelta) -> datetime:
        """
        Give the moment by which so much working time has passed after a moment, or before it.

        Args:
            at: The moment, in any zone.
            amount: How much working time; below zero it is taken away.

        Returns:
            The first such moment, in office time; if time is taken away, the last.

        Raises:
            WrongTypeError: The moment is no aware datetime, or the amount no timedelta.
            ValueNotAllowedError: The moment or the answer lies outside the calendar.
            NotAnnouncedError: A day on the way is not settled by a notice yet.
            NotInForceError: No hours are in force on a working day on the way.

        >>> from partygrid.packs import load
        >>> known = load("example").calendar.as_known()
        >>> friday = datetime(2025, 4, 25, 18, tzinfo=OFFICE_TIME)
        >>> str(known.add_time(friday, timedelta(hours=2)))
        '2025-04-27 10:30:00+08:00'
        """
        if type(at) is not datetime or at.tzinfo is not OFFICE_TIME:
            at = office_time(at)
        if type(amount) is not timedelta:
            raise WrongTypeError(field="amount", value=amount, allowed="a timedelta")
        table = self._table
        start = table.position(at)
        if start < 0:
            raise self._outside(at, "at")
        by = (amount.days * 86400 + amount.seconds) * 1_000_000 + amount.microseconds
        if by == 0:
            return at
        position = start + by
        if not 0 <= position <= table.elapsed[-1]:
            place = min(at.toordinal() - table.base, table.size - 1)
            self._check_hours(*((place, table.size) if by > 0 else (0, place + 1)))
            raise self._too_far(at, amount)
        found = table.reached(position) if by > 0 else table.left(position)
        if table.unsettled is not None or table.hourless is not None:
            self._check_way(at, found)
        return found

    def time_between(self, first: datetime, last: datetime) -> timedelta:
        """
        Count the working time from a moment to just before another.

        Returns:
            The time; below zero if the last comes before the first.

        Raises:
            WrongTypeError: One is no aware datetime.
            ValueNotAllowedError: One lies outside the calendar.
            NotAnnouncedError: A day on the way is not settled by a notice yet.
            NotInForceError: No hours are in force on a working day on the way.
        """
        if type(first) is not datetime or first.tzinfo is not OFFICE_TIME:
            first = office_time(first, field="first")
        if type(last) is not datetime or last.tzinfo is not OFFICE_TIME:
            last = office_time(last, field="last")
        table = self._table
        start, end = table.position(first), table.position(last)
        if start < 0 or end < 0:
            raise self._outside(*((first, "first") if start < 0 else (last, "last")))
        if table.unsettled is not None or table.hourless is not None:
            self._check_way(first, last)
        return timedelta(0, 0, end - start)

    def is_open(self, at: datetime) -> bool:
        """
        Tell whether the office is open at a moment.

        Raises:
            WrongTypeError: It is no aware datetime.
            ValueNotAllowedError: It lies outside the calendar.
            NotAnnouncedError: No notice settles its day yet.
            NotInForceError: Its day is worked and no hours are in force.

        >>> from partygrid.packs import load
        >>> known = load("example").calendar.as_known()
        >>> known.is_open(datetime(2025, 4, 27, 14, tzinfo=OFFICE_TIME))
        False
        """
        at = self._moment(at, "at")
        self._check_way(at, at)
        table = self._table
        position = table.position(at)
        return position < table.elapsed[-1] and table.left(position) == at

    def next_opening(self, at: datetime) -> datetime:
        """
        Give the next moment at which the office is open: the moment itself, if it is.

        Raises:
            WrongTypeError: It is no aware datetime.
            ValueNotAllowedError: The moment or the answer lies outside the calendar.
            NotAnnouncedError: A day on the way is not settled by a notice yet.
            NotInForceError: No hours are in force on a working day on the way.

        >>> from partygrid.packs import load
        >>> known = load("example").calendar.as_known()
        >>> str(known.next_opening(datetime(2025, 4, 30, 19, 30, tzinfo=OFFICE_TIME)))
        '2025-05-06 10:00:00+08:00'
        """
        at = self._moment(at, "at")
        table = self._table
        position = table.position(at)
        if position >= table.elapsed[-1]:
            self._check_hours(at.toordinal() - table.base, table.size)
            raise self._too_far(at, "the next opening")
        found = table.left(position)
        self._check_way(at, found + _MOMENT)
        return found

    def sessions(self, day: date) -> tuple[Session, ...]:
        """
        List the office hours of a day; none on a day off.

        Raises:
            WrongTypeError: It is not a civil date.
            ValueNotAllowedError: It lies outside the calendar.
            NotAnnouncedError: No notice settles it yet.
            NotInForceError: It is worked and no hours are in force.
            NotStatedError: It is worked and its hours are an open question.

        >>> from partygrid.packs import load
        >>> [str(each) for each in load("example").calendar.as_known().sessions(date(2025, 5, 6))]
        ['10:00–14:00', '16:00–20:00']
        """
        place = self._place(day, "day")
        self._check_settled(place, place + 1)
        self._check_hours(place, place + 1)
        return sessions_on(self.calendar, self.known, self._table, day)

    def opening(self, day: date) -> datetime:
        """
        Give the moment at which the office opens on a day.

        Raises:
            WrongTypeError: It is not a civil date.
            ValueNotAllowedError: It lies outside the calendar, or is not worked.
            NotAnnouncedError: No notice settles it yet.
            NotInForceError: No hours are in force.
            NotStatedError: Its hours are an open question.

        >>> from partygrid.packs import load
        >>> str(load("example").calendar.as_known().opening(date(2025, 5, 6)))
        '2025-05-06 10:00:00+08:00'
        """
        table, nth = self._table, self._nth(day)
        spans = table.spans[nth]
        assert spans is not None  # noqa: S101 - as checked
        return table.midnight + timedelta(day.toordinal() - table.base, 0, spans[0][0])

    def closing(self, day: date) -> datetime:
        """
        Give the moment at which the office closes for the day.

        Raises:
            WrongTypeError: It is not a civil date.
            ValueNotAllowedError: It lies outside the calendar, or is not worked.
            NotAnnouncedError: No notice settles it yet.
            NotInForceError: No hours are in force.
            NotStatedError: Its hours are an open question.

        >>> from partygrid.packs import load
        >>> str(load("example").calendar.as_known().closing(date(2025, 5, 6)))
        '2025-05-06 20:00:00+08:00'
        """
        return self._table.closing(self._nth(day))

    def _nth(self, day: date) -> int:
        """
        Give the place of a day among the working days; it has hours.
        """
        table, place = self._table, self._place(day, "day")
        self._check_settled(place, place + 1)
        nth = table.before[place]
        if table.before[place + 1] == nth:
            raise ValueNotAllowedError(field="day", value=day, allowed="a day that is worked")
        self._check_hours(place, place + 1)
        return nth

    def day(self, day: date) -> DayStatus:
        """
        Say what a day is, on whose word, and whether that is settled.

        Raises:
            WrongTypeError: It is not a civil date.
            ValueNotAllowedError: It lies outside the calendar.

        >>> from partygrid.packs import load
        >>> load("example").calendar.as_known().day(date(2025, 4, 27)).label.zh
        '劳动节调休上班'
        """
        self._place(day, "day")
        return status_of(self.calendar, self.known, self._table, day)

    def overruled(self) -> tuple[Overruled, ...]:
        """
        List the days on which one layer goes before another that says the opposite.

        >>> from partygrid.packs import load
        >>> [str(each.day) for each in load("example").calendar.as_known().overruled()]
        ['2025-10-11']
        """
        return overruled_in(self._table)

    def _moment(self, at: datetime, field: str) -> datetime:
        at = office_time(at, field=field)
        if not 0 <= at.toordinal() - self._table.base < self._table.size:
            raise self._outside(at, field)
        return at

    def _check_way(self, first: datetime, last: datetime) -> None:
        """
        Refuse a way with a day that is not settled or has no hours.
        """
        low, high = sorted((first, last))
        base = self._table.base
        start = min(low.toordinal() - base, self._table.size - 1)
        # A moment at 24:00 belongs to the day that it ends.
        end = max(start, last_day_of(high).toordinal() - base) + 1
        self._check_settled(start, end)
        self._check_hours(start, end)

    def __repr__(self) -> str:
        """
        Show the calendar and what is known in one line.
        """
        known = f", as known on {self.known}" if self.known else ""
        return f"<Timetable {self.calendar.span}{known}>"
