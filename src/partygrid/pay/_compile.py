"""What of a month's pay does not depend on the worker, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from partygrid.errors import ValueNotAllowedError
from partygrid.money import Fen
from partygrid.pay._choices import AwardBasis
from partygrid.pay._scale import Coefficients, Component, Key, Selector, YearlyRate

if TYPE_CHECKING:
    from partygrid.pay._placement import Placement
    from partygrid.pay._scheme import PayRules

Line: TypeAlias = "Callable[[Placement], Fen]"
"""Give one component's amount for a placement; KeyError if it has no row."""


def compile_lines(rules: PayRules) -> tuple[Line, ...]:
    """Turn each component into a look-up."""
    return tuple(_line(component, rules) for component in rules.scale)


def _line(component: Component, rules: PayRules) -> Line:
    if isinstance(component.amount, YearlyRate):
        return _yearly(component.amount)
    amounts = amounts_of(component, rules)
    selected: Callable[[Placement], Key] = attrgetter(component.selector.value)

    def line(placement: Placement) -> Fen:
        return amounts[selected(placement)]

    return line


def _yearly(rate: YearlyRate) -> Line:
    per_year, cap = rate.per_year, rate.cap

    def line(placement: Placement) -> Fen:
        years = placement.years
        return Fen(per_year * (years if cap is None or years < cap else cap))

    return line


def amounts_of(component: Component, rules: PayRules) -> dict[Key, Fen]:
    """
    Work out what each row of a component pays; a rate has no rows.

    Raises:
        ValueNotAllowedError: The component multiplies a base and there is none.
    """
    amount = component.amount
    if isinstance(amount, YearlyRate):
        return {}
    if not isinstance(amount, Coefficients):
        return dict(amount.rows)
    base = rules.base
    if base is None:
        raise ValueNotAllowedError(
            field="base",
            value=None,
            allowed=f"an amount: component {component.key} multiplies it",
            source=rules.entry("scale").cite(),
        )
    rounding = component.rounding or rules.rounding
    return {
        key: rounding.ratio(base * factor.numerator, factor.denominator)
        for key, factor in amount.rows
    }


def pool_factor(rules: PayRules) -> tuple[int, int]:
    """
    Give what the counted lines are multiplied by to make the pool, as numerator and denominator.

    Raises:
        ValueNotAllowedError: The pool would be all of fixed part and pool together.
    """
    rate = rules.award_rate
    if rules.award_basis is AwardBasis.FIXED_PART:
        if rate == 1:
            raise ValueNotAllowedError(
                field="award_rate",
                value=rate,
                allowed="below 100 % where the scale is the fixed part",
                source=rules.entry("award_rate").cite(),
            )
        rate /= 1 - rate
    return rate.numerator, rate.denominator


def worth_of_certificates(rules: PayRules) -> dict[str, int]:
    """Add up what each certificate pays over the scale: where several are held, the highest counts."""
    worth: dict[str, int] = {}
    for component in rules.scale:
        if component.selector is Selector.CERTIFICATE:
            for key, amount in amounts_of(component, rules).items():
                worth[str(key)] = worth.get(str(key), 0) + amount
    return worth
