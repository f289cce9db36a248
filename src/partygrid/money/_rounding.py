"""
Rounding as data: a unit and a direction.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

import attrs

from partygrid.errors import PartyGridError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum
from partygrid.money._fen import MAX_FEN, Fen, format_yuan


class Direction(LabelledEnum):
    """
    Say which way an amount between two units goes; below zero each mirrors the other side.
    """

    HALF_UP = "half_up", "四舍五入", "half away from zero"
    HALF_EVEN = "half_even", "四舍六入五成双", "half to even"
    HALF_DOWN = "half_down", "五舍六入", "half towards zero"
    UP = "up", "进位", "away from zero"
    DOWN = "down", "舍去", "towards zero"


# Each takes n >= 0 and d > 0 and gives the whole number that n / d goes to.
def _half_up(n: int, d: int) -> int:
    return (2 * n + d) // (2 * d)


def _half_down(n: int, d: int) -> int:
    return -((d - 2 * n) // (2 * d))


def _half_even(n: int, d: int) -> int:
    whole, rest = divmod(n, d)
    twice = 2 * rest
    return whole + 1 if twice > d or (twice == d and whole % 2) else whole


def _up(n: int, d: int) -> int:
    return -(-n // d)


def _down(n: int, d: int) -> int:
    return n // d


def _bare_half_up_to_fen(numerator: int, denominator: int) -> Fen:
    # The commonest rule, without the call that `Fen` is: a payroll does this twice a worker.
    if numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)  # type: ignore[return-value]
    return -((denominator - 2 * numerator) // (2 * denominator))  # type: ignore[return-value]


_WAYS: Final[dict[Direction, Callable[[int, int], int]]] = {
    Direction.HALF_UP: _half_up,
    Direction.HALF_EVEN: _half_even,
    Direction.HALF_DOWN: _half_down,
    Direction.UP: _up,
    Direction.DOWN: _down,
}


def _no_ratio(numerator: object, denominator: object) -> PartyGridError:
    for field, value in (("numerator", numerator), ("denominator", denominator)):
        if type(value) is not int:
            return WrongTypeError(field=field, value=value, allowed="an int")
    return ValueNotAllowedError(field="denominator", value=denominator, allowed="1 or more")


@attrs.frozen
class RoundingRule:
    """
    Round exact amounts to whole units of money.

    Args:
        unit: The unit in fen: 1 rounds to the fen, 10 to the jiao, 100 to the yuan.
        direction: Which way an amount between two units goes.

    Raises:
        WrongTypeError: The unit is not an int, or the direction not a `Direction`.
        ValueNotAllowedError: The unit is below one fen or beyond `MAX_FEN`.

    >>> from fractions import Fraction
    >>> to_jiao = RoundingRule(10, Direction.HALF_UP)
    >>> to_jiao.round(Fraction(2310505, 100)), to_jiao.ratio(-25, 1)
    (23110, -30)
    """

    unit: int
    direction: Direction
    _way: Callable[[int, int], int] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse a unit that is no amount, and fix the way of rounding.
        """
        if type(self.unit) is not int:
            raise WrongTypeError(field="rounding.unit", value=self.unit, allowed="an int of fen")
        if not 1 <= self.unit <= MAX_FEN:
            raise ValueNotAllowedError(
                field="rounding.unit", value=self.unit, allowed=f"1 to {MAX_FEN} fen"
            )
        if type(self.direction) is not Direction:
            raise WrongTypeError(
                field="rounding.direction", value=self.direction, allowed="a Direction"
            )
        object.__setattr__(self, "_way", _WAYS[self.direction])

    def ratio(self, numerator: int, denominator: int) -> Fen:
        """
        Round ``numerator / denominator`` fen.

        Raises:
            WrongTypeError: One of the two is not an int.
            ValueNotAllowedError: The denominator is not above zero.
        """
        if not (type(numerator) is type(denominator) is int and denominator > 0):
            raise _no_ratio(numerator, denominator)
        unit = self.unit
        if numerator >= 0:
            return Fen(self._way(numerator, denominator * unit) * unit)
        return Fen(-self._way(-numerator, denominator * unit) * unit)

    def round(self, amount: int | Fraction) -> Fen:
        """
        Round an exact amount of fen.

        Raises:
            WrongTypeError: The amount is neither an int nor a `Fraction`.
        """
        if type(amount) is not int and type(amount) is not Fraction:
            raise WrongTypeError(field="amount", value=amount, allowed="an int or a Fraction")
        return self.ratio(amount.numerator, amount.denominator)

    def bare(self) -> Callable[[int, int], Fen]:
        """
        Give `ratio` as a bare function, for loops over numbers that have been checked.

        Returns:
            A function of a numerator and a denominator above zero; it checks neither.
        """
        if self.unit == 1 and self.direction is Direction.HALF_UP:
            return _bare_half_up_to_fen
        way, unit = self._way, self.unit

        def ratio(numerator: int, denominator: int) -> Fen:
            if numerator >= 0:
                return Fen(way(numerator, denominator * unit) * unit)
            return Fen(-way(-numerator, denominator * unit) * unit)

        return ratio

    @property
    def label(self) -> Label:
        """
        The rule in words.
        """
        named = {1: ("分", "to the fen"), 10: ("角", "to the jiao"), 100: ("元", "to the yuan")}
        zh, en = named.get(
            self.unit,
            (f" {format_yuan(self.unit)} 元的整数倍", f"to {format_yuan(self.unit)} yuan"),
        )
        return Label(f"{self.direction.label.zh}到{zh}", f"{self.direction.label.en}, {en}")


HALF_UP_TO_FEN: Final = RoundingRule(1, Direction.HALF_UP)
"""
四舍五入到分: a common rule, no scheme's default.
"""
