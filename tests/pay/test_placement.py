from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Dated, NotKnown
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.org import Standing
from partygrid.pay import Basis, Placement
from partygrid.people import Service
from partygrid.strategies import ids
from partygrid.trace import recompute

GOOD = {"level": 3, "years": 4, "certificate": "assistant", "criteria_met": 4}
NAN, INFINITY = float("nan"), float("inf")


def flat(outcome, language):
    """
    List the steps of an outcome: key, value and the fact used, in words.
    """
    return [
        (
            row.key,
            row.value.text(language) if isinstance(row.value, Label) else row.value,
            row.row and row.row.text(language),
        )
        for row in outcome.rows()
    ]


class TestFacts:
    @given(
        level=st.none() | st.integers(1, 1000),
        years=st.integers(0, 80),
        certificate=ids(),
        criteria_met=st.just(NotKnown.YET) | st.integers(0, 1000),
    )
    def test_taken(self, level, years, certificate, criteria_met):
        """
        Whatever some scheme could price is taken as it is.
        """
        placement = Placement(
            level=level, years=years, certificate=certificate, criteria_met=criteria_met
        )

        assert (level, years, certificate, criteria_met) == (
            placement.level,
            placement.years,
            placement.certificate,
            placement.criteria_met,
        )

    @pytest.mark.parametrize("field", ["level", "years", "criteria_met"])
    @pytest.mark.parametrize(
        "value",
        [True, False, 4.0, "4", NAN, INFINITY, Decimal(4), 4 + 0j, b"4", (4,), date(2025, 6, 1)],
        ids=repr,
    )
    def test_count_of_another_type(self, field, value):
        """
        A count is a whole number: no bool, no float, no text.
        """
        with pytest.raises(WrongTypeError) as caught:
            Placement(**GOOD | {field: value})

        assert field == caught.value.field
        assert value is caught.value.value
        assert "a whole number" in caught.value.allowed
        assert f"{field}: got {value!r} of type {type(value).__name__}" in str(caught.value)

    @pytest.mark.parametrize("field", ["level", "years"])
    def test_not_known(self, field):
        """
        Only a rating may be not known yet: level and years are on record or refused.
        """
        with pytest.raises(WrongTypeError, match=f"{field}: got <NotKnown.YET") as caught:
            Placement(**GOOD | {field: NotKnown.YET})

        assert field == caught.value.field

    @pytest.mark.parametrize("field", ["years", "criteria_met"])
    def test_none(self, field):
        """
        None is no count; only a level may be missing, and a rating is unknown in so many words.
        """
        with pytest.raises(WrongTypeError, match=f"{field}: got None of type NoneType"):
            Placement(**GOOD | {field: None})

    @pytest.mark.parametrize(
        ("field", "value", "allowed"),
        [
            ("level", 0, "1 to 1000"),
            ("level", -7, "1 to 1000"),
            ("level", 1001, "1 to 1000"),
            ("years", -1, "0 to 80"),
            ("years", 81, "0 to 80"),
            ("criteria_met", -1, "0 to 1000"),
            ("criteria_met", 1001, "0 to 1000"),
            ("criteria_met", 10**400, "0 to 1000"),
        ],
        ids=["level 0", "-7", "1001", "years -1", "81", "criteria -1", "criteria 1001", "huge"],
    )
    def test_count_out_of_range(self, field, value, allowed):
        """
        A count that no scheme could price is refused with its range and where that comes from.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Placement(**GOOD | {field: value})

        assert (field, value, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert f"allowed: {allowed} (from: pay.Placement)" in str(caught.value)

    @pytest.mark.parametrize("value", [None, 1, True, b"none", ("none",)], ids=repr)
    def test_certificate_of_another_type(self, value):
        """
        A certificate is a name; who has none says so by the name `none`.
        """
        with pytest.raises(WrongTypeError, match="a name") as caught:
            Placement(**GOOD | {"certificate": value})

        assert ("certificate", value) == (caught.value.field, caught.value.value)

    def test_certificate_without_name(self):
        """
        A name is not empty.
        """
        with pytest.raises(ValueNotAllowedError, match="a name not empty") as caught:
            Placement(**GOOD | {"certificate": ""})

        assert ("certificate", "") == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        ("bad", "field"),
        [
            ({"level": "3", "years": -1}, "level"),
            ({"years": -1, "criteria_met": True}, "years"),
            ({"criteria_met": -1, "certificate": None}, "criteria_met"),
            ({"level": None, "years": 81}, "years"),
            ({"level": None, "criteria_met": NotKnown.YET, "certificate": ""}, "certificate"),
        ],
    )
    def test_first_fault(self, bad, field):
        """
        Of several faults the first is named.
        """
        with pytest.raises((WrongTypeError, ValueNotAllowedError)) as caught:
            Placement(**GOOD | bad)

        assert field == caught.value.field

    def test_all_are_needed(self):
        """
        No fact has a default, not even the certificate.
        """
        for missing in GOOD:
            rest = {field: value for field, value in GOOD.items() if field != missing}
            with pytest.raises(TypeError, match=missing):
                Placement(**rest)

    def test_frozen(self):
        """
        A placement cannot be changed.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Placement(**GOOD).level = 4

    def test_equality(self):
        """
        Where facts came from plays no part in comparison.
        """
        known = Placement(**GOOD, basis=Basis(worker="w-1"))

        assert known == Placement(**GOOD)
        assert known != Placement(**GOOD | {"level": 4})
        assert 1 == len({known, Placement(**GOOD)})


