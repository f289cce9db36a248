"""
What outcomes say of themselves, whole: the texts stand in `told/`.

Texts show words, amounts and sources; under them stand key, unit and operation of every step.
"""

from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from partygrid.dated import Dated, Effective, Month, NotKnown, PeriodKind, ReadOn, Series
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, ApportionRule, Direction, RoundingRule, Ties
from partygrid.org import Standing
from partygrid.pay import (
    Attainable,
    AwardBasis,
    AwardPool,
    Component,
    CountedLines,
    Credit,
    CreditFor,
    CreditGives,
    Grid,
    IndexedBase,
    MeanFloor,
    PaidAs,
    PartMethod,
    PartMonth,
    Placement,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Rungs,
    Selector,
    ShareOf,
    StarEffect,
    StarRule,
    Table,
    check_floors,
    every,
    next_change,
    payroll,
    payslip,
    place,
    price,
    what_if,
)
from partygrid.people import (
    Appointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    EarlyGain,
    EarlyRule,
    Education,
    PartYears,
    Probation,
    ResultRule,
    Service,
    ServiceCount,
    ServiceRule,
    Unassessed,
    WorkedDays,
    YearlyResult,
)
from partygrid.sources import Grade, Source

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
    Write key, unit and operation of all steps, and which cite an entry or hold a fraction.
    """
    rule = step.rule
    cited = ", cited" if rule.entry is not None else ""
    broken = ", a fraction" if type(step.value) is Fraction else ""
    yield f"{rule.key}: {rule.unit.value}, {rule.op.value}{cited}{broken}"
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
SEVENTH = Label("七级", "seventh")
UNSTATED = StarEffect(what=Label("三星", "three stars"))
GRID = line(
    "post",
    amount=Grid(
        by=Selector.STEP,
        rows=(*((level, ((3, 250000),)) for level in range(1, 7)), (7, ((4, 260000),))),
    ),
)
FEWER = StarEffect(what=Label("星级连降", "fewer stars each time"), amount=-1000)
STARS = StarRule(rating=YEARLY, most=5, rows=((3, THREE),), falling_periods=1, falling=FEWER)


YEARS = Credit(
    key="pass",
    label=Label("证书", "certificate"),
    looks_at=CreditFor.CERTIFICATE_PASSED,
    gives=CreditGives.YEARS,
    rows=(("assistant", 2),),
    effective=Effective.SAME_DAY,
)
STEPS = Credit(
    key="degree",
    label=Label("学位", "degree"),
    looks_at=CreditFor.DEGREE,
    gives=CreditGives.STEPS,
    rows=(("bachelor", 1),),
    effective=Effective.SAME_DAY,
)
TREATED = Credit(
    key="registered",
    label=Label("登记证书", "registered certificate"),
    looks_at=CreditFor.CERTIFICATE_REGISTERED,
    gives=CreditGives.POSITION,
    rows=(("assistant", "deputy"),),
    effective=Effective.SAME_DAY,
)
RESULTS = ResultRule(
    grades=(("excellent", True), ("qualified", True)),
    no_grade_counts=False,
    unassessed=Unassessed.COUNTS,
)


def good_years(gives):
    """
    Make a rule of service by which two excellent years in a row bring an early step.
    """
    early = EarlyRule(
        grade="excellent",
        run=2,
        overlapping=False,
        no_grade_breaks=True,
        most=None,
        gives=gives,
        amount=1,
    )
    return ServiceRule(
        count=ServiceCount.PER_PERIOD,
        part_years=PartYears.DROPPED,
        effective=Effective.SAME_DAY,
        results=RESULTS,
        early=early,
    )


EXCELLENT = [
    YearlyResult(id=f"y-{year}", year=year, result="excellent", known=date(year + 1, 1, 20))
    for year in (2019, 2020)
]
BY_ALL = (
    line("level"),
    *(
        line(each.value, selector=each, amount=Table(((key, 100),)))
        for each, key in (
            (Selector.STEP, 1),
            (Selector.POSITION, "member"),
            (Selector.TREATMENT, "deputy"),
            (Selector.DEGREE, "bachelor"),
            (Selector.POSTS, 2),
        )
    ),
)


@pytest.fixture(name="stepped")
def _stepped(ladder):
    """
    The ladder, each position with steps as well.
    """
    positions = tuple(
        attrs.evolve(each, steps=Rungs(lowest=1, highest=9, rises=every(3)))
        for each in ladder.positions
    )
    return attrs.evolve(ladder, positions=positions)


@pytest.fixture(name="placements")
def _placements(new_terms, new_worker, standings, stepped, notice):
    """
    The placements that are told, each made when it is asked for.
    """
    before = {"start": date(2023, 1, 1), "end": date(2024, 1, 1), "known": date(2024, 1, 20)}
    rated = standings["c-1"].announce(Standing(criteria_met=2, stars=4), source=notice, **before)

    def placed(*facts, earned, **values):
        changed = attrs.evolve(stepped, credits=earned)
        terms = new_terms(ladder=changed, award_lines=CountedLines(None), **values)
        return place(new_worker(*facts), terms, {"c-1": rated})

    offices = [
        Appointment(id=f"a-{number}", unit="c-1", office="member", start=START, known=START)
        for number in (1, 2)
    ]

    def climbed():
        return placed(
            *EXCELLENT,
            *offices,
            CertificatePass(id="q-3", certificate="assistant", start=START, known=START),
            Degree(id="g-1", degree="bachelor", start=START, known=START),
            earned=(SCHOOL, YEARS, STEPS, TREATED),
            scale=BY_ALL,
            service=good_years(EarlyGain.LEVELS),
            stars=attrs.evolve(STARS, rating=RatingRule(every=PeriodKind.YEAR, lag=2)),
        )

    def beginner():
        rule = ProbationRule(
            entry="new",
            base=ProbationBase.OWN,
            share=Fraction(4, 5),
            award=True,
            levels_lower=1,
        )
        return placed(
            *EXCELLENT,
            Service(id="s-1", staff="professional", start=date(2024, 1, 1), known=START),
            Probation(id="p-1", entry="new", start=START, known=START),
            Education(id="e-1", education="college", start=START, known=START),
            earned=(SCHOOL,),
            scale=(*BY_ALL[:2], *BY_ALL[3:4]),
            probation=(rule,),
        )

    def years():
        return placed(*EXCELLENT, earned=(), scale=BY_ALL[:1], service=good_years(EarlyGain.YEARS))

    def no_level():
        return placed(earned=(), scale=BY_ALL[2:3])

    def both():
        return placed(
            Education(id="e-1", education="bachelor", start=START, known=START),
            Degree(id="g-1", degree="bachelor", start=START, known=START),
            earned=(attrs.evolve(STEPS, looks_at=CreditFor.EDUCATION_AND_DEGREE),),
            scale=BY_ALL[:3],
        )

    return {each.__name__: each for each in (climbed, beginner, years, no_level, both)}


@pytest.fixture(name="findings")
def _findings(new_terms, new_worker, standings, ladder, notice):
    """
    The findings that are told: a mean below its floor, and pay below that of a rank.
    """

    def floor():
        rule = MeanFloor(
            key="members",
            label=Label("平均薪酬", "mean pay"),
            positions=("member",),
            lines=CountedLines(("post",)),
            every=PeriodKind.MONTH,
            least=450000,
        )
        terms = new_terms(
            ladder=ladder,
            floors=(rule,),
            part_month=PartMonth(
                method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(None)
            ),
        )
        entered = [
            Service(id="s-1", staff="professional", start=date(2025, 6, day), known=START)
            for day in (2, 3)
        ]
        workers = [
            new_worker(*facts, worker_id=f"w-{number}")
            for number, facts in enumerate(([], [], *([each] for each in entered)))
        ]
        slips = [payslip(each, terms, standings) for each in workers]
        (finding,) = check_floors(slips, Month(2025, 6)).findings
        return finding

    def rank():
        entry = Dated(value="可达", start=START, known=START, source=notice)
        norm = Attainable(label=Label("七级岗", "a grade seven post"), years=6, entry=entry)
        return norm.check(payslip(new_worker(), new_terms(), standings), 9999999)

    return {"floor": floor, "rank": rank}


@pytest.fixture(name="by_hand")
def _by_hand(new_terms, new_worker, standings, stepped, scale):
    """
    Payslips of a placement made by hand, by what a rate is of; and payrolls, rated and not.
    """
    facts = {"level": 7, "years": 4, "certificate": "assistant", "criteria_met": 4}

    def of(basis, **values):
        return lambda: price(Placement(**facts), new_terms(award_basis=basis, **values))

    def unrated(changed, **values):
        return lambda: price(Placement(**facts | changed), new_terms(**values))

    elsewhere = Appointment(id="a-1", unit="c-3", office="member", start=START, known=START)
    rated = {**standings, "c-3": Series("standing")}

    def roll():
        workers = [new_worker(worker_id="w-2"), new_worker(elsewhere, worker_id="w-3")]
        terms = new_terms(award_lines=CountedLines(("post", "seniority")))
        return payroll(workers, terms, rated)

    def all_rated():
        return payroll([new_worker(), new_worker(worker_id="w-2")], new_terms(), standings)

    def not_rated():
        new = Service(id="s-1", staff="professional", start=date(2025, 1, 1), known=START)
        terms = new_terms(award_lines=CountedLines(("seniority",)))
        return payslip(new_worker(new, elsewhere), terms, rated)

    def novice():
        rule = ProbationRule(
            entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False
        )
        probation = Probation(id="p-1", entry="new", start=START, known=START)
        return payslip(new_worker(probation), new_terms(probation=(rule,)), standings)

    def grid():
        member = Appointment(id="a-1", unit="c-1", office="member", start=START, known=START)
        terms = new_terms(ladder=stepped, scale=(GRID,))
        return payslip(new_worker(member), terms, standings)

    return {
        "roll": roll,
        "all_rated": all_rated,
        "not_rated": not_rated,
        "novice": novice,
        "grid": grid,
        "of_total": of(AwardBasis.OF_TOTAL, award_lines=CountedLines(("post", "seniority"))),
        "fixed_part": of(AwardBasis.FIXED_PART, base=attrs.evolve(INDEX, months=1)),
        "on_top": of(
            AwardBasis.ON_TOP,
            base=attrs.evolve(INDEX, months=2),
            scale=(attrs.evolve(scale[0], row_labels=((7, SEVENTH),)),),
        ),
        "unstated": unrated({"stars": 3}, stars=attrs.evolve(STARS, rows=((3, UNSTATED),))),
        "grid_by_hand": unrated({"step": 4}, ladder=stepped, scale=(GRID,)),
        "to_be_rated": lambda: what_if(of(AwardBasis.OF_TOTAL)(), criteria_met=NotKnown.YET),
        "no_stars": unrated({"stars": NotKnown.YET}, stars=STARS),
        "no_pool": unrated(
            {"criteria_met": NotKnown.YET, "years": 0}, award_lines=CountedLines(("seniority",))
        ),
    }


START_OF_ALL = date(2024, 1, 1)
OTHER = Source(key="other", title="取整办法", grade=Grade.HOST)
ASSISTANT = CertificateRegistration(id="q-2", certificate="assistant", start=MID, known=MID)


@pytest.fixture(name="pieces")
def _pieces(new_terms, new_worker, standings):
    """
    A function that pays a month in which a certificate changes, by one way to pay part months.
    """

    def pieces(method, *facts, divisor=PAID_DAYS, **values):
        rule = PartMonth(method=method, divisor=divisor, lines=CountedLines(("post",)))
        terms = new_terms(
            **{
                "part_month": rule,
                "read_on": ReadOn.SPLIT,
                "award_lines": CountedLines(("post",)),
                "rounding": Series("rounding").announce(
                    HALF_UP_TO_FEN, start=START_OF_ALL, known=START_OF_ALL, source=OTHER
                ),
            }
            | values
        )
        return payslip(new_worker(ASSISTANT, *facts), terms, standings)

    return pieces


@pytest.fixture(name="parts")
def _parts(pieces, scale):
    """
    The part months that are told, by the way in which they are paid.
    """

    def working():
        days = worked(1, START, MID, 10, 9), worked(2, MID, END, 11, 11)
        return pieces(PartMethod.WORKING_DAYS, *days, divisor=None)

    def few():
        days = worked(1, START, MID, 10, 9), worked(2, MID, END, 11, 8)
        return pieces(PartMethod.PAY_WORKED, *days)

    def absent():
        entered = Service(id="s-1", staff="professional", start=MID, known=END)
        return pieces(
            PartMethod.DEDUCT_ABSENCE,
            entered,
            worked(1, START, MID, 10, 0),
            worked(2, MID, END, 11, 9),
        )

    def rounded():
        down = RoundingRule(100, Direction.DOWN)
        lines = [attrs.evolve(each, rounding=down) for each in (scale[0], SHARES[0])]
        return pieces(
            PartMethod.CALENDAR_DAYS,
            Service(id="s-1", staff="professional", start=date(2025, 6, 11), known=END),
            divisor=None,
            scale=(lines[0], scale[1], lines[1]),
        )

    def no_bonus():
        rule = ProbationRule(
            entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False
        )
        return pieces(
            PartMethod.CALENDAR_DAYS,
            Probation(id="p-1", entry="new", start=START, end=MID, known=START),
            divisor=None,
            scale=(scale[0], line("bonus", paid_as=PaidAs.AWARD)),
            probation=(rule,),
        )

    return {each.__name__: each for each in (working, few, absent, rounded, no_bonus)}


@pytest.fixture(name="months")
def _months(new_terms, new_worker, pieces, standings, scale, ladder, said, notice):
    """
    The payslips that are told, and what follows from them, each made when it is asked for.
    """

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
            new_worker(
                ASSISTANT, Education(id="e-1", education="college", start=LATE, known=START)
            ),
            new_terms(ladder=attrs.evolve(ladder, credits=(SCHOOL,))),
        )

    return {
        each.__name__: each
        for each in (absence, evened, overtime, values, entrant, bill, supposed, following)
    }


@pytest.fixture(name="outcomes")
def _outcomes(months, parts, placements, findings, by_hand):
    """
    The outcomes that are told, each made when it is asked for.
    """
    return {**months, **parts, **placements, **findings, **by_hand}


@pytest.mark.parametrize(
    "name",
    [
        *("absence", "evened", "overtime", "values", "entrant", "bill", "supposed", "following"),
        *(
            "working",
            "few",
            "absent",
            "rounded",
            "no_bonus",
            "no_level",
            "both",
            "novice",
            "not_rated",
            "grid",
        ),
        *("roll", "climbed", "beginner", "years", "floor", "rank"),
        *("of_total", "fixed_part", "on_top", "no_stars", "no_pool", "unstated", "grid_by_hand"),
    ],
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


@pytest.mark.parametrize("name", ["absence", "supposed", "roll", "all_rated", "to_be_rated"])
def test_short(outcomes, name):
    """
    A notebook shows the top of an explanation, or line by line what a supposition changes.
    """
    told = map(outcomes[name]().summary, ("zh", "en"))

    assert (TEXTS / f"{name}.md").read_text("utf-8") == "\n\n".join(told) + "\n"
