from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Interval, Month, Quarter, Week, Year
from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError, WrongTypeError
from partygrid.packs import load
from partygrid.strategies import cadences, days
from partygrid.trace import Unit, recompute
from partygrid.worktime import Cadence, PeriodDay, RestRule, Rhythm

CALENDAR = load("example").calendar
FORWARD, KEEP = RestRule.FORWARD, RestRule.KEEP
LABOUR_WEEK = Week(2025, 18)


def fridays(rest):
    """
    Make a cadence of every Friday.
    """
    return Cadence(every=Rhythm.WEEK, on=(PeriodDay(5),), rest=rest)


class TestRestRule:
    @pytest.mark.parametrize(
        ("rest", "day"),
        [
            (RestRule.KEEP, date(2025, 5, 2)),
            (RestRule.FORWARD, date(2025, 5, 6)),
            (RestRule.BACKWARD, date(2025, 4, 30)),
            (RestRule.SKIP, None),
        ],
    )
    def test_festival(self, rest, day):
        """
        A Friday in a festival of five days stays, moves to the nearest working day, or falls out.
        """
        [found] = fridays(rest).in_period(LABOUR_WEEK, CALENDAR)

        assert (found.planned, found.day) == (date(2025, 5, 2), day)
        assert found.is_moved is (rest is not KEEP)
        assert found.is_firm

    @pytest.mark.parametrize("rest", RestRule)
    def test_working_day(self, rest):
        """
        A Friday that is worked stays where it is.
        """
        [found] = fridays(rest).in_period(Week(2025, 24), CALENDAR)

        assert found.day == found.planned == date(2025, 6, 13)
        assert not found.is_moved

    def test_as_known(self):
        """
        What was announced later moves nothing asked earlier.
        """
        [found] = fridays(FORWARD).in_period(LABOUR_WEEK, CALENDAR, known=date(2024, 11, 12))
        early = Cadence(every=Rhythm.MONTH, on=(PeriodDay(11),), rest=FORWARD)
        [before] = early.in_period(Month(2025, 10), CALENDAR, known=date(2025, 9, 19))
        [after] = early.in_period(Month(2025, 10), CALENDAR, known=date(2025, 9, 20))

        assert found.day == date(2025, 5, 6)
        assert (before.day, after.day) == (date(2025, 10, 11), date(2025, 10, 13))
        assert (before.known, after.known) == (date(2025, 9, 19), date(2025, 9, 20))
        for known, expected in [(date(2025, 9, 19), before), (date(2025, 9, 20), after)]:
            days = Month(2025, 10).interval
            assert [expected] == list(early.occasions(days, CALENDAR, known=known))

    def test_unsettled(self):
        """
        A day that no notice settles yet is only provisional.
        """
        [found] = fridays(FORWARD).in_period(Week(2026, 10), CALENDAR)

        assert not found.is_firm
        zh, en = (found.explain(language).splitlines()[1] for language in ("zh", "en"))
        assert zh == "举行日 2026-03-06（暂定：所涉日期的安排尚未公布）"
        assert en == "held 2026-03-06 (provisional: not all its days are announced yet)"


