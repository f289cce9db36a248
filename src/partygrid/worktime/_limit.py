"""
Limits: how much time, in which unit, counted from where, moved how, and ending when.
"""

from __future__ import annotations

from typing import Final

import attrs

from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum
from partygrid.sources import Source


class LimitUnit(LabelledEnum):
    """
    Say what a limit counts. No unit is a default: Chinese rules use them all.

    >>> LimitUnit.WORKING_DAY.is_clock, LimitUnit.HOUR.is_clock
    (False, True)
    """

    MINUTE = "minute", "分钟", "minutes"
    HOUR = "hour", "小时", "hours"
    WORKING_MINUTE = "working_minute", "工作分钟", "working minutes"
    WORKING_HOUR = "working_hour", "工作小时", "working hours"
    CALENDAR_DAY = "calendar_day", "日（自然日）", "calendar days"
    WORKING_DAY = "working_day", "工作日", "working days"
    MONTH = "month", "个月", "months"
    YEAR = "year", "年", "years"

    @property
    def is_clock(self) -> bool:
        """
        Whether it counts time and not whole days.
        """
        return self in _CLOCK

    @property
    def is_working_time(self) -> bool:
        """
        Whether only the time counts in which the office is open.
        """
        return self in _WORKING_TIME


_WORKING_TIME: Final = frozenset({LimitUnit.WORKING_MINUTE, LimitUnit.WORKING_HOUR})
_CLOCK: Final = frozenset({LimitUnit.MINUTE, LimitUnit.HOUR, *_WORKING_TIME})


class StartRule(LabelledEnum):
    """
    Say from where a limit is counted.

    The first two are for hours and minutes, the others for days, months and years.
    """

    FROM_INSTANT = "from_instant", "自该时刻起算", "from the instant"
    AFTER_STARTING_HOUR = (
        "after_starting_hour",
        "开始的时不计算在内",
        "from the end of the hour it starts in",
    )
    AFTER_STARTING_DAY = "after_starting_day", "开始的当日不计入", "from the day after"
    WITH_STARTING_DAY = "with_starting_day", "开始的当日计入", "with the starting day"
    AFTER_DAY_OF_OPENING = (
        "after_day_of_opening",
        "下班后收到视为下一办公时间收到，当日不计入",
        "receipt after close counts as at the next opening; from the day after that",
    )


_CLOCK_STARTS: Final = frozenset({StartRule.FROM_INSTANT, StartRule.AFTER_STARTING_HOUR})


class RollRule(LabelledEnum):
    """
    Say what happens if the last day, or the last moment, is not one of work.
    """

    NONE = "none", "不顺延", "stays"
    FORWARD = "forward", "顺延至其后首个工作日", "moves to the next working day"
    BACKWARD = "backward", "提前至其前最后工作日", "moves to the last working day before"
    NEXT_OPENING = "next_opening", "顺延至下一办公时间", "moves to the next opening"


class EndRule(LabelledEnum):
    """
    Say when on the last day a limit ends.
    """

    AT_INSTANT = "at_instant", "届满时刻截止", "at the very instant"
    END_OF_DAY = "end_of_day", "当日24时截止", "at 24:00 of the last day"
    CLOSE_OF_BUSINESS = "close_of_business", "停止办公时截止", "at close of business"


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
        ValueNotAllowedError: The amount is below 1, or longer than a century.
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
        zh, en = self.unit.label.zh, self.unit.label.en
        counted = f"{self.amount}个{zh}" if self.unit in _WITH_COUNTER else f"{self.amount}{zh}"
        return Label(counted, f"{self.amount} {en.removesuffix('s') if self.amount == 1 else en}")

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


_WITH_COUNTER: Final = frozenset(
    {LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR, LimitUnit.WORKING_MINUTE}
)


def check_conventions(unit: LimitUnit, start: StartRule, roll: RollRule, end: EndRule) -> None:
    """
    Refuse conventions that do not fit the unit or each other.

    Raises:
        WrongTypeError: One is of another type.
        UnsuitableRuleError: They do not fit.
    """
    for name, value, kind in (
        ("unit", unit, LimitUnit),
        ("start", start, StartRule),
        ("roll", roll, RollRule),
        ("end", end, EndRule),
    ):
        if type(value) is not kind:
            raise WrongTypeError(
                field=f"limit.{name}",
                value=value,
                allowed=f"a {kind.__name__}: there is no default",
            )
    if (start in _CLOCK_STARTS) is not unit.is_clock:
        raise _unsuitable(unit, "start", start, _starts(unit))
    if roll not in _rolls(unit):
        raise _unsuitable(unit, "roll", roll, _rolls(unit))
    ends = _ends(unit, roll)
    if end not in ends:
        raise _unsuitable(unit, "end", end, ends)


