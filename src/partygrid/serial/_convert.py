"""
The two functions of the room, over one converter for each way of writing amounts.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final, NoReturn, TypeVar, overload

from cattrs import Converter

from partygrid.dated import InForce, Terms
from partygrid.errors import InvalidDataError, Problem, WrongTypeError
from partygrid.labels import LabelledEnum
from partygrid.norms import Report
from partygrid.pay import Instalment
from partygrid.serial import (
    _balances,
    _clocks,
    _dated,
    _norms,
    _pay,
    _payslips,
    _people,
    _points,
    _shapes,
    _words,
    _worktime,
)
from partygrid.serial._depth import is_too_deep, too_deep
from partygrid.serial._problems import FormlessError, invalid, name_of
from partygrid.trace import Explained, Row, Step, StepRule

T = TypeVar("T")

# What is worked out from facts and schemes, and so again rather than read back. Placements and
# ratios explain themselves, too, but are facts: the hooks of their rooms come first.
_WORKED_OUT: Final = (Explained, Report, Instalment, Terms, InForce, Step, StepRule, Row)


class Amounts(LabelledEnum):
    """
    Say how amounts of money are written; both are read.
    """

    YUAN = "yuan", "元（文本）", "text of yuan"
    FEN = "fen", "分（整数）", "ints of fen"


def _converter(amounts: Amounts) -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True, omit_if_default=True)
    _shapes.register(converter)
    _words.register(converter, in_fen=amounts is Amounts.FEN)
    converter.register_structure_hook_factory(_is_worked_out, _refuse)
    _dated.register(converter)
    _norms.register(converter)
    _people.register(converter)
    _pay.register(converter)
    _payslips.register(converter)
    _worktime.register(converter)
    _clocks.register(converter)
    _points.register(converter)
    _balances.register(converter)
    return converter


def _is_worked_out(kind: Any) -> bool:
    return issubclass(kind, _WORKED_OUT)


def _refuse(kind: object) -> NoReturn:
    raise FormlessError(kind, "facts and schemes: an outcome is worked out again")


# One set of rules; the two differ in a single hook.
_CONVERTERS: Final = {amounts: _converter(amounts) for amounts in Amounts}


def to_data(value: object, *, kind: object = None, amounts: Amounts = Amounts.YUAN) -> Any:
    """
    Turn a value into what JSON can hold.

    Args:
        value: A value of the library.
        kind: The type to write it as; needed for a generic value that stands alone and holds
            money, as in ``Series[Fen]``. None: as its class says.
        amounts: Whether money is written as text of yuan or as ints of fen.

    Returns:
        Dicts, lists, text, ints, bools and None.

    Raises:
        WrongTypeError: The value, or something in it, has no data form or is not of its kind: a
            function, a float.
        ValueNotAllowedError: A number in it is too large, or it is nested too deep, to be read
            back.

    >>> from partygrid.money import HALF_UP_TO_FEN
    >>> to_data(HALF_UP_TO_FEN)
    {'unit': 1, 'direction': 'half_up'}
    """
    if type(amounts) is not Amounts:
        raise WrongTypeError(field="amounts", value=amounts, allowed="an Amounts")
    _check_kind(kind)
    try:
        data = _CONVERTERS[amounts].unstructure(value, unstructure_as=kind)
    except RecursionError:
        raise too_deep(value) from None
    if is_too_deep(data):
        raise too_deep(value)
    return data


@overload
def from_data(kind: type[T], data: object) -> T: ...
@overload
def from_data(kind: Any, data: object) -> Any: ...
def from_data(kind: Any, data: object) -> Any:
    """
    Turn data back into a value, and refuse whatever is not exactly of its kind.

    Nothing is coerced: ``"4"`` and ``4.0`` are no whole numbers. Unknown keys are refused.

    Args:
        kind: The type of the value, as in ``PayScheme`` or ``Series[Fen]``, or a choice of types,
            as in ``BankEvent``.
        data: Dicts, lists, text, ints, bools and None.

    Raises:
        InvalidDataError: The data does not have that shape; the error lists every problem with
            its path.
        WrongTypeError: The kind is none that can be read back: outcomes are worked out again.

    >>> from partygrid.pay import PartMonth
    >>> from_data(PartMonth, {"metod": "refused", "divisor": None, "lines": {"only": "post"}})
    Traceback (most recent call last):
    partygrid.errors.InvalidDataError: PartMonth: 3 problems
      $: unknown key 'metod'; allowed: divisor, lines, method
      $.lines.only: got 'post' of type str; allowed: a list
      $.method: required field missing
    """
    _check_kind(kind)
    if is_too_deep(data):
        error = too_deep(data)
        raise InvalidDataError(field=name_of(kind), problems=[Problem("$", str(error), error)])
    try:
        return _CONVERTERS[Amounts.YUAN].structure(data, kind)
    except Exception as error:
        raise invalid(kind, error) from error


def _check_kind(kind: object) -> None:
    # A list, say: it could not be looked up.
    if not isinstance(kind, Hashable):
        raise WrongTypeError(field="kind", value=kind, allowed="a type")
