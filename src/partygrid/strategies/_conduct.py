"""
Strategies for how service went.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from partygrid.people import Break, Probation, WorkedDays, YearlyResult
from partygrid.strategies._arguments import checked
from partygrid.strategies._kinds import (
    EARLY,
    LATE,
    break_kind,
    probation_kind,
    result_kind,
    worked_kind,
)


@checked
def yearly_results(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    grades: Iterable[str] | None = None,
    allow_not_stated: bool = True,
) -> st.SearchStrategy[YearlyResult]:
    """
    Generate results of yearly assessments, some of them without a grade.

    Args:
        min_value: The first day of all; it lies in the first year assessed, and nothing is
            recorded before.
        max_value: The last day of all; it lies in the last year assessed.
        grades: The grades; None: any name.
        allow_not_stated: Whether some results are not stated on file.

    Raises:
        WrongTypeError: A bound is not a civil date, a name is not text, or a flag no bool.
        ValueNotAllowedError: The bounds are in the wrong order, the last lies after 9998, there
            is no name, or one is no id or what a `NoResult` is written as.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = yearly_results(grades=["good"])
    >>> find(found, lambda fact: isinstance(fact.result, str), settings=quickly).result
    'good'
    """
    kind = result_kind(grades, not_stated=allow_not_stated)
    return kind.anywhere(min_value, max_value)


@checked
def breaks(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    reasons: Iterable[str] | None = None,
) -> st.SearchStrategy[Break]:
    """
    Generate interruptions of service.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.
        reasons: The reasons; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> chosen = breaks(reasons=["unpaid_leave"])
    >>> find(chosen, lambda fact: True, settings=quickly).reason
    'unpaid_leave'
    """
    return break_kind(reasons).anywhere(min_value, max_value)


@checked
def probations(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    entrants: Iterable[str] | None = None,
) -> st.SearchStrategy[Probation]:
    """
    Generate periods of probation.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.
        entrants: The kinds of entrant; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> chosen = probations(entrants=["new"])
    >>> find(chosen, lambda fact: True, settings=quickly).entry
    'new'
    """
    return probation_kind(entrants).anywhere(min_value, max_value)


def worked_days(
    *, min_value: date = EARLY, max_value: date = LATE
) -> st.SearchStrategy[WorkedDays]:
    """
    Generate counts of days worked, each within one month.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.

    Raises:
        WrongTypeError: A bound is not a civil date.
        ValueNotAllowedError: The bounds are in the wrong order, or no day comes after the last.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(worked_days(), lambda fact: fact.absent == 3, settings=quickly).absent
    3
    """
    return worked_kind().anywhere(min_value, max_value)
