"""
What every kind of calendar period can do.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date, timedelta
from typing import ClassVar, Self

from partygrid.dated._interval import Interval, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, with_article

MONTHS_A_YEAR = 12
# The year 9999 has no day after its last.
FIRST_YEAR, LAST_YEAR = 1, 9998


class Period(ABC):
    """
    Be one calendar period; the base of `Month`, `Quarter`, `HalfYear` and `Year`.

    Periods of one kind are ordered and can be counted along; periods of two kinds do not compare.
    """

    months: ClassVar[int]
    """
    How many months the period lasts.
    """

    year: int

    __slots__ = ()

    @property
    def number(self) -> int:
        """
        Which of its kind in the year, from 1.
        """
        return 1

    @classmethod
    def _numbered(cls, year: int, number: int) -> Self:
        return cls(year, number)  # type: ignore[call-arg]

    @classmethod
    def containing(cls, day: date) -> Self:
        """
        Give the period of this kind in which a day lies.
        """
        check_day(day, field="day")
        return cls._numbered(day.year, (day.month - 1) // cls.months + 1)

    @property
    def first_day(self) -> date:
        """
        The first day.
        """
        return date(self.year, (self.number - 1) * self.months + 1, 1)

    @property
    def last_day(self) -> date:
        """
        The last day.
        """
        return self.end - timedelta(days=1)

    @property
    def end(self) -> date:
        """
        The day after the last.
        """
        years, month = divmod(self.number * self.months, MONTHS_A_YEAR)
        return date(self.year + years, month + 1, 1)

    @property
    def interval(self) -> Interval:
        """
        Its days, as a half-open interval.
        """
        return Interval(self.first_day, self.end)

    def shifted(self, by: int) -> Self:
        """
        Give the period of the same kind that many later (or, below zero, earlier).
        """
        if type(by) is not int:
            raise WrongTypeError(field="by", value=by, allowed="an int")
        per_year = MONTHS_A_YEAR // self.months
        year, number = divmod(self.year * per_year + self.number - 1 + by, per_year)
        return self._numbered(year, number + 1)

    def next(self) -> Self:
        """
        Give the period after this one.
        """
        return self.shifted(1)

    def previous(self) -> Self:
        """
        Give the period before this one.
        """
        return self.shifted(-1)

    def to(self, other: Self) -> tuple[Self, ...]:
        """
        List the periods from this one to another of the same kind, both included.

        Raises:
            WrongTypeError: The other is of another kind.
            ValueNotAllowedError: The other comes before this one.
        """
        if type(other) is not type(self):
            raise WrongTypeError(
                field="to", value=other, allowed=with_article(type(self).__name__)
            )
        per_year = MONTHS_A_YEAR // self.months
        count = (other.year - self.year) * per_year + other.number - self.number
        if count < 0:
            raise ValueNotAllowedError(field="to", value=other, allowed=f"{self} or later")
        return tuple(self.shifted(by) for by in range(count + 1))

    @property
    @abstractmethod
    def label(self) -> Label:
        """
        The period in words.
        """
        raise NotImplementedError


def check_period(period: Period, limit: int) -> None:
    """
    Refuse a period that no calendar has.

    Args:
        period: The period.
        limit: How many of its kind a year has.

    Raises:
        WrongTypeError: Its year or number is no int.
        ValueNotAllowedError: Its year or number is out of range.
    """
    if type(period.year) is not int or type(period.number) is not int:
        given = (period.year, period.number)
        raise WrongTypeError(field=type(period).__name__, value=given, allowed="ints")
    if not FIRST_YEAR <= period.year <= LAST_YEAR:
        raise ValueNotAllowedError(
            field=f"{type(period).__name__}.year",
            value=period.year,
            allowed=f"{FIRST_YEAR} to {LAST_YEAR}",
        )
    if not 1 <= period.number <= limit:
        raise ValueNotAllowedError(
            field=type(period).__name__, value=period.number, allowed=f"1 to {limit}"
        )
