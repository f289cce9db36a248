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
from partygrid.labels import check_id, with_article
from partygrid.money import ApportionRule, Fen, RoundingRule, fen
from partygrid.pay._base import IndexedBase
from partygrid.pay._choices import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    CountedLines,
    MoverRule,
    RatingRule,
)
from partygrid.pay._floors import MeanFloor
from partygrid.pay._items import floors_items, ladder_items, scale_items
from partygrid.pay._ladder import PayLadder
from partygrid.pay._part_month import PartMonth
from partygrid.pay._payments import PaymentPlan
from partygrid.pay._probation import ProbationRule
from partygrid.pay._rules import PayRules
from partygrid.pay._scale import Component, check_scale
from partygrid.pay._stars import StarRule
from partygrid.pay._words import (
    apportion_words,
    base_words,
    covers_words,
    each_label,
    floors_words,
    ladder_words,
    lines_words,
    scale_words,
    share_words,
    shares_words,
    stars_words,
)
from partygrid.people import ServiceRule


def _is_a(kind: type, *, or_none: bool = False) -> Callable[[object, str], None]:
    allowed = f"{with_article(kind.__name__)}{' or None' if or_none else ''}"

    def check(value: object, field: str) -> None:
        if type(value) is not kind and not (or_none and value is None):
            raise WrongTypeError(field=field, value=value, allowed=allowed)

    return check


def _each_a(kind: type, key: str) -> Callable[[object, str], None]:
    def check(values: object, field: str) -> None:
        if type(values) is not tuple:
            raise WrongTypeError(
                field=field, value=values, allowed=f"a tuple of {kind.__name__}s, or an empty one"
            )
        for value in values:
            if type(value) is not kind:
                raise WrongTypeError(field=field, value=value, allowed=with_article(kind.__name__))
        keys = tuple(getattr(value, key) for value in values)
        if len(set(keys)) < len(keys):
            raise ValueNotAllowedError(field=field, value=keys, allowed=f"each {key} once")

    return check


def _check_base(value: int | IndexedBase | None, field: str) -> None:
    if type(value) is IndexedBase:
        return
    if value is not None and fen(value, field=field) < 0:  # type: ignore[arg-type]
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
    if len(set(value)) < len(value):
        raise ValueNotAllowedError(field=field, value=value, allowed="each kind of staff once")


@attrs.frozen(kw_only=True, repr=False)
class PayScheme(PeriodScheme[PayRules]):
    """
    Hold what a place says about pay; every field but the key is a `Series`.

    Args:
        key: The name of the scheme.
        read_on: On which day of the month the values are read.
        covers: The kinds of staff that the scheme covers.
        service: How service is counted.
        ladder: How position and level follow from facts; None: a level is a confirmed fact.
        allowances_from: From when a qualification counts in the scale.
        base: The amount that coefficients multiply, in fen, or an index times factors; None if
            the scale has none.
        scale: The components of pay.
        rounding: How products are rounded.
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
        WrongTypeError: A field is not a series, or holds a value of another type.
        ValueNotAllowedError: A field holds a value outside its domain.
    """

    covers: Series[tuple[str, ...]] = attrs.field(
        repr=False, metadata=parameter("适用人员", "staff covered", _check_covers, covers_words)
    )
    service: Series[ServiceRule] = attrs.field(
        repr=False, metadata=parameter("工龄计算", "counting of service", _is_a(ServiceRule))
    )
    ladder: Series[PayLadder | None] = attrs.field(
        repr=False,
        metadata=parameter(
            "岗位职级", "ladder", _is_a(PayLadder, or_none=True), ladder_words, ladder_items
        ),
    )
    allowances_from: Series[AllowancesFrom] = attrs.field(
        repr=False,
        metadata=parameter("津贴起算", "start of allowances", _is_a(AllowancesFrom)),
    )
    base: Series[Fen | IndexedBase | None] = attrs.field(
        repr=False, metadata=parameter("基数", "base", _check_base, base_words)
    )
    scale: Series[tuple[Component, ...]] = attrs.field(
        repr=False,
        metadata=parameter("薪酬标准", "pay scale", check_scale, scale_words, scale_items),
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
    award_apportion: Series[ApportionRule | None] = attrs.field(
        repr=False,
        metadata=parameter(
            "绩效池分配",
            "sharing out of the pool",
            _is_a(ApportionRule, or_none=True),
            apportion_words,
        ),
    )
    stars: Series[StarRule | None] = attrs.field(
        repr=False,
        metadata=parameter("星级影响", "stars", _is_a(StarRule, or_none=True), stars_words),
    )
    part_month: Series[PartMonth] = attrs.field(
        repr=False, metadata=parameter("不满月计发", "part months", _is_a(PartMonth))
    )
    probation: Series[tuple[ProbationRule, ...]] = attrs.field(
        repr=False,
        metadata=parameter("试用期待遇", "probation", _each_a(ProbationRule, "entry"), each_label),
    )
    payments: Series[PaymentPlan] = attrs.field(
        repr=False, metadata=parameter("发放时间", "days of payment", _is_a(PaymentPlan))
    )
    floors: Series[tuple[MeanFloor, ...]] = attrs.field(
        repr=False,
        metadata=parameter(
            "平均下限", "floors of means", _each_a(MeanFloor, "key"), floors_words, floors_items
        ),
    )

    # Amounts are a month's.
    _read_by: ClassVar[frozenset[type[Period]]] = frozenset({Month})

    @classmethod
    def _kind(cls) -> type[PayRules]:
        return PayRules
