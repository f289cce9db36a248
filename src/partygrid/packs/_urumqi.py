"""
乌鲁木齐市 (Urumqi): pay.

Source: one article on the city's urban Party building, with pictures from its organisation
department. The text at hand has neither title nor date.

Stated: pay of community workers is adjusted over time and tied to three things, the economic
level, the years of work and the level of the post; after 20 full years of work it can reach that
of a cadre of county-division rank (县处级).

Limitations: which index stands for the economic level, how often and by which formula pay moves,
how years are counted and which levels there are is not printed: each is a question here. What can
be reached after 20 years is a norm: `Attainable` compares a payslip with an amount that the host
knows, and pays nobody. The article speaks of the first half of "this year" after four yearly
intakes from 2018 on, and of the 19th congress as the latest; start and ``known`` are assumed to be
1 July 2022. State cadres, public-welfare posts and hired staff are other populations and not
covered. For the districts see their own packs.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import attrs

from partygrid.dated import (
    AssumedPart,
    Assumption,
    Dated,
    NotStated,
    SchemeKey,
    Series,
)
from partygrid.labels import Label
from partygrid.packs import _questions
from partygrid.packs._catalogue_lines import CatalogueLine, line_of
from partygrid.packs._pack import Pack
from partygrid.pay import Attainable, PayScheme
from partygrid.sources import Grade, Source

ARTICLE: Final = Source(
    key="urumqi-2022",
    title="乌鲁木齐市城市基层党建文章（所据文本无标题）",
    issuer="图片由乌鲁木齐市委组织部提供",
    locator="“做强基层力量推动基层队伍结构更加合理”一节",
    grade=Grade.STATED,
)
DATES: Final = Source(
    key="urumqi-2022-dates",
    title="施行日期原文未载明，按文中“今年上半年”（年份假定为2022年）之后的首日假定",
    grade=Grade.ASSUMED,
)
_DAY: Final = date(2022, 7, 1)
_AFTER_YEARS: Final = 20


@attrs.frozen(kw_only=True, repr=False)
class UrumqiPack(Pack):
    """
    Hold what Urumqi states.

    Args:
        name: ``"urumqi"``.
        label: The city.
        pay: The pay scheme.
        hooks: The three things that pay is tied to.
        attainable: What pay can reach after 20 full years.
        source: Where the hooks are stated.
    """

    pay: PayScheme
    hooks: tuple[Label, ...]
    attainable: Attainable
    source: Source = attrs.field(repr=False)

    def remarks(self) -> tuple[CatalogueLine, ...]:
        """
        List what pay is tied to, and what it can reach.
        """
        rank, years = self.attainable.label, self.attainable.years
        reach = Label(
            f"满 {years} 年可达到{rank.zh}的水平", f"after {years} full years that of: {rank.en}"
        )
        return (
            CatalogueLine(
                field="hooks",
                label=Label("薪酬挂钩内容", "what pay is tied to"),
                items=tuple(("", hook) for hook in self.hooks),
                source=self.source,
            ),
            line_of(
                "attainable",
                Label("薪酬可达到的水平", "what pay can reach"),
                self.attainable.entry,
                (("", reach),),
            ),
        )

    def assumptions(self) -> tuple[Assumption, ...]:
        """
        List every number, and every pair of dates, that is a guess.
        """
        dates = Assumption(field="attainable", entry=self.attainable.entry, part=AssumedPart.DATES)
        return (*Pack.assumptions(self), dates)


def _said(name: str, value: Any) -> Series[Any]:
    return Series[Any](name).announce(
        value, start=_DAY, known=_DAY, source=ARTICLE, dated_by=DATES
    )


_BASE: Final[NotStated[Any]] = NotStated(
    Label(
        "薪酬与经济发展水平挂钩：以哪项指标为准，多久调整一次，如何计算？",
        "pay is tied to the economic level: by which index, how often, by which formula?",
    ),
    _questions.INDEXED_BASE_OPTIONS,
)
_SERVICE: Final = NotStated(
    Label(
        "薪酬与工作年限挂钩：工作年限如何计算？",
        "pay is tied to years of work: how are they counted?",
    ),
    _questions.SERVICE_OPTIONS,
)
_LADDER: Final = NotStated(
    Label(
        "薪酬与职务等级挂钩：有哪些岗位和等级，如何晋升？",
        "pay is tied to the level of the post: which posts and levels are there, and how does "
        "one rise?",
    ),
    _questions.LADDER_OPTIONS,
)


def pack() -> UrumqiPack:
    """
    Make the pack.
    """
    open_fields: dict[str, NotStated[Any]] = {
        "read_on": _questions.READ_ON,
        "service": _SERVICE,
        "ladder": _LADDER,
        "allowances_from": _questions.ALLOWANCES_FROM,
        "base": _BASE,
        "scale": _questions.SCALE,
        "rounding": _questions.ROUNDING,
        "award_rate": _questions.AWARD_RATE,
        "award_shares": _questions.AWARD_SHARES,
        "award_basis": _questions.AWARD_BASIS,
        "award_pool": _questions.AWARD_POOL,
        "award_lines": _questions.AWARD_LINES,
        "rating": _questions.RATING,
        "mover": _questions.MOVER,
        "part_month": _questions.PART_MONTH,
        "probation": _questions.PROBATION,
        "payments": _questions.PAYMENTS,
    }
    return UrumqiPack(
        name="urumqi",
        label=Label("乌鲁木齐市", "Urumqi"),
        pay=PayScheme(
            key=SchemeKey("urumqi", "pay", "2022"),
            covers=_said("covers", ("community_worker",)),
            award_apportion=_said("award_apportion", None),
            stars=_said("stars", None),
            floors=_said("floors", ()),
            **{name: _said(name, gap) for name, gap in open_fields.items()},
        ),
        hooks=(
            Label("经济发展水平", "economic level"),
            Label("工作年限", "years of work"),
            Label("职务等级", "level of the post"),
        ),
        attainable=Attainable(
            label=Label("县处级干部工资待遇水平", "pay of a cadre of county-division rank"),
            years=_AFTER_YEARS,
            entry=Dated(
                value=_AFTER_YEARS, start=_DAY, known=_DAY, source=ARTICLE, dated_by=DATES
            ),
        ),
        source=ARTICLE,
    )
