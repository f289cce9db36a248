import pytest

from partygrid.dated import Effective
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay import Credit, CreditFor, CreditGives

NAN = float("nan")


def credit(**fields):
    """
    Make a credit of levels for education and degree, with some fields changed.
    """
    given = {
        "key": "degree",
        "label": Label("学历学位", "education and degree"),
        "looks_at": CreditFor.EDUCATION_AND_DEGREE,
        "gives": CreditGives.LEVELS,
        "rows": (("college", 0), ("bachelor", 1), ("master", 2)),
        "effective": Effective.NEXT_MONTH,
    }
    return Credit(**given | fields)


class TestWorth:
    @pytest.mark.parametrize(("name", "worth"), [("college", 0), ("bachelor", 1), ("master", 2)])
    def test_row(self, name, worth):
        """
        A qualification is worth what its row says; 0 is a row like others.
        """
        assert worth == credit().worth(name)

    def test_position(self):
        """
        A row may bring the treatment of a position instead of a number, or nothing.
        """
        treated = credit(gives=CreditGives.POSITION, rows=(("college", 0), ("master", "deputy")))

        assert (0, "deputy") == (treated.worth("college"), treated.worth("master"))

    @pytest.mark.parametrize("name", ["doctor", "", "Master"])
    def test_unknown(self, name):
        """
        A qualification without a row is refused; the error lists those that the credit knows.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            credit().worth(name)

        assert "education_and_degree (credit degree)" == caught.value.field
        assert "college, bachelor, master" == caught.value.allowed


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"key": None}, "credit.key: got None of type NoneType; allowed: text"),
            ({"label": "学历"}, "credit degree: label: got '学历' of type str; allowed: a Label"),
            (
                {"looks_at": "degree"},
                "credit degree: looks_at: got 'degree' of type str; allowed: a CreditFor",
            ),
            (
                {"gives": "levels"},
                "credit degree: gives: got 'levels' of type str; allowed: a CreditGives",
            ),
            (
                {"effective": "same_day"},
                ("credit degree: effective: got 'same_day' of type str; allowed: an Effective"),
            ),
            ({"group": 1}, "credit degree: group: got 1 of type int; allowed: text"),
            (
                {"after_years": True},
                ("credit degree: after_years: got True of type bool; allowed: a whole number"),
            ),
            (
                {"after_years": 2.0},
                ("credit degree: after_years: got 2.0 of type float; allowed: a whole number"),
            ),
            ({"rows": ()}, "credit degree: rows: got () of type tuple; allowed: a tuple of pairs"),
            (
                {"rows": [("college", 0)]},
                (
                    "credit degree: rows: got [('college', 0)] of type list; allowed: a "
                    "tuple of pairs"
                ),
            ),
            (
                {"rows": ("college",)},
                (
                    "credit degree: rows: got 'college' of type str; allowed: a pair of name "
                    "and worth"
                ),
            ),
            (
                {"rows": (("college", 0, 0),)},
                (
                    "credit degree: rows: got ('college', 0, 0) of type tuple; allowed: a "
                    "pair of name and worth"
                ),
            ),
            ({"rows": ((1, 0),)}, "credit degree: rows: got 1 of type int; allowed: text"),
            (
                {"rows": (("college", True),)},
                ("credit degree: rows['college']: got True of type bool; allowed: a whole number"),
            ),
            (
                {"rows": (("college", 1.0),)},
                ("credit degree: rows['college']: got 1.0 of type float; allowed: a whole number"),
            ),
            (
                {"rows": (("college", NAN),)},
                ("credit degree: rows['college']: got nan of type float; allowed: a whole number"),
            ),
            (
                {"rows": (("college", "deputy"),)},
                (
                    "credit degree: rows['college']: got 'deputy' of type str; allowed: a "
                    "whole number"
                ),
            ),
            (
                {"gives": CreditGives.POSITION, "rows": (("college", None),)},
                (
                    "credit degree: rows['college']: got None of type NoneType; allowed: a "
                    "whole number"
                ),
            ),
        ],
    )
    def test_wrong_type(self, fields, told):
        """
        Choices are choices, rows are pairs, and what they give is a number or a position.
        """
        with pytest.raises(WrongTypeError) as caught:
            credit(**fields)

        assert told == str(caught.value)

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            (
                {"key": ""},
                (
                    "credit.key: got ''; allowed: 1 to 128 characters, none of them blank or "
                    "unprintable"
                ),
            ),
            (
                {"group": ""},
                (
                    "credit degree: group: got ''; allowed: 1 to 128 characters, none of "
                    "them blank or unprintable"
                ),
            ),
            ({"after_years": -1}, "credit degree: after_years: got -1; allowed: 0 to 80"),
            ({"after_years": 81}, "credit degree: after_years: got 81; allowed: 0 to 80"),
            (
                {"rows": (("college", -1),)},
                "credit degree: rows['college']: got -1; allowed: 0 to 1000",
            ),
            (
                {"rows": (("college", 1001),)},
                "credit degree: rows['college']: got 1001; allowed: 0 to 1000",
            ),
            (
                {"rows": (("two words", 1),)},
                (
                    "credit degree: rows: got 'two words'; allowed: 1 to 128 characters, "
                    "none of them blank or unprintable"
                ),
            ),
            (
                {"rows": (("college", 0), ("college", 1))},
                (
                    "credit degree: rows: got (('college', 0), ('college', 1)); allowed: "
                    "each name once, from lowest to highest"
                ),
            ),
            (
                {"rows": (("college", 2), ("master", 1))},
                (
                    "credit degree: rows: got (('college', 2), ('master', 1)); allowed: each "
                    "name once, from lowest to highest"
                ),
            ),
            (
                {"gives": CreditGives.POSITION, "rows": (("college", 1),)},
                "credit degree: rows['college']: got 1; allowed: 0 to 0",
            ),
            (
                {"gives": CreditGives.POSITION, "rows": (("college", "two words"),)},
                (
                    "credit degree: rows: got 'two words'; allowed: 1 to 128 characters, "
                    "none of them blank or unprintable"
                ),
            ),
        ],
        ids=repr,
    )
    def test_not_allowed(self, fields, told):
        """
        Rows stand once each, from the lowest to the highest, and take nothing away.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            credit(**fields)

        assert told == str(caught.value)


class TestChoices:
    def test_for_certificates(self):
        """
        Three of the states that a credit can look at are those of a certificate.
        """
        assert [
            CreditFor.CERTIFICATE_PASSED,
            CreditFor.CERTIFICATE_REGISTERED,
            CreditFor.CERTIFICATE_APPOINTED,
        ] == [each for each in CreditFor if each.is_for_certificates]

    @pytest.mark.parametrize("choice", [*CreditFor, *CreditGives], ids=repr)
    def test_labels(self, choice):
        """
        Every choice has words in both languages.
        """
        assert choice.label.zh
        assert choice.label.zh != choice.label.en
