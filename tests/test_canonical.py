import copy
import functools
import os
import pickle
import subprocess
import sys
from collections import OrderedDict, namedtuple
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import combinations_with_replacement
from types import MappingProxyType

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid import packs, pay
from partygrid.canonical import canonical_bytes, digest
from partygrid.dated import Month
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Direction, RoundingRule, Ties, yuan
from partygrid.sources import Grade, Source
from partygrid.trace import Step, StepRule, Unit

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2025, 6, 1, 12, tzinfo=CHINA)
NOTICE = Source(key="f-7", title="区财政局通知", issued=date(2025, 6, 1), grade=Grade.HOST)
# Everything that has an order of its own in memory, all in one.
MIXED = {
    "grades": frozenset(Grade),
    "labels": frozenset({Label("网格", "grid"), Label("社区", "community")}),
    "words": frozenset({"a", "b", "c", "一"}),
    "sources": (NOTICE, None),
}


class Pair(namedtuple("Pair", "left right")):  # noqa: PYI024 - its values have no types
    __slots__ = ()


class Text(str):
    __slots__ = ()


class Whole(int):
    __slots__ = ()


class Day(date):
    __slots__ = ()


class Colour(Enum):
    RED = 1
    BLUE = 2


class Paint(Enum):
    RED = 1


@attrs.frozen
class Left:
    one: object
    two: object = None
    derived: object = attrs.field(default=0, eq=False)


@attrs.frozen
class Right:
    one: object
    two: object = None


class WithoutOffset(tzinfo):
    """
    A zone that does not say how far it is from Greenwich.
    """

    def utcoffset(self, _):
        """
        Say nothing.
        """


class TurnedBack(tzinfo):
    """
    A zone whose clocks go back an hour, so that one hour of it is there twice.
    """

    def utcoffset(self, moment):
        """
        Say which of the two hours it is.
        """
        return timedelta(hours=8 if moment.fold else 9)


def same(one, other):
    """
    Tell whether two values are equal and of the same classes, all the way down.
    """
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, frozenset):
        return len(one) == len(other) and all(any(same(x, y) for y in other) for x in one)
    if isinstance(one, dict):
        pairs = tuple(other.items())
        return len(one) == len(other) and all(
            any(same(pair, wanted) for wanted in pairs) for pair in one.items()
        )
    if isinstance(one, (Left, Right)):
        return same((one.one, one.two), (other.one, other.two))
    return one == other


# Values that are easily taken for one another.
LEAVES = [
    None,
    True,
    False,
    0,
    1,
    -1,
    10,
    16,
    "",
    "0",
    "1",
    "None",
    "True",
    "1/1",
    "a",
    "aa",
    "2025-06-01",
    "int:1:1",
    "\ud800",
    "é",
    "e\u0301",
    Fraction(0),
    Fraction(1),
    Fraction(-1, 2),
    Decimal(0),
    Decimal("-0.00"),
    Decimal(1),
    Decimal("1.0"),
    Decimal(10),
    Decimal("1e1"),
    Decimal("-0.5"),
    date(2025, 6, 1),
    datetime(2025, 6, 1, tzinfo=UTC),
    datetime(2025, 6, 1, 8, tzinfo=CHINA),
    datetime(2025, 6, 1, 0, 0, 0, 1, tzinfo=UTC),
    datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    datetime.min.replace(tzinfo=CHINA),
    datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
    Colour.RED,
    Colour.BLUE,
    Paint.RED,
    Direction.UP,
    Grade.HOST,
    Colour,
    Paint,
    Left,
    int,
    str,
    yuan,
    canonical_bytes,
    Label("网格", "grid"),
    Label("grid", "网格"),
    Label("网格", "net"),
    NOTICE,
    attrs.evolve(NOTICE, issued=None),
    RoundingRule(1, Direction.UP),
    RoundingRule(1, Direction.DOWN),
]
NESTED = [
    (),
    frozenset(),
    {},
    ((),),
    ((), ()),
    ("a",),
    ("a", "a"),
    (("a",), "a"),
    ("a", ("a",)),
    ("aa", ""),
    ("", "aa"),
    frozenset({"a"}),
    frozenset({"a", "aa"}),
    frozenset({("a", "aa")}),
    frozenset({frozenset({"a"}), "aa"}),
    {"a": "aa"},
    {"aa": "a"},
    {"a": "a", "aa": "aa"},
    {"aa": "aa", "a": "a"},
    {"a": "aa", "aa": "a"},
    {"a": ("aa",)},
    {("a", "aa"): None},
    (("a", "aa"),),
    {1: None},
    {True: None},
    (1, None),
    Left(1),
    Left(1, derived=7),
    Left(1, 2),
    Left((1, 2)),
    Left(Left(1)),
    Left(Right(1)),
    Right(1),
    Right(1, 2),
    (Left, 1, None),
]

