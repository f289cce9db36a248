"""
Bands: exact comparison with bounds that are included.
"""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Dated
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.norms import Band, Ratio, Verdict
from partygrid.sources import Grade, Source
from partygrid.strategies._norms import bands
from partygrid.trace import Unit, recompute

ENTRY = Dated(
    value=550000,
    start=date(2025, 1, 1),
    known=date(2024, 12, 20),
    source=Source(key="n-7", title="通知", locator="第三条", grade=Grade.HOST),
)
WHAT = Label("人均标准", "mean norm")

fen = st.integers(-(10**15), 10**15)


def band(at_least=None, at_most=None, unit=Unit.YUAN, entry=ENTRY):
    """
    Make a band of yuan.
    """
    return Band(what=WHAT, unit=unit, at_least=at_least, at_most=at_most, entry=entry)


def mean(total, count, unit=Unit.YUAN):
    """
    Make the mean of a sum over a number of persons.
    """
    return Ratio(
        label=Label("人均", "mean"),
        numerator=total,
        numerator_label=Label("合计", "total"),
        denominator=count,
        denominator_label=Label("人数", "persons"),
        unit=unit,
        numerator_unit=Unit.YUAN,
        denominator_unit=Unit.PERSONS,
    )


def verdict_and_gap(finding):
    """
    Pair what the tests below are about.
    """
    return finding.verdict, finding.gap


class TestBounds:
    @pytest.mark.parametrize(
        ("at_least", "at_most", "measured", "verdict", "gap"),
        [
            (550000, None, 550000, Verdict.MET, 0),
            (550000, None, 549999, Verdict.NOT_MET, 1),
            (550000, None, Fraction(1649999, 3), Verdict.NOT_MET, Fraction(1, 3)),
            (550000, None, 10**15, Verdict.MET, 0),
            (None, 550000, 550000, Verdict.MET, 0),
            (None, 550000, 550001, Verdict.NOT_MET, 1),
            (None, 550000, Fraction(1650001, 3), Verdict.NOT_MET, Fraction(1, 3)),
            (None, 550000, -(10**15), Verdict.MET, 0),
            (300, 500, 300, Verdict.MET, 0),
            (300, 500, 500, Verdict.MET, 0),
            (300, 500, 299, Verdict.NOT_MET, 1),
            (300, 500, 520, Verdict.NOT_MET, 20),
            (-5, -5, -5, Verdict.MET, 0),
            (0, None, -1, Verdict.NOT_MET, 1),
            (
                Fraction(1, 3),
                None,
                Fraction(333333, 1000000),
                Verdict.NOT_MET,
                Fraction(1, 3000000),
            ),
            (Fraction(1, 3), None, Fraction(1, 3), Verdict.MET, 0),
        ],
    )
    def test_compared(self, at_least, at_most, measured, verdict, gap):
        """
        Both bounds are included; a gap is how far the value lies outside, above zero either way.
        """
        finding = band(at_least, at_most).check(measured, subject="w-1")

        assert (verdict, gap) == verdict_and_gap(finding)
        assert (verdict is Verdict.MET) == finding.met
        assert measured == finding.measured

    @given(floor=fen, total=fen, count=st.integers(1, 10**6))
    def test_floor_of_a_mean(self, floor, total, count):
        """
        A mean reaches a floor exactly if the sum reaches the floor times the number.
        """
        finding = band(at_least=floor).check(mean(total, count), subject="all")

        assert (total >= floor * count) == finding.met
        assert max(0, floor * count - total) == finding.gap * count

    @given(floor=st.integers(1, 10**12), count=st.integers(1, 10**6), short=st.integers(-2, 2))
    def test_a_part_of_a_fen(self, floor, count, short):
        """
        A mean that is short by any part of a fen does not reach the floor: it is not rounded.
        """
        finding = band(at_least=floor).check(mean(floor * count - short, count), subject="all")

        assert (short <= 0) == finding.met
        assert Fraction(max(0, short), count) == finding.gap

    @given(ceiling=fen, total=fen, count=st.integers(1, 10**6))
    def test_ceiling_of_a_mean(self, ceiling, total, count):
        """
        A mean stays below a ceiling exactly if the sum stays below the ceiling times the number.
        """
        finding = band(at_most=ceiling).check(mean(total, count), subject="all")

        assert (total <= ceiling * count) == finding.met
        assert max(0, total - ceiling * count) == finding.gap * count

    @given(drawn=bands(), measured=fen)
    def test_by_steps(self, drawn, measured):
        """
        Closing the gap, and nothing less, meets the norm.
        """
        finding = drawn.check(measured, subject="w-1")
        below = drawn.at_least is not None and measured < drawn.at_least
        closed = measured + finding.gap if below else measured - finding.gap
        nearly = measured + finding.gap / 2 if below else measured - finding.gap / 2

        assert finding.gap >= 0
        assert drawn.check(Fraction(closed), subject="w-1").met
        assert finding.met or not drawn.check(Fraction(nearly), subject="w-1").met


