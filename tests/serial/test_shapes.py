from __future__ import annotations

import dataclasses
from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Generic, Literal, NamedTuple, NewType, TypeVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Month
from partygrid.errors import InvalidDataError, PartyGridError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Direction, Fen, RoundingRule
from partygrid.org import Standing, UnitId
from partygrid.serial import Amounts, from_data, to_data
from partygrid.strategies._money import amounts, rounding_rules
from partygrid.strategies._org import unit_ids
from partygrid.strategies._words import labels

T = TypeVar("T")
Count = NewType("Count", int)

LABEL = {"zh": "网格", "en": "grid"}


@attrs.frozen
class Held(Generic[T]):
    """
    A host's own generic class.
    """

    value: T
    more: tuple[T, ...] = ()


@attrs.frozen
class Loose:
    """
    A host's own class with a field that is not exact.
    """

    share: float


@attrs.frozen
class Below(Standing):
    """
    A host's own class below one of the library's.
    """


@dataclasses.dataclass
class Data:
    """
    A class that attrs does not know.
    """

    value: int = 1


class Pair(NamedTuple):
    """
    A tuple under another name.
    """

    first: int
    second: int


class TestClasses:
    @pytest.mark.parametrize(
        "data",
        [
            "网格",
            None,
            4,
            True,
            ["网格", "grid"],
            [("zh", "网格"), ("en", "grid")],
            Label("网", "g"),
        ],
        ids=repr,
    )
    def test_only_objects(self, problems, data):
        """
        A class is read from an object with keys, not from text, a list or a made value.
        """
        ((path, message),) = problems(Label, data)

        assert "$" == path
        assert f"got {data!r} of type {type(data).__name__}" in message
        assert message.endswith("allowed: an object with keys")

    @pytest.mark.parametrize("make", [dict, OrderedDict, MappingProxyType])
    def test_mappings(self, make):
        """
        Any mapping is an object with keys.
        """
        assert Label("网格", "grid") == from_data(Label, make(LABEL))

    def test_nothing_made_up(self, problems):
        """
        A mapping that makes up items when asked for them supplies no missing field.
        """
        data = defaultdict(lambda: "made up", zh="网格")

        assert [("$.en", "required field missing")] == problems(Label, data)
        assert {"zh": "网格"} == data

    @pytest.mark.parametrize("key", ["En", " en", "label", ""], ids=repr)
    def test_unknown_keys(self, problems, key):
        """
        An unknown key is refused, and those that are known are listed.
        """
        expected = [("$", f"unknown key {key!r}; allowed: en, zh")]

        assert expected == problems(Label, {**LABEL, key: "x"})

    @pytest.mark.parametrize("key", [5, None, True, (1, 2), b"en", 4.0], ids=repr)
    @pytest.mark.parametrize("kind", [Label, dict[str, Label]], ids=repr)
    def test_keys(self, problems, kind, key):
        """
        A key that is no text, which JSON does not have, is refused.
        """
        allowed = f"got {key!r} of type {type(key).__name__}; allowed: text as key"

        assert [("$", allowed)] == problems(kind, {**LABEL, key: "x"})

    def test_several_unknown(self, problems):
        """
        All unknown keys are named.
        """
        ((_, message),) = problems(Label, {**LABEL, "b": 1, "a": 2})

        assert "unknown key 'a', 'b'; allowed: en, zh" == message

    def test_derived_fields(self, problems):
        """
        What a class works out for itself is neither written nor read.
        """
        rule = RoundingRule(1, Direction.UP)
        data = to_data(rule)

        assert {"unit": 1, "direction": "up"} == data
        assert [("$", "unknown key '_way'; allowed: direction, unit")] == problems(
            RoundingRule, data | {"_way": None}
        )

    @pytest.mark.parametrize(
        "value", [4, None, "x", LABEL, Label("网", "g"), Below(criteria_met=1)]
    )
    def test_not_of_its_kind(self, value):
        """
        A value is written as a class only if it is of exactly that class.
        """
        with pytest.raises(WrongTypeError, match="allowed: a Standing"):
            to_data(value, kind=Standing)

    @given(label=labels(), rules=st.lists(rounding_rules(), max_size=3).map(tuple))
    def test_hosts_own(self, round_trip, label, rules):
        """
        A host's own attrs classes, generic ones among them, are read and written like ours.
        """
        round_trip(Held(label), Held[Label])
        round_trip(Held(Held(rules[:1]), ()), Held[Held[tuple[RoundingRule, ...]]])

    @given(amount=amounts())
    def test_generic(self, amount):
        """
        What a generic class holds is written as the type says it is, and else by its own class.
        """
        text = to_data(Held(amount), kind=Held[Fen])["value"]

        assert (str, Fraction(amount, 100)) == (type(text), Fraction(text))
        assert {"value": amount} == to_data(Held(amount))

    def test_inexact_field(self):
        """
        A class with a float in it has no form.
        """
        with pytest.raises(WrongTypeError, match="kind: got <class 'float'>"):
            from_data(Loose, {"share": 0.5})
        with pytest.raises(WrongTypeError, match=r"got 0\.5"):
            to_data(Loose(0.5))


