from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid.dated import Dated, NotKnown
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.org import Standing
from partygrid.pay import Basis, Placement, Selector, Table, price, what_if
from partygrid.people import Service
from partygrid.strategies import pay_terms, placements
from partygrid.trace import recompute

# Large values are slow to draw.
DEAR = settings.get_profile("dear")

# Worked out in test_price: 4 of 5 met leave 474.45 of a pool of 593.06.
THIRD = Placement(level=3, years=4, certificate="assistant", criteria_met=4)


@pytest.fixture
def slip(new_terms):
    """
    A payslip made by hand.
    """
    return price(THIRD, new_terms())


@pytest.fixture
def found(new_terms, notice):
    """
    The payslip of a worker whose facts are on record.
    """
    since = {"start": date(2021, 3, 15), "known": date(2021, 3, 18)}
    basis = Basis(
        worker="w-2",
        notes=(("level", Label("核定", "confirmed")), ("criteria_met", Label("评定", "rated"))),
        service=(Service(id="s-1", staff="professional", **since),),
        standing=Dated(value=Standing(criteria_met=4), source=notice, **since),
    )
    return price(attrs.evolve(THIRD, basis=basis), new_terms())


class TestDifference:
    @pytest.mark.parametrize(
        ("changes", "difference"),
        [
            ({"criteria_met": 5}, 11861),  # 593.06 − 474.45
            ({"criteria_met": 3}, -11861),  # 355.84 − 474.45
            ({"criteria_met": 0}, -47445),
            ({"criteria_met": 4}, 0),
            # 2310.50 × 1.255 = 2899.6775, so 2899.68: 3161.68 in all; pool 632.336, so 632.34;
            # fixed 2529.34; 80 % of 632.34 = 505.872, so 505.87; 3035.21 − 2846.68
            ({"level": 4}, 18853),
            # 3000.79 in all; pool 600.158, so 600.16; fixed 2400.63; 480.128, so 480.13
            ({"years": 5}, 3408),
            # 2845.29 in all; pool 569.06; fixed 2276.23; award 455.25: 2731.48
            ({"certificate": "none"}, -11520),
            # 2845.29 in all, all of its pool paid
            ({"certificate": "none", "criteria_met": 5}, -139),
            ({"criteria_met": NotKnown.YET}, -47445),
        ],
        ids=repr,
    )
    def test_by_hand(self, slip, changes, difference):
        """
        One fact or more changed, all else as it is, gives the difference worked out by hand.
        """
        assert difference == what_if(slip, **changes).difference

    def test_rating_becomes_known(self, new_terms):
        """
        From a rating not known yet to one that is, the difference is the award.
        """
        open_slip = price(attrs.evolve(THIRD, criteria_met=NotKnown.YET), new_terms())

        assert 47445 == what_if(open_slip, criteria_met=4).difference

    def test_holds_both(self, slip):
        """
        Both payslips are kept, under the same terms; the one asked about is left as it is.
        """
        answer = what_if(slip, level=4)

        assert slip is answer.before
        assert slip.terms is answer.after.terms
        assert attrs.evolve(THIRD, level=4) == answer.after.placement
        assert THIRD == slip.placement

    def test_repr(self, slip):
        """
        The difference stands in one line.
        """
        assert "<WhatIf +118.61 yuan: 2,846.68 to 2,965.29>" == repr(what_if(slip, criteria_met=5))
        assert "<WhatIf -474.45 yuan: 2,846.68 to 2,372.23>" == repr(what_if(slip, criteria_met=0))
        assert "<WhatIf 0.00 yuan: 2,846.68 to 2,846.68>" == repr(what_if(slip, criteria_met=4))

    def test_by_one_fen(self, new_terms, scale):
        """
        A rise of a single fen is a rise.
        """
        rows = Table((("none", 1), ("assistant", 0)))
        line = attrs.evolve(scale[2], amount=rows, row_labels=())
        slip = price(THIRD, new_terms(scale=(line,), award_rate=Fraction(0)))

        assert "<WhatIf +0.01 yuan: 0.00 to 0.01>" == repr(what_if(slip, certificate="none"))


