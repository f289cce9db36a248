"""
The steps of a payslip: what all workers share is made once, the rest on demand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.pay._basis import fact_step
from partygrid.pay._choices import AwardBasis
from partygrid.pay._compile import Kit
from partygrid.pay._lines import LineSteps, given, line_steps
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.pay._values import PayValues


# Without slots: it is read once for every explained worker.
@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class PaySteps:
    """
    Hold what the explanations of one set of values have in common.

    Args:
        lines: The shared steps of each component.
        rows: The whole step of each row of each component, for placements made by hand.
        total: The rule of the total.
        rate: The step of what makes the pool.
        pool: The rule of the pool.
        fixed: The rule of the fixed part.
        share: The rule of the share that is paid.
        shares: The whole step of each share, for placements made by hand.
        award: The rule of the award.
        no_pool: The rule of the award where there is no pool to take it of.
        outside: The rule of the lines that do not count in the total.
        of_total: Whether the pool is taken out of the scale's amount.
    """

    lines: tuple[LineSteps, ...]
    rows: tuple[dict[Any, Step], ...]
    total: StepRule
    rate: Step
    pool: StepRule
    fixed: StepRule
    share: StepRule
    shares: tuple[Step, ...]
    award: StepRule
    no_pool: StepRule
    outside: StepRule
    of_total: bool

    @classmethod
    def of(cls, rules: PayValues, kit: Kit) -> PaySteps:
        """
        Make the shared steps of a set of values.
        """
        of_total = rules.award_basis is AwardBasis.OF_TOTAL
        rounding, rounded_by = rules.rounding, rules.entry("rounding")
        lines = tuple(line_steps(component, rules) for component in rules.scale)
        share = StepRule("share", _SHARE, Unit.PERCENT, entry=rules.entry("award_shares"))
        return cls(
            lines=lines,
            rows=tuple(map(_rows, lines, kit.tables)),
            total=StepRule("total", _TOTAL, Unit.YUAN, Op.SUM),
            rate=_rate(rules),
            pool=StepRule(
                "pool",
                _POOL,
                Unit.YUAN,
                Op.PRODUCT,
                rounding,
                rules.entry("award_basis"),
                rules.award_basis.label,
                rounded_by,
            ),
            fixed=StepRule("fixed", _FIXED, Unit.YUAN, Op.DIFFERENCE if of_total else Op.SUM),
            share=share,
            shares=tuple(
                Step(share, value, (fact_step("criteria_met", met),))
                for met, value in enumerate(rules.award_shares)
            ),
            award=StepRule(
                "award", _AWARD, Unit.YUAN, Op.PRODUCT, rounding, rounded_by=rounded_by
            ),
            no_pool=StepRule("award", _AWARD, Unit.YUAN, note=_NO_POOL),
            outside=StepRule(
                "outside", _OUTSIDE, Unit.YUAN, Op.SUM, entry=rules.entry("award_lines")
            ),
            of_total=of_total,
        )


def _rows(line: LineSteps, table: dict[Any, Fen]) -> dict[Any, Step]:
    if len(line.selectors) == 1:
        field = line.selectors[0]
        return {key: line.step(amount, fact_step(field, key)) for key, amount in table.items()}
    return {
        key: line.step(amount, *map(fact_step, line.selectors, key))
        for key, amount in table.items()
    }


def _rate(rules: PayValues) -> Step:
    rate = given("rate", _RATE, Unit.PERCENT, rules.award_rate, rules.entry("award_rate"))
    if rules.award_basis is not AwardBasis.FIXED_PART:
        return rate
    whole = Step(StepRule("whole", _WHOLE, Unit.PERCENT), 1)
    rest = Step(
        StepRule("rest", _REST, Unit.PERCENT, Op.DIFFERENCE), 1 - rules.award_rate, (whole, rate)
    )
    factor = rules.award_rate / (1 - rules.award_rate)
    return Step(StepRule("factor", _GROSS_UP, Unit.FACTOR, Op.QUOTIENT), factor, (rate, rest))


_TOTAL = Label("薪酬总额", "total")
_POOL = Label("绩效奖励总额", "award pool")
_FIXED = Label("固定部分", "fixed part")
_SHARE = Label("发放比例", "share paid")
_AWARD = Label("绩效奖励", "award")
_NO_POOL = Label("没有可发放的绩效", "there is no pool")
_OUTSIDE = Label("不计入总额的项目", "lines outside the total")
_RATE = Label("绩效占比", "award rate")
_WHOLE = Label("全部", "whole")
_REST = Label("固定占比", "fixed rate")
_GROSS_UP = Label("折算系数", "gross-up factor")
