"""
Strategies for what a store and an appraisal are made of: gifts, cash beside points, honours.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from partygrid.money import Fen
from partygrid.points import Gift, Honour, TopUp
from partygrid.strategies._arguments import checked
from partygrid.strategies._earning import POINTS, some_names
from partygrid.strategies._kinds import names
from partygrid.strategies._money import factors
from partygrid.strategies._words import ids, labels

_MOST_FEN: Final = 10**6
_HALF: Final = Fraction(1, 2)


def top_ups() -> st.SearchStrategy[TopUp]:
    """
    Generate for how much cash a lack of points may be made up.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(top_ups(), lambda top_up: top_up.most == 1, settings=quickly).most_points(7)
    7
    """
    fen = st.sampled_from((50, 100, _MOST_FEN)) | st.integers(1, _MOST_FEN)
    parts = st.sampled_from((_HALF, Fraction(1), Fraction(1, 3)))
    return st.builds(TopUp, fen.map(Fen), parts | factors(min_value="0.000001", max_value=1))


@checked
def gifts(*, kinds: Iterable[str] | None = None) -> st.SearchStrategy[Gift]:
    """
    Generate lines of a catalogue.

    Args:
        kinds: The kinds of holder that one may be for; None: any names.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(gifts(), lambda gift: not gift.stocked, settings=quickly).stocked
    False
    """
    return st.builds(
        Gift,
        key=ids(),
        label=labels(),
        points=POINTS,
        limit=st.none() | POINTS,
        kinds=some_names("kinds", kinds),
        top_up=st.none() | top_ups(),
        stocked=st.booleans().map(lambda service: not service),
    )


@checked
def honours(*, kinds: Iterable[str] | None = None) -> st.SearchStrategy[Honour]:
    """
    Generate honours, by place, by points, and for both.

    Args:
        kinds: The kinds of holder that one may be for; None: any name.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(honours(), lambda honour: not honour.by_place, settings=quickly).best is None
    True
    """
    best, points = {"best": POINTS}, {"points": POINTS}
    takes = st.sampled_from((best, points, best | points)).flatmap(st.fixed_dictionaries)
    return st.builds(
        lambda key, label, kind, takes: Honour(key=key, label=label, kind=kind, **takes),
        ids(),
        labels(),
        names("kinds", kinds),
        takes,
    )
