"""
Calendar periods: months, quarters, half-years and years, ordered and countable.
"""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, Final, Self

import attrs

from partygrid.dated._period import MONTHS_A_YEAR, Period, check_period
from partygrid.dated._week import Week
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum

_MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DIGITS = "零一二三四"
_TEXT = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])|W(\d{2})))?", re.ASCII)


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
    _first_day: date = attrs.field(init=False, repr=False, eq=False, order=False)
    _end: date = attrs.field(init=False, repr=False, eq=False, order=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse a month that no calendar has, and note its first day and the day after its last.
        """
        check_period(self, MONTHS_A_YEAR)
        object.__setattr__(self, "_first_day", date(self.year, self.month, 1))
        end = date(self.year + self.month // MONTHS_A_YEAR, self.month % MONTHS_A_YEAR + 1, 1)
        object.__setattr__(self, "_end", end)

    @property
    def number(self) -> int:
        """
        Which month of the year, from 1.
        """
        return self.month

    @property
    def first_day(self) -> date:
        """
        The first day.
        """
        return self._first_day

    @property
    def end(self) -> date:
        """
        The day after the last.
        """
        return self._end

    @property
    def label(self) -> Label:
        """
        The month in words.
        """
        return Label(f"{self.year}年{self.month}月", f"{_MONTH_NAMES[self.month - 1]} {self.year}")

    def __str__(self) -> str:
        """
        Write it as ISO 8601 does.
        """
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
        """
        Refuse a quarter that no year has.
        """
        check_period(self, 4)

    @property
    def number(self) -> int:
        """
        Which quarter of the year, from 1.
        """
        return self.quarter

    @property
    def label(self) -> Label:
        """
        The quarter in words.
        """
        return Label(
            f"{self.year}年第{_DIGITS[self.quarter]}季度", f"quarter {self.quarter} of {self.year}"
        )

    def __str__(self) -> str:
        """
        Write it with a Q.
        """
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
        """
        Refuse a half that no year has.
        """
        check_period(self, 2)

    @property
    def number(self) -> int:
        """
        Which half of the year, 1 or 2.
        """
        return self.half

    @property
    def label(self) -> Label:
        """
        The half-year in words.
        """
        zh, en = ("上半年", "first") if self.half == 1 else ("下半年", "second")
        return Label(f"{self.year}年{zh}", f"{en} half of {self.year}")

    def __str__(self) -> str:
        """
        Write it with an H.
        """
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
        """
        Refuse a year that no date can name.
        """
        check_period(self, 1)

    @classmethod
    def _numbered(cls, year: int, number: int) -> Self:  # noqa: ARG003 - a year has one part
        return cls(year)

    @property
    def label(self) -> Label:
        """
        The year in words.
        """
        return Label(f"{self.year}年", f"{self.year}")

    def __str__(self) -> str:
        """
        Write its four digits.
        """
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
        """
        Give the period of this kind in which a day lies.
        """
        return _KINDS[self].containing(day)

    @property
    def months(self) -> int:
        """
        How many months a period of this kind lasts.
        """
        return _KINDS[self].months


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
        text: ``2025-06``, ``2025-Q3``, ``2025-H1``, ``2025`` or ``2025-W05``.

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
            field="period",
            value=text,
            allowed="'2025-06', '2025-Q3', '2025-H1', '2025' or '2025-W05'",
        )
    year, month, quarter, half, week = match.groups()
    if month:
        return Month(int(year), int(month))
    if quarter:
        return Quarter(int(year), int(quarter))
    if week:
        return Week(int(year), int(week))
    return HalfYear(int(year), int(half)) if half else Year(int(year))