class TestRepr:
    @pytest.mark.parametrize(
        ("facts", "shown"),
        [
            ({}, "<Placement level 3, 4 years, assistant, 4 criteria met>"),
            ({"level": None}, "<Placement no level, 4 years, assistant, 4 criteria met>"),
            (
                {"criteria_met": NotKnown.YET},
                "<Placement level 3, 4 years, assistant, rating not known yet>",
            ),
            (
                {"stars": NotKnown.YET},
                "<Placement level 3, 4 years, assistant, 4 criteria met, stars not known yet>",
            ),
            (
                {"basis": Basis(worker="w-1")},
                "<Placement level 3, 4 years, assistant, 4 criteria met>",
            ),
        ],
    )
    def test_one_line(self, facts, shown):
        """
        A placement shows its facts in one line.
        """
        assert shown == repr(Placement(**GOOD | facts))


class TestBasis:
    def test_note(self):
        """
        A note is found by its field; a field without one has none.
        """
        level = Label("职级核定", "level confirmation")
        basis = Basis(worker="w-1", notes=(("level", level),))

        assert (level, None) == (basis.note("level"), basis.note("years"))


class TestTrace:
    @pytest.fixture
    def rated(self, notice):
        """
        The entry of a rating: four criteria met in 2024.
        """
        return Dated(
            value=Standing(criteria_met=4),
            start=date(2024, 1, 1),
            end=date(2025, 1, 1),
            known=date(2025, 1, 20),
            source=notice,
        )

    @pytest.fixture
    def placed(self, rated):
        """
        A placement that says where each of its facts came from.
        """
        first = {"id": "s-1", "staff": "professional", "known": date(2014, 1, 2)}
        again = {"id": "s-2", "staff": "professional", "known": date(2022, 1, 2)}
        return Placement(
            **GOOD,
            basis=Basis(
                worker="w-1",
                notes=(("level", Label("核定 7", "notice 7")), ("criteria_met", Label("甲", "A"))),
                service=(
                    Service(start=date(2014, 1, 1), end=date(2016, 1, 1), **first),
                    Service(start=date(2022, 1, 1), **again),
                ),
                standing=rated,
            ),
        )

    def test_by_hand(self):
        """
        A placement made by hand says its facts and no more.
        """
        facts = [
            ("placement", "as below", None),
            ("level", 3, None),
            ("years", 4, None),
            ("certificate", "assistant", None),
            ("criteria_met", 4, None),
        ]

        assert facts == flat(Placement(**GOOD), "en")

    def test_without_levels(self):
        """
        Where the scale has no levels, the explanation says so.
        """
        trace = Placement(**GOOD | {"level": None}).trace()

        assert "本标准不分级" == trace.find("level").text("zh")
        assert "the scale has no levels" == trace.find("level").text("en")

    def test_not_known_yet(self):
        """
        A rating not known yet is shown in words, never as a number.
        """
        step = Placement(**GOOD | {"criteria_met": NotKnown.YET}).trace().find("criteria_met")

        assert ("尚未评定", "not known yet") == (step.text("zh"), step.text("en"))

    def test_with_basis(self, placed):
        """
        A placement that was found says for each fact which record it came from.
        """
        facts = [
            ("placement", "见下列各项", None),
            ("level", 3, "核定 7"),
            ("years", 4, None),
            ("service", "2014-01-01 至 2016-01-01（不含）", "任职期间 s-1，2014-01-02 登记"),
            ("service", "2022-01-01 起", "任职期间 s-2，2022-01-02 登记"),
            ("certificate", "assistant", None),
            ("criteria_met", 4, "甲"),
        ]

        assert facts == flat(placed, "zh")

    def test_service_in_english(self, placed):
        """
        Each period of service is listed under the years it adds up to.
        """
        served = [step.text("en") for step in placed.trace().find("years").children]

        assert ["from 2014-01-01 to before 2016-01-01", "from 2022-01-01"] == served

    def test_rating_is_cited(self, placed, rated):
        """
        The rating cites the entry that it was read from; without one it cites nothing.
        """
        unrated = attrs.evolve(placed, basis=attrs.evolve(placed.basis, standing=None))

        assert rated is placed.trace().find("criteria_met").rule.entry
        assert unrated.trace().find("criteria_met").rule.entry is None

    def test_facts_are_leaves(self, placed):
        """
        Facts are given, not worked out: an explanation does not add up periods of service.
        """
        for step in placed.trace().children:
            assert step.value == recompute(step)

    def test_heading(self, placed):
        """
        A placement that was found is headed by its worker, one made by hand by nobody.
        """
        assert Label("定级：w-1", "Placement: w-1") == placed.heading
        assert Placement(**GOOD).heading is None

    def test_explain(self, placed):
        """
        The whole reads as text in both languages.
        """
        assert placed.explain("zh").startswith(
            "定级：w-1\n定级依据 见下列各项\n  职级 3 级（核定 7）"
        )
        assert "  criteria met 4 items (A) [1]\n" in placed.explain("en")


