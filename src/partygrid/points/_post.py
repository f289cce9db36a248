"""
A hold is posted: what it holds, or part of it, is redeemed.
"""

from __future__ import annotations

from typing import Final

from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError
from partygrid.points._account import Move, MoveKind
from partygrid.points._books import Books, Settling
from partygrid.points._holds import without_hold
from partygrid.points._lapse import moves_of
from partygrid.points._lot import first, joined, size
from partygrid.points._order import Order, OrderState, Part
from partygrid.points._request import Settlement

_HELD: Final = OrderState.HELD
_REDEEMED: Final = OrderState.REDEEMED


def posted(books: Books, order: Order, note: Settling) -> Books:
    """
    Redeem what an order holds, or part of it.
    """
    settlement, on, version = note
    items = _items(order, settlement)
    held, spent, moves = list(order.held), list(order.spent), list[Move]()
    left = order.points * items // order.request.quantity
    while left:
        number, points = held.pop(0)
        now, rest = first(points, min(left, size(points)))
        left -= size(now)
        if rest:
            held.insert(0, Part(number, rest))
        if spent and spent[-1].lot == number:
            # The lot that the posting before this one ended in.
            spent[-1] = Part(number, joined(spent[-1].points, now))
        else:
            spent.append(Part(number, now))
        moves += moves_of(version, on, MoveKind.POSTED, settlement.id, number, now)
    all_ = items == order.items
    after = order._replace(
        state=_REDEEMED if all_ else _HELD,
        held=tuple(held),
        spent=tuple(spent),
        items=order.items - items,
        posted=order.posted + items,
    )
    account = books.accounts.get(order.request.holder)
    assert account is not None  # noqa: S101 - who holds points has an account
    account = account._replace(moves=(*account.moves, *moves))
    books = books._replace(
        accounts=books.accounts.put(account.holder, account),
        orders=books.orders.put(order.request.id, after),
    )
    return off_hold(books, order) if all_ else books


def _items(order: Order, settlement: Settlement) -> int:
    """
    Say how many items are posted.
    """
    items, field = settlement.quantity, f"settlement {settlement.id}: quantity"
    if items is None or items == order.items:
        return order.items
    if items > order.items:
        raise ValueNotAllowedError(
            field=field, value=items, allowed=f"1 to {order.items}: so many are held"
        )
    if order.points * items % order.request.quantity:
        raise UnsuitableRuleError(
            field=field,
            value=items,
            allowed=f"{order.items}: all that are held; {order.points} points and {order.cash} "
            f"fen for {order.request.quantity} items cannot be split",
        )
    return items


def off_hold(books: Books, order: Order) -> Books:
    """
    Take an order off the list of holds.
    """
    assert order.until is not None  # noqa: S101 - it was held
    return books._replace(held=without_hold(books.held, order.until, order.request.id))
