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

    Raises:
        WrongTypeError: The count is not an int.
        ValueNotAllowedError: The count is below zero.

    >>> Standing(criteria_met=4)
    Standing(criteria_met=4)
    """

    criteria_met: int

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no count.
        """
        if type(self.criteria_met) is not int:
            raise WrongTypeError(
                field="standing.criteria_met", value=self.criteria_met, allowed="a whole number"
            )
        if self.criteria_met < 0:
            raise ValueNotAllowedError(
                field="standing.criteria_met", value=self.criteria_met, allowed="0 or more"
            )


Standings: TypeAlias = Mapping[UnitId, Series[Standing]]
"""
The standing of each unit over time. A day without an entry is a rating not known yet.
"""
