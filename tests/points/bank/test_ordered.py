"""
Rows put in the order of day and id, a few days at a time, held against sorting them all.
"""

from datetime import date
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partygrid.points import Slip, _ordered
from partygrid.points._ordered import OrderedSlips, sound_batch

DAYS = [date(2025, 3, day) for day in (1, 2, 5, 9)]
ROWS = st.lists(
    st.tuples(
        st.sampled_from([f"s-{number}" for number in range(30)]),
        st.sampled_from(["h-1", "h-2"]),
        st.sampled_from(["study", "sorting", "hazard"]),
        st.sampled_from(DAYS),
        st.integers(1, 9),
        st.booleans(),
    ),
    min_size=1,
    max_size=20,
)


@pytest.fixture(params=[0, 2, 256])
def part(request, monkeypatch):
    """
    How many rows are gone through at a time: those of a day, a few, or all of them.
    """
    monkeypatch.setattr(_ordered, "_PART", request.param)


def day_and_id(row):
    """
    Give what rows are sorted by.
    """
    return row[3], row[0]


def check_order(found, rows):
    """
    See that slips stand as rows do when these are sorted.
    """
    rows = sorted(rows, key=day_and_id)
    assert found.ids == tuple(row[0] for row in rows)
    assert found.holders == tuple(row[1] for row in rows)
    assert found.activities == tuple(row[2] for row in rows)
    assert found.quantities == tuple(row[4] for row in rows)
    assert found.ordinals() == [row[3].toordinal() for row in rows]
    assert list(found) == [row[1:5] for row in rows]
    ends = 0
    by_day = [(day, list(lines)) for day, lines in groupby(rows, key=lambda row: row[3])]
    for each, (day, lines) in zip(found.days, by_day, strict=True):
        ends += len(lines)
        lates = {row[5] for row in lines}
        assert (each.day, each.end) == (day, ends)
        assert each.activities == tuple(dict.fromkeys(row[2] for row in lines))
        assert each.late == (lates.pop() if len(lates) == 1 else None)


# The fixture says the same for every example.
fixed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.usefixtures("part")
class TestOrder:
    @fixed
    @given(ROWS, st.data())
    def test_same(self, given_rows, data):
        """
        Each id once, whether in this or that order, given again or not; the first place counts.
        """
        unique = list({row[0]: row for row in given_rows}.values())
        again = data.draw(st.lists(st.sampled_from(unique), max_size=3))
        rows = data.draw(st.permutations(unique + again))
        by_id, found = sound_batch(rows)

        assert list(by_id) == list(dict.fromkeys(row[0] for row in rows))
        assert sorted(by_id.values()) == sorted(unique)
        check_order(found, unique)
        check_order(OrderedSlips.of(unique), unique)

    @fixed
    @given(ROWS, st.data())
    def test_two_of_one_id(self, given_rows, data):
        """
        Where one id stands for two slips, of one day or of two, the columns are not taken.
        """
        unique = list({row[0]: row for row in given_rows}.values())
        first = data.draw(st.sampled_from(unique))
        others = [(1, "h-3"), (4, 10), *((3, day) for day in (*DAYS, date(2025, 3, 31)))]
        place, value = data.draw(st.sampled_from(others))
        other = list(first)
        other[place] = value
        rows = data.draw(st.permutations([*unique, tuple(other)]))
        found = sound_batch(rows)

        assert (found is None) == (tuple(other) != first)

    @fixed
    @given(ROWS, st.data())
    def test_wrong(self, given_rows, data):
        """
        One field of another type, or beyond its bounds, is seen among all others.
        """
        unique = list({row[0]: row for row in given_rows}.values())
        number = data.draw(st.integers(0, len(unique) - 1))
        wrong = [
            (0, 7),
            (0, ""),
            (0, "a b"),
            (0, "a\n"),
            (0, "x" * 129),
            (1, 5),
            (2, None),
            (3, "2025-03-01"),
            (4, True),
            (4, 0),
            (4, 10**9 + 1),
            (5, 0),
        ]
        place, value = data.draw(st.sampled_from(wrong))
        broken = list(unique[number])
        broken[place] = value
        unique[number] = tuple(broken)

        assert sound_batch(unique) is None

    def test_five_fields(self):
        """
        A row that leaves out whether it is late is not late; slips and rows may be mixed.
        """
        rows = [
            ("b", "h-1", "study", DAYS[1], 2),
            Slip("a", "h-2", "hazard", DAYS[1], 1, late=True),
        ]
        by_id, found = sound_batch(rows)

        assert list(by_id.values()) == [(*rows[0], False), rows[1]]
        assert [(each.late, each.end) for each in found.days] == [(None, 2)]
        check_order(found, by_id.values())

    def test_nothing(self):
        """
        No rows are no batch, and in order there are none.
        """
        found = OrderedSlips.of([])

        assert sound_batch([]) is None
        assert (found.ids, found.days, list(found), found.ordinals()) == ((), (), [], [])
