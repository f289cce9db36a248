"""
Do an explanation's sums again, from its leaves up.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from partygrid.dated import NotKnown
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_kind
from partygrid.money import RoundingRule
from partygrid.trace._step import Op, Step, StepRule, Value

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
        WrongTypeError: What stands below a formula is not a number, or something is no step.
        ValueNotAllowedError: A formula has too few or too many steps below it, or divides by zero;
            or the tree is deeper than the interpreter's stack.

    >>> from partygrid.labels import Label
    >>> from partygrid.trace import StepRule, Unit
    >>> two = Step(StepRule("two", Label("二", "two"), Unit.FACTOR), 2)
    >>> wrong = Step(StepRule("sum", Label("和", "sum"), Unit.FACTOR, Op.SUM), 5, (two, two))
    >>> recompute(wrong)
    4
    """
    try:
        return _computed(step)
    except RecursionError:
        raise ValueNotAllowedError(
            field="step", value=type(step), allowed="a tree that is not nested without end"
        ) from None


def _computed(step: Step) -> Value:
    _check_step(step)
    if step.rule.op is Op.GIVEN:
        return step.value
    _check_count(step)
    values = [_number(child, step) for child in step.children]
    known = [value for value in values if value is not None]
    if len(known) < len(values) and step.rule.op is not Op.SUM:
        return NotKnown.YET
    if step.rule.op is Op.QUOTIENT and known[1] == 0:
        raise ValueNotAllowedError(field=step.rule.key, value=0, allowed="a divisor other than 0")
    exact = _OPS[step.rule.op](known)
    if step.rule.rounding is not None:
        return step.rule.rounding.round(exact)
    return int(exact) if exact.denominator == 1 else exact


def _check_step(step: Step) -> None:
    """
    Refuse what is no step: a named tuple is made without a look at its fields.
    """
    check_kind(step, Step, "step")
    check_kind(step.rule, StepRule, "step.rule")
    check_kind(step.rule.op, Op, f"{step.rule.key}: op")
    check_kind(step.rule.rounding, RoundingRule, f"{step.rule.key}: rounding", or_none=True)
    check_kind(step.children, tuple, f"{step.rule.key}: children")


def _check_count(step: Step) -> None:
    least, most = _COUNTS.get(step.rule.op, (0, None))
    count = len(step.children)
    if count < least or (most is not None and count > most):
        raise ValueNotAllowedError(
            field=step.rule.key,
            value=count,
            allowed=f"{least}{' or more' if most is None else ''} below a {step.rule.op.value}",
        )


def _number(child: Step, step: Step) -> Fraction | None:
    """
    Compute a child again; None stands for what is not known yet.
    """
    value = _computed(child)
    if isinstance(value, NotKnown):
        return None
    # A bool is an int to isinstance, and no number here.
    if type(value) is int or type(value) is Fraction:
        return Fraction(value)
    raise WrongTypeError(
        field=f"{step.rule.key}: {child.rule.key}",
        value=value,
        allowed="numbers below a formula",
    )


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
    Op.GREATEST: max,
}

# How many steps a formula needs below it; a sum or product of none is 0 or 1.
_COUNTS: dict[Op, tuple[int, int | None]] = {
    Op.DIFFERENCE: (1, None),
    Op.QUOTIENT: (2, 2),
    Op.LEAST: (1, None),
    Op.GREATEST: (1, None),
}
