"""
Appraisals: honours by place or by points, and what each field takes.
"""

from datetime import date

import pytest

from partygrid.errors import (
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points import AppraisalScheme, TieRule

DAY = date(2025, 12, 31)


class TestHonour:
    def test_measures(self, honour):
        """
        An honour is given by place, by points, or for both, and not for nothing.
        """
        assert honour(best=3).by_place
        assert not honour(points=100).by_place
        assert honour(best=3, points=100).by_place
        with pytest.raises(UnsuitableRuleError, match="honour star: got 'best=None, points=None'"):
            honour()

    @pytest.mark.parametrize("name", ["best", "points"])
    def test_numbers(self, honour, name):
        """
        Both are whole numbers from 1 to 1,000,000,000.
        """
        for value in (1, 10**9):
            assert value == getattr(honour(**{name: value}), name)
        for value in (0, -1, 10**9 + 1):
            with pytest.raises(ValueNotAllowedError, match=f"honour star: {name}"):
                honour(**{name: value})
        for value in (True, 1.0, "1"):
            with pytest.raises(WrongTypeError, match=f"honour star: {name}"):
                honour(**{name: value})

    def test_names(self, honour):
        """
        It has a name and is for one kind of holder.
        """
        for fields in ({"key": "a b"}, {"kind": ""}):
            with pytest.raises(ValueNotAllowedError, match="honour"):
                honour(**fields, best=1)
        with pytest.raises(WrongTypeError, match="honour star: kind"):
            honour(kind=None, best=1)


class TestFields:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("kinds", "family"),
            ("kinds", ["family"]),
            ("kinds", (None,)),
            ("ties", "standard"),
            ("honours", None),
            ("honours", ("star",)),
            ("posting", 5),
            ("posting", None),
        ],
        ids=repr,
    )
    def test_types(self, scheme_of, name, value):
        """
        A field with a value of another type is refused, and named.
        """
        with pytest.raises(WrongTypeError) as caught:
            scheme_of(AppraisalScheme, **{name: value})

        # What can change gets into no series, whatever the scheme says.
        refused = f"{name}: entry.value" if type(value) is list else name
        assert refused == caught.value.field

    def test_values(self, scheme_of, honour):
        """
        Somebody is ranked, and neither a kind nor an honour stands twice.
        """
        for name, value in (
            ("kinds", ()),
            ("kinds", ("family", "family")),
            ("kinds", ("a b",)),
            ("honours", (honour(best=1), honour(best=2))),
        ):
            with pytest.raises(ValueNotAllowedError) as caught:
                scheme_of(AppraisalScheme, **{name: value})
            assert name == caught.value.field

    def test_posting(self, scheme_of, posting):
        """
        A result is posted for a number of working days.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            scheme_of(AppraisalScheme, posting=posting(5, "calendar_day"))

        assert ("posting: unit", "calendar_day", "working_day") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert posting(3) == scheme_of(AppraisalScheme, posting=posting(3)).rules_on(DAY).posting


class TestRules:
    def test_not_ranked(self, scheme_of, honour):
        """
        An honour for a kind of holder that is not ranked is refused when the day is read.
        """
        scheme = scheme_of(AppraisalScheme, honours=(honour(kind="unit", best=1),))
        with pytest.raises(UnknownNameError) as caught:
            scheme.rules_on(DAY)

        assert ("honour star: kind", "unit", "family") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_honours_of(self, scheme_of, honour):
        """
        Each kind has its honours, in order; one without any has none.
        """
        honours = (
            honour("b", points=300),
            honour("c", kind="unit", best=1),
            honour("a", points=100),
        )
        scheme = scheme_of(AppraisalScheme, kinds=("family", "unit", "merchant"), honours=honours)

        assert {
            "family": (honours[0], honours[2]),
            "unit": (honours[1],),
            "merchant": (),
        } == scheme.rules_on(DAY).honours_of


def test_ties():
    """
    The two ways to count on after a tie say so in figures.
    """
    figures = {rule: rule.label.en[-11:-1] for rule in TieRule}

    assert {TieRule.STANDARD: "1, 2, 2, 4", TieRule.DENSE: "1, 2, 2, 3"} == figures
