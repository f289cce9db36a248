from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from partygrid.dated import Month, NotKnown, PeriodKind, ReadOn, Series
from partygrid.errors import (
    InvalidDataError,
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.money import ApportionRule, Direction, RoundingRule, Ties
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    Component,
    CountedLines,
    PaidAs,
    PartMethod,
    PartMonth,
    Payroll,
    ProbationBase,
    ProbationRule,
    RatingRule,
    Selector,
    StarRule,
    Table,
    next_change,
    payroll,
    payslip,
    price,
    what_if,
)
from partygrid.people import Appointment, LevelConfirmation, Probation, Service
from partygrid.strategies import payroll_inputs
from partygrid.trace import Op, Unit

# Large values are slow to draw.
DEAR = settings.get_profile("dear")

DAY = date(2019, 3, 1)
POST = Component(
    key="post",
    label=Label("岗位工资", "post pay"),
    selector=Selector.LEVEL,
    amount=Table(((1, 100), (2, 100), (3, 101), (7, 300000), (8, 360001))),
)
BY_DAYS = PartMonth(method=PartMethod.CALENDAR_DAYS, divisor=None, lines=CountedLines(None))
BILL = {
    "award_pool": AwardPool.OF_WAGE_BILL,
    "award_apportion": ApportionRule(unit=1, ties=Ties.BY_KEY),
    "part_month": BY_DAYS,
    "scale": (POST,),
}


def level(number):
    """
    Make a confirmation of a level.
    """
    return LevelConfirmation(id="l-1", level=number, start=DAY, known=DAY)


def in_unit(unit):
    """
    Make an appointment.
    """
    return Appointment(id="a-1", unit=unit, office="member", start=DAY, known=DAY)


def pools(roll):
    """
    List pools and awards.
    """
    return [(slip.pool, slip.award) for slip in roll.slips]


class TestPayroll:
    def test_each(self, new_terms, new_worker, standings, check):
        """
        Every worker has the payslip that he or she would have alone, in the order given.
        """
        workers = [new_worker(level(n), worker_id=f"w-{n}") for n in (8, 7)]
        terms = new_terms(scale=(POST,))
        roll = check(payroll(workers, terms, standings))

        assert tuple(payslip(each, terms, standings) for each in workers) == roll.slips
        assert sum(slip.paid for slip in roll.slips) == roll.paid
        assert roll.cost == roll.paid
        assert roll.slips[1] is roll.slip_of("w-7")
        assert "2 workers" in repr(roll)
        assert Label("2025年6月工资表，2 人", "Payroll, June 2025, 2 workers") == roll.heading
        assert terms.assumptions() == roll.assumptions()

    def test_told(self, new_terms, new_worker, standings, check):
        """
        A payroll is the sum of its slips, each by its worker; it is told in Chinese if not asked.
        """
        workers = [new_worker(level(n), worker_id=f"w-{n}") for n in (8, 7)]
        roll = check(payroll(workers, new_terms(scale=(POST,)), standings))
        step = roll.trace()

        # 80 % of a fifth, and the other four fifths, of 3600.01 (pool 720.00) and 3000.00
        assert (345601 + 288000, "<Payroll 2025-06: 2 workers, 6,336.01 yuan>") == (
            roll.paid,
            repr(roll),
        )
        assert ("payroll", roll.paid) == (step.rule.key, step.value)
        for slip, child in zip(roll.slips, step.children, strict=True):
            assert slip.heading == child.row == child.rule.label
            assert ("slip", Unit.YUAN, Op.SUM) == (
                child.rule.key,
                child.rule.unit,
                child.rule.op,
            )
            assert (slip.paid, slip.trace().children) == (child.value, child.children)
        assert roll.summary("zh") == roll.summary()
        assert roll.summary("en") != roll.summary()
        assert roll.heading.zh in roll.summary()

    def test_worker_unknown(self, new_terms, new_worker, standings):
        """
        Slips made by hand have no worker: the one asked for is looked for among the others.
        """
        terms = new_terms(scale=(POST,))
        alone = payslip(new_worker(level(7)), terms, standings)
        by_hand = price(attrs.evolve(alone.placement, basis=None), terms)

        assert alone is Payroll(terms, (by_hand, alone)).slip_of("w-1")

    def test_nobody(self, new_terms, standings, check):
        """
        A payroll of nobody pays nothing.
        """
        for terms in (new_terms(), new_terms(**BILL)):
            assert 0 == check(payroll([], terms, standings)).paid

    def test_no_slip(self, new_terms, new_worker, standings):
        """
        Who is not on the payroll has no payslip.
        """
        roll = payroll([new_worker()], new_terms(), standings)
        with pytest.raises(UnknownNameError, match="one of the 1 worker paid"):
            roll.slip_of("w-9")

    def test_all_that_fail(self, new_terms, new_worker, standings):
        """
        A payroll is whole or it fails; the error names every worker who cannot be paid, and why.
        """
        workers = [
            new_worker(worker_id="w-1"),
            new_worker(level(9), worker_id="w-2"),
            new_worker(in_unit("c-9"), worker_id="w-3"),
            new_worker(worker_id="w-1"),
        ]
        for values in ({}, BILL | {"scale": new_terms().rules.scale[:2], "base": 1}):
            with pytest.raises(InvalidDataError) as caught:
                payroll(workers, new_terms(**{"scale": (POST,)} | values), standings)
            text = str(caught.value)
            assert "$.workers[2] (w-3)" in text
            assert "worker w-1 stands twice" in text
            assert ("(w-2)" in text) is not bool(values)

    @pytest.mark.parametrize("bad", [None, 5])
    def test_no_workers(self, new_terms, standings, bad):
        """
        Workers are several; a single thing that is none is refused.
        """
        with pytest.raises(WrongTypeError):
            payroll(bad, new_terms(), standings)

    def test_wrong_types(self, new_terms, new_worker, standings):
        """
        Each is a worker, and terms are terms.
        """
        with pytest.raises(WrongTypeError, match="a Worker") as caught:
            payroll([new_worker(), "w-2"], new_terms(), standings)

        assert "$.workers[1]" == caught.value.field
        with pytest.raises(WrongTypeError, match=r"Terms, as PayScheme\.on"):
            payroll([new_worker()], None, standings)


