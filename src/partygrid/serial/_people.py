"""
Workers and their facts.
"""

from __future__ import annotations

from typing import Any, Final

from cattrs import Converter

from partygrid.people import (
    Appointment,
    Break,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
    Fact,
    LevelConfirmation,
    NoResult,
    Probation,
    Result,
    RetractedFact,
    Service,
    WorkedDays,
    YearlyResult,
)
from partygrid.serial._problems import WrongDataError
from partygrid.serial._shapes import tagged
from partygrid.serial._words import is_kind, not_written

_FACTS: Final[dict[str, type[Fact]]] = {
    "service": Service,
    "appointment": Appointment,
    "level_confirmation": LevelConfirmation,
    "education": Education,
    "degree": Degree,
    "certificate_pass": CertificatePass,
    "certificate_registration": CertificateRegistration,
    "certificate_appointment": CertificateAppointment,
    "yearly_result": YearlyResult,
    "break": Break,
    "probation": Probation,
    "worked_days": WorkedDays,
    "retraction": RetractedFact,
}
_NO_RESULTS: Final = {each.value: each for each in NoResult}


def register(converter: Converter) -> None:
    """
    Teach a converter the kinds of fact, told apart by the key ``fact``, and yearly results.
    """
    tagged(converter, Fact, "fact", _FACTS)
    converter.register_structure_hook_func(is_kind(Result), _result)
    converter.register_unstructure_hook_func(is_kind(Result), _result_text)


def _result(value: Any, _: Any) -> Result:
    if type(value) is not str:
        raise WrongDataError(value, f"a grade, or one of {', '.join(_NO_RESULTS)}")
    return _NO_RESULTS.get(value, value)


def _result_text(value: Any) -> str:
    if type(value) is NoResult:
        return value._value_
    if type(value) is str and value not in _NO_RESULTS:
        return value
    raise not_written(value, "a grade or a NoResult")
