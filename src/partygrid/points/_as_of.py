"""
Accounts as they stood, or will stand, at the end of a day.

Nothing is kept of any day: the state follows from the lots, from the moves dated by then, and
from dates alone, which is how holds lapse and points expire.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from partygrid.dated import check_day
from partygrid.errors import WrongTypeError
from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._bank import Bank
from partygrid.points._books import Books
from partygrid.points._lapse import moves_of
from partygrid.points._lot import Stretches, common, joined, without
from partygrid.points._slip import Slip

ONE_DAY: Final = timedelta(days=1)
SLID: Final = MoveKind.SLID
REDEEMED: Final = MoveKind.REDEEMED
POSTED: Final = MoveKind.POSTED
GIVEN_BACK: Final = MoveKind.GIVEN_BACK

_new = tuple.__new__
_HELD, _REDEEMED, _TAKEN_BACK = range(3)
# What each kind of move adds to, and what it takes from.
_EFFECTS: Final[dict[MoveKind, tuple[tuple[int, int], ...]]] = {
    MoveKind.HELD: ((_HELD, 1),),
    MoveKind.REDEEMED: ((_REDEEMED, 1),),
    MoveKind.POSTED: ((_HELD, -1), (_REDEEMED, 1)),
    MoveKind.RELEASED: ((_HELD, -1),),
    MoveKind.GIVEN_BACK: ((_REDEEMED, -1),),
    MoveKind.TAKEN_BACK: ((_TAKEN_BACK, 1),),
    MoveKind.SLID: (),
}


class LotState(NamedTuple):
    """
    Hold what has become of the points of one lot by the end of a day.

    Args:
        number: The number of the lot in its account.
        month: The number of the closed month that registered it; -1: an opening balance.
        opened: The day from which it could be used.
        expires: Its last day as it was set then; None: it has none.
        got: How many points it was opened with.
        free: How many points nobody held, had spent or was made to give back.
        held: How many were held.
        redeemed: How many were redeemed.
        taken_back: How many were taken back.
        on: The day.
    """

    number: int
    month: int
    opened: date
    expires: date | None
    got: int
    free: int
    held: int
    redeemed: int
    taken_back: int
    on: date

    @property
    def has_expired(self) -> bool:
        """
        Whether its last day is past.
        """
        return self.expires is not None and self.expires < self.on

    @property
    def available(self) -> int:
        """
        How many points could be used.
        """
        return 0 if self.has_expired else self.free

    @property
    def expired(self) -> int:
        """
        How many points had expired.
        """
        return self.free if self.has_expired else 0


def check_reading(bank: Any, on: Any) -> None:
    """
    Refuse to read what is no bank, or on what is no civil date.
    """
    if type(bank) is not Bank:
        raise WrongTypeError(field="bank", value=bank, allowed="a Bank")
    check_day(on, field="on")


def moves_by(books: Books, account: Account, on: date) -> Iterator[Move]:
    """
    Go through the moves of an account that are dated by a day, those to come among them.

    A hold lapses on the day after its last whether or not anything has been recorded since.
    """
    yield from (move for move in account.moves if move.on <= on)
    for request in account.orders:
        order = books.orders.get(request)
        if order is None or not order.held or order.until is None or order.until >= on:
            continue
        day = order.until + ONE_DAY
        for number, points in order.held:
            wrong = common(points, account.lots[number].wrong)
            yield from moves_of(order.version, day, MoveKind.RELEASED, request, number, points)
            yield from moves_of(order.version, day, MoveKind.TAKEN_BACK, request, number, wrong)


def counts_of(account: Account, moves: Iterable[Move]) -> tuple[list[int], list[int], list[int]]:
    """
    Count how many points of each lot are held, redeemed and taken back after some moves.
    """
    count = len(account.lots)
    counts = [0] * count, [0] * count, [0] * count
    for _, _, kind, _, number, start, end in moves:
        for place, sign in _EFFECTS[kind]:
            counts[place][number] += sign * (end - start)
    return counts


def lots_on(books: Books, account: Account, on: date) -> list[LotState]:
    """
    Give the state of every lot that was open by a day.
    """
    counts = zip(*counts_of(account, moves_by(books, account, on)), strict=True)
    last = last_days(account, on)
    found: list[LotState] = []
    lots = enumerate(zip(account.lots, counts, strict=True))
    for number, ((month, opened, expires, got, _, _, _), (held, redeemed, taken_back)) in lots:
        if opened <= on:
            free = got - held - redeemed - taken_back
            ends = last.get(number, expires) if last else expires
            counted = (got, free, held, redeemed, taken_back)
            found.append(_new(LotState, (number, month, opened, ends, *counted, on)))
    return found


def last_days(account: Account, on: date) -> dict[int, date]:
    """
    Give the last days, as they were set on a day, of those lots whose last day was moved later.
    """
    found: dict[int, date] = {}
    for move in account.moves:
        if move.kind is SLID and move.on > on:
            found.setdefault(move.lot, date.fromordinal(move.start))
    return found


def spent_on(account: Account, on: date) -> dict[int, Stretches]:
    """
    Give the stretches of each lot that were redeemed by a day.
    """
    found: dict[int, Stretches] = {}
    for move in account.moves:
        if move.on <= on:
            there, points = found.get(move.lot, ()), (move.start, move.end)
            if move.kind is REDEEMED or move.kind is POSTED:
                found[move.lot] = joined(there, points)
            elif move.kind is GIVEN_BACK:
                found[move.lot] = without(there, points)
    return found


def waiting_on(books: Books, on: date) -> Iterator[Slip]:
    """
    Go through the slips that had come in by the end of a day and were not registered by then.
    """
    for each in dict(books.pending.items()).values():
        if each.recorded <= on:
            yield each.slip
    for wrong in dict(books.taken_back.items()).values():
        if not wrong.registered and wrong.recorded <= on < wrong.on:
            yield wrong.slip
    today = on.toordinal()
    for month in books.months:
        # What had come in lies no later than that day; the first close after it takes it.
        if month.on > on and month.month.first_day <= on + ONE_DAY:
            for row, recorded in enumerate(month.recorded):
                if recorded <= today:
                    yield month.slip(row)
