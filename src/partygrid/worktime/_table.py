"""
The table that a calendar looks days and hours up in, as known on a day.

Each calendar day holds how many working days lie before it, and each working day how much working
time: every answer is two or three look-ups, however far it reaches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import datetime, time, timedelta
from typing import Final

import attrs

from partygrid.worktime._instant import OFFICE_TIME
from partygrid.worktime._layer import Said
from partygrid.worktime._session import Spans

MIDNIGHT: Final = time(0, tzinfo=OFFICE_TIME)
"""
The start of a day.
"""

# A moment so many times is made in half the time that a timedelta takes to normalize.
_MOMENT: Final = timedelta(microseconds=1)
_DAY: Final = 24 * 3600 * 1_000_000


@attrs.frozen(eq=False, repr=False)
class Table:
    """
    Hold what every day of a calendar is, as known on a day.

    Args:
        base: The first day, as ordinal.
        size: How many days there are.
        midnight: The start of the first day.
        before: How many working days lie before each day, and before the day after the last.
        worked: The working days, as ordinals.
        elapsed: How much working time lies before each working day, and after the last; in
            microseconds.
        spans: The sessions of each working day; None where no hours are in force.
        unsettled: How many days that no notice settles lie before each day; None if all are
            settled.
        hourless: How many working days without hours lie before each working day; None if all
            have hours.
        said: What is said of single days, the layer that prevails first.
    """

    base: int
    size: int
    midnight: datetime
    before: tuple[int, ...]
    worked: tuple[int, ...]
    elapsed: tuple[int, ...]
    spans: tuple[Spans | None, ...]
    unsettled: tuple[int, ...] | None
    hourless: tuple[int, ...] | None
    said: dict[int, tuple[Said, ...]]

    def position(self, at: datetime) -> int:
        """
        Give the working time before an instant in office time; below zero outside the table.
        """
        since = at - self.midnight
        day = since.days
        if not 0 <= day < self.size:
            # The end of the last day is asked about like any moment of it.
            return self.elapsed[-1] if since == timedelta(self.size) else -1
        before = self.before
        place = before[day]
        position = self.elapsed[place]
        if before[day + 1] > place:
            passed = since.seconds * 1_000_000 + since.microseconds
            for opens, closes in self.spans[place] or ():
                if passed <= opens:
                    break
                position += (passed if passed < closes else closes) - opens  # noqa: FURB136 - faster
        return position

    def reached(self, position: int) -> datetime:
        """
        Give the first instant by which so much working time has passed; more than none.
        """
        place = bisect_left(self.elapsed, position) - 1
        rest = position - self.elapsed[place]
        spans = self.spans[place] or ()
        for opens, closes in spans[:-1]:
            if rest <= closes - opens:
                break
            rest -= closes - opens
        else:
            opens = spans[-1][0]
        return self.midnight + _MOMENT * ((self.worked[place] - self.base) * _DAY + opens + rest)

    def left(self, position: int) -> datetime:
        """
        Give the last instant before which so much working time has passed; not all there is.
        """
        place = bisect_right(self.elapsed, position) - 1
        rest = position - self.elapsed[place]
        spans = self.spans[place] or ()
        for opens, closes in spans[:-1]:
            if rest < closes - opens:
                break
            rest -= closes - opens
        else:
            opens = spans[-1][0]
        return self.midnight + _MOMENT * ((self.worked[place] - self.base) * _DAY + opens + rest)

    def closing(self, nth: int) -> datetime:
        """
        Give the closing of a working day that has hours, by its place among the working days.
        """
        spans = self.spans[nth]
        assert spans is not None  # noqa: S101 - callers looked
        return self.midnight + _MOMENT * ((self.worked[nth] - self.base) * _DAY + spans[-1][1])

    def is_settled(self, first: int, end: int) -> bool:
        """
        Tell whether notices settle all days from one, counted from the base, to before another.
        """
        return self.unsettled is None or self.unsettled[first] == self.unsettled[end]

    def has_hours(self, first: int, end: int) -> bool:
        """
        Tell whether all working days from one, counted from the base, to before another have any.
        """
        if self.hourless is None:
            return True
        return self.hourless[self.before[first]] == self.hourless[self.before[end]]
