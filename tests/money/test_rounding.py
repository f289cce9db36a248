import copy
import decimal
import pickle
from decimal import Decimal
from fractions import Fraction
from math import floor

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, MAX_FEN, Direction, RoundingRule, Ties

MODES = {
    Direction.HALF_UP: decimal.ROUND_HALF_UP,
    Direction.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Direction.HALF_DOWN: decimal.ROUND_HALF_DOWN,
    Direction.UP: decimal.ROUND_UP,
    Direction.DOWN: decimal.ROUND_DOWN,
}
UNITS = (1, 2, 10, 100, 250)
EXACT = decimal.Context(prec=200, traps=[decimal.Inexact, decimal.InvalidOperation])


def by_decimal(digits, places, unit, direction):
    """
    Round tenths, hundredths and so on to a unit by the standard library's own modes.
    """
    with decimal.localcontext(EXACT) as context:
        quotient = Decimal(digits).scaleb(-places) / unit
        context.traps[decimal.Inexact] = False
        return int(quotient.to_integral_value(MODES[direction]) * unit)


def by_distance(amount, unit, direction):
    """
    Round by comparing with the two multiples of the unit around the amount.
    """
    low = floor(amount / unit) * unit
    if low == amount:
        return low
    near, far = sorted((low, low + unit), key=abs)
    middle = abs(amount) - Fraction(abs(near) + abs(far), 2)
    if direction is Direction.UP:
        return far
    if direction is Direction.DOWN:
        return near
    if middle:
        return far if middle > 0 else near
    if direction is Direction.HALF_EVEN:
        return next(multiple for multiple in (near, far) if multiple // unit % 2 == 0)
    return far if direction is Direction.HALF_UP else near


def test_every_direction_has_a_mode():
    """
    The directions are the five that the tables below are about.
    """
    assert set(Direction) == set(MODES)
    assert ["half_up", "half_even", "half_down", "up", "down"] == [d.value for d in Direction]


@pytest.mark.parametrize("direction", Direction)
class TestRound:
    @pytest.mark.parametrize("unit", UNITS)
    def test_around_zero(self, direction, unit):
        """
        Each quarter of a unit between three units either way goes where `decimal` sends it.
        """
        quarters = range(-12 * unit, 12 * unit + 1)
        rule = RoundingRule(unit, direction)

        for quarter in quarters:
            expected = by_decimal(25 * quarter, 2, unit, direction)
            assert expected == rule.round(Fraction(quarter, 4)), quarter
            assert expected == rule.bare()(quarter, 4), quarter

    @given(
        digits=st.integers(-(10**24), 10**24),
        places=st.integers(0, 12),
        unit=st.sampled_from(UNITS),
    )
    @example(digits=-5, places=1, unit=1)
    @example(digits=10**24 + 5, places=1, unit=10)
    def test_as_decimal(self, direction, digits, places, unit):
        """
        An amount with decimals goes where `decimal` sends it, at any size.
        """
        expected = by_decimal(digits, places, unit, direction)
        rule = RoundingRule(unit, direction)

        assert expected == rule.round(Fraction(digits, 10**places))
        assert expected == rule.ratio(digits, 10**places)
        assert expected == rule.bare()(digits, 10**places)

    @given(
        amount=st.fractions(-(10**17), 10**17), unit=st.integers(1, 1000) | st.integers(1, MAX_FEN)
    )
    def test_any_unit(self, direction, amount, unit):
        """
        Any fraction goes to one of the two multiples around it, the one its direction says.
        """
        rule = RoundingRule(unit, direction)
        expected = by_distance(amount, unit, direction)

        assert expected == rule.round(amount)
        assert expected == rule.bare()(amount.numerator, amount.denominator)

    @given(halves=st.integers(-1000, 1000), unit=st.integers(1, 1000))
    def test_halves(self, direction, halves, unit):
        """
        The same for amounts midway between two units.
        """
        amount = Fraction(halves * unit, 2)

        assert by_distance(amount, unit, direction) == RoundingRule(unit, direction).round(amount)

    @given(numerator=st.integers(), denominator=st.integers(1, 10**6), times=st.integers(1, 1000))
    def test_ratio_lowest_terms(self, direction, numerator, denominator, times):
        """
        A ratio need not be in lowest terms.
        """
        rule = RoundingRule(10, direction)
        expected = by_distance(Fraction(numerator, denominator), 10, direction)

        assert expected == rule.ratio(times * numerator, times * denominator)
        assert expected == rule.bare()(times * numerator, times * denominator)

    def test_gives_ints(self, direction):
        """
        A rounded amount is an int, also when it is a fraction without a rest, and for an int.
        """
        rule = RoundingRule(1, direction)

        for amount in (7, -7, Fraction(7), Fraction(-7)):
            assert amount == rule.round(amount)
            assert int is type(rule.round(amount))

    @pytest.mark.parametrize(
        "duplicate",
        [copy.copy, copy.deepcopy, lambda rule: pickle.loads(pickle.dumps(rule))],  # noqa: S301 - our own bytes
        ids=["copy", "deepcopy", "pickle"],
    )
    def test_copies(self, direction, duplicate):
        """
        A copied or unpickled rule is equal and rounds alike.
        """
        rule = RoundingRule(100, direction)
        same = duplicate(rule)

        assert rule == same
        assert hash(rule) == hash(same)
        assert [rule.round(amount) for amount in (-150, -50, 49, 50, 51, 150)] == [
            same.round(amount) for amount in (-150, -50, 49, 50, 51, 150)
        ]

    def test_evolve(self, direction):
        """
        A rule made from another rounds in its own direction.
        """
        for other in Direction:
            rule = attrs.evolve(RoundingRule(100, other), direction=direction)
            assert by_distance(-250, 100, direction) == rule.round(-250)


class TestRatioArguments:
    @pytest.mark.parametrize("field", ["numerator", "denominator"])
    @pytest.mark.parametrize(
        "value",
        [True, 2.0, float("nan"), float("inf"), None, "2", Fraction(2), Decimal(2)],
        ids=repr,
    )
    def test_refuses_types(self, field, value):
        """
        Both parts of a ratio are ints.
        """
        parts = {"numerator": 1, "denominator": 1, field: value}
        with pytest.raises(WrongTypeError) as caught:
            HALF_UP_TO_FEN.ratio(**parts)

        assert field == caught.value.field
        assert value is caught.value.value
        assert f"{field}: got {value!r} of type {type(value).__name__}; allowed: an int" == str(
            caught.value
        )

    @pytest.mark.parametrize("denominator", [0, -1])
    def test_refuses_denominators(self, denominator):
        """
        A denominator is above zero.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            HALF_UP_TO_FEN.ratio(5, denominator)

        assert ("denominator", denominator) == (caught.value.field, caught.value.value)
        assert f"denominator: got {denominator}; allowed: 1 or more" == str(caught.value)

    @pytest.mark.parametrize("amount", [True, 2.5, float("nan"), None, "2", Decimal("2.5")])
    def test_round_refuses_types(self, amount):
        """
        Only an int or a fraction is an exact amount.
        """
        with pytest.raises(WrongTypeError) as caught:
            HALF_UP_TO_FEN.round(amount)

        assert "amount" == caught.value.field
        assert amount is caught.value.value
        assert str(caught.value).startswith(f"amount: got {amount!r} of type ")
        assert str(caught.value).endswith("; allowed: an int or a Fraction")


class TestRoundingRule:
    @pytest.mark.parametrize("unit", [1, 250, MAX_FEN])
    def test_keeps(self, unit):
        """
        A rule shows its unit and its direction, and nothing else.
        """
        rule = RoundingRule(unit, Direction.UP)

        assert f"RoundingRule(unit={unit}, direction=<Direction.UP: 'up'>)" == repr(rule)

    def test_value(self):
        """
        Rules are equal exactly if unit and direction are, and cannot be changed.
        """
        rules = [RoundingRule(unit, direction) for unit in UNITS for direction in Direction]

        assert len(rules) == len({*rules, *map(copy.copy, rules)})
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            rules[0].unit = 10

    @pytest.mark.parametrize("unit", [True, 1.0, None, "10", Fraction(10), Decimal(10)])
    def test_refuses_unit_types(self, unit):
        """
        A unit is a whole number of fen.
        """
        with pytest.raises(WrongTypeError) as caught:
            RoundingRule(unit, Direction.UP)

        assert "rounding.unit" == caught.value.field
        assert unit is caught.value.value
        assert (
            f"rounding.unit: got {unit!r} of type {type(unit).__name__}; allowed: an int of fen"
            == str(caught.value)
        )

    @pytest.mark.parametrize("unit", [0, -1, -100, MAX_FEN + 1])
    def test_refuses_units(self, unit):
        """
        A unit is at least one fen, and an amount.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            RoundingRule(unit, Direction.UP)

        assert ("rounding.unit", unit) == (caught.value.field, caught.value.value)
        assert f"rounding.unit: got {unit}; allowed: 1 to {MAX_FEN} fen" == str(caught.value)

    @pytest.mark.parametrize("direction", ["half_up", None, 1, Ties.BY_KEY])
    def test_refuses_directions(self, direction):
        """
        A direction is a member of `Direction`, not its name.
        """
        with pytest.raises(WrongTypeError) as caught:
            RoundingRule(1, direction)

        assert ("rounding.direction", direction) == (caught.value.field, caught.value.value)
        assert str(caught.value).startswith(f"rounding.direction: got {direction!r} of type ")
        assert str(caught.value).endswith("; allowed: a Direction")

    @pytest.mark.parametrize(
        ("unit", "direction", "label"),
        [
            (1, Direction.HALF_UP, Label("四舍五入到分", "half away from zero, to the fen")),
            (10, Direction.UP, Label("进位到角", "away from zero, to the jiao")),
            (100, Direction.DOWN, Label("舍去到元", "towards zero, to the yuan")),
            (
                250,
                Direction.HALF_EVEN,
                Label("四舍六入五成双到 2.50 元的整数倍", "half to even, to 2.50 yuan"),
            ),
        ],
    )
    def test_label(self, unit, direction, label):
        """
        A rule has a name in both languages that says direction and unit.
        """
        assert label == RoundingRule(unit, direction).label

    def test_common_rule(self):
        """
        The common rule goes to the fen, halves away from zero.
        """
        assert RoundingRule(1, Direction.HALF_UP) == HALF_UP_TO_FEN
