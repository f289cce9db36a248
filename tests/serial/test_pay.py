from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid import packs
from partygrid.dated import Effective, Month, NotKnown, NotStated
from partygrid.errors import WrongTypeError
from partygrid.labels import Label
from partygrid.money import Fen, exact
from partygrid.org import Standing, Standings
from partygrid.pay import (
    AllowancesFrom,
    Amount,
    Basis,
    Coefficients,
    Component,
    CountedLines,
    Credit,
    CreditFor,
    CreditGives,
    Grid,
    IndexedBase,
    MeanFloor,
    PartMonth,
    PaymentPlan,
    PaymentRule,
    PayScheme,
    Placement,
    Position,
    ProbationRule,
    RatingRule,
    Rungs,
    Selector,
    ShareOf,
    StarEffect,
    StarRule,
    Table,
    YearlyRate,
    every,
    price,
)
from partygrid.pay import PayLadder as Ladder
from partygrid.serial import Amounts, from_data, to_data
from partygrid.sources import Grade, Source
from partygrid.strategies import (
    allowances_from,
    components,
    counted_lines,
    indexed_bases,
    ladder_credits,
    mean_floors,
    part_months,
    pay_ladders,
    pay_schemes,
    payment_plans,
    payment_rules,
    positions,
    probation_rules,
    rating_rules,
    rungs,
    scales,
    standings,
    star_effects,
    star_rules,
)
from partygrid.strategies._outcomes import any_placements, shares

# Large values are slow to draw.
DEAR = settings.get_profile("dear")

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
            (
                Grid(by=Selector.STEP, rows=((1, ((1, Fen(250000)), (2, Fen(254000)))),)),
                {
                    "kind": "grid",
                    "by": "step",
                    "rows": [[1, [[1, "2500.00"], [2, "2540.00"]]]],
                },
                {"kind": "grid", "by": "step", "rows": [[1, [[1, 250000], [2, 254000]]]]},
            ),
            (
                ShareOf(rate=exact("16%"), of=("post",), least=Fen(400000), most=None),
                {
                    "kind": "share_of",
                    "rate": "0.16",
                    "of": ["post"],
                    "least": "4000.00",
                    "most": None,
                },
                {
                    "kind": "share_of",
                    "rate": "0.16",
                    "of": ["post"],
                    "least": 400000,
                    "most": None,
                },
            ),
        ],
        ids=["table", "coefficients", "yearly_rate", "grid", "share_of"],
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
            ({"selector": "diploma"}, ["$.selector"]),
            ({"selector": None}, ["$"]),
            ({"paid_as": "bonus"}, ["$.paid_as"]),
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


CHOICES = {
    AllowancesFrom: allowances_from(),
    CountedLines: counted_lines(),
    Credit: ladder_credits(),
    IndexedBase: indexed_bases(),
    Ladder: pay_ladders(),
    MeanFloor: mean_floors(),
    PartMonth: part_months(),
    PaymentPlan: payment_plans(),
    PaymentRule: payment_rules(),
    Position: positions(),
    ProbationRule: probation_rules(),
    RatingRule: rating_rules(),
    Rungs: rungs(),
    ShareOf: shares(),
    Standing: standings(),
    StarEffect: star_effects(),
    StarRule: star_rules(),
}
INDEXED = {
    "index": {"zh": "上年人均可支配收入", "en": "income of last year"},
    "amount": "38724.00",
    "months": 12,
    "factors": [[{"zh": "地方系数", "en": "local factor"}, "1.1"]],
    "rounding": None,
}


