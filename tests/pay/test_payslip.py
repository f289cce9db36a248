from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import NotKnown, Series
from partygrid.errors import UnknownNameError, ValueNotAllowedError
from partygrid.labels import Label
from partygrid.pay import Basis, CountedLines, Payslip, Placement, price
from partygrid.sources import Grade, Source

# Worked out in test_price: total 2965.29, pool 593.06, fixed 2372.23, award 474.45.
THIRD = {"level": 3, "years": 4, "certificate": "assistant", "criteria_met": 4}
GUESS = Source(key="guess", title="猜测", grade=Grade.ASSUMED)


@pytest.fixture
def slip(new_terms):
    """
    A payslip of a placement made by hand, as all is known.
    """
    return price(Placement(**THIRD), new_terms())


@pytest.fixture
def found(new_terms):
    """
    A payslip of a worker, as known at the end of June.
    """
    placement = Placement(**THIRD, basis=Basis(worker="w-2"))
    return price(placement, new_terms(known=date(2025, 6, 30)))


class TestPayslip:
    def test_holds_all(self, slip, new_terms):
        """
        A payslip holds facts, terms and every amount on the way.
        """
        assert Payslip is type(slip)
        assert Placement(**THIRD) == slip.placement
        assert new_terms().key == slip.terms.key
        assert (270329, 14200, 12000) == slip.amounts
        assert (296529, 0, 59306, 237223, 47445, 284668) == (
            slip.total,
            slip.outside,
            slip.pool,
            slip.fixed,
            slip.award,
            slip.paid,
        )

    @pytest.mark.parametrize("field", ["paid", "award", "terms", "bonus"])
    def test_frozen(self, slip, field):
        """
        No amount of a payslip can be changed, and none added.
        """
        with pytest.raises(AttributeError):
            setattr(slip, field, 0)

    def test_amount(self, slip):
        """
        The amount of a component is found by its key.
        """
        assert [270329, 14200, 12000] == [
            slip.amount(key) for key in ("post", "seniority", "certificate")
        ]

    def test_no_such_amount(self, slip):
        """
        A component that the scale has not is refused, not zero.
        """
        with pytest.raises(UnknownNameError, match="post, seniority, certificate") as caught:
            slip.amount("bonus")

        assert ("component", "bonus") == (caught.value.field, caught.value.value)


class TestHeading:
    def test_by_hand(self, slip):
        """
        A payslip made by hand is headed by its month.
        """
        assert Label("2025年6月工资单", "Payslip, June 2025") == slip.heading

    def test_worker_and_knowledge(self, found):
        """
        That of a worker says whose it is and as known when.
        """
        zh = "2025年6月工资单 w-2（截至 2025-06-30 所知）"
        en = "Payslip w-2, June 2025 (as known on 2025-06-30)"

        assert Label(zh, en) == found.heading


class TestRepr:
    def test_by_hand(self, slip):
        """
        Month and pay stand in one line.
        """
        assert "<Payslip 2025-06: 2,846.68 yuan>" == repr(slip)

    def test_worker(self, found):
        """
        That of a worker names the worker.
        """
        assert "<Payslip 2025-06 w-2: 2,846.68 yuan>" == repr(found)

    def test_not_known_yet(self, new_terms):
        """
        That the award is still to come is seen at once.
        """
        slip = price(Placement(**THIRD | {"criteria_met": NotKnown.YET}), new_terms())

        assert "<Payslip 2025-06: 2,372.23 yuan, award not known yet>" == repr(slip)


class TestExplained:
    def test_trace(self, slip):
        """
        The trace ends in what is payable.
        """
        assert ("paid", 284668) == (slip.trace().rule.key, slip.trace().value)

    @pytest.mark.parametrize("language", ["fr", "", None])
    def test_unknown_language(self, slip, language):
        """
        There are two languages, and no other stands in for one.
        """
        with pytest.raises(ValueNotAllowedError, match="'zh' or 'en'"):
            slip.explain(language)

    def test_markdown(self, slip):
        """
        A notebook shows the payslip in Chinese.
        """
        assert slip.summary("zh") == slip._repr_markdown_()
        assert slip.markdown("zh").startswith("**2025年6月工资单**\n\n- **应发** 2,846.68 元")


class TestAssumptions:
    def test_none(self, slip):
        """
        A payslip that rests on documents assumes nothing.
        """
        assert () == slip.assumptions()

    def test_listed(self, new_terms, notice):
        """
        A payslip names the assumed values it leans on, and only those in force for its month.
        """
        base = (
            Series("base")
            .announce(231050, start=date(2024, 1, 1), known=date(2024, 1, 1), source=GUESS)
            .announce(240000, start=date(2026, 1, 1), known=date(2024, 1, 2), source=GUESS)
        )
        days = {"start": date(2024, 1, 1), "known": date(2024, 1, 1)}
        dated = Series("award_rate").announce(
            Fraction(1, 5), source=notice, dated_by=GUESS, **days
        )
        slip = price(Placement(**THIRD), new_terms(base=base, award_rate=dated))

        assert [
            ("base", date(2024, 1, 1), "value"),
            ("award_rate", date(2024, 1, 1), "dates"),
        ] == [(each.field, each.entry.start, each.part.value) for each in slip.assumptions()]

    def test_lines_of_the_scheme(self, new_terms):
        """
        What no line of the month uses is assumed all the same: the terms lean on it.
        """
        lines = Series("award_lines").announce(
            CountedLines(None), start=date(2024, 1, 1), known=date(2024, 1, 1), source=GUESS
        )
        slip = price(Placement(**THIRD), new_terms(award_lines=lines))

        assert ["award_lines"] == [each.field for each in slip.assumptions()]
