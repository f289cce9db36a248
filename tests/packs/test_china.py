"""
What the pack may say is fixed by the articles of six laws and by the notices of two regions.
"""

import pickle
from datetime import date, datetime, timedelta

import pytest

from partygrid import packs
from partygrid.dated import AssumedPart, Interval, NotStated, Series, Year
from partygrid.errors import NotAnnouncedError, NotInForceError, NotStatedError
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    FIVE_DAYS,
    OFFICE_TIME,
    CalendarLayer,
    Convention,
    DayKind,
    EndRule,
    LayerLevel,
    LimitUnit,
    Notice,
    RollRule,
    SpecialDays,
    StartRule,
    WorkCalendar,
    WorkWeek,
    due,
)

OURS = Source(key="ours", title="国务院办公厅通知", grade=Grade.HOST)
DAYS = (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH, LimitUnit.YEAR)
WORKING = (LimitUnit.WORKING_DAY,)
HOURS = (LimitUnit.HOUR,)
# Key, units, start, roll, end, and the article.
RULES = [
    ("civil_code_days", DAYS, "after_starting_day", "forward", "close_of_business", "二百零一条"),
    ("civil_code_days_24h", DAYS, "after_starting_day", "forward", "end_of_day", "二百零三条"),
    ("civil_code_hours", HOURS, "from_instant", "none", "at_instant", "二百零一条第二款"),
    ("civil_procedure_hours", HOURS, "after_starting_hour", "none", "at_instant", "八十五条"),
    ("civil_procedure_days", DAYS, "after_starting_day", "forward", "end_of_day", "八十五条"),
    ("licensing_days", WORKING, "after_starting_day", "none", "close_of_business", "八十二条"),
    ("penalty_days", WORKING, "after_starting_day", "none", "close_of_business", "八十五条"),
    ("review_days", WORKING, "after_starting_day", "none", "close_of_business", "八十八条"),
    ("petition_days", DAYS, "after_starting_day", "forward", "close_of_business", "三十四条"),
    (
        "petition_working_days",
        WORKING,
        "after_starting_day",
        "none",
        "close_of_business",
        "十三条",
    ),
]


def at(month, day, hour, minute=0):
    """
    Give a moment of 2025 in office time.
    """
    return datetime(2025, month, day, hour, minute, tzinfo=OFFICE_TIME)


@pytest.fixture(scope="module")
def pack():
    """
    What law and regions say.
    """
    return packs.load("china")


@pytest.fixture(scope="module")
def ordinary():
    """
    A nation whose weeks have five days; of 2014 it has two make-up days.
    """
    make_ups = SpecialDays(
        kind=DayKind.MAKE_UP,
        name=Label("国庆节", "National Day"),
        days=(date(2014, 9, 28), date(2014, 10, 11)),
    )
    week = Series[WorkWeek]("week").announce(
        FIVE_DAYS, start=date(2004, 1, 1), known=date(2004, 1, 1), source=OURS
    )
    nation = CalendarLayer(
        level=LayerLevel.NATION,
        label=Label("国家", "nation"),
        announced=False,
        notices=(Notice(known=date(2013, 12, 11), source=OURS, days=(make_ups,)),),
        week=week,
    )
    return WorkCalendar(span=Interval(date(2012, 1, 1), date(2028, 1, 1)), layers=(nation,))


@pytest.fixture(scope="module")
def xinjiang(ordinary, pack):
    """
    Xinjiang over that nation.
    """
    return ordinary.layered(pack.xinjiang)


@pytest.fixture(scope="module")
def ningxia(ordinary, pack):
    """
    Ningxia over that nation.
    """
    return ordinary.layered(pack.ningxia)


def days_off(calendar, year):
    """
    List month and day of the weekdays of a year that are not worked.
    """
    known = calendar.as_known(provisional=True)
    days = (date(year, 1, 1) + timedelta(by) for by in range(366))
    return [
        (day.month, day.day)
        for day in days
        if day.year == year and day.isoweekday() <= 5 and not known.is_working_day(day)
    ]


