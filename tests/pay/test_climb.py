from datetime import date
from fractions import Fraction

import attrs
import pytest

from partygrid.dated import Effective, Month, ReadOn
from partygrid.errors import (
    ConflictError,
    NotInForceError,
    NotStatedError,
    UnknownNameError,
    ValueNotAllowedError,
)
from partygrid.labels import Label
from partygrid.packs import load
from partygrid.pay import (
    Component,
    Concurrent,
    Credit,
    CreditFor,
    CreditGives,
    ProbationBase,
    ProbationRule,
    Rungs,
    Selector,
    Table,
    every,
    payslip,
    place,
)
from partygrid.people import (
    Appointment,
    CertificatePass,
    Degree,
    EarlyGain,
    EarlyRule,
    Education,
    NoResult,
    PartYears,
    Probation,
    ResultRule,
    Service,
    ServiceCount,
    ServiceRule,
    Unassessed,
    YearlyResult,
)

JUNE = Month(2025, 6)
SCHOOLS = (("college", 0), ("bachelor", 1), ("master", 2), ("doctor", 3))


def appointment(office, number=1, *, start=date(2019, 3, 1), end=None, unit="c-1"):
    """
    Make an appointment.
    """
    return Appointment(
        id=f"a-{number}", unit=unit, office=office, start=start, end=end, known=start
    )


def since(day):
    """
    Make service from a day on.
    """
    return Service(id="s-1", staff="professional", start=day, known=day)


def education(name, start=date(2015, 7, 1)):
    """
    Make an education on record.
    """
    return Education(id=f"e-{name}", education=name, start=start, known=start)


def degree(name, start=date(2015, 7, 1)):
    """
    Make a degree on record.
    """
    return Degree(id=f"d-{name}", degree=name, start=start, known=start)


def passed(name, start=date(2015, 7, 1)):
    """
    Make a certificate passed.
    """
    return CertificatePass(id=f"c-{name}", certificate=name, start=start, known=start)


def credit(key="school", **fields):
    """
    Make a credit of levels for an education, with some fields changed.
    """
    given = {
        "looks_at": CreditFor.EDUCATION,
        "gives": CreditGives.LEVELS,
        "rows": SCHOOLS,
        "effective": Effective.SAME_DAY,
    }
    return Credit(key=key, label=Label("折算", "credit"), **given | fields)


@pytest.fixture(name="placed")
def _placed(new_terms, new_worker, standings, ladder, check):
    """
    A function that places a worker by a ladder with some fields changed, and explains it.
    """

    def placed(*facts, month=JUNE, known=None, values=None, **fields):
        by = attrs.evolve(ladder, **fields)
        terms = new_terms(month, known=known, ladder=by, **values or {})
        placement = place(new_worker(*facts), terms, standings)
        step = placement.facts()["level"]
        assert placement.level == step.value
        return check(placement)

    return placed


