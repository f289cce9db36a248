from fractions import Fraction

import attrs
import pytest

from partygrid.errors import UnknownNameError, ValueNotAllowedError
from partygrid.labels import Label
from partygrid.pay import (
    Component,
    Grid,
    PayScheme,
    Placement,
    ProbationBase,
    ProbationRule,
    Selector,
    Table,
    YearlyRate,
)

FIELDS = tuple(PayScheme.parameters())


def certificates(key, **amounts):
    """
    Make a component that pays an amount for each certificate.
    """
    return Component(
        key=key,
        label=Label("津贴", "allowance"),
        selector=Selector.CERTIFICATE,
        amount=Table(tuple(amounts.items())),
    )


class TestPayRules:
    def test_entries(self, new_terms):
        """
        Every value knows the entry it came from.
        """
        rules = new_terms().rules
        for name in FIELDS:
            assert getattr(rules, name) == rules.entry(name).value

    def test_no_entry(self, new_terms):
        """
        Asked for the entry of an unknown field, the values name those they have.
        """
        with pytest.raises(UnknownNameError, match="award_shares"):
            new_terms().rules.entry("bonus")

    def test_selects(self, new_terms, scale):
        """
        A scale looks at a fact if one of its components does.
        """
        rules = new_terms(scale=scale[1:]).rules

        assert [Selector.YEARS, Selector.CERTIFICATE] == [
            each for each in Selector if rules.selects(each)
        ]

    def test_place_of(self, new_terms):
        """
        A component is found by its key.
        """
        rules = new_terms().rules

        assert [0, 1, 2] == [rules.place_of(key) for key in ("post", "seniority", "certificate")]

    @pytest.mark.parametrize("key", ["area", "", None, 0])
    def test_place_of_unknown(self, new_terms, key):
        """
        A key that the scale has not is refused; the error lists those it has and cites the scale.
        """
        with pytest.raises(UnknownNameError, match="post, seniority, certificate") as caught:
            new_terms().rules.place_of(key)

        assert ("component", key) == (caught.value.field, caught.value.value)
        assert "区财政局通知" in caught.value.source


