"""
Strategies for money, rounding, factors and splitting.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final

from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError
from partygrid.money import (
    MAX_FEN,
    ApportionRule,
    Direction,
    Fen,
    RoundingRule,
    Ties,
    exact,
    fen,
)
from partygrid.strategies._words import ids

_FEN_A_YUAN: Final = 100
# What `exact` takes as numerator and as denominator.
_LARGEST: Final = 10**18
_MOST_HOLDERS: Final = 12

_UNITS: Final = st.sampled_from((1, 10, 100)) | st.integers(1, MAX_FEN)
# Percents, thirds, months of a year, and the halves of a fen that rounding is about.
_DENOMINATORS: Final = st.sampled_from((1, 100, 1000, 2, 200, 3, 12, 37)) | st.integers(
    1, _LARGEST
)


def amounts(*, min_fen: int = -MAX_FEN, max_fen: int = MAX_FEN) -> st.SearchStrategy[Fen]:
    """
    Generate amounts of money, whole yuan among them.

    Args:
        min_fen: The smallest amount, in fen.
        max_fen: The largest amount, in fen.

    Raises:
        WrongTypeError: A bound is not an int.
        ValueNotAllowedError: A bound is beyond `MAX_FEN`, or they are in the wrong order.

    >>> from hypothesis import find
    >>> find(amounts(min_fen=5), lambda amount: True)
    5
    """
    fen(min_fen, field="min_fen")
    fen(max_fen, field="max_fen")
    if min_fen > max_fen:
        raise ValueNotAllowedError(
            field="max_fen", value=max_fen, allowed=f"min_fen ({min_fen}) or more"
        )
    any_amount = st.integers(min_fen, max_fen)
    first, last = -(-min_fen // _FEN_A_YUAN), max_fen // _FEN_A_YUAN
    if first > last:
        return any_amount.map(Fen)
    return (any_amount | st.integers(first, last).map(_FEN_A_YUAN.__mul__)).map(Fen)


def rounding_rules() -> st.SearchStrategy[RoundingRule]:
    """
    Generate rules of rounding: any unit, any direction.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(rounding_rules(), lambda rule: rule.unit > 1, settings=quickly).unit > 1
    True
    """
    return st.builds(RoundingRule, _UNITS, st.sampled_from(Direction))


def apportion_rules() -> st.SearchStrategy[ApportionRule]:
    """
    Generate rules of splitting: any unit, any way of breaking ties.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(apportion_rules(), lambda r: r.ties is Ties.BY_KEY, settings=quickly).ties.value
    'by_key'
    """
    return st.builds(ApportionRule, unit=_UNITS, ties=st.sampled_from(Ties))


def factors(
    *,
    min_value: int | Decimal | Fraction | str = -_LARGEST,
    max_value: int | Decimal | Fraction | str = _LARGEST,
) -> st.SearchStrategy[Fraction]:
    """
    Generate coefficients, rates and shares: whatever `partygrid.money.exact` takes.

    Args:
        min_value: The smallest factor.
        max_value: The largest factor.

    Raises:
        WrongTypeError: `partygrid.money.exact` does not take the type of a bound.
        ValueNotAllowedError: The same for its value, or the bounds are in the wrong order.

    >>> from hypothesis import find
    >>> find(factors(min_value="20%", max_value="20%"), lambda factor: True)
    Fraction(1, 5)
    """
    low, high = exact(min_value, field="min_value"), exact(max_value, field="max_value")
    if low > high:
        raise ValueNotAllowedError(
            field="max_value", value=max_value, allowed=f"min_value ({min_value}) or more"
        )
    return _between(low, high) | st.sampled_from((low, high))


@st.composite
def _between(draw: st.DrawFn, low: Fraction, high: Fraction) -> Fraction:
    denominator = draw(_DENOMINATORS)
    first = max(ceil(low * denominator), -_LARGEST)
    last = min(floor(high * denominator), _LARGEST)
    if first > last:
        # No multiple of 1/denominator lies between the bounds, but they do themselves.
        return draw(st.sampled_from((low, high)))
    return Fraction(draw(st.integers(first, last)), denominator)


def weights() -> st.SearchStrategy[dict[str, int | Fraction]]:
    """
    Generate holders with their weights, at least one of them above zero.

    >>> from hypothesis import find
    >>> len(find(weights(), lambda weights: len(weights) == 2))
    2
    """
    weight = st.integers(0, _LARGEST) | factors(min_value=0)
    keys = st.lists(ids(), min_size=1, max_size=_MOST_HOLDERS, unique=True)
    of_any_size = st.dictionaries(ids(), weight, min_size=1, max_size=_MOST_HOLDERS)
    of_one_size = st.builds(_alike, keys, weight)
    return (of_any_size | of_one_size).filter(lambda claims: any(claims.values()))


def _alike(keys: list[str], weight: int | Fraction) -> dict[str, int | Fraction]:
    return dict.fromkeys(keys, weight)
