from datetime import date, timedelta

import pytest
from hypothesis import given
from reaching import reaches

from partygrid.errors import WrongTypeError
from partygrid.people import NoResult
from partygrid.strategies._conduct import worked_days, yearly_results
from partygrid.strategies._people import workers

DECEMBER = {"min_value": date(2024, 11, 15), "max_value": date(2025, 1, 15)}


class TestYearlyResults:
    @given(fact=yearly_results(grades=["a", "b"]))
    def test_grades(self, fact):
        """
        A result is one of the grades asked for, or says why there is none.
        """
        assert fact.result in {"a", "b", *NoResult}

    @pytest.mark.parametrize("result", ["a", *NoResult])
    def test_reaches(self, result):
        """
        Grades are drawn, and each reason why there is none.
        """
        assert reaches(yearly_results(grades=["a"]), lambda fact: fact.result == result)

    @pytest.mark.parametrize("year", [2024, 2025])
    def test_reaches_years(self, year):
        """
        The years of the first and the last day are drawn.
        """
        assert reaches(yearly_results(**DECEMBER), lambda fact: fact.year == year)

    @given(fact=yearly_results(allow_not_stated=False))
    def test_stated(self, fact):
        """
        Where that is not allowed, no result is missing on file.
        """
        assert fact.result is not NoResult.NOT_STATED

    def test_no_grade(self):
        """
        A year may still be without a grade.
        """
        drawn = yearly_results(allow_not_stated=False)

        assert reaches(drawn, lambda fact: fact.result is NoResult.NO_GRADE)

    @pytest.mark.parametrize("strategy", [yearly_results, workers])
    @pytest.mark.parametrize("value", [None, 1, "no"])
    def test_flag(self, strategy, value):
        """
        The flag is a bool.
        """
        with pytest.raises(WrongTypeError) as caught:
            strategy(allow_not_stated=value)

        assert ("allow_not_stated", value) == (caught.value.field, caught.value.value)


class TestWorkedDays:
    @pytest.mark.parametrize(
        "wanted",
        [
            lambda fact: (fact.start, fact.end) == (date(2024, 12, 1), date(2025, 1, 1)),
            lambda fact: fact.end - fact.start == timedelta(days=1),
            lambda fact: fact.start.day > 1 and fact.end.day > 1,
            lambda fact: fact.working == 0,
            lambda fact: fact.working == (fact.end - fact.start).days > 20,
            lambda fact: fact.worked == 0 < fact.working,
            lambda fact: fact.absent == 0 < fact.working,
            lambda fact: 0 < fact.absent < fact.working,
        ],
        ids=[
            "whole month",
            "one day",
            "part",
            "no working day",
            "every day",
            "never worked",
            "always worked",
            "some",
        ],
    )
    def test_reaches(self, wanted):
        """
        Whole months are drawn and parts, and all, some or none of the days worked.
        """
        assert reaches(worked_days(**DECEMBER), wanted)
