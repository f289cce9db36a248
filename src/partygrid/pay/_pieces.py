"""
The stretches of a month on which nothing changes, priced one by one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from partygrid.dated import Interval
from partygrid.money import Fen
from partygrid.pay._probation import ProbationBase
from partygrid.pay._scale import PaidAs
from partygrid.trace import Step

if TYPE_CHECKING:
    from partygrid.pay._placement import Placement
    from partygrid.pay._probation import ProbationRule
    from partygrid.pay._rules import PayRules


class Piece(NamedTuple):
    """
    Hold a stretch of a month on which nothing changes.

    Args:
        interval: The days.
        placement: The facts on them.
        weight: The part of a month's pay that it brings; None for a whole month.
        probation: What is paid on probation; None if the worker is on none.
        full: What each component pays for a whole month.
        amounts: What each component pays for the piece, exactly; a line is rounded once for all
            pieces under one set of values. Shares of other lines come later.
        extra: What is paid instead of the scale, where probation pay is a published amount.
        complete: Whether all its days are paid as served.
    """

    interval: Interval
    placement: Placement
    weight: Step | None
    probation: ProbationRule | None
    full: tuple[Fen, ...]
    amounts: tuple[int | Fraction, ...]
    extra: Fen
    complete: bool = True


def piece_of(
    placement: Placement,
    rules: PayRules,
    interval: Interval,
    weight: Step | None,
    *,
    is_last: bool = True,
    complete: bool = True,
) -> Piece:
    """
    Price one stretch of a month.

    Args:
        placement: The facts.
        rules: The values.
        interval: The days.
        weight: The part of a month's pay that it brings; None for a whole month.
        is_last: Whether it is the last of the month: what is paid whole is paid with it.
        complete: Whether all its days are paid as served.

    Raises:
        ValueNotAllowedError: A fact has no row in the scale.
    """
    probation = None
    if placement.probation is not None:
        probation = rules.probation_rule(placement.probation)
    full = full_amounts(placement, rules)
    factor = Fraction(1) if weight is None else Fraction(weight.value)  # type: ignore[arg-type]  # a number
    share = Fraction(1) if probation is None else probation.share
    if probation is not None and probation.base is ProbationBase.AMOUNT:
        assert probation.amount is not None  # noqa: S101 - checked with the rule
        extra = rules.rounding.round(probation.amount * share * factor)
        nothing = tuple(0 for _ in full)
        return Piece(interval, placement, weight, probation, full, nothing, extra, complete)
    lines = rules.part_month.lines
    amounts: list[int | Fraction] = []
    for component, amount in zip(rules.scale, full, strict=True):
        by = share
        if component.paid_as is PaidAs.AWARD and probation is not None and not probation.award:
            by = Fraction(0)
        if lines.counts(component.key):
            by *= factor
        elif not is_last:
            by = Fraction(0)
        amounts.append(amount if by == 1 else amount * by)
    return Piece(interval, placement, weight, probation, full, tuple(amounts), Fen(0), complete)


def full_amounts(placement: Placement, rules: PayRules) -> tuple[Fen, ...]:
    """
    Give what each component pays for a whole month; a share of other lines is 0 here.
    """
    kit = rules._kit  # noqa: SLF001 - one room
    try:
        return tuple(
            [
                table[key] if component.selector is not None else Fen(0)
                for component, table, key in zip(
                    rules.scale, kit.tables, kit.pick(placement), strict=True
                )
            ]
        )
    except KeyError:
        raise rules.refusal(placement) from None
