"""
What outcomes say of themselves, whole: the texts stand in `told/`.

Texts show words, amounts and sources; under them stand key, unit and operation of every step.
"""

from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from partygrid.dated import Effective, PeriodKind, ReadOn
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, ApportionRule, Ties
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    Component,
    CountedLines,
    Credit,
    CreditFor,
    CreditGives,
    IndexedBase,
    PaidAs,
    PartMethod,
    PartMonth,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Selector,
    ShareOf,
    StarEffect,
    StarRule,
    Table,
    next_change,
    payroll,
    payslip,
    what_if,
)
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    Education,
    Probation,
    Service,
    WorkedDays,
)

TEXTS = Path(__file__).parent / "told"
START, MID, LATE, END = date(2025, 6, 1), date(2025, 6, 16), date(2025, 6, 21), date(2025, 7, 1)
YEARLY = RatingRule(every=PeriodKind.YEAR, lag=1)
PAID_DAYS = Fraction(87, 4)


def line(key, **fields):
    """
    Make a line of pay, of the level unless something else is said.
    """
    usual = {"selector": Selector.LEVEL, "amount": Table(((7, 50000), (8, 60000)))}
    return Component(key=key, label=Label(f"项目{key}", f"line {key}"), **usual | fields)


def worked(first, start, end, working, days):
    """
    Make the count of days worked of some days of June.
    """
    return WorkedDays(
        id=f"d-{first}", start=start, end=end, working=working, worked=days, known=END
    )


def shapes(step):
    """
    Write key, unit and operation of a step and of all below, and whether an entry is cited.
    """
    rule = step.rule
    cited = ", cited" if rule.entry is not None else ""
    yield f"{rule.key}: {rule.unit.value}, {rule.op.value}{cited}"
    for child in step.children:
        yield from shapes(child)


SCHOOL = Credit(
    key="school",
    label=Label("学历", "schooling"),
    looks_at=CreditFor.EDUCATION,
    gives=CreditGives.LEVELS,
    rows=(("school", 0), ("college", 1)),
    effective=Effective.SAME_DAY,
)
INDEX = IndexedBase(
    index=Label("上年平均工资", "average wage of last year"),
    amount=2772600,
    months=12,
    factors=((Label("地区系数", "factor of the place"), Fraction(11, 10)),),
    rounding=HALF_UP_TO_FEN,
)
SHARES = (
    line(
        "fund",
        selector=None,
        amount=ShareOf(rate=Fraction(1, 10), of=("post", "seniority"), least=300000, most=400000),
    ),
    line(
        "pension",
        selector=None,
        amount=ShareOf(rate=Fraction(16, 100), of=("post",), least=None, most=None),
        paid_as=PaidAs.EMPLOYER,
    ),
)
THREE = StarEffect(what=Label("三星", "three stars"), factor=Fraction(9, 10), amount=2000)
FEWER = StarEffect(what=Label("星级连降", "fewer stars each time"), amount=-1000)
STARS = StarRule(rating=YEARLY, most=5, rows=((3, THREE),), falling_periods=1, falling=FEWER)


