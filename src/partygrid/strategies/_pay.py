"""
Strategies for pay: terms, and placements that they can price.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from partygrid.dated import Month, NotKnown, Terms
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.pay import Component, Grid, PayRules, Placement, Selector
from partygrid.people import NO_CERTIFICATE
from partygrid.strategies._arguments import checked
from partygrid.strategies._days import days, months
from partygrid.strategies._rows import MOST_YEARS
from partygrid.strategies._schemes import EARLY, LATE, pay_schemes

# So near each other are changes if a month is to hold some of them.
_NEAR: Final = timedelta(days=75)


@checked
def pay_terms(
    *, allow_split: bool = False, allow_wage_bill: bool = False
) -> st.SearchStrategy[Terms[PayRules]]:
    """
    Generate the terms of a month; as it is, `partygrid.pay.price` can price placements by them.

    Args:
        allow_split: Whether some months are split, and have several sets of values.
        allow_wage_bill: Whether some pools are those of a unit's wage bill.

    >>> from hypothesis import given, settings
    >>> from partygrid.pay import AwardPool
    >>> @settings(max_examples=5, deadline=None)
    ... @given(pay_terms())
    ... def test_one_set_of_values(terms):
    ...     assert terms.rules.award_pool is AwardPool.PER_WORKER

    >>> test_one_set_of_values()
    """
    if allow_split:
        return days(min_value=EARLY, max_value=LATE - _NEAR).flatmap(
            lambda day: _changing(day, allow_wage_bill=allow_wage_bill)
        )
    schemes = pay_schemes(max_size=1, allow_split=False, allow_wage_bill=allow_wage_bill)
    month = months(min_value=Month.containing(EARLY), max_value=Month.containing(LATE))
    known = st.none() | days(min_value=EARLY, max_value=LATE)
    return st.builds(lambda scheme, *asked: scheme.on(*asked), schemes, month, known)


def _changing(day: date, *, allow_wage_bill: bool) -> st.SearchStrategy[Terms[PayRules]]:
    """
    Generate the terms of a month near a day on which a scheme begins.
    """
    last = day + _NEAR
    schemes = pay_schemes(
        max_size=2, min_value=day, max_value=last, allow_wage_bill=allow_wage_bill
    )
    month = Month.containing(day).next()
    known = st.none() | days(min_value=day, max_value=last)
    return st.builds(
        lambda scheme, *asked: scheme.on(*asked),
        schemes,
        months(min_value=month, max_value=month.next()),
        known,
    )


@checked
def placements(
    terms: Terms[PayRules], *, allow_not_known: bool = True
) -> st.SearchStrategy[Placement]:
    """
    Generate placements that terms can price: only rows that the scale has.

    Args:
        terms: The values in force.
        allow_not_known: Whether the rating may be not known yet.

    Raises:
        WrongTypeError: They are no terms.
        ValueNotAllowedError: Two components have no row in common, so that nobody can be paid.

    >>> from hypothesis import find
    >>> from partygrid.packs import load
    >>> from partygrid.pay import price
    >>> june = load("example").pay.on(Month(2025, 6))
    >>> seventh = find(placements(june), lambda placement: placement.level == 7)
    >>> price(seventh, june).amount("post")
    348886
    """
    if type(terms) is not Terms:
        raise WrongTypeError(
            field="terms", value=terms, allowed="Terms, as PayScheme.on gives them"
        )
    rules = terms.rules
    facts: dict[str, st.SearchStrategy[Any]] = {
        "years": st.integers(0, MOST_YEARS),
        "certificate": st.just(NO_CERTIFICATE),
        "level": st.none(),
    }
    rows = common_rows(rules.scale)
    facts |= {selector.value: st.sampled_from(found) for selector, found in rows.items()}
    facts["criteria_met"] = _counts(len(rules.award_shares) - 1, not_known=allow_not_known)
    if rules.stars is not None:
        facts["stars"] = _counts(rules.stars.most, not_known=allow_not_known)
        if rules.stars.falling is not None:
            facts["falling"] = st.booleans()
    if rules.probation:
        facts["probation"] = st.none() | st.sampled_from([rule.entry for rule in rules.probation])
    return st.builds(Placement, **facts)


def _counts(most: int, *, not_known: bool) -> st.SearchStrategy[int | NotKnown]:
    counts: list[int | NotKnown] = list(range(most + 1))
    return st.sampled_from([*counts, NotKnown.YET] if not_known else counts)


def common_rows(scale: tuple[Component, ...]) -> dict[Selector, list[Any]]:
    """
    List the rows that all components have of each fact, in whatever pairs they come.

    Raises:
        ValueNotAllowedError: Two components have no row in common.
    """
    found: dict[Selector, list[Any]] = {}
    for line in scale:
        if line.selector is not None and line.rows:
            _narrow(found, line.selector, line.rows)
    for line in scale:
        if isinstance(line.amount, Grid) and line.selector is not None:
            for first, row in line.amount.rows:
                if first in found[line.selector]:
                    _narrow(found, line.amount.by, tuple(second for second, _ in row))
    return found


def _narrow(found: dict[Selector, list[Any]], selector: Selector, rows: tuple[Any, ...]) -> None:
    common = [row for row in found.get(selector, rows) if row in rows]
    if not common:
        raise ValueNotAllowedError(
            field="terms",
            value=rows,
            allowed=f"components with a row in common that picks by {selector.value}",
        )
    found[selector] = common
