"""
The points bank of the place that does not exist: tariff, store and appraisal.

Every number is ASSUMED.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Final

from partygrid.dated import SchemeKey, Series
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.points import (
    Activity,
    AppraisalScheme,
    Cap,
    CapPeriod,
    CapScope,
    CreditTo,
    Criterion,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Gift,
    Head,
    HolderKind,
    Honour,
    Opening,
    Quantity,
    StoreScheme,
    Tariff,
    TieRule,
    TopUp,
)
from partygrid.sources import Source
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

_START: Final = date(2024, 1, 1)
_ALL: Final = ("resident", "family", "merchant", "unit")
_HOMES: Final = ("resident", "family")
_BODIES: Final = ("merchant", "unit")
_HEADS: Final = (
    Head("study", Label("政策学习", "policy study")),
    Head("waste", Label("垃圾分类", "waste sorting")),
    Head("volunteering", Label("志愿服务", "volunteering")),
    Head("hazards", Label("隐患上报", "reporting hazards")),
)
_KINDS: Final = (
    HolderKind("resident", Label("居民", "resident")),
    HolderKind("family", Label("家庭", "family")),
    HolderKind("merchant", Label("商户", "merchant")),
    HolderKind("unit", Label("单位", "unit")),
)


def _activity(
    key: str,
    label: Label,
    head: str,
    earns: tuple[int, int, Quantity],
    kinds: tuple[str, ...] = _ALL,
) -> Activity:
    points, per, unit = earns
    return Activity(
        key=key, label=label, head=head, points=points, per=per, unit=unit, kinds=kinds
    )


_TIME: Final = (3, 1, Quantity.TIME)
_ACTIVITIES: Final = (
    _activity("lecture", Label("参加宣讲", "lecture"), "study", (2, 1, Quantity.TIME)),
    _activity(
        "course", Label("线上课程", "online course"), "study", (1, 30, Quantity.MINUTE), _HOMES
    ),
    _activity(
        "kitchen_waste",
        Label("厨余垃圾投放", "kitchen waste handed in"),
        "waste",
        (2, 1000, Quantity.GRAM),
        ("family", "merchant"),
    ),
    _activity(
        "recyclables",
        Label("可回收物交投", "recyclables handed in"),
        "waste",
        (1, 10, Quantity.ITEM),
    ),
    _activity(
        "hours",
        Label("志愿服务时长", "hours of volunteering"),
        "volunteering",
        (1, 60, Quantity.MINUTE),
    ),
    _activity("clean_up", Label("环境整治", "clean-up"), "volunteering", _TIME),
    _activity("free_service", Label("便民服务", "free service"), "volunteering", _TIME, _BODIES),
    _activity("hazard", Label("设施隐患上报", "report of a hazard"), "hazards", _TIME),
)


def _cap(
    key: str, label: Label, most: tuple[int, CapPeriod], scope: CapScope, *activities: str
) -> Cap:
    points, every = most
    return Cap(
        key=key, label=label, points=points, every=every, scope=scope, activities=activities
    )


_CAPS: Final = (
    _cap(
        "waste_day",
        Label("垃圾分类每日上限", "daily cap of waste sorting"),
        (5, CapPeriod.DAY),
        CapScope.HOUSEHOLD,
        "kitchen_waste",
        "recyclables",
    ),
    _cap(
        "hazard_month",
        Label("隐患上报每月上限", "monthly cap of hazards"),
        (15, CapPeriod.MONTH),
        CapScope.HOLDER,
        "hazard",
    ),
    _cap("day", Label("每日上限", "daily cap"), (10, CapPeriod.DAY), CapScope.HOLDER),
    _cap(
        "household_month",
        Label("每户每月上限", "monthly cap of a household"),
        (150, CapPeriod.MONTH),
        CapScope.HOUSEHOLD,
    ),
)
_CATALOGUE: Final = (
    Gift(key="tissues", label=Label("抽纸", "tissues"), points=20, limit=4),
    Gift(key="detergent", label=Label("洗衣液", "detergent"), points=45, limit=2),
    Gift(
        key="rice",
        label=Label("大米5公斤", "rice, 5 kg"),
        points=60,
        limit=1,
        top_up=TopUp(yuan("0.50"), Fraction(1, 2)),
    ),
    Gift(
        key="haircut",
        label=Label("理发服务", "haircut"),
        points=30,
        limit=1,
        kinds=_HOMES,
        stocked=False,
    ),
    Gift(key="meal", label=Label("社区食堂餐券", "meal coupon"), points=15, limit=5),
    Gift(
        key="notice",
        label=Label("公示栏展示一月", "month on the board"),
        points=80,
        kinds=_BODIES,
        stocked=False,
    ),
)
_HONOURS: Final = (
    Honour(key="resident_100", label=Label("一星", "one star"), kind="resident", points=100),
    Honour(key="resident_300", label=Label("二星", "two stars"), kind="resident", points=300),
    Honour(key="family", label=Label("优秀家庭", "family of the year"), kind="family", best=3),
    Honour(
        key="merchant", label=Label("优秀商户", "merchant of the year"), kind="merchant", best=1
    ),
    Honour(key="unit", label=Label("优秀共建单位", "unit of the year"), kind="unit", best=1),
)


def _said(name: str, value: Any, source: Source) -> Series[Any]:
    return Series[Any](name).announce(value, start=_START, known=_START, source=source)


def tariff(source: Source) -> Tariff:
    """
    Make the tariff.
    """
    values = {
        "heads": _HEADS,
        "kinds": _KINDS,
        "activities": _ACTIVITIES,
        "caps": _CAPS,
        "storage_cap": 1500,
        "expiry": Expiry(rule=ExpiryRule.ROLLING, base=ExpiryBase.REGISTRATION, amount=12),
        "openings": (Opening("family", 10),),
        "credit_to": CreditTo.HOLDER,
    }
    return Tariff(
        key=SchemeKey("example", "tariff", "2024"),
        **{name: _said(name, value, source) for name, value in values.items()},
    )


def store(source: Source) -> StoreScheme:
    """
    Make the store: open in the last days of each quarter.
    """
    values = {
        "windows": Cadence(
            every=Rhythm.QUARTER,
            times=1,
            window=(PeriodDay(20, month=3), PeriodDay(-1, month=3)),
            rest=RestRule.KEEP,
        ),
        "catalogue": _CATALOGUE,
        "priority": (Criterion.FEWEST_GIFTS, Criterion.EARLIEST_ASKED),
        "least": 10,
        "hold_days": 7,
    }
    return StoreScheme(
        key=SchemeKey("example", "store", "2024"),
        **{name: _said(name, value, source) for name, value in values.items()},
    )


def appraisal(source: Source) -> AppraisalScheme:
    """
    Make the appraisal.
    """
    values = {
        "kinds": _ALL,
        "ties": TieRule.STANDARD,
        "honours": _HONOURS,
        "posting": Limit(
            amount=5,
            unit=LimitUnit.WORKING_DAY,
            start=StartRule.AFTER_STARTING_DAY,
            roll=RollRule.NONE,
            end=EndRule.END_OF_DAY,
        ),
    }
    return AppraisalScheme(
        key=SchemeKey("example", "appraisal", "2024"),
        **{name: _said(name, value, source) for name, value in values.items()},
    )
