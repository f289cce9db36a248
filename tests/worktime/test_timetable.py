"""
Timetables: working days and hours both ways, by hand, and laws that hold of every calendar.

The calendar is that of conftest.py: make-up days on Sunday 4 January, Saturday 14 and 28 February
2026; nine days off from 15 to 23 February; nothing announced for 2027.
"""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partygrid.dated import Month, NotStated, Series
from partygrid.errors import (
    NotAnnouncedError,
    NotInForceError,
    NotStatedError,
    RepealedError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label
from partygrid.worktime import FIVE_DAYS, OFFICE_TIME, OfficeHours, Session, WorkWeek

DAY = date.fromisoformat
HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)
SPAN = "[2025-10-01, 2028-01-01)"
NO_DAYS = [datetime(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC), "2026-03-02", 20260302, True]
BY_DAY = [
    "is_working_day",
    "on_or_after",
    "on_or_before",
    "firm_until",
    "sessions",
    "closing",
    "day",
]
BY_MOMENT = ["is_open", "next_opening"]
NIGHT = OfficeHours((Session("16:00", "24:00"),))


class Later(datetime):
    """
    A host's own kind of datetime.
    """


class TestRefused:
    @pytest.mark.parametrize("name", BY_DAY)
    @pytest.mark.parametrize("day", [*NO_DAYS, None], ids=repr)
    def test_civil_days(self, known, name, day):
        """
        A day is a civil date, not an instant and not text.
        """
        with pytest.raises(WrongTypeError) as caught:
            getattr(known, name)(day)

        assert ("day", day, "a civil date (datetime.date)") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("day", NO_DAYS, ids=repr)
    def test_civil_days_of_two(self, known, day):
        """
        Of two arguments the error names the one that is wrong.
        """
        good = date(2026, 3, 2)
        for field, ask in (
            ("day", lambda: known.add_working_days(day, 1)),
            ("first", lambda: known.working_days_between(day, good)),
            ("last", lambda: known.working_days_between(good, day)),
            ("first", lambda: known.is_firm(day, good)),
            ("last", lambda: known.is_firm(good, day)),
        ):
            with pytest.raises(WrongTypeError) as caught:
                ask()
            assert (field, day) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("count", [True, 1.0, "1", None, 1.5], ids=repr)
    def test_count(self, known, count):
        """
        A number of days is an int, and a bool is none.
        """
        with pytest.raises(WrongTypeError) as caught:
            known.add_working_days(date(2026, 3, 2), count)

        assert ("count", count, "an int") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("amount", [1, 3600.0, "1:00", None, True], ids=repr)
    def test_amount(self, known, amount, at):
        """
        An amount of time is a timedelta.
        """
        with pytest.raises(WrongTypeError) as caught:
            known.add_time(at("2026-03-02 10:00"), amount)

        assert ("amount", amount, "a timedelta") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize(
        "moment",
        [datetime(2026, 3, 2, 10), Later(2026, 3, 2, 10), date(2026, 3, 2), "10:00", 0, None],
        ids=repr,
    )
    def test_naive(self, known, moment, at):
        """
        A naive datetime is refused everywhere, and so is a date.
        """
        good = at("2026-03-02 10:00")
        for field, ask in (
            ("at", lambda: known.is_open(moment)),
            ("at", lambda: known.next_opening(moment)),
            ("at", lambda: known.add_time(moment, HOUR)),
            ("first", lambda: known.time_between(moment, good)),
            ("last", lambda: known.time_between(good, moment)),
        ):
            with pytest.raises(WrongTypeError) as caught:
                ask()
            assert (field, moment) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("day", ["2025-09-30", "2028-01-01", "0001-01-01", "9999-12-31"])
    def test_days_outside(self, known, day):
        """
        A day outside the calendar is refused, not taken for the nearest one inside.
        """
        good = date(2026, 3, 2)
        asking = [
            *(("day", lambda name=name: getattr(known, name)(DAY(day))) for name in BY_DAY),
            *(("day", lambda n=n: known.add_working_days(DAY(day), n)) for n in (1, 0, -1)),
            ("first", lambda: known.working_days_between(DAY(day), good)),
            ("last", lambda: known.working_days_between(good, DAY(day))),
            ("first", lambda: known.is_firm(DAY(day), good)),
            ("last", lambda: known.is_firm(good, DAY(day))),
        ]
        for field, ask in asking:
            with pytest.raises(ValueNotAllowedError) as caught:
                ask()
            assert (field, day, f"days in {SPAN}") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )
            assert "the span of the calendar" == caught.value.source

    @pytest.mark.parametrize(
        "moment", ["2025-09-30 23:59:59.999999", "2028-01-01 00:00:00.000001"]
    )
    def test_moments_outside(self, known, moment, at):
        """
        A moment outside the calendar is refused likewise.
        """
        good, outside = at("2026-03-02 10:00"), at(moment)
        for field, ask in (
            ("at", lambda: known.is_open(outside)),
            ("at", lambda: known.next_opening(outside)),
            ("at", lambda: known.add_time(outside, HOUR)),
            ("at", lambda: known.add_time(outside, timedelta(0))),
            ("first", lambda: known.time_between(outside, good)),
            ("last", lambda: known.time_between(good, outside)),
            ("first", lambda: known.time_between(outside, outside)),
        ):
            with pytest.raises(ValueNotAllowedError) as caught:
                ask()
            assert (field, str(outside), f"days in {SPAN}") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    def test_before_office_time(self, known, at):
        """
        What is given in office time is refused with the days of the calendar, however early.
        """
        early, good = at("1991-12-31 12:00"), at("2026-03-02 10:00")
        for ask in (
            lambda: known.add_time(early, HOUR),
            lambda: known.time_between(early, good),
            lambda: known.time_between(good, early),
        ):
            with pytest.raises(ValueNotAllowedError, match=re.escape(f"days in {SPAN}")):
                ask()

    @pytest.mark.parametrize("count", [10**6, -(10**6), 10**18, -(10**18), 10**40])
    def test_huge_counts(self, provisional, count):
        """
        However many days are asked for, the answer is there or is refused at once.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            provisional.add_working_days(date(2026, 3, 2), count)

        assert ("answer", f"{count} from 2026-03-02") == (caught.value.field, caught.value.value)
        assert caught.value.allowed.startswith(f"days in {SPAN}, ")
        assert caught.value.allowed.endswith(" of them worked")

    @pytest.mark.parametrize("amount", [timedelta.max, timedelta.min, timedelta(10**6)], ids=str)
    def test_huge_amounts(self, provisional, amount, at):
        """
        The same goes for hours.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            provisional.add_time(at("2026-03-02 10:00"), amount)

        assert ("answer", f"{amount} from 2026-03-02 10:00:00+08:00") == (
            caught.value.field,
            caught.value.value,
        )


