"""
Doing the sums of an explanation again.
"""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import NotKnown
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Direction, RoundingRule
from partygrid.strategies._trace import steps
from partygrid.trace import Op, Step, StepRule, Unit, recompute


def leaf(value, key="leaf"):
    """
    Make a step that is given.
    """
    return Step(StepRule(key, Label(key, key), Unit.YUAN), value)


def formula(op, *values, rounding=None, shown=-1):
    """
    Make a step over leaves; what it shows is wrong unless said otherwise.
    """
    rule = StepRule("formula", Label("式", "formula"), Unit.YUAN, op, rounding)
    children = tuple(leaf(value, f"leaf-{place}") for place, value in enumerate(values))
    return Step(rule, shown, children)


def rounded(exact, rule):
    """
    Round by looking at both neighbours on the number line.
    """
    lower = exact // rule.unit * rule.unit
    if lower == exact:
        return lower
    upper = lower + rule.unit
    outer, inner = (upper, lower) if exact > 0 else (lower, upper)
    near = lower if exact - lower < upper - exact else upper
    half = exact - lower == upper - exact
    even = lower if lower // rule.unit % 2 == 0 else upper
    return {
        Direction.UP: outer,
        Direction.DOWN: inner,
        Direction.HALF_UP: outer if half else near,
        Direction.HALF_DOWN: inner if half else near,
        Direction.HALF_EVEN: even if half else near,
    }[rule.direction]


def evaluate(step):
    """
    Evaluate a tree with plain fractions, one operation at a time.
    """
    if step.rule.op is Op.GIVEN:
        return step.value
    values = [evaluate(child) for child in step.children]
    if step.rule.op is Op.SUM:
        values = [0] + [value for value in values if value is not NotKnown.YET]
    elif NotKnown.YET in values:
        return NotKnown.YET
    exact = Fraction(values[0])
    for value in values[1:]:
        if step.rule.op is Op.SUM:
            exact = exact + value
        elif step.rule.op is Op.DIFFERENCE:
            exact = exact - value
        elif step.rule.op is Op.PRODUCT:
            exact = exact * value
        elif step.rule.op is Op.QUOTIENT:
            exact = exact / value
        elif step.rule.op is (Op.LEAST if value < exact else Op.GREATEST):
            exact = Fraction(value)
    return exact if step.rule.rounding is None else rounded(exact, step.rule.rounding)


def scrambled(step, chance):
    """
    Put a wrong value on every step that is not given.
    """
    if step.rule.op is Op.GIVEN:
        return step
    children = tuple(scrambled(child, chance) for child in step.children)
    return Step(step.rule, chance.randrange(10**6), children, step.row)


class TestTrees:
    @given(tree=steps())
    def test_evaluated(self, tree):
        """
        A tree comes to what its leaves come to, one operation at a time.
        """
        assert evaluate(tree) == recompute(tree)

    @given(tree=steps(), seed=st.integers(0, 1000))
    def test_leaves_alone(self, tree, seed):
        """
        What the inner steps show plays no part.
        """
        assert evaluate(tree) == recompute(scrambled(tree, random.Random(seed)))  # noqa: S311 - any wrong number will do

    @given(tree=steps())
    def test_whole(self, tree):
        """
        A result is an int wherever it is whole.
        """
        result = recompute(tree)

        if tree.rule.op is not Op.GIVEN and type(result) is Fraction:
            assert 1 != result.denominator


