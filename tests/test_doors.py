"""
Every door of labels and sources, tried with what does not belong there.
"""

from datetime import date

import pytest
from doors import names, refusal, shuts, tried

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import (
    Label,
    check_batch,
    check_id,
    check_language,
    check_text,
    counted,
    joined,
    with_article,
)
from partygrid.sources import Grade, Source

LABEL = Label("一", "one")
DOORS = {
    "Label": (Label, {"zh": "一", "en": "one"}),
    "Label.text": (LABEL.text, {"language": "zh"}),
    "Grade.find": (Grade.find, {"text": "host"}),
    "Source": (
        Source,
        {
            "key": "n",
            "title": "通知",
            "issuer": "区财政局",
            "issued": date(2025, 1, 1),
            "locator": "第三条",
            "link": "https://example.org",
            "grade": Grade.HOST,
        },
    ),
    "check_id": (lambda text: check_id(text, field="id"), {"text": "x"}),
    "check_text": (lambda text: check_text(text, field="line"), {"text": "a b"}),
    "check_language": (check_language, {"language": "en"}),
    "counted": (counted, {"count": 1, "noun": "case"}),
    "joined": (joined, {"parts": [LABEL, "x"]}),
    "with_article": (with_article, {"noun": "date"}),
}
# A text may hold what does not show, a language written as a subclass of text is that language,
# and words that the library puts together are of any text.
PARDONED = {
    ("Label", "zh"),
    ("Label", "en"),
    ("Source", "key"),
    ("Source", "title"),
    ("Source", "issuer"),
    ("Source", "locator"),
    ("Source", "link"),
    ("check_text", "text"),
    ("Label.text", "language"),
    ("check_language", "language"),
    ("counted", "noun"),
    ("joined", "parts"),
    ("with_article", "noun"),
}


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


TEXTS = (
    ("Label", "zh"),
    ("Label", "en"),
    ("Source", "key"),
    ("Source", "title"),
    ("Source", "issuer"),
    ("Source", "locator"),
    ("Source", "link"),
)


@pytest.mark.parametrize("text", ["\ud800", "a\udfff", "a\nb\udabcd"], ids=ascii)
def test_surrogates(text):
    """
    Half a surrogate pair is no text: no file could hold it.
    """
    for door, name in TEXTS:
        error = refusal(DOORS, door, name, text)
        assert (ValueNotAllowedError, f"{door.lower()}.{name}") == (type(error), error.field)
        assert "text without half a surrogate pair" == error.allowed


@pytest.mark.parametrize(
    "text", ["a b", "区\u3000县", "a\nb", "\ud7ff\ue000", "\U00020000"], ids=ascii
)
def test_texts(text):
    """
    Whatever a file can hold is taken; where one line is wanted, it is written on one.
    """
    for door, name in TEXTS:
        assert refusal(DOORS, door, name, text) is None
    assert text == check_text(text, field="line")


@pytest.mark.parametrize("text", ["", " ", "\u3000"], ids=ascii)
def test_blank(text):
    """
    A text is not blank, unless it may be left out.
    """
    assert text == check_text(text, field="line", may_be_empty=True)
    assert "a text not blank" == refusal(DOORS, "check_text", "text", text).allowed


@pytest.mark.parametrize("given", ["", "x", b"", b"x", None, 5, LABEL], ids=repr)
def test_no_batch(given):
    """
    Text is no batch, though one could go through its letters.
    """
    with pytest.raises(WrongTypeError) as caught:
        check_batch(given, field="workers", what="ids")

    error = caught.value
    assert ("workers", given, "an iterable of ids") == (error.field, error.value, error.allowed)


@pytest.mark.parametrize(
    "given",
    [[], (), {}, set(), iter(()), range(2)],
    ids=["list", "tuple", "dict", "set", "iterator", "range"],
)
def test_batch(given):
    """
    Whatever one can go through is a batch.
    """
    assert check_batch(given, field="workers", what="ids") is None


@pytest.mark.parametrize(
    ("door", "name", "value", "field", "allowed"),
    [
        ("counted", "count", True, "count", "an int"),
        ("counted", "count", "1", "count", "an int"),
        ("counted", "count", 10**18 + 1, "count", "up to 10^18, either way of zero"),
        ("counted", "noun", None, "noun", "text"),
        ("joined", "parts", "ab", "parts", "an iterable of labels and texts"),
        ("joined", "parts", None, "parts", "an iterable of labels and texts"),
        ("joined", "parts", [1], "parts", "a Label or text"),
        ("with_article", "noun", None, "noun", "text"),
    ],
)
def test_told(door, name, value, field, allowed):
    """
    What was wrong, and what would be taken instead.
    """
    error = refusal(DOORS, door, name, value)

    assert (field, allowed) == (error.field, error.allowed)
