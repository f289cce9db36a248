"""
A small pay scheme that the tests of pay share; each test changes the fields that it is about.

The amounts are made up: base 2,310.50 yuan, level n pays 1 + 0.085 × (n − 1) of it, 35.50 yuan for
each of at most 40 years, and 0, 120, 260 or 450 yuan for a certificate.
"""

from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import Effective, Month, PeriodKind, ReadOn, SchemeKey, Series
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN
from partygrid.org import Standing
from partygrid.pay import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    Coefficients,
    Component,
    Concurrent,
    CountedLines,
    MoverRule,
    PartMethod,
    PartMonth,
    PayLadder,
    PaymentPlan,
    PaymentRule,
    PayScheme,
    Position,
    RatingRule,
    Rungs,
    Selector,
    Table,
    YearlyRate,
    every,
)
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    LevelConfirmation,
    PartYears,
    Service,
    ServiceCount,
    ServiceRule,
    Worker,
)
from partygrid.sources import Grade, Source
from partygrid.trace import recompute

NOTICE = Source(key="notice", title="区财政局通知", locator="第三条", grade=Grade.HOST)
START = date(2024, 1, 1)
JUNE = Month(2025, 6)

SCALE = (
    Component(
        key="post",
        label=Label("岗位工资", "post pay"),
        selector=Selector.LEVEL,
        amount=Coefficients(tuple((n, 1 + Fraction(85, 1000) * (n - 1)) for n in range(1, 19))),
    ),
    Component(
        key="seniority",
        label=Label("年限津贴", "seniority allowance"),
        selector=Selector.YEARS,
        amount=YearlyRate(per_year=3550, cap=40),
    ),
    Component(
        key="certificate",
        label=Label("职业资格津贴", "certificate allowance"),
        selector=Selector.CERTIFICATE,
        amount=Table(
            (("none", 0), ("assistant", 12000), ("social_worker", 26000), ("senior", 45000))
        ),
        row_labels=(("assistant", Label("助理社会工作师", "assistant social worker")),),
    ),
)

VALUES = {
    "read_on": ReadOn.FIRST_DAY,
    "covers": ("professional",),
    "service": ServiceRule(
        count=ServiceCount.PER_PERIOD,
        part_years=PartYears.DROPPED,
        effective=Effective.SAME_DAY,
    ),
    "ladder": None,
    "allowances_from": AllowancesFrom(
        certificate=Effective.SAME_DAY, education=Effective.SAME_DAY
    ),
    "base": 231050,
    "scale": SCALE,
    "rounding": HALF_UP_TO_FEN,
    "award_rate": Fraction(1, 5),
    "award_shares": tuple(Fraction(met, 5) for met in range(6)),
    "award_basis": AwardBasis.OF_TOTAL,
    "award_pool": AwardPool.PER_WORKER,
    "award_lines": CountedLines(None),
    "rating": RatingRule(every=PeriodKind.YEAR, lag=1),
    "mover": MoverRule.BY_MONTHS_SERVED,
    "award_apportion": None,
    "stars": None,
    "part_month": PartMonth(method=PartMethod.REFUSED, divisor=None, lines=CountedLines(None)),
    "probation": (),
    "payments": PaymentPlan(
        fixed=PaymentRule(every=PeriodKind.MONTH, lag=0, day=15, after_rating=False),
        award=PaymentRule(every=PeriodKind.MONTH, lag=0, day=15, after_rating=False),
    ),
    "floors": (),
}


def said(name, value, *, start=START, known=None, end=None):
    """
    Make a series of one entry, known on its first day unless another is given.
    """
    return Series(name).announce(value, start=start, known=known or start, end=end, source=NOTICE)


def scheme(**values):
    """
    Make a complete scheme; a field is given as a series or as its one value.
    """
    fields = {
        name: value if type(value) is Series else said(name, value)
        for name, value in (VALUES | values).items()
    }
    return PayScheme(key=SchemeKey("test", "pay", "1"), **fields)


def terms(month=JUNE, *, known=None, **values):
    """
    Make such a scheme and read it for a month.
    """
    return scheme(**values).on(month, known=known)


