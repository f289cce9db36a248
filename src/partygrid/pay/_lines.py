"""
The steps of one line of pay.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from partygrid.labels import Label
from partygrid.pay._amounts import Coefficients, YearlyRate
from partygrid.pay._base import IndexedBase
from partygrid.pay._scale import Component
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.dated import Dated
    from partygrid.pay._values import PayValues


@attrs.frozen(slots=False, eq=False, repr=False)
class LineSteps:
    """
    Hold the shared steps of one component.

    Args:
        rule: The rule of the line itself.
        selectors: The facts that pick the row.
        first: The base or the yearly rate; None for a table.
        factor: The rule of the coefficient, or of the years that count.
        factors: The coefficient of each row.
        cap: The most years that count.
        names: The official names of rows.
    """

    rule: StepRule
    selectors: tuple[str, ...]
    first: Step | None = None
    factor: StepRule | None = None
    factors: dict[Any, Fraction] = attrs.field(factory=dict)
    cap: Step | None = None
    names: dict[Any, Label] = attrs.field(factory=dict)

    def step(self, amount: int, *facts: Step) -> Step:
        """
        Give the step of one line, from its amount and the facts that picked the row.
        """
        if len(facts) != 1:
            return Step(self.rule, amount, facts)
        (fact,) = facts
        name = self.names.get(fact.value)
        if self.first is None:
            return Step(self.rule, amount, (fact,), name)
        if self.factor is None:
            return Step(self.rule, amount, (self.first, fact), name)
        if self.cap is None:
            factor = Step(self.factor, self.factors[fact.value], (fact,), name)
            return Step(self.rule, amount, (self.first, factor))
        years: Any = min(fact.value, self.cap.value)  # type: ignore[type-var]  # both are years
        return Step(self.rule, amount, (self.first, Step(self.factor, years, (fact, self.cap))))


def line_steps(component: Component, rules: PayValues) -> LineSteps:
    """
    Make the shared steps of a component.
    """
    scale = rules.entry("scale")
    key, amount = component.key, component.amount
    selectors = tuple(selector.value for selector in component.selectors)
    if isinstance(amount, Coefficients):
        return LineSteps(
            rule=_product(component, rules),
            selectors=selectors,
            first=base_step(rules),
            factor=StepRule(f"{key}.coefficient", _COEFFICIENT, Unit.FACTOR, entry=scale),
            factors=dict(amount.rows),
            names=dict(component.row_labels),
        )
    if isinstance(amount, YearlyRate):
        years = StepRule(f"{key}.years", _COUNTED_YEARS, Unit.YEARS, Op.LEAST)
        cap = amount.cap
        return LineSteps(
            rule=StepRule(key, component.label, Unit.YUAN, Op.PRODUCT),
            selectors=selectors,
            first=given(f"{key}.rate", _PER_YEAR, Unit.YUAN, amount.per_year, scale),
            factor=None if cap is None else years,
            cap=None if cap is None else given(f"{key}.cap", _CAP, Unit.YEARS, cap, scale),
        )
    return LineSteps(
        rule=StepRule(key, component.label, Unit.YUAN, entry=scale),
        selectors=selectors,
        names=dict(component.row_labels),
    )


def _product(component: Component, rules: PayValues) -> StepRule:
    own = component.rounding
    return StepRule(
        component.key,
        component.label,
        Unit.YUAN,
        Op.PRODUCT,
        rules.rounding if own is None else own,
        rounded_by=rules.entry("rounding" if own is None else "scale"),
    )


def base_step(rules: PayValues) -> Step:
    """
    Give the step of the base: a sum, or an index with what it is divided and multiplied by.
    """
    base, entry = rules.base, rules.entry("base")
    if not isinstance(base, IndexedBase):
        return given("base", _BASE, Unit.YUAN, base or 0, entry)
    index = Step(StepRule("index", base.index, Unit.YUAN, entry=entry), base.amount)
    factors = [index]
    if base.months > 1:
        months = Step(StepRule("months", _MONTHS, Unit.FACTOR), base.months)
        exact = Fraction(base.amount, base.months)
        rule = StepRule("monthly", _MONTHLY, Unit.YUAN, Op.QUOTIENT)
        factors = [Step(rule, _whole(exact), (index, months))]
    factors += [
        Step(StepRule("base_factor", label, Unit.FACTOR, entry=entry), factor)
        for label, factor in base.factors
    ]
    rule = StepRule("base", _BASE, Unit.YUAN, Op.PRODUCT, base.rounding, rounded_by=entry)
    return Step(rule, _whole(base.monthly), tuple(factors))


def _whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def given(key: str, label: Label, unit: Unit, value: int | Fraction, entry: Dated[Any]) -> Step:
    """
    Make the step of a value that an entry states.
    """
    return Step(StepRule(key, label, unit, entry=entry), value)


_BASE = Label("基数", "base")
_COEFFICIENT = Label("系数", "coefficient")
_PER_YEAR = Label("每年标准", "rate a year")
_COUNTED_YEARS = Label("计发年限", "years counted")
_CAP = Label("年限上限", "cap on years")
_MONTHS = Label("月数", "months")
_MONTHLY = Label("月均", "a month's")
