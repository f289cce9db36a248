"""
When a limit is due: by hand, at every boundary, and laws that hold of every limit.

The calendar is that of conftest.py: make-up days on Sunday 4 January, Saturday 14 and 28 February
2026; nine days off from 15 to 23 February; nothing announced for 2027.
"""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Interval
from partygrid.errors import (
    NotInForceError,
    PartyGridError,
    RepealedError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.worktime import (
    OFFICE_TIME,
    LimitUnit,
    OfficeHours,
    RollRule,
    Session,
    WorkCalendar,
    WorkWeek,
    due,
)

ALL_WEEK = WorkWeek((1, 2, 3, 4, 5, 6, 7))
NIGHT = OfficeHours((Session("16:00", "24:00"),))
EARLY = OfficeHours((Session("00:00", "12:00"),))


class Later(datetime):
    """
    A host's own kind of datetime.
    """


class TestDays:
    @pytest.mark.parametrize(
        ("start", "amount", "rules", "last", "at_"),
        [
            # Working days: the starting day does not count, make-up days do.
            ("2026-02-13 11:00", 1, {}, "2026-02-14", "2026-02-14 19:30"),
            ("2026-02-13 11:00", 2, {}, "2026-02-24", "2026-02-24 19:30"),
            ("2026-02-18 11:00", 1, {}, "2026-02-24", "2026-02-24 19:30"),
            ("2026-01-03 11:00", 1, {}, "2026-01-04", "2026-01-04 19:30"),
            ("2026-01-04 11:00", 1, {}, "2026-01-05", "2026-01-05 19:30"),
            ("2026-03-02 11:00", 2, {"end": "end_of_day"}, "2026-03-04", "2026-03-05 00:00"),
            ("2026-04-30 11:00", 1, {}, "2026-05-06", "2026-05-06 20:00"),
            # With the starting day, if it is worked.
            (
                "2026-03-02 23:59",
                1,
                {"start": "with_starting_day"},
                "2026-03-02",
                "2026-03-02 19:30",
            ),
            (
                "2026-02-18 11:00",
                1,
                {"start": "with_starting_day"},
                "2026-02-24",
                "2026-02-24 19:30",
            ),
            # Receipt at the opening, in lunch, at closing and on a day off.
            (
                "2026-03-02 10:00",
                1,
                {"start": "after_day_of_opening"},
                "2026-03-03",
                "2026-03-03 19:30",
            ),
            (
                "2026-03-02 14:30",
                1,
                {"start": "after_day_of_opening"},
                "2026-03-03",
                "2026-03-03 19:30",
            ),
            (
                "2026-03-02 19:29:59",
                1,
                {"start": "after_day_of_opening"},
                "2026-03-03",
                "2026-03-03 19:30",
            ),
            (
                "2026-03-02 19:30",
                1,
                {"start": "after_day_of_opening"},
                "2026-03-04",
                "2026-03-04 19:30",
            ),
            (
                "2026-02-18 11:00",
                1,
                {"start": "after_day_of_opening"},
                "2026-02-25",
                "2026-02-25 19:30",
            ),
        ],
    )
    def test_working_days(self, *, calendar, limit, at, start, amount, rules, last, at_):
        """
        Working days end on one, at its close or at its end.
        """
        found = due(at(start), limit(amount, "working_day", **rules), calendar)

        assert (date.fromisoformat(last), at(at_), True) == (found.last, found.at, found.is_firm)

    @pytest.mark.parametrize(
        ("start", "amount", "unit", "rules", "last"),
        [
            ("2026-03-02 11:00", 5, "calendar_day", {}, "2026-03-07"),
            ("2026-03-02 11:00", 5, "calendar_day", {"roll": "forward"}, "2026-03-09"),
            ("2026-03-02 11:00", 5, "calendar_day", {"roll": "backward"}, "2026-03-06"),
            (
                "2026-03-02 11:00",
                1,
                "calendar_day",
                {"start": "with_starting_day"},
                "2026-03-02",
            ),
            # A worked Saturday is a last day like any other.
            ("2026-02-20 11:00", 8, "calendar_day", {"roll": "forward"}, "2026-02-28"),
            ("2026-02-20 11:00", 8, "calendar_day", {"roll": "backward"}, "2026-02-28"),
            # A last day in the nine days off.
            ("2026-02-10 11:00", 5, "calendar_day", {"roll": "forward"}, "2026-02-24"),
            ("2026-02-10 11:00", 13, "calendar_day", {"roll": "forward"}, "2026-02-24"),
            ("2026-02-10 11:00", 13, "calendar_day", {"roll": "backward"}, "2026-02-14"),
            # Months and years end on the corresponding day, or on the month's last.
            ("2026-01-31 11:00", 1, "month", {}, "2026-02-28"),
            ("2026-01-30 11:00", 1, "month", {}, "2026-02-28"),
            ("2026-01-28 11:00", 1, "month", {}, "2026-02-28"),
            ("2027-11-30 11:00", 3, "month", {}, "2028-02-29"),
            ("2026-02-28 11:00", 1, "month", {}, "2026-03-28"),
            ("2026-08-31 11:00", 1, "month", {}, "2026-09-30"),
            ("2026-01-31 11:00", 13, "month", {}, "2027-02-28"),
            ("2026-03-02 11:00", 2, "year", {}, "2028-03-02"),
            ("2026-03-02 11:00", 1200, "month", {}, "2126-03-02"),
            # With the starting day they end on the day before.
            ("2026-03-01 11:00", 1, "month", {"start": "with_starting_day"}, "2026-03-31"),
            ("2026-03-02 11:00", 1, "month", {"start": "with_starting_day"}, "2026-04-01"),
            ("2026-01-31 11:00", 1, "month", {"start": "with_starting_day"}, "2026-02-28"),
            ("2026-01-29 11:00", 1, "month", {"start": "with_starting_day"}, "2026-02-28"),
            ("2026-01-28 11:00", 1, "month", {"start": "with_starting_day"}, "2026-02-27"),
            ("2026-01-01 11:00", 1, "year", {"start": "with_starting_day"}, "2026-12-31"),
            # Receipt after close counts as at the next opening.
            (
                "2026-03-06 19:30",
                10,
                "calendar_day",
                {"start": "after_day_of_opening"},
                "2026-03-19",
            ),
            (
                "2026-03-06 19:29",
                1,
                "month",
                {"start": "after_day_of_opening", "roll": "forward"},
                "2026-04-06",
            ),
            (
                "2026-03-06 19:30",
                1,
                "month",
                {"start": "after_day_of_opening", "roll": "backward"},
                "2026-04-09",
            ),
        ],
    )
    def test_calendar(self, *, calendar, limit, at, start, amount, unit, rules, last):
        """
        Days, months and years end at 24:00 of a day, moved or not.
        """
        found = due(at(start), limit(amount, unit, **rules), calendar)
        day = date.fromisoformat(last)

        assert (day, at(f"{day} 00:00") + timedelta(1)) == (found.last, found.at)
        assert found.is_firm

    def test_leap_day(self, layer, calendar_of, limit, at):
        """
        A year from 29 February ends on 28 February; four years end on the 29th again.
        """
        calendar = calendar_of(layer("nation", week=ALL_WEEK), first="2024-01-01")
        start = at("2024-02-29 11:00")
        for amount, rules, last in (
            (1, {}, "2025-02-28"),
            (4, {}, "2028-02-29"),
            (1, {"start": "with_starting_day"}, "2025-02-28"),
            (4, {"start": "with_starting_day"}, "2028-02-28"),
        ):
            found = due(start, limit(amount, "year", **rules), calendar)
            assert date.fromisoformat(last) == found.last

    def test_close_of_business(self, calendar, limit, at):
        """
        A last day that was moved may end at close of business, with the hours in force then.
        """
        rules = {"roll": "forward", "end": "close_of_business"}
        found = due(at("2026-04-24 11:00"), limit(7, "calendar_day", **rules), calendar)

        assert at("2026-05-06 20:00") == found.at

    def test_before_it_starts(self, calendar, limit, at):
        """
        A last day that would move to before the first that counts is refused.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            due(at("2026-02-16 11:00"), limit(3, "calendar_day", roll="backward"), calendar)

        assert ("limit.roll", "backward, to 2026-02-14", "a last day from 2026-02-17 on") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_moved_to_the_start(self, calendar, limit, at):
        """
        It may move to the first day that counts.
        """
        found = due(at("2026-02-13 11:00"), limit(3, "calendar_day", roll="backward"), calendar)

        assert date(2026, 2, 14) == found.last


class TestClock:
    @pytest.mark.parametrize(
        ("start", "amount", "unit", "rules", "at_", "last"),
        [
            ("2026-03-02 10:15", 24, "hour", {}, "2026-03-03 10:15", "2026-03-03"),
            ("2026-03-02 10:15", 30, "minute", {}, "2026-03-02 10:45", "2026-03-02"),
            ("2026-03-02 00:00", 24, "hour", {}, "2026-03-03 00:00", "2026-03-02"),
            (
                "2026-03-02 10:15",
                2,
                "hour",
                {"start": "after_starting_hour"},
                "2026-03-02 13:00",
                "2026-03-02",
            ),
            (
                "2026-03-02 10:00",
                2,
                "hour",
                {"start": "after_starting_hour"},
                "2026-03-02 13:00",
                "2026-03-02",
            ),
            # Moved to an opening: from a closing too, but not from an opening or from in between.
            (
                "2026-03-02 10:00",
                4,
                "hour",
                {"roll": "next_opening"},
                "2026-03-02 15:30",
                "2026-03-02",
            ),
            (
                "2026-03-02 10:00",
                24,
                "hour",
                {"roll": "next_opening"},
                "2026-03-03 10:00",
                "2026-03-03",
            ),
            (
                "2026-03-02 10:15",
                24,
                "hour",
                {"roll": "next_opening"},
                "2026-03-03 10:15",
                "2026-03-03",
            ),
            (
                "2026-02-14 19:00",
                72,
                "hour",
                {"roll": "next_opening"},
                "2026-02-24 10:00",
                "2026-02-24",
            ),
            # Working time: from lunch, at a boundary, over night and over the season.
            ("2026-03-02 14:30", 60, "working_minute", {}, "2026-03-02 16:30", "2026-03-02"),
            ("2026-03-02 10:00", 4, "working_hour", {}, "2026-03-02 14:00", "2026-03-02"),
            ("2026-03-02 10:00", 8, "working_hour", {}, "2026-03-02 19:30", "2026-03-02"),
            ("2026-03-02 19:30", 1, "working_hour", {}, "2026-03-03 11:00", "2026-03-03"),
            ("2026-01-04 10:00", 1, "working_hour", {}, "2026-01-04 11:00", "2026-01-04"),
            ("2026-04-30 15:00", 9, "working_hour", {}, "2026-05-06 17:00", "2026-05-06"),
            (
                "2026-03-02 13:20",
                1,
                "working_hour",
                {"start": "after_starting_hour"},
                "2026-03-02 16:30",
                "2026-03-02",
            ),
        ],
    )
    def test_hours(self, *, calendar, limit, at, start, amount, unit, rules, at_, last):
        """
        Hours and minutes end at an instant.
        """
        found = due(at(start), limit(amount, unit, **rules), calendar)

        assert (at(at_), date.fromisoformat(last)) == (found.at, found.last)
        assert found.is_firm

    def test_microseconds(self, calendar, limit, at):
        """
        The instant is exact to the microsecond; the end of the hour begins with none.
        """
        start = at("2026-03-02 13:59:59.999999")

        found = due(start, limit(1, "working_minute"), calendar)
        assert at("2026-03-02 15:30:59.999999") == found.at
        found = due(start, limit(1, "hour", start="after_starting_hour"), calendar)
        assert at("2026-03-02 15:00") == found.at
        late = due(at("2026-03-02 00:00:00.000001"), limit(24, "hour"), calendar)
        assert date(2026, 3, 3) == late.last

    def test_over_midnight(self, layer, calendar_of, limit, at):
        """
        Hours that end at midnight end on the day before.
        """
        calendar = calendar_of(layer("nation", week=ALL_WEEK, hours=NIGHT))
        found = due(at("2026-03-02 16:00"), limit(8, "working_hour"), calendar)

        assert (date(2026, 3, 2), at("2026-03-03 00:00")) == (found.last, found.at)
        again = due(at("2026-03-02 23:30"), limit(1, "hour", "next_opening"), calendar)
        assert at("2026-03-03 16:00") == again.at


class TestFirm:
    @pytest.mark.parametrize(
        ("start", "amount", "unit", "rules", "at_", "firm"),
        [
            ("2026-12-30 11:00", 1, "working_day", {}, "2026-12-31 19:30", True),
            ("2026-12-30 11:00", 2, "working_day", {}, "2027-01-01 19:30", False),
            (
                "2026-12-30 11:00",
                2,
                "calendar_day",
                {"roll": "forward"},
                "2027-01-02 00:00",
                False,
            ),
            ("2026-12-30 11:00", 1, "calendar_day", {"roll": "forward"}, "2027-01-01 00:00", True),
            ("2026-12-30 11:00", 40, "calendar_day", {}, "2027-02-09 00:00", True),
            ("2026-12-30 11:00", 40, "hour", {}, "2027-01-01 03:00", True),
            ("2026-12-30 11:00", 40, "hour", {"roll": "next_opening"}, "2027-01-01 10:00", False),
            ("2026-12-31 11:00", 7, "working_hour", {}, "2026-12-31 19:30", True),
            ("2026-12-31 11:00", 8, "working_hour", {}, "2027-01-01 11:00", False),
            # Days on the way that nobody asks about do not matter.
            (
                "2026-12-21 11:00",
                20,
                "calendar_day",
                {"start": "after_day_of_opening"},
                "2027-01-11 00:00",
                True,
            ),
            (
                "2026-12-31 20:00",
                20,
                "calendar_day",
                {"start": "after_day_of_opening"},
                "2027-01-22 00:00",
                False,
            ),
            # Back over New Year from a day not settled.
            (
                "2026-12-30 11:00",
                4,
                "calendar_day",
                {"roll": "backward"},
                "2027-01-02 00:00",
                False,
            ),
        ],
    )
    def test_new_year(self, *, calendar, limit, at, start, amount, unit, rules, at_, firm):
        """
        An answer that leans on a year not announced is given, and says so.
        """
        found = due(at(start), limit(amount, unit, **rules), calendar)

        assert (at(at_), firm) == (found.at, found.is_firm)
        assert date(2027, 1, 1) == found.firm_until

    def test_opening_at_midnight(self, layer, calendar_of, notice, limit, at):
        """
        An opening at midnight leans on the day that it begins.
        """
        nation = layer(
            "nation",
            notice("2025-11-04", covers=2026),
            announced=True,
            week=ALL_WEEK,
            hours=EARLY,
        )
        calendar = calendar_of(nation, first="2026-01-01")
        found = due(at("2026-12-31 10:00"), limit(14, "hour", "next_opening"), calendar)

        assert (at("2027-01-01 00:00"), False) == (found.at, found.is_firm)

    def test_gap_on_the_way(self, layer, calendar_of, notice, limit, at):
        """
        A day on the way that is not settled is enough, be all days after it settled.
        """
        gap = Interval(date(2026, 3, 1), date(2026, 3, 11))
        rest = Interval(gap.end, date(2027, 1, 1))
        before = Interval(date(2026, 1, 1), gap.start)
        nation = layer(
            "nation",
            notice("2025-11-04", covers=before),
            notice("2025-11-05", covers=rest),
            announced=True,
            week=WorkWeek((1,)),
            hours=NIGHT,
        )
        calendar = calendar_of(nation, first="2026-01-01", end="2027-01-01")
        for rules, last, firm in (
            ((3, "working_day"), "2026-03-16", False),
            ((12, "working_hour"), "2026-03-09", False),
            ((24, "working_hour"), "2026-03-16", False),
            ((14, "calendar_day", "backward"), "2026-03-09", False),
            ((8, "calendar_day", "forward"), "2026-03-09", False),
            ((15, "calendar_day", "forward"), "2026-03-16", True),
            ((21, "calendar_day", "backward"), "2026-03-16", True),
            ((24 * 15, "hour", "next_opening"), "2026-03-16", True),
            ((24 * 8, "hour", "next_opening"), "2026-03-09", False),
        ):
            found = due(at("2026-02-27 11:00"), limit(*rules), calendar)
            assert (date.fromisoformat(last), firm) == (found.last, found.is_firm), rules
            assert gap.start == found.firm_until

        opens_in_the_gap = limit(15, "calendar_day", "forward", "after_day_of_opening")
        found = due(at("2026-03-03 11:00"), opens_in_the_gap, calendar)
        assert (date(2026, 3, 30), False) == (found.last, found.is_firm)

        # Who looks for the next opening asks about the day of receipt, and about none before.
        opens_behind_it = limit(1, "working_day", "none", "after_day_of_opening")
        for day, firm in (("2026-03-10", False), ("2026-03-11", True)):
            found = due(at(f"{day} 11:00"), opens_behind_it, calendar)
            assert (date(2026, 3, 23), firm) == (found.last, found.is_firm)

    def test_all_settled(self, layer, calendar_of, limit, at):
        """
        Where nothing is to be announced, answers are firm and no day is named.
        """
        calendar = calendar_of(layer("nation", week=ALL_WEEK, hours=NIGHT))
        found = due(at("2026-12-31 10:00"), limit(30, "working_day"), calendar)

        assert found.is_firm
        assert found.firm_until is None

    def test_as_known(self, calendar, limit, at):
        """
        As known before the notice the answer is another, and provisional.
        """
        start, one_day = at("2026-02-13 11:00"), limit(1, "working_day")
        before = due(start, one_day, calendar, known=date(2025, 11, 3))
        after = due(start, one_day, calendar, known=date(2025, 11, 4))

        assert (date(2026, 2, 16), False) == (before.last, before.is_firm)
        assert (date(2026, 2, 14), True) == (after.last, after.is_firm)
        assert date(2026, 2, 13) == before.firm_until


class TestRefused:
    @pytest.mark.parametrize(
        "start",
        [
            datetime(2026, 3, 2, 10),
            Later(2026, 3, 2, 10),
            date(2026, 3, 2),
            "2026-03-02T10:00+08:00",
            0,
            None,
        ],
        ids=repr,
    )
    def test_start(self, calendar, limit, start):
        """
        A start is an aware datetime.
        """
        with pytest.raises(WrongTypeError) as caught:
            due(start, limit(1, "working_day"), calendar)

        assert ("start", start, "an aware datetime: one with a time zone") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_kinds(self, calendar, limit, at):
        """
        The limit is one, and so is the calendar.
        """
        start = at("2026-03-02 10:00")
        for field, value, allowed, ask in (
            ("limit", 5, "a Limit", lambda: due(start, 5, calendar)),
            ("calendar", "2026", "a WorkCalendar", lambda: due(start, limit(1, "hour"), "2026")),
        ):
            with pytest.raises(WrongTypeError) as caught:
                ask()
            assert (field, value, allowed) == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    @pytest.mark.parametrize("start", ["2025-09-30 23:59", "2028-01-01 00:00", "1991-01-01"])
    @pytest.mark.parametrize("unit", LimitUnit, ids=lambda unit: unit.value)
    def test_start_outside(self, calendar, limit, at, start, unit):
        """
        A start outside the calendar is refused, whatever is counted.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            due(at(start), limit(1, unit.value), calendar)

        assert ("start", str(at(start))) == (caught.value.field, caught.value.value)
        assert "days in [2025-10-01, 2028-01-01), as far as they are worked" == (
            caught.value.allowed
        )
        assert "the span of the calendar" == caught.value.source

    @pytest.mark.parametrize(
        ("amount", "unit", "rules"),
        [
            (36_525, "working_day", {}),
            (100_000, "working_hour", {}),
            (5_000_000, "working_minute", {}),
            (36_525, "calendar_day", {"roll": "forward"}),
            (36_525, "calendar_day", {"roll": "backward"}),
            (1_200, "month", {"roll": "forward"}),
            (100, "year", {"roll": "backward"}),
            (100_000, "hour", {"roll": "next_opening"}),
        ],
    )
    def test_answer_outside(self, calendar, limit, at, amount, unit, rules):
        """
        An answer that leans on days outside the calendar is refused.
        """
        long = limit(amount, unit, **rules)
        with pytest.raises(ValueNotAllowedError) as caught:
            due(at("2026-03-02 10:00"), long, calendar)

        assert "due" == caught.value.field
        assert f"{long.label.en} from 2026-03-02 10:00:00+08:00" == caught.value.value

    @pytest.mark.parametrize(
        ("unit", "amount", "roll"),
        [
            ("calendar_day", 1, "none"),
            ("calendar_day", 1, "forward"),
            ("calendar_day", 2, "backward"),
            ("month", 1, "none"),
            ("month", 1, "forward"),
            ("year", 100, "none"),
            ("year", 100, "backward"),
            ("hour", 100, "none"),
            ("hour", 100, "next_opening"),
            ("working_day", 2, "none"),
            ("working_hour", 100, "none"),
        ],
    )
    def test_end_of_time(self, layer, limit, at, unit, amount, roll):
        """
        After the year 9999 there is no answer.
        """
        nation = layer("nation", week=ALL_WEEK, hours=NIGHT)
        span = Interval(date(9999, 1, 1), date(9999, 12, 31))
        calendar = WorkCalendar(span=span, layers=(nation,))
        with pytest.raises(ValueNotAllowedError) as caught:
            due(at("9999-12-30 16:00"), limit(amount, unit, roll), calendar)

        assert "due" == caught.value.field

    def test_in_the_last_year(self, layer, limit, at):
        """
        Up to the year 9999 months are counted like any others.
        """
        span = Interval(date(9999, 1, 1), date(9999, 12, 31))
        calendar = WorkCalendar(span=span, layers=(layer("nation", week=ALL_WEEK),))
        found = due(at("9999-10-15 10:00"), limit(1, "month"), calendar)

        assert date(9999, 11, 15) == found.last

    def test_up_to_the_ends(self, layer, calendar_of, limit, at):
        """
        A calendar of one working day gives all of it, asked from whichever of its days.
        """
        nation = layer("nation", week=WorkWeek((3,)), hours=NIGHT)
        calendar = calendar_of(nation, first="2026-03-02", end="2026-03-08")
        for start, rules, expected in (
            ("2026-03-02 10:00", (1, "working_hour"), "2026-03-04 17:00"),
            ("2026-03-02 10:00", (8, "working_hour"), "2026-03-05 00:00"),
            ("2026-03-02 10:00", (1, "working_day"), "2026-03-05 00:00"),
            ("2026-03-02 10:00", (1, "hour", "next_opening"), "2026-03-04 16:00"),
            ("2026-03-02 10:00", (1, "calendar_day", "forward"), "2026-03-05 00:00"),
            (
                "2026-03-04 10:00",
                (3, "calendar_day", "backward", "with_starting_day"),
                "2026-03-05 00:00",
            ),
        ):
            assert at(expected) == due(at(start), limit(*rules), calendar).at

    def test_at_the_ends(self, layer, calendar_of, limit, at):
        """
        Before the first working day there is none to move back to; after the last, no opening.
        """
        nation = layer("nation", week=WorkWeek((3,)), hours=NIGHT)
        calendar = calendar_of(nation, first="2026-03-02", end="2026-03-08")
        for start, rules in (
            ("2026-03-02 10:00", (1, "calendar_day", "backward", "with_starting_day")),
            ("2026-03-05 10:00", (1, "hour", "next_opening")),
            ("2026-03-07 23:30", (1, "hour", "next_opening")),
            ("2026-03-07 23:30", (1, "working_hour", "none", "after_starting_hour")),
            ("2026-03-05 10:00", (1, "working_day", "none", "after_day_of_opening")),
            ("2026-03-05 10:00", (3, "calendar_day", "forward")),
        ):
            with pytest.raises(ValueNotAllowedError) as caught:
                due(at(start), limit(*rules), calendar)
            assert "due" == caught.value.field

    @pytest.mark.parametrize(
        ("unit", "rules"),
        [
            ("working_hour", {}),
            ("working_minute", {}),
            ("hour", {"roll": "next_opening"}),
            ("working_day", {}),
            ("working_day", {"start": "after_day_of_opening", "end": "end_of_day"}),
            ("calendar_day", {"roll": "forward", "end": "close_of_business"}),
        ],
    )
    def test_no_hours(self, nation, calendar_of, limit, at, unit, rules):
        """
        Where hours matter and none are in force, the day without them is named.
        """
        with pytest.raises(NotInForceError) as caught:
            due(at("2026-03-02 10:00"), limit(1, unit, **rules), calendar_of(nation))

        assert "hours" == caught.value.field
        assert caught.value.day in {"2026-03-02", "2026-03-03"}

    @pytest.mark.parametrize(
        ("unit", "rules"),
        [
            ("working_hour", {}),
            ("hour", {"roll": "next_opening"}),
            ("working_day", {}),
            ("working_day", {"start": "after_day_of_opening", "end": "end_of_day"}),
            ("calendar_day", {"start": "after_day_of_opening"}),
            ("calendar_day", {"roll": "forward", "end": "close_of_business"}),
        ],
    )
    def test_hours_known_later(self, *, layer, calendar_of, series, limit, at, unit, rules):
        """
        Hours that became known later are none yet, even if all others are known.
        """
        start, one = at("2026-03-02 10:00"), limit(1, unit, **rules)
        late = ("2026-03-02", NIGHT, "2026-06-01"), ("2026-03-03", NIGHT, "2026-06-02")
        early = ("2026-03-04", NIGHT, "2025-01-01")
        for known in (late, (*late, early)):
            hours = series("hours", *known)
            calendar = calendar_of(layer("nation", week=ALL_WEEK, hours=hours))
            with pytest.raises(NotInForceError) as caught:
                due(start, one, calendar, known=date(2026, 5, 31))
            assert ("hours", "2026-05-31") == (caught.value.field, caught.value.known)
            assert caught.value.day in {"2026-03-02", "2026-03-03"}

    def test_no_hours_needed(self, nation, calendar_of, limit, at):
        """
        Where hours do not matter, none are asked for.
        """
        calendar = calendar_of(nation)
        found = due(at("2026-03-02 10:00"), limit(1, "working_day", end="end_of_day"), calendar)

        assert at("2026-03-04 00:00") == found.at

    def test_hours_that_end(self, layer, calendar_of, series, said, limit, at):
        """
        A day on the way whose hours were repealed is named, before any answer behind it.
        """
        hours = series("hours", ("2025-01-01", NIGHT)).repeal(
            start=date(2026, 3, 3), end=date(2026, 3, 4), known=date(2026, 1, 1), source=said
        )
        calendar = calendar_of(layer("nation", week=ALL_WEEK, hours=hours))
        for start, rules in (
            ("2026-03-02 20:00", (8, "working_hour")),
            ("2026-03-02 20:00", (10, "hour", "next_opening")),
            ("2026-03-03 20:00", (1, "working_day", "none", "after_day_of_opening")),
            ("2026-03-02 20:00", (1, "working_day")),
        ):
            with pytest.raises(RepealedError) as caught:
                due(at(start), limit(*rules), calendar)
            assert "2026-03-03" == caught.value.day
        assert (
            at("2026-03-03 00:00")
            == due(at("2026-03-02 20:00"), limit(4, "working_hour"), calendar).at
        )

    def test_last_opening(self, layer, calendar_of, series, said, limit, at):
        """
        Receipt at the last opening there is counts, whatever comes after it.
        """
        hours = series("hours", ("2025-01-01", NIGHT)).repeal(
            start=date(2026, 3, 5), known=date(2026, 1, 1), source=said
        )
        next_day = limit(1, "calendar_day", "none", "after_day_of_opening")
        for days in ((3,), (1, 2, 3, 4, 5, 6, 7)):
            nation = layer("nation", week=WorkWeek(days), hours=hours)
            calendar = calendar_of(nation, first="2026-03-02", end="2026-03-08")
            found = due(at("2026-03-04 17:00"), next_day, calendar)
            assert date(2026, 3, 5) == found.last

    def test_no_working_day(self, layer, calendar_of, limit, at):
        """
        A week without working days has no due day in it, and is not searched for ever.
        """
        calendar = calendar_of(layer("nation", week=WorkWeek(()), hours=NIGHT))
        for rules in (
            (1, "working_day"),
            (1, "working_hour"),
            (1, "hour", "next_opening"),
            (1, "calendar_day", "forward"),
            (1, "calendar_day", "backward"),
            (1, "month", "none", "after_day_of_opening"),
        ):
            with pytest.raises(ValueNotAllowedError) as caught:
                due(at("2026-03-02 10:00"), limit(*rules), calendar)
            assert "due" == caught.value.field


class TestZones:
    def test_given(self, calendar, limit):
        """
        A start in another zone is kept as given, and counted in office time.
        """
        start = datetime(2026, 2, 6, 23, tzinfo=UTC)
        found = due(start, limit(1, "working_day"), calendar)

        assert date(2026, 2, 9) == found.last
        assert (start, UTC) == (found.given, found.given.tzinfo)
        assert OFFICE_TIME is found.start.tzinfo
        assert "2026-02-07 07:00" == f"{found.start:%Y-%m-%d %H:%M}"
        assert 0 == len(found.findings)

    def test_xinjiang(self, calendar, limit, at):
        """
        The local time of Xinjiang is exact, and a finding.
        """
        start = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Urumqi"))
        found = due(start, limit(1, "working_hour"), calendar)

        assert at("2026-03-02 13:00") == found.at
        (finding,) = found.findings.findings
        assert ("start", False) == (finding.subject, finding.met)

    def test_clocks_set_back(self, calendar, limit, at):
        """
        A doubled hour is told apart; a skipped one is refused.
        """
        berlin, hour = ZoneInfo("Europe/Berlin"), limit(1, "hour")
        doubled = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)

        assert at("2026-10-25 09:30") == due(doubled, hour, calendar).at
        assert at("2026-10-25 10:30") == due(doubled.replace(fold=1), hour, calendar).at
        with pytest.raises(ValueNotAllowedError) as caught:
            due(datetime(2026, 3, 29, 2, 30, tzinfo=berlin), hour, calendar)
        assert "start" == caught.value.field

    def test_own_kind(self, calendar, limit, at):
        """
        A datetime of a kind of its own is counted as a plain one.
        """
        found = due(Later(2026, 3, 2, 10, tzinfo=OFFICE_TIME), limit(1, "working_hour"), calendar)

        assert (datetime, datetime) == (type(found.start), type(found.at))
        assert at("2026-03-02 11:00") == found.at


