"""
Strategies for what a source leaves open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from hypothesis import strategies as st

from partygrid.dated import NotStated, Option
from partygrid.labels import Label
from partygrid.strategies._arguments import checked
from partygrid.strategies._words import ids, labels

T = TypeVar("T")

_MOST_OPTIONS: Final = 3


@checked
def not_stated(
    values: st.SearchStrategy[T], *, allow_functions: bool = True
) -> st.SearchStrategy[NotStated[T]]:
    """
    Generate what a source leaves open, with answers on offer or without.

    Args:
        values: The answers.
        allow_functions: Whether some options are functions; they give what comes under the
            argument ``value``, which is the one that they take.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> gaps = not_stated(st.just(5), allow_functions=False)
    >>> gap = find(gaps, lambda gap: gap.options, settings=quickly)
    >>> gap.options[0].answer({})
    5
    """
    flags = st.booleans() if allow_functions else st.just(False)
    parts = st.lists(
        st.tuples(ids(), labels(), values, flags),
        max_size=_MOST_OPTIONS,
        unique_by=lambda option: option[0],
    )
    return st.builds(NotStated, labels(), parts.map(_options))


def _options(parts: Sequence[tuple[str, Label, T, bool]]) -> tuple[Option[T], ...]:
    # No option holds None.
    return tuple(
        Option(name=name, label=label, make=_as_given)
        if function
        else Option(name=name, label=label, value=value)
        for name, label, value, function in parts
        if function or value is not None
    )


def _as_given(*, value: T) -> T:
    return value
