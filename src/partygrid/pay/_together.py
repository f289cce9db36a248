"""
Whether the values of a pay scheme that are in force together fit each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partygrid.errors import ValueNotAllowedError
from partygrid.pay._choices import AwardPool, CountedLines
from partygrid.pay._scale import PaidAs
from partygrid.pay._selector import Selector

if TYPE_CHECKING:
    from partygrid.pay._values import PayValues

_OF_A_LADDER = {Selector.STEP, Selector.POSITION, Selector.TREATMENT, Selector.POSTS}


def check_together(rules: PayValues) -> None:
    """
    Refuse values at odds.

    Raises:
        ValueNotAllowedError: A line is counted that the scale has not, a component looks at what
            no ladder gives, probation or a floor names a position that is none, or the pool of
            a wage bill has no rule by which it is shared out.
    """
    _check_award_lines(rules)
    _check_lines(rules.part_month.lines, rules, "part_month.lines")
    for floor in rules.floors:
        _check_lines(floor.lines, rules, f"floor {floor.key}: lines")
    _check_selectors(rules)
    _check_positions(rules)
    if (rules.award_pool is AwardPool.OF_WAGE_BILL) and rules.award_apportion is None:
        raise ValueNotAllowedError(
            field="award_apportion",
            value=None,
            allowed="an ApportionRule: the pool is shared out over the unit",
            source=rules.entry("award_pool").cite(),
        )


def _check_award_lines(rules: PayValues) -> None:
    keys = {component.key for component in rules.scale if component.paid_as is PaidAs.FIXED}
    unknown = [key for key in rules.award_lines.only or () if key not in keys]
    if unknown:
        raise ValueNotAllowedError(
            field="award_lines",
            value=unknown,
            allowed=f"fixed components of the scale: {', '.join(sorted(keys)) or 'none'}",
            source=rules.entry("scale").cite(),
        )


def _check_lines(lines: CountedLines, rules: PayValues, field: str) -> None:
    keys = {component.key for component in rules.scale}
    unknown = [key for key in lines.only or () if key not in keys]
    if unknown:
        raise ValueNotAllowedError(
            field=field,
            value=unknown,
            allowed=f"components of the scale: {', '.join(sorted(keys))}",
            source=rules.entry("scale").cite(),
        )


def _check_selectors(rules: PayValues) -> None:
    """
    Refuse a component that looks at what the ladder in force, or the want of one, cannot give.
    """
    positions = () if rules.ladder is None else rules.ladder.positions
    for component in rules.scale:
        for selector in component.selectors:
            without = (
                (selector in _OF_A_LADDER and not positions)
                or (selector is Selector.STEP and positions[0].steps is None)
                or (selector is Selector.LEVEL and positions and positions[0].levels is None)
            )
            if without:
                raise ValueNotAllowedError(
                    field=f"component {component.key}: selector",
                    value=selector.value,
                    allowed="what the ladder in force gives",
                    source=rules.entry("ladder").cite(),
                )


def _check_positions(rules: PayValues) -> None:
    keys = () if rules.ladder is None else tuple(each.key for each in rules.ladder.positions)
    named = [(rule.position, f"probation {rule.entry}") for rule in rules.probation]
    named += [
        (position, f"floor {floor.key}")
        for floor in rules.floors
        for position in floor.positions or ()
    ]
    for position, field in named:
        if position is not None and position not in keys:
            raise ValueNotAllowedError(
                field=f"{field}: position",
                value=position,
                allowed=", ".join(keys) or "none: there is no ladder",
                source=rules.entry("ladder").cite(),
            )
