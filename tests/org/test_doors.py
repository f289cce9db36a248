"""
Every door of the room, tried with what does not belong there: a named error, and nothing else.
"""

import pytest
from doors import names, shuts, tried

from partygrid.org import Standing, unit_id

DOORS = {
    "Standing": (Standing, {"criteria_met": 4, "stars": 3}),
    "unit_id": (unit_id, {"text": "community-7"}),
}
# How many there are is the scheme's to say.
PARDONED = {("Standing", "criteria_met"), ("Standing", "stars")}


@pytest.mark.parametrize("door", DOORS)
def test_opens(door):
    """
    What is right is taken, or the trials of a door would say nothing.
    """
    call, given = DOORS[door]
    call(**given)


@pytest.mark.parametrize(("door", "name"), tried(DOORS))
def test_refused(door, name):
    """
    What belongs nowhere is refused; the error names field and limit.
    """
    assert shuts(DOORS, door, name) is ((door, name) not in PARDONED)


@pytest.mark.parametrize(("door", "name"), tried(DOORS))
def test_named(door, name):
    """
    What belongs elsewhere is refused by a named error, if it is refused.
    """
    assert names(DOORS, door, name)
