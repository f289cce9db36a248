"""
The rating that an organisation holds; `awards` will produce it, `pay` only reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import attrs

from partygrid.dated import Series
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.org._units import UnitId


@attrs.frozen(kw_only=True)
class Standing:
    """
    Hold what a community's Party organisation has been rated.

    Args:
        criteria_met: How many of the criteria it meets, such as those of 五个好. How many there
            are is the scheme's to say.
        stars: How many stars it holds; None if it is not rated by stars.

    Raises:
        WrongTypeError: A count is not an int.
        ValueNotAllowedError: A count is below zero.

    >>> Standing(criteria_met=4).stars is None
    True
    """

    criteria_met: int
    stars: int | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no count.
        """
        _check_count(self.criteria_met, "standing.criteria_met")
        if self.stars is not None:
            _check_count(self.stars, "standing.stars")


def _check_count(value: int, field: str) -> None:
    if type(value) is not int:
        raise WrongTypeError(field=field, value=value, allowed="a whole number")
    if value < 0:
        raise ValueNotAllowedError(field=field, value=value, allowed="0 or more")


Standings: TypeAlias = Mapping[UnitId, Series[Standing]]
"""
The standing of each unit over time. A day without an entry is a rating not known yet.
"""
