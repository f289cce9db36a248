from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Month, Quarter, Week, Year
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.points import Cap, CapPeriod, CapScope

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
KINDS = {
    CapPeriod.WEEK: Week,
    CapPeriod.MONTH: Month,
    CapPeriod.QUARTER: Quarter,
    CapPeriod.YEAR: Year,
}


class TestCap:
    @pytest.mark.parametrize("points", [True, 5.0, "5", None], ids=repr)
    def test_int(self, cap, points):
        """
        A cap is a whole number of points.
        """
        with pytest.raises(WrongTypeError) as caught:
            cap(points)

        assert ("cap holder_day: points", points) == (caught.value.field, caught.value.value)

    def test_range(self, cap):
        """
        It goes from 1 to 1,000,000,000: a cap of nothing would cap nothing, or all.
        """
        assert [1, 10**9] == [cap(points).points for points in (1, 10**9)]
        for points in (0, -5, 10**9 + 1):
            with pytest.raises(ValueNotAllowedError, match="1 to 1000000000"):
                cap(points)

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            ("key", "a b", ValueNotAllowedError),
            ("label", "cap", WrongTypeError),
            ("every", "day", WrongTypeError),
            ("every", None, WrongTypeError),
            ("scope", "holder", WrongTypeError),
            ("activities", ["help"], WrongTypeError),
            ("activities", (None,), WrongTypeError),
            ("activities", ("help", "help"), ValueNotAllowedError),
        ],
        ids=repr,
    )
    def test_refused(self, name, value, error):
        """
        It has a name, a period and a scope, and names activities once.
        """
        fields = {
            "key": "a",
            "label": Label("上限", "cap"),
            "points": 5,
            "every": CapPeriod.DAY,
            "scope": CapScope.HOLDER,
            "activities": (),
        }
        with pytest.raises(error) as caught:
            Cap(**{**fields, name: value})

        assert error is type(caught.value)
        assert ("cap.key" if name == "key" else f"cap a: {name}") == caught.value.field


class TestCapPeriod:
    @given(day=DAYS, other=DAYS)
    def test_like_periods(self, day, other):
        """
        Two days have one number exactly when they lie in one period.
        """
        for every, kind in KINDS.items():
            same = kind.containing(day) == kind.containing(other)
            assert same is (every.index_of(day) == every.index_of(other))

    @given(day=DAYS)
    def test_counted_through(self, day):
        """
        The next period has the next number, and the last day of one has the number of the first.
        """
        for every, kind in KINDS.items():
            period = kind.containing(day)
            assert every.index_of(period.first_day) == every.index_of(period.last_day)
            assert every.index_of(period.end) == every.index_of(day) + 1

    @given(day=DAYS)
    def test_day(self, day):
        """
        Each day has a number of its own.
        """
        after = day + timedelta(days=1)

        assert CapPeriod.DAY.index_of(after) == CapPeriod.DAY.index_of(day) + 1

    def test_slip(self):
        """
        With a cap for each slip there is no period to look anything up in.
        """
        assert {0} == {CapPeriod.SLIP.index_of(date(year, 6, 1)) for year in (2024, 2025)}
