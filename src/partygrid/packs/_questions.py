"""
The questions about pay that sources leave open, each with the answers on offer.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any, Final, TypeVar

from partygrid.dated import Effective, NotStated, Option, PeriodKind, ReadOn
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum
from partygrid.money import HALF_UP_TO_FEN, Direction, Fen, RoundingRule
from partygrid.pay import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    CountedLines,
    IndexedBase,
    MoverRule,
    PartMethod,
    PartMonth,
    PayLadder,
    PaymentPlan,
    PaymentRule,
    ProbationBase,
    ProbationRule,
    RatingRule,
    StarEffect,
    StarRule,
)
from partygrid.people import PartYears, ServiceCount, ServiceRule

E = TypeVar("E", bound=LabelledEnum)

# What a placement takes.
_MOST_CRITERIA: Final = 1000
_MOST_STARS: Final = 10


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


def _confirmed() -> None:
    return None


def _allowances_from(*, certificate: Effective, education: Effective) -> AllowancesFrom:
    return AllowancesFrom(certificate=certificate, education=education)


def _part_month(
    method: PartMethod, *, lines: CountedLines, divisor: Fraction | None = None
) -> PartMonth:
    return PartMonth(method=method, divisor=divisor, lines=lines)


def _monthly(*, day: int, lag: int) -> PaymentPlan:
    rule = PaymentRule(every=PeriodKind.MONTH, lag=lag, day=day, after_rating=False)
    return PaymentPlan(fixed=rule, award=rule)


def _plan(*, fixed: PaymentRule, award: PaymentRule) -> PaymentPlan:
    return PaymentPlan(fixed=fixed, award=award)


def _share_of_own(
    *, entries: tuple[str, ...], share: Fraction, award: bool
) -> tuple[ProbationRule, ...]:
    if type(entries) is not tuple:
        raise WrongTypeError(field="entries", value=entries, allowed="a tuple of names")
    return tuple(
        ProbationRule(entry=entry, base=ProbationBase.OWN, share=share, award=award)
        for entry in entries
    )


def _rules(*, rules: tuple[ProbationRule, ...]) -> tuple[ProbationRule, ...]:
    return rules


def _sum(*, amount: Fen) -> Fen:
    return amount


def _share(*, share: Fraction) -> Fraction:
    return share


def _in_proportion(*, criteria: int) -> tuple[Fraction, ...]:
    if type(criteria) is not int:
        raise WrongTypeError(field="criteria", value=criteria, allowed="a whole number")
    if not 1 <= criteria <= _MOST_CRITERIA:
        raise ValueNotAllowedError(
            field="criteria", value=criteria, allowed=f"1 to {_MOST_CRITERIA}"
        )
    return tuple(Fraction(met, criteria) for met in range(criteria + 1))


def _shares(*, shares: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return shares


def _noted(*, rating: RatingRule, most: int) -> StarRule:
    if type(most) is not int:
        raise WrongTypeError(field="most", value=most, allowed="a whole number")
    effect = StarEffect(what=Label("与星级挂钩", "linked to the stars"))
    rows = tuple((stars, effect) for stars in range(min(most, _MOST_STARS) + 1))
    return StarRule(rating=rating, most=most, rows=rows)


def _star_rule(*, rule: StarRule) -> StarRule:
    return rule


READ_ON = NotStated(
    Label("各项标准按当月哪一天的规定执行？", "as on which day of the month are the values read?"),
    _each(ReadOn),
)
SERVICE_OPTIONS = (
    Option(
        name="full_years",
        label=Label("只计满年，与考核结果无关", "in full years, whatever the results"),
        make=_full_years,
    ),
    Option(name="rule", label=Label("按给定规则", "by a given rule"), make=_rule),
)
SERVICE = NotStated(Label("工龄如何计算？", "how is service counted?"), SERVICE_OPTIONS)
LADDER_OPTIONS: tuple[Option[PayLadder | None], ...] = (
    Option(
        name="confirmed",
        label=Label("以核定的职级为准", "a level is what was confirmed"),
        make=_confirmed,
    ),
    Option(name="ladder", label=Label("按给定的岗位职级", "by a given ladder"), make=_ladder),
)
LADDER = NotStated(
    Label(
        "岗位、职级区间、升级年限和加级如何规定？",
        "which windows, years a step and credits has the ladder?",
    ),
    LADDER_OPTIONS,
)
ALLOWANCES_FROM = NotStated(
    Label(
        "证书和学历学位自何时起计发津贴？",
        "from when do certificates, education and degrees count in the scale?",
    ),
    (
        Option(
            name="from",
            label=Label("自给定的时间起", "from given times"),
            make=_allowances_from,
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
PROBATION: NotStated[Any] = NotStated(
    Label("试用期如何计发？", "what is paid on probation?"),
    (
        Option(name="none", label=Label("不设试用期", "there is no probation"), value=()),
        Option(
            name="share_of_own",
            label=Label("本人转正后标准的一定比例", "a share of one's own pay after probation"),
            make=_share_of_own,
        ),
        Option(name="rules", label=Label("按给定规则", "by given rules"), make=_rules),
    ),
)
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
AWARD_RATE = NotStated(
    Label("绩效奖励占多大比例？", "which part is the performance award?"),
    (
        Option(name="none", label=Label("不设绩效奖励", "there is none"), value=Fraction(0)),
        Option(name="share", label=Label("按给定比例", "a given share"), make=_share),
    ),
)
AWARD_SHARES = NotStated(
    Label("绩效奖励按评定结果如何发放？", "how much of the award does each rating leave?"),
    (
        Option(
            name="in_proportion",
            label=Label("按达标项数占比", "in proportion to the criteria met"),
            make=_in_proportion,
        ),
        Option(
            name="listed",
            label=Label("按列明的比例，自零项起", "shares as listed, from none met"),
            make=_shares,
        ),
    ),
)
STARS = NotStated(
    Label(
        "所在社区党组织的星级如何影响薪酬？",
        "what do the stars of the community's Party organisation do to pay?",
    ),
    (
        Option(
            name="noted",
            label=Label("只作提示，不计算", "they are noted, and nothing is computed"),
            make=_noted,
        ),
        Option(name="rule", label=Label("按给定规则", "by a given rule"), make=_star_rule),
    ),
)
INDEXED_BASE_OPTIONS: tuple[Option[Any], ...] = (
    Option(
        name="indexed",
        label=Label("指标乘以系数", "an index times factors"),
        make=IndexedBase,
    ),
    Option(name="amount", label=Label("固定金额", "a fixed amount"), make=_sum),
)
