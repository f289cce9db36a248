import copy
import itertools
import pickle
from datetime import UTC, date, datetime, timedelta
from unittest.mock import ANY

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import (
    AssumedPart,
    Assumption,
    HalfYear,
    InForce,
    Interval,
    Month,
    NotStated,
    Option,
    PeriodInForce,
    PeriodScheme,
    Quarter,
    ReadOn,
    Scheme,
    SchemeKey,
    Series,
    Year,
    parameter,
)
from partygrid.errors import (
    NotInForceError,
    NotStatedError,
    PartyGridError,
    RepealedError,
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.strategies import series

KEY = SchemeKey("somewhere", "pay", "2024")
NAMES = ("read_on", "base", "rate", "cap")
LABEL = Label("口径", "basis")
GAP = NotStated(
    Label("封顶多少？", "capped at what?"), (Option(name="nine", label=LABEL, value=9),)
)
NOTICE = Source(key="n-7", title="区财政局通知", locator="第三条", grade=Grade.HOST)

# Bounds fall into a leap year's February and the month after.
FIRST, LAST = date(2024, 2, 20), date(2024, 3, 20)
DAYS = [FIRST + timedelta(days=n) for n in range(-1, (LAST - FIRST).days + 3)]
PERIODS = [Month(2024, 1), Month(2024, 2), Month(2024, 3), Quarter(2024, 1), HalfYear(2024, 1)]
KNOWNS = st.none() | st.sampled_from(DAYS)


def check_small(value, field):
    """
    Refuse all but a small int.
    """
    if type(value) is not int:
        raise WrongTypeError(field=field, value=value, allowed="an int")
    if not 0 <= value <= 9:
        raise ValueNotAllowedError(field=field, value=value, allowed="0 to 9")


def in_yuan(value):
    """
    Write an amount in words.
    """
    return Label(f"{value}元", f"{value} yuan")


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Rules(PeriodInForce):
    """
    Three numbers, of which one may not exceed another.
    """

    base: int
    rate: int
    cap: int

    def __attrs_post_init__(self):
        """
        Refuse values at odds.
        """
        if self.rate > self.cap:
            raise ValueNotAllowedError(
                field="rate",
                value=self.rate,
                allowed=f"{self.cap} or less",
                source=self.entry("cap").cite(),
            )


@attrs.frozen(kw_only=True)
class RulesScheme(PeriodScheme[Rules]):
    """
    What a document says about the three numbers.
    """

    base: Series[int] = attrs.field(metadata=parameter("基数", "base", check_small, in_yuan))
    rate: Series[int] = attrs.field(metadata=parameter("比例", "rate", check_small))
    cap: Series[int] = attrs.field(metadata=parameter("上限", "cap", check_small))

    @classmethod
    def _kind(cls):
        return Rules


VALUES = {
    "read_on": st.sampled_from([*ReadOn, ReadOn.SPLIT]),
    "base": st.integers(0, 9),
    "rate": st.integers(0, 2),
    "cap": st.integers(1, 3),
}


def in_force(scheme, day):
    """
    Give the values in force on a day; None if there are none.
    """
    try:
        return scheme.rules_on(day)
    except PartyGridError:
        return None


@st.composite
def schemes(draw):
    """
    Draw schemes whose fields change on days near each other.

    In half of them a general value lies beneath each field, so that many days can be read.
    """
    complete = draw(st.booleans())
    gaps = draw(st.booleans())
    drawn = {}
    for name, values in VALUES.items():
        said = series(
            values,
            name=name,
            max_size=3,
            min_value=FIRST,
            max_value=LAST,
            allow_gaps=gaps,
            allow_beneath=False,
        )
        general = Series(name).announce(
            draw(values), start=date(2024, 1, 1), known=date(2024, 1, 1), source=NOTICE
        )
        drawn[name] = draw(said).over(general) if complete or draw(st.booleans()) else draw(said)
    return RulesScheme(key=KEY, **drawn)


def expected_on(scheme, day, known):
    """
    Read a day field by field: the entries, or the error with the fields that it is about.
    """
    entries, gaps = [], []
    for name in NAMES:
        try:
            entries.append(getattr(scheme, name).entry_on(day, known))
        except NotStatedError:
            gaps.append(name)
        except NotInForceError as error:
            return type(error), (name,)
    if gaps:
        return NotStatedError, tuple(gaps)
    rate, cap = entries[2].value, entries[3].value
    return (ValueNotAllowedError, ("rate",)) if rate > cap else tuple(entries)


def expected_stretches(scheme, period, known):
    """
    Walk a period day by day: the days with their entries, or the first error.
    """
    first = scheme.read_on.find(period.first_day, known)
    reading = first and first.value
    if reading is ReadOn.LAST_DAY:
        days = [period.last_day]
    elif reading is ReadOn.SPLIT:
        days = [period.first_day + timedelta(days=n) for n in range(period.interval.days)]
    else:
        days = [period.first_day]
    found = []
    for day in days:
        entries = expected_on(scheme, day, known)
        if entries[0] in {NotInForceError, RepealedError, NotStatedError, ValueNotAllowedError}:
            return entries
        if not found or [*map(id, found[-1][1])] != [*map(id, entries)]:
            found.append((day, entries))
    starts = [period.first_day, *(day for day, _ in found[1:])]
    ends = [*starts[1:], period.end]
    return [
        (Interval(start, end), entries)
        for start, end, (_, entries) in zip(starts, ends, found, strict=True)
    ]


def raised(ask, *arguments):
    """
    Tell the error of a question with the fields that it names.
    """
    with pytest.raises(PartyGridError) as caught:
        ask(*arguments)
    error = caught.value
    if isinstance(error, NotStatedError):
        assert error.field.startswith(f"{KEY}: ")
        return type(error), (error.field.removeprefix(f"{KEY}: "), *error.others)
    return type(error), (error.field,)


@pytest.fixture
def scheme(entry):
    """
    A scheme in which everything is said from 2024 on; single fields can be others.
    """

    def make(**others):
        said = {"read_on": ReadOn.FIRST_DAY, "base": 5, "rate": 2, "cap": 9}
        fields = {
            name: Series(name, (entry(value, "2024-01-01", "2024-01-01"),))
            for name, value in said.items()
        }
        return RulesScheme(**{"key": KEY, **fields, **others})

    return make


class TestRulesOn:
    @given(scheme=schemes(), known=KNOWNS)
    def test_field_by_field(self, scheme, known):
        """
        On each day each value is what its own series gives, or the error is that of a series.
        """
        for day in DAYS:
            expected = expected_on(scheme, day, known)
            if isinstance(expected[0], type):
                assert expected == raised(scheme.rules_on, day, known)
                continue
            rules = scheme.rules_on(day, known)
            assert [*map(id, expected)] == [*map(id, rules.entries)]
            assert [one.value for one in expected] == [getattr(rules, name) for name in NAMES]

    @pytest.mark.parametrize(
        "day", [datetime(2025, 1, 1), datetime(2025, 1, 1, tzinfo=UTC), "2025-01-01", None, 1.0]
    )
    def test_civil_days(self, scheme, day):
        """
        Only a civil date can be asked about.
        """
        with pytest.raises(WrongTypeError) as caught:
            scheme().rules_on(day)

        assert ("day", day) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize(
        "known", [datetime(2025, 1, 1), datetime(2025, 1, 1, tzinfo=UTC), "2025-01-01", 0, False]
    )
    @pytest.mark.parametrize("asking", ["rules_on", "on"])
    def test_civil_knowledge(self, scheme, asking, known):
        """
        The day of knowledge is a civil date, or None for all that is known.
        """
        day = {"rules_on": date(2025, 1, 1), "on": Year(2025)}[asking]

        with pytest.raises(WrongTypeError) as caught:
            getattr(scheme(), asking)(day, known)

        assert ("known", known) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize(
        ("asking", "asked"), [("rules_on", date(2025, 6, 1)), ("on", Month(2025, 6))]
    )
    def test_not_known_yet(self, scheme, entry, name, asking, asked):
        """
        What became known later fills no gap, be it in the values or in how they are read.
        """
        value = ReadOn.LAST_DAY if name == "read_on" else 1
        late = scheme(**{name: Series(name, (entry(value, "2024-01-01", "2025-07-02"),))})

        with pytest.raises(NotInForceError) as caught:
            getattr(late, asking)(asked, date(2025, 7, 1))

        error = caught.value
        assert (name, "2025-06-01", "2025-07-01") == (error.field, error.day, error.known)

    def test_open_fields(self, scheme, entry):
        """
        Reading what is open asks one question, with its options, and names all else that is open.
        """
        gaps = {
            name: Series(name, (entry(gap, "2024-01-01", "2024-01-01"),))
            for name, gap in [("base", GAP), ("rate", NotStated(LABEL)), ("cap", NotStated(LABEL))]
        }
        with pytest.raises(NotStatedError) as caught:
            scheme(**gaps).rules_on(date(2025, 6, 1))

        error = caught.value
        assert "somewhere/pay/2024: base" == error.field
        assert ("封顶多少？ (capped at what?)", ("nine",), ("rate", "cap")) == (
            error.question,
            error.options,
            error.others,
        )
        assert (
            "somewhere/pay/2024: base: not stated by the source: 封顶多少？ (capped at what?) "
            "[also open: rate, cap]; allowed: choose one of nine "
            "(from: 区财政局通知, 第三条 [host], from 2024-01-01, known 2024-01-01)"
        ) == str(error)

    def test_repealed(self, scheme):
        """
        From the day one field is repealed, the scheme cannot be read, and the error names it.
        """
        said = scheme()
        cap = said.cap.repeal(start=date(2025, 1, 1), known=date(2024, 12, 1), source=NOTICE)
        repealed = attrs.evolve(said, cap=cap)

        assert 9 == repealed.rules_on(date(2024, 12, 31)).cap
        assert 9 == repealed.rules_on(date(2025, 1, 1), date(2024, 11, 30)).cap
        with pytest.raises(RepealedError) as caught:
            repealed.on(Month(2025, 1))
        assert ("cap", "2025-01-01") == (caught.value.field, caught.value.day)
        assert "days in [2024-01-01, 2025-01-01)" == caught.value.allowed

    def test_answered(self, scheme, entry):
        """
        Once each gap is answered the scheme can be read.
        """
        cap = Series("cap", (entry(GAP, "2024-01-01", "2024-01-01"),))
        said = scheme(cap=cap)
        answered = attrs.evolve(said, cap=cap.choose("nine", source=NOTICE))

        assert 9 == answered.rules_on(date(2025, 6, 1)).cap
        with pytest.raises(NotStatedError):
            said.rules_on(date(2025, 6, 1))

    def test_wrong_answer(self, scheme, entry):
        """
        An answer is checked like any other value.
        """
        option = Option(name="ten", label=LABEL, value=10)
        cap = Series("cap", (entry(NotStated(LABEL, (option,)), "2024-01-01", "2024-01-01"),))
        said = scheme(cap=cap)

        with pytest.raises(ValueNotAllowedError) as caught:
            attrs.evolve(said, cap=cap.choose("ten", source=NOTICE))

        assert ("cap", 10) == (caught.value.field, caught.value.value)

    def test_at_odds(self, scheme):
        """
        Values at odds on some days raise only when such a day is read, and only as known then.
        """
        said = scheme()
        wrong = attrs.evolve(
            said,
            cap=said.cap.announce(
                1,
                start=date(2025, 1, 1),
                end=date(2025, 2, 1),
                known=date(2024, 12, 1),
                source=NOTICE,
            ),
        )

        assert 9 == wrong.rules_on(date(2024, 12, 31)).cap == wrong.rules_on(date(2025, 2, 1)).cap
        assert 9 == wrong.rules_on(date(2025, 1, 1), date(2024, 11, 30)).cap
        with pytest.raises(ValueNotAllowedError) as caught:
            wrong.rules_on(date(2025, 1, 31))
        assert ("rate", 2, "1 or less") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
        assert "from 2025-01-01 to 2025-02-01, known 2024-12-01" in caught.value.source

    def test_shared(self, scheme):
        """
        Days on which the same entries hold share their values.
        """
        said = scheme()

        assert said.rules_on(date(2024, 1, 1)) is said.rules_on(date(2030, 1, 1))


class TestThroughout:
    @pytest.mark.parametrize(
        ("first", "last", "since", "until", "base"),
        [
            ("2025-05-01", "2025-05-31", "2025-04-30", "2025-06-30", 5),
            ("2025-06-01", "2025-06-01", "2025-04-30", "2025-04-30", 5),
            ("2025-06-01", "2025-06-30", "2025-05-01", "2025-06-30", 6),
            ("2025-05-31", "2025-06-01", "2025-05-01", "2025-05-01", None),
            ("2025-06-01", "2025-06-01", "2025-04-30", "2025-05-01", None),
        ],
    )
    def test_one_set(self, scheme, first, last, since, until, base):
        """
        There is one set of values if none changes, neither with the days nor with what is known.
        """
        said = scheme()
        raised_base = said.base.announce(
            6, start=date(2025, 6, 1), known=date(2025, 5, 1), source=NOTICE
        )
        asked = map(date.fromisoformat, (first, last, since, until))
        rules = attrs.evolve(said, base=raised_base).rules_throughout(*asked)

        assert base == (rules and rules.base)


class TestOn:
    @given(scheme=schemes(), period=st.sampled_from(PERIODS), known=KNOWNS)
    def test_walked(self, scheme, period, known):
        """
        The terms of a period are what a walk through its days finds, however it is read.
        """
        expected = expected_stretches(scheme, period, known)
        if isinstance(expected, tuple):
            assert expected == raised(scheme.on, period, known)
            return

        terms = scheme.on(period, known)

        assert (KEY, period, known) == (terms.key, terms.period, terms.known)
        assert [(days, [*map(id, entries)]) for days, entries in expected] == [
            (each.interval, [*map(id, each.rules.entries)]) for each in terms.stretches
        ]

    @pytest.mark.parametrize(
        ("reading", "bases", "read_day"),
        [
            (ReadOn.FIRST_DAY, [5], "2025-06-01"),
            (ReadOn.LAST_DAY, [6], "2025-06-30"),
            (ReadOn.SPLIT, [5, 6], "2025-06-01"),
        ],
    )
    def test_start_in_mid_month(self, scheme, entry, reading, bases, read_day):
        """
        A start in mid-month counts from the next month, for the whole month, or from its day.
        """
        said = scheme(read_on=Series("read_on", (entry(reading, "2024-01-01", "2024-01-01"),)))
        raised_base = said.base.announce(
            6, start=date(2025, 6, 16), known=date(2025, 6, 1), source=NOTICE
        )
        terms = attrs.evolve(said, base=raised_base).on(Month(2025, 6))

        assert bases == [each.rules.base for each in terms.stretches]
        assert date.fromisoformat(read_day) == terms.read_day

    @pytest.mark.parametrize(
        ("reading", "bases"),
        [(ReadOn.FIRST_DAY, [5]), (ReadOn.LAST_DAY, [6]), (ReadOn.SPLIT, [5, 6])],
    )
    def test_known_later(self, scheme, entry, reading, bases):
        """
        What becomes known later changes no reading of a period: neither values nor how it is read.
        """
        said = scheme(
            read_on=Series("read_on", (entry(reading, "2024-01-01", "2024-01-01"),)),
            base=Series(
                "base",
                (entry(5, "2024-01-01", "2024-01-01"), entry(6, "2025-06-16", "2025-06-01")),
            ),
        )
        new = {"start": date(2024, 1, 1), "known": date(2025, 7, 2), "source": NOTICE}
        later = date(2025, 7, 1)
        other = ReadOn.SPLIT if reading is not ReadOn.SPLIT else ReadOn.LAST_DAY
        for change in (
            {"base": said.base.announce(7, **new)},
            {"read_on": said.read_on.announce(other, **new)},
            {"base": said.base.announce(8, **(new | {"start": date(2025, 6, 20)}))},
        ):
            changed = attrs.evolve(said, **change)
            terms = changed.on(Month(2025, 6), later)

            assert bases == [each.rules.base for each in terms.stretches]
            assert later == terms.known

    def test_changes_on_the_bounds(self, scheme, entry):
        """
        A change on the first day of a period splits nothing, one on its last day does.
        """
        said = scheme(
            read_on=Series("read_on", (entry(ReadOn.SPLIT, "2024-01-01", "2024-01-01"),))
        )
        for start, parts in [("2025-06-01", 1), ("2025-06-30", 2), ("2025-07-01", 1)]:
            base = said.base.announce(
                6, start=date.fromisoformat(start), known=date(2025, 5, 1), source=NOTICE
            )
            assert parts == len(attrs.evolve(said, base=base).on(Month(2025, 6)).stretches)

    def test_one_set_of_a_split_period(self, scheme, entry):
        """
        Asked for one set of values, terms that are split refuse.
        """
        said = scheme(
            read_on=Series("read_on", (entry(ReadOn.SPLIT, "2024-01-01", "2024-01-01"),))
        )
        base = said.base.announce(
            6, start=date(2025, 6, 16), known=date(2025, 6, 1), source=NOTICE
        )
        split = attrs.evolve(said, base=base)

        assert 5 == split.on(Month(2025, 5)).rules.base
        with pytest.raises(UnsuitableRuleError):
            _ = split.on(Month(2025, 6)).rules

    def test_first_values_in_mid_month(self, scheme, entry):
        """
        Read on the last day, a period needs nothing else to be in force on its first.
        """
        said = scheme(
            read_on=Series("read_on", (entry(ReadOn.LAST_DAY, "2024-01-01", "2024-01-01"),)),
            base=Series("base", (entry(5, "2025-06-16", "2025-06-01"),)),
        )

        assert 5 == said.on(Month(2025, 6)).rules.base
        with pytest.raises(NotInForceError):
            said.on(Month(2025, 5))

    def test_before_the_first_entry(self, scheme):
        """
        A month before the first entry is refused, with the days that could be asked.
        """
        with pytest.raises(NotInForceError) as caught:
            scheme().on(Month(2023, 12))

        assert ("read_on", "2023-12-01", "days in [2024-01-01, …)") == (
            caught.value.field,
            caught.value.day,
            caught.value.allowed,
        )
        assert "from: 区财政局通知, 第三条 [host], from 2024-01-01" in str(caught.value)

    def test_open_reading(self, scheme, entry):
        """
        Where it is open how to read a period, the error names what else is open on its first day.
        """
        gaps = {
            name: Series(name, (entry(NotStated(LABEL), "2024-01-01", "2024-01-01"),))
            for name in ("read_on", "cap")
        }
        with pytest.raises(NotStatedError) as caught:
            scheme(**gaps).on(Month(2025, 6))

        assert ("somewhere/pay/2024: read_on", ("cap",)) == (
            caught.value.field,
            caught.value.others,
        )

    @pytest.mark.parametrize(
        "period", [date(2025, 6, 1), "2025-06", (2025, 6), None, Month], ids=repr
    )
    def test_periods_only(self, scheme, period):
        """
        Terms are those of a period; a day or text is none.
        """
        with pytest.raises(WrongTypeError) as caught:
            scheme().on(period)

        assert ("period", period, "a period of the scheme: HalfYear, Month, Quarter, Year") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @given(scheme=schemes(), period=st.sampled_from(PERIODS), known=KNOWNS)
    def test_past_stays(self, scheme, period, known):
        """
        An announcement changes nothing that is asked as known before it.
        """
        later = (known or LAST) + timedelta(days=40)
        told = attrs.evolve(
            scheme,
            base=scheme.base.announce(9, start=FIRST, known=later, source=NOTICE),
        )
        for asked in (known, later - timedelta(days=1)):
            if asked is None:
                continue
            before, after = (expected_stretches(each, period, asked) for each in (scheme, told))
            assert before == after
            if isinstance(before, list):
                assert scheme.on(period, asked) == told.on(period, asked)


class TestBuilding:
    @pytest.mark.parametrize("key", [None, "somewhere/pay/2024", ("a", "b", "c")], ids=repr)
    def test_key(self, scheme, key):
        """
        A scheme has a key.
        """
        with pytest.raises(WrongTypeError) as caught:
            scheme(key=key)

        assert ("key", key, "a SchemeKey") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("given_field", [5, None, ()], ids=repr)
    def test_fields_are_series(self, scheme, name, given_field):
        """
        A bare value is no field of a scheme: it has neither dates nor source.
        """
        with pytest.raises(WrongTypeError) as caught:
            scheme(**{name: given_field})

        assert (name, given_field, "a Series") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("name", NAMES)
    def test_missing_field(self, scheme, name):
        """
        No field of a scheme is left out: what is not stated is said to be so.
        """
        said = scheme()
        fields = {each: getattr(said, each) for each in ("key", *NAMES) if each != name}

        with pytest.raises(TypeError, match=f"'{name}'"):
            RulesScheme(**fields)

    def test_misspelt_field(self, scheme):
        """
        A field that the scheme has not is refused.
        """
        with pytest.raises(TypeError, match="'bass'"):
            scheme(bass=Series("bass"))

    def test_swapped_fields(self, scheme):
        """
        A series stands in the field of its name, so that two cannot be swapped.
        """
        said = scheme()

        with pytest.raises(ValueNotAllowedError) as caught:
            scheme(base=said.rate, rate=said.base)

        assert ("base: series.name", "rate", "base") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize(
        ("value", "error"),
        [
            ("5", WrongTypeError),
            (True, WrongTypeError),
            (None, WrongTypeError),
            (10, ValueNotAllowedError),
            (-1, ValueNotAllowedError),
        ],
        ids=repr,
    )
    def test_values(self, scheme, entry, value, error):
        """
        Each value that was ever said is checked, also where another shadows it or lies above.
        """
        wrong = entry(value, "2020-01-01", "2020-01-01")
        right = entry(5, "2020-01-01", "2021-01-01")
        fields = (
            Series("base", (wrong,)),
            Series("base", (wrong, right)),
            Series("base", (right,)).over(Series("base", (wrong,))),
            Series("base", (wrong,)).retract(wrong, known=date(2024, 1, 1), source=NOTICE),
        )
        for base in fields:
            with pytest.raises(error) as caught:
                scheme(base=base)
            assert ("base", value) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("reading", ["split", None, 1], ids=repr)
    def test_reading(self, scheme, entry, reading):
        """
        How a period is read is one of three ways, not their names.
        """
        with pytest.raises(WrongTypeError) as caught:
            scheme(read_on=Series("read_on", (entry(reading, "2024-01-01", "2024-01-01"),)))

        assert ("read_on", reading) == (caught.value.field, caught.value.value)

    def test_parameters(self):
        """
        A scheme lists its fields in order, each with its official name.
        """
        assert [
            ("read_on", "取值日"),
            ("base", "基数"),
            ("rate", "比例"),
            ("cap", "上限"),
        ] == [(name, each.label.zh) for name, each in RulesScheme.parameters().items()]

    @given(scheme=schemes())
    def test_copies(self, scheme):
        """
        A scheme copied, or built again from its fields, is equal and reads alike.
        """
        again = RulesScheme(**{name: getattr(scheme, name) for name in ("key", *NAMES)})

        for same in (again, copy.deepcopy(scheme), pickle.loads(pickle.dumps(scheme))):  # noqa: S301 - our own bytes
            assert scheme == same
            assert hash(scheme) == hash(same)
            for day in DAYS[::5]:
                assert expected_on(scheme, day, None) == expected_on(same, day, None)

    @given(scheme=schemes())
    def test_copied_values(self, scheme):
        """
        Values in force of a copied scheme are equal, and those from other entries are not.
        """
        same = pickle.loads(pickle.dumps(scheme))  # noqa: S301 - our own bytes
        read = [each for day in DAYS if (each := in_force(scheme, day)) is not None]
        again = [each for day in DAYS if (each := in_force(same, day)) is not None]

        assert read == again
        assert [*map(hash, read)] == [*map(hash, again)]
        for one, other in itertools.pairwise(read):
            assert (one.entries == other.entries) is (one == other)

    def test_no_values(self, scheme):
        """
        Values in force are equal to nothing that is none, but leave it to the other to say so.
        """
        found = scheme().rules_on(date(2024, 1, 1))
        assert found != found.entries
        assert found == ANY

    def test_frozen(self, scheme):
        """
        A scheme cannot be changed; a changed copy leaves it as it was.
        """
        said = scheme()
        before = copy.deepcopy(said)
        attrs.evolve(said, base=said.base.repeal(start=FIRST, known=FIRST, source=NOTICE))

        assert before == said
        with pytest.raises(AttributeError):
            said.base = said.rate


class TestLists:
    def test_gaps(self, scheme, entry):
        """
        What nobody has answered is listed with its field, beneath as well.
        """
        gap = entry(GAP, "2024-01-01", "2024-01-01")
        said = scheme(cap=Series("cap", (gap,)), rate=Series("rate").over(Series("rate", (gap,))))

        assert (("rate", gap), ("cap", gap)) == said.gaps()
        assert (("rate", gap),) == attrs.evolve(
            said, cap=said.cap.choose("nine", source=NOTICE)
        ).gaps()
        assert (("rate", gap),) == attrs.evolve(
            said,
            cap=said.cap.announce(
                9, start=date(2024, 1, 1), known=date(2024, 2, 1), source=NOTICE
            ),
        ).gaps()
        assert () == scheme().gaps()

    def test_assumptions(self, scheme, entry, guess):
        """
        Every assumed value and every assumed pair of dates is listed with its field.
        """
        base = entry(5, "2024-01-01", "2024-01-01", source=guess)
        rate = entry(2, "2024-01-01", "2024-01-01", dated_by=guess)
        said = scheme(
            base=Series("base").over(Series("base", (base,))), rate=Series("rate", (rate,))
        )

        assert (
            Assumption("base", base, AssumedPart.VALUE),
            Assumption("rate", rate, AssumedPart.DATES),
        ) == said.assumptions()
        assert () == scheme().assumptions()


class TestDescribe:
    @pytest.mark.parametrize(
        ("name", "value", "zh", "en"),
        [
            ("base", 5, "基数：5元", "base: 5 yuan"),
            ("cap", 9, "上限：9", "cap: 9"),
            (
                "read_on",
                ReadOn.SPLIT,
                "取值日：按变动日分段",
                "day the values are read on: split at the day of change",
            ),
        ],
    )
    def test_value(self, scheme, entry, guess, notice, name, value, zh, en):
        """
        An assumed value is written in the words of its field, with its dates and its source.
        """
        one = entry(value, "2024-01-01", "2023-12-20", source=guess, dated_by=notice)
        said = scheme(**{name: Series(name, (one,))})
        (assumed,) = said.assumptions()

        assert Label(
            f"{zh}；2024-01-01 起执行，2023-12-20 知悉（假定）",
            f"{en}; in force from 2024-01-01, known 2023-12-20 (假定)",
        ) == said.describe(assumed)

    def test_dates(self, scheme, entry, guess):
        """
        Assumed dates are written with the source of the dates, and without the value.
        """
        one = entry(5, "2024-01-01", "2023-12-20", dated_by=guess)
        said = scheme(base=Series("base", (one,)))
        (assumed,) = said.assumptions()

        assert Label(
            "基数的日期：2024-01-01 起执行，2023-12-20 知悉（假定）",
            "dates of base: in force from 2024-01-01, known 2023-12-20 (假定)",
        ) == said.describe(assumed)

    def test_dates_of_the_source(self, scheme, entry):
        """
        Dates that come from the source of the value are written together with it.
        """
        one = entry(5, "2024-01-01", "2023-12-20")

        assert (
            "base: 5 yuan; in force from 2024-01-01, known 2023-12-20 (区财政局通知)"
            == scheme().describe(Assumption("base", one, AssumedPart.DATES)).en
        )

    def test_no_such_field(self, scheme, entry):
        """
        An assumption of another scheme is refused, with the fields that there are.
        """
        one = entry(5, "2024-01-01", "2023-12-20")

        with pytest.raises(UnknownNameError) as caught:
            scheme().describe(Assumption("award_rate", one, AssumedPart.VALUE))

        assert ("assumption", "award_rate", "read_on, base, rate, cap") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestWithoutPeriods:
    def test_by_day(self, entry):
        """
        A scheme that is not read by the period is read by the day.
        """

        @attrs.frozen(kw_only=True, slots=False)
        class Limits(InForce):
            cap: int

        @attrs.frozen(kw_only=True)
        class LimitsScheme(Scheme[Limits]):
            cap: Series[int] = attrs.field(metadata=parameter("上限", "cap", check_small))

            @classmethod
            def _kind(cls):
                return Limits

        said = LimitsScheme(key=KEY, cap=Series("cap", (entry(9, "2024-01-01", "2024-01-01"),)))

        assert 9 == said.rules_on(date(2024, 1, 1)).cap
        with pytest.raises(NotInForceError):
            said.rules_on(date(2023, 12, 31))

    def test_repr(self, entry):
        """
        In one line, a scheme shows its kind and its key.
        """

        @attrs.frozen(kw_only=True, slots=False)
        class Limits(InForce):
            cap: int

        @attrs.frozen(kw_only=True, repr=False)
        class LimitsScheme(Scheme[Limits]):
            cap: Series[int] = attrs.field(metadata=parameter("上限", "cap", check_small))

            @classmethod
            def _kind(cls):
                return Limits

        said = LimitsScheme(key=KEY, cap=Series("cap", (entry(9, "2024-01-01", "2024-01-01"),)))

        assert "<LimitsScheme somewhere/pay/2024>" == repr(said)

    def test_fields_at_odds(self, entry):
        """
        A scheme and its class of values have the same fields in the same order, or none is made.
        """

        @attrs.frozen(kw_only=True, slots=False)
        class Swapped(InForce):
            rate: int
            cap: int

        @attrs.frozen(kw_only=True)
        class SwappedScheme(Scheme[Swapped]):
            cap: Series[int] = attrs.field(metadata=parameter("上限", "cap", check_small))
            rate: Series[int] = attrs.field(metadata=parameter("比例", "rate", check_small))

            @classmethod
            def _kind(cls):
                return Swapped

        one = entry(1, "2024-01-01", "2024-01-01")

        with pytest.raises(UnknownNameError) as caught:
            SwappedScheme(key=KEY, cap=Series("cap", (one,)), rate=Series("rate", (one,)))

        assert ("Swapped", ("rate", "cap")) == (caught.value.field, caught.value.value)
        assert "in this order: ('cap', 'rate')" in str(caught.value)
