"""
Strategies for limits, conventions and cadences.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from hypothesis import strategies as st

from partygrid.errors import PartyGridError, ValueNotAllowedError, WrongTypeError
from partygrid.strategies._arguments import checked
from partygrid.strategies._words import ids, labels, sources
from partygrid.worktime import (
    Cadence,
    Convention,
    EndRule,
    Limit,
    LimitUnit,
    PeriodDay,
    RestRule,
    Rhythm,
    RollRule,
    StartRule,
)
from partygrid.worktime._limit_rules import check_conventions

_MOST_AMOUNT: Final = 60


def _fitting(unit: LimitUnit) -> tuple[tuple[StartRule, RollRule, EndRule], ...]:
    """
    List all rules that fit a unit.
    """
    found = []
    for start in StartRule:
        for roll in RollRule:
            for end in EndRule:
                try:
                    check_conventions(unit, start, roll, end)
                except PartyGridError:
                    continue
                found.append((start, roll, end))
    return tuple(found)


_FITTING: Final = {unit: _fitting(unit) for unit in LimitUnit}


@checked
def limits(
    *, units: Iterable[LimitUnit] = tuple(LimitUnit), max_amount: int = _MOST_AMOUNT
) -> st.SearchStrategy[Limit]:
    """
    Generate limits in every unit, under all conventions that fit.

    Args:
        units: The units.
        max_amount: The largest amount.

    Raises:
        WrongTypeError: A unit is none, or the amount is not an int.
        ValueNotAllowedError: There is no unit, or the amount lies outside 1 to 100.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(limits(units=[LimitUnit.MONTH]), bool, settings=quickly).unit.value
    'month'
    """
    chosen = tuple(units)
    for unit in chosen:
        if type(unit) is not LimitUnit:
            raise WrongTypeError(field="units", value=unit, allowed="LimitUnits")
    if type(max_amount) is not int:
        raise WrongTypeError(field="max_amount", value=max_amount, allowed="an int")
    if not chosen or not 1 <= max_amount <= 100:  # noqa: PLR2004 - no limit in years is longer
        raise ValueNotAllowedError(
            field="limits",
            value=f"{len(chosen)} units, max_amount {max_amount}",
            allowed="one unit or more, and amounts from 1 up to 100",
        )
    return st.sampled_from(chosen).flatmap(lambda unit: _limit(unit, max_amount))


def _limit(unit: LimitUnit, most: int) -> st.SearchStrategy[Limit]:
    return st.builds(
        _limit_of,
        st.integers(1, most),
        st.just(unit),
        st.sampled_from(_FITTING[unit]),
        st.none() | sources(),
    )


def _limit_of(
    amount: int, unit: LimitUnit, rules: tuple[StartRule, RollRule, EndRule], source: Any
) -> Limit:
    start, roll, end = rules
    return Limit(amount=amount, unit=unit, start=start, roll=roll, end=end, source=source)


def conventions() -> st.SearchStrategy[Convention]:
    """
    Generate ways of counting, each with every unit that it fits or with one of them.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> len(find(conventions(), lambda one: len(one.units) == 1, settings=quickly).units)
    1
    """
    every = sorted({rules for found in _FITTING.values() for rules in found}, key=str)
    return st.sampled_from(every).flatmap(_convention)


def _convention(rules: tuple[StartRule, RollRule, EndRule]) -> st.SearchStrategy[Convention]:
    units = [unit for unit, found in _FITTING.items() if rules in found]
    start, roll, end = rules
    return st.builds(
        Convention,
        key=ids(),
        label=labels(),
        units=st.lists(st.sampled_from(units), min_size=1, unique=True).map(tuple),
        start=st.just(start),
        roll=st.just(roll),
        end=st.just(end),
        source=sources(),
    )


def period_days(*, every: Rhythm | None = None) -> st.SearchStrategy[PeriodDay]:
    """
    Generate days of a period, from its start and from its end.

    Args:
        every: The period; None: that of a year.

    Raises:
        WrongTypeError: It is no Rhythm.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(period_days(every=Rhythm.WEEK), lambda day: day.day > 4, settings=quickly).month
    1
    """
    if every is not None and type(every) is not Rhythm:
        raise WrongTypeError(field="every", value=every, allowed="a Rhythm, or None")
    if every is Rhythm.WEEK:
        return st.builds(PeriodDay, st.integers(1, 7))
    most = (every or Rhythm.YEAR).kind.months
    return st.builds(PeriodDay, _either_end(31), _either_end(most))


def _either_end(most: int) -> st.SearchStrategy[int]:
    return st.integers(1, most) | st.integers(-most, -1)


def cadences() -> st.SearchStrategy[Cadence]:
    """
    Generate what recurs: on named days, or so many times within a window.

    A window drawn begins no later than it ends, in every period.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(cadences(), lambda cadence: cadence.times == 2, settings=quickly).on
    ()
    """
    return st.sampled_from(Rhythm).flatmap(_cadence)


def _cadence(every: Rhythm) -> st.SearchStrategy[Cadence]:
    days = period_days(every=every)
    rest = st.sampled_from(RestRule)
    named = st.builds(
        Cadence,
        every=st.just(every),
        on=st.lists(days, min_size=1, max_size=3, unique=True).map(tuple),
        rest=rest,
    )
    counted = st.builds(
        Cadence,
        every=st.just(every),
        times=st.integers(1, 4),
        window=st.none() | st.just(_last_days(every)),
        rest=rest,
    )
    return named | counted


def _last_days(every: Rhythm) -> tuple[PeriodDay, PeriodDay]:
    if every is Rhythm.WEEK:
        return PeriodDay(4), PeriodDay(5)
    return PeriodDay(-10, -1), PeriodDay(-1, -1)
