"""
What an account came to, or will come to, at the end of a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from partygrid.labels import Label
from partygrid.points._account import Account
from partygrid.points._as_of import LotState, check_reading, lots_on, spent_on, waiting_on
from partygrid.points._bank import Bank
from partygrid.points._line import span_of
from partygrid.points._lot import Stretches, common, joined, size
from partygrid.points._tariff import CreditTo, TariffRules
from partygrid.points._words import points_words
from partygrid.trace import Explained, Op, Step, StepRule, Unit


class NextExpiry(NamedTuple):
    """
    Say which points expire first.

    Args:
        day: The last day on which they can be used.
        points: How many they are.
    """

    day: date
    points: int


class _Fields(NamedTuple):
    holder: str
    on: date
    pending: int
    credited: int
    available: int
    held: int
    redeemed: int
    expired: int
    taken_back: int
    shortfall: int
    next_expiry: NextExpiry | None
    lots: tuple[LotState, ...]


# A named tuple: a host asks for those of all holders at once.
class Balance(_Fields, Explained):
    """
    Say what an account came to at the end of a day; `balance` makes it.

    At every date what was credited is what is redeemed, held, expired, taken back and available.

    Args:
        holder: The id of the holder.
        on: The day.
        pending: What slips are worth that had come in and were not registered by then, before
            any cap; it cannot be used.
        credited: All that was ever credited, opening balance included.
        available: What can be used.
        held: What is held for gifts.
        redeemed: What was spent.
        expired: What nobody used in time.
        taken_back: What was taken back of wrong slips.
        shortfall: What of wrong slips had been spent and so could not be taken back: a fact on
            record and nothing more.
        next_expiry: What expires first of what can be used; None: nothing does.
        lots: The state of each lot.
    """

    __slots__ = ()

    @property
    def heading(self) -> Label:
        """
        Holder and day.
        """
        return Label(f"积分账户 {self.holder}，{self.on}", f"Account {self.holder} on {self.on}")

    def trace(self) -> Step:
        """
        Give what is available as what was credited less what became of it, lot by lot.
        """
        states = (
            _sum("credited", CREDITED, self.lots, [each.got for each in self.lots]),
            _sum("redeemed", REDEEMED, self.lots, [each.redeemed for each in self.lots]),
            _sum("held", HELD, self.lots, [each.held for each in self.lots]),
            _sum("expired", EXPIRED, self.lots, [each.expired for each in self.lots]),
            _sum("taken_back", TAKEN_BACK, self.lots, [each.taken_back for each in self.lots]),
        )
        children = [Step(_AVAILABLE, self.available, states)]
        if self.next_expiry is not None:
            day = f"{self.next_expiry.day}"
            children.append(Step(_NEXT, self.next_expiry.points, (), Label(day, day)))
        children.append(Step(_PENDING, self.pending))
        if self.shortfall:
            children.append(Step(_SHORTFALL, self.shortfall))
        return Step(_ACCOUNT, points_words(self.available), tuple(children))

    def __repr__(self) -> str:
        """
        Show holder, day and what is available in one line.
        """
        return f"<Balance {self.holder} on {self.on}: {self.available} available>"


def balance(bank: Bank, holder: str, *, on: date) -> Balance:
    """
    Say what an account came to at the end of a day.

    A day in the past is answered from what was recorded and dated by then; a day to come from
    what is recorded now, less the holds that lapse and the points that expire until then.

    Args:
        bank: The bank.
        holder: The id of the holder.
        on: The day.

    Raises:
        WrongTypeError: It is no bank, or the day is no civil date.
        UnknownNameError: Nobody of that id has entered; or a waiting slip names an activity that
            the tariff, as known then, does not have.
        NotInForceError: No tariff was in force on the day of a waiting slip.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> from partygrid.points import Holder, enrol
    >>> pack = load("example")
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> one = Holder(id="h-1", kind="family", since=date(2025, 1, 2))
    >>> bank = enrol(bank, [one], on=date(2025, 1, 2)).bank
    >>> balance(bank, "h-1", on=date(2025, 1, 2))
    <Balance h-1 on 2025-01-02: 10 available>
    """
    check_reading(bank, on)
    account = bank.account(holder)
    wrong = wrong_on(bank, on) if any(lot.wrong for lot in account.lots) else {}
    return balance_of(bank, account, on, pending_on(bank, on, holder), wrong.get(holder, {}))


def balance_of(
    bank: Bank,
    account: Account,
    on: date,
    pending: Mapping[str, int],
    wrong: Mapping[int, Stretches],
) -> Balance:
    lots = lots_on(bank.books, account, on)
    credited = available = held = redeemed = expired = taken_back = 0
    ends: dict[date, int] = {}
    for _, _, _, last, got, free, kept, used, wrongly, _ in lots:
        credited, held = credited + got, held + kept
        redeemed, taken_back = redeemed + used, taken_back + wrongly
        if last is not None and last < on:
            expired += free
            continue
        available += free
        if free and last is not None:
            ends[last] = ends.get(last, 0) + free
    spent = spent_on(account, on) if wrong else {}
    return Balance(
        account.holder,
        on,
        pending.get(account.holder, 0),
        credited,
        available,
        held,
        redeemed,
        expired,
        taken_back,
        sum(size(common(points, spent.get(lot, ()))) for lot, points in wrong.items()),
        NextExpiry(*min(ends.items())) if ends else None,
        tuple(lots),
    )


def pending_on(bank: Bank, on: date, only: str | None = None) -> dict[str, int]:
    """
    Add up, for each account, what waiting slips are worth as the tariff was known on a day.

    Args:
        bank: The bank.
        on: The day.
        only: The account that is asked about; None: all are.
    """
    found: defaultdict[str, int] = defaultdict(int)
    days: dict[date, TariffRules] = {}
    for slip in waiting_on(bank.books, on):
        household = bank.holder(slip.holder).household
        if only is not None and only not in (slip.holder, household):
            continue
        rules = days.get(slip.day)
        if rules is None:
            rules = days[slip.day] = bank.tariff.rules_on(slip.day, on)
        account = slip.holder
        if household is not None and rules.credit_to is CreditTo.HOUSEHOLD:
            account = household
        found[account] += rules.activity(slip.activity).worth(slip.quantity)
    return found


def wrong_on(bank: Bank, on: date) -> dict[str, dict[int, Stretches]]:
    """
    Give, for each account and lot, the points of wrong slips that were taken back by a day.
    """
    found: dict[str, dict[int, Stretches]] = {}
    for id_, each in bank.books.taken_back.items():
        if each.registered and each.on <= on:
            account, place = span_of(bank, id_)
            if place is not None:
                lots = found.setdefault(account, {})
                lots[place.lot] = joined(lots.get(place.lot, ()), (place.start, place.end))
    return found


def _sum(key: str, label: Label, lots: tuple[LotState, ...], points: list[int]) -> Step:
    """
    Give the sum of the lots that have any points in one state.
    """
    children = tuple(
        Step(_lot_rule(each), count, (), _lot_row(each))
        for each, count in zip(lots, points, strict=True)
        if count
    )
    return Step(StepRule(key, label, Unit.POINTS, Op.SUM), sum(points), children)


def _lot_rule(state: LotState) -> StepRule:
    if state.month < 0:
        label = Label("初始积分", "opening balance")
    else:
        label = Label(f"{state.opened}登记", f"registered {state.opened}")
    return StepRule(f"lot-{state.number}", label, Unit.POINTS)


def _lot_row(state: LotState) -> Label | None:
    if state.expires is None:
        return None
    return Label(f"有效期至 {state.expires}", f"good until {state.expires}")


_ACCOUNT: Final = StepRule("account", Label("积分账户", "account"), Unit.TEXT)
_AVAILABLE: Final = StepRule("available", Label("可用", "available"), Unit.POINTS, Op.DIFFERENCE)
_NEXT: Final = StepRule("next_expiry", Label("最先到期", "expires first"), Unit.POINTS)
_PENDING: Final = StepRule(
    "pending", Label("待登记（未计上限）", "pending, before caps"), Unit.POINTS
)
_SHORTFALL: Final = StepRule(
    "shortfall", Label("更正时已兑换", "already spent when corrected"), Unit.POINTS
)
CREDITED: Final = Label("累计入账", "credited")
REDEEMED: Final = Label("已兑换", "redeemed")
HELD: Final = Label("冻结", "held")
EXPIRED: Final = Label("已到期", "expired")
TAKEN_BACK: Final = Label("更正收回", "taken back")
