from decimal import Decimal
from fractions import Fraction

import pytest

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import HALF_UP_TO_FEN, MAX_FEN, Direction, RoundingRule
from partygrid.pay import IndexedBase
from partygrid.pay._base import monthly_base

NAN = float("nan")
LABEL = Label("上年居民人均可支配收入", "disposable income of last year")


def base(**fields):
    """
    Make a base of a twelfth of a year's figure, with some fields changed.
    """
    given = {"index": LABEL, "amount": 3872400, "months": 12, "factors": (), "rounding": None}
    return IndexedBase(**given | fields)


class TestMonthly:
    @pytest.mark.parametrize(
        ("fields", "monthly"),
        [
            ({}, Fraction(322700)),
            ({"months": 1}, Fraction(3872400)),
            ({"months": 7}, Fraction(3872400, 7)),
            ({"amount": 0}, Fraction(0)),
            ({"factors": ((LABEL, Fraction(11, 10)),)}, Fraction(354970)),
            ({"factors": ((LABEL, Fraction(11, 10)), (LABEL, Fraction(0)))}, Fraction(0)),
            ({"factors": ((LABEL, Fraction(1, 7)),)}, Fraction(46100)),
            # 38724.00 / 7 = 5532.0, and 100.01 / 12 = 8.33416…
            ({"amount": 10001}, Fraction(10001, 12)),
            ({"amount": 10001, "rounding": HALF_UP_TO_FEN}, Fraction(833)),
            ({"amount": 10001, "rounding": RoundingRule(100, Direction.UP)}, Fraction(900)),
        ],
    )
    def test_by_hand(self, fields, monthly):
        """
        The figure is divided by its months and multiplied by its factors, and rounded once if so.
        """
        assert monthly == base(**fields).monthly == monthly_base(base(**fields))

    @pytest.mark.parametrize("plain", [None, 0, 231050])
    def test_plain(self, plain):
        """
        A base that is a sum, or none, is what it is.
        """
        assert plain == monthly_base(plain)


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"index": "上年"}, "base.index"),
            ({"index": None}, "base.index"),
            ({"amount": True}, "base.amount"),
            ({"amount": 3872.4}, "base.amount"),
            ({"amount": NAN}, "base.amount"),
            ({"amount": None}, "base.amount"),
            ({"months": True}, "base.months"),
            ({"months": 12.0}, "base.months"),
            ({"factors": []}, "base.factors"),
            ({"factors": None}, "base.factors"),
            ({"factors": (Fraction(1),)}, "base.factors"),
            ({"factors": (("地方系数", Fraction(1)),)}, "base.factors"),
            ({"factors": ((LABEL, Fraction(1), 1),)}, "base.factors"),
            ({"factors": ((LABEL, 1),)}, f"base.factors: {LABEL.en}"),
            ({"factors": ((LABEL, True),)}, f"base.factors: {LABEL.en}"),
            ({"factors": ((LABEL, Decimal("1.1")),)}, f"base.factors: {LABEL.en}"),
            ({"rounding": 1}, "base.rounding"),
            ({"rounding": "half_up"}, "base.rounding"),
        ],
    )
    def test_wrong_type(self, fields, field):
        """
        A figure is fen, months are whole, factors are named fractions.
        """
        with pytest.raises(WrongTypeError) as caught:
            base(**fields)

        assert field == caught.value.field

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"amount": -1}, "base.amount"),
            ({"amount": MAX_FEN + 1}, "base.amount"),
            ({"months": 0}, "base.months"),
            ({"months": 13}, "base.months"),
            ({"factors": ((LABEL, Fraction(-1)),)}, f"base.factors: {LABEL.en}"),
        ],
    )
    def test_not_allowed(self, fields, field):
        """
        A figure or a factor is never below zero, and a figure is for 1 to 12 months.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            base(**fields)

        assert field == caught.value.field
