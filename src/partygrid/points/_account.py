"""
Accounts: the lots of one holder, and every move of their points.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from partygrid.dated import check_day
from partygrid.labels import LabelledEnum
from partygrid.points._lot import Lot, in_turn

_new = tuple.__new__


class MoveKind(LabelledEnum):
    """
    Say what became of some points.
    """

    HELD = "held", "冻结", "held"
    REDEEMED = "redeemed", "兑换", "redeemed"
    POSTED = "posted", "冻结转兑换", "hold posted"
    RELEASED = "released", "解冻", "hold released"
    GIVEN_BACK = "given_back", "退还", "given back"
    TAKEN_BACK = "taken_back", "更正收回", "taken back"
    SLID = "slid", "有效期顺延", "last day moved"


class Move(NamedTuple):
    """
    Record what became of one stretch of points of a lot.

    Args:
        version: The version of the bank that the move led to.
        on: The day.
        kind: What became of them.
        ref: The id of what moved them: an order, a settlement, a reversal, or a month's text.
        lot: The number of the lot in its account.
        start: The first point of the stretch; where the last day moved, the old one as ordinal.
        end: The end of the stretch; where the last day moved, the new one as ordinal.
    """

    version: int
    on: date
    kind: MoveKind
    ref: str
    lot: int
    start: int
    end: int


class Account(NamedTuple):
    """
    Hold the points of one holder.

    Args:
        holder: The id of the holder.
        lots: All lots that there ever were, by their number.
        live: The numbers of those that may have points to use, in the order in which they are
            used.
        moves: Every move, in order.
        orders: The ids of the holder's orders, in order.
    """

    holder: str
    lots: tuple[Lot, ...] = ()
    live: tuple[int, ...] = ()
    moves: tuple[Move, ...] = ()
    orders: tuple[str, ...] = ()

    def available(self, on: date) -> int:
        """
        Count the points that can be used on a day, the latest there was or a later one.

        Raises:
            WrongTypeError: The day is no civil date.
        """
        check_day(on, field="on")
        lots = self.lots
        return sum(lots[number].left for number in self.live if lots[number].is_usable(on))

    def with_new(self, new: tuple[Lot, ...]) -> Account:
        """
        Give the account with lots added.
        """
        holder, old, live, moves, orders = self
        lots = old + new
        numbers = range(len(old), len(lots))
        # New lots mostly expire after all others: then they are in turn already.
        if _stand_in_turn((*((old[live[-1]],) if live else ()), *new)):
            live = (*live, *numbers)
        else:
            live = tuple(in_turn([(number, lots[number]) for number in (*live, *numbers)]))
        return _new(Account, (holder, lots, live, moves, orders))

    def with_lots(self, lots: tuple[Lot, ...], moves: tuple[Move, ...], on: date) -> Account:
        """
        Give the account with other lots, after more moves; ``live`` follows.

        Args:
            lots: All lots, changed and new ones among them.
            moves: The moves that led to this.
            on: The day; what had expired before it is not live.
        """
        old = self.lots
        # Only lots that changed or were live can be live now.
        asked = set(self.live)
        asked.update(
            number
            for number, lot in enumerate(lots)
            if number >= len(old) or lot is not old[number]
        )
        live = in_turn(
            (number, lots[number])
            for number in asked
            if lots[number].free and (lots[number].expires or on) >= on
        )
        return self._replace(lots=lots, live=tuple(live), moves=(*self.moves, *moves))


def _stand_in_turn(lots: Iterable[Lot]) -> bool:
    """
    Tell whether each of some lots surely expires before the next.
    """
    last = date.min
    for lot in lots:
        if lot[2] is None or lot[2] <= last:
            return False
        last = lot[2]
    return True
