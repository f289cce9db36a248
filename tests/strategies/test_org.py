import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.org import Standing, unit_id
from partygrid.strategies._org import standings, unit_ids


class TestUnitIds:
    @given(unit=unit_ids())
    def test_valid(self, unit):
        """
        Every id drawn is one.
        """
        assert unit == unit_id(unit)


class TestStandings:
    @given(standing=standings())
    def test_valid(self, standing):
        """
        Up to five criteria are met, unless asked for otherwise.
        """
        assert isinstance(standing, Standing)
        assert 0 <= standing.criteria_met <= 5

    @given(bounds=st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), data=st.data())
    def test_bounds(self, bounds, data):
        """
        The count lies between the bounds.
        """
        low, high = bounds
        drawn = data.draw(standings(min_criteria_met=low, max_criteria_met=high))

        assert low <= drawn.criteria_met <= high

    @pytest.mark.parametrize("count", range(6))
    def test_reaches(self, count):
        """
        Every count is drawn, both bounds included.
        """
        assert Standing(criteria_met=count) == find(standings(), lambda s: s.criteria_met == count)

    @pytest.mark.parametrize(
        ("bounds", "message"),
        [
            ({"min_criteria_met": -1}, "min_criteria_met: got -1; allowed: 0 or more"),
            ({"min_stars": -1}, "min_stars: got -1; allowed: 0 or more"),
            ({"min_stars": 6}, "max_stars: got 5; allowed: min_stars (6) or more"),
            (
                {"min_criteria_met": 6},
                "max_criteria_met: got 5; allowed: min_criteria_met (6) or more",
            ),
        ],
    )
    def test_impossible(self, bounds, message):
        """
        Bounds that leave no count are refused at once.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            standings(**bounds)

        assert message == str(caught.value)

    @pytest.mark.parametrize("bound", [None, True, 4.0, "4"])
    @pytest.mark.parametrize(
        "field", ["min_criteria_met", "max_criteria_met", "min_stars", "max_stars"]
    )
    def test_no_count(self, field, bound):
        """
        A bound is an int.
        """
        with pytest.raises(WrongTypeError) as caught:
            standings(**{field: bound})

        assert (field, bound) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("stars", [None, 0, 5])
    def test_stars(self, stars):
        """
        Some are rated by stars, and some are not.
        """
        assert stars == find(standings(), lambda standing: standing.stars == stars).stars

    @given(standings(min_stars=2, max_stars=3, allow_no_stars=False))
    def test_always_stars(self, standing):
        """
        Stars can be asked for.
        """
        assert standing.stars in {2, 3}
