"""Bands and ratios both ways; findings and reports are only written."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from cattrs import Converter

from partygrid.money import exact, format_factor
from partygrid.norms import Finding, Report
from partygrid.serial._words import WrongDataError

_BOUNDS = (int | Fraction, int | Fraction | None)


def register(converter: Converter) -> None:
    """Teach a converter exact bounds, and how findings are written."""
    converter.register_structure_hook_func(lambda kind: kind in _BOUNDS, _bound)
    converter.register_unstructure_hook_func(lambda kind: kind in _BOUNDS, _bound_data)
    converter.register_unstructure_hook(Finding, _finding_writer(converter))
    converter.register_unstructure_hook(
        Report, lambda report: [converter.unstructure(each) for each in report.findings]
    )


def _bound(value: Any, kind: Any) -> int | Fraction | None:  # noqa: ANN401 - the shape that cattrs calls
    if type(value) is int or (value is None and kind == _BOUNDS[1]):
        return value
    if type(value) is str:
        return exact(value, field="bound")
    raise WrongDataError(value, "a whole number, or text such as '1.5' or '2/37'")


def _bound_data(value: int | Fraction | None) -> int | str | None:
    return format_factor(value) if isinstance(value, Fraction) else value


def _finding_writer(converter: Converter) -> Any:  # noqa: ANN401
    def write(finding: Finding) -> dict[str, Any]:
        return {
            "what": converter.unstructure(finding.what),
            "subject": finding.subject,
            "verdict": finding.verdict.value,
            "measured": _bound_data(finding.measured),
            "required": converter.unstructure(finding.required),
            "gap": _bound_data(finding.gap),
            "unit": finding.unit.value,
        }

    return write
