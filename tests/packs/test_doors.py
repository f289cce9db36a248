"""
Every door of the room, tried with what does not belong there: a named error, and nothing else.
"""

from datetime import date

import pytest
from doors import names, refusal, shuts, tried

from partygrid.dated import Interval, NotStated
from partygrid.errors import UnknownNameError
from partygrid.labels import Label
from partygrid.packs import CatalogueLine, Pack, audit, catalogue, load
from partygrid.sources import Grade, Source

EXAMPLE = load("example")
LABEL = Label("名", "name")
SAID = Source(key="n", title="通知", grade=Grade.HOST)
DOORS = {
    "load": (load, {"name": "example"}),
    "audit": (audit, {"pack": EXAMPLE}),
    "catalogue": (catalogue, {"pack": EXAMPLE}),
    "Catalogue.markdown": (catalogue(EXAMPLE).markdown, {"language": "zh"}),
    "Pack": (Pack, {"name": "ours", "label": LABEL}),
    "CatalogueLine": (
        CatalogueLine,
        {
            "field": "remark",
            "label": LABEL,
            "items": (("", LABEL),),
            "question": None,
            "days": Interval(date(2025, 1, 1)),
            "known": date(2025, 1, 1),
            "source": SAID,
            "dated_by": SAID,
        },
    ),
}
# A language written as a subclass of text is that language.
PARDONED = {("Catalogue.markdown", "language")}


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


@pytest.mark.parametrize("name", [None, [], {}, 1, b"example"], ids=repr)
def test_no_pack(name):
    """
    What is no name is the name of no pack; the error lists those there are.
    """
    error = refusal(DOORS, "load", "name", name)

    assert UnknownNameError is type(error)
    assert "china, example, shayibak, urumqi, yanchi" == error.allowed


@pytest.mark.parametrize(
    ("door", "name", "value", "field", "allowed"),
    [
        ("Pack", "name", None, "pack.name", "text"),
        ("Pack", "label", "ours", "pack.label", "a Label"),
        ("CatalogueLine", "field", 5, "line.field", "text"),
        ("CatalogueLine", "label", "remark", "line.label", "a Label"),
        ("CatalogueLine", "items", [], "line.items", "a tuple of pairs of key and Label"),
        ("CatalogueLine", "items", (LABEL,), "line.items", "a pair of key and Label"),
        ("CatalogueLine", "items", ((LABEL, ""),), "line.items", "a pair of key and Label"),
        ("CatalogueLine", "question", "open", "line.question", "a NotStated, or None"),
        ("CatalogueLine", "days", date(2025, 1, 1), "line.days", "an Interval, or None"),
        ("CatalogueLine", "source", "通知", "line.source", "a Source, or None"),
        ("CatalogueLine", "dated_by", "通知", "line.dated_by", "a Source, or None"),
    ],
)
def test_told(door, name, value, field, allowed):
    """
    What was wrong, and what would be taken instead.
    """
    error = refusal(DOORS, door, name, value)

    assert (field, allowed) == (error.field, error.allowed)


def test_question():
    """
    A line may hold a question that a source leaves open.
    """
    asked = NotStated(question=LABEL, options=())

    assert CatalogueLine(field="x", label=LABEL, question=asked).is_open


def test_pack():
    """
    A pack of the host's own shows its name and place.
    """
    assert "<Pack ours: name>" == repr(Pack(name="ours", label=LABEL))
