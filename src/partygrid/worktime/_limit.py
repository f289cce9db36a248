"""
Limits: how much time, in which unit, counted from where, moved how, and ending when.
"""

from __future__ import annotations

from typing import Final

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.sources import Source
from partygrid.worktime._limit_rules import (
    EndRule,
    LimitUnit,
    RollRule,
    StartRule,
    check_conventions,
)

_MOST: Final[dict[LimitUnit, int]] = {
    LimitUnit.MINUTE: 5_000_000,
    LimitUnit.HOUR: 100_000,
    LimitUnit.WORKING_MINUTE: 5_000_000,
    LimitUnit.WORKING_HOUR: 100_000,
    LimitUnit.CALENDAR_DAY: 36_525,
    LimitUnit.WORKING_DAY: 36_525,
    LimitUnit.MONTH: 1_200,
    LimitUnit.YEAR: 100,
}


@attrs.frozen(kw_only=True)
class Limit:
    """
    Hold a time limit with all its conventions: four values that rules mix freely.

    Args:
        amount: How much; a whole number above zero.
        unit: Of what.
        start: From where it is counted.
        roll: What happens if it ends on a day that is not worked.
        end: When on the last day it ends.
        source: Where the conventions are laid down; None: with whatever states the limit.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The amount is below 1 or beyond what its unit allows: a century in
            days, months or years, 100,000 in hours, 5,000,000 in minutes.
        UnsuitableRuleError: The conventions do not fit the unit or each other.

    >>> reply = Limit(
    ...     amount=5,
    ...     unit=LimitUnit.WORKING_DAY,
    ...     start=StartRule.AFTER_STARTING_DAY,
    ...     roll=RollRule.NONE,
    ...     end=EndRule.CLOSE_OF_BUSINESS,
    ... )
    >>> reply.label.zh, reply.label.en
    ('5个工作日', '5 working days')
    """

    amount: int
    unit: LimitUnit
    start: StartRule
    roll: RollRule
    end: EndRule
    source: Source | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse a limit that says nothing, and conventions at odds.
        """
        if type(self.amount) is not int:
            raise WrongTypeError(field="limit.amount", value=self.amount, allowed="an int")
        check_conventions(self.unit, self.start, self.roll, self.end)
        if self.source is not None and type(self.source) is not Source:
            raise WrongTypeError(field="limit.source", value=self.source, allowed="a Source")
        if not 1 <= self.amount <= _MOST[self.unit]:
            raise ValueNotAllowedError(
                field="limit.amount",
                value=self.amount,
                allowed=f"1 to {_MOST[self.unit]} {self.unit.label.en}",
            )

    @property
    def label(self) -> Label:
        """
        Amount and unit in words.
        """
        return self.unit.counted(self.amount)

    @property
    def conventions(self) -> Label:
        """
        Start, roll and end in words.
        """
        rules = (self.start, self.roll, self.end)
        return Label(
            "，".join(each.label.zh for each in rules),
            ", ".join(each.label.en for each in rules),
        )
