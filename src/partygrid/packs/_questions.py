"""
The questions about pay that sources leave open, each with the answers on offer.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from partygrid.dated import NotStated, Option, ReadOn
from partygrid.labels import Label, LabelledEnum
from partygrid.money import HALF_UP_TO_FEN
from partygrid.packs import _answers
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    CountedLines,
    IndexedBase,
    MoverRule,
    PartMethod,
    PartMonth,
    PayLadder,
)

E = TypeVar("E", bound=LabelledEnum)


def _each(kind: type[E]) -> tuple[Option[E], ...]:
    return tuple(Option(name=member.value, label=member.label, value=member) for member in kind)


READ_ON = NotStated(
    Label("各项标准按当月哪一天的规定执行？", "as on which day of the month are the values read?"),
    _each(ReadOn),
)
SERVICE_OPTIONS = (
    Option(
        name="full_years",
        label=Label("只计满年，与考核结果无关", "in full years, whatever the results"),
        make=_answers.full_years,
    ),
    Option(name="rule", label=Label("按给定规则", "by a given rule"), make=_answers.rule),
)
SERVICE = NotStated(Label("工龄如何计算？", "how is service counted?"), SERVICE_OPTIONS)
LADDER_OPTIONS: tuple[Option[PayLadder | None], ...] = (
    Option(
        name="confirmed",
        label=Label("以核定的职级为准", "a level is what was confirmed"),
        make=_answers.confirmed,
    ),
    Option(
        name="ladder", label=Label("按给定的岗位职级", "by a given ladder"), make=_answers.ladder
    ),
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
            make=_answers.allowances_from,
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
            Option(
                name=method.value, label=method.label, make=partial(_answers.part_month, method)
            )
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
            make=_answers.share_of_own,
        ),
        Option(name="rules", label=Label("按给定规则", "by given rules"), make=_answers.rules),
    ),
)
PAYMENTS = NotStated(
    Label("固定部分和绩效各在何时发放？", "when are the fixed part and the award paid?"),
    (
        Option(
            name="monthly",
            label=Label("均按月发放", "both every month"),
            make=_answers.monthly,
        ),
        Option(name="plan", label=Label("按给定安排", "by a given plan"), make=_answers.plan),
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
            make=_answers.to_unit,
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
        Option(
            name="only", label=Label("只计列明的项目", "only those listed"), make=_answers.only
        ),
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
            make=_answers.same_period,
        ),
        Option(
            name="earlier_period",
            label=Label("以前某期末评定结果", "the rating at the end of an earlier period"),
            make=_answers.earlier_period,
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
        Option(name="share", label=Label("按给定比例", "a given share"), make=_answers.share),
    ),
)
AWARD_SHARES = NotStated(
    Label("绩效奖励按评定结果如何发放？", "how much of the award does each rating leave?"),
    (
        Option(
            name="in_proportion",
            label=Label("按达标项数占比", "in proportion to the criteria met"),
            make=_answers.in_proportion,
        ),
        Option(
            name="listed",
            label=Label("按列明的比例，自零项起", "shares as listed, from none met"),
            make=_answers.shares,
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
            make=_answers.noted,
        ),
        Option(name="rule", label=Label("按给定规则", "by a given rule"), make=_answers.star_rule),
    ),
)
INDEXED_BASE_OPTIONS: tuple[Option[Any], ...] = (
    Option(
        name="indexed",
        label=Label("指标乘以系数", "an index times factors"),
        make=IndexedBase,
    ),
    Option(name="amount", label=Label("固定金额", "a fixed amount"), make=_answers.a_sum),
)
