"""The steps of a payslip: what all workers share is made once, the rest on demand."""

from __future__ import annotations

from operator import getitem
from typing import TYPE_CHECKING

import attrs

from partygrid.dated import NotKnown
from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.pay._choices import AwardBasis
from partygrid.pay._compile import Kit
from partygrid.pay._lines import LineSteps, given, line_steps
from partygrid.pay._placement import fact_step
from partygrid.pay._scale import Key
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.pay._payslip import Payslip
    from partygrid.pay._scheme import PayRules


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
        outside: The rule of the lines that do not count in the total.
        of_total: Whether the pool is taken out of the scale's amount.
    """

    lines: tuple[LineSteps, ...]
    rows: tuple[dict[Key, Step], ...]
    total: StepRule
    rate: Step
    pool: StepRule
    fixed: StepRule
    share: StepRule
    shares: tuple[Step, ...]
    award: StepRule
    outside: StepRule
    of_total: bool

    @classmethod
    def of(cls, rules: PayRules, kit: Kit) -> PaySteps:
        """Make the shared steps of a set of values."""
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
            outside=StepRule(
                "outside", _OUTSIDE, Unit.YUAN, Op.SUM, entry=rules.entry("award_lines")
            ),
            of_total=of_total,
        )


def _rows(line: LineSteps, table: dict[Key, Fen]) -> dict[Key, Step]:
    return {key: line.step(amount, fact_step(line.selector, key)) for key, amount in table.items()}


def _rate(rules: PayRules) -> Step:
    rate = given("rate", _RATE, Unit.PERCENT, rules.award_rate, rules.entry("award_rate"))
    if rules.award_basis is not AwardBasis.FIXED_PART:
        return rate
    whole = Step(StepRule("whole", _WHOLE, Unit.PERCENT), 1)
    rest = Step(
        StepRule("rest", _REST, Unit.PERCENT, Op.DIFFERENCE), 1 - rules.award_rate, (whole, rate)
    )
    factor = rules.award_rate / (1 - rules.award_rate)
    return Step(StepRule("factor", _GROSS_UP, Unit.FACTOR, Op.QUOTIENT), factor, (rate, rest))


def payslip_steps(slip: Payslip) -> Step:
    """Give the steps of a payslip, from its own fields."""
    rules = slip.terms.rules
    # Rules and steps are one room's.
    shared: PaySteps = rules._steps  # noqa: SLF001
    kit: Kit = rules._kit  # noqa: SLF001
    placement = slip.placement
    counted: tuple[Step, ...]
    if placement.basis is None:
        counted = tuple(map(getitem, shared.rows, kit.pick(placement)))
    else:
        counted = _lines(slip, shared)
    outside: tuple[Step, ...] = ()
    if kit.counted is not None:
        counted, outside = _split(counted, kit.counted)
    if shared.of_total:
        total = Step(shared.total, slip.total, counted)
        pool = Step(shared.pool, slip.pool, (total, shared.rate))
        fixed = Step(shared.fixed, slip.fixed, (total, pool))
    else:
        fixed = Step(shared.fixed, slip.fixed, counted)
        pool = Step(shared.pool, slip.pool, (fixed, shared.rate))
    met = placement.criteria_met
    by_hand = placement.basis is None and type(met) is int
    share = shared.shares[met] if by_hand else _share(slip, shared)  # type: ignore[index]
    award = Step(shared.award, slip.award, (pool, share))
    if outside:
        beside = Step(shared.outside, slip.outside, outside)
        return Step(_PAID_RULE, slip.paid, (fixed, award, beside))
    return Step(_PAID_RULE, slip.paid, (fixed, award))


def _lines(slip: Payslip, shared: PaySteps) -> tuple[Step, ...]:
    facts = slip.placement.facts()
    return tuple(
        line.step(amount, facts[line.selector])
        for line, amount in zip(shared.lines, slip.amounts, strict=True)
    )


def _split(
    lines: tuple[Step, ...], counted: tuple[bool, ...]
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    return (
        tuple(line for line, flag in zip(lines, counted, strict=True) if flag),
        tuple(line for line, flag in zip(lines, counted, strict=True) if not flag),
    )


def _share(slip: Payslip, shared: PaySteps) -> Step:
    met = slip.placement.criteria_met
    share = met if isinstance(met, NotKnown) else slip.terms.rules.award_shares[met]
    return Step(shared.share, share, (slip.placement.facts()["criteria_met"],))


_TOTAL = Label("薪酬总额", "total")
_POOL = Label("绩效奖励总额", "award pool")
_FIXED = Label("固定部分", "fixed part")
_SHARE = Label("发放比例", "share paid")
_AWARD = Label("绩效奖励", "award")
_OUTSIDE = Label("不计入总额的项目", "lines outside the total")
_RATE = Label("绩效占比", "award rate")
_WHOLE = Label("全部", "whole")
_REST = Label("固定占比", "fixed rate")
_GROSS_UP = Label("折算系数", "gross-up factor")
_PAID_RULE = StepRule("paid", Label("应发", "payable"), Unit.YUAN, Op.SUM)
