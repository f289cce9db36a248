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
        ("fields", "told"),
        [
            ({"index": "上年"}, "base.index: got '上年' of type str; allowed: a Label"),
            ({"index": None}, "base.index: got None of type NoneType; allowed: a Label"),
            ({"amount": True}, "base.amount: got True of type bool; allowed: an int of whole fen"),
            (
                {"amount": 3872.4},
                "base.amount: got 3872.4 of type float; allowed: an int of whole fen",
            ),
            ({"amount": NAN}, "base.amount: got nan of type float; allowed: an int of whole fen"),
            (
                {"amount": None},
                "base.amount: got None of type NoneType; allowed: an int of whole fen",
            ),
            ({"months": True}, "base.months: got True of type bool; allowed: a whole number"),
            ({"months": 12.0}, "base.months: got 12.0 of type float; allowed: a whole number"),
            ({"factors": []}, "base.factors: got [] of type list; allowed: a tuple of pairs"),
            (
                {"factors": None},
                "base.factors: got None of type NoneType; allowed: a tuple of pairs",
            ),
            (
                {"factors": (Fraction(1),)},
                (
                    "base.factors: got Fraction(1, 1) of type Fraction; allowed: a pair of "
                    "Label and Fraction"
                ),
            ),
            (
                {"factors": (("地方系数", Fraction(1)),)},
                (
                    "base.factors: got ('地方系数', Fraction(1, 1)) of type tuple; allowed: a "
                    "pair of Label and Fraction"
                ),
            ),
            (
                {"factors": ((LABEL, Fraction(1), 1),)},
                (
                    "base.factors: got (Label(zh='上年居民人均可支配收入', en='disposable income "
                    "of last year'), Fraction(1, 1), 1) of type tuple; allowed: a pair of Label "
                    "and Fraction"
                ),
            ),
            (
                {"factors": ((LABEL, 1),)},
                (
                    "base.factors: disposable income of last year: got 1 of type int; "
                    "allowed: a Fraction, as money.exact makes it"
                ),
            ),
            (
                {"factors": ((LABEL, True),)},
                (
                    "base.factors: disposable income of last year: got True of type bool; "
                    "allowed: a Fraction, as money.exact makes it"
                ),
            ),
            (
                {"factors": ((LABEL, Decimal("1.1")),)},
                (
                    "base.factors: disposable income of last year: got Decimal('1.1') of "
                    "type Decimal; allowed: a Fraction, as money.exact makes it"
                ),
            ),
            ({"rounding": 1}, "base.rounding: got 1 of type int; allowed: a RoundingRule or None"),
            (
                {"rounding": "half_up"},
                ("base.rounding: got 'half_up' of type str; allowed: a RoundingRule or None"),
            ),
        ],
    )
    def test_wrong_type(self, fields, told):
        """
        A figure is fen, months are whole, factors are named fractions.
        """
        with pytest.raises(WrongTypeError) as caught:
            base(**fields)

        assert told == str(caught.value)

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"amount": -1}, "base.amount: got -1; allowed: 0 fen or more"),
            (
                {"amount": MAX_FEN + 1},
                (
                    "base.amount: got 1000000000000001; allowed: -1000000000000000 to "
                    "1000000000000000 fen (from: money.MAX_FEN)"
                ),
            ),
            ({"months": 0}, "base.months: got 0; allowed: 1 to 12 months"),
            ({"months": 13}, "base.months: got 13; allowed: 1 to 12 months"),
            (
                {"factors": ((LABEL, Fraction(-1)),)},
                (
                    "base.factors: disposable income of last year: got Fraction(-1, 1); "
                    "allowed: 0 or more"
                ),
            ),
        ],
    )
    def test_not_allowed(self, fields, told):
        """
        A figure or a factor is never below zero, and a figure is for 1 to 12 months.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            base(**fields)

        assert told == str(caught.value)