class TestConventions:
    def test_all(self, pack):
        """
        There is one convention for each rule, under its key, and no other.
        """
        assert [rule[0] for rule in RULES] == list(pack.conventions)
        assert [(each.key, each) for each in pack.counting] == list(pack.conventions.items())

    @pytest.mark.parametrize(("key", "units", "start", "roll", "end", "article"), RULES)
    def test_rules(self, pack, key, units, start, roll, end, article):
        """
        Each holds what the law lays down, and names the article; a published text stands behind.
        """
        found = pack.conventions[key]

        assert found == Convention(
            key=key,
            label=found.label,
            units=units,
            start=StartRule(start),
            roll=RollRule(roll),
            end=EndRule(end),
            source=found.source,
        )
        assert article in found.source.locator
        assert Grade.PUBLISHED is found.source.grade
        assert found.source.link
        assert found.source.issued

    def test_words(self, pack):
        """
        No two have one name, in either language, or one source.
        """
        found = pack.counting

        assert len({each.label.zh for each in found}) == len(found)
        assert len({each.label.en for each in found}) == len(found)
        assert len({each.source.key for each in found}) == len(found)

    @pytest.mark.parametrize(
        "key",
        [
            "licensing_days",
            "penalty_days",
            "review_days",
            "petition_days",
            "petition_working_days",
        ],
    )
    def test_completed(self, pack, key):
        """
        What a law leaves open is said to come from the Civil Code.
        """
        assert "规定，依民法典第二百零" in pack.conventions[key].source.locator

    @pytest.mark.parametrize(
        ("key", "amount", "unit", "expected"),
        [
            # 2 May is a day of rest; work begins again on the 6th, until 20:00.
            ("civil_code_days", 3, "calendar_day", at(5, 6, 20)),
            ("civil_code_days_24h", 3, "calendar_day", at(5, 7, 0)),
            ("civil_procedure_days", 3, "calendar_day", at(5, 7, 0)),
            ("petition_days", 3, "calendar_day", at(5, 6, 20)),
            ("civil_code_days", 1, "month", at(5, 29, 20)),
            ("civil_code_days", 15, "calendar_day", at(5, 14, 20)),
            # Hours run through the holiday and end in it.
            ("civil_code_hours", 72, "hour", at(5, 2, 11, 20)),
            ("civil_procedure_hours", 72, "hour", at(5, 2, 12)),
            # 30 April, then 6 and 7 May.
            ("licensing_days", 3, "working_day", at(5, 7, 20)),
            ("penalty_days", 3, "working_day", at(5, 7, 20)),
            ("review_days", 3, "working_day", at(5, 7, 20)),
            ("petition_working_days", 3, "working_day", at(5, 7, 20)),
        ],
    )
    def test_due(self, pack, key, amount, unit, expected):
        """
        From 11:20 on 29 April each rule counts over the holiday of 1 to 5 May in its own way.
        """
        limit = pack.conventions[key].limit(amount, LimitUnit(unit))
        calendar = packs.load("example").calendar

        assert expected == due(at(4, 29, 11, 20), limit, calendar).at

    def test_kept(self, pack):
        """
        The conventions cannot be changed, and the pack survives pickling and is a key of a dict.
        """
        with pytest.raises(TypeError):
            pack.conventions["licensing_days"] = None

        assert pack == pickle.loads(pickle.dumps(pack))  # noqa: S301 - our own bytes
        assert hash(pack) == hash(packs.load("china"))


class TestXinjiang:
    @pytest.mark.parametrize(
        ("year", "expected"),
        [
            (2012, []),
            (2013, [(8, 8)]),
            (2014, [(10, 8)]),
            (2015, []),
            (2016, [(9, 12), (9, 13), (9, 14)]),
            (2022, [(5, 5), (7, 11), (7, 12), (7, 13)]),
            (2023, [(4, 21), (6, 28), (6, 29), (6, 30)]),
            (2024, []),
            (2025, [(3, 31), (6, 6), (6, 9), (6, 10)]),
            (2026, [(3, 20), (5, 27), (5, 28), (5, 29)]),
        ],
    )
    def test_days_off(self, xinjiang, year, expected):
        """
        The weekdays off are those of the notices that were read.
        """
        assert expected == days_off(xinjiang, year)

    @pytest.mark.parametrize("year", range(2012, 2028))
    def test_settled(self, xinjiang, year):
        """
        A year is settled exactly if both its festivals were read.
        """
        span = Year(year).interval
        firm = xinjiang.as_known().is_firm(span.start, span.end - timedelta(1))

        assert firm is (year in {2022, 2023, 2025, 2026})

    def test_not_announced(self, xinjiang):
        """
        A plain question about 2024 is refused, and the error says who has not spoken.
        """
        with pytest.raises(NotAnnouncedError, match="新疆维吾尔自治区"):
            xinjiang.as_known().is_working_day(date(2024, 4, 10))

    def test_make_ups_undone(self, xinjiang):
        """
        In 2014 the region let two national make-up days be rest; the calendar reports both.
        """
        known = xinjiang.as_known(provisional=True)
        found = known.overruled()

        assert [date(2014, 9, 28), date(2014, 10, 11)] == [each.day for each in found]
        assert {DayKind.OFFICE_CLOSED} == {each.upheld.special.kind for each in found}
        assert {DayKind.MAKE_UP} == {each.set_aside.special.kind for each in found}
        assert not known.is_working_day(date(2014, 9, 28))

    def test_make_ups_before(self, xinjiang):
        """
        Until the region's notice the two days were worked.
        """
        before = xinjiang.as_known(date(2014, 9, 15), provisional=True)

        assert before.is_working_day(date(2014, 9, 28))
        assert () == before.overruled()

    def test_own_make_up(self, xinjiang):
        """
        In 2016 the region worked on a Saturday of its own.
        """
        status = xinjiang.as_known().day(date(2016, 9, 10))

        assert status.is_worked
        assert "古尔邦节调休上班" == status.label.zh

    @pytest.mark.parametrize(
        ("day", "sessions"),
        [
            (date(2022, 5, 6), ["10:00–14:00", "16:00–20:00"]),
            (date(2022, 9, 30), ["10:00–14:00", "16:00–20:00"]),
            (date(2022, 10, 10), ["10:00–14:00", "15:30–19:30"]),
            (date(2023, 4, 28), ["10:00–14:00", "15:30–19:30"]),
            (date(2023, 5, 4), ["10:00–14:00", "16:00–20:00"]),
            (date(2023, 12, 29), ["10:00–14:00", "15:30–19:30"]),
        ],
    )
    def test_hours(self, xinjiang, day, sessions):
        """
        Hours change on 1 May and on 1 October of 2022 and 2023.
        """
        assert sessions == [str(each) for each in xinjiang.as_known().sessions(day)]

    def test_hours_before(self, xinjiang):
        """
        Before 1 May 2022 no hours are known.
        """
        with pytest.raises(NotInForceError):
            xinjiang.as_known().sessions(date(2022, 4, 29))

    def test_hours_of_next_year(self, xinjiang):
        """
        The notice of 2022 says nothing of the summer after.
        """
        with pytest.raises(NotInForceError):
            xinjiang.as_known(date(2022, 12, 24), provisional=True).sessions(date(2023, 5, 4))

    @pytest.mark.parametrize("day", [date(2024, 1, 2), date(2026, 7, 1)])
    def test_hours_after(self, xinjiang, day):
        """
        From 2024 on the hours are an open question.
        """
        with pytest.raises(NotStatedError, match="2024"):
            xinjiang.as_known(provisional=True).sessions(day)

    def test_hours_gap(self, pack):
        """
        There is one such question, open without an end.
        """
        gaps = [e for e in pack.xinjiang.hours.entries if isinstance(e.value, NotStated)]

        assert [(date(2024, 1, 1), None)] == [(gap.start, gap.end) for gap in gaps]


