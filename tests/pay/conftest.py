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
from partygrid.pay import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    Coefficients,
    Component,
    CountedLines,
    MoverRule,
    PartMethod,
    PartMonth,
    PaymentPlan,
    PaymentRule,
    PayScheme,
    RatingRule,
    Selector,
    Table,
    YearlyRate,
)
from partygrid.people import PartYears, ServiceCount, ServiceRule
from partygrid.sources import Grade, Source

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
