"""
What an audit finds of sums: of lots against closes, of all accounts on every day, of the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Final

from partygrid.points._account import Account, MoveKind
from partygrid.points._as_of import ONE_DAY, moves_by
from partygrid.points._audit_months import Gain
from partygrid.points._bank import Bank
from partygrid.points._lot import Lot
from partygrid.points._slip import Holder

_AVAILABLE, _HELD, _REDEEMED, _EXPIRED, _TAKEN_BACK, _CREDITED = range(6)
_SLID: Final = MoveKind.SLID
_day: Final = itemgetter(0)
_STATES: Final = ("available", "held", "redeemed", "expired", "taken back", "credited")
_MOVED: Final = {
    MoveKind.HELD: (_AVAILABLE, _HELD),
    MoveKind.REDEEMED: (_AVAILABLE, _REDEEMED),
    MoveKind.POSTED: (_HELD, _REDEEMED),
    MoveKind.RELEASED: (_HELD, _AVAILABLE),
    MoveKind.GIVEN_BACK: (_REDEEMED, _AVAILABLE),
    MoveKind.TAKEN_BACK: (_AVAILABLE, _TAKEN_BACK),
}


def lot_faults(bank: Bank, account: Account, gains: Sequence[Gain]) -> Iterator[str]:
    """
    Compare the lots of an account with what closes gave it, and with its opening balance.
    """
    name = account.holder
    holder = bank.books.holders.get(name)
    if holder is None:
        yield f"{name}: an account of nobody who has entered"
        return
    found = [
        (
            lot.month,
            lot.got,
            lot.opened,
            # What slides is looked at where moves are made again.
            None if lot.slides else 0 if lot.expires is None else lot.expires.toordinal(),
        )
        for number, lot in enumerate(account.lots)
    ]
    expected = [
        (each.month, each.points, bank.months[each.month].on, None if each.slides else each.last)
        for each in gains
    ]
    if account.lots and account.lots[0].month < 0:
        expected.insert(0, _opening(bank, holder, account.lots[0].opened))
    if found != expected:
        yield f"{name}: lots {found}; opened and credited with {expected}"


def _opening(bank: Bank, holder: Holder, on: date) -> tuple[int, int, date, int | None]:
    """
    Give the lot that the tariff opens an account with.
    """
    rules = bank.tariff.rules_on(on, on)
    last = rules.expiry.last_day(on, on)
    ends = 0 if last is None else last.toordinal()
    points = rules.opening_of.get(holder.kind, 0)
    return -1, points, on, None if rules.expiry.slides else ends


class Totals:
    """
    Add up all accounts for every day on which something happened or will by itself.

    Args:
        bank: The bank.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.days: defaultdict[date, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
        for month in bank.months:
            self.days[month.on][_CREDITED] += sum(month.credited)

    def add(self, account: Account) -> Iterator[str]:
        """
        Add one account; say on which days a state of one of its lots falls below nothing.

        Expiry and lapse are days, too: the first day after.
        """
        by_lot: defaultdict[int, list[tuple[date, int, int, int]]] = defaultdict(list)
        for move in moves_by(self.bank.books, account, date.max):
            if move.kind is not _SLID:
                by_lot[move.lot].append((move.on, *_MOVED[move.kind], move.end - move.start))
        for number, lot in enumerate(account.lots):
            if lot.month < 0:
                self.days[lot.opened][_CREDITED] += lot.got
            yield from self._lot(f"{account.holder}: lot {number}", lot, by_lot.get(number, ()))

    def _lot(
        self, name: str, lot: Lot, moves: Sequence[tuple[date, int, int, int]]
    ) -> Iterator[str]:
        over = date.max if lot.expires is None else max(lot.expires + ONE_DAY, lot.opened)
        free, states = lot.got, [0, 0, 0, 0, 0, 0]
        self.days[lot.opened][_AVAILABLE] += free
        for on, start, end, points in sorted(moves, key=_day):
            day = self.days[on]
            # What comes back after the last day expires at once.
            late = on >= over
            for state, change in ((start, -points), (end, points)):
                states[state] += change
                day[_EXPIRED if late and state == _AVAILABLE else state] += change
            if not late:
                free = lot.got + states[_AVAILABLE]
            if lot.got + states[_AVAILABLE] < 0 or min(states[1:]) < 0:
                yield f"{name}: below nothing on {on}"
        if over < date.max:
            self.days[over][_AVAILABLE] -= free
            self.days[over][_EXPIRED] += free

    def faults(self) -> Iterator[str]:
        """
        See that on every day what was credited is all there: available, held, or become of it.
        """
        sums = [0, 0, 0, 0, 0, 0]
        for day, changes in sorted(self.days.items()):
            sums = [one + other for one, other in zip(sums, changes, strict=True)]
            if sum(sums[:_CREDITED]) != sums[_CREDITED] or min(sums) < 0:
                named = zip(_STATES, sums, strict=True)
                yield f"{day}: {', '.join(f'{name} {points}' for name, points in named)}"
