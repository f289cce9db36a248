"""
沙依巴克区 (Shayibak District, Urumqi): pay, times of handling, and voluntary points.

Source: one article by the district's head of organisation work. It prints no year; 2023, which
names the source here, is assumed.

Stated: 20 % of the total pay (薪酬总额) of professional workers (职业化工作者) is a performance
award; it follows how many of the 五个好 the community's Party organisation meets: five pay
100 %, four 80 %, three 60 %, two 40 %, one 20 %, none nothing.

A system of handling within time limits named “1351” (限时办结) covers what comes in online, offline
and at home visits.

A points bank (积分银行) and a five-star store (五星超市), one bank for each grassroots community
Party organisation: points are earned under four heads and registered monthly, redeemed quarterly
and appraised yearly; units, families and merchants take part.

Limitations: the article explains none of the four digits, nor does any page found: the stages are
a question with four guesses on offer, each to be chosen with its units. Of extensions, reminders,
sending back and a community's duties it has no rule, and those fields are empty. On pay: the
article speaks of five tiers and lists six outcomes; all six are held here. It
prints no effective date: start and ``known`` are assumed to be 1 October 2023, the first of the
month after the meeting it reports ("in September this year"), that year being taken as 2023.
Everything else that a payslip
needs is left open and is a question here. Of stars, floors under means and the sharing out of a
unit's pool the article has no norm, and those fields are empty: a host whose pool is the unit's
wage bill announces how it is shared out. Of points it states the heads, which it says are some
among others, the kinds of holder and the cycles; activities, caps, expiry, prices, windows and
honours are questions. A hazard that is reported here is one of things, never of a person. That the
store opens once a quarter is in every answer that its question offers; that points are registered
by the month and ranked by the year is how the room works.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, Final

import attrs

from partygrid.clocks import StageScheme
from partygrid.dated import NotStated, SchemeKey, Series
from partygrid.labels import Label
from partygrid.packs import _points_questions, _promise_readings, _questions
from partygrid.packs._pack import Pack
from partygrid.pay import PayScheme
from partygrid.points import AppraisalScheme, Head, HolderKind, StoreScheme, Tariff
from partygrid.sources import Grade, Source

ARTICLE: Final = Source(
    key="shayibak-2023",
    title="蓄势赋能夯实基层党组织过硬“底盘”",
    issuer="王彩（中共乌鲁木齐市沙依巴克区委副书记、组织部部长）",
    locator="“抓绩效管好‘排头兵’”一段",
    grade=Grade.STATED,
)
PROMISE: Final = attrs.evolve(ARTICLE, key="shayibak-2023-promise", locator="“创新载体激活力”一段")
POINTS: Final = attrs.evolve(ARTICLE, key="shayibak-2023-points", locator="“积分兑换优服务”一段")
DATES: Final = Source(
    key="shayibak-2023-dates",
    title="施行日期原文未载明，按文中“今年9月”（年份假定为2023年）会议的次月首日假定",
    grade=Grade.ASSUMED,
)
_DAY: Final = date(2023, 10, 1)


@attrs.frozen(kw_only=True, repr=False)
class ShayibakPack(Pack):
    """
    Hold what Shayibak District states.

    Args:
        name: ``"shayibak"``.
        label: The district.
        pay: The pay scheme.
        promise: The stage scheme “1351”, its stages a question.
        tariff: What earns points: heads and kinds of holder, the rest a question.
        store: What points are redeemed for once a quarter, a question.
        appraisal: How a year of points is appraised, a question.
    """

    pay: PayScheme
    promise: StageScheme
    tariff: Tariff
    store: StoreScheme
    appraisal: AppraisalScheme


def _said(name: str, value: Any, source: Source = ARTICLE) -> Series[Any]:
    return Series[Any](name).announce(value, start=_DAY, known=_DAY, source=source, dated_by=DATES)


_promised: Final = partial(_said, source=PROMISE)
_HEADS: Final = (
    Head("policy_study", Label("政策学习", "policy study")),
    Head("waste_sorting", Label("垃圾分类", "waste sorting")),
    Head("volunteering", Label("志愿服务", "volunteering")),
    Head("hazards", Label("风险隐患上报", "reporting hazards")),
)
_KINDS: Final = (
    HolderKind("unit", Label("单位", "unit")),
    HolderKind("family", Label("家庭", "family")),
    HolderKind("merchant", Label("商户", "merchant")),
)


def _points(values: dict[str, Any]) -> dict[str, Series[Any]]:
    return {name: _said(name, value, POINTS) for name, value in values.items()}


def _tariff() -> Tariff:
    values = {
        "heads": _HEADS,
        "kinds": _KINDS,
        "activities": _points_questions.ACTIVITIES,
        "caps": _points_questions.CAPS,
        "storage_cap": _points_questions.STORAGE_CAP,
        "expiry": _points_questions.EXPIRY,
        "openings": _points_questions.OPENINGS,
        "credit_to": _points_questions.CREDIT_TO,
    }
    return Tariff(key=SchemeKey("shayibak", "tariff", "2023"), **_points(values))


def _store() -> StoreScheme:
    values: dict[str, NotStated[Any]] = {
        "windows": _points_questions.WINDOWS,
        "catalogue": _points_questions.CATALOGUE,
        "priority": _points_questions.PRIORITY,
        "least": _points_questions.LEAST,
        "hold_days": _points_questions.HOLD_DAYS,
    }
    return StoreScheme(key=SchemeKey("shayibak", "store", "2023"), **_points(values))


def _appraisal() -> AppraisalScheme:
    values: dict[str, NotStated[Any]] = {
        "kinds": _points_questions.RANKED,
        "ties": _points_questions.TIES,
        "honours": _points_questions.HONOURS,
        "posting": _points_questions.POSTING,
    }
    return AppraisalScheme(key=SchemeKey("shayibak", "appraisal", "2023"), **_points(values))


def pack() -> ShayibakPack:
    """
    Make the pack.
    """
    open_fields: dict[str, NotStated[Any]] = {
        "read_on": _questions.READ_ON,
        "service": _questions.SERVICE,
        "ladder": _questions.LADDER,
        "allowances_from": _questions.ALLOWANCES_FROM,
        "base": _questions.BASE,
        "scale": _questions.SCALE,
        "rounding": _questions.ROUNDING,
        "award_basis": _questions.AWARD_BASIS,
        "award_pool": _questions.AWARD_POOL,
        "award_lines": _questions.AWARD_LINES,
        "rating": _questions.RATING,
        "mover": _questions.MOVER,
        "part_month": _questions.PART_MONTH,
        "probation": _questions.PROBATION,
        "payments": _questions.PAYMENTS,
    }
    return ShayibakPack(
        name="shayibak",
        label=Label("乌鲁木齐市沙依巴克区", "Shayibak District, Urumqi"),
        pay=PayScheme(
            key=SchemeKey("shayibak", "pay", "2023"),
            covers=_said("covers", ("professional",)),
            award_rate=_said("award_rate", Fraction(20, 100)),
            award_shares=_said("award_shares", tuple(Fraction(met * 20, 100) for met in range(6))),
            award_apportion=_said("award_apportion", None),
            stars=_said("stars", None),
            floors=_said("floors", ()),
            **{name: _said(name, gap) for name, gap in open_fields.items()},
        ),
        promise=StageScheme(
            key=SchemeKey("shayibak", "promise", "1351"),
            stages=_promised("stages", _promise_readings.STAGES),
            extension=_promised("extension", None),
            reminders=_promised("reminders", ()),
            returns=_promised("returns", None),
            community_duties=_promised("community_duties", None),
        ),
        tariff=_tariff(),
        store=_store(),
        appraisal=_appraisal(),
    )
