from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reaching import reaches

from partygrid.dated import NotKnown
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Direction, RoundingRule
from partygrid.strategies._trace import _rounded, steps
from partygrid.trace import Op, Step, Unit, recompute


def different(tree):
    """
    List the different steps of a tree, each once.
    """
    found, waiting = {}, [tree]
    while waiting:
        step = waiting.pop()
        if id(step) not in found:
            found[id(step)] = step
            waiting += step.children
    return list(found.values())


def places(tree):
    """
    Count the places at which steps stand.
    """
    return 1 + sum(map(places, tree.children))


def holds(wanted):
    """
    Tell of a tree whether one of its steps meets a condition.
    """
    return lambda tree: any(map(wanted, different(tree)))


class TestSteps:
    @given(tree=steps())
    def test_right(self, tree):
        """
        Every step of a tree comes to what it shows.
        """
        for step in different(tree):
            assert step.value == recompute(step)

    @given(tree=steps())
    def test_keys(self, tree):
        """
        No two steps of a tree have one key, so none is beside another of its own.
        """
        keys = [step.rule.key for step in different(tree)]

        assert len(set(keys)) == len(keys)
        for step in different(tree):
            assert len({child.rule.key for child in step.children}) == len(step.children)

    @pytest.mark.parametrize(
        ("direction", "expected"),
        [
            (Direction.UP, [20, 20, 30, 20, -20, -20, -30, 10]),
            (Direction.DOWN, [10, 10, 20, 10, -10, -10, -20, 10]),
            (Direction.HALF_UP, [10, 20, 30, 20, -10, -20, -30, 10]),
            (Direction.HALF_DOWN, [10, 10, 20, 20, -10, -10, -20, 10]),
            (Direction.HALF_EVEN, [10, 20, 20, 20, -10, -20, -20, 10]),
        ],
    )
    def test_rounding(self, direction, expected):
        """
        The strategy's own rounding to jiao is what one would write down by hand.
        """
        rule = RoundingRule(10, direction)
        numbers = [14, 15, 25, Fraction(46, 3), -14, -15, -25, 10]

        assert expected == [_rounded(number, rule) for number in numbers]

    @given(tree=steps())
    def test_written(self, tree):
        """
        Every step can be written in both languages.
        """
        for step in different(tree):
            assert step.text("zh")
            assert step.text("en")

    @given(tree=steps())
    def test_rounded(self, tree):
        """
        Only sums of money are rounded, and only what is rounded says by which entry.
        """
        for step in different(tree):
            rule = step.rule
            if rule.rounding is None:
                assert None is rule.rounded_by
            else:
                assert Op.GIVEN is not rule.op
                assert Unit.YUAN is rule.unit

    @given(most=st.integers(1, 12), data=st.data())
    def test_size(self, most, data):
        """
        A tree has no more different steps than asked for.
        """
        assert len(different(data.draw(steps(max_steps=most)))) <= most

    @given(tree=steps(allow_not_known=False))
    def test_all_known(self, tree):
        """
        Nothing is left unknown where that is not allowed.
        """
        assert NotKnown.YET not in [step.value for step in different(tree)]

    @pytest.mark.parametrize("op", Op)
    def test_reaches_formulas(self, op):
        """
        Every formula is drawn, over something that is known.
        """
        assert reaches(
            steps(),
            lambda tree: tree.rule.op is op and tree.children and tree.value is not NotKnown.YET,
        )

    @pytest.mark.parametrize("direction", Direction)
    def test_reaches_roundings(self, direction):
        """
        Every way of rounding is drawn where it changes something, and where it does not.
        """

        def changes(step):
            rounding = step.rule.rounding
            if (
                rounding is None
                or rounding.direction is not direction
                or step.value is NotKnown.YET
            ):
                return None
            exact = recompute(Step(_without_rounding(step.rule), 0, step.children))
            return exact != step.value

        assert reaches(steps(), holds(lambda step: changes(step) is True))
        assert reaches(steps(), holds(lambda step: changes(step) is False))

    @pytest.mark.parametrize(
        "wanted",
        [
            holds(lambda step: step.value is NotKnown.YET and step.children),
            holds(lambda step: step.rule.op is Op.SUM and _is_part_known(step)),
            lambda tree: places(tree) > len(different(tree)),
            holds(lambda step: isinstance(step.value, Label)),
            holds(lambda step: type(step.value) is str),
            holds(lambda step: step.row is not None and step.rule.note is not None),
            holds(lambda step: step.rule.entry is not None and step.rule.rounded_by is not None),
            holds(lambda step: type(step.value) is not NotKnown and step.value == 0),
            holds(lambda step: type(step.value) is int and step.value < 0),
            lambda tree: len(different(tree)) == 8,
            lambda tree: _depth(tree) > 5,
        ],
        ids=[
            "unknown result",
            "sum over the unknown",
            "shared step",
            "label",
            "text",
            "row and note",
            "entry and rounding's entry",
            "zero",
            "negative",
            "as large as allowed",
            "deep",
        ],
    )
    def test_reaches(self, wanted):
        """
        What explanations are made of is drawn.
        """
        assert reaches(steps(), wanted)

    @pytest.mark.parametrize("unit", Unit)
    def test_reaches_units(self, unit):
        """
        Every unit is drawn.
        """
        assert reaches(steps(max_steps=1), lambda tree: tree.rule.unit is unit)

    @pytest.mark.parametrize("count", [0, -1, 101])
    def test_impossible_size(self, count):
        """
        A tree of no step, or of far too many, is refused at once.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            steps(max_steps=count)

        assert f"max_steps: got {count}; allowed: 1 to 100" == str(caught.value)

    @pytest.mark.parametrize("count", [None, True, 3.0, "3"])
    def test_no_size(self, count):
        """
        The number of steps is an int.
        """
        with pytest.raises(WrongTypeError) as caught:
            steps(max_steps=count)

        assert ("max_steps", count, "an int") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @settings(max_examples=5)
    @given(tree=steps(max_steps=100))
    def test_many(self, tree):
        """
        Numbers stay short enough to be shown, however many steps there are.
        """
        assert all(
            len(step.text("en")) < 200
            for step in different(tree)
            if step.rule.unit is not Unit.TEXT
        )


def _without_rounding(rule):
    return type(rule)(rule.key, rule.label, rule.unit, rule.op)


def _is_part_known(step):
    unknown = [child.value is NotKnown.YET for child in step.children]
    return any(unknown) and not all(unknown)


def _depth(tree):
    return 1 + max(map(_depth, tree.children), default=0)