class TestLists:
    @given(value=st.lists(st.integers()))
    def test_round_trip(self, round_trip, value):
        """
        Tuples and lists come back as what they were.
        """
        round_trip(value, list[int])
        round_trip(tuple(value), tuple[int, ...])
        round_trip((tuple(value), str(value)), tuple[tuple[int, ...], str])

    def test_lists_are_written(self):
        """
        Tuples are written as lists, at any depth.
        """
        assert [[1, [2]], "a"] == to_data(((1, (2,)), "a"))
        assert [[1, "2.00"]] == to_data(((1, 200),), kind=tuple[tuple[int, Fen], ...])

    def test_empty(self, round_trip):
        """
        Nothing in a list is nothing.
        """
        round_trip((), tuple[int, ...])
        round_trip((), tuple[()])

    @pytest.mark.parametrize("kind", [tuple[str, ...], list[str], tuple[str, str]], ids=repr)
    @pytest.mark.parametrize(
        "data", ["ab", {"a": 1, "b": 2}, {"a", "b"}, None, 2, True, iter("ab"), range(2)], ids=type
    )
    def test_only_lists(self, problems, kind, data):
        """
        Text, objects and what else could be walked through is no list.
        """
        ((path, message),) = problems(kind, data)

        assert "$" == path
        assert f"of type {type(data).__name__}; allowed: a list" in message

    @pytest.mark.parametrize("data", [[], [1], [1, "a", 2]], ids=repr)
    def test_length(self, problems, data):
        """
        A row has as many items as its kind says.
        """
        ((path, message),) = problems(tuple[int, str], data)

        assert "$" == path
        assert f"got {data!r} of type list; allowed: a list of 2" == message

    def test_length_written(self):
        """
        The same in writing: no item is dropped or made up.
        """
        for value in ((1,), (1, "a", 2)):
            with pytest.raises(WrongTypeError, match="allowed: 2 items"):
                to_data(value, kind=tuple[int, str])

    def test_every_item(self, problems):
        """
        Every item is looked at, and each problem names its place.
        """
        data = ["x", 1, None, *range(7), 4.0]

        assert ["$[0]", "$[2]", "$[10]"] == [path for path, _ in problems(tuple[int, ...], data)]
        assert ["$[0]", "$[1]"] == [path for path, _ in problems(tuple[int, str], ["x", 1])]

    @pytest.mark.parametrize(
        ("value", "kind"),
        [([1], tuple[int, ...]), ((1,), list[int]), ("ab", tuple[str, ...]), (Pair(1, 2), tuple)],
    )
    def test_not_of_its_kind(self, value, kind):
        """
        A list is not written as a tuple, nor text as a list.
        """
        with pytest.raises(WrongTypeError, match=r"allowed: a (tuple|list)"):
            to_data(value, kind=kind)


class TestMappings:
    @given(value=st.dictionaries(unit_ids(), labels(), max_size=3))
    def test_round_trip(self, round_trip, value):
        """
        A mapping under names comes back as a dict.
        """
        round_trip(value, dict[UnitId, Label])
        round_trip(value, Mapping[UnitId, Label])

    def test_read_only(self):
        """
        Any mapping is written.
        """
        value = MappingProxyType({"a": Label("网格", "grid")})

        assert {"a": LABEL} == to_data(value)
        assert {"a": LABEL} == to_data(value, kind=Mapping[str, Label])

    @pytest.mark.parametrize("data", [[("a", LABEL)], "a", None, 4], ids=repr)
    def test_only_objects(self, problems, data):
        """
        A list of pairs is no mapping.
        """
        ((path, message),) = problems(dict[str, Label], data)

        assert "$" == path
        assert message.endswith("allowed: an object with keys")

    def test_every_part(self, problems):
        """
        Every key and every item is looked at; both are named by the key.
        """
        data = {"a b": {"zh": "网格"}, "c": LABEL, "": None}
        found = problems(dict[UnitId, Label], data)

        assert ["$['']", "$['']", "$['a b']", "$['a b'].en"] == [path for path, _ in found]
        assert found[2][1].startswith("unit: got 'a b'")
        assert "required field missing" == found[3][1]

    @pytest.mark.parametrize("value", [[("a", 1)], "a", None, 4], ids=repr)
    def test_not_written(self, value):
        """
        What is no mapping is not written as one.
        """
        with pytest.raises(WrongTypeError, match="allowed: a mapping"):
            to_data(value, kind=dict[str, int])

    @pytest.mark.parametrize("key", [1, None, True, (1, 2)], ids=repr)
    def test_keys(self, key):
        """
        A key that is no text would come back as one, and so is not written.
        """
        for kind in (None, dict[Any, int]):
            with pytest.raises(WrongTypeError, match="allowed: text as key") as caught:
                to_data({key: 1}, kind=kind)
            assert key is caught.value.value

    def test_keys_in_words(self, round_trip):
        """
        A key whose data form is text is as good as text.
        """
        round_trip({Month(2025, 6): Direction.UP}, dict[Month, Direction])


