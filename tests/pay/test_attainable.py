from datetime import date

import pytest

from partygrid.dated import Dated
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.norms import Verdict
from partygrid.pay import Attainable, Placement, payslip, price
from partygrid.trace import recompute

RANK = Label("事业单位七级管理岗", "a grade seven post")


@pytest.fixture(name="rank")
def _rank(notice):
    """
    A function that makes a norm: a rank within reach after six years, or with fields changed.
    """

    def rank(**fields):
        entry = Dated(value="可达", start=date(2024, 1, 1), known=date(2024, 1, 1), source=notice)
        return Attainable(**{"label": RANK, "years": 6, "entry": entry} | fields)

    return rank


class TestCheck:
    @pytest.mark.parametrize(
        ("years", "amount", "verdict", "gap"),
        [
            (6, 366899, Verdict.MET, 0),
            (6, 366900, Verdict.NOT_MET, 1),
            (0, 0, Verdict.MET, 0),
            (7, 10**9, Verdict.NOT_APPLICABLE, 0),
        ],
    )
    def test_compared(self, rank, new_terms, new_worker, standings, years, amount, verdict, gap):
        """
        After the years pay is compared with what the host says the rank is paid; before, not.
        """
        slip = payslip(new_worker(), new_terms(), standings)
        finding = rank(years=years).check(slip, amount)

        assert (verdict, gap, "w-1") == (finding.verdict, finding.gap, finding.subject)
        assert finding.measured == (None if years == 7 else slip.paid)
        for step in (finding.step, *finding.bounds):
            assert step.value == recompute(step)
        assert "区财政局通知" in finding.explain("zh")
        assert "given by the host" in finding.explain("en")

    def test_by_hand(self, rank, new_terms):
        """
        A payslip made by hand has no worker to name.
        """
        slip = price(Placement(level=7, years=6, certificate="none", criteria_met=4), new_terms())

        assert "payslip" == rank().check(slip, 0).subject

    def test_refused(self, rank, new_terms, new_worker, standings):
        """
        A payslip, and an amount of fen that is not below zero.
        """
        slip = payslip(new_worker(), new_terms(), standings)
        with pytest.raises(WrongTypeError) as caught:
            rank().check("slip", 0)
        assert "slip: got 'slip' of type str; allowed: a Payslip" == str(caught.value)
        for amount in (True, 1.0, float("nan"), "1"):
            with pytest.raises(WrongTypeError) as caught:
                rank().check(slip, amount)
            assert "amount" == caught.value.field
        with pytest.raises(ValueNotAllowedError) as caught:
            rank().check(slip, -1)
        assert "amount: got -1; allowed: 0 fen or more" == str(caught.value)


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"label": "七级"}, "label: got '七级' of type str; allowed: a Label"),
            ({"years": True}, "years: got True of type bool; allowed: a whole number"),
            ({"years": 6.0}, "years: got 6.0 of type float; allowed: a whole number"),
            ({"entry": 5}, "entry: got 5 of type int; allowed: a Dated entry"),
        ],
    )
    def test_wrong_type(self, rank, fields, told):
        """
        A rank has a name, whole years, and a dated entry that states it.
        """
        with pytest.raises(WrongTypeError) as caught:
            rank(**fields)

        assert f"attainable.{told}" == str(caught.value)

    @pytest.mark.parametrize("years", [-1, 81])
    def test_not_allowed(self, rank, years):
        """
        Years are those of a working life.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            rank(years=years)

        assert f"attainable.years: got {years}; allowed: 0 to 80 years" == str(caught.value)
        assert 80 == rank(years=80).years
