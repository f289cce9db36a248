"""
What a refusal tells a host, whole: the field, what came, what is allowed, and where that is from.
"""

from datetime import date
from fractions import Fraction
from types import MappingProxyType

import attrs
import pytest

from partygrid.dated import Effective, Month, NotStated, PeriodKind, ReadOn, Series, Terms, Year
from partygrid.errors import (
    ConflictError,
    InvalidDataError,
    NotCoveredError,
    NotInForceError,
    NotStatedError,
    PartyGridError,
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label, with_article
from partygrid.money import ApportionRule, Direction, RoundingRule, Ties
from partygrid.org import Standing
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
    Grid,
    PaidAs,
    PartMethod,
    PartMonth,
    PayLadder,
    PaymentPlan,
    PaymentRule,
    Placement,
    Position,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Rungs,
    Selector,
    ShareOf,
    StarRule,
    Table,
    YearlyRate,
    every,
    payroll,
    payslip,
    place,
    price,
    what_if,
)
from partygrid.pay._scheme import _each_a as each_a
from partygrid.pay._scheme import _is_a as is_a
from partygrid.people import Appointment, CertificateRegistration, Service, WorkedDays

JUNE = Month(2025, 6)
DAY = date(2019, 3, 1)
TURN = date(2025, 6, 16)
CITED = "区财政局通知, 第三条 [host], from 2024-01-01, known 2024-01-01"
SEVENTH = Placement(level=7, years=6, certificate="none", criteria_met=4)
POST = Component(
    key="post",
    label=Label("岗位工资", "post pay"),
    selector=Selector.LEVEL,
    amount=Table(((7, 99),)),
)
BILL = {
    "award_pool": AwardPool.OF_WAGE_BILL,
    "award_apportion": ApportionRule(unit=1, ties=Ties.BY_KEY),
}
STARS = StarRule(rating=RatingRule(every=PeriodKind.YEAR, lag=1), most=5, rows=())


def refusal(error, call, *args, **kwargs):
    """
    Give what a call is refused with.
    """
    with pytest.raises(error) as caught:
        call(*args, **kwargs)
    assert error is type(caught.value)
    assert isinstance(caught.value, PartyGridError)
    return caught.value.field, caught.value.value, caught.value.allowed, caught.value.source


class TestPrice:
    @pytest.mark.parametrize("values", [{}, {"stars": STARS}], ids=["plain", "stars"])
    def test_below_zero(self, new_terms, values):
        """
        A pool above the total: the fixed part that would be left, and the scheme's rounding.
        """
        terms = new_terms(scale=(POST,), rounding=RoundingRule(100, Direction.UP), **values)

        assert (
            "fixed",
            -1,
            "0 fen or more: the pool, rounded, must not exceed the total",
            CITED,
        ) == refusal(ValueNotAllowedError, price, attrs.evolve(SEVENTH, stars=3), terms)

    def test_no_stars(self, new_terms):
        """
        No stars where the scheme looks at them: how many there may be, and the scheme's rule.
        """
        assert (
            "stars",
            None,
            "0 to 5, or NotKnown.YET: the scheme looks at stars",
            CITED,
        ) == refusal(ValueNotAllowedError, price, SEVENTH, new_terms(stars=STARS))

    def test_wage_bill(self, new_terms, new_worker, standings, said, notice):
        """
        A pool of the wage bill, in one part of the month or in all: the scheme and its choice.
        """
        expected = (
            "test/pay/1: award_pool",
            "of_wage_bill",
            (
                "per_worker for a single payslip: a unit's wage bill is shared out over its "
                "whole payroll"
            ),
        )
        whole, halved = (
            new_terms(**BILL),
            said("award_pool", AwardPool.OF_WAGE_BILL).announce(
                AwardPool.PER_WORKER, start=TURN, known=date(2025, 6, 1), source=notice
            ),
        )
        split = new_terms(**BILL | {"award_pool": halved}, read_on=ReadOn.SPLIT)

        assert (*expected, CITED) == refusal(UnsuitableRuleError, price, SEVENTH, whole)
        for terms in (whole, split):
            assert (*expected, CITED) == refusal(
                UnsuitableRuleError, payslip, new_worker(), terms, standings
            )

    def test_arguments(self, new_terms):
        """
        Something else than a placement and terms: which argument, and what it should be.
        """
        assert ("placement", 7, "a Placement", "") == refusal(
            WrongTypeError, price, 7, new_terms()
        )
        assert ("terms", JUNE, "Terms, as PayScheme.on gives them", "") == refusal(
            WrongTypeError, price, SEVENTH, JUNE
        )


