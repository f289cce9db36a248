from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partygrid import packs
from partygrid.dated import Month, NotKnown, PeriodKind
from partygrid.errors import WrongTypeError
from partygrid.labels import Label
from partygrid.money import MAX_FEN, Fen, exact
from partygrid.org import Standings
from partygrid.pay import (
    Amount,
    Basis,
    Coefficients,
    Component,
    CountedLines,
    PayScheme,
    Payslip,
    Placement,
    RatingRule,
    Selector,
    Table,
    WhatIf,
    YearlyRate,
    payslip,
    price,
    what_if,
)
from partygrid.serial import Amounts, from_data, to_data
from partygrid.sources import Grade, Source
from partygrid.strategies._pay import pay_schemes, pay_terms, placements
from partygrid.strategies._scales import components, scales
from partygrid.strategies._words import ids

JUNE, PAY_RUN = Month(2025, 6), date(2025, 6, 30)
OURS = Source(key="ours", title="区通知", grade=Grade.HOST)
PLACED = {"level": 7, "years": 6, "certificate": "assistant", "criteria_met": 4}
TABLE = {"kind": "table", "rows": [["none", "0.00"], ["assistant", 12000]]}
COMPONENT = {
    "key": "certificate",
    "label": {"zh": "津贴", "en": "allowance"},
    "selector": "certificate",
    "amount": TABLE,
}


@pytest.fixture
def pack():
    """
    Give the made-up place.
    """
    return packs.load("example")


@pytest.fixture
def slip(pack):
    """
    Give the payslip of its worker.
    """
    return payslip(pack.worker, pack.pay.on(JUNE, known=PAY_RUN), pack.standings)


class TestAmounts:
    @given(component=components())
    def test_round_trip(self, round_trip, component):
        """
        What a component pays comes back, as one of its kind and as any.
        """
        round_trip(component.amount, type(component.amount))
        round_trip(component.amount, Amount, bare=False)

    @pytest.mark.parametrize(
        ("amount", "yuan", "fen"),
        [
            (
                Table((("none", Fen(0)), ("senior", Fen(45050)))),
                {"kind": "table", "rows": [["none", "0.00"], ["senior", "450.50"]]},
                {"kind": "table", "rows": [["none", 0], ["senior", 45050]]},
            ),
            (
                Coefficients(((1, exact("1")), (2, exact("1.085")))),
                {"kind": "coefficients", "rows": [[1, "1"], [2, "1.085"]]},
                {"kind": "coefficients", "rows": [[1, "1"], [2, "1.085"]]},
            ),
            (
                YearlyRate(per_year=Fen(3550), cap=None),
                {"kind": "yearly_rate", "per_year": "35.50", "cap": None},
                {"kind": "yearly_rate", "per_year": 3550, "cap": None},
            ),
        ],
        ids=["table", "coefficients", "yearly_rate"],
    )
    def test_written(self, amount, yuan, fen):
        """
        The kind is told by a key; money is written as asked, factors as text, rows as they are.
        """
        assert yuan == to_data(amount, kind=Amount)
        assert fen == to_data(amount, kind=Amount, amounts=Amounts.FEN)
        assert amount == from_data(Amount, yuan) == from_data(Amount, fen)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"kind": "Table"}, ["$.kind"]),
            ({"kind": None}, ["$.kind"]),
            ({"rows": [["none", 0.0]]}, ["$.rows[0][1]"]),
            (
                {"rows": [["none", 0, 1], ["a"], {}, "ab"]},
                [f"$.rows[{place}]" for place in range(4)],
            ),
            (
                {"rows": [[None, 0], [True, 0], [1.0, 0]]},
                [f"$.rows[{row}][0]" for row in range(3)],
            ),
            ({"rows": {"none": 0}}, ["$.rows"]),
            ({"rows": []}, ["$"]),
            ({"rows": [["none", 0], ["none", 1]]}, ["$"]),
            ({"rows": [["none", -1]]}, ["$"]),
            ({"rows": [["none", 0], [1, 0]]}, ["$"]),
            ({"per_year": 1}, ["$"]),
        ],
        ids=repr,
    )
    def test_refused(self, problems, changes, expected):
        """
        Each fault in a table is found where it lies.
        """
        assert expected == [path for path, _ in problems(Amount, TABLE | changes)]

    @pytest.mark.parametrize("value", [None, 5, TABLE, Label("表", "table")], ids=repr)
    def test_not_written(self, value):
        """
        What is no amount of a component is not written as one.
        """
        with pytest.raises(WrongTypeError, match="one of Table, Coefficients, YearlyRate"):
            to_data(value, kind=Amount)

    @pytest.mark.parametrize("value", [None, True, 1.0, ("none",)], ids=repr)
    def test_rows_not_written(self, value):
        """
        Nor is a row that is neither number nor name.
        """
        with pytest.raises(WrongTypeError, match="allowed: an int or text"):
            to_data(value, kind=int | str)


