"""
What no door takes, or only some do; doors are calls, each with what it takes.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from partygrid.dated import Interval, Month, NotKnown, Quarter, Year
from partygrid.errors import InvalidDataError, PartyGridError
from partygrid.labels import Label


class Int(int):
    """
    A kind of int that is none of ours.
    """


class Text(str):
    """
    A kind of text that is none of ours.
    """

    __slots__ = ()


class Day(date):
    """
    A kind of date that is none of ours.
    """


class Tuple(tuple):
    """
    A kind of tuple that is none of ours.
    """

    __slots__ = ()


class Part(Fraction):
    """
    A kind of fraction that is none of ours.
    """

    __slots__ = ()


# Taken nowhere: no field, no argument is one of these.
NEVER = (
    1.0,
    float("nan"),
    float("inf"),
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("1e999999"),
    Part(1, 2),
    Int(1),
    Text("x"),
    Text("zh"),
    b"x",
    datetime(2025, 3, 31),
    datetime(2025, 3, 31, tzinfo=UTC),
    Day(2025, 3, 31),
    10**400,
    10**5000,
    object(),
    len,
    object,
    "a\nb",
    "a\x00b",
    "a\u200bb",
    "\ud800",
    [[]],
    [None],
    (None,),
    ([],),
    ((),),
    (1.0,),
    [object()],
    {1: 2},
    {"x": -1},
    {"x": 1.0},
    Tuple(("x",)),
    ("\ud800",),
    (("\ud800", 1),),
    (("", 1),),
    ((None, 1),),
    (("x", None),),
    ((True, 1),),
    ((-1, 1),),
)
# Taken somewhere; where not, they are refused by name.
ELSEWHERE = (
    None,
    True,
    False,
    0,
    1,
    -1,
    10**18,
    int,
    Decimal(1),
    Fraction(1, 2),
    Fraction(-1, 2),
    "",
    " ",
    "x",
    "a b",
    "x" * 129,
    "\uff11",
    "\uff58",
    date.min,
    date.max,
    date(2025, 3, 31),
    (),
    [],
    {},
    set(),
    ("x",),
    ("x", "x"),
    (("x", 1),),
    {"x": 1},
    Month(2025, 1),
    Quarter(2025, 1),
    Year(2025),
    Interval(date(2025, 1, 1)),
    Label("一", "one"),
    NotKnown.YET,
)


def tried(doors):
    """
    List every door with each name of what it takes.
    """
    return [(door, name) for door, (_, given) in doors.items() for name in given]


def refusal(doors, door, name, value):
    """
    Give the error with which a door refuses a value; None if it takes it.
    """
    call, given = doors[door]
    try:
        call(**given | {name: value})
    except PartyGridError as error:
        return error
    return None


def shuts(doors, door, name):
    """
    Tell whether a door refuses all that belongs nowhere, each by a field and a limit.
    """
    errors = [refusal(doors, door, name, value) for value in NEVER]
    return all(error is not None and _told(error) for error in errors)


def names(doors, door, name):
    """
    Tell whether what a door refuses of other things is refused by a field and a limit.
    """
    errors = [refusal(doors, door, name, value) for value in ELSEWHERE]
    return all(error is None or _told(error) for error in errors)


def _told(error):
    """
    Tell whether an error says field and limit, or has a list of errors that do.
    """
    return bool(error.field and (error.allowed or isinstance(error, InvalidDataError)))