class TestBest:
    @pytest.mark.parametrize(
        ("held", "best"),
        [
            ((), "none"),
            (("assistant",), "assistant"),
            (("assistant", "senior", "social_worker"), "senior"),
            (("social_worker", "assistant"), "social_worker"),
        ],
    )
    def test_highest(self, new_terms, held, best):
        """
        Of several certificates only the one that pays most counts; they are not added up.
        """
        assert best == new_terms().rules.best(Selector.CERTIFICATE, held)

    def test_over_the_whole_scale(self, new_terms):
        """
        What a certificate pays is added over all lines that look at it.
        """
        scale = (certificates("monthly", a=100, b=90), certificates("area", a=0, b=20))

        assert "b" == new_terms(scale=scale).rules.best(Selector.CERTIFICATE, ("a", "b"))

    def test_equal(self, new_terms):
        """
        Of two that pay the same, the same one is named whatever the order of the facts.
        """
        rules = new_terms(scale=(certificates("only", b=5, a=5),)).rules
        found = {rules.best(Selector.CERTIFICATE, held) for held in (("a", "b"), ("b", "a"))}

        assert {"a"} == found

    def test_unknown(self, new_terms):
        """
        A certificate that the scale does not know is refused, not paid nothing.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            new_terms().rules.best(Selector.CERTIFICATE, ("assistant", "lawyer"))

        assert ("certificate", "lawyer") == (caught.value.field, caught.value.value)
        assert "none, assistant, social_worker, senior" == caught.value.allowed
        assert "区财政局通知" in caught.value.source

    @pytest.mark.parametrize(
        "selector", [Selector.CERTIFICATE, Selector.DEGREE, Selector.LEVEL, Selector.POSITION]
    )
    def test_not_looked_at(self, new_terms, scale, selector):
        """
        What no line looks at has no name that could count, and none is worth nothing.
        """
        rules = new_terms(scale=scale[:2]).rules
        with pytest.raises(ValueNotAllowedError) as caught:
            rules.best(selector, ("lawyer",))

        assert (selector.value, "lawyer") == (caught.value.field, caught.value.value)
        assert "none" == rules.best(selector, ())


OWN = ProbationRule(entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False)


class TestProbationRule:
    def test_found(self, new_terms):
        """
        What is paid on probation is found by the kind of entrant.
        """
        rules = new_terms(probation=(attrs.evolve(OWN, entry="old"), OWN)).rules

        assert OWN == rules.probation_rule("new")

    @pytest.mark.parametrize(("probation", "allowed"), [((OWN,), "new"), ((), "no probation")])
    def test_unknown(self, new_terms, probation, allowed):
        """
        A kind of entrant that the scheme does not know is refused; the error lists those it does.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            new_terms(probation=probation).rules.probation_rule("transfer")

        assert ("probation", "transfer", allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert "区财政局通知" in caught.value.source


class TestRefusal:
    @pytest.mark.parametrize(
        ("facts", "field", "value", "allowed"),
        [
            ({"level": 19}, "level", 19, "1 to 18 (rows of post)"),
            ({"level": None}, "level", None, "1 to 18 (rows of post)"),
            (
                {"certificate": "lawyer"},
                "certificate",
                "lawyer",
                "none, assistant, social_worker, senior (rows of certificate)",
            ),
            ({"criteria_met": 6}, "criteria_met", 6, "0 to 5"),
        ],
    )
    def test_names_the_fact(self, new_terms, facts, field, value, allowed):
        """
        The fact that has no row or no share is named, with what there is and on whose word.
        """
        good = {"level": 3, "years": 4, "certificate": "none", "criteria_met": 4}
        error = new_terms().rules.refusal(Placement(**good | facts))

        assert (field, value, allowed) == (error.field, error.value, error.allowed)
        assert "区财政局通知, 第三条 [host]" in str(error)

    def test_rows_with_gaps(self, new_terms):
        """
        Rows that do not follow each other are listed one by one.
        """
        odd = Component(
            key="odd",
            label=Label("单数级", "odd levels"),
            selector=Selector.LEVEL,
            amount=Table(((1, 10), (5, 30), (3, 20))),
        )
        rules = new_terms(scale=(odd,)).rules
        placement = Placement(level=2, years=0, certificate="none", criteria_met=0)

        assert "1, 5, 3 (rows of odd)" == rules.refusal(placement).allowed

    def test_rate_has_no_rows(self, new_terms):
        """
        A yearly rate takes any number of years, so that another component is at fault.
        """
        rate = Component(
            key="by_years",
            label=Label("年限津贴", "allowance"),
            selector=Selector.YEARS,
            amount=YearlyRate(per_year=1, cap=None),
        )
        rules = new_terms(scale=(rate, certificates("only", none=1))).rules
        placement = Placement(level=None, years=80, certificate="x", criteria_met=0)

        assert "none (rows of only)" == rules.refusal(placement).allowed

    @pytest.mark.parametrize(
        ("level", "certificate", "field", "allowed"),
        [
            (3, "x", "level", "1 to 2 (rows of pair)"),
            (1, "y", "certificate", "none, x (rows of pair)"),
            (2, "x", "certificate", "none (rows of pair)"),
        ],
    )
    def test_grid(self, new_terms, level, certificate, field, allowed):
        """
        In a grid the first fact without a row is named, with the rows that go with the other.
        """
        pair = Component(
            key="pair",
            label=Label("级与证", "level and certificate"),
            selector=Selector.LEVEL,
            amount=Grid(
                by=Selector.CERTIFICATE,
                rows=((1, (("none", 10), ("x", 20))), (2, (("none", 30),))),
            ),
        )
        placement = Placement(level=level, years=0, certificate=certificate, criteria_met=0)
        error = new_terms(scale=(pair,)).rules.refusal(placement)

        assert (field, allowed) == (error.field, error.allowed)