HASHABLE = st.recursive(
    st.sampled_from(LEAVES)
    | st.integers()
    | st.text(max_size=3)
    | st.fractions()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.datetimes(timezones=st.sampled_from([UTC, CHINA])),
    lambda values: (
        st.lists(values, max_size=3).map(tuple)
        | st.frozensets(values, max_size=3)
        | st.builds(Left, values, values)
        | st.builds(Right, values, values)
    ),
    max_leaves=5,
)
MAPPINGS = st.dictionaries(HASHABLE, HASHABLE, max_size=3)
VALUES = HASHABLE | MAPPINGS | st.builds(Left, MAPPINGS) | st.tuples(HASHABLE, MAPPINGS)
# Few leaves, so that equal values are drawn often.
SMALL = st.recursive(
    st.sampled_from([0, 1, True, "", "1", Fraction(1), None]),
    lambda values: (
        st.lists(values, max_size=2).map(tuple)
        | st.frozensets(values, max_size=2)
        | st.builds(Left, values)
        | st.builds(Right, values)
    ),
    max_leaves=3,
)


REFUSED = {
    "float": 1.0,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "complex": 1j,
    "decimal NaN": Decimal("NaN"),
    "decimal sNaN": Decimal("sNaN"),
    "decimal infinity": Decimal("-Infinity"),
    "naive instant": datetime(2025, 6, 1),
    "instant without offset": datetime(2025, 6, 1, tzinfo=WithoutOffset()),
    "time": time(12, tzinfo=UTC),
    "duration": timedelta(1),
    "bytes": b"bytes",
    "list": ["list"],
    "set": {"set"},
    "range": range(3),
    "object": object(),
    "subclass of str": Text("1"),
    "subclass of int": Whole(1),
    "subclass of date": Day(2025, 6, 1),
    "subclass of tuple": Pair(1, 2),
    "built-in function": len,
    "partial": functools.partial(yuan, 1),
    "lambda": lambda: None,
}


def refused(value):
    """
    Return the error that a value without a canonical form raises.
    """
    with pytest.raises(WrongTypeError) as caught:
        canonical_bytes(value)
    error = caught.value

    assert "canonical" == error.field
    assert str(error).startswith("canonical: got ")
    assert str(error).endswith(
        "; allowed: a value of the library: "
        "no float, no naive instant, nothing without a name of its own"
    )
    return error