class TestPlace:
    def test_arguments(self, new_terms, new_worker, standings):
        """
        Something else than worker, terms of a month and standings: which, and what it should be.
        """
        june, worker = new_terms(), new_worker()
        year = Terms(june.key, Year(2025), june.known, june.parts)

        assert ("worker", 7, "a Worker", "") == refusal(WrongTypeError, place, 7, june, standings)
        assert ("terms", JUNE, "Terms, as PayScheme.on gives them", "") == refusal(
            WrongTypeError, place, worker, JUNE, standings
        )
        assert ("terms.period", Year(2025), "a Month", "") == refusal(
            WrongTypeError, place, worker, year, standings
        )
        assert ("standings", "c-1", "a mapping of units to series", "") == refusal(
            WrongTypeError, place, worker, june, "c-1"
        )

    def test_any_mapping(self, new_terms, new_worker, standings):
        """
        Standings may be any mapping, also one that cannot be changed.
        """
        june, worker = new_terms(), new_worker()

        assert place(worker, june, standings) == place(worker, june, MappingProxyType(standings))

    def test_other_staff(self, new_terms, new_worker, standings):
        """
        Staff that is not covered: the kinds that are, and where the scheme says so.
        """
        other = Service(id="s-1", staff="auxiliary", start=DAY, known=DAY)

        for call in (place, payslip):
            assert (
                "worker w-1: staff",
                "auxiliary",
                "professional, clerk",
                CITED,
            ) == refusal(
                NotCoveredError,
                call,
                new_worker(other),
                new_terms(covers=("professional", "clerk")),
                standings,
            )

    @pytest.mark.parametrize("known", [None, date(2025, 6, 30)])
    def test_not_serving(self, new_terms, new_worker, standings, known):
        """
        No service in the month: its first day, and when there was such as the scheme covers.
        """
        served = [
            Service(id="s-1", staff="auxiliary", start=DAY, end=date(2020, 1, 1), known=DAY),
            *(
                Service(
                    id=f"s-{year}",
                    staff="professional",
                    start=date(year, 1, 1),
                    end=date(year, 7, 1),
                    known=date(year, 1, 1),
                )
                for year in (2021, 2023)
            ),
        ]
        with pytest.raises(NotInForceError) as caught:
            place(new_worker(*served), new_terms(known=known), standings)

        assert ("worker w-1: service", "2025-06-01") == (caught.value.field, caught.value.day)
        assert str(known or "") == caught.value.known
        assert "[2021-01-01, 2021-07-01), [2023-01-01, 2023-07-01)" == caught.value.allowed

    def test_never_served(self, new_terms, new_worker, standings):
        """
        No service at all that is covered: the refusal says that there is none.
        """
        other = Service(id="s-1", staff="auxiliary", start=DAY, end=date(2020, 1, 1), known=DAY)

        assert ("worker w-1: service", "2025-06-01", "none on record", "") == refusal(
            NotInForceError, place, new_worker(other), new_terms(), standings
        )

    def test_no_unit(self, new_terms, new_worker, standings):
        """
        No appointment on the day: the day, and why one is asked for.
        """
        later = Appointment(
            id="a-1", unit="c-1", office="member", start=date(2025, 7, 1), known=DAY
        )
        june = new_terms(known=date(2025, 6, 30))
        with pytest.raises(NotInForceError) as caught:
            place(new_worker(later), june, standings)

        assert (
            "worker w-1: appointment",
            "2025-06-01",
            "2025-06-30",
            "a day on which the worker holds an appointment to a unit",
            CITED,
        ) == (
            caught.value.field,
            caught.value.day,
            caught.value.known,
            caught.value.allowed,
            caught.value.source,
        )

    def test_standings(self, new_terms, new_worker):
        """
        No series for a unit, or something else than a series of standings: which unit.
        """
        june, worker = new_terms(), new_worker()
        asked = ("unit", "c-1")

        assert (*asked, "none", "") == refusal(UnknownNameError, place, worker, june, {})
        assert (*asked, "b-1, b-2", "") == refusal(
            UnknownNameError, place, worker, june, dict.fromkeys(("b-2", "b-1"))
        )
        assert ("standings['c-1']", 4, "a Series", "") == refusal(
            WrongTypeError, place, worker, june, {"c-1": 4}
        )

    def test_no_standing(self, new_terms, new_worker, notice):
        """
        A series of something else than standings: what it holds, and what it should hold.
        """
        bare = Series("standing").announce(4, start=DAY, known=DAY, source=notice)

        assert ("standings['c-1']", 4, "a Standing", "") == refusal(
            WrongTypeError, place, new_worker(), new_terms(), {"c-1": bare}
        )


