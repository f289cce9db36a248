"""
Strategies for pay scales, their components, and the base that coefficients multiply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay import Component, IndexedBase, PaidAs, Selector, ShareOf
from partygrid.pay._scale import RESERVED
from partygrid.strategies._arguments import checked
from partygrid.strategies._rows import (
    ANY,
    PAID_AS,
    ROWS,
    Numbers,
    Rows,
    RowsOf,
    bases_of,
    listed,
    shares_of,
)
from partygrid.strategies._words import ids, labels

_MOST_COMPONENTS: Final = 8

KEYS: Final = st.sampled_from(("post", "seniority", "certificate", "area")) | ids().filter(
    lambda key: key not in RESERVED
)
_LABELS: Final = labels()


@attrs.frozen(kw_only=True)
class Frame:
    """
    Say what the components of a scale may be.
    """

    selectors: list[Selector]
    # Facts by which a grid has its second rows.
    seconds: list[Selector]
    given: Mapping[Selector, Rows]
    numbers: Numbers
    paid_as: st.SearchStrategy[PaidAs]


@checked
def components(*, selectors: Iterable[Selector] = tuple(Selector)) -> st.SearchStrategy[Component]:
    """
    Generate lines of a pay scale: tables, coefficients, yearly rates and grids.

    A share of other lines stands in no scale alone; `scales` has some.

    Args:
        selectors: The facts that may pick the row.

    Raises:
        WrongTypeError: One of the selectors is none.
        ValueNotAllowedError: There is no selector.

    >>> from hypothesis import Phase, find, settings
    >>> from partygrid.pay import YearlyRate
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = find(components(), lambda c: isinstance(c.amount, YearlyRate), settings=quickly)
    >>> found.selector
    <Selector.YEARS: 'years'>
    """
    chosen = _checked_selectors(selectors)
    frame = Frame(selectors=chosen, seconds=chosen, given={}, numbers=ANY, paid_as=PAID_AS)
    return KEYS.flatmap(lambda key: _component(key, frame, ROWS.__getitem__))


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
def _component(draw: st.DrawFn, key: str, frame: Frame, rows_of: RowsOf) -> Component:
    selector = draw(st.sampled_from(frame.selectors))
    amount: Any
    named: tuple[tuple[Any, Label], ...] = ()
    rated = selector is Selector.YEARS and draw(st.booleans())
    if rated:
        amount = draw(frame.numbers.yearly_rates)
    else:
        rows = draw(rows_of(selector))
        seconds = [each for each in frame.seconds if selector in frame.seconds]
        seconds = [each for each in seconds if each is not selector]
        amount = draw(listed(rows, seconds, rows_of, frame.numbers))
        some = st.lists(st.sampled_from(rows), unique=True, max_size=2)
        named = tuple((row, draw(_LABELS)) for row in draw(some))
    return Component(
        key=key,
        label=draw(_LABELS),
        selector=selector,
        amount=amount,
        rounding=draw(frame.numbers.roundings),
        row_labels=named,
        paid_as=draw(frame.paid_as),
    )


def _share(key: str, of: list[str], frame: Frame) -> st.SearchStrategy[Component]:
    return st.builds(
        Component,
        key=st.just(key),
        label=_LABELS,
        selector=st.none(),
        amount=shares_of(of, frame.numbers),
        rounding=frame.numbers.roundings,
        paid_as=frame.paid_as,
    )


@checked
def scales(
    *,
    min_size: int = 1,
    max_size: int = 4,
    selectors: Iterable[Selector] = tuple(Selector),
) -> st.SearchStrategy[tuple[Component, ...]]:
    """
    Generate pay scales: components of different keys with rows in common.

    Components that look at one fact need not list the same rows, but there is always a row that
    all of them have, so that somebody can be paid. Some are shares of others, whatever facts
    may pick rows.

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
    frame = Frame(selectors=chosen, seconds=chosen, given={}, numbers=ANY, paid_as=PAID_AS)
    return scales_in(frame, min_size, max_size)


def scales_in(
    frame: Frame, min_size: int, max_size: int
) -> st.SearchStrategy[tuple[Component, ...]]:
    """
    Generate scales within a frame: each list of rows holds the rows given.
    """
    keys = st.lists(KEYS, min_size=min_size, max_size=max_size, unique=True)
    return keys.flatmap(lambda names: _scale(names, frame))


@st.composite
def _scale(draw: st.DrawFn, keys: list[str], frame: Frame) -> tuple[Component, ...]:
    shared: dict[Selector, Rows] = dict(frame.given)

    def rows_of(selector: Selector) -> st.SearchStrategy[Rows]:
        if selector not in shared:
            shared[selector] = draw(ROWS[selector])
        common = shared[selector]
        return st.just(common) | ROWS[selector].map(partial(_joined, common))

    found: list[Component] = []
    for key in keys:
        plain = [
            each.key
            for each in found
            if each.paid_as is not PaidAs.EMPLOYER and not isinstance(each.amount, ShareOf)
        ]
        if plain and draw(st.integers(0, 3)) == 0:
            found.append(draw(_share(key, plain, frame)))
        else:
            found.append(draw(_component(key, frame, rows_of)))
    return tuple(found)


def _joined(common: Rows, more: Rows) -> Rows:
    return tuple(dict.fromkeys(common + more))


def indexed_bases() -> st.SearchStrategy[IndexedBase]:
    """
    Generate bases that are an index times factors, rounded or not.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(indexed_bases(), lambda base: base.months == 12, settings=quickly).months
    12
    """
    return bases_of(ANY)
