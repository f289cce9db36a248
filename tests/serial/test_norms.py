from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Dated, NotStated
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, with_article
from partygrid.money import MAX_FEN
from partygrid.norms import Band, Finding, Ratio, Report, Verdict
from partygrid.serial import Amounts, from_data, to_data
from partygrid.sources import Grade, Source
from partygrid.strategies._dated import entries
from partygrid.strategies._money import amounts, factors
from partygrid.strategies._norms import bands, findings, ratios, reports
from partygrid.trace import Unit

GUESS = Source(key="g", title="示例", grade=Grade.ASSUMED)
NUMBERS = amounts() | factors()
ENTRY = {
    "value": "5500.00",
    "start": "2025-01-01",
    "known": "2025-01-01",
    "source": {"key": "g", "title": "示例", "grade": "assumed"},
}
BAND = {
    "what": {"zh": "人均下限", "en": "mean floor"},
    "unit": "yuan",
    "at_least": "5500.00",
    "entry": ENTRY,
}
RATIO = {
    "label": {"zh": "人均", "en": "mean"},
    "numerator": "11000.00",
    "numerator_label": {"zh": "合计", "en": "sum"},
    "denominator": 2,
    "denominator_label": {"zh": "人数", "en": "workers"},
    "unit": "yuan",
    "numerator_unit": "yuan",
    "denominator_unit": "persons",
}


def floor(value, unit=Unit.YUAN):
    """
    Make a band with a lower bound, as its entry says.
    """
    entry = Dated(value=value, start=date(2025, 1, 1), known=date(2025, 1, 1), source=GUESS)
    return Band(what=Label("人均下限", "mean floor"), unit=unit, at_least=value, entry=entry)


