import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.points import MOST_QUANTITY, Counting, Head, HolderKind, Quantity

BILLION = 10**9
NO_INTS = [True, 1.0, "1", None]


def refused(error, make, field, value=...):
    """
    Give the error with which a value is refused, which names the field.
    """
    with pytest.raises(error) as caught:
        make()
    assert error is type(caught.value)
    assert field == caught.value.field
    if value is not ...:
        assert caught.value.value == value
    return caught.value


class TestNamed:
    @pytest.mark.parametrize(("kind", "what"), [(Head, "head"), (HolderKind, "kind")])
    def test_refused(self, kind, what):
        """
        A head and a kind of holder have an id and a label.
        """
        label = Label("志愿服务", "volunteering")

        assert kind("a", label) == kind("a", label)
        refused(ValueNotAllowedError, lambda: kind("a b", label), f"{what}.key", "a b")
        refused(WrongTypeError, lambda: kind(1, label), f"{what}.key", 1)
        refused(WrongTypeError, lambda: kind("a", "volunteering"), f"{what} a: label")


class TestActivity:
    @pytest.mark.parametrize("name", ["points", "per"])
    @pytest.mark.parametrize("value", NO_INTS, ids=repr)
    def test_int(self, activity, name, value):
        """
        Points and what they are given for are whole numbers; a bool and a float are none.
        """
        refused(WrongTypeError, lambda: activity(**{name: value}), f"activity help: {name}", value)

    @pytest.mark.parametrize("name", ["points", "per"])
    def test_range(self, activity, name):
        """
        They go from 1 to 1,000,000,000.
        """
        for value in (1, BILLION):
            assert value == getattr(activity(**{name: value}), name)
        for value in (0, -1, BILLION + 1, 10**18):
            error = refused(
                ValueNotAllowedError,
                lambda value=value: activity(**{name: value}),
                f"activity help: {name}",
                value,
            )
            assert "1 to 1000000000" == error.allowed

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            ("key", "", ValueNotAllowedError),
            ("label", "help", WrongTypeError),
            ("head", None, WrongTypeError),
            ("head", "a b", ValueNotAllowedError),
            ("unit", "minute", WrongTypeError),
            ("kinds", ["family"], WrongTypeError),
            ("kinds", "family", WrongTypeError),
            ("kinds", (1,), WrongTypeError),
            ("kinds", (), ValueNotAllowedError),
            ("kinds", ("family", "family"), ValueNotAllowedError),
        ],
        ids=repr,
    )
    def test_refused(self, activity, name, value, error):
        """
        It has a name, a head, a unit, and one kind of holder or more, each once.
        """
        field = "activity.key" if name == "key" else f"activity help: {name}"

        refused(error, lambda: activity(**{name: value}), field)

    def test_may_earn(self, activity):
        """
        The kinds are there to look up too, and follow from those listed.
        """
        found = activity(kinds=("family", "unit"))

        assert frozenset({"family", "unit"}) == found.may_earn
        assert frozenset({"unit"}) == attrs.evolve(found, kinds=("unit",)).may_earn
        with pytest.raises(TypeError):
            activity(may_earn=frozenset())

    def test_equal(self, activity):
        """
        Activities are equal by what was said of them, and can be keys.
        """
        assert {activity()} == {activity(), activity()}
        assert activity() != activity(points=2)


class TestWorth:
    @pytest.mark.parametrize(
        ("points", "per", "quantity", "worth"),
        [
            (1, 60, 59, 0),
            (1, 60, 60, 1),
            (1, 60, 119, 1),
            (2, 1000, 499, 0),
            (2, 1000, 500, 1),
            (2, 1000, 1999, 3),
            (5, 10, 9, 4),
            (3, 1, 4, 12),
            (BILLION, 1, MOST_QUANTITY, 10**18),
            (1, BILLION, MOST_QUANTITY, 1),
        ],
    )
    def test_floored(self, activity, points, per, quantity, worth):
        """
        Points are multiplied first and floored once.
        """
        assert worth == activity(points=points, per=per).worth(quantity)

    @given(
        points=st.integers(1, BILLION),
        per=st.integers(1, BILLION),
        quantity=st.integers(1, MOST_QUANTITY),
    )
    def test_whole(self, activity, points, per, quantity):
        """
        The worth is the largest whole number of points that the quantity pays for.
        """
        worth = activity(points=points, per=per).worth(quantity)

        assert type(worth) is int
        assert worth * per <= quantity * points < (worth + 1) * per

    @pytest.mark.parametrize(
        ("points", "per", "quantity", "worth"),
        [
            (5, 10, 9, 0),
            (5, 10, 10, 5),
            (5, 10, 19, 5),
            (5, 10, 20, 10),
            (2, 1000, 500, 0),
            (1, 60, 119, 1),
            (3, 1, 4, 12),
            (BILLION, 1, MOST_QUANTITY, 10**18),
            (BILLION, 2, MOST_QUANTITY, 5 * 10**17),
        ],
    )
    def test_full_amounts(self, activity, points, per, quantity, worth):
        """
        Where full amounts count alone, less than one of them earns nothing.
        """
        full = activity(points=points, per=per, counting=Counting.FULL_AMOUNTS)

        assert worth == full.worth(quantity)

    @pytest.mark.parametrize("counting", ["full_amounts", None, True], ids=repr)
    def test_counting(self, activity, counting):
        """
        How it counts is a Counting.
        """
        refused(
            WrongTypeError,
            lambda: activity(counting=counting),
            "activity help: counting",
            counting,
        )

    @pytest.mark.parametrize("quantity", NO_INTS, ids=repr)
    def test_int(self, activity, quantity):
        """
        A quantity is a whole number of the small unit.
        """
        refused(
            WrongTypeError, lambda: activity().worth(quantity), "activity help: quantity", quantity
        )

    @pytest.mark.parametrize("quantity", [0, -60, MOST_QUANTITY + 1, 10**18])
    def test_range(self, activity, quantity):
        """
        Nothing, less than nothing and more than can be done are refused.
        """
        refused(
            ValueNotAllowedError,
            lambda: activity().worth(quantity),
            "activity help: quantity",
            quantity,
        )


class TestQuantity:
    @pytest.mark.parametrize(
        ("unit", "one", "many", "each", "every"),
        [
            ("minute", "1 minute", "2 minutes", "for each minute", "for every 30 minutes"),
            ("gram", "1 gram", "2 grams", "for each gram", "for every 30 grams"),
            ("time", "1 time", "2 times", "for each time", "for every 30 times"),
            ("item", "1 item", "2 items", "for each item", "for every 30 items"),
        ],
    )
    def test_words(self, unit, one, many, each, every):
        """
        Amounts are written with their unit, one in the singular.
        """
        unit = Quantity(unit)
        zh = unit.label.zh

        assert Label(f"1{zh}", one) == unit.counted(1)
        assert Label(f"2{zh}", many) == unit.counted(2)
        assert Label(f"每{zh}", each) == unit.per(1)
        assert Label(f"每30{zh}", every) == unit.per(30)

    def test_official(self):
        """
        The four small units have their Chinese names.
        """
        assert ["分钟", "克", "次", "件"] == [each.label.zh for each in Quantity]
