"""
What is remembered of a worker's file changes no answer, and no worker.
"""

import copy
import pickle
from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from partygrid.canonical import canonical_bytes
from partygrid.dated import Effective, Month, PeriodKind, ReadOn
from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.pay import (
    AllowancesFrom,
    Component,
    Credit,
    CreditFor,
    CreditGives,
    MoverRule,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Selector,
    Table,
    next_change,
    payslip,
    place,
    what_if,
)
from partygrid.pay._placed import placed, placed_again
from partygrid.people import (
    Appointment,
    Break,
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
    Worker,
    YearlyResult,
)
from partygrid.people._memory import MOST
from partygrid.strategies import payroll_inputs, service_rules

# Large values are slow to draw.
DEAR = settings.get_profile("dear")

ONE_DAY = timedelta(days=1)
LEAP_DAY = date(2016, 2, 29)
DAYS = [date(2018, 12, 1) + timedelta(days=number) for number in range(1700)]
GRADES = (("excellent", True), ("qualified", True), ("failed", False))
EARLY = EarlyRule(
    grade="excellent",
    run=2,
    overlapping=False,
    no_grade_breaks=True,
    most=None,
    gives=EarlyGain.LEVELS,
    amount=1,
)


def lasting(kind, number, start, end=None, **fields):
    """
    Make a fact that was recorded before anybody asked.
    """
    return kind(id=f"{kind.__name__}-{number}", start=start, end=end, known=LEAP_DAY, **fields)


def results(**grades):
    """
    Make the results of years, given as ``y2019="qualified"``.
    """
    return tuple(
        YearlyResult(id=name, year=int(name[1:]), result=result, known=LEAP_DAY)
        for name, result in grades.items()
    )


SERVED = (
    lasting(Service, 1, LEAP_DAY, date(2019, 2, 10), staff="professional"),
    lasting(Service, 2, date(2019, 2, 10), date(2021, 8, 1), staff="professional"),
    lasting(Service, 3, date(2022, 1, 17), staff="professional"),
)
HELD = (
    lasting(Appointment, 1, LEAP_DAY, date(2019, 5, 20), unit="c-1", office="member"),
    lasting(Appointment, 2, date(2019, 5, 20), date(2020, 2, 1), unit="c-2", office="member"),
    lasting(Appointment, 3, date(2019, 12, 31), date(2022, 1, 1), unit="c-1", office="deputy"),
    lasting(Appointment, 4, date(2021, 12, 1), unit="c-2", office="secretary"),
)
LEARNT = (
    Education(id="e-1", education="college", start=LEAP_DAY, known=LEAP_DAY),
    Education(id="e-2", education="bachelor", start=date(2020, 7, 1), known=LEAP_DAY),
    Degree(id="d-1", degree="bachelor", start=date(2020, 12, 31), known=LEAP_DAY),
    lasting(CertificateRegistration, 1, date(2019, 9, 9), date(2021, 3, 5), certificate="senior"),
    lasting(CertificateRegistration, 2, date(2022, 4, 30), certificate="assistant"),
)
PROBATION = lasting(Probation, 1, date(2019, 3, 3), date(2019, 10, 1), entry="new")
RATED = results(
    y2016="qualified",
    y2017="excellent",
    y2018="excellent",
    y2019="qualified",
    y2020="excellent",
    y2021="excellent",
)
LIFE = Worker("w-1", (*SERVED, *HELD, *LEARNT, PROBATION, *RATED))
# A single period and office, so that nothing but service turns.
QUIET = (
    lasting(Service, 1, LEAP_DAY, staff="professional"),
    lasting(Appointment, 1, LEAP_DAY, unit="c-1", office="deputy"),
    *results(y2016="qualified", y2018="excellent", y2019="excellent", y2022="qualified"),
)
NEW_YEAR = (
    lasting(Service, 1, date(2016, 1, 1), staff="professional"),
    *QUIET[1:],
    lasting(Probation, 1, LEAP_DAY, date(2030, 1, 1), entry="lower"),
)
STARTER = (*QUIET, lasting(Probation, 1, LEAP_DAY, date(2030, 1, 1), entry="new"))
SECOND = Worker("w-1", (SERVED[2], *HELD, *LEARNT, *results(y2022="qualified")))
LIVES = (LIFE, SECOND, *(Worker("w-1", facts) for facts in (QUIET, NEW_YEAR, STARTER)))


