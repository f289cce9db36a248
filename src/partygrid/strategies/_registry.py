"""
Which strategy makes values of which type, for `hypothesis.strategies.from_type`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar, get_args, get_origin

from hypothesis import strategies as st

from partygrid import (
    clocks,
    dated,
    labels,
    money,
    norms,
    org,
    packs,
    pay,
    people,
    points,
    sources,
    trace,
    worktime,
)
from partygrid import strategies as ours
from partygrid.strategies import _answers as answers
from partygrid.strategies import _bank_answers as banked
from partygrid.strategies import _bank_readings as banking
from partygrid.strategies import _case_answers as read
from partygrid.strategies import _outcomes as outcomes
from partygrid.strategies import _stages as handled
from partygrid.strategies import _whole as whole

Make = Callable[[], st.SearchStrategy[Any]]
MakeOf = Callable[[st.SearchStrategy[Any]], st.SearchStrategy[Any]]


def strategy_for(thing: Any) -> st.SearchStrategy[Any] | None:
    """
    Give the strategy for a type of ours; None if Hypothesis does as well without.
    """
    if thing in _PLAIN:
        return _PLAIN[thing]()
    origin = get_origin(thing) or thing
    if origin not in _GENERIC:
        return None
    (inner,) = get_args(thing) or (Any,)
    # Where the type says nothing, a number is as good a value as any.
    open_ = inner is Any or isinstance(inner, TypeVar)
    return _GENERIC[origin](st.integers() if open_ else st.from_type(inner))


def register_all() -> None:
    """
    Register every type in the public way of Hypothesis.
    """
    # All of these are known, so that there is an answer for each.
    known: Any = strategy_for
    for kind in (*_PLAIN, *_GENERIC):
        st.register_type_strategy(kind, known)


def _retractions() -> st.SearchStrategy[dated.Retraction]:
    return st.builds(dated.Retraction, start=ours.days(), known=ours.days())


def _retracted_facts() -> st.SearchStrategy[people.RetractedFact]:
    return st.builds(people.RetractedFact, id=ours.ids(), known=ours.days())


def _facts() -> st.SearchStrategy[people.Fact]:
    return st.one_of(
        ours.services(),
        ours.appointments(),
        ours.level_confirmations(),
        ours.educations(),
        ours.degrees(),
        ours.certificate_passes(),
        ours.certificate_registrations(),
        ours.certificate_appointments(),
        ours.yearly_results(),
        ours.breaks(),
        ours.probations(),
        ours.worked_days(),
        _retracted_facts(),
    )


def _records() -> st.SearchStrategy[people.Record]:
    return st.builds(people.Worker.as_known, ours.workers())


@st.composite
def _tallies(draw: st.DrawFn) -> people.Tally:
    """
    Generate what the service of workers comes to whose files leave no result open.
    """
    staff, grades = ("professional",), ("excellent", "qualified", "failed")
    worker = draw(ours.workers(staff=staff, grades=grades, allow_not_stated=False))
    rule = draw(ours.service_rules(grades=grades))
    day = draw(ours.days(min_value=date(1990, 1, 1), max_value=date(2059, 12, 31)))
    return people.tally(worker.as_known(), staff, rule, day)


def _options(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dated.Option[Any]]:
    return st.builds(
        dated.Option,
        name=ours.ids(),
        label=ours.labels(),
        value=values.filter(lambda value: value is not None),
    )


def _amounts_of(kind: type, *selectors: pay.Selector) -> Make:
    return lambda: outcomes.amounts_of(kind, *selectors)


def _found(find: banked.Find) -> Make:
    return lambda: banked.found_in(find)


def _appraised(find: banked.Find) -> Make:
    return lambda: banking.appraised_in(find)


def _event(kind: Any) -> Make:
    return lambda: ours.bank_events(kinds=[kind])


_PLAIN: Final[dict[Any, Make]] = {
    clocks.Case: ours.cases,
    clocks.CommunityDuty: handled.community_duties,
    clocks.Docket: read.dockets,
    clocks.Event: ours.events,
    clocks.ExtensionRule: handled.extension_rules,
    clocks.Leg: read.legs,
    clocks.Load: read.loads,
    clocks.MatterLimit: handled.matter_limits,
    clocks.Moved: read.moves,
    clocks.Pause: read.pauses,
    clocks.Reading: read.readings,
    clocks.Reminder: handled.reminders,
    clocks.ReturnRule: handled.return_rules,
    clocks.Run: read.runs,
    clocks.Setting: read.settings,
    clocks.Shift: read.shifts,
    clocks.Shifts: read.impacts,
    clocks.Stage: ours.stages,
    clocks.StageReading: read.stage_readings,
    clocks.StageRules: read.stage_rules,
    clocks.StageScheme: ours.stage_schemes,
    clocks.Told: read.told,
    dated.HalfYear: ours.half_years,
    dated.Interval: ours.intervals,
    dated.Month: ours.months,
    dated.Period: ours.periods,
    dated.Quarter: ours.quarters,
    dated.Retraction: _retractions,
    dated.SchemeKey: lambda: st.builds(dated.SchemeKey, ours.ids(), ours.ids(), ours.ids()),
    dated.Terms: ours.pay_terms,
    dated.Week: ours.weeks,
    dated.Year: ours.years,
    labels.Label: ours.labels,
    money.ApportionRule: ours.apportion_rules,
    money.Fen: ours.amounts,
    money.RoundingRule: ours.rounding_rules,
    norms.Band: ours.bands,
    norms.Finding: ours.findings,
    norms.Ratio: ours.ratios,
    norms.Report: ours.reports,
    org.Standing: ours.standings,
    org.UnitId: ours.unit_ids,
    ours.BankCommand: whole.bank_commands,
    ours.NeighbourhoodYear: ours.neighbourhood_years,
    packs.Catalogue: whole.catalogues,
    packs.CatalogueLine: whole.catalogue_lines,
    packs.CatalogueSection: whole.catalogue_sections,
    pay.AllowancesFrom: ours.allowances_from,
    pay.Attainable: outcomes.attainables,
    pay.Basis: outcomes.bases,
    pay.BillShare: outcomes.bill_shares,
    pay.Coefficients: _amounts_of(pay.Coefficients, *pay.Selector),
    pay.Component: ours.components,
    pay.CountedLines: ours.counted_lines,
    pay.Credit: ours.ladder_credits,
    pay.Grid: _amounts_of(pay.Grid, *pay.Selector),
    pay.IndexedBase: ours.indexed_bases,
    pay.Instalment: outcomes.instalments,
    pay.MeanFloor: ours.mean_floors,
    pay.NextChange: outcomes.next_changes,
    pay.PaidPart: outcomes.paid_parts,
    pay.PartMonth: ours.part_months,
    pay.PayLadder: ours.pay_ladders,
    pay.PayRules: lambda: ours.pay_terms().map(lambda terms: terms.rules),
    pay.PayScheme: ours.pay_schemes,
    pay.PaymentPlan: ours.payment_plans,
    pay.PaymentRule: ours.payment_rules,
    pay.Payroll: outcomes.payrolls,
    pay.Payslip: outcomes.payslips,
    pay.Piece: outcomes.pieces,
    pay.Placement: outcomes.any_placements,
    pay.Position: ours.positions,
    pay.ProbationRule: ours.probation_rules,
    pay.RatingRule: ours.rating_rules,
    pay.Rungs: ours.rungs,
    pay.ShareOf: outcomes.shares,
    pay.StarEffect: ours.star_effects,
    pay.StarRule: ours.star_rules,
    pay.Table: _amounts_of(pay.Table, *pay.Selector),
    pay.WhatIf: outcomes.what_ifs,
    pay.YearlyRate: _amounts_of(pay.YearlyRate, pay.Selector.YEARS),
    people.Appointment: ours.appointments,
    people.Break: ours.breaks,
    people.CertificateAppointment: ours.certificate_appointments,
    people.CertificatePass: ours.certificate_passes,
    people.CertificateRegistration: ours.certificate_registrations,
    people.Degree: ours.degrees,
    people.EarlyRule: ours.early_rules,
    people.Education: ours.educations,
    people.Fact: _facts,
    people.LevelConfirmation: ours.level_confirmations,
    people.Probation: ours.probations,
    people.Record: _records,
    people.ResultRule: ours.result_rules,
    people.RetractedFact: _retracted_facts,
    people.Service: ours.services,
    people.ServiceRule: ours.service_rules,
    people.Tally: _tallies,
    people.WorkedDays: ours.worked_days,
    people.Worker: ours.workers,
    people.YearlyResult: ours.yearly_results,
    points.Activity: ours.activities,
    points.AppraisalRules: banked.appraisal_rules,
    points.AppraisalScheme: ours.appraisal_schemes,
    points.Bank: ours.banks,
    points.Cap: ours.caps,
    points.Delivery: ours.deliveries,
    points.Expiry: ours.expiries,
    points.Gift: ours.gifts,
    points.Head: ours.heads,
    points.Holder: ours.holders,
    points.HolderKind: ours.holder_kinds,
    points.Honour: ours.honours,
    points.Opening: ours.openings,
    points.Request: ours.requests,
    points.Reversal: ours.reversals,
    points.Settlement: ours.settlements,
    points.Slip: ours.slips,
    points.StoreRules: banked.store_rules,
    points.StoreScheme: ours.store_schemes,
    points.Tariff: ours.tariffs,
    points.TariffRules: banked.tariff_rules,
    points.TopUp: ours.top_ups,
    sources.Source: ours.sources,
    trace.Step: ours.steps,
    trace.StepRule: lambda: ours.steps().map(lambda step: step.rule),
    worktime.Cadence: ours.cadences,
    worktime.CalendarLayer: ours.calendar_layers,
    worktime.Convention: ours.conventions,
    worktime.DayStatus: answers.day_statuses,
    worktime.Due: answers.dues,
    worktime.Limit: ours.limits,
    worktime.Notice: ours.notices,
    worktime.Occasion: answers.found_occasions,
    worktime.OfficeHours: ours.office_hours,
    worktime.Overruled: answers.overruled,
    worktime.PeriodDay: ours.period_days,
    worktime.Said: answers.said,
    worktime.Session: ours.sessions,
    worktime.SpecialDays: ours.special_days,
    worktime.Timetable: answers.timetables,
    worktime.WorkCalendar: ours.work_calendars,
    worktime.WorkWeek: ours.work_weeks,
    **{kind: _found(find) for kind, find in banked.FOUND.items()},
    **{kind: _event(kind) for kind in banked.EVENTS},
    **{kind: _found(find) for kind, find in banking.READ.items()},
    **{kind: _appraised(find) for kind, find in banking.APPRAISED.items()},
}

_GENERIC: Final[dict[Any, MakeOf]] = {
    dated.Dated: ours.entries,
    dated.NotStated: ours.not_stated,
    dated.Option: _options,
    dated.Series: ours.series,
    points.Levels: banked.levels,
}
