from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid.dated import (
    Dated,
    Interval,
    NotKnown,
    NotStated,
    Option,
    Repeal,
    Retraction,
    SchemeKey,
    Series,
)
from partygrid.errors import InvalidDataError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Direction, Fen, RoundingRule
from partygrid.org import Standing, UnitId
from partygrid.pay import Component
from partygrid.serial import Amounts, from_data, to_data
from partygrid.sources import Grade, Source
from partygrid.strategies._dated import entries, series
from partygrid.strategies._days import days, intervals
from partygrid.strategies._money import amounts, factors, rounding_rules
from partygrid.strategies._not_stated import not_stated
from partygrid.strategies._org import standings, unit_ids
from partygrid.strategies._scales import components
from partygrid.strategies._words import ids, labels

# Each is drawn of every kind.
DEAR = settings.get_profile("dear")

JAN, DEC = date(2025, 1, 1), date(2024, 12, 20)
SOURCE = Source(key="n-7", title="通知", grade=Grade.HOST)
NOTICE = {"key": "n-7", "title": "通知", "grade": "host"}
ENTRY = {"value": "5500.00", "start": "2025-01-01", "known": "2024-12-20", "source": NOTICE}
QUESTION = {"zh": "多少？", "en": "how much?"}
OPTION = {"name": "more", "label": {"zh": "多", "en": "more"}, "value": "1.00"}

# What a series can hold, each with values of its kind.
KINDS = {
    "amounts": (Fen, amounts()),
    "amounts or none": (Fen | None, st.none() | amounts()),
    "factors": (Fraction, factors()),
    "texts": (tuple[str, ...], st.lists(ids()).map(tuple)),
    "shares": (tuple[Fraction, ...], st.lists(factors(), max_size=3).map(tuple)),
    "enums": (Direction, st.sampled_from(Direction)),
    "classes": (RoundingRule, rounding_rules()),
    "scales": (tuple[Component, ...], components().map(lambda line: (line,))),
    "counts": (int, st.integers()),
    "flags": (bool, st.booleans()),
    "counts or not known": (int | NotKnown, st.integers() | st.just(NotKnown.YET)),
    "days": (date, days()),
}


def entry(**changes):
    """
    Give an entry as data, with some of its keys changed or, where None is given, left out.
    """
    data = ENTRY | changes
    return {key: value for key, value in data.items() if value is not None}


class TestValues:
    @given(interval=intervals())
    def test_interval(self, round_trip, interval):
        """
        An interval comes back, open or closed.
        """
        round_trip(interval, Interval)

    @given(start=days(), known=days())
    def test_retraction(self, round_trip, start, known):
        """
        A retraction comes back.
        """
        round_trip(Retraction(start=start, known=known), Retraction)

    def test_repeal(self, round_trip):
        """
        A repeal comes back, and is an object without keys.
        """
        round_trip(Repeal(), Repeal)

        assert {} == to_data(Repeal())

    @given(place=ids(), name=ids(), edition=ids())
    def test_scheme_key(self, round_trip, place, name, edition):
        """
        The key of a scheme comes back.
        """
        round_trip(SchemeKey(place, name, edition), SchemeKey)

    @pytest.mark.parametrize(
        ("data", "path"),
        [
            ({"start": "2025-06-01", "end": "2025-06-01"}, "$"),
            ({"start": "2025-06-01", "end": "2025-05-31"}, "$"),
            ({"start": "2025-06-01", "end": ""}, "$.end"),
            ({"start": None}, "$.start"),
            ({"end": "2025-06-01"}, "$.start"),
        ],
        ids=repr,
    )
    def test_reversed(self, problems, data, path):
        """
        An interval that holds no day, or has no start, is refused where the fault lies.
        """
        assert [path] == [where for where, _ in problems(Interval, data)]

    @pytest.mark.parametrize("value", [0, 7, NotKnown.YET])
    def test_count_or_not_known(self, round_trip, value):
        """
        A count that may be not known yet comes back as the one or the other.
        """
        round_trip(value, int | NotKnown)

    @pytest.mark.parametrize("value", [True, "7", "YET", "尚未评定", "", 4.0, None, NotKnown.YET])
    def test_neither(self, problems, value):
        """
        Anything else is neither.
        """
        ((path, message),) = problems(int | NotKnown, value)

        assert "$" == path
        assert "allowed: a whole number, or 'yet' if not known yet" in message

    @pytest.mark.parametrize("value", [True, "yet", None, 4.0, Direction.UP])
    def test_neither_written(self, value):
        """
        Nor is it written as either.
        """
        with pytest.raises(WrongTypeError, match=r"allowed: an int or NotKnown\.YET"):
            to_data(value, kind=int | NotKnown)


