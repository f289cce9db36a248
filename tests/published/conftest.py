"""
Parts from which the published structures are put together as complete schemes.

What a publication states stands in each test under a source of its own, graded PUBLISHED. What it
leaves out and a payslip needs is made up here or in the test, graded ASSUMED, and pays nobody; an
entry that holds both is ASSUMED.
"""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import attrs
import pytest

from partygrid.dated import Effective, Month, PeriodKind, ReadOn, SchemeKey, Series
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, yuan
from partygrid.org import Standing, unit_id
from partygrid.pay import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    Component,
    Concurrent,
    CountedLines,
    Credit,
    CreditGives,
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
    payslip,
)
from partygrid.people import (
    Appointment,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
    PartYears,
    ResultRule,
    Service,
    ServiceCount,
    ServiceRule,
    Unassessed,
    Worker,
    YearlyResult,
)
from partygrid.sources import Grade, Source
from partygrid.trace import recompute

FIGURES = Source(key="figures", title="测试用数字，不是任何地方的标准", grade=Grade.ASSUMED)
START = date(2000, 1, 1)
UNIT = unit_id("community-1")
JUNE = Month(2025, 6)
FOUR_RESULTS = ("excellent", "qualified", "basic", "failed")
MONTHLY = PaymentRule(every=PeriodKind.MONTH, lag=0, day=15, after_rating=False)


def amounts(*pairs):
    """
    Make a table from rows and yuan.
    """
    return Table(tuple((row, yuan(amount)) for row, amount in pairs))


# Made up: level n pays n × 100.00, so that an amount shows its level.
BY_LEVEL = (
    Component(
        key="post",
        label=Label("岗位工资", "post pay"),
        selector=Selector.LEVEL,
        amount=amounts(*((level, 100 * level) for level in range(1, 101))),
    ),
)

REST = {
    "read_on": ReadOn.FIRST_DAY,
    "covers": ("community_worker",),
    "service": ServiceRule(
        count=ServiceCount.PER_PERIOD,
        part_years=PartYears.DROPPED,
        effective=Effective.SAME_DAY,
    ),
    "ladder": None,
    "allowances_from": AllowancesFrom(
        certificate=Effective.SAME_DAY, education=Effective.SAME_DAY
    ),
    "base": None,
    "scale": BY_LEVEL,
    "rounding": HALF_UP_TO_FEN,
    "award_rate": Fraction(0),
    "award_shares": (Fraction(1),),
    "award_basis": AwardBasis.OF_TOTAL,
    "award_pool": AwardPool.PER_WORKER,
    "award_lines": CountedLines(None),
    "rating": RatingRule(every=PeriodKind.YEAR, lag=1),
    "mover": MoverRule.BY_MONTHS_SERVED,
    "award_apportion": None,
    "stars": None,
    "part_month": PartMonth(method=PartMethod.REFUSED, divisor=None, lines=CountedLines(None)),
    "probation": (),
    "payments": PaymentPlan(fixed=MONTHLY, award=MONTHLY),
    "floors": (),
}


def said(name, value, source, start=START):
    """
    Make a series of one entry, known on its first day.
    """
    return Series(name).announce(value, start=start, known=start, source=source)


def partly(source):
    """
    Make the source of values that hold made-up numbers beside published ones: they are a guess.
    """
    return attrs.evolve(
        source,
        key=f"{source.key}-figures",
        title=f"{source.title}（部分数字为测试用）",
        grade=Grade.ASSUMED,
    )


def scheme(source, *, made_up=(), **values):
    """
    Make a complete scheme: what is published on its source's word, the rest made up.

    Args:
        source: The publication.
        made_up: The fields of which some number, or all, is made up.
        values: The fields, each a value or a series with sources of its own.
    """
    fields = {
        name: value
        if type(value) is Series
        else said(name, value, partly(source) if name in made_up else source)
        for name, value in values.items()
    }
    fields |= {
        name: said(name, value, FIGURES) for name, value in REST.items() if name not in fields
    }
    return PayScheme(key=SchemeKey("published", "pay", source.key), **fields)


def source(key, title, link):
    """
    Make the source of what is published.
    """
    return Source(key=key, title=title, link=link, grade=Grade.PUBLISHED)


