"""
The pay rules in force: the values of a scheme, and what every worker's pay needs of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from partygrid.errors import (
    PartyGridError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import check_id, with_article
from partygrid.pay._compile import Kit, kit_of, worths
from partygrid.pay._explain import PaySteps
from partygrid.pay._looked import Looked, looks_of
from partygrid.pay._placement import Placement
from partygrid.pay._selector import Selector
from partygrid.pay._together import check_together
from partygrid.pay._values import PayValues
from partygrid.people import NONE

if TYPE_CHECKING:
    from partygrid.pay._amounts import Key
    from partygrid.pay._probation import ProbationRule
    from partygrid.pay._scale import Component


@attrs.frozen(kw_only=True, slots=False, repr=False)
class PayRules(PayValues):
    """
    Hold the values of a `PayScheme` that are in force together.

    What every worker's pay needs is worked out once, when the values are put together.

    Args:
        entries: The entries that the values came from.
        read_on: On which day of the month the values are read.
        covers: The kinds of staff that the scheme covers.
        service: How service is counted.
        ladder: How position and level follow from facts; None: a level is a confirmed fact.
        allowances_from: From when a qualification counts in the scale.
        base: The amount that coefficients multiply, in fen, or an index times factors; None if
            the scale has none.
        scale: The components of pay.
        rounding: How products are rounded; amounts of a table stay as they are listed.
        award_rate: Which part the award pool is.
        award_shares: The share of the pool that is paid, by number of criteria met, from 0.
        award_basis: What the award rate is a part of.
        award_pool: Whose pool it is.
        award_lines: Which components count in the total.
        rating: Which rating counts for a month.
        mover: Whose rating counts for a worker who changed communities.
        award_apportion: How the pool of a unit's wage bill is shared out; None if there is none.
        stars: What the stars of the community's organisation do; None: nothing is stated.
        part_month: How part of a month is paid.
        probation: What each kind of entrant is paid on probation.
        payments: When the parts of pay are paid.
        floors: The floors under the mean pay of groups, which are norms and pay nobody.

    Raises:
        ValueNotAllowedError: Values do not fit each other: a line counted that the scale has
            not, a coefficient without a base, a rate of 100 % of a fixed part.
    """

    _kit: Kit = attrs.field(init=False, repr=False, eq=False)
    _worths: dict[Selector, dict[str, int]] = attrs.field(init=False, repr=False, eq=False)
    _selected: frozenset[Selector] = attrs.field(init=False, repr=False, eq=False)
    _looks: tuple[Looked, ...] = attrs.field(init=False, repr=False, eq=False)
    _steps: PaySteps = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse values at odds, and work out what every worker's pay needs.
        """
        check_together(self)
        kit = kit_of(self)
        object.__setattr__(self, "_kit", kit)
        object.__setattr__(self, "_worths", worths(self.scale, kit.tables))
        selected = frozenset(each for line in self.scale for each in line.selectors)
        object.__setattr__(self, "_selected", selected)
        object.__setattr__(self, "_looks", looks_of(self, selected))
        object.__setattr__(self, "_steps", PaySteps.of(self, kit))

    def selects(self, selector: Selector) -> bool:
        """
        Tell whether a component of the scale looks at that fact.

        Raises:
            WrongTypeError: It is no `Selector`.
        """
        _check_kind(selector, Selector, "selector")
        return selector in self._selected

    def place_of(self, key: str) -> int:
        """
        Give the place of a component in the scale.

        Raises:
            UnknownNameError: The scale has no component of that key.
        """
        keys = [component.key for component in self.scale]
        if key not in keys:
            raise UnknownNameError(
                field="component",
                value=key,
                allowed=", ".join(keys),
                source=self.entry("scale").cite(),
            )
        return keys.index(key)

    def best(self, selector: Selector, held: tuple[str, ...]) -> str:
        """
        Give the one name that counts of those held: the one that pays most.

        Args:
            selector: The fact that the scale looks at.
            held: What is held; none at all is `NONE`.

        Raises:
            WrongTypeError: The fact is no `Selector`, or what is held no tuple of names.
            ValueNotAllowedError: The scale does not know one of them, or does not look at such.
        """
        _check_kind(selector, Selector, "selector")
        _check_kind(held, tuple, "held")
        worth = self._worths.get(selector, {})
        best = None
        for name in held:
            if check_id(name, field=selector.value) not in worth:
                raise ValueNotAllowedError(
                    field=selector.value,
                    value=name,
                    allowed=", ".join(worth) or "none: the scale does not look at such",
                    source=self.entry("scale").cite(),
                )
            if best is None or (-worth[name], name) < (-worth[best], best):
                best = name
        return NONE if best is None else best

    def probation_rule(self, entry: str) -> ProbationRule:
        """
        Give what one kind of entrant is paid on probation.

        Raises:
            ValueNotAllowedError: The scheme does not know that kind.
        """
        for rule in self.probation:
            if rule.entry == entry:
                return rule
        raise ValueNotAllowedError(
            field="probation",
            value=entry,
            allowed=", ".join(rule.entry for rule in self.probation) or "no probation",
            source=self.entry("probation").cite(),
        )

    def refusal(self, placement: Placement) -> PartyGridError:
        """
        Say which fact of a placement has no row in the scale or no share of the award.

        Raises:
            WrongTypeError: It is no `Placement`.
        """
        _check_kind(placement, Placement, "placement")
        for component in self.scale:
            for place, selector in enumerate(component.selectors):
                value = getattr(placement, selector.value)
                rows = _rows(component, place, placement)
                if rows and value not in rows:
                    return ValueNotAllowedError(
                        field=selector.value,
                        value=value,
                        allowed=f"{_span(rows)} (rows of {component.key})",
                        source=self.entry("scale").cite(),
                    )
        return ValueNotAllowedError(
            field="criteria_met",
            value=placement.criteria_met,
            allowed=f"0 to {len(self.award_shares) - 1}",
            source=self.entry("award_shares").cite(),
        )


def _check_kind(value: object, kind: type, field: str) -> None:
    if type(value) is not kind:
        raise WrongTypeError(field=field, value=value, allowed=with_article(kind.__name__))


def _rows(component: Component, place: int, placement: Placement) -> tuple[Key, ...]:
    """
    List the rows of a component's first or second fact.
    """
    if place == 0:
        return component.rows
    first = getattr(placement, component.selectors[0].value)
    return tuple(key for row, key in component.amount.cells if row == first)  # type: ignore[union-attr]  # a grid


def _span(rows: tuple[int | str, ...]) -> str:
    numbers = sorted(row for row in rows if isinstance(row, int))
    if numbers and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(map(str, rows))
