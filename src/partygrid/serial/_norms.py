"""
Bands and ratios both ways; findings and reports are only written.

What counts yuan is an amount like any other, text of yuan or an int of fen; parts of a fen, which
a mean can have, stand as ``{"fen": "7/3"}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any, Final, TypeAlias

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from partygrid.dated import Dated
from partygrid.money import Fen, format_factor, format_yuan
from partygrid.norms import Band, Finding, Ratio, Report
from partygrid.serial._shapes import as_dict
from partygrid.serial._words import Read, Write, factor, factor_text, is_kind, only
from partygrid.trace import Unit

_Yuan: TypeAlias = Fen | Fraction
_Number: TypeAlias = int | Fraction

# For each field the field that says what it counts, its kind if that is yuan, and else.
_BAND: Final[dict[str, tuple[str, Any, Any]]] = {
    "at_least": ("unit", _Yuan | None, _Number | None),
    "at_most": ("unit", _Yuan | None, _Number | None),
    "entry": ("unit", Dated[_Yuan], Dated[_Number]),
}
_RATIO: Final[dict[str, tuple[str, Any, Any]]] = {
    "numerator": ("numerator_unit", Fen, int),
    "denominator": ("denominator_unit", Fen, int),
}


@attrs.frozen
class _Parts:
    """
    Hold an amount that is no whole number of fen.
    """

    fen: Fraction


def register(converter: Converter) -> None:
    """
    Teach a converter exact measures, and what holds them.
    """
    converter.register_structure_hook_func(is_kind(_Number), _number)
    converter.register_unstructure_hook_func(is_kind(_Number), _number_data)
    converter.register_structure_hook_func(is_kind(_Yuan), _yuan(converter))
    converter.register_unstructure_hook_func(is_kind(_Yuan), _yuan_data(converter))
    _by_unit(converter, Band, _BAND)
    _by_unit(converter, Ratio, _RATIO)
    converter.register_unstructure_hook(Finding, only(Finding, _finding_writer(converter)))
    converter.register_unstructure_hook(
        Report,
        only(Report, lambda report: [converter.unstructure(each) for each in report.findings]),
    )


def _number(value: Any, _: Any) -> int | Fraction:
    return value if type(value) is int else factor(value)


def _number_data(value: Any) -> int | str:
    return value if type(value) is int else factor_text(value)


def _yuan(converter: Converter) -> Read:
    read_parts = converter.get_structure_hook(_Parts)

    def hook(value: Any, _: Any) -> int | Fraction:
        if isinstance(value, Mapping):
            parts: _Parts = read_parts(value, _Parts)
            return parts.fen
        return converter.structure(value, Fen)

    return hook


def _yuan_data(converter: Converter) -> Write:
    def write(value: Any) -> Any:
        if type(value) is Fraction:
            return converter.unstructure(_Parts(value))
        return converter.unstructure(value, unstructure_as=Fen)

    return write


def _by_unit(converter: Converter, kind: type, forms: dict[str, tuple[str, Any, Any]]) -> None:
    """
    Teach a converter a class that says of its numbers, in fields of its own, what they count.
    """
    units = sorted({unit for unit, _, _ in forms.values()})
    readers: dict[tuple[bool, ...], Read] = {}
    writers: dict[tuple[bool, ...], Write] = {}
    for in_yuan in product((False, True), repeat=len(units)):
        counts = dict(zip(units, in_yuan, strict=True))
        fields: dict[str, Any] = {
            name: _overridden(converter, yuan if counts[unit] else other)
            for name, (unit, yuan, other) in forms.items()
        }
        readers[in_yuan] = make_dict_structure_fn(
            kind, converter, _cattrs_forbid_extra_keys=True, **fields
        )
        writers[in_yuan] = make_dict_unstructure_fn(
            kind, converter, _cattrs_omit_if_default=True, **fields
        )

    def read(data: Any, _: Any) -> Any:
        plain = as_dict(data)
        in_yuan = tuple(plain.get(unit) == Unit.YUAN.value for unit in units)
        return readers[in_yuan](plain, kind)

    def write(value: Any) -> Any:
        return writers[tuple(getattr(value, unit) is Unit.YUAN for unit in units)](value)

    converter.register_structure_hook(kind, read)
    converter.register_unstructure_hook(kind, only(kind, write))


def _overridden(converter: Converter, kind: Any) -> Any:
    read = converter.get_structure_hook(kind)
    return override(
        struct_hook=lambda data, _: read(data, kind),
        unstruct_hook=lambda value: converter.unstructure(value, unstructure_as=kind),
    )


def _finding_writer(converter: Converter) -> Write:
    as_text = isinstance(converter.unstructure(Fen(0), unstructure_as=Fen), str)

    # A finding is only written: a gap may be larger than any amount or factor that is read.
    def measure(value: Any, unit: Unit) -> Any:
        if isinstance(value, Fraction):
            text = format_factor(value)
            return {"fen": text} if unit is Unit.YUAN else text
        if unit is Unit.YUAN and as_text and value is not None:
            return format_yuan(value, grouping=False)
        return value

    def write(finding: Finding) -> dict[str, Any]:
        found = {
            "what": converter.unstructure(finding.what),
            "subject": finding.subject,
            "verdict": finding.verdict.value,
            "measured": measure(finding.measured, finding.unit),
            "required": converter.unstructure(finding.required),
            "gap": measure(finding.gap, finding.unit),
            "unit": finding.unit.value,
        }
        if finding.reason is not None:
            found["reason"] = converter.unstructure(finding.reason)
        return found

    return write
