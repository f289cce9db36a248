from fractions import Fraction

import pytest
from hypothesis import find, given
from reaching import reaches

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.norms import Finding, Report, Verdict
from partygrid.strategies._norms import bands, findings, ratios, reports
from partygrid.trace import Unit

NUMERIC = [unit for unit in Unit if unit is not Unit.TEXT]


class TestBands:
    @given(band=bands())
    def test_valid(self, band):
        """
        A band has a bound, its bounds are in order, and it counts something.
        """
        bounds = [bound for bound in (band.at_least, band.at_most) if bound is not None]

        assert bounds
        assert bounds == sorted(bounds)
        assert band.unit is not Unit.TEXT

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda band: band.at_least is None,
            lambda band: band.at_most is None,
            lambda band: (
                None not in (band.at_least, band.at_most) and band.at_least < band.at_most
            ),
            lambda band: band.at_least == band.at_most,
            lambda band: band.at_least == 0,
            lambda band: type(band.at_most) is Fraction and band.at_most.denominator > 1,
            lambda band: band.at_most is not None and band.at_most < 0,
        ],
        ids=["ceiling", "floor", "both", "one value", "zero", "fraction", "negative"],
    )
    def test_reaches(self, wanted):
        """
        Bands of every shape are drawn.
        """
        assert reaches(bands, wanted)

    @pytest.mark.parametrize("unit", NUMERIC)
    def test_units(self, unit):
        """
        Every unit is drawn.
        """
        assert reaches(bands, lambda band: band.unit is unit)

    @given(band=bands(units={Unit.YUAN, Unit.LEVEL}))
    def test_chosen_units(self, band):
        """
        No unit is drawn but those asked for.
        """
        assert band.unit in {Unit.YUAN, Unit.LEVEL}


class TestRatios:
    @given(ratio=ratios(allow_empty=False))
    def test_never_empty(self, ratio):
        """
        No denominator is zero where that is not allowed.
        """
        assert ratio.value is not None

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda ratio: ratio.value is None,
            lambda ratio: ratio.value is not None and ratio.value < 0,
            lambda ratio: ratio.value is not None and ratio.value.denominator > 1,
            lambda ratio: ratio.denominator > 1 and ratio.value.denominator == 1,
            lambda ratio: ratio.numerator == 0,
        ],
        ids=["empty", "negative", "fraction", "whole", "zero"],
    )
    def test_reaches(self, wanted):
        """
        Ratios of every shape are drawn.
        """
        assert reaches(ratios, wanted)

    @pytest.mark.parametrize("unit", NUMERIC)
    def test_units(self, unit):
        """
        Every unit is drawn.
        """
        assert reaches(ratios, lambda ratio: ratio.unit is unit)

    @given(ratio=ratios(units={Unit.YUAN, Unit.LEVEL}))
    def test_chosen_units(self, ratio):
        """
        No unit is drawn but those asked for.
        """
        assert ratio.unit in {Unit.YUAN, Unit.LEVEL}


class TestUnits:
    @pytest.mark.parametrize("strategy", [bands, ratios])
    @pytest.mark.parametrize("units", [[], [Unit.TEXT], [Unit.YUAN, Unit.TEXT]])
    def test_nothing_to_count(self, strategy, units):
        """
        Words and nothing at all cannot be counted.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            strategy(units=units)

        assert ("units", tuple(units)) == (caught.value.field, caught.value.value)
        assert "one unit or more, none of them words" in str(caught.value)

    @pytest.mark.parametrize("strategy", [bands, ratios])
    def test_no_unit(self, strategy):
        """
        What is no unit is refused.
        """
        with pytest.raises(WrongTypeError) as caught:
            strategy(units=[Unit.YUAN, "yuan"])

        assert ("units", "yuan", "a Unit") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestFindings:
    @given(finding=findings())
    def test_valid(self, finding):
        """
        Everything drawn is a finding with bounds that explains itself.
        """
        assert isinstance(finding, Finding)
        assert finding.bounds
        assert finding.explain("zh")

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda finding: finding.verdict is Verdict.NOT_APPLICABLE,
            lambda finding: finding.met and finding.measured == finding.bounds[0].value,
            lambda finding: finding.met and finding.measured != finding.bounds[0].value,
            lambda finding: 0 < finding.gap < 1,
            lambda finding: finding.gap > 1,
            lambda finding: _is_mean(finding) and finding.met,
            lambda finding: _is_mean(finding) and 0 < finding.gap < Fraction(1, 3),
            lambda finding: finding.gap and finding.measured > finding.bounds[-1].value,
            lambda finding: finding.gap and finding.measured < finding.bounds[0].value,
        ],
        ids=[
            "not applicable",
            "on the bound",
            "beside it",
            "missed by a hair",
            "missed by much",
            "mean met",
            "mean missed by a hair",
            "too much",
            "too little",
        ],
    )
    def test_reaches(self, wanted):
        """
        Findings of every kind are drawn, those beside a bound among them.
        """
        assert reaches(findings, wanted)


class TestReports:
    @given(report=reports(max_size=3))
    def test_size(self, report):
        """
        A report has no more findings than asked for.
        """
        assert isinstance(report, Report)
        assert len(report) <= 3

    def test_reaches(self):
        """
        Empty reports are drawn, and those that hold each verdict.
        """
        assert reaches(reports, lambda report: len(report) == 0)
        assert reaches(
            reports, lambda report: report.met and report.not_met and report.not_applicable
        )
        assert Report() == find(reports(max_size=0), lambda _: True)

    def test_impossible_size(self):
        """
        A report of fewer findings than none is refused at once.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            reports(max_size=-1)

        assert "max_size: got -1; allowed: 0 or more" == str(caught.value)

    @pytest.mark.parametrize("size", [None, True, 2.0])
    def test_no_size(self, size):
        """
        The number of findings is an int.
        """
        with pytest.raises(WrongTypeError) as caught:
            reports(max_size=size)

        assert ("max_size", size) == (caught.value.field, caught.value.value)


def _is_mean(finding):
    return finding.step is not None and finding.step.rule.key == "ratio"
