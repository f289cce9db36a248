"""
What of a month's pay does not depend on the worker, worked out once.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from partygrid.errors import ValueNotAllowedError
from partygrid.money import Fen
from partygrid.pay._choices import AwardBasis, AwardPool
from partygrid.pay._scale import MOST_YEARS, Coefficients, Component, Key, Selector, YearlyRate

if TYPE_CHECKING:
    from partygrid.pay._values import PayValues

Pick: TypeAlias = Callable[[Any], tuple[Key, ...]]
"""
Give the row that a placement picks of each component.
"""


class Kit(NamedTuple):
    """
    Hold what `price` needs of a set of values, to be taken apart in one go.

    Args:
        alone: Whether the pool is each worker's own.
        pick: Reads the rows of a placement.
        tables: What each row of each component pays.
        counted: Which components count in the total; None if all do.
        numerator: What the counted lines are multiplied by to make the pool, and …
        denominator: … what that is divided by.
        of_total: Whether the pool is taken out of the scale's amount.
        round: Rounds a numerator over a denominator.
        shares: The share for each number of criteria met.
    """

    alone: bool
    pick: Pick
    tables: tuple[dict[Key, Fen], ...]
    counted: tuple[bool, ...] | None
    numerator: int
    denominator: int
    of_total: bool
    round: Callable[[int, int], Fen]
    shares: tuple[tuple[int, int], ...]


def kit_of(rules: PayValues) -> Kit:
    """
    Work out what every worker's pay needs.

    Raises:
        ValueNotAllowedError: The values do not fit each other.
    """
    counted = tuple(rules.award_lines.counts(component.key) for component in rules.scale)
    numerator, denominator = pool_factor(rules)
    return Kit(
        alone=rules.award_pool is AwardPool.PER_WORKER,
        pick=picker(rules.scale),
        tables=tuple(amounts_of(component, rules) for component in rules.scale),
        counted=None if all(counted) else counted,
        numerator=numerator,
        denominator=denominator,
        of_total=rules.award_basis is AwardBasis.OF_TOTAL,
        round=rules.rounding.bare(),
        shares=tuple((share.numerator, share.denominator) for share in rules.award_shares),
    )


def picker(scale: tuple[Component, ...]) -> Pick:
    """
    Make the function that reads all rows of a placement at once.
    """
    names = [component.selector.value for component in scale]
    if len(names) > 1:
        return attrgetter(*names)
    only: Callable[[Any], Key] = attrgetter(names[0])
    return lambda placement: (only(placement),)


def amounts_of(component: Component, rules: PayValues) -> dict[Key, Fen]:
    """
    Work out what each row of a component pays; a rate has a row for each number of years.

    Raises:
        ValueNotAllowedError: The component multiplies a base and there is none.
    """
    amount = component.amount
    if isinstance(amount, YearlyRate):
        cap = MOST_YEARS if amount.cap is None else amount.cap
        return {years: Fen(amount.per_year * min(years, cap)) for years in range(MOST_YEARS + 1)}
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


def pool_factor(rules: PayValues) -> tuple[int, int]:
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


def worth_of_certificates(
    scale: tuple[Component, ...], tables: tuple[dict[Key, Fen], ...]
) -> dict[str, int]:
    """
    Add up what each certificate pays over the scale: of several held, the highest counts.
    """
    worth: dict[str, int] = {}
    for component, table in zip(scale, tables, strict=True):
        if component.selector is Selector.CERTIFICATE:
            for key, amount in table.items():
                worth[str(key)] = worth.get(str(key), 0) + amount
    return worth
