"""
Whether a move is what was decided when it says that it was.
"""

from __future__ import annotations

from typing import Final

from partygrid.points._account import Move, MoveKind
from partygrid.points._as_of import ONE_DAY
from partygrid.points._bank import Bank
from partygrid.points._request import SettlementKind

_HELD: Final = MoveKind.HELD
_REDEEMED: Final = MoveKind.REDEEMED
_TAKEN_BACK: Final = MoveKind.TAKEN_BACK
_SLID: Final = MoveKind.SLID

# What kind of settlement moves points like that; a hold that lapses does like one that is voided.
_BY_SETTLEMENT: Final = {
    MoveKind.POSTED: (SettlementKind.POST,),
    MoveKind.RELEASED: (SettlementKind.VOID,),
    MoveKind.GIVEN_BACK: (SettlementKind.CANCEL,),
    _TAKEN_BACK: (SettlementKind.VOID, SettlementKind.CANCEL),
}
_BY_LAPSE: Final = frozenset({MoveKind.RELEASED, _TAKEN_BACK})


def is_dated(bank: Bank, move: Move) -> bool:
    """
    Tell whether what a move names was decided at its version and day, and was of its kind.
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
    version, on, kind, ref = move[:4]
    books = bank.books
    settling = books.settlements.get(ref)
    if settling is not None and (settling.version, settling.on) == (version, on):
        return settling.settlement.kind in _BY_SETTLEMENT[kind]
    wrong = books.taken_back.get(books.reversals.get(ref) or "")
    if wrong is not None and (wrong.version, wrong.on) == (version, on):
        return kind is _TAKEN_BACK
    order = books.orders.get(ref)
    if order is None or order.until is None or kind not in _BY_LAPSE:
        return False
    return on == order.until + ONE_DAY and order.version < version <= bank.version
