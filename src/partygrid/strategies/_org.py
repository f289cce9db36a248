"""
Strategies for units and standings.
"""

from __future__ import annotations

from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.org import Standing, UnitId, unit_id
from partygrid.strategies._words import ids


def unit_ids() -> st.SearchStrategy[UnitId]:
    """
    Generate ids of units.

    >>> from hypothesis import find
    >>> find(unit_ids(), lambda unit: len(unit) > 1)
    '00'
    """
    return ids().map(unit_id)


def standings(
    *, min_criteria_met: int = 0, max_criteria_met: int = 5
) -> st.SearchStrategy[Standing]:
    """
    Generate what a unit has been rated.

    Args:
        min_criteria_met: The least number of criteria met.
        max_criteria_met: The greatest number; the scheme says how many there are.

    Raises:
        WrongTypeError: A number is not an int.
        ValueNotAllowedError: A number is below zero, or they are in the wrong order.

    >>> from hypothesis import find
    >>> find(standings(min_criteria_met=4), lambda standing: True)
    Standing(criteria_met=4)
    """
    for field, count in (
        ("min_criteria_met", min_criteria_met),
        ("max_criteria_met", max_criteria_met),
    ):
        if type(count) is not int:
            raise WrongTypeError(field=field, value=count, allowed="an int")
    if min_criteria_met < 0:
        raise ValueNotAllowedError(
            field="min_criteria_met", value=min_criteria_met, allowed="0 or more"
        )
    if max_criteria_met < min_criteria_met:
        raise ValueNotAllowedError(
            field="max_criteria_met",
            value=max_criteria_met,
            allowed=f"min_criteria_met ({min_criteria_met}) or more",
        )
    counts = st.integers(min_criteria_met, max_criteria_met)
    return st.builds(Standing, criteria_met=counts)
