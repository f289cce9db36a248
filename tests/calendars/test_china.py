"""
The calendar is fixed by the State Council's notices; two packages are held against each other.
"""

import importlib.util
import sys
from collections import Counter
from datetime import date, datetime, timedelta

import chinese_calendar
import holidays
import pytest

from partygrid import packs
from partygrid.calendars import _holidays, china
from partygrid.errors import (
    NotAnnouncedError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.sources import Grade, Source
from partygrid.worktime import OFFICE_TIME, DayKind, LimitUnit, due

DAY = timedelta(1)
# Years so late that no package can know them: what is said of them here is made up.
FORMER = Source(key="n-2098", title="关于2098年部分节假日安排的通知", grade=Grade.HOST)
SOURCE = Source(key="n-2099", title="关于2099年部分节假日安排的通知", grade=Grade.HOST)
OUT = date(2098, 11, 10)
ONE = {2098: (date(2097, 11, 10), FORMER)}
BOTH = {**ONE, 2099: (OUT, SOURCE)}
# The changes of 2015 and 2020 gave days off that nobody made up for.
GIVEN = {"cn-2015-change": 1, "cn-2020-change": 2}


@pytest.fixture(scope="module")
def whole():
    """
    Every year there is.
    """
    return china(2004, 2026)


@pytest.fixture
def fake(monkeypatch):
    """
    A function that makes `holidays` say more than it does, or something else.
    """

    class Said(dict):
        weekend_workdays = frozenset()

    def say(days, worked=()):
        real = holidays.country_holidays

        def country_holidays(country, **options):
            found = real(country, **options)
            said = Said({**found, **days})
            said.weekend_workdays = {*found.weekend_workdays, *worked}
            return said

        monkeypatch.setattr(_holidays.holidays, "country_holidays", country_holidays)

    return say


@pytest.fixture
def announced(fake):
    """
    `holidays` as it might be once 2099 is announced: a Sunday worked for New Year's Eve.
    """
    fake(
        {
            date(2098, 5, 5): "Day off (substituted from 05/10/2098)",
            date(2098, 12, 31): "Day off (substituted from 12/28/2098)",
            date(2099, 10, 6): "Day off (substituted from 10/11/2099)",
        },
        worked=(date(2098, 5, 10), date(2098, 12, 28), date(2099, 10, 11)),
    )


def notices(calendar):
    """
    Give the notices by the keys of their sources.
    """
    (layer,) = calendar.layers
    return {notice.source.key: notice for notice in layer.notices}


def kinds(notice):
    """
    Give the kind and the name of each day of a notice.
    """
    return {
        day: (special.kind, special.name.zh) for special in notice.days for day in special.days
    }


class TestDays:
    def test_against_the_other_package(self, whole):
        """
        On every day of 2004 to 2026 two packages agree but for one, which the notice decides.

        The notice for 2006 makes 2005-12-31 a day of work.
        """
        known = whole.as_known()
        days = [
            date(2004, 1, 1) + by * DAY for by in range((date(2027, 1, 1) - date(2004, 1, 1)).days)
        ]
        differ = [
            day
            for day in days
            if known.is_working_day(day) is not chinese_calendar.is_workday(day)
        ]

        assert [date(2005, 12, 31)] == differ
        assert known.is_working_day(date(2005, 12, 31))

    @pytest.mark.parametrize(("year", "count"), [(2024, 8), (2025, 5), (2026, 6)])
    def test_worked_weekends(self, year, count):
        """
        So many days of a weekend are worked, as the notices print them.
        """
        known = china(year, year).as_known()
        days = [date(year, 1, 1) + by * DAY for by in range(365)]

        assert count == sum(d.isoweekday() > 5 and known.is_working_day(d) for d in days)

    def test_statutory_days(self, whole):
        """
        What a yearly notice gives on weekdays and takes on weekends are the statutory days.

        There are 10 of them up to 2007, 11 from 2008 and 13 from 2025 on; only two changes gave
        days that nobody made up for, and that of 2019 exchanged days alone.
        """
        for key, notice in notices(whole).items():
            balance = sum(
                -1 if kind.is_worked else day.isoweekday() <= 5
                for day, (kind, _) in kinds(notice).items()
            )
            year = max(kinds(notice)).year
            if key.endswith("change"):
                # The change of 2020 also let a make-up day be rest, which counts as one more.
                undone = sum(
                    kinds(notices(whole)[f"cn-{year}"]).get(day, (None,))[0] is DayKind.MAKE_UP
                    for day in kinds(notice)
                )

                assert GIVEN.get(key, 0) == balance + undone
            else:
                assert (10 if year < 2008 else 11 if year < 2025 else 13) == balance

    def test_exchanged(self, whole):
        """
        A make-up day and the day off for it name each other, and bear one name.

        Only the make-up day of 2020-02-01 has no counterpart: it was undone by a later notice.
        """
        pairs = {}
        for notice in notices(whole).values():
            for special in notice.days:
                exchanged = zip(special.days, special.instead_of, strict=False)
                pairs |= dict.fromkeys(exchanged, special.name)
        single = [
            day
            for notice in notices(whole).values()
            for special in notice.days
            if special.kind is DayKind.MAKE_UP and not special.instead_of
            for day in special.days
        ]

        assert all(pairs[other, day] == name for (day, other), name in pairs.items())
        assert [date(2020, 2, 1)] == single

    @pytest.mark.parametrize(
        ("day", "kind", "zh", "en"),
        [
            (date(2026, 1, 1), DayKind.STATUTORY_HOLIDAY, "元旦", "New Year's Day"),
            (date(2026, 2, 16), DayKind.STATUTORY_HOLIDAY, "春节", "Spring Festival"),
            (date(2026, 2, 23), DayKind.SWAPPED_REST, "春节", "Spring Festival"),
            (date(2026, 2, 28), DayKind.MAKE_UP, "春节", "Spring Festival"),
            (date(2026, 4, 6), DayKind.SWAPPED_REST, "清明节", "Tomb-Sweeping Day"),
            (date(2026, 5, 2), DayKind.STATUTORY_HOLIDAY, "劳动节", "Labour Day"),
            (date(2025, 5, 31), DayKind.STATUTORY_HOLIDAY, "端午节", "Dragon Boat Festival"),
            (
                date(2020, 10, 1),
                DayKind.STATUTORY_HOLIDAY,
                "中秋节、国庆节",
                "Mid-Autumn Festival and National Day",
            ),
            (
                date(2025, 10, 11),
                DayKind.MAKE_UP,
                "国庆节、中秋节",
                "National Day and Mid-Autumn Festival",
            ),
            (
                date(2015, 9, 3),
                DayKind.ADDED_REST,
                "抗战胜利70周年纪念日",
                "70th anniversary of victory in 1945",
            ),
            (date(2020, 1, 31), DayKind.ADDED_REST, "春节", "Spring Festival"),
        ],
    )
    def test_kinds(self, whole, day, kind, zh, en):
        """
        A statutory holiday, a day off in exchange, an added and a make-up day are four things.
        """
        special = whole.as_known().day(day).said[0].special

        assert (kind, zh, en) == (special.kind, special.name.zh, special.name.en)

    @pytest.mark.parametrize("language", ["th", "zh_TW", "C"])
    def test_language(self, monkeypatch, language):
        """
        The names are the same whatever the language of the machine.
        """
        expected = china(2026, 2026)
        for name in ("LANGUAGE", "LANG", "LC_ALL"):
            monkeypatch.setenv(name, language)

        assert expected == china(2026, 2026)


class TestKnown:
    @pytest.mark.parametrize(
        ("day", "last", "before", "after"),
        [
            # Changes.
            (date(2015, 9, 3), date(2015, 5, 12), True, False),
            (date(2015, 9, 4), date(2015, 5, 12), True, False),
            (date(2015, 9, 6), date(2015, 5, 12), False, True),
            (date(2019, 4, 28), date(2019, 3, 21), False, True),
            (date(2019, 5, 2), date(2019, 3, 21), True, False),
            (date(2019, 5, 5), date(2019, 3, 21), False, True),
            (date(2020, 1, 31), date(2020, 1, 26), True, False),
            (date(2020, 2, 1), date(2020, 1, 26), True, False),
            # The end of December is arranged with the New Year after it.
            (date(2018, 12, 29), date(2018, 12, 5), False, True),
            (date(2018, 12, 31), date(2018, 12, 5), True, False),
            (date(2011, 12, 31), date(2011, 12, 5), False, True),
        ],
    )
    def test_changed(self, whole, day, last, before, after):
        """
        A change plays no part until the day it became public.
        """
        assert before is whole.as_known(last).is_working_day(day)
        assert after is whole.as_known(last + DAY).is_working_day(day)

    @pytest.mark.parametrize("year", range(2004, 2027))
    def test_settled(self, whole, year):
        """
        Each notice settles its year, from the day it became public in the year before.
        """
        notice = notices(whole)[f"cn-{year}"]

        assert year - 1 == notice.known.year
        assert notice.source.issued <= notice.known
        assert whole.as_known(notice.known).is_firm(date(year, 1, 1), date(year, 12, 31))
        assert not whole.as_known(notice.known - DAY).is_firm(date(year, 1, 1), date(year, 1, 1))

    def test_sources(self, whole):
        """
        Each notice is published and cited by number and address; two days are assumed.
        """
        found = notices(whole)
        guessed = {key for key, notice in found.items() if notice.dated_by is not None}

        assert 26 == len(found)
        assert {Grade.PUBLISHED} == {notice.source.grade for notice in found.values()}
        assert all("发明电〔" in notice.source.locator for notice in found.values())
        assert all(notice.source.link for notice in found.values())
        assert {"cn-2004", "cn-2005"} == guessed
        assert guessed == {each.entry.source.key for each in whole.assumptions()}

    def test_before_new_year(self):
        """
        The end of the last December is arranged, without settling the year after.
        """
        known = china(2018, 2018).as_known()

        assert [True, False] == [
            known.is_working_day(day) for day in (date(2018, 12, 29), date(2018, 12, 31))
        ]
        assert date(2019, 1, 1) == known.firm_until(date(2018, 1, 1))

    def test_alone(self):
        """
        A calendar of one year says the same of its days as a longer one.
        """
        for year in (2005, 2011, 2015, 2020):
            short, long = china(year, year).as_known(), china(year - 1, year + 1).as_known()
            days = [date(year, 1, 1) + by * DAY for by in range(365)]

            assert [short.is_working_day(d) for d in days] == [
                long.is_working_day(d) for d in days
            ]


class TestSpan:
    @pytest.mark.parametrize(("beyond", "end"), [(0, 2027), (1, 2028), (3, 2030)])
    def test_beyond(self, beyond, end):
        """
        Some further years can be asked about; none of them is settled.
        """
        calendar = china(2026, 2026, beyond=beyond)

        assert (date(2026, 1, 1), date(end, 1, 1)) == (calendar.span.start, calendar.span.end)
        assert (date(2027, 1, 1) if beyond else None) == calendar.as_known().firm_until(
            date(2026, 1, 1)
        )

    def test_due(self):
        """
        A limit that runs into a year without a notice is worked out and said to be provisional.
        """
        limit = packs.load("china").conventions["civil_code_days_24h"]
        calendar = china(2026, 2026)
        days = limit.limit(15, LimitUnit.CALENDAR_DAY)
        firm = due(datetime(2026, 12, 1, 10, tzinfo=OFFICE_TIME), days, calendar)
        open_ = due(datetime(2026, 12, 28, 10, tzinfo=OFFICE_TIME), days, calendar)

        assert (True, False) == (firm.is_firm, open_.is_firm)
        assert date(2027, 1, 12) == open_.last


class TestNotAnnounced:
    def test_refused(self):
        """
        A year of which there are only estimates is refused, by the day from which it is missing.
        """
        with pytest.raises(NotAnnouncedError, match="2098-01-01") as caught:
            china(2098, 2099)

        assert ("calendar", "2098-01-01") == (caught.value.field, caught.value.day)
        assert "provisional=True" in caught.value.allowed
        assert holidays.__version__ in caught.value.source

    def test_first_missing(self):
        """
        Of several years the first that is not announced is named, after those that are.
        """
        with pytest.raises(NotAnnouncedError) as caught:
            china(2024, 2099)

        assert "2026-01-01" < caught.value.day < "2099-01-01"

    def test_provisional(self):
        """
        Estimates can be asked for; they are assumed, and settle nothing.
        """
        calendar = china(2098, 2099, provisional=True)
        estimate = notices(calendar)["cn-2099-provisional"]
        known = calendar.as_known(provisional=True)

        assert (None, date(2098, 1, 1)) == (estimate.covers, estimate.known)
        assert estimate.source.is_assumed
        assert estimate.dated_by.is_assumed
        assert not known.is_working_day(date(2099, 10, 1))
        assert date(2098, 1, 1) == known.firm_until(date(2098, 1, 1))

    def test_provisional_known(self):
        """
        What is announced is the same, whether or not estimates are asked for.
        """
        assert china(2020, 2026) == china(2020, 2026, provisional=True)

    def test_announced_without_make_ups(self):
        """
        To say that a year is announced does not make its estimates firm.
        """
        with pytest.raises(NotAnnouncedError, match="a newer one"):
            china(2099, 2099, announced=BOTH)

    @pytest.mark.usefixtures("announced")
    def test_undated(self):
        """
        A year that `holidays` knows and the library does not is refused until it is dated.
        """
        with pytest.raises(NotAnnouncedError, match=r"announced=\{2099"):
            china(2099, 2099, announced=ONE)

    @pytest.mark.usefixtures("announced")
    def test_undated_december(self):
        """
        So is a year whose last days that notice arranges.
        """
        with pytest.raises(NotAnnouncedError, match=r"announced=\{2099"):
            china(2098, 2098, announced=ONE)

    @pytest.mark.usefixtures("announced")
    @pytest.mark.parametrize("last", [2098, 2099])
    def test_undated_provisional(self, last):
        """
        Asked for, its days are taken and settle nothing.
        """
        calendar = china(2098, last, provisional=True, announced=ONE)
        known = calendar.as_known(provisional=True)

        assert notices(calendar)["cn-2099-provisional"].covers is None
        assert not known.is_working_day(date(2098, 12, 31))
        assert known.is_working_day(date(2098, 12, 28))
        assert date(2099, 1, 1) == known.firm_until(date(2098, 1, 1))

    @pytest.mark.usefixtures("announced")
    @pytest.mark.parametrize("last", [2098, 2099])
    def test_dated(self, last):
        """
        Dated by the host, its days are known from then on, and settle what they arrange.
        """
        calendar = china(2098, last, announced=BOTH)
        before, known = calendar.as_known(OUT - DAY), calendar.as_known(OUT)

        assert SOURCE == notices(calendar)["n-2099"].source
        assert before.is_working_day(date(2098, 12, 31))
        assert not known.is_working_day(date(2098, 12, 31))
        assert date(last + 1, 1, 1) == known.firm_until(date(2098, 1, 1))

    @pytest.mark.usefixtures("announced")
    def test_dated_names(self):
        """
        The days off and make-up days of a new year get the names of their festivals.
        """
        found = kinds(notices(china(2099, 2099, announced=BOTH))["n-2099"])

        assert (DayKind.SWAPPED_REST, "元旦") == found[date(2098, 12, 31)]
        assert (DayKind.MAKE_UP, "元旦") == found[date(2098, 12, 28)]
        assert (DayKind.SWAPPED_REST, "国庆节") == found[date(2099, 10, 6)]


class TestNewWords:
    """
    What `holidays` might say one day, and how it is read.
    """

    def test_unknown_festival(self, fake):
        """
        A festival of a name never seen is refused: what it is would be a guess.
        """
        fake({date(2026, 8, 8): "Day of the Community"})

        with pytest.raises(UnknownNameError, match="Day of the Community") as caught:
            china(2026, 2026)

        assert "National Day" in caught.value.allowed

    def test_marks(self, fake):
        """
        An estimated festival is a festival; one made up for is a day off in exchange.
        """
        fake(
            {
                date(2026, 8, 3): "National Day (estimated)",
                date(2026, 8, 4): "National Day (observed, estimated)",
            }
        )
        found = kinds(notices(china(2026, 2026))["cn-2026"])

        assert (DayKind.STATUTORY_HOLIDAY, "国庆节") == found[date(2026, 8, 3)]
        assert (DayKind.SWAPPED_REST, "国庆节") == found[date(2026, 8, 4)]

    def test_two_things(self, fake):
        """
        Of two things said of one day the statutory holiday goes first.
        """
        fake({date(2026, 8, 3): "Labor Day (observed); National Day; National Day"})
        found = kinds(notices(china(2026, 2026))["cn-2026"])

        assert (DayKind.STATUTORY_HOLIDAY, "国庆节") == found[date(2026, 8, 3)]

    def test_nameless(self, fake):
        """
        Days exchanged far from any festival are just that, and so is a Sunday worked for nothing.
        """
        fake(
            {date(2026, 8, 5): "Day off (substituted from 08/09/2026)"},
            worked=(date(2026, 8, 9), date(2026, 8, 16)),
        )
        found = notices(china(2026, 2026))["cn-2026"]
        stands_for = {day: special.instead_of for special in found.days for day in special.days}

        assert {"调休"} == {kinds(found)[date(2026, 8, day)][1] for day in (5, 9, 16)}
        assert (date(2026, 8, 5),) == stands_for[date(2026, 8, 9)]
        assert () == stands_for[date(2026, 8, 16)]


class TestPackage:
    @pytest.mark.parametrize("version", ["0.91", "0.58.1", "new"])
    def test_too_old(self, monkeypatch, version):
        """
        A version whose days are wrong is refused by name.
        """
        monkeypatch.setattr(_holidays.holidays.version, "__version__", version)

        with pytest.raises(ValueNotAllowedError, match=r"0\.92 or later") as caught:
            china(2024, 2024)

        assert ("holidays", version) == (caught.value.field, caught.value.value)

    @pytest.mark.parametrize("version", ["0.92", "0.109", "1.0"])
    def test_new_enough(self, monkeypatch, version):
        """
        Versions are compared as numbers.
        """
        monkeypatch.setattr(_holidays.holidays.version, "__version__", version)

        assert version == _holidays.version()

    def test_missing(self, monkeypatch):
        """
        Without the package the room cannot be imported, and the error says what to install.
        """
        monkeypatch.setitem(sys.modules, "holidays", None)
        spec = importlib.util.find_spec("partygrid.calendars._holidays")

        with pytest.raises(ImportError, match=r"partygrid\[cn\]") as caught:
            spec.loader.exec_module(importlib.util.module_from_spec(spec))

        assert "holidays" == caught.value.name


class TestRefused:
    @pytest.mark.parametrize("bad", [True, "2024", 2024.0, None], ids=repr)
    @pytest.mark.parametrize("field", ["first_year", "last_year", "beyond"])
    def test_types(self, field, bad):
        """
        Years and their number are whole numbers, not flags or text.
        """
        arguments = {"first_year": 2024, "last_year": 2024, field: bad}

        with pytest.raises(WrongTypeError) as caught:
            china(**arguments)

        assert field == caught.value.field

    @pytest.mark.parametrize(
        ("field", "first", "last", "beyond"),
        [
            ("first_year", 2003, 2024, 1),
            ("first_year", 2100, 2100, 1),
            ("last_year", 2025, 2024, 1),
            ("last_year", 2025, 2100, 1),
            ("last_year", 2025, 10**9, 1),
            ("beyond", 2024, 2024, -1),
            ("beyond", 2024, 2024, 21),
        ],
    )
    def test_ranges(self, field, first, last, beyond):
        """
        Years before the table, reversed years and too many of them are refused with the range.
        """
        with pytest.raises(ValueNotAllowedError, match=" to ") as caught:
            china(first, last, beyond=beyond)

        assert field == caught.value.field

    @pytest.mark.parametrize("bad", [None, 1, "yes"])
    def test_provisional(self, bad):
        """
        Whether estimates are wanted is a flag.
        """
        with pytest.raises(WrongTypeError, match="provisional"):
            china(2024, 2024, provisional=bad)

    @pytest.mark.parametrize(
        "bad",
        [
            [(2099, (OUT, SOURCE))],
            {True: (OUT, SOURCE)},
            {"2099": (OUT, SOURCE)},
            {2099: OUT},
            {2099: (OUT,)},
            {2099: [OUT, SOURCE]},
            {2099: (datetime(2098, 11, 10), SOURCE)},
            {2099: ("2098-11-10", SOURCE)},
            {2099: (OUT, "国务院办公厅")},
        ],
    )
    def test_announced_types(self, bad):
        """
        What is announced is a mapping of years to a day and a source.
        """
        with pytest.raises(WrongTypeError, match="announced"):
            china(2024, 2024, announced=bad)

    @pytest.mark.parametrize("year", [2003, 2004, 2026, 2100])
    def test_announced_years(self, year):
        """
        A year that the library dates itself is not dated by the host.
        """
        with pytest.raises(ValueNotAllowedError, match="years after"):
            china(2024, 2024, announced={year: (OUT, SOURCE)})


class TestLayered:
    def test_xinjiang(self):
        """
        A region goes on top: four weekdays off in each of 2022, 2023 and 2025, and no conflict.
        """
        nation = china(2022, 2025)
        region = nation.layered(packs.load("china").xinjiang)
        plain, known = nation.as_known(), region.as_known(provisional=True)
        days = [date(2022, 1, 1) + by * DAY for by in range(4 * 365 + 1)]
        lost = [day for day in days if plain.is_working_day(day) and not known.is_working_day(day)]

        assert {2022: 4, 2023: 4, 2025: 4} == Counter(day.year for day in lost)
        assert () == known.overruled()

    def test_not_firm(self):
        """
        The region has not been heard on 2024, so no answer about that year is firm.
        """
        region = china(2022, 2025).layered(packs.load("china").xinjiang)
        known = region.as_known()

        assert date(2024, 1, 1) == known.firm_until(date(2022, 1, 1))
        assert known.is_firm(date(2025, 1, 1), date(2025, 12, 31))
        assert ["新疆维吾尔自治区"] == [e.label.zh for e in known.day(date(2024, 6, 3)).silent]

    def test_due(self):
        """
        A last day in Corban 2025 moves two days further in Xinjiang; in 2024 that is provisional.
        """
        nation = china(2022, 2025)
        # Hours of 2025 are an open question in Xinjiang: to 24:00 needs none.
        limit = (
            packs.load("china").conventions["civil_code_days_24h"].limit(3, LimitUnit.CALENDAR_DAY)
        )
        region = nation.layered(packs.load("china").xinjiang)
        start = datetime(2025, 6, 4, 11, tzinfo=OFFICE_TIME)

        assert date(2025, 6, 9) == due(start, limit, nation).last
        assert date(2025, 6, 11) == due(start, limit, region).last
        assert due(start, limit, region).is_firm
        assert not due(start.replace(year=2024), limit, region).is_firm

    def test_overruled(self):
        """
        In 2014 the region let two national make-up days be rest, and the calendar says so.
        """
        known = (
            china(2014, 2014)
            .layered(packs.load("china").xinjiang)
            .as_known(date(2014, 9, 16), provisional=True)
        )
        found = known.overruled()

        assert [date(2014, 9, 28), date(2014, 10, 11)] == [each.day for each in found]
        assert {"新疆维吾尔自治区"} == {each.upheld.layer.label.zh for each in found}
        assert {"cn-2014"} == {each.set_aside.notice.source.key for each in found}
        assert not known.is_working_day(date(2014, 9, 28))

    def test_ningxia(self):
        """
        The region's notice of 2019, older than the national change, does not undo the change.
        """
        known = china(2019, 2022).layered(packs.load("china").ningxia).as_known()

        assert not known.is_working_day(date(2019, 5, 2))
        assert not known.is_working_day(date(2019, 6, 5))
        assert known.is_firm(date(2019, 1, 1), date(2022, 12, 31))
        assert () == known.overruled()
