"""
The pay rules in force: the values of a scheme, and what every worker's pay needs of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from partygrid.errors import PartyGridError, UnknownNameError, ValueNotAllowedError
from partygrid.pay._compile import Kit, kit_of, worth_of_certificates
from partygrid.pay._explain import PaySteps
from partygrid.pay._scale import Selector
from partygrid.pay._values import PayValues
from partygrid.people import NO_CERTIFICATE

if TYPE_CHECKING:
    from partygrid.pay._placement import Placement


@attrs.frozen(kw_only=True, slots=False)
class PayRules(PayValues):
    """
    Hold the values of a `PayScheme` that are in force together.

    What every worker's pay needs is worked out once, when the values are put together.

    Args:
        entries: The entries that the values came from.
        read_on: On which day of the month the values are read.
        covers: The kinds of staff that the scheme covers.
        service_count: How periods of service are counted in full years.
        base: The amount that coefficients multiply, in fen; None if the scale has none.
        scale: The components of pay.
        rounding: How products are rounded; amounts of a table stay as they are listed.
        award_rate: Which part the award pool is.
        award_shares: The share of the pool that is paid, by number of criteria met, from 0.
        award_basis: What the award rate is a part of.
        award_pool: Whose pool it is.
        award_lines: Which components count in the total.
        rating: Which rating counts for a month.
        mover: Whose rating counts for a worker who changed communities.

    Raises:
        ValueNotAllowedError: Values do not fit each other: a line counted that the scale has
            not, a coefficient without a base, a rate of 100 % of a fixed part.
    """

    _kit: Kit = attrs.field(init=False, repr=False, eq=False)
    _worth: dict[str, int] = attrs.field(init=False, repr=False, eq=False)
    _steps: PaySteps = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse values at odds, and work out what every worker's pay needs.
        """
        keys = {component.key for component in self.scale}
        unknown = [key for key in self.award_lines.only or () if key not in keys]
        if unknown:
            raise ValueNotAllowedError(
                field="award_lines",
                value=unknown,
                allowed=f"components of the scale: {', '.join(sorted(keys))}",
                source=self.entry("scale").cite(),
            )
        kit = kit_of(self)
        object.__setattr__(self, "_kit", kit)
        object.__setattr__(self, "_worth", worth_of_certificates(self.scale, kit.tables))
        object.__setattr__(self, "_steps", PaySteps.of(self, kit))

    def selects(self, selector: Selector) -> bool:
        """
        Tell whether a component of the scale looks at that fact.
        """
        return any(component.selector is selector for component in self.scale)

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

    def best_certificate(self, held: tuple[str, ...]) -> str:
        """
        Give the one certificate that counts of those held: the one that pays most.

        Args:
            held: The certificates held; none of them at all is `NO_CERTIFICATE`.

        Raises:
            ValueNotAllowedError: The scale does not know one of them.
        """
        if not self._worth:
            return NO_CERTIFICATE
        for certificate in held:
            if certificate not in self._worth:
                raise ValueNotAllowedError(
                    field="certificate",
                    value=certificate,
                    allowed=", ".join(self._worth),
                    source=self.entry("scale").cite(),
                )
        return max(sorted(held), key=self._worth.__getitem__, default=NO_CERTIFICATE)

    def refusal(self, placement: Placement) -> PartyGridError:
        """
        Say which fact of a placement has no row in the scale or no share of the award.
        """
        for component in self.scale:
            value = getattr(placement, component.selector.value)
            if component.rows and value not in component.rows:
                return ValueNotAllowedError(
                    field=component.selector.value,
                    value=value,
                    allowed=f"{_span(component.rows)} (rows of {component.key})",
                    source=self.entry("scale").cite(),
                )
        return ValueNotAllowedError(
            field="criteria_met",
            value=placement.criteria_met,
            allowed=f"0 to {len(self.award_shares) - 1}",
            source=self.entry("award_shares").cite(),
        )


def _span(rows: tuple[int | str, ...]) -> str:
    numbers = sorted(row for row in rows if isinstance(row, int))
    if numbers and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(map(str, rows))
