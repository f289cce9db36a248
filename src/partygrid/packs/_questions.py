"""
The questions about pay that sources leave open, each with the answers on offer.
"""

from __future__ import annotations

from typing import Any, TypeVar

from partygrid.dated import NotStated, Option, PeriodKind, ReadOn
from partygrid.labels import Label, LabelledEnum
from partygrid.money import HALF_UP_TO_FEN, Direction, RoundingRule
from partygrid.pay import AwardBasis, AwardPool, CountedLines, MoverRule, RatingRule
from partygrid.people import ServiceCount

E = TypeVar("E", bound=LabelledEnum)


def _each(kind: type[E]) -> tuple[Option[E], ...]:
    return tuple(Option(name=member.value, label=member.label, value=member) for member in kind)


def _to_unit(*, unit: int, direction: Direction) -> RoundingRule:
    return RoundingRule(unit, direction)


def _only(*, lines: tuple[str, ...]) -> CountedLines:
    return CountedLines(lines)


def _same_period(*, every: PeriodKind) -> RatingRule:
    return RatingRule(every=every, lag=0)


def _earlier_period(*, every: PeriodKind, lag: int) -> RatingRule:
    return RatingRule(every=every, lag=lag)


READ_ON = NotStated(
    Label("各项标准按当月哪一天的规定执行？", "as on which day of the month are the values read?"),
    _each(ReadOn),
)
SERVICE_COUNT = NotStated(
    Label("中断前后的工龄如何合并？", "how is service before and after a break counted?"),
    _each(ServiceCount),
)
BASE: NotStated[Any] = NotStated(
    Label("职级系数所乘的基数是多少？", "what is the base that the coefficients multiply?")
)
SCALE: NotStated[Any] = NotStated(
    Label(
        "薪酬由哪些项目构成，标准各是多少？", "which components make up pay, and at what amounts?"
    )
)
ROUNDING = NotStated(
    Label("金额如何取整？", "how are amounts rounded?"),
    (
        Option(name="half_up_to_fen", label=HALF_UP_TO_FEN.label, value=HALF_UP_TO_FEN),
        Option(
            name="to_unit",
            label=Label("按给定单位和方向取整", "to a given unit, in a given direction"),
            make=_to_unit,
        ),
    ),
)
AWARD_BASIS = NotStated(
    Label(
        "薪酬标准是总额、固定部分，还是另加绩效的基数？",
        "is the scale the total, the fixed part, or a base to add to?",
    ),
    _each(AwardBasis),
)
AWARD_POOL = NotStated(
    Label(
        "绩效奖励按个人还是按单位工资总额计提？",
        "is the pool each worker's own or of the unit's wage bill?",
    ),
    _each(AwardPool),
)
AWARD_LINES = NotStated(
    Label("哪些项目计入薪酬总额？", "which lines count in the total?"),
    (
        Option(name="all_lines", label=Label("全部计入", "all of them"), value=CountedLines(None)),
        Option(name="only", label=Label("只计列明的项目", "only those listed"), make=_only),
    ),
)
RATING = NotStated(
    Label(
        "评定周期多长，当月适用哪一期的结果？",
        "how long is a rating period, and which one counts for a month?",
    ),
    (
        Option(
            name="same_period",
            label=Label("本期末评定结果", "the rating at the end of the same period"),
            make=_same_period,
        ),
        Option(
            name="earlier_period",
            label=Label("以前某期末评定结果", "the rating at the end of an earlier period"),
            make=_earlier_period,
        ),
    ),
)
MOVER = NotStated(
    Label("年中调动社区的，按哪个社区的评定？", "whose rating counts for a worker who moved?"),
    _each(MoverRule),
)