class TestOptional:
    @pytest.mark.parametrize("value", [None, Label("网格", "grid")])
    def test_round_trip(self, round_trip, value):
        """
        None comes back where the kind allows it.
        """
        round_trip(value, Label | None)

    def test_not_elsewhere(self, problems):
        """
        None stands for nothing else.
        """
        ((path, message),) = problems(Label, None)

        assert "$" == path
        assert "got None of type NoneType" in message

    def test_amounts(self):
        """
        An amount that may be missing is written like any other.
        """
        assert "1.00" == to_data(100, kind=Fen | None)
        assert 100 == to_data(100, kind=Fen | None, amounts=Amounts.FEN)
        assert to_data(None, kind=Fen | None) is None


class TestFormless:
    @pytest.mark.parametrize(
        "kind",
        [
            object,
            Any,
            None,
            type(None),
            T,
            float,
            bytes,
            complex,
            set,
            set[int],
            frozenset[int],
            tuple,
            list,
            dict,
            Mapping,
            type,
            Data,
            Pair,
            int | list[int],
            Label | Standing,
            Literal[1],
            Held,
            Held[Any],
            dict[str, object],
            "Label",
            5,
            [],
            {},
        ],
        ids=repr,
    )
    def test_kinds(self, kind):
        """
        A kind that data could only be forced into is refused before the data is looked at.
        """
        for data in ([1], {"value": 1}, 1):
            with pytest.raises(WrongTypeError) as caught:
                from_data(kind, data)
            assert "kind" == caught.value.field
            assert str(caught.value).startswith("kind: got ")
            assert "allowed: a" in str(caught.value)

    @pytest.mark.parametrize("kind", [tuple[float, ...], dict[str, float], float | None], ids=repr)
    def test_floats_inside(self, kind):
        """
        A float in a kind is refused as soon as there is something to read.
        """
        for data in ([1], [0.5], {"a": 1}, {"a": "0.5"}, 1):
            with pytest.raises(PartyGridError) as caught:
                from_data(kind, data)
            assert isinstance(caught.value, InvalidDataError | WrongTypeError)

    @pytest.mark.parametrize(
        "value",
        [object(), lambda: 0, print, {1}, frozenset(), Data(), 4j, b"x", Label, ..., Exception()],
        ids=lambda value: type(value).__name__,
    )
    def test_values(self, value):
        """
        A value without a form is refused, however deep it lies, and named.
        """
        for held in (value, ({"a": [value]},), Held(value), Held((), (value,))):
            with pytest.raises(WrongTypeError) as caught:
                to_data(held)
            assert value is caught.value.value
            assert f"of type {type(value).__name__}" in str(caught.value)

    @pytest.mark.parametrize("value", [0.5, float("nan"), float("inf")])
    @pytest.mark.parametrize("kind", [None, float, tuple[float, ...], Any, int | None], ids=repr)
    def test_floats(self, value, kind):
        """
        A float is written as nothing, wherever it stands.
        """
        held = (value,) if kind == tuple[float, ...] else value

        with pytest.raises(WrongTypeError) as caught:
            to_data(held, kind=kind)

        assert value is caught.value.value

    @pytest.mark.parametrize("kind", [object, int | list[int], Data, set[int], "Label", 5])
    def test_kinds_in_writing(self, kind):
        """
        A value is not written as a kind without a form.
        """
        with pytest.raises(WrongTypeError):
            to_data(4, kind=kind)

    @pytest.mark.parametrize("kind", [[], {}, set()], ids=repr)
    def test_not_even_looked_up(self, kind):
        """
        A kind that cannot be looked up is refused in writing, too.
        """
        with pytest.raises(WrongTypeError, match="kind: got"):
            to_data(4, kind=kind)

    def test_new_types(self, round_trip, problems):
        """
        A host's own new type is what lies beneath it, and no less strict.
        """
        round_trip(4, Count)

        ((_, message),) = problems(Count, True)
        assert "got True of type bool; allowed: a whole number" == message

    def test_factors_apart(self, problems):
        """
        A choice of number and factor is read as either; a float is neither.
        """
        assert Fraction(1, 2) == from_data(int | Fraction, "0.5")
        assert [] != problems(int | Fraction, 0.5)
