"""
Doors of the room, tried with what does not belong there: a named error, and nothing else.
"""

from collections import Counter, OrderedDict
from collections.abc import Mapping

import attrs
import pytest

from partygrid.dated import Series
from partygrid.errors import PartyGridError
from partygrid.serial import from_data, to_data


@attrs.frozen
class Unnamed:
    """
    A host's class with a type that nobody can look up.
    """

    value: "Nowhere"  # noqa: F821 - that it is nowhere is tried


# As a plain dict they would be read in silence, or they do not say what they hold.
NO_KINDS = (
    Counter[str],
    OrderedDict[str, int],
    Mapping,
    dict,
    Unnamed,
    Series["Nowhere"],
)
DOORS = {
    "from_data": (from_data, {"kind": dict[str, int], "data": {"a": 1}}, {"kind": NO_KINDS}),
    "to_data": (
        to_data,
        {"value": {"a": 1}, "kind": dict[str, int]},
        {"kind": (Counter[str], Unnamed)},
    ),
}
TRIED = [(door, name) for door, (_, _, bad) in DOORS.items() for name in bad]


@pytest.mark.parametrize("door", DOORS)
def test_opens(door):
    """
    What is right is taken, or the trials of a door would say nothing.
    """
    call, given, _ = DOORS[door]
    call(**given)


@pytest.mark.parametrize(("door", "name"), TRIED)
def test_refused(door, name):
    """
    What is nothing of the room's is refused by an error that names the field and the limit.
    """
    call, given, bad = DOORS[door]
    for value in bad[name]:
        with pytest.raises(PartyGridError) as caught:
            call(**given | {name: value})
        assert caught.value.field
        assert caught.value.allowed