class TestLevel:
    @pytest.mark.parametrize(
        ("start", "office", "level"),
        [
            (date(2019, 3, 1), "member", 3),  # six years: 1 + 2
            (date(2019, 6, 2), "member", 2),  # five years: 1 + 1
            (date(2025, 6, 1), "member", 1),
            (date(2019, 3, 1), "deputy", 6),  # 4 + 2
            (date(2019, 3, 1), "secretary", 9),  # 7 + 2
            (date(1995, 6, 1), "member", 11),  # thirty years: 1 + 10
            (date(1989, 6, 1), "member", 12),  # thirty-six: 1 + 12, and 12 is the highest
        ],
    )
    def test_window_and_years(self, placed, start, office, level):
        """
        A level is where the window starts, one up for every three full years, within the window.
        """
        assert level == placed(since(start), appointment(office)).level

    def test_one_clamp_at_the_end(self, placed):
        """
        Credits count before the window does: 1 + 10 + 3 is brought to 12, not 11 + 3 lowered.
        """
        credits_ = (credit(),)
        life = (since(date(1995, 6, 1)), education("doctor"))

        assert 12 == placed(*life, credits=credits_).level
        # As a chief the same life is worth 7 + 10 + 3 = 20, and the window ends at 18.
        assert 18 == placed(*life, appointment("secretary"), credits=credits_).level
        # Five years lower, 1 + 8 + 3 = 12: nothing was lost on the way.
        assert 12 == placed(since(date(2000, 6, 1)), education("doctor"), credits=credits_).level

    def test_facts(self, placed):
        """
        Position, treatment and number of offices are told with the level.
        """
        placement = placed(appointment("deputy"))

        assert ("deputy", "deputy", 1, 6) == (
            placement.position,
            placement.treatment,
            placement.posts,
            placement.level,
        )
        assert "position deputy" in placement.explain("en")
        assert "岗位 deputy" in placement.explain("zh")

    def test_named(self):
        """
        A position is told by its key, with its name if that is another.
        """
        pack = load("example")
        placement = place(pack.worker, pack.pay.on(Month(2025, 6)), pack.standings)

        assert "岗位 deputy（副职；任命 a-1，" in placement.explain("zh")
        assert "待遇岗位 deputy（副职；任命 a-1，" in placement.explain("zh")
        assert "position deputy (appointment a-1," in placement.explain("en")


class TestMoved:
    def test_worked_out_afresh(self, placed):
        """
        A new position is climbed from its own start; no old level is taken along.
        """
        moved = (
            appointment("member", end=date(2025, 3, 1)),
            appointment("secretary", 2, start=date(2025, 3, 1), end=date(2025, 5, 1)),
            appointment("deputy", 3, start=date(2025, 5, 1)),
        )

        assert [2, 9, 9, 6] == [
            placed(*moved, month=Month(2025, month)).level for month in (2, 3, 4, 5)
        ]

    @pytest.mark.parametrize(
        ("effective", "levels"),
        [
            (Effective.SAME_DAY, [3, 3, 9, 9]),
            (Effective.SAME_MONTH, [3, 9, 9, 9]),
            (Effective.NEXT_MONTH, [3, 3, 9, 9]),
            (Effective.NEXT_JANUARY, [3, 3, 3, 9]),
            (Effective.EACH_JANUARY, [3, 3, 3, 9]),
        ],
    )
    def test_from_when(self, placed, effective, levels):
        """
        An appointment of 16 June counts from the day that the ladder names.
        """
        moved = (
            appointment("member", end=date(2025, 6, 16)),
            appointment("secretary", 2, start=date(2025, 6, 16)),
        )
        months = (Month(2025, 5), JUNE, Month(2025, 7), Month(2026, 1))

        assert levels == [
            placed(*moved, month=month, effective=effective).level for month in months
        ]

    @pytest.mark.parametrize("effective", Effective)
    def test_new_entrant(self, placed, effective):
        """
        Who held no office before has one from the first day on, whatever the rule about changes.
        """
        entered = (since(date(2025, 6, 10)), appointment("deputy", start=date(2025, 6, 10)))
        found = [
            placed(*entered, effective=effective, values={"read_on": read_on}).level
            for read_on in (ReadOn.FIRST_DAY, ReadOn.LAST_DAY)
        ]

        assert [4, 4] == found


