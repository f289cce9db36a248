"""
The ids of units: communities, streets, Party organisations.
"""

from __future__ import annotations

from typing import NewType

from partygrid.labels import check_id

UnitId = NewType("UnitId", str)
"""
The opaque id of a unit, as the host keeps it.
"""


def unit_id(text: str) -> UnitId:
    """
    Take a text as the id of a unit.

    Args:
        text: Up to 128 characters, none of them blank.

    Raises:
        WrongTypeError: It is not text.
        ValueNotAllowedError: It is empty, too long, or holds a blank.

    >>> unit_id("community-07")
    'community-07'
    """
    return UnitId(check_id(text, field="unit"))