class TestComponents:
    @given(component=components())
    def test_round_trip(self, round_trip, component):
        """
        A component comes back.
        """
        round_trip(component, Component)

    @given(scale=scales(max_size=2))
    def test_scales(self, round_trip, scale):
        """
        So does a scale.
        """
        round_trip(scale, tuple[Component, ...])

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"selector": "degree"}, ["$.selector"]),
            ({"selector": "level"}, ["$"]),
            ({"amount": [["none", 0]]}, ["$.amount"]),
            ({"amount": {"rows": []}}, ["$.amount.kind"]),
            ({"amount": TABLE | {"rows": "none"}}, ["$.amount.rows"]),
            ({"rounding": {"unit": 0, "direction": "up"}}, ["$.rounding"]),
            (
                {"rounding": {"unit": "1", "direction": "UP"}},
                ["$.rounding.direction", "$.rounding.unit"],
            ),
            ({"row_labels": [["senior", {"zh": "高级", "en": "senior"}]]}, ["$"]),
            ({"row_labels": [["none", "无"]]}, ["$.row_labels[0][1]"]),
            ({"key": "the key"}, ["$"]),
        ],
        ids=repr,
    )
    def test_refused(self, problems, changes, expected):
        """
        Each fault is found where it lies, also inside the amount.
        """
        assert expected == [path for path, _ in problems(Component, COMPONENT | changes)]


class TestChoices:
    @given(lines=st.none() | st.lists(ids(), min_size=1, unique=True).map(tuple))
    def test_lines(self, round_trip, lines):
        """
        The lines that count come back; None, which is all of them, is no empty list.
        """
        round_trip(CountedLines(lines), CountedLines)

    @given(every=st.sampled_from(PeriodKind), lag=st.integers(0, 100))
    def test_rating(self, round_trip, every, lag):
        """
        The rule of rating comes back.
        """
        round_trip(RatingRule(every=every, lag=lag), RatingRule)

    @pytest.mark.parametrize(
        ("kind", "data", "path"),
        [
            (CountedLines, {"only": []}, "$"),
            (CountedLines, {"only": ["post", "post"]}, "$"),
            (CountedLines, {"only": "post"}, "$.only"),
            (CountedLines, {}, "$.only"),
            (RatingRule, {"every": "year", "lag": 101}, "$"),
            (RatingRule, {"every": "year", "lag": "1"}, "$.lag"),
            (RatingRule, {"every": "decade", "lag": 1}, "$.every"),
        ],
        ids=repr,
    )
    def test_refused(self, problems, kind, data, path):
        """
        Each fault is found where it lies.
        """
        assert [path] == [where for where, _ in problems(kind, data)]


def any_placements():
    """
    Generate placements by hand, for no scheme in particular.
    """
    return st.builds(
        Placement,
        level=st.none() | st.integers(1, 1000),
        years=st.integers(0, 80),
        certificate=ids(),
        criteria_met=st.just(NotKnown.YET) | st.integers(0, 1000),
    )


