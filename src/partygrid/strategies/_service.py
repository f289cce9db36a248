"""
Strategies for rules of how service is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from hypothesis import strategies as st

from partygrid.dated import Effective
from partygrid.people import (
    EarlyGain,
    EarlyRule,
    NoResult,
    PartYears,
    ResultRule,
    ServiceCount,
    ServiceRule,
    Unassessed,
)
from partygrid.strategies._arguments import checked
from partygrid.strategies._days import check_window, days
from partygrid.strategies._kinds import EARLY, LATE, checked_names, names
from partygrid.strategies._words import ids

_MOST_GRADES: Final = 4
_MOST_REASONS: Final = 3
_MOST_RUN: Final = 80
_NO_RESULTS: Final = tuple(each.value for each in NoResult)

_BOOLS: Final = st.booleans()
_GRADES: Final = st.lists(
    ids().filter(lambda name: name not in _NO_RESULTS),
    min_size=1,
    max_size=_MOST_GRADES,
    unique=True,
)
# Runs of two or three years are what rules speak of.
_COUNTS: Final = st.sampled_from((2, 3)) | st.integers(1, _MOST_RUN)


@checked
def result_rules(*, grades: Iterable[str] | None = None) -> st.SearchStrategy[ResultRule]:
    """
    Generate rules of which years count by their results.

    Args:
        grades: The grades that the rule knows, in this order; None: any names.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id or what a `NoResult` is written
            as.

    >>> from hypothesis import find
    >>> find(
    ...     result_rules(grades=["good", "bad"]), lambda rule: rule.counts("bad", field="")
    ... ).grades
    (('good', False), ('bad', True))
    """
    if grades is None:
        known: st.SearchStrategy[list[str]] = _GRADES
    else:
        given = checked_names("grades", grades, besides=_NO_RESULTS)
        known = st.just(list(dict.fromkeys(given)))
    return st.builds(
        ResultRule,
        grades=known.flatmap(_each_with_bool),
        no_grade_counts=_BOOLS,
        unassessed=st.sampled_from(Unassessed),
    )


def _each_with_bool(grades: list[str]) -> st.SearchStrategy[tuple[tuple[str, bool], ...]]:
    return st.tuples(*(st.tuples(st.just(grade), _BOOLS) for grade in grades))


@checked
def early_rules(*, grades: Iterable[str] | None = None) -> st.SearchStrategy[EarlyRule]:
    """
    Generate rules of what good years in a row bring.

    Args:
        grades: The grades that a run may be made of; None: any names.

    Raises:
        WrongTypeError: A name is not text.
        ValueNotAllowedError: There is no name, or one is no id or what a `NoResult` is written
            as.

    >>> from hypothesis import find
    >>> find(early_rules(grades=["good"]), lambda rule: rule.run == 3).grade
    'good'
    """
    return st.builds(
        EarlyRule,
        grade=names("grades", grades, besides=_NO_RESULTS),
        run=_COUNTS,
        overlapping=_BOOLS,
        no_grade_breaks=_BOOLS,
        most=st.none() | st.just(0) | _COUNTS,
        gives=st.sampled_from(EarlyGain),
        amount=_COUNTS | st.just(1),
    )


@checked
def service_rules(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    grades: Iterable[str] | None = None,
    reasons: Iterable[str] | None = None,
    allow_results: bool = True,
) -> st.SearchStrategy[ServiceRule]:
    """
    Generate rules of how service is counted.

    Args:
        min_value: The first day from which service may begin to count.
        max_value: The last such day.
        grades: The grades of the yearly results; None: any names.
        reasons: The reasons of breaks; None: any names.
        allow_results: Whether results may play a part, and good years bring early steps.

    Raises:
        WrongTypeError: A bound is not a civil date, a name is not text, or a flag no bool.
        ValueNotAllowedError: The bounds are in the wrong order, there is no name, or one is no
            id or what a `NoResult` is written as.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(service_rules(), lambda rule: rule.early, settings=quickly).results is None
    False
    """
    check_window(min_value, max_value)
    some = st.lists(names("reasons", reasons), max_size=_MOST_REASONS, unique=True)
    results = result_rules(grades=grades)
    return _service_rules(
        st.none() | some.map(tuple),
        st.none() | days(min_value=min_value, max_value=max_value),
        st.none() | results if allow_results else st.none(),
    )


@st.composite
def _service_rules(
    draw: st.DrawFn,
    breaks: st.SearchStrategy[tuple[str, ...] | None],
    since: st.SearchStrategy[date | None],
    results: st.SearchStrategy[ResultRule | None],
) -> ServiceRule:
    by_result = draw(results)
    early = None
    if by_result is not None and draw(_BOOLS):
        early = draw(early_rules(grades=[grade for grade, _ in by_result.grades]))
    return ServiceRule(
        count=draw(st.sampled_from(ServiceCount)),
        part_years=draw(st.sampled_from(PartYears)),
        effective=draw(st.sampled_from(Effective)),
        breaks=draw(breaks),
        since=draw(since),
        results=by_result,
        early=early,
    )
