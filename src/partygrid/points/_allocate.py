"""
The allocation: requests are decided one after the other, in an order that is not the host's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, NamedTuple

from partygrid.dated import Period
from partygrid.money import Fen
from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._books import Books, Shelf
from partygrid.points._holds import with_holds
from partygrid.points._lapse import moves_of
from partygrid.points._lot import Lot, first, size
from partygrid.points._order import Order, OrderState, Part, Reason, Refused, Turn
from partygrid.points._priority import Place, came_before, in_turn, orders_in, places
from partygrid.points._request import Request
from partygrid.points._store import Gift, StoreRules

_new = tuple.__new__
_NO_CASH: Final = Fen(0)
_STOCK: Final = Reason.STOCK
_POINTS: Final = Reason.POINTS
_REFUSED: Final = OrderState.REFUSED
_HELD: Final = OrderState.HELD
_REDEEMED: Final = OrderState.REDEEMED
_HOLDS: Final = MoveKind.HELD
_SPENDS: Final = MoveKind.REDEEMED


class Call(NamedTuple):
    """
    Hold under what requests are decided together.

    Args:
        rules: What the store says on the day.
        period: The period whose window it is.
        on: The day.
        version: The version of the bank that the decision leads to.
        until: The last day of holds; None: what is granted is redeemed at once.
        seed: The seed of a draw.
    """

    rules: StoreRules
    period: Period
    on: date
    version: int
    until: date | None
    seed: str


def allocate(books: Books, call: Call, requests: Iterable[Request]) -> tuple[Books, list[Order]]:
    """
    Decide requests; each is granted whole or refused.

    Args:
        books: The books.
        call: Under what they are decided.
        requests: Requests without fault that were not decided before.

    Returns:
        The books after it, and the orders in the order in which they were decided.
    """
    place = places(books, call.rules.priority, call.period, call.seed)
    desk = _Desk(books, call, place)
    orders = [desk.decide(request) for request in in_turn(requests, place)]
    held = books.held
    if call.until is not None:
        granted = [order.request.id for order in orders if order.refusal is None]
        held = with_holds(held, call.until, granted)
    books = books._replace(
        accounts=books.accounts.put_all(desk.accounts),
        orders=books.orders.put_new({order.request.id: order for order in orders}),
        shelves=books.shelves.put_all(desk.shelves),
        held=held,
    )
    return books, orders


class _Desk:
    """
    Hold one allocation while it is under way.
    """

    def __init__(self, books: Books, call: Call, place: Callable[[Request], Place]) -> None:
        self.books, self.call, self._place = books, call, place
        # One after the other, so that little lives at the same time.
        self.accounts: dict[str, Account] = {}
        self.shelves: dict[str, Shelf] = {}
        self._had: dict[str, dict[str, int]] = {}
        self._days: dict[tuple[date | None, ...], tuple[date | None, ...]] = {}
        # The places of those that took from each counted shelf, in order.
        self._served: dict[str, list[Place]] = {}

    def decide(self, request: Request) -> Order:
        """
        Decide one request, whose turn it is.
        """
        call, holder = self.call, request.holder
        gift = call.rules.by_key[request.gift]
        account = self.accounts.get(holder) or self.books.accounts.get(holder) or Account(holder)
        usable, days, points = _usable(account, call.on)
        # Many accounts have lots with the same last days.
        days = self._days.setdefault(days, days)
        had = 0 if gift.limit is None else self._had_by(holder).get(gift.key, 0)
        turn = _new(Turn, (call.rules, days, points, had, self._stock(gift), ()))
        available = sum(points)
        refusal = _refusal(request, gift, turn, available)
        if refusal is None:
            if turn.stock is not None:
                self._served.setdefault(gift.key, []).append(self._place(request))
            return self._grant(request, gift, account, usable, turn)
        if refusal.reason is _STOCK:
            before = came_before(self._served.get(gift.key, ()), self._place(request))
            turn = turn._replace(before=before)
        self.accounts[holder] = account._replace(orders=(*account.orders, request.id))
        nothing = (_REFUSED, 0, _NO_CASH, (), (), 0, 0, None)
        fields = (request, call.period, call.on, call.version, *nothing, refusal, turn)
        return _new(Order, fields)

    def _grant(
        self, request: Request, gift: Gift, account: Account, usable: list[int], turn: Turn
    ) -> Order:
        _, period, on, version, until, _ = self.call
        count, available = request.quantity, sum(turn.points)
        price = points = gift.points * count
        cash = _NO_CASH
        if available < price and gift.top_up is not None:
            points = available
            cash = Fen((price - points) * gift.top_up.fen_a_point)
        kind = _SPENDS if until is None else _HOLDS
        account, parts = taken(account, usable, points, (version, on, kind, request.id))
        self.accounts[request.holder] = account
        if gift.limit is not None:
            self._had[request.holder][gift.key] = turn.had + count
        if turn.stock is not None:
            self.shelves[gift.key] = Shelf(self.shelves[gift.key].delivered, turn.stock - count)
        paid: tuple[object, ...]
        if until is None:
            paid = (_REDEEMED, points, cash, (), parts, 0, count, None)
        else:
            paid = (_HELD, points, cash, parts, (), count, 0, until)
        return _new(Order, (request, period, on, version, *paid, None, turn))

    def _had_by(self, holder: str) -> dict[str, int]:
        """
        Give how many of each gift a holder was granted in the period.
        """
        had = self._had.get(holder)
        if had is None:
            had = self._had[holder] = {}
            period = self.call.period
            for order in orders_in(self.books, holder, period.first_day, period.end):
                gift = order.request.gift
                had[gift] = had.get(gift, 0) + order.granted
        return had

    def _stock(self, gift: Gift) -> int | None:
        """
        Give how many of a gift are left; None if it is not counted.
        """
        if not gift.stocked:
            return None
        shelf = self.shelves.get(gift.key)
        if shelf is None:
            shelf = self.books.shelves.get(gift.key) or Shelf(0, 0)
            self.shelves[gift.key] = shelf
        return shelf.left


def _usable(
    account: Account, on: date
) -> tuple[list[int], tuple[date | None, ...], tuple[int, ...]]:
    """
    Give the lots that can be used, in the order of use, with their last days and their points.
    """
    lots = account.lots
    found: list[int] = []
    days: list[date | None] = []
    points: list[int] = []
    for number in account.live:
        _, _, last, _, free, _, _ = lots[number]
        # Days never go back, so that every lot is open by now.
        if free and (last is None or last >= on):
            found.append(number)
            days.append(last)
            points.append(size(free))
    return found, tuple(days), tuple(points)


def _refusal(request: Request, gift: Gift, turn: Turn, available: int) -> Refused | None:
    """
    Say what is missing for a request; None if nothing is.
    """
    count = request.quantity
    if gift.limit is not None and turn.had + count > gift.limit:
        return Refused(Reason.LIMIT, count, max(0, gift.limit - turn.had))
    if available < turn.rules.least:
        return Refused(Reason.LEAST, turn.rules.least, available)
    if turn.stock is not None and turn.stock < count:
        return Refused(_STOCK, count, turn.stock)
    needed = gift.points * count
    if available < needed and gift.top_up is not None:
        needed -= gift.top_up.coverable(needed, request.cash)
    return Refused(_POINTS, needed, available) if available < needed else None


def taken(
    account: Account, usable: Iterable[int], count: int, how: tuple[int, date, MoveKind, str]
) -> tuple[Account, tuple[Part, ...]]:
    """
    Take points of an account for a request: first what expires first.

    Args:
        account: The account.
        usable: The lots that can be used, in the order of use.
        count: How many; no more than these have.
        how: The head of a move: version, day, kind, and the id of the request.
    """
    holder, before, live, history, orders = account
    lots = list(before)
    parts: list[Part] = []
    moves: list[Move] = []
    for number in usable:
        if not count:
            break
        month, opened, expires, got, free, wrong, slides = lots[number]
        points, free = first(free, count)
        count -= size(points)
        lots[number] = _new(Lot, (month, opened, expires, got, free, wrong, slides))
        parts.append(_new(Part, (number, points)))
        moves += moves_of(*how, number, points)
    # No last day has changed, so that what is left stands in turn already.
    live = tuple([number for number in live if lots[number].free])
    fields = (holder, tuple(lots), live, (*history, *moves), (*orders, how[-1]))
    return _new(Account, fields), tuple(parts)
