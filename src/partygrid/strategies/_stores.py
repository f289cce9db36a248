"""
Strategies for complete stores and appraisals; and both by any choices, for neighbourhoods.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from hypothesis import strategies as st

from partygrid._neighbourhood.choices import Choices, among, rarely, some
from partygrid.dated import SchemeKey
from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.points import (
    AppraisalScheme,
    Criterion,
    Gift,
    Honour,
    StoreScheme,
    TieRule,
    TopUp,
)
from partygrid.strategies._arguments import checked
from partygrid.strategies._choices import Drawn
from partygrid.strategies._kinds import EARLY, LATE, checked_names
from partygrid.strategies._tariffs import KINDS, Span, changing, span_of, steady
from partygrid.worktime import (
    Cadence,
    EndRule,
    Limit,
    LimitUnit,
    PeriodDay,
    RestRule,
    Rhythm,
    RollRule,
    StartRule,
)

_KINDS: Final = tuple(kind.key for kind in KINDS)
_GIFTS: Final = (
    ("tissues", Label("抽纸", "tissues")),
    ("rice", Label("大米", "rice")),
    ("haircut", Label("理发", "haircut")),
)
_LAST_DAYS: Final = (PeriodDay(20, month=3), PeriodDay(-1, month=3))
_WINDOWS: Final = (
    Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP),
    Cadence(every=Rhythm.QUARTER, times=1, window=_LAST_DAYS, rest=RestRule.KEEP),
    Cadence(every=Rhythm.MONTH, times=1, rest=RestRule.KEEP),
    Cadence(every=Rhythm.MONTH, on=(PeriodDay(15),), rest=RestRule.KEEP),
    Cadence(every=Rhythm.WEEK, times=1, rest=RestRule.KEEP),
)
_TOP_UPS: Final = (None, TopUp(Fen(50), Fraction(1, 2)), TopUp(Fen(100), Fraction(1)))


def store_of(choices: Choices, kinds: Sequence[str], span: Span) -> StoreScheme:
    """
    Choose a store that stays on its days, with small prices.
    """
    rows = some(choices, _GIFTS, least=1)
    values: dict[str, Callable[[], Any]] = {
        "windows": lambda: among(choices, *_WINDOWS),
        "catalogue": lambda: tuple(_gift(choices, row, kinds) for row in rows),
        "priority": lambda: _priority(choices),
        "least": lambda: among(choices, 0, 0, 0, 3),
        "hold_days": lambda: among(choices, 7, 1, 40, None),
    }
    return StoreScheme(
        key=SchemeKey("neighbourhood", "store", "1"),
        **{name: changing(choices, name, value, span) for name, value in values.items()},
    )


def _gift(choices: Choices, row: tuple[str, Label], kinds: Sequence[str]) -> Gift:
    key, label = row
    return Gift(
        key=key,
        label=label,
        points=among(choices, 2, 1, 3, 5, 10),
        limit=among(choices, None, None, 2, 1),
        kinds=some(choices, kinds) if rarely(choices, 4) else (),
        top_up=among(choices, *_TOP_UPS),
        stocked=not rarely(choices, 4),
    )


def _priority(choices: Choices) -> tuple[Criterion, ...]:
    """
    Choose some criteria, in any order.
    """
    left = list(some(choices, tuple(Criterion)))
    return tuple(left.pop(choices.upto(len(left) - 1)) for _ in range(len(left)))


def appraisal_of(choices: Choices, kinds: Sequence[str], span: Span) -> AppraisalScheme:
    """
    Choose an appraisal.
    """
    ranked = some(choices, kinds, least=1)
    values: dict[str, Callable[[], Any]] = {
        "ties": lambda: among(choices, *TieRule),
        "honours": lambda: tuple(
            _honour(choices, number, ranked) for number in range(choices.upto(3))
        ),
        "posting": lambda: _POSTINGS[choices.upto(1)],
    }
    return AppraisalScheme(
        key=SchemeKey("neighbourhood", "appraisal", "1"),
        kinds=steady("kinds", ranked, span),
        **{name: changing(choices, name, value, span) for name, value in values.items()},
    )


def _posting(days: int) -> Limit:
    return Limit(
        amount=days,
        unit=LimitUnit.WORKING_DAY,
        start=StartRule.AFTER_STARTING_DAY,
        roll=RollRule.NONE,
        end=EndRule.END_OF_DAY,
    )


_POSTINGS: Final = (_posting(5), _posting(1))


# An honour for so many places asks for as many points.
_ASKS_FOR_POINTS: Final = 2


def _honour(choices: Choices, number: int, kinds: Sequence[str]) -> Honour:
    by = among(choices, "best", "points")
    count: dict[str, Any] = {by: 1 + choices.upto(4 if by == "best" else 30)}
    if count.get("best") == _ASKS_FOR_POINTS:
        # No choice of its own: what other choices lead to stays as it was.
        count["points"] = _ASKS_FOR_POINTS
    return Honour(
        key=f"honour-{number + 1}",
        label=Label(f"荣誉{number + 1}", f"honour {number + 1}"),
        kind=among(choices, *kinds),
        **count,
    )


@checked
def store_schemes(
    *, kinds: Sequence[str] = _KINDS, min_value: date = EARLY, max_value: date = LATE
) -> st.SearchStrategy[StoreScheme]:
    """
    Generate complete stores: on no day from the first on is anything missing or open.

    Values may change twice, even of days past; gifts keep their names. Windows stay on their days,
    so that no calendar is needed.

    Args:
        kinds: The kinds of holder that gifts may be for.
        min_value: The first day of all; the store can be read as known on that day or later.
        max_value: The last day on which anything starts or becomes known.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, or there is no name.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None)
    ... @given(store_schemes())
    ... def test_complete(store):
    ...     assert () == store.gaps()

    >>> test_complete()
    """
    chosen, span = checked_names("kinds", kinds), span_of(min_value, max_value)
    return st.composite(lambda draw: store_of(Drawn(draw), chosen, span))()


@checked
def appraisal_schemes(
    *, kinds: Sequence[str] = _KINDS, min_value: date = EARLY, max_value: date = LATE
) -> st.SearchStrategy[AppraisalScheme]:
    """
    Generate complete appraisals: on no day from the first on is anything missing or open.

    Args:
        kinds: The kinds of holder that may be ranked.
        min_value: The first day of all; the scheme can be read as known on that day or later.
        max_value: The last day on which anything starts or becomes known.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, or there is no name.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None)
    ... @given(appraisal_schemes(kinds=["family"]))
    ... def test_complete(appraisal):
    ...     assert () == appraisal.gaps()

    >>> test_complete()
    """
    chosen, span = checked_names("kinds", kinds), span_of(min_value, max_value)
    return st.composite(lambda draw: appraisal_of(Drawn(draw), chosen, span))()
