"""
Strategies for pay ladders: windows, positions, credits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from partygrid.dated import Effective
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.pay import (
    Concurrent,
    Credit,
    CreditFor,
    CreditGives,
    PayLadder,
    Position,
    Rungs,
    every,
)
from partygrid.people import NONE
from partygrid.strategies._arguments import checked
from partygrid.strategies._rows import MOST_LEVELS, MOST_YEARS
from partygrid.strategies._words import ids, labels

Names = tuple[str, ...]

_MOST_NAMES: Final = 3
_MOST_CREDITS: Final = 3
_MOST_RISES: Final = 6
_WIDEST: Final = 20

_LABELS: Final = labels()
_EFFECTIVE: Final = st.sampled_from(Effective)
_YEARS: Final = st.integers(1, MOST_YEARS)
_RISES: Final = (
    st.sampled_from((1, 2, 3, 5)).map(every)
    | _YEARS.map(every)
    | st.lists(_YEARS, max_size=_MOST_RISES, unique=True).map(lambda years: tuple(sorted(years)))
)
_NAMES: Final = ids().filter(lambda name: name != NONE)
_SOME_NAMES: Final = st.lists(_NAMES, min_size=1, max_size=_MOST_NAMES, unique=True).map(tuple)


def rungs(*, max_value: int = MOST_LEVELS) -> st.SearchStrategy[Rungs]:
    """
    Generate windows of levels or steps, with the years after which each is reached.

    Args:
        max_value: The highest level or step of all.

    Raises:
        WrongTypeError: It is not an int.
        ValueNotAllowedError: It is not 1 to 1000.

    >>> from hypothesis import find
    >>> find(rungs(max_value=12), lambda window: window.highest == 12).highest
    12
    """
    if type(max_value) is not int:
        raise WrongTypeError(field="max_value", value=max_value, allowed="an int")
    if not 1 <= max_value <= MOST_LEVELS:
        raise ValueNotAllowedError(
            field="max_value", value=max_value, allowed=f"1 to {MOST_LEVELS}"
        )
    lowest = st.integers(1, max_value)
    return st.builds(_window, lowest, st.integers(0, _WIDEST), _RISES, st.just(max_value))


def _window(lowest: int, width: int, rises: tuple[int, ...], most: int) -> Rungs:
    return Rungs(lowest=lowest, highest=min(lowest + width, most), rises=rises)


def positions() -> st.SearchStrategy[Position]:
    """
    Generate positions with a window of levels, of steps, of both or of neither.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(positions(), lambda position: position.steps, settings=quickly).steps.lowest >= 1
    True
    """
    window = st.none() | rungs()
    return st.builds(Position, key=ids(), label=_LABELS, levels=window, steps=window)


def ladder_credits() -> st.SearchStrategy[Credit]:
    """
    Generate what qualifications are worth on a ladder.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> in_years = lambda credit: credit.gives is CreditGives.YEARS
    >>> find(ladder_credits(), in_years, settings=quickly).gives
    <CreditGives.YEARS: 'years'>
    """
    return st.tuples(_SOME_NAMES, _SOME_NAMES).flatmap(
        lambda drawn: _credit(
            ids(), dict.fromkeys(CreditFor, drawn[0]), list(CreditGives), drawn[1]
        )
    )


@st.composite
def _credit(
    draw: st.DrawFn,
    keys: st.SearchStrategy[str],
    names: dict[CreditFor, Names],
    gives: list[CreditGives],
    ranks: Names,
) -> Credit:
    looks_at, given = draw(st.sampled_from(CreditFor)), draw(st.sampled_from(gives))
    known = draw(st.permutations(names[looks_at]))
    return Credit(
        key=draw(keys),
        label=draw(_LABELS),
        looks_at=looks_at,
        gives=given,
        rows=tuple(zip(known, draw(_worths(given, len(known), ranks)), strict=True)),
        effective=draw(_EFFECTIVE),
        group=draw(st.none() | st.sampled_from(("education", "certificate"))),
        after_years=draw(st.just(0) | st.integers(0, MOST_YEARS)),
    )


def _worths(gives: CreditGives, count: int, ranks: Names) -> st.SearchStrategy[list[Any]]:
    if gives is CreditGives.POSITION:
        each: st.SearchStrategy[Any] = st.just(0) | st.sampled_from(ranks)
        return st.lists(each, min_size=count, max_size=count)
    number = st.integers(0, 5) | st.integers(0, MOST_LEVELS)
    return st.lists(number, min_size=count, max_size=count).map(sorted)


@attrs.frozen(kw_only=True)
class Steps:
    """
    Say what a ladder is made of: its names, and the tops of its windows.
    """

    keys: Names
    offices: Names
    names: dict[CreditFor, Names]
    # None: there are no levels, or no steps.
    most_levels: int | None
    most_steps: int | None


@checked
def pay_ladders(
    *,
    offices: Iterable[str] | None = None,
    educations: Iterable[str] | None = None,
    degrees: Iterable[str] | None = None,
    certificates: Iterable[str] | None = None,
) -> st.SearchStrategy[PayLadder]:
    """
    Generate ladders whose parts fit each other.

    Args:
        offices: The offices that have a position; None: any.
        educations: The educations that credits know; None: any.
        degrees: The degrees that credits know; None: any.
        certificates: The certificates that credits know; None: any.

    Raises:
        WrongTypeError: A name is no text.
        ValueNotAllowedError: There is no name to choose, or one is none.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(pay_ladders(offices=["secretary"]), bool, settings=quickly).offices[0][0]
    'secretary'
    """
    window = st.none() | st.just(MOST_LEVELS)
    return st.builds(
        _steps,
        _SOME_NAMES,
        _chosen("offices", offices),
        _chosen("educations", educations),
        _chosen("degrees", degrees),
        _chosen("certificates", certificates),
        window,
        window,
    ).flatmap(ladders_of)


def _chosen(field: str, given: Iterable[str] | None) -> st.SearchStrategy[Names]:
    if given is None:
        return _SOME_NAMES
    names = tuple(dict.fromkeys(given))
    for name in names:
        check_id(name, field=field)
    if not names or NONE in names:
        raise ValueNotAllowedError(
            field=field, value=names, allowed=f"one name or more, not {NONE!r}"
        )
    return st.just(names)


def credit_names(educations: Names, degrees: Names, certificates: Names) -> dict[CreditFor, Names]:
    """
    Say which names each kind of credit must know.
    """
    both = tuple(dict.fromkeys(educations + degrees))
    known = {
        CreditFor.EDUCATION: educations,
        CreditFor.DEGREE: degrees,
        CreditFor.EDUCATION_AND_DEGREE: both,
        CreditFor.EDUCATION_OR_DEGREE: both,
    }
    return {each: known.get(each, certificates) for each in CreditFor}


def _steps(
    keys: Names,
    offices: Names,
    educations: Names,
    degrees: Names,
    certificates: Names,
    most_levels: int | None,
    most_steps: int | None,
) -> Steps:
    return Steps(
        keys=keys,
        offices=offices,
        names=credit_names(educations, degrees, certificates),
        most_levels=most_levels,
        most_steps=most_steps,
    )


@st.composite
def ladders_of(draw: st.DrawFn, steps: Steps) -> PayLadder:
    """
    Generate ladders of some names.
    """
    levels = st.none() if steps.most_levels is None else rungs(max_value=steps.most_levels)
    within = st.none() if steps.most_steps is None else rungs(max_value=steps.most_steps)
    gives = [CreditGives.YEARS, CreditGives.POSITION]
    gives += [CreditGives.LEVELS] if steps.most_levels is not None else []
    gives += [CreditGives.STEPS] if steps.most_steps is not None else []
    credit = _credit(ids(), steps.names, gives, steps.keys)
    return PayLadder(
        positions=tuple(
            Position(key=key, label=draw(_LABELS), levels=draw(levels), steps=draw(within))
            for key in draw(st.permutations(steps.keys))
        ),
        offices=tuple((office, draw(st.sampled_from(steps.keys))) for office in steps.offices),
        credits=tuple(
            draw(st.lists(credit, max_size=_MOST_CREDITS, unique_by=lambda each: each.key))
        ),
        effective=draw(_EFFECTIVE),
        concurrent=draw(st.sampled_from(Concurrent)),
    )
