"""The two functions of the room, over one converter for each way of writing amounts."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from cattrs import Converter
from cattrs.errors import StructureHandlerNotFoundError

from partygrid.errors import WrongTypeError
from partygrid.labels import LabelledEnum
from partygrid.norms import Ratio
from partygrid.pay import Placement
from partygrid.serial import _dated, _norms, _pay, _people, _words
from partygrid.serial._problems import invalid
from partygrid.trace import Explained

T = TypeVar("T")

_READABLE: Final = (Placement, Ratio)


class Amounts(LabelledEnum):
    """Say how amounts of money are written; both are read."""

    YUAN = "yuan", "元（文本）", "text of yuan"
    FEN = "fen", "分（整数）", "ints of fen"


def _converter(amounts: Amounts) -> Converter:
    converter = Converter(
        forbid_extra_keys=True, detailed_validation=True, omit_if_default=True
    )
    _words.register(converter, in_fen=amounts is Amounts.FEN)
    _dated.register(converter)
    _norms.register(converter)
    _people.register(converter)
    _pay.register(converter)
    return converter


# One set of rules; the two differ in a single hook.
_CONVERTERS: Final = {amounts: _converter(amounts) for amounts in Amounts}


def to_data(
    value: object, *, kind: object = None, amounts: Amounts = Amounts.YUAN
) -> Any:  # noqa: ANN401 - what JSON can hold
    """
    Turn a value into what JSON can hold.

    Args:
        value: A value of the library.
        kind: The type to write it as; needed for a generic value that stands alone, as in
            ``Series[Fen]``, and for outcomes of no class of their own.
        amounts: Whether money is written as text of yuan or as ints of fen.

    Returns:
        Dicts, lists, text, ints, bools and None.

    Raises:
        WrongTypeError: The value, or something in it, has no data form: a function, a float.

    >>> from partygrid.money import HALF_UP_TO_FEN
    >>> to_data(HALF_UP_TO_FEN)
    {'unit': 1, 'direction': 'half_up'}
    """
    if type(amounts) is not Amounts:
        raise WrongTypeError(field="amounts", value=amounts, allowed="an Amounts")
    return _CONVERTERS[amounts].unstructure(value, unstructure_as=kind)


def from_data(kind: type[T], data: object) -> T:
    """
    Turn data back into a value, and refuse whatever is not exactly of its kind.

    Nothing is coerced: ``"4"`` and ``4.0`` are no whole numbers. Unknown keys are refused.

    Args:
        kind: The type of the value, as in ``PayScheme`` or ``Series[Fen]``.
        data: Dicts, lists, text, ints, bools and None.

    Raises:
        InvalidDataError: The data does not have that shape; the error lists every problem with
            its path.
        WrongTypeError: The kind is none that can be read back: outcomes are worked out again.

    >>> from partygrid.pay import Placement
    >>> from_data(Placement, {"level": 7, "years": "3", "certificate": "none", "citeria_met": 4})
    Traceback (most recent call last):
    partygrid.errors.InvalidDataError: Placement: 3 problems
      $: unknown key citeria_met; allowed: certificate, criteria_met, level, years
      $.years: got '3' of type str; allowed: a whole number
      $.criteria_met: required field missing
    """
    if isinstance(kind, type) and issubclass(kind, Explained) and kind not in _READABLE:
        raise WrongTypeError(
            field="kind", value=kind, allowed="facts and schemes: an outcome is worked out again"
        )
    try:
        return _CONVERTERS[Amounts.YUAN].structure(data, kind)
    except StructureHandlerNotFoundError as error:
        raise WrongTypeError(
            field="kind", value=kind, allowed="a kind of value that has a data form"
        ) from error
    except Exception as error:
        raise invalid(kind, error) from error
