"""
Weeks as ISO 8601 counts them: Monday to Sunday, the first holding the year's first Thursday.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self

import attrs

from partygrid.dated._interval import check_day
from partygrid.dated._period import FIRST_YEAR, LAST_YEAR, Period, check_period
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, with_article

_SEVEN = timedelta(days=7)


@attrs.frozen(order=True)
class Week(Period):
    """
    Be a week, from Monday to Sunday.

    >>> week = Week.containing(date(2026, 1, 1))
    >>> str(week), str(week.first_day), str(week.next())
    ('2026-W01', '2025-12-29', '2026-W02')
    """

    months: ClassVar[int] = 0
    year: int
    week: int

    def __attrs_post_init__(self) -> None:
        """
        Refuse a week that no year has.
        """
        weeks = 53
        if type(self.year) is int and FIRST_YEAR <= self.year <= LAST_YEAR:
            # The last days of December always lie in the last week.
            weeks = date(self.year, 12, 28).isocalendar().week
        check_period(self, weeks)

    @property
    def number(self) -> int:
        """
        Which week of the year, from 1.
        """
        return self.week

    @classmethod
    def containing(cls, day: date) -> Self:
        """
        Give the week in which a day lies.
        """
        check_day(day, field="day")
        found = day.isocalendar()
        return cls(found.year, found.week)

    @property
    def first_day(self) -> date:
        """
        The Monday.
        """
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def end(self) -> date:
        """
        The Monday after.
        """
        return self.first_day + _SEVEN

    def shifted(self, by: int) -> Self:
        """
        Give the week that many later or, below zero, earlier.
        """
        if type(by) is not int:
            raise WrongTypeError(field="by", value=by, allowed="an int")
        try:
            return self.containing(self.first_day + by * _SEVEN)
        except OverflowError:
            raise ValueNotAllowedError(
                field="by", value=by, allowed=f"weeks from year {FIRST_YEAR} to {LAST_YEAR}"
            ) from None

    def to(self, other: Self) -> tuple[Self, ...]:
        """
        List the weeks from this one to another, both included.

        Raises:
            WrongTypeError: The other is no week.
            ValueNotAllowedError: The other comes before this one.
        """
        if type(other) is not type(self):
            raise WrongTypeError(
                field="to", value=other, allowed=with_article(type(self).__name__)
            )
        count = (other.first_day - self.first_day).days // 7
        if count < 0:
            raise ValueNotAllowedError(field="to", value=other, allowed=f"{self} or later")
        return tuple(self.shifted(by) for by in range(count + 1))

    @property
    def label(self) -> Label:
        """
        The week in words.
        """
        return Label(f"{self.year}年第{self.week}周", f"week {self.week} of {self.year}")

    def __str__(self) -> str:
        """
        Write it as ISO 8601 does.
        """
        return f"{self.year:04}-W{self.week:02}"