class TestSameBytes:
    def test_table(self):
        """
        Of values easily taken for one another, those have the same bytes that are the same.
        """
        written = [(value, canonical_bytes(value)) for value in LEAVES + NESTED]

        for (one, first), (other, second) in combinations_with_replacement(written, 2):
            assert same(one, other) == (first == second), (one, other)

    @given(one=SMALL, other=SMALL)
    def test_equal(self, one, other):
        """
        Two values have the same bytes exactly if they are equal and of the same classes.
        """
        assert same(one, other) == (canonical_bytes(one) == canonical_bytes(other))

    @given(one=VALUES, other=VALUES)
    def test_nested(self, one, other):
        """
        The same for values of every kind, nested.
        """
        assert same(one, other) == (canonical_bytes(one) == canonical_bytes(other))

    @given(value=VALUES)
    def test_copies(self, value):
        """
        A copy has the same bytes, made in the same process or through a pickle.
        """
        expected = canonical_bytes(value)

        assert expected == canonical_bytes(copy.deepcopy(value))
        assert expected == canonical_bytes(pickle.loads(pickle.dumps(value)))  # noqa: S301 - our own bytes

    @given(items=st.dictionaries(st.text(max_size=3), SMALL), data=st.data())
    def test_mappings(self, items, data):
        """
        Neither the order of a mapping's items nor its class matters.
        """
        shuffled = data.draw(st.permutations(list(items.items())))
        expected = canonical_bytes(items)

        assert expected == canonical_bytes(dict(shuffled))
        assert expected == canonical_bytes(OrderedDict(shuffled))
        assert expected == canonical_bytes(MappingProxyType(items))

    @given(
        digits=st.integers(-(10**30), 10**30),
        exponent=st.integers(-50, 50),
        zeros=st.integers(0, 20),
    )
    def test_decimals(self, digits, exponent, zeros):
        """
        Decimals of one value have the same bytes, however many zeros they are written with.
        """
        short = Decimal(f"{digits}e{exponent}")
        long = Decimal(f"{digits * 10**zeros}e{exponent - zeros}")

        assert canonical_bytes(short) == canonical_bytes(long)

    def test_huge_exponent(self):
        """
        A decimal of any exponent is written at once.
        """
        assert canonical_bytes(Decimal("1e999999999")) != canonical_bytes(Decimal("1e-999999999"))

    def test_instants(self):
        """
        An instant counts as the moment it names, in any zone.
        """
        zones = [timezone(timedelta(minutes=minutes)) for minutes in (-720, -1, 0, 330, 480)]

        assert 1 == len({canonical_bytes(NOON.astimezone(zone)) for zone in zones})

    def test_hour_that_comes_twice(self):
        """
        Two moments with the same wall time have different bytes.
        """
        first = datetime(2025, 6, 1, 12, tzinfo=TurnedBack())

        assert canonical_bytes(first) != canonical_bytes(first.replace(fold=1))
        assert canonical_bytes(NOON) == canonical_bytes(first.replace(fold=1))


class TestNames:
    def test_private_modules(self):
        """
        The library's private modules may move: they are no part of a name.
        """
        assert b"class:28:partygrid.money.RoundingRule" == canonical_bytes(RoundingRule)
        assert b"function:20:partygrid.money.yuan" == canonical_bytes(yuan)
        assert b"enum:27:partygrid.money.Ties.BY_KEY" == canonical_bytes(Ties.BY_KEY)

    def test_private_modules_of_others(self):
        """
        Elsewhere a private module is part of the name: two of them may hold classes of one name.
        """
        names = ["host._a", "host._b", "__main__", "_host", "host", "partygrid_host._a"]
        classes = [type("Thing", (), {"__module__": name}) for name in names]

        assert len(names) == len({canonical_bytes(cls) for cls in classes})

    def test_nested_classes(self):
        """
        A class inside a class has the name of both.
        """
        inner = type("Inner", (), {"__qualname__": "Outer.Inner", "__module__": "host"})

        assert b"class:16:host.Outer.Inner" == canonical_bytes(inner)


class TestStable:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (None, b"const:4:None"),
            (True, b"const:4:True"),
            (0, b"int:1:0"),
            (-255, b"int:3:-ff"),
            ("一", "str:3:一".encode()),
            (Fraction(-255, 16), b"fraction:6:-ff/10"),
            (Decimal("-12.50"), b"decimal:7:-125e-1"),
            (Decimal(1200), b"decimal:4:12e2"),
            (Decimal("-0.00"), b"decimal:1:0"),
            (date(2025, 6, 1), b"date:10:2025-06-01"),
            (datetime(1970, 1, 1, 8, 0, 1, tzinfo=CHINA), b"instant:5:f4240"),
            (datetime(1970, 1, 1, 7, 59, 59, tzinfo=CHINA), b"instant:6:-f4240"),
            ((1, ("a",)), b"tuple:22:int:1:1tuple:7:str:1:a"),
            (frozenset({2, 1}), b"set:14:int:1:1int:1:2"),
            (
                Label("网格", "grid"),
                "object:67:str:22:partygrid.labels.Label"
                "str:2:zhstr:6:网格str:2:enstr:4:grid".encode(),
            ),
            ({"b": 1, "a": 2}, b"map:28:str:1:aint:1:2str:1:bint:1:1"),
        ],
        ids=repr,
    )
    def test_bytes(self, value, expected):
        """
        The form is a tag, a length and a body, and it does not change.
        """
        assert expected == canonical_bytes(value)

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (
                ("2025-06", 550000),
                "972dddbc60c16eca09e6c24f9dd9ba34ab49593db6214505bf125a08a5a3d4f4",
            ),
            (
                Label("网格", "grid"),
                "8211d330fe537bef54480612c1fbaf61229fdb672eb2114a2b80206e04682697",
            ),
            (NOTICE, "0cc336795a4a34dcb548d6a71528689001d174ec1640eb408806eec44fa80a83"),
            (
                RoundingRule(100, Direction.HALF_EVEN),
                "a2b7fb6a1c5bc43796ee3346b4d54277247ae1b566ac9534eef106234e2b37d6",
            ),
            (MIXED, "60bcebfc12de8ad39f360c4d320f2f5cc6bbb6f8062449fafa80aea0532a6902"),
        ],
        ids=["tuple", "label", "source", "rule", "mixed"],
    )
    def test_digests(self, value, expected):
        """
        A digest that somebody has stored stays the digest of the same value.
        """
        assert expected == digest(value)

    @pytest.mark.parametrize("seed", ["0", "1", "4242"])
    def test_hash_seed(self, seed):
        """
        The digest does not depend on the order in which a process keeps its sets.
        """
        code = (
            "from datetime import date\n"
            "from partygrid.canonical import digest\n"
            "from partygrid.labels import Label\n"
            "from partygrid.sources import Grade, Source\n"
            "NOTICE = Source(key='f-7', title='区财政局通知', issued=date(2025, 6, 1),"
            " grade=Grade.HOST)\n"
            "print(digest({'words': frozenset({'c', 'a', '一', 'b'}), 'sources': (NOTICE, None),"
            " 'labels': frozenset({Label('社区', 'community'), Label('网格', 'grid')}),"
            " 'grades': frozenset(Grade)}))"
        )
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        printed = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)

        assert digest(MIXED) == printed.strip()


