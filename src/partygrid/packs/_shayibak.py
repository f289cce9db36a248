"""
沙依巴克区 (Shayibak District, Urumqi): pay, and within which time matters are handled.

Source: one article by the district's head of organisation work. It prints no year; 2023, which
names the source here, is assumed.

Stated: 20 % of the total pay (薪酬总额) of professional workers (职业化工作者) is a performance
award; it follows how many of the 五个好 the community's Party organisation meets: five pay
100 %, four 80 %, three 60 %, two 40 %, one 20 %, none nothing.

A system of handling within time limits named “1351” (限时办结) covers what comes in online, offline
and at home visits.

Limitations: the article explains none of the four digits, nor does any page found: the stages are
a question with four guesses on offer, each to be chosen with its units. Of extensions, reminders,
sending back and a community's duties it has no rule, and those fields are empty. On pay: the
article speaks of five tiers and lists six outcomes; all six are held here. It
prints no effective date: start and ``known`` are assumed to be 1 October 2023, the first of the
month after the meeting it reports ("in September this year"), that year being taken as 2023.
Everything else that a payslip
needs is left open and is a question here. Of stars, floors under means and the sharing out of a
unit's pool the article has no norm, and those fields are empty: a host whose pool is the unit's
wage bill announces how it is shared out.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Final

import attrs

from partygrid.clocks import StageScheme
from partygrid.dated import NotStated, SchemeKey, Series
from partygrid.labels import Label
from partygrid.packs import _promise_readings, _questions
from partygrid.packs._pack import Pack
from partygrid.pay import PayScheme
from partygrid.sources import Grade, Source

ARTICLE: Final = Source(
    key="shayibak-2023",
    title="蓄势赋能夯实基层党组织过硬“底盘”",
    issuer="王彩（中共乌鲁木齐市沙依巴克区委副书记、组织部部长）",
    locator="“抓绩效管好‘排头兵’”一段",
    grade=Grade.STATED,
)
PROMISE: Final = attrs.evolve(ARTICLE, key="shayibak-2023-promise", locator="“创新载体激活力”一段")
DATES: Final = Source(
    key="shayibak-2023-dates",
    title="施行日期原文未载明，按文中“今年9月”（年份假定为2023年）会议的次月首日假定",
    grade=Grade.ASSUMED,
)
_DAY: Final = date(2023, 10, 1)


@attrs.frozen(kw_only=True)
class ShayibakPack(Pack):
    """
    Hold what Shayibak District states.

    Args:
        name: ``"shayibak"``.
        label: The district.
        pay: The pay scheme.
        promise: The stage scheme “1351”, its stages a question.
    """

    pay: PayScheme
    promise: StageScheme


def _said(name: str, value: Any) -> Series[Any]:
    return Series[Any](name).announce(
        value, start=_DAY, known=_DAY, source=ARTICLE, dated_by=DATES
    )


def _promised(name: str, value: Any) -> Series[Any]:
    return Series[Any](name).announce(
        value, start=_DAY, known=_DAY, source=PROMISE, dated_by=DATES
    )


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
    )