class TestValue:
    def test_value(self, calendar, limit, at):
        """
        A due instant is a value: it can be copied, pickled, compared and hashed.
        """
        found = due(at("2026-02-13 11:00"), limit(2, "working_day"), calendar)
        again = due(at("2026-02-13 11:00"), limit(2, "working_day"), attrs.evolve(calendar))

        assert (found, hash(found)) == (again, hash(again))
        for copied in (
            copy.copy(found),
            copy.deepcopy(found),
            pickle.loads(pickle.dumps(found)),  # noqa: S301 - our own
        ):
            assert (found, type(found)) == (copied, type(copied))
        assert found != due(at("2026-02-13 11:00"), limit(1, "working_day"), calendar)

    def test_shown(self, calendar, limit, at):
        """
        It is shown with limit, instant and firmness.
        """
        firm = due(at("2026-02-13 11:00"), limit(2, "working_day"), calendar)
        doubtful = due(at("2026-12-30 11:00"), limit(2, "working_day"), calendar)

        assert "<Due 2 working days: 2026-02-24 19:30:00>" == repr(firm)
        assert "<Due 2 working days: 2027-01-01 19:30:00, provisional>" == repr(doubtful)


STARTS = st.datetimes(datetime(2025, 11, 1), datetime(2026, 6, 1), timezones=st.just(OFFICE_TIME))
UNITS = st.sampled_from([unit.value for unit in LimitUnit])


