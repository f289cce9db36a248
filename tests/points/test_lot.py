"""
Lots: arithmetic of stretches, held against sets of points, and the order in which lots are used.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.points import Lot
from partygrid.points._lot import common, first, in_turn, joined, size, without

DAY = date(2025, 6, 30)
POINTS = st.sets(st.integers(0, 25))


def stretches_of(points):
    """
    Write a set of points as stretches.
    """
    found = []
    for point in sorted(points):
        if found and found[-1] == point:
            found[-1] = point + 1
        else:
            found += (point, point + 1)
    return tuple(found)


def points_of(stretches):
    """
    Write stretches as a set of points.
    """
    pairs = zip(stretches[::2], stretches[1::2], strict=True)
    return {point for start, end in pairs for point in range(start, end)}


class TestStretches:
    @pytest.mark.parametrize(
        ("count", "taken", "rest"),
        [
            (0, (), (2, 5, 7, 9)),
            (2, (2, 4), (4, 5, 7, 9)),
            (3, (2, 5), (7, 9)),
            (4, (2, 5, 7, 8), (8, 9)),
            (5, (2, 5, 7, 9), ()),
        ],
    )
    def test_first(self, count, taken, rest):
        """
        The first points are those with the smallest places.
        """
        assert (taken, rest) == first((2, 5, 7, 9), count)

    @given(POINTS, st.data())
    def test_first_of_any(self, points, data):
        """
        Taking so many leaves the others, whatever they are.
        """
        count = data.draw(st.integers(0, len(points)))
        taken, rest = first(stretches_of(points), count)

        assert sorted(points)[:count] == sorted(points_of(taken))
        assert sorted(points)[count:] == sorted(points_of(rest))
        assert size(taken) == count

    @given(POINTS, POINTS)
    def test_as_sets(self, one, other):
        """
        What both have, what one has more and the two together are as for sets of points.
        """
        ours, theirs = stretches_of(one), stretches_of(other)

        assert stretches_of(one & other) == common(ours, theirs)
        assert one - other == points_of(without(ours, theirs))
        assert stretches_of(one | other) == joined(ours, stretches_of(other - one))
        assert len(one) == size(ours)

    def test_joined_touching(self):
        """
        Stretches that touch become one, in whatever order they come.
        """
        assert (0, 9) == joined((3, 5), (0, 3, 5, 9))
        assert (3, 5) == joined((), (3, 5)) == joined((3, 5), ())


class TestLot:
    @pytest.mark.parametrize(
        ("day", "usable"),
        [("2025-05-31", False), ("2025-06-01", True), ("2025-06-30", True), ("2025-07-01", False)],
    )
    def test_days(self, day, usable):
        """
        It can be used from the day it opens to its last day, both included.
        """
        lot = Lot(0, date(2025, 6, 1), DAY, 5, (0, 5))

        assert lot.is_usable(date.fromisoformat(day)) is usable
        assert 5 == lot.left

    def test_without_end(self):
        """
        Points without a last day can be used for ever.
        """
        assert Lot(0, DAY, None, 5, (0, 5)).is_usable(date.max)

    def test_in_turn(self):
        """
        First comes what expires first, then what was registered first, then the smaller number.
        """
        early, late = date(2025, 1, 31), date(2025, 2, 28)
        lots = [
            (0, Lot(0, early, None, 1, (0, 1))),
            (1, Lot(1, late, DAY, 1, (0, 1))),
            (2, Lot(0, early, DAY, 1, (0, 1))),
            (3, Lot(0, early, DAY, 1, (0, 1))),
            (4, Lot(1, late, date(2025, 6, 29), 1, (0, 1))),
        ]

        assert [4, 2, 3, 1, 0] == in_turn(lots)
        assert [4, 2, 3, 1, 0] == in_turn(reversed(lots))
