"""
示例社区 (Example Community): a complete scheme of a place that does not exist.

Every number here is ASSUMED. The pack is there so that examples and first steps need no page of
set-up; no place pays by it, and nobody should.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Final

import attrs

from partygrid.dated import PeriodKind, ReadOn, SchemeKey, Series
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, yuan
from partygrid.org import Standing, Standings, UnitId, unit_id
from partygrid.packs._pack import Pack
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    Coefficients,
    Component,
    CountedLines,
    MoverRule,
    PayScheme,
    RatingRule,
    Selector,
    Table,
    YearlyRate,
)
from partygrid.people import (
    NO_CERTIFICATE,
    Appointment,
    CertificateRegistration,
    LevelConfirmation,
    Service,
    ServiceCount,
    Worker,
)
from partygrid.sources import Grade, Source

MADE_UP: Final = Source(
    key="example",
    title="示例数据，不对应任何地方",
    grade=Grade.ASSUMED,
)
_START: Final = date(2024, 1, 1)
_LEVELS: Final = range(1, 19)


@attrs.frozen(kw_only=True)
class ExamplePack(Pack):
    """
    Hold a made-up place: a complete scheme, one worker, one community's ratings.

    Args:
        name: ``"example"``.
        label: The place.
        pay: A pay scheme that leaves nothing open.
        worker: A worker with the facts that the scheme needs.
        standings: The ratings of the worker's community.
    """

    pay: PayScheme
    worker: Worker
    standings: Standings = attrs.field(repr=False)


def _said(name: str, value: Any, start: date = _START) -> Series[Any]:
    return Series[Any](name).announce(value, start=start, known=start, source=MADE_UP)


def _scale() -> tuple[Component, ...]:
    return (
        Component(
            key="post",
            label=Label("岗位工资", "post pay"),
            selector=Selector.LEVEL,
            amount=Coefficients(
                tuple((level, 1 + Fraction(85, 1000) * (level - 1)) for level in _LEVELS)
            ),
        ),
        Component(
            key="seniority",
            label=Label("年限津贴", "seniority allowance"),
            selector=Selector.YEARS,
            amount=YearlyRate(per_year=yuan("35.50"), cap=40),
        ),
        Component(
            key="certificate",
            label=Label("职业资格津贴", "certificate allowance"),
            selector=Selector.CERTIFICATE,
            amount=Table(
                (
                    (NO_CERTIFICATE, yuan(0)),
                    ("assistant", yuan(120)),
                    ("social_worker", yuan(260)),
                    ("senior", yuan(450)),
                )
            ),
            row_labels=(
                (NO_CERTIFICATE, Label("无", "none")),
                ("assistant", Label("助理社会工作师", "assistant social worker")),
                ("social_worker", Label("社会工作师", "social worker")),
                ("senior", Label("高级社会工作师", "senior social worker")),
            ),
        ),
    )


def _pay() -> PayScheme:
    base = _said("base", yuan("2230.50")).announce(
        yuan("2310.50"), start=date(2025, 1, 1), known=date(2024, 12, 20), source=MADE_UP
    )
    return PayScheme(
        key=SchemeKey("example", "pay", "2024"),
        read_on=_said("read_on", ReadOn.FIRST_DAY),
        covers=_said("covers", ("professional",)),
        service_count=_said("service_count", ServiceCount.PER_PERIOD),
        base=base,
        scale=_said("scale", _scale()),
        rounding=_said("rounding", HALF_UP_TO_FEN),
        award_rate=_said("award_rate", Fraction(20, 100)),
        award_shares=_said("award_shares", tuple(Fraction(met, 5) for met in range(6))),
        award_basis=_said("award_basis", AwardBasis.OF_TOTAL),
        award_pool=_said("award_pool", AwardPool.PER_WORKER),
        award_lines=_said("award_lines", CountedLines(None)),
        rating=_said("rating", RatingRule(every=PeriodKind.YEAR, lag=1)),
        mover=_said("mover", MoverRule.BY_MONTHS_SERVED),
    )


def _worker(unit: UnitId) -> Worker:
    first = date(2019, 3, 1)
    recorded = date(2019, 3, 4)
    return Worker(
        "w-1",
        (
            Service(id="s-1", staff="professional", start=first, known=recorded),
            Appointment(id="a-1", unit=unit, start=first, known=recorded),
            LevelConfirmation(id="l-1", level=7, start=date(2024, 1, 1), known=date(2023, 12, 25)),
            CertificateRegistration(
                id="c-1", certificate="assistant", start=date(2021, 7, 1), known=date(2021, 7, 9)
            ),
        ),
    )


def pack() -> ExamplePack:
    """
    Make the pack.
    """
    unit = unit_id("community-1")
    rated = Series[Standing]("standing of community-1").announce(
        Standing(criteria_met=4),
        start=date(2024, 1, 1),
        end=date(2025, 1, 1),
        known=date(2025, 1, 20),
        source=MADE_UP,
    )
    return ExamplePack(
        name="example",
        label=Label("示例社区", "Example Community"),
        pay=_pay(),
        worker=_worker(unit),
        standings={unit: rated},
    )