class TestPayroll:
    def test_arguments(self, new_terms, new_worker, standings):
        """
        Something else than workers and terms: which argument, and what it should be.
        """
        june, worker = new_terms(), new_worker()

        assert ("workers", 7, "an iterable of Workers", "") == refusal(
            WrongTypeError, payroll, 7, june, standings
        )
        assert ("terms", JUNE, "Terms, as PayScheme.on gives them", "") == refusal(
            WrongTypeError, payroll, [worker], JUNE, standings
        )
        assert ("$.workers[1]", 7, "a Worker", "") == refusal(
            WrongTypeError, payroll, [worker, 7], june, standings
        )

    def test_problems(self, new_terms, new_worker, standings):
        """
        Every worker who cannot be paid, by place and id, with the error that a payslip raises.
        """
        other = Service(id="s-1", staff="auxiliary", start=DAY, known=DAY)
        workers = [new_worker(), new_worker(other, worker_id="w-2"), new_worker()]
        with pytest.raises(NotCoveredError) as alone:
            payslip(workers[1], new_terms(), standings)
        for values in ({}, BILL):
            with pytest.raises(InvalidDataError) as caught:
                payroll(workers, new_terms(**values), standings)

            assert "payroll" == caught.value.field
            assert [
                ("$.workers[1] (w-2)", str(alone.value)),
                ("$.workers[2]", "worker w-1 stands twice"),
            ] == [(each.path, each.message) for each in caught.value.problems]
            assert [NotCoveredError, type(None)] == [
                type(each.error) for each in caught.value.problems
            ]

    @pytest.mark.parametrize("count", [1, 2])
    def test_no_slip(self, new_terms, new_worker, standings, count):
        """
        Who is not on the payroll: the id, and how many are.
        """
        workers = [new_worker(worker_id=f"w-{number}") for number in range(count)]
        roll = payroll(workers, new_terms(), standings)
        several = "1 worker" if count == 1 else "2 workers"

        assert ("worker", "w-9", f"one of the {several} paid", "") == refusal(
            UnknownNameError, roll.slip_of, "w-9"
        )

    def test_bill(self, new_terms, new_worker, standings):
        """
        Lines that are awards, or stars, under a bill: the choice, and where the scheme says it.
        """
        award = attrs.evolve(POST, key="bonus", paid_as=PaidAs.AWARD)
        for values in ({"scale": (POST, award)}, {"stars": STARS}):
            assert (
                "award_pool",
                "of_wage_bill",
                "a scale without award lines, and no stars: the bill is one pool",
                CITED,
            ) == refusal(
                UnsuitableRuleError, payroll, [new_worker()], new_terms(**BILL | values), standings
            )

    def test_bill_below_zero(self, new_terms, new_worker, standings):
        """
        A bill's pool above a worker's lines: what would be left, and the scheme's rounding.
        """
        terms = new_terms(**BILL, scale=(POST,), rounding=RoundingRule(100, Direction.UP))

        assert (
            "fixed",
            -1,
            "0 fen or more: the pool, rounded, must not exceed the total",
            CITED,
        ) == refusal(ValueNotAllowedError, payroll, [new_worker()], terms, standings)


