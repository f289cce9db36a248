"""
One close under way: what each slip is worth and credited, and what each account gets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._accounts import Accounts, Credits
from partygrid.points._bank import Bank
from partygrid.points._books import Books
from partygrid.points._columns import Column, column
from partygrid.points._credit import Meter, Sheet, Sheets
from partygrid.points._lapse import held_parts, held_points
from partygrid.points._lot import Lot
from partygrid.points._month import STORAGE, ClosedMonth
from partygrid.points._ordered import OrderedSlips

_NO_METER = Meter(0, 0, by_household=False, used={})


_Lines: TypeAlias = Iterable[tuple[int, tuple[str, str, int]]]
"""
The slips of a day: row, and holder, activity and quantity.
"""

_Plain: TypeAlias = tuple[int, int, int, int, dict[str, int] | None, dict[str, int]]
"""
What slips of one activity and one day come to: points, for each full so many units, the place of
its cap, what that lets through, what each holder has used of it, and what each gets.
"""


class _Credited(NamedTuple):
    """
    Hold what each slip came to, in their order: see `ClosedMonth`.
    """

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
        self._stored: dict[str, int] = {}
        # Who is credited instead of the holder, by row.
        self._payees: dict[int, str] = {}

    def close(self, slips: OrderedSlips) -> ClosedMonth:
        """
        Register slips: some wait in the books, the others come in with the close.
        """
        ids, holders = slips.ids, slips.holders
        found = self._credit(slips)
        # A cap's place counts from 2, and behind the activities.
        shift = len(self.sheets.names)
        clips = found.clips
        if any(clips):
            clips = [clip + shift if clip > STORAGE else clip for clip in clips]
        months = self.books.months
        return ClosedMonth(
            number=len(months),
            month=self.month,
            on=self.on,
            version=self.version,
            before=months[-1].digest if months else "",
            ids=ids,
            holders=holders,
            accounts=self._accounts(holders),
            activities=column(list(map(self.sheets.names.__getitem__, slips.activities))),
            names=(*self.sheets.names, *self.sheets.caps),
            days=column(slips.ordinals()),
            recorded=self._recorded(ids),
            quantities=column(slips.quantities),
            worth=column(found.worth),
            credited=column(found.credited),
            clips=column(clips),
            used=column(found.used),
            expires=column(found.expires),
        )

    def _accounts(self, holders: tuple[str, ...]) -> tuple[str, ...]:
        """
        Give the accounts that are credited; nearly always one tuple serves for both.
        """
        if not self._payees:
            return holders
        return tuple([self._payees.get(row, holder) for row, holder in enumerate(holders)])

    def _recorded(self, ids: tuple[str, ...]) -> Column:
        """
        Give the days on which slips came in, as ordinals.
        """
        today, pending = self.on.toordinal(), self.books.pending
        if len(pending) == 0:
            return column([today] * len(ids))
        waited = pending.among(set(ids))
        return column(
            [waited[id_].recorded.toordinal() if id_ in waited else today for id_ in ids]
        )

    def _credit(self, slips: OrderedSlips) -> _Credited:
        """
        Say what each slip is worth and credited, in the order of day and id.
        """
        count = len(slips.ids)
        found = _Credited(*([0] * count for _ in range(5)))
        self.sheets.so_far = slips, found.credited
        start = 0
        for day, end, activities, _ in slips.days:
            sheets = self._sheets(day, activities)
            of_day = slice(start, end)
            fields = slips.holders[of_day], slips.activities[of_day], slips.quantities[of_day]
            lines = enumerate(zip(*fields, strict=True), start)
            plain = None if self.storage is not None else _plain(sheets)
            if plain is None:
                self._credit_day(lines, sheets, found)
            else:
                self._credit_plainly(lines, plain, found)
            # Activities of one day have one last day.
            found.expires[of_day] = [sheets[activities[0]].expires] * (end - start)
            start = end
        return found

    def _sheets(self, day: date, activities: Iterable[str]) -> dict[str, Sheet]:
        """
        Give the sheets of a day; new ones are made in the order in which slips name them.
        """
        sheets = self.sheets.of(day)
        for activity in activities:
            if activity not in sheets:
                sheets[activity] = self.sheets.sheet(activity, day)
        return {activity: sheets[activity] for activity in activities}

    def _credit_day(self, lines: _Lines, sheets: Mapping[str, Sheet], found: _Credited) -> None:
        """
        Say what the slips of one day are worth and credited.
        """
        worth, credited, clips, used, _ = found
        household, storage = self.sheets.household, self.storage
        for row, (holder, activity, quantity) in lines:
            points, per, _, meters, noted, _, lots, to_household, step = sheets[activity]
            got = worth[row] = quantity // step * points // per
            for place, most, by_household, metered in meters:
                before = metered.get(household(holder) if by_household else holder, 0)
                # A cap may have been lowered below what was used of it.
                room = most - before if most > before else 0
                if room < got:
                    got, clips[row], used[row] = room, place, before
            account = holder
            if to_household:
                account = self.sheets.payee(holder)
                self._payees[row] = account
            if storage is not None:
                got = self._fitting(account, got, storage, row, clips, used)
            if got:
                credited[row] = got
                for by_household, metered in noted:
                    who = household(holder) if by_household else holder
                    metered[who] = metered.get(who, 0) + got
                lots[account] = lots.get(account, 0) + got

    def _credit_plainly(
        self, lines: _Lines, plain: Mapping[str, _Plain], found: _Credited
    ) -> None:
        """
        Do the same where only one cap at most counts an activity, and holders by themselves.
        """
        worth, credited, clips, used, _ = found
        for row, (holder, activity, quantity) in lines:
            points, per, place, most, metered, lots = plain[activity]
            got = worth[row] = quantity * points // per
            if metered is not None:
                before = metered.get(holder, 0)
                room = most - before if most > before else 0
                if room < got:
                    got, clips[row], used[row] = room, place, before
                metered[holder] = before + got
            if got:
                credited[row] = got
                lots[holder] = lots.get(holder, 0) + got

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

    def accounts(self) -> Accounts:
        """
        Give the accounts after the close.
        """
        accounts, number = self.books.accounts, len(self.books.months)
        groups = [
            (date.fromordinal(last) if last else None, slides, points)
            for (last, slides), points in sorted(self.sheets.lots.items())
            if points
        ]
        if self.storage is None and not any(slides for _, slides, _ in groups):
            gains = tuple([(last, points) for last, _, points in groups])
            return accounts.credited(Credits(number, self.on, gains)) if gains else accounts
        # Other lots may change, or the next close asks for each account once more.
        found: dict[str, tuple[Lot, ...]] = {}
        for last, slides, points in groups:
            for holder, got in points.items():
                lot = Lot(number, self.on, last, got, (0, got), (), slides)
                found[holder] = (*found.get(holder, ()), lot)
        before = accounts.among(found.keys())
        return accounts.put_all(
            {
                holder: self._with_sliding(before.get(holder) or Account(holder), new)
                for holder, new in found.items()
            }
        )

    def _with_sliding(self, account: Account, new: tuple[Lot, ...]) -> Account:
        """
        Add lots; under the sliding rule all that one close credits is good equally long.
        """
        days = [lot.expires for lot in new if lot.slides and lot.expires is not None]
        if days:
            account, latest = self._slid(account, max(days))
            new = tuple([lot._replace(expires=latest) if lot.slides else lot for lot in new])
        return account.with_new(new)

    def _slid(self, account: Account, latest: date) -> tuple[Account, date]:
        """
        Let all that is usable or held, and what is new, be good until the latest of all days.
        """
        lots, moves = list(account.lots), []
        numbers = {*account.live, *(part.lot for part in held_parts(self.books, account))}
        last = {
            number: lot.expires
            for number in sorted(numbers)
            if (lot := lots[number]).slides and lot.expires is not None and lot.is_usable(self.on)
        }
        latest = max(latest, *last.values()) if last else latest
        for number, old in last.items():
            if old < latest:
                lots[number] = lots[number]._replace(expires=latest)
                ref, days = str(self.month), (old.toordinal(), latest.toordinal())
                moves.append(Move(self.version, self.on, MoveKind.SLID, ref, number, *days))
        return account.with_lots(tuple(lots), tuple(moves), self.on), latest


def _plain(sheets: Mapping[str, Sheet]) -> dict[str, _Plain] | None:
    """
    Give what the slips of a day come to; None if it takes more than looking at each holder alone.
    """
    found: dict[str, _Plain] = {}
    for activity, sheet in sheets.items():
        points, per, _, meters, noted, _, lots, to_household, step = sheet
        if to_household or step > 1 or len(meters) > 1 or len(meters) != len(noted):
            return None
        place, most, by_household, metered = meters[0] if meters else _NO_METER
        if by_household:
            return None
        found[activity] = points, per, place, most, metered if meters else None, lots
    return found
