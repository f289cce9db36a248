from datetime import date
from types import SimpleNamespace

import attrs
import pytest

from partygrid.dated import (
    AssumedPart,
    Assumption,
    Month,
    NotStated,
    Parameter,
    Repeal,
    Retraction,
    SchemeKey,
    Series,
    parameter,
)
from partygrid.dated._parameters import assumptions_of, in_words, parameters_of
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label

DAY = date(2025, 1, 1)


def accept(value, field):
    """
    Refuse nothing.
    """


class TestSchemeKey:
    def test_text(self):
        """
        A key is written part by part.
        """
        assert "shayibak/pay/2023" == str(SchemeKey("shayibak", "pay", "2023"))

    @pytest.mark.parametrize("part", ["place", "name", "edition"])
    @pytest.mark.parametrize(
        "given", ["", " ", "\t\n", "　"], ids=["none", "space", "lines", "wide"]
    )
    def test_not_blank(self, part, given):
        """
        No part of a key is blank, and the error names the one that is.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            SchemeKey(**{"place": "a", "name": "b", "edition": "c", part: given})

        assert (f"key.{part}", given) == (caught.value.field, caught.value.value)
        assert f"key.{part}: got {given!r}; allowed: a text not blank" == str(caught.value)

    @pytest.mark.parametrize("part", ["place", "name", "edition"])
    @pytest.mark.parametrize("given", [2023, None, True, 1.0, b"a"], ids=repr)
    def test_text_only(self, part, given):
        """
        Each part of a key is text.
        """
        with pytest.raises(WrongTypeError) as caught:
            SchemeKey(**{"place": "a", "name": "b", "edition": "c", part: given})

        assert (f"key.{part}", given, "text") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestParameter:
    def test_metadata(self):
        """
        A field is described by its name in both languages and its check.
        """
        (described,) = parameter("基数", "base", accept).values()

        assert Parameter(Label("基数", "base"), accept) == described

    def test_listed_in_order(self):
        """
        Described fields are listed in the order of their class; others are left out.
        """

        @attrs.frozen
        class Base:
            key: str
            first: Series = attrs.field(metadata=parameter("一", "one", accept))

        @attrs.frozen
        class Kind(Base):
            plain: int
            second: Series = attrs.field(metadata=parameter("二", "two", accept))
            other: Series = attrs.field(metadata={"another": "library"})

        assert {"first": "一", "second": "二"} == {
            name: described.label.zh for name, described in parameters_of(Kind).items()
        }
        assert ["first", "second"] == [*parameters_of(Kind)]

    def test_words(self):
        """
        A field writes its values in words of its own, or else as each value shows itself.
        """
        (plain,) = parameter("基数", "base", accept).values()
        (priced,) = parameter(
            "基数", "base", accept, lambda value: Label(f"{value}元", f"{value} yuan")
        ).values()

        assert Label("5", "5") == plain.words(5)
        assert Label("5元", "5 yuan") == priced.words(5)


@attrs.frozen
class Row:
    """
    A row of a table, with a key.
    """

    key: str
    amount: int


@attrs.frozen
class Keyless:
    """
    A row without one.
    """

    amount: int


def amounts(value):
    """
    Write the amounts of rows in words.
    """
    text = "+".join(str(row.amount) for row in value)
    return Label(f"{text}元", f"{text} yuan")


class TestWritten:
    def test_rows(self):
        """
        A value that is rows is written row by row, each under its key if it has one.
        """
        (described,) = parameter("表", "table", accept, amounts).values()

        assert (
            ("a", Label("1元", "1 yuan")),
            ("", Label("2元", "2 yuan")),
        ) == described.written((Row("a", 1), Keyless(2)))

    @pytest.mark.parametrize("value", [5, (), (1, 2), (Row("a", 1), 2), Row("a", 1)], ids=repr)
    def test_whole(self, value):
        """
        Any other value is written as one item without a key.
        """
        (described,) = parameter("基数", "base", accept).values()

        assert (("", Label(str(value), str(value))),) == described.written(value)

    def test_own_items(self):
        """
        A field that says how its items are written is asked, whatever its value is.
        """

        def items(value):
            return (("all", amounts(value)),)

        (described,) = parameter("表", "table", accept, amounts, items).values()

        assert (("all", Label("1+2元", "1+2 yuan")),) == described.written(
            (Row("a", 1), Row("b", 2))
        )


class TestInWords:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (5, Label("5", "5")),
            (None, Label("None", "None")),
            (AssumedPart.DATES, Label("日期", "dates")),
            (Month(2025, 6), Label("2025年6月", "June 2025")),
            (
                SimpleNamespace(label="text"),
                Label("namespace(label='text')", "namespace(label='text')"),
            ),
        ],
        ids=["number", "none", "enum", "labelled", "other label"],
    )
    def test_label_or_text(self, value, words):
        """
        A value with a label is written by it, any other as it shows itself.
        """
        assert words == in_words(value)


class TestAssumptions:
    @pytest.mark.parametrize(
        ("source", "dated_by", "parts"),
        [
            ("notice", None, []),
            ("notice", "notice", []),
            ("guess", None, [AssumedPart.VALUE]),
            ("guess", "notice", [AssumedPart.VALUE]),
            ("notice", "guess", [AssumedPart.DATES]),
            ("guess", "guess", [AssumedPart.VALUE, AssumedPart.DATES]),
        ],
    )
    def test_of_values(self, request, entry, source, dated_by, parts):
        """
        A guessed value and guessed dates of its own are each listed.
        """
        made = entry(
            5,
            "2025-01-01",
            "2024-12-20",
            source=request.getfixturevalue(source),
            dated_by=dated_by and request.getfixturevalue(dated_by),
        )
        found = assumptions_of("base", made)

        assert [Assumption("base", made, part) for part in parts] == [*found]
        assert all(one.start == DAY for one in found)

    @pytest.mark.parametrize(
        "value",
        [
            NotStated(Label("未载明", "not stated")),
            Repeal(),
            Retraction(start=DAY, known=DAY),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_no_value(self, entry, guess, value):
        """
        Where there is no value none is assumed; guessed dates still are.
        """
        made = entry(value, "2025-01-01", "2025-01-02", source=guess)
        dated = entry(value, "2025-01-01", "2025-01-02", source=guess, dated_by=guess)

        assert () == assumptions_of("base", made)
        assert (Assumption("base", dated, AssumedPart.DATES),) == assumptions_of("base", dated)

    def test_text_of_value(self, entry, guess, notice):
        """
        An assumed value is shown with its field, its dates and its source.
        """
        made = entry(5, "2025-01-01", "2024-12-20", source=guess, dated_by=notice)

        assert "base = 5, from 2025-01-01, known 2024-12-20: 假定 [assumed]" == str(
            Assumption("base", made, AssumedPart.VALUE)
        )

    @pytest.mark.parametrize(
        ("dated_by", "cited"),
        [("guess", "假定 [assumed]"), (None, "区财政局通知, 第三条 [host]")],
    )
    def test_text_of_dates(self, request, entry, dated_by, cited):
        """
        Assumed dates are shown with the source of the dates; that of the value, if no other.
        """
        made = entry(
            5,
            "2025-01-01",
            "2024-12-20",
            dated_by=dated_by and request.getfixturevalue(dated_by),
        )

        assert f"base: from 2025-01-01, known 2024-12-20: {cited}" == str(
            Assumption("base", made, AssumedPart.DATES)
        )