def ladder(*windows, rises=(), worth=(), steps=None, concurrent=Concurrent.HIGHER):
    """
    Make a ladder from a key, a lowest and a highest level for each position, lowest first.

    The office of each position bears the position's name; `worth` are the credits.
    """
    return PayLadder(
        positions=tuple(
            Position(
                key=key,
                label=Label(key, f"post {key}"),
                levels=None
                if lowest is None
                else Rungs(lowest=lowest, highest=highest, rises=rises),
                steps=steps,
            )
            for key, lowest, highest in windows
        ),
        offices=tuple((key, key) for key, _, _ in windows),
        credits=tuple(worth),
        effective=Effective.NEXT_MONTH,
        concurrent=concurrent,
    )


def credit(looks_at, *rows, gives=CreditGives.LEVELS, effective=Effective.NEXT_MONTH, **more):
    """
    Make a credit that is named after what it looks at.
    """
    return Credit(
        key=looks_at.value,
        label=looks_at.label,
        looks_at=looks_at,
        gives=gives,
        rows=rows,
        effective=effective,
        **more,
    )


def results(*counting, unassessed=Unassessed.WAITS):
    """
    Make the rule under which only years with these results count.
    """
    return ResultRule(
        grades=tuple((grade, grade in counting) for grade in FOUR_RESULTS),
        no_grade_counts=False,
        unassessed=unassessed,
    )


def service(part_years=PartYears.DROPPED, effective=Effective.EACH_JANUARY, **more):
    """
    Make a rule of service that takes each period for itself.
    """
    return ServiceRule(
        count=ServiceCount.PER_PERIOD, part_years=part_years, effective=effective, **more
    )


_KINDS = {
    "education": Education,
    "degree": Degree,
    "passed": CertificatePass,
    "registered": CertificateRegistration,
    "appointed": CertificateAppointment,
}
_FIELDS = {"education": "education", "degree": "degree"}


def qualified(**names):
    """
    Make the facts of qualifications held since 2015, by kind and name.
    """
    day = date(2015, 7, 1)
    return tuple(
        _KINDS[kind](
            id=f"{kind}-{name}",
            start=day,
            known=day,
            **{_FIELDS.get(kind, "certificate"): name},
        )
        for kind, held in names.items()
        for name in ((held,) if type(held) is str else held)
    )


def worker(office, since, *facts, rated=None):
    """
    Make a worker who entered an office on a day, with yearly results known on 20 January after.
    """
    offices = ((office, since, None),) if type(office) is str else office
    return Worker(
        "w-1",
        (
            Service(id="s-1", staff="community_worker", start=since, known=since),
            *(
                Appointment(
                    id=f"a-{number}", unit=UNIT, office=each, start=start, end=end, known=start
                )
                for number, (each, start, end) in enumerate(offices)
            ),
            *(
                YearlyResult(id=f"y-{year}", year=year, result=result, known=date(year + 1, 1, 20))
                for year, result in (rated or {}).items()
            ),
            *facts,
        ),
    )


def standings(met=0, stars=None, known=date(2001, 1, 1)):
    """
    Make the standing of the one community: the same every day.
    """
    standing = Series("standing").announce(
        Standing(criteria_met=met, stars=stars), start=START, known=known, source=FIGURES
    )
    return {UNIT: standing}


def paid(rules, someone, month=JUNE, *, known=None, rated=None):
    """
    Make the payslip of a month, hold its sums to what they come from, and put it into words.
    """
    slip = payslip(someone, rules.on(month, known=known), rated or standings())
    assert slip.paid == recompute(slip.trace())
    assert all(slip.explain(language).strip() for language in ("zh", "en"))
    return slip


@pytest.fixture(scope="session", name="kit")
def _kit():
    """
    The parts from which published structures are put together.
    """
    return SimpleNamespace(
        amounts=amounts,
        by_level=BY_LEVEL,
        figures=FIGURES,
        said=said,
        scheme=scheme,
        partly=partly,
        source=source,
        ladder=ladder,
        credit=credit,
        results=results,
        service=service,
        qualified=qualified,
        worker=worker,
        standings=standings,
        paid=paid,
        monthly=MONTHLY,
        unit=UNIT,
    )
