"""
Laws of a points bank about counting another way: caps once more, slip by slip, line by line.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final, NamedTuple

from partygrid.dated import Month
from partygrid.labels import Label
from partygrid.laws._history import BankHistory, Trial
from partygrid.norms import Finding
from partygrid.points import (
    Balance,
    Bank,
    Cap,
    CapPeriod,
    CapScope,
    Fate,
    Registered,
    balance,
    follow,
    statement,
)

_SLIP: Final = CapPeriod.SLIP
_HOUSEHOLD: Final = CapScope.HOUSEHOLD
_STATES: Final[dict[Fate, str]] = {
    Fate.AVAILABLE: "available",
    Fate.HELD: "held",
    Fate.REDEEMED: "redeemed",
    Fate.EXPIRED: "expired",
    Fate.TAKEN_BACK: "taken_back",
}


class _Use(NamedTuple):
    """
    Hold one slip that may have used a cap.
    """

    day: date
    activity: str
    credited: int
    slip: str


def caps_kept(history: BankHistory) -> Finding:
    """
    Find slips that were not credited what their caps left, counted once more from the slips.

    A slip is credited its worth, or what the tightest cap left of it: the cap's points less what
    slips credited before it had used in the period. Wrong slips that were taken back by then use
    nothing.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> caps_kept(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_CAPS, history)
    count = _Count(history.last)
    for each in history.registered:
        left, cap = count.left(each)
        # What storage cut off is no more than the caps left.
        by_storage = each.clip is not None and each.clip.cap is None
        kept = each.credited < left if by_storage else each.credited == left
        if kept and not by_storage:
            kept = (None if each.clip is None else each.clip.cap) == cap
        id_ = each.slip.id
        trial.holds(
            kept,
            f"{id_}：应得{each.worth}分，上限内{left}分，入账{each.credited}分",
            f"{id_}: worth {each.worth}, caps left {left}, credited {each.credited}",
        )
        count.note(each)
    return trial.finding()


class _Count:
    """
    Hold what caps are used, slip by slip.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.used: defaultdict[str, list[_Use]] = defaultdict(list)

    def household(self, holder: str) -> str:
        """
        Give the household of a holder, or the holder who belongs to none.
        """
        return self.bank.holder(holder).household or holder

    def note(self, each: Registered) -> None:
        """
        Note what a slip was credited, for its holder and for the household.
        """
        slip = each.slip
        use = _Use(slip.day, slip.activity, each.credited, slip.id)
        self.used[f"holder {slip.holder}"].append(use)
        self.used[f"household {self.household(slip.holder)}"].append(use)

    def left(self, each: Registered) -> tuple[int, str | None]:
        """
        Say what caps leave of a slip, and which of them cut something off last.
        """
        slip, month = each.slip, self.bank.months[each.number]
        rules = self.bank.tariff.rules_on(slip.day, month.on)
        got, cut = rules.activity(slip.activity).worth(slip.quantity), None
        for _, cap in rules.caps_of[slip.activity]:
            room = max(0, cap.points - self._used(cap, each))
            if room < got:
                got, cut = room, cap.key
        return got, cut

    def _used(self, cap: Cap, each: Registered) -> int:
        if cap.every is _SLIP:
            return 0
        slip, version = each.slip, self.bank.months[each.number].version
        key = f"holder {slip.holder}"
        if cap.scope is _HOUSEHOLD:
            key = f"household {self.household(slip.holder)}"
        index = cap.every.index_of(slip.day)
        return sum(
            use.credited
            for use in self.used[key]
            if (not cap.activities or use.activity in cap.activities)
            and cap.every.index_of(use.day) == index
            and not self._is_undone(use.slip, version)
        )

    def _is_undone(self, slip: str, version: int) -> bool:
        wrong = self.bank.books.taken_back.get(slip)
        return wrong is not None and wrong.version < version


def counted_another_way(history: BankHistory) -> Finding:
    """
    Find accounts that come to something else slip by slip, or statement by statement.

    What became of the points of every slip, and of opening balances, adds up to the balance; and
    one month's statement begins where the one before ended, and ends with the balance.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> counted_another_way(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_COUNTED, history)
    last = history.last
    if last.on is None:
        return trial.finding()
    fates = _fates(history, last.on)
    for holder, _ in sorted(last.books.holders.items()):
        found = balance(last, holder, on=last.on)
        for fate, name in _STATES.items():
            count = fates[holder, fate] + _opening(found, name)
            stated = getattr(found, name)
            zh, en = fate.label.zh, fate.label.en
            trial.holds(
                count == stated,
                f"{holder}{zh}：逐单合计{count}分，余额{stated}分",
                f"{holder} {en}: {count} slip by slip, {stated} in the balance",
            )
        _statements(trial, last, holder)
    return trial.finding()


def _fates(history: BankHistory, on: date) -> dict[tuple[str, Fate], int]:
    """
    Add up what became of the points of every slip, account by account.
    """
    found: defaultdict[tuple[str, Fate], int] = defaultdict(int)
    for each in history.registered:
        for became in follow(history.last, each.slip.id, on=on).became:
            found[each.account, became.fate] += became.points
    return found


def _opening(found: Balance, name: str) -> int:
    return sum(getattr(state, name) for state in found.lots if state.month < 0)


def _statements(trial: Trial, bank: Bank, holder: str) -> None:
    assert bank.on is not None  # noqa: S101 - asked before
    before: int | None = None
    for month in bank.books.first.to(max(Month.containing(bank.on), bank.books.first)):
        found = statement(bank, holder, month)
        ends = balance(bank, holder, on=month.last_day).available
        adds_up = found.opening + sum(line.change for line in found.lines) == found.closing
        trial.holds(
            adds_up and found.closing == ends and before in (None, found.opening),
            f"{holder} {month}对账单：期初{found.opening}分，期末{found.closing}分，余额{ends}分",
            f"{holder}, statement of {month}: from {found.opening} to {found.closing}, "
            f"the balance is {ends}",
        )
        before = found.closing


_CAPS: Final = Label(
    "每单入账不超上限，也不少记", "slips are credited what caps leave, no more or less"
)
_COUNTED: Final = Label(
    "逐单、逐月另行核算，结果一致", "slip by slip and month by month it comes to the same"
)