class TestNothingToMeasure:
    def test_not_applicable(self):
        """
        A mean over nobody is not applicable: neither met nor short of anything.
        """
        finding = band(at_least=550000).check(mean(0, 0), subject="nobody")

        assert (Verdict.NOT_APPLICABLE, 0) == verdict_and_gap(finding)
        assert None is finding.measured
        assert not finding.met

    @given(drawn=bands(), total=fen)
    def test_never_met(self, drawn, total):
        """
        Whatever the band and the numerator, nothing over nobody is ever met.
        """
        finding = drawn.check(mean(total, 0, drawn.unit), subject="nobody")

        assert (Verdict.NOT_APPLICABLE, 0) == verdict_and_gap(finding)


class TestRequired:
    @pytest.mark.parametrize(
        ("at_least", "at_most", "zh", "en"),
        [
            (550000, None, "不低于 5,500.00 元", "at least 5,500.00 yuan"),
            (None, 550000, "不高于 5,500.00 元", "at most 5,500.00 yuan"),
            (
                300,
                500,
                "不低于 3.00 元、不高于 5.00 元",
                "at least 3.00 yuan and at most 5.00 yuan",
            ),
            (0, 0, "不低于 0.00 元、不高于 0.00 元", "at least 0.00 yuan and at most 0.00 yuan"),
        ],
    )
    def test_words(self, at_least, at_most, zh, en):
        """
        A band says what it requires in words, with its unit; a bound of zero is a bound.
        """
        assert Label(zh, en) == band(at_least, at_most).required

    def test_handed_on(self):
        """
        A finding carries norm, subject, unit and requirement of its band.
        """
        rule = band(at_least=3, unit=Unit.PERSONS)
        finding = rule.check(2, subject="community-7")

        assert (WHAT, "community-7", Unit.PERSONS, rule.required) == (
            finding.what,
            finding.subject,
            finding.unit,
            finding.required,
        )


