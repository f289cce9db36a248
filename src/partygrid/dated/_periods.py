"""Calendar periods: months, quarters, half-years and years, ordered and countable."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import ClassVar, Final, Self

import attrs

from partygrid.dated._interval import Interval, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum

_MONTHS_A_YEAR = 12
_FIRST_YEAR, _LAST_YEAR = 1, 9998
_MONTH_NAMES = (
    "January February March April May June July August September October November December".split()
)
_DIGITS = "零一二三四"
_TEXT = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?", re.ASCII)


class Period:
    """
    Be one calendar period; the base of `Month`, `Quarter`, `HalfYear` and `Year`.

    Periods of one kind are ordered and can be counted along; periods of two kinds do not compare.
    """

    months: ClassVar[int]
    """How many months the period lasts."""

    year: int

    __slots__ = ()

    @property
    def number(self) -> int:
        """Which of its kind in the year, from 1."""
        return 1

    @classmethod
    def _numbered(cls, year: int, number: int) -> Self:
        return cls(year, number)  # type: ignore[call-arg]

    @classmethod
    def containing(cls, day: date) -> Self:
        """Give the period of this kind in which a day lies."""
        check_day(day, field="day")
        return cls._numbered(day.year, (day.month - 1) // cls.months + 1)

    @property
    def first_day(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * self.months + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day."""
        return self.end - timedelta(days=1)

    @property
    def end(self) -> date:
        """The day after the last."""
        years, month = divmod(self.number * self.months, _MONTHS_A_YEAR)
        return date(self.year + years, month + 1, 1)

    @property
    def interval(self) -> Interval:
        """Its days, as a half-open interval."""
        return Interval(self.first_day, self.end)

    def shifted(self, by: int) -> Self:
        """Give the period of the same kind that many later (or, below zero, earlier)."""
        if type(by) is not int:
            raise WrongTypeError(field="by", value=by, allowed="an int")
        per_year = _MONTHS_A_YEAR // self.months
        year, number = divmod(self.year * per_year + self.number - 1 + by, per_year)
        return self._numbered(year, number + 1)

    def next(self) -> Self:
        """Give the period after this one."""
        return self.shifted(1)

    def previous(self) -> Self:
        """Give the period before this one."""
        return self.shifted(-1)

    def to(self, other: Self) -> tuple[Self, ...]:
        """
        List the periods from this one to another of the same kind, both included.

        Raises:
            WrongTypeError: The other is of another kind.
            ValueNotAllowedError: The other comes before this one.
        """
        if type(other) is not type(self):
            raise WrongTypeError(field="to", value=other, allowed=f"a {type(self).__name__}")
        per_year = _MONTHS_A_YEAR // self.months
        count = (other.year - self.year) * per_year + other.number - self.number
        if count < 0:
            raise ValueNotAllowedError(field="to", value=other, allowed=f"{self} or later")
        return tuple(self.shifted(by) for by in range(count + 1))

    @property
    def label(self) -> Label:
        """The period in words."""
        raise NotImplementedError


def _check(period: Period, limit: int) -> None:
    if type(period.year) is not int or type(period.number) is not int:
        given = (period.year, period.number)
        raise WrongTypeError(field=type(period).__name__, value=given, allowed="ints")
    if not _FIRST_YEAR <= period.year <= _LAST_YEAR:
        raise ValueNotAllowedError(
            field=f"{type(period).__name__}.year",
            value=period.year,
            allowed=f"{_FIRST_YEAR} to {_LAST_YEAR}",
        )
    if not 1 <= period.number <= limit:
        raise ValueNotAllowedError(
            field=type(period).__name__, value=period.number, allowed=f"1 to {limit}"
        )


@attrs.frozen(order=True)
class Month(Period):
    """
    Be a calendar month.

    >>> june = Month(2025, 6)
    >>> str(june.next()), june.interval.days, june.label.en, len(june.to(Month(2026, 5)))
    ('2025-07', 30, 'June 2025', 12)
    """

    months: ClassVar[int] = 1
    year: int
    month: int

    def __attrs_post_init__(self) -> None:
        """Refuse a month that no calendar has."""
        _check(self, _MONTHS_A_YEAR)

    @property
    def number(self) -> int:
        """Which month of the year, from 1."""
        return self.month

    @property
    def label(self) -> Label:
        """The month in words."""
        return Label(f"{self.year}年{self.month}月", f"{_MONTH_NAMES[self.month - 1]} {self.year}")

    def __str__(self) -> str:
        """Write it as ISO 8601 does."""
        return f"{self.year:04}-{self.month:02}"