class TestGaps:
    @pytest.mark.parametrize("name", KINDS)
    @DEAR
    @given(data=st.data())
    def test_round_trip(self, round_trip, name, data):
        """
        A gap comes back with its question and the values on offer, of whatever kind they are.
        """
        kind, values = KINDS[name]

        round_trip(data.draw(not_stated(values, allow_functions=False)), NotStated[kind])

    @pytest.mark.parametrize("value", [0, False, Fraction(0), "", ()], ids=repr)
    def test_empty_answers(self, round_trip, value):
        """
        An answer that is nothing much is an answer.
        """
        kind = tuple[int, ...] if value == () else type(value)

        round_trip(Option(name="none", label=Label("无", "none"), value=value), Option[kind])

    def test_function(self):
        """
        An answer made by a function is not written; the error names it and says what to do.
        """
        option = Option(name="to_unit", label=Label("按单位", "to a unit"), make=RoundingRule)

        for value in (option, NotStated(Label("多少？", "how much?"), (option,))):
            with pytest.raises(WrongTypeError) as caught:
                to_data(value)
            assert ("option 'to_unit'", RoundingRule) == (caught.value.field, caught.value.value)
            assert "is answered (Series.choose) before it is written" in str(caught.value)

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"value": 1.5}, "$.options[1].value"),
            ({"value": None}, "$.options[1].value"),
            ({"make": "round"}, "$.options[1]"),
            ({"label": "more"}, "$.options[1].label"),
            ({"name": 7}, "$.options[1].name"),
        ],
        ids=repr,
    )
    def test_options_refused(self, problems, change, expected):
        """
        What is wrong in an option is found there.
        """
        data = {"question": QUESTION, "options": [OPTION, OPTION | {"name": "less"} | change]}

        assert [expected] == [path for path, _ in problems(NotStated[Fen], data)]

    def test_option_keys(self, problems):
        """
        An option in data has a value; there is no key for a function.
        """
        data = {"name": "more", "label": OPTION["label"], "make": "round"}

        assert [
            ("$", "unknown key 'make'; allowed: label, name, value"),
            ("$.value", "required field missing"),
        ] == problems(Option[Fen], data)

    def test_none_is_no_answer(self, problems):
        """
        Where a value may be None, an option still may not.
        """
        ((path, message),) = problems(Option[Fen | None], OPTION | {"value": None})

        assert "$" == path
        assert "option 'more': got None" in message

    def test_twice(self, problems):
        """
        Two options of one name are refused at the gap.
        """
        ((path, message),) = problems(
            NotStated[Fen], {"question": QUESTION, "options": [OPTION, OPTION]}
        )

        assert "$" == path
        assert "options: got ('more', 'more'); allowed: each name once" == message


