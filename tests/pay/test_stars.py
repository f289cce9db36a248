from fractions import Fraction

import pytest

from partygrid.dated import PeriodKind
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay import RatingRule, StarEffect, StarRule

WHAT = Label("一星可扣减绩效", "one star may cost part of the award")
POSSIBLE = StarEffect(what=WHAT)
HALF = StarEffect(what=WHAT, factor=Fraction(1, 2))
LESS = StarEffect(what=WHAT, amount=-10000)
YEARLY = RatingRule(every=PeriodKind.YEAR, lag=1)


def rule(**fields):
    """
    Make a rule of five stars, with some fields changed.
    """
    given = {"rating": YEARLY, "most": 5, "rows": ((1, HALF), (5, LESS))}
    return StarRule(**given | fields)


class TestEffect:
    def test_label(self):
        """
        An effect says how much, or that its source does not.
        """
        both = StarEffect(what=WHAT, factor=Fraction(1, 2), amount=-10000)

        assert both.label.zh == "一星可扣减绩效，绩效 × 0.5，每月 -100.00 元"
        assert both.label.en.endswith("award × 0.5, -100.00 yuan a month")
        assert POSSIBLE.label.zh == "一星可扣减绩效，数额未载明，不计算"
        assert POSSIBLE.label.en.endswith("amount not stated, nothing computed")

    def test_is_stated(self):
        """
        A factor or an amount, be it 1 or 0, is stated.
        """
        none, nothing = (
            StarEffect(what=WHAT, factor=Fraction(1)),
            StarEffect(what=WHAT, amount=0),
        )

        assert [False, True, True, True, True] == [
            each.is_stated for each in (POSSIBLE, HALF, LESS, none, nothing)
        ]

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"what": "扣减"}, "what: got '扣减' of type str; allowed: a Label"),
            (
                {"factor": 0.5},
                (
                    "factor: got 0.5 of type float; allowed: a Fraction, as money.exact "
                    "makes it, or None"
                ),
            ),
            (
                {"factor": 1},
                (
                    "factor: got 1 of type int; allowed: a Fraction, as money.exact makes "
                    "it, or None"
                ),
            ),
            (
                {"factor": True},
                (
                    "factor: got True of type bool; allowed: a Fraction, as money.exact "
                    "makes it, or None"
                ),
            ),
            ({"amount": 0.5}, "amount: got 0.5 of type float; allowed: an int of whole fen"),
            ({"amount": True}, "amount: got True of type bool; allowed: an int of whole fen"),
            (
                {"amount": float("nan")},
                "amount: got nan of type float; allowed: an int of whole fen",
            ),
        ],
    )
    def test_wrong_type(self, fields, told):
        """
        A factor is a fraction, an amount fen.
        """
        with pytest.raises(WrongTypeError) as caught:
            StarEffect(**{"what": WHAT} | fields)

        assert f"stars.{told}" == str(caught.value)

    def test_below_zero(self):
        """
        A factor is never below zero, though an amount may be.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            StarEffect(what=WHAT, factor=Fraction(-1, 2))

        assert "stars.factor: got Fraction(-1, 2); allowed: 0 or more" == str(caught.value)
        assert -10000 == LESS.amount
        assert 0 == StarEffect(what=WHAT, factor=Fraction(0)).factor


class TestEffects:
    @pytest.mark.parametrize(
        ("stars", "falling", "expected"),
        [
            (0, False, ()),
            (1, False, (HALF,)),
            (1, True, (HALF, POSSIBLE)),
            (3, True, (POSSIBLE,)),
            (5, False, (LESS,)),
        ],
    )
    def test_by_number(self, stars, falling, expected):
        """
        The effect of the number comes first, then that of falling.
        """
        trend = rule(falling_periods=3, falling=POSSIBLE)

        assert expected == trend.effects(stars, falling=falling)

    def test_no_trend(self):
        """
        Where the source knows no trend, falling does nothing.
        """
        assert (HALF,) == rule().effects(1, falling=True)

    @pytest.mark.parametrize("stars", [True, 1.0, None, "1"])
    def test_wrong_type(self, stars):
        """
        Stars are counted in whole numbers.
        """
        with pytest.raises(WrongTypeError) as caught:
            rule().effects(stars, falling=False)

        assert ("stars", "a whole number") == (caught.value.field, caught.value.allowed)
        assert stars is caught.value.value

    @pytest.mark.parametrize("stars", [-1, 6])
    def test_not_so_many(self, stars):
        """
        There are no more stars than the rule says.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            rule().effects(stars, falling=False)

        assert f"stars: got {stars}; allowed: 0 to 5" == str(caught.value)


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "field", "value", "allowed"),
        [
            ({"rating": "year"}, "rating", "year", "a RatingRule"),
            ({"most": True}, "most", True, "a whole number"),
            ({"most": 5.0}, "most", 5.0, "a whole number"),
            ({"rows": [1]}, "rows", [1], "a tuple of pairs"),
            ({"rows": (HALF,)}, "rows", HALF, "a pair of stars and StarEffect"),
            ({"rows": ((1, 0.5),)}, "rows", (1, 0.5), "a pair of stars and StarEffect"),
            ({"rows": ((1, HALF, 1),)}, "rows", (1, HALF, 1), "a pair of stars and StarEffect"),
            ({"rows": ((True, HALF),)}, "rows", True, "a whole number"),
            (
                {"falling_periods": True, "falling": HALF},
                "falling_periods",
                True,
                "a whole number",
            ),
            (
                {"falling_periods": 3, "falling": 0.5},
                "falling",
                0.5,
                "a StarEffect or None",
            ),
        ],
    )
    def test_wrong_type(self, fields, field, value, allowed):
        """
        Rows are pairs of a whole number and an effect.
        """
        with pytest.raises(WrongTypeError) as caught:
            rule(**fields)

        assert (f"stars.{field}", value, allowed) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"most": 0}, "most: got 0; allowed: 1 to 10"),
            ({"most": 11}, "most: got 11; allowed: 1 to 10"),
            ({"rows": ((6, HALF),)}, "rows: got 6; allowed: 0 to 5"),
            ({"rows": ((-1, HALF),)}, "rows: got -1; allowed: 0 to 5"),
            (
                {"rows": ((1, HALF), (1, LESS))},
                "rows: got (1, 1); allowed: each number of stars once",
            ),
            (
                {"falling_periods": 3},
                ("falling_periods: got 3; allowed: given together with falling, or not at all"),
            ),
            (
                {"falling": HALF},
                ("falling_periods: got None; allowed: given together with falling, or not at all"),
            ),
            ({"falling_periods": 0, "falling": HALF}, "falling_periods: got 0; allowed: 1 to 10"),
            (
                {"falling_periods": 11, "falling": HALF},
                "falling_periods: got 11; allowed: 1 to 10",
            ),
        ],
    )
    def test_not_allowed(self, fields, told):
        """
        Numbers stand once, within what there is, and a trend has both its length and its effect.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            rule(**fields)

        assert f"stars.{told}" == str(caught.value)