class TestDays:
    @pytest.mark.parametrize(
        ("day", "worked"),
        [
            ("2026-03-02", True),
            ("2026-03-07", False),
            ("2026-01-04", True),
            ("2026-02-14", True),
            ("2026-02-15", False),
            ("2026-02-23", False),
            ("2026-02-24", True),
            ("2026-02-28", True),
        ],
    )
    def test_is_working_day(self, known, day, worked):
        """
        A day of the week is worked or not, unless a notice says otherwise.
        """
        assert worked is known.is_working_day(DAY(day))

    @pytest.mark.parametrize(
        ("day", "count", "expected"),
        [
            ("2026-02-13", 1, "2026-02-14"),
            ("2026-02-13", 2, "2026-02-24"),
            ("2026-02-18", 1, "2026-02-24"),
            ("2026-02-18", -1, "2026-02-14"),
            ("2026-02-24", -2, "2026-02-13"),
            ("2026-01-04", 1, "2026-01-05"),
            ("2026-01-04", 0, "2026-01-04"),
            ("2026-01-04", -1, "2025-12-31"),
            ("2026-02-24", 5, "2026-03-02"),
            ("2026-12-30", 1, "2026-12-31"),
        ],
    )
    def test_add(self, known, day, count, expected):
        """
        The day given never counts, and the count ends on a day that is worked.
        """
        assert DAY(expected) == known.add_working_days(DAY(day), count)

    def test_no_days_from_a_day_off(self, known):
        """
        No days from a day off are refused: nobody could say which way to go.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            known.add_working_days(date(2026, 2, 18), 0)

        assert ("count", 0, "another number: 2026-02-18 is not worked") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize(
        ("first", "last", "count"),
        [
            ("2026-02-13", "2026-02-13", 0),
            ("2026-02-13", "2026-02-24", 2),
            ("2026-02-24", "2026-02-13", -2),
            ("2026-02-14", "2026-02-23", 0),
            ("2026-01-03", "2026-01-04", 1),
            ("2025-12-31", "2026-01-31", 21),
        ],
    )
    def test_between(self, known, first, last, count):
        """
        The first day does not count, the last one does; exchanged, the number is below zero.
        """
        assert count == known.working_days_between(DAY(first), DAY(last))

    @pytest.mark.parametrize(
        ("day", "after", "before"),
        [
            ("2026-02-14", "2026-02-14", "2026-02-14"),
            ("2026-02-15", "2026-02-24", "2026-02-14"),
            ("2026-02-23", "2026-02-24", "2026-02-14"),
            ("2026-01-01", "2026-01-04", "2025-12-31"),
        ],
    )
    def test_moved(self, known, day, after, before):
        """
        A day moves to the next or the last that is worked, over a festival of nine days.
        """
        assert (DAY(after), DAY(before)) == (
            known.on_or_after(DAY(day)),
            known.on_or_before(DAY(day)),
        )

    def test_ends_of_the_calendar(self, provisional):
        """
        The first and the last day of a calendar can be reached, in either direction.
        """
        for day, count, expected in [
            ("2025-10-02", -1, "2025-10-01"),
            ("2027-12-30", 1, "2027-12-31"),
        ]:
            assert DAY(expected) == provisional.add_working_days(DAY(day), count)
            assert DAY(expected) == provisional.on_or_before(DAY(expected))
            assert DAY(expected) == provisional.on_or_after(DAY(expected))

    def test_nothing_to_move_to(self, layer, calendar_of):
        """
        At either end of the calendar a day off may have no working day to move to.
        """
        nation = layer("nation", week=FIVE_DAYS)
        known = calendar_of(nation, first="2026-03-07", end="2026-03-16").as_known()
        for ask, day, by in [
            (known.on_or_before, "2026-03-08", "-1"),
            (known.on_or_after, "2026-03-14", "1"),
        ]:
            with pytest.raises(ValueNotAllowedError) as caught:
                ask(DAY(day))
            assert ("answer", f"{by} from {day}") == (caught.value.field, caught.value.value)
            assert "days in [2026-03-07, 2026-03-16), 5 of them worked" == caught.value.allowed
            assert "the span of the calendar" == caught.value.source


@pytest.fixture(scope="module")
def settled_months(layer, calendar_of, notice):
    """
    Make a calendar of 2026 in which only some months are settled.
    """

    def made(months):
        notices = (
            notice(f"2025-11-{month:02}", covers=Month(2026, month).interval) for month in months
        )
        nation = layer("nation", *notices, announced=True, week=FIVE_DAYS)
        return calendar_of(nation, first="2026-01-01", end="2027-01-01").as_known()

    return made


class TestSettled:
    @pytest.mark.parametrize(
        ("name", "given_"),
        [
            ("is_working_day", ["2027-01-01"]),
            ("add_working_days", ["2026-12-31", 1]),
            ("add_working_days", ["2026-12-31", 30]),
            ("add_working_days", ["2027-01-04", -1]),
            ("add_working_days", ["2027-01-01", 0]),
            ("working_days_between", ["2026-12-31", "2027-01-01"]),
            ("working_days_between", ["2027-01-08", "2026-12-31"]),
            ("on_or_after", ["2027-01-01"]),
            ("on_or_before", ["2027-01-01"]),
            ("sessions", ["2027-01-01"]),
            ("closing", ["2027-01-01"]),
        ],
    )
    def test_refused(self, known, provisional, name, given_):
        """
        A firm answer that leans on a day not announced is refused; a provisional one is given.
        """
        arguments = [DAY(each) if isinstance(each, str) else each for each in given_]
        with pytest.raises(NotAnnouncedError) as caught:
            getattr(known, name)(*arguments)

        assert ("calendar", "2027-01-01", "") == (
            caught.value.field,
            caught.value.day,
            caught.value.known,
        )
        assert (
            "settled: [2025-10-01, 2027-01-01); or a provisional answer (provisional=True)"
            == caught.value.allowed
        )
        assert "国家 (nation)" == caught.value.source
        assert getattr(provisional, name)(*arguments) is not None

    @pytest.mark.parametrize(
        ("years", "asked", "settled"),
        [
            ((), "2026-03-02", "no day"),
            ((2025,), "2026-03-02", "[2025-10-01, 2026-01-01)"),
            ((2027,), "2026-03-02", "[2027-01-01, 2028-01-01)"),
            ((2025, 2026), "2027-03-02", "[2025-10-01, 2027-01-01)"),
            ((2025, 2027), "2026-03-02", "[2025-10-01, 2026-01-01), [2027-01-01, 2028-01-01)"),
            # Days before the day named may be open too.
            ((2026,), "2027-03-02", "[2026-01-01, 2027-01-01)"),
        ],
    )
    def test_what_is_settled(self, layer, calendar_of, notice, years, asked, settled):
        """
        A refusal names the stretches of days that are settled, and no others.
        """
        notices = (notice(f"{year - 1}-11-12", covers=year) for year in years)
        nation = layer("nation", *notices, announced=True, week=FIVE_DAYS)
        with pytest.raises(NotAnnouncedError) as caught:
            calendar_of(nation).as_known().is_working_day(DAY(asked))

        assert asked == caught.value.day
        assert caught.value.allowed == (
            f"settled: {settled}; or a provisional answer (provisional=True)"
        )

    @pytest.mark.parametrize(
        ("asked", "settled"),
        [
            ("2026-02-10", "[2026-01-01, 2026-02-01), [2026-03-01, 2026-04-01), [2026-05-01, "),
            ("2026-10-10", "[2026-07-01, 2026-08-01), [2026-09-01, 2026-10-01), [2026-11-01, "),
        ],
    )
    def test_nearest_settled(self, settled_months, asked, settled):
        """
        Of many stretches that are settled, a refusal names the three nearest, in order.
        """
        with pytest.raises(NotAnnouncedError) as caught:
            settled_months(range(1, 13, 2)).is_working_day(DAY(asked))

        assert caught.value.allowed.startswith(f"settled: {settled}")
        assert ") among others; or a provisional answer" in caught.value.allowed

    def test_three_settled(self, settled_months):
        """
        Three stretches are all named; of four the nearest are, however far they reach.
        """
        for months, named in (
            (
                (1, 3, 5),
                "2026-01-01, 2026-02-01), [2026-03-01, 2026-04-01), [2026-05-01, 2026-06-01)",
            ),
            (
                (1, 3, 5, 8, 9, 10, 11, 12),
                (
                    "2026-03-01, 2026-04-01), [2026-05-01, 2026-06-01), [2026-08-01, 2027-01-01) "
                    "among others"
                ),
            ),
        ):
            with pytest.raises(NotAnnouncedError) as caught:
                settled_months(months).is_working_day(DAY("2026-07-10"))
            answer = "or a provisional answer (provisional=True)"
            assert f"settled: [{named}; {answer}" == caught.value.allowed

    @given(months=st.sets(st.integers(1, 12), max_size=11))
    def test_all_that_is_settled(self, settled_months, months):
        """
        What a refusal calls settled is every day that is, and no other.
        """
        known = settled_months(months)
        year = [date(2026, 1, 1) + timedelta(by) for by in range(365)]
        open_days = [day for day in year if day.month not in months]
        with pytest.raises(NotAnnouncedError) as caught:
            known.is_working_day(open_days[0])
        days = re.findall(r"\[(\S+), (\S+)\)", caught.value.allowed)
        named = {day for day in year for first, end in days if DAY(first) <= day < DAY(end)}
        settled = {day for day in year if day.month in months}

        assert named <= settled
        assert named == settled or "among others" in caught.value.allowed
        assert bool(named) is ("no day" not in caught.value.allowed)

    def test_day_itself_is_not_asked(self, known):
        """
        The day from which a count starts plays no part in it.
        """
        assert date(2026, 12, 31) == known.add_working_days(date(2027, 1, 1), -1)

    def test_last_day_that_is_settled(self, known, at):
        """
        A firm answer may lean on the last day that is settled.
        """
        last = date(2026, 12, 31)

        assert known.is_working_day(last)
        assert last == known.on_or_after(last) == known.on_or_before(last)
        assert at("2026-12-31 10:00") == known.opening(last)
        assert at("2026-12-31 19:30") == known.closing(last)
        assert 2 == len(known.sessions(last))
        assert known.is_open(at("2026-12-31 19:00"))
        assert at("2026-12-31 15:30") == known.next_opening(at("2026-12-31 15:00"))
        assert HOUR == known.time_between(at("2026-12-31 18:30"), at("2026-12-31 23:00"))

    def test_from_a_day_not_settled(self, layer, calendar_of, notice):
        """
        The same goes forward, from a day not settled into days that are.
        """
        nation = layer("nation", notice("2025-11-04", covers=2027), announced=True, week=FIVE_DAYS)
        known = calendar_of(nation).as_known()

        assert date(2027, 1, 1) == known.add_working_days(date(2026, 12, 31), 1)
        assert 1 == known.working_days_between(date(2026, 12, 31), date(2027, 1, 1))

    @pytest.mark.parametrize(
        ("name", "given_"),
        [
            ("add_time", ("2026-12-31 19:00", HOUR)),
            ("add_time", ("2027-01-01 12:00", -3 * HOUR)),
            ("time_between", ("2026-12-31 19:00", "2027-01-01 12:00")),
            ("time_between", ("2027-01-01 12:00", "2026-12-31 19:00")),
            ("is_open", ("2027-01-01 12:00",)),
            ("next_opening", ("2026-12-31 20:00",)),
        ],
    )
    def test_moments_refused(self, known, provisional, name, given_, at):
        """
        The same goes for moments.
        """
        arguments = [at(each) if isinstance(each, str) else each for each in given_]
        with pytest.raises(NotAnnouncedError) as caught:
            getattr(known, name)(*arguments)

        assert "2027-01-01" == caught.value.day
        assert getattr(provisional, name)(*arguments) is not None

    def test_no_time_is_always_there(self, known, at):
        """
        No time from a moment leans on nothing.
        """
        moment = at("2027-01-01 12:00")

        assert moment == known.add_time(moment, timedelta(0))

    def test_as_known(self, calendar):
        """
        As known before the yearly notice, the year is not settled.
        """
        with pytest.raises(NotAnnouncedError) as caught:
            calendar.as_known(date(2025, 11, 3)).is_working_day(date(2026, 1, 4))

        assert ("2026-01-04", "2025-11-03") == (caught.value.day, caught.value.known)
        assert "from 2026-01-04 on as known on 2025-11-03" in str(caught.value)
        assert "国家 (nation)" == caught.value.source
        [silent] = calendar.as_known(date(2025, 11, 3)).day(date(2026, 1, 4)).silent
        assert "nation" == silent.label.en

    def test_firm(self, known, provisional):
        """
        A timetable says which days are settled, and from when on they are not.
        """
        first, last = date(2026, 1, 1), date(2026, 12, 31)
        for each in (known, provisional):
            assert each.is_firm(first, last)
            assert each.is_firm(last, last)
            assert not each.is_firm(first, date(2027, 1, 1))
            assert date(2027, 1, 1) == each.firm_until(first)
            assert date(2027, 6, 1) == each.firm_until(date(2027, 6, 1))

    def test_all_settled(self, layer, calendar_of):
        """
        Where nothing is to be announced, every day is settled.
        """
        known = calendar_of(layer("nation", week=FIVE_DAYS)).as_known()

        assert known.is_firm(date(2025, 10, 1), date(2027, 12, 31))
        assert known.firm_until(date(2025, 10, 1)) is None

    def test_firm_backwards(self, known):
        """
        The last day is not before the first.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            known.is_firm(date(2026, 3, 2), date(2026, 3, 1))

        assert ("last", date(2026, 3, 1), "2026-03-02 or later") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_every_layer(self, nation, office, calendar_of, layer, notice):
        """
        A day is settled when every layer that announces its days has spoken, and all are named.
        """
        region = layer("region", notice("2025-12-01", covers=2026), announced=True)
        other = attrs.evolve(office, announced=True)
        known = calendar_of(nation, region, other).as_known()
        with pytest.raises(NotAnnouncedError) as caught:
            known.is_working_day(date(2026, 3, 2))

        assert "单位 (office)" == caught.value.source
        with pytest.raises(NotAnnouncedError) as caught:
            known.is_working_day(date(2027, 3, 2))
        assert "国家 (nation), 地区 (region), 单位 (office)" == caught.value.source

    def test_over_a_layer_that_announces_nothing(self, calendar_of, layer, notice):
        """
        A layer leaves days unsettled even if the one beneath has nothing to announce.
        """
        region = layer("region", notice("2025-12-01", covers=2026), announced=True)
        known = calendar_of(layer("nation", week=FIVE_DAYS), region).as_known()

        assert known.is_working_day(date(2026, 3, 2))
        with pytest.raises(NotAnnouncedError) as caught:
            known.is_working_day(date(2027, 3, 2))
        assert "地区 (region)" == caught.value.source

    def test_gap_in_the_middle(self, calendar_of, layer, notice):
        """
        Days before and after a gap are settled.
        """
        nation = layer(
            "nation",
            notice("2025-11-04", covers=2025),
            notice("2026-11-04", covers=2027),
            announced=True,
            week=FIVE_DAYS,
        )
        known = calendar_of(nation).as_known()

        assert date(2026, 1, 1) == known.firm_until(date(2025, 10, 1))
        assert known.firm_until(date(2027, 1, 1)) is None
        assert known.is_firm(date(2027, 1, 1), date(2027, 12, 31))


