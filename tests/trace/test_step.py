"""
Steps: what a value is shown as, and how one is found in a tree.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import NotKnown
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.trace import Op, Step, StepRule, Unit, format_value


def step(key, *children, value=0):
    """
    Make a step of a factor that is named by its key.
    """
    return Step(StepRule(key, Label(key, key), Unit.FACTOR), value, children)


class TestFormatValue:
    @pytest.mark.parametrize(
        ("value", "unit", "zh", "en"),
        [
            (0, Unit.YUAN, "0.00 元", "0.00 yuan"),
            (-5, Unit.YUAN, "-0.05 元", "-0.05 yuan"),
            (123456789, Unit.YUAN, "1,234,567.89 元", "1,234,567.89 yuan"),
            (Fraction(123456789), Unit.YUAN, "1,234,567.89 元", "1,234,567.89 yuan"),
            (Fraction(217, 200), Unit.FACTOR, "1.085", "1.085"),
            (Fraction(2, 37), Unit.FACTOR, "2/37", "2/37"),
            (Fraction(1, 5), Unit.PERCENT, "20%", "20%"),
            (1, Unit.PERCENT, "100%", "100%"),
            (7, Unit.LEVEL, "7 级", "7"),
            (6, Unit.YEARS, "6 年", "6 years"),
            (Fraction(5, 2), Unit.YEARS, "2.5 年", "2.5 years"),
            (20, Unit.DAYS, "20 天", "20 days"),
            (Fraction(1, 2), Unit.DAYS, "0.5 天", "0.5 days"),
            (24, Unit.PERSONS, "24 人", "24 persons"),
            (4, Unit.ITEMS, "4 项", "4 items"),
            (2, Unit.PIECES, "2 件", "2 pieces"),
            (30, Unit.POINTS, "30 分", "30 points"),
            ("w-1", Unit.TEXT, "w-1", "w-1"),
            (Label("达标", "met"), Unit.TEXT, "达标", "met"),
            (NotKnown.YET, Unit.YUAN, "尚未评定", "not known yet"),
        ],
    )
    def test_written(self, value, unit, zh, en):
        """
        A value is written with its unit in either language; words stand for themselves.
        """
        assert zh == format_value(value, unit, "zh")
        assert en == format_value(value, unit, "en")

    @pytest.mark.parametrize(
        ("value", "unit", "expected"),
        [
            (348886, Unit.YUAN, "3,488.86"),
            (Fraction(1, 5), Unit.PERCENT, "20%"),
            (7, Unit.LEVEL, "7"),
            (6, Unit.YEARS, "6"),
            (20, Unit.DAYS, "20"),
            (24, Unit.PERSONS, "24"),
        ],
    )
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_bare(self, value, unit, expected, language):
        """
        Inside a formula the words of the unit are left out.
        """
        assert expected == format_value(value, unit, language, bare=True)

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_bare_words(self, language):
        """
        What is not known yet is said in words even inside a formula.
        """
        words = NotKnown.YET.label.text(language)

        assert words == format_value(NotKnown.YET, Unit.YUAN, language, bare=True)

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (Fraction(1649999, 3), "5,499.99…"),
            (Fraction(-1649999, 3), "-5,499.99…"),
            (Fraction(1650001, 3), "5,500.00…"),
            (Fraction(-1650001, 3), "-5,500.00…"),
            (Fraction(1, 3), "0.00…"),
            (Fraction(-1, 3), "-0.00…"),
            (Fraction(-7, 2), "-0.03…"),
            (Fraction(-3), "-0.03"),
        ],
    )
    def test_part_of_a_fen(self, value, expected):
        """
        A mean that is no whole fen is cut towards zero and said to go on, never rounded.
        """
        assert expected == format_value(value, Unit.YUAN, "zh", bare=True)

    @given(
        value=st.fractions(min_value=-(10**17), max_value=10**17, max_denominator=10**6)
        | st.integers(min_value=-(10**17), max_value=10**17).map(Fraction)
    )
    def test_read_back(self, value):
        """
        What is shown of an amount is less than a fen short of it, never beyond, and of its sign.
        """
        text = format_value(value, Unit.YUAN, "en", bare=True)
        goes_on = text.endswith("…")
        shown = Fraction(text.lstrip("-").rstrip("…").replace(",", "")) * 100

        assert text.startswith("-") == (value < 0)
        assert goes_on == (value.denominator != 1)
        assert shown <= abs(value) < shown + 1
        assert goes_on or shown == abs(value)

    @pytest.mark.parametrize(
        ("value", "unit", "expected"),
        [
            (1, Unit.YEARS, "1 year"),
            (0, Unit.YEARS, "0 years"),
            (1, Unit.DAYS, "1 day"),
            (0, Unit.DAYS, "0 days"),
            (2, Unit.PERSONS, "2 persons"),
            (1, Unit.PERSONS, "1 person"),
            (1, Unit.ITEMS, "1 item"),
            (1, Unit.POINTS, "1 point"),
            (100, Unit.YUAN, "1.00 yuan"),
        ],
    )
    def test_one_of_them(self, value, unit, expected):
        """
        In English one thing is not called by its plural.
        """
        assert expected == format_value(value, unit, "en")

    @pytest.mark.parametrize("unit", [Unit.FACTOR, Unit.LEVEL, Unit.YUAN])
    @pytest.mark.parametrize("language", ["fr", "ZH", "", None])
    def test_other_language(self, unit, language):
        """
        A third language is refused, whether or not the unit has words.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            format_value(1, unit, language)

        assert ("language", language) == (caught.value.field, caught.value.value)
        assert "'zh' or 'en'" in str(caught.value)


