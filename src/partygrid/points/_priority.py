"""
Who comes first: the order in which requests are decided, whatever the order in which they came.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

from partygrid.dated import Period
from partygrid.points._books import Books
from partygrid.points._month import ClosedMonth
from partygrid.points._order import Order
from partygrid.points._request import Request
from partygrid.points._store import Criterion

Place: TypeAlias = tuple[Any, ...]
"""
What requests are sorted by: one item for each criterion, and the id.
"""

_PERIODS_BEFORE: Final = 4
_MONTHS: Final = 12
# Days of rest can move a window that is one day to before its period, and no farther than this.
_MOST_MOVED: Final = 62


def places(
    books: Books, criteria: Iterable[Criterion], period: Period, seed: str
) -> Callable[[Request], Place]:
    """
    Make the function that gives the place of a request among those that are decided together.

    It follows from what the books held before any of them, so that it is the same in whatever
    order they came.

    Args:
        books: The books.
        criteria: What is asked first, and what after it; the id is asked last.
        period: The period.
        seed: The seed of the draw.
    """
    ranks = [_RANKS[each](books, period, seed) for each in criteria]
    return lambda request: (*[rank(request) for rank in ranks], request.id)


def in_turn(requests: Iterable[Request], place: Callable[[Request], Place]) -> list[Request]:
    """
    Put requests in the order in which they are decided.
    """
    return sorted(requests, key=place)


def came_before(places: Sequence[Place], place: Place) -> tuple[int, ...]:
    """
    Count those that came before one, by the criterion that put them there.

    Args:
        places: The places of some that came before it, in order.
        place: The place of the one.
    """
    # Those that share the first items stand together; by the next item, some stand before.
    found = [bisect_left(places, place[:count]) for count in range(1, len(place) + 1)]
    starts = (0, *found[:-1])
    return tuple([end - start for start, end in zip(starts, found, strict=True)])


_Rank: TypeAlias = Callable[[Request], Any]


def _asked(books: Books, period: Period, seed: str) -> _Rank:  # noqa: ARG001 - as the others
    return lambda request: request.asked


def _fewest(books: Books, period: Period, seed: str) -> _Rank:  # noqa: ARG001 - as the others
    start = period.shifted(-_PERIODS_BEFORE).first_day
    counts: dict[str, int] = {}

    def rank(request: Request) -> int:
        holder = request.holder
        if holder not in counts:
            orders = orders_in(books, holder, start, period.end)
            counts[holder] = sum(order.granted for order in orders)
        return counts[holder]

    return rank


def orders_in(books: Books, holder: str, start: date, end: date) -> list[Order]:
    """
    List the orders of a holder that belong to a period between two days, latest first.

    However many there were before, only those of these days are looked at.

    Args:
        books: The books.
        holder: The holder.
        start: The first day.
        end: The day after the last.
    """
    found: list[Order] = []
    account, earliest = books.accounts.get(holder), start.toordinal() - _MOST_MOVED
    for id_ in reversed(account.orders if account is not None else ()):
        order = books.orders.get(id_)
        if order is None or order.on.toordinal() < earliest:
            break
        if start <= order.period.first_day and order.period.end <= end:
            found.append(order)
    return found


def _earned(books: Books, period: Period) -> Callable[[Request], int]:
    months = _months(books, period)
    counts: dict[str, int] = {}

    def earned(request: Request) -> int:
        holder = request.holder
        if holder not in counts:
            counts[holder] = sum(
                month.credited[row] for month in months for row in month.rows.get(holder, ())
            )
        return counts[holder]

    return earned


def _months(books: Books, period: Period) -> tuple[ClosedMonth, ...]:
    """
    Give the closed months in which days of a period lie.
    """
    first = books.first

    def place(day: date) -> int:
        return (day.year - first.year) * _MONTHS + day.month - first.month

    start, end = place(period.first_day), place(period.last_day) + 1
    return books.months[max(0, start) : max(0, end)]


def _most(books: Books, period: Period, seed: str) -> _Rank:  # noqa: ARG001 - as the others
    earned = _earned(books, period)
    return lambda request: -earned(request)


def _least(books: Books, period: Period, seed: str) -> _Rank:  # noqa: ARG001 - as the others
    return _earned(books, period)


def _drawn(books: Books, period: Period, seed: str) -> _Rank:  # noqa: ARG001 - as the others
    return lambda request: hashlib.sha256(f"{seed}\n{request.holder}".encode()).hexdigest()


_RANKS: Final[dict[Criterion, Callable[[Books, Period, str], _Rank]]] = {
    Criterion.EARLIEST_ASKED: _asked,
    Criterion.FEWEST_GIFTS: _fewest,
    Criterion.MOST_EARNED: _most,
    Criterion.LEAST_EARNED: _least,
    Criterion.DRAW: _drawn,
}