class TestPartMonth:
    @pytest.mark.parametrize("read_on", ReadOn)
    def test_not_serving(self, new_terms, new_worker, standings, read_on):
        """
        No service in the month, however it is read: its first day, and the day of knowledge.
        """
        left = Service(id="s-1", staff="professional", start=DAY, end=date(2025, 6, 1), known=DAY)
        terms = new_terms(read_on=read_on, known=date(2025, 6, 30))
        with pytest.raises(NotInForceError) as caught:
            payslip(new_worker(left), terms, standings)

        assert ("2025-06-01", "2025-06-30") == (caught.value.day, caught.value.known)

    def test_not_serving_in_any_part(self, new_terms, new_worker, standings, said, notice):
        """
        Nor in any part of it: service under the values that come last is what there was.
        """
        covers = said("covers", ("professional",))
        for day, staff in ((11, "clerk"), (21, "professional")):
            since = date(2025, 6, day)
            covers = covers.announce((staff,), start=since, known=since, source=notice)
        left = Service(id="s-1", staff="professional", start=DAY, end=date(2025, 6, 1), known=DAY)
        terms = new_terms(covers=covers, read_on=ReadOn.SPLIT, known=date(2025, 6, 30))
        with pytest.raises(NotInForceError) as caught:
            payslip(new_worker(left), terms, standings)

        assert ("2025-06-01", "2025-06-30", "[2019-03-01, 2025-06-01)") == (
            caught.value.day,
            caught.value.known,
            caught.value.allowed,
        )

    def test_not_priced(self, new_terms, new_worker, standings):
        """
        Part months that are not priced: the days served, and where the scheme says so.
        """
        entered = Service(id="s-1", staff="professional", start=TURN, known=DAY)

        assert (
            "worker w-1: service",
            "[2025-06-16, 2025-07-01)",
            "service through the whole month: part months are not priced",
            CITED,
        ) == refusal(NotCoveredError, payslip, new_worker(entered), new_terms(), standings)

    def test_counts(self, new_terms, new_worker, standings):
        """
        Counts that do not cover the days served: those asked for, and those there are.
        """
        rule = PartMonth(method=PartMethod.WORKING_DAYS, divisor=None, lines=CountedLines(None))
        terms = new_terms(part_month=rule)
        entered = Service(id="s-1", staff="professional", start=TURN, known=DAY)
        field, day = "worker w-1: days worked", "2025-06-16"
        asked = "counts of days worked on record for exactly [2025-06-16, 2025-07-01); there are: "
        counts = [
            WorkedDays(
                id=f"d-{first}",
                start=date(2025, 6, first),
                end=date(2025, 6, first + 4),
                working=4,
                worked=4,
                known=DAY,
            )
            for first in (16, 20)
        ]

        assert (field, day, f"{asked}none", "") == refusal(
            NotInForceError, payslip, new_worker(entered), terms, standings
        )
        assert (
            field,
            day,
            f"{asked}[2025-06-16, 2025-06-20), [2025-06-20, 2025-06-24)",
            "",
        ) == refusal(NotInForceError, payslip, new_worker(entered, *counts), terms, standings)

    def test_no_working_day(self, new_terms, new_worker, standings):
        """
        A month without a working day: its first day, and what is asked for.
        """
        rule = PartMonth(method=PartMethod.WORKING_DAYS, divisor=None, lines=CountedLines(None))
        none = WorkedDays(
            id="d-1",
            start=date(2025, 6, 1),
            end=date(2025, 7, 1),
            working=0,
            worked=0,
            known=date(2025, 7, 1),
        )

        assert (
            "worker w-1: days worked",
            "2025-06-01",
            "a month with at least one working day",
            "",
        ) == refusal(
            NotInForceError, payslip, new_worker(none), new_terms(part_month=rule), standings
        )


PLAN = PaymentPlan(
    **dict.fromkeys(
        ("fixed", "award"),
        PaymentRule(every=PeriodKind.MONTH, lag=0, day=15, after_rating=False),
    )
)
FROM = AllowancesFrom(certificate=Effective.SAME_DAY, education=Effective.SAME_DAY)
YEARLY = RatingRule(every=PeriodKind.YEAR, lag=1)
MEMBER = Position(key="member", label=Label("成员", "m"), levels=None, steps=None)
MEMBERS = PayLadder(
    positions=(MEMBER,),
    offices=(("clerk", "member"),),
    credits=(),
    effective=Effective.SAME_DAY,
    concurrent=Concurrent.HIGHER,
)
RUNGS = Rungs(lowest=1, highest=9, rises=every(3))
MASTER = Credit(
    key="master",
    label=Label("硕士", "master's degree"),
    looks_at=CreditFor.EDUCATION,
    gives=CreditGives.STEPS,
    rows=(("master", 1),),
    effective=Effective.SAME_DAY,
)
SHARE = ShareOf(rate=Fraction(0), of=("post",), least=0, most=0)
HALF = Coefficients(((7, Fraction(1, 2)),))
RATE = YearlyRate(per_year=1, cap=None)
ENTRANT = ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(0), award=False)


