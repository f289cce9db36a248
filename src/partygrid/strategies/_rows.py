"""
What components of a pay scale are made of: rows, numbers, amounts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from partygrid.money import Direction, Fen, RoundingRule
from partygrid.pay import (
    Coefficients,
    Grid,
    IndexedBase,
    PaidAs,
    Selector,
    ShareOf,
    Table,
    YearlyRate,
)
from partygrid.people import NONE
from partygrid.strategies._money import amounts, factors, rounding_rules
from partygrid.strategies._words import ids, labels

T = TypeVar("T")
Rows = tuple[Any, ...]

MOST_LEVELS: Final = 1000
MOST_YEARS: Final = 80
MOST_POSTS: Final = 100
_MOST_ROWS: Final = 6
_MOST_NUMBERS: Final = 8
_MOST_FACTORS: Final = 2
_MONTHS_A_YEAR: Final = 12
_SMALL_AMOUNT: Final = 10**6
_SMALL_FACTOR: Final = 4
_SMALL_UNITS: Final = (1, 10, 100, 1000)


@attrs.frozen(kw_only=True)
class Numbers:
    """
    Say how large the numbers of a scale are, and how they are rounded.
    """

    amounts: st.SearchStrategy[Fen]
    coefficients: st.SearchStrategy[Any]
    roundings: st.SearchStrategy[RoundingRule | None]

    @property
    def yearly_rates(self) -> st.SearchStrategy[YearlyRate]:
        """
        Rates up to a number of years, or without end.
        """
        caps = st.sampled_from((None, 0, 40, MOST_YEARS)) | st.integers(0, MOST_YEARS)
        return st.builds(YearlyRate, per_year=self.amounts, cap=caps)


# Coefficients as scales have them, and any other.
_FACTORS: Final = factors(min_value=0, max_value=_SMALL_FACTOR)
ANY: Final = Numbers(
    amounts=amounts(min_fen=0),
    coefficients=_FACTORS | factors(min_value=0),
    roundings=st.none() | rounding_rules(),
)
# So small that the pay of a whole unit can be split.
SMALL: Final = Numbers(
    amounts=amounts(min_fen=0, max_fen=_SMALL_AMOUNT),
    coefficients=_FACTORS,
    roundings=st.none()
    | st.builds(RoundingRule, st.sampled_from(_SMALL_UNITS), st.sampled_from(Direction)),
)


def _levels() -> st.SearchStrategy[Rows]:
    ladders = st.integers(1, 24).map(lambda count: tuple(range(1, count + 1)))
    return ladders | _numbers(1, MOST_LEVELS)


def _numbers(least: int, most: int) -> st.SearchStrategy[Rows]:
    rows = st.lists(st.integers(least, most), min_size=1, max_size=_MOST_ROWS, unique=True)
    return rows.map(tuple)


def _names(*, none: bool) -> st.SearchStrategy[Rows]:
    names = st.just(NONE) | ids() if none else ids()
    return st.lists(names, min_size=1, max_size=_MOST_ROWS, unique=True).map(tuple)


_QUALIFIED: Final = _names(none=True)
_POSITIONS: Final = _names(none=False)
ROWS: Final[dict[Selector, st.SearchStrategy[Rows]]] = {
    Selector.LEVEL: _levels(),
    Selector.YEARS: _numbers(0, MOST_YEARS),
    Selector.CERTIFICATE: _QUALIFIED,
    Selector.CERTIFICATE_PASSED: _QUALIFIED,
    Selector.CERTIFICATE_APPOINTED: _QUALIFIED,
    Selector.STEP: _levels(),
    Selector.POSITION: _POSITIONS,
    Selector.TREATMENT: _POSITIONS,
    Selector.EDUCATION: _QUALIFIED,
    Selector.DEGREE: _QUALIFIED,
    Selector.POSTS: _numbers(0, MOST_POSTS),
}

RowsOf = Callable[[Selector], st.SearchStrategy[Rows]]
"""
Says which rows a fact can have.
"""


def beside(rows: Rows, value: st.SearchStrategy[T]) -> st.SearchStrategy[Any]:
    """
    Generate pairs of row and value; where there are many rows, values come again.
    """
    count = min(len(rows), _MOST_NUMBERS)
    values = st.lists(value, min_size=count, max_size=count)
    return values.map(lambda found: _paired(rows, found))


def _paired(rows: Rows, values: list[Any]) -> Rows:
    return tuple((row, values[place % len(values)]) for place, row in enumerate(rows))


@st.composite
def listed(
    draw: st.DrawFn, rows: Rows, by: list[Selector], rows_of: RowsOf, numbers: Numbers
) -> Table | Coefficients | Grid:
    """
    Generate amounts by row: tables, coefficients and, if there is a second fact, grids.
    """
    kinds = [Table, Coefficients, *([Grid] if by else [])]
    kind = draw(st.sampled_from(kinds))
    if kind is Coefficients:
        return Coefficients(draw(beside(rows, numbers.coefficients)))
    if kind is Table:
        return Table(draw(beside(rows, numbers.amounts)))
    second = draw(st.sampled_from(by))
    # Two kinds of row: some have cells that others lack.
    kinds_of_row = [
        draw(rows_of(second).flatmap(lambda cells: beside(cells, numbers.amounts)))
        for _ in rows[:2]
    ]
    return Grid(by=second, rows=_paired(rows, kinds_of_row))


def shares_of(keys: list[str], numbers: Numbers) -> st.SearchStrategy[ShareOf]:
    """
    Generate shares of some lines.
    """
    bound = st.none() | numbers.amounts
    return st.builds(
        _share_of,
        factors(min_value=0, max_value=1),
        st.lists(st.sampled_from(keys), min_size=1, unique=True).map(tuple),
        bound,
        bound,
    )


def _share_of(rate: Any, of: tuple[str, ...], least: Fen | None, most: Fen | None) -> ShareOf:
    if least is not None and most is not None:
        least, most = min(least, most), max(least, most)
    return ShareOf(rate=rate, of=of, least=least, most=most)


def bases_of(numbers: Numbers) -> st.SearchStrategy[IndexedBase]:
    """
    Generate indices times factors.
    """
    factor = st.tuples(labels(), numbers.coefficients)
    return st.builds(
        IndexedBase,
        index=labels(),
        amount=numbers.amounts,
        months=st.sampled_from((1, _MONTHS_A_YEAR)) | st.integers(1, _MONTHS_A_YEAR),
        factors=st.lists(factor, max_size=_MOST_FACTORS).map(tuple),
        rounding=numbers.roundings,
    )


# Most lines are fixed pay.
PAID_AS: Final = st.just(PaidAs.FIXED) | st.sampled_from(PaidAs)
WITHOUT_AWARDS: Final = st.just(PaidAs.FIXED) | st.sampled_from((PaidAs.FIXED, PaidAs.EMPLOYER))
