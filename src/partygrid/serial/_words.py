"""
Plain data: text, numbers, dates, enums, money, periods; nothing is coerced, either way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Final, NoReturn

from cattrs import Converter

from partygrid.dated import Period, parse_period
from partygrid.errors import WrongTypeError
from partygrid.labels import LabelledEnum, with_article
from partygrid.money import Fen, exact, fen, format_factor, format_yuan, yuan
from partygrid.org import UnitId, unit_id
from partygrid.serial._problems import FormlessError, WrongChoiceError, WrongDataError

Read = Callable[[Any, Any], Any]
"""
What cattrs calls to read: with the data and the kind of value wanted.
"""

Write = Callable[[Any], Any]
"""
What cattrs calls to write: with the value.
"""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN: Final = ((int, "a whole number"), (str, "text"), (bool, "true or false"))
AMOUNT: Final = "text of yuan such as '5500.00', or an int of fen"


def register(converter: Converter, *, in_fen: bool) -> None:
    """
    Teach a converter the plain types.
    """
    for kind, named in _PLAIN:
        converter.register_structure_hook(kind, _exactly(kind, named))
        converter.register_unstructure_hook(kind, only(kind))
    converter.register_structure_hook_func(is_kind(date), _day)
    converter.register_unstructure_hook_func(is_kind(date), only(date, date.isoformat))
    converter.register_structure_hook_func(is_kind(Fraction), factor)
    converter.register_unstructure_hook_func(is_kind(Fraction), factor_text)
    converter.register_structure_hook_func(is_kind(Fen), _amount)
    converter.register_unstructure_hook_func(is_kind(Fen), fen if in_fen else _yuan_text)
    converter.register_structure_hook_func(is_kind(UnitId), lambda value, _: unit_id(value))
    # By class, as cattrs 24 and 25 look enums up; one that carries no names has no form.
    converter.register_structure_hook(Enum, lambda _, kind: formless(kind))
    converter.register_unstructure_hook(Enum, _member_text)
    converter.register_structure_hook(LabelledEnum, _member)
    converter.register_structure_hook_func(is_a(Period), _period)
    converter.register_unstructure_hook_factory(is_a(Period), _period_writer)


def is_a(base: type) -> Callable[[Any], bool]:
    """
    Make the test whether a kind of value is a class or below it.
    """
    return lambda kind: isinstance(kind, type) and issubclass(kind, base)


def is_kind(wanted: Any) -> Callable[[Any], bool]:
    """
    Make the test whether a kind of value is the one wanted, also where that is a union.
    """
    return lambda kind: bool(kind == wanted)


def formless(kind: Any) -> NoReturn:
    """
    Refuse a kind of value that has no data form.
    """
    raise FormlessError(kind)


def only(kind: type, write: Write = lambda value: value) -> Write:
    """
    Make a hook that writes values of exactly one class.
    """

    def hook(value: Any) -> Any:
        if type(value) is not kind:
            raise not_written(value, with_article(kind.__name__))
        return write(value)

    return hook


def not_written(value: object, allowed: str) -> WrongTypeError:
    """
    Make the error about a value that has no data form where it stands.
    """
    return WrongTypeError(field="data", value=value, allowed=allowed)


def _exactly(kind: type, named: str) -> Read:
    """
    Make a hook that takes one type and nothing that merely looks like it.
    """

    def hook(value: Any, wanted: Any) -> Any:
        if wanted is not kind:
            # cattrs looks classes up by their bases, too; what lies below has no form of its own.
            formless(wanted)
        if type(value) is not kind:
            raise WrongDataError(value, named)
        return value

    return hook


def _day(value: Any, _: Any) -> date:
    if type(value) is not str or _DAY.fullmatch(value) is None:
        raise WrongDataError(value, "a date as '2025-06-01'")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise WrongChoiceError(value, "a day that the calendar has") from None


def factor(value: Any, _: Any = None) -> Fraction:
    """
    Read an exact factor.
    """
    if type(value) is not str and type(value) is not int:
        raise WrongDataError(value, "text such as '1.085', '2/37' or '20%', or a whole number")
    return exact(value, field="factor")


def factor_text(value: Any) -> str:
    """
    Write an exact factor; one that could not be read back is refused.
    """
    if type(value) is not Fraction:
        raise not_written(value, "a Fraction")
    return format_factor(exact(value, field="factor"))


def _amount(value: Any, _: Any) -> Fen:
    if type(value) is int:
        return fen(value)
    if type(value) is str:
        return yuan(value)
    raise WrongDataError(value, AMOUNT)


def _yuan_text(amount: int) -> str:
    return format_yuan(fen(amount), grouping=False)


def _member(value: Any, kind: type[LabelledEnum]) -> LabelledEnum:
    for member in kind:
        if type(value) is str and member.value == value:
            return member
    raise WrongChoiceError(value, ", ".join(member.value for member in kind))


def _member_text(member: Any) -> str:
    if not isinstance(member, LabelledEnum):
        raise not_written(member, "a LabelledEnum")
    return member._value_


def _period(value: Any, kind: type[Period]) -> Period:
    if type(value) is not str:
        raise WrongDataError(value, "text such as '2025-06'")
    period = parse_period(value)
    if not isinstance(period, kind):
        raise WrongChoiceError(value, with_article(kind.__name__))
    return period


def _period_writer(kind: type[Period]) -> Write:
    def hook(period: Any) -> str:
        if not isinstance(period, kind):
            raise not_written(period, with_article(kind.__name__))
        return str(period)

    return hook
