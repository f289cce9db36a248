"""
What laws of pay are tried on: values in force, and the rows of a scale, fact by fact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from partygrid.dated import Month, Terms
from partygrid.errors import WrongTypeError
from partygrid.labels import check_kind
from partygrid.org import Standings
from partygrid.pay import Grid, PayRules, Selector, YearlyRate
from partygrid.people import NONE

# As many as a placement takes.
_MOST_YEARS = 80


def check_terms(terms: Terms[PayRules], standings: Standings | None = None) -> None:
    """
    Refuse what no worker could be paid by: each refusal would be alike, and pass the law.
    """
    check_kind(terms, Terms, "terms")
    check_kind(terms.period, Month, "terms.period")
    if standings is not None and not isinstance(standings, Mapping):
        raise WrongTypeError(
            field="standings", value=standings, allowed="a mapping of units to series"
        )


def rows_of(rules: PayRules) -> dict[str, Sequence[Any]]:
    """
    List the rows of every fact that the scale looks at.
    """
    found: dict[str, Sequence[Any]] = {
        "years": range(_MOST_YEARS + 1),
        "criteria_met": range(len(rules.award_shares)),
    }
    if not rules.selects(Selector.CERTIFICATE):
        found["certificate"] = (NONE,)
    for component in rules.scale:
        for place_, selector in enumerate(component.selectors):
            amount = component.amount
            if isinstance(amount, YearlyRate):
                continue
            keys: Sequence[Any] = component.rows
            if place_:
                assert isinstance(amount, Grid)  # noqa: S101 - only grids have a second fact
                keys = tuple(dict.fromkeys(second for _, second in amount.cells))
            before = found.get(selector.value, keys)
            found[selector.value] = tuple(key for key in before if key in keys)
    if rules.stars is not None:
        found["stars"] = range(rules.stars.most + 1)
    return {
        name: sorted(values) if all(type(each) is int for each in values) else values
        for name, values in found.items()
    }
