"""
The questions about pay that sources leave open, each with the answers on offer.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from partygrid.dated import Effective, NotStated, Option, PeriodKind, ReadOn
from partygrid.labels import Label, LabelledEnum
from partygrid.money import HALF_UP_TO_FEN, ApportionRule, Direction, RoundingRule, Ties
from partygrid.pay import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    CountedLines,
    MoverRule,
    PartMethod,
    PartMonth,
    PayLadder,
    PaymentPlan,
    PaymentRule,
    RatingRule,
)
from partygrid.people import PartYears, ServiceCount, ServiceRule

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


def _full_years(*, count: ServiceCount, effective: Effective) -> ServiceRule:
    return ServiceRule(count=count, part_years=PartYears.DROPPED, effective=effective)


def _rule(*, rule: ServiceRule) -> ServiceRule:
    return rule


def _ladder(*, ladder: PayLadder) -> PayLadder:
    return ladder


def _allowances_from(*, certificate: Effective, education: Effective) -> AllowancesFrom:
    return AllowancesFrom(certificate=certificate, education=education)


def _largest_remainder(*, unit: int, ties: Ties) -> ApportionRule:
    return ApportionRule(unit=unit, ties=ties)


def _part_month(
    method: PartMethod, *, lines: CountedLines, divisor: Fraction | None = None
) -> PartMonth:
    return PartMonth(method=method, divisor=divisor, lines=lines)


def _monthly(*, day: int, lag: int) -> PaymentPlan:
    rule = PaymentRule(every=PeriodKind.MONTH, lag=lag, day=day, after_rating=False)
    return PaymentPlan(fixed=rule, award=rule)


def _plan(*, fixed: PaymentRule, award: PaymentRule) -> PaymentPlan:
    return PaymentPlan(fixed=fixed, award=award)


READ_ON = NotStated(
    Label("各项标准按当月哪一天的规定执行？", "as on which day of the month are the values read?"),
    _each(ReadOn),
)
SERVICE = NotStated(
    Label("工龄如何计算？", "how is service counted?"),
    (
        Option(
            name="full_years",
            label=Label("按满年计，考核结果不影响", "in full years, whatever the results"),
            make=_full_years,
        ),
        Option(
            name="rule",
            label=Label("按给定规则", "by a given rule"),
            make=_rule,
        ),
    ),
)
LADDER = NotStated(
    Label(
        "岗位、职级区间、升级年限和加级如何规定？",
        "which windows, years a step and credits has the ladder?",
    ),
    (
        Option(
            name="ladder",
            label=Label("按给定的岗位职级", "a given ladder"),
            make=_ladder,
        ),
    ),
)
ALLOWANCES_FROM = NotStated(
    Label(
        "证书和学历自何时起计发津贴？",
        "from when do certificates and education count in the scale?",
    ),
    (
        Option(
            name="from",
            label=Label("按给定起算时间", "from stated times"),
            make=_allowances_from,
        ),
    ),
)
AWARD_APPORTION: NotStated[Any] = NotStated(
    Label("单位绩效池如何分配到人？", "how is a unit's pool shared out?"),
    (
        Option(
            name="largest_remainder",
            label=Label("最大余数法", "by largest remainder"),
            make=_largest_remainder,
        ),
    ),
)
PART_MONTH = NotStated(
    Label("不满月如何计发？", "how is part of a month paid?"),
    (
        Option(
            name="refused",
            label=PartMethod.REFUSED.label,
            value=PartMonth(method=PartMethod.REFUSED, divisor=None, lines=CountedLines(None)),
        ),
        *(
            Option(name=method.value, label=method.label, make=partial(_part_month, method))
            for method in PartMethod
            if method is not PartMethod.REFUSED
        ),
    ),
)
PROBATION: NotStated[Any] = NotStated(Label("试用期如何计发？", "what is paid on probation?"))
PAYMENTS = NotStated(
    Label("固定部分和绩效各在何时发放？", "when are the fixed part and the award paid?"),
    (
        Option(
            name="monthly",
            label=Label("均按月发放", "both every month"),
            make=_monthly,
        ),
        Option(name="plan", label=Label("按给定安排", "by a given plan"), make=_plan),
    ),
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
