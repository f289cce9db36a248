import warnings
from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisWarning
from reaching import reached

from partygrid.dated import Month, Series
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.packs import load
from partygrid.pay import Component, PartMethod, Selector, Table, payroll, payslip
from partygrid.people import RetractedFact, Worker
from partygrid.strategies import employees, pay_terms, payroll_inputs, ratings
from partygrid.trace import recompute

REACH = settings(
    max_examples=3_000,
    phases=[Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
SLOW = settings(settings.get_profile("dear"), suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def june():
    """
    The terms of the made-up place.
    """
    return load("example").pay.on(Month(2025, 6), known=date(2025, 6, 30))


@pytest.fixture(scope="module")
def slips():
    """
    The payslips of payrolls as they are drawn, the same ones each time.
    """
    found = []

    @settings(REACH, max_examples=150, derandomize=True)
    @given(payroll_inputs())
    def keep(inputs):
        found.extend(payroll(*inputs).slips)

    keep()
    return found


def changed(terms, **fields):
    """
    Change values of terms with one set of them.
    """
    ((day, rules),) = terms.parts
    return terms._replace(parts=((day, attrs.evolve(rules, **fields)),))


class TestPayrollInputs:
    @SLOW
    @given(payroll_inputs())
    def test_paid(self, inputs):
        """
        Every worker drawn is paid, and each payslip's steps come to what it pays.
        """
        roll = payroll(*inputs)

        assert len(inputs[0]) == len(roll.slips)
        assert roll.paid == recompute(roll.trace())
        for slip in roll.slips:
            assert slip.paid == recompute(slip.trace())

    @SLOW
    @given(payroll_inputs(allow_split=False, allow_wage_bill=False))
    def test_one_by_one(self, inputs):
        """
        Without wage bills each can be paid alone, too.
        """
        workers, terms, standings = inputs

        assert [slip.paid for slip in payroll(*inputs).slips] == [
            payslip(worker, terms, standings).paid for worker in workers
        ]

    @pytest.mark.parametrize(
        "condition",
        [
            lambda slip: not slip.parts,
            lambda slip: len(slip.parts) > 1,
            lambda slip: any(len(part.pieces) > 1 for part in slip.parts),
            lambda slip: any(part.bill is not None for part in slip.parts),
            lambda slip: any(piece.weight for part in slip.parts for piece in part.pieces),
            lambda slip: slip.placement.probation is not None,
            lambda slip: slip.placement.position is not None,
            lambda slip: slip.placement.position is None,
            lambda slip: slip.placement.posts == 2,
            lambda slip: slip.placement.basis.found.climb.credited,
            pytest.param(
                lambda slip: slip.placement.basis.found.climb.tally.early,
                marks=pytest.mark.rare,
            ),
            lambda slip: type(slip.award) is int and slip.award > 0,
            lambda slip: type(slip.award) is not int,
            lambda slip: slip.employer > 0,
            lambda slip: type(slip.placement.stars) is int,
            *(
                lambda slip, method=method: any(
                    part.rules.part_month.method is method
                    and any(piece.weight for piece in part.pieces)
                    for part in slip.parts
                )
                for method in PartMethod
                if method is not PartMethod.REFUSED
            ),
        ],
        ids=range(19),
    )
    def test_reached(self, slips, condition):
        """
        Whole months and parts, ladders, credits, early steps, probation, bills: all come up.
        """
        if not any(map(condition, slips)):
            with warnings.catch_warnings():
                # A whole payroll is long to show, and nobody is shown it.
                warnings.simplefilter("ignore", HypothesisWarning)
                reached(
                    payroll_inputs(), lambda inputs: any(map(condition, payroll(*inputs).slips))
                )


class TestEmployees:
    @given(st.data())
    def test_paid(self, june, data):
        """
        A scheme made by hand pays them as well.
        """
        units = ["c-1", "c-2"]
        worker = data.draw(employees(june, units=units))

        assert Worker is type(worker)
        assert payslip(worker, june, data.draw(ratings(june, units=units))).fixed >= 0

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda worker: any(type(fact) is RetractedFact for fact in worker.facts),
            lambda worker: len({fact.id for fact in worker.facts}) < len(worker.facts),
        ],
        ids=["taken back too late", "corrected"],
    )
    def test_reached(self, june, wanted):
        """
        Some facts were corrected in time, some taken back too late.
        """
        assert reached(employees(june), wanted)

    @given(st.data())
    def test_must(self, june, data):
        """
        Who has to hold a qualification holds one, and a level has to be confirmed.
        """
        only = Component(
            key="only",
            label=Label("津贴", "allowance"),
            selector=Selector.DEGREE,
            amount=Table((("bachelor", 1),)),
        )
        level = attrs.evolve(only, key="level", selector=Selector.LEVEL, amount=Table(((3, 1),)))
        terms = changed(june, ladder=None, scale=(only, level))
        worker = data.draw(employees(terms))

        placed = payslip(worker, terms, {"community-1": Series("none")}).placement

        assert ("bachelor", 3) == (placed.degree, placed.level)

    @pytest.mark.parametrize("bad", [None, "example"])
    @pytest.mark.parametrize("make", [employees, ratings])
    def test_no_terms(self, make, bad):
        """
        They are drawn for terms.
        """
        with pytest.raises(WrongTypeError, match="Terms of a month"):
            make(bad)

    @pytest.mark.parametrize("make", [employees, ratings])
    def test_no_units(self, make, june):
        """
        There is a unit.
        """
        with pytest.raises(ValueNotAllowedError, match="units"):
            make(june, units=[])

    @pytest.mark.parametrize(
        ("selector", "rows"),
        [
            (Selector.YEARS, ((0, 1), (3, 2))),
            (Selector.LEVEL, ((1, 1), (2, 2))),
            (Selector.POSITION, (("member", 1),)),
            (Selector.DEGREE, (("diploma", 1),)),
        ],
        ids=str,
    )
    def test_not_payable(self, june, selector, rows):
        """
        Terms that lack a row for what somebody can come to are refused.
        """
        only = Component(
            key="only", label=Label("津贴", "allowance"), selector=selector, amount=Table(rows)
        )
        with pytest.raises(ValueNotAllowedError, match="a row for whatever ladder"):
            employees(changed(june, scale=(only,)))

    def test_nobody_covered(self, june):
        """
        So are those that split a month and cover nobody in all of it.
        """
        ((day, rules),) = june.parts
        other = attrs.evolve(rules, covers=("grid",))
        with pytest.raises(ValueNotAllowedError, match="staff"):
            employees(june._replace(parts=((day, rules), (date(2025, 6, 5), other))))


class TestRatings:
    @given(st.data())
    def test_paid(self, data):
        """
        No standing is beyond what the terms have shares and stars for.
        """
        terms = data.draw(pay_terms())
        most = len(terms.rules.award_shares)
        for series in data.draw(ratings(terms, units=["c-1"])).values():
            assert all(entry.value.criteria_met < most for entry in series.all_entries)
