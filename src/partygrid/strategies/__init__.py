"""
Hypothesis strategies for every value of the library: valid ones only, the nasty ones among them.

With the package installed ``hypothesis.strategies.from_type`` knows our types, too.
"""

from partygrid.strategies import _needed as _needed  # isort: skip
from partygrid._neighbourhood.year import BankCommand, NeighbourhoodYear
from partygrid.strategies._bank_answers import bank_events, banks
from partygrid.strategies._calendars import (
    calendar_layers,
    notices,
    special_days,
    work_calendars,
)
from partygrid.strategies._cases import cases, events
from partygrid.strategies._conduct import breaks, probations, worked_days, yearly_results
from partygrid.strategies._dated import entries, series
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
from partygrid.strategies._earning import activities, caps, expiries, heads, holder_kinds, openings
from partygrid.strategies._employees import employees, payroll_inputs, ratings
from partygrid.strategies._hours import instants, office_hours, sessions, work_weeks
from partygrid.strategies._ladders import ladder_credits, pay_ladders, positions, rungs
from partygrid.strategies._limits import cadences, conventions, limits, period_days
from partygrid.strategies._money import amounts, apportion_rules, factors, rounding_rules, weights
from partygrid.strategies._norms import bands, findings, ratios, reports
from partygrid.strategies._not_stated import not_stated
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
from partygrid.strategies._slips import (
    deliveries,
    holders,
    requests,
    reversals,
    settlements,
    slips,
)
from partygrid.strategies._spending import gifts, honours, top_ups
from partygrid.strategies._stages import stage_schemes, stages
from partygrid.strategies._stores import appraisal_schemes, store_schemes
from partygrid.strategies._tariffs import tariffs
from partygrid.strategies._trace import steps
from partygrid.strategies._words import ids, labels, sources
from partygrid.strategies._years import neighbourhood_year, neighbourhood_years

__all__ = [
    "BankCommand",
    "NeighbourhoodYear",
    "activities",
    "allowances_from",
    "amounts",
    "appointments",
    "apportion_rules",
    "appraisal_schemes",
    "bands",
    "bank_events",
    "banks",
    "breaks",
    "cadences",
    "calendar_layers",
    "caps",
    "cases",
    "certificate_appointments",
    "certificate_passes",
    "certificate_registrations",
    "components",
    "conventions",
    "counted_lines",
    "days",
    "degrees",
    "deliveries",
    "early_rules",
    "educations",
    "employees",
    "entries",
    "events",
    "expiries",
    "factors",
    "findings",
    "gifts",
    "half_years",
    "heads",
    "holder_kinds",
    "holders",
    "honours",
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
    "neighbourhood_year",
    "neighbourhood_years",
    "not_stated",
    "notices",
    "office_hours",
    "openings",
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
    "requests",
    "result_rules",
    "reversals",
    "rounding_rules",
    "rungs",
    "scales",
    "series",
    "service_rules",
    "services",
    "sessions",
    "settlements",
    "slips",
    "sources",
    "special_days",
    "stage_schemes",
    "stages",
    "standings",
    "star_effects",
    "star_rules",
    "steps",
    "store_schemes",
    "tariffs",
    "top_ups",
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