class TestTime:
    @pytest.mark.parametrize(
        ("start", "hours", "expected"),
        [
            # A make-up Sunday is a day like any other.
            ("2026-01-04 10:00", 1, "2026-01-04 11:00"),
            # In lunch, the clock stands still.
            ("2026-03-02 14:30", 1, "2026-03-02 16:30"),
            ("2026-03-02 14:30", -1, "2026-03-02 13:00"),
            # Exactly at an opening and at a closing.
            ("2026-03-02 10:00", 1, "2026-03-02 11:00"),
            ("2026-03-02 14:00", 1, "2026-03-02 16:30"),
            ("2026-03-02 19:30", 1, "2026-03-03 11:00"),
            ("2026-03-02 15:30", -1, "2026-03-02 13:00"),
            # Ends at a boundary: the closing, or backwards the opening.
            ("2026-03-02 10:00", 4, "2026-03-02 14:00"),
            ("2026-03-02 10:00", 8, "2026-03-02 19:30"),
            ("2026-03-02 19:30", -4, "2026-03-02 15:30"),
            ("2026-03-02 19:30", -8, "2026-03-02 10:00"),
            ("2026-03-03 10:00", -4, "2026-03-02 15:30"),
            # No time.
            ("2026-03-02 11:00", 0, "2026-03-02 11:00"),
            ("2026-03-02 14:30", 0, "2026-03-02 14:30"),
            ("2026-02-18 03:00", 0, "2026-02-18 03:00"),
            # Over the festival, and over the change of season.
            ("2026-02-14 19:00", 1, "2026-02-24 10:30"),
            ("2026-02-18 12:00", 1, "2026-02-24 11:00"),
            ("2026-02-18 12:00", -1, "2026-02-14 18:30"),
            ("2026-04-30 15:00", 8, "2026-05-06 14:00"),
            ("2026-04-30 15:00", 9, "2026-05-06 17:00"),
            ("2026-05-06 17:00", -9, "2026-04-30 15:30"),
        ],
    )
    def test_add(self, known, start, hours, expected, at):
        """
        Time passes while the office is open, and no answer is a closed moment in between.
        """
        assert at(expected) == known.add_time(at(start), hours * HOUR)

    def test_microseconds(self, known, at):
        """
        Time is exact to the microsecond, on both sides of a boundary.
        """
        opening = at("2026-03-02 10:00")

        assert at("2026-03-02 14:00") - MICROSECOND == known.add_time(
            opening, 4 * HOUR - MICROSECOND
        )
        assert at("2026-03-02 15:30") + MICROSECOND == known.add_time(
            opening, 4 * HOUR + MICROSECOND
        )
        assert at("2026-03-02 14:00") - MICROSECOND == known.add_time(
            at("2026-03-02 15:30"), -MICROSECOND
        )
        assert opening + MICROSECOND == known.add_time(at("2026-02-28 19:30"), MICROSECOND)
        assert at("2026-03-02 14:00") == known.add_time(
            at("2026-03-02 14:00") - MICROSECOND, MICROSECOND
        )

    def test_zones(self, known, at):
        """
        Saturday morning in Beijing is Friday night in UTC; Xinjiang time is exact.
        """
        assert not known.is_open(datetime(2026, 2, 6, 23, tzinfo=UTC))
        assert at("2026-02-09 11:00") == known.add_time(datetime(2026, 2, 6, 23, tzinfo=UTC), HOUR)
        urumqi = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Urumqi"))
        assert at("2026-03-02 13:00") == known.add_time(urumqi, HOUR)
        assert 2 * HOUR == known.time_between(at("2026-03-02 10:00"), urumqi)
        found = known.add_time(Later(2026, 3, 2, 10, tzinfo=OFFICE_TIME), HOUR)
        assert (datetime, OFFICE_TIME) == (type(found), found.tzinfo)

    @pytest.mark.parametrize(
        ("first", "last", "minutes"),
        [
            ("2026-03-02 10:00", "2026-03-02 19:30", 480),
            ("2026-03-02 19:30", "2026-03-02 10:00", -480),
            ("2026-03-02 14:00", "2026-03-02 15:30", 0),
            ("2026-03-02 13:59", "2026-03-02 15:31", 2),
            ("2026-02-14 19:29", "2026-02-24 10:01", 2),
            ("2026-02-15 00:00", "2026-02-24 00:00", 0),
            ("2026-03-02 11:00", "2026-03-02 11:00", 0),
            ("2026-04-30 19:00", "2026-05-06 16:30", 300),
        ],
    )
    def test_between(self, known, first, last, minutes, at):
        """
        Open time counts from the first moment to just before the last.
        """
        assert timedelta(minutes=minutes) == known.time_between(at(first), at(last))

    @pytest.mark.parametrize(
        ("moment", "is_open", "opens"),
        [
            ("2026-03-02 09:59:59.999999", False, "2026-03-02 10:00"),
            ("2026-03-02 10:00", True, "2026-03-02 10:00"),
            ("2026-03-02 13:59:59.999999", True, "2026-03-02 13:59:59.999999"),
            ("2026-03-02 14:00", False, "2026-03-02 15:30"),
            ("2026-03-02 19:30", False, "2026-03-03 10:00"),
            ("2026-01-04 11:00", True, "2026-01-04 11:00"),
            ("2026-02-18 11:00", False, "2026-02-24 10:00"),
            ("2026-05-06 15:45", False, "2026-05-06 16:00"),
            ("2026-03-03 00:00", False, "2026-03-03 10:00"),
        ],
    )
    def test_open(self, known, moment, is_open, opens, at):
        """
        An office is open from its opening to just before its closing.
        """
        assert (is_open, at(opens)) == (
            known.is_open(at(moment)),
            known.next_opening(at(moment)),
        )

    def test_lost_hour(self, known):
        """
        A time that the clocks of its zone skip is refused; a doubled one is told apart.
        """
        berlin = ZoneInfo("Europe/Berlin")
        with pytest.raises(ValueNotAllowedError):
            known.add_time(datetime(2026, 3, 29, 2, 30, tzinfo=berlin), HOUR)
        first = datetime(2026, 10, 30, 3, tzinfo=berlin)
        autumn = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
        between = known.time_between(autumn.replace(fold=1), first)
        assert between == known.time_between(autumn, first)

    def test_to_midnight(self, layer, calendar_of, at):
        """
        An office may be open until 24:00, and an answer may be that very instant.
        """
        known = calendar_of(layer("nation", week=FIVE_DAYS, hours=NIGHT)).as_known()

        assert at("2026-03-03 00:00") == known.add_time(at("2026-03-02 16:00"), 8 * HOUR)
        assert at("2026-03-03 00:00") == known.closing(date(2026, 3, 2))
        assert not known.is_open(at("2026-03-03 00:00"))
        assert at("2026-03-02 16:00") == known.add_time(at("2026-03-03 00:00"), -8 * HOUR)

    def test_three_sessions(self, layer, calendar_of, at):
        """
        A day may have any number of sessions, and time passes in each.
        """
        hours = OfficeHours(
            (Session("08:00", "10:00"), Session("12:00", "14:00"), Session("16:00", "18:00"))
        )
        known = calendar_of(layer("nation", week=FIVE_DAYS, hours=hours)).as_known()
        opening = at("2026-03-02 08:00")
        for passed, moment in ((1, "09:00"), (2, "10:00"), (3, "13:00"), (5, "17:00")):
            assert at(f"2026-03-02 {moment}") == known.add_time(opening, passed * HOUR)
            assert opening == known.add_time(at(f"2026-03-02 {moment}"), -passed * HOUR)
        for moment, opens in (("10:00", "12:00"), ("13:00", "13:00"), ("14:30", "16:00")):
            assert at(f"2026-03-02 {opens}") == known.next_opening(at(f"2026-03-02 {moment}"))

    def test_first_and_last_moment(self, layer, calendar_of, at):
        """
        A calendar of one working day can be counted through, from its opening to its closing.
        """
        nation = layer("nation", week=WorkWeek((3,)), hours=NIGHT)
        known = calendar_of(nation, first="2026-03-02", end="2026-03-08").as_known()
        opening, closing = at("2026-03-04 16:00"), at("2026-03-05 00:00")

        assert opening == known.next_opening(at("2026-03-02 00:00"))
        assert closing == known.add_time(at("2026-03-02 00:00"), 8 * HOUR)
        assert opening == known.add_time(at("2026-03-07 12:00"), -8 * HOUR)
        assert 8 * HOUR == known.time_between(at("2026-03-02 00:00"), at("2026-03-07 12:00"))
        assert not known.is_open(at("2026-03-02 00:00"))
        assert not known.is_open(closing)
        with pytest.raises(ValueNotAllowedError) as caught:
            known.time_between(at("2026-03-02 00:00"), at("2026-03-09 00:00"))
        assert "last" == caught.value.field

    def test_end_of_the_last_day(self, layer, calendar_of, at):
        """
        24:00 of the last day is an answer, and can be asked about; no office is open then.
        """
        known = calendar_of(layer("nation", week=FIVE_DAYS, hours=NIGHT)).as_known()
        opening, end = at("2027-12-31 16:00"), at("2028-01-01 00:00")

        assert end == known.add_time(opening, 8 * HOUR)
        assert opening == known.add_time(end, -8 * HOUR)
        assert end == known.add_time(end, timedelta(0))
        assert 8 * HOUR == known.time_between(opening, end) == -known.time_between(end, opening)
        assert timedelta(0) == known.time_between(end, end)
        with pytest.raises(ValueNotAllowedError) as caught:
            known.add_time(end, HOUR)
        assert "answer" == caught.value.field
        for ask in (known.is_open, known.next_opening):
            with pytest.raises(ValueNotAllowedError) as caught:
                ask(end)
            assert ("at", str(end)) == (caught.value.field, caught.value.value)

    def test_end_of_what_is_settled(self, layer, calendar_of, notice, at):
        """
        24:00 belongs to the day that it ends: the next one need not be announced.
        """
        week = WorkWeek((1, 2, 3, 4, 5, 6, 7))
        nation = layer(
            "nation", notice("2025-11-04", covers=2026), announced=True, week=week, hours=NIGHT
        )
        known = calendar_of(nation, first="2026-01-01").as_known()
        opening, end = at("2026-12-31 16:00"), at("2027-01-01 00:00")

        assert end == known.add_time(opening, 8 * HOUR)
        assert 8 * HOUR == known.time_between(opening, end)
        assert opening == known.add_time(end, -8 * HOUR)
        with pytest.raises(NotAnnouncedError):
            known.time_between(opening, end + MICROSECOND)
        with pytest.raises(NotAnnouncedError):
            known.is_open(end)

    def test_opening_at_midnight(self, layer, calendar_of, notice, at):
        """
        An opening at midnight leans on the day that it begins.
        """
        early = OfficeHours((Session("00:00", "12:00"),))
        week = WorkWeek((1, 2, 3, 4, 5, 6, 7))
        nation = layer(
            "nation", notice("2025-11-04", covers=2026), announced=True, week=week, hours=early
        )
        known = calendar_of(nation, first="2026-01-01").as_known()

        assert at("2026-12-31 00:00") == known.next_opening(at("2026-12-30 12:00"))
        with pytest.raises(NotAnnouncedError):
            known.next_opening(at("2026-12-31 12:00"))

    def test_round_the_clock(self, layer, calendar_of, at):
        """
        An office that never closes is open at midnight.
        """
        always = OfficeHours((Session("00:00", "24:00"),))
        week = WorkWeek((1, 2, 3, 4, 5, 6, 7))
        known = calendar_of(layer("nation", week=week, hours=always)).as_known()

        assert known.is_open(at("2026-03-03 00:00"))
        assert at("2026-03-05 07:30") == known.add_time(at("2026-03-02 07:30"), 72 * HOUR)

    def test_season_in_a_running_clock(self, known, at):
        """
        The hours of each day are those in force on it.
        """
        assert ("10:00–14:00", "15:30–19:30") == tuple(map(str, known.sessions(DAY("2026-04-30"))))
        assert ("10:00–14:00", "16:00–20:00") == tuple(map(str, known.sessions(DAY("2026-05-06"))))
        assert at("2026-09-30 20:00") == known.closing(date(2026, 9, 30))
        assert at("2026-10-01 19:30") == known.closing(date(2026, 10, 1))

    def test_closing_of_a_day_off(self, known):
        """
        A day off has no sessions and no closing.
        """
        assert () == known.sessions(date(2026, 2, 18))
        for ask in (known.opening, known.closing):
            with pytest.raises(ValueNotAllowedError) as caught:
                ask(date(2026, 2, 18))
            assert ("day", date(2026, 2, 18), "a day that is worked") == (
                caught.value.field,
                caught.value.value,
                caught.value.allowed,
            )

    def test_opening(self, known):
        """
        The opening of a day is that of its first session.
        """
        for day in (date(2026, 2, 24), date(2026, 10, 1)):
            first = known.sessions(day)[0].span[0] if known.sessions(day) else None
            if first is not None:
                midnight = datetime(day.year, day.month, day.day, tzinfo=OFFICE_TIME)
                assert known.opening(day) == midnight + timedelta(microseconds=first)
                assert known.opening(day) == known.next_opening(midnight)