class TestEntries:
    @pytest.mark.parametrize("name", KINDS)
    @DEAR
    @given(data=st.data())
    def test_round_trip(self, round_trip, name, data):
        """
        An entry comes back: a value of any kind, a gap or a repeal, with dates and sources.
        """
        kind, values = KINDS[name]

        round_trip(data.draw(entries(values, allow_functions=False)), Dated[kind])

    def test_written(self):
        """
        What an entry says stands under a key that tells what it is; empty fields are left out.
        """
        dated = Dated(value=550000, start=JAN, known=DEC, source=SOURCE)
        days = {"start": "2025-01-01", "known": "2024-12-20", "source": NOTICE}
        taken = Retraction(start=JAN, known=DEC)

        def say(value):
            return to_data(Dated(value=value, start=JAN, known=DEC, source=SOURCE))

        assert {"value": "5500.00", **days} == to_data(dated, kind=Dated[Fen])
        assert {"not_stated": {"question": QUESTION}, **days} == say(
            NotStated(Label("多少？", "how much?"))
        )
        assert {"repeal": {}, **days} == say(Repeal())
        assert {"retracts": {"start": "2025-01-01", "known": "2024-12-20"}, **days} == say(taken)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"value": None}, []),
            ({"repeal": {}}, ["value", "repeal"]),
            ({"value": None, "not_stated": {"question": QUESTION}, "repeal": {}}, None),
            ({"retracts": {"start": "2025-01-01", "known": "2024-12-20"}}, ["value", "retracts"]),
        ],
        ids=repr,
    )
    def test_says_one_thing(self, problems, changes, said):
        """
        An entry says exactly one thing.
        """
        said = ["not_stated", "repeal"] if said is None else said
        allowed = "exactly one of value, not_stated, repeal, retracts"

        assert [("$", f"got {said!r}; allowed: {allowed}")] == problems(
            Dated[Fen], entry(**changes)
        )

    def test_a_value_of_none(self):
        """
        A value of None is said, not left out, where the kind allows it.
        """
        data = ENTRY | {"value": None}

        assert from_data(Dated[Fen | None], data).value is None
        with pytest.raises(InvalidDataError):
            from_data(Dated[Fen], data)

    def test_everything_at_once(self, problems):
        """
        Several sayings, the faults in each, and those in the dates are all found.
        """
        data = entry(
            value=55.0,
            not_stated={"question": "?", "options": [{"name": "a"}]},
            repeal={"end": 1},
            retracts={"start": "2025-02-30"},
            start="2025-1-1",
            known=None,
            end=20250601,
            source={"key": "", "grade": "gossip"},
            dated_by=[],
            vaule="5500.00",
        )

        assert [
            "$",
            "$",
            "$.dated_by",
            "$.end",
            "$.known",
            "$.not_stated.options[0].label",
            "$.not_stated.options[0].value",
            "$.not_stated.question",
            "$.repeal",
            "$.retracts.known",
            "$.retracts.start",
            "$.source.grade",
            "$.source.title",
            "$.start",
            "$.value",
        ] == [path for path, _ in problems(Dated[Fen], data)]

    def test_known_keys(self, problems):
        """
        Who misspells a key is told all there are.
        """
        keys = "dated_by, end, known, not_stated, repeal, retracts, source, start, value"

        assert ("$", f"unknown key 'vaule'; allowed: {keys}") in problems(
            Dated[Fen], entry(value=None, vaule="5500.00")
        )

    @pytest.mark.parametrize(
        ("changes", "path"),
        [
            ({"end": "2025-01-01"}, "$"),
            ({"end": "2024-12-31"}, "$"),
            ({"value": "5500.005"}, "$.value"),
            ({"value": True}, "$.value"),
            ({"value": 10**16}, "$.value"),
            ({"source": "n-7"}, "$.source"),
            ({"source": {**NOTICE, "issued": "2025"}}, "$.source.issued"),
            ({"start": "2025-01-01T00:00:00+08:00"}, "$.start"),
            ({"known": 20241220}, "$.known"),
        ],
        ids=repr,
    )
    def test_refused(self, problems, changes, path):
        """
        Each fault is found where it lies.
        """
        assert [path] == [where for where, _ in problems(Dated[Fen], entry(**changes))]

    @pytest.mark.parametrize("key", ["start", "known", "source"])
    def test_missing(self, problems, key):
        """
        Dates and source are required: nothing stands in for them.
        """
        assert [(f"$.{key}", "required field missing")] == problems(
            Dated[Fen], entry(**{key: None})
        )

    @pytest.mark.parametrize("data", [None, [], "x", 4, [ENTRY]], ids=repr)
    def test_only_objects(self, problems, data):
        """
        An entry is an object with keys.
        """
        ((path, message),) = problems(Dated[Fen], data)

        assert "$" == path
        assert message.endswith("allowed: an object with keys")

    @pytest.mark.parametrize("kind", [Dated, Option, NotStated, Series])
    def test_kind_of_values(self, kind):
        """
        Without the kind of its values a generic value is not read: data would pass unlooked at.
        """
        with pytest.raises(WrongTypeError, match=r"as in Series\[Fen\]"):
            from_data(kind, ENTRY)

    @pytest.mark.parametrize("value", [4, None, SOURCE, {"value": 4}])
    @pytest.mark.parametrize("kind", [Dated[Fen], Option[Fen], Series[Fen]], ids=repr)
    def test_not_written(self, kind, value):
        """
        What is no entry, option or series is not written as one.
        """
        with pytest.raises(WrongTypeError, match=r"allowed: (a Dated|an Option|a Series)$"):
            to_data(value, kind=kind)