class TestDays:
    def test_several(self):
        """
        Named days come in their order in the period, each once.
        """
        twice = Cadence(
            every=Rhythm.MONTH, on=(PeriodDay(31), PeriodDay(1), PeriodDay(-1)), rest=KEEP
        )
        found = twice.in_period(Month(2025, 6))

        assert [(each.number, each.day) for each in found] == [
            (1, date(2025, 6, 1)),
            (2, date(2025, 6, 30)),
        ]

    def test_times(self):
        """
        So many times within a window are all due by its last day.
        """
        cadence = Cadence(
            every=Rhythm.QUARTER,
            times=2,
            window=(PeriodDay(-10, month=-1), PeriodDay(-1, month=-1)),
            rest=KEEP,
        )
        found = cadence.in_period(Quarter(2025, 2))

        assert [each.number for each in found] == [1, 2]
        assert {each.day for each in found} == {date(2025, 6, 30)}
        assert found[0].window == Interval(date(2025, 6, 21), date(2025, 7, 1))

    def test_whole_period(self):
        """
        Without a window all of the period is one.
        """
        [found] = Cadence(every=Rhythm.YEAR, times=1, rest=KEEP).in_period(Year(2025))

        assert found.window == Year(2025).interval

    def test_window_of_one_day(self):
        """
        First and last day of a window may fall on one.
        """
        cadence = Cadence(
            every=Rhythm.MONTH, times=1, window=(PeriodDay(30), PeriodDay(-1)), rest=KEEP
        )
        [found] = cadence.in_period(Month(2025, 6))

        assert found.window == Interval(date(2025, 6, 30), date(2025, 7, 1))

    def test_reversed_window(self):
        """
        A window that ends before it begins, if only in some periods, is refused there.
        """
        cadence = Cadence(
            every=Rhythm.MONTH, times=1, window=(PeriodDay(20), PeriodDay(-10)), rest=KEEP
        )

        assert cadence.in_period(Month(2025, 6))
        with pytest.raises(ValueNotAllowedError) as caught:
            cadence.in_period(Month(2025, 2))
        assert ("cadence.window", "2025-02-20 to 2025-02-19", "a last day not before") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )


