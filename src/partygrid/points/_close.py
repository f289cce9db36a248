"""
The close of a month: waiting slips are registered, and earn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final, NamedTuple

from partygrid.dated import Month
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._bank import Bank, Decision, check_bank, decided
from partygrid.points._books import Books, Pending
from partygrid.points._credit import Sheets
from partygrid.points._door import fresh_slips, known_slips, sound_slips
from partygrid.points._event import Closed, Submitted
from partygrid.points._lapse import held_parts, held_points, lapsed
from partygrid.points._levels import Levels
from partygrid.points._lot import Lot
from partygrid.points._month import ClosedMonth, column, columns
from partygrid.points._problems import lines_of
from partygrid.points._slip import Slip

_in_order: Final = itemgetter(3, 0)
_DAY: Final = 3
_STORAGE: Final = 1
"""
The place of the storage cap among what can cut points off.
"""


def close(
    bank: Bank, month: Month, slips: Iterable[Slip | tuple[Any, ...]] = (), *, on: date
) -> Decision:
    """
    Close the open month: what waits for it, and what is handed in now, is registered and earns.

    Slips are taken in the order of day and id, whatever the order in which they came. A slip of a
    month that was closed before gets only the room that its own month has left, and uses none of
    the open month's. What is registered never changes.

    Args:
        bank: The bank.
        month: The open month.
        slips: Slips, or plain rows of their fields, that come in with the close.
        on: The day; not before the month's last.

    Returns:
        The bank with the month closed. A month that is closed already and has all these slips is
        passed over.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: The month is not the open one, or the day lies before its end or
            before one already recorded.
        InvalidDataError: A slip is wrong; every one is named, and nothing is closed.
        UnknownNameError: A waiting slip names an activity that the tariff, as known now, no
            longer has: take the slip back first.

    >>> from partygrid.packs import load
    >>> from partygrid.points import Holder, enrol
    >>> pack = load("example")
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> one = Holder(id="h-1", kind="family", since=date(2025, 1, 2))
    >>> bank = enrol(bank, [one], on=date(2025, 1, 2)).bank
    >>> slip = Slip("s-1", "h-1", "clean_up", date(2025, 1, 6), 5)
    >>> [january] = close(bank, Month(2025, 1), [slip], on=date(2025, 2, 3)).bank.months
    >>> january.at(0).worth, january.at(0).credited, january.at(0).clip
    (15, 10, Clip(cap='day', used=0))
    """
    check_bank(bank, on)
    given = lines_of(slips, "slips")
    if _is_closed(bank, month, given):
        return Decision(bank)
    _check_month(bank, month, on)
    fresh = fresh_slips(bank, given, on)
    events = 1 + bool(fresh)
    books = lapsed(bank.books, on, bank.version + events)
    due, waiting = _split(books, fresh, month, on)
    run = _Run(bank, books, on, bank.version + events)
    closed = run.close(due, fresh)
    books = books._replace(
        pending=waiting,
        registered=books.registered.put_new(dict.fromkeys(closed.ids, closed.number)),
        months=(*books.months, closed),
        accounts=books.accounts.put_all(run.accounts()),
    )
    end = Closed(on, month, closed.digest)
    if not fresh:
        return decided(bank, on, books, end)
    return decided(bank, on, books, Submitted(on, tuple(fresh.values())), end)


def _is_closed(bank: Bank, month: Month, given: Sequence[Slip | tuple[Any, ...]]) -> bool:
    """
    Tell whether this was decided before: the month is closed and every slip came in.
    """
    if type(month) is not Month:
        raise WrongTypeError(field="month", value=month, allowed="a Month")
    if not bank.books.first <= month < bank.open_month:
        return False
    slips = sound_slips(given)
    known = known_slips(bank.books, {slip.id: slip for slip in slips})
    return all(known.get(slip.id) == slip for slip in slips)


def _check_month(bank: Bank, month: Month, on: date) -> None:
    if month != bank.open_month:
        raise ValueNotAllowedError(
            field="month",
            value=str(month),
            allowed=f"{bank.open_month}: months are closed in their order, and each once",
        )
    if on < month.last_day:
        raise ValueNotAllowedError(
            field="on", value=str(on), allowed=f"{month.last_day} or later: {month} has to end"
        )


def _split(
    books: Books, fresh: dict[str, Slip], month: Month, on: date
) -> tuple[list[Slip], Levels[Pending]]:
    """
    Part what is due from what waits for a later month; what is due is in its order.
    """
    end = month.end
    due = [slip for slip in fresh.values() if slip[_DAY] < end]
    later = {}
    if len(due) < len(fresh):
        later = {id_: Pending(slip, on) for id_, slip in fresh.items() if slip[_DAY] >= end}
    for id_, each in books.pending.items():
        if each.slip.day < end:
            due.append(each.slip)
        else:
            later[id_] = each
    due.sort(key=_in_order)
    return due, Levels.of(later)


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


class _Run:
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
            clips=column([clip + shift if clip > 1 else clip for clip in found.clips]),
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
            got, clips[row], used[row] = room, _STORAGE, stored
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