class TestMoreFacts:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("step", True),
            ("step", 1.0),
            ("step", "1"),
            ("posts", True),
            ("posts", 1.0),
            ("stars", True),
            ("stars", 3.0),
            ("falling", 1),
            ("falling", "yes"),
            ("position", 1),
            ("treatment", True),
            ("education", 1),
            ("degree", b"master"),
            ("certificate_passed", 0),
            ("certificate_appointed", 0),
            ("probation", True),
        ],
    )
    def test_wrong_type(self, field, value):
        """
        What a ladder gives, and stars and probation, are as strictly typed as levels.
        """
        facts = {"level": 1, "years": 0, "certificate": "none", "criteria_met": 0}
        with pytest.raises(WrongTypeError) as caught:
            Placement(**facts | {field: value})

        assert field == caught.value.field

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("step", 0),
            ("step", 1001),
            ("posts", -1),
            ("posts", 101),
            ("stars", -1),
            ("stars", 11),
            ("position", ""),
            ("probation", ""),
        ],
    )
    def test_not_allowed(self, field, value):
        """
        Counts lie within their bounds, and names are not empty.
        """
        facts = {"level": 1, "years": 0, "certificate": "none", "criteria_met": 0}
        with pytest.raises(ValueNotAllowedError) as caught:
            Placement(**facts | {field: value})

        assert field == caught.value.field

    def test_all(self):
        """
        All facts stand in one line and in the explanation, each under its name.
        """
        facts = {
            "step": 2,
            "position": "deputy",
            "treatment": "chief",
            "education": "master",
            "degree": "none",
            "certificate_passed": "senior",
            "certificate_appointed": "none",
            "posts": 2,
            "stars": 3,
            "falling": True,
            "probation": "new",
        }
        placement = Placement(level=1, years=0, certificate="none", criteria_met=0, **facts)

        assert "treatment chief" in repr(placement)
        assert facts.keys() < placement.facts().keys()
        assert "连续降星 是" in placement.explain("zh")
        assert "stars falling yes" in placement.explain("en")
