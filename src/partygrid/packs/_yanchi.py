"""
盐池县 (Yanchi County, Wuzhong, Ningxia): pay.

Source: one newspaper report on the county's urban Party building. It prints no date.

Stated: community workers stand on a ladder of three categories, 正职, 副职 and 成员, with 18 levels
in all; pay is tied to years of work, education and degree, professional standard, and the stars of
the community's Party organisation; the mean post subsidy payable (应发任职补贴) of the three
categories is 5,500, 5,300 and 5,100 yuan a month or more.

Limitations: those amounts are floors under means and pay nobody; here they are norms over all that
is payable. Windows, years a step, what a degree or a certificate is worth, coefficients and what a
star does are not printed, and neither is whether part of pay is an award: each is a question here.
Start and ``known`` are assumed to be 1 January 2023. The 18 levels have since been replaced in
parts of the same region, so a host should ask which ladder its county uses today. Auxiliary grid
workers, paid 1,000 yuan a year, are another population and not covered.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import attrs

from partygrid.dated import Effective, NotStated, Option, PeriodKind, SchemeKey, Series
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.packs import _questions
from partygrid.packs._catalogue_lines import CatalogueLine
from partygrid.packs._pack import Pack
from partygrid.pay import (
    Concurrent,
    CountedLines,
    Credit,
    MeanFloor,
    PayLadder,
    PayScheme,
    Position,
    Rungs,
    every,
)
from partygrid.sources import Grade, Source

REPORT: Final = Source(
    key="yanchi-2023",
    title="盐池县：网格连心优服务 党群同心一家亲",
    issuer="杜英姿、郭文治、孟航、李彤彤、李静雯（记者）",
    locator="“做足待遇保障”一段",
    grade=Grade.STATED,
)
DATES: Final = Source(
    key="yanchi-2023-dates",
    title="施行日期原文未载明，假定为2023年1月1日",
    grade=Grade.ASSUMED,
)
_DAY: Final = date(2023, 1, 1)
_LEVEL_COUNT: Final = 18
# From the lowest to the highest, with the floor under the mean in yuan and the window that other
# places publish.
_CATEGORIES: Final = (
    ("member", Label("成员", "member"), 5100, 1, 12),
    ("deputy", Label("副职", "deputy"), 5300, 4, 15),
    ("chief", Label("正职", "chief"), 5500, 7, 18),
)


@attrs.frozen(kw_only=True, repr=False)
class YanchiPack(Pack):
    """
    Hold what Yanchi County states.

    Args:
        name: ``"yanchi"``.
        label: The county.
        pay: The pay scheme.
        categories: The categories of the ladder, from the lowest to the highest.
        level_count: How many levels it has in all.
        drivers: What pay is tied to.
        source: Where categories, levels and drivers are stated.
    """

    pay: PayScheme
    categories: tuple[Label, ...]
    level_count: int
    drivers: tuple[Label, ...]
    source: Source = attrs.field(repr=False)

    def remarks(self) -> tuple[CatalogueLine, ...]:
        """
        List categories, number of levels, and what pay is tied to.
        """
        count = Label(f"{self.level_count} 级", f"{self.level_count} levels")
        return tuple(
            CatalogueLine(
                field=field,
                label=label,
                items=tuple(("", each) for each in said),
                source=self.source,
            )
            for field, label, said in (
                ("categories", Label("岗位类别", "categories of the ladder"), self.categories),
                ("level_count", Label("级别总数", "levels in all"), (count,)),
                ("drivers", Label("薪酬挂钩内容", "what pay is tied to"), self.drivers),
            )
        )


def _said(name: str, value: Any) -> Series[Any]:
    return Series[Any](name).announce(value, start=_DAY, known=_DAY, source=REPORT, dated_by=DATES)


def _floors() -> tuple[MeanFloor, ...]:
    return tuple(
        MeanFloor(
            key=f"mean_{key}",
            label=Label(f"{label.zh}平均应发任职补贴", f"mean post subsidy payable, {label.en}"),
            positions=(key,),
            lines=CountedLines(None),
            every=PeriodKind.MONTH,
            least=yuan(floor),
        )
        for key, label, floor, _, _ in _CATEGORIES
    )


def _windows(
    *,
    years: int,
    credits: tuple[Credit, ...],  # noqa: A002 - as the ladder calls them
    offices: tuple[tuple[str, str], ...],
    effective: Effective,
    concurrent: Concurrent,
) -> PayLadder:
    """
    Build the ladder with the windows that most places publish, at equal steps.
    """
    return PayLadder(
        positions=tuple(
            Position(
                key=key,
                label=label,
                levels=Rungs(lowest=lowest, highest=highest, rises=every(years)),
            )
            for key, label, _, lowest, highest in _CATEGORIES
        ),
        offices=offices,
        credits=credits,
        effective=effective,
        concurrent=concurrent,
    )


def _given(*, ladder: PayLadder) -> PayLadder:
    """
    Take a ladder that has the three categories and the 18 levels.
    """
    if type(ladder) is not PayLadder:
        raise WrongTypeError(field="ladder", value=ladder, allowed="a PayLadder")
    keys = tuple(key for key, *_ in _CATEGORIES)
    found = tuple(position.key for position in ladder.positions)
    if found != keys:
        raise ValueNotAllowedError(
            field="ladder.positions", value=found, allowed=", ".join(keys), source=REPORT.cite()
        )
    windows = [position.levels for position in ladder.positions if position.levels is not None]
    levels = {level for window in windows for level in range(window.lowest, window.highest + 1)}
    if levels != set(range(1, _LEVEL_COUNT + 1)):
        raise ValueNotAllowedError(
            field="ladder.positions: levels",
            value=tuple(sorted(levels)),
            allowed=f"windows that make up levels 1 to {_LEVEL_COUNT}",
            source=REPORT.cite(),
        )
    return ladder


_LADDER: Final = NotStated(
    Label(
        "三类共18级：各类的级别区间、升级年限、学历和专业水平的加级如何规定？",
        "three categories, 18 levels in all: which levels has each, after how many years does "
        "one rise, and what are degrees and certificates worth?",
    ),
    (
        Option(
            name="published_windows",
            label=Label(
                "外地公布的区间（正职7—18级、副职4—15级、成员1—12级），非盐池县公布",
                "windows published elsewhere, not by Yanchi: chief 7–18, deputy 4–15, member 1–12",
            ),
            make=_windows,
        ),
        Option(
            name="ladder",
            label=Label(
                "按给定的岗位职级（member、deputy、chief 三类，共18级）",
                "a given ladder of member, deputy and chief with 18 levels in all",
            ),
            make=_given,
        ),
    ),
)
_SERVICE: Final = NotStated(
    Label(
        "薪酬与工作年限挂钩：工作年限如何计算？",
        "pay is tied to years of work: how are they counted?",
    ),
    _questions.SERVICE_OPTIONS,
)
_SCALE: Final[NotStated[Any]] = NotStated(
    Label(
        "三类平均任职补贴只有下限：任职补贴由哪些项目构成，各级标准是多少？",
        "the three means have floors alone: which components make up the subsidy, and what does "
        "each level pay?",
    )
)


def pack() -> YanchiPack:
    """
    Make the pack.
    """
    open_fields: dict[str, NotStated[Any]] = {
        "read_on": _questions.READ_ON,
        "service": _SERVICE,
        "ladder": _LADDER,
        "allowances_from": _questions.ALLOWANCES_FROM,
        "base": _questions.BASE,
        "scale": _SCALE,
        "rounding": _questions.ROUNDING,
        "award_rate": _questions.AWARD_RATE,
        "award_shares": _questions.AWARD_SHARES,
        "award_basis": _questions.AWARD_BASIS,
        "award_pool": _questions.AWARD_POOL,
        "award_lines": _questions.AWARD_LINES,
        "rating": _questions.RATING,
        "mover": _questions.MOVER,
        "stars": _questions.STARS,
        "part_month": _questions.PART_MONTH,
        "probation": _questions.PROBATION,
        "payments": _questions.PAYMENTS,
    }
    return YanchiPack(
        name="yanchi",
        label=Label("吴忠市盐池县", "Yanchi County, Wuzhong"),
        pay=PayScheme(
            key=SchemeKey("yanchi", "pay", "2023"),
            covers=_said("covers", ("community_worker",)),
            floors=_said("floors", _floors()),
            award_apportion=_said("award_apportion", None),
            **{name: _said(name, gap) for name, gap in open_fields.items()},
        ),
        categories=tuple(label for _, label, *_ in _CATEGORIES),
        level_count=_LEVEL_COUNT,
        drivers=(
            Label("工作年限", "years of work"),
            Label("学历学位", "education and degree"),
            Label("专业水平", "professional standard"),
            Label("所在社区党组织星级", "stars of the community's Party organisation"),
        ),
        source=REPORT,
    )