class TestRefused:
    @pytest.mark.parametrize("bad", [None, THIRD, 284668], ids=repr)
    def test_no_slip(self, bad):
        """
        Only a payslip can be asked about.
        """
        with pytest.raises(WrongTypeError, match="a Payslip") as caught:
            what_if(bad, level=4)

        assert ("slip", bad) == (caught.value.field, caught.value.value)

    def test_no_change(self, slip):
        """
        Without a changed fact there is nothing to ask.
        """
        with pytest.raises(WrongTypeError, match="at least one changed fact") as caught:
            what_if(slip)

        assert "what_if" == caught.value.field

    @pytest.mark.parametrize("criteria", ["4", 4.0, True, float("nan")], ids=repr)
    def test_fact_of_another_type(self, slip, criteria):
        """
        A supposed fact is as strictly checked as a real one.
        """
        with pytest.raises(WrongTypeError) as caught:
            what_if(slip, criteria_met=criteria)

        assert "criteria_met" == caught.value.field

    @pytest.mark.parametrize(
        ("changes", "field", "allowed"),
        [
            ({"criteria_met": 6}, "criteria_met", "0 to 5"),
            ({"criteria_met": -1}, "criteria_met", "0 to 1000"),
            ({"level": 19}, "level", "1 to 18 (rows of post)"),
            ({"level": 0}, "level", "1 to 1000"),
            ({"years": 81}, "years", "0 to 80"),
            ({"certificate": "lawyer"}, "certificate", "none, assistant"),
            ({"certificate": ""}, "certificate", "a name not empty"),
        ],
    )
    def test_fact_out_of_range(self, slip, changes, field, allowed):
        """
        What the scheme has no row or share for cannot be supposed.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            what_if(slip, **changes)

        assert field == caught.value.field
        assert allowed in caught.value.allowed

    @pytest.mark.parametrize("field", ["bonus", "basis", "worker", ""])
    def test_no_such_fact(self, slip, field):
        """
        What is no fact of a placement cannot be supposed; the error lists the facts.
        """
        with pytest.raises(UnknownNameError, match="certificate_appointed") as caught:
            what_if(slip, **{field: 4})

        assert ("what_if", field) == (caught.value.field, caught.value.value)

    def test_by_name_only(self, slip):
        """
        What is changed is named: a bare 4 could be a level or a number of years.
        """
        with pytest.raises(TypeError):
            what_if(slip, 4)


class TestBasis:
    def test_changed_facts(self, found):
        """
        A changed fact is called supposed, and no record stands behind it any more.
        """
        basis = what_if(found, criteria_met=5, years=9).after.placement.basis
        supposed = Label("假设", "supposed")

        assert "w-2" == basis.worker
        assert (supposed, supposed) == (basis.note("criteria_met"), basis.note("years"))
        assert Label("核定", "confirmed") == basis.note("level")
        assert ((), None) == (basis.service, basis.standing)

    def test_other_facts(self, found):
        """
        What is not changed still rests on its records.
        """
        basis = what_if(found, level=4).after.placement.basis
        before = found.placement.basis

        assert (before.service, before.standing) == (basis.service, basis.standing)
        assert before.note("criteria_met") == basis.note("criteria_met")
        assert Label("假设", "supposed") == basis.note("level")

    def test_by_hand(self, slip):
        """
        A placement without a basis gets none.
        """
        assert what_if(slip, level=4).after.placement.basis is None


class TestExplained:
    def test_heading(self, found, slip):
        """
        The heading says whose payslip, and that it is a supposition.
        """
        zh, en = "测算：2025年6月工资单", "What if: Payslip"

        assert Label(f"{zh} w-2", f"{en} w-2, June 2025") == what_if(found, level=4).heading
        assert Label(zh, f"{en}, June 2025") == what_if(slip, level=4).heading

    def test_first_lines(self, found):
        """
        The explanation sets what would be payable against what is, and says what is supposed.
        """
        answer = what_if(found, criteria_met=5)
        zh = "应发变化 118.61 元 = 假设后应发 2,965.29 − 现应发 2,846.68"
        en = "change in pay 118.61 yuan = payable if so 2,965.29 − payable as it is 2,846.68"

        assert answer.summary("zh") == answer.summary()
        assert zh == answer.explain("zh").splitlines()[1]
        assert en == answer.explain("en").splitlines()[1]
        assert "达标项数 5 项（假设）" in answer.explain("zh")
        assert "达标项数 4 项（评定） [2]" in answer.explain("zh")

    def test_keys(self, slip):
        """
        The two payslips stand under keys of their own, with all their steps.
        """
        trace = what_if(slip, level=4).trace()

        assert ["after", "before"] == [child.rule.key for child in trace.children]
        assert slip.trace().children == trace.children[1].children


class TestLaws:
    @DEAR
    @given(st.data())
    def test_repriced(self, data):
        """
        The difference is that of pricing the changed placement directly, and its steps recompute.
        """
        terms = data.draw(pay_terms())
        before, after = data.draw(placements(terms)), data.draw(placements(terms))
        looked_at = [each.value for each in Selector if terms.rules.selects(each)]
        looked_at += ["criteria_met", "probation"]
        if terms.rules.stars is not None:
            looked_at += ["stars", "falling"]
        facts = {name: getattr(after, name) for name in looked_at}
        answer = what_if(price(before, terms), **facts)
        difference = price(after, terms).paid - price(before, terms).paid

        assert difference == answer.difference == recompute(answer.trace())
        for step in answer.trace().children:
            assert step.value == recompute(step)

    @DEAR
    @given(st.data())
    def test_there_and_back(self, data):
        """
        What one change brings, its reverse takes away.
        """
        terms = data.draw(pay_terms())
        before = data.draw(placements(terms))
        after = data.draw(placements(terms)).criteria_met
        there = what_if(price(before, terms), criteria_met=after)
        back = what_if(there.after, criteria_met=before.criteria_met)

        assert 0 == there.difference + back.difference
        assert before == back.after.placement