def terms_of(new_terms, ladder, effective, *, unassessed=None, early=None, **fields):
    """
    Make terms in which all that can count from another day does so by one effect.
    """
    by = None
    if unassessed is not None:
        by = ResultRule(grades=GRADES, no_grade_counts=False, unassessed=unassessed)
    rule = {
        "count": ServiceCount.PER_PERIOD,
        "part_years": PartYears.DROPPED,
        "effective": effective,
        "results": by,
        "early": early,
    }
    credit = {"looks_at": CreditFor.EDUCATION_OR_DEGREE, "effective": effective}
    rows = (("college", 0), ("bachelor", 2))
    credits_ = (
        Credit(
            key="school",
            label=Label("学历", "school"),
            gives=CreditGives.LEVELS,
            rows=rows,
            after_years=2,
            **credit,
        ),
        Credit(
            key="deemed",
            label=Label("视同", "deemed"),
            gives=CreditGives.YEARS,
            rows=rows,
            **credit,
        ),
    )
    level = Component(
        key="level",
        label=Label("职级", "level"),
        selector=Selector.LEVEL,
        amount=Table(tuple((each, 1000 * each) for each in range(1, 31))),
    )
    certificate = Component(
        key="certificate",
        label=Label("证书", "certificate"),
        selector=Selector.CERTIFICATE,
        amount=Table((("none", 0), ("assistant", 10000), ("senior", 20000))),
    )
    share = Fraction(4, 5)
    values = {
        "covers": ("professional",),
        "service": ServiceRule(**{**rule, **fields}),
        "ladder": attrs.evolve(ladder, credits=credits_, effective=effective),
        "allowances_from": AllowancesFrom(certificate=effective, education=effective),
        "scale": (level, certificate),
        "base": None,
        "probation": (
            ProbationRule(
                entry="new",
                base=ProbationBase.POSITION,
                position="member",
                share=share,
                award=False,
            ),
            ProbationRule(
                entry="lower", base=ProbationBase.OWN, levels_lower=1, share=share, award=True
            ),
        ),
    }
    return new_terms(**values)


def outcome(make, *args):
    """
    Give all there is of a placement, or the error instead.
    """
    try:
        placement = make(*args)
    except PartyGridError as error:
        return type(error), str(error)
    basis = placement.basis
    return {**vars(placement), "basis": None}, {**vars(basis), "found": tuple(basis.found)}


def told(worker, terms, standings):
    """
    Give a payslip in every form, or the error instead.
    """
    try:
        slip = payslip(worker, terms, standings)
    except PartyGridError as error:
        return type(error), str(error)
    return slip, slip.explain("en"), slip.trace(), canonical_bytes(slip.placement)


def check_days(worker, terms, standings, days):
    """
    Hold what is remembered on days, asked in their order, against what a first look gives.
    """
    record, memory = worker.as_known(), copy.deepcopy(worker._memory)
    found = 0
    for day in days:
        month = terms._replace(period=Month.containing(day))
        asked = (record, month, terms.rules, day, standings)
        first = outcome(placed, *asked)
        found += type(first[0]) is dict

        assert outcome(placed_again, memory, *asked) == first, day
    assert found
    return memory


