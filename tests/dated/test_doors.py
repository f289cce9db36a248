"""
Doors of the room, tried with what does not belong there: a named error, and nothing else.
"""

from datetime import date, datetime
from decimal import Decimal

import pytest

from partygrid import packs
from partygrid.dated import (
    AssumedPart,
    Assumption,
    Dated,
    Interval,
    Month,
    NotStated,
    Option,
    Parameter,
    SchemeKey,
    Series,
    assumptions_of,
)
from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.sources import Grade, Source

LABEL = Label("名", "name")
SAID = Source(key="n", title="通知", grade=Grade.HOST)
FIRST = date(2025, 1, 1)
ENTRY = Dated(value=5, start=FIRST, known=FIRST, source=SAID)
MAY = Interval(date(2025, 5, 1), date(2025, 6, 1))
PAY = packs.load("example").pay
HEADS = packs.load("example").tariff.parameters()["heads"]
# Neither exact nor sure to stay as it is.
LOOSE = (1.0, float("nan"), Decimal("NaN"), [1], {"a": 1}, {1}, bytearray(b"x"))
NO_LABELS = (None, 5, "name", Label, object())
NO_NAMES = (None, 5, b"x", "", "a b", "a\nb", "\u200b", [])
MADE = Option(name="made", label=LABEL, make=lambda *, fen: fen)
DOORS = {
    "Interval.meets": (MAY.meets, {"other": MAY}, {"other": (None, 5, Month(2025, 5), FIRST)}),
    "Interval.common": (MAY.common, {"other": MAY}, {"other": (None, 5, Month(2025, 5), FIRST)}),
    "Dated": (
        Dated,
        {"value": 5, "start": FIRST, "known": FIRST, "source": SAID},
        {"value": LOOSE, "start": (None, datetime(2025, 1, 1)), "source": (None, "n")},
    ),
    "Option": (
        Option,
        {"name": "half", "label": LABEL, "value": 50},
        {"name": NO_NAMES, "label": NO_LABELS, "value": (None, *LOOSE)},
    ),
    "Option of a function": (
        Option,
        {"name": "half", "label": LABEL, "make": len},
        {"name": NO_NAMES, "label": NO_LABELS, "make": (5, "len", [], object())},
    ),
    "Option.answer": (
        MADE.answer,
        {"arguments": {"fen": 5}},
        {"arguments": (None, 5, "fen", ["fen"], {}, {"fen": 5, "yuan": 1}, {1: 2}, [[]])},
    ),
    "Option.answer of a value": (
        Option(name="half", label=LABEL, value=50).answer,
        {"arguments": {}},
        {"arguments": (None, 0, "", [], (), {"fen": 5})},
    ),
    "NotStated": (
        NotStated,
        {"question": LABEL, "options": (MADE,)},
        {
            "question": NO_LABELS,
            "options": (None, 5, "", [MADE], iter([MADE]), {}, ("made",), (None,), (MADE, MADE)),
        },
    ),
    "Series": (Series, {"name": "base"}, {"name": (None, 5, "", " ", "\n")}),
    "Series.over": (
        Series("base").over,
        {"general": Series("base", (ENTRY,))},
        {"general": (None, 5, (), ENTRY, Series)},
    ),
    "SchemeKey": (
        SchemeKey,
        {"place": "yanchi", "name": "pay", "edition": "2023"},
        dict.fromkeys(("place", "name", "edition"), (None, 5, b"x", "", " ", "\ud800")),
    ),
    "Parameter": (
        Parameter,
        {"label": LABEL, "check": lambda _value, _field: None, "items": None},
        {"label": NO_LABELS, "check": (None, 5, "x"), "words": (None, 5), "items": (5, "x", [])},
    ),
    "Parameter.written": (
        HEADS.written,
        {"value": packs.load("example").tariff.heads.entries[0].value},
        {"value": (None, 5, "", "heads", [], (5,), ("head",))},
    ),
    "Assumption": (
        Assumption,
        {"field": "base", "entry": ENTRY, "part": AssumedPart.VALUE},
        {"field": (None, 5), "entry": (None, 5, Series("base")), "part": (None, "value")},
    ),
    "assumptions_of": (
        assumptions_of,
        {"field": "base", "entry": ENTRY},
        {"field": (None, 5, b"base"), "entry": (None, 5, "base", Series("base"), Dated)},
    ),
    "Scheme.describe": (
        PAY.describe,
        {"assumption": PAY.assumptions()[0]},
        {"assumption": (None, 5, "base", ENTRY, Assumption)},
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
