"""
Which strategy makes values of which type, for `hypothesis.strategies.from_type`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar, get_args, get_origin

from hypothesis import strategies as st

from partygrid import dated, labels, money, norms, org, pay, people, sources, trace
from partygrid import strategies as ours

_MOST_CRITERIA: Final = 1000
_MOST_LAG: Final = 100
_MOST_LEVELS: Final = 1000
_MOST_YEARS: Final = 80

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
    """
    Generate what components pay, of one kind; only some selectors have it.
    """

    def make() -> st.SearchStrategy[Any]:
        found = ours.components(selectors=selectors).map(lambda component: component.amount)
        return found.filter(lambda amount: type(amount) is kind)

    return make


def _counted_lines() -> st.SearchStrategy[pay.CountedLines]:
    some = st.lists(ours.ids(), min_size=1, max_size=4, unique=True).map(tuple)
    return (st.none() | some).map(pay.CountedLines)


def _rating_rules() -> st.SearchStrategy[pay.RatingRule]:
    every = st.sampled_from(dated.PeriodKind)
    return st.builds(pay.RatingRule, every=every, lag=st.integers(0, _MOST_LAG))


def _placements() -> st.SearchStrategy[pay.Placement]:
    """
    Generate placements for no scheme in particular.
    """
    return st.builds(
        pay.Placement,
        level=st.none() | st.integers(1, _MOST_LEVELS),
        years=st.integers(0, _MOST_YEARS),
        certificate=st.just(people.NO_CERTIFICATE) | ours.ids(),
        criteria_met=st.just(dated.NotKnown.YET) | st.integers(0, _MOST_CRITERIA),
    )


@st.composite
def _payslips(draw: st.DrawFn) -> pay.Payslip:
    terms = draw(ours.pay_terms())
    return pay.price(draw(ours.placements(terms)), terms)


@st.composite
def _what_ifs(draw: st.DrawFn) -> pay.WhatIf:
    slip = draw(_payslips())
    other = draw(ours.placements(slip.terms))
    return pay.what_if(
        slip,
        level=other.level,
        years=other.years,
        certificate=other.certificate,
        criteria_met=other.criteria_met,
    )


_PLAIN: Final[dict[Any, Make]] = {
    dated.HalfYear: ours.half_years,
    dated.Interval: ours.intervals,
    dated.Month: ours.months,
    dated.Period: ours.periods,
    dated.Quarter: ours.quarters,
    dated.Retraction: _retractions,
    dated.SchemeKey: lambda: st.builds(dated.SchemeKey, ours.ids(), ours.ids(), ours.ids()),
    dated.Terms: ours.pay_terms,
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
    pay.Coefficients: _amounts_of(pay.Coefficients, *pay.Selector),
    pay.Component: ours.components,
    pay.CountedLines: _counted_lines,
    pay.PayRules: lambda: ours.pay_terms().map(lambda terms: terms.rules),
    pay.PayScheme: ours.pay_schemes,
    pay.Payslip: _payslips,
    pay.Placement: _placements,
    pay.RatingRule: _rating_rules,
    pay.Table: _amounts_of(pay.Table, *pay.Selector),
    pay.WhatIf: _what_ifs,
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
    sources.Source: ours.sources,
    trace.Step: ours.steps,
    trace.StepRule: lambda: ours.steps().map(lambda step: step.rule),
}

_GENERIC: Final[dict[Any, MakeOf]] = {
    dated.Dated: ours.entries,
    dated.NotStated: ours.not_stated,
    dated.Option: _options,
    dated.Series: ours.series,
}
