"""The steps of a payslip: what all workers share is made once, the rest on demand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from partygrid.dated import NotKnown
from partygrid.labels import Label
from partygrid.pay._choices import AwardBasis
from partygrid.pay._scale import Coefficients, Component, Key, YearlyRate
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.pay._payslip import Payslip
    from partygrid.pay._scheme import PayRules


@attrs.frozen(slots=False)
class LineSteps:
    """
    Hold the shared steps of one component.

    Args:
        rule: The rule of the line itself.
        selector: The fact that picks the row.
        first: The base or the yearly rate; None for a table.
        factor: The rule of the coefficient, or of the years that count.
        factors: The coefficient of each row.
        cap: The most years that count.
        names: The official names of rows.
    """

    rule: StepRule
    selector: str
    first: Step | None = None
    factor: StepRule | None = None
    factors: dict[Key, Fraction] | None = None
    cap: Step | None = None
    names: dict[Key, Label] = attrs.field(factory=dict)

    def step(self, amount: int, facts: dict[str, Step]) -> Step:
        """Give the step of one worker's line."""
        fact = facts[self.selector]
        if self.first is None or self.factor is None:
            return Step(self.rule, amount, (fact,), self.names.get(fact.value))  # type: ignore[arg-type]
        if self.factors is not None:
            value = self.factors[fact.value]  # type: ignore[index]
            return Step(self.rule, amount, (self.first, Step(self.factor, value, (fact,))))
        if self.cap is None:
            return Step(self.rule, amount, (self.first, fact))
        years = min(fact.value, self.cap.value)  # type: ignore[type-var]
        counted = Step(self.factor, years, (fact, self.cap))
        return Step(self.rule, amount, (self.first, counted))


def _line_steps(component: Component, rules: PayRules) -> LineSteps:
    scale = rules.entry("scale")
    key, label, selector = component.key, component.label, component.selector.value
    amount = component.amount
    if isinstance(amount, Coefficients):
        rounding = component.rounding or rules.rounding
        return LineSteps(
            rule=StepRule(
                key,
                label,
                Unit.YUAN,
                Op.PRODUCT,
                rounding,
                rounded_by=scale if component.rounding else rules.entry("rounding"),
            ),
            selector=selector,
            first=_given("base", Label("基数", "base"), Unit.YUAN, rules.base or 0, rules, "base"),
            factor=StepRule(f"{key}.coefficient", _COEFFICIENT, Unit.FACTOR, entry=scale),
            factors=dict(amount.rows),
        )
    if isinstance(amount, YearlyRate):
        rate, cap = f"{key}.rate", amount.cap
        return LineSteps(
            rule=StepRule(key, label, Unit.YUAN, Op.PRODUCT),
            selector=selector,
            first=_given(rate, _PER_YEAR, Unit.YUAN, amount.per_year, rules, "scale"),
            factor=StepRule(f"{key}.years", _COUNTED_YEARS, Unit.YEARS, Op.LEAST),
            cap=None
            if cap is None
            else _given(f"{key}.cap", _CAP, Unit.YEARS, cap, rules, "scale"),
        )
    return LineSteps(
        rule=StepRule(key, label, Unit.YUAN, entry=scale),
        selector=selector,
        names=dict(component.row_labels),
    )


def _given(
    key: str, label: Label, unit: Unit, value: int | Fraction, rules: PayRules, field: str
) -> Step:
    return Step(StepRule(key, label, unit, entry=rules.entry(field)), value)


# Without slots: it is read once for every explained worker.
@attrs.frozen(kw_only=True, slots=False)
class PaySteps:
    """
    Hold what the explanations of one set of values have in common.

    Args:
        lines: The shared steps of each component.
        total: The rule of the total.
        rate: The step of what makes the pool.
        pool: The rule of the pool.
        fixed: The rule of the fixed part.
        share: The rule of the share that is paid.
        award: The rule of the award.
        outside: The rule of the lines that do not count in the total.
        of_total: Whether the pool is taken out of the scale's amount.
    """

    lines: tuple[LineSteps, ...]
    total: StepRule
    rate: Step
    pool: StepRule
    fixed: StepRule
    share: StepRule
    award: StepRule
    outside: StepRule
    of_total: bool

    @classmethod
    def of(cls, rules: PayRules) -> PaySteps:
        """Make the shared steps of a set of values."""
        of_total = rules.award_basis is AwardBasis.OF_TOTAL
        rounding, rounded_by = rules.rounding, rules.entry("rounding")
        return cls(
            lines=tuple(_line_steps(component, rules) for component in rules.scale),
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
            share=StepRule("share", _SHARE, Unit.PERCENT, entry=rules.entry("award_shares")),
            award=StepRule(
                "award", _AWARD, Unit.YUAN, Op.PRODUCT, rounding, rounded_by=rounded_by
            ),
            outside=StepRule(
                "outside", _OUTSIDE, Unit.YUAN, Op.SUM, entry=rules.entry("award_lines")
            ),
            of_total=of_total,
        )


def _rate(rules: PayRules) -> Step:
    rate = _given("rate", _RATE, Unit.PERCENT, rules.award_rate, rules, "award_rate")
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
    shared = rules._steps  # noqa: SLF001 - values and steps are one room's
    facts = slip.placement.facts()
    steps = tuple(
        [line.step(amount, facts) for line, amount in zip(shared.lines, slip.amounts, strict=True)]
    )
    counted, outside = steps, ()
    if rules._counted is not None:  # noqa: SLF001
        flags = rules._counted  # noqa: SLF001
        counted = tuple(step for step, flag in zip(steps, flags, strict=True) if flag)
        outside = tuple(step for step, flag in zip(steps, flags, strict=True) if not flag)
    if shared.of_total:
        total = Step(shared.total, slip.total, counted)
        pool = Step(shared.pool, slip.pool, (total, shared.rate))
        fixed = Step(shared.fixed, slip.fixed, (total, pool))
    else:
        fixed = Step(shared.fixed, slip.fixed, counted)
        pool = Step(shared.pool, slip.pool, (fixed, shared.rate))
    return Step(_PAID_RULE, slip.paid, _paid(slip, shared, facts, fixed, pool, outside))


def _paid(
    slip: Payslip,
    shared: PaySteps,
    facts: dict[str, Step],
    fixed: Step,
    pool: Step,
    outside: tuple[Step, ...],
) -> tuple[Step, ...]:
    met = slip.placement.criteria_met
    share: Any = met if met is NotKnown.YET else slip.terms.rules.award_shares[met]
    award = Step(
        shared.award, slip.award, (pool, Step(shared.share, share, (facts["criteria_met"],)))
    )
    if outside:
        return (fixed, award, Step(shared.outside, slip.outside, outside))
    return (fixed, award)


_COEFFICIENT = Label("系数", "coefficient")
_PER_YEAR = Label("每年标准", "rate a year")
_COUNTED_YEARS = Label("计发年限", "years counted")
_CAP = Label("年限上限", "cap on years")
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
