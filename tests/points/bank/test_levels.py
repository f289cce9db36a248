"""
The mapping that never changes and grows cheaply, held against a dict.
"""

import pickle
from copy import copy, deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.points._levels import Levels

KEYS = [f"k-{number}" for number in range(40)]
ITEMS = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 9), max_size=20)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from(KEYS), st.integers(0, 9)),
        st.tuples(st.just("put_all"), ITEMS, st.none()),
        st.tuples(st.just("without"), st.sampled_from(KEYS), st.none()),
    ),
    max_size=60,
)


def changed(levels, plain, change):
    """
    Make one change to both; the dict is a new one, too.
    """
    name, what, value = change
    if name == "put":
        return levels.put(what, value), {**plain, what: value}
    if name == "put_all":
        return levels.put_all(what), {**plain, **what}
    return levels.without(what), {key: old for key, old in plain.items() if key != what}


def check_same(levels, plain):
    """
    Ask both everything that can be asked.
    """
    assert len(levels) == len(plain)
    assert dict(levels.items()) == plain
    assert len(list(levels.items())) == len(plain)
    for key in KEYS:
        assert levels.get(key) == plain.get(key)
        assert (key in levels) is (key in plain)
    half = KEYS[::2]
    assert levels.among(half) == {key: plain[key] for key in half if key in plain}
    assert levels.among(iter([*half, *half])) == levels.among(set(half))


def sizes(levels):
    """
    Give how many ids each level holds, from the top.
    """
    return [len(level) for level in levels._levels]


class TestAgainstDict:
    @given(changes=CHANGES, other=ITEMS)
    def test_same(self, changes, other):
        """
        Whatever is done to it, it answers as a dict; what it was made from stays as it was.
        """
        kept = [(Levels.of(other), dict(other))]
        for change in changes:
            kept.append(changed(*kept[-1], change))
        for levels, plain in kept:
            check_same(levels, plain)

    @given(changes=CHANGES)
    def test_order_of_changes(self, changes):
        """
        Two that hold the same are equal, however it came in; another value is another mapping.
        """
        levels, plain = Levels(), {}
        for change in changes:
            levels, plain = changed(levels, plain, change)

        assert levels == Levels.of(plain)
        assert levels != Levels.of({**plain, "other": 1})
        assert levels != levels.put("k-0", "another value")
        assert pickle.loads(pickle.dumps(levels)) == levels  # noqa: S301 - our own bytes
        assert deepcopy(levels) == copy(levels) == levels

    @given(before=ITEMS, left=CHANGES, right=CHANGES)
    def test_branches(self, before, left, right):
        """
        Two that were made from one know nothing of each other.
        """
        start = Levels.of(before)
        one = other = start, before
        for change in left:
            one = changed(*one, change)
        for change in right:
            other = changed(*other, change)

        check_same(*one)
        check_same(*other)
        check_same(start, before)


class TestLevels:
    def test_growing(self):
        """
        The levels hold up to 16, 256, 4,096 ids; a full one is poured into the next.
        """
        levels = Levels()
        for number in range(16):
            levels = levels.put(f"{number}", number)
        assert sizes(levels) == [16]
        assert sizes(levels.put("16", 16)) == [0, 17]
        copied = 0
        for number in range(16, 5_000):
            before, levels = levels, levels.put(f"{number}", number)
            copied += sum(len(level) for level in levels._levels if level not in before._levels)
            assert all(size <= 16 ** (depth + 1) for depth, size in enumerate(sizes(levels)))
        # One that is added is copied 16 times at most in each level that it passes.
        assert copied < 5_000 * 16 * len(sizes(levels))
        assert len(levels) == 5_000
        assert len(sizes(levels)) == 4

    def test_newest_shows(self):
        """
        A value lies above older ones of its id in every deeper level.
        """
        levels = Levels()
        for number in range(300):
            levels = levels.put(f"{number}", 0)
        assert len(sizes(levels)) > 1
        levels = levels.put("3", 1).put("299", 2)

        assert (levels.get("3"), levels.get("299"), levels.get("5")) == (1, 2, 0)
        assert levels.among(["3", "299"]) == {"3": 1, "299": 2}
        assert dict(levels.items())["3"] == 1
        assert len(levels) == 300

    def test_left_out_and_back(self):
        """
        An id that was left out of a deep level is gone, and may come back.
        """
        levels = Levels.of({f"{number}": number + 1 for number in range(300)})
        gone = levels.without("7")

        assert "7" in levels
        assert "7" not in gone
        assert gone.get("7") is None
        assert gone.among({"7", "8"}) == {"8": 9}
        assert len(gone) == 299
        assert gone.without("7") is gone
        assert gone.put("7", 8) == levels

    def test_nothing(self):
        """
        Without ids there is nothing in it; adding nothing makes nothing.
        """
        levels = Levels()

        assert (len(levels), dict(levels.items()), levels.get("k")) == (0, {}, None)
        assert levels.put_all({}) is levels
        assert Levels.of({}) == levels
        assert bool(levels) is True

    def test_others(self):
        """
        It is no dict, equals none, and cannot be a key.
        """
        levels = Levels.of({"a": 1})

        assert levels != {"a": 1}
        with pytest.raises(TypeError):
            hash(levels)
        assert repr(levels) == "<Levels of 1>"

    def test_given_dict(self):
        """
        What is handed in may be changed afterwards.
        """
        given = {"a": 1}
        one, other = Levels.of(given), Levels().put_all(given)
        given["a"] = 2

        assert one.get("a") == other.get("a") == 1
