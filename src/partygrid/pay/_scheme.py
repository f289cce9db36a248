"""
The pay scheme: what a place says about pay, and the values in force for a month.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar

import attrs

from partygrid.dated import (
    Month,
    Period,
    PeriodScheme,
    Series,
    parameter,
)
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.money import Fen, RoundingRule, fen
from partygrid.pay._choices import AwardBasis, AwardPool, CountedLines, MoverRule, RatingRule
from partygrid.pay._rules import PayRules
from partygrid.pay._scale import Component, check_scale
from partygrid.pay._words import (
    base_words,
    covers_words,
    lines_words,
    scale_words,
    share_words,
    shares_words,
)
from partygrid.people import ServiceCount


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
