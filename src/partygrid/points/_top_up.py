"""
Cash beside points: how much of a price may be paid in it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from partygrid.errors import ValueNotAllowedError
from partygrid.labels import check_kind
from partygrid.money import MAX_FEN, Fen, fen
from partygrid.points._checks import check_count

_MOST_FEN: Final = 10**6
# A million items of a thousand million points each.
_MOST_PRICE: Final = 10**15


@attrs.frozen
class TopUp:
    """
    Hold for how much cash a lack of points may be made up.

    Args:
        fen_a_point: What one point costs, from 1 fen to 10,000 yuan.
        most: The largest part of a price that may be paid in cash, above 0, up to 1.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A field is out of range.

    >>> from partygrid.money import yuan
    >>> half = TopUp(yuan(1), Fraction(1, 2))
    >>> half.most_points(25)
    12
    """

    fen_a_point: Fen
    most: Fraction

    def __attrs_post_init__(self) -> None:
        """
        Refuse a top-up of nothing, or of more than the price.
        """
        field = "top_up.fen_a_point"
        fen(self.fen_a_point, field=field)
        check_count(self.fen_a_point, field, most=_MOST_FEN)
        check_kind(self.most, Fraction, "top_up.most")
        if not 0 < self.most <= 1:
            raise ValueNotAllowedError(
                field="top_up.most", value=self.most, allowed="above 0, up to 1"
            )

    def most_points(self, price: int) -> int:
        """
        Give how many points of a price may be paid in cash, in whole points.

        Args:
            price: The price.

        Raises:
            WrongTypeError: The price is not an int.
            ValueNotAllowedError: The price is below 1 or above 1,000,000,000.
        """
        check_count(price, "price")
        return price * self.most.numerator // self.most.denominator

    def coverable(self, price: int, cash: Fen) -> int:
        """
        Give how many points of a price some cash may stand for, in whole points.

        Args:
            price: The price, of all items together.
            cash: How much there is, in fen.

        Raises:
            WrongTypeError: The price or the cash is not an int.
            ValueNotAllowedError: The price is below 1, or the cash below 0.

        >>> from partygrid.money import yuan
        >>> TopUp(yuan(2), Fraction(1, 2)).coverable(100, yuan("7.99"))
        3
        """
        check_count(price, "price", most=_MOST_PRICE)
        check_count(cash, "cash", least=0, most=MAX_FEN)
        share = price * self.most.numerator // self.most.denominator
        return min(share, cash // self.fen_a_point)