class TestNingxia:
    @pytest.mark.parametrize(
        ("year", "expected"),
        [
            (2015, [(9, 23), (9, 24), (9, 25)]),
            (2016, []),
            (2019, [(6, 5), (6, 6), (8, 12), (8, 13)]),
            (2020, [(5, 25), (5, 26), (7, 30), (7, 31)]),
            (2021, [(5, 13), (5, 14), (7, 19), (7, 20)]),
            (2022, [(7, 11), (7, 12)]),
            (2023, []),
            (2024, [(4, 10), (4, 11)]),
            (2025, []),
        ],
    )
    def test_days_off(self, ningxia, year, expected):
        """
        The weekdays off are those that were read, or on which two second-hand lists agree.
        """
        assert expected == days_off(ningxia, year)

    @pytest.mark.parametrize("year", range(2012, 2028))
    def test_settled(self, ningxia, year):
        """
        A year is settled exactly if both its festivals were read.
        """
        span = Year(year).interval
        firm = ningxia.as_known().is_firm(span.start, span.end - timedelta(1))

        assert firm is (year in {2019, 2020, 2021, 2022})

    def test_own_make_up(self, ningxia):
        """
        In 2015 the region worked on a Sunday of its own.
        """
        assert ningxia.as_known(provisional=True).is_working_day(date(2015, 9, 20))


class TestNotices:
    @pytest.mark.parametrize("region", ["xinjiang", "ningxia"])
    def test_graded(self, pack, region):
        """
        Every notice stands on something published, and says where it can be read.
        """
        sources = [notice.source for notice in getattr(pack, region).notices]

        assert {Grade.PUBLISHED} == {source.grade for source in sources}
        assert all(source.link and source.locator for source in sources)

    @pytest.mark.parametrize("region", ["xinjiang", "ningxia"])
    def test_known(self, pack, region):
        """
        A notice is known before the first day it arranges: on its own date, or on a guessed one.
        """
        for notice in getattr(pack, region).notices:
            assert notice.known < min(day for each in notice.days for day in each.days)
            assert (notice.source.issued is None) is (notice.dated_by is not None)
            assert notice.source.issued in {None, notice.known}

    def test_assumptions(self, pack):
        """
        Exactly the guessed days of announcement are assumptions.
        """
        found = pack.assumptions()

        assert {AssumedPart.DATES} == {each.part for each in found}
        assert {
            *(f"xinjiang-{year}-known" for year in (2022, 2025, 2026)),
            *(f"ningxia-{year}-known" for year in (2015, 2019, 2021, 2022)),
        } == {each.entry.dated_by.key for each in found}

    def test_festivals(self, pack):
        """
        Each region's own word for Eid al-Fitr is kept; Corban has one word.
        """
        assert {"肉孜节", "古尔邦节", "国庆节、古尔邦节"} == _names(pack.xinjiang)
        assert {"开斋节", "古尔邦节"} == _names(pack.ningxia)

    def test_no_seventh_day(self, pack):
        """
        Days off are weekdays and make-up days weekends: only what differs is entered.
        """
        for layer in (pack.xinjiang, pack.ningxia):
            for special in (each for notice in layer.notices for each in notice.days):
                weekend = special.kind in {DayKind.MAKE_UP, DayKind.OFFICE_CLOSED}

                assert {weekend} == {day.isoweekday() > 5 for day in special.days}


def _names(layer):
    return {special.name.zh for notice in layer.notices for special in notice.days}