class TestChoices:
    @pytest.mark.parametrize("kind", CHOICES)
    @given(data=st.data())
    def test_round_trip(self, round_trip, kind, data):
        """
        Every choice that a scheme can make comes back.
        """
        round_trip(data.draw(CHOICES[kind]), kind)

    def test_credit(self):
        """
        What a qualification is worth is a number, or the key of a position.
        """
        credit = Credit(
            key="degree",
            label=Label("学位", "degree"),
            looks_at=CreditFor.DEGREE,
            gives=CreditGives.POSITION,
            rows=(("bachelor", 0), ("master", "chief")),
            effective=Effective.NEXT_MONTH,
        )
        data = to_data(credit)

        assert [["bachelor", 0], ["master", "chief"]] == data["rows"]
        assert credit == from_data(Credit, data)

    def test_rungs(self):
        """
        The years after which rungs are climbed are listed one by one.
        """
        window = Rungs(lowest=1, highest=4, rises=every(30))

        assert {"lowest": 1, "highest": 4, "rises": [30, 60]} == to_data(window)

    @pytest.mark.parametrize("kind", [Fen | IndexedBase, Fen | IndexedBase | None], ids=str)
    def test_bases(self, problems, kind):
        """
        A base is an amount, or an object that says which index it is.
        """
        base = from_data(kind, INDEXED)

        assert type(base) is IndexedBase
        assert INDEXED == to_data(base, kind=kind)
        assert INDEXED | {"amount": 3872400} == to_data(base, kind=kind, amounts=Amounts.FEN)
        assert 231050 == from_data(kind, "2310.50") == from_data(kind, 231050)
        assert "2310.50" == to_data(Fen(231050), kind=kind)
        assert [("$.months", "got '12' of type str; allowed: a whole number")] == problems(
            kind, INDEXED | {"months": "12"}
        )
        ((path, message),) = problems(kind, 2310.5)
        assert "$" == path
        assert "an object with an index and its factors" in message

    @pytest.mark.parametrize("value", [True, 2310.5, "2310.50"], ids=repr)
    def test_no_base(self, value):
        """
        Nothing else is written as a base.
        """
        with pytest.raises(WrongTypeError):
            to_data(value, kind=Fen | IndexedBase)

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
            (Rungs, {"lowest": 3, "highest": 2, "rises": []}, "$"),
            (Rungs, {"lowest": 1, "highest": 2, "rises": [1.5]}, "$.rises[0]"),
            (StarEffect, {"what": {"zh": "扣减", "en": "off"}, "factor": 0.5}, "$.factor"),
            (
                PartMonth,
                {"method": "by_feel", "divisor": None, "lines": {"only": None}},
                "$.method",
            ),
        ],
        ids=repr,
    )
    def test_refused(self, problems, kind, data, path):
        """
        Each fault is found where it lies.
        """
        assert [path] == [where for where, _ in problems(kind, data)]


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
        What every placement has may not be None.
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
        (unknown, missing) = problems(Placement, data)

        assert "$" == unknown[0]
        assert unknown[1].startswith("unknown key 'levle'; allowed: certificate, certificate_app")
        assert ("$.level", "required field missing") == missing
        assert ["$"] == [path for path, _ in problems(Placement, PLACED | {"basis": None})]

    def test_further_facts(self, problems):
        """
        Facts that only some scales look at are written if there are any.
        """
        more = {"step": 2, "position": "chief", "stars": "yet", "falling": False, "posts": 1}
        placement = from_data(Placement, PLACED | more)

        assert NotKnown.YET is placement.stars
        assert PLACED | more == to_data(placement)
        assert ["$.falling", "$.step"] == [
            path for path, _ in problems(Placement, PLACED | {"step": "2", "falling": 0})
        ]


class TestSelectors:
    def test_named_as_facts(self):
        """
        The facts that pick a row have the names of the fields of a placement.
        """
        fields = {field.name for field in attrs.fields(Placement)}

        assert {selector.value for selector in Selector} <= fields


class TestSchemes:
    @DEAR
    @given(scheme=pay_schemes(max_size=2))
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

        assert "option 'full_years'" == caught.value.field
        assert callable(caught.value.value)
        assert "a question with a function among its answers is answered" in str(caught.value)

    def test_open_questions(self, round_trip):
        """
        Once those are answered it is written, what else is open included.
        """
        said, answers = packs.load("shayibak").pay, packs.load("example").pay
        asked = {
            name
            for name in PayScheme.parameters()
            for entry in getattr(said, name).all_entries
            if isinstance(entry.value, NotStated)
            and any(option.make is not None for option in entry.value.options)
        }
        scheme = attrs.evolve(said, **{name: getattr(answers, name) for name in asked})

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
