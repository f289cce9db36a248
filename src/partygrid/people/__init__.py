"""
What is known of a worker: dated facts, corrections, and full years of service.
"""

from partygrid.people._facts import (
    NO_CERTIFICATE,
    Appointment,
    CertificateRegistration,
    Fact,
    LevelConfirmation,
    RetractedFact,
    Service,
)
from partygrid.people._service import ServiceCount, full_years, service_years
from partygrid.people._worker import Worker

__all__ = [
    "NO_CERTIFICATE",
    "Appointment",
    "CertificateRegistration",
    "Fact",
    "LevelConfirmation",
    "RetractedFact",
    "Service",
    "ServiceCount",
    "Worker",
    "full_years",
    "service_years",
]
