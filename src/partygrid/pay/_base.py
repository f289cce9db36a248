"""
The base that coefficients multiply: a sum, or an index that moves times local factors.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Fen as Fen  # noqa: PLC0414 - cattrs resolves annotations here
from partygrid.money import RoundingRule, fen

MONTHS_A_YEAR = 12


@attrs.frozen(kw_only=True)
class IndexedBase:
    """
    Hold a base that is an index times factors; coefficients stay while the index moves.

    Each new figure of the index is a new entry of the scheme's base, with its own source.

    Args:
        index: What the index is, such as last year's average wage of a city.
        amount: Its figure, in fen.
        months: How many months the figure is for: 1, or 12 for a year's.
        factors: What it is multiplied by, each with its name; none: the index itself.
        rounding: How the base is rounded; None: not at all, only what is made of it is.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The figure or a factor is below zero, or the months not 1 to 12.

    >>> base = IndexedBase(
    ...     index=Label("上年城镇居民人均可支配收入", "urban disposable income of last year"),
    ...     amount=3872400,
    ...     months=12,
    ...     factors=((Label("地方系数", "local factor"), Fraction(11, 10)),),
    ...     rounding=None,
    ... )
    >>> base.monthly
    Fraction(354970, 1)
    """

    index: Label
    amount: Fen
    months: int
    factors: tuple[tuple[Label, Fraction], ...]
    rounding: RoundingRule | None

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no figure and no factor.
        """
        if type(self.index) is not Label:
            raise WrongTypeError(field="base.index", value=self.index, allowed="a Label")
        if fen(self.amount, field="base.amount") < 0:
            raise ValueNotAllowedError(
                field="base.amount", value=self.amount, allowed="0 fen or more"
            )
        if type(self.months) is not int:
            raise WrongTypeError(field="base.months", value=self.months, allowed="a whole number")
        if not 1 <= self.months <= MONTHS_A_YEAR:
            raise ValueNotAllowedError(
                field="base.months", value=self.months, allowed="1 to 12 months"
            )
        if type(self.factors) is not tuple:
            raise WrongTypeError(
                field="base.factors", value=self.factors, allowed="a tuple of pairs"
            )
        for pair in self.factors:
            _check_factor(pair)
        if self.rounding is not None and type(self.rounding) is not RoundingRule:
            raise WrongTypeError(
                field="base.rounding", value=self.rounding, allowed="a RoundingRule or None"
            )

    @property
    def monthly(self) -> Fraction:
        """
        The base of a month, in fen; a whole number if it is rounded.
        """
        exact = Fraction(self.amount, self.months)
        for _, factor in self.factors:
            exact *= factor
        return exact if self.rounding is None else Fraction(self.rounding.round(exact))


def _check_factor(pair: object) -> None:
    if type(pair) is not tuple or len(pair) != 2 or type(pair[0]) is not Label:  # noqa: PLR2004 - a pair
        raise WrongTypeError(
            field="base.factors", value=pair, allowed="a pair of Label and Fraction"
        )
    factor = pair[1]
    if type(factor) is not Fraction:
        raise WrongTypeError(
            field=f"base.factors: {pair[0].en}",
            value=factor,
            allowed="a Fraction, as money.exact makes it",
        )
    if factor < 0:
        raise ValueNotAllowedError(
            field=f"base.factors: {pair[0].en}", value=factor, allowed="0 or more"
        )


def monthly_base(base: int | IndexedBase | None) -> int | Fraction | None:
    """
    Give the base of a month, whichever way it is stated.
    """
    return base.monthly if isinstance(base, IndexedBase) else base
