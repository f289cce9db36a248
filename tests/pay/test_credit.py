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
        ("fields", "field"),
        [
            ({"key": None}, "credit.key"),
            ({"label": "学历"}, "credit degree: label"),
            ({"looks_at": "degree"}, "credit degree: looks_at"),
            ({"gives": "levels"}, "credit degree: gives"),
            ({"effective": "same_day"}, "credit degree: effective"),
            ({"group": 1}, "credit degree: group"),
            ({"after_years": True}, "credit degree: after_years"),
            ({"after_years": 2.0}, "credit degree: after_years"),
            ({"rows": ()}, "credit degree: rows"),
            ({"rows": [("college", 0)]}, "credit degree: rows"),
            ({"rows": ("college",)}, "credit degree: rows"),
            ({"rows": (("college", 0, 0),)}, "credit degree: rows"),
            ({"rows": ((1, 0),)}, "credit degree: rows"),
            ({"rows": (("college", True),)}, "credit degree: rows['college']"),
            ({"rows": (("college", 1.0),)}, "credit degree: rows['college']"),
            ({"rows": (("college", NAN),)}, "credit degree: rows['college']"),
            ({"rows": (("college", "deputy"),)}, "credit degree: rows['college']"),
            (
                {"gives": CreditGives.POSITION, "rows": (("college", None),)},
                "credit degree: rows['college']",
            ),
        ],
    )
    def test_wrong_type(self, fields, field):
        """
        Choices are choices, rows are pairs, and what they give is a number or a position.
        """
        with pytest.raises(WrongTypeError) as caught:
            credit(**fields)

        assert field == caught.value.field

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"key": ""}, "credit.key"),
            ({"group": ""}, "credit degree: group"),
            ({"after_years": -1}, "credit degree: after_years"),
            ({"after_years": 81}, "credit degree: after_years"),
            ({"rows": (("college", -1),)}, "credit degree: rows['college']"),
            ({"rows": (("college", 1001),)}, "credit degree: rows['college']"),
            ({"rows": (("two words", 1),)}, "credit degree: rows"),
            ({"rows": (("college", 0), ("college", 1))}, "credit degree: rows"),
            ({"rows": (("college", 2), ("master", 1))}, "credit degree: rows"),
            (
                {"gives": CreditGives.POSITION, "rows": (("college", 1),)},
                "credit degree: rows['college']",
            ),
            (
                {"gives": CreditGives.POSITION, "rows": (("college", "two words"),)},
                "credit degree: rows",
            ),
        ],
        ids=repr,
    )
    def test_not_allowed(self, fields, field):
        """
        Rows stand once each, from the lowest to the highest, and take nothing away.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            credit(**fields)

        assert field == caught.value.field


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
