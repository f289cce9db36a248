"""
Pay: components, ladders, rules, placements and schemes, both ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from partygrid.money import Fen
from partygrid.pay import (
    Amount,
    Coefficients,
    Grid,
    IndexedBase,
    Placement,
    ShareOf,
    Table,
    YearlyRate,
)
from partygrid.serial._problems import WrongDataError
from partygrid.serial._shapes import mapping_only, tagged
from partygrid.serial._words import AMOUNT, Read, Write, is_kind, not_written, only

_AMOUNTS: Final[dict[str, type]] = {
    "table": Table,
    "coefficients": Coefficients,
    "yearly_rate": YearlyRate,
    "grid": Grid,
    "share_of": ShareOf,
}
_BASE: Final[Any] = Fen | IndexedBase


def register(converter: Converter) -> None:
    """
    Teach a converter the values of pay.
    """
    converter.register_structure_hook_func(is_kind(int | str), _key)
    converter.register_unstructure_hook_func(is_kind(int | str), _key_data)
    converter.register_structure_hook_func(is_kind(_BASE), _base_reader(converter))
    converter.register_unstructure_hook_func(is_kind(_BASE), _base_writer(converter))
    tagged(converter, Amount, "kind", _AMOUNTS)
    # Where a placement came from is said by the worker's facts; the row itself is flat.
    bare: dict[str, Any] = {"basis": override(omit=True)}
    converter.register_structure_hook(
        Placement,
        mapping_only(
            make_dict_structure_fn(Placement, converter, _cattrs_forbid_extra_keys=True, **bare)
        ),
    )
    converter.register_unstructure_hook(
        Placement,
        only(
            Placement,
            make_dict_unstructure_fn(Placement, converter, _cattrs_omit_if_default=True, **bare),
        ),
    )


def _key(value: Any, _: Any) -> int | str:
    if type(value) is int or type(value) is str:
        return value
    raise WrongDataError(value, "a whole number or text")


def _key_data(value: Any) -> int | str:
    if type(value) is int or type(value) is str:
        return value
    raise not_written(value, "an int or text")


def _base_reader(converter: Converter) -> Read:
    """
    Read a base: an amount, or an object that says which index it is.
    """

    def read(value: Any, _: Any) -> Any:
        if isinstance(value, Mapping):
            return converter.structure(value, IndexedBase)
        if type(value) is not int and type(value) is not str:
            raise WrongDataError(value, f"{AMOUNT}, or an object with an index and its factors")
        return converter.structure(value, Fen)

    return read


def _base_writer(converter: Converter) -> Write:
    return lambda value: converter.unstructure(
        value, unstructure_as=IndexedBase if isinstance(value, IndexedBase) else Fen
    )