@pytest.fixture(name="without_hours")
def make_without_hours(layer, calendar_of, series, said):
    """
    Make a calendar of six days, open by night, but for one day whose hours were repealed.
    """

    def made(day):
        hours = series("hours", ("2025-01-01", NIGHT))
        if day is not None:
            start = DAY(day)
            hours = hours.repeal(
                start=start, end=start + timedelta(1), known=date(2026, 1, 1), source=said
            )
        nation = layer("nation", week=WorkWeek((1, 2, 3, 4, 5, 6, 7)), hours=hours)
        return calendar_of(nation, first="2026-03-02", end="2026-03-08").as_known()

    return made


class TestNothingOpen:
    """
    A calendar on which nothing is ever open refuses, and never looks for ever.
    """

    def test_no_day(self, layer, calendar_of, at):
        """
        A week without a working day has no answer in it.
        """
        hours = OfficeHours((Session("09:00", "12:00"),))
        known = calendar_of(layer("nation", week=WorkWeek(()), hours=hours)).as_known()
        day, moment = date(2026, 3, 2), at("2026-03-02 10:00")
        for ask in (
            lambda: known.add_working_days(day, 1),
            lambda: known.add_working_days(day, -1),
            lambda: known.on_or_after(day),
            lambda: known.on_or_before(day),
            lambda: known.add_time(moment, HOUR),
            lambda: known.add_time(moment, -HOUR),
            lambda: known.next_opening(moment),
        ):
            with pytest.raises(ValueNotAllowedError) as caught:
                ask()
            assert "answer" == caught.value.field
            assert f"days in {SPAN}, 0 of them worked" == caught.value.allowed
        assert not known.is_open(moment)
        assert timedelta(0) == known.time_between(moment, at("2027-03-02 10:00"))
        assert 0 == known.working_days_between(day, date(2027, 3, 2))

    def test_no_hours(self, nation, calendar_of, at):
        """
        Without hours days can be counted, and hours cannot.
        """
        known = calendar_of(nation).as_known()
        moment = at("2026-03-02 10:00")

        assert date(2026, 3, 3) == known.add_working_days(date(2026, 3, 2), 1)
        for ask in (
            lambda: known.is_open(moment),
            lambda: known.next_opening(moment),
            lambda: known.time_between(moment, at("2026-03-04 10:00")),
            lambda: known.sessions(date(2026, 3, 2)),
            lambda: known.closing(date(2026, 3, 2)),
        ):
            with pytest.raises(NotInForceError) as caught:
                ask()
            assert ("hours", "2026-03-02", "") == (
                caught.value.field,
                caught.value.day,
                caught.value.known,
            )
            assert "a calendar with a layer that has office hours" == caught.value.allowed
        assert not known.is_open(at("2026-02-18 10:00"))
        assert () == known.sessions(date(2026, 2, 18))

    def test_no_hours_as_known(self, nation, calendar_of):
        """
        The refusal says as known when, where no layer has hours at all, too.
        """
        known = calendar_of(nation).as_known(date(2026, 1, 1))
        with pytest.raises(NotInForceError) as caught:
            known.sessions(date(2026, 3, 2))

        assert ("hours", "2026-01-01") == (caught.value.field, caught.value.known)

    def test_first_without_hours(self, layer, calendar_of, series, said, at):
        """
        Of several days without hours on the way the first is named.
        """
        hours = series("hours", ("2025-01-01", NIGHT))
        for day in (4, 6):
            hours = hours.repeal(
                start=date(2026, 3, day), end=date(2026, 3, day + 1),
                known=date(2026, 1, day), source=said,
            )  # fmt: skip
        nation = layer("nation", week=WorkWeek((1, 2, 3, 4, 5, 6, 7)), hours=hours)
        known = calendar_of(nation, first="2026-03-02", end="2026-03-08").as_known()
        with pytest.raises(RepealedError) as caught:
            known.add_time(at("2026-03-02 17:00"), 100 * HOUR)

        assert "2026-03-04" == caught.value.day

    def test_hours_of_a_layer_known_later(self, layer, calendar_of, series):
        """
        Until it is known what an office says of hours, those of its region are shown and missed.
        """
        central = series("hours", ("2026-03-04", NIGHT, "2025-01-01"))
        own = series(
            "hours", ("2025-01-01", OfficeHours((Session("09:00", "12:00"),)), "2026-06-01")
        )
        calendar = calendar_of(
            layer("region", week=FIVE_DAYS, hours=central), layer("office", hours=own)
        )
        before, after = (calendar.as_known(date(2026, *day)) for day in ((5, 31), (6, 1)))

        assert ["16:00–24:00", "09:00–12:00"] == [
            str(each.sessions(date(2026, 3, 4))[0]) for each in (before, after)
        ]
        with pytest.raises(NotInForceError) as caught:
            before.sessions(date(2026, 3, 3))
        assert "days in [2026-03-04, …)" == caught.value.allowed

    def test_no_hours_yet(self, layer, calendar_of, series, at):
        """
        Before hours are in force, the first day without them is named, in the words of a series.
        """
        hours = series("hours", ("2026-03-04", NIGHT, "2026-01-01"))
        known = calendar_of(layer("nation", week=FIVE_DAYS, hours=hours)).as_known()
        for ask in (
            lambda: known.time_between(at("2026-03-02 10:00"), at("2026-03-06 10:00")),
            lambda: known.next_opening(at("2026-03-02 10:00")),
            lambda: known.add_time(at("2026-03-02 10:00"), HOUR),
            lambda: known.add_time(at("2026-03-05 17:00"), -10 * HOUR),
        ):
            with pytest.raises(NotInForceError) as caught:
                ask()
            assert "hours" == caught.value.field
            assert caught.value.day <= "2026-03-03"
            assert "days in [2026-03-04, …)" == caught.value.allowed
        assert at("2026-03-04 17:00") == known.add_time(at("2026-03-04 00:00"), HOUR)

    def test_hours_known_later(self, layer, calendar_of, series, at):
        """
        Hours that became known later are none yet, and the refusal says as known when.
        """
        hours = series("hours", ("2025-01-01", NIGHT, "2026-06-01"))
        calendar = calendar_of(layer("nation", week=FIVE_DAYS, hours=hours))
        early = calendar.as_known(date(2026, 5, 31))
        for ask in (
            lambda: early.is_open(at("2026-03-02 17:00")),
            lambda: early.next_opening(at("2026-03-02 10:00")),
            lambda: early.time_between(at("2026-03-02 10:00"), at("2026-03-06 10:00")),
            lambda: early.add_time(at("2026-03-02 10:00"), HOUR),
            lambda: early.sessions(date(2026, 3, 2)),
            lambda: early.opening(date(2026, 3, 2)),
            lambda: early.closing(date(2026, 3, 2)),
        ):
            with pytest.raises(NotInForceError) as caught:
                ask()
            assert ("2026-03-02", "2026-05-31", "no day: nothing is in force") == (
                caught.value.day,
                caught.value.known,
                caught.value.allowed,
            )
        assert calendar.as_known(date(2026, 6, 1)).is_open(at("2026-03-02 17:00"))

    @pytest.mark.parametrize(
        ("start", "amount", "without", "named"),
        [
            # Too far ahead: of the days from the start on, the first without hours is named.
            ("2026-03-02 17:00", 100 * HOUR, "2026-03-05", "2026-03-05"),
            ("2026-03-02 17:00", 100 * HOUR, "2026-03-02", "2026-03-02"),
            ("2026-03-08 00:00", MICROSECOND, "2026-03-05", None),
            ("2026-03-08 00:00", HOUR, "2026-03-06", None),
            ("2026-03-08 00:00", HOUR, "2026-03-07", "2026-03-07"),
            # Too far back: of the days up to the start.
            ("2026-03-05 17:00", -100 * HOUR, "2026-03-02", "2026-03-02"),
            ("2026-03-05 17:00", -100 * HOUR, "2026-03-05", "2026-03-05"),
            ("2026-03-05 17:00", -100 * HOUR, "2026-03-06", None),
            ("2026-03-08 00:00", -100 * HOUR, "2026-03-07", "2026-03-07"),
            ("2026-03-08 00:00", -100 * HOUR, None, None),
        ],
    )
    def test_too_far(self, *, without_hours, at, start, amount, without, named):
        """
        Where an answer lies too far, a day without hours on the way is told rather than that.
        """
        known = without_hours(without)
        if named is None:
            with pytest.raises(ValueNotAllowedError) as caught:
                known.add_time(at(start), amount)
            assert "answer" == caught.value.field
        else:
            with pytest.raises(RepealedError) as caught:
                known.add_time(at(start), amount)
            assert named == caught.value.day

    def test_next_to_a_day_without_hours(self, without_hours, at):
        """
        A day without hours is no matter to the days next to it, nor to the end of the calendar.
        """
        known, day = without_hours("2026-03-06"), date(2026, 3, 5)
        end = at("2026-03-08 00:00")

        assert 1 == len(known.sessions(day))
        assert (at("2026-03-05 16:00"), at("2026-03-06 00:00")) == (
            known.opening(day),
            known.closing(day),
        )
        assert timedelta(0) == known.time_between(end, end)
        assert at("2026-03-07 23:00") == known.add_time(end, -HOUR)

    def test_no_more_openings(self, layer, calendar_of, series, said, at):
        """
        After the last opening of the calendar there is none.
        """
        hours = series("hours", ("2025-01-01", NIGHT))
        known = calendar_of(layer("nation", week=FIVE_DAYS, hours=hours)).as_known()
        assert not known.is_open(at("2027-12-31 10:00"))
        short = calendar_of(
            layer("nation", week=FIVE_DAYS, hours=hours), end="2026-03-08"
        ).as_known()
        with pytest.raises(ValueNotAllowedError) as caught:
            short.next_opening(at("2026-03-07 10:00"))
        assert ("answer", "the next opening from 2026-03-07 10:00:00+08:00") == (
            caught.value.field,
            caught.value.value,
        )
        assert not short.is_open(at("2026-03-07 10:00"))
        ended = hours.repeal(start=date(2026, 3, 2), known=date(2026, 1, 1), source=said)
        over = calendar_of(layer("nation", week=FIVE_DAYS, hours=ended)).as_known()
        with pytest.raises(RepealedError) as caught:
            over.next_opening(at("2026-03-02 10:00"))
        assert "2026-03-02" == caught.value.day

    def test_open_question(self, layer, calendar_of, series, at):
        """
        Hours that a source leaves open are asked for, with the question.
        """
        gap = NotStated(question=Label("几点办公", "when is it open"))
        hours = series("hours", ("2025-01-01", NIGHT), ("2026-03-02", gap))
        known = calendar_of(layer("nation", week=FIVE_DAYS, hours=hours)).as_known()
        with pytest.raises(NotStatedError) as caught:
            known.is_open(at("2026-03-02 17:00"))

        assert "hours" == caught.value.field
        assert known.is_open(at("2026-02-27 17:00"))

    def test_own_hours_are_enough(self, layer, calendar_of, notice, special, at):
        """
        A special day with hours of its own needs no others.
        """
        open_day = special("office_open", "2026-03-07", sessions=(Session("09:00", "12:00"),))
        known = calendar_of(
            layer("nation", week=FIVE_DAYS), layer("office", notice("2026-01-05", open_day))
        ).as_known()

        assert known.is_open(at("2026-03-07 09:00"))
        assert ("09:00–12:00",) == tuple(map(str, known.sessions(date(2026, 3, 7))))
        assert at("2026-03-07 12:00") == known.closing(date(2026, 3, 7))