class TestOffices:
    def test_higher(self, placed):
        """
        Of offices held together the higher position counts, alone; the number is told.
        """
        placement = placed(appointment("secretary"), appointment("member", 2))

        assert ("chief", 9, 2) == (placement.position, placement.level, placement.posts)

    def test_refused(self, placed):
        """
        Where offices must not be held together, they contradict each other on the day.
        """
        both = (appointment("secretary"), appointment("member", 2, start=date(2025, 6, 2)))

        assert 9 == placed(*both, concurrent=Concurrent.REFUSED).level
        with pytest.raises(ConflictError, match=r"a-1 .*, a-2 .*one at a time"):
            placed(*both, month=Month(2025, 7), concurrent=Concurrent.REFUSED)

    def test_rating_of_the_higher(self, placed):
        """
        The rating is that of the unit in which the higher office is held.
        """
        offices = (appointment("member"), appointment("secretary", 2, unit="c-2"))

        assert 2 == placed(*offices).criteria_met
        assert 4 == placed(*(attrs.evolve(each, unit="c-1") for each in offices)).criteria_met

    @pytest.mark.parametrize("also", [(), (appointment("member", 2),)], ids=["alone", "of two"])
    def test_unknown(self, placed, also):
        """
        An office that the ladder does not know is refused; the error lists those it does.
        """
        with pytest.raises(UnknownNameError) as caught:
            placed(appointment("cook"), *also)

        assert ("worker w-1: office", "cook") == (caught.value.field, caught.value.value)
        assert "member, deputy, secretary" == caught.value.allowed
        assert "区财政局通知" in caught.value.source

    def test_none(self, placed):
        """
        Who serves and holds no office on the day has no position.
        """
        with pytest.raises(NotInForceError) as caught:
            placed(appointment("member", start=date(2025, 6, 2)))

        assert "worker w-1: appointment" == caught.value.field

    def test_posts_pay(self, new_terms, new_worker, standings, ladder, check):
        """
        A line may look at how many offices are held.
        """
        scale = tuple(
            Component(
                key=f"by-{selector.value}",
                label=Label("津贴", "allowance"),
                selector=selector,
                amount=Table(rows),
            )
            for selector, rows in (
                (Selector.POSTS, ((1, 0), (2, 15000))),
                (Selector.POSITION, (("member", 1), ("deputy", 2), ("chief", 3))),
                (Selector.TREATMENT, (("member", 10), ("deputy", 20), ("chief", 30))),
            )
        )
        both = new_worker(appointment("deputy"), appointment("member", 2))
        slip = check(payslip(both, new_terms(ladder=ladder, scale=scale), standings))

        assert (15000, 2, 20) == slip.amounts


