"""
What a refusal tells a host, whole: the field, what came, what is allowed, and where that is from.
"""

from datetime import date
from types import MappingProxyType

import attrs
import pytest

from partygrid.dated import Effective, Month, PeriodKind, ReadOn, Series, Terms, Year
from partygrid.errors import (
    InvalidDataError,
    NotCoveredError,
    NotInForceError,
    PartyGridError,
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.money import ApportionRule, Direction, RoundingRule, Ties
from partygrid.pay import (
    AllowancesFrom,
    AwardPool,
    Component,
    Concurrent,
    CountedLines,
    PaidAs,
    PartMethod,
    PartMonth,
    PayLadder,
    PaymentPlan,
    PaymentRule,
    Placement,
    Position,
    RatingRule,
    Selector,
    StarRule,
    Table,
    every,
    payroll,
    payslip,
    place,
    price,
)
from partygrid.people import Appointment, Service, WorkedDays

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

        assert ("workers", 7, "Workers, several", "") == refusal(
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
                "ladder.effective: got 'now' of type str; allowed: a Effective",
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
