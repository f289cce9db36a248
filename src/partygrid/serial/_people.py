"""
Workers and their facts.
"""

from __future__ import annotations

from typing import Final

from cattrs import Converter

from partygrid.people import (
    Appointment,
    CertificateRegistration,
    Fact,
    LevelConfirmation,
    RetractedFact,
    Service,
)
from partygrid.serial._shapes import tagged

_FACTS: Final[dict[str, type[Fact]]] = {
    "service": Service,
    "appointment": Appointment,
    "level_confirmation": LevelConfirmation,
    "certificate_registration": CertificateRegistration,
    "retraction": RetractedFact,
}


def register(converter: Converter) -> None:
    """
    Teach a converter the kinds of fact, told apart by the key ``fact``.
    """
    tagged(converter, Fact, "fact", _FACTS)
