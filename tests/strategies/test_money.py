from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reaching import reaches

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.money import (
    MAX_FEN,
    ApportionRule,
    Direction,
    RoundingRule,
    Ties,
    apportion,
    exact,
    fen,
)
from partygrid.strategies._money import (
    amounts,
    apportion_rules,
    factors,
    rounding_rules,
    weights,
)

LARGEST = 10**18


class TestAmounts:
    @given(amount=amounts())
    def test_valid(self, amount):
        """
        Every amount drawn is one.
        """
        assert amount == fen(amount)

    @given(
        bounds=st.tuples(st.integers(-MAX_FEN, MAX_FEN), st.integers(-MAX_FEN, MAX_FEN)).map(
            sorted
        ),
        data=st.data(),
    )
    def test_bounds(self, bounds, data):
        """
        An amount lies between the bounds.
        """
        low, high = bounds

        assert low <= data.draw(amounts(min_fen=low, max_fen=high)) <= high

    @pytest.mark.parametrize(
        ("low", "high"), [(7, 7), (1, 99), (-99, 99), (-100, 100), (101, 200), (-MAX_FEN, MAX_FEN)]
    )
    def test_reach_bounds(self, low, high):
        """
        Both bounds are drawn, whether there is a whole yuan between them or not.
        """
        strategy = amounts(min_fen=low, max_fen=high)

        assert reaches(strategy, lambda amount: amount == low)
        assert reaches(strategy, lambda amount: amount == high)

    @given(amount=amounts(min_fen=1, max_fen=99))
    def test_no_whole_yuan(self, amount):
        """
        Between bounds without a whole yuan only fen are drawn.
        """
        assert 1 <= amount <= 99

    @given(amount=amounts(min_fen=-150, max_fen=99))
    def test_whole_yuan_within_bounds(self, amount):
        """
        Whole yuan keep to the bounds too.
        """
        assert -150 <= amount <= 99

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda amount: amount < -(10**14),
            lambda amount: amount > 10**14,
            lambda amount: amount == 0,
            lambda amount: amount % 100 == 50,
            lambda amount: amount % 2 == 1 and amount > 10**9,
        ],
        ids=["most negative", "largest", "zero", "half a yuan", "odd"],
    )
    def test_reach(self, wanted):
        """
        Amounts of every size are drawn.
        """
        assert reaches(amounts, wanted)

    def test_reach_whole_yuan(self):
        """
        Whole yuan are drawn far more often than they would be by chance.
        """
        several = st.lists(amounts(min_fen=10**9), min_size=4, unique=True)

        assert reaches(several, lambda drawn: all(amount % 100 == 0 for amount in drawn))

    @pytest.mark.parametrize("field", ["min_fen", "max_fen"])
    @pytest.mark.parametrize(
        ("bound", "error_class"),
        [
            (1.0, WrongTypeError),
            (True, WrongTypeError),
            (None, WrongTypeError),
            (MAX_FEN + 1, ValueNotAllowedError),
            (-MAX_FEN - 1, ValueNotAllowedError),
        ],
    )
    def test_refuses_bounds(self, field, bound, error_class):
        """
        A bound is an amount.
        """
        with pytest.raises(error_class) as caught:
            amounts(**{field: bound})

        assert (field, bound) == (caught.value.field, caught.value.value)
        assert str(caught.value).startswith(f"{field}: got {bound}")

    def test_refuses_reversed(self):
        """
        Bounds in the wrong order are refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            amounts(min_fen=5, max_fen=4)

        assert ("max_fen", 4) == (caught.value.field, caught.value.value)
        assert "max_fen: got 4; allowed: min_fen (5) or more" == str(caught.value)


class TestRoundingRules:
    @given(rule=rounding_rules())
    def test_valid(self, rule):
        """
        Every rule drawn is one.
        """
        assert RoundingRule(rule.unit, rule.direction) == rule

    @pytest.mark.parametrize("direction", Direction)
    @pytest.mark.parametrize("unit", [1, 10, 100])
    def test_reach(self, unit, direction):
        """
        Every direction is drawn with each of the usual units.
        """
        assert reaches(rounding_rules, lambda rule: rule == RoundingRule(unit, direction))

    def test_reach_odd_units(self):
        """
        Units that nobody would think of are drawn too.
        """
        assert reaches(rounding_rules, lambda rule: rule.unit > 10**12)
        assert reaches(rounding_rules, lambda rule: 100 < rule.unit < 1000 and rule.unit % 10)


class TestApportionRules:
    @given(rule=apportion_rules())
    def test_valid(self, rule):
        """
        Every rule drawn is one.
        """
        assert ApportionRule(unit=rule.unit, ties=rule.ties) == rule

    @pytest.mark.parametrize("ties", Ties)
    @pytest.mark.parametrize("unit", [1, 10, 100])
    def test_reach(self, unit, ties):
        """
        Every way of breaking ties is drawn with each of the usual units.
        """
        expected = ApportionRule(unit=unit, ties=ties)

        assert reaches(apportion_rules, lambda rule: rule == expected)

    def test_reach_odd_units(self):
        """
        Units that nobody would think of are drawn too.
        """
        assert reaches(apportion_rules, lambda rule: rule.unit > 10**12)


class TestFactors:
    @given(factor=factors())
    def test_valid(self, factor):
        """
        Every factor drawn is one that `exact` takes.
        """
        assert factor == exact(factor)

    @given(
        bounds=st.tuples(st.fractions(-9, 9), st.fractions(-9, 9)).map(sorted),
        data=st.data(),
    )
    def test_bounds(self, bounds, data):
        """
        A factor lies between the bounds, however close they are.
        """
        # The numerator, up to nine times as large, has the same limit.
        low, high = (bound.limit_denominator(LARGEST // 9) for bound in bounds)
        factor = data.draw(factors(min_value=low, max_value=high))

        assert low <= factor <= high
        assert factor == exact(factor)

    @given(factor=factors(min_value=Fraction(1, 7), max_value=Fraction(1, 7)))
    def test_one(self, factor):
        """
        Between bounds that are one number lies that number, whatever the denominator tried.
        """
        assert Fraction(1, 7) == factor

    @pytest.mark.parametrize(
        ("low", "high"),
        [
            (Fraction(1, LARGEST), Fraction(2, LARGEST)),
            (Fraction(1, 7), Fraction(1, 7)),
            (Fraction(-LARGEST, 7), LARGEST),
            (-LARGEST, -LARGEST),
        ],
        ids=str,
    )
    def test_reach_bounds(self, low, high):
        """
        Both bounds are drawn.
        """
        strategy = factors(min_value=low, max_value=high)

        assert reaches(strategy, lambda factor: factor == low)
        assert reaches(strategy, lambda factor: factor == high)

    @pytest.mark.parametrize(
        ("low", "high"), [("20%", "1.5"), (Decimal("0.2"), Decimal("1.5")), (0, 1)], ids=str
    )
    def test_takes_bounds_as_exact(self, low, high):
        """
        Bounds may be written in every way that `exact` takes.
        """
        strategy = factors(min_value=low, max_value=high)

        assert reaches(strategy, lambda factor: factor == exact(low))
        assert reaches(strategy, lambda factor: factor == exact(high))

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda factor: factor < -(10**15),
            lambda factor: factor > 10**15,
            lambda factor: factor == 0,
            lambda factor: factor == 1,
            lambda factor: 0 < factor < Fraction(1, 10**9),
            lambda factor: factor.denominator == 2,
            lambda factor: factor.denominator == 200,
            lambda factor: factor.denominator == 3,
            lambda factor: factor.denominator == 37,
            lambda factor: factor.denominator > 10**12,
            lambda factor: factor.denominator == 1 and factor > 1,
        ],
        ids=[
            "most negative",
            "largest",
            "zero",
            "one",
            "tiny",
            "halves",
            "half percents",
            "thirds",
            "thirty-sevenths",
            "odd",
            "whole",
        ],
    )
    def test_reach(self, wanted):
        """
        Factors of every size are drawn, with finite decimals and without.
        """
        assert reaches(factors, wanted)

    @pytest.mark.parametrize("field", ["min_value", "max_value"])
    @pytest.mark.parametrize(
        ("bound", "error_class"),
        [
            (0.5, WrongTypeError),
            (True, WrongTypeError),
            (None, WrongTypeError),
            (LARGEST + 1, ValueNotAllowedError),
            (Fraction(1, LARGEST + 1), ValueNotAllowedError),
            ("half", ValueNotAllowedError),
        ],
    )
    def test_refuses_bounds(self, field, bound, error_class):
        """
        A bound is a factor.
        """
        with pytest.raises(error_class) as caught:
            factors(**{field: bound})

        assert (field, bound) == (caught.value.field, caught.value.value)
        assert str(caught.value).startswith(f"{field}: got {bound!r}")

    def test_refuses_reversed(self):
        """
        Bounds in the wrong order are refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            factors(min_value="20%", max_value=Fraction(1, 6))

        assert ("max_value", Fraction(1, 6)) == (caught.value.field, caught.value.value)
        assert "max_value: got Fraction(1, 6); allowed: min_value (20%) or more" == str(
            caught.value
        )


class TestWeights:
    @given(claims=weights(), count=st.integers(-1000, 1000), rule=apportion_rules())
    def test_valid(self, claims, count, rule):
        """
        Any amount can be split by the weights drawn, and their keys are ids.
        """
        total = count * rule.unit % (MAX_FEN // rule.unit * rule.unit)

        assert total == sum(apportion(total, claims, rule).values())
        assert all(key == check_id(key, field="key") for key in claims)

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda claims: len(claims) == 1,
            lambda claims: len(claims) == 12,
            lambda claims: len(claims) > 9 and len(set(claims.values())) == 1,
            lambda claims: len(claims) > 2 and len(set(claims.values())) == len(claims),
            lambda claims: 0 in claims.values(),
            lambda claims: any(type(weight) is Fraction for weight in claims.values()),
            lambda claims: any(weight > 10**15 for weight in claims.values()),
            lambda claims: any(0 < weight < 1 for weight in claims.values()),
        ],
        ids=["one", "many", "all equal", "all different", "zero", "fraction", "huge", "small"],
    )
    def test_reach(self, wanted):
        """
        Few holders and many are drawn, of equal weight and of any.
        """
        assert reaches(weights, wanted)