class TestStep:
    def test_defaults(self):
        """
        A step is given unless its rule says how it comes from its children.
        """
        rule = StepRule("base", Label("基数", "base"), Unit.YUAN)

        assert Op.GIVEN is rule.op
        assert (None, None, None, None) == (rule.rounding, rule.entry, rule.note, rule.rounded_by)
        assert ((), None) == (Step(rule, 1).children, Step(rule, 1).row)

    def test_text(self):
        """
        A step writes its value with the unit of its rule.
        """
        pay = Step(StepRule("pay", Label("津贴", "allowance"), Unit.YUAN), 10650)

        assert ("106.50 元", "106.50 yuan") == (pay.text("zh"), pay.text("en"))

    def test_repr(self):
        """
        A step shows its key and value in one line, however deep its tree is.
        """
        rule = StepRule("years", Label("年限", "length of service"), Unit.YEARS)

        assert "<Step years 3 years>" == repr(Step(rule, 3, (step("inner", value=2),)))

    def test_frozen(self):
        """
        A step cannot be changed.
        """
        with pytest.raises(AttributeError):
            step("a").value = 1

    def test_equal(self):
        """
        Two steps are equal if their whole trees are.
        """
        assert step("a", step("b", value=1)) == step("a", step("b", value=1))
        assert step("a", step("b", value=1)) != step("a", step("b", value=2))


class TestRate:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (Fraction(17, 30), "56.66…%"),
            (Fraction(-1, 3), "-33.33…%"),
            (Fraction(1, 3000), "0.03…%"),
            (Fraction(4, 5), "80%"),
            (1, "100%"),
            (NotKnown.YET, "not known yet"),
        ],
    )
    def test_goes_on(self, value, text):
        """
        A rate that ends nowhere is shown as far as a hundredth; its parts stand beside it.
        """
        rule = StepRule("rate", Label("率", "rate"), Unit.PERCENT, Op.QUOTIENT)

        assert text == Step(rule, value).text("en")

    def test_given(self):
        """
        A share that is given stands alone, and so exactly.
        """
        rule = StepRule("share", Label("占比", "share"), Unit.PERCENT)

        assert "100/3%" == Step(rule, Fraction(1, 3)).text("en")


class TestFind:
    def test_itself(self):
        """
        A step is found in its own tree before any step below it.
        """
        tree = step("a", step("a", value=1))

        assert tree is tree.find("a")

    def test_first(self):
        """
        Of several steps with the key, the first in the order of reading is found.
        """
        deep, late = step("x", value=1), step("x", value=2)
        tree = step("root", step("branch", step("leaf"), deep), late)

        assert deep is tree.find("x")

    def test_none(self):
        """
        Nothing is found where no step has the key.
        """
        assert None is step("root", step("branch", step("leaf"))).find("x")
