"""
Pay: components, placements and schemes both ways; payslips are only written.
"""

from __future__ import annotations

from typing import Any

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from partygrid.dated import NotKnown
from partygrid.money import Fen
from partygrid.pay import Amount, Coefficients, Payslip, Placement, Table, WhatIf, YearlyRate
from partygrid.serial._problems import WrongDataError
from partygrid.serial._shapes import mapping_only, tagged
from partygrid.serial._words import Write, is_kind, not_written, only


def register(converter: Converter) -> None:
    """
    Teach a converter the values of pay.
    """
    converter.register_structure_hook_func(is_kind(int | str), _key)
    converter.register_unstructure_hook_func(is_kind(int | str), _key_data)
    tagged(
        converter,
        Amount,
        "kind",
        {"table": Table, "coefficients": Coefficients, "yearly_rate": YearlyRate},
    )
    # Where a placement came from is said by the worker's facts; the row itself is flat.
    bare: dict[str, Any] = {"basis": override(omit=True)}
    converter.register_structure_hook(
        Placement,
        mapping_only(
            make_dict_structure_fn(Placement, converter, _cattrs_forbid_extra_keys=True, **bare)
        ),
    )
    converter.register_unstructure_hook(
        Placement, only(Placement, make_dict_unstructure_fn(Placement, converter, **bare))
    )
    converter.register_unstructure_hook(Payslip, only(Payslip, _payslip_writer(converter)))
    converter.register_unstructure_hook(WhatIf, only(WhatIf, _what_if_writer(converter)))


def _key(value: Any, _: Any) -> int | str:
    if type(value) is int or type(value) is str:
        return value
    raise WrongDataError(value, "a whole number or text")


def _key_data(value: Any) -> int | str:
    if type(value) is int or type(value) is str:
        return value
    raise not_written(value, "an int or text")


def _payslip_writer(converter: Converter) -> Write:
    def amount(value: Fen | NotKnown) -> Any:
        if isinstance(value, NotKnown):
            return value.value
        return converter.unstructure(value, unstructure_as=Fen)

    def write(slip: Payslip) -> dict[str, Any]:
        basis, scale = slip.placement.basis, slip.terms.rules.scale
        lines = {
            component.key: amount(paid)
            for component, paid in zip(scale, slip.amounts, strict=True)
        }
        return {
            "scheme": converter.unstructure(slip.terms.key),
            "period": str(slip.terms.period),
            "known": converter.unstructure(slip.terms.known),
            "worker": None if basis is None else basis.worker,
            "placement": converter.unstructure(slip.placement),
            "lines": lines,
            **{
                name: amount(getattr(slip, name))
                for name in ("total", "outside", "pool", "fixed", "award", "paid")
            },
        }

    return write


def _what_if_writer(converter: Converter) -> Write:
    def write(answer: WhatIf) -> dict[str, Any]:
        return {
            "before": converter.unstructure(answer.before),
            "after": converter.unstructure(answer.after),
            "difference": converter.unstructure(answer.difference, unstructure_as=Fen),
        }

    return write
