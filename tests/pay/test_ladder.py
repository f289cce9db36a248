import attrs
import pytest

from partygrid.dated import Effective
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay import (
    Concurrent,
    Credit,
    CreditFor,
    CreditGives,
    PayLadder,
    Position,
    Rungs,
    every,
)

LEVELS = Rungs(lowest=1, highest=12, rises=every(3))
MEMBER = Position(key="member", label=Label("成员", "member"), levels=LEVELS)
CHIEF = Position(key="chief", label=Label("正职", "chief"), levels=LEVELS)
DEGREE = Credit(
    key="degree",
    label=Label("学历", "education"),
    looks_at=CreditFor.EDUCATION,
    gives=CreditGives.LEVELS,
    rows=(("master", 2),),
    effective=Effective.SAME_DAY,
)


def ladder(**fields):
    """
    Make a ladder of two positions, with some fields changed.
    """
    given = {
        "positions": (MEMBER, CHIEF),
        "offices": (("clerk", "member"), ("secretary", "chief"), ("head", "chief")),
        "credits": (DEGREE,),
        "effective": Effective.NEXT_MONTH,
        "concurrent": Concurrent.HIGHER,
    }
    return PayLadder(**given | fields)


class TestFound:
    def test_position_of(self):
        """
        Each office is of one position; several offices may be of one.
        """
        assert [MEMBER, CHIEF, CHIEF] == [
            ladder().position_of(office) for office in ("clerk", "secretary", "head")
        ]

    @pytest.mark.parametrize("office", ["member", "guest", "", None])
    def test_unknown_office(self, office):
        """
        An office that the ladder does not know is refused; the error lists those it does.
        """
        with pytest.raises(UnknownNameError) as caught:
            ladder().position_of(office)

        assert ("office", office) == (caught.value.field, caught.value.value)
        assert "clerk, secretary, head" == caught.value.allowed

    def test_rank_of(self):
        """
        Positions rank in the order in which they stand, from the lowest.
        """
        assert [0, 1] == [ladder().rank_of(key) for key in ("member", "chief")]

    def test_unknown_position(self):
        """
        A position that the ladder has not is refused.
        """
        with pytest.raises(UnknownNameError, match="member, chief") as caught:
            ladder().rank_of("clerk")

        assert ("position", "clerk") == (caught.value.field, caught.value.value)

    def test_looks_at(self):
        """
        A ladder looks at the states that one of its credits looks at.
        """
        assert [CreditFor.EDUCATION] == [each for each in CreditFor if ladder().looks_at(each)]

    def test_equal(self):
        """
        Ladders of the same parts are equal, and usable as keys.
        """
        assert 1 == len({ladder(), ladder()})


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"positions": ()}, "ladder.positions"),
            ({"positions": [MEMBER]}, "ladder.positions"),
            ({"positions": ("member",)}, "ladder.positions"),
            ({"credits": None}, "ladder.credits"),
            ({"credits": (MEMBER,)}, "ladder.credits"),
            ({"effective": "same_day"}, "ladder.effective"),
            ({"concurrent": True}, "ladder.concurrent"),
            ({"offices": ()}, "ladder.offices"),
            ({"offices": {"clerk": "member"}}, "ladder.offices"),
            ({"offices": ("clerk",)}, "ladder.offices"),
            ({"offices": (("clerk", "member", 1),)}, "ladder.offices"),
            ({"offices": ((1, "member"),)}, "ladder.offices"),
            ({"offices": (("clerk", 1),)}, "position"),
        ],
    )
    def test_wrong_type(self, fields, field):
        """
        Parts are of their own kinds.
        """
        with pytest.raises(WrongTypeError) as caught:
            ladder(**fields)

        assert field == caught.value.field

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"positions": (MEMBER, CHIEF, MEMBER)}, "ladder.positions"),
            ({"credits": (DEGREE, DEGREE)}, "ladder.credits"),
            ({"offices": (("clerk", "member"), ("clerk", "chief"))}, "ladder.offices"),
            ({"offices": (("two words", "member"),)}, "ladder.offices"),
            ({"positions": (MEMBER, attrs.evolve(CHIEF, levels=None))}, "levels"),
            ({"positions": (MEMBER, attrs.evolve(CHIEF, steps=LEVELS))}, "steps"),
            (
                {"credits": (attrs.evolve(DEGREE, gives=CreditGives.STEPS),)},
                "credit degree: gives",
            ),
        ],
    )
    def test_not_allowed(self, fields, field):
        """
        Keys stand once, windows are had by every position or by none, and credits fit them.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            ladder(**fields)

        assert caught.value.field.endswith(field)

    def test_unknown_position_of_an_office(self):
        """
        An office of a position that is none is refused.
        """
        with pytest.raises(UnknownNameError, match="member, chief") as caught:
            ladder(offices=(("clerk", "boss"),))

        assert ("position", "boss") == (caught.value.field, caught.value.value)

    def test_unknown_position_of_a_credit(self):
        """
        So is a credit that brings the treatment of one; one that brings nothing is all right.
        """
        treated = attrs.evolve(
            DEGREE, gives=CreditGives.POSITION, rows=(("college", 0), ("master", "chief"))
        )

        assert (treated,) == ladder(credits=(treated,)).credits
        with pytest.raises(UnknownNameError, match="member, chief"):
            ladder(credits=(attrs.evolve(treated, rows=(("master", "boss"),)),))

    def test_years_need_no_window(self):
        """
        Years and positions can be credited on a ladder without levels.
        """
        bare = tuple(attrs.evolve(each, levels=None) for each in (MEMBER, CHIEF))
        years = attrs.evolve(DEGREE, gives=CreditGives.YEARS)

        assert (years,) == ladder(positions=bare, credits=(years,)).credits
        with pytest.raises(ValueNotAllowedError, match="have no levels"):
            ladder(positions=bare)


class TestChoices:
    @pytest.mark.parametrize("choice", Concurrent, ids=repr)
    def test_labels(self, choice):
        """
        Every choice has words in both languages.
        """
        assert choice.label.zh
        assert choice.label.zh != choice.label.en