@pytest.fixture(name="outcomes")
def _outcomes(new_terms, new_worker, standings, scale, ladder, said, notice):
    """
    The outcomes that are told, each made when it is asked for.
    """
    senior = CertificateRegistration(id="q-2", certificate="assistant", start=MID, known=MID)

    def pieces(method, *facts, divisor=PAID_DAYS, **values):
        rule = PartMonth(method=method, divisor=divisor, lines=CountedLines(("post",)))
        terms = new_terms(
            **{"part_month": rule, "read_on": ReadOn.SPLIT, "award_lines": CountedLines(("post",))}
            | values
        )
        return payslip(new_worker(senior, *facts), terms, standings)

    def absence():
        return pieces(
            PartMethod.DEDUCT_ABSENCE,
            worked(1, START, MID, 10, 9),
            worked(2, MID, END, 11, 11),
            base=INDEX,
            scale=(*scale, line("bonus", paid_as=PaidAs.AWARD), *SHARES),
            stars=STARS,
            award_lines=CountedLines(("post", "seniority")),
        )

    def evened():
        return pieces(
            PartMethod.DEDUCT_ABSENCE,
            worked(1, START, MID, 12, 0),
            worked(2, MID, END, 11, 2),
            scale=(scale[0], scale[2], line("bonus", paid_as=PaidAs.AWARD)),
            award_basis=AwardBasis.ON_TOP,
        )

    def overtime():
        return pieces(
            PartMethod.PAY_WORKED,
            worked(1, START, MID, 12, 12),
            worked(2, MID, END, 11, 11),
            scale=(scale[0], scale[2], line("bonus", paid_as=PaidAs.AWARD)),
            award_basis=AwardBasis.FIXED_PART,
        )

    def values():
        return pieces(
            PartMethod.CALENDAR_DAYS,
            Service(id="s-1", staff="professional", start=date(2025, 6, 11), known=END),
            divisor=None,
            scale=(*scale[:2], *SHARES[:1], line("bonus", paid_as=PaidAs.AWARD)),
            base=said("base", 231050).announce(250000, start=LATE, known=LATE, source=notice),
            stars=STARS,
        )

    def entrant():
        return pieces(
            PartMethod.CALENDAR_DAYS,
            Probation(id="p-1", entry="new", start=START, end=date(2025, 6, 11), known=START),
            Probation(id="p-2", entry="novice", start=date(2025, 6, 11), end=LATE, known=START),
            Appointment(id="a-1", unit="c-1", office="secretary", start=START, known=START),
            Education(id="e-1", education="college", start=START, known=START),
            divisor=None,
            scale=scale[:2],
            ladder=attrs.evolve(ladder, credits=(SCHOOL,)),
            award_lines=CountedLines(None),
            probation=(
                ProbationRule(
                    entry="new",
                    base=ProbationBase.POSITION,
                    share=Fraction(4, 5),
                    award=False,
                    position="deputy",
                ),
                ProbationRule(
                    entry="novice",
                    base=ProbationBase.AMOUNT,
                    share=Fraction(4, 5),
                    award=False,
                    amount=350000,
                ),
            ),
        )

    def bill():
        terms = new_terms(
            award_pool=AwardPool.OF_WAGE_BILL,
            award_apportion=ApportionRule(unit=1, ties=Ties.BY_KEY),
        )
        return payroll([new_worker(), new_worker(worker_id="w-2")], terms, standings).slips[1]

    def supposed():
        return what_if(overtime(), certificate="senior", criteria_met=3)

    def following():
        return next_change(
            new_worker(senior, Education(id="e-1", education="college", start=LATE, known=START)),
            new_terms(ladder=attrs.evolve(ladder, credits=(SCHOOL,))),
        )

    return {
        each.__name__: each
        for each in (absence, evened, overtime, values, entrant, bill, supposed, following)
    }


@pytest.mark.parametrize(
    "name",
    ["absence", "evened", "overtime", "values", "entrant", "bill", "supposed", "following"],
)
def test_told(outcomes, check, name):
    """
    An outcome tells the whole of itself, word by word, in Chinese and in English.
    """
    outcome = check(outcomes[name]())
    told = (
        *map(outcome.explain, ("zh", "en")),
        "\n".join(dict.fromkeys(shapes(outcome.trace()))),
    )

    assert (TEXTS / f"{name}.txt").read_text("utf-8") == "\n\n".join(told) + "\n"


@pytest.mark.parametrize("name", ["absence", "supposed"])
def test_short(outcomes, name):
    """
    A notebook shows the top of an explanation, or line by line what a supposition changes.
    """
    told = map(outcomes[name]().summary, ("zh", "en"))

    assert (TEXTS / f"{name}.md").read_text("utf-8") == "\n\n".join(told) + "\n"
