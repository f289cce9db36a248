"""
Hypothesis strategies for every value of the library: valid ones only, the nasty ones among them.

With the package installed ``hypothesis.strategies.from_type`` knows our types, too.
"""

from partygrid.strategies._calendars import (
    calendar_layers,
    notices,
    special_days,
    work_calendars,
)
from partygrid.strategies._cases import cases, events
from partygrid.strategies._conduct import breaks, probations, worked_days, yearly_results
from partygrid.strategies._dated import entries, not_stated, series
from partygrid.strategies._days import (
    days,
    half_years,
    intervals,
    months,
    periods,
    quarters,
    weeks,
    years,
)
from partygrid.strategies._employees import employees, payroll_inputs, ratings
from partygrid.strategies._hours import instants, office_hours, sessions, work_weeks
from partygrid.strategies._ladders import ladder_credits, pay_ladders, positions, rungs
from partygrid.strategies._limits import cadences, conventions, limits, period_days
from partygrid.strategies._money import amounts, apportion_rules, factors, rounding_rules, weights
from partygrid.strategies._norms import bands, findings, ratios, reports
from partygrid.strategies._org import standings, unit_ids
from partygrid.strategies._pay import pay_terms, placements
from partygrid.strategies._pay_rules import (
    allowances_from,
    counted_lines,
    mean_floors,
    part_months,
    payment_plans,
    payment_rules,
    probation_rules,
    rating_rules,
    star_effects,
    star_rules,
)
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
from partygrid.strategies._scales import components, indexed_bases, scales
from partygrid.strategies._schemes import pay_schemes
from partygrid.strategies._service import early_rules, result_rules, service_rules
from partygrid.strategies._stages import stage_schemes, stages
from partygrid.strategies._trace import steps
from partygrid.strategies._words import ids, labels, sources

__all__ = [
    "allowances_from",
    "amounts",
    "appointments",
    "apportion_rules",
    "bands",
    "breaks",
    "cadences",
    "calendar_layers",
    "cases",
    "certificate_appointments",
    "certificate_passes",
    "certificate_registrations",
    "components",
    "conventions",
    "counted_lines",
    "days",
    "degrees",
    "early_rules",
    "educations",
    "employees",
    "entries",
    "events",
    "factors",
    "findings",
    "half_years",
    "ids",
    "indexed_bases",
    "instants",
    "intervals",
    "labels",
    "ladder_credits",
    "level_confirmations",
    "limits",
    "mean_floors",
    "months",
    "not_stated",
    "notices",
    "office_hours",
    "part_months",
    "pay_ladders",
    "pay_schemes",
    "pay_terms",
    "payment_plans",
    "payment_rules",
    "payroll_inputs",
    "period_days",
    "periods",
    "placements",
    "positions",
    "probation_rules",
    "probations",
    "quarters",
    "rating_rules",
    "ratings",
    "ratios",
    "reports",
    "result_rules",
    "rounding_rules",
    "rungs",
    "scales",
    "series",
    "service_rules",
    "services",
    "sessions",
    "sources",
    "special_days",
    "stage_schemes",
    "stages",
    "standings",
    "star_effects",
    "star_rules",
    "steps",
    "unit_ids",
    "weeks",
    "weights",
    "work_calendars",
    "work_weeks",
    "worked_days",
    "workers",
    "yearly_results",
    "years",
]
