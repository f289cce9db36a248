"""
Hypothesis strategies for every value of the library: valid ones only, the nasty ones among them.

With the package installed ``hypothesis.strategies.from_type`` knows our types, too.
"""

from partygrid.strategies._conduct import breaks, probations, worked_days, yearly_results
from partygrid.strategies._dated import entries, not_stated, series
from partygrid.strategies._days import (
    days,
    half_years,
    intervals,
    months,
    periods,
    quarters,
    years,
)
from partygrid.strategies._money import amounts, apportion_rules, factors, rounding_rules, weights
from partygrid.strategies._norms import bands, findings, ratios, reports
from partygrid.strategies._org import standings, unit_ids
from partygrid.strategies._pay import pay_schemes, pay_terms, placements
from partygrid.strategies._people import (
    appointments,
    level_confirmations,
    services,
    workers,
)
from partygrid.strategies._qualifications import (
    certificate_appointments,
    certificate_passes,
    certificate_registrations,
    degrees,
    educations,
)
from partygrid.strategies._scales import components, scales
from partygrid.strategies._service import early_rules, result_rules, service_rules
from partygrid.strategies._trace import steps
from partygrid.strategies._words import ids, labels, sources

__all__ = [
    "amounts",
    "appointments",
    "apportion_rules",
    "bands",
    "breaks",
    "certificate_appointments",
    "certificate_passes",
    "certificate_registrations",
    "components",
    "days",
    "degrees",
    "early_rules",
    "educations",
    "entries",
    "factors",
    "findings",
    "half_years",
    "ids",
    "intervals",
    "labels",
    "level_confirmations",
    "months",
    "not_stated",
    "pay_schemes",
    "pay_terms",
    "periods",
    "placements",
    "probations",
    "quarters",
    "ratios",
    "reports",
    "result_rules",
    "rounding_rules",
    "scales",
    "series",
    "service_rules",
    "services",
    "sources",
    "standings",
    "steps",
    "unit_ids",
    "weights",
    "worked_days",
    "workers",
    "yearly_results",
    "years",
]
