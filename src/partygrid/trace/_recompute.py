"""Do an explanation's sums again, from its leaves up."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from partygrid.dated import NotKnown
from partygrid.errors import WrongTypeError
from partygrid.trace._step import Op, Step, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def recompute(step: Step) -> Value:
    """
    Compute a step again from the leaves of its tree alone.

    An explanation is right if this gives the value it shows; the law holds for every outcome.

    Args:
        step: The root of the tree; the values of its inner steps are not looked at.

    Returns:
        What the leaves come to under the formulas and roundings of the steps.

    Raises:
        WrongTypeError: A leaf inside a formula is not a number.

    >>> from partygrid.labels import Label
    >>> from partygrid.trace import StepRule, Unit
    >>> two = Step(StepRule("two", Label("二", "two"), Unit.FACTOR), 2)
    >>> wrong = Step(StepRule("sum", Label("和", "sum"), Unit.FACTOR, Op.SUM), 5, (two, two))
    >>> recompute(wrong)
    4
    """
    if step.rule.op is Op.GIVEN:
        return step.value
    values = [recompute(child) for child in step.children]
    if any(isinstance(value, NotKnown) for value in values):
        if step.rule.op is not Op.SUM:
            return NotKnown.YET
        values = [value for value in values if not isinstance(value, NotKnown)]
    exact = _OPS[step.rule.op]([_number(value, step) for value in values])
    if step.rule.rounding is not None:
        return step.rule.rounding.round(exact)
    return int(exact) if exact.denominator == 1 else exact


def _number(value: Value, step: Step) -> Fraction:
    if isinstance(value, int | Fraction):
        return Fraction(value)
    raise WrongTypeError(field=step.rule.key, value=value, allowed="numbers below a formula")


def _difference(values: Sequence[Fraction]) -> Fraction:
    return values[0] - sum(values[1:], Fraction(0))


def _quotient(values: Sequence[Fraction]) -> Fraction:
    return values[0] / values[1]


def _sum(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _product(values: Sequence[Fraction]) -> Fraction:
    return prod(values, start=Fraction(1))


_OPS: dict[Op, Callable[[Sequence[Fraction]], Fraction]] = {
    Op.SUM: _sum,
    Op.DIFFERENCE: _difference,
    Op.PRODUCT: _product,
    Op.QUOTIENT: _quotient,
    Op.LEAST: min,
}
