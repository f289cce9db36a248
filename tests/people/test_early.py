"""
Rules of early steps: what is refused, and how they are put in words.
"""

from datetime import date

import attrs
import pytest
from hypothesis import given

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.people import EarlyGain, EarlyRule
from partygrid.strategies._service import early_rules

RIGHT = {
    "grade": "excellent",
    "run": 2,
    "overlapping": False,
    "no_grade_breaks": True,
    "most": 2,
    "gives": EarlyGain.LEVELS,
    "amount": 1,
}


def early(**fields):
    """
    Make a rule that two excellent years bring one level, twice at most, but for the fields given.
    """
    return EarlyRule(**{**RIGHT, **fields})


def refused(error, **fields):
    """
    Give the error with which a rule is refused.
    """
    with pytest.raises(error) as caught:
        early(**fields)
    assert error is type(caught.value)
    return caught.value


class TestFields:
    @given(rule=early_rules())
    def test_taken(self, rule):
        """
        A rule can be made again from its fields.
        """
        assert rule == EarlyRule(**attrs.asdict(rule))

    def test_named(self):
        """
        Fields are given by name.
        """
        with pytest.raises(TypeError):
            EarlyRule(*RIGHT.values())

    def test_grade(self):
        """
        A run is made of a grade that has a name.
        """
        assert "early.grade" == refused(ValueNotAllowedError, grade="a b").field
        assert "early.grade" == refused(WrongTypeError, grade=None).field

    @pytest.mark.parametrize("field", ["overlapping", "no_grade_breaks"])
    @pytest.mark.parametrize("value", [None, 0, 1, "yes"])
    def test_flags(self, field, value):
        """
        What can only be so or not is a bool, and no number.
        """
        error = refused(WrongTypeError, **{field: value})

        assert (f"early.{field}", value, "a bool") == (error.field, error.value, error.allowed)

    @pytest.mark.parametrize(("field", "least"), [("run", 1), ("amount", 1), ("most", 0)])
    def test_counts(self, field, least):
        """
        A run is one year at least, a gain one level or year; none goes beyond a working life.
        """
        for count in (least, 80):
            assert count == getattr(early(**{field: count}), field)
        for count in (least - 1, -1, 81, 10**9):
            error = refused(ValueNotAllowedError, **{field: count})
            assert (f"early.{field}", count, f"{least} to 80") == (
                error.field,
                error.value,
                error.allowed,
            )

    @pytest.mark.parametrize("field", ["run", "amount", "most"])
    @pytest.mark.parametrize("count", [True, 2.0, "2", date(2025, 1, 1)])
    def test_no_count(self, field, count):
        """
        A count is an int: no bool, no float, no text.
        """
        error = refused(WrongTypeError, **{field: count})

        assert (f"early.{field}", "a whole number") == (error.field, error.allowed)
        assert count is error.value

    def test_no_limit(self):
        """
        There need be no limit, but a run and a gain.
        """
        assert None is early(most=None).most
        assert "early.run" == refused(WrongTypeError, run=None).field
        assert "early.amount" == refused(WrongTypeError, amount=None).field

    @pytest.mark.parametrize("gives", [None, "levels", EarlyGain])
    def test_gain(self, gives):
        """
        The gain is in levels or in years.
        """
        error = refused(WrongTypeError, gives=gives)

        assert ("early.gives", gives, "an EarlyGain") == (error.field, error.value, error.allowed)


class TestWords:
    @pytest.mark.parametrize(
        ("fields", "zh", "en"),
        [
            (
                {},
                "连续 2 年 excellent 提前 1 级，至多 2 次",
                "2 years excellent in a row: 1 level early, at most 2 times",
            ),
            (
                {"run": 3, "most": None, "gives": EarlyGain.YEARS, "amount": 2},
                "连续 3 年 excellent 提前 2 年",
                "3 years excellent in a row: 2 years of service early",
            ),
            (
                {"run": 1, "most": 1, "gives": EarlyGain.YEARS},
                "连续 1 年 excellent 提前 1 年，至多 1 次",
                "1 year excellent in a row: 1 year of service early, at most 1 time",
            ),
            (
                {"amount": 2, "most": 0},
                "连续 2 年 excellent 提前 2 级，至多 0 次",
                "2 years excellent in a row: 2 levels early, at most 0 times",
            ),
        ],
    )
    def test_both_languages(self, fields, zh, en):
        """
        A rule is said in both languages; one thing is not called by its plural.
        """
        assert Label(zh, en) == early(**fields).label

    def test_gains(self):
        """
        What an early step is worth is named in both languages.
        """
        assert [Label("级", "levels"), Label("年", "years of service")] == [
            each.label for each in EarlyGain
        ]
