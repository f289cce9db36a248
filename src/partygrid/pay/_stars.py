"""
What the stars of a community's organisation do to the award, as far as a source states it.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Fen as Fen  # noqa: PLC0414 - cattrs resolves annotations here
from partygrid.money import fen, format_factor, format_yuan
from partygrid.pay._choices import RatingRule

MOST_STARS = 10


@attrs.frozen(kw_only=True)
class StarEffect:
    """
    Say what a number of stars, or their falling, does to the award.

    Args:
        what: What the source says.
        factor: What the award is multiplied by; None if the source states no factor.
        amount: What is added to a month's award, in fen, or below zero taken off it; None if the
            source states no amount. Stated neither, the effect is known to be possible, its size
            is not stated, and nothing is computed.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The factor is below zero.

    >>> StarEffect(what=Label("可扣减绩效", "deduction possible")).is_stated
    False
    """

    what: Label
    factor: Fraction | None = None
    amount: Fen | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no factor and no amount.
        """
        if type(self.what) is not Label:
            raise WrongTypeError(field="stars.what", value=self.what, allowed="a Label")
        if self.factor is not None:
            if type(self.factor) is not Fraction:
                raise WrongTypeError(
                    field="stars.factor",
                    value=self.factor,
                    allowed="a Fraction, as money.exact makes it, or None",
                )
            if self.factor < 0:
                raise ValueNotAllowedError(
                    field="stars.factor", value=self.factor, allowed="0 or more"
                )
        if self.amount is not None:
            fen(self.amount, field="stars.amount")

    @property
    def is_stated(self) -> bool:
        """
        Whether the source says how much.
        """
        return self.factor is not None or self.amount is not None

    @property
    def label(self) -> Label:
        """
        The effect in words.
        """
        zh, en = [self.what.zh], [self.what.en]
        if self.factor is not None:
            zh.append(f"绩效 × {format_factor(self.factor)}")
            en.append(f"award × {format_factor(self.factor)}")
        if self.amount is not None:
            zh.append(f"每月 {format_yuan(self.amount)} 元")
            en.append(f"{format_yuan(self.amount)} yuan a month")
        if not self.is_stated:
            zh.append("数额未载明，不计算")
            en.append("amount not stated, nothing computed")
        return Label("，".join(zh), ", ".join(en))


@attrs.frozen(kw_only=True)
class StarRule:
    """
    Say which stars count for a month, and what they do.

    Args:
        rating: Which rating counts; a lag says how many periods later it shows in pay.
        most: The most stars there are.
        rows: Pairs of a number of stars and its effect; a number not listed has none.
        falling_periods: How many times in a row the stars must have fallen, from one rating to
            the next, for ``falling`` to count; None if the source knows no trend.
        falling: What falling stars do; None if the source knows no trend.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A number of stars is beyond the most, or stands twice, or only one
            of the fields about a trend is given.
    """

    rating: RatingRule
    most: int
    rows: tuple[tuple[int, StarEffect], ...]
    falling_periods: int | None = None
    falling: StarEffect | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse rows that could not be told apart.
        """
        if type(self.rating) is not RatingRule:
            raise WrongTypeError(field="stars.rating", value=self.rating, allowed="a RatingRule")
        _check_count(self.most, 1, MOST_STARS, "stars.most")
        if type(self.rows) is not tuple:
            raise WrongTypeError(field="stars.rows", value=self.rows, allowed="a tuple of pairs")
        for row in self.rows:
            if not _is_row(row):
                raise WrongTypeError(
                    field="stars.rows", value=row, allowed="a pair of stars and StarEffect"
                )
            _check_count(row[0], 0, self.most, "stars.rows")
        numbers = [stars for stars, _ in self.rows]
        if len(set(numbers)) < len(numbers):
            raise ValueNotAllowedError(
                field="stars.rows", value=tuple(numbers), allowed="each number of stars once"
            )
        if (self.falling_periods is None) is not (self.falling is None):
            raise ValueNotAllowedError(
                field="stars.falling_periods",
                value=self.falling_periods,
                allowed="given together with falling, or not at all",
            )
        if self.falling_periods is not None:
            _check_count(self.falling_periods, 1, MOST_STARS, "stars.falling_periods")
        if self.falling is not None and type(self.falling) is not StarEffect:
            raise WrongTypeError(
                field="stars.falling", value=self.falling, allowed="a StarEffect or None"
            )

    def effects(self, stars: int, *, falling: bool) -> tuple[StarEffect, ...]:
        """
        List what applies: the effect of the number, then that of falling.

        Raises:
            WrongTypeError: The stars are no whole number, or falling is no bool.
            ValueNotAllowedError: There are not so many stars.
        """
        if type(falling) is not bool:
            raise WrongTypeError(field="falling", value=falling, allowed="a bool")
        _check_count(stars, 0, self.most, "stars")
        found = [effect for number, effect in self.rows if number == stars]
        if falling and self.falling is not None:
            found.append(self.falling)
        return tuple(found)


def _is_row(row: object) -> bool:
    return type(row) is tuple and len(row) == 2 and type(row[1]) is StarEffect  # noqa: PLR2004 - a pair


def _check_count(value: int, least: int, most: int, field: str) -> None:
    if type(value) is not int:
        raise WrongTypeError(field=field, value=value, allowed="a whole number")
    if not least <= value <= most:
        raise ValueNotAllowedError(field=field, value=value, allowed=f"{least} to {most}")