class TestOccasions:
    def test_month(self):
        """
        Every Friday of June, and no other day, is planned for June.
        """
        found = fridays(FORWARD).occasions(Month(2025, 6).interval, CALENDAR)

        assert [each.planned.day for each in found] == [6, 13, 20, 27]

    def test_to_the_end_of_the_calendar(self):
        """
        A period that begins after the days asked about is not looked at.
        """
        end = CALENDAR.span.end
        yearly = Cadence(every=Rhythm.YEAR, on=(PeriodDay(-10, month=-1),), rest=FORWARD)
        [found] = yearly.occasions(Interval(date(end.year - 1, 1, 1), end), CALENDAR)

        assert (end.month, end.day) == (1, 1)
        assert found.planned == date(end.year - 1, 12, 22)

    def test_no_end(self):
        """
        Days without an end give one occasion after the other.
        """
        found = islice(fridays(KEEP).occasions(Interval(date(2025, 6, 7))), 3)

        assert [each.planned for each in found] == [
            date(2025, 6, 13),
            date(2025, 6, 20),
            date(2025, 6, 27),
        ]

    @given(cadence=cadences(), start=days(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
    def test_walk(self, cadence, start):
        """
        Period by period, and day by day of two years, come the same occasions.
        """
        stays = Cadence(
            every=cadence.every,
            on=cadence.on,
            times=cadence.times,
            window=cadence.window,
            rest=KEEP,
        )
        span = Interval(start, start + timedelta(days=400))
        slow = []
        for by in range(400):
            day = start + timedelta(days=by)
            slow += [
                each
                for each in stays.in_period(stays.every.containing(day))
                if each.planned == day
            ]

        assert list(stays.occasions(span)) == slow


class TestWords:
    @pytest.mark.parametrize(
        ("fields", "zh", "en"),
        [
            ({"every": Rhythm.WEEK, "on": (PeriodDay(5),)}, "每周周五", "every week, Friday"),
            ({"every": Rhythm.MONTH, "on": (PeriodDay(15),)}, "每月15日", "every month, day 15"),
            (
                {"every": Rhythm.MONTH, "on": (PeriodDay(-1),)},
                "每月倒数第1日",
                "every month, day 1 from the end",
            ),
            (
                {"every": Rhythm.QUARTER, "on": (PeriodDay(1, month=-1),)},
                "每季度倒数第1个月1日",
                "every quarter, month 1 from the end, day 1",
            ),
            (
                {"every": Rhythm.YEAR, "on": (PeriodDay(1, month=7),)},
                "每年第7个月1日",
                "every year, month 7, day 1",
            ),
            ({"every": Rhythm.YEAR, "times": 1}, "每年1次", "1 time every year"),
            ({"every": Rhythm.MONTH, "times": 2}, "每月2次", "2 times every month"),
        ],
    )
    def test_label(self, fields, zh, en):
        """
        A cadence is named in both languages.
        """
        label = Cadence(**fields, rest=KEEP).label

        assert (label.zh, label.en) == (zh, en)

    def test_explained(self):
        """
        A day moved says from where, and why none between would do.
        """
        [found] = fridays(RestRule.BACKWARD).in_period(LABOUR_WEEK, CALENDAR)

        assert found.explain("zh").splitlines()[:5] == [
            "每周周五：2025年第18周第1次",
            "举行日 2025-04-30",
            "  计划日 2025-05-02",
            "  调整 2025-05-02 → 2025-04-30（提前至其前最后工作日）",
            "    2025-05-01 至 2025-05-02 2 天（劳动节法定节假日） [1]",
        ]
        assert repr(found) == "<Occasion 2025-W18 no. 1: 2025-04-30>"

    def test_kinds(self):
        """
        A host knows the steps by their keys.
        """
        [found] = fridays(FORWARD).in_period(LABOUR_WEEK, CALENDAR)
        top = found.trace()

        assert [("held", Unit.TEXT), ("planned", Unit.TEXT), ("moved", Unit.TEXT)] == [
            (step.rule.key, step.rule.unit) for step in (top, *top.children)
        ]
        assert found.explain("en").split("\nSources")[0].splitlines()[1:] == [
            "held 2025-05-06",
            "  planned 2025-05-02",
            "  moved 2025-05-02 → 2025-05-06 (moves to the next working day)",
            "    2025-05-02 1 day (Labour Day: statutory holiday) [1]",
            "    2025-05-03 to 2025-05-05 3 days (Labour Day: day off in exchange) [2]",
        ]

    def test_explained_as_known(self, calendar):
        """
        Why a day was moved is told as it was known.
        """
        cadence = Cadence(every=Rhythm.MONTH, on=(PeriodDay(15),), rest=FORWARD)
        [found] = cadence.in_period(Month(2026, 2), calendar, known=date(2025, 11, 3))

        assert found.day == date(2026, 2, 16)
        assert "    2026-02-15 1 day (day of rest)" in found.explain("en").splitlines()

    def test_left_out(self):
        """
        An occasion left out says so.
        """
        [found] = fridays(RestRule.SKIP).in_period(LABOUR_WEEK, CALENDAR)

        assert "held left out" in found.explain("en")
        assert "举行日 当次取消" in found.explain("zh").splitlines()
        assert "2025-05-02 → –" in found.explain("en")

    @given(cadence=cadences(), day=st.dates(date(2025, 2, 1), date(2025, 11, 30)))
    def test_recomputed(self, cadence, day):
        """
        Every explanation comes to what was found.
        """
        period = cadence.every.containing(day)
        if period.end > date(2026, 12, 20) or period.first_day < date(2025, 1, 10):
            return
        for found in cadence.in_period(period, CALENDAR):
            assert recompute(found.trace()) == found.trace().value


class TestRefused:
    @pytest.mark.parametrize(
        ("fields", "error", "message"),
        [
            (
                {"every": "week", "times": 1},
                WrongTypeError,
                "cadence.every: got 'week' of type str; allowed: a Rhythm",
            ),
            (
                {"rest": "keep", "times": 1},
                WrongTypeError,
                "cadence.rest: got 'keep' of type str; allowed: a RestRule",
            ),
            (
                {"times": True},
                WrongTypeError,
                "cadence.times: got True of type bool; allowed: an int",
            ),
            ({"times": 0}, ValueNotAllowedError, "cadence.times: got 0; allowed: 1 to 366"),
            ({"times": 367}, ValueNotAllowedError, "cadence.times: got 367; allowed: 1 to 366"),
            (
                {},
                UnsuitableRuleError,
                (
                    "cadence: got 'on=0 days, times=None'; "
                    "allowed: either named days or a number of times"
                ),
            ),
            (
                {"times": 1, "on": (PeriodDay(1),)},
                UnsuitableRuleError,
                (
                    "cadence: got 'on=1 days, times=1'; "
                    "allowed: either named days or a number of times"
                ),
            ),
            (
                {"on": [1]},
                WrongTypeError,
                "cadence.on: got [1] of type list; allowed: a tuple of PeriodDay",
            ),
            (
                {"on": (1,)},
                WrongTypeError,
                "cadence.on: got 1 of type int; allowed: a PeriodDay",
            ),
            (
                {"on": (PeriodDay(1), PeriodDay(1))},
                ValueNotAllowedError,
                (
                    "cadence.on: got (PeriodDay(day=1, month=1), PeriodDay(day=1, month=1)); "
                    "allowed: each day once"
                ),
            ),
            (
                {"on": (PeriodDay(1, month=2),)},
                ValueNotAllowedError,
                "period_day.month: got 2; allowed: 1 to 1, or -1 to -1 from the end",
            ),
            (
                {"times": 1, "window": (PeriodDay(1),)},
                UnsuitableRuleError,
                (
                    "cadence.window: got (PeriodDay(day=1, month=1),); "
                    "allowed: a first and a last day, where no days are named"
                ),
            ),
            (
                {"on": (PeriodDay(1),), "window": (PeriodDay(1), PeriodDay(2))},
                UnsuitableRuleError,
                (
                    "cadence.window: got (PeriodDay(day=1, month=1), PeriodDay(day=2, month=1)); "
                    "allowed: a first and a last day, where no days are named"
                ),
            ),
            (
                {"times": 1, "window": "1-2"},
                WrongTypeError,
                "cadence.window: got '1-2' of type str; allowed: a tuple of PeriodDay",
            ),
        ],
    )
    def test_fields(self, fields, error, message):
        """
        A cadence that nobody could keep is refused, and says where.
        """
        with pytest.raises(error) as caught:
            Cadence(**{"every": Rhythm.MONTH, "rest": KEEP, **fields})

        assert message == str(caught.value)

    def test_most_times(self):
        """
        Once a day is the most, even in a leap year.
        """
        daily = Cadence(every=Rhythm.YEAR, times=366, rest=KEEP)

        assert 366 == len(daily.in_period(Year(2024)))

    def test_period(self):
        """
        A cadence is asked about a period of its own kind.
        """
        with pytest.raises(WrongTypeError) as caught:
            fridays(KEEP).in_period(Month(2025, 6))

        assert ("period", Month(2025, 6), "a Week") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    @pytest.mark.parametrize("calendar", [None, "2025", CALENDAR.as_known()])
    def test_calendar(self, calendar):
        """
        Who moves a day needs a calendar.
        """
        with pytest.raises(WrongTypeError) as caught:
            fridays(FORWARD).in_period(LABOUR_WEEK, calendar)

        assert ("calendar", calendar, "a WorkCalendar: rest days move this") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )

    def test_outside(self):
        """
        A day that the calendar does not have is refused.
        """
        with pytest.raises(ValueNotAllowedError, match="days in"):
            fridays(FORWARD).in_period(Week(2030, 1), CALENDAR)

    def test_days(self):
        """
        Occasions are asked for by an interval.
        """
        with pytest.raises(WrongTypeError) as caught:
            list(fridays(KEEP).occasions(Month(2025, 6)))

        assert ("days", Month(2025, 6), "an Interval") == (
            caught.value.field,
            caught.value.value,
            caught.value.allowed,
        )