class TestSeries:
    @pytest.mark.parametrize("name", KINDS)
    @DEAR
    @given(data=st.data())
    def test_round_trip(self, round_trip, name, data):
        """
        A series comes back: values, gaps, repeals, retractions, and the series beneath.
        """
        kind, values = KINDS[name]

        round_trip(data.draw(series(values, allow_functions=False)), Series[kind])

    @given(found=series(amounts(), allow_functions=False), day=days(), known=days())
    def test_answers(self, found, day, known):
        """
        A series that came back answers as it did.
        """
        back = from_data(Series[Fen], to_data(found, kind=Series[Fen]))

        assert found.find(day, known) == back.find(day, known)
        assert found.in_force() == back.in_force()

    @given(
        rated=st.dictionaries(
            unit_ids(), series(standings(), allow_functions=False, max_size=3), max_size=3
        )
    )
    def test_standings(self, round_trip, rated):
        """
        The standings of units come back.
        """
        round_trip(rated, dict[UnitId, Series[Standing]])

    @given(found=series(amounts(), allow_functions=False, max_size=3))
    def test_without_its_kind(self, found):
        """
        Without the kind, amounts are written as the ints of fen that they are.
        """
        assert to_data(found, kind=Series[Fen], amounts=Amounts.FEN) == to_data(found)

    @given(label=labels())
    def test_amounts(self, label):
        """
        Amounts are written as text or as ints, options and what lies beneath included.
        """
        gap = NotStated(label, (Option(name="a", label=label, value=Fen(100)),))
        found = Series("base", (Dated(value=gap, start=JAN, known=DEC, source=SOURCE),)).over(
            Series("base", (Dated(value=Fen(200), start=JAN, known=DEC, source=SOURCE),))
        )
        yuan, fen = (to_data(found, kind=Series[Fen], amounts=each) for each in Amounts)

        assert "1.00" == yuan["entries"][0]["not_stated"]["options"][0]["value"]
        assert "2.00" == yuan["beneath"]["entries"][0]["value"]
        assert 100 == fen["entries"][0]["not_stated"]["options"][0]["value"]
        assert 200 == fen["beneath"]["entries"][0]["value"]

    def test_paths(self, problems):
        """
        Faults are found in each entry, in what lies beneath, and in units by their names.
        """
        data = {
            "name": "base",
            "entries": [ENTRY, entry(value=4.0), entry(known=None)],
            "beneath": {"name": 7, "entries": [entry(end="2025-01-01")]},
        }
        standing = {"name": "c", "entries": [entry(value={"criteria_met": "4"})]}

        assert [
            "$.beneath.entries[0]",
            "$.beneath.name",
            "$.entries[1].value",
            "$.entries[2].known",
        ] == [path for path, _ in problems(Series[Fen], data)]
        assert ["$['c-1'].entries[0].value.criteria_met"] == [
            path for path, _ in problems(dict[UnitId, Series[Standing]], {"c-1": standing})
        ]

    def test_contradiction(self, problems):
        """
        Entries that contradict each other are refused at the series, with both sources.
        """
        twice = [ENTRY, entry(value=1, source=NOTICE | {"title": "另一通知"})]
        ((path, message),) = problems(Series[Fen], {"name": "base", "entries": twice})

        assert "$" == path
        assert "one entry a day among those known on 2024-12-20" in message
        assert "(from: 通知 [host] against 另一通知 [host])" in message

    def test_retraction_of_nothing(self, problems):
        """
        A retraction that takes back nothing is refused.
        """
        taken = {"start": "2024-01-01", "known": "2024-01-01"}
        data = {"name": "base", "entries": [entry(value=None, retracts=taken)]}
        ((path, message),) = problems(Series[Fen], data)

        assert "$" == path
        assert "base: entry to take back" in message

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            ({"name": "base", "entries": ENTRY}, ["$.entries"]),
            ({"name": "base", "entries": "none"}, ["$.entries"]),
            ({"name": "", "entries": []}, ["$"]),
            ({"entries": []}, ["$.name"]),
            ({"name": "base", "beneath": [], "values": []}, ["$", "$.beneath"]),
            ([ENTRY], ["$"]),
            (None, ["$"]),
        ],
        ids=repr,
    )
    def test_refused(self, problems, data, expected):
        """
        A list for an object, an object for a list, and what is missing or unknown are refused.
        """
        assert expected == [path for path, _ in problems(Series[Fen], data)]