class TestValues:
    @pytest.mark.parametrize(
        ("value", "fields", "told"),
        [
            (
                MEMBERS,
                {"positions": "member"},
                ("ladder.positions: got 'member' of type str; allowed: a tuple of Positions"),
            ),
            (
                MEMBERS,
                {"positions": ("member",)},
                "ladder.positions: got 'member' of type str; allowed: a Position",
            ),
            (
                MEMBERS,
                {"positions": (MEMBER, MEMBER)},
                "ladder.positions: got ('member', 'member'); allowed: each key once",
            ),
            (
                MEMBERS,
                {"effective": "now"},
                "ladder.effective: got 'now' of type str; allowed: an Effective",
            ),
            (
                MEMBERS,
                {"offices": "clerk"},
                "ladder.offices: got 'clerk' of type str; allowed: a tuple of pairs",
            ),
            (
                MEMBERS,
                {"offices": ("clerk",)},
                (
                    "ladder.offices: got 'clerk' of type str; allowed: a pair of office and "
                    "position"
                ),
            ),
            (
                MEMBERS,
                {"offices": (("clerk", "member"),) * 2},
                "ladder.offices: got 'clerk'; allowed: each office once",
            ),
            (
                SEVENTH,
                {"level": "7"},
                (
                    "level: got '7' of type str; allowed: a whole number, or None if the "
                    "scale has no levels"
                ),
            ),
            (
                SEVENTH,
                {"years": True},
                "years: got True of type bool; allowed: a whole number of full years",
            ),
            (
                SEVENTH,
                {"criteria_met": None},
                (
                    "criteria_met: got None of type NoneType; allowed: a whole number, or "
                    "NotKnown.YET"
                ),
            ),
            (
                SEVENTH,
                {"stars": 3.0},
                ("stars: got 3.0 of type float; allowed: a whole number, NotKnown.YET, or None"),
            ),
            (SEVENTH, {"falling": 1}, "falling: got 1 of type int; allowed: a bool, or None"),
            (
                SEVENTH,
                {"certificate": ""},
                "certificate: got ''; allowed: a name not empty (from: pay.Placement)",
            ),
            (SEVENTH, {"certificate": 1}, "certificate: got 1 of type int; allowed: a name"),
            (SEVENTH, {"step": "1"}, "step: got '1' of type str; allowed: a whole number"),
            (SEVENTH, {"education": 1}, "education: got 1 of type int; allowed: a name"),
            (PLAN, {"fixed": 15}, "payments.fixed: got 15 of type int; allowed: a PaymentRule"),
            (
                PLAN,
                {"fixed": attrs.evolve(PLAN.fixed, after_rating=True)},
                (
                    "payments.fixed.after_rating: got True; allowed: False: the fixed part "
                    "does not depend on a rating"
                ),
            ),
            (
                FROM,
                {"education": "now"},
                "allowances_from.education: got 'now' of type str; allowed: an Effective",
            ),
            (
                YEARLY,
                {"every": "year"},
                "rating.every: got 'year' of type str; allowed: a PeriodKind",
            ),
            (YEARLY, {"lag": "1"}, "rating.lag: got '1' of type str; allowed: a whole number"),
            (YEARLY, {"lag": -1}, "rating.lag: got -1; allowed: 0 to 100 periods"),
            (
                MEMBERS,
                {"positions": (MEMBER, attrs.evolve(MEMBER, key="chief", steps=RUNGS))},
                (
                    "ladder.positions: steps: got ('member',); "
                    "allowed: a window of steps for every position, or for none"
                ),
            ),
            (
                MEMBERS,
                {"credits": (MASTER,)},
                (
                    "credit master: gives: got 'steps'; allowed: what the ladder has; "
                    "its positions have no steps"
                ),
            ),
            (
                SHARE,
                {"rate": 0.1},
                (
                    "share.rate: got 0.1 of type float; allowed: a Fraction, as "
                    "money.exact makes it"
                ),
            ),
            (
                SHARE,
                {"rate": Fraction(11, 10)},
                "share.rate: got Fraction(11, 10); allowed: 0 % to 100 %",
            ),
            (SHARE, {"of": "post"}, "share.of: got 'post' of type str; allowed: a tuple of keys"),
            (SHARE, {"least": -1}, "share.least: got -1; allowed: 0 fen or more"),
            (Table(((7, 1),)), {"rows": ((7, -1),)}, "table[7]: got -1; allowed: 0 fen or more"),
            (
                HALF,
                {"rows": ((7, 0.5),)},
                (
                    "coefficients[7]: got 0.5 of type float; allowed: a Fraction, as "
                    "money.exact makes it"
                ),
            ),
            (
                HALF,
                {"rows": ((7, Fraction(-1)),)},
                "coefficients[7]: got Fraction(-1, 1); allowed: 0 or more",
            ),
            (RATE, {"per_year": -1}, "per_year: got -1; allowed: 0 fen or more"),
            (RATE, {"cap": 1.5}, "cap: got 1.5 of type float; allowed: a whole number"),
            (
                Grid(by=Selector.STEP, rows=((1, ((1, 1),)),)),
                {"by": "step"},
                "grid.by: got 'step' of type str; allowed: a Selector",
            ),
            (
                ENTRANT,
                {"amount": 5},
                (
                    "probation new: amount: got 5; allowed: given if the base is amount, "
                    "and None if it is not"
                ),
            ),
            (
                ENTRANT,
                {"base": ProbationBase.POSITION},
                (
                    "probation new: position: got None; allowed: given if the base is "
                    "position, and None if it is not"
                ),
            ),
            (
                ENTRANT,
                {"share": Fraction(-1, 10)},
                ("probation new: share: got Fraction(-1, 10); allowed: 0 % to 100 %"),
            ),
            (
                POST,
                {"key": "total"},
                (
                    "component.key: got 'total'; allowed: any name but those of a "
                    "payslip's own steps: total, pool, fixed, share, award, outside, "
                    "paid, employer, rate"
                ),
            ),
            (
                POST,
                {"row_labels": "post"},
                ("component post: row_labels: got 'post' of type str; allowed: a tuple of pairs"),
            ),
            (
                POST,
                {"row_labels": ("post",)},
                (
                    "component post: row_labels: got 'post' of type str; allowed: a pair "
                    "of row and Label"
                ),
            ),
            (
                POST,
                {"amount": RATE},
                (
                    "component post: selector: got <Selector.LEVEL: 'level'> of type "
                    "Selector; allowed: YEARS for a rate"
                ),
            ),
            (
                CountedLines(None),
                {"only": "post"},
                "award_lines: got 'post' of type str; allowed: a tuple of keys",
            ),
            (
                CountedLines(None),
                {"only": ()},
                "award_lines: got (); allowed: one key or more, each once",
            ),
        ],
    )
    def test_told(self, value, fields, told):
        """
        A field that a value does not take: which, what came, and what it takes.
        """
        with pytest.raises(PartyGridError) as caught:
            attrs.evolve(value, **fields)

        assert told == str(caught.value)

    @pytest.mark.parametrize(
        ("call", "argument", "told"),
        [
            (every, True, "years: got True of type bool; allowed: a whole number of years"),
            (every, 0, "years: got 0; allowed: 1 to 80 years"),
            (
                YEARLY.day,
                DAY,
                "month: got datetime.date(2019, 3, 1) of type date; allowed: a Month",
            ),
        ],
    )
    def test_call(self, call, argument, told):
        """
        So are arguments.
        """
        with pytest.raises(PartyGridError) as caught:
            call(argument)

        assert told == str(caught.value)