class TestFormulas:
    @pytest.mark.parametrize(
        ("op", "values", "expected"),
        [
            (Op.SUM, (), 0),
            (Op.SUM, (1, 2, 3), 6),
            (Op.DIFFERENCE, (10,), 10),
            (Op.DIFFERENCE, (10, 3, 4), 3),
            (Op.PRODUCT, (), 1),
            (Op.PRODUCT, (2, 3, Fraction(1, 4)), Fraction(3, 2)),
            (Op.QUOTIENT, (7, 2), Fraction(7, 2)),
            (Op.QUOTIENT, (8, -2), -4),
            (Op.LEAST, (3, 2, Fraction(5, 2)), 2),
            (Op.LEAST, (7,), 7),
            (Op.GREATEST, (3, 2, Fraction(7, 2)), Fraction(7, 2)),
            (Op.GREATEST, (-3, -2, -5), -2),
            (Op.GREATEST, (7,), 7),
        ],
    )
    def test_value(self, op, values, expected):
        """
        Each formula is worked out exactly, from its first step to its last.
        """
        result = recompute(formula(op, *values))

        assert (type(expected), expected) == (type(result), result)

    def test_given(self):
        """
        A given step is what it shows; the steps below it only tell how it was found.
        """
        given_step = Step(StepRule("row", Label("行", "row"), Unit.YUAN), 120, (leaf(7),))

        assert 120 == recompute(given_step)

    def test_words(self):
        """
        A given step may be words.
        """
        assert "assistant" == recompute(leaf("assistant"))

    def test_rounding(self):
        """
        A result is rounded once, by the rule of its step.
        """
        to_fen = RoundingRule(1, Direction.HALF_UP)
        third = formula(Op.QUOTIENT, 1, 3)
        rule = StepRule("whole", Label("整", "whole"), Unit.YUAN, Op.PRODUCT, to_fen)

        assert 0 == recompute(formula(Op.QUOTIENT, 1, 3, rounding=to_fen))
        assert 1 == recompute(Step(rule, -1, (third, leaf(3))))


class TestNotKnown:
    @pytest.mark.parametrize(
        ("values", "expected"),
        [((5, NotKnown.YET), 5), ((NotKnown.YET, 5, 2), 7), ((NotKnown.YET,), 0)],
    )
    def test_sum(self, values, expected):
        """
        In a sum, what is not known yet counts for nothing.
        """
        assert expected == recompute(formula(Op.SUM, *values))

    @pytest.mark.parametrize("op", [op for op in Op if op not in {Op.GIVEN, Op.SUM}])
    @pytest.mark.parametrize("values", [(0, NotKnown.YET), (NotKnown.YET, 1)])
    def test_other(self, op, values):
        """
        Any other formula over it is not known yet either, rounded or not.
        """
        to_fen = RoundingRule(1, Direction.DOWN)

        assert NotKnown.YET is recompute(formula(op, *values))
        assert NotKnown.YET is recompute(formula(op, *values, rounding=to_fen))

    def test_passed_on(self):
        """
        A sum over a formula that is not known yet leaves it out.
        """
        award = formula(Op.PRODUCT, 100, NotKnown.YET)
        total = Step(
            StepRule("paid", Label("应发", "payable"), Unit.YUAN, Op.SUM), -1, (leaf(7), award)
        )

        assert 7 == recompute(total)


class TestRefused:
    @pytest.mark.parametrize(
        "word", ["5", Label("无", "none"), True, 0.5, None], ids=lambda word: type(word).__name__
    )
    @pytest.mark.parametrize("op", [op for op in Op if op is not Op.GIVEN])
    def test_words(self, op, word):
        """
        What is no number is refused below a formula, and named.
        """
        with pytest.raises(WrongTypeError) as caught:
            recompute(formula(op, 1, word))

        error = caught.value
        assert ("formula: leaf-1", word) == (error.field, error.value)
        assert f"formula: leaf-1: got {word!r}" in str(error)
        assert "numbers below a formula" in str(error)

    def test_words_beside_the_unknown(self):
        """
        Words are refused even where the result is not known yet.
        """
        with pytest.raises(WrongTypeError):
            recompute(formula(Op.PRODUCT, NotKnown.YET, "5"))

    @pytest.mark.parametrize(
        ("op", "values", "allowed"),
        [
            (Op.DIFFERENCE, (), "1 or more below a difference"),
            (Op.LEAST, (), "1 or more below a least"),
            (Op.GREATEST, (), "1 or more below a greatest"),
            (Op.QUOTIENT, (), "2 below a quotient"),
            (Op.QUOTIENT, (1,), "2 below a quotient"),
            (Op.QUOTIENT, (1, 2, 3), "2 below a quotient"),
        ],
    )
    def test_count(self, op, values, allowed):
        """
        A formula with too few or too many steps below it is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            recompute(formula(op, *values))

        error = caught.value
        assert ("formula", len(values), allowed) == (error.field, error.value, error.allowed)
        assert f"formula: got {len(values)}; allowed: {allowed}" == str(error)

    def test_zero(self):
        """
        A division by zero is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            recompute(formula(Op.QUOTIENT, 1, 0))

        assert "formula: got 0; allowed: a divisor other than 0" == str(caught.value)
