from fractions import Fraction

import pytest

from partygrid.dated import PeriodKind
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay import CountedLines, IndexedBase, MeanFloor

LABEL = Label("正职平均补贴", "mean pay of chiefs")
INDEX = IndexedBase(
    index=Label("人均收入", "income"), amount=6600000, months=12, factors=(), rounding=None
)


def floor(**fields):
    """
    Make a floor of 5,500 yuan a month, with some fields changed.
    """
    given = {
        "key": "chief",
        "label": LABEL,
        "positions": ("chief",),
        "lines": CountedLines(None),
        "every": PeriodKind.MONTH,
        "least": 550000,
    }
    return MeanFloor(**given | fields)


class TestAmount:
    def test_amount(self):
        """
        A floor is an amount, or an index times factors.
        """
        assert Fraction(550000) == floor().amount == floor(least=INDEX).amount

    def test_words(self):
        """
        A floor says of what, how much and for which period.
        """
        words = floor().words

        assert words.zh.startswith("正职平均补贴不低于每")
        assert words.zh.endswith("5,500.00 元")
        assert words.en == "mean pay of chiefs at least 5,500.00 yuan a month"


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"key": None}, "floor.key: got None of type NoneType; allowed: text"),
            ({"label": "正职"}, "floor chief: label: got '正职' of type str; allowed: a Label"),
            (
                {"lines": None},
                "floor chief: lines: got None of type NoneType; allowed: a CountedLines",
            ),
            (
                {"every": "month"},
                "floor chief: every: got 'month' of type str; allowed: a PeriodKind",
            ),
            (
                {"positions": "chief"},
                (
                    "floor chief: positions: got 'chief' of type str; allowed: a tuple of "
                    "positions, or None"
                ),
            ),
            (
                {"positions": ()},
                (
                    "floor chief: positions: got () of type tuple; allowed: a tuple of "
                    "positions, or None"
                ),
            ),
            ({"positions": (1,)}, "floor chief: positions: got 1 of type int; allowed: text"),
            (
                {"least": True},
                "floor chief: least: got True of type bool; allowed: an int of whole fen",
            ),
            (
                {"least": 5500.0},
                ("floor chief: least: got 5500.0 of type float; allowed: an int of whole fen"),
            ),
            (
                {"least": None},
                ("floor chief: least: got None of type NoneType; allowed: an int of whole fen"),
            ),
        ],
    )
    def test_wrong_type(self, fields, told):
        """
        Positions are a tuple of names, or None; an amount is fen or an index.
        """
        with pytest.raises(WrongTypeError) as caught:
            floor(**fields)

        assert told == str(caught.value)

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            (
                {"key": ""},
                (
                    "floor.key: got ''; allowed: 1 to 128 characters, none of them blank or "
                    "unprintable"
                ),
            ),
            (
                {"positions": ("chief", "chief")},
                ("floor chief: positions: got ('chief', 'chief'); allowed: each position once"),
            ),
            (
                {"positions": ("two words",)},
                (
                    "floor chief: positions: got 'two words'; allowed: 1 to 128 characters, "
                    "none of them blank or unprintable"
                ),
            ),
            ({"least": -1}, "floor chief: least: got -1; allowed: 0 fen or more"),
        ],
        ids=repr,
    )
    def test_not_allowed(self, fields, told):
        """
        A position stands once, and a floor is not below zero.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            floor(**fields)

        assert told == str(caught.value)

    def test_everybody(self):
        """
        Without positions the group is everybody.
        """
        assert floor(positions=None).positions is None
