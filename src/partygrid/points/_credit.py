"""
What slips come to: their worth, and what caps leave of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from partygrid.errors import UnknownNameError
from partygrid.points._bank import Bank
from partygrid.points._cap import Cap, CapPeriod, CapScope
from partygrid.points._expiry import ExpiryRule
from partygrid.points._month import ClosedMonth
from partygrid.points._ordered import Line
from partygrid.points._tariff import CreditTo, TariffRules

_SLIP: Final = CapPeriod.SLIP
_SLIDING: Final = ExpiryRule.SLIDING
_HOUSEHOLD: Final = CapScope.HOUSEHOLD

_STARTS: Final[dict[CapPeriod, Callable[[date], date]]] = {
    CapPeriod.DAY: lambda day: day,
    CapPeriod.WEEK: lambda day: day - timedelta(day.weekday()),
    CapPeriod.MONTH: lambda day: day.replace(day=1),
    CapPeriod.QUARTER: lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
    CapPeriod.YEAR: lambda day: day.replace(month=1, day=1),
}


class Meter(NamedTuple):
    """
    Hold how much of a cap is used in one period.

    Args:
        place: The cap's place among the names of the month, plus 2.
        most: The points that the cap lets through.
        by_household: Whether it counts households, not holders.
        used: What each has used.
    """

    place: int
    most: int
    by_household: bool
    used: dict[str, int]


class Sheet(NamedTuple):
    """
    Hold what slips of one activity and one day come to.

    Args:
        points: The points for each full ``per``.
        per: That many steps.
        activity: The activity's place among the names of the month.
        meters: The caps that count it.
        noted: Where use is noted, and whether of households; of a cap on each slip alone it is
            not.
        expires: The last day of the points, as ordinal; 0: they do not expire.
        lots: What accounts get that is good as long.
        to_household: Whether the household is credited, where there is one.
        step: The least amount that counts; the points are for each full ``per`` of these.
    """

    points: int
    per: int
    activity: int
    meters: tuple[Meter, ...]
    noted: tuple[tuple[bool, dict[str, int]], ...]
    expires: int
    lots: dict[str, int]
    to_household: bool
    step: int


_Shared: TypeAlias = tuple[TariffRules, date | None, tuple[int, ...], dict[str, Sheet]]
"""
What holds for the day that was asked about last: tariff, last day, periods of caps, and sheets.
"""


class Sheets:
    """
    Make the sheets of one close, each when it is first asked for, in the order of days.
    """

    def __init__(self, bank: Bank, on: date) -> None:
        self.bank, self.on = bank, on
        # What the close registers, and what each slip was credited so far.
        self.so_far: tuple[Iterable[Line], list[int]] = (), []
        self.month = bank.open_month
        self.names: dict[str, int] = {}
        self.caps: dict[str, int] = {}
        # What each account gets, by last day and by whether later credits move that day.
        self.lots: dict[tuple[int, bool], dict[str, int]] = {}
        self._shared: _Shared | None = None
        self._caps_of: TariffRules | None = None
        self._every: tuple[CapPeriod, ...] = ()
        # What is used of the caps of one tariff, and since when it is asked for: under another
        # tariff a cap of the same name may count other slips.
        self._rules: TariffRules | None = None
        self._since = date.min
        self._used: dict[tuple[str, int], dict[str, int]] = {}
        self._households: dict[str, str] = {}

    def of(self, day: date) -> dict[str, Sheet]:
        """
        Give the sheets of a day that there are so far, by activity.

        Days share them while the tariff, the last day of points and the periods of caps are the
        same: most days of a month.

        Raises:
            NotInForceError: The tariff is not in force on the day.
        """
        rules = self.bank.tariff.rules_on(day, self.on)
        last = rules.expiry.last_day(day, self.month.last_day)
        periods = tuple([every.index_of(day) for every in self._periods(rules)])
        shared = self._shared
        if shared is None or shared[0] is not rules or shared[1:3] != (last, periods):
            shared = self._shared = rules, last, periods, {}
        return shared[3]

    def _periods(self, rules: TariffRules) -> tuple[CapPeriod, ...]:
        """
        Give the periods of caps, each once.
        """
        if self._caps_of is not rules:
            self._caps_of = rules
            self._every = tuple({cap.every.name: cap.every for cap in rules.caps}.values())
        return self._every

    def sheet(self, activity: str, day: date) -> Sheet:
        """
        Make the sheet of one activity and day.

        Raises:
            NotInForceError: The tariff is not in force on the day.
            UnknownNameError: As known now, the tariff has no such activity on the day.
        """
        rules = self.bank.tariff.rules_on(day, self.on)
        if rules is not self._rules:
            self._since = day if self._rules else date.min
            self._rules, self._used = rules, {}
        act = rules.activity(activity)
        last = rules.expiry.last_day(day, self.month.last_day)
        ends = 0 if last is None else last.toordinal()
        meters: list[Meter] = []
        noted: list[tuple[bool, dict[str, int]]] = []
        for _, cap in rules.caps_of[activity]:
            place = self.caps.setdefault(cap.key, len(self.caps) + 2)
            by_household = cap.scope is _HOUSEHOLD
            used = {} if cap.every is _SLIP else self._usage(cap, day)
            meters.append(Meter(place, cap.points, by_household, used))
            if cap.every is not _SLIP:
                noted.append((by_household, used))
        return Sheet(
            act.points,
            act.per // act.step,
            self.names.setdefault(activity, len(self.names)),
            tuple(meters),
            tuple(noted),
            ends,
            self.lots.setdefault((ends, rules.expiry.rule is _SLIDING), {}),
            rules.credit_to is CreditTo.HOUSEHOLD,
            act.step,
        )

    def _usage(self, cap: Cap, day: date) -> dict[str, int]:
        key = cap.key, cap.every.index_of(day)
        used = self._used.get(key)
        if used is None:
            start = _STARTS[cap.every](day)
            used = self._used[key] = self._before(cap, key[1], start)
        return used

    def _before(self, cap: Cap, index: int, start: date) -> dict[str, int]:
        """
        Add up what slips of a period that were registered before have used of a cap.

        Wrong slips that were taken back use nothing: what they had used serves later ones.
        """
        used: dict[str, int] = {}
        for holder, points in chain(
            self._in_closed(cap, index, start), self._in_this(cap, index, start)
        ):
            who = self.household(holder) if cap.scope is _HOUSEHOLD else holder
            used[who] = used.get(who, 0) + points
        return used

    def _in_closed(self, cap: Cap, index: int, start: date) -> Iterator[tuple[str, int]]:
        if start < self.month.first_day:
            for month in reversed(self.bank.months):
                if month.month.end <= start:
                    break
                for row in rows_counted(self.bank, month, cap, index):
                    yield month.holders[row], month.credited[row]

    def _in_this(self, cap: Cap, index: int, start: date) -> Iterator[tuple[str, int]]:
        if start < self._since:
            for (holder, activity, day, _), points in zip(*self.so_far, strict=True):
                counted = not cap.activities or activity in cap.activities
                if points and counted and cap.every.index_of(day) == index:
                    yield holder, points

    def household(self, holder: str) -> str:
        """
        Give the household of a holder, or the holder who belongs to none.
        """
        found = self._households.get(holder)
        if found is None:
            found = self._households[holder] = self.bank.holder(holder).household or holder
        return found

    def payee(self, holder: str) -> str:
        """
        Give the account that is credited where households are.

        Raises:
            UnknownNameError: The household has not entered.
        """
        household = self.household(holder)
        if household not in self.bank.books.holders:
            raise UnknownNameError(
                field=f"holder {holder}: household",
                value=household,
                allowed="a household that has entered: it is credited",
            )
        return household


def rows_counted(bank: Bank, month: ClosedMonth, cap: Cap, index: int) -> list[int]:
    """
    List the rows of a closed month that use a cap in one period.

    Args:
        bank: The bank; slips that it has taken back use nothing.
        month: The closed month.
        cap: The cap.
        index: The number of the period.
    """
    days = {day: cap.every.index_of(date.fromordinal(day)) == index for day in set(month.days)}
    counted = {
        place
        for place, name in enumerate(month.names)
        if not cap.activities or name in cap.activities
    }
    taken_back = bank.books.taken_back
    return [
        row
        for row, (day, activity) in enumerate(zip(month.days, month.activities, strict=True))
        if days[day] and activity in counted and month.ids[row] not in taken_back
    ]
