"""
How part of a month is paid.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum
from partygrid.money import format_factor
from partygrid.pay._choices import CountedLines

MOST_DAYS = 31


class PartMethod(LabelledEnum):
    """
    Say how a part of a month is measured.
    """

    REFUSED = "refused", "不满月不计发", "part months are not priced"
    CALENDAR_DAYS = "calendar_days", "按日历天数折算", "calendar days served of those of the month"
    WORKING_DAYS = "working_days", "按工作日折算", "working days worked of those of the month"
    DEDUCT_ABSENCE = (
        "deduct_absence",
        "月薪除以计薪天数，按缺勤天数扣减",
        "a month's pay less a day's pay for each working day not worked",
    )
    PAY_WORKED = (
        "pay_worked",
        "月薪除以计薪天数，按出勤天数计发，以全月为限",
        "a day's pay for each working day worked, up to a month's pay",
    )


_BY_THE_DAY = {PartMethod.DEDUCT_ABSENCE, PartMethod.PAY_WORKED}


@attrs.frozen(kw_only=True)
class PartMonth:
    """
    Say how a part of a month is paid.

    Args:
        method: How the part is measured.
        divisor: How many days a month's pay is for where a day's pay is reckoned, such as
            21.75; None where it is not.
        lines: Which components are paid by the part; the others are paid whole.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A divisor is missing or has no use, or is not above 0 and up to 31.

    >>> rule = PartMonth(
    ...     method=PartMethod.DEDUCT_ABSENCE,
    ...     divisor=Fraction(2175, 100),
    ...     lines=CountedLines(None),
    ... )
    >>> rule.label.zh
    '月薪除以计薪天数，按缺勤天数扣减（21.75 天）'
    """

    method: PartMethod
    divisor: Fraction | None
    lines: CountedLines

    def __attrs_post_init__(self) -> None:
        """
        Refuse a day's pay without days.
        """
        if type(self.method) is not PartMethod:
            raise WrongTypeError(
                field="part_month.method", value=self.method, allowed="a PartMethod"
            )
        if type(self.lines) is not CountedLines:
            raise WrongTypeError(
                field="part_month.lines", value=self.lines, allowed="CountedLines"
            )
        if type(self.divisor) not in {Fraction, type(None)}:
            raise WrongTypeError(
                field="part_month.divisor",
                value=self.divisor,
                allowed="a Fraction, as money.exact makes it, or None",
            )
        if (self.divisor is None) is (self.method in _BY_THE_DAY) or not (
            self.divisor is None or 0 < self.divisor <= MOST_DAYS
        ):
            raise ValueNotAllowedError(
                field="part_month.divisor",
                value=self.divisor,
                allowed=f"0 < days <= {MOST_DAYS} where a day's pay is reckoned; else None",
            )

    @property
    def label(self) -> Label:
        """
        The rule in words.
        """
        method = self.method.label
        if self.divisor is None:
            return method
        days = format_factor(self.divisor)
        return Label(f"{method.zh}（{days} 天）", f"{method.en} ({days} days)")