class TestScheme:
    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ({"base": -1}, "base: got -1; allowed: 0 fen or more"),
            (
                {"award_rate": 1},
                ("award_rate: got 1 of type int; allowed: a Fraction, as money.exact makes it"),
            ),
            (
                {"award_rate": Fraction(6, 5)},
                "award_rate: got Fraction(6, 5); allowed: 0 % to 100 %",
            ),
            (
                {"award_shares": 5},
                ("award_shares: got 5 of type int; allowed: a tuple of shares, from 0 met"),
            ),
            (
                {"covers": "professional"},
                ("covers: got 'professional' of type str; allowed: a tuple of kinds of staff"),
            ),
            ({"scale": "post"}, ("scale: got 'post' of type str; allowed: a tuple of components")),
            ({"scale": ("post",)}, "scale: got 'post' of type str; allowed: a Component"),
            ({"scale": (POST, POST)}, "scale: got ('post', 'post'); allowed: each key once"),
            (
                {
                    "scale": (
                        attrs.evolve(POST, key="b"),
                        attrs.evolve(POST, key="c"),
                        attrs.evolve(POST, key="a", selector=None, amount=SHARE),
                    )
                },
                (
                    "scale: component a: got ('post',); allowed: lines of the worker "
                    "that are no shares: b, c"
                ),
            ),
            (
                {"scale": (attrs.evolve(POST, key="a", selector=None, amount=SHARE),)},
                (
                    "scale: component a: got ('post',); allowed: lines of the worker "
                    "that are no shares: none"
                ),
            ),
        ],
    )
    def test_value(self, new_scheme, values, told):
        """
        A field that does not take a value: which, what came, and what it takes.
        """
        with pytest.raises(PartyGridError) as caught:
            new_scheme(**values)

        assert told == str(caught.value)

    @pytest.mark.parametrize(
        ("values", "told"),
        [
            (
                {"award_pool": AwardPool.OF_WAGE_BILL},
                (
                    "award_apportion: got None; allowed: an ApportionRule: the pool is "
                    "shared out over the unit"
                ),
            ),
            (
                {
                    "award_lines": CountedLines(("area",)),
                    "scale": (attrs.evolve(POST, paid_as=PaidAs.AWARD),),
                },
                ("award_lines: got ['area']; allowed: fixed components of the scale: none"),
            ),
            (
                {
                    "part_month": PartMonth(
                        method=PartMethod.REFUSED, divisor=None, lines=CountedLines(("area",))
                    )
                },
                (
                    "part_month.lines: got ['area']; allowed: components of the scale: "
                    "certificate, post, seniority"
                ),
            ),
            (
                {"scale": (attrs.evolve(POST, selector=Selector.STEP),)},
                ("component post: selector: got 'step'; allowed: what the ladder in force gives"),
            ),
            (
                {
                    "probation": (
                        attrs.evolve(ENTRANT, base=ProbationBase.POSITION, position="boss"),
                    )
                },
                ("probation new: position: got 'boss'; allowed: none: there is no ladder"),
            ),
            (
                {"award_basis": AwardBasis.FIXED_PART, "award_rate": Fraction(1)},
                (
                    "award_rate: got Fraction(1, 1); allowed: below 100 % where the "
                    "scale is the fixed part"
                ),
            ),
        ],
    )
    def test_at_odds(self, new_scheme, values, told):
        """
        Values that do not fit each other: the field, what it is, what would fit, and the source.
        """
        with pytest.raises(PartyGridError) as caught:
            new_scheme(**values).rules_on(TURN)

        assert f"{told} (from: {CITED})" == str(caught.value)

    @pytest.mark.parametrize("values", [RatingRule, StarRule])
    def test_checks(self, values):
        """
        A field takes values of one type alone, or nothing as well.
        """
        value = {RatingRule: YEARLY, StarRule: STARS}[values]

        assert is_a(values)(value, "f") is None
        assert is_a(values, or_none=True)(value, "f") is None
        assert is_a(values, or_none=True)(None, "f") is None
        assert ("f", None, with_article(values.__name__), "") == refusal(
            WrongTypeError, is_a(values), None, "f"
        )
        assert ("f", 5, f"{with_article(values.__name__)} or None", "") == refusal(
            WrongTypeError, is_a(values, or_none=True), 5, "f"
        )

    def test_checks_of_each(self):
        """
        Or a tuple of such values, each with a key of its own.
        """
        check = each_a(ProbationRule, "entry")

        assert check((), "f") is check((ENTRANT,), "f") is None
        assert ("f", [ENTRANT], "a tuple of ProbationRules, or an empty one", "") == refusal(
            WrongTypeError, check, [ENTRANT], "f"
        )
        assert ("f", 5, "a ProbationRule", "") == refusal(WrongTypeError, check, (5,), "f")
        assert ("f", ("new", "new"), "each entry once", "") == refusal(
            ValueNotAllowedError, check, (ENTRANT, ENTRANT), "f"
        )