def outcome(ask):
    """
    Ask; give the answer or the kind of refusal.
    """
    try:
        return ask()
    except PartyGridError as error:
        return type(error)


class TestLaws:
    @given(
        start=STARTS,
        unit=UNITS,
        amounts=st.tuples(st.integers(1, 100), st.integers(1, 100)),
        roll=st.sampled_from(["none", "forward", "next_opening"]),
    )
    def test_longer(self, calendar, limit, start, unit, amounts, roll):
        """
        A longer limit is never due earlier, and a limit is never due before its start.
        """
        found = [
            outcome(lambda amount=amount: due(start, limit(amount, unit, roll), calendar))
            for amount in sorted(amounts)
        ]
        if not any(isinstance(each, type) for each in found):
            shorter, longer = found
            assert start <= shorter.at <= longer.at

    @given(starts=st.tuples(STARTS, STARTS), unit=UNITS, amount=st.integers(1, 100))
    def test_later(self, calendar, limit, starts, unit, amount):
        """
        What starts later is never due earlier.
        """
        found = [
            outcome(lambda start=start: due(start, limit(amount, unit), calendar))
            for start in sorted(starts)
        ]
        if not any(isinstance(each, type) for each in found):
            assert found[0].at <= found[1].at

    @given(
        start=STARTS,
        amount=st.integers(1, 300),
        unit=st.sampled_from(["working_minute", "working_hour"]),
    )
    def test_as_a_timetable_counts(self, calendar, provisional, limit, start, amount, unit):
        """
        Working time in a limit is the working time of a timetable.
        """
        size = timedelta(hours=1) if unit == "working_hour" else timedelta(minutes=1)
        found = due(start, limit(amount, unit), calendar)

        assert found.at == provisional.add_time(start, amount * size)
        assert amount * size == provisional.time_between(start, found.at)

    @given(start=STARTS, amount=st.integers(1, 100))
    def test_as_days_are_counted(self, calendar, provisional, limit, start, amount):
        """
        Working days in a limit are the working days of a timetable.
        """
        found = due(start, limit(amount, "working_day"), calendar)

        assert found.last == provisional.add_working_days(start.date(), amount)
        assert found.at == provisional.closing(found.last)

    @given(
        start=STARTS,
        unit=UNITS,
        amount=st.integers(1, 300),
        roll=st.sampled_from(RollRule),
        closed=st.dates(date(2027, 1, 1), date(2027, 12, 31)),
    )
    def test_firm_answers_stay(
        self, *, nation, office, calendar, calendar_of, notice, special, limit,
        start, unit, amount, roll, closed,
    ):  # fmt: skip
        """
        A firm answer is the same once the days not settled yet are announced.
        """
        found = outcome(lambda: due(start, limit(amount, unit, roll.value), calendar))
        if isinstance(found, type) or not found.is_firm:
            return
        announced = notice("2026-11-04", special("added_rest", str(closed)), covers=2027)
        more = attrs.evolve(nation, notices=(*nation.notices, announced))
        later = due(start, found.limit, calendar_of(more, office))

        assert (found.at, found.last, True) == (later.at, later.last, later.is_firm)

    @given(
        start=STARTS,
        unit=UNITS,
        amount=st.integers(1, 300),
        known=st.dates(date(2025, 1, 1), date(2026, 6, 1)),
        day=st.dates(date(2025, 10, 1), date(2027, 12, 31)),
    )
    def test_known_later(
        self, *, nation, office, calendar, calendar_of, notice, special, limit,
        start, unit, amount, known, day,
    ):  # fmt: skip
        """
        What is announced later changes nothing that is asked as known earlier.
        """
        later = notice(str(known + timedelta(1)), special("office_closed", str(day)))
        more = calendar_of(nation, attrs.evolve(office, notices=(later,)))
        before, after = (
            outcome(lambda each=each: due(start, limit(amount, unit), each, known=known))
            for each in (calendar, more)
        )
        if isinstance(before, type):
            assert before is after
        else:
            assert (before.at, before.is_firm) == (after.at, after.is_firm)