class TestLayers:
    def test_precedence(self, nation, office, layer, notice, special, calendar_of):
        """
        Region goes before nation and office before region, whichever was known later.
        """
        day = date(2026, 2, 18)
        region = layer("region", notice("2025-01-05", special("office_open", "2026-02-18")))
        closed = attrs.evolve(
            office, notices=(notice("2025-01-04", special("office_closed", "2026-02-18")),)
        )

        assert not calendar_of(nation, office).as_known().is_working_day(day)
        assert calendar_of(nation, region, office).as_known().is_working_day(day)
        assert not calendar_of(nation, region, closed).as_known().is_working_day(day)

    def test_withdrawn(self, nation, office, layer, notice, special, calendar_of):
        """
        A day withdrawn is what the layer beneath makes of it, or an ordinary day of its week.
        """
        region = layer(
            "region",
            notice("2026-01-05", special("office_open", "2026-02-18", "2026-03-07")),
            notice("2026-01-20", special("withdrawn", "2026-02-18", "2026-03-07")),
        )
        calendar = calendar_of(nation, region, office)

        for day in (date(2026, 2, 18), date(2026, 3, 7)):
            assert calendar.as_known(date(2026, 1, 19)).is_working_day(day)
            assert not calendar.as_known(date(2026, 1, 20)).is_working_day(day)

    def test_swap_across_new_year(self, layer, notice, special, calendar_of):
        """
        A notice for the next year may take a Sunday of this one.
        """
        nation = layer(
            "nation",
            notice("2024-11-12", covers=2025),
            notice(
                "2025-11-04",
                special("make_up", "2025-12-28"),
                special("swapped_rest", "2026-01-02"),
                covers=2026,
            ),
            announced=True,
            week=FIVE_DAYS,
        )
        calendar = calendar_of(nation)

        assert not calendar.as_known(date(2025, 11, 3)).is_working_day(date(2025, 12, 28))
        assert calendar.as_known().is_working_day(date(2025, 12, 28))
        assert date(2026, 1, 1) == calendar.as_known().add_working_days(date(2025, 12, 26), 5)
        assert date(2026, 1, 5) == calendar.as_known().add_working_days(date(2025, 12, 26), 6)

    def test_hours_of_layers(self, nation, layer, calendar_of, series, said):
        """
        What a layer says of hours goes before those beneath; repealed, they show again.
        """
        short = OfficeHours((Session("10:00", "12:00"),))
        own = series("hours", ("2026-03-03", short)).repeal(
            start=date(2026, 3, 5), known=date(2026, 3, 4), source=said
        )
        known = calendar_of(
            attrs.evolve(nation, hours=series("hours", ("2025-01-01", NIGHT))),
            layer("office", hours=own),
        ).as_known()

        assert ["16:00–24:00", "10:00–12:00", "10:00–12:00", "16:00–24:00"] == [
            str(known.sessions(date(2026, 3, day))[0]) for day in (2, 3, 4, 5)
        ]

    def test_hours_of_a_weekday(self, nation, layer, calendar_of):
        """
        A make-up Saturday has the hours of a Saturday.
        """
        hours = OfficeHours(
            (Session("10:00", "18:00"),), on_weekdays=((6, (Session("09:00", "12:00"),)),)
        )
        known = calendar_of(nation, layer("office", hours=hours)).as_known()

        assert ("09:00–12:00",) == tuple(map(str, known.sessions(date(2026, 2, 28))))
        assert ("10:00–18:00",) == tuple(map(str, known.sessions(date(2026, 1, 4))))

    def test_hours_are_those_shown(
        self, nation, layer, calendar_of, series, notice, special, said, at
    ):
        """
        A timetable counts the hours that it lists, whichever layer and notice they come from.
        """
        half, short = (Session("09:00", "12:00"),), (Session("10:00", "11:00"),)
        usual = OfficeHours((Session("10:00", "18:00"),), on_weekdays=((6, half),))
        own = series("hours", ("2026-03-03", OfficeHours(short))).repeal(
            start=date(2026, 3, 5), known=date(2026, 3, 4), source=said
        )
        region = layer(
            "region",
            notice("2026-01-05", special("office_open", "2026-02-14", sessions=short)),
            notice("2026-01-06", special("office_open", "2026-02-28", "2026-03-21")),
        )
        central = notice("2026-01-05", special("make_up", "2026-03-21", sessions=short))
        known = calendar_of(
            attrs.evolve(
                nation,
                notices=(*nation.notices, central),
                hours=series("hours", ("2025-01-01", usual)),
            ),
            region,
            layer("office", hours=own),
        ).as_known()
        expected = {
            "2026-02-13": 8,
            "2026-02-14": 1,
            "2026-02-28": 3,
            "2026-03-01": 0,
            "2026-03-02": 8,
            "2026-03-03": 1,
            "2026-03-04": 1,
            "2026-03-05": 8,
            "2026-03-21": 3,
        }
        for day, hours in expected.items():
            midnight = at(f"{day} 00:00")
            listed = known.sessions(DAY(day))
            assert hours * HOUR == known.time_between(midnight, midnight + timedelta(1))
            assert hours == sum(int(str(each)[6:8]) - int(str(each)[:2]) for each in listed)

    def test_special_day_on_the_first(self, nation, office, calendar_of):
        """
        What is said of the first day of a calendar counts like that of any other.
        """
        known = calendar_of(nation, office, first="2026-02-28", end="2026-03-02").as_known()

        assert known.is_working_day(date(2026, 2, 28))

    def test_special_days_outside(self, nation, calendar_of, office):
        """
        Days that a notice names outside the calendar play no part.
        """
        known = calendar_of(nation, office, first="2026-02-16", end="2026-02-20").as_known()

        assert 0 == known.working_days_between(date(2026, 2, 16), date(2026, 2, 19))