class TestPlacements:
    @given(placement=any_placements())
    def test_round_trip(self, round_trip, placement):
        """
        A placement comes back, its rating known or not, with a level or without.
        """
        round_trip(placement, Placement)

    def test_written(self):
        """
        A placement is one flat row; where it came from is not part of it.
        """
        basis = Basis(worker="w-1")

        assert PLACED == to_data(Placement(**PLACED, basis=basis))
        assert PLACED | {"level": None, "criteria_met": "yet"} == to_data(
            Placement(level=None, years=6, certificate="assistant", criteria_met=NotKnown.YET)
        )

    @pytest.mark.parametrize("field", ["level", "years", "criteria_met"])
    @pytest.mark.parametrize("value", [True, "4", 4.0, float("nan"), [4], {"value": 4}], ids=repr)
    def test_types(self, problems, field, value):
        """
        A count is a whole number and nothing that looks like one.
        """
        ((path, message),) = problems(Placement, PLACED | {field: value})

        assert f"$.{field}" == path
        assert f"got {value!r} of type {type(value).__name__}" in message

    @pytest.mark.parametrize("field", ["years", "certificate", "criteria_met"])
    def test_none(self, problems, field):
        """
        Only a level may be None: a scale need not have any.
        """
        assert [f"$.{field}"] == [path for path, _ in problems(Placement, PLACED | {field: None})]

    @pytest.mark.parametrize(
        ("field", "value", "allowed"),
        [
            ("criteria_met", -1, "0 to 1000 (from: pay.Placement)"),
            ("criteria_met", 1001, "0 to 1000 (from: pay.Placement)"),
            ("level", 0, "1 to 1000 (from: pay.Placement)"),
            ("years", 81, "0 to 80 (from: pay.Placement)"),
        ],
    )
    def test_range(self, problems, field, value, allowed):
        """
        A count out of range is refused with the range and where it comes from.
        """
        assert [("$", f"{field}: got {value}; allowed: {allowed}")] == problems(
            Placement, PLACED | {field: value}
        )

    def test_keys(self, problems):
        """
        A misspelt field is unknown, and the right one is missing.
        """
        data = {"levle": 7, "years": 6, "certificate": "none", "criteria_met": 4}

        assert [
            ("$", "unknown key 'levle'; allowed: certificate, criteria_met, level, years"),
            ("$.level", "required field missing"),
        ] == problems(Placement, data)
        assert ["$"] == [path for path, _ in problems(Placement, PLACED | {"basis": None})]


class TestSchemes:
    @given(scheme=pay_schemes())
    def test_round_trip(self, round_trip, scheme):
        """
        A complete scheme comes back; it says of itself what kind it is.
        """
        round_trip(scheme, PayScheme, bare=False)

        assert to_data(scheme, kind=PayScheme) == to_data(scheme)

    def test_prices_the_same(self, pack):
        """
        A scheme that came back pays the same, with the same explanation.
        """
        placement = Placement(**PLACED)
        before, after = (
            price(placement, scheme.on(JUNE, known=PAY_RUN))
            for scheme in (pack.pay, from_data(PayScheme, to_data(pack.pay)))
        )

        assert before.amounts == after.amounts
        assert before.explain("zh") == after.explain("zh")

    def test_every_field(self, pack):
        """
        A scheme is written as its key and one series for each field.
        """
        data = to_data(pack.pay)

        assert ["key", *PayScheme.parameters()] == list(data)
        assert all(name == data[name]["name"] for name in PayScheme.parameters())
        assert "2230.50" == data["base"]["entries"][0]["value"]
        assert 223050 == to_data(pack.pay, amounts=Amounts.FEN)["base"]["entries"][0]["value"]

    def test_functions(self):
        """
        A scheme with an open question that functions answer is refused, and the error says why.
        """
        with pytest.raises(WrongTypeError) as caught:
            to_data(packs.load("shayibak").pay)

        assert "option 'to_unit'" == caught.value.field
        assert callable(caught.value.value)
        assert "a question with a function among its answers is answered" in str(caught.value)

    def test_open_questions(self, round_trip):
        """
        Once those are answered it is written, what else is open included.
        """
        said = packs.load("shayibak").pay
        scheme = attrs.evolve(
            said,
            rounding=said.rounding.choose("half_up_to_fen", source=OURS),
            award_lines=said.award_lines.choose("only", source=OURS, lines=("post",)),
            rating=said.rating.choose("same_period", source=OURS, every=PeriodKind.YEAR),
        )

        round_trip(scheme, PayScheme)
        assert scheme.gaps() == from_data(PayScheme, to_data(scheme)).gaps() != ()

    def test_paths(self, problems, pack):
        """
        The faults of all fields are found at once, however deep they lie.
        """
        data = to_data(pack.pay)
        del data["mover"]
        data["ratings"] = data["rating"]
        data["key"]["edition"] = 2024
        data["base"]["entries"][1]["value"] = 2310.5
        data["award_shares"]["entries"][0]["value"][3] = "60 %"
        data["award_basis"]["entries"][0]["value"] = "total"
        data["scale"]["entries"][0]["value"][0]["amount"]["rows"][6][1] = True
        found = problems(PayScheme, data)

        assert [
            "$",
            "$.award_basis.entries[0].value",
            "$.award_shares.entries[0].value[3]",
            "$.base.entries[1].value",
            "$.key.edition",
            "$.mover",
            "$.scale.entries[0].value[0].amount.rows[6][1]",
        ] == [path for path, _ in found]
        assert "allowed: of_total, fixed_part, on_top" in found[1][1]
        assert "factor: got '60 %'" in found[2][1]

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("award_rate", "120%", "award_rate: got Fraction(6, 5); allowed: 0 % to 100 %"),
            ("award_shares", [], "award_shares: got ()"),
            ("base", "-0.01", "base: got -1; allowed: 0 fen or more"),
            ("covers", ["two words"], "covers: got 'two words'"),
        ],
    )
    def test_domain(self, problems, pack, field, value, said):
        """
        A value outside its domain is refused at the scheme, by the name of the field.
        """
        data = to_data(pack.pay)
        data[field]["entries"][0]["value"] = value
        ((path, message),) = problems(PayScheme, data)

        assert "$" == path
        assert message.startswith(said)

    def test_standings(self, round_trip, pack):
        """
        The standings of a pack come back.
        """
        round_trip(dict(pack.standings), Standings)


