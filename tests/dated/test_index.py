from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partygrid.dated import Dated, Interval, Repeal, Retraction, Series
from partygrid.dated._index import build, check, check_kinds, look_up, order
from partygrid.errors import (
    ConflictError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.sources import Grade, Source
from partygrid.strategies import intervals, series

# Ends of February and of the month after; entries of the window often meet.
FIRST, LAST = date(2024, 2, 20), date(2024, 3, 20)
DAYS = [FIRST + timedelta(days=n) for n in range(-1, (LAST - FIRST).days + 3)]
WINDOW = {"min_value": FIRST, "max_value": LAST}
ALONE = series(st.integers(0, 9), **WINDOW, allow_beneath=False)
SOURCES = [Source(key=key, title=f"通知{key}", grade=Grade.HOST) for key in "甲乙丙"]


def taken_back(taken, known, *, start=None, end=None):
    """
    Make a retraction of an entry, of the same days unless others are given.
    """
    return Dated(
        value=Retraction(start=taken.start, known=taken.known),
        start=start or taken.start,
        end=end or taken.end,
        known=date.fromisoformat(known),
        source=SOURCES[2],
    )


class TestCheckKinds:
    @pytest.mark.parametrize("name", ["", " ", None, 5, b"base", True], ids=repr)
    def test_name(self, name):
        """
        A series has a name of text.
        """
        with pytest.raises(WrongTypeError) as caught:
            check_kinds(name, ())

        assert ("series.name", name, "a text not blank") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("entries", [[], None, {}, frozenset()], ids=repr)
    def test_tuple(self, entries):
        """
        Entries come as a tuple, which nobody can change afterwards.
        """
        with pytest.raises(WrongTypeError) as caught:
            check_kinds("base", entries)

        assert ("base", entries, "a tuple of entries") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("given", [5, None, (FIRST, 5), Repeal()], ids=repr)
    def test_entries(self, entry, given):
        """
        A bare value is no entry: it has neither dates nor source.
        """
        with pytest.raises(WrongTypeError) as caught:
            check_kinds("base", (entry(5, "2025-01-01", "2025-01-01"), given))

        assert ("base", given, "entries (Dated)") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestConflict:
    @given(
        spans=st.lists(intervals(**WINDOW), min_size=2, max_size=5),
        knowns=st.lists(st.sampled_from(DAYS[:2]), min_size=5, max_size=5),
    )
    def test_same_days_and_knowledge(self, spans, knowns):
        """
        Entries conflict exactly if two became known on one day and a walk finds a day in both.
        """
        entries = tuple(
            Dated(value=n, start=span.start, end=span.end, known=known, source=SOURCES[0])
            for n, (span, known) in enumerate(zip(spans, knowns, strict=False))
        )
        walked = Counter(
            (day, one.known)
            for one in entries
            for day in DAYS
            if one.start <= day and (one.end is None or day < one.end)
        )
        if max(walked.values()) == 1:
            assert None is check("base", entries)
            return

        with pytest.raises(ConflictError) as caught:
            check("base", entries)

        assert "base" == caught.value.field

    @pytest.mark.parametrize("swapped", [False, True])
    def test_names_both(self, entry, swapped):
        """
        The error names the days and the sources of both entries, whichever comes first.
        """
        one = entry(5, "2025-01-01", "2024-12-20", source=SOURCES[0])
        two = entry(6, "2025-06-01", "2024-12-20", "2025-07-01", source=SOURCES[1])

        with pytest.raises(ConflictError) as caught:
            check("base", (two, one) if swapped else (one, two))

        assert ("[2025-01-01, …)", "[2025-06-01, 2025-07-01)") == caught.value.value
        assert "one entry a day among those known on 2024-12-20" == caught.value.allowed
        assert "通知甲 [host] against 通知乙 [host]" == caught.value.source
        assert all(text in str(caught.value) for text in ("base", *caught.value.value, "通知乙"))

    def test_equal_values_too(self, entry):
        """
        Two entries of one value conflict like any others: it has two sources.
        """
        one = entry(5, "2025-01-01", "2024-12-20")

        with pytest.raises(ConflictError):
            check("base", (one, one))

    def test_taken_back_too(self, entry):
        """
        Taking an entry back does not make room for another known on the same day as it was.
        """
        one = entry(5, "2025-01-01", "2024-12-20")
        two = entry(6, "2025-01-01", "2024-12-20", "2025-02-01")

        with pytest.raises(ConflictError):
            check("base", (one, two, taken_back(one, "2025-03-01")))

    def test_neighbours(self, entry):
        """
        An entry may start where another of the same knowledge ends.
        """
        one = entry(5, "2025-01-01", "2024-12-20", "2025-06-01")
        two = entry(6, "2025-06-01", "2024-12-20")

        assert None is check("base", (one, two))

    def test_retraction_is_no_claim(self, entry):
        """
        On the day it becomes known, a retraction may meet a new entry for the same days.
        """
        one = entry(5, "2025-01-01", "2024-12-20")
        two = entry(6, "2025-01-01", "2025-03-01")

        assert None is check("base", (one, two, taken_back(one, "2025-03-01")))


class TestRetraction:
    @pytest.mark.parametrize(
        ("start", "known"), [("2025-01-02", "2024-12-20"), ("2025-01-01", "2024-12-21")]
    )
    def test_of_nothing(self, entry, start, known):
        """
        A retraction names an entry of the series by its start and its knowledge, both.
        """
        other = entry(6, start, known)

        with pytest.raises(UnknownNameError) as caught:
            check("base", (entry(5, "2025-01-01", "2024-12-20"), taken_back(other, "2025-03-01")))

        assert ("base: entry to take back", (start, known)) == (
            caught.value.field,
            caught.value.value,
        )
        assert f"('{start}', '{known}') is not known" in str(caught.value)

    def test_twice(self, entry):
        """
        An entry is taken back once.
        """
        one = entry(5, "2025-01-01", "2024-12-20")

        with pytest.raises(UnknownNameError) as caught:
            check("base", (one, taken_back(one, "2025-03-01"), taken_back(one, "2025-04-01")))

        assert ("2025-01-01", "2024-12-20") == caught.value.value
        assert caught.value.allowed.endswith("once")

    @pytest.mark.parametrize(
        "days",
        [
            {"start": date(2025, 1, 2)},
            {"start": date(2024, 12, 31)},
            {"end": date(2025, 6, 30)},
            {"end": date(2025, 7, 2)},
        ],
        ids=str,
    )
    def test_of_a_part(self, entry, days):
        """
        An entry is taken back as a whole, neither for fewer days nor for more.
        """
        one = entry(5, "2025-01-01", "2024-12-20", "2025-07-01")

        with pytest.raises(ValueNotAllowedError) as caught:
            check("base", (one, taken_back(one, "2025-03-01", **days)))

        assert "base: retraction" == caught.value.field
        assert (
            "the whole of [2025-01-01, 2025-07-01), known after 2024-12-20"
        ) == caught.value.allowed

    @pytest.mark.parametrize("known", ["2024-12-19", "2024-12-20"])
    def test_only_later(self, entry, known):
        """
        An entry is taken back after the day it became known, not on it.
        """
        one = entry(5, "2025-01-01", "2024-12-20")

        with pytest.raises(ValueNotAllowedError) as caught:
            check("base", (one, taken_back(one, known)))

        assert f"[2025-01-01, …), known {known}" == caught.value.value
        assert f"base: retraction: got '[2025-01-01, …), known {known}'" in str(caught.value)

    def test_of_a_retraction(self, entry):
        """
        What was taken back is announced again; its retraction cannot be taken back.
        """
        one = entry(5, "2025-01-01", "2024-12-20")
        back = taken_back(one, "2025-03-01")

        with pytest.raises(UnknownNameError):
            check("base", (one, back, taken_back(back, "2025-04-01")))


class TestOrder:
    def test_knowledge_first(self, entry):
        """
        What became known earlier comes first, whenever it starts.
        """
        one, two = entry(5, "2025-06-01", "2024-12-20"), entry(6, "2025-01-01", "2025-01-01")

        assert [one, two] == sorted([two, one], key=order)

    def test_back_before_anew(self, entry):
        """
        On one day of knowledge, taking back comes before announcing, whatever starts first.
        """
        one = entry(5, "2025-02-01", "2024-12-20")
        back, two = taken_back(one, "2025-03-01"), entry(6, "2025-01-01", "2025-03-01")

        assert [one, back, two] == sorted([two, back, one], key=order)

    @given(ALONE)
    def test_no_ties(self, drawn):
        """
        No two entries of a series have one place, so a series has one order.
        """
        assert len(drawn.entries) == len({order(one) for one in drawn.entries})

    def test_two_taken_back(self, entry):
        """
        Two entries of one start, taken back on one day, keep the order in which they were known.
        """
        one, two = entry(5, "2025-01-01", "2024-12-20"), entry(6, "2025-01-01", "2024-12-21")
        backs = [taken_back(each, "2025-03-01") for each in (one, two)]

        assert [one, two, *backs] == sorted([*reversed(backs), two, one], key=order)


class TestLookUp:
    @given(drawn=ALONE)
    @example(drawn=Series("series"))
    def test_replayed(self, replay, drawn):
        """
        Each day, as known on each day, holds the entry that a replay finds.
        """
        days, chains = build(drawn.entries)
        for known in (None, *DAYS):
            found = {day: look_up(days, chains, day, known) for day in DAYS}
            assert replay(drawn, DAYS, known) == {day: one for day, one in found.items() if one}

    @given(drawn=ALONE)
    def test_cut_at_bounds(self, drawn):
        """
        Days are cut where an entry starts or ends, and nowhere else.
        """
        days, chains = build(drawn.entries)
        bounds = {day for one in drawn.entries for day in (one.start, one.end) if day is not None}

        assert sorted(bounds) == [*days]
        assert len(days) == len(chains)

    def test_ends_of_time(self, entry):
        """
        The first and the last day of all can be looked up.
        """
        forever = entry(5, "0001-01-01", "0001-01-01")
        days, chains = build((forever,))

        assert forever is look_up(days, chains, date.max, date.min)
        assert forever is look_up(days, chains, date.min, None)
        assert Interval(date.min) == forever.interval