class TestBill:
    @pytest.mark.parametrize(
        ("basis", "expected", "fixed"),
        [
            # 6600.01: pool 1320.00 (of 1320.002), award 1056.00; by 3000.00 : 3600.01
            # 599.999 and 720.001; 479.9995… and 576.0004…
            (AwardBasis.OF_TOTAL, [(60000, 48000), (72000, 57600)], [240000, 288001]),
            # the fixed part is 80 %: pool 1650.00 (of 1650.0025), award 1320.00
            (AwardBasis.FIXED_PART, [(75000, 60000), (90000, 72000)], [300000, 360001]),
            (AwardBasis.ON_TOP, [(60000, 48000), (72000, 57600)], [300000, 360001]),
        ],
    )
    def test_by_hand(self, new_terms, new_worker, standings, check, basis, expected, fixed):
        """
        The unit's pool and award are rounded once and shared out by largest remainder.
        """
        workers = [new_worker(level(n), worker_id=f"w-{n}") for n in (7, 8)]
        roll = check(payroll(workers, new_terms(**BILL, award_basis=basis), standings))

        assert expected == pools(roll)
        assert fixed == [slip.fixed for slip in roll.slips]

    @given(
        levels=st.lists(st.sampled_from([1, 2, 3, 7, 8]), min_size=1, max_size=6),
        rate=st.fractions(0, 1, max_denominator=50),
        met=st.integers(0, 5),
    )
    def test_parts_add_up(self, new_terms, new_worker, new_standing, levels, rate, met):
        """
        To the fen the parts of pool and award are those of the unit.
        """
        workers = [new_worker(level(n), worker_id=f"w-{place}") for place, n in enumerate(levels)]
        terms = new_terms(**BILL, award_rate=rate)
        roll = payroll(workers, terms, {"c-1": new_standing(met)})
        rounding = terms.rules.rounding
        total = sum(slip.amount("post") for slip in roll.slips)
        pool = rounding.round(total * rate)

        assert pool == sum(slip.pool for slip in roll.slips)
        assert rounding.round(pool * Fraction(met, 5)) == sum(slip.award for slip in roll.slips)
        assert total == sum(slip.total for slip in roll.slips)

    @given(order=st.permutations(range(4)))
    def test_order(self, new_terms, new_worker, standings, order):
        """
        The order of workers changes nobody's pay.
        """
        workers = [new_worker(level(n), worker_id=f"w-{n}") for n in (1, 2, 3, 7)]
        terms = new_terms(**BILL)
        roll = payroll(workers, terms, standings)
        mixed = payroll([workers[place] for place in order], terms, standings)

        for slip in roll.slips:
            assert slip.amounts == mixed.slip_of(slip.placement.basis.worker).amounts
            assert slip.paid == mixed.slip_of(slip.placement.basis.worker).paid

    def test_equal_workers(self, new_terms, new_worker, standings):
        """
        Swapping two equal workers changes no total, and nobody gets more than a fen more.
        """
        roll = payroll(
            [new_worker(level(1), worker_id=key) for key in ("w-1", "w-2", "w-3")],
            new_terms(**BILL, award_rate=Fraction(1, 3)),
            standings,
        )
        again = payroll(
            [new_worker(level(1), worker_id=key) for key in ("w-3", "w-1", "w-2")],
            new_terms(**BILL, award_rate=Fraction(1, 3)),
            standings,
        )

        assert roll.paid == again.paid
        assert max(slip.pool for slip in roll.slips) - min(s.pool for s in roll.slips) <= 1

    def test_by_unit(self, new_terms, new_worker, standings, check):
        """
        Each unit has a bill of its own, under its own rating.
        """
        workers = [
            new_worker(level(7), worker_id="w-1"),
            new_worker(level(7), in_unit("c-2"), worker_id="w-2"),
        ]
        roll = check(payroll(workers, new_terms(**BILL), standings))

        assert [(60000, 48000), (60000, 24000)] == pools(roll)
        assert ["c-1", "c-2"] == [slip.parts[0].bill.unit for slip in roll.slips]

    def test_unknown_rating(self, new_terms, new_worker, check):
        """
        Until the unit's rating is known no award is shared out, and the fixed parts are payable.
        """
        roll = check(
            payroll([new_worker(level(7))], new_terms(**BILL), {"c-1": Series("standing")})
        )

        assert [(60000, NotKnown.YET)] == pools(roll)
        assert 240000 == roll.paid

    @pytest.mark.parametrize(
        "known",
        [
            True,
            False,
        ],
    )
    def test_probation(self, new_terms, new_worker, standings, check, known):
        """
        Who is on probation without an award adds nothing to the bill and takes nothing of it.
        """
        rule = ProbationRule(
            entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False
        )
        probation = Probation(id="p-1", entry="new", start=DAY, known=DAY)
        workers = [
            new_worker(level(7), worker_id="w-1"),
            new_worker(level(7), probation, worker_id="w-2"),
        ]
        ratings = standings if known else {"c-1": Series("standing")}
        roll = check(payroll(workers, new_terms(**BILL, probation=(rule,)), ratings))

        assert [(60000, 48000 if known else NotKnown.YET), (0, 0)] == pools(roll)
        assert [240000, 240000] == [slip.fixed for slip in roll.slips]

    def test_nothing_counted(self, new_terms, new_worker, standings, check):
        """
        A bill of nothing has no pool and no award.
        """
        zero = attrs.evolve(POST, amount=Table(((7, 0),)))
        roll = check(payroll([new_worker()], new_terms(**BILL | {"scale": (zero,)}), standings))

        assert [(0, 0)] == pools(roll)
        assert ("c-1", 0, 0, 0, 0, 0, 0) == roll.slips[0].parts[0].bill

    def test_no_criterion_met(self, new_terms, new_worker, new_standing, check):
        """
        A unit that meets no criterion has a pool, and no award to share out.
        """
        workers = [new_worker(level(n), worker_id=f"w-{n}") for n in (7, 8)]
        roll = check(payroll(workers, new_terms(**BILL), {"c-1": new_standing(0)}))

        assert [(60000, 0), (72000, 0)] == pools(roll)

    def test_told(self, new_terms, new_worker, standings, check):
        """
        Each slip says what the unit's bill was, what was shared out, and what the worker got.
        """
        workers = [new_worker(level(n), worker_id=f"w-{n}") for n in (7, 8)]
        roll = check(payroll(workers, new_terms(**BILL), standings))
        bills = [slip.parts[0].bill for slip in roll.slips]

        assert [
            ("c-1", 660001, 132000, 105600, 300000, 60000, 48000),
            ("c-1", 660001, 132000, 105600, 360001, 72000, 57600),
        ] == bills
        assert [(60000, 300000), (72000, 360001)] == [
            (slip.parts[0].rated, slip.total) for slip in roll.slips
        ]

    def test_nothing_to_rate(self, new_terms, new_worker, check):
        """
        Nor does it wait for a rating, which makes nothing of nothing.
        """
        zero = attrs.evolve(POST, amount=Table(((7, 0),)))
        terms = new_terms(**BILL | {"scale": (zero,)})
        roll = check(payroll([new_worker()], terms, {"c-1": Series("standing")}))

        assert [(0, 0)] == pools(roll)

    def test_values_that_return(self, new_terms, new_worker, standings, check, said, notice):
        """
        Each part of a month has a bill of its own, even if the first values come back in the last.
        """
        more = attrs.evolve(POST, amount=Table(((7, 330000),)))
        scale = said("scale", (POST,)).announce(
            (more,),
            start=date(2025, 6, 11),
            end=date(2025, 6, 21),
            known=date(2025, 6, 1),
            source=notice,
        )
        values = BILL | {"scale": scale, "read_on": ReadOn.SPLIT}
        left = Service(id="s-1", staff="professional", start=DAY, end=date(2025, 6, 6), known=DAY)
        workers = [new_worker(worker_id="w-1"), new_worker(left, worker_id="w-2")]
        roll = check(payroll(workers, new_terms(**values), standings))

        # 1000.00 and 500.00; 1100.00; 1000.00
        assert [20000, 22000, 20000] == [part.pool for part in roll.slips[0].parts]
        assert [10000] == [part.pool for part in roll.slips[1].parts]

    def test_several_stretches(self, new_terms, new_worker, standings, check):
        """
        Level 8 from 16 June adds half a month of each level to the bill; the slip shows the last.
        """
        turn = date(2025, 6, 16)
        raised = [
            LevelConfirmation(id="l-1", level=7, start=DAY, known=DAY),
            LevelConfirmation(id="l-2", level=8, start=turn, known=DAY),
        ]
        post = attrs.evolve(POST, amount=Table(((7, 300000), (8, 360000))))
        values = BILL | {"scale": (post,), "read_on": ReadOn.SPLIT}
        roll = check(payroll([new_worker(*raised)], new_terms(**values), standings))

        # 1500.00 and 1800.00, a fifth of it, and four fifths of that
        assert [(66000, 52800)] == pools(roll)
        assert 8 == roll.slips[0].placement.level

    def test_below_zero(self, new_terms, new_worker, standings):
        """
        A bill whose pool is rounded above its total is refused.
        """
        to_yuan = RoundingRule(10**6, Direction.UP)
        with pytest.raises(ValueNotAllowedError, match="must not exceed the total"):
            payroll([new_worker()], new_terms(**BILL, rounding=to_yuan), standings)

    def test_below_zero_by_one_fen(self, new_terms, new_worker, standings):
        """
        A bill of 0.99 has no pool of 1.00, and one of 1.00 may be all pool.
        """
        to_yuan = RoundingRule(100, Direction.UP)
        values = BILL | {"scale": (attrs.evolve(POST, amount=Table(((7, 100), (8, 99)))),)}
        terms = new_terms(**values, rounding=to_yuan)

        assert [(100, 100)] == pools(payroll([new_worker(level(7))], terms, standings))
        with pytest.raises(ValueNotAllowedError, match="must not exceed the total"):
            payroll([new_worker(level(8))], terms, standings)

    def test_award_by_pools(self, new_terms, new_worker, standings, check):
        """
        The award is shared out by the rounded parts of the pool, not by the counted lines.
        """
        by_yuan = BILL | {
            "award_apportion": ApportionRule(unit=100, ties=Ties.BY_KEY),
            "rounding": RoundingRule(100, Direction.HALF_UP),
            "scale": (attrs.evolve(POST, amount=Table(((1, 100), (2, 300), (3, 1100)))),),
        }
        workers = [new_worker(level(n), worker_id=f"w-{n}") for n in (1, 2, 3)]
        roll = check(payroll(workers, new_terms(**by_yuan), standings))

        # 15 yuan: pool 3, by 1 : 3 : 11 it is 0.2, 0.6 and 2.2; award 2 (of 2.4), by 0 : 1 : 2 it
        # is 0, 0.67 and 1.33. By 1 : 3 : 11: 0.13, 0.4 and 1.47, so 0, 0 and 2.
        assert [(0, 0), (100, 100), (200, 100)] == pools(roll)

    def test_unit_of_sharing(self, new_terms, new_worker, standings):
        """
        A pool that is no whole number of the units in which it is shared out is refused.
        """
        by_yuan = BILL | {"award_apportion": ApportionRule(unit=100, ties=Ties.BY_KEY)}
        workers = [new_worker(level(n), worker_id=f"w-{n}") for n in (3, 7)]
        with pytest.raises(ValueNotAllowedError):
            payroll(workers, new_terms(**by_yuan), standings)

    def test_unsuitable(self, new_terms, new_worker, standings):
        """
        A bill knows neither lines that are awards nor stars.
        """
        award = attrs.evolve(POST, key="bonus", paid_as=PaidAs.AWARD)
        stars = StarRule(rating=RatingRule(every=PeriodKind.YEAR, lag=1), most=5, rows=())
        for values in ({"scale": (POST, award)}, {"stars": stars}):
            with pytest.raises(UnsuitableRuleError, match="the bill is one pool"):
                payroll([new_worker()], new_terms(**BILL | values), standings)

    def test_only_part_of_a_month(self, new_terms, new_worker, standings, check, said, notice):
        """
        Where pools become the unit's in mid-month, the first part keeps the worker's own.
        """
        pool = said("award_pool", AwardPool.PER_WORKER).announce(
            AwardPool.OF_WAGE_BILL,
            start=date(2025, 6, 16),
            known=date(2025, 6, 1),
            source=notice,
        )
        values = BILL | {"award_pool": pool, "read_on": ReadOn.SPLIT}
        roll = check(payroll([new_worker()], new_terms(**values), standings))

        assert [True, False] == [part.bill is None for part in roll.slips[0].parts]
        assert [(60000, 48000)] == pools(roll)

    def test_what_if(self, new_terms, new_worker, standings):
        """
        A share of a bill cannot be supposed alone: others' shares would change too.
        """
        roll = payroll([new_worker()], new_terms(**BILL), standings)
        with pytest.raises(UnsuitableRuleError, match="ask the payroll again"):
            what_if(roll.slips[0], level=8)

    def test_entered(self, new_terms, new_worker, standings, check):
        """
        Who enters in mid-month adds the part of the month to the bill.
        """
        entered = Service(id="s-1", staff="professional", start=date(2025, 6, 16), known=DAY)
        roll = check(
            payroll(
                [new_worker(worker_id="w-1"), new_worker(entered, worker_id="w-2")],
                new_terms(Month(2025, 6), **BILL),
                standings,
            )
        )

        assert [(60000, 48000), (30000, 24000)] == pools(roll)


