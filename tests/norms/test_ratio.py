"""
Ratios: both parts declared, nothing rounded, nothing over nothing.
"""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.norms import Ratio
from partygrid.strategies._norms import ratios
from partygrid.trace import Op, Unit, recompute


def ratio(numerator, denominator, unit=Unit.YUAN, numerator_unit=Unit.YUAN):
    """
    Make a mean, or a rate if the units say so.
    """
    return Ratio(
        label=Label("人均应发", "mean pay"),
        numerator=numerator,
        numerator_label=Label("应发合计", "pay in all"),
        denominator=denominator,
        denominator_label=Label("人数", "workers"),
        unit=unit,
        numerator_unit=numerator_unit,
        denominator_unit=Unit.PERSONS,
    )


class TestValue:
    @pytest.mark.parametrize(
        ("numerator", "denominator", "expected"),
        [
            (1100000, 2, Fraction(550000)),
            (1649999, 3, Fraction(1649999, 3)),
            (-1, 3, Fraction(-1, 3)),
            (0, 5, Fraction(0)),
            (0, 0, None),
            (5, 0, None),
        ],
    )
    def test_exact(self, numerator, denominator, expected):
        """
        The result is exact; over nothing there is none.
        """
        assert expected == ratio(numerator, denominator).value

    @given(drawn=ratios())
    def test_times_the_denominator(self, drawn):
        """
        The result times the denominator is the numerator.
        """
        if drawn.value is None:
            assert 0 == drawn.denominator
        else:
            assert drawn.numerator == drawn.value * drawn.denominator


class TestTrace:
    def test_division(self):
        """
        The steps name both parts with their units, and what is divided by what.
        """
        assert ratio(1649999, 3).explain("en").splitlines() == [
            "mean pay 5,499.99… yuan = pay in all 16,499.99 ÷ workers 3",
            "  pay in all 16,499.99 yuan",
            "  workers 3 persons",
        ]

    def test_negative(self):
        """
        A mean below zero is shown cut towards zero as well.
        """
        assert (
            "人均应发 -0.00… 元 = 应发合计 -0.01 ÷ 人数 3" == ratio(-1, 3).explain().split("\n")[0]
        )

    def test_rate(self):
        """
        A rate is shown as a percentage of counts.
        """
        share = ratio(3, 8, Unit.PERCENT, Unit.PERSONS)

        assert "mean pay 37.5% = pay in all 3 ÷ workers 8" == share.explain("en").split("\n")[0]

    def test_nothing(self):
        """
        Over nothing the steps say so in words, and still show both parts.
        """
        assert ratio(0, 0).explain("zh").splitlines() == [
            "人均应发 不适用（分母为零）",
            "  应发合计 0.00 元",
            "  人数 0 人",
        ]

    @given(drawn=ratios())
    def test_recomputed(self, drawn):
        """
        The steps come to the value again, or to words where there is none.
        """
        step = drawn.trace()

        assert step.value == recompute(step)
        if drawn.value is None:
            assert (Op.GIVEN, Unit.TEXT) == (step.rule.op, step.rule.unit)
        else:
            assert (Op.QUOTIENT, drawn.unit, drawn.value) == (
                step.rule.op,
                step.rule.unit,
                step.value,
            )


class TestRepr:
    @pytest.mark.parametrize(
        ("drawn", "expected"),
        [
            (ratio(1100000, 2), "<Ratio mean pay 5,500.00 yuan = 11,000.00 / 2>"),
            (ratio(3, 8, Unit.PERCENT, Unit.PERSONS), "<Ratio mean pay 37.5% = 3 / 8>"),
            (
                ratio(0, 0),
                "<Ratio mean pay not applicable: the denominator is zero = 0.00 / 0>",
            ),
        ],
    )
    def test_one_line(self, drawn, expected):
        """
        A ratio shows its result and its parts in one line.
        """
        assert expected == repr(drawn)


class TestRefused:
    @pytest.mark.parametrize("part", [True, 2.0, Fraction(2), "2", None])
    @pytest.mark.parametrize("field", ["numerator", "denominator"])
    def test_type(self, field, part):
        """
        A part is a whole number: no bool, no float, no fraction.
        """
        with pytest.raises(WrongTypeError) as caught:
            attrs.evolve(ratio(1, 1), **{field: part})

        error = caught.value
        assert f"mean pay: {field}" == error.field
        assert part is error.value
        assert f"mean pay: {field}: got {part!r} of type {type(part).__name__}" in str(error)
        assert "a whole number (int)" in str(error)

    @given(denominator=st.integers(max_value=-1))
    def test_below_zero(self, denominator):
        """
        Nothing is divided by a number below zero.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            ratio(1, denominator)

        error = caught.value
        assert ("mean pay: denominator", denominator) == (error.field, error.value)
        assert str(error).endswith("; allowed: 0 or more")

    def test_frozen(self):
        """
        A ratio cannot be changed.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            ratio(1, 1).numerator = 2