class TestSame:
    @pytest.mark.untraced
    @pytest.mark.parametrize("mover", MoverRule)
    @pytest.mark.parametrize("unassessed", [None, *Unassessed])
    @pytest.mark.parametrize("effective", Effective)
    def test_every_day(self, new_terms, ladder, standings, effective, unassessed, mover):
        """
        Day after day, what is remembered gives what a first look gives, whatever counts from when.
        """
        terms = terms_of(new_terms, ladder, effective, unassessed=unassessed)
        terms = terms._replace(parts=((terms.read_day, attrs.evolve(terms.rules, mover=mover)),))

        for worker in LIVES:
            check_days(worker, terms, standings, DAYS)
            check_days(worker, terms, standings, DAYS[::-41])

    @pytest.mark.parametrize("effective", [Effective.SAME_DAY, Effective.NEXT_JANUARY])
    def test_early_years(self, new_terms, ladder, standings, effective):
        """
        Early steps are seen from the January after their run, whenever years count.
        """
        terms = terms_of(new_terms, ladder, effective, unassessed=Unassessed.COUNTS, early=EARLY)

        for worker in LIVES:
            check_days(worker, terms, standings, DAYS)

    @pytest.mark.parametrize(
        "fields",
        [
            {"count": ServiceCount.POOLED},
            {"part_years": PartYears.COUNTED},
            {"part_years": PartYears.CALENDAR},
            {"since": date(2018, 7, 7)},
            {"breaks": ("leave",)},
        ],
    )
    def test_long_ways(self, new_terms, ladder, standings, fields):
        """
        Where years are not counted plainly, nothing is foreseen, and nothing missed.
        """
        leave = lasting(Break, 1, date(2018, 5, 5), date(2018, 8, 8), reason="leave")
        for effective in (Effective.SAME_DAY, Effective.NEXT_MONTH):
            terms = terms_of(new_terms, ladder, effective, **fields)

            check_days(LIFE, terms, standings, DAYS[:1200])
            check_days(Worker("w-1", (*QUIET, leave)), terms, standings, DAYS[:1200])

    def test_several(self, new_terms, ladder, standings):
        """
        Sets of values, and what was on record on different days, do not get mixed up.
        """
        learnt = Degree(id="d-1", degree="bachelor", start=LEAP_DAY, known=date(2020, 3, 3))
        worker = Worker("w-1", (*QUIET, learnt))
        day, memory = date(2021, 6, 1), copy.deepcopy(worker._memory)
        sets = [
            terms_of(new_terms, ladder, effective)._replace(period=Month.containing(day))
            for effective in (Effective.SAME_DAY, Effective.NEXT_JANUARY)
        ]
        found = []
        for terms in sets * 2:
            for known in (None, date(2020, 3, 2)):
                record = worker.as_known(known)
                asked = (record, terms, terms.rules, day, standings)
                found.append(outcome(placed_again, memory, *asked))

                assert found[-1] == outcome(placed, *asked)
        assert found[0] != found[1]
        assert found[0] != found[2]

    def test_moved_long_ago(self, new_terms, standings, new_worker):
        """
        Who held no office on the day of a rating is rated by the unit of the month itself.
        """
        first, left, back = date(2019, 3, 1), date(2023, 7, 1), date(2023, 8, 1)
        worker = new_worker(
            lasting(Appointment, 1, first, left, unit="c-1", office="member"),
            lasting(Appointment, 2, back, unit="c-2", office="member"),
        )
        terms = new_terms(
            mover=MoverRule.BY_RATING_DAY, rating=RatingRule(every=PeriodKind.MONTH, lag=12)
        )
        months = [date(2024, month, 1) for month in (6, 7, 8)]

        check_days(worker, terms, standings, months)

    def test_failed_year(self, new_terms, ladder, standings):
        """
        A year that does not count for its result shifts the days on which years are full.
        """
        facts = (*SERVED, *HELD, *LEARNT, *results(y2018="failed", y2017="qualified"))
        terms = terms_of(new_terms, ladder, Effective.SAME_DAY, unassessed=Unassessed.COUNTS)

        check_days(Worker("w-1", facts), terms, standings, DAYS[:800])

    def test_levels_confirmed(self, new_terms, new_worker, standings):
        """
        Without a ladder the level is the one confirmed, and years go on being counted.
        """
        terms = new_terms()
        days = [date(2019, 3, 1) + timedelta(days=number) for number in range(1000)]

        check_days(new_worker(), terms, standings, days)

    def test_end_of_calendar(self, new_terms, new_worker, standings):
        """
        Where the calendar ends nothing is remembered, and a far end is no hindrance.
        """
        start = date(9985, 3, 1)
        facts = (
            Service(id="s", staff="professional", start=start, end=date.max, known=start),
            Appointment(id="a", unit="c-1", office="member", start=start, known=start),
        )
        level = new_worker().as_known().levels
        worker = Worker("w-1", (*facts, *level, *results(y9998="qualified")))
        days = [date(9985, 4, 1), date(9989, 12, 31), date(9990, 1, 1), date(9997, 5, 1)]

        memory = check_days(worker, new_terms(), {"c-1": standings["c-1"]}, days)

        assert len(memory.readings) == 1

    @DEAR
    @given(st.data())
    def test_any_day(self, data):
        """
        On any days, in any order, under several rules, the answers are those of a first look.
        """
        workers, terms, standings = data.draw(payroll_inputs(allow_wage_bill=False))
        worker, rules = workers[0], terms.parts[0][1]
        record, memory = worker.as_known(terms.known), copy.deepcopy(worker._memory)
        plain = attrs.evolve(
            rules.service,
            count=ServiceCount.PER_PERIOD,
            part_years=PartYears.DROPPED,
            since=None,
            effective=data.draw(st.sampled_from(Effective)),
        )
        sets = [rules, attrs.evolve(rules, service=plain), attrs.evolve(rules)]
        near = [*memory.turns, *(date(year, 1, 1) for year in range(2015, 2030))]

        def check(day, chosen):
            month = terms._replace(period=Month.containing(day))
            asked = (record, month, chosen, day, standings)

            assert outcome(placed_again, memory, *asked) == outcome(placed, *asked)

        for _ in range(data.draw(st.integers(2, 12))):
            day = data.draw(st.sampled_from(near)) + timedelta(data.draw(st.integers(-2, 40)))
            assume(2 < day.year < 9000)
            chosen = data.draw(st.sampled_from(sets))
            check(day, chosen)
            # Where a stretch is said to end is where it could be too long.
            for each in memory.readings[:1]:
                for by in (-1, 0, 1):
                    if each.until.year < 9000:
                        check(each.until + timedelta(by), chosen)

    @DEAR
    @given(st.data())
    def test_any_month(self, data):
        """
        A worker asked about many months, under several schemes, is paid as one never asked.
        """
        workers, terms, standings = data.draw(payroll_inputs(allow_wage_bill=False))
        worker, start = workers[0], terms.period
        rules = terms.parts[0][1]
        service = data.draw(service_rules(grades=("excellent", "qualified", "failed")))
        months = [terms]
        for by in data.draw(st.lists(st.integers(-20, 20), min_size=1, max_size=6)):
            month = start.shifted(by)
            other = attrs.evolve(rules, service=service) if data.draw(st.booleans()) else rules
            day = month.last_day if rules.read_on is ReadOn.LAST_DAY else month.first_day
            known = data.draw(st.sampled_from([None, terms.known, month.last_day]))
            months.append(terms._replace(period=month, known=known, parts=((day, other),)))
        for month in months:
            fresh = Worker(worker.id, worker.facts)

            assert told(worker, month, standings) == told(fresh, month, standings)

    def test_after_other_questions(self, new_terms, new_worker, standings):
        """
        What else a worker was asked, now or what if, plays no part in what is paid.
        """
        worker, june = new_worker(), new_terms(known=date(2025, 6, 30))
        learnt = CertificateRegistration(
            id="q-2", certificate="senior", start=date(2024, 7, 1), known=date(2025, 6, 1)
        )
        for _ in range(2):
            next_change(worker, june)
            what_if(payslip(worker, june, standings), years=7)
            place(Worker(worker.id, (*worker.facts, learnt)), june, standings)

            assert told(worker, june, standings) == told(new_worker(), june, standings)

    def test_rating_is_not_remembered(self, new_terms, new_worker, new_standing, standings):
        """
        A rating that arrives later counts at once: it is never remembered.
        """
        worker, june = new_worker(), new_terms()
        paid = [
            payslip(worker, june, {"c-1": new_standing(met)}).placement.criteria_met
            for met in (1, 5, 3)
        ]

        assert [1, 5, 3] == paid
        assert told(worker, june, standings) == told(new_worker(), june, standings)


