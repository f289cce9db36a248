import copy
import pickle
from itertools import product

import attrs
import pytest

from partygrid.errors import (
    ConflictError,
    InvalidDataError,
    NotCoveredError,
    NotInForceError,
    NotStatedError,
    PartyGridError,
    Problem,
    RepealedError,
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)

PLAIN = {"field": "level", "value": 19, "allowed": "1 to 18", "source": "notice 7, art. 3"}
RANGE = "; allowed: 1 to 18 (from: notice 7, art. 3)"
IN_FORCE = {
    "field": "base",
    "day": "2019-12-31",
    "known": "2025-06-01",
    "allowed": "2020-01-01 or later",
    "source": "notice 7",
}
GAP = {
    "field": "rounding",
    "question": "to the fen or to the yuan?",
    "options": ("fen", "yuan"),
    "source": "notice 7",
    "others": ("award_basis", "rating"),
}
DOCUMENT = {"field": "worker", "problems": (Problem("$.id", "missing"), Problem("$.x", "unknown"))}


@attrs.frozen
class Case:
    cls: type
    fields: dict
    standard: type
    sentence: str

    def error(self):
        """
        Make the error.
        """
        return self.cls(**self.fields)


CASES = [
    Case(PartyGridError, PLAIN, Exception, f"level: got 19{RANGE}"),
    Case(ValueNotAllowedError, PLAIN, ValueError, f"level: got 19{RANGE}"),
    Case(WrongTypeError, PLAIN, TypeError, f"level: got 19 of type int{RANGE}"),
    Case(UnknownNameError, PLAIN, LookupError, f"level: 19 is not known{RANGE}"),
    Case(ConflictError, PLAIN, ValueError, f"level: got 19{RANGE}"),
    Case(NotCoveredError, PLAIN, ValueError, f"level: got 19{RANGE}"),
    Case(UnsuitableRuleError, PLAIN, ValueError, f"level: got 19{RANGE}"),
    Case(
        NotInForceError,
        IN_FORCE,
        LookupError,
        "base: nothing is in force on 2019-12-31 as known on 2025-06-01; "
        "allowed: 2020-01-01 or later (from: notice 7)",
    ),
    Case(
        RepealedError,
        IN_FORCE,
        NotInForceError,
        "base: repealed; nothing is in force on 2019-12-31 as known on 2025-06-01; "
        "allowed: 2020-01-01 or later (from: notice 7)",
    ),
    Case(
        NotStatedError,
        GAP,
        LookupError,
        "rounding: not stated by the source: to the fen or to the yuan? "
        "[also open: award_basis, rating]; allowed: choose one of fen, yuan (from: notice 7)",
    ),
    Case(
        InvalidDataError,
        DOCUMENT,
        ValueError,
        "worker: 2 problems\n  $.id: missing\n  $.x: unknown",
    ),
]


def pickled(protocol):
    """
    Return a function that sends a value through its bytes.
    """
    return lambda value: pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own bytes


COPIES = {"copy": copy.copy, "deepcopy": copy.deepcopy} | {
    f"pickle {protocol}": pickled(protocol) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
}


class UnreprableError(Exception):
    pass


class BrokenRepr:
    def __repr__(self):
        raise UnreprableError


class LongRepr:
    def __init__(self, length):
        self.length = length

    def __repr__(self):
        return "x" * self.length


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.cls.__name__)
class TestEveryError:
    def test_fields(self, case):
        """
        An error carries every argument as a field under its own name.
        """
        error = case.error()

        assert case.fields == {name: getattr(error, name) for name in case.fields}

    def test_bases(self, case):
        """
        An error is caught as an error of the library and as the standard one.
        """
        with pytest.raises(PartyGridError):
            raise case.error()
        with pytest.raises(case.standard):
            raise case.error()

    def test_sentence(self, case):
        """
        The text names the field, what came, what is allowed and where that comes from.
        """
        assert case.sentence == str(case.error())

    @pytest.mark.parametrize("duplicate", COPIES.values(), ids=COPIES)
    def test_copies(self, case, duplicate):
        """
        Copying and pickling keep the class, every field, the notes and the text.
        """
        error = case.error()
        error.add_note("while reading line 3")
        same = duplicate(error)

        assert case.cls is type(same)
        assert vars(error) == vars(same)
        assert ["while reading line 3"] == same.__notes__
        assert case.sentence == str(same)

    def test_copy_is_separate(self, case):
        """
        Changing a copy leaves the error itself as it was.
        """
        error = case.error()
        copy.copy(error).field = "other"

        assert case.fields["field"] == error.field


