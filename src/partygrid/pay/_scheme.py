"""The pay scheme: what a place says about pay, and the values in force for a month."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import attrs

from partygrid.dated import (
    Month,
    Period,
    PeriodInForce,
    PeriodScheme,
    Series,
    parameter,
)
from partygrid.errors import PartyGridError, UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.money import Fen, RoundingRule, fen
from partygrid.pay._choices import AwardBasis, AwardPool, CountedLines, MoverRule, RatingRule
from partygrid.pay._compile import Kit, kit_of, worth_of_certificates
from partygrid.pay._explain import PaySteps
from partygrid.pay._scale import Component, Selector, check_scale
from partygrid.pay._words import (
    base_words,
    covers_words,
    lines_words,
    scale_words,
    share_words,
    shares_words,
)
from partygrid.people import NO_CERTIFICATE, ServiceCount

if TYPE_CHECKING:
    from partygrid.pay._placement import Placement


@attrs.frozen(kw_only=True, slots=False, eq=False)
class PayRules(PeriodInForce):
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

    covers: tuple[str, ...]
    service_count: ServiceCount
    base: Fen | None
    scale: tuple[Component, ...]
    rounding: RoundingRule
    award_rate: Fraction
    award_shares: tuple[Fraction, ...]
    award_basis: AwardBasis
    award_pool: AwardPool
    award_lines: CountedLines
    rating: RatingRule
    mover: MoverRule

    _kit: Kit = attrs.field(init=False, repr=False, eq=False)
    _worth: dict[str, int] = attrs.field(init=False, repr=False, eq=False)
    _steps: PaySteps = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Refuse values at odds, and work out what every worker's pay needs."""
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
        """Tell whether a component of the scale looks at that fact."""
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
        """Say which fact of a placement has no row in the scale or no share of the award."""
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


def _is_a(kind: type) -> Callable[[object, str], None]:
    def check(value: object, field: str) -> None:
        if type(value) is not kind:
            raise WrongTypeError(field=field, value=value, allowed=f"a {kind.__name__}")

    return check


def _check_base(value: int | None, field: str) -> None:
    if value is not None and fen(value, field=field) < 0:
        raise ValueNotAllowedError(field=field, value=value, allowed="0 fen or more")


def _check_share(value: Fraction, field: str) -> None:
    if type(value) is not Fraction:
        raise WrongTypeError(
            field=field, value=value, allowed="a Fraction, as money.exact makes it"
        )
    if not 0 <= value <= 1:
        raise ValueNotAllowedError(field=field, value=value, allowed="0 % to 100 %")


def _check_shares(value: tuple[Fraction, ...], field: str) -> None:
    if type(value) is not tuple or not value:
        raise WrongTypeError(field=field, value=value, allowed="a tuple of shares, from 0 met")
    for met, share in enumerate(value):
        _check_share(share, f"{field}[{met}]")


def _check_covers(value: tuple[str, ...], field: str) -> None:
    if type(value) is not tuple or not value:
        raise WrongTypeError(field=field, value=value, allowed="a tuple of kinds of staff")
    for staff in value:
        check_id(staff, field=field)


@attrs.frozen(kw_only=True)
class PayScheme(PeriodScheme[PayRules]):
    """
    Hold what a place says about pay; every field but the key is a `Series`.

    Args:
        key: The name of the scheme.
        read_on: On which day of the month the values are read.
        covers: The kinds of staff that the scheme covers.
        service_count: How periods of service are counted in full years.
        base: The amount that coefficients multiply, in fen; None if the scale has none.
        scale: The components of pay.
        rounding: How products are rounded.
        award_rate: Which part the award pool is.
        award_shares: The share of the pool that is paid, by number of criteria met, from 0.
        award_basis: What the award rate is a part of.
        award_pool: Whose pool it is.
        award_lines: Which components count in the total.
        rating: Which rating counts for a month.
        mover: Whose rating counts for a worker who changed communities.

    Raises:
        WrongTypeError: A field is not a series, or holds a value of another type.
        ValueNotAllowedError: A field holds a value outside its domain.
    """

    covers: Series[tuple[str, ...]] = attrs.field(
        repr=False, metadata=parameter("适用人员", "staff covered", _check_covers, covers_words)
    )
    service_count: Series[ServiceCount] = attrs.field(
        repr=False, metadata=parameter("工龄计算", "counting of service", _is_a(ServiceCount))
    )
    base: Series[Fen | None] = attrs.field(
        repr=False, metadata=parameter("基数", "base", _check_base, base_words)
    )
    scale: Series[tuple[Component, ...]] = attrs.field(
        repr=False, metadata=parameter("薪酬标准", "pay scale", check_scale, scale_words)
    )
    rounding: Series[RoundingRule] = attrs.field(
        repr=False, metadata=parameter("取整规则", "rounding", _is_a(RoundingRule))
    )
    award_rate: Series[Fraction] = attrs.field(
        repr=False, metadata=parameter("绩效奖励占比", "award rate", _check_share, share_words)
    )
    award_shares: Series[tuple[Fraction, ...]] = attrs.field(
        repr=False, metadata=parameter("绩效发放比例", "award shares", _check_shares, shares_words)
    )
    award_basis: Series[AwardBasis] = attrs.field(
        repr=False, metadata=parameter("绩效计提口径", "award basis", _is_a(AwardBasis))
    )
    award_pool: Series[AwardPool] = attrs.field(
        repr=False, metadata=parameter("绩效池归属", "award pool", _is_a(AwardPool))
    )
    award_lines: Series[CountedLines] = attrs.field(
        repr=False,
        metadata=parameter(
            "计入总额的项目", "lines in the total", _is_a(CountedLines), lines_words
        ),
    )
    rating: Series[RatingRule] = attrs.field(
        repr=False, metadata=parameter("适用评定", "rating that counts", _is_a(RatingRule))
    )
    mover: Series[MoverRule] = attrs.field(
        repr=False, metadata=parameter("调动人员", "workers who moved", _is_a(MoverRule))
    )

    # Amounts are a month's.
    _read_by: ClassVar[frozenset[type[Period]]] = frozenset({Month})

    @classmethod
    def _kind(cls) -> type[PayRules]:
        return PayRules