def _starts(unit: LimitUnit) -> tuple[StartRule, ...]:
    return tuple(each for each in StartRule if (each in _CLOCK_STARTS) is unit.is_clock)


def _rolls(unit: LimitUnit) -> tuple[RollRule, ...]:
    """
    Working time and working days end where work is; hours of the clock move to an opening.
    """
    if unit is LimitUnit.WORKING_DAY or unit.is_working_time:
        return (RollRule.NONE,)
    if unit.is_clock:
        return (RollRule.NONE, RollRule.NEXT_OPENING)
    return (RollRule.NONE, RollRule.FORWARD, RollRule.BACKWARD)


def _ends(unit: LimitUnit, roll: RollRule) -> tuple[EndRule, ...]:
    """
    Only a day that is sure to be worked has a close of business.
    """
    if unit.is_clock:
        return (EndRule.AT_INSTANT,)
    if unit is LimitUnit.WORKING_DAY or roll is not RollRule.NONE:
        return (EndRule.END_OF_DAY, EndRule.CLOSE_OF_BUSINESS)
    return (EndRule.END_OF_DAY,)


def _unsuitable(
    unit: LimitUnit, name: str, value: LabelledEnum, allowed: tuple[LabelledEnum, ...]
) -> UnsuitableRuleError:
    return UnsuitableRuleError(
        field=f"limit.{name}",
        value=value.value,
        allowed=", ".join(each.value for each in allowed),
        source=f"a limit in {unit.label.en}",
    )


@attrs.frozen(kw_only=True)
class Convention:
    """
    Hold how a law counts, apart from how much: limits are made from it.

    Args:
        key: A short name.
        label: The name in words.
        units: The units it counts in.
        start: From where it counts.
        roll: What happens if the end is not on a day of work.
        end: When on the last day it ends.
        source: The law.

    Raises:
        WrongTypeError: A field has another type.
        UnsuitableRuleError: The rules do not fit a unit.

    >>> from partygrid.packs import load
    >>> civil = load("china").conventions["civil_code_days"]
    >>> civil.limit(15, LimitUnit.CALENDAR_DAY).label.en
    '15 calendar days'
    """

    key: str
    label: Label
    units: tuple[LimitUnit, ...]
    start: StartRule
    roll: RollRule
    end: EndRule
    source: Source = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse a convention under which some limit could not be made.
        """
        if type(self.key) is not str:
            raise WrongTypeError(field="convention.key", value=self.key, allowed="text")
        field = f"convention {self.key}"
        if type(self.label) is not Label:
            raise WrongTypeError(field=f"{field}: label", value=self.label, allowed="a Label")
        if type(self.units) is not tuple or not self.units:
            raise WrongTypeError(
                field=f"{field}: units", value=self.units, allowed="a tuple of units, not empty"
            )
        for unit in self.units:
            check_conventions(unit, self.start, self.roll, self.end)
        if type(self.source) is not Source:
            raise WrongTypeError(field=f"{field}: source", value=self.source, allowed="a Source")

    def limit(self, amount: int, unit: LimitUnit | None = None) -> Limit:
        """
        Make a limit that is counted in this way.

        Args:
            amount: How much.
            unit: Of what; None: of the only unit there is.

        Raises:
            ValueNotAllowedError: The convention does not count in the unit, or has several and
                none is named; or the amount is out of range.
            WrongTypeError: The amount is not an int.
        """
        if unit is None and len(self.units) == 1:
            unit = self.units[0]
        if unit not in self.units:
            raise ValueNotAllowedError(
                field=f"convention {self.key}: unit",
                value=unit if unit is None else unit.value,
                allowed=", ".join(each.value for each in self.units),
                source=self.source.cite(),
            )
        return Limit(
            amount=amount,
            unit=unit,
            start=self.start,
            roll=self.roll,
            end=self.end,
            source=self.source,
        )
