"""
Expiry: how long points are good for, and from which day that counts.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from partygrid.dated import Month, PeriodKind, check_day
from partygrid.errors import UnsuitableRuleError
from partygrid.labels import Label, LabelledEnum, check_kind
from partygrid.points._checks import check_count

_MOST_MONTHS: Final = 1_200


class ExpiryRule(LabelledEnum):
    """
    Say how the last day on which points are good is found.
    """

    NONE = "none", "长期有效", "they never expire"
    ROLLING = "rolling", "自起算日起满若干个月", "so many months from the day it counts from"
    END_OF_PERIOD = "end_of_period", "至某期期末", "the end of a period"
    SLIDING = (
        "sliding",
        "自最近一次入账起满若干个月，所有未用积分一并顺延",
        "so many months from the latest credit, all usable points moving with it",
    )


class ExpiryBase(LabelledEnum):
    """
    Say from which day expiry counts.
    """

    ACTIVITY = "activity", "活动日", "the day of the activity"
    REGISTRATION = "registration", "登记日", "the day of registration"


_NONE: Final = ExpiryRule.NONE
_END_OF_PERIOD: Final = ExpiryRule.END_OF_PERIOD
_SLIDING: Final = ExpiryRule.SLIDING
_ACTIVITY: Final = ExpiryBase.ACTIVITY


@attrs.frozen(kw_only=True)
class Expiry:
    """
    Hold how long points are good for.

    Args:
        rule: How the last day is found.
        base: From which day it counts; None where points never expire.
        amount: How many months (rolling, sliding), from 1, or how many periods after the one of
            that day (end of period), from 0; at most 1,200. None where points never expire.
        every: The kind of period, for the end of a period alone.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The amount is out of range.
        UnsuitableRuleError: A field is given that the rule does not need, or one it needs is not.

    >>> year_end = Expiry(
    ...     rule=ExpiryRule.END_OF_PERIOD,
    ...     base=ExpiryBase.ACTIVITY,
    ...     amount=0,
    ...     every=PeriodKind.YEAR,
    ... )
    >>> year_end.last_day(date(2025, 12, 31), date(2026, 1, 31))
    datetime.date(2025, 12, 31)
    """

    rule: ExpiryRule
    base: ExpiryBase | None = None
    amount: int | None = None
    every: PeriodKind | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse an expiry of which nobody could say the day.
        """
        check_kind(self.rule, ExpiryRule, "expiry.rule")
        check_kind(self.base, ExpiryBase, "expiry.base", or_none=True)
        check_kind(self.every, PeriodKind, "expiry.every", or_none=True)
        expires, by_period = self.rule is not _NONE, self.rule is _END_OF_PERIOD
        for name, needed in (("base", expires), ("amount", expires), ("every", by_period)):
            value = getattr(self, name)
            if (value is not None) is not needed:
                raise UnsuitableRuleError(
                    field=f"expiry.{name}",
                    value=value,
                    allowed="a value" if needed else "None",
                    source=f"rule = {self.rule.value}",
                )
        if self.amount is not None:
            least = 0 if by_period else 1
            check_count(self.amount, "expiry.amount", least=least, most=_MOST_MONTHS)

    def last_day(self, activity: date, registered: date) -> date | None:
        """
        Give the last day on which points are good, that day included.

        A month that is too short for the day has its last day instead: 31 January and one month
        is the last of February. Under the sliding rule this is how far one credit carries: all
        usable points of an account are good until the latest of these days.

        Args:
            activity: The day of the activity.
            registered: The day on which the points were registered.

        Returns:
            The day; None if they never expire.

        Raises:
            WrongTypeError: A day is no civil date.
            ValueNotAllowedError: The day lies beyond the calendar.
        """
        check_day(activity, field="activity")
        check_day(registered, field="registered")
        if self.amount is None:
            return None
        day = activity if self.base is _ACTIVITY else registered
        if self.every is not None:
            return self.every.containing(day).shifted(self.amount).last_day
        month = Month.containing(day).shifted(self.amount)
        return month.first_day.replace(day=min(day.day, month.last_day.day))

    @property
    def slides(self) -> bool:
        """
        Whether a later credit moves the day of points credited before.
        """
        return self.rule is _SLIDING

    @property
    def label(self) -> Label:
        """
        The rule in words.
        """
        if self.base is None:
            return self.rule.label
        base, amount = self.base.label, self.amount
        if self.every is not None:
            kind = self.every.label
            if amount == 0:
                return Label(
                    f"至{base.zh}所在{kind.zh}末", f"to the end of the {kind.en} of {base.en}"
                )
            return Label(
                f"至{base.zh}所在{kind.zh}之后第{amount}个{kind.zh}末",
                f"to the end of the {kind.en} {amount} after the one of {base.en}",
            )
        months = f"for {amount} month{'' if amount == 1 else 's'} from {base.en}"
        if self.slides:
            return Label(
                f"自最近一次入账的{base.zh}起{amount}个月，未用积分一并顺延",
                f"{months} of the latest credit, all usable points moving with it",
            )
        return Label(f"自{base.zh}起{amount}个月", months)
