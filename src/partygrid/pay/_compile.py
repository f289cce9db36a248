"""
What of a month's pay does not depend on the worker, worked out once.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from partygrid.errors import ValueNotAllowedError
from partygrid.money import Fen
from partygrid.pay._amounts import Grid, Key, ShareOf, Table, YearlyRate
from partygrid.pay._base import monthly_base
from partygrid.pay._choices import AwardBasis, AwardPool
from partygrid.pay._rungs import MOST_YEARS
from partygrid.pay._scale import Component, PaidAs
from partygrid.pay._selector import Selector

if TYPE_CHECKING:
    from partygrid.pay._values import PayValues

Pick: TypeAlias = Callable[[Any], tuple[Any, ...]]
"""
Give the row that a placement picks of each component.
"""


class Kit(NamedTuple):
    """
    Hold what `price` needs of a set of values, to be taken apart in one go.

    Args:
        plain: Whether `price` can go the short way: the pool is each worker's own, all lines are
            fixed pay with rows of their own, and stars do nothing.
        pick: Reads the rows of a placement.
        tables: What each row of each component pays.
        counted: Which components count in the total; None if all do.
        numerator: What the counted lines are multiplied by to make the pool, and …
        denominator: … what that is divided by.
        of_total: Whether the pool is taken out of the scale's amount.
        round: Rounds a numerator over a denominator.
        shares: The share for each number of criteria met.
    """

    plain: bool
    pick: Pick
    tables: tuple[dict[Any, Fen], ...]
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
        plain=rules.award_pool is AwardPool.PER_WORKER
        and rules.stars is None
        and all(
            component.paid_as is PaidAs.FIXED and component.selector is not None
            for component in rules.scale
        ),
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
    names = [tuple(selector.value for selector in each.selectors) for each in scale]
    if any(len(each) != 1 for each in names):
        readers = tuple(attrgetter(*each) if each else _nothing for each in names)
        return lambda placement: tuple([read(placement) for read in readers])
    if len(names) > 1:
        return attrgetter(*(name for (name,) in names))
    only: Callable[[Any], Key] = attrgetter(names[0][0])
    return lambda placement: (only(placement),)


def _nothing(_: object) -> None:
    return None


def amounts_of(component: Component, rules: PayValues) -> dict[Any, Fen]:
    """
    Work out what each row of a component pays.

    A rate has a row for each number of years, a grid for each pair, and a share has none.

    Raises:
        ValueNotAllowedError: The component multiplies a base and there is none.
    """
    amount = component.amount
    if isinstance(amount, YearlyRate):
        cap = MOST_YEARS if amount.cap is None else amount.cap
        return {years: Fen(amount.per_year * min(years, cap)) for years in range(MOST_YEARS + 1)}
    if isinstance(amount, Grid):
        return dict(amount.cells)
    if isinstance(amount, ShareOf):
        return {}
    if isinstance(amount, Table):
        return dict(amount.rows)
    base = monthly_base(rules.base)
    if base is None:
        raise ValueNotAllowedError(
            field="base",
            value=None,
            allowed=f"an amount: component {component.key} multiplies it",
            source=rules.entry("scale").cite(),
        )
    rounding = component.rounding or rules.rounding
    return {
        key: rounding.ratio(
            base.numerator * factor.numerator, base.denominator * factor.denominator
        )
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


def worths(
    scale: tuple[Component, ...], tables: tuple[dict[Any, Fen], ...]
) -> dict[Selector, dict[str, int]]:
    """
    Add up what each name pays over the scale: of several held, the one that pays most counts.
    """
    found: dict[Selector, dict[str, int]] = {}
    for component, table in zip(scale, tables, strict=True):
        for place, selector in enumerate(component.selectors):
            if selector.takes_numbers:
                continue
            worth = found.setdefault(selector, {})
            for key, amount in table.items():
                name = str(key[place] if isinstance(key, tuple) else key)
                worth[name] = worth.get(name, 0) + amount
    return found
