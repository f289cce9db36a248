"""
The days of a calendar as known on a day: which are worked, and how far so many reach.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from partygrid.dated import check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.worktime._unsettled import first_unsettled, refuse_hourless, refuse_unsettled

if TYPE_CHECKING:
    from partygrid.worktime._calendar import WorkCalendar
    from partygrid.worktime._table import Table

_from_ordinal = date.fromordinal


@attrs.frozen(repr=False)
class DayTable:
    """
    Answer what concerns whole days; the base of `Timetable`.

    Args:
        calendar: The calendar.
        known: What was announced later plays no part; None: all that is announced does.
        provisional: Whether answers may lean on days that no notice settles yet.
    """

    calendar: WorkCalendar
    known: date | None
    provisional: bool
    _table: Table = attrs.field(eq=False)

    def is_working_day(self, day: date) -> bool:
        """
        Tell whether a day is worked.

        Raises:
            WrongTypeError: It is not a civil date.
            ValueNotAllowedError: It lies outside the calendar.
            NotAnnouncedError: No notice settles it yet.
        """
        place = self._place(day, "day")
        self._check_settled(place, place + 1)
        table = self._table
        return table.before[place + 1] > table.before[place]

    def add_working_days(self, day: date, count: int) -> date:
        """
        Give the working day so many after a day, or, below zero, before it.

        Args:
            day: The day, itself never counted.
            count: How many working days.

        Raises:
            WrongTypeError: The day is not a civil date, or the count not an int.
            ValueNotAllowedError: The day or the answer lies outside the calendar, or no days are
                asked for from a day off.
            NotAnnouncedError: A day on the way is not settled by a notice yet.

        >>> from partygrid.packs import load
        >>> known = load("example").calendar.as_known()
        >>> str(known.add_working_days(date(2025, 4, 26), 1))
        '2025-04-27'
        >>> str(known.add_working_days(date(2025, 5, 6), -2))
        '2025-04-29'
        """
        table = self._table
        if type(day) is not date or type(count) is not int:
            self._refuse_kinds(day, count)
        place = day.toordinal() - table.base
        if not 0 <= place < table.size:
            raise self._outside(day, "day")
        if count > 0:
            nth = table.before[place + 1] + count - 1
            if nth >= len(table.worked):
                raise self._too_far(day, count)
            found = table.worked[nth]
            if table.unsettled is not None:
                self._check_settled(place + 1, found - table.base + 1)
        elif count < 0:
            nth = table.before[place] + count
            if nth < 0:
                raise self._too_far(day, count)
            found = table.worked[nth]
            if table.unsettled is not None:
                self._check_settled(found - table.base, place)
        else:
            if not self.is_working_day(day):
                raise ValueNotAllowedError(
                    field="count", value=0, allowed=f"another number: {day} is not worked"
                )
            return day
        return _from_ordinal(found)

    def working_days_between(self, first: date, last: date) -> int:
        """
        Count the working days after a day, up to and including another.

        Returns:
            The number; below zero if the last comes before the first.

        Raises:
            WrongTypeError: One is not a civil date.
            ValueNotAllowedError: One lies outside the calendar.
            NotAnnouncedError: A day that would count is not settled by a notice yet.

        >>> from partygrid.packs import load
        >>> known = load("example").calendar.as_known()
        >>> known.working_days_between(date(2025, 4, 30), date(2025, 5, 6))
        1
        """
        start, end = self._place(first, "first") + 1, self._place(last, "last") + 1
        self._check_settled(min(start, end), max(start, end))
        before = self._table.before
        return before[end] - before[start]

    def on_or_after(self, day: date) -> date:
        """
        Give a day if it is worked, or else the next that is.

        Raises:
            WrongTypeError: It is not a civil date.
            ValueNotAllowedError: The day or the answer lies outside the calendar.
            NotAnnouncedError: A day on the way is not settled by a notice yet.
        """
        table, place = self._table, self._place(day, "day")
        nth = table.before[place]
        if nth >= len(table.worked):
            raise self._too_far(day, 1)
        found = table.worked[nth]
        self._check_settled(place, found - table.base + 1)
        return _from_ordinal(found)

    def on_or_before(self, day: date) -> date:
        """
        Give a day if it is worked, or else the last before it that is.

        Raises:
            WrongTypeError: It is not a civil date.
            ValueNotAllowedError: The day or the answer lies outside the calendar.
            NotAnnouncedError: A day on the way is not settled by a notice yet.
        """
        table, place = self._table, self._place(day, "day")
        nth = table.before[place + 1] - 1
        if nth < 0:
            raise self._too_far(day, -1)
        found = table.worked[nth]
        self._check_settled(found - table.base, place + 1)
        return _from_ordinal(found)

    def is_firm(self, first: date, last: date) -> bool:
        """
        Tell whether notices settle every day from one to another, both included.

        Raises:
            WrongTypeError: One is not a civil date.
            ValueNotAllowedError: One lies outside the calendar, or the last before the first.

        >>> from partygrid.packs import load
        >>> known = load("example").calendar.as_known()
        >>> known.is_firm(date(2025, 12, 1), date(2026, 1, 5))
        False
        """
        start, end = self._place(first, "first"), self._place(last, "last") + 1
        if end <= start:
            raise ValueNotAllowedError(field="last", value=last, allowed=f"{first} or later")
        return self._table.is_settled(start, end)

    def firm_until(self, day: date) -> date | None:
        """
        Give the first day from a day on that no notice settles yet; None if there is none.

        Raises:
            WrongTypeError: It is not a civil date.
            ValueNotAllowedError: It lies outside the calendar.

        >>> from partygrid.packs import load
        >>> load("example").calendar.as_known().firm_until(date(2025, 6, 1))
        datetime.date(2026, 1, 1)
        """
        found = first_unsettled(self._table, self._place(day, "day"), self._table.size)
        return None if found is None else _from_ordinal(found)

    def _place(self, day: date, field: str) -> int:
        if type(day) is not date:
            check_day(day, field=field)
        place = day.toordinal() - self._table.base
        if not 0 <= place < self._table.size:
            raise self._outside(day, field)
        return place

    def _check_settled(self, first: int, end: int) -> None:
        """
        Refuse days, counted from the base, that no notice settles, unless that was asked for.
        """
        if not self.provisional and not self._table.is_settled(first, end):
            refuse_unsettled(self.calendar, self.known, self._table, first, end)

    def _check_hours(self, first: int, end: int) -> None:
        """
        Refuse days, counted from the base, of which one is worked and has no hours.
        """
        if not self._table.has_hours(first, end):
            refuse_hourless(self.calendar, self.known, self._table, first)

    def _refuse_kinds(self, day: date, count: int) -> NoReturn:
        check_day(day, field="day")
        raise WrongTypeError(field="count", value=count, allowed="an int")

    def _outside(self, value: Any, field: str) -> ValueNotAllowedError:
        return ValueNotAllowedError(
            field=field,
            value=str(value),
            allowed=f"days in {self.calendar.span}",
            source="the span of the calendar",
        )

    def _too_far(self, start: Any, by: Any) -> ValueNotAllowedError:
        return ValueNotAllowedError(
            field="answer",
            value=f"{by} from {start}",
            allowed=f"days in {self.calendar.span}, {len(self._table.worked)} of them worked",
            source="the span of the calendar",
        )
