from fractions import Fraction

import pytest

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay import ProbationBase, ProbationRule

FOUR_FIFTHS = Fraction(4, 5)
BASES = {
    ProbationBase.OWN: {},
    ProbationBase.POSITION: {"position": "member"},
    ProbationBase.AMOUNT: {"amount": 350000},
}


def rule(**fields):
    """
    Make a rule of 80 % of the worker's own pay, with some fields changed.
    """
    given = {"entry": "new", "base": ProbationBase.OWN, "share": FOUR_FIFTHS, "award": False}
    return ProbationRule(**given | fields)


class TestLabel:
    @pytest.mark.parametrize(
        ("fields", "zh", "en"),
        [
            (
                {},
                "new：本人转正后标准的 80%，无绩效",
                "new: 80% of the worker's own pay after probation, no award",
            ),
            (
                {"levels_lower": 2, "award": True},
                "new：本人转正后标准的 80%，低 2 级",
                "new: 80% of the worker's own pay after probation, 2 levels lower",
            ),
            (
                {"base": ProbationBase.AMOUNT, "amount": 350000, "award": True},
                "new：公布的金额的 80%",
                "new: 80% of a published amount",
            ),
        ],
    )
    def test_words(self, fields, zh, en):
        """
        The rule says what the pay is a share of, how much lower it is, and whether there is award.
        """
        label = rule(**fields).label

        assert Label(zh, en) == Label(label.zh.replace(" %", "%"), label.en.replace(" %", "%"))


class TestRefused:
    @pytest.mark.parametrize("base", ProbationBase)
    def test_what_a_base_needs(self, base):
        """
        A position or an amount is given exactly where the base is one.
        """
        assert base is rule(base=base, **BASES[base]).base
        for other, extra in BASES.items():
            if other is not base:
                with pytest.raises(ValueNotAllowedError, match="given if the base is"):
                    rule(base=base, **extra)

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"entry": None}, "probation.entry: got None of type NoneType; allowed: text"),
            (
                {"base": "own"},
                "probation new: base: got 'own' of type str; allowed: a ProbationBase",
            ),
            ({"share": 0.8}, "probation new: share: got 0.8 of type float; allowed: a Fraction"),
            ({"share": 1}, "probation new: share: got 1 of type int; allowed: a Fraction"),
            ({"award": 0}, "probation new: award: got 0 of type int; allowed: a bool"),
            ({"award": None}, "probation new: award: got None of type NoneType; allowed: a bool"),
            (
                {"levels_lower": True},
                ("probation new: levels_lower: got True of type bool; allowed: a whole number"),
            ),
            (
                {"levels_lower": 1.0},
                ("probation new: levels_lower: got 1.0 of type float; allowed: a whole number"),
            ),
            (
                {"base": ProbationBase.AMOUNT, "amount": True},
                ("probation new: amount: got True of type bool; allowed: an int of whole fen"),
            ),
            (
                {"base": ProbationBase.AMOUNT, "amount": 3500.0},
                ("probation new: amount: got 3500.0 of type float; allowed: an int of whole fen"),
            ),
            (
                {"base": ProbationBase.POSITION, "position": 1},
                "probation new: position: got 1 of type int; allowed: text",
            ),
        ],
        ids=repr,
    )
    def test_wrong_type(self, fields, told):
        """
        A share is a fraction, an award a bool, an amount fen.
        """
        with pytest.raises(WrongTypeError) as caught:
            rule(**fields)

        assert told == str(caught.value)

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            (
                {"entry": "two words"},
                (
                    "probation.entry: got 'two words'; allowed: 1 to 128 characters, none of "
                    "them blank or unprintable"
                ),
            ),
            (
                {"share": Fraction(-1, 5)},
                "probation new: share: got Fraction(-1, 5); allowed: 0 % to 100 %",
            ),
            (
                {"share": Fraction(6, 5)},
                "probation new: share: got Fraction(6, 5); allowed: 0 % to 100 %",
            ),
            ({"levels_lower": -1}, "probation new: levels_lower: got -1; allowed: 0 to 1000"),
            ({"levels_lower": 1001}, "probation new: levels_lower: got 1001; allowed: 0 to 1000"),
            (
                {"base": ProbationBase.AMOUNT, "amount": 1, "levels_lower": 1},
                "probation new: levels_lower: got 1; allowed: 0 to 0",
            ),
            (
                {"base": ProbationBase.AMOUNT, "amount": -1},
                "probation new: amount: got -1; allowed: 0 fen or more",
            ),
            (
                {"base": ProbationBase.POSITION, "position": ""},
                (
                    "probation new: position: got ''; allowed: 1 to 128 characters, none of "
                    "them blank or unprintable"
                ),
            ),
        ],
        ids=repr,
    )
    def test_not_allowed(self, fields, told):
        """
        A share lies within 0 % and 100 %, and only one's own level can be lowered.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            rule(**fields)

        assert told == str(caught.value)

    @pytest.mark.parametrize("base", ProbationBase)
    def test_base_labels(self, base):
        """
        Every base has words in both languages.
        """
        assert base.label.zh != base.label.en
