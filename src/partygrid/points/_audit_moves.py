"""
Whether what a move names was decided when the move says.
"""

from __future__ import annotations

from typing import Final

from partygrid.points._account import Move, MoveKind
from partygrid.points._as_of import ONE_DAY
from partygrid.points._bank import Bank

_HELD: Final = MoveKind.HELD
_REDEEMED: Final = MoveKind.REDEEMED
_SLID: Final = MoveKind.SLID


def is_dated(bank: Bank, move: Move) -> bool:
    """
    Tell whether what a move names was decided at its version and on its day.
    """
    if move.kind is _SLID:
        return any(
            (month.version, month.on, f"{month.month}") == (move.version, move.on, move.ref)
            for month in bank.months
        )
    if move.kind is _HELD or move.kind is _REDEEMED:
        order = bank.books.orders.get(move.ref)
        if order is None:
            return False
        held = order.until is not None
        return (order.version, order.on, held) == (move.version, move.on, move.kind is _HELD)
    return _is_settled(bank, move)


def _is_settled(bank: Bank, move: Move) -> bool:
    """
    Tell whether a settlement, a correction, or the end of a hold made a move.
    """
    books, made = bank.books, (move.version, move.on)
    settling = books.settlements.get(move.ref)
    if settling is not None and (settling.version, settling.on) == made:
        return True
    wrong = books.taken_back.get(books.reversals.get(move.ref) or "")
    if wrong is not None and (wrong.version, wrong.on) == made:
        return True
    order = books.orders.get(move.ref)
    if order is None or order.until is None or move.on != order.until + ONE_DAY:
        return False
    return move.version <= bank.version
