from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Month, Week, parse_period
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.strategies import days, weeks


class TestWeek:
    @pytest.mark.parametrize(
        ("day", "text"),
        [
            (date(2026, 1, 1), "2026-W01"),
            (date(2027, 1, 1), "2026-W53"),
            (date(2024, 12, 30), "2025-W01"),
            (date(2025, 6, 15), "2025-W24"),
        ],
    )
    def test_containing(self, day, text):
        """
        A day lies in the week of its Thursday; near New Year that is another year's at times.
        """
        assert text == str(Week.containing(day))

    @given(day=days(min_value=date(1, 1, 8), max_value=date(9998, 12, 20)))
    def test_seven_days(self, day):
        """
        A week runs from Monday to Sunday and holds the day that it was made from.
        """
        week = Week.containing(day)

        assert day in week.interval
        assert (week.first_day.isoweekday(), week.last_day.isoweekday()) == (1, 7)
        assert week.interval.days == 7

    @given(week=weeks(min_value=Week(1990, 1), max_value=Week(2100, 1)), by=st.integers(-99, 99))
    def test_shifted(self, week, by):
        """
        Weeks can be counted along, both ways, and back.
        """
        other = week.shifted(by)

        assert other.first_day - week.first_day == timedelta(weeks=by)
        assert other.shifted(-by) == week
        assert (other > week) is (by > 0)

    def test_neighbours(self):
        """
        After the last week of a year comes the first of the next.
        """
        assert Week(2026, 53).next() == Week(2027, 1)
        assert Week(2027, 1).previous() == Week(2026, 53)

    def test_to(self):
        """
        Weeks are listed from one to another, both included.
        """
        listed = Week(2026, 52).to(Week(2027, 1))

        assert [str(week) for week in listed] == ["2026-W52", "2026-W53", "2027-W01"]
        assert (Week(2026, 52),) == Week(2026, 52).to(Week(2026, 52))

    def test_words(self):
        """
        A week is written and named in both languages, and read again.
        """
        week = Week(2026, 6)

        assert (str(week), week.label.zh, week.label.en) == (
            "2026-W06",
            "2026年第6周",
            "week 6 of 2026",
        )
        assert parse_period("2026-W06") == week
        assert week.number == 6

    @pytest.mark.parametrize("week", [0, 54, -1])
    def test_no_such_week(self, week):
        """
        A year has 52 or 53 weeks.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Week(2026, week)

        assert str(caught.value) == f"Week: got {week}; allowed: 1 to 53"

    @pytest.mark.parametrize("year", [1, 2025])
    def test_short_year(self, year):
        """
        A year whose 28 December lies in week 52 has no week 53.
        """
        with pytest.raises(ValueNotAllowedError, match="allowed: 1 to 52"):
            Week(year, 53)

    @pytest.mark.parametrize("fields", [(2026.0, 1), (2026, True), ("2026", 1)])
    def test_kinds(self, fields):
        """
        Year and week are ints.
        """
        with pytest.raises(WrongTypeError):
            Week(*fields)

    @pytest.mark.parametrize("year", [0, 9999])
    def test_years(self, year):
        """
        Only years with a day after their last can be named.
        """
        with pytest.raises(ValueNotAllowedError, match="1 to 9998"):
            Week(year, 1)

    def test_refused(self):
        """
        Weeks are made from dates, counted along by ints, within all years, up to weeks only.
        """
        week = Week(2026, 6)
        a_date = "a civil date (datetime.date)"
        years = "weeks from year 1 to 9998"
        for ask, value, kind, field, allowed in [
            (Week.containing, "2026-02-02", WrongTypeError, "day", a_date),
            (week.shifted, True, WrongTypeError, "by", "an int"),
            (week.shifted, 10**9, ValueNotAllowedError, "by", years),
            (week.to, Month(2026, 6), WrongTypeError, "to", "a Week"),
            (week.to, Week(2026, 5), ValueNotAllowedError, "to", "2026-W06 or later"),
        ]:
            with pytest.raises(kind) as caught:
                ask(value)
            error = caught.value
            assert (field, value, allowed) == (error.field, error.value, error.allowed)