class TestBands:
    @given(band=bands(), entry=entries(NUMBERS, allow_functions=False))
    def test_round_trip(self, round_trip, band, entry):
        """
        A band comes back, its bounds whole or not, whatever it counts and its entry says.
        """
        round_trip(attrs.evolve(band, entry=entry), Band)

    def test_written(self):
        """
        What counts yuan is an amount like any other, and what counts people is a number.
        """
        yuan, fen = (to_data(floor(550000), amounts=each) for each in Amounts)

        assert BAND == yuan
        assert 550000 == fen["at_least"] == fen["entry"]["value"]
        assert 7 == to_data(floor(7, Unit.PERSONS))["at_least"]
        assert "0.5" == to_data(floor(Fraction(1, 2), Unit.PERCENT))["at_least"]

    @pytest.mark.parametrize("written", list(Amounts))
    @pytest.mark.parametrize(
        ("value", "text"), [("7/3", "7/3"), ("550000", "550000"), ("1/2", "0.5")]
    )
    def test_parts_of_a_fen(self, value, text, written):
        """
        Parts of a fen say that they are such: bare text would be taken for yuan.
        """
        data = to_data(floor(Fraction(value)), amounts=written)

        assert {"fen": text} == data["at_least"] == data["entry"]["value"]

    @pytest.mark.parametrize(
        ("unit", "bound", "expected"),
        [
            ("yuan", "5500.00", 550000),
            ("yuan", "5500", 550000),
            ("yuan", 5500, 5500),
            ("yuan", {"fen": "5500"}, Fraction(5500)),
            ("yuan", {"fen": 5500}, Fraction(5500)),
            ("persons", 5500, 5500),
            ("persons", "5500.5", Fraction(11001, 2)),
            ("percent", "20%", Fraction(1, 5)),
        ],
        ids=repr,
    )
    def test_read(self, unit, bound, expected):
        """
        A bound is read by what the band counts.
        """
        data = BAND | {"unit": unit, "at_least": bound, "entry": ENTRY | {"value": bound}}
        band = from_data(Band, data)

        assert (expected, expected) == (band.at_least, band.entry.value)
        assert type(expected) is type(band.at_least) is type(band.entry.value)

    @pytest.mark.parametrize("unit", ["yuan", "persons"])
    @pytest.mark.parametrize(
        "bound", [True, 4.0, float("nan"), Decimal(4), [4], "many", "nan", ""], ids=repr
    )
    def test_bounds_refused(self, problems, unit, bound):
        """
        A bound that is no exact number is refused, whatever is counted.
        """
        data = BAND | {
            "unit": unit,
            "at_most": bound,
            "at_least": 1,
            "entry": ENTRY | {"value": 1},
        }
        ((path, message),) = problems(Band, data)

        assert "$.at_most" == path
        assert f"got {bound!r}" in message
        assert "allowed: " in message

    @pytest.mark.parametrize(
        ("bound", "path"),
        [
            ({}, "$.at_least.fen"),
            ({"yuan": "1"}, "$.at_least"),
            ({"fen": 0.5}, "$.at_least.fen"),
            ({"fen": None}, "$.at_least.fen"),
        ],
        ids=repr,
    )
    def test_parts_refused(self, problems, bound, path):
        """
        Parts of a fen are looked at as closely.
        """
        assert path in [where for where, _ in problems(Band, BAND | {"at_least": bound})]

    @pytest.mark.parametrize(
        ("changes", "paths"),
        [
            ({"unit": "euro"}, ["$.unit"]),
            ({"unit": ["yuan"]}, ["$.unit"]),
            ({"unit": None}, ["$.unit"]),
            ({"at_least": None}, ["$"]),
            ({"at_most": "5499.99"}, ["$"]),
            ({"entry": ENTRY | {"value": 0.5, "end": 4}}, ["$.entry.end", "$.entry.value"]),
            ({"entry": None}, ["$.entry"]),
            ({"what": "floor"}, ["$.what"]),
            ({"atleast": 1}, ["$"]),
        ],
        ids=repr,
    )
    def test_refused(self, problems, changes, paths):
        """
        Each fault is found where it lies.
        """
        # A text that is no factor is found too where yuan are not what is counted.
        numbers = {"at_least": 1, "entry": ENTRY | {"value": 1}} if "unit" in changes else {}

        assert paths == [path for path, _ in problems(Band, BAND | numbers | changes)]

    @pytest.mark.parametrize("data", [None, [], "band", 4], ids=repr)
    def test_only_objects(self, problems, data):
        """
        A band is an object with keys, and so is a ratio.
        """
        for kind in (Band, Ratio):
            assert ["$"] == [path for path, _ in problems(kind, data)]

    @pytest.mark.parametrize("value", ["floor", (1, 2), Label("下限", "floor"), True], ids=repr)
    @pytest.mark.parametrize("unit", [Unit.YUAN, Unit.PERSONS])
    def test_other_entries(self, value, unit):
        """
        An entry whose value is no number, which could not be read back, is not written.
        """
        band = floor(5, unit)
        band = attrs.evolve(band, entry=attrs.evolve(band.entry, value=value))

        with pytest.raises(WrongTypeError) as caught:
            to_data(band)
        assert value is caught.value.value

    def test_open_entries(self, round_trip):
        """
        An entry may leave open where the bounds come from.
        """
        band = floor(5)
        gap = NotStated(Label("多少？", "how much?"))

        round_trip(attrs.evolve(band, entry=attrs.evolve(band.entry, value=gap)), Band)

    def test_too_large(self):
        """
        A bound that could not be read back is not written.
        """
        for band in (floor(MAX_FEN + 1), floor(Fraction(10**30, 7), Unit.FACTOR)):
            with pytest.raises(ValueNotAllowedError):
                to_data(band)


class TestRatios:
    @given(ratio=ratios())
    def test_round_trip(self, round_trip, ratio):
        """
        A ratio comes back, whatever its parts count.
        """
        round_trip(ratio, Ratio)

    def test_written(self):
        """
        The part that counts yuan is an amount like any other.
        """
        ratio = from_data(Ratio, RATIO)

        assert (1100000, 2, Fraction(550000)) == (ratio.numerator, ratio.denominator, ratio.value)
        assert RATIO == to_data(ratio)
        assert RATIO | {"numerator": 1100000} == to_data(ratio, amounts=Amounts.FEN)

    @pytest.mark.parametrize(
        ("changes", "paths"),
        [
            ({"numerator": 11000.0}, ["$.numerator"]),
            ({"numerator": "11000.005"}, ["$.numerator"]),
            ({"denominator": "2"}, ["$.denominator"]),
            ({"denominator": 2.0}, ["$.denominator"]),
            ({"denominator": True}, ["$.denominator"]),
            ({"denominator": -1}, ["$"]),
            ({"denominator_unit": "yuan", "denominator": "2.00", "unit": "?"}, ["$.unit"]),
            ({"numerator_unit": "persons"}, ["$.numerator"]),
            ({"value": 5500}, ["$"]),
        ],
        ids=repr,
    )
    def test_refused(self, problems, changes, paths):
        """
        Each fault is found where it lies; text is money and counts nobody.
        """
        assert paths == [path for path, _ in problems(Ratio, RATIO | changes)]


