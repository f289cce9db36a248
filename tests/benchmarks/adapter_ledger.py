"""
Adapter of partygrid for a benchmark of ledgers: a year of one points bank.

Rows and asks are what such a benchmark hands over: rows of id, account, activity, day and points,
and for each quarter what every account asks for, by its price. Slips or plain rows are made of
them inside what is timed, and everything goes through the public commands with every check on.
Explanations can be asked for afterwards: the bank that is kept holds what they need.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final

from partygrid.dated import Month, PeriodKind, Quarter, SchemeKey, Series
from partygrid.labels import Label
from partygrid.points import (
    Activity,
    Bank,
    Cap,
    CapPeriod,
    CapScope,
    CreditTo,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Gift,
    Head,
    Holder,
    HolderKind,
    Quantity,
    Request,
    Slip,
    StoreScheme,
    Tariff,
    balances,
    close,
    enrol,
    redeem,
)
from partygrid.sources import Grade, Source
from partygrid.worktime import Cadence, RestRule, Rhythm

NAME: Final = "partygrid"
YEAR: Final = 2026
CAP: Final = 30
LIFE: Final = 6
COSTS: Final = (100, 150, 200, 250, 300, 400, 600)
GIFTS: Final = {cost: f"gift-{cost}" for cost in COSTS}
ACTIVITIES: Final = ("study", "sorting", "volunteer", "hazard")

_MADE_UP = Source(key="bench", title="benchmark", grade=Grade.ASSUMED)
_day = itemgetter(3)
_START = date(YEAR, 1, 1)
_MONTHS = Month(YEAR, 1).to(Month(YEAR, 12))
Row = tuple[str, int, int, date, int]


def _said(name: str, value: Any) -> Series[Any]:
    return Series[Any](name).announce(value, start=_START, known=_START, source=_MADE_UP)


def _named(key: str) -> Label:
    return Label(key, key)


def _activity(key: str) -> Activity:
    return Activity(
        key=key,
        label=_named(key),
        head="all",
        points=1,
        per=1,
        unit=Quantity.TIME,
        kinds=("family",),
    )


def _cap(key: str) -> Cap:
    return Cap(
        key=key,
        label=_named(key),
        points=CAP,
        every=CapPeriod.MONTH,
        scope=CapScope.HOLDER,
        activities=(key,),
    )


TARIFF: Final = Tariff(
    key=SchemeKey("bench", "tariff", "1"),
    heads=_said("heads", (Head("all", _named("all")),)),
    kinds=_said("kinds", (HolderKind("family", _named("family")),)),
    activities=_said("activities", tuple(map(_activity, ACTIVITIES))),
    caps=_said("caps", tuple(map(_cap, ACTIVITIES))),
    storage_cap=_said("storage_cap", None),
    expiry=_said(
        "expiry",
        Expiry(
            rule=ExpiryRule.END_OF_PERIOD,
            base=ExpiryBase.REGISTRATION,
            amount=LIFE,
            every=PeriodKind.MONTH,
        ),
    ),
    openings=_said("openings", ()),
    credit_to=_said("credit_to", CreditTo.HOLDER),
)
STORE: Final = StoreScheme(
    key=SchemeKey("bench", "store", "1"),
    windows=_said("windows", Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP)),
    catalogue=_said(
        "catalogue",
        tuple(
            Gift(key=key, label=_named(key), points=cost, stocked=False)
            for cost, key in GIFTS.items()
        ),
    ),
    priority=_said("priority", ()),
    least=_said("least", 0),
    hold_days=_said("hold_days", None),
)


def opened(accounts: int) -> tuple[Bank, list[str]]:
    """
    Open a bank in which so many families have entered; their ids are given, too.
    """
    names = [f"h-{number:04d}" for number in range(accounts)]
    holders = [Holder(id=name, kind="family", since=_START) for name in names]
    bank = Bank.open(TARIFF, STORE, month=_MONTHS[0])
    return enrol(bank, holders, on=_START).bank, names


def run_slips(rows: Sequence[Row], asks: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """
    Go through the year by frozen slips.
    """
    bank, names = opened(len(asks[0]))
    months = (
        [
            Slip(id_, names[account], ACTIVITIES[activity], day, points)
            for id_, account, activity, day, points in _of_month(rows, month)
        ]
        for month in _MONTHS
    )
    return _year(bank, names, months, asks, run_slips)


def run_rows(rows: Sequence[Row], asks: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """
    Go through the year by plain rows.
    """
    bank, names = opened(len(asks[0]))
    months = (
        [
            (id_, names[account], ACTIVITIES[activity], day, points, False)
            for id_, account, activity, day, points in _of_month(rows, month)
        ]
        for month in _MONTHS
    )
    return _year(bank, names, months, asks, run_rows)


def _of_month(rows: Sequence[Row], month: Month) -> Sequence[Row]:
    """
    Give the rows of one month; they come by date.
    """
    start, end = (bisect_left(rows, each.first_day, key=_day) for each in (month, month.next()))
    return rows[start:end]


def _year(
    bank: Bank,
    names: Sequence[str],
    months: Iterable[Sequence[Any]],
    asks: Sequence[Sequence[int]],
    keeper: Callable[..., Any],
) -> list[tuple[int, ...]]:
    """
    Close every month, redeem at the end of every quarter, and say what each account came to.
    """
    for month, slips in zip(_MONTHS, months, strict=True):
        on = month.last_day
        bank = close(bank, month, slips, on=on).bank
        if month.month % 3 == 0:
            quarter = Quarter.containing(on)
            head = str(quarter)
            requests = [
                Request(id=f"{head}-{name}", holder=name, gift=GIFTS[cost], asked=on)
                for name, cost in zip(names, asks[quarter.number - 1], strict=True)
            ]
            bank = redeem(bank, quarter, requests, on=on).bank
    keeper.keep = bank  # type: ignore[attr-defined]  # what such a benchmark weighs
    return [
        (each.credited, each.redeemed, each.expired, each.available)
        for each in balances(bank, on=date(YEAR + 1, 1, 1))
    ]
