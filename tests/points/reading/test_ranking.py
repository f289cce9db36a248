import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.points import TieRule
from partygrid.points._ranking import places

POINTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 5))


class TestPlaces:
    @pytest.mark.parametrize(
        ("points", "standard", "dense"),
        [
            ([], [], []),
            ([0], [1], [1]),
            ([0, 0], [1, 1], [1, 1]),
            ([9, 7, 7, 5], [1, 2, 2, 4], [1, 2, 2, 3]),
            ([5, 9, 5, 9, 0], [3, 1, 3, 1, 5], [2, 1, 2, 1, 3]),
            ([-1, 0], [2, 1], [2, 1]),
        ],
    )
    def test_worked(self, points, standard, dense):
        """
        Who has as many points shares the place; then places are left out, or none.
        """
        named = {f"h-{number}": count for number, count in enumerate(points)}

        assert list(places(named, TieRule.STANDARD).values()) != [] or not points
        assert [places(named, TieRule.STANDARD)[name] for name in named] == standard
        assert [places(named, TieRule.DENSE)[name] for name in named] == dense

    @given(POINTS)
    def test_standard(self, points):
        """
        A place is one more than the number of those with more points.
        """
        assert places(points, TieRule.STANDARD) == {
            holder: 1 + sum(other > count for other in points.values())
            for holder, count in points.items()
        }

    @given(POINTS)
    def test_dense(self, points):
        """
        Where no place is left out it is one more than the number of higher numbers of points.
        """
        assert places(points, TieRule.DENSE) == {
            holder: 1 + len({other for other in points.values() if other > count})
            for holder, count in points.items()
        }

    @given(POINTS, st.randoms(use_true_random=False), st.sampled_from(TieRule))
    def test_order(self, points, shuffled, ties):
        """
        Neither the order of the holders nor their names play a part.
        """
        names = list(points)
        shuffled.shuffle(names)
        renamed = {f"x{name}": points[name] for name in names}

        again = places(renamed, ties)
        assert {name[1:]: place for name, place in again.items()} == places(points, ties)
