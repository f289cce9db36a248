"""
The questions about a points bank that sources leave open, each with the answers on offer.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from partygrid.dated import NotStated, Option, PeriodKind
from partygrid.labels import Label
from partygrid.points import (
    Cap,
    CapPeriod,
    CapScope,
    CreditTo,
    Criterion,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Opening,
    TieRule,
)
from partygrid.worktime import (
    Cadence,
    EndRule,
    Limit,
    LimitUnit,
    PeriodDay,
    RestRule,
    Rhythm,
    RollRule,
    StartRule,
)


def household_day(*, points: int) -> tuple[Cap, ...]:
    """
    Cap what one household is credited on one day, whatever it does.
    """
    return (
        Cap(
            key="household_day",
            label=Label("每户每日上限", "daily cap of a household"),
            points=points,
            every=CapPeriod.DAY,
            scope=CapScope.HOUSEHOLD,
        ),
    )


def none() -> None:
    """
    Say that there is none.
    """
    return


def most(*, points: int) -> int:
    """
    Let an account hold so many points and no more.
    """
    return points


def end_of_year(*, base: ExpiryBase) -> Expiry:
    """
    Let points expire with the year.
    """
    return Expiry(rule=ExpiryRule.END_OF_PERIOD, base=base, amount=0, every=PeriodKind.YEAR)


def months(rule: ExpiryRule, *, months: int, base: ExpiryBase) -> Expiry:
    """
    Let points expire after so many months.
    """
    return Expiry(rule=rule, base=base, amount=months)


def openings(*, openings: tuple[Opening, ...]) -> tuple[Opening, ...]:
    """
    Open accounts with given balances.
    """
    return openings


def days_of_quarter(*, first: PeriodDay, last: PeriodDay, rest: RestRule) -> Cadence:
    """
    Open the store once a quarter, from one of its days to another.
    """
    return Cadence(every=Rhythm.QUARTER, times=1, window=(first, last), rest=rest)


def day_of_quarter(*, day: PeriodDay, rest: RestRule) -> Cadence:
    """
    Open the store on one day of each quarter.
    """
    return Cadence(every=Rhythm.QUARTER, on=(day,), rest=rest)


def criteria(*, criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """
    Try given criteria one after the other.
    """
    return criteria


def days(*, days: int) -> int:
    """
    Let a hold stand so many days.
    """
    return days


def kinds(*, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """
    Rank given kinds of holder.
    """
    return kinds


def working_days(*, days: int, counted: StartRule) -> Limit:
    """
    Post a result for so many working days, counted with the first day or from the next.
    """
    return Limit(
        amount=days,
        unit=LimitUnit.WORKING_DAY,
        start=counted,
        roll=RollRule.NONE,
        end=EndRule.END_OF_DAY,
    )


ACTIVITIES: Final[NotStated[Any]] = NotStated(
    Label(
        "各大类下有哪些积分项目，各积多少分，哪些对象可得？",
        "which activities earn points, how many, and for which kinds of holder?",
    )
)
CAPS: Final[NotStated[Any]] = NotStated(
    Label("积分有无每日、每月或每户上限？", "are points capped by day, month or household?"),
    (
        Option(name="none", label=Label("不设上限", "there is no cap"), value=()),
        Option(
            name="household_day",
            label=Label("每户每日上限", "a daily cap for each household"),
            make=household_day,
        ),
    ),
)
STORAGE_CAP: Final[NotStated[Any]] = NotStated(
    Label("账户最多可存多少积分？", "how many points may an account hold?"),
    (
        Option(name="none", label=Label("不限", "any number"), make=none),
        Option(name="most", label=Label("以给定积分为限", "a given number"), make=most),
    ),
)
EXPIRY: Final[NotStated[Any]] = NotStated(
    Label("积分是否到期，自何日起算？", "do points expire, and from which day does that count?"),
    (
        Option(
            name="never",
            label=Label("长期有效，逐季结转", "never: they carry over from quarter to quarter"),
            value=Expiry(rule=ExpiryRule.NONE),
        ),
        Option(name="end_of_year", label=Label("年末清零", "with the year"), make=end_of_year),
        Option(
            name="rolling",
            label=Label("满若干个月到期", "after so many months"),
            make=partial(months, ExpiryRule.ROLLING),
        ),
        Option(
            name="sliding",
            label=Label(
                "自最近一次入账起满若干个月到期", "so many months after the latest credit"
            ),
            make=partial(months, ExpiryRule.SLIDING),
        ),
    ),
)
OPENINGS: Final[NotStated[Any]] = NotStated(
    Label("开户时有无初始积分？", "are accounts opened with points?"),
    (
        Option(name="none", label=Label("无", "with none"), value=()),
        Option(
            name="listed",
            label=Label("按对象列明", "with so many for each kind of holder"),
            make=openings,
        ),
    ),
)
CREDIT_TO: Final[NotStated[Any]] = NotStated(
    Label(
        "既涉及居民本人又涉及其家庭的登记单记入哪个账户？",
        "to whom is a slip credited that concerns a resident and a family?",
    ),
    tuple(Option(name=each.value, label=each.label, value=each) for each in CreditTo),
)
WINDOWS: Final[NotStated[Any]] = NotStated(
    Label(
        "“一季一兑换”在季内哪几日办理，逢休息日如何处理？",
        "on which days of a quarter are points redeemed, and what if they are days of rest?",
    ),
    (
        Option(
            name="whole_quarter",
            label=Label("季内任意一日", "on any day of the quarter"),
            value=Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP),
        ),
        Option(
            name="days",
            label=Label("自季内某日至某日", "from one day of the quarter to another"),
            make=days_of_quarter,
        ),
        Option(
            name="named_day",
            label=Label("季内某一日", "on one day of the quarter"),
            make=day_of_quarter,
        ),
    ),
)
CATALOGUE: Final[NotStated[Any]] = NotStated(
    Label(
        "可兑换哪些物品和服务，各需多少积分？",
        "which goods and services are there, and at what prices?",
    )
)
PRIORITY: Final[NotStated[Any]] = NotStated(
    Label("库存不足时谁优先？", "who comes first where stock is short?"),
    (
        *(Option(name=each.value, label=each.label, value=(each,)) for each in Criterion),
        Option(
            name="in_order",
            label=Label("按列明的次序", "by several, in a given order"),
            make=criteria,
        ),
    ),
)
LEAST: Final[NotStated[Any]] = NotStated(
    Label("有多少积分方可兑换？", "how many points must an account have to redeem at all?"),
    (
        Option(name="none", label=Label("不限", "any number"), value=0),
        Option(name="from", label=Label("自给定积分起", "a given number"), make=most),
    ),
)
HOLD_DAYS: Final[NotStated[Any]] = NotStated(
    Label("已分配的物品预留几日？", "for how many days is a gift held?"),
    (
        Option(name="none", label=Label("不设预留", "there are no holds"), make=none),
        Option(name="days", label=Label("预留给定天数", "for a given number"), make=days),
    ),
)
RANKED: Final[NotStated[Any]] = NotStated(
    Label("“一年一评比”评比哪些对象？", "which kinds of holder are ranked every year?"),
    (
        Option(
            name="all",
            label=Label("单位、家庭、商户均参评", "units, families and merchants"),
            value=("unit", "family", "merchant"),
        ),
        Option(name="listed", label=Label("按列明的对象", "those listed"), make=kinds),
    ),
)
TIES: Final[NotStated[Any]] = NotStated(
    Label("并列名次如何计算？", "how are ties counted?"),
    tuple(Option(name=each.value, label=each.label, value=each) for each in TieRule),
)
HONOURS: Final[NotStated[Any]] = NotStated(Label("评比授予哪些荣誉？", "which honours are given?"))
POSTING: Final[NotStated[Any]] = NotStated(
    Label("评比结果公示多少个工作日？", "for how many working days is the result posted?"),
    (
        Option(
            name="working_days",
            label=Label("公示给定的工作日", "for a given number"),
            make=working_days,
        ),
    ),
)