class TestFindings:
    @given(finding=findings())
    def test_written(self, finding):
        """
        A finding is written with all its numbers, exactly, and its words.
        """
        data = to_data(finding, amounts=Amounts.FEN)

        def number(written):
            text = written["fen"] if isinstance(written, dict) else written
            return None if text is None else Fraction(text)

        assert finding.gap == number(data["gap"])
        assert finding.measured == number(data["measured"])
        assert finding.unit is from_data(Unit, data["unit"])
        assert finding.verdict.value == data["verdict"]
        assert to_data(finding.what) == data["what"]
        assert to_data(finding.required) == data["required"]
        assert finding.subject == data["subject"]

    def test_yuan(self):
        """
        What is missing in yuan is an amount, or parts of a fen that say so.
        """
        short = to_data(floor(550000).check(549999, subject="secretaries"))
        mean = to_data(floor(550000).check(Fraction(1649999, 3), subject="secretaries"))

        assert ("5499.99", "0.01") == (short["measured"], short["gap"])
        assert ({"fen": "1649999/3"}, {"fen": "1/3"}) == (mean["measured"], mean["gap"])

    def test_reason(self):
        """
        Why there was nothing to measure is written where it is told.
        """
        mean = Ratio(
            label=Label("人均应发", "mean gross pay"),
            numerator=0,
            numerator_label=Label("应发合计", "gross pay in all"),
            denominator=0,
            denominator_label=Label("人数", "workers"),
            unit=Unit.YUAN,
            numerator_unit=Unit.YUAN,
            denominator_unit=Unit.PERSONS,
        )
        nobody = floor(550000).check(mean, subject="w-1")
        told = attrs.evolve(nobody, reason=Label("无人应评", "nobody is to be rated"))

        assert "reason" not in to_data(nobody)
        assert {"zh": "无人应评", "en": "nobody is to be rated"} == to_data(told)["reason"]

    @given(report=reports(max_size=3))
    def test_reports(self, report):
        """
        A report is written as the list of its findings.
        """
        assert [to_data(finding) for finding in report.findings] == to_data(report)

    @pytest.mark.parametrize(
        ("value", "unit", "expected"),
        [
            (3 * 10**15, Unit.YUAN, "30000000000000.00"),
            (Fraction(10**18 + 1, 7), Unit.YUAN, {"fen": "1000000000000000001/7"}),
            (Fraction(10**18 + 1, 7), Unit.FACTOR, "1000000000000000001/7"),
            (10**19, Unit.PERSONS, 10**19),
            (None, Unit.YUAN, None),
        ],
        ids=repr,
    )
    def test_larger_than_what_is_read(self, value, unit, expected):
        """
        What a finding measured is written whole, be it larger than any amount that is read.
        """
        finding = Finding(
            what=Label("数", "number"),
            subject="all",
            measured=value,
            required=Label("无", "none"),
            gap=0,
            verdict=Verdict.NOT_APPLICABLE if value is None else Verdict.MET,
            unit=unit,
        )

        assert expected == to_data(finding)["measured"]

    @given(value=st.none() | st.integers())
    def test_never_read(self, value):
        """
        A finding is measured again, not read back.
        """
        for kind in (Finding, Report):
            with pytest.raises(WrongTypeError, match="an outcome is worked out again") as caught:
                from_data(kind, value)
            assert kind is caught.value.value

    @pytest.mark.parametrize("kind", [Band, Ratio, Finding, Report])
    @pytest.mark.parametrize("value", [None, BAND, 4], ids=repr)
    def test_not_of_its_kind(self, kind, value):
        """
        Nothing else is written as one.
        """
        with pytest.raises(WrongTypeError, match=f"allowed: {with_article(kind.__name__)}"):
            to_data(value, kind=kind)