@attrs.frozen(order=True)
class Quarter(Period):
    """
    Be a calendar quarter.

    >>> str(Quarter.containing(date(2025, 9, 30))), Quarter(2025, 3).label.zh
    ('2025-Q3', '2025年第三季度')
    """

    months: ClassVar[int] = 3
    year: int
    quarter: int

    def __attrs_post_init__(self) -> None:
        """Refuse a quarter that no year has."""
        _check(self, 4)

    @property
    def number(self) -> int:
        """Which quarter of the year, from 1."""
        return self.quarter

    @property
    def label(self) -> Label:
        """The quarter in words."""
        return Label(
            f"{self.year}年第{_DIGITS[self.quarter]}季度", f"quarter {self.quarter} of {self.year}"
        )

    def __str__(self) -> str:
        """Write it with a Q."""
        return f"{self.year:04}-Q{self.quarter}"


@attrs.frozen(order=True)
class HalfYear(Period):
    """
    Be a half of a calendar year.

    >>> HalfYear(2025, 2).first_day, HalfYear(2025, 1).label.zh
    (datetime.date(2025, 7, 1), '2025年上半年')
    """

    months: ClassVar[int] = 6
    year: int
    half: int

    def __attrs_post_init__(self) -> None:
        """Refuse a half that no year has."""
        _check(self, 2)

    @property
    def number(self) -> int:
        """Which half of the year, 1 or 2."""
        return self.half

    @property
    def label(self) -> Label:
        """The half-year in words."""
        zh, en = ("上半年", "first") if self.half == 1 else ("下半年", "second")
        return Label(f"{self.year}年{zh}", f"{en} half of {self.year}")

    def __str__(self) -> str:
        """Write it with an H."""
        return f"{self.year:04}-H{self.half}"


@attrs.frozen(order=True)
class Year(Period):
    """
    Be a calendar year.

    >>> Year(2024).interval.days, str(Year(2024).previous())
    (366, '2023')
    """

    months: ClassVar[int] = 12
    year: int

    def __attrs_post_init__(self) -> None:
        """Refuse a year that no date can name."""
        _check(self, 1)

    @classmethod
    def _numbered(cls, year: int, number: int) -> Self:  # noqa: ARG003 - a year has one part
        return cls(year)

    @property
    def label(self) -> Label:
        """The year in words."""
        return Label(f"{self.year}年", f"{self.year}")

    def __str__(self) -> str:
        """Write its four digits."""
        return f"{self.year:04}"


class PeriodKind(LabelledEnum):
    """
    Name a kind of period, for schemes that choose one.

    >>> PeriodKind.QUARTER.containing(date(2025, 6, 1))
    Quarter(year=2025, quarter=2)
    """

    MONTH = "month", "月", "month"
    QUARTER = "quarter", "季度", "quarter"
    HALF_YEAR = "half_year", "半年", "half-year"
    YEAR = "year", "年度", "year"

    def containing(self, day: date) -> Period:
        """Give the period of this kind in which a day lies."""
        return _KINDS[self].containing(day)


_KINDS: Final[dict[PeriodKind, type[Period]]] = {
    PeriodKind.MONTH: Month,
    PeriodKind.QUARTER: Quarter,
    PeriodKind.HALF_YEAR: HalfYear,
    PeriodKind.YEAR: Year,
}


def parse_period(text: str) -> Period:
    """
    Read a period as its text form writes it.

    Args:
        text: ``2025-06``, ``2025-Q3``, ``2025-H1`` or ``2025``.

    Raises:
        WrongTypeError: It is not text.
        ValueNotAllowedError: It has another form, or no calendar has it.

    >>> parse_period("2025-06"), parse_period("2025-H1")
    (Month(year=2025, month=6), HalfYear(year=2025, half=1))
    """
    if type(text) is not str:
        raise WrongTypeError(field="period", value=text, allowed="text")
    match = _TEXT.fullmatch(text)
    if match is None:
        raise ValueNotAllowedError(
            field="period", value=text, allowed="'2025-06', '2025-Q3', '2025-H1' or '2025'"
        )
    year, month, quarter, half = match.groups()
    if month:
        return Month(int(year), int(month))
    if quarter:
        return Quarter(int(year), int(quarter))
    return HalfYear(int(year), int(half)) if half else Year(int(year))
