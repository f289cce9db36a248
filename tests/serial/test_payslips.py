from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from partygrid import packs
from partygrid.dated import Month, NotKnown, Series
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import with_article
from partygrid.money import Fen, exact
from partygrid.pay import (
    Instalment,
    NextChange,
    PaidAs,
    Payroll,
    Payslip,
    Placement,
    WhatIf,
    next_change,
    payroll,
    payslip,
    price,
    what_if,
)
from partygrid.people import Service, Worker
from partygrid.serial import Amounts, from_data, to_data
from partygrid.strategies import pay_terms, payroll_inputs, placements

JUNE, PAY_RUN = Month(2025, 6), date(2025, 6, 30)
PLACED = {"level": 7, "years": 6, "certificate": "assistant", "criteria_met": 4}
SLOW = settings(
    settings.get_profile("dear"),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture
def pack():
    """
    Give the made-up place.
    """
    return packs.load("example")


@pytest.fixture
def terms(pack):
    """
    Give its terms.
    """
    return pack.pay.on(JUNE, known=PAY_RUN)


@pytest.fixture
def slip(pack, terms):
    """
    Give the payslip of its worker.
    """
    return payslip(pack.worker, terms, pack.standings)


@pytest.fixture
def leaver(pack):
    """
    Give its worker, who leaves in the middle of June.
    """
    facts = tuple(
        attrs.evolve(fact, end=date(2025, 6, 16)) if type(fact) is Service else fact
        for fact in pack.worker.facts
    )
    return Worker("w-2", facts)


def in_fen(outcome):
    """
    Write an outcome in fen; None if an amount on the way lies beyond all money.
    """
    try:
        return to_data(outcome, amounts=Amounts.FEN)
    except ValueNotAllowedError as error:
        if error.source != "money.MAX_FEN":
            raise
        return None


class TestPayslips:
    def test_written(self, slip):
        """
        A payslip is written with the facts it rests on and every amount, by the name of its line.
        """
        written = to_data(slip)
        placed = written.pop("placement")

        assert PLACED.items() <= placed.items()
        assert ("deputy", 1) == (placed["position"], placed["posts"])
        assert {
            "scheme": {"place": "example", "name": "pay", "edition": "2024"},
            "period": "2025-06",
            "known": "2025-06-30",
            "worker": "w-1",
            "lines": {"post": "3488.86", "seniority": "213.00", "certificate": "120.00"},
            "total": "3821.86",
            "outside": "0.00",
            "pool": "764.37",
            "fixed": "3057.49",
            "award": "611.50",
            "paid": "3668.99",
            "employer": "0.00",
            "cost": "3668.99",
            "instalments": [
                {
                    "paid_for": "fixed",
                    "month": "2025-06",
                    "amount": "3057.49",
                    "due": "2025-06-15",
                },
                {"paid_for": "award", "month": "2025-06", "amount": "611.50", "due": "2025-06-15"},
            ],
            "parts": [],
        } == written

    def test_parts(self, pack, terms, leaver):
        """
        Of a part of a month the days, the part of the month's pay and its amounts are written.
        """
        written = to_data(payslip(leaver, terms, pack.standings))
        (part,) = written["parts"]
        (piece,) = part["pieces"]

        assert {"start": "2025-06-01", "end": "2025-06-16"} == part["interval"]
        assert part["interval"] == piece["interval"]
        assert ("0.5", None, "0.00") == (piece["weight"], piece["probation"], piece["extra"])
        assert {"post": "3488.86", "seniority": "213.00", "certificate": "120.00"} == piece["full"]
        assert {"post": "174443", "seniority": "10650", "certificate": "6000"} == piece[
            "exact_fen"
        ]
        assert {"post": "1744.43", "seniority": "106.50", "certificate": "60.00"} == part["lines"]
        assert written["lines"] == part["lines"]
        assert (written["paid"], None, []) == (part["paid"], part["bill"], part["effects"])

    @SLOW
    @given(data=st.data())
    def test_adds_up(self, data):
        """
        In fen the amounts are those of the payslip, and add up as they do there.
        """
        terms = data.draw(pay_terms())
        slip = price(data.draw(placements(terms)), terms)
        written = in_fen(slip)
        assume(written is not None)
        award = 0 if written["award"] == "yet" else written["award"]

        assert [component.key for component in terms.rules.scale] == list(written["lines"])
        assert list(slip.amounts) == list(written["lines"].values())
        assert written["paid"] == written["fixed"] + award + written["outside"]
        assert written["total"] == written["fixed"] + written["pool"]
        assert written["cost"] == written["paid"] + written["employer"]
        assert written["employer"] == sum(
            written["lines"][line.key]
            for line in terms.rules.scale
            if line.paid_as is PaidAs.EMPLOYER
        )
        assert slip.paid == exact(to_data(slip)["paid"]) * 100

    def test_not_known(self, pack):
        """
        An award that is not known yet is written so, and is not nothing; nobody's slip has none.
        """
        unrated = Placement(level=7, years=6, certificate="none", criteria_met=NotKnown.YET)
        written = to_data(price(unrated, pack.pay.on(JUNE)))

        assert ("yet", None, None) == (written["award"], written["worker"], written["known"])
        assert written["fixed"] == written["paid"]
        assert "yet" == written["instalments"][1]["amount"]

    def test_waiting(self, slip):
        """
        A day of payment that waits for a rating is written as not known yet.
        """
        first = attrs.evolve(slip.instalments()[1], due=NotKnown.YET)

        assert "yet" == to_data(first)["due"]

    def test_several(self, slip):
        """
        Payslips are written as a list, too.
        """
        assert [to_data(slip)] * 2 == to_data([slip, slip]) == to_data((slip, slip))


class TestPayrolls:
    def test_written(self, pack, terms, slip):
        """
        A payroll is written with its sums and all its payslips.
        """
        assert {
            "scheme": {"place": "example", "name": "pay", "edition": "2024"},
            "period": "2025-06",
            "known": "2025-06-30",
            "paid": "3668.99",
            "cost": "3668.99",
            "slips": [to_data(slip)],
        } == to_data(payroll([pack.worker], terms, pack.standings))

    @SLOW
    @given(inputs=payroll_inputs())
    def test_parts(self, inputs):
        """
        Every part and piece of every payslip is written, shares of a wage bill as well.
        """
        roll = payroll(*inputs)
        # What is exact is written as long as it can be read back.
        assume(all(_is_plain(amount) for each in _pieces(roll) for amount in each.amounts))
        written = in_fen(roll)
        assume(written is not None)
        for slip, data in zip(roll.slips, written["slips"], strict=True):
            assert [part.fixed for part in slip.parts] == [part["fixed"] for part in data["parts"]]
            assert [part.bill and part.bill.own_pool for part in slip.parts] == [
                part["bill"] and part["bill"]["own_pool"] for part in data["parts"]
            ]
            assert [piece.weight and Fraction(piece.weight.value) for piece in _of(slip)] == [
                piece["weight"] and Fraction(piece["weight"])
                for part in data["parts"]
                for piece in part["pieces"]
            ]


def _is_plain(amount):
    try:
        return exact(amount, field="amount") == amount
    except ValueNotAllowedError:
        return False


def _of(slip):
    return [piece for part in slip.parts for piece in part.pieces]


def _pieces(roll):
    return [piece for slip in roll.slips for piece in _of(slip)]


class TestOthers:
    def test_what_if(self, slip):
        """
        A supposition is written as both payslips and their difference.
        """
        supposed = what_if(slip, criteria_met=5)
        written = to_data(supposed)

        assert to_data(slip) == written["before"]
        assert to_data(supposed.after) == written["after"]
        assert Fraction(supposed.difference, 100) == Fraction(written["difference"])
        assert supposed.difference == to_data(supposed, amounts=Amounts.FEN)["difference"]

    def test_next_change(self, pack, terms, leaver):
        """
        A change of pay is written with the facts before and after; there are none if pay ends.
        """
        change = next_change(pack.worker, terms)
        written = to_data(change)

        assert ("w-1", str(change.day)) == (written["worker"], written["day"])
        assert list(change.why) == written["why"]
        assert to_data(change.after) == written["after"]
        assert change.was == exact(written["was"]) * 100
        assert None is to_data(next_change(leaver, terms))["after"]

    def test_never_read(self, pack, terms, slip):
        """
        An outcome is worked out again, not read back.
        """
        outcomes = (
            slip,
            what_if(slip, years=7),
            payroll([pack.worker], terms, pack.standings),
            next_change(pack.worker, terms),
            slip.instalments()[0],
        )
        for value in outcomes:
            with pytest.raises(WrongTypeError) as caught:
                from_data(type(value), to_data(value))
            assert ("kind", type(value)) == (caught.value.field, caught.value.value)
            assert "an outcome is worked out again" in str(caught.value)

    @pytest.mark.parametrize("kind", [Placement, Payslip, WhatIf, Payroll, NextChange, Instalment])
    @pytest.mark.parametrize("value", [None, 4, PLACED, Series("x"), Fen(1)], ids=repr)
    def test_not_of_its_kind(self, kind, value):
        """
        Nothing else is written as one.
        """
        with pytest.raises(WrongTypeError, match=f"allowed: {with_article(kind.__name__)}"):
            to_data(value, kind=kind)
