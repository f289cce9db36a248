"""
How a due instant came about: what was counted, what was skipped, and why.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from partygrid.errors import PartyGridError
from partygrid.sources import Grade
from partygrid.trace import Unit, recompute
from partygrid.worktime import FIVE_DAYS, OFFICE_TIME, LimitUnit, OfficeHours, Session, due

STEPS = {
    "working days over a festival": (
        "2026-02-12 11:00",
        (3, "working_day"),
        """
        due 2026-02-24 19:30:00
          start 2026-02-12 11:00:00
          limit 3 working days (from the day after, stays, at close of business)
          counted 3 days = 2026-02-13 1 + 2026-02-14 1 + 2026-02-24 1
            2026-02-13 1 day (working day)
            2026-02-14 1 day (Spring Festival: make-up working day) [1]
            2026-02-24 1 day (working day)
          skipped 9 days = 2026-02-15 1 + 2026-02-16 to 2026-02-19 4
              + 2026-02-20 to 2026-02-23 4
            2026-02-15 1 day (Spring Festival: day off in exchange) [2]
            2026-02-16 to 2026-02-19 4 days (Spring Festival: statutory holiday) [3]
            2026-02-20 to 2026-02-23 4 days (Spring Festival: day off in exchange) [4]
          end at close of business
        """,
    ),
    "days of rest": (
        "2026-03-06 11:00",
        (1, "working_day"),
        """
        due 2026-03-09 19:30:00
          start 2026-03-06 11:00:00
          limit 1 working day (from the day after, stays, at close of business)
          counted 1 day = 2026-03-09 1
            2026-03-09 1 day (working day)
          skipped 2 days = 2026-03-07 to 2026-03-08 2
            2026-03-07 to 2026-03-08 2 days (days of rest)
          end at close of business
        """,
    ),
    "moved forward": (
        "2026-02-10 11:00",
        (6, "calendar_day", "forward"),
        """
        due 2026-02-24 24:00
          start 2026-02-10 11:00:00
          limit 6 calendar days (from the day after, moves to the next working day,
              at 24:00 of the last day)
          counted 6 days (2026-02-11 to 2026-02-16)
          end moved 2026-02-16 → 2026-02-24 (moves to the next working day)
            2026-02-16 to 2026-02-19 4 days (Spring Festival: statutory holiday) [1]
            2026-02-20 to 2026-02-23 4 days (Spring Festival: day off in exchange) [2]
          end at 24:00 of the last day
        """,
    ),
    "moved backward": (
        "2026-03-02 11:00",
        (6, "calendar_day", "backward"),
        """
        due 2026-03-06 24:00
          start 2026-03-02 11:00:00
          limit 6 calendar days (from the day after, moves to the last working day before,
              at 24:00 of the last day)
          counted 6 days (2026-03-03 to 2026-03-08)
          end moved 2026-03-08 → 2026-03-06 (moves to the last working day before)
            2026-03-07 to 2026-03-08 2 days (days of rest)
          end at 24:00 of the last day
        """,
    ),
    "not moved": (
        "2026-03-02 11:00",
        (1, "calendar_day", "forward"),
        """
        due 2026-03-03 24:00
          start 2026-03-02 11:00:00
          limit 1 calendar day (from the day after, moves to the next working day,
              at 24:00 of the last day)
          counted 1 day (2026-03-03)
          end at 24:00 of the last day
        """,
    ),
    "a month": (
        "2026-01-31 11:00",
        (1, "month"),
        """
        due 2026-02-28 24:00
          start 2026-01-31 11:00:00
          limit 1 month (from the day after, stays, at 24:00 of the last day)
          counted 28 days (2026-02-01 to 2026-02-28)
          end at 24:00 of the last day
        """,
    ),
    "hours moved to an opening": (
        "2026-02-14 19:00",
        (72, "hour", "next_opening"),
        """
        due 2026-02-24 10:00:00
          start 2026-02-14 19:00:00
          limit 72 hours (from the instant, moves to the next opening, at the very instant)
          counted 72 h (2026-02-14 19:00:00 to 2026-02-17 19:00:00)
          moved 2026-02-24 10:00:00 (moves to the next opening; from 2026-02-17 19:00:00)
            2026-02-17 to 2026-02-19 3 days (Spring Festival: statutory holiday) [1]
            2026-02-20 to 2026-02-23 4 days (Spring Festival: day off in exchange) [2]
          end at the very instant
        """,
    ),
    "hours moved over a night": (
        "2026-03-02 20:00",
        (24, "hour", "next_opening"),
        """
        due 2026-03-04 10:00:00
          start 2026-03-02 20:00:00
          limit 24 hours (from the instant, moves to the next opening, at the very instant)
          counted 24 h (2026-03-02 20:00:00 to 2026-03-03 20:00:00)
          moved 2026-03-04 10:00:00 (moves to the next opening; from 2026-03-03 20:00:00;
              outside office hours)
          end at the very instant
        """,
    ),
    "hours moved over lunch": (
        "2026-03-02 14:10",
        (24, "hour", "next_opening"),
        """
        due 2026-03-03 15:30:00
          start 2026-03-02 14:10:00
          limit 24 hours (from the instant, moves to the next opening, at the very instant)
          counted 24 h (2026-03-02 14:10:00 to 2026-03-03 14:10:00)
          moved 2026-03-03 15:30:00 (moves to the next opening; from 2026-03-03 14:10:00;
              outside office hours)
          end at the very instant
        """,
    ),
    "hours moved over a night and a weekend": (
        "2026-03-05 20:00",
        (24, "hour", "next_opening"),
        """
        due 2026-03-09 10:00:00
          start 2026-03-05 20:00:00
          limit 24 hours (from the instant, moves to the next opening, at the very instant)
          counted 24 h (2026-03-05 20:00:00 to 2026-03-06 20:00:00)
          moved 2026-03-09 10:00:00 (moves to the next opening; from 2026-03-06 20:00:00;
              outside office hours)
            2026-03-07 to 2026-03-08 2 days (days of rest)
          end at the very instant
        """,
    ),
    "hours not moved": (
        "2026-03-02 11:00",
        (24, "hour", "next_opening"),
        """
        due 2026-03-03 11:00:00
          start 2026-03-02 11:00:00
          limit 24 hours (from the instant, moves to the next opening, at the very instant)
          counted 24 h (2026-03-02 11:00:00 to 2026-03-03 11:00:00)
          end at the very instant
        """,
    ),
    "received on a holiday": (
        "2026-05-02 11:00",
        (1, "working_day", "none", "after_day_of_opening"),
        """
        due 2026-05-07 20:00:00
          start 2026-05-02 11:00:00
          limit 1 working day (receipt after close counts as at the next opening; from the day
              after that, stays, at close of business)
          counts as received 2026-05-06 10:00:00
            2026-05-02 1 day (Labour Day: statutory holiday) [1]
            2026-05-03 to 2026-05-05 3 days (Labour Day: day off in exchange) [2]
          counted 1 day = 2026-05-07 1
            2026-05-07 1 day (working day)
          end at close of business
        """,
    ),
    "received after close, before a weekend": (
        "2026-03-06 19:30",
        (2, "calendar_day", "none", "after_day_of_opening"),
        """
        due 2026-03-11 24:00
          start 2026-03-06 19:30:00
          limit 2 calendar days (receipt after close counts as at the next opening; from the day
              after that, stays, at 24:00 of the last day)
          counts as received 2026-03-09 10:00:00 (outside office hours)
            2026-03-07 to 2026-03-08 2 days (days of rest)
          counted 2 days (2026-03-10 to 2026-03-11)
          end at 24:00 of the last day
        """,
    ),
    "received before opening": (
        "2026-03-02 08:00",
        (1, "working_day", "none", "after_day_of_opening"),
        """
        due 2026-03-03 19:30:00
          start 2026-03-02 08:00:00
          limit 1 working day (receipt after close counts as at the next opening; from the day
              after that, stays, at close of business)
          counts as received 2026-03-02 10:00:00 (outside office hours)
          counted 1 day = 2026-03-03 1
            2026-03-03 1 day (working day)
          end at close of business
        """,
    ),
    "received while open": (
        "2026-03-02 10:00",
        (1, "working_day", "none", "after_day_of_opening"),
        """
        due 2026-03-03 19:30:00
          start 2026-03-02 10:00:00
          limit 1 working day (receipt after close counts as at the next opening; from the day
              after that, stays, at close of business)
          counted 1 day = 2026-03-03 1
            2026-03-03 1 day (working day)
          end at close of business
        """,
    ),
    "a day of rest": (
        "2026-03-07 11:00",
        (1, "calendar_day", "forward"),
        """
        due 2026-03-09 24:00
          start 2026-03-07 11:00:00
          limit 1 calendar day (from the day after, moves to the next working day,
              at 24:00 of the last day)
          counted 1 day (2026-03-08)
          end moved 2026-03-08 → 2026-03-09 (moves to the next working day)
            2026-03-08 1 day (day of rest)
          end at 24:00 of the last day
        """,
    ),
    "working hours from the next hour, at midnight": (
        "2026-03-02 23:20",
        (1, "working_hour", "none", "after_starting_hour"),
        """
        due 2026-03-03 11:00:00
          start 2026-03-02 23:20:00
          limit 1 working hour (from the end of the hour it starts in, stays, at the very instant)
          runs from 2026-03-03 00:00:00
          counted 1 h = 2026-03-03 1 h
            2026-03-03 1 h (10:00–11:00)
          end at the very instant
        """,
    ),
    "minutes": (
        "2026-03-02 11:00:00.5",
        (30, "minute"),
        """
        due 2026-03-02 11:30:00.500000
          start 2026-03-02 11:00:00.500000
          limit 30 minutes (from the instant, stays, at the very instant)
          counted 30 min (2026-03-02 11:00:00.500000 to 2026-03-02 11:30:00.500000)
          end at the very instant
        """,
    ),
    "hours to midnight": (
        "2026-03-02 11:20",
        (12, "hour", "none", "after_starting_hour"),
        """
        due 2026-03-02 24:00
          start 2026-03-02 11:20:00
          limit 12 hours (from the end of the hour it starts in, stays, at the very instant)
          runs from 2026-03-02 12:00:00
          counted 12 h (2026-03-02 12:00:00 to 2026-03-02 24:00)
          end at the very instant
        """,
    ),
    "working time over lunch and night": (
        "2026-02-27 13:59:30",
        (5, "working_hour"),
        """
        due 2026-02-28 10:59:30
          start 2026-02-27 13:59:30
          limit 5 working hours (from the instant, stays, at the very instant)
          counted 5 h = 2026-02-27 4 h 30 s + 2026-02-28 59 min 30 s
            2026-02-27 4 h 30 s (13:59:30–14:00, 15:30–19:30)
            2026-02-28 59 min 30 s (10:00–10:59:30; Spring Festival: make-up working day) [1]
          end at the very instant
        """,
    ),
    "working time from after close": (
        "2026-03-06 20:00",
        (1, "working_hour"),
        """
        due 2026-03-09 11:00:00
          start 2026-03-06 20:00:00
          limit 1 working hour (from the instant, stays, at the very instant)
          counted 1 h = 2026-03-06 0 s + 2026-03-09 1 h
            2026-03-06 0 s (outside office hours)
            2026-03-09 1 h (10:00–11:00)
          skipped 2 days = 2026-03-07 to 2026-03-08 2
            2026-03-07 to 2026-03-08 2 days (days of rest)
          end at the very instant
        """,
    ),
    "working time from after close of a make-up day": (
        "2026-02-28 20:00",
        (1, "working_hour"),
        """
        due 2026-03-02 11:00:00
          start 2026-02-28 20:00:00
          limit 1 working hour (from the instant, stays, at the very instant)
          counted 1 h = 2026-02-28 0 s + 2026-03-02 1 h
            2026-02-28 0 s (outside office hours; Spring Festival: make-up working day) [1]
            2026-03-02 1 h (10:00–11:00)
          skipped 1 day = 2026-03-01 1
            2026-03-01 1 day (day of rest)
          end at the very instant
        """,
    ),
    "a microsecond": (
        "2026-03-02 13:59:00.000001",
        (1, "working_minute"),
        """
        due 2026-03-02 15:30:00.000001
          start 2026-03-02 13:59:00.000001
          limit 1 working minute (from the instant, stays, at the very instant)
          counted 1 min = 2026-03-02 1 min
            2026-03-02 1 min (13:59:00.000001–14:00, 15:30–15:30:00.000001)
          end at the very instant
        """,
    ),
    "working time from the end of a session": (
        "2026-03-02 14:00",
        (1, "working_hour"),
        """
        due 2026-03-02 16:30:00
          start 2026-03-02 14:00:00
          limit 1 working hour (from the instant, stays, at the very instant)
          counted 1 h = 2026-03-02 1 h
            2026-03-02 1 h (15:30–16:30)
          end at the very instant
        """,
    ),
    "provisional": (
        "2026-12-30 11:00",
        (2, "working_day"),
        """
        due 2027-01-01 19:30:00 (provisional: what is worked from 2027-01-01 on is not announced
            yet
            (nation))
          start 2026-12-30 11:00:00
          limit 2 working days (from the day after, stays, at close of business)
          counted 2 days = 2026-12-31 to 2027-01-01 2
            2026-12-31 to 2027-01-01 2 days (working days)
          end at close of business
        """,
    ),
}


KINDS = {
    ("due", Unit.TEXT, "到期时刻", "due"),
    ("start", Unit.TEXT, "起算时刻", "start"),
    ("limit", Unit.TEXT, "期限", "limit"),
    ("received", Unit.TEXT, "视为收到", "counts as received"),
    ("runs", Unit.TEXT, "开始计时", "runs from"),
    ("counted", Unit.DAYS, "计入", "counted"),
    ("counted", Unit.DURATION, "计入", "counted"),
    ("skipped", Unit.DAYS, "跳过", "skipped"),
    ("moved", Unit.TEXT, "末日调整", "end moved"),
    ("moved", Unit.TEXT, "顺延", "moved"),
    ("end", Unit.TEXT, "截止", "end"),
}


class TestSteps:
    def test_kinds(self, calendar, limit, at):
        """
        A host knows steps by their keys: these are all, and days in a row are numbered in each.
        """
        kinds = set()
        for start, rules, _ in STEPS.values():
            top = due(at(start), limit(*rules), calendar).trace()
            for step in (top, *top.children):
                kinds.add((step.rule.key, step.rule.unit, step.rule.label.zh, step.rule.label.en))
            for step in top.children:
                part = "counted" if step.rule.key == "counted" else "skipped"
                days = [(run.rule.key, run.rule.unit) for run in step.children]
                unit = step.rule.unit if part == "counted" else Unit.DAYS
                assert [(f"{part}-{place + 1}", unit) for place in range(len(days))] == days

        assert kinds == KINDS

    @pytest.mark.parametrize("name", STEPS)
    def test_shown(self, calendar, limit, at, name):
        """
        What counted, what was skipped and what was moved is shown, day by day, with its source.
        """
        start, rules, text = STEPS[name]
        found = due(at(start), limit(*rules), calendar).explain("en").split("\nSources:")[0]

        assert text.split() == found.split("\n", 1)[1].split()

    def test_heading(self, calendar, limit, at):
        """
        The heading says what limit and from when.
        """
        heading = due(at("2026-03-02 11:20:59"), limit(5, "working_day"), calendar).heading

        assert "Due: 5 working days from 2026-03-02 11:20" == heading.en
        assert "5个工作日期限，自 2026-03-02 11:20 起" == heading.zh

    def test_chinese(self, calendar, limit, at):
        """
        All of it can be read in Chinese too.
        """
        found = due(at("2026-12-31 18:00"), limit(3, "working_hour"), calendar).explain("zh")

        assert found.splitlines()[1:7] == [
            "到期时刻 2027-01-01 11:30:00（暂定：2027-01-01 起的安排尚未公布（国家））",
            "  起算时刻 2026-12-31 18:00:00",
            "  期限 3个工作小时（自该时刻起算，不顺延，届满时刻截止）",
            "  计入 3 小时 = 2026-12-31 1 小时 30 分钟 + 2027-01-01 1 小时 30 分钟",
            "    2026-12-31 1 小时 30 分钟（18:00–19:30）",
            "    2027-01-01 1 小时 30 分钟（10:00–11:30）",
        ]

    def test_who_has_not_spoken(self, nation, layer, office, calendar_of, limit, at, notice):
        """
        Whoever had not announced the days by then is named, even if they have since.
        """
        later = notice("2026-11-04", covers=2027)
        region = layer("region", notice("2025-12-01", covers=2026), later, announced=True)
        calendar = calendar_of(nation, region, office)
        two_days = limit(2, "working_day")
        early, late = (
            due(at("2026-12-30 11:00"), two_days, calendar, known=day).trace().rule.note
            for day in (date(2026, 11, 3), date(2026, 11, 4))
        )

        assert early.zh == "暂定：2027-01-01 起的安排尚未公布（国家、地区）"
        assert early.en.endswith("from 2027-01-01 on is not announced yet (nation, region)")
        assert late.en.endswith("from 2027-01-01 on is not announced yet (nation)")

    def test_given_in_another_zone(self, calendar, limit):
        """
        A start given in another zone is shown as given, too.
        """
        start = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Urumqi"))
        lines = due(start, limit(1, "hour"), calendar).explain("en").splitlines()

        assert "  start 2026-03-02 12:00:00 (given as 2026-03-02 10:00:00+06:00)" == lines[2]
        same = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
        lines = due(same, limit(1, "hour"), calendar).explain("en").splitlines()
        assert "  start 2026-03-02 10:00:00" == lines[2]

    def test_source(self, calendar, limit, at, said):
        """
        A limit shows where its conventions are laid down, in the style of each language.
        """
        source = attrs.evolve(said, issuer="某局", locator="第三条", grade=Grade.PUBLISHED)
        cited = attrs.evolve(limit(5, "working_day"), source=source)
        found = due(at("2026-03-02 11:00"), cited, calendar)

        assert "；通知，第三条（公开发布））" in found.explain("zh")
        assert "; 通知, 第三条 [published elsewhere])" in " ".join(found.explain("en").split())

    def test_source_without_a_place(self, calendar, limit, at, said):
        """
        A source without a clause is cited by its title.
        """
        cited = attrs.evolve(limit(5, "working_day"), source=said)
        found = due(at("2026-03-02 11:00"), cited, calendar)

        assert "；通知（使用方文件））" in found.explain("zh")
        assert "; 通知 [the host's own document])" in " ".join(found.explain("en").split())

    def test_received_in_chinese(self, calendar, limit, at):
        """
        What is deemed of receipt, and of moving to an opening, can be read in Chinese too.
        """
        received = limit(1, "working_day", "none", "after_day_of_opening")
        found = due(at("2026-03-06 20:00"), received, calendar).explain("zh").splitlines()

        assert found[4:6] == [
            "  视为收到 2026-03-09 10:00:00（办公时间外）",
            "    2026-03-07 至 2026-03-08 2 天（休息日）",
        ]
        moved = limit(24, "hour", "next_opening", "after_starting_hour")
        found = due(at("2026-03-02 19:20"), moved, calendar).explain("zh").splitlines()
        assert "  开始计时 2026-03-02 20:00:00" == found[4]
        assert "（顺延至下一办公时间；自 2026-03-03 20:00:00；办公时间外）" in found[6]

    def test_days_in_a_row(self, calendar, limit, at):
        """
        Days of one festival that are not in a row are cited each with their own days in force.
        """
        found = due(at("2026-02-12 11:00"), limit(3, "working_day"), calendar).explain("en")
        sources = " ".join(found.split("Sources:")[1].split())

        for days in (
            "from 2026-02-14 to before 2026-02-15",
            "from 2026-02-15 to before 2026-02-16",
            "from 2026-02-16 to before 2026-02-20",
            "from 2026-02-20 to before 2026-02-24",
        ):
            assert f"in force {days}, known 2025-11-04" in sources
        assert 4 == sources.count("in force")

    def test_days_in_a_row_cited_once(self, calendar_of, layer, limit, at, notice, special):
        """
        Days in a row of one festival that another notice parts are cited once, with all of them.
        """
        rest = special("added_rest", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-11")
        opened = notice("2026-02-02", special("withdrawn", "2026-03-04"))
        nation = layer("nation", notice("2026-02-01", rest), opened, week=FIVE_DAYS)
        days = limit(2, "working_day", "none", None, "end_of_day")
        found = due(at("2026-03-02 11:00"), days, calendar_of(nation)).explain("en")
        sources = found.split("Sources:")[1]

        assert "2026-03-03 1 day (some day: added day off) [1]" in found
        assert "2026-03-05 1 day (some day: added day off) [1]" in found
        assert "from 2026-03-03 to before 2026-03-06" in " ".join(sources.split())
        assert 1 == sources.count("in force")

    def test_own_hours(self, nation, layer, calendar_of, notice, special, limit, at):
        """
        A day with hours of its own shows them, to 24:00.
        """
        night = (Session("16:00", "24:00"),)
        office = layer(
            "office",
            notice("2026-01-05", special("office_open", "2026-03-07", sessions=night)),
            hours=OfficeHours((Session("10:00", "14:00"),)),
        )
        found = due(at("2026-03-07 00:00"), limit(8, "working_hour"), calendar_of(nation, office))

        assert "2026-03-07 8 h (16:00–24:00; some day: office open) [1]" in found.explain("en")
        assert "due 2026-03-07 24:00" in found.explain("en")


class TestLaws:
    @given(
        start=st.datetimes(
            datetime(2025, 12, 1), datetime(2026, 6, 1), timezones=st.just(OFFICE_TIME)
        ),
        unit=st.sampled_from(LimitUnit),
        amount=st.integers(1, 60),
        roll=st.sampled_from(["none", "forward", "backward", "next_opening"]),
    )
    def test_adds_up(self, calendar, limit, start, unit, amount, roll):
        """
        What counted comes to the amount of the limit, and days counted and skipped leave no gap.
        """
        try:
            found = due(start, limit(amount, unit.value, roll), calendar)
        except PartyGridError:
            assume(False)
        steps = {step.rule.key: step for step in found.trace().children}
        counted = steps["counted"]
        expected = {
            LimitUnit.MINUTE: 60 * amount,
            LimitUnit.HOUR: 3600 * amount,
            LimitUnit.WORKING_MINUTE: 60 * amount,
            LimitUnit.WORKING_HOUR: 3600 * amount,
            LimitUnit.CALENDAR_DAY: amount,
            LimitUnit.WORKING_DAY: amount,
        }

        assert expected.get(unit, counted.value) == counted.value
        if counted.children:
            assert counted.value == recompute(counted)
        if unit is LimitUnit.WORKING_DAY:
            skipped = steps["skipped"].value if "skipped" in steps else 0
            assert (found.last - start.date()).days == counted.value + skipped
        assert found.explain("zh") != found.explain("en")

    @pytest.mark.parametrize(
        ("start", "rules"),
        [
            ("2026-02-12 11:00", (3, "working_day")),
            ("2026-02-12 23:00", (3, "working_day", "none", "after_day_of_opening")),
            ("2026-02-10 11:00", (5, "calendar_day", "forward")),
            ("2026-02-13 23:00", (6, "calendar_day", "none", "after_day_of_opening")),
            ("2026-02-14 19:00", (72, "hour", "next_opening")),
            ("2026-02-13 13:59", (12, "working_hour")),
        ],
    )
    def test_known_later(self, *, nation, office, calendar_of, limit, at, said, start, rules):
        """
        What became known later is no part of an explanation.
        """
        night, day = OfficeHours((Session("16:00", "24:00"),)), date(2026, 1, 1)
        hours = office.hours.announce(night, start=day, known=date(2026, 6, 1), source=said)
        before, after = (
            due(at(start), limit(*rules), calendar, known=date(2025, 11, 3)).trace()
            for calendar in (
                calendar_of(attrs.evolve(nation, notices=nation.notices[:1]), office),
                calendar_of(nation, attrs.evolve(office, hours=hours)),
            )
        )

        assert before == after

    @given(
        start=st.datetimes(
            datetime(2025, 12, 1), datetime(2026, 6, 1), timezones=st.just(OFFICE_TIME)
        )
    )
    @example(start=datetime(2026, 3, 2, 11, 0, 0, 1, OFFICE_TIME))
    def test_exact(self, calendar, limit, start):
        """
        Parts of seconds are fractions, whole seconds ints, and they add up.
        """
        counted = due(start, limit(30, "working_hour"), calendar).trace().children[2]

        assert 108_000 == sum((step.value for step in counted.children), start=Fraction(0))
        assert timedelta(seconds=108_000) == timedelta(hours=30)
        kinds = {int} if start.microsecond == 0 else {int, Fraction}
        assert {type(step.value) for step in counted.children} <= kinds
