"""
Exact factors: coefficients, rates and shares, as fractions.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from partygrid.errors import ValueNotAllowedError, WrongTypeError

_FACTOR_TEXT = re.compile(
    r"-?\d{1,19}(?:\.\d{1,18}|/[1-9]\d{0,18})?|-?\d{1,4}(?:\.\d{1,6})?%", re.ASCII
)
_MOST_PLACES = 18
_LARGEST = 10**_MOST_PLACES
# Products of factors may be far larger than a factor; a Python may refuse to write 640 digits.
_MOST_DIGITS = 600
_BEYOND = 10**_MOST_DIGITS
_SHAPE = "plain digits: '1.085', '2/37' or '20%'"


def exact(factor: str | int | Decimal | Fraction, *, field: str = "factor") -> Fraction:
    """
    Parse a coefficient, rate or share, exactly.

    Args:
        factor: Text (``"1.085"``, ``"2/37"``, ``"20%"``), an int, a `Decimal` or a `Fraction`.
        field: The name that an error gives the factor.

    Returns:
        The exact fraction. The caller's decimal context plays no part.

    Raises:
        WrongTypeError: The factor is a float, a bool or another type.
        ValueNotAllowedError: The text is no number, or the number is not finite or too large.

    >>> exact("1.085"), exact("20%"), exact("2/37")
    (Fraction(217, 200), Fraction(1, 5), Fraction(2, 37))
    """
    if type(factor) is Fraction:
        value = factor
    elif type(factor) is int:
        value = Fraction(factor)
    elif type(factor) is str:
        value = _of_text(factor, field)
    elif type(factor) is Decimal:
        value = _of_decimal(factor, field)
    else:
        raise WrongTypeError(
            field=field, value=factor, allowed=f"{_SHAPE}, int, Decimal or Fraction; never a float"
        )
    if abs(value.numerator) > _LARGEST or value.denominator > _LARGEST:
        raise ValueNotAllowedError(
            field=field, value=factor, allowed="numerator and denominator up to 10^18"
        )
    return value


def _of_text(text: str, field: str) -> Fraction:
    if _FACTOR_TEXT.fullmatch(text) is None:
        raise ValueNotAllowedError(field=field, value=text, allowed=_SHAPE)
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def _of_decimal(number: Decimal, field: str) -> Fraction:
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise ValueNotAllowedError(field=field, value=number, allowed="a finite number")
    # Fraction(Decimal("1e999999999")) would fill the memory: look at the size first.
    if abs(exponent) > _MOST_PLACES or len(digits) > 2 * _MOST_PLACES:
        raise ValueNotAllowedError(
            field=field, value=number, allowed="at most 18 digits on either side of the point"
        )
    return Fraction(number)


def _decimal_text(value: Fraction) -> str:
    # Longer decimals than `exact` takes back are no easier to read than n/d.
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    places = max(twos, fives)
    if rest != 1 or places > _MOST_PLACES:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    sign = "-" if value < 0 else ""
    cut = len(digits) - places
    return f"{sign}{digits[:cut]}.{digits[cut:]}" if places else f"{sign}{digits}"


def _as_fraction(factor: int | Fraction) -> Fraction:
    if type(factor) is not int and type(factor) is not Fraction:
        raise WrongTypeError(field="factor", value=factor, allowed="an int or a Fraction")
    if max(abs(factor.numerator), factor.denominator) >= _BEYOND:
        raise ValueNotAllowedError(
            field="factor",
            value=factor,
            allowed=f"numerator and denominator of up to {_MOST_DIGITS} digits",
        )
    return Fraction(factor)


def format_factor(factor: int | Fraction) -> str:
    """
    Write a factor as a decimal of up to 18 places, or as ``n/d`` where it has none.

    Args:
        factor: The exact factor.

    Returns:
        Text that `exact` takes back, unless the factor is too large for it.

    Raises:
        WrongTypeError: The factor is neither an int nor a `Fraction`.
        ValueNotAllowedError: Its numerator or denominator has more than 600 digits.

    >>> format_factor(Fraction(217, 200)), format_factor(Fraction(2, 37)), format_factor(3)
    ('1.085', '2/37', '3')
    """
    return _decimal_text(_as_fraction(factor))


def format_percent(factor: int | Fraction) -> str:
    """
    Write a share as a percentage, exactly.

    Args:
        factor: The exact share; 1 is 100 %.

    Raises:
        WrongTypeError: The share is neither an int nor a `Fraction`.
        ValueNotAllowedError: Its numerator or denominator has more than 600 digits.

    >>> format_percent(Fraction(1, 5)), format_percent(Fraction(2, 37))
    ('20%', '200/37%')
    """
    return f"{_decimal_text(_as_fraction(factor) * 100)}%"
