"""
From which day on a change counts, against a search through the calendar.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partygrid.dated import Effective
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.strategies._days import days

ONE_DAY = timedelta(days=1)
YEARS = range(1896, 2045)
near = days(min_value=date(1900, 1, 1), max_value=date(2040, 12, 31))


def counts_from(change, effective):
    """
    Give the first day on which a change counts, by looking at each day from the change on.
    """

    def begins(day):
        first_of_month = day.day == 1
        first_of_year = first_of_month and day.month == 1
        return {
            Effective.SAME_DAY: True,
            Effective.SAME_MONTH: True,
            Effective.NEXT_MONTH: day > change and first_of_month,
            Effective.NEXT_JANUARY: day > change and first_of_year,
            Effective.EACH_JANUARY: first_of_year,
        }[effective]

    # A change counts for the whole of its month if it counts from that month.
    day = change.replace(day=1) if effective is Effective.SAME_MONTH else change
    while not begins(day):
        day += ONE_DAY
    return day


class TestReference:
    @given(change=near, day=near, effective=st.sampled_from(Effective))
    @example(date(2024, 1, 1), date(2024, 1, 1), Effective.EACH_JANUARY)
    @example(date(2024, 1, 1), date(2024, 12, 31), Effective.NEXT_JANUARY)
    @example(date(2023, 12, 31), date(2024, 1, 1), Effective.NEXT_JANUARY)
    @example(date(2023, 12, 31), date(2024, 1, 1), Effective.EACH_JANUARY)
    @example(date(2024, 2, 29), date(2024, 2, 1), Effective.SAME_MONTH)
    @example(date(2024, 2, 29), date(2024, 3, 1), Effective.NEXT_MONTH)
    def test_searched(self, change, day, effective):
        """
        On a day, what happened by its reference day is just what counts by then.
        """
        assert (counts_from(change, effective) <= day) == (change <= effective.reference(day))

    @given(first=near, second=near, effective=st.sampled_from(Effective))
    def test_in_order(self, first, second, effective):
        """
        What counts on a day counts on every later day.
        """
        earlier, later = sorted((first, second))

        assert effective.reference(earlier) <= effective.reference(later)

    @given(day=near)
    def test_one_after_the_other(self, day):
        """
        No way of counting is later than another one throughout, but for the order of their names.
        """
        same_day, same_month, next_month, next_january, each_january = (
            each.reference(day) for each in Effective
        )

        assert next_january < each_january <= same_day <= same_month
        assert next_january <= next_month < same_day

    @pytest.mark.parametrize(
        ("effective", "day", "reference"),
        [
            (Effective.SAME_DAY, date(2025, 6, 15), date(2025, 6, 15)),
            (Effective.SAME_MONTH, date(2025, 6, 1), date(2025, 6, 30)),
            (Effective.SAME_MONTH, date(2025, 12, 1), date(2025, 12, 31)),
            (Effective.SAME_MONTH, date(2024, 2, 29), date(2024, 2, 29)),
            (Effective.SAME_MONTH, date(9999, 12, 1), date(9999, 12, 31)),
            (Effective.NEXT_MONTH, date(2025, 1, 31), date(2024, 12, 31)),
            (Effective.NEXT_MONTH, date(2024, 3, 31), date(2024, 2, 29)),
            (Effective.NEXT_MONTH, date(1, 2, 1), date(1, 1, 31)),
            (Effective.NEXT_JANUARY, date(2025, 1, 1), date(2024, 12, 31)),
            (Effective.NEXT_JANUARY, date(2025, 12, 31), date(2024, 12, 31)),
            (Effective.EACH_JANUARY, date(2025, 12, 31), date(2025, 1, 1)),
            (Effective.EACH_JANUARY, date(1, 1, 1), date(1, 1, 1)),
        ],
    )
    def test_known(self, effective, day, reference):
        """
        Months and years end where the calendar has them end.
        """
        assert reference == effective.reference(day)

    @pytest.mark.parametrize(
        ("effective", "day"),
        [
            (Effective.NEXT_MONTH, date(1, 1, 1)),
            (Effective.NEXT_MONTH, date(1, 1, 31)),
            (Effective.NEXT_JANUARY, date(1, 1, 1)),
            (Effective.NEXT_JANUARY, date(1, 12, 31)),
        ],
    )
    def test_before_the_calendar(self, effective, day):
        """
        Before the first day there is none.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            effective.reference(day)

        assert ("day", day, "a day with one before it") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("effective", Effective)
    @pytest.mark.parametrize(
        "day", [None, "2025-06-15", 20250615, True, datetime(2025, 6, 15, tzinfo=UTC)], ids=repr
    )
    def test_not_a_day(self, effective, day):
        """
        The day is a civil date.
        """
        with pytest.raises(WrongTypeError) as caught:
            effective.reference(day)

        assert "day" == caught.value.field
        assert day is caught.value.value


class TestWords:
    @pytest.mark.parametrize(
        ("effective", "zh", "en"),
        [
            (Effective.SAME_DAY, "自变动之日起", "from the day of the change"),
            (Effective.SAME_MONTH, "自变动当月起", "from the month of the change"),
            (Effective.NEXT_MONTH, "自变动次月起", "from the month after the change"),
            (Effective.NEXT_JANUARY, "自变动次年1月起", "from January after the change"),
            (Effective.EACH_JANUARY, "每年1月1日核定", "as it stands on 1 January"),
        ],
    )
    def test_both_languages(self, effective, zh, en):
        """
        Each way is said in both languages.
        """
        assert Label(zh, en) == effective.label
