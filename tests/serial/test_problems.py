import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Series
from partygrid.errors import InvalidDataError, Problem
from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.people import Worker
from partygrid.serial import from_data


@attrs.frozen
class Shelf:
    """
    A host's class, to hold things in lists and objects.
    """

    label: Label
    days: tuple[dt.date, ...]
    inner: tuple["Shelf", ...] = ()


@attrs.frozen
class Broken:
    """
    A host's class that refuses in words of its own.
    """

    value: int

    def __attrs_post_init__(self):
        error = ZeroDivisionError(self.value)
        error.add_note("a remark, which is no place")
        raise error


GOOD = {"label": {"zh": "架", "en": "shelf"}, "days": ["2025-06-01"]}


class TestEveryProblem:
    def test_all_at_once(self, problems):
        """
        Whatever is wrong, in whichever corner, is said in one go.
        """
        data = {
            "label": {"zh": 7, "en": "", "de": "Regal"},
            "days": ["2025-06-01", "2025-02-30", 20250601],
            "inner": [GOOD, {"label": None, "day": []}, "shelf", {**GOOD, "inner": [{"days": 4}]}],
        }

        assert [
            ("$.days[1]", "got '2025-02-30'; allowed: a day that the calendar has"),
            ("$.days[2]", "got 20250601 of type int; allowed: a date as '2025-06-01'"),
            ("$.inner[1]", "unknown key 'day'; allowed: days, inner, label"),
            ("$.inner[1].days", "required field missing"),
            ("$.inner[1].label", "got None of type NoneType; allowed: an object with keys"),
            ("$.inner[2]", "got 'shelf' of type str; allowed: an object with keys"),
            ("$.inner[3].inner[0].days", "got 4 of type int; allowed: a list"),
            ("$.inner[3].inner[0].label", "required field missing"),
            ("$.label", "unknown key 'de'; allowed: en, zh"),
            ("$.label.zh", "got 7 of type int; allowed: text"),
        ] == problems(Shelf, data)

    def test_order(self, problems):
        """
        Problems come in the order of their places, the tenth item after the second.
        """
        days = ["2025-06-01"] * 12
        for place in (10, 2, 11, 0):
            days[place] = place

        found = [path for path, _ in problems(Shelf, {**GOOD, "days": days, "lable": 1})]

        assert ["$", "$.days[0]", "$.days[2]", "$.days[10]", "$.days[11]"] == found

    @given(
        bad=st.sets(st.integers(0, 9), min_size=1),
        inner=st.sets(st.integers(0, 9), min_size=1),
    )
    def test_none_left_out(self, problems, bad, inner):
        """
        There is one problem for each fault, at its place.
        """
        shelves = [
            {**GOOD, "days": [1] if place in bad else ["2025-06-01"]} for place in range(10)
        ]
        days = [4.0 if place in inner else "2025-06-01" for place in range(10)]
        found = [path for path, _ in problems(Shelf, {**GOOD, "days": days, "inner": shelves})]

        assert [
            *(f"$.days[{place}]" for place in sorted(inner)),
            *(f"$.inner[{place}].days[0]" for place in sorted(bad)),
        ] == found

    def test_class_after_fields(self, problems):
        """
        What a class refuses as a whole is said at the class, in the words of its error.
        """
        ((path, message),) = problems(Shelf, {**GOOD, "label": {"zh": " ", "en": "shelf"}})

        assert "$.label" == path
        assert "label.zh: got ' '; allowed: a text not blank" == message


class TestTheError:
    def test_fields(self):
        """
        The error names the kind, holds the problems as values, and shows each on its line.
        """
        with pytest.raises(InvalidDataError) as caught:
            from_data(Label, {"zh": 1, "en": 2})

        error = caught.value
        assert "Label" == error.field
        assert (
            Problem("$.en", "got 2 of type int; allowed: text"),
            Problem("$.zh", "got 1 of type int; allowed: text"),
        ) == error.problems
        assert (
            "Label: 2 problems\n"
            "  $.en: got 2 of type int; allowed: text\n"
            "  $.zh: got 1 of type int; allowed: text"
        ) == str(error)

    @pytest.mark.parametrize(
        ("kind", "named"),
        [
            (Label, "Label"),
            (Series[Label], "Series"),
            (tuple[int, ...], "tuple"),
            (dict[str, int], "dict"),
            (int, "int"),
            (dt.date, "date"),
        ],
        ids=repr,
    )
    def test_named(self, kind, named):
        """
        The kind is named without its modules.
        """
        with pytest.raises(InvalidDataError) as caught:
            from_data(kind, 4.0)

        assert named == caught.value.field

    def test_unnamed(self):
        """
        A kind without a name is shown as it is.
        """
        with pytest.raises(InvalidDataError) as caught:
            from_data(Label | None, 4)

        assert "Label" in caught.value.field

    def test_long_values(self, problems):
        """
        A value of any size is shown in a line.
        """
        for value in ("x" * 10**6, 10**5000, list(range(10**5)), {"a": "b" * 10**6}):
            for kind in (Label, tuple[Label, Label], dt.date):
                assert all(len(message) < 400 for _, message in problems(kind, value))

    def test_cause(self):
        """
        The error of the converter is kept as the cause.
        """
        with pytest.raises(InvalidDataError) as caught:
            from_data(Label, {})

        assert caught.value.__cause__ is not None

    def test_nested_worker(self, problems):
        """
        In a list of documents the place of each comes first.
        """
        worker = {"id": "w-1", "facts": []}
        data = [worker, {"id": "w 2"}, {**worker, "facts": [{"fact": "service", "id": "s"}]}]

        assert [
            "$[1]",
            "$[2].facts[0].known",
            "$[2].facts[0].staff",
            "$[2].facts[0].start",
        ] == [path for path, _ in problems(tuple[Worker, ...], data)]


class TestBugs:
    def test_inside_a_class(self, problems):
        """
        An error of a host's own class is told under its own name, where it was raised.
        """
        found = problems(tuple[Broken, ...], [{"value": 7}])

        assert [("$[0]", "ZeroDivisionError: 7")] == found

    def test_outside(self, monkeypatch):
        """
        An error that no data can cause is a bug, and is raised as it is.
        """
        monkeypatch.setattr("partygrid.serial._words.yuan", lambda text: len(text) // 0)

        with pytest.raises(ZeroDivisionError):
            from_data(Fen, "1")