class TestSentence:
    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({}, "day: got None"),
            ({"allowed": "a date"}, "day: got None; allowed: a date"),
            ({"source": "art. 3"}, "day: got None (from: art. 3)"),
        ],
    )
    def test_leaves_out(self, fields, sentence):
        """
        The text leaves out what the error does not know.
        """
        assert sentence == str(PartyGridError(field="day", **fields))

    @pytest.mark.parametrize(
        ("value", "shown"),
        [(True, "True of type bool"), (4.0, "4.0 of type float"), ("4", "'4' of type str")],
    )
    def test_names_type(self, value, shown):
        """
        The text of a wrong type tells apart what prints alike.
        """
        assert f"x: got {shown}" == str(WrongTypeError(field="x", value=value))

    @pytest.mark.parametrize(
        ("length", "shown"),
        [(119, "x" * 119), (120, "x" * 120), (121, "x" * 119 + "…"), (10**6, "x" * 119 + "…")],
        ids=str,
    )
    def test_cuts_long_values(self, length, shown):
        """
        At most 120 characters of a value are shown.
        """
        assert f"x: got {shown}" == str(PartyGridError(field="x", value=LongRepr(length)))

    def test_survives_broken_repr(self):
        """
        A value that cannot be shown does not hide the fault it is part of.
        """
        text = str(PartyGridError(field="x", value=BrokenRepr(), allowed="text"))

        assert "x: got <BrokenRepr whose repr raised UnreprableError>; allowed: text" == text

    @pytest.mark.parametrize(
        ("number", "shown"),
        [
            (10**119, str(10**119)),
            (10**120, "1" + "0" * 118 + "…"),
            (1 << 479, str(1 << 479)[:119] + "…"),
            (1 << 480, "an int of 481 bits"),
            (-(1 << 480), "an int of 481 bits"),
            (1 << 4_000_000, "an int of 4000001 bits"),
        ],
        ids=["120 digits", "121 digits", "480 bits", "481 bits", "negative", "a million digits"],
    )
    def test_huge_int(self, number, shown):
        """
        Of an int too long to print only the size is shown.
        """
        assert f"x: got {shown}" == str(PartyGridError(field="x", value=number))


class TestNotInForceError:
    def test_day_is_value(self):
        """
        The day asked for is the value that is wrong.
        """
        assert "2019-12-31" == NotInForceError(**IN_FORCE).value

    @pytest.mark.parametrize(
        ("cls", "sentence"),
        [
            (NotInForceError, "base: nothing is in force on 2019-12-31"),
            (RepealedError, "base: repealed; nothing is in force on 2019-12-31"),
        ],
    )
    def test_without_knowledge_day(self, cls, sentence):
        """
        Asked with all that is known, the text names no knowledge day.
        """
        assert sentence == str(cls(field="base", day="2019-12-31"))


class TestNotStatedError:
    def test_without_options(self):
        """
        A gap without options says that a value has to be announced.
        """
        error = NotStatedError(field="base", question="how much?")

        assert () == error.options == error.others
        assert (
            "base: not stated by the source: how much?; "
            "allowed: announce a value with a source of your own" == str(error)
        )

    def test_takes_iterators(self):
        """
        Options and others may come from iterators and are kept.
        """
        error = NotStatedError(
            field="base", question="?", options=iter("ab"), others=iter(["top", "low"])
        )

        assert (("a", "b"), ("top", "low")) == (error.options, error.others)


class TestInvalidDataError:
    @pytest.mark.parametrize(
        ("problems", "sentence"),
        [
            ([], "worker: 0 problems"),
            ([Problem("$", "no object")], "worker: 1 problem\n  $: no object"),
        ],
    )
    def test_counts(self, problems, sentence):
        """
        The text counts the problems.
        """
        assert sentence == str(InvalidDataError(field="worker", problems=problems))

    def test_takes_iterators(self):
        """
        Problems may come from an iterator and are kept.
        """
        error = InvalidDataError(field="worker", problems=iter(DOCUMENT["problems"]))

        assert DOCUMENT["problems"] == error.problems


class TestProblem:
    def test_equality(self):
        """
        Two problems are equal exactly if path and message are.
        """
        pairs = [(path, message) for path in ("$", "$.a") for message in ("$", "missing")]

        for one, other in product(pairs, repeat=2):
            assert (one == other) == (Problem(*one) == Problem(*other))
        assert Problem("$", "missing") != ("$", "missing")

    def test_frozen(self):
        """
        Equal problems count once in a set, and stay equal.
        """
        assert 1 == len({Problem("$", "missing"), Problem("$", "missing")})
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Problem("$", "missing").path = "$.a"

    def test_texts(self):
        """
        The repr shows both fields, the text names the place first.
        """
        problem = Problem("$.a", "missing")

        assert "Problem(path='$.a', message='missing')" == repr(problem)
        assert "$.a: missing" == str(problem)

    @pytest.mark.parametrize("duplicate", COPIES.values(), ids=COPIES)
    def test_copies(self, duplicate):
        """
        Copying and pickling keep both fields.
        """
        assert Problem("$.a", "missing") == duplicate(Problem("$.a", "missing"))

    @pytest.mark.parametrize("duplicate", COPIES.values(), ids=COPIES)
    def test_error(self, duplicate):
        """
        The error itself stays beside the text, and is no part of what makes problems equal.
        """
        error = ValueNotAllowedError(**PLAIN)
        problem = duplicate(Problem("$.a", str(error), error))

        assert (19, "1 to 18") == (problem.error.value, problem.error.allowed)
        assert Problem("$.a", str(error)) == problem
        assert "error" not in repr(problem)
