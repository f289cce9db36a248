"""
How service went: breaks, probation, yearly results, days worked.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, TypeAlias

import attrs

from partygrid.dated import Interval, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_id
from partygrid.people._facts import Fact, Lasting

# As of every calendar period.
FIRST_YEAR, LAST_YEAR = 1, 9998


class NoResult(LabelledEnum):
    """
    Say that a year was looked at and has no grade; a result not known yet is no fact at all.
    """

    NO_GRADE = "no_grade", "未定等次", "assessed without a grade"
    NOT_STATED = "not_stated", "档案未载明", "not stated on file"


Result: TypeAlias = str | NoResult
"""
The result of a year: a grade, as the scheme names it, or why there is none.
"""


@attrs.frozen(kw_only=True)
class YearlyResult(Fact):
    """
    Record the result of a yearly assessment (年度考核).

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        year: The calendar year assessed.
        result: The grade, as the scheme names it, such as ``"excellent"``, or a `NoResult`.

    Raises:
        WrongTypeError: The year is not an int, or the result neither a name nor a `NoResult`.
        ValueNotAllowedError: No calendar has the year, or a name stands for a `NoResult`.

    >>> YearlyResult(
    ...     id="y-1", year=2024, result=NoResult.NO_GRADE, known=date(2025, 1, 20)
    ... ).result.label.zh
    '未定等次'
    """

    kind: ClassVar[Label] = Label("年度考核", "yearly result")

    year: int
    result: Result

    def __attrs_post_init__(self) -> None:
        """
        Refuse a year that is none, and a result that could be mistaken for another.
        """
        Fact.__attrs_post_init__(self)
        field = f"fact {self.id}: year"
        if type(self.year) is not int:
            raise WrongTypeError(field=field, value=self.year, allowed="a whole number")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueNotAllowedError(
                field=field, value=self.year, allowed=f"{FIRST_YEAR} to {LAST_YEAR}"
            )
        check_result(self.result, field=f"fact {self.id}: result")


def check_result(result: Result, *, field: str) -> Result:
    """
    Refuse what is neither a grade nor a `NoResult`.

    Raises:
        WrongTypeError: It is neither text nor a `NoResult`.
        ValueNotAllowedError: It is text that a `NoResult` is written as.

    >>> check_result("excellent", field="result")
    'excellent'
    """
    if type(result) is NoResult:
        return result
    if check_id(result, field=field) in {each.value for each in NoResult}:  # type: ignore[arg-type]
        raise ValueNotAllowedError(field=field, value=result, allowed="a grade, or a NoResult")
    return result


@attrs.frozen(kw_only=True)
class Break(Lasting):
    """
    Record an interruption within a period of service.

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The first day.
        end: The day after the last; None while it lasts.
        reason: The kind of break; a scheme says which kinds do not count as service.
    """

    kind: ClassVar[Label] = Label("中断", "break")

    reason: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a reason that is no name.
        """
        Lasting.__attrs_post_init__(self)
        check_id(self.reason, field=f"fact {self.id}: reason")


@attrs.frozen(kw_only=True)
class Probation(Lasting):
    """
    Record a period of probation.

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The first day.
        end: The day after the last; None while it lasts.
        entry: The kind of entrant, such as ``"new"``; a scheme says what each kind is paid.
    """

    kind: ClassVar[Label] = Label("试用期", "probation")

    entry: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a kind of entrant that is no name.
        """
        Lasting.__attrs_post_init__(self)
        check_id(self.entry, field=f"fact {self.id}: entry")


@attrs.frozen(kw_only=True)
class WorkedDays(Fact):
    """
    Record how many of the working days of some days in one month were worked.

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The first of the days.
        end: The day after the last, no later than the first of the next month.
        working: How many of them are working days.
        worked: On how many of those the worker worked, or is held to have worked.

    Raises:
        WrongTypeError: A bound is not a civil date, or a count not an int.
        ValueNotAllowedError: The days do not lie in one month, there are fewer days than working
            days, or more days worked than working days.

    >>> days = WorkedDays(
    ...     id="d-1",
    ...     start=date(2025, 6, 1),
    ...     end=date(2025, 7, 1),
    ...     working=20,
    ...     worked=18,
    ...     known=date(2025, 7, 1),
    ... )
    >>> days.absent
    2
    """

    kind: ClassVar[Label] = Label("出勤天数", "days worked")

    start: date
    end: date
    working: int
    worked: int

    def __attrs_post_init__(self) -> None:
        """
        Refuse days that do not lie in one month, and counts that do not fit them.
        """
        Fact.__attrs_post_init__(self)
        field = f"fact {self.id}"
        check_day(self.start, field=f"{field}: start")
        check_day(self.end, field=f"{field}: end")
        if not (self.start < self.end and _share_month(self.start, self.end - timedelta(days=1))):
            raise ValueNotAllowedError(
                field=f"{field}: end",
                value=self.end,
                allowed=f"a day after {self.start}, by the first of the next month",
            )
        _check_count(self.working, (self.end - self.start).days, f"{field}: working")
        _check_count(self.worked, self.working, f"{field}: worked")

    @property
    def interval(self) -> Interval:
        """
        The days.
        """
        return Interval(self.start, self.end)

    @property
    def absent(self) -> int:
        """
        How many working days were not worked.
        """
        return self.working - self.worked


def _share_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)


def _check_count(count: int, most: int, field: str) -> None:
    if type(count) is not int:
        raise WrongTypeError(field=field, value=count, allowed="a whole number of days")
    if not 0 <= count <= most:
        raise ValueNotAllowedError(field=field, value=count, allowed=f"0 to {most} days")
