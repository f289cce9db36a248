"""
Count a closed month once more: from its slips, and from what was on the books when it was closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import attrs

from partygrid.points._account import Account
from partygrid.points._as_of import counts_of
from partygrid.points._bank import Bank
from partygrid.points._credit import Sheet, Sheets
from partygrid.points._levels import Levels
from partygrid.points._month import STORAGE, ClosedMonth
from partygrid.points._ordered import Line


class Use(NamedTuple):
    """
    Say how much of a cap there was when a slip was counted.

    Args:
        place: Its place: 1 is the storage cap, the others follow from 2.
        most: The points that it lets through.
        used: What had been used of it before.
    """

    place: int
    most: int
    used: int


class _Slips:
    """
    Stand for the slips of a month; they are made only if somebody goes through them.
    """

    def __init__(self, month: ClosedMonth) -> None:
        self.month = month

    def __iter__(self) -> Iterator[Line]:
        return (slip[1:5] for slip in self.month.slips())


class Recount:
    """
    Count a closed month again, in the order of day and id.

    What the rows come to stands in columns like those of the month; clips name caps by places
    that `cap` knows.

    Args:
        bank: The bank.
        month: The closed month.
        asked: A row at which to stop, noting what there was of each cap; None: count all.

    Raises:
        PartyGridError: The tariff, as it was known then, cannot have counted a slip.
    """

    def __init__(self, bank: Bank, month: ClosedMonth, asked: int | None = None) -> None:
        self.month, self.asked = month, asked
        self.bank = _before(bank, month)
        self.sheets = Sheets(self.bank, month.on)
        last = month.month.last_day
        self.storage = bank.tariff.rules_on(last, month.on).storage_cap
        self._stored: dict[str, int] = {}
        count = len(month)
        self.accounts = list(month.holders)
        self.worth, self.credited, self.clips, self.used, self.expires = (
            [0] * count for _ in range(5)
        )
        self.uses: list[Use] = []
        self.sheets.so_far = _Slips(month), self.credited
        self._count()

    def cap(self, clip: int) -> str | None:
        """
        Give the key of the cap that cut something off; None is the storage cap.
        """
        return list(self.sheets.caps)[clip - 2] if clip > STORAGE else None

    def _count(self) -> None:
        month, names = self.month, self.month.names
        days, activities = month.days, month.activities
        sheets: dict[tuple[int, int], Sheet] = {}
        for row in range(len(month)):
            key = days[row], activities[row]
            sheet = sheets.get(key)
            if sheet is None:
                day = date.fromordinal(key[0])
                sheet = sheets[key] = self.sheets.sheet(names[key[1]], day)
            self._row(row, sheet, self.sheets.household)
            if row == self.asked:
                break

    def _row(self, row: int, sheet: Sheet, household: Callable[[str], str]) -> None:
        points, per, _, meters, noted, last, lots, to_household, step = sheet
        holder = self.month.holders[row]
        got = self.worth[row] = self.month.quantities[row] // step * points // per
        for place, most, by_household, metered in meters:
            before = metered.get(household(holder) if by_household else holder, 0)
            if row == self.asked:
                self.uses.append(Use(place, most, before))
            room = most - before if most > before else 0
            if room < got:
                got, self.clips[row], self.used[row] = room, place, before
        account = holder
        if to_household:
            account = self.accounts[row] = self.sheets.payee(holder)
        if self.storage is not None:
            got = self._fitting(row, account, got, self.storage)
        self.credited[row], self.expires[row] = got, last
        if got:
            for by_household, metered in noted:
                who = household(holder) if by_household else holder
                metered[who] = metered.get(who, 0) + got
            lots[account] = lots.get(account, 0) + got

    def _fitting(self, row: int, account: str, got: int, storage: int) -> int:
        """
        Cut off what an account could not hold beside what it had.
        """
        before = self._held(account)
        if row == self.asked:
            self.uses.append(Use(STORAGE, storage, before))
        if max(0, storage - before) < got:
            got = max(0, storage - before)
            self.clips[row], self.used[row] = STORAGE, before
        self._stored[account] += got
        return got

    def _held(self, account: str) -> int:
        """
        Give what an account holds: before the close, and of it so far.
        """
        found = self._stored.get(account)
        if found is None:
            held = self.bank.books.accounts.get(account) or Account(account)
            found = self._stored[account] = stored_before(held, self.month)
        return found


def stored_before(account: Account, month: ClosedMonth) -> int:
    """
    Give how many points an account held, free or for gifts, just before a close credited it.
    """
    moves = (move for move in account.moves if move.version <= month.version)
    found = 0
    for lot, held, redeemed, taken_back in zip(
        account.lots, *counts_of(account, moves), strict=True
    ):
        if lot.month < month.number:
            usable = lot.expires is None or lot.expires >= month.on
            found += held + (lot.got - held - redeemed - taken_back if usable else 0)
    return found


def _before(bank: Bank, month: ClosedMonth) -> Bank:
    """
    Give a bank as a close found it, as far as what had been used of caps goes.
    """
    books = bank.books
    wrong = {id_: each for id_, each in books.taken_back.items() if each.version < month.version}
    books = books._replace(months=books.months[: month.number], taken_back=Levels.of(wrong))
    return attrs.evolve(bank, books=books)
