"""
What an audit finds of the accounts: every move is made again, point by point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final, TypeAlias

from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._audit_months import Gain
from partygrid.points._audit_moves import is_dated
from partygrid.points._bank import Bank
from partygrid.points._lot import Lot, Stretches, common, first, in_turn, joined, size, without
from partygrid.points._month import ClosedMonth

_Parts: TypeAlias = dict[int, Stretches]

_HELD: Final = MoveKind.HELD
_REDEEMED: Final = MoveKind.REDEEMED
_POSTED: Final = MoveKind.POSTED
_RELEASED: Final = MoveKind.RELEASED
_GIVEN_BACK: Final = MoveKind.GIVEN_BACK
_TAKEN_BACK: Final = MoveKind.TAKEN_BACK
_SLID: Final = MoveKind.SLID

# Where the points of a move are before it, and where after it.
_FREE, _KEPT, _SPENT, _GONE = range(4)
_FROM_TO: Final = {
    _HELD: (_FREE, _KEPT),
    _REDEEMED: (_FREE, _SPENT),
    _POSTED: (_KEPT, _SPENT),
    _RELEASED: (_KEPT, _FREE),
    _GIVEN_BACK: (_SPENT, _FREE),
    _TAKEN_BACK: (_FREE, _GONE),
}


class Ledger:
    """
    Hold one account while its moves are made again.

    Args:
        bank: The bank.
        account: The account.
        wrong: For each lot, the points of slips that were taken back.
        gains: What closes gave it.
    """

    def __init__(
        self,
        bank: Bank,
        account: Account,
        wrong: Mapping[int, Stretches],
        gains: Iterable[Gain],
    ) -> None:
        self.bank, self.account, self.wrong = bank, account, wrong
        # The closes that move last days, and until when what they credit is good.
        self.closes: dict[int, int] = {}
        for gain in gains:
            if gain.slides:
                self.closes[gain.month] = max(gain.last, self.closes.get(gain.month, 0))
        # Of each lot: what is free, held, spent and gone.
        self.states: list[list[Stretches]] = [
            [(0, lot.got) if lot.got > 0 else (), (), (), ()] for lot in account.lots
        ]
        # Of each order: what it holds and has spent, lot by lot.
        self.orders: defaultdict[str, tuple[_Parts, _Parts]] = defaultdict(lambda: ({}, {}))
        self.last = {
            number: lot.expires for number, lot in enumerate(account.lots) if not lot.slides
        }
        if account.lots and account.lots[0].slides and account.lots[0].month < 0:
            opened = account.lots[0].opened
            expiry = bank.tariff.rules_on(opened, opened).expiry
            self.last[0] = expiry.last_day(opened, opened)

    def faults(self) -> Iterator[str]:
        """
        Make every move again, and compare what comes of it with what stands in the books.
        """
        name, lots = self.account.holder, len(self.account.lots)
        before = (0, date.min)
        for (version, on, kind, ref), group in groupby(self.account.moves, key=_command):
            moves = list(group)
            if self.closes and kind is not _SLID:
                yield from (f"{name}: {fault}" for fault in self._slide((), version))
            if (version, on) < before or not is_dated(self.bank, moves[0]):
                yield f"{name}: {kind.value} by {ref}: not as decided, or out of order"
            before = (version, on)
            if any(not 0 <= move.lot < lots for move in moves):
                yield f"{name}: {kind.value} by {ref}: of a lot that there is not"
            elif kind is _SLID:
                yield from (f"{name}: {fault}" for fault in self._slide(moves, version + 1))
            else:
                yield from (f"{name}: {fault}" for fault in self._moved(kind, ref, moves))
        yield from (f"{name}: {fault}" for fault in self._slide((), self.bank.version + 1))
        yield from (f"{name}: {fault}" for fault in self._left())

    def _slide(self, moves: Sequence[Move], before: int) -> Iterator[str]:
        """
        See which last days closes before some version moved, and what lots they opened.

        Args:
            moves: The moves of the last of them, or none.
            before: The version.
        """
        for number, latest in list(self.closes.items()):
            month = self.bank.months[number]
            if month.version >= before:
                break
            del self.closes[number]
            mine: Sequence[Move] = ()
            if moves and moves[0].version == month.version:
                mine, moves = moves, ()
            yield from self._closed(month, mine, latest)
        if moves:
            yield f"last days moved {moves}, by no close"

    def _closed(self, month: ClosedMonth, moves: Sequence[Move], latest: int) -> Iterator[str]:
        there = self._sliding(month)
        latest = max(latest, *there.values()) if there else latest
        expected = {number: (old, latest) for number, old in there.items() if old < latest}
        if {move.lot: (move.start, move.end) for move in moves} != expected:
            yield f"{month.month}: last days moved {moves}, should be {expected}"
        self.last.update(dict.fromkeys(expected, date.fromordinal(latest)))
        for number, lot in enumerate(self.account.lots):
            if lot.month == month.number and lot.slides:
                self.last[number] = date.fromordinal(latest)

    def _sliding(self, month: ClosedMonth) -> dict[int, int]:
        """
        Give the last days, as ordinals, of what slides and was usable, or held, at a close.
        """
        found: dict[int, int] = {}
        for number, lot in enumerate(self.account.lots):
            last = self.last.get(number)
            free, kept, *_ = self.states[number]
            there = lot.slides and lot.month < month.number and (free or kept)
            if there and last is not None and last >= month.on:
                found[number] = last.toordinal()
        return found

    def _moved(self, kind: MoveKind, ref: str, moves: list[Move]) -> Iterator[str]:
        """
        Make moves again that were made together.
        """
        if kind is _HELD or kind is _REDEEMED:
            yield from self._out_of_turn(ref, moves)
        start, end = _FROM_TO[kind]
        for move in moves:
            points, state = (move.start, move.end), self.states[move.lot]
            if move.start >= move.end or common(state[start], points) != points:
                yield f"lot {move.lot}: {kind.value} by {ref}: {points} were not there"
                continue
            if kind is _TAKEN_BACK and common(self.wrong.get(move.lot, ()), points) != points:
                yield f"lot {move.lot}: taken back by {ref}: {points} were not wrong"
            state[start], state[end] = without(state[start], points), joined(state[end], points)
            if kind is not _TAKEN_BACK:
                yield from self._of_order(move, points)

    def _of_order(self, move: Move, points: Stretches) -> Iterator[str]:
        """
        Let the order of a move give points up, take points, or both.
        """
        start, end = _FROM_TO[move.kind]
        order = self.orders[self._order(move)]
        if start != _FREE:
            there = order[start - _KEPT].get(move.lot, ())
            if common(there, points) != points:
                yield f"lot {move.lot}: {move.kind.value} by {move.ref}: {points} are another's"
            order[start - _KEPT][move.lot] = without(there, points)
        if end != _FREE:
            there = order[end - _KEPT].get(move.lot, ())
            order[end - _KEPT][move.lot] = joined(there, points)

    def _order(self, move: Move) -> str:
        """
        Give the request that a move belongs to; a settlement names it, a lapse is named by it.
        """
        settling = self.bank.books.settlements.get(move.ref)
        if settling is None or settling.version != move.version:
            return move.ref
        return settling.settlement.order

    def _out_of_turn(self, ref: str, moves: list[Move]) -> Iterator[str]:
        """
        See that points were used in turn: what expires first, and of a lot the first in line.
        """
        left = sum(move.end - move.start for move in moves)
        expected: list[tuple[int, Stretches]] = []
        for number in in_turn(self._usable(moves[0])):
            free = self.states[number][_FREE]
            taken, _ = first(free, min(left, size(free)))
            if taken:
                expected.append((number, taken))
            left -= size(taken)
        used: _Parts = {}
        for move in moves:
            used[move.lot] = joined(used.get(move.lot, ()), (move.start, move.end))
        if left or list(used.items()) != expected:
            yield f"{ref}: used {used}, in turn were {dict(expected)}"

    def _usable(self, move: Move) -> Iterator[tuple[int, Lot]]:
        """
        Give the lots that could be used when a move was made.
        """
        months = self.bank.months
        for number, lot in enumerate(self.account.lots):
            last = self.last.get(number)
            there = lot.month < 0 or months[lot.month].version < move.version
            if there and self.states[number][_FREE] and (last is None or last >= move.on):
                yield number, lot._replace(expires=last)

    def _left(self) -> Iterator[str]:
        """
        Compare what is left with what stands in the books.
        """
        for number, lot in enumerate(self.account.lots):
            if self.states[number][_FREE] != lot.free:
                yield f"lot {number}: {lot.free} free; made again {self.states[number][_FREE]}"
            if self.last.get(number) != lot.expires:
                yield f"lot {number}: good until {lot.expires}; made again {self.last.get(number)}"
            if lot.wrong != self.wrong.get(number, ()):
                yield f"lot {number}: wrong {lot.wrong}; taken back {self.wrong.get(number, ())}"
        yield from self._orders_left()
        live = in_turn(
            (number, lot) for number, lot in enumerate(self.account.lots) if self._is_live(lot)
        )
        if [number for number in self.account.live if number in set(live)] != live:
            yield f"live {self.account.live}, should have {live} in turn"

    def _is_live(self, lot: Lot) -> bool:
        on = self.bank.on
        return bool(lot.free) and on is not None and (lot.expires is None or lot.expires >= on)

    def _orders_left(self) -> Iterator[str]:
        known = dict.fromkeys(self.account.orders)
        if len(known) < len(self.account.orders):
            yield "an order is listed twice"
        for request in (*known, *(each for each in self.orders if each not in known)):
            order = self.bank.books.orders.get(request)
            if (
                order is None
                or order.request.holder != self.account.holder
                or request not in known
            ):
                yield f"{request}: no order of this account"
                continue
            held, spent = (_parts(parts.items()) for parts in self.orders[request])
            if (held, spent) != (_parts(order.held), _parts(order.spent)):
                yield (
                    f"{request}: holds {order.held}, spent {order.spent}; "
                    f"made again {held}, {spent}"
                )


def _parts(parts: Iterable[tuple[int, Stretches]]) -> _Parts:
    """
    Put the parts of each lot together; a lot without any is left out.
    """
    found: _Parts = {}
    for number, points in parts:
        if points:
            found[number] = joined(found.get(number, ()), points)
    return found


def _command(move: Move) -> tuple[int, date, MoveKind, str]:
    return move.version, move.on, move.kind, move.ref
