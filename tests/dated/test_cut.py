from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import NotStated, Repeal, Series
from partygrid.dated._cut import cut
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.strategies import series

FIRST, LAST = date(2024, 2, 20), date(2024, 3, 20)
DAYS = [FIRST + timedelta(days=n) for n in range(-1, (LAST - FIRST).days + 3)]
SMALL = series(st.integers(0, 3), min_value=FIRST, max_value=LAST, max_size=3)
FEW = st.lists(SMALL, min_size=1, max_size=2).map(tuple)


def values(entries):
    """
    Make a segment of entries: their values.
    """
    return tuple(one.value for one in entries)


def found(told, day, known):
    """
    Find the entry of each series on a day, or None unless each holds a value.
    """
    entries = tuple(each.find(day, known) for each in told)
    open_or_none = (one is None or isinstance(one.value, NotStated | Repeal) for one in entries)
    return None if any(open_or_none) else entries


class TestAt:
    @given(told=FEW, known=st.none() | st.sampled_from(DAYS))
    def test_every_day(self, told, known):
        """
        On each day, as known on each day, the segment is made of what each series holds.
        """
        made = cut(told, values)

        for day in DAYS:
            entries = found(told, day, known)
            assert (entries and values(entries)) == made.at(day, known)

    @pytest.mark.parametrize("known", [None, date(2024, 3, 1)])
    def test_nothing_said(self, known):
        """
        Where nothing was ever said there is no segment on any day.
        """
        made = cut((Series("base"), Series("rate")), values)

        assert ((), ()) == (made.days, made.knowns)
        assert None is made.at(date(2024, 3, 1), known)

    def test_before_all(self, entry):
        """
        There is no segment before the first day, nor as known before the first knowledge.
        """
        made = cut((Series("base", (entry(5, "2024-03-01", "2024-02-01"),)),), values)

        assert (5,) == made.at(date(2024, 3, 1), date(2024, 2, 1))
        assert None is made.at(date(2024, 2, 29), None)
        assert None is made.at(date(2024, 3, 1), date(2024, 1, 31))


class TestThroughout:
    @given(
        told=FEW,
        stretch=st.lists(st.sampled_from(DAYS), min_size=2, max_size=2).map(sorted),
        knowledge=st.lists(st.sampled_from(DAYS), min_size=2, max_size=2).map(sorted),
    )
    def test_walked(self, told, stretch, knowledge):
        """
        A segment is found exactly if each day, as known on each day, has that one.
        """
        made = cut(told, lambda entries: [entries])
        (first, last), (since, until) = stretch, knowledge
        segments = [
            made.at(day, known)
            for day in DAYS
            if first <= day <= last
            for known in DAYS
            if since <= known <= until
        ]
        shared = all(each is segments[0] for each in segments)

        assert (segments[0] if shared else None) is made.throughout(first, last, since, until)

    @pytest.mark.parametrize(
        ("first", "last", "since", "until", "segment"),
        [
            ("2024-03-01", "2024-03-31", "2024-02-01", "2024-02-09", (5,)),
            ("2024-03-01", "2024-03-31", "2024-02-01", "2024-02-10", (5,)),
            ("2024-04-01", "2024-04-01", "2024-02-01", "2024-02-09", (5,)),
            ("2024-03-01", "2024-04-01", "2024-02-01", "2024-02-09", (5,)),
            ("2024-04-01", "2024-04-30", "2024-02-10", "2024-02-29", (6,)),
            ("2024-04-01", "2024-04-01", "2024-02-09", "2024-02-10", None),
            ("2024-03-31", "2024-04-01", "2024-02-10", "2024-02-10", None),
            ("2024-02-29", "2024-03-01", "2024-02-10", "2024-02-10", None),
            ("2024-02-01", "2024-02-29", "2024-02-10", "2024-02-10", None),
            ("2024-03-01", "2024-03-01", "2024-01-31", "2024-02-01", None),
        ],
    )
    def test_bounds(self, entry, first, last, since, until, segment):
        """
        The last days of a stretch and of what was known count like the first.
        """
        told = entry(5, "2024-03-01", "2024-02-01"), entry(6, "2024-04-01", "2024-02-10")
        made = cut((Series("base", told),), values)
        asked = map(date.fromisoformat, (first, last, since, until))

        assert segment == made.throughout(*asked)


class TestMaking:
    @given(told=FEW)
    def test_once_a_combination(self, told):
        """
        Each combination of entries that was ever in force together is made into a segment once.
        """
        calls = Counter()

        def make(entries):
            calls[tuple(map(id, entries))] += 1
            return entries

        made = cut(told, make)
        combos = {
            tuple(map(id, entries))
            for known in made.knowns
            for day in made.days
            if (entries := found(told, day, known)) is not None
        }

        assert dict.fromkeys(combos, 1) == calls

    @given(told=FEW)
    def test_shared(self, told):
        """
        Days and knowledge of one combination share one segment.
        """
        made = cut(told, lambda entries: [entries])
        segments = {}
        for row in made.rows:
            for segment in filter(None, row):
                assert segment is segments.setdefault(tuple(map(id, segment[0])), segment)

    def test_at_odds(self, entry):
        """
        Entries that cannot be put together leave no segment on their days, and only there.
        """

        def make(entries):
            (value,) = values(entries)
            if value > 5:
                raise ValueNotAllowedError(field="base", value=value, allowed="0 to 5")
            return value

        told = entry(5, "2024-03-01", "2024-02-01"), entry(6, "2024-04-01", "2024-02-02")
        made = cut((Series("base", told),), make)

        assert 5 == made.at(date(2024, 3, 31), None)
        assert None is made.at(date(2024, 4, 1), None)
        assert 5 == made.at(date(2024, 4, 1), date(2024, 2, 1))

    def test_faults_show(self, entry):
        """
        An error that is none of the library's is a fault of a rule and is not passed over.
        """
        with pytest.raises(ZeroDivisionError):
            cut(
                (Series("base", (entry(0, "2024-03-01", "2024-02-01"),)),),
                lambda entries: 1 / entries[0].value,
            )

    @pytest.mark.parametrize("value", [NotStated(Label("未载明", "not stated")), Repeal()])
    def test_no_value(self, entry, value):
        """
        A gap or a repeal in one series leaves no segment, whatever the others hold.
        """
        base = Series("base", (entry(5, "2024-01-01", "2024-01-01"),))
        rate = Series(
            "rate",
            (
                entry(6, "2024-01-01", "2024-01-01", "2024-03-01"),
                entry(value, "2024-03-01", "2024-01-01"),
            ),
        )
        made = cut((base, rate), values)

        assert (5, 6) == made.at(date(2024, 2, 29), None)
        assert None is made.at(date(2024, 3, 1), None)
