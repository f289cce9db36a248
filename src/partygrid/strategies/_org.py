"""
Strategies for units and standings.
"""

from __future__ import annotations

from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.org import Standing, UnitId, unit_id
from partygrid.strategies._arguments import checked
from partygrid.strategies._words import ids


def unit_ids() -> st.SearchStrategy[UnitId]:
    """
    Generate ids of units.

    >>> from hypothesis import find
    >>> find(unit_ids(), lambda unit: len(unit) > 1)
    '00'
    """
    return ids().map(unit_id)


@checked
def standings(
    *,
    min_criteria_met: int = 0,
    max_criteria_met: int = 5,
    min_stars: int = 0,
    max_stars: int = 5,
    allow_no_stars: bool = True,
) -> st.SearchStrategy[Standing]:
    """
    Generate what a unit has been rated, with stars or without.

    Args:
        min_criteria_met: The least number of criteria met.
        max_criteria_met: The greatest number; the scheme says how many there are.
        min_stars: The least number of stars.
        max_stars: The greatest number; the scheme says how many there are.
        allow_no_stars: Whether some are not rated by stars.

    Raises:
        WrongTypeError: A number is not an int.
        ValueNotAllowedError: A number is below zero, or they are in the wrong order.

    >>> from hypothesis import find
    >>> find(standings(min_criteria_met=4), lambda standing: True)
    Standing(criteria_met=4, stars=None)
    """
    counts = _counts("criteria_met", min_criteria_met, max_criteria_met)
    stars = _counts("stars", min_stars, max_stars)
    return st.builds(
        Standing, criteria_met=counts, stars=st.none() | stars if allow_no_stars else stars
    )


def _counts(name: str, least: int, most: int) -> st.SearchStrategy[int]:
    low, high = f"min_{name}", f"max_{name}"
    for field, count in ((low, least), (high, most)):
        if type(count) is not int:
            raise WrongTypeError(field=field, value=count, allowed="an int")
    if least < 0:
        raise ValueNotAllowedError(field=low, value=least, allowed="0 or more")
    if most < least:
        raise ValueNotAllowedError(field=high, value=most, allowed=f"{low} ({least}) or more")
    return st.integers(least, most)
