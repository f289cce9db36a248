from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.money import MAX_FEN, ApportionRule, Direction, Ties, apportion

BY_KEY = ApportionRule(unit=1, ties=Ties.BY_KEY)
BY_WEIGHT = ApportionRule(unit=1, ties=Ties.BY_WEIGHT)

KEYS = st.text("abc一", min_size=1, max_size=3)
# Few small numbers, so that remainders are often equal.
WEIGHTS = st.integers(0, 4) | st.integers(0, 10**18) | st.fractions(0, 9, max_denominator=60)
CLAIMS = st.dictionaries(KEYS, WEIGHTS, min_size=1, max_size=9).filter(
    lambda claims: any(claims.values())
)
RULES = st.builds(
    ApportionRule,
    unit=st.sampled_from((1, 10, 100, 250)) | st.integers(1, 10**6),
    ties=st.sampled_from(Ties),
)
COUNTS = st.integers(-30, 30) | st.integers(-(10**9), 10**9)


def by_largest_remainder(total, claims, rule):
    """
    Split in the slowest way: hand out what is left unit by unit, looking at each pair.
    """
    whole = sum(map(Fraction, claims.values()))
    shares = {key: abs(total) * Fraction(weight) / whole for key, weight in claims.items()}
    parts = {key: share // rule.unit * rule.unit for key, share in shares.items()}
    waiting = set(claims)

    def comes_first(one, other):
        rests = shares[one] - parts[one], shares[other] - parts[other]
        if rests[0] != rests[1]:
            return rests[0] > rests[1]
        if rule.ties is Ties.BY_WEIGHT and claims[one] != claims[other]:
            return claims[one] > claims[other]
        return one < other

    given_out = []
    for _ in range((abs(total) - sum(parts.values())) // rule.unit):
        first = next(
            one
            for one in waiting
            if all(one == other or comes_first(one, other) for other in waiting)
        )
        waiting.remove(first)
        given_out.append(first)
    sign = -1 if total < 0 else 1
    return {key: sign * (parts[key] + rule.unit * (key in given_out)) for key in claims}


class TestApportion:
    @pytest.mark.parametrize(
        ("total", "weights", "rule", "parts"),
        [
            (100, {"b": 1, "a": 1, "c": 1}, BY_KEY, {"a": 34, "b": 33, "c": 33}),
            (-100, {"b": 1, "a": 1, "c": 1}, BY_KEY, {"a": -34, "b": -33, "c": -33}),
            (2, {"a": 1, "b": 3}, BY_KEY, {"a": 1, "b": 1}),
            (2, {"a": 1, "b": 3}, BY_WEIGHT, {"a": 0, "b": 2}),
            (-2, {"a": 1, "b": 3}, BY_WEIGHT, {"a": 0, "b": -2}),
            (1, {"b": 2, "a": 2}, BY_WEIGHT, {"a": 1, "b": 0}),
            (1, {"b": Fraction(1, 2), "a": Fraction(1, 3)}, BY_KEY, {"a": 0, "b": 1}),
            (5, {"a": 0, "b": 2}, BY_KEY, {"a": 0, "b": 5}),
            (0, {"b": 2, "a": 1}, BY_KEY, {"a": 0, "b": 0}),
            (0, {"b": 0, "a": 0}, BY_KEY, {"a": 0, "b": 0}),
            (0, {}, BY_KEY, {}),
            (
                1000,
                {"x": 1, "y": 1, "z": 1},
                ApportionRule(unit=100, ties=Ties.BY_KEY),
                {"x": 400, "y": 300, "z": 300},
            ),
        ],
    )
    def test_examples(self, total, weights, rule, parts):
        """
        Amounts that can be checked by hand are split as by hand, in the order of the keys.
        """
        assert list(parts.items()) == list(apportion(total, weights, rule).items())

    @given(count=COUNTS, claims=CLAIMS, rule=RULES)
    @example(count=10**15, claims={"a": 1, "b": 1, "c": 1}, rule=BY_KEY)
    @example(count=-(10**15), claims={"a": 10**18, "b": 10**18 - 1, "c": 1}, rule=BY_WEIGHT)
    def test_oracle(self, count, claims, rule):
        """
        What whole units leave over goes, a unit each, to the largest remainders.
        """
        total = count * rule.unit
        parts = apportion(total, claims, rule)

        assert by_largest_remainder(total, claims, rule) == parts
        assert sorted(claims) == list(parts)

    @given(total=st.integers(-MAX_FEN, MAX_FEN), claims=CLAIMS, ties=st.sampled_from(Ties))
    @example(total=MAX_FEN, claims={"a": 1, "b": 1, "c": 1}, ties=Ties.BY_KEY)
    @example(total=-MAX_FEN, claims={"a": 3, "b": 4}, ties=Ties.BY_WEIGHT)
    def test_adds_up(self, total, claims, ties):
        """
        The parts are ints that add up to the total, up to 10^15 fen either way.
        """
        parts = apportion(total, claims, ApportionRule(unit=1, ties=ties))

        assert total == sum(parts.values())
        assert {int} == set(map(type, parts.values()))

    @given(count=COUNTS, claims=CLAIMS, rule=RULES)
    def test_within_a_unit(self, count, claims, rule):
        """
        Each part is a whole number of units, less than one unit from the exact share.
        """
        total = count * rule.unit
        whole = sum(map(Fraction, claims.values()))

        for key, part in apportion(total, claims, rule).items():
            assert 0 == part % rule.unit
            assert abs(part - total * Fraction(claims[key]) / whole) < rule.unit

    @given(count=COUNTS, claims=CLAIMS, rule=RULES, data=st.data())
    def test_order(self, count, claims, rule, data):
        """
        The order in which holders are given does not matter.
        """
        shuffled = dict(data.draw(st.permutations(list(claims.items()))))
        parts = apportion(count * rule.unit, claims, rule)

        assert list(parts.items()) == list(apportion(count * rule.unit, shuffled, rule).items())

    @given(count=COUNTS, claims=CLAIMS, rule=RULES, times=st.fractions(1, 9, max_denominator=9))
    def test_scale(self, count, claims, rule, times):
        """
        Only the proportions of the weights matter.
        """
        scaled = {key: weight * times for key, weight in claims.items()}
        assume(all(weight.numerator <= 10**18 for weight in scaled.values()))

        assert apportion(count * rule.unit, claims, rule) == apportion(
            count * rule.unit, scaled, rule
        )

    @given(count=COUNTS, claims=CLAIMS, rule=RULES)
    def test_mirror(self, count, claims, rule):
        """
        A negative total is split as the mirror image of the positive one.
        """
        parts = apportion(count * rule.unit, claims, rule)
        mirrored = apportion(-count * rule.unit, claims, rule)

        assert {key: -part for key, part in parts.items()} == mirrored

    @given(count=COUNTS, keys=st.sets(KEYS, min_size=1), weight=WEIGHTS.filter(bool), rule=RULES)
    def test_equal_weights(self, count, keys, weight, rule):
        """
        Holders of equal weight get parts that differ by a unit at most, the lower key no less.
        """
        parts = apportion(count * rule.unit, dict.fromkeys(keys, weight), rule)
        in_units = [abs(part) // rule.unit for part in parts.values()]

        assert 1 >= max(in_units) - min(in_units)
        assert sorted(in_units, reverse=True) == in_units

    @given(count=COUNTS, claims=CLAIMS, rule=RULES)
    def test_nothing_for_nothing(self, count, claims, rule):
        """
        A weight of zero gets nothing.
        """
        parts = apportion(count * rule.unit, {**claims, "": 0}, rule)

        assert 0 == parts[""]

    def test_leaves_weights(self):
        """
        The weights given are left as they are.
        """
        claims = {"b": 1, "a": Fraction(1, 2)}
        apportion(100, claims, BY_KEY)

        assert [("b", 1), ("a", Fraction(1, 2))] == list(claims.items())


class TestArguments:
    @pytest.mark.parametrize(
        "total", [True, 1.0, float("nan"), None, "1", Decimal(1), Fraction(1)]
    )
    def test_refuses_total_types(self, total):
        """
        A total is a whole number of fen.
        """
        with pytest.raises(WrongTypeError) as caught:
            apportion(total, {"a": 1}, BY_KEY)

        assert "total" == caught.value.field
        assert total is caught.value.value
        assert str(caught.value).startswith(f"total: got {total!r} of type ")
        assert str(caught.value).endswith("; allowed: an int of whole fen")

    @pytest.mark.parametrize("total", [MAX_FEN + 1, -MAX_FEN - 1])
    def test_refuses_totals_beyond(self, total):
        """
        A total is an amount.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            apportion(total, {"a": 1}, BY_KEY)

        assert ("total", total) == (caught.value.field, caught.value.value)
        assert str(caught.value) == (
            f"total: got {total}; allowed: -{MAX_FEN} to {MAX_FEN} fen (from: money.MAX_FEN)"
        )

    @pytest.mark.parametrize("total", [1, 99, -101])
    def test_refuses_parts_of_units(self, total):
        """
        A total that is no whole number of units cannot be split into whole units.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            apportion(total, {"a": 1}, ApportionRule(unit=100, ties=Ties.BY_KEY))

        assert ("total", total) == (caught.value.field, caught.value.value)
        assert f"total: got {total}; allowed: a whole multiple of 100 fen" == str(caught.value)

    @pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": 0, "b": Fraction(0)}], ids=str)
    @pytest.mark.parametrize("total", [1, -1])
    def test_refuses_no_holder(self, total, weights):
        """
        An amount with nobody to get it is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            apportion(total, weights, BY_KEY)

        assert ("weights", weights) == (caught.value.field, caught.value.value)
        assert f"weights: got {weights!r}; allowed: at least one weight above zero" == str(
            caught.value
        )

    @pytest.mark.parametrize("weight", [-1, Fraction(-1, 10**18)])
    @pytest.mark.parametrize("total", [0, 1])
    def test_refuses_negative_weights(self, total, weight):
        """
        A weight below zero is refused, whatever the total, and the error says whose it is.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            apportion(total, {"a": 2, "b": weight}, BY_KEY)

        assert ("weights['b']", weight) == (caught.value.field, caught.value.value)
        assert f"weights['b']: got {weight!r}; allowed: zero or more" == str(caught.value)

    @pytest.mark.parametrize("weight", [True, 1.0, float("nan"), float("inf"), None])
    def test_refuses_weight_types(self, weight):
        """
        A weight is exact: no float, no bool.
        """
        with pytest.raises(WrongTypeError) as caught:
            apportion(0, {"a": 1, "b": weight}, BY_KEY)

        assert "weights['b']" == caught.value.field
        assert weight is caught.value.value
        assert "never a float" in str(caught.value)

    @pytest.mark.parametrize(
        "weight", [10**18 + 1, Decimal("1e999999999"), Decimal("NaN")], ids=str
    )
    def test_refuses_weights_beyond(self, weight):
        """
        A weight is a factor that `exact` takes.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            apportion(0, {"b": weight}, BY_KEY)

        assert "weights['b']" == caught.value.field
        assert weight is caught.value.value

    @pytest.mark.parametrize("key", [1, None, ("a",), Ties.BY_KEY])
    def test_refuses_keys(self, key):
        """
        Holders are named by text, which has an order.
        """
        with pytest.raises(WrongTypeError) as caught:
            apportion(1, {"a": 1, key: 1}, BY_KEY)

        assert ("weights", key) == (caught.value.field, caught.value.value)
        assert str(caught.value).startswith(f"weights: got {key!r} of type ")
        assert str(caught.value).endswith("; allowed: text keys")


class TestApportionRule:
    def test_value(self):
        """
        Rules are equal exactly if unit and ties are, and cannot be changed.
        """
        assert 3 == len({BY_KEY, BY_WEIGHT, ApportionRule(unit=2, ties=Ties.BY_KEY)})
        assert ApportionRule(unit=1, ties=Ties.BY_KEY) == BY_KEY
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            BY_KEY.unit = 2

    def test_has_no_defaults(self):
        """
        Neither the unit nor the way of breaking ties is assumed.
        """
        with pytest.raises(TypeError, match="ties"):
            ApportionRule(unit=1)
        with pytest.raises(TypeError, match="unit"):
            ApportionRule(ties=Ties.BY_KEY)

    @pytest.mark.parametrize("unit", [True, 1.0, None, "10", Fraction(10), Decimal(10)])
    def test_refuses_unit_types(self, unit):
        """
        A unit is a whole number of fen.
        """
        with pytest.raises(WrongTypeError) as caught:
            ApportionRule(unit=unit, ties=Ties.BY_KEY)

        assert "apportion.unit" == caught.value.field
        assert unit is caught.value.value
        assert str(caught.value).startswith(f"apportion.unit: got {unit!r} of type ")
        assert str(caught.value).endswith("; allowed: an int of fen")

    @pytest.mark.parametrize("unit", [0, -1, MAX_FEN + 1])
    def test_refuses_units(self, unit):
        """
        A unit is at least one fen, and an amount.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            ApportionRule(unit=unit, ties=Ties.BY_KEY)

        assert ("apportion.unit", unit) == (caught.value.field, caught.value.value)
        assert f"apportion.unit: got {unit}; allowed: 1 to {MAX_FEN} fen" == str(caught.value)

    def test_takes_bounds(self):
        """
        The smallest and the largest unit are taken.
        """
        assert [1, MAX_FEN] == [
            ApportionRule(unit=unit, ties=Ties.BY_KEY).unit for unit in (1, MAX_FEN)
        ]

    @pytest.mark.parametrize("ties", ["by_key", None, 1, Direction.UP])
    def test_refuses_ties(self, ties):
        """
        The way of breaking ties is a member of `Ties`, not its name.
        """
        with pytest.raises(WrongTypeError) as caught:
            ApportionRule(unit=1, ties=ties)

        assert ("apportion.ties", ties) == (caught.value.field, caught.value.value)
        assert str(caught.value).startswith(f"apportion.ties: got {ties!r} of type ")
        assert str(caught.value).endswith("; allowed: a Ties")
