"""
Strategies for what stands in the books of a bank: always taken from a year that was drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from partygrid._neighbourhood.year import NeighbourhoodYear
from partygrid.dated import Month
from partygrid.errors import ValueNotAllowedError
from partygrid.points import (
    Account,
    Allocated,
    AppraisalRules,
    Bank,
    BankEvent,
    Books,
    Clip,
    Closed,
    ClosedMonth,
    Decision,
    Delivered,
    Delivering,
    Enrolled,
    Levels,
    Lot,
    Move,
    Order,
    Part,
    Pending,
    Refused,
    Registered,
    Reversed,
    Settled,
    Settling,
    Shelf,
    StoreRules,
    Submitted,
    TakenBack,
    TariffRules,
    Turn,
)
from partygrid.strategies._arguments import checked
from partygrid.strategies._stores import appraisal_schemes, store_schemes
from partygrid.strategies._tariffs import tariffs
from partygrid.strategies._words import ids
from partygrid.strategies._years import neighbourhood_year, neighbourhood_years

Find = Callable[[NeighbourhoodYear], Iterable[Any]]

EVENTS: Final = (Enrolled, Submitted, Closed, Reversed, Delivered, Allocated, Settled)
_FEW_MONTHS: Final = 3
_DAY: Final = Month(2025, 1).first_day
# In the year of this seed everything happens that can.
_FULL: Final = 110


@cache
def _full_year() -> NeighbourhoodYear:
    return neighbourhood_year(_FULL)


def found_in(
    find: Find, years: st.SearchStrategy[NeighbourhoodYear] | None = None
) -> st.SearchStrategy[Any]:
    """
    Generate things that are found in years; where one has none, those of a full year.

    Args:
        find: Where in a year they stand.
        years: The years; None: any short ones.
    """

    def of(year: NeighbourhoodYear) -> st.SearchStrategy[Any]:
        return st.sampled_from(tuple(find(year)) or tuple(find(_full_year())))

    short = neighbourhood_years(max_months=_FEW_MONTHS) if years is None else years
    return short.flatmap(of)


def banks() -> st.SearchStrategy[Bank]:
    """
    Generate banks: those that the years of neighbourhoods lead to.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=200, phases=[Phase.generate])
    >>> len(find(banks(), lambda bank: len(bank.months) == 1, settings=quickly).months)
    1
    """
    return neighbourhood_years(max_months=_FEW_MONTHS).map(lambda year: year.bank)


def _values(levels: Levels[Any]) -> list[Any]:
    return [value for _, value in sorted(levels.items())]


def _accounts(year: NeighbourhoodYear) -> list[Account]:
    return _values(year.bank.books.accounts)


def _orders(year: NeighbourhoodYear) -> list[Order]:
    # As they were decided, and as they stand at the end: few are held until then.
    decided = [order for each in _decisions(year) for order in (*each.granted, *each.refused)]
    return [*decided, *_values(year.bank.books.orders)]


def _registered(year: NeighbourhoodYear) -> list[Registered]:
    return [month.at(row) for month in year.bank.months for row in range(len(month))]


def _parts(year: NeighbourhoodYear) -> list[Part]:
    return [part for order in _orders(year) for part in (*order.held, *order.spent)]


def _pending(year: NeighbourhoodYear) -> list[Pending]:
    # At the end of a year little waits; while it goes on, much does.
    bank, found = year.opened, []
    for event in year.events:
        bank = bank.replay((event,))
        found += _values(bank.books.pending)
    return found


def _decisions(year: NeighbourhoodYear) -> list[Decision]:
    bank, found = year.opened, []
    for command in year.commands:
        found.append(command.decide(bank))
        bank = found[-1].bank
    return found


FOUND: Final[dict[Any, Find]] = {
    Account: _accounts,
    Books: lambda year: (year.bank.books,),
    Clip: lambda year: [each.clip for each in _registered(year) if each.clip is not None],
    ClosedMonth: lambda year: year.bank.months,
    Decision: _decisions,
    Delivering: lambda year: _values(year.bank.books.deliveries),
    Lot: lambda year: [lot for account in _accounts(year) for lot in account.lots],
    Move: lambda year: [move for account in _accounts(year) for move in account.moves],
    Order: _orders,
    Part: _parts,
    Pending: _pending,
    Refused: lambda year: [each.refusal for each in _orders(year) if each.refusal is not None],
    Registered: _registered,
    Settling: lambda year: _values(year.bank.books.settlements),
    Shelf: lambda year: _values(year.bank.books.shelves),
    TakenBack: lambda year: _values(year.bank.books.taken_back),
    Turn: lambda year: [each.turn for each in _orders(year)],
}
"""
Where in a year what stands.
"""


@checked
def bank_events(*, kinds: Iterable[type[BankEvent]] = EVENTS) -> st.SearchStrategy[BankEvent]:
    """
    Generate what happened to banks.

    Args:
        kinds: The kinds of event.

    Raises:
        ValueNotAllowedError: There is no kind, or one is none.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=200, phases=[Phase.generate])
    >>> type(find(bank_events(kinds=[Closed]), lambda event: True, settings=quickly)).__name__
    'Closed'
    """
    chosen = tuple(kinds)
    if not chosen or not set(EVENTS).issuperset(chosen):
        allowed = f"one or more of {', '.join(kind.__name__ for kind in EVENTS)}"
        raise ValueNotAllowedError(field="kinds", value=chosen, allowed=allowed)
    return found_in(lambda year: [each for each in year.events if type(each) in chosen])


def levels(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Levels[Any]]:
    """
    Generate mappings that grow.
    """
    return st.dictionaries(ids(), values.filter(lambda value: value is not None), max_size=5).map(
        Levels.of
    )


def tariff_rules() -> st.SearchStrategy[TariffRules]:
    """
    Generate values of a tariff that are in force together.
    """
    return tariffs().map(lambda tariff: tariff.rules_on(_DAY))


def store_rules() -> st.SearchStrategy[StoreRules]:
    """
    Generate values of a store that are in force together.
    """
    return store_schemes().map(lambda store: store.rules_on(_DAY))


def appraisal_rules() -> st.SearchStrategy[AppraisalRules]:
    """
    Generate values of an appraisal that are in force together.
    """
    return appraisal_schemes().map(lambda appraisal: appraisal.rules_on(_DAY))
