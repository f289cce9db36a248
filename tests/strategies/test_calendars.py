from datetime import date

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from reaching import reached

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.packs import load
from partygrid.strategies import _answers as answers
from partygrid.strategies import calendar_layers, notices, special_days, work_calendars
from partygrid.worktime import DayKind, LayerLevel, due

FIRST, LAST = date(2026, 2, 1), date(2026, 3, 31)


class TestDays:
    @given(special=special_days(min_value=FIRST, max_value=LAST))
    def test_special_days(self, special):
        """
        Days lie between the bounds.
        """
        assert FIRST <= special.days[0] <= special.days[-1] <= LAST

    @pytest.mark.parametrize("kind", DayKind)
    def test_reach_kinds(self, kind):
        """
        Every kind of day is drawn.
        """
        assert reached(special_days, lambda found: found.kind is kind)

    @given(notice=notices(min_value=FIRST, max_value=LAST))
    def test_notices(self, notice):
        """
        A notice becomes known, and names days, between the bounds.
        """
        days = [day for special in notice.days for day in special.days]

        assert FIRST <= notice.known <= LAST
        assert all(FIRST <= day <= LAST for day in days)

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda notice: notice.covers is None,
            lambda notice: notice.covers is not None and not notice.days,
            lambda notice: len(notice.days) == 3,
            lambda notice: notice.dated_by is not None,
            lambda notice: any(special.sessions for special in notice.days),
            lambda notice: any(special.instead_of for special in notice.days),
        ],
        ids=["change", "covers", "three", "dated", "hours", "instead"],
    )
    def test_reach_notices(self, wanted):
        """
        Yearly notices and changes are drawn, and days with hours of their own.
        """
        assert reached(notices, wanted)


class TestLayers:
    @given(data=st.data(), level=st.none() | st.sampled_from(LayerLevel))
    def test_level(self, data, level):
        """
        A layer speaks at the level asked for.
        """
        layer = data.draw(calendar_layers(level=level))

        assert level in (None, layer.level)

    @given(calendar=work_calendars(min_days=3, max_days=9))
    def test_calendars(self, calendar):
        """
        A calendar has its days, and a week on each of them.
        """
        assert 3 <= calendar.span.days <= 9
        assert calendar.as_known().day(calendar.span.start).day == calendar.span.start

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda calendar: len(calendar.layers) == 3,
            lambda calendar: calendar.as_known().overruled(),
            lambda calendar: (
                not calendar.as_known().is_firm(calendar.span.start, calendar.span.last)
            ),
            lambda calendar: calendar.as_known().is_firm(calendar.span.start, calendar.span.last),
            lambda calendar: len(calendar.knowns) > 3,
        ],
        ids=["layers", "overruled", "unsettled", "settled", "changes"],
    )
    def test_reach_calendars(self, wanted):
        """
        Layers that disagree, days settled and not, and changes are drawn.
        """
        assert reached(work_calendars, wanted)

    def test_refused(self):
        """
        Bounds are civil dates in order, a level is one, and so many days fit.
        """
        with pytest.raises(WrongTypeError, match="a LayerLevel"):
            calendar_layers(level="nation")
        with pytest.raises(WrongTypeError, match="an int"):
            work_calendars(max_days=True)
        with pytest.raises(ValueNotAllowedError, match="min_days: got 0; allowed: 1 to 120"):
            work_calendars(min_days=0)
        with pytest.raises(ValueNotAllowedError, match="allowed: 1 to 59"):
            work_calendars(min_value=FIRST, max_value=LAST, min_days=60)
        with pytest.raises(ValueNotAllowedError):
            notices(min_value=LAST, max_value=FIRST)
        with pytest.raises(ValueNotAllowedError):
            special_days(min_value=LAST, max_value=FIRST)


class TestAnswers:
    @pytest.mark.traced
    @given(found=answers.dues())
    def test_dues(self, found):
        """
        A due instant drawn is the one that its calendar gives.
        """
        again = due(found.given, found.limit, found.calendar, known=found.known)

        assert again == found

    def test_no_dues(self, monkeypatch):
        """
        A limit that ends nowhere in its calendar is not drawn.
        """

        def refused(*_):
            raise ValueNotAllowedError(field="due", value=None, allowed="a day")

        calendar = load("example").calendar
        monkeypatch.setattr(answers, "work_calendars", lambda **_: st.just(calendar))
        monkeypatch.setattr(answers, "due", refused)
        with pytest.raises(Unsatisfiable):
            find(answers.dues(), lambda _: True, settings=settings(max_examples=5, database=None))

    @given(found=answers.found_occasions())
    def test_occasions(self, found):
        """
        An occasion drawn is one of its period.
        """
        assert found in found.cadence.in_period(found.period, found.calendar, known=found.known)

    @given(found=answers.overruled())
    def test_overruled(self, found):
        """
        The two layers make the opposite of the day.
        """
        kinds = (found.upheld.special.kind, found.set_aside.special.kind)

        assert kinds[0].is_worked is not kinds[1].is_worked

    @given(status=answers.day_statuses(), timetable=answers.timetables(), said=answers.said())
    def test_others(self, status, timetable, said):
        """
        Days, timetables and what is said of days are drawn whole.
        """
        assert status.text("zh")
        assert status.text("en")
        assert timetable.calendar.span.days
        assert said.special in said.notice.days