class TestOutcomes:
    def test_payslip(self, slip):
        """
        A payslip is written with the facts it rests on and every amount, by the name of its line.
        """
        assert {
            "scheme": {"place": "example", "name": "pay", "edition": "2024"},
            "period": "2025-06",
            "known": "2025-06-30",
            "worker": "w-1",
            "placement": PLACED,
            "lines": {"post": "3488.86", "seniority": "213.00", "certificate": "120.00"},
            "total": "3821.86",
            "outside": "0.00",
            "pool": "764.37",
            "fixed": "3057.49",
            "award": "611.50",
            "paid": "3668.99",
        } == to_data(slip)

    @given(data=st.data())
    def test_payslip_adds_up(self, data):
        """
        In fen the amounts are those of the payslip, and add up as they do there.
        """
        terms = data.draw(pay_terms())
        slip = price(data.draw(placements(terms)), terms)
        assume(slip.total + slip.outside <= MAX_FEN)
        written = to_data(slip, amounts=Amounts.FEN)
        award = 0 if written["award"] == "yet" else written["award"]

        assert [component.key for component in terms.rules.scale] == list(written["lines"])
        assert list(slip.amounts) == list(written["lines"].values())
        assert written["paid"] == written["fixed"] + award + written["outside"]
        assert written["total"] == written["fixed"] + written["pool"]
        assert sum(slip.amounts) - written["outside"] == (
            written["total"] if terms.rules._kit.of_total else written["fixed"]
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

    def test_several(self, slip):
        """
        A payroll is written as a list.
        """
        assert [to_data(slip)] * 2 == to_data([slip, slip]) == to_data((slip, slip))

    def test_never_read(self, slip):
        """
        An outcome is worked out again, not read back.
        """
        for kind, value in ((Payslip, slip), (WhatIf, what_if(slip, years=7))):
            with pytest.raises(WrongTypeError) as caught:
                from_data(kind, to_data(value))
            assert ("kind", kind) == (caught.value.field, caught.value.value)
            assert "an outcome is worked out again" in str(caught.value)

    @pytest.mark.parametrize("kind", [Placement, Payslip, WhatIf])
    @pytest.mark.parametrize("value", [None, 4, PLACED], ids=repr)
    def test_not_of_its_kind(self, kind, value):
        """
        Nothing else is written as one.
        """
        with pytest.raises(WrongTypeError, match=f"allowed: a {kind.__name__}"):
            to_data(value, kind=kind)

    def test_selectors(self):
        """
        The facts that pick a row have the names of the fields of a placement.
        """
        assert {selector.value for selector in Selector} <= set(PLACED)
