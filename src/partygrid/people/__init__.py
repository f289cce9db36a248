"""
What is known of a worker: dated facts, corrections, and how service is counted.
"""

from partygrid.people._conduct import (
    Break,
    NoResult,
    Probation,
    Result,
    WorkedDays,
    YearlyResult,
    check_result,
)
from partygrid.people._count import PartYears, ResultRule, ServiceRule, Unassessed
from partygrid.people._early import EarlyGain, EarlyRule
from partygrid.people._facts import (
    Appointment,
    Fact,
    LevelConfirmation,
    RetractedFact,
    Service,
)
from partygrid.people._qualifications import (
    NO_CERTIFICATE,
    NONE,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
)
from partygrid.people._record import Record
from partygrid.people._service import ServiceCount, full_years, service_years
from partygrid.people._tallied import Tally
from partygrid.people._tally import tally
from partygrid.people._worker import Worker

__all__ = [
    "NONE",
    "NO_CERTIFICATE",
    "Appointment",
    "Break",
    "CertificateAppointment",
    "CertificatePass",
    "CertificateRegistration",
    "Degree",
    "EarlyGain",
    "EarlyRule",
    "Education",
    "Fact",
    "LevelConfirmation",
    "NoResult",
    "PartYears",
    "Probation",
    "Record",
    "Result",
    "ResultRule",
    "RetractedFact",
    "Service",
    "ServiceCount",
    "ServiceRule",
    "Tally",
    "Unassessed",
    "WorkedDays",
    "Worker",
    "YearlyResult",
    "check_result",
    "full_years",
    "service_years",
    "tally",
]
