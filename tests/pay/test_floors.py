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
        ("fields", "field"),
        [
            ({"key": None}, "floor.key"),
            ({"label": "正职"}, "floor chief: label"),
            ({"lines": None}, "floor chief: lines"),
            ({"every": "month"}, "floor chief: every"),
            ({"positions": "chief"}, "floor chief: positions"),
            ({"positions": ()}, "floor chief: positions"),
            ({"positions": (1,)}, "floor chief: positions"),
            ({"least": True}, "floor chief: least"),
            ({"least": 5500.0}, "floor chief: least"),
            ({"least": None}, "floor chief: least"),
        ],
    )
    def test_wrong_type(self, fields, field):
        """
        Positions are a tuple of names, or None; an amount is fen or an index.
        """
        with pytest.raises(WrongTypeError) as caught:
            floor(**fields)

        assert field == caught.value.field

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"key": ""}, "floor.key"),
            ({"positions": ("chief", "chief")}, "floor chief: positions"),
            ({"positions": ("two words",)}, "floor chief: positions"),
            ({"least": -1}, "floor chief: least"),
        ],
        ids=repr,
    )
    def test_not_allowed(self, fields, field):
        """
        A position stands once, and a floor is not below zero.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            floor(**fields)

        assert field == caught.value.field

    def test_everybody(self):
        """
        Without positions the group is everybody.
        """
        assert floor(positions=None).positions is None
