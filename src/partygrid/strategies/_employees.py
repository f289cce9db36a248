"""
Strategies for workers whom given terms can pay, for standings, and for whole payrolls.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from hypothesis import strategies as st

from partygrid.dated import Dated, Series, Terms
from partygrid.org import Standing, Standings, UnitId, unit_id
from partygrid.pay import PayRules
from partygrid.people import Worker
from partygrid.strategies._arguments import checked
from partygrid.strategies._days import ONE_DAY
from partygrid.strategies._kinds import checked_names
from partygrid.strategies._ladders import Names
from partygrid.strategies._life import NEAR, SELDOM, Life, moved
from partygrid.strategies._needs import Needs, needs_of
from partygrid.strategies._org import standings
from partygrid.strategies._pay import pay_terms
from partygrid.strategies._words import ids, sources

_UNITS: Final = ("community-1",)
_MOST_WORKERS: Final = 3
_SOURCES: Final = sources()


@checked
def employees(
    terms: Terms[PayRules], *, units: Iterable[str] = _UNITS
) -> st.SearchStrategy[Worker]:
    """
    Generate workers whom terms can pay, whatever else is on record of them.

    They serve all of the month or, where the scheme prices it, a part, with all facts that it
    takes: an office that the ladder knows, qualifications known to scale and credits, results
    with the grades of the rule, days worked where these measure a part.

    Args:
        terms: The values in force.
        units: The units to which they are appointed.

    Raises:
        WrongTypeError: They are no terms of a month, or a unit is no text.
        ValueNotAllowedError: The scale lacks a row for what ladder, service or qualifications
            can come to, or there is no unit.

    >>> from hypothesis import Phase, find, settings
    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> from partygrid.pay import payslip
    >>> june, quickly = load("example").pay.on(Month(2025, 6)), settings(phases=[Phase.generate])
    >>> found = find(employees(june), lambda worker: True, settings=quickly)
    >>> payslip(found, june, {unit_id("community-1"): Series("ratings")}).total > 0
    True
    """
    return _employee(needs_of(terms), checked_names("units", units), ids())


@st.composite
def _employee(
    draw: st.DrawFn, needs: Needs, units: Names, names: st.SearchStrategy[str]
) -> Worker:
    life = Life(draw, needs)
    life.serve()
    life.appoint(units)
    life.confirm()
    life.learn()
    life.conduct()
    life.count()
    return Worker(draw(names), tuple(life.facts))


@checked
def ratings(
    terms: Terms[PayRules], *, units: Iterable[str] = _UNITS
) -> st.SearchStrategy[dict[UnitId, Series[Standing]]]:
    """
    Generate the standings of units by which terms can pay, some of them not known yet.

    Args:
        terms: The values in force.
        units: The units.

    Raises:
        WrongTypeError: They are no terms of a month, or a unit is no text.
        ValueNotAllowedError: There is no unit, or, as for `employees`, somebody could not be
            paid.

    >>> from hypothesis import Phase, find, settings
    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> june, quickly = load("example").pay.on(Month(2025, 6)), settings(phases=[Phase.generate])
    >>> list(find(ratings(june), lambda found: True, settings=quickly))
    ['community-1']
    """
    needs = needs_of(terms)
    each = _rated(needs)
    named = [unit_id(unit) for unit in checked_names("units", units)]
    return st.fixed_dictionaries(dict.fromkeys(named, each))


@st.composite
def _rated(draw: st.DrawFn, needs: Needs) -> Series[Standing]:
    values = standings(max_criteria_met=needs.most_met, min_stars=0, max_stars=needs.most_stars)
    latest = needs.known or moved(needs.last, NEAR)
    early = moved(needs.rated, -4 * NEAR)
    starts = st.lists(st.dates(early, moved(needs.last, NEAR)), max_size=4, unique=True)
    found: list[Dated[Any]] = []
    source = draw(_SOURCES)
    # Most are rated all the time.
    drawn = draw(starts) if draw(SELDOM) else [early, *draw(starts)]
    for place, start in enumerate(sorted(set(drawn))):
        end = draw(st.none() | st.dates(start + ONE_DAY, moved(start, NEAR)))
        # Each on a day of its own, some of them too late.
        known = moved(latest, place - 4 + 10 * draw(st.sampled_from((-1, 0, 0, 0, 1))))
        found.append(Dated(value=draw(values), start=start, end=end, known=known, source=source))
    return Series("standing", tuple(found))


@checked
def payroll_inputs(
    *, allow_split: bool = True, allow_wage_bill: bool = True
) -> st.SearchStrategy[tuple[tuple[Worker, ...], Terms[PayRules], Standings]]:
    """
    Generate what a payroll is made of: workers, terms and standings that fit each other.

    Args:
        allow_split: Whether some months are split.
        allow_wage_bill: Whether some pools are those of a unit's wage bill.

    >>> from hypothesis import given, settings
    >>> from partygrid.pay import payroll
    >>> @settings(max_examples=5, deadline=None)
    ... @given(payroll_inputs())
    ... def test_all_are_paid(inputs):
    ...     assert len(payroll(*inputs).slips) == len(inputs[0])

    >>> test_all_are_paid()
    """
    terms = pay_terms(allow_wage_bill=allow_wage_bill)
    if allow_split:
        terms |= pay_terms(allow_split=True, allow_wage_bill=allow_wage_bill)
    return terms.flatmap(_inputs)


@st.composite
def _inputs(
    draw: st.DrawFn, terms: Terms[PayRules]
) -> tuple[tuple[Worker, ...], Terms[PayRules], Standings]:
    units = draw(st.lists(ids(), min_size=1, max_size=2, unique=True))
    needs = needs_of(terms)
    workers = tuple(
        draw(_employee(needs, tuple(units), st.just(f"w-{place}")))
        for place in range(draw(st.integers(1, _MOST_WORKERS)))
    )
    return workers, terms, draw(ratings(terms, units=units))
