import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from partygrid.dated import Interval, NotStated, Option, Repeal, Retraction, Series
from partygrid.errors import (
    ConflictError,
    NotInForceError,
    NotStatedError,
    RepealedError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.strategies import entries, series

NOTICE = Source(key="n-7", title="区财政局通知", locator="第三条", grade=Grade.HOST)
LABEL = Label("口径", "basis")
NO_DAYS = [
    datetime(2025, 1, 1),
    datetime(2025, 1, 1, tzinfo=UTC),
    "2025-01-01",
    20250101,
    1.0,
    True,
]

# The ends of a leap year's February and of the month after; drawn entries often meet.
FIRST, LAST = date(2024, 2, 20), date(2024, 3, 20)
DAYS = [FIRST + timedelta(days=n) for n in range(-1, (LAST - FIRST).days + 3)]
WINDOW = {"min_value": FIRST, "max_value": LAST}
VALUES = st.integers(0, 9)
ANY = series(VALUES, **WINDOW)
NOT_EMPTY = series(VALUES, min_size=1, **WINDOW)
ALONE = series(VALUES, min_size=1, **WINDOW, allow_beneath=False)
KNOWNS = st.none() | st.sampled_from(DAYS)


def answers(asked, known):
    """
    Ask a series about each day, and leave out those on which nothing was ever said.
    """
    found = {day: asked.find(day, known) for day in DAYS}
    return {day: one for day, one in found.items() if one is not None}


def is_value(one):
    """
    Tell an entry that holds a value.
    """
    return not isinstance(one.value, NotStated | Repeal | Retraction)


@pytest.fixture
def base(entry):
    """
    A base raised twice: once for the days to come, once afterwards for days gone by.
    """
    return Series(
        "base",
        (
            entry(200, "2024-01-01", "2023-12-20"),
            entry(220, "2025-01-01", "2024-12-20"),
            entry(235, "2025-01-01", "2025-09-03"),
        ),
    )


@pytest.fixture
def gap():
    """
    What a source leaves open, with an answer of each sort on offer.
    """
    return NotStated(
        Label("按什么计提？", "part of what?"),
        (
            Option(name="half", label=LABEL, value=50),
            Option(name="rate", label=LABEL, make=lambda *, percent: percent),
        ),
    )


class TestFind:
    @given(asked=ANY, known=KNOWNS)
    def test_replayed(self, replay, asked, known):
        """
        Each day, as known on each day, holds what a replay of all that was said finds.
        """
        assert replay(asked, DAYS, known) == answers(asked, known)

    @pytest.mark.parametrize(
        ("day", "known", "value"),
        [
            ("2024-12-31", None, 200),
            ("2025-01-01", None, 235),
            ("2025-01-01", "2025-09-03", 235),
            ("2025-01-01", "2025-09-02", 220),
            ("2025-01-01", "2024-12-20", 220),
            ("2025-01-01", "2024-12-19", 200),
            ("9999-12-31", None, 235),
        ],
    )
    def test_both_dates(self, base, day, known, value):
        """
        The day asked about and the day of knowledge both count, each from its first day on.
        """
        known = known and date.fromisoformat(known)

        assert value == base.find(date.fromisoformat(day), known).value

    @pytest.mark.parametrize(
        ("day", "known"), [("2023-12-31", None), ("2024-01-01", "2023-12-19")]
    )
    def test_nothing(self, base, day, known):
        """
        Before the first day, or before anything was known, nothing is found.
        """
        assert None is base.find(date.fromisoformat(day), known and date.fromisoformat(known))

    @pytest.mark.parametrize("asking", ["find", "entry_on", "on"])
    @pytest.mark.parametrize("given_day", [*NO_DAYS, None], ids=repr)
    def test_civil_days(self, base, asking, given_day):
        """
        Only a civil date can be asked about.
        """
        with pytest.raises(WrongTypeError) as caught:
            getattr(base, asking)(given_day)

        assert ("base: day", given_day) == (caught.value.field, caught.value.value)
        assert f"base: day: got {given_day!r}" in str(caught.value)

    @pytest.mark.parametrize("asking", ["find", "entry_on", "on"])
    @pytest.mark.parametrize("known", NO_DAYS, ids=repr)
    def test_civil_knowledge(self, base, asking, known):
        """
        The day of knowledge is a civil date too, or None for all that is known.
        """
        with pytest.raises(WrongTypeError) as caught:
            getattr(base, asking)(date(2025, 1, 1), known)

        assert ("base: known", known) == (caught.value.field, caught.value.value)


class TestOn:
    @given(asked=NOT_EMPTY, known=KNOWNS)
    def test_replayed(self, replay, asked, known):
        """
        A value is given where a replay finds one; each other day raises the error of its kind.
        """
        held = replay(asked, DAYS, known)
        errors = {type(None): NotInForceError, Repeal: RepealedError, NotStated: NotStatedError}
        for day in DAYS:
            one = held.get(day)
            if one is not None and is_value(one):
                assert one == asked.entry_on(day, known)
                assert one.value == asked.on(day, known)
                continue
            for ask in (asked.entry_on, asked.on):
                with pytest.raises(errors[type(one and one.value)]) as caught:
                    ask(day, known)
                assert errors[type(one and one.value)] is type(caught.value)
                assert "series" == caught.value.field

    def test_before_the_first(self, base):
        """
        A day before the first entry is refused, with the days that could be asked.
        """
        with pytest.raises(NotInForceError) as caught:
            base.on(date(2023, 12, 31))

        assert (
            "base: nothing is in force on 2023-12-31; allowed: days in [2024-01-01, …) "
            "(from: 区财政局通知, 第三条 [host], from 2024-01-01, known 2023-12-20)"
        ) == str(caught.value)

    def test_before_it_was_known(self, base):
        """
        As known before anything was announced there is no day to ask about.
        """
        with pytest.raises(NotInForceError) as caught:
            base.on(date(2025, 6, 1), date(2023, 12, 19))

        assert ("2025-06-01", "2023-12-19") == (caught.value.day, caught.value.known)
        assert "no day: nothing is in force" == caught.value.allowed

    def test_repealed(self, base):
        """
        From its first day a repeal leaves nothing in force, and the error cites it.
        """
        repealed = base.repeal(start=date(2026, 1, 1), known=date(2025, 12, 1), source=NOTICE)

        assert 235 == repealed.on(date(2025, 12, 31))
        with pytest.raises(RepealedError) as caught:
            repealed.on(date(2026, 1, 1))
        assert "days in [2024-01-01, 2026-01-01)" == caught.value.allowed
        assert "from 2026-01-01, known 2025-12-01" in caught.value.source

    def test_not_stated(self, entry, gap):
        """
        Reading what is open asks the source's question and lists the answers on offer.
        """
        with pytest.raises(NotStatedError) as caught:
            Series("basis", (entry(gap, "2024-01-01", "2024-01-01"),)).on(date(2025, 6, 1))

        assert ("basis", "按什么计提？ (part of what?)", ("half", "rate")) == (
            caught.value.field,
            caught.value.question,
            caught.value.options,
        )

    def test_empty(self):
        """
        A series of nothing has nothing in force on any day.
        """
        with pytest.raises(NotInForceError) as caught:
            Series("base").on(date(2025, 6, 1))

        assert ("base", "") == (caught.value.field, caught.value.source)


class TestStretches:
    @given(asked=ANY, known=KNOWNS)
    def test_replayed(self, replay, asked, known):
        """
        The stretches hold each day that a replay finds something on, with its entry, once.
        """
        stretches = asked.in_force(known)
        listed = [(day, one) for days, one in stretches for day in DAYS if day in days]

        assert sorted(replay(asked, DAYS, known).items()) == listed

    @given(asked=ANY, known=KNOWNS)
    def test_no_shorter_list(self, asked, known):
        """
        Stretches come in order, and neighbours have different entries.
        """
        stretches = asked.in_force(known)

        for (days, one), (later, other) in pairwise(stretches):
            assert days.end <= later.start
            assert days.end < later.start or one is not other

    @given(asked=ANY)
    def test_gaps(self, replay, asked):
        """
        Open is what still shows on some day, as all is known; each gap is listed once.
        """
        shown = {id(one) for one in replay(asked, DAYS, None).values()}
        held = [
            one
            for one in asked.all_entries
            if id(one) in shown and isinstance(one.value, NotStated)
        ]

        assert sorted(map(id, held)) == sorted(map(id, asked.gaps))

    def test_answered_by_announcing(self, entry, gap):
        """
        A gap that an announcement covers is answered; one that it covers in part is not.
        """
        asked = Series("basis", (entry(gap, "2024-01-01", "2024-01-01"),))
        dates = {"known": date(2025, 1, 1), "source": NOTICE}
        part = asked.announce(5, start=date(2025, 1, 1), end=date(2025, 7, 1), **dates)
        whole = asked.announce(5, start=date(2024, 1, 1), **dates)

        assert asked.entries == part.gaps
        assert () == whole.gaps

    @given(asked=ANY, known=KNOWNS)
    def test_bounds(self, replay, asked, known):
        """
        What holds changes on the bounds alone, and knowledge grows on the days listed alone.
        """
        held = replay(asked, DAYS, known)
        changes = {later for day, later in pairwise(DAYS) if held.get(day) is not held.get(later)}

        assert changes <= {*asked.bounds}
        assert sorted({*asked.bounds}) == [*asked.bounds]
        assert sorted({one.known for one in asked.all_entries}) == [*asked.knowns]

    @given(asked=ANY)
    def test_all_entries(self, asked):
        """
        All entries are those of the series and of the one beneath.
        """
        beneath = asked.beneath.entries if asked.beneath else ()

        assert (*asked.entries, *beneath) == asked.all_entries


class TestKnowledge:
    @given(asked=ANY, news=entries(VALUES, **WINDOW), known=KNOWNS)
    def test_past_stays(self, asked, news, known):
        """
        What becomes known later changes nothing that is asked as known earlier, nor other days.
        """
        try:
            told = attrs.evolve(asked, entries=(*asked.entries, news))
        except ConflictError:
            reject()
        outside = [day for day in DAYS if day not in news.interval]

        earlier = [day for day in DAYS if day < news.known][-3:]
        for past in earlier:
            assert answers(asked, past) == answers(told, past)
        assert [asked.find(day, known) for day in outside] == [
            told.find(day, known) for day in outside
        ]

    @given(asked=ALONE, news=entries(VALUES, **WINDOW))
    def test_news_hold(self, asked, news):
        """
        On the day it becomes known an entry holds on all its days, whatever was said before.
        """
        try:
            told = attrs.evolve(asked, entries=(*asked.entries, news))
        except ConflictError:
            reject()

        held = {day: told.find(day, news.known) for day in DAYS if day in news.interval}
        assert dict.fromkeys(held, news) == held

    @given(asked=ANY, data=st.data())
    def test_order(self, asked, data):
        """
        Entries given in another order make an equal series with equal answers.
        """
        shuffled = Series(
            asked.name, tuple(data.draw(st.permutations(asked.entries))), asked.beneath
        )

        assert asked == shuffled
        assert hash(asked) == hash(shuffled)
        assert asked.entries == shuffled.entries
        known = data.draw(KNOWNS)
        assert answers(asked, known) == answers(shuffled, known)

    def test_order_of_retractions(self, entry):
        """
        Two entries of one start, taken back on one day, make one series in any order.
        """
        one, two = entry(5, "2025-01-01", "2024-12-20"), entry(6, "2025-01-01", "2024-12-21")
        known = date(2025, 3, 1)
        told = Series("base", (one, two))

        assert told.retract(one, known=known, source=NOTICE).retract(
            two, known=known, source=NOTICE
        ) == told.retract(two, known=known, source=NOTICE).retract(one, known=known, source=NOTICE)


class TestBuilding:
    @pytest.mark.parametrize("beneath", ["base", (), 5, False], ids=repr)
    def test_beneath(self, beneath):
        """
        Only a series lies beneath a series.
        """
        with pytest.raises(WrongTypeError) as caught:
            Series("base", (), beneath)

        assert ("base.beneath", beneath, "a Series or None") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("given", [[], (5,), None], ids=repr)
    def test_entries(self, given):
        """
        A series takes a tuple of entries.
        """
        with pytest.raises(WrongTypeError) as caught:
            Series("base", given)

        assert "base" == caught.value.field

    def test_name(self):
        """
        A series has a name, by which errors call it.
        """
        with pytest.raises(WrongTypeError) as caught:
            Series("")

        assert "series.name" == caught.value.field

    def test_contradictions(self, entry):
        """
        Entries that contradict each other make no series.
        """
        one, two = (entry(value, "2025-01-01", "2024-12-20") for value in (5, 6))

        with pytest.raises(ConflictError):
            Series("base", (one, two))

    @given(asked=ANY)
    def test_copies(self, asked):
        """
        A series copied, or sent to another process, is equal and answers alike.
        """
        for same in (copy.deepcopy(asked), copy.copy(asked), pickle.loads(pickle.dumps(asked))):  # noqa: S301 - our own bytes
            assert asked == same
            assert answers(asked, None) == answers(same, None)

    def test_frozen(self, base):
        """
        A series cannot be changed.
        """
        with pytest.raises(AttributeError):
            base.entries = ()

    def test_repr(self, base):
        """
        The short form shows name and entries, and nothing that was prepared from them.
        """
        assert repr(base).startswith("Series(name='base', entries=(Dated(value=200, ")
        assert "_days" not in repr(base)


class TestAnnounce:
    @given(asked=ANY, news=entries(VALUES, **WINDOW, allow_repeals=False))
    def test_adds(self, asked, news):
        """
        Announcing adds one entry of just these dates and sources, and leaves the original equal.
        """
        before = copy.deepcopy(asked)
        said = attrs.asdict(news, recurse=False)
        try:
            told = asked.announce(said.pop("value"), **said)
        except ConflictError:
            reject()

        assert before == asked
        assert sorted(map(id, asked.entries)) == sorted(
            id(one) for one in told.entries if one != news
        )
        assert news in told.entries
        assert (asked.name, asked.beneath) == (told.name, told.beneath)

    @pytest.mark.parametrize("value", [0.5, float("nan"), float("inf")], ids=repr)
    def test_no_float(self, base, value):
        """
        A float is refused where it enters.
        """
        with pytest.raises(WrongTypeError) as caught:
            base.announce(value, start=date(2026, 1, 1), known=date(2026, 1, 1), source=NOTICE)

        assert "base: entry.value" == caught.value.field

    def test_without_source(self, base):
        """
        Nothing is announced without a source.
        """
        with pytest.raises(TypeError, match="source"):
            base.announce(5, start=date(2026, 1, 1), known=date(2026, 1, 1))
        with pytest.raises(WrongTypeError) as caught:
            base.announce(5, start=date(2026, 1, 1), known=date(2026, 1, 1), source=None)

        assert "base: entry.source" == caught.value.field

    def test_conflict(self, base):
        """
        Known on one day, two entries cannot claim the same days.
        """
        with pytest.raises(ConflictError) as caught:
            base.announce(5, start=date(2026, 1, 1), known=date(2025, 9, 3), source=NOTICE)

        assert ("base", ("[2025-01-01, …)", "[2026-01-01, …)")) == (
            caught.value.field,
            caught.value.value,
        )

    def test_reversed(self, base):
        """
        An entry that would hold no day is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            base.announce(
                5,
                start=date(2026, 1, 1),
                end=date(2026, 1, 1),
                known=date(2026, 1, 1),
                source=NOTICE,
            )

        assert "base: entry.end" == caught.value.field


class TestRepeal:
    @given(
        asked=ALONE,
        start=st.sampled_from(DAYS),
        length=st.none() | st.integers(1, 9),
        known=st.sampled_from(DAYS),
    )
    def test_leaves_nothing(self, asked, start, length, known):
        """
        From the day it is known, a repeal leaves nothing in force on its days, and only there.
        """
        before = copy.deepcopy(asked)
        end = length and start + timedelta(days=length)
        try:
            told = asked.repeal(start=start, end=end, known=known, source=NOTICE)
        except ConflictError:
            reject()
        held = answers(told, known)

        assert before == asked
        for day in DAYS:
            if day in Interval(start, end):
                assert (Repeal(), NOTICE) == (held[day].value, held[day].source)
            else:
                assert asked.find(day, known) == held.get(day)

    def test_ends(self, base):
        """
        A repeal with an end leaves the days after it as they were.
        """
        told = base.repeal(
            start=date(2025, 3, 1), end=date(2025, 4, 1), known=date(2025, 12, 1), source=NOTICE
        )

        assert (235, 235) == (told.on(date(2025, 2, 28)), told.on(date(2025, 4, 1)))
        with pytest.raises(RepealedError) as caught:
            told.on(date(2025, 3, 31))
        assert "days in [2024-01-01, 2025-03-01), [2025-04-01, …)" == caught.value.allowed


class TestRetract:
    @given(asked=ALONE.filter(lambda told: any(map(is_value, told.entries))), data=st.data())
    def test_as_if_never_said(self, asked, data):
        """
        Once an entry is taken back, all is as if it had never been said; before, nothing changes.
        """
        taken = data.draw(st.sampled_from([one for one in asked.entries if is_value(one)]))
        known = data.draw(st.sampled_from([day for day in DAYS if day > taken.known]))
        before = copy.deepcopy(asked)
        try:
            told = asked.retract(taken, known=known, source=NOTICE)
        except UnknownNameError:
            reject()
        without = Series(
            asked.name,
            tuple(
                one
                for one in asked.entries
                if one is not taken
                and one.value != Retraction(start=taken.start, known=taken.known)
            ),
        )

        assert before == asked
        earlier = data.draw(st.sampled_from([day for day in DAYS if day < known]))
        later = data.draw(st.none() | st.sampled_from([day for day in DAYS if day >= known]))
        assert answers(asked, earlier) == answers(told, earlier)
        assert answers(without, later) == answers(told, later)

    def test_uncovers(self, base):
        """
        What the entry had shadowed shows again.
        """
        told = base.retract(base.entries[-1], known=date(2025, 10, 1), source=NOTICE)

        assert 235 == told.on(date(2025, 6, 1), date(2025, 9, 30))
        assert 220 == told.on(date(2025, 6, 1), date(2025, 10, 1)) == told.on(date(2025, 6, 1))

    def test_and_said_anew(self, base):
        """
        On the day it takes an entry back, a notice can say something else for the same days.
        """
        told = base.retract(base.entries[-1], known=date(2025, 10, 1), source=NOTICE).announce(
            230, start=date(2025, 1, 1), known=date(2025, 10, 1), source=NOTICE
        )

        assert 230 == told.on(date(2025, 6, 1))

    def test_the_only_one(self, entry):
        """
        A series whose only entry is taken back has nothing in force.
        """
        one = entry(5, "2025-01-01", "2024-12-20")
        told = Series("base", (one,)).retract(one, known=date(2025, 2, 1), source=NOTICE)

        assert None is told.find(date(2025, 6, 1))
        assert one is told.find(date(2025, 6, 1), date(2025, 1, 31))

    def test_not_here(self, base, entry):
        """
        An entry of another series, though it lies beneath, cannot be taken back here.
        """
        other = entry(1, "2024-01-01", "2023-01-01")

        for asked in (base, base.over(Series("base", (other,)))):
            with pytest.raises(UnknownNameError) as caught:
                asked.retract(other, known=date(2025, 10, 1), source=NOTICE)
            error = caught.value
            assert ("base: entry to take back", other) == (error.field, error.value)
            assert "an entry of this series that takes back none itself" == error.allowed

    def test_twice(self, base):
        """
        An entry is taken back once.
        """
        last = base.entries[-1]
        told = base.retract(last, known=date(2025, 10, 1), source=NOTICE)

        with pytest.raises(UnknownNameError):
            told.retract(last, known=date(2025, 11, 1), source=NOTICE)

    def test_a_retraction(self, base):
        """
        A retraction cannot be taken back, nor what was announced on the day it became known.
        """
        last = base.entries[-1]
        told = base.retract(last, known=date(2025, 10, 1), source=NOTICE).announce(
            230, start=date(2025, 1, 1), known=date(2025, 10, 1), source=NOTICE
        )
        (back,) = (one for one in told.entries if isinstance(one.value, Retraction))

        with pytest.raises(UnknownNameError) as caught:
            told.retract(back, known=date(2025, 11, 1), source=NOTICE)

        assert back is caught.value.value

    @pytest.mark.parametrize("known", [date(2025, 9, 2), date(2025, 9, 3)], ids=str)
    def test_only_later(self, base, known):
        """
        An entry is taken back after the day it became known.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            base.retract(base.entries[-1], known=known, source=NOTICE)

        assert "known after 2025-09-03" in str(caught.value)


class TestChoose:
    @given(
        asked=series(VALUES, **WINDOW, max_size=4),
        start=st.sampled_from(DAYS),
        known=st.sampled_from(DAYS),
    )
    def test_keeps_both_dates(self, asked, start, known):
        """
        An answer takes the place of its gap, with its days and its knowledge, and no other.
        """
        gap = NotStated(LABEL, (Option(name="nine", label=LABEL, value=9),))
        try:
            asked = asked.announce(gap, start=start, known=known, source=NOTICE)
            chosen = asked.choose(
                "nine", source=(mine := Source(key="m", title="我", grade=Grade.HOST))
            )
        except (ConflictError, ValueNotAllowedError):
            reject()
        (place,) = (n for n, one in enumerate(asked.entries) if one.value == gap)
        answer = chosen.entries[place]

        assert (9, start, None, known) == (answer.value, answer.start, answer.end, answer.known)
        assert (mine, NOTICE) == (answer.source, answer.dated_by)
        assert [one for one in asked.entries if one.value != gap] == [
            one for one in chosen.entries if one is not answer
        ]

    def test_leaves_the_original(self, entry, gap):
        """
        The series that was open stays open.
        """
        asked = Series("basis", (entry(gap, "2024-01-01", "2024-01-01"),))
        before = copy.deepcopy(asked)
        asked.choose("half", source=NOTICE)

        assert before == asked
        with pytest.raises(NotStatedError):
            asked.on(date(2025, 6, 1))

    def test_value(self, entry, gap):
        """
        An option with a value answers with it, even as known before it was chosen.
        """
        chosen = Series("basis", (entry(gap, "2024-01-01", "2024-01-01"),)).choose(
            "half", source=NOTICE
        )

        assert 50 == chosen.on(date(2024, 1, 1), date(2024, 1, 1))
        assert () == chosen.gaps

    def test_function(self, entry, gap):
        """
        An option that is a function answers with what it makes of the host's arguments.
        """
        chosen = Series("basis", (entry(gap, "2024-01-01", "2024-01-01"),)).choose(
            "rate", source=NOTICE, percent=20
        )

        assert 20 == chosen.on(date(2025, 6, 1))

    def test_source_of_the_dates(self, entry, gap, guess):
        """
        Where the gap's dates came from elsewhere, so do the answer's.
        """
        asked = Series("basis", (entry(gap, "2024-01-01", "2024-01-01", dated_by=guess),))
        (answer,) = asked.choose("half", source=NOTICE).entries

        assert (NOTICE, guess) == (answer.source, answer.dated_by)

    @pytest.mark.parametrize(
        ("option", "arguments", "field"),
        [
            ("half", {"percent": 20}, "option 'half'"),
            ("rate", {}, "option 'rate'"),
            ("rate", {"per_cent": 20}, "option 'rate'"),
            ("rate", {"percent": 0.2}, "entry.value"),
            ("rate", {"percent": float("nan")}, "entry.value"),
        ],
        ids=["to a value", "none", "misspelt", "float", "nan"],
    )
    def test_wrong_arguments(self, entry, gap, option, arguments, field):
        """
        Arguments that do not fit the option are refused, and so is a float for an answer.
        """
        asked = Series("basis", (entry(gap, "2024-01-01", "2024-01-01"),))

        with pytest.raises(WrongTypeError) as caught:
            asked.choose(option, source=NOTICE, **arguments)

        assert field == caught.value.field

    def test_unknown_option(self, entry, gap):
        """
        An option that is not on offer is refused, with those that are.
        """
        asked = Series("basis", (entry(gap, "2024-01-01", "2024-01-01"),))

        with pytest.raises(UnknownNameError) as caught:
            asked.choose("of_total", source=NOTICE)

        assert ("of_total", "half, rate") == (caught.value.value, caught.value.allowed)

    def test_source(self, entry, gap):
        """
        Nothing is chosen without a source.
        """
        asked = Series("basis", (entry(gap, "2024-01-01", "2024-01-01"),))

        with pytest.raises(WrongTypeError) as caught:
            asked.choose("half", source="我")

        assert "entry.source" == caught.value.field

    def test_nothing_open(self, base):
        """
        Where the source leaves nothing open there is nothing to choose.
        """
        with pytest.raises(UnknownNameError) as caught:
            base.choose("half", source=NOTICE)

        assert ("base", "a gap", "nothing: the source leaves nothing open") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("start", [None, date(2024, 1, 2)], ids=str)
    def test_which_gap(self, entry, gap, start):
        """
        Of several gaps the caller names one by its start; the error lists them.
        """
        asked = Series(
            "basis",
            (
                entry(gap, "2024-01-01", "2024-01-01", "2025-01-01"),
                entry(gap, "2025-01-01", "2024-01-01"),
            ),
        )

        with pytest.raises(ValueNotAllowedError) as caught:
            asked.choose("half", source=NOTICE, start=start)

        assert ("basis: start of the gap", start) == (caught.value.field, caught.value.value)
        assert "2024-01-01, 2025-01-01" == caught.value.allowed

    def test_one_of_several(self, entry, gap):
        """
        Choosing for one gap leaves the others open.
        """
        first = entry(gap, "2024-01-01", "2024-01-01", "2025-01-01")
        second = entry(gap, "2025-01-01", "2024-01-01")
        chosen = Series("basis", (first, second)).choose(
            "half", source=NOTICE, start=date(2025, 1, 1)
        )

        assert 50 == chosen.on(date(2025, 1, 1))
        assert (first,) == chosen.gaps

    def test_beneath(self, entry, gap):
        """
        What the general series leaves open is chosen there, not in the local one.
        """
        general = Series("basis", (entry(gap, "2024-01-01", "2024-01-01"),))

        with pytest.raises(UnknownNameError):
            Series("basis").over(general).choose("half", source=NOTICE)


class TestOver:
    @given(local=ALONE, general=ALONE, known=KNOWNS)
    def test_local_wins(self, replay, local, general, known):
        """
        Where the local series holds something it shows, whichever became known later.
        """
        both = local.over(general)
        own, below = replay(local, DAYS, known), replay(general, DAYS, known)

        for day in DAYS:
            holds = day in own and own[day].value != Repeal()
            expected = own[day] if holds else below.get(day, own.get(day))
            assert expected is both.find(day, known)

    def test_three_layers(self, entry):
        """
        A general series may itself lie over another.
        """
        nation = Series("base", (entry(1, "2020-01-01", "2020-01-01"),))
        region = Series("base", (entry(2, "2021-01-01", "2020-01-01", "2023-01-01"),))
        office = Series("base", (entry(3, "2022-01-01", "2020-01-01", "2022-07-01"),))
        laid = office.over(region.over(nation))

        assert [1, 2, 3, 2, 1] == [
            laid.on(date.fromisoformat(day))
            for day in ("2020-06-01", "2021-06-01", "2022-06-01", "2022-12-31", "2023-01-01")
        ]

    def test_general_known_later(self, entry):
        """
        A local entry wins over a general one that became known after it.
        """
        general = Series("base", (entry(1, "2020-01-01", "2025-01-01"),))
        local = Series("base", (entry(2, "2020-01-01", "2020-01-01"),))

        assert 2 == local.over(general).on(date(2025, 6, 1))

    def test_local_taken_back(self, entry):
        """
        Once the local entry is taken back, the general one shows.
        """
        one = entry(2, "2020-01-01", "2020-01-01")
        general = Series("base", (entry(1, "2020-01-01", "2020-01-01"),))
        laid = Series("base", (one,)).over(general)
        told = laid.retract(one, known=date(2025, 1, 1), source=NOTICE)

        assert (2, 1) == (
            told.on(date(2025, 6, 1), date(2024, 12, 31)),
            told.on(date(2025, 6, 1), date(2025, 1, 1)),
        )

    def test_both_repealed(self, entry):
        """
        Where both are repealed nothing is in force.
        """
        local, general = (
            Series("base", (entry(Repeal(), "2020-01-01", "2020-01-01"),)) for _ in range(2)
        )

        for asked in (local.over(general), local.over(Series("base")), local):
            with pytest.raises(RepealedError):
                asked.on(date(2025, 6, 1))

    def test_once(self, base):
        """
        A series lies over one other; it is not quietly moved onto a second.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            base.over(Series("national")).over(Series("regional"))

        assert ("base.beneath", "national", "none yet") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @given(local=ALONE, general=ALONE)
    def test_leaves_both(self, local, general):
        """
        Laying one series over another leaves both as they were.
        """
        before = copy.deepcopy((local, general))
        both = local.over(general)

        assert before == (local, general)
        assert (local.entries, general) == (both.entries, both.beneath)
