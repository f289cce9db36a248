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

from partygrid.clocks import Case, StageScheme
from partygrid.dated import Effective, PeriodKind, ReadOn, SchemeKey, Series
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, yuan
from partygrid.org import Standing, Standings, UnitId, unit_id
from partygrid.packs import _example_calendar, _example_points, _example_promise
from partygrid.packs._pack import Pack
from partygrid.pay import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    Coefficients,
    Component,
    Concurrent,
    CountedLines,
    Credit,
    CreditFor,
    CreditGives,
    MoverRule,
    PartMethod,
    PartMonth,
    PayLadder,
    PaymentPlan,
    PaymentRule,
    PayScheme,
    Position,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Rungs,
    Selector,
    Table,
    YearlyRate,
    every,
)
from partygrid.people import (
    NO_CERTIFICATE,
    Appointment,
    CertificateRegistration,
    Degree,
    Education,
    PartYears,
    Service,
    ServiceCount,
    ServiceRule,
    Worker,
)
from partygrid.points import AppraisalScheme, StoreScheme, Tariff
from partygrid.sources import Grade, Source
from partygrid.worktime import WorkCalendar

MADE_UP: Final = Source(
    key="example",
    title="示例数据，不对应任何地方",
    grade=Grade.ASSUMED,
)
_START: Final = date(2024, 1, 1)
_LEVELS: Final = range(1, 19)


@attrs.frozen(kw_only=True, repr=False)
class ExamplePack(Pack):
    """
    Hold a made-up place: a complete scheme, one worker, one community's ratings.

    Args:
        name: ``"example"``.
        label: The place.
        pay: A pay scheme that leaves nothing open.
        worker: A worker with the facts that the scheme needs.
        standings: The ratings of the worker's community.
        calendar: The working days of 2025 and 2026, and the hours of the community's office.
        promise: Within which time residents' matters are handled.
        case: One matter that was handled.
        tariff: What earns points.
        store: What points are redeemed for.
        appraisal: How a year of points is appraised.
    """

    pay: PayScheme
    worker: Worker
    standings: Standings = attrs.field(repr=False)
    calendar: WorkCalendar
    promise: StageScheme
    case: Case
    tariff: Tariff
    store: StoreScheme
    appraisal: AppraisalScheme


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


def _service() -> ServiceRule:
    return ServiceRule(
        count=ServiceCount.PER_PERIOD,
        part_years=PartYears.DROPPED,
        effective=Effective.SAME_DAY,
        breaks=("leave_without_pay",),
    )


def _ladder() -> PayLadder:
    """
    Three positions on 18 levels, the window that most places publish; the rest is made up.
    """
    windows = (
        ("member", Label("成员", "member"), 1, 12),
        ("deputy", Label("副职", "deputy"), 4, 15),
        ("chief", Label("正职", "chief"), 7, 18),
    )
    return PayLadder(
        positions=tuple(
            Position(
                key=key,
                label=label,
                levels=Rungs(lowest=lowest, highest=highest, rises=every(3)),
            )
            for key, label, lowest, highest in windows
        ),
        offices=(
            ("member", "member"),
            ("grid_worker", "member"),
            ("deputy_secretary", "deputy"),
            ("deputy_director", "deputy"),
            ("secretary", "chief"),
            ("director", "chief"),
            ("station_head", "chief"),
        ),
        credits=(
            Credit(
                key="degree",
                label=Label("学历学位", "education and degree"),
                looks_at=CreditFor.EDUCATION_AND_DEGREE,
                gives=CreditGives.LEVELS,
                rows=(("junior_college", 0), ("bachelor", 1), ("master", 2), ("doctor", 3)),
                effective=Effective.NEXT_MONTH,
                group="education",
            ),
            Credit(
                key="education",
                label=Label("仅学历或学位", "education or degree alone"),
                looks_at=CreditFor.EDUCATION_OR_DEGREE,
                gives=CreditGives.YEARS,
                rows=(("junior_college", 0), ("bachelor", 1), ("master", 3), ("doctor", 5)),
                effective=Effective.NEXT_MONTH,
                group="education",
            ),
        ),
        effective=Effective.NEXT_MONTH,
        concurrent=Concurrent.HIGHER,
    )


def _probation() -> tuple[ProbationRule, ...]:
    return (
        ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(80, 100), award=False),
    )


_MONTHLY: Final = PaymentRule(every=PeriodKind.MONTH, lag=0, day=15, after_rating=False)


def _pay() -> PayScheme:
    base = _said("base", yuan("2230.50")).announce(
        yuan("2310.50"), start=date(2025, 1, 1), known=date(2024, 12, 20), source=MADE_UP
    )
    return PayScheme(
        key=SchemeKey("example", "pay", "2024"),
        read_on=_said("read_on", ReadOn.FIRST_DAY),
        covers=_said("covers", ("professional",)),
        service=_said("service", _service()),
        ladder=_said("ladder", _ladder()),
        allowances_from=_said(
            "allowances_from",
            AllowancesFrom(certificate=Effective.NEXT_MONTH, education=Effective.NEXT_MONTH),
        ),
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
        award_apportion=_said("award_apportion", None),
        stars=_said("stars", None),
        part_month=_said(
            "part_month",
            PartMonth(method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(None)),
        ),
        probation=_said("probation", _probation()),
        payments=_said("payments", PaymentPlan(fixed=_MONTHLY, award=_MONTHLY)),
        floors=_said("floors", ()),
    )


def _worker(unit: UnitId) -> Worker:
    first = date(2019, 3, 1)
    recorded = date(2019, 3, 4)
    return Worker(
        "w-1",
        (
            Service(id="s-1", staff="professional", start=first, known=recorded),
            Appointment(
                id="a-1", unit=unit, office="deputy_director", start=first, known=recorded
            ),
            Education(id="e-1", education="bachelor", start=date(2018, 7, 1), known=recorded),
            Degree(id="d-1", degree="bachelor", start=date(2018, 7, 1), known=recorded),
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
        calendar=_example_calendar.calendar(MADE_UP),
        promise=_example_promise.promise(MADE_UP),
        case=_example_promise.case(),
        tariff=_example_points.tariff(MADE_UP),
        store=_example_points.store(MADE_UP),
        appraisal=_example_points.appraisal(MADE_UP),
    )
