"""
What a unit has been rated.
"""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Series
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.org import Standing, Standings, unit_id
from partygrid.sources import Grade, Source


class TestStanding:
    @given(count=st.integers(0, 10**6))
    def test_taken(self, count):
        """
        Any count is taken: how many criteria there are is the scheme's to say.
        """
        assert count == Standing(criteria_met=count).criteria_met

    @pytest.mark.parametrize("count", [-1, -(10**40)])
    def test_below_zero(self, count):
        """
        A count below zero is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Standing(criteria_met=count)

        error = caught.value
        assert ("standing.criteria_met", count, "0 or more") == (
            error.field,
            error.value,
            error.allowed,
        )
        assert f"standing.criteria_met: got {count}; allowed: 0 or more" == str(error)

    @pytest.mark.parametrize("count", [True, 4.0, float("nan"), "4", None, Fraction(4)])
    def test_no_count(self, count):
        """
        What is not an int is refused: a bool, a float, text, nothing.
        """
        with pytest.raises(WrongTypeError) as caught:
            Standing(criteria_met=count)

        assert "standing.criteria_met" == caught.value.field
        assert count is caught.value.value
        assert f"standing.criteria_met: got {count!r} of type {type(count).__name__}" in str(
            caught.value
        )
        assert "a whole number" in str(caught.value)

    def test_named(self):
        """
        The count is given by name, so that it cannot be taken for another number.
        """
        with pytest.raises(TypeError):
            Standing(4)

    def test_frozen(self):
        """
        A standing cannot be changed.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Standing(criteria_met=4).criteria_met = 5


class TestStandings:
    def test_over_time(self):
        """
        The standing of each unit is a series: a day without an entry has no rating.
        """
        source = Source(key="r", title="评定结果", grade=Grade.HOST)
        rated = Series("standing").announce(
            Standing(criteria_met=4),
            start=date(2024, 1, 1),
            end=date(2025, 1, 1),
            known=date(2025, 1, 20),
            source=source,
        )
        standings: Standings = {unit_id("community-7"): rated}
        series = standings[unit_id("community-7")]

        assert Standing(criteria_met=4) == series.on(date(2024, 12, 31))
        assert None is series.find(date(2025, 1, 1))
        assert None is series.find(date(2024, 12, 31), known=date(2025, 1, 19))
