"""
Days within a period that recurs: the 15th, the last of the quarter, every Friday.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs
from dateutil.relativedelta import relativedelta

from partygrid.dated import HalfYear, Month, Period, Quarter, Week, Year
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import LabelledEnum
from partygrid.worktime._session import WEEKDAY_LABELS, check_weekday

_LONGEST_MONTH: Final = 31


class Rhythm(LabelledEnum):
    """
    Say in which period something recurs.

    >>> Rhythm.WEEK.containing(date(2025, 6, 1))
    Week(year=2025, week=22)
    """

    WEEK = "week", "每周", "every week"
    MONTH = "month", "每月", "every month"
    QUARTER = "quarter", "每季度", "every quarter"
    HALF_YEAR = "half_year", "每半年", "every half-year"
    YEAR = "year", "每年", "every year"

    @property
    def kind(self) -> type[Period]:
        """
        The kind of period.
        """
        return _KINDS[self]

    def containing(self, day: date) -> Period:
        """
        Give the period in which a day lies.
        """
        return self.kind.containing(day)


_KINDS: Final[dict[Rhythm, type[Period]]] = {
    Rhythm.WEEK: Week,
    Rhythm.MONTH: Month,
    Rhythm.QUARTER: Quarter,
    Rhythm.HALF_YEAR: HalfYear,
    Rhythm.YEAR: Year,
}


@attrs.frozen(order=True)
class PeriodDay:
    """
    Name a day of a week, month, quarter, half-year or year, from its start or from its end.

    Args:
        day: The day of the month, from 1, or from -1 for the last; in a week, 1 for Monday to 7.
            A month that is too short has it on its last, or first, day.
        month: The month within the period, from 1, or from -1 for the last.

    Raises:
        WrongTypeError: A field is not an int.
        ValueNotAllowedError: No month has such a day, or no year such a month.

    >>> PeriodDay(-1, month=-1).in_period(Quarter(2025, 2))
    datetime.date(2025, 6, 30)
    """

    day: int
    month: int = 1

    def __attrs_post_init__(self) -> None:
        """
        Refuse a day that no month has, and a month that no year has.
        """
        for name, most in (("day", _LONGEST_MONTH), ("month", 12)):
            value = getattr(self, name)
            if type(value) is not int:
                raise WrongTypeError(field=f"period_day.{name}", value=value, allowed="an int")
            if not 1 <= abs(value) <= most:
                raise ValueNotAllowedError(
                    field=f"period_day.{name}",
                    value=value,
                    allowed=f"1 to {most}, or -1 to -{most} from the end",
                )

    def in_period(self, period: Period) -> date:
        """
        Give the day in one period.

        Args:
            period: The period.

        Raises:
            WrongTypeError: It is no period.
            ValueNotAllowedError: The period is too short for it.
        """
        if not isinstance(period, Period):
            raise WrongTypeError(field="period", value=period, allowed="a Week, Month, Quarter, …")
        check_fits(self, type(period))
        if isinstance(period, Week):
            return period.first_day + relativedelta(days=self.day - 1)
        back = self.month < 0
        first = period.first_day + relativedelta(
            months=period.months + self.month if back else self.month - 1
        )
        if self.day > 0:
            return first + relativedelta(day=self.day)
        last = first + relativedelta(day=_LONGEST_MONTH)
        return max(first, last + relativedelta(days=self.day + 1))


def check_fits(day: PeriodDay, kind: type[Period]) -> None:
    """
    Refuse a day that a kind of period does not have.
    """
    if kind is Week:
        if day.month != 1:
            raise ValueNotAllowedError(
                field="period_day.month", value=day.month, allowed="1: a week has no months"
            )
        check_weekday(day.day, field="period_day.day")
    elif abs(day.month) > kind.months:
        raise ValueNotAllowedError(
            field="period_day.month",
            value=day.month,
            allowed=f"1 to {kind.months}, or -1 to -{kind.months} from the end",
        )


def words_of(day: PeriodDay, every: Rhythm) -> tuple[str, str]:
    """
    Name a day of a period in both languages.
    """
    if every is Rhythm.WEEK:
        weekday = WEEKDAY_LABELS[day.day - 1]
        return weekday.zh, weekday.en
    from_end = day.day < 0
    zh_day = ("倒数第" if from_end else "") + f"{abs(day.day)}日"
    en_day = f"day {abs(day.day)}" + (" from the end" if from_end else "")
    if every is Rhythm.MONTH:
        return zh_day, en_day
    back = day.month < 0
    zh_month = ("倒数" if back else "") + f"第{abs(day.month)}个月"
    en_month = f"month {abs(day.month)}" + (" from the end" if back else "")
    return f"{zh_month}{zh_day}", f"{en_month}, {en_day}"
