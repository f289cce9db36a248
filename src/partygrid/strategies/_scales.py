"""
Strategies for pay scales and their components.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay import Coefficients, Component, Selector, Table, YearlyRate
from partygrid.people import NO_CERTIFICATE
from partygrid.strategies._money import amounts, factors, rounding_rules
from partygrid.strategies._words import ids, labels

T = TypeVar("T")

_MOST_LEVELS: Final = 1000
_MOST_YEARS: Final = 80
_MOST_ROWS: Final = 6
_MOST_COMPONENTS: Final = 8

_KEYS: Final = st.sampled_from(("post", "seniority", "certificate", "area")) | ids()
_LABELS: Final = labels()
_ROUNDINGS: Final = st.none() | rounding_rules()
_AMOUNTS: Final = amounts(min_fen=0)
_YEARLY_RATES: Final = st.builds(
    YearlyRate,
    per_year=_AMOUNTS,
    cap=st.sampled_from((None, 0, 40, _MOST_YEARS)) | st.integers(0, _MOST_YEARS),
)
# Coefficients as scales have them, and any other.
_COEFFICIENTS: Final = factors(min_value=0, max_value=4) | factors(min_value=0)


def _levels(most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    ladders = st.integers(1, 24).map(lambda count: tuple(range(1, count + 1)))
    return ladders | _numbers(1, most)


def _numbers(least: int, most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    rows = st.lists(st.integers(least, most), min_size=1, max_size=_MOST_ROWS, unique=True)
    return rows.map(tuple)


def _certificates() -> st.SearchStrategy[tuple[Any, ...]]:
    names = st.just(NO_CERTIFICATE) | ids()
    return st.lists(names, min_size=1, max_size=_MOST_ROWS, unique=True).map(tuple)


_ROWS: Final = {
    Selector.LEVEL: _levels(_MOST_LEVELS),
    Selector.YEARS: _numbers(0, _MOST_YEARS),
    Selector.CERTIFICATE: _certificates(),
}


def components(*, selectors: Iterable[Selector] = tuple(Selector)) -> st.SearchStrategy[Component]:
    """
    Generate lines of a pay scale: tables, coefficients and yearly rates.

    Args:
        selectors: The facts that may pick the row.

    Raises:
        WrongTypeError: One of the selectors is none.
        ValueNotAllowedError: There is no selector.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = find(components(), lambda c: isinstance(c.amount, YearlyRate), settings=quickly)
    >>> found.selector
    <Selector.YEARS: 'years'>
    """
    chosen = st.sampled_from(_checked_selectors(selectors))
    return chosen.flatmap(lambda selector: _component(_KEYS, selector, _ROWS[selector]))


def _checked_selectors(selectors: Iterable[Selector]) -> list[Selector]:
    chosen = tuple(selectors)
    for selector in chosen:
        if type(selector) is not Selector:
            raise WrongTypeError(field="selectors", value=selector, allowed="a Selector")
    if not chosen:
        raise ValueNotAllowedError(field="selectors", value=chosen, allowed="one Selector or more")
    # In the order of the enum, so that a set of them shrinks the same way each time.
    return [selector for selector in Selector if selector in chosen]


@st.composite
def _component(
    draw: st.DrawFn,
    keys: st.SearchStrategy[str],
    selector: Selector,
    rows: st.SearchStrategy[tuple[Any, ...]],
) -> Component:
    amount: Table | Coefficients | YearlyRate
    named: tuple[tuple[Any, Label], ...] = ()
    rated = selector is Selector.YEARS and draw(st.booleans())
    if rated:
        amount = draw(_YEARLY_RATES)
    else:
        listed = draw(rows)
        amount = draw(_table(listed) | _coefficients(listed))
        some = st.lists(st.sampled_from(listed), unique=True, max_size=2)
        named = tuple((row, draw(_LABELS)) for row in draw(some))
    return Component(
        key=draw(keys),
        label=draw(_LABELS),
        selector=selector,
        amount=amount,
        rounding=draw(_ROUNDINGS),
        row_labels=named,
    )


def _table(rows: tuple[Any, ...]) -> st.SearchStrategy[Table]:
    return _beside(rows, _AMOUNTS).map(Table)


def _coefficients(rows: tuple[Any, ...]) -> st.SearchStrategy[Coefficients]:
    return _beside(rows, _COEFFICIENTS).map(Coefficients)


def _beside(rows: tuple[Any, ...], value: st.SearchStrategy[T]) -> st.SearchStrategy[Any]:
    values = st.lists(value, min_size=len(rows), max_size=len(rows))
    return values.map(lambda found: tuple(zip(rows, found, strict=True)))


def scales(
    *,
    min_size: int = 1,
    max_size: int = 4,
    selectors: Iterable[Selector] = tuple(Selector),
) -> st.SearchStrategy[tuple[Component, ...]]:
    """
    Generate pay scales: components of different keys with rows in common.

    Components that look at one fact need not list the same rows, but there is always a row that
    all of them have, so that somebody can be paid.

    Args:
        min_size: The least number of components.
        max_size: The greatest number of components, up to 8.
        selectors: The facts that may pick rows.

    Raises:
        WrongTypeError: A size is not an int, or one of the selectors is none.
        ValueNotAllowedError: A size is not 1 to 8, the sizes are in the wrong order, or there is
            no selector.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None)
    ... @given(scales(min_size=2, max_size=2))
    ... def test_two_keys(scale):
    ...     assert 2 == len({component.key for component in scale})
    >>> test_two_keys()
    """
    for field, size in (("min_size", min_size), ("max_size", max_size)):
        if type(size) is not int:
            raise WrongTypeError(field=field, value=size, allowed="an int")
        if not 1 <= size <= _MOST_COMPONENTS:
            raise ValueNotAllowedError(
                field=field, value=size, allowed=f"1 to {_MOST_COMPONENTS} components"
            )
    if max_size < min_size:
        raise ValueNotAllowedError(
            field="max_size", value=max_size, allowed=f"min_size ({min_size}) or more"
        )
    chosen = _checked_selectors(selectors)
    keys = st.lists(_KEYS, min_size=min_size, max_size=max_size, unique=True)
    return keys.flatmap(lambda names: _scale(names, chosen))


@st.composite
def _scale(draw: st.DrawFn, keys: list[str], selectors: list[Selector]) -> tuple[Component, ...]:
    shared: dict[Selector, tuple[Any, ...]] = {}
    found = []
    for key in keys:
        selector = draw(st.sampled_from(selectors))
        common = shared.setdefault(selector, draw(_ROWS[selector]))
        rows = st.just(common) | _ROWS[selector].map(partial(_joined, common))
        found.append(draw(_component(st.just(key), selector, rows)))
    return tuple(found)


def _joined(common: tuple[Any, ...], more: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(common + more))