@pytest.fixture(scope="session", name="notice")
def _notice():
    """
    The source of all made-up values.
    """
    return NOTICE


@pytest.fixture(scope="session", name="scale")
def _scale():
    """
    The made-up scale.
    """
    return SCALE


@pytest.fixture(scope="session", name="said")
def _said():
    """
    A function that makes a series of one entry.
    """
    return said


@pytest.fixture(scope="session", name="new_scheme")
def _new_scheme():
    """
    A function that makes a complete scheme, given the fields that are to differ.
    """
    return scheme


@pytest.fixture(scope="session", name="new_terms")
def _new_terms():
    """
    A function that makes such a scheme and reads it for June 2025, or for another month.
    """
    return terms


def walk(step):
    """
    List a step and all below it.
    """
    return [step, *(below for child in step.children for below in walk(child))]


def check_explained(outcome):
    """
    Hold an outcome to the laws of explanations: every step recomputes, both languages tell it.
    """
    for step in walk(outcome.trace()):
        assert step.value == recompute(step), step.rule.key
    for language in ("zh", "en"):
        assert outcome.explain(language)
        assert outcome.markdown(language)
    return outcome


DAY = date(2019, 3, 1)
YEARLY = {"start": date(2024, 1, 1), "end": date(2025, 1, 1), "known": date(2025, 1, 20)}


def standing(met, stars=None, **days):
    """
    Make a series of one standing, that of 2024 unless other days are given.
    """
    return Series("standing").announce(
        Standing(criteria_met=met, stars=stars), source=NOTICE, **YEARLY | days
    )


STANDINGS = {"c-1": standing(4, 3), "c-2": standing(2, 5)}
USUAL = (
    Service(id="s-1", staff="professional", start=DAY, known=DAY),
    Appointment(id="a-1", unit="c-1", office="member", start=DAY, known=DAY),
    LevelConfirmation(id="l-1", level=7, start=DAY, known=DAY),
    CertificateRegistration(
        id="q-1", certificate="assistant", start=date(2021, 7, 1), known=date(2021, 7, 1)
    ),
)


def worker(*facts, worker_id="w-1"):
    """
    Make a worker of the usual facts; a fact given replaces the usual ones of its kind.
    """
    kinds = {type(fact) for fact in facts}
    return Worker(worker_id, (*facts, *(fact for fact in USUAL if type(fact) not in kinds)))


def of_positions(*keys, steps=None):
    """
    Make positions whose windows of levels start at 1, 4, 7 …, twelve levels each.
    """
    return tuple(
        Position(
            key=key,
            label=Label(f"岗位 {key}", f"position {key}"),
            levels=Rungs(lowest=1 + 3 * rank, highest=12 + 3 * rank, rises=every(3)),
            steps=steps,
        )
        for rank, key in enumerate(keys)
    )


LADDER = PayLadder(
    positions=of_positions("member", "deputy", "chief"),
    offices=(("member", "member"), ("deputy", "deputy"), ("secretary", "chief")),
    credits=(),
    effective=Effective.SAME_DAY,
    concurrent=Concurrent.HIGHER,
)


@pytest.fixture(scope="session", name="check")
def _check():
    """
    A function that holds an outcome to the laws of explanations and gives it back.
    """
    return check_explained


@pytest.fixture(scope="session", name="new_worker")
def _new_worker():
    """
    A function that makes a worker: since March 2019 in unit c-1, level 7, an assistant.
    """
    return worker


@pytest.fixture(scope="session", name="new_standing")
def _new_standing():
    """
    A function that makes the standing of a unit for 2024, or for other days.
    """
    return standing


@pytest.fixture(scope="session", name="standings")
def _standings():
    """
    The standings of two units: c-1 with four criteria and three stars, c-2 with two and five.
    """
    return STANDINGS


@pytest.fixture(scope="session", name="ladder")
def _ladder():
    """
    A ladder of three positions with twelve levels each, from 1, 4 and 7, one up in three years.
    """
    return LADDER