class TestLaws:
    @DEAR
    @given(payroll_inputs())
    def test_explained(self, check, inputs):
        """
        Every step of every payslip recomputes, in whatever month, and is told in both languages.
        """
        roll = check(payroll(*inputs))
        event(f"parts: {max(len(slip.parts) for slip in roll.slips)}")

        for slip in roll.slips:
            assert slip.total == slip.fixed + slip.pool
            assert slip.cost == slip.paid + slip.employer
            assert slip.fixed >= 0

    @DEAR
    @given(payroll_inputs())
    def test_instalments(self, inputs):
        """
        What is paid on its days is what is payable.
        """
        for slip in payroll(*inputs).slips:
            amounts = [each.amount for each in slip.instalments()]
            known = [amount for amount in amounts if amount is not NotKnown.YET]

            assert slip.paid == sum(known)

    @DEAR
    @given(payroll_inputs(allow_split=False, allow_wage_bill=False), st.data())
    def test_next_change(self, check, inputs, data):
        """
        The next change lies behind the month, changes pay, and is explained.
        """
        workers, terms, _ = inputs
        change = next_change(data.draw(st.sampled_from(workers)), terms)
        event(f"changes: {change is not None}")
        if change is not None:
            check(change)
            assert change.day > terms.period.first_day
            assert change.why
