from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reaching import reached

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.packs import load
from partygrid.strategies import (
    instants,
    office_hours,
    sessions,
    weeks,
    work_weeks,
)
from partygrid.worktime import OFFICE_TIME, office_time

CALENDAR = load("example").calendar
MAY_DAY = date(2025, 5, 6)


class TestHours:
    @given(session=sessions())
    def test_sessions(self, session):
        """
        A session holds a moment.
        """
        assert session.span[0] < session.span[1]

    @given(hours=office_hours())
    def test_office_hours(self, hours):
        """
        Every day of the week has sessions.
        """
        assert all(hours.on(weekday) for weekday in range(1, 8))

    @given(week=work_weeks())
    def test_work_weeks(self, week):
        """
        Every day of a week is worked or not.
        """
        assert sorted(week.weekdays + week.rest) == [1, 2, 3, 4, 5, 6, 7]

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda hours: len(hours.sessions) == 3,
            lambda hours: hours.on_weekdays,
            lambda hours: hours.sessions[-1].closes == "24:00",
        ],
        ids=["three", "weekdays", "midnight"],
    )
    def test_reach_hours(self, wanted):
        """
        Three sessions, days of the week with their own, and the end of the day are drawn.
        """
        assert reached(office_hours, wanted)

    @pytest.mark.parametrize("count", [0, 5, 6, 7])
    def test_reach_weeks(self, count):
        """
        Weeks of no day, of five, six and seven are drawn.
        """
        assert reached(work_weeks, lambda week: len(week.weekdays) == count)


class TestInstants:
    @given(at=instants(min_value=MAY_DAY, max_value=MAY_DAY))
    def test_bounds(self, at):
        """
        An instant lies between the bounds, in office time.
        """
        assert office_time(at).date() == MAY_DAY

    @pytest.mark.parametrize("hour", [0, 10, 14, 16, 20])
    def test_reach_boundaries(self, hour):
        """
        Midnight, openings and closings are drawn, and the moment before each.
        """
        at = datetime(2025, 5, 6, hour, tzinfo=OFFICE_TIME)
        drawn = instants(min_value=MAY_DAY, max_value=MAY_DAY, calendar=CALENDAR)

        assert reached(drawn, lambda found: found == at)
        if hour:
            just_before = at - timedelta(microseconds=1)
            assert reached(drawn, lambda found: found == just_before)

    @pytest.mark.parametrize("hours", [0, 1, 6, 8])
    def test_reach_zones(self, hours):
        """
        Other zones are drawn, that of Xinjiang among them.
        """
        offset = timedelta(hours=hours)

        assert reached(instants, lambda at: at.utcoffset() == offset)

    def test_refused(self):
        """
        Bounds are civil dates in their order, and a calendar is one.
        """
        with pytest.raises(ValueNotAllowedError):
            instants(min_value=date(2026, 1, 2), max_value=date(2026, 1, 1))
        with pytest.raises(WrongTypeError, match="a WorkCalendar"):
            instants(calendar="2025")


class TestWeeks:
    @given(data=st.data())
    def test_bounds(self, data):
        """
        A week lies between the bounds.
        """
        low, high = sorted((data.draw(weeks()), data.draw(weeks())))

        assert low <= data.draw(weeks(min_value=low, max_value=high)) <= high
