"""
Tariffs: what each field takes, what is at odds, and what every slip looks up.
"""

from datetime import date

import pytest

from partygrid.errors import (
    NotInForceError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.points import CreditTo, Head, HolderKind, Opening, Tariff

DAY = date(2025, 6, 1)
HEAD = Head("waste", Label("垃圾分类", "waste sorting"))
FAMILY = HolderKind("family", Label("家庭", "family"))
UNIT = HolderKind("unit", Label("单位", "unit"))


class TestFields:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("heads", [HEAD]),
            ("heads", ("waste",)),
            ("kinds", (HEAD,)),
            ("activities", None),
            ("activities", ("help",)),
            ("caps", None),
            ("caps", (5,)),
            ("storage_cap", True),
            ("storage_cap", "1500"),
            ("expiry", None),
            ("expiry", 12),
            ("openings", {"family": 60}),
            ("openings", (("family", 60),)),
            ("credit_to", "holder"),
            ("credit_to", None),
        ],
        ids=repr,
    )
    def test_types(self, scheme_of, name, value):
        """
        A field with a value of another type is refused, and named.
        """
        with pytest.raises(WrongTypeError) as caught:
            scheme_of(Tariff, **{name: value})

        # What can change gets into no series, whatever the scheme says.
        refused = f"{name}: entry.value" if type(value) in {list, dict} else name
        assert refused == caught.value.field

    @pytest.mark.parametrize("name", ["heads", "kinds", "activities"])
    def test_some(self, scheme_of, name):
        """
        Without a head, a kind of holder or an activity there is no tariff.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            scheme_of(Tariff, **{name: ()})

        assert (name, (), "1 or more") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_once(self, scheme_of, activity, cap):
        """
        No key stands twice in a list.
        """
        for name, values in (
            ("heads", (HEAD, HEAD)),
            ("kinds", (FAMILY, FAMILY)),
            ("activities", (activity(), activity(points=2))),
            ("caps", (cap(5), cap(6))),
            ("openings", (Opening("family", 1), Opening("family", 2))),
        ):
            with pytest.raises(ValueNotAllowedError, match="once") as caught:
                scheme_of(Tariff, **{name: values})
            assert name == caught.value.field

    def test_storage_cap(self, scheme_of):
        """
        An account may hold any number of points, or from 1 to 1,000,000,000.
        """
        for value in (None, 1, 10**9):
            assert value == scheme_of(Tariff, storage_cap=value).rules_on(DAY).storage_cap
        for value in (0, -1, 10**9 + 1):
            with pytest.raises(ValueNotAllowedError, match="storage_cap"):
                scheme_of(Tariff, storage_cap=value)

    def test_no_series(self, scheme_of):
        """
        Every field is a series, the text of another field's is none of its own.
        """
        tariff = scheme_of(Tariff)
        fields = {name: getattr(tariff, name) for name in Tariff.parameters()}

        with pytest.raises(WrongTypeError, match="caps"):
            Tariff(key=tariff.key, **{**fields, "caps": ()})
        with pytest.raises(ValueNotAllowedError, match="caps"):
            Tariff(key=tariff.key, **{**fields, "caps": tariff.openings})


class TestAtOdds:
    @pytest.mark.parametrize(
        ("make", "field", "name", "known"),
        [
            (
                lambda made: {"activities": (made.activity(head="waste"),)},
                "activity help: head",
                "waste",
                "volunteering",
            ),
            (
                lambda made: {"activities": (made.activity(kinds=("family", "unit")),)},
                "activity help: kinds",
                "unit",
                "family",
            ),
            (
                lambda made: {"caps": (made.cap(activities=("help", "sorting")),)},
                "cap holder_day: activities",
                "sorting",
                "help",
            ),
            (
                lambda made: {"openings": (Opening("unit", 60),)},  # noqa: ARG005 - as the others
                "opening: kind",
                "unit",
                "family",
            ),
        ],
        ids=["head", "kind", "cap", "opening"],
    )
    def test_unknown(self, scheme_of, made, make, field, name, known):
        """
        A head, a kind or an activity that there is not is refused when the day is read.
        """
        tariff = scheme_of(Tariff, **make(made))
        with pytest.raises(UnknownNameError) as caught:
            tariff.rules_on(DAY)

        assert (field, name, known) == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.fixture
    def made(self, activity, cap):
        """
        Give what makes activities and caps.
        """

        class Made:
            pass

        made = Made()
        made.activity, made.cap = activity, cap
        return made


class TestLookUps:
    @pytest.fixture
    def rules(self, scheme_of, activity, cap):
        """
        Give a tariff of three activities and three caps, in this order.
        """
        tariff = scheme_of(
            Tariff,
            kinds=(FAMILY, UNIT),
            activities=(activity(), activity(key="clean_up"), activity(key="talk")),
            caps=(
                cap(5, "day", activities=("talk", "help")),
                cap(50, "month"),
                cap(5, "slip", activities=("clean_up",)),
            ),
            openings=(Opening("family", 60),),
        )
        return tariff.rules_on(DAY)

    def test_by_key(self, rules):
        """
        Every activity is found by its key.
        """
        assert rules.activities == tuple(rules.by_key.values())
        assert [each.key for each in rules.activities] == list(rules.by_key)

    def test_caps_of(self, rules):
        """
        Each activity has the caps that name it and those that name none, with their places.
        """
        assert {
            "help": [(0, "holder_day"), (1, "holder_month")],
            "clean_up": [(1, "holder_month"), (2, "holder_slip")],
            "talk": [(0, "holder_day"), (1, "holder_month")],
        } == {
            key: [(place, cap.key) for place, cap in caps] for key, caps in rules.caps_of.items()
        }
        assert all(
            rules.caps[place] is cap for caps in rules.caps_of.values() for place, cap in caps
        )

    def test_opening_of(self, rules):
        """
        Each kind of holder has its opening balance, none if none is named.
        """
        assert {"family": 60, "unit": 0} == rules.opening_of

    def test_activity(self, rules):
        """
        An activity is asked for by its key; an unknown one is refused with the source.
        """
        assert rules.by_key["talk"] is rules.activity("talk")
        for key in ("sorting", None, ["talk"]):
            with pytest.raises(UnknownNameError) as caught:
                rules.activity(key)
            assert (
                "activity",
                key,
                "help, clean_up, talk",
                "积分办法 [host], from 2025-01-01, known 2025-01-01",
            ) == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
                caught.value.source,
            )

    def test_made_once(self, scheme_of, rules):
        """
        Look-ups are made with the tariff: reading it again gives the same ones.
        """
        tariff = scheme_of(Tariff)

        assert tariff.rules_on(DAY) is tariff.rules_on(date(2026, 1, 1))
        assert {"by_key", "caps_of", "opening_of"} <= set(vars(rules))


class TestDates:
    def test_by_the_day(self, scheme_of, series, activity):
        """
        The day of an activity picks the tariff, as known on another day.
        """
        activities = series(
            "activities",
            ("2025-01-01", (activity(),)),
            ("2025-07-01", (activity(points=2),), "2025-06-20"),
            ("2025-03-01", (activity(points=3),), "2025-09-01"),
        )
        tariff = scheme_of(Tariff, activities=activities)

        def points(day, known=None):
            return tariff.rules_on(date.fromisoformat(day), known).by_key["help"].points

        assert [1, 3] == [points("2025-02-28"), points("2025-03-01")]
        known = date(2025, 8, 31)
        assert [1, 2] == [points("2025-06-30", known), points("2025-07-01", known)]
        with pytest.raises(NotInForceError):
            points("2024-12-31")


class TestOpening:
    @pytest.mark.parametrize("points", [True, 60.0, "60", None], ids=repr)
    def test_int(self, points):
        """
        An opening balance is a whole number of points.
        """
        with pytest.raises(WrongTypeError, match="opening family: points"):
            Opening("family", points)

    def test_range(self):
        """
        It is never nothing and never below.
        """
        for points in (0, -1, 10**9 + 1):
            with pytest.raises(ValueNotAllowedError, match="opening family: points"):
                Opening("family", points)
        with pytest.raises(ValueNotAllowedError, match=r"opening\.kind"):
            Opening("a b", 1)


def test_credit_to():
    """
    A slip is credited to one of the two.
    """
    assert ["holder", "household"] == [each.value for each in CreditTo]