class TestExplained:
    def test_mean(self):
        """
        A finding about a mean shows the division, the bound with its source, and the gap.
        """
        finding = band(at_least=550000).check(mean(1649999, 3), subject="书记")

        assert finding.explain("zh").splitlines() == [
            "人均标准：书记",
            "结论 未达标（不低于 5,500.00 元）",
            "  人均 5,499.99… 元 = 合计 16,499.99 ÷ 人数 3",
            "    合计 16,499.99 元",
            "    人数 3 人",
            "  下限 5,500.00 元 [1]",
            "  差额 0.00… 元",
            "来源：",
            "  [1] 通知，第三条（使用方文件）；2025-01-01 起执行，2024-12-20 知悉",
        ]

    def test_number(self):
        """
        A finding about a number shows it as measured; both bounds cite one source.
        """
        finding = band(300, 500, Unit.ITEMS).check(500, subject="grid-3")

        *steps, source = finding.explain("en").splitlines()
        assert steps == [
            "mean norm: grid-3",
            "finding met (at least 300 items and at most 500 items)",
            "  measured 500 items",
            "  lower bound 300 items [1]",
            "  upper bound 500 items [1]",
            "Sources:",
        ]
        assert source.startswith("  [1] 通知, 第三条 [the host's own document]; in force from")

    def test_zero(self):
        """
        A bound of zero is shown like any other.
        """
        finding = band(0, 0).check(0, subject="w-1")

        assert ["at_least", "at_most"] == [step.rule.key for step in finding.bounds]
        assert [0, 0] == [step.value for step in finding.bounds]

    def test_nobody(self):
        """
        A finding that does not apply says that there was nothing to divide.
        """
        lines = band(at_most=5).check(mean(0, 0), subject="nobody").explain("en").splitlines()

        assert "finding not applicable (at most 0.05 yuan)" == lines[1]
        assert "  mean not applicable: the denominator is zero" == lines[2]
        assert not any("gap" in line for line in lines)

    @given(total=fen, count=st.integers(0, 9))
    def test_recomputed(self, total, count):
        """
        The mean in the explanation is what its own leaves come to.
        """
        finding = band(at_least=550000).check(mean(total, count), subject="all")
        step = finding.trace().find("ratio")

        assert step.value == recompute(step)
        assert count == 0 or finding.measured == step.value


class TestRefused:
    @pytest.mark.parametrize("bound", [True, 5500.0, float("nan"), "5500", Label("a", "a")])
    @pytest.mark.parametrize("field", ["at_least", "at_most"])
    def test_bound(self, field, bound):
        """
        A bound is an int or a fraction: no bool, no float, no text.
        """
        with pytest.raises(WrongTypeError) as caught:
            band(**{field: bound})

        error = caught.value
        assert f"mean norm: {field}" == error.field
        assert bound is error.value
        assert f"mean norm: {field}: got {bound!r} of type {type(bound).__name__}" in str(error)
        assert "an int or a Fraction" in str(error)

    def test_no_bound(self):
        """
        A band without a bound, which everything would meet, is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            band()

        assert "mean norm: got None; allowed: a lower or an upper bound" == str(caught.value)

    def test_reversed(self):
        """
        A band whose bounds are in the wrong order, which nothing would meet, is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            band(500, 300)

        error = caught.value
        assert ("mean norm: at_most", 300, "500 or more") == (
            error.field,
            error.value,
            error.allowed,
        )
        assert ENTRY.cite() == error.source
        assert (
            "mean norm: at_most: got 300; allowed: 500 or more "
            "(from: 通知, 第三条 [host], from 2025-01-01, known 2024-12-20)" == str(error)
        )

    @pytest.mark.parametrize("entry", [None, 550000, ENTRY.source])
    @pytest.mark.parametrize("bounds", [(1, None), (500, 300)])
    def test_entry(self, entry, bounds):
        """
        A band without a dated entry is refused, whatever else is wrong with it.
        """
        with pytest.raises(WrongTypeError) as caught:
            band(*bounds, entry=entry)

        assert ("mean norm: entry", entry) == (caught.value.field, caught.value.value)
        assert "a Dated entry" in str(caught.value)

    @pytest.mark.parametrize("measured", [True, 5500.0, float("inf"), "5500", None])
    def test_measured(self, measured):
        """
        A measurement is an int, a fraction or a ratio: no bool, no float, not nothing.
        """
        with pytest.raises(WrongTypeError) as caught:
            band(at_least=1).check(measured, subject="w-1")

        assert "mean norm: measured" == caught.value.field
        assert measured is caught.value.value
        assert f"mean norm: measured: got {measured!r}" in str(caught.value)

    @pytest.mark.parametrize("count", [0, 3])
    def test_unit(self, count):
        """
        A ratio that counts something else than the band is refused, even over nothing.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            band(at_least=1).check(mean(3, count, Unit.PERCENT), subject="all")

        error = caught.value
        assert ("mean norm: measured", "percent") == (error.field, error.value)
        assert "a ratio that counts yuan" == error.allowed
        assert ENTRY.cite() == error.source
