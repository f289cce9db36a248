"""
Count a closed month once more: from its slips, and from what was on the books when it was closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

import attrs

from partygrid.points._account import Account
from partygrid.points._as_of import counts_of
from partygrid.points._bank import Bank
from partygrid.points._credit import Sheet, Sheets
from partygrid.points._levels import Levels
from partygrid.points._month import ClosedMonth

STORAGE: Final = 1
"""
The place of the storage cap among what can cut points off.
"""


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

    @property
    def room(self) -> int:
        """
        What was left of it; a cap may have been lowered below what was used.
        """
        return max(0, self.most - self.used)


class Counted(NamedTuple):
    """
    Hold what one row of a month comes to.

    Args:
        row: The row.
        account: The holder whose account is credited.
        worth: Its points before any cap.
        credited: Its points.
        bound: What cut points off, the last that did; None if nothing did.
        expires: The last day of the points, as ordinal; 0: they do not expire.
        uses: What there was of each cap that counts it.
    """

    row: int
    account: str
    worth: int
    credited: int
    bound: Use | None
    expires: int
    uses: tuple[Use, ...]


class Recount:
    """
    Count a closed month again.

    Args:
        bank: The bank.
        month: The closed month.
    """

    def __init__(self, bank: Bank, month: ClosedMonth) -> None:
        self.month = month
        self.bank = _before(bank, month)
        self.sheets = Sheets(self.bank, month.on)
        last = month.month.last_day
        self.storage = bank.tariff.rules_on(last, month.on).storage_cap
        self._stored: dict[str, int] = {}

    def rows(self) -> Iterator[Counted]:
        """
        Go through the rows in the order in which they were counted: by day and id.

        Raises:
            PartyGridError: The tariff, as it was known then, cannot have counted them.
        """
        month, sheets = self.month, self.sheets
        days, names = month.days, month.names
        by_day: dict[int, dict[int, Sheet]] = {}
        for row in sorted(range(len(month)), key=days.__getitem__):
            day, activity = days[row], month.activities[row]
            held = by_day.setdefault(day, {})
            sheet = held.get(activity)
            if sheet is None:
                sheet = held[activity] = sheets.sheet(names[activity], date.fromordinal(day))
            yield self._counted(row, sheet)

    def _counted(self, row: int, sheet: Sheet) -> Counted:
        holder = self.month.holders[row]
        household = self.sheets.household
        worth = got = self.month.quantities[row] * sheet.points // sheet.per
        bound: Use | None = None
        uses: list[Use] = []
        for place, most, by_household, metered in sheet.meters:
            use = Use(place, most, metered.get(household(holder) if by_household else holder, 0))
            uses.append(use)
            if most - use.used < got:
                got, bound = use.room, use
        account = self.sheets.payee(holder) if sheet.to_household else holder
        if self.storage is not None:
            use = Use(STORAGE, self.storage, self._held(account))
            uses.append(use)
            if use.room < got:
                got, bound = use.room, use
            self._stored[account] += got
        if got:
            for by_household, metered in sheet.noted:
                who = household(holder) if by_household else holder
                metered[who] = metered.get(who, 0) + got
        return Counted(row, account, worth, got, bound, sheet.expires, tuple(uses))

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
    for lot, (held, redeemed, taken_back) in zip(
        account.lots, counts_of(account, moves), strict=True
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
