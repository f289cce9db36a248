"""
Strategies for the steps of explanations.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from math import floor
from typing import Any, Final, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from partygrid.dated import Dated, NotKnown
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Direction, RoundingRule
from partygrid.strategies._arguments import checked
from partygrid.strategies._dated import entries
from partygrid.strategies._money import amounts, factors, rounding_rules
from partygrid.strategies._words import ids, labels
from partygrid.trace import Op, Step, StepRule, Unit

T = TypeVar("T")

Number: TypeAlias = int | Fraction | NotKnown

_MOST_STEPS: Final = 100
_MOST_FEN: Final = 10**9
# Products and sums of fractions grow; none with more digits is chosen.
_LARGEST: Final = 10**30

_MEASURED: Final = st.sampled_from((Unit.YUAN, Unit.FACTOR, Unit.PERCENT))
_COUNTED: Final = st.sampled_from(
    (
        Unit.LEVEL,
        Unit.YEARS,
        Unit.DAYS,
        Unit.DURATION,
        Unit.PERSONS,
        Unit.ITEMS,
        Unit.PIECES,
        Unit.POINTS,
    )
)
_NUMBERS: Final = (
    st.integers(-2, 2)
    | amounts(min_fen=-_MOST_FEN, max_fen=_MOST_FEN)
    | factors(min_value=-100, max_value=100)
)


_COUNTS: Final = st.integers(0, 60)
_CHOOSING: Final = frozenset({Op.LEAST, Op.GREATEST})
_IDS: Final = ids()
_KNOWN_LEAVES: Final = st.sampled_from(("measured", "measured", "counted", "words"))
_LEAVES: Final = st.sampled_from(("measured", "measured", "counted", "words", "not known"))
# One in six is picked from a table, not computed.
_PICKED: Final = st.sampled_from((*[False] * 5, True))
_ROUNDINGS: Final = (
    st.none() | st.sampled_from(Direction).map(partial(RoundingRule, 1)) | rounding_rules()
)
_CHILDREN: Final = st.sampled_from((2, 1, 3, 4))
_NAMES: Final = st.lists(labels(), min_size=1, max_size=3)
_CITED: Final = st.lists(entries(st.just(0), allow_gaps=False, allow_repeals=False), max_size=2)


@checked
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

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = find(steps(), lambda step: step.rule.op is Op.SUM, settings=quickly)
    >>> len(found.children) > 0
    True
    """
    if type(max_steps) is not int:
        raise WrongTypeError(field="max_steps", value=max_steps, allowed="an int")
    if not 1 <= max_steps <= _MOST_STEPS:
        raise ValueNotAllowedError(
            field="max_steps", value=max_steps, allowed=f"1 to {_MOST_STEPS}"
        )
    return _trees(max_steps, not_known=allow_not_known)


# Strategies are dear to make: what does not change is made once, and the rest is drawn by hand.
@attrs.frozen
class _Words:
    """
    Draw the names and entries of one tree, which come again and again.
    """

    draw: st.DrawFn
    names: Sequence[Label]
    cited: Sequence[Dated[Any] | None]

    @classmethod
    def of(cls, draw: st.DrawFn) -> _Words:
        names = draw(_NAMES)
        return cls(draw, names, (None, *draw(_CITED)))

    def name(self) -> Label:
        return self._one(self.names)

    def note(self) -> Label | None:
        return self._one((None, *self.names))

    def rule(
        self, key: str, unit: Unit, op: Op = Op.GIVEN, rounding: RoundingRule | None = None
    ) -> StepRule:
        rounded_by = None if rounding is None else self._one(self.cited)
        return StepRule(
            key, self.name(), unit, op, rounding, self._one(self.cited), self.note(), rounded_by
        )

    def _one(self, items: Sequence[T]) -> T:
        return items[self.draw(st.integers(0, len(items) - 1))]


@st.composite
def _trees(draw: st.DrawFn, max_steps: int, *, not_known: bool) -> Step:
    words = _Words.of(draw)
    count = draw(st.integers(1, max_steps))
    leaves = draw(st.integers(1, (count + 1) // 2))
    found = [_leaf(draw, words, f"step-{place}", not_known=not_known) for place in range(leaves)]
    for place in range(leaves, count):
        found.append(_parent(draw, words, f"step-{place}", found))
    return found[-1]


def _leaf(draw: st.DrawFn, words: _Words, key: str, *, not_known: bool) -> Step:
    kind = draw(_LEAVES if not_known else _KNOWN_LEAVES)
    if kind == "words":
        text = draw(_IDS) if draw(st.booleans()) else words.name()
        return Step(words.rule(key, Unit.TEXT), text)
    if kind == "counted":
        return Step(words.rule(key, draw(_COUNTED)), draw(_COUNTS))
    value = draw(_NUMBERS) if kind == "measured" else NotKnown.YET
    return Step(words.rule(key, draw(_MEASURED)), value)


def _parent(draw: st.DrawFn, words: _Words, key: str, found: Sequence[Step]) -> Step:
    numbers = [step for step in found if isinstance(step.value, int | Fraction | NotKnown)]
    if not numbers or draw(_PICKED):
        rule = words.rule(key, draw(_MEASURED))
        return Step(rule, draw(_NUMBERS), _some(draw, found), words.note())
    parts = _some(draw, numbers)
    values: list[Any] = [part.value for part in parts]
    results = {op: _worked_out(op, values) for op in Op if _fits(op, values)}
    # One of the parts is no longer than the parts, so there is always something to choose.
    short = [op for op, exact in results.items() if op in _CHOOSING or not _is_long(exact)]
    op = draw(st.sampled_from(short))
    exact = results[op]
    rounding = draw(_ROUNDINGS)
    unit = draw(_MEASURED) if rounding is None else Unit.YUAN
    value = exact if rounding is None or isinstance(exact, NotKnown) else _rounded(exact, rounding)
    return Step(words.rule(key, unit, op, rounding), value, parts)


def _some(draw: st.DrawFn, found: Sequence[Step]) -> tuple[Step, ...]:
    """
    Choose a few different steps, the latest more often than others.
    """
    last = len(found) - 1
    chosen = [last - draw(st.integers(0, last)) for _ in range(draw(_CHILDREN))]
    return tuple(found[place] for place in dict.fromkeys(chosen))


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
        elif op is Op.LEAST:
            result = min(result, Fraction(value))
        else:
            result = max(result, Fraction(value))
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
