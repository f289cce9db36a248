"""
When what is earned is paid: the month of entitlement and the day of payment are two things.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from partygrid.dated import Month, PeriodKind
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, with_article

MOST_LAG = 36
MOST_DAY = 31


@attrs.frozen(kw_only=True)
class PaymentRule:
    """
    Say when a month's amount is paid.

    Args:
        every: How often it is paid out: with the month, the quarter, the half-year, the year.
        lag: How many months after the last month of that period.
        day: On which day of the month; a month that is shorter pays on its last.
        after_rating: Whether it waits until the rating is known.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The lag is not 0 to 36 months, or the day not 1 to 31.

    >>> half_yearly = PaymentRule(every=PeriodKind.HALF_YEAR, lag=1, day=15, after_rating=False)
    >>> half_yearly.due(Month(2025, 2))
    datetime.date(2025, 7, 15)
    """

    every: PeriodKind
    lag: int
    day: int
    after_rating: bool

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no day.
        """
        for name, kind in (
            ("every", PeriodKind),
            ("lag", int),
            ("day", int),
            ("after_rating", bool),
        ):
            value = getattr(self, name)
            if type(value) is not kind:
                raise WrongTypeError(
                    field=f"payment.{name}", value=value, allowed=with_article(kind.__name__)
                )
        if not 0 <= self.lag <= MOST_LAG:
            raise ValueNotAllowedError(
                field="payment.lag", value=self.lag, allowed=f"0 to {MOST_LAG} months"
            )
        if not 1 <= self.day <= MOST_DAY:
            raise ValueNotAllowedError(
                field="payment.day", value=self.day, allowed=f"1 to {MOST_DAY}"
            )

    def due(self, month: Month) -> date:
        """
        Give the day on which a month's amount is paid, the rating being known by then.

        Args:
            month: The month of entitlement.

        Raises:
            WrongTypeError: It is no month.
        """
        if type(month) is not Month:
            raise WrongTypeError(field="month", value=month, allowed="a Month")
        last = self.every.containing(month.first_day).last_day
        paid_in = Month.containing(last).shifted(self.lag)
        return paid_in.first_day.replace(day=min(self.day, paid_in.last_day.day))

    @property
    def label(self) -> Label:
        """
        The rule in words.
        """
        period = self.every.label
        month = _LAGS.get(self.lag)
        if month is None:
            month = Label(f"期末后第 {self.lag} 个月", f"{self.lag} months after its end")
        zh = f"按{period.zh}发放，{month.zh} {self.day} 日"
        en = f"by the {period.en}, {month.en}, on day {self.day}"
        if self.after_rating:
            return Label(f"{zh}，评定确定后", f"{en}, once the rating is known")
        return Label(zh, en)


_LAGS: Final = {
    0: Label("期末当月", "in its last month"),
    1: Label("期末次月", "in the month after it"),
}


@attrs.frozen(kw_only=True)
class PaymentPlan:
    """
    Say when the parts of pay are paid.

    Args:
        fixed: The fixed part, with all that is not the award.
        award: The award.

    Raises:
        WrongTypeError: A field has another type.
    """

    fixed: PaymentRule
    award: PaymentRule

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no rule.
        """
        for name in ("fixed", "award"):
            value = getattr(self, name)
            if type(value) is not PaymentRule:
                raise WrongTypeError(
                    field=f"payments.{name}", value=value, allowed="a PaymentRule"
                )
        if self.fixed.after_rating:
            raise ValueNotAllowedError(
                field="payments.fixed.after_rating",
                value=True,
                allowed="False: the fixed part does not depend on a rating",
            )

    @property
    def label(self) -> Label:
        """
        The plan in words.
        """
        fixed, award = self.fixed.label, self.award.label
        return Label(
            f"固定部分{fixed.zh}；绩效{award.zh}", f"fixed part {fixed.en}; award {award.en}"
        )
