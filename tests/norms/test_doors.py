"""
Doors of the room, tried with what does not belong there: a named error, and nothing else.
"""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from partygrid.dated import Dated
from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.norms import Band, Finding, Ratio, Verdict
from partygrid.sources import Grade, Source
from partygrid.trace import Step, StepRule, Unit

LABEL = Label("名", "name")
SAID = Source(key="n", title="通知", grade=Grade.HOST)
ENTRY = Dated(value=1, start=date(2025, 1, 1), known=date(2025, 1, 1), source=SAID)
BAND = Band(what=LABEL, unit=Unit.ITEMS, at_least=1, at_most=5, entry=ENTRY)
FOUND = BAND.check(3, subject="unit-1")
RATIO = Ratio(
    label=LABEL,
    numerator=1,
    numerator_label=LABEL,
    denominator=2,
    denominator_label=LABEL,
    unit=Unit.PERCENT,
    numerator_unit=Unit.ITEMS,
    denominator_unit=Unit.ITEMS,
)
NO_LABELS = (None, 5, "name", Label, object())
NO_UNITS = (None, 5, "items", Verdict.MET, Unit, LABEL)
NO_NUMBERS = (True, 1.0, float("nan"), "1", b"1", [], object())
STEP = Step(StepRule("measured", LABEL, Unit.ITEMS), 3)


def fields_of(value):
    """
    Give the fields with which a value was made.
    """
    return {
        each.name: getattr(value, each.name) for each in attrs.fields(type(value)) if each.init
    }


DOORS = {
    "Band": (
        Band,
        fields_of(BAND),
        {
            "what": NO_LABELS,
            "unit": NO_UNITS,
            "at_least": NO_NUMBERS,
            "at_most": NO_NUMBERS,
            "entry": (None, 5, SAID),
        },
    ),
    "Band.check": (
        BAND.check,
        {"measured": 3, "subject": "unit-1"},
        {"measured": (None, *NO_NUMBERS), "subject": (None, 5, b"x", [], object())},
    ),
    "Ratio": (
        Ratio,
        fields_of(RATIO),
        {
            "label": NO_LABELS,
            "numerator": (None, Fraction(1), *NO_NUMBERS),
            "numerator_label": NO_LABELS,
            "denominator": (None, -1, Fraction(1), *NO_NUMBERS),
            "denominator_label": NO_LABELS,
            "unit": NO_UNITS,
            "numerator_unit": NO_UNITS,
            "denominator_unit": NO_UNITS,
        },
    ),
    "Finding": (
        Finding,
        fields_of(FOUND),
        {
            "what": NO_LABELS,
            "subject": (None, 5, b"x"),
            "measured": NO_NUMBERS,
            "required": NO_LABELS,
            "gap": (None, *NO_NUMBERS),
            "verdict": (None, True, "met", Unit.ITEMS),
            "unit": NO_UNITS,
            "step": (5, "x", STEP.rule),
            "bounds": (None, [STEP], STEP, (None,), (5,)),
            "reason": (5, "x", Label),
        },
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
