"""
Holds come to their end, and points go back to where they were held.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._books import Books, Shelf
from partygrid.points._holds import ended
from partygrid.points._levels import Levels
from partygrid.points._lot import common, joined, size, without
from partygrid.points._order import Order, OrderState, Part

_new = tuple.__new__
# One stretch, its start and its end.
_ONE: Final = 2
_ONE_DAY = timedelta(days=1)
_new = tuple.__new__


def held_parts(books: Books, account: Account) -> list[Part]:
    """
    List the points of an account that are held.
    """
    return [
        part
        for request in account.orders
        if (order := books.orders.get(request)) is not None
        for part in order.held
    ]


def held_points(books: Books, account: Account) -> int:
    """
    Count the points of an account that are held.
    """
    return sum(size(part.points) for part in held_parts(books, account))


def lapsed(books: Books, on: date, version: int) -> Books:
    """
    Release what was held until a day before this one.

    Args:
        books: The books.
        on: The day.
        version: The version of the bank that comes next.
    """
    if not books.held or books.held[0][0] >= on:
        return books
    over, held = ended(books.held, on)
    for until, request in over:
        order = books.orders.get(request)
        assert order is not None  # noqa: S101 - what is held was decided
        books = released(books, order, OrderState.LAPSED, request, until + _ONE_DAY, version)
    return books._replace(held=held)


def released(
    books: Books, order: Order, state: OrderState, ref: str, on: date, version: int
) -> Books:
    """
    Release what an order holds: its points and its gifts; the list of holds is left alone.

    Args:
        books: The books.
        order: The order.
        state: Where it stands then, if none of it was redeemed.
        ref: The id of what released it.
        on: The day.
        version: The version of the bank that this leads to.
    """
    request = order.request
    account = books.accounts.get(request.holder)
    assert account is not None  # noqa: S101 - who holds points has an account
    account = given_back(account, order.held, MoveKind.RELEASED, ref, on, version)
    after = order._replace(
        state=state if not order.posted else OrderState.REDEEMED, held=(), items=0
    )
    return books._replace(
        accounts=books.accounts.put(request.holder, account),
        orders=books.orders.put(request.id, after),
        shelves=shelved(books.shelves, order, order.items),
    )


def shelved(shelves: Levels[Shelf], order: Order, items: int) -> Levels[Shelf]:
    """
    Put gifts of an order back on the shelf that it took them from, if it took them from one.
    """
    gift = order.request.gift
    shelf = None if order.turn.stock is None else shelves.get(gift)
    if shelf is None:
        return shelves
    return shelves.put(gift, Shelf(shelf.delivered, shelf.left + items))


def given_back(
    account: Account,
    parts: Iterable[Part],
    kind: MoveKind,
    ref: str,
    on: date,
    version: int,
) -> Account:
    """
    Give points back to their own lots, with the last day that these have.

    What a wrong slip had earned is taken back at once and never free again.

    Args:
        account: The account.
        parts: The points.
        kind: How they come back: released from a hold, or given back by a store.
        ref: The id of what gave them back.
        on: The day.
        version: The version of the bank that this leads to.
    """
    lots = list(account.lots)
    moves: list[Move] = []
    for number, points in parts:
        lot = lots[number]
        moves += moves_of(version, on, kind, ref, number, points)
        wrong = common(points, lot.wrong)
        moves += moves_of(version, on, MoveKind.TAKEN_BACK, ref, number, wrong)
        lots[number] = lot._replace(free=joined(lot.free, without(points, wrong)))
    return account.with_lots(tuple(lots), tuple(moves), on)


def moves_of(
    version: int, on: date, kind: MoveKind, ref: str, lot: int, points: tuple[int, ...]
) -> list[Move]:
    """
    Give the moves of some stretches of one lot.
    """
    if len(points) == _ONE:
        # Mostly there is but one stretch.
        return [_new(Move, (version, on, kind, ref, lot, *points))]
    ends = iter(points)
    return [
        _new(Move, (version, on, kind, ref, lot, start, end))
        for start, end in zip(ends, ends, strict=True)
    ]
