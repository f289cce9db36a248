"""
One close under way: what each slip is worth and credited, and what each account gets.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final, NamedTuple

from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._bank import Bank
from partygrid.points._books import Books
from partygrid.points._credit import Sheets
from partygrid.points._lapse import held_parts, held_points
from partygrid.points._lot import Lot
from partygrid.points._month import STORAGE, ClosedMonth, column, columns
from partygrid.points._slip import Slip

_DAY: Final = 3


class _Credited(NamedTuple):
    """
    Hold what each slip came to, in their order: see `ClosedMonth`.
    """

    accounts: list[str]
    activities: list[int]
    worth: list[int]
    credited: list[int]
    clips: list[int]
    used: list[int]
    expires: list[int]


class Run:
    """
    Hold one close while it is under way.
    """

    def __init__(self, bank: Bank, books: Books, on: date, version: int) -> None:
        self.books, self.on, self.version = books, on, version
        self.month = bank.open_month
        self.sheets = Sheets(bank, on)
        self.storage = bank.tariff.rules_on(self.month.last_day, on).storage_cap
        self.rows: defaultdict[str, list[int]] = defaultdict(list)
        self._stored: dict[str, int] = {}

    def close(self, slips: list[Slip], fresh: dict[str, Slip]) -> ClosedMonth:
        """
        Register slips.

        Args:
            slips: The slips, in the order of day and id.
            fresh: Those among them that come in with the close; the others wait in the books.
        """
        found = self._credit(slips)
        # A cap's place counts from 2, and behind the activities.
        shift = len(self.sheets.names)
        holders = tuple([slip[1] for slip in slips])
        accounts = tuple(found.accounts)
        months = self.books.months
        return ClosedMonth(
            number=len(months),
            month=self.month,
            on=self.on,
            version=self.version,
            before=months[-1].digest if months else "",
            ids=tuple([slip[0] for slip in slips]),
            holders=holders,
            # Nearly always one tuple serves for both.
            accounts=holders if accounts == holders else accounts,
            activities=column(found.activities),
            names=(*self.sheets.names, *self.sheets.caps),
            days=column([slip[_DAY].toordinal() for slip in slips]),
            recorded=column(self._recorded(slips, fresh)),
            quantities=column([slip[4] for slip in slips]),
            worth=column(found.worth),
            credited=column(found.credited),
            clips=column([clip + shift if clip > STORAGE else clip for clip in found.clips]),
            used=column(found.used),
            expires=column(found.expires),
            rows=columns(self.rows, len(slips)),
        )

    def _recorded(self, slips: list[Slip], fresh: dict[str, Slip]) -> list[int]:
        """
        Give the days on which slips came in, as ordinals.
        """
        today, pending = self.on.toordinal(), self.books.pending
        if len(pending) == 0:
            return [today] * len(slips)
        waited = pending.among({slip[0] for slip in slips if slip[0] not in fresh})
        return [
            waited[slip[0]].recorded.toordinal() if slip[0] in waited else today for slip in slips
        ]

    def _credit(self, slips: list[Slip]) -> _Credited:
        """
        Say what each slip is worth and credited, in the order of day and id.
        """
        count = len(slips)
        worth, credited, clips, used, expires, activities = ([0] * count for _ in range(6))
        accounts = [slip[1] for slip in slips]
        household, rows, storage = self.sheets.household, self.rows, self.storage
        self.sheets.so_far = slips, credited
        today, sheets = date.min, self.sheets.of(date.min)
        for row, (_, holder, activity, day, quantity, _) in enumerate(slips):
            if day != today:
                today, sheets = day, self.sheets.of(day)
            if activity not in sheets:
                sheets[activity] = self.sheets.sheet(activity, day)
            points, per, activities[row], meters, noted, last, lots, to_household = sheets[
                activity
            ]
            got = worth[row] = quantity * points // per
            for place, most, by_household, metered in meters:
                before = metered.get(household(holder) if by_household else holder, 0)
                # A cap may have been lowered below what was used of it.
                room = most - before if most > before else 0
                if room < got:
                    got, clips[row], used[row] = room, place, before
            account = holder
            if to_household:
                account = accounts[row] = self.sheets.payee(holder)
            if storage is not None:
                got = self._fitting(account, got, storage, row, clips, used)
            credited[row], expires[row] = got, last
            rows[account].append(row)
            if got:
                for by_household, metered in noted:
                    who = household(holder) if by_household else holder
                    metered[who] = metered.get(who, 0) + got
                lots[account] = lots.get(account, 0) + got
        return _Credited(accounts, activities, worth, credited, clips, used, expires)

    def _fitting(
        self, account: str, got: int, storage: int, row: int, clips: list[int], used: list[int]
    ) -> int:
        """
        Cut off what an account may not hold beside what it has.
        """
        stored = self._stored.get(account)
        if stored is None:
            held = self.books.accounts.get(account) or Account(account)
            stored = held.available(self.on) + held_points(self.books, held)
        room = max(0, storage - stored)
        if room < got:
            got, clips[row], used[row] = room, STORAGE, stored
        self._stored[account] = stored + got
        return got

    def accounts(self) -> dict[str, Account]:
        """
        Give every account that got something, with its new lots.
        """
        gains: defaultdict[str, list[tuple[int, bool, int]]] = defaultdict(list)
        for (last, slides), lots in sorted(self.sheets.lots.items()):
            for holder, points in lots.items():
                gains[holder].append((last, slides, points))
        found: dict[str, Account] = {}
        for holder, got in gains.items():
            account = self.books.accounts.get(holder) or Account(holder)
            latest = max([last for last, slides, _ in got if slides], default=0)
            if latest:
                account, latest = self._slid(account, latest)
            new = tuple([self._lot(*each, latest) for each in got])
            found[holder] = account.with_new(new)
        return found

    def _lot(self, last: int, slides: bool, points: int, latest: int) -> Lot:  # noqa: FBT001 - part of a key
        """
        Make a lot; under the sliding rule all that one close credits is good equally long.
        """
        day = latest if slides else last
        expires = date.fromordinal(day) if day else None
        return Lot(len(self.books.months), self.on, expires, points, (0, points), (), slides)

    def _slid(self, account: Account, latest: int) -> tuple[Account, int]:
        """
        Let all that is usable or held, and what is new, be good until the latest of all days.
        """
        lots, moves = list(account.lots), []
        numbers = {*account.live, *(part.lot for part in held_parts(self.books, account))}
        last = {
            number: lot.expires.toordinal()
            for number in sorted(numbers)
            if (lot := lots[number]).slides and lot.expires is not None and lot.is_usable(self.on)
        }
        latest = max(latest, *last.values()) if last else latest
        for number, old in last.items():
            if old < latest:
                lots[number] = lots[number]._replace(expires=date.fromordinal(latest))
                ref = str(self.month)
                move = Move(self.version, self.on, MoveKind.SLID, ref, number, old, latest)
                moves.append(move)
        return account.with_lots(tuple(lots), tuple(moves), self.on), latest
