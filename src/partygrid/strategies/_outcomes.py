"""
Outcomes of pay, and what they are made of, for whoever asks for one by its type.
"""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from partygrid import pay
from partygrid.dated import NotKnown
from partygrid.people import NO_CERTIFICATE
from partygrid.strategies._dated import entries
from partygrid.strategies._employees import employees, payroll_inputs
from partygrid.strategies._pay import pay_terms, placements
from partygrid.strategies._rows import ANY, MOST_LEVELS, MOST_POSTS, MOST_YEARS, shares_of
from partygrid.strategies._scales import components
from partygrid.strategies._words import ids, labels

_MOST_CRITERIA: Final = 1000
_MOST_STARS: Final = 10
_NAME: Final = st.none() | ids()
_YET: Final = st.just(NotKnown.YET)


def _between(low: int, high: int) -> st.SearchStrategy[int]:
    """
    Generate whole numbers, of which the bounds are as likely as all the others together.
    """
    return st.integers(low, high) | st.sampled_from((low, high))


_RUNG: Final = st.none() | _between(1, MOST_LEVELS)


def amounts_of(kind: type, *selectors: pay.Selector) -> st.SearchStrategy[Any]:
    """
    Generate what components pay, of one kind; only some selectors have it.
    """
    found = components(selectors=selectors).map(lambda component: component.amount)
    return found.filter(lambda amount: type(amount) is kind)


def shares() -> st.SearchStrategy[pay.ShareOf]:
    """
    Generate shares of lines of any name.
    """
    keys = st.lists(ids(), min_size=1, max_size=3, unique=True)
    return keys.flatmap(lambda found: shares_of(found, ANY))


def any_placements() -> st.SearchStrategy[pay.Placement]:
    """
    Generate placements for no scheme in particular.
    """
    return st.builds(
        pay.Placement,
        level=_RUNG,
        years=_between(0, MOST_YEARS),
        certificate=st.just(NO_CERTIFICATE) | ids(),
        criteria_met=_YET | _between(0, _MOST_CRITERIA),
        step=_RUNG,
        posts=st.none() | _between(0, MOST_POSTS),
        stars=st.none() | _YET | _between(0, _MOST_STARS),
        falling=st.none() | st.booleans(),
        **dict.fromkeys(
            (
                "position",
                "treatment",
                "education",
                "degree",
                "certificate_passed",
                "certificate_appointed",
                "probation",
            ),
            _NAME,
        ),
    )


@st.composite
def payslips(draw: st.DrawFn) -> pay.Payslip:
    """
    Generate payslips of placements made by hand.
    """
    terms = draw(pay_terms())
    return pay.price(draw(placements(terms)), terms)


@st.composite
def what_ifs(draw: st.DrawFn) -> pay.WhatIf:
    """
    Generate suppositions: every fact that pay looks at may be another.
    """
    slip = draw(payslips())
    rules, other = slip.terms.rules, draw(placements(slip.terms))
    fields = {selector.value for line in rules.scale for selector in line.selectors}
    fields |= {"criteria_met", "probation"}
    if rules.stars is not None:
        fields |= {"stars", "falling"}
    return pay.what_if(slip, **{field: getattr(other, field) for field in sorted(fields)})


def payrolls() -> st.SearchStrategy[pay.Payroll]:
    """
    Generate whole payrolls.
    """
    return payroll_inputs().map(lambda inputs: pay.payroll(*inputs))


def instalments() -> st.SearchStrategy[pay.Instalment]:
    """
    Generate what of a month is paid on which day.
    """
    return payslips().flatmap(lambda slip: st.sampled_from(slip.instalments()))


def _found_in(payroll: pay.Payroll) -> list[pay.PaidPart]:
    return [part for slip in payroll.slips for part in slip.parts]


def paid_parts() -> st.SearchStrategy[pay.PaidPart]:
    """
    Generate parts of months.
    """
    return payrolls().map(_found_in).filter(bool).flatmap(st.sampled_from)


def bill_shares() -> st.SearchStrategy[pay.BillShare]:
    """
    Generate shares of a unit's wage bill.
    """
    found = payrolls().map(lambda each: [part.bill for part in _found_in(each) if part.bill])
    return found.filter(bool).flatmap(st.sampled_from)


def pieces() -> st.SearchStrategy[pay.Piece]:
    """
    Generate the stretches of which parts of months are made.
    """
    return paid_parts().flatmap(lambda part: st.sampled_from(part.pieces))


def bases() -> st.SearchStrategy[pay.Basis]:
    """
    Generate where the facts of placements came from: found on record, or named by a host.
    """
    found = payrolls().map(lambda each: each.slips[-1].placement.basis)
    made: st.SearchStrategy[Any] = found.filter(lambda basis: basis is not None)
    return st.builds(pay.Basis, worker=ids()) | made


@st.composite
def _next_changes(draw: st.DrawFn) -> pay.NextChange | None:
    terms = draw(pay_terms())
    return pay.next_change(draw(employees(terms)), terms)


def next_changes() -> st.SearchStrategy[pay.NextChange]:
    """
    Generate next changes of pay.
    """
    found: st.SearchStrategy[Any] = _next_changes().filter(lambda change: change is not None)
    return found


def attainables() -> st.SearchStrategy[pay.Attainable]:
    """
    Generate what pay can reach after some years.
    """
    return st.builds(
        pay.Attainable,
        label=labels(),
        years=_between(0, MOST_YEARS),
        entry=entries(labels(), allow_gaps=False, allow_repeals=False),
    )