class TestWhatIf:
    @pytest.mark.parametrize(
        ("facts", "told"),
        [
            ({}, ("what_if: got None of type NoneType; allowed: at least one changed fact")),
            (
                {"rank": 3},
                (
                    "what_if: 'rank' is not known; allowed: level, years, certificate, "
                    "criteria_met, step, position, treatment, education, degree, "
                    "certificate_passed, certificate_appointed, posts, stars, falling, "
                    "probation"
                ),
            ),
            (
                {"degree": "master"},
                (
                    f"degree: got 'master'; allowed: a fact that the scale looks at: "
                    f"certificate, criteria_met, level, probation, years (from: {CITED})"
                ),
            ),
        ],
    )
    def test_told(self, new_terms, facts, told):
        """
        A supposition on which pay cannot depend: which, what came, and what would be looked at.
        """
        with pytest.raises(PartyGridError) as caught:
            what_if(price(SEVENTH, new_terms()), **facts)

        assert told == str(caught.value)

    def test_no_slip(self):
        """
        What is supposed otherwise is a payslip.
        """
        assert ("slip", 5, "a Payslip", "") == refusal(WrongTypeError, what_if, 5, level=1)

    def test_bill(self, new_terms, new_worker, standings):
        """
        A share of a wage bill depends on the others: the payroll is asked again instead.
        """
        (slip,) = payroll([new_worker()], new_terms(**BILL), standings).slips

        assert (
            "what_if",
            "a share of a unit's wage bill",
            "a payslip of its own: ask the payroll again with other workers",
            "",
        ) == refusal(UnsuitableRuleError, what_if, slip, criteria_met=3)