class TestCredits:
    @pytest.mark.parametrize(
        ("looks_at", "facts", "level"),
        [
            (CreditFor.EDUCATION, (), 3),
            (CreditFor.EDUCATION, (education("college"),), 3),
            (CreditFor.EDUCATION, (education("bachelor"), education("master")), 5),
            (CreditFor.EDUCATION, (degree("doctor"),), 3),
            (CreditFor.DEGREE, (degree("doctor"), education("bachelor")), 6),
            (CreditFor.EDUCATION_AND_DEGREE, (education("master"),), 3),
            (CreditFor.EDUCATION_AND_DEGREE, (education("master"), degree("bachelor")), 4),
            (CreditFor.EDUCATION_AND_DEGREE, (education("bachelor"), degree("master")), 4),
            (CreditFor.EDUCATION_AND_DEGREE, (education("master"), degree("master")), 5),
            (CreditFor.EDUCATION_OR_DEGREE, (degree("master"),), 5),
            (CreditFor.EDUCATION_OR_DEGREE, (education("bachelor"), degree("master")), 5),
            (CreditFor.EDUCATION_OR_DEGREE, (), 3),
        ],
    )
    def test_schools(self, placed, looks_at, facts, level):
        """
        The highest counts alone; of education and degree both, the lower; of either, the higher.
        """
        assert level == placed(*facts, credits=(credit(looks_at=looks_at),)).level

    @pytest.mark.parametrize(
        ("gives", "rows", "level"),
        [
            (CreditGives.LEVELS, (("assistant", 2),), 5),
            (CreditGives.YEARS, (("assistant", 2),), 3),  # 6 + 2 years: 1 + 2
            (CreditGives.YEARS, (("assistant", 3),), 4),  # 6 + 3 years: 1 + 3
            (CreditGives.POSITION, (("assistant", "deputy"),), 6),
            (CreditGives.POSITION, (("assistant", 0),), 3),
        ],
    )
    def test_gives(self, placed, gives, rows, level):
        """
        A credit brings levels, deemed years, or the treatment of a higher position.
        """
        certificate = credit(looks_at=CreditFor.CERTIFICATE_REGISTERED, gives=gives, rows=rows)
        placement = placed(credits=(certificate,))

        assert level == placement.level
        # Deemed years climb and are not years of service.
        assert ("member", 6) == (placement.position, placement.years)

    def test_treatment_is_never_lower(self, placed):
        """
        The treatment of a lower position than one's own changes nothing.
        """
        treated = credit(
            looks_at=CreditFor.CERTIFICATE_PASSED,
            gives=CreditGives.POSITION,
            rows=(("junior", "member"), ("senior", "chief")),
        )
        facts = (appointment("deputy"), passed("junior"))

        assert ("deputy", 6) == (
            placed(*facts, credits=(treated,)).treatment,
            placed(*facts, credits=(treated,)).level,
        )
        assert "chief" == placed(*facts, passed("senior"), credits=(treated,)).treatment

    @pytest.mark.parametrize(
        ("school", "lower", "level", "step"),
        [("college", 0, 3, 4), ("master", 0, 3, 6), ("master", 1, 2, 6)],
    )
    def test_steps(self, placed, ladder, school, lower, level, step):
        """
        Steps have a window, rises and credits of their own, and probation takes none off.
        """
        window = Rungs(lowest=1, highest=9, rises=every(2))
        positions = tuple(attrs.evolve(each, steps=window) for each in ladder.positions)
        rule = ProbationRule(
            entry="new",
            base=ProbationBase.OWN,
            share=Fraction(1),
            award=True,
            levels_lower=lower,
        )
        start = date(2025, 6, 1)
        placement = placed(
            education(school),
            Probation(id="p-1", entry="new", start=start, known=start),
            positions=positions,
            credits=(credit(gives=CreditGives.STEPS),),
            values={"probation": (rule,)},
        )

        assert (level, step) == (placement.level, placement.step)
        assert step == placement.facts()["step"].value

    @pytest.mark.parametrize("names", [("junior", "senior"), ("senior", "junior")])
    def test_highest_certificate(self, placed, names):
        """
        Of several certificates passed the highest counts, alone, whichever came first.
        """
        by_pass = credit(
            looks_at=CreditFor.CERTIFICATE_PASSED, rows=(("junior", 1), ("senior", 2))
        )
        facts = [passed(name, date(2015, n, 1)) for n, name in enumerate(names, start=1)]

        assert 5 == placed(*facts, credits=(by_pass,)).level

    @pytest.mark.parametrize(
        ("looks_at", "make", "named"),
        [
            (CreditFor.EDUCATION, education, "e-master"),
            (CreditFor.DEGREE, degree, "d-master"),
            (CreditFor.CERTIFICATE_PASSED, passed, "c-master"),
            (CreditFor.EDUCATION_OR_DEGREE, degree, "e-master"),
        ],
    )
    def test_first_of_equals(self, placed, looks_at, make, named):
        """
        Of qualifications worth the same the first one is named, and the education of both kinds.
        """
        first = (
            education("master") if looks_at is CreditFor.EDUCATION_OR_DEGREE else make("master")
        )
        later = attrs.evolve(make("master", date(2016, 7, 1)), id="x-2")
        text = placed(first, later, credits=(credit(looks_at=looks_at),)).explain("en")

        assert named in text
        assert "x-2" not in text

    @pytest.mark.parametrize(
        ("looks_at", "make"),
        [(CreditFor.EDUCATION, education), (CreditFor.DEGREE, degree)],
    )
    def test_from_its_day(self, placed, looks_at, make):
        """
        A qualification counts from its first day on, and not before.
        """
        by = credit(looks_at=looks_at)

        assert 5 == placed(make("master", date(2025, 6, 1)), credits=(by,)).level
        assert 3 == placed(make("master", date(2025, 6, 2)), credits=(by,)).level

    def test_no_rung_left(self, placed, ladder):
        """
        Who has climbed every rung is told of no next one.
        """
        short = attrs.evolve(ladder.positions[0], levels=Rungs(lowest=1, highest=3, rises=(1, 2)))
        text = placed(positions=(short, *ladder.positions[1:])).explain("en")

        assert "one up after each of 1, 2 years" in text
        assert "the next after" not in text

    def test_group(self, placed):
        """
        Of a group the first credit that gives anything counts, and one that gives nothing not.
        """
        first = credit("a", group="one")
        second = credit(
            "b", group="one", looks_at=CreditFor.CERTIFICATE_REGISTERED, rows=(("assistant", 3),)
        )
        free = attrs.evolve(second, key="c", group=None)

        assert 5 == placed(education("master"), credits=(first, second)).level
        assert 6 == placed(education("college"), credits=(first, second)).level
        assert 8 == placed(education("master"), credits=(first, second, free)).level

    @pytest.mark.parametrize(("after_years", "level"), [(0, 5), (6, 5), (7, 3)])
    def test_after_years(self, placed, after_years, level):
        """
        A credit may count only after so many full years of service.
        """
        late = credit(after_years=after_years)

        assert level == placed(education("master"), credits=(late,)).level

    @pytest.mark.parametrize(
        ("effective", "levels"),
        [
            (Effective.SAME_DAY, [3, 3, 5, 5]),
            (Effective.SAME_MONTH, [3, 5, 5, 5]),
            (Effective.NEXT_MONTH, [3, 3, 5, 5]),
            (Effective.NEXT_JANUARY, [3, 3, 3, 5]),
            (Effective.EACH_JANUARY, [3, 3, 3, 5]),
        ],
    )
    def test_from_when(self, placed, effective, levels):
        """
        A degree of 20 June counts from the day that the credit names.
        """
        later = education("master", start=date(2025, 6, 20))
        months = (Month(2025, 5), JUNE, Month(2025, 7), Month(2026, 1))
        found = [
            placed(later, month=month, credits=(credit(effective=effective),)).level
            for month in months
        ]

        assert levels == found

    def test_unknown(self, placed):
        """
        A qualification without a row is refused, and named with the credit.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            placed(education("college"), education("academy"), credits=(credit(),))

        assert ("worker w-1: education (credit school)", "academy") == (
            caught.value.field,
            caught.value.value,
        )

    @pytest.mark.parametrize("fields", [{"after_years": 7}, {"group": "one"}])
    def test_unknown_though_it_could_not_count(self, placed, fields):
        """
        It is refused even where the credit could not count: too early, or after one of its group.
        """
        first = credit(
            "first",
            group="one",
            looks_at=CreditFor.CERTIFICATE_REGISTERED,
            rows=(("assistant", 1),),
        )
        with pytest.raises(ValueNotAllowedError, match="academy"):
            placed(education("academy"), credits=(first, credit(**fields)))


RESULTS = ResultRule(
    grades=(("excellent", True), ("qualified", True), ("failed", False)),
    no_grade_counts=False,
    unassessed=Unassessed.COUNTS,
)
EARLY = EarlyRule(
    grade="excellent",
    run=2,
    overlapping=False,
    no_grade_breaks=True,
    most=None,
    gives=EarlyGain.LEVELS,
    amount=1,
)


def counted(**fields):
    """
    Make a rule of service by results.
    """
    return ServiceRule(
        count=ServiceCount.PER_PERIOD,
        part_years=PartYears.DROPPED,
        effective=Effective.SAME_DAY,
        results=RESULTS,
        **fields,
    )


def result(year, grade):
    """
    Make the result of a year.
    """
    return YearlyResult(id=f"y-{year}", year=year, result=grade, known=date(year + 1, 1, 20))


class TestEarly:
    @pytest.mark.parametrize(
        ("gives", "amount", "level"),
        [
            (EarlyGain.LEVELS, 1, 5),  # 1 + 2 + 2 × 1
            (EarlyGain.LEVELS, 2, 7),
            (EarlyGain.YEARS, 1, 3),  # 6 + 2 × 1 years: 1 + 2
            (EarlyGain.YEARS, 2, 4),  # 6 + 2 × 2 years: 1 + 3
        ],
    )
    def test_two_runs(self, placed, gives, amount, level):
        """
        Two runs of two excellent years bring two early steps, in levels or in years.
        """
        rule = counted(early=attrs.evolve(EARLY, gives=gives, amount=amount))
        facts = [result(year, "excellent") for year in (2019, 2020, 2021, 2022)]
        placement = placed(*facts, values={"service": rule})

        assert (level, 6) == (placement.level, placement.years)

    def test_from_the_year_after(self, placed):
        """
        A run of 2023 and 2024 counts from January 2025, as far as its results are known.
        """
        rule, facts = counted(early=EARLY), [result(year, "excellent") for year in (2023, 2024)]
        values = {"values": {"service": rule}}

        assert [2, 3, 4] == [
            placed(*facts, month=Month(2024, 12), **values).level,
            placed(*facts, known=date(2025, 1, 19), **values).level,
            placed(*facts, known=date(2025, 1, 20), **values).level,
        ]

    def test_failed_year(self, placed):
        """
        A failed year is no service, and its days are left out.
        """
        placement = placed(result(2020, "failed"), values={"service": counted()})

        # From March 2019 to June 2025 without 2020: five years and three months.
        assert (5, 2) == (placement.years, placement.level)

    def test_pending(self, placed):
        """
        Years whose result is not known yet are told.
        """
        text = placed(result(2020, "qualified"), values={"service": counted()}).explain("en")

        assert "2019, 2021, 2022, 2023, 2024, 2025" in text

    def test_not_stated(self, placed):
        """
        A file that does not state a result is asked about, not guessed.
        """
        with pytest.raises(NotStatedError, match="2020"):
            placed(result(2020, NoResult.NOT_STATED), values={"service": counted()})


class TestProbation:
    @pytest.mark.parametrize(
        ("lower", "office", "level"),
        [(0, "member", 3), (1, "member", 2), (2, "member", 1), (9, "member", 1), (1, "deputy", 5)],
    )
    def test_lowered(self, placed, lower, office, level):
        """
        Probation takes levels off, down to the lowest of the window.
        """
        rule = ProbationRule(
            entry="new",
            base=ProbationBase.OWN,
            share=Fraction(4, 5),
            award=True,
            levels_lower=lower,
        )
        start = date(2025, 6, 1)
        probation = Probation(id="p-1", entry="new", start=start, known=start)
        facts = (probation, appointment(office))

        assert level == placed(*facts, values={"probation": (rule,)}).level

    def test_where_a_position_starts(self, placed):
        """
        Probation paid by a position is placed where that starts, whatever was earned.
        """
        rule = ProbationRule(
            entry="new",
            base=ProbationBase.POSITION,
            share=Fraction(4, 5),
            award=True,
            position="deputy",
        )
        start = date(2025, 6, 1)
        probation = Probation(id="p-1", entry="new", start=start, known=start)
        placement = placed(probation, values={"probation": (rule,)})

        assert ("deputy", "deputy", 4, 0, "new") == (
            placement.position,
            placement.treatment,
            placement.level,
            placement.years,
            placement.probation,
        )
        assert 3 == placed(probation, month=Month(2025, 5), values={"probation": (rule,)}).level

    def test_where_its_steps_start(self, placed, ladder):
        """
        So it is with steps, and where the scale has no levels there is none to start at.
        """
        rule = ProbationRule(
            entry="new",
            base=ProbationBase.POSITION,
            share=Fraction(4, 5),
            award=True,
            position="deputy",
        )
        window = Rungs(lowest=2, highest=9, rises=every(3))
        positions = tuple(attrs.evolve(each, steps=window) for each in ladder.positions)
        start = date(2025, 6, 1)
        probation = Probation(id="p-1", entry="new", start=start, known=start)
        placement = placed(probation, positions=positions, values={"probation": (rule,)})

        assert (4, 2) == (placement.level, placement.step)

    @pytest.mark.parametrize(
        ("base", "fields", "steps"),
        [
            (ProbationBase.OWN, {"levels_lower": 1}, ((1, 5), (2, 6))),
            (ProbationBase.POSITION, {"position": "deputy"}, ((4, 0), (4, 0))),
        ],
    )
    def test_read_on(self, new_terms, new_worker, standings, ladder, base, fields, steps):
        """
        A file read before says the same of probation when a year of service is completed.
        """
        rule = ProbationRule(entry="new", base=base, share=Fraction(4, 5), award=True, **fields)
        day = date(2019, 6, 1)
        facts = (
            since(date(2019, 5, 1)),
            appointment("member"),
            Probation(id="p-1", entry="new", start=day, known=day),
        )
        old = new_worker(*facts)

        def found(worker, month):
            terms = new_terms(Month(2025, month), ladder=ladder, probation=(rule,))
            return payslip(worker, terms, standings).placement

        for month, (level, years) in zip((4, 5, 6), (steps[0], steps[1], steps[1]), strict=True):
            placement = found(old, month)
            assert found(new_worker(*facts), month) == placement
            assert (level, years, "new") == (
                placement.level,
                placement.years,
                placement.probation,
            )


class TestSameRank:
    @pytest.mark.parametrize(
        ("looks_at", "facts", "told"),
        [
            (CreditFor.EDUCATION, [education], "education e-master-1"),
            (CreditFor.DEGREE, [degree], "degree d-master-1"),
            (CreditFor.CERTIFICATE_PASSED, [passed], "certificate pass c-master-1"),
            (CreditFor.EDUCATION_OR_DEGREE, [degree, education], "education e-master-1"),
        ],
    )
    def test_first(self, placed, looks_at, facts, told):
        """
        Of qualifications worth the same the first one is named, and education before degree.
        """
        made = [
            attrs.evolve(make("master"), id=f"{make('master').id}-{number}", start=start)
            for make in facts
            for number, start in ((1, date(2015, 7, 1)), (2, date(2016, 7, 1)))
        ]
        placement = placed(*made, credits=(credit(looks_at=looks_at),))

        assert 5 == placement.level
        assert told in placement.explain("en")
        assert "-master-2" not in placement.explain("en")

    @pytest.mark.parametrize(
        ("facts", "level"),
        [
            ([education("bachelor"), degree("bachelor")], 4),
            ([education("bachelor")], 3),
            ([degree("bachelor")], 3),
            ([education("master"), degree("bachelor")], 4),
        ],
    )
    def test_lowest_row_of_both(self, placed, facts, level):
        """
        Education and degree both reach the lowest row, and it may be worth something.
        """
        both = credit(
            looks_at=CreditFor.EDUCATION_AND_DEGREE, rows=(("bachelor", 1), ("master", 2))
        )

        assert level == placed(*facts, credits=(both,)).level

    def test_higher_of_either(self, placed):
        """
        Of education and degree the higher counts, whichever it is, from its very day on.
        """
        either = credit(looks_at=CreditFor.EDUCATION_OR_DEGREE)
        first = date(2025, 6, 1)

        assert 5 == placed(education("master"), degree("bachelor"), credits=(either,)).level
        assert 5 == placed(education("bachelor"), degree("master", first), credits=(either,)).level
