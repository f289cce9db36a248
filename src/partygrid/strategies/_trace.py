"""
Strategies for the steps of explanations.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import Any, Final, TypeAlias

import attrs
from hypothesis import strategies as st

from partygrid.dated import Dated, NotKnown
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Direction, RoundingRule
from partygrid.strategies._dated import entries
from partygrid.strategies._money import amounts, factors, rounding_rules
from partygrid.strategies._words import ids, labels
from partygrid.trace import Op, Step, StepRule, Unit

Number: TypeAlias = int | Fraction | NotKnown

_MOST_STEPS: Final = 100
_MOST_CHILDREN: Final = 4
_MOST_FEN: Final = 10**9
# Products and sums of fractions grow; one with more digits gives way to the least of its parts.
_LARGEST: Final = 10**30

_MEASURED: Final = st.sampled_from((Unit.YUAN, Unit.FACTOR, Unit.PERCENT))
_COUNTED: Final = st.sampled_from((Unit.LEVEL, Unit.YEARS, Unit.PERSONS, Unit.ITEMS))
_NUMBERS: Final = (
    st.integers(-2, 2)
    | amounts(min_fen=-_MOST_FEN, max_fen=_MOST_FEN)
    | factors(min_value=-100, max_value=100)
)


def steps(*, max_steps: int = 8, allow_not_known: bool = True) -> st.SearchStrategy[Step]:
    """
    Generate the trees of explanations that are right: each step shows what its children come to.

    In some, one step stands below several others; rows are picked by words; there are entries,
    notes, roundings, and parts that are not known yet.

    Args:
        max_steps: The greatest number of different steps in a tree.
        allow_not_known: Whether something may be not known yet.

    Raises:
        WrongTypeError: The number is not an int.
        ValueNotAllowedError: The number is below 1 or above 100.

    >>> from hypothesis import find
    >>> find(steps(), lambda step: step.rule.op is Op.SUM and len(step.children) > 1).value
    0
    """
    if type(max_steps) is not int:
        raise WrongTypeError(field="max_steps", value=max_steps, allowed="an int")
    if not 1 <= max_steps <= _MOST_STEPS:
        raise ValueNotAllowedError(
            field="max_steps", value=max_steps, allowed=f"1 to {_MOST_STEPS}"
        )
    return _trees(max_steps, not_known=allow_not_known)


@attrs.frozen
class _Words:
    """
    Draw the names and entries of one tree, which come again and again.
    """

    names: st.SearchStrategy[Label]
    cited: st.SearchStrategy[Dated[Any] | None]

    def rules(
        self, key: str, unit: Unit, op: Op = Op.GIVEN, rounding: RoundingRule | None = None
    ) -> st.SearchStrategy[StepRule]:
        return st.builds(
            StepRule,
            key=st.just(key),
            label=self.names,
            unit=st.just(unit),
            op=st.just(op),
            rounding=st.just(rounding),
            entry=self.cited,
            note=st.none() | self.names,
            rounded_by=st.none() if rounding is None else self.cited,
        )


@st.composite
def _trees(draw: st.DrawFn, max_steps: int, *, not_known: bool) -> Step:
    entry = entries(st.just(0), allow_gaps=False, allow_repeals=False)
    words = _Words(
        st.sampled_from(draw(st.lists(labels(), min_size=1, max_size=4))),
        st.sampled_from((None, *draw(st.lists(entry, max_size=3)))),
    )
    leaves = draw(st.integers(1, (max_steps + 1) // 2))
    found = [draw(_leaves(f"step-{place}", words, not_known=not_known)) for place in range(leaves)]
    count = draw(st.integers(leaves, max_steps))
    for place in range(leaves, count):
        found.append(draw(_parents(f"step-{place}", words, found)))
    return found[-1]


@st.composite
def _leaves(draw: st.DrawFn, key: str, words: _Words, *, not_known: bool) -> Step:
    numbers = st.tuples(_MEASURED, _NUMBERS) | st.tuples(_COUNTED, st.integers(0, 60))
    unknown = st.tuples(_MEASURED | _COUNTED, st.just(NotKnown.YET))
    texts = st.tuples(st.just(Unit.TEXT), ids() | words.names)
    unit, value = draw(st.one_of(numbers, numbers, *[unknown] * not_known, texts))
    return Step(draw(words.rules(key, unit)), value)


@st.composite
def _parents(draw: st.DrawFn, key: str, words: _Words, found: Sequence[Step]) -> Step:
    numbers = [step for step in found if isinstance(step.value, int | Fraction | NotKnown)]
    if not numbers or draw(st.integers(0, 4)) == 4:  # noqa: PLR2004 - one in five is picked
        facts = draw(_some(found))
        row = draw(st.none() | words.names)
        unit = draw(_MEASURED)
        return Step(draw(words.rules(key, unit)), draw(_NUMBERS), facts, row)
    parts = draw(_some(numbers))
    values: list[Any] = [part.value for part in parts]
    op = draw(st.sampled_from([op for op in Op if _fits(op, values)]))
    exact = _worked_out(op, values)
    if _is_long(exact):
        op, exact = Op.LEAST, _worked_out(Op.LEAST, values)
    rounding = draw(st.none() | rounding_rules())
    unit = draw(_MEASURED) if rounding is None else Unit.YUAN
    value = exact if rounding is None or exact is NotKnown.YET else _rounded(exact, rounding)
    return Step(draw(words.rules(key, unit, op, rounding)), value, parts)


def _some(found: Sequence[Step]) -> st.SearchStrategy[tuple[Step, ...]]:
    """
    Choose a few different steps, those made last among them more often.
    """
    latest = st.just(found[-1])
    return st.lists(
        latest | st.sampled_from(found),
        min_size=1,
        max_size=_MOST_CHILDREN,
        unique_by=lambda step: step.rule.key,
    ).map(tuple)


def _fits(op: Op, values: Sequence[Number]) -> bool:
    if op is Op.QUOTIENT:
        return len(values) == 2 and values[1] != 0  # noqa: PLR2004 - a division has two parts
    return op is not Op.GIVEN


# Written anew, and not as `recompute` has it, so that the two can be held against each other.
def _worked_out(op: Op, values: Sequence[Number]) -> Number:
    known = [value for value in values if not isinstance(value, NotKnown)]
    if len(known) < len(values) and op is not Op.SUM:
        return NotKnown.YET
    result = Fraction(known[0]) if known else Fraction(0)
    for value in known[1:]:
        if op is Op.SUM:
            result += value
        elif op is Op.DIFFERENCE:
            result -= value
        elif op is Op.PRODUCT:
            result *= value
        elif op is Op.QUOTIENT:
            result /= value
        else:
            result = min(result, Fraction(value))
    return result.numerator if result.denominator == 1 else result


def _is_long(number: Number) -> bool:
    if isinstance(number, NotKnown):
        return False
    return max(abs(number.numerator), number.denominator) > _LARGEST


def _rounded(number: int | Fraction, rule: RoundingRule) -> int:
    """
    Take the better of the two multiples of the unit beside a number.
    """
    below = floor(number / Fraction(rule.unit)) * rule.unit
    if below == number:
        return below
    beside = (below, below + rule.unit)

    def distance(multiple: int) -> Fraction:
        return abs(Fraction(number) - multiple)

    if rule.direction is Direction.UP:
        return max(beside, key=abs)
    if rule.direction is Direction.DOWN:
        return min(beside, key=abs)
    if rule.direction is Direction.HALF_UP:
        return min(beside, key=lambda multiple: (distance(multiple), -abs(multiple)))
    if rule.direction is Direction.HALF_DOWN:
        return min(beside, key=lambda multiple: (distance(multiple), abs(multiple)))
    return min(beside, key=lambda multiple: (distance(multiple), multiple // rule.unit % 2))