class TestOffices:
    def test_none(self, new_terms, new_worker, standings, ladder):
        """
        On a day without an office there is none to be placed by: the day, and the ladder's source.
        """
        later = Appointment(id="a-1", unit="c-1", office="member", start=TURN, known=DAY)
        with pytest.raises(NotInForceError) as caught:
            place(new_worker(later), new_terms(ladder=ladder), standings)

        assert ("worker w-1: appointment", "2025-06-01", CITED) == (
            caught.value.field,
            caught.value.day,
            caught.value.source,
        )
        assert "a day on which the worker holds an appointment to a unit" == caught.value.allowed

    def test_several(self, new_terms, new_worker, standings, ladder):
        """
        Several where one alone is allowed are named, with their days.
        """
        offices = [
            Appointment(id=f"a-{number}", unit="c-1", office="member", start=DAY, known=DAY)
            for number in (1, 2)
        ]
        terms = new_terms(ladder=attrs.evolve(ladder, concurrent=Concurrent.REFUSED))

        assert (
            "worker w-1: Appointment",
            "a-1 [2019-03-01, …), a-2 [2019-03-01, …)",
            "one at a time",
            CITED,
        ) == refusal(ConflictError, place, new_worker(*offices), terms, standings)

    def test_unknown(self, new_terms, new_worker, standings, ladder):
        """
        One that the ladder does not know is no conflict: it is named, with those that are known.
        """
        boss = Appointment(id="a-1", unit="c-1", office="boss", start=DAY, known=DAY)
        terms = new_terms(ladder=attrs.evolve(ladder, concurrent=Concurrent.REFUSED))

        assert ("worker w-1: office", "boss", "member, deputy, secretary", CITED) == refusal(
            UnknownNameError, place, new_worker(boss), terms, standings
        )


class TestStandings:
    def test_still_open(self, new_terms, new_worker, notice):
        """
        A rating that was a question, as known then, is asked about, though it is answered by now.
        """
        question = NotStated(Label("达标几项？", "how many are met?"))
        year = {"start": date(2024, 1, 1), "end": date(2025, 1, 1), "source": notice}
        series = Series("standing").announce(question, known=date(2025, 1, 20), **year)
        series = series.announce(Standing(criteria_met=4), known=date(2025, 7, 15), **year)
        standings = {"c-1": series}
        terms = [new_terms(known=known) for known in (date(2025, 7, 14), date(2025, 7, 15))]

        with pytest.raises(NotStatedError, match="how many are met"):
            place(new_worker(), terms[0], standings)
        assert 4 == place(new_worker(), terms[1], standings).criteria_met

    def test_moved_within_the_month(self, new_terms, new_worker, new_standing):
        """
        Who moves within a split month is rated for all of it by the community of its first day.
        """
        moved = [
            Appointment(id="a-1", unit="c-1", office="member", start=DAY, end=TURN, known=DAY),
            Appointment(id="a-2", unit="c-2", office="member", start=TURN, known=DAY),
            CertificateRegistration(id="q-1", certificate="senior", start=TURN, known=DAY),
        ]
        rule = PartMonth(
            method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(("post",))
        )
        terms = new_terms(read_on=ReadOn.SPLIT, part_month=rule)
        slip = payslip(new_worker(*moved), terms, {"c-1": new_standing(4), "c-2": new_standing(2)})

        assert [4, 4] == [
            piece.placement.criteria_met for part in slip.parts for piece in part.pieces
        ]


class TestRules:
    def test_best(self, new_terms):
        """
        A qualification of a kind at which the scale does not look is refused: it has no row.
        """
        rules = new_terms().rules

        assert (
            "degree",
            "master",
            "none: the scale does not look at such",
            CITED,
        ) == refusal(ValueNotAllowedError, rules.best, Selector.DEGREE, ("master",))

    def test_probation(self, new_terms):
        """
        A kind of entrant that the scheme does not know is refused, with those that it knows.
        """
        other = attrs.evolve(ENTRANT, entry="novice", base=ProbationBase.AMOUNT, amount=0)
        rules = new_terms(probation=(ENTRANT, other)).rules

        assert ("probation", "guest", "new, novice", CITED) == refusal(
            ValueNotAllowedError, rules.probation_rule, "guest"
        )