# Laws.

KNOWN_DAYS = st.dates(date(2025, 10, 1), date(2027, 12, 31))
SMALL = st.integers(-200, 200)
MOMENTS = st.datetimes(
    datetime(2025, 12, 1), datetime(2027, 6, 1), timezones=st.just(OFFICE_TIME)
) | st.builds(
    lambda day, minute: datetime(2026, 1, 1, tzinfo=OFFICE_TIME) + timedelta(day, minutes=minute),
    st.integers(0, 364),
    st.sampled_from([0, 600, 840, 900, 930, 960, 1170, 1200]),
)
AMOUNTS = st.timedeltas(timedelta(-60), timedelta(60)) | st.integers(-50, 50).map(
    lambda number: number * 4 * HOUR
)


class TestLaws:
    @given(day=KNOWN_DAYS, count=SMALL)
    def test_days_back(self, provisional, day, count):
        """
        So many days added are so many days between.
        """
        assume(count or provisional.is_working_day(day))
        try:
            found = provisional.add_working_days(day, count)
        except ValueNotAllowedError:
            return
        # The first day counts when going back, and the day given does when coming back to it.
        counted = provisional.working_days_between(day, found)
        if count >= 0:
            assert count == counted
        else:
            assert count == counted - 1 + provisional.is_working_day(day)
        if provisional.is_working_day(day):
            assert day == provisional.add_working_days(found, -count)

    @given(at=MOMENTS, amount=AMOUNTS)
    def test_time_back(self, provisional, at, amount):
        """
        So much time added is so much time between, exactly.
        """
        assume(date(2025, 12, 1) <= at.date())
        try:
            found = provisional.add_time(at, amount)
        except ValueNotAllowedError:
            return
        assert amount == provisional.time_between(at, found)
        assert -amount == provisional.time_between(found, at)

    @given(at=MOMENTS, later=MOMENTS, amount=AMOUNTS, more=AMOUNTS)
    def test_monotone(self, provisional, at, later, amount, more):
        """
        A later start or more time never gives an earlier end.
        """
        first, last = sorted((at, later))
        small, large = sorted((amount, more))
        assume(small > timedelta(0) or large < timedelta(0))
        try:
            a, b = provisional.add_time(first, small), provisional.add_time(last, small)
            c = provisional.add_time(first, large)
        except ValueNotAllowedError:
            return
        assert a <= b
        assert a <= c

    @given(day=KNOWN_DAYS, later=KNOWN_DAYS, count=SMALL, more=SMALL)
    def test_monotone_days(self, provisional, day, later, count, more):
        """
        A later start or more days never give an earlier day.
        """
        assume(count and more)
        first, last = sorted((day, later))
        small, large = sorted((count, more))
        try:
            a = provisional.add_working_days(first, small)
            b = provisional.add_working_days(last, small)
            c = provisional.add_working_days(first, large)
        except ValueNotAllowedError:
            return
        assert a <= b
        assert a <= c

    @given(first=KNOWN_DAYS, middle=KNOWN_DAYS, last=KNOWN_DAYS)
    def test_adds_up(self, provisional, first, middle, last):
        """
        Days from a first to a middle and on to a last are the days from first to last.
        """
        between = provisional.working_days_between

        assert between(first, last) == between(first, middle) + between(middle, last)

    @given(first=MOMENTS, middle=MOMENTS, last=MOMENTS)
    def test_time_adds_up(self, provisional, first, middle, last):
        """
        The same goes for time.
        """
        between = provisional.time_between

        assert between(first, last) == between(first, middle) + between(middle, last)

    @given(at=MOMENTS)
    def test_open_runs(self, provisional, at):
        """
        An office is open exactly when the next microsecond is working time.
        """
        assert provisional.is_open(at) is (
            MICROSECOND == provisional.time_between(at, at + MICROSECOND)
        )
        assert provisional.is_open(provisional.next_opening(at))

    @given(
        days=st.lists(st.tuples(KNOWN_DAYS, st.booleans()), min_size=3, max_size=3),
        order=st.sampled_from(list(permutations(range(3)))),
        split=st.integers(1, 2),
    )
    def test_layers_in_any_grouping(
        self, *, nation, office, layer, notice, special, calendar_of, days, order, split
    ):
        """
        Layers added in any order and in any groups make one and the same calendar.
        """
        arranged = [
            notice("2025-12-01", special("office_open" if opens else "office_closed", str(day)))
            for day, opens in days
        ]
        layers = [
            attrs.evolve(nation, notices=(*nation.notices, arranged[0])),
            layer("region", arranged[1]),
            attrs.evolve(office, notices=(arranged[2],)),
        ]
        whole = calendar_of(*layers)
        mixed = [layers[place] for place in order]
        week = next(place for place, each in enumerate(mixed) if each.week is not None)
        assume(week < split)
        built = calendar_of(*mixed[:split]).layered(*mixed[split:])

        assert whole == built
        assert hash(whole) == hash(built)
        for day, _ in days:
            assert whole.as_known().day(day) == built.as_known().day(day)

    @given(
        day=KNOWN_DAYS,
        known=st.dates(date(2025, 12, 1), date(2026, 6, 1)),
        after=st.integers(1, 100),
        at=MOMENTS,
        amount=AMOUNTS,
    )
    def test_known_later(
        self, *, nation, office, calendar_of, notice, special, day, known, after, at, amount
    ):
        """
        What is announced later changes nothing that is asked as known earlier.
        """
        later = notice(
            str(known + timedelta(after)), special("office_closed", str(day)), covers=2027
        )
        hours = office.hours.announce(
            NIGHT,
            start=day,
            known=known + timedelta(after),
            source=later.source,
        )
        before = calendar_of(nation, office)
        now = calendar_of(nation, attrs.evolve(office, notices=(later,), hours=hours))

        for strict in (True, False):
            asked, again = (each.as_known(known, provisional=not strict) for each in (before, now))
            for ask, expected in (
                (again.is_working_day, asked.is_working_day),
                (again.sessions, asked.sessions),
                (again.firm_until, asked.firm_until),
            ):
                assert outcome(ask, day) == outcome(expected, day)
            assert outcome(again.add_time, at, amount) == outcome(asked.add_time, at, amount)

    @given(day=KNOWN_DAYS, count=SMALL, closed=st.dates(date(2027, 1, 1), date(2027, 12, 31)))
    def test_firm_answers_stay(
        self, *, nation, office, calendar_of, notice, special, known, day, count, closed
    ):
        """
        A firm answer is the same once the days not settled yet are announced.
        """
        assume(count)
        found = outcome(known.add_working_days, day, count)
        announced = notice("2026-11-04", special("added_rest", str(closed)), covers=2027)
        later = calendar_of(
            attrs.evolve(nation, notices=(*nation.notices, announced)), office
        ).as_known()
        if isinstance(found, date):
            assert found == later.add_working_days(day, count)


def outcome(ask, *given_):
    """
    Ask; give the answer or the kind of refusal.
    """
    try:
        return ask(*given_)
    except (ValueNotAllowedError, NotInForceError, NotStatedError) as error:
        return type(error)


class TestSeriesBeneath:
    def test_week_over_another(self, calendar_of, layer, series):
        """
        A series of weeks may lie over another.
        """
        six = WorkWeek((1, 2, 3, 4, 5, 6))
        week = series("week", ("2026-03-01", six)).over(series("week", ("2025-01-01", FIVE_DAYS)))
        known = calendar_of(attrs.evolve(layer("nation"), week=week)).as_known()

        assert [False, True] == [
            known.is_working_day(DAY(day)) for day in ("2026-02-28", "2026-03-07")
        ]
        assert isinstance(week, Series)
