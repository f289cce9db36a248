"""
The choices that a limit is made of: unit, start, roll and end.
"""

from __future__ import annotations

from typing import Final

from partygrid.errors import UnsuitableRuleError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_kind, with_article


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

    def counted(self, amount: int) -> Label:
        """
        Write how many of it, as each language counts.

        Args:
            amount: How many.

        Raises:
            WrongTypeError: It is not an int.

        >>> LimitUnit.WORKING_DAY.counted(1)
        Label(zh='1个工作日', en='1 working day')
        """
        check_kind(amount, int, "amount")
        zh, en = self.label.zh, self.label.en
        return Label(
            f"{amount}个{zh}" if self in _WITH_COUNTER else f"{amount}{zh}",
            f"{amount} {en.removesuffix('s') if amount == 1 else en}",
        )


_WORKING_TIME: Final = frozenset({LimitUnit.WORKING_MINUTE, LimitUnit.WORKING_HOUR})
_WITH_COUNTER: Final = _WORKING_TIME | {LimitUnit.WORKING_DAY}
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


def check_conventions(unit: LimitUnit, start: StartRule, roll: RollRule, end: EndRule) -> None:
    """
    Refuse conventions that do not fit the unit or each other.

    Raises:
        WrongTypeError: One is of another type.
        UnsuitableRuleError: They do not fit.
    """
    kinds = (type(unit), type(start), type(roll), type(end))
    if kinds == _KINDS and (unit, start, roll, end) in _FITTING:
        return
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
                allowed=f"{with_article(kind.__name__)}: there is no default",
            )
    if (start in _CLOCK_STARTS) is not unit.is_clock:
        raise _unsuitable(unit, "start", start, _starts(unit))
    if roll not in _rolls(unit):
        raise _unsuitable(unit, "roll", roll, _rolls(unit))
    # Only the end is left not to fit.
    raise _unsuitable(unit, "end", end, _ends(unit, roll))


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


_KINDS: Final = (LimitUnit, StartRule, RollRule, EndRule)
# Limits are made for every extension of every case that is looked at.
_FITTING: Final = frozenset(
    (unit, start, roll, end)
    for unit in LimitUnit
    for start in _starts(unit)
    for roll in _rolls(unit)
    for end in _ends(unit, roll)
)


def _unsuitable(
    unit: LimitUnit, name: str, value: LabelledEnum, allowed: tuple[LabelledEnum, ...]
) -> UnsuitableRuleError:
    return UnsuitableRuleError(
        field=f"limit.{name}",
        value=value.value,
        allowed=", ".join(each.value for each in allowed),
        source=f"a limit in {unit.label.en}",
    )
