"""
Strategies for what is read of a bank: always worked out from a year that was drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from hypothesis import strategies as st

from partygrid._neighbourhood.choices import Seeded
from partygrid._neighbourhood.year import NeighbourhoodYear
from partygrid.dated import Interval, Month, Quarter, Series, Year
from partygrid.labels import Label
from partygrid.points import (
    ActivityChange,
    Appraisal,
    Balance,
    Balances,
    Became,
    CapUse,
    Comparison,
    HolderChange,
    LeftOut,
    Line,
    LotState,
    NextExpiry,
    OpeningReading,
    Place,
    RequestChange,
    SlipReading,
    Statement,
    appraise,
    balances,
    follow,
    follow_opening,
    statement,
    what_if,
)
from partygrid.strategies._bank_answers import Find, found_in
from partygrid.strategies._tariffs import SOURCE, Span, tariff_of
from partygrid.strategies._years import neighbourhood_years
from partygrid.worktime import (
    FIVE_DAYS,
    CalendarLayer,
    LayerLevel,
    WorkCalendar,
    WorkWeek,
)

_LAST_OF_YEAR: Final = Month(2025, 12)
_YEAR: Final = Year(2025)
_START: Final = Month(2020, 1).first_day
_LATER: Final = tuple(map(timedelta, (0, 1, 40, 400)))
# No holidays: how long something is posted is not what these are about.
_CALENDAR: Final = WorkCalendar(
    span=Interval(_START, Month(2030, 1).first_day),
    layers=(
        CalendarLayer(
            level=LayerLevel.NATION,
            label=Label("五日工作制", "five days a week"),
            announced=False,
            week=Series[WorkWeek]("week").announce(
                FIVE_DAYS, start=_START, known=_START, source=SOURCE
            ),
        ),
    ),
)


def _balances(year: NeighbourhoodYear) -> Iterator[Balances]:
    """
    Give all balances on the last day, some days later, and when a month closed.
    """
    last = year.bank.on or year.month.first_day
    for on in sorted({month.on for month in year.bank.months} | {last + by for by in _LATER}):
        yield balances(year.bank, on=on)


def _each_balance(year: NeighbourhoodYear) -> Iterator[Balance]:
    for found in _balances(year):
        yield from found


def _statements(year: NeighbourhoodYear) -> Iterator[Statement]:
    first = year.month.first_day
    periods = (year.month, Quarter.containing(first), Year.containing(first))
    for holder, _ in sorted(year.bank.books.holders.items()):
        yield from (statement(year.bank, holder, period) for period in periods)


def _slips(year: NeighbourhoodYear) -> Iterator[SlipReading]:
    """
    Follow every slip, as it stands in the end.
    """
    bank = year.bank
    books = bank.books
    known = (books.pending, books.registered, books.taken_back)
    ids = {id_ for each in known for id_, _ in each.items()}
    if bank.on is not None:
        yield from (follow(bank, id_, on=bank.on) for id_ in sorted(ids))


def _openings(year: NeighbourhoodYear) -> Iterator[OpeningReading]:
    """
    Follow every opening balance, as it stands in the end.
    """
    bank, on = year.bank, year.bank.on or year.month.first_day
    opened = [
        id_
        for id_, account in bank.books.accounts.items()
        if account.lots and account.lots[0].month < 0
    ]
    return (follow_opening(bank, id_, on=on) for id_ in sorted(opened))


def _comparisons(year: NeighbourhoodYear) -> Iterator[Comparison]:
    """
    Compare with a tariff of some seed.
    """
    other = tariff_of(Seeded(len(year.events)), Span(_START, _START, _START))
    yield what_if(year.opened, year.events, tariff=other)


def _appraisals(year: NeighbourhoodYear) -> Iterator[Appraisal]:
    """
    Appraise the year among all whose kinds are ranked.
    """
    bank, scheme = year.bank, year.appraisal
    ranked = scheme.rules_on(_YEAR.last_day).kinds
    entered = sorted(id_ for id_, each in bank.books.holders.items() if each.kind in ranked)
    if bank.on is not None:
        yield appraise(bank, _YEAR, scheme, entered=entered, on=bank.on, calendar=_CALENDAR)


def _places(year: NeighbourhoodYear) -> Iterator[Place]:
    for appraisal in _appraisals(year):
        for id_, each in sorted(year.bank.books.holders.items()):
            if each.kind in appraisal.rules.kinds:
                yield appraisal.place(id_)


READ: Final[dict[Any, Find]] = {
    ActivityChange: lambda year: [each for one in _comparisons(year) for each in one.activities],
    Balance: _each_balance,
    Balances: _balances,
    Became: lambda year: [each for one in _slips(year) for each in one.became],
    CapUse: lambda year: [each for one in _slips(year) for each in one.uses],
    Comparison: _comparisons,
    HolderChange: lambda year: [each for one in _comparisons(year) for each in one.holders],
    LeftOut: lambda year: [each for one in _comparisons(year) for each in one.left_out],
    Line: lambda year: [each for one in _statements(year) for each in one.lines],
    LotState: lambda year: [each for one in _each_balance(year) for each in one.lots],
    NextExpiry: lambda year: [
        each.next_expiry for each in _each_balance(year) if each.next_expiry is not None
    ],
    OpeningReading: _openings,
    RequestChange: lambda year: [each for one in _comparisons(year) for each in one.requests],
    SlipReading: _slips,
    Statement: _statements,
}
"""
What is read of a bank at the end of a year.
"""

APPRAISED: Final[dict[Any, Find]] = {Appraisal: _appraisals, Place: _places}
"""
What is appraised at the end of 2025.
"""


def appraised_in(find: Find) -> st.SearchStrategy[Any]:
    """
    Generate what is appraised: the end of a year, and in full years all of it.
    """
    return found_in(find, neighbourhood_years(month=_LAST_OF_YEAR, max_months=1))
