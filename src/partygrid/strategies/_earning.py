"""
Strategies for what a tariff is made of: heads, kinds, activities, caps, expiry, openings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from hypothesis import strategies as st

from partygrid.dated import PeriodKind
from partygrid.points import (
    Activity,
    Cap,
    CapPeriod,
    CapScope,
    Counting,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Head,
    HolderKind,
    Opening,
    Quantity,
)
from partygrid.strategies._arguments import checked
from partygrid.strategies._kinds import names
from partygrid.strategies._words import ids, labels

_MOST: Final = 10**9
_MOST_MONTHS: Final = 1200
_MOST_NAMES: Final = 3
# Most tariffs know small numbers; the largest is as good a one.
POINTS: Final = st.integers(1, 20) | st.integers(1, _MOST) | st.just(_MOST)
_AMOUNTS: Final = st.sampled_from((1, 10, 60, 1000)) | POINTS


def heads() -> st.SearchStrategy[Head]:
    """
    Generate heads of activities.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> type(find(heads(), lambda head: True, settings=quickly)).__name__
    'Head'
    """
    return st.builds(Head, ids(), labels())


def holder_kinds() -> st.SearchStrategy[HolderKind]:
    """
    Generate kinds of holder.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> type(find(holder_kinds(), lambda kind: True, settings=quickly)).__name__
    'HolderKind'
    """
    return st.builds(HolderKind, ids(), labels())


def some_names(
    field: str, chosen: Iterable[str] | None, *, least: int = 0
) -> st.SearchStrategy[tuple[str, ...]]:
    """
    Generate a few of the names given, or any, each once.
    """
    return st.lists(names(field, chosen), min_size=least, max_size=_MOST_NAMES, unique=True).map(
        tuple
    )


@checked
def activities(
    *, heads: Iterable[str] | None = None, kinds: Iterable[str] | None = None
) -> st.SearchStrategy[Activity]:
    """
    Generate activities that earn something for somebody.

    Args:
        heads: The heads that one may belong to; None: any name.
        kinds: The kinds of holder that may earn; None: any names.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(activities(kinds=["family"]), lambda act: act.per == 60, settings=quickly).kinds
    ('family',)
    """
    return st.builds(
        Activity,
        key=ids(),
        label=labels(),
        head=names("heads", heads),
        points=POINTS,
        per=_AMOUNTS,
        unit=st.sampled_from(Quantity),
        kinds=some_names("kinds", kinds, least=1),
        counting=st.sampled_from(Counting),
    )


@checked
def caps(*, activities: Iterable[str] | None = None) -> st.SearchStrategy[Cap]:
    """
    Generate caps of every period, on some activities or on all.

    Args:
        activities: The activities that one may count; None: any names.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> weekly = find(caps(), lambda cap: cap.every is CapPeriod.WEEK, settings=quickly)
    >>> weekly.every.value
    'week'
    """
    return st.builds(
        Cap,
        key=ids(),
        label=labels(),
        points=POINTS,
        every=st.sampled_from(CapPeriod),
        scope=st.sampled_from(CapScope),
        activities=some_names("activities", activities),
    )


def expiries() -> st.SearchStrategy[Expiry]:
    """
    Generate how long points are good, under every rule.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(expiries(), lambda expiry: expiry.slides, settings=quickly).every is None
    True
    """
    months = st.sampled_from((1, 6, 12)) | st.integers(1, _MOST_MONTHS)
    periods = st.integers(0, 3) | st.integers(0, _MOST_MONTHS)
    base: dict[str, Any] = {"base": st.sampled_from(ExpiryBase)}
    return st.one_of(
        st.builds(Expiry, rule=st.just(ExpiryRule.NONE)),
        st.builds(Expiry, rule=st.just(ExpiryRule.ROLLING), amount=months, **base),
        st.builds(
            Expiry,
            rule=st.just(ExpiryRule.END_OF_PERIOD),
            amount=periods,
            every=st.sampled_from(PeriodKind),
            **base,
        ),
        st.builds(Expiry, rule=st.just(ExpiryRule.SLIDING), amount=months, **base),
    )


@checked
def openings(*, kinds: Iterable[str] | None = None) -> st.SearchStrategy[Opening]:
    """
    Generate opening balances.

    Args:
        kinds: The kinds of holder; None: any name.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(openings(kinds=["family"]), lambda opening: True, settings=quickly).kind
    'family'
    """
    return st.builds(Opening, names("kinds", kinds), POINTS)