class TestRemembered:
    def test_stretch(self, new_terms, ladder, standings):
        """
        Months in which nothing changes are read once, and so is a day asked twice.
        """
        terms = terms_of(new_terms, ladder, Effective.SAME_DAY)
        days = [date(2020, 8, 1), date(2020, 8, 1), date(2020, 9, 1), date(2020, 11, 30)]
        memory = check_days(LIFE, terms, standings, days[:1])
        read = memory.readings

        for day in days:
            month = terms._replace(period=Month.containing(day))
            placed_again(memory, LIFE.as_known(), month, terms.rules, day, standings)

        assert read[0].reading is memory.readings[0].reading
        assert len(memory.readings) == 1

    def test_few(self, new_terms, new_worker, standings):
        """
        Only what was read last is kept, one reading for each set of values.
        """
        worker, june = new_worker(), new_terms()
        sets = [attrs.evolve(june.rules) for _ in range(MOST + 2)]
        for rules in sets:
            place(worker, june._replace(parts=((june.read_day, rules),)), standings)
        kept = [each.rules for each in worker._memory.readings]

        assert kept == sets[:1:-1]
        assert all(one is other for one, other in zip(kept, sets[:1:-1], strict=True))


class TestWorker:
    def test_unchanged(self, new_terms, new_worker, standings):
        """
        A worker who was asked is the same in every way as one who was not.
        """
        fresh = new_worker()
        asked = pickle.loads(pickle.dumps(fresh))  # noqa: S301 - our own
        before = (pickle.dumps(asked), repr(asked), hash(asked), canonical_bytes(asked))
        payslip(asked, new_terms(), standings)

        assert asked._memory.readings
        assert before == (pickle.dumps(asked), repr(asked), hash(asked), canonical_bytes(asked))
        assert asked == fresh
        assert hash(asked) == hash(fresh)
        assert canonical_bytes(asked) == canonical_bytes(fresh)

    @pytest.mark.parametrize(
        "copied",
        [
            copy.copy,
            copy.deepcopy,
            lambda worker: pickle.loads(pickle.dumps(worker)),  # noqa: S301 - our own
            lambda worker: attrs.evolve(worker, id="w-2"),
        ],
        ids=["copy", "deep", "pickle", "evolve"],
    )
    def test_copies(self, new_terms, new_worker, standings, copied):
        """
        Copies of a worker who was asked are paid like copies of one who was not.
        """
        worker, june = new_worker(), new_terms()
        payslip(worker, june, standings)

        assert told(copied(worker), june, standings) == told(copied(new_worker()), june, standings)
