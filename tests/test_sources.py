from datetime import UTC, date, datetime

import attrs
import pytest

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.sources import Grade, Source

FIELDS = {
    "key": "f-7",
    "title": "区财政局通知",
    "issuer": "区财政局",
    "issued": date(2025, 6, 1),
    "locator": "第三条",
    "link": "https://example.org/7",
    "grade": Grade.HOST,
}


class Text(str):
    __slots__ = ()


class Day(date):
    __slots__ = ()


def refused(error_class, field, value):
    """
    Return the error that a source with one wrong field raises.
    """
    with pytest.raises(error_class) as caught:
        Source(**{**FIELDS, field: value})
    error = caught.value

    assert (f"source.{field}", value) == (error.field, error.value)
    return error


class TestSource:
    def test_fields(self):
        """
        A source keeps what it was given.
        """
        assert FIELDS == attrs.asdict(Source(**FIELDS))

    def test_defaults(self):
        """
        What a document does not say may be left out; the grade may not.
        """
        source = Source(key="k", title="t", grade=Grade.STATED)

        assert ("", None, "", "") == (source.issuer, source.issued, source.locator, source.link)
        with pytest.raises(TypeError, match="grade"):
            Source(key="k", title="t")

    def test_value(self):
        """
        Sources are equal exactly if all their fields are, and cannot be changed.
        """
        assert {Source(**FIELDS)} == {Source(**FIELDS), Source(**FIELDS)}
        for name in FIELDS:
            other = Grade.ASSUMED if name == "grade" else None if name == "issued" else "x"
            assert Source(**FIELDS) != Source(**{**FIELDS, name: other})
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Source(**FIELDS).key = "k"

    @pytest.mark.parametrize("field", ["key", "title"])
    @pytest.mark.parametrize("text", ["", "  ", "\u3000", "\n"])
    def test_refuses_blank(self, field, text):
        """
        A source that names nothing is refused.
        """
        error = refused(ValueNotAllowedError, field, text)

        assert f"source.{field}: got {text!r}; allowed: a text not blank" == str(error)

    @pytest.mark.parametrize("field", ["key", "title", "issuer", "locator", "link"])
    @pytest.mark.parametrize("text", [None, 7, True, b"bytes", Text("sub")])
    def test_refuses_no_text(self, field, text):
        """
        Every text of a source is plain text.
        """
        error = refused(WrongTypeError, field, text)

        kind = type(text).__name__
        assert f"source.{field}: got {text!r} of type {kind}; allowed: text" == str(error)

    @pytest.mark.parametrize(
        "issued",
        [
            "2025-06-01",
            20250601,
            False,
            datetime(2025, 6, 1),
            datetime(2025, 6, 1, tzinfo=UTC),
            Day(2025, 6, 1),
        ],
    )
    def test_refuses_no_date(self, issued):
        """
        The day of issue is a civil date: neither text nor an instant.
        """
        error = refused(WrongTypeError, "issued", issued)

        assert str(error).startswith(f"source.issued: got {issued!r} of type ")
        assert str(error).endswith("; allowed: a date")

    @pytest.mark.parametrize("grade", ["host", None, 1, Label("假定", "assumed")])
    def test_refuses_no_grade(self, grade):
        """
        The grade is a member of `Grade`, not its name.
        """
        error = refused(WrongTypeError, "grade", grade)

        assert str(error).startswith(f"source.grade: got {grade!r} of type ")
        assert str(error).endswith("; allowed: a Grade")


class TestGrade:
    @pytest.mark.parametrize(
        ("grade", "is_assumed"),
        [
            (Grade.STATED, False),
            (Grade.PUBLISHED, False),
            (Grade.HOST, False),
            (Grade.ASSUMED, True),
        ],
    )
    def test_is_assumed(self, grade, is_assumed):
        """
        Only what is said to be a guess counts as one.
        """
        assert is_assumed is Source(**{**FIELDS, "grade": grade}).is_assumed

    def test_values(self):
        """
        There are four grades, and their stored values do not change.
        """
        assert ["stated", "published", "host", "assumed"] == [grade.value for grade in Grade]


class TestCite:
    @pytest.mark.parametrize(
        ("locator", "cited"),
        [("第三条", "区财政局通知, 第三条 [host]"), ("", "区财政局通知 [host]")],
    )
    def test_line(self, locator, cited):
        """
        A citation gives the title, the clause if there is one, and the grade.
        """
        assert cited == Source(**{**FIELDS, "locator": locator}).cite()