class TestRefused:
    @pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED)
    @pytest.mark.parametrize(
        "around",
        [
            lambda value: value,
            lambda value: ("a", (value,)),
            lambda value: {"a": value},
            lambda value: Left(1, Right(value)),
        ],
        ids=["alone", "in a tuple", "in a mapping", "in an instance"],
    )
    def test_values(self, value, around):
        """
        What has no canonical form is refused wherever it lies, and the error carries it.
        """
        assert value is refused(around(value)).value

    @pytest.mark.parametrize("value", [1.0, datetime(2025, 6, 1), Pair(1, 2)], ids=repr)
    def test_in_a_set(self, value):
        """
        The same inside a set, and as a key.
        """
        assert value is refused(frozenset({value})).value
        assert value is refused({value: 1}).value

    def test_nameless(self):
        """
        Classes and functions made inside a function share their names, so they are refused.
        """

        @attrs.frozen
        class Local:
            one: int

        class Choice(Enum):
            ONE = 1

        def inner():
            return None

        for value, nameless in [
            (Local, Local),
            (Local(1), Local),
            (Choice.ONE, Choice),
            (inner, inner),
        ]:
            assert nameless is refused(value).value


class TestDigest:
    @given(value=VALUES)
    def test_shape(self, value):
        """
        A digest is 64 hexadecimal digits.
        """
        assert 64 == len(digest(value))
        assert set(digest(value)) <= set("0123456789abcdef")

    def test_refuses(self):
        """
        A value without canonical bytes has no digest.
        """
        with pytest.raises(WrongTypeError):
            digest(1.5)


class TestNamedTuples:
    def test_of_the_library(self):
        """
        A named tuple of the library is a value of its class, not a mere tuple.
        """
        rule = StepRule("two", Label("二", "two"), Unit.FACTOR)
        step = Step(rule, 2)

        assert canonical_bytes(step) == canonical_bytes(Step(rule, 2))
        assert canonical_bytes(step) != canonical_bytes(tuple(step))
        assert canonical_bytes(step) != canonical_bytes(Step(rule, 3))

    def test_payslip(self):
        """
        A whole payslip has a digest, equal for equal payslips and no others.
        """
        slips = [
            pay.payslip(place.worker, place.pay.on(month), place.standings)
            for place in (packs.load("example"), packs.load("example"))
            for month in (Month(2025, 6), Month(2025, 7))
        ]

        assert slips[0] == slips[2]
        assert digest(slips[0]) == digest(slips[2])
        assert digest(slips[0]) != digest(slips[1])


def test_without_end():
    """
    A value deeper than the interpreter's stack is refused by name.
    """
    value = ()
    for _ in range(100_000):
        value = (value,)
    for call in (canonical_bytes, digest):
        with pytest.raises(ValueNotAllowedError, match="not nested without end"):
            call(value)
