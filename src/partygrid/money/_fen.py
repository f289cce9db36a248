"""
Amounts of money: whole fen, and the doors through which they come in.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NewType

from partygrid.errors import ValueNotAllowedError, WrongTypeError

Fen = NewType("Fen", int)
"""
An amount in whole fen (分); 100 fen are one yuan (元).
"""

MAX_FEN: Final = 10**15
"""
The largest amount taken, either way of zero: ten million million yuan.
"""

_FEN_A_YUAN = 100
_MOST_DIGITS = 40
_BEYOND = 10**_MOST_DIGITS
_YUAN_TEXT = re.compile(r"(-?)(\d{1,16})(?:\.(\d{1,2}))?", re.ASCII)
_RANGE = "-10000000000000.00 to 10000000000000.00 yuan, at most two decimals"
_TYPES = "text such as '5500.00', an int of whole yuan or a Decimal; never a float"


def fen(amount: int, *, field: str = "amount") -> Fen:
    """
    Take a whole number of fen as money.

    Args:
        amount: The amount in fen.
        field: The name that an error gives the amount.

    Returns:
        The same number, as `Fen`.

    Raises:
        WrongTypeError: The amount is not an int (a bool and a float are not).
        ValueNotAllowedError: The amount is beyond `MAX_FEN`.

    >>> fen(550000)
    550000
    """
    if type(amount) is not int:
        raise WrongTypeError(field=field, value=amount, allowed="an int of whole fen")
    if not -MAX_FEN <= amount <= MAX_FEN:
        raise ValueNotAllowedError(
            field=field,
            value=amount,
            allowed=f"-{MAX_FEN} to {MAX_FEN} fen",
            source="money.MAX_FEN",
        )
    return Fen(amount)


def yuan(amount: str | int | Decimal, *, field: str = "amount") -> Fen:
    """
    Parse an amount in yuan, exactly.

    Args:
        amount: Text with at most two decimals, an int of whole yuan, or a `Decimal`.
        field: The name that an error gives the amount.

    Returns:
        The amount in fen. The caller's decimal context plays no part.

    Raises:
        WrongTypeError: The amount is a float, a bool or another type.
        ValueNotAllowedError: The text is no amount, has parts of a fen, or is beyond `MAX_FEN`.

    >>> yuan("5500.00"), yuan(5500), yuan("-0.05")
    (550000, 550000, -5)
    """
    if type(amount) is int:
        return _in_range(amount * _FEN_A_YUAN, amount, field)
    if type(amount) is str:
        return _in_range(_fen_of_text(amount, field), amount, field)
    if type(amount) is Decimal:
        return _in_range(_fen_of_decimal(amount, field), amount, field)
    raise WrongTypeError(field=field, value=amount, allowed=_TYPES)


def _fen_of_text(text: str, field: str) -> int:
    match = _YUAN_TEXT.fullmatch(text)
    if match is None:
        raise ValueNotAllowedError(field=field, value=text, allowed=f"{_RANGE}, plain digits")
    sign, whole, part = match.groups(default="")
    amount = int(whole) * _FEN_A_YUAN + int(part.ljust(2, "0"))
    return -amount if sign else amount


def _fen_of_decimal(number: Decimal, field: str) -> int:
    # as_tuple is exact and asks no context; sizes are looked at before they are used.
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise ValueNotAllowedError(field=field, value=number, allowed="a finite amount")
    if not any(digits):
        return 0
    power = exponent + 2
    if len(digits) > _MOST_DIGITS or len(digits) + power > _MOST_DIGITS:
        raise ValueNotAllowedError(field=field, value=number, allowed=_RANGE)
    # More places than digits leave a part of a fen whatever the digits are.
    places = min(max(-power, 0), _MOST_DIGITS + 1)
    whole = int("".join(map(str, digits))) * int(10 ** max(power, 0))
    amount, rest = divmod(whole, int(10**places))
    if rest:
        raise ValueNotAllowedError(field=field, value=number, allowed="whole fen")
    return -amount if sign else amount


def _in_range(amount: int, given: object, field: str) -> Fen:
    if not -MAX_FEN <= amount <= MAX_FEN:
        raise ValueNotAllowedError(
            field=field, value=given, allowed=_RANGE, source="money.MAX_FEN"
        )
    return Fen(amount)


def format_yuan(amount: int, *, grouping: bool = True) -> str:
    """
    Write an amount of fen as yuan with two decimals.

    Args:
        amount: The amount in fen, of up to 40 digits: sums may well be beyond `MAX_FEN`.
        grouping: Whether thousands are set apart by commas.

    Raises:
        WrongTypeError: The amount is not an int, or the grouping not a bool.
        ValueNotAllowedError: The amount has more than 40 digits.

    >>> format_yuan(123456789), format_yuan(-5, grouping=False)
    ('1,234,567.89', '-0.05')
    """
    if type(amount) is not int:
        raise WrongTypeError(field="amount", value=amount, allowed="an int of whole fen")
    if abs(amount) >= _BEYOND:
        raise ValueNotAllowedError(
            field="amount", value=amount, allowed=f"up to {_MOST_DIGITS} digits"
        )
    if type(grouping) is not bool:
        raise WrongTypeError(field="grouping", value=grouping, allowed="a bool")
    whole, part = divmod(abs(amount), _FEN_A_YUAN)
    sign = "-" if amount < 0 else ""
    return f"{sign}{whole:,}.{part:02}" if grouping else f"{sign}{whole}.{part:02}"
