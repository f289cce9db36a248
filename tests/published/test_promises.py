"""
Published handling within time limits, each as a stage scheme with worked cases.

The calendar is China's of 2025 with office hours that are made up: 09:00–12:00, 13:30–17:30. What
a publication leaves out (from where it counts, whether a transfer renews) is made up too.
"""

from datetime import date, datetime

import pytest

from partygrid import calendars
from partygrid.clocks import (
    Case,
    Channel,
    Event,
    EventKind,
    ExtensionRule,
    MatterLimit,
    OnTransfer,
    ReturnRule,
    Role,
    Stage,
    StageScheme,
    StageState,
    read,
)
from partygrid.dated import SchemeKey, Series
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.packs import load
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    OFFICE_TIME,
    CalendarLayer,
    EndRule,
    LayerLevel,
    Limit,
    LimitUnit,
    OfficeHours,
    RollRule,
    Session,
    StartRule,
)

START = date(2020, 1, 1)
MADE_UP = Source(key="hours", title="虚构办公时间", grade=Grade.ASSUMED)
K, U, S = EventKind, LimitUnit, StageState
WORKING = load("china").conventions["licensing_days"]
PLAIN = load("china").conventions["petition_days"]


@pytest.fixture(scope="module")
def calendar():
    """
    Give the national calendar of 2025 with made-up hours.
    """
    hours = Series("hours").announce(
        OfficeHours((Session("09:00", "12:00"), Session("13:30", "17:30"))),
        start=START,
        known=START,
        source=MADE_UP,
    )
    office = CalendarLayer(
        level=LayerLevel.OFFICE, label=Label("某街道", "a street"), announced=False, hours=hours
    )
    return calendars.china(2025, 2025, beyond=0).layered(office)


def hours(amount, unit=U.HOUR):
    """
    Make a limit in hours, from the instant.
    """
    return Limit(
        amount=amount,
        unit=unit,
        start=StartRule.FROM_INSTANT,
        roll=RollRule.NONE,
        end=EndRule.AT_INSTANT,
    )


def stage(key, meets, *limits, starts=(K.RECEIVED, K.REOPENED)):
    """
    Make a stage from pairs of class and limit.
    """
    return Stage(
        key=key,
        label=Label(key, key),
        starts=starts,
        meets=(meets,),
        limits=tuple(MatterLimit(*pair) for pair in limits),
        on_transfer=OnTransfer.CARRY_OVER,
    )


def scheme(name, link, *stages, extension=None, returns=None):
    """
    Make a published scheme.
    """
    source = Source(key=name, title=name, link=link, grade=Grade.PUBLISHED)

    def said(field, value):
        return Series(field).announce(value, start=START, known=START, source=source)

    return StageScheme(
        key=SchemeKey(name, "promise", "published"),
        stages=said("stages", stages),
        extension=said("extension", extension),
        reminders=said("reminders", ()),
        returns=said("returns", returns),
        community_duties=said("community_duties", None),
    )


def at(month, day, hour, minute=0):
    """
    Give an instant of 2025.
    """
    return datetime(2025, month, day, hour, minute, tzinfo=OFFICE_TIME)


def case(matter, received, *course):
    """
    Make a case of one class from when it was received and what followed.
    """
    first = Event(
        id="e-0",
        kind=K.RECEIVED,
        at=received,
        known=received,
        role=Role.PLATFORM,
        unit="u-1",
        assigned=Role.STREET,
        leads=True,
        matter=matter,
        channel=Channel.ONLINE,
    )
    rest = [
        Event(id=f"e-{number}", kind=kind, at=when, known=when, role=Role.DISTRICT, **fields)
        for number, (kind, when, fields) in enumerate(
            ((each[0], each[1], each[2] if len(each) == 3 else {}) for each in course), start=1
        )
    ]
    return Case("c-1", (first, *rest))


class TestGulou:
    """
    Gulou, Nanjing (吹哨报到): sign within 1 hour, contact within 24, report within 3 or 5 days.
    """

    @pytest.fixture
    def promise(self):
        """
        Give the scheme; days are working days.
        """
        return scheme(
            "gulou",
            "https://www.jszf.gov.cn/zyyg/jscawq/nanjing/202308/t20230804_3482182.shtml",
            stage("sign", K.SIGNED, (None, hours(1))),
            stage("contact", K.ANSWERED, (None, hours(24))),
            stage(
                "report",
                K.RESOLVED,
                ("ordinary", WORKING.limit(3)),
                ("hard", WORKING.limit(5)),
            ),
        )

    @pytest.mark.parametrize(
        ("matter", "due"), [("ordinary", at(5, 7, 17, 30)), ("hard", at(5, 9, 17, 30))]
    )
    def test_over_a_festival(self, promise, calendar, matter, due):
        """
        A whistle on 29 April 2025: Labour Day is skipped, the hours run on through it.
        """
        found = read(case(matter, at(4, 29, 16)), promise, calendar, at=at(4, 29, 16, 30))

        assert found.stage("sign").due == at(4, 29, 17)
        assert found.stage("contact").due == at(4, 30, 16)
        assert found.stage("report").due == due

    def test_late_signature(self, promise, calendar):
        """
        Signed for at the last minute is in time, a minute later is late.
        """
        for minute, state in ((0, S.MET), (1, S.MET_LATE)):
            one = case("ordinary", at(4, 29, 16), (K.SIGNED, at(4, 29, 17, minute)))
            found = read(one, promise, calendar, at=at(4, 30, 9))
            assert found.stage("sign").state is state


class TestHujiamiao:
    """
    Hujiamiao Street, Xi'an (1130): contact in 1 hour, feedback in 1 day, solved in 3, 0 left open.
    """

    def test_stages(self, calendar):
        """
        The days are taken as days of the calendar; the 0 is no limit but an aim.
        """
        promise = scheme(
            "hujiamiao",
            "https://fensifuwu.com/emotion/me/68a511d06d1a588e3597273e3eec32ab.html",
            stage("contact", K.SIGNED, (None, hours(1))),
            stage("feedback", K.ANSWERED, (None, PLAIN.limit(1, U.CALENDAR_DAY))),
            stage("solve", K.RESOLVED, (None, PLAIN.limit(3, U.CALENDAR_DAY))),
        )
        found = read(case("ordinary", at(6, 10, 10)), promise, calendar, at=at(6, 10, 10))

        assert [each.due.date().day for each in found.stages] == [10, 11, 13]


class TestFeng:
    """
    Feng County: on the spot the same day, else 2 to 3 days, hard ones 7, never more than 15.
    """

    @pytest.fixture
    def promise(self):
        """
        Give the scheme; whatever goes beyond 7 days needs the grid office's consent.
        """
        same_day = Limit(
            amount=1,
            unit=U.CALENDAR_DAY,
            start=StartRule.WITH_STARTING_DAY,
            roll=RollRule.NONE,
            end=EndRule.END_OF_DAY,
        )
        plain = {
            days: Limit(
                amount=days,
                unit=U.CALENDAR_DAY,
                start=StartRule.AFTER_STARTING_DAY,
                roll=RollRule.NONE,
                end=EndRule.END_OF_DAY,
            )
            for days in (3, 7)
        }
        return scheme(
            "feng",
            "https://wg.sxfx.gov.cn/index.php?ie=2-6-525-1",
            stage(
                "solve",
                K.RESOLVED,
                ("on_the_spot", same_day),
                ("ordinary", plain[3]),
                ("hard", plain[7]),
            ),
            extension=ExtensionRule(
                stages=("solve",),
                most=8,
                unit=U.CALENDAR_DAY,
                times=1,
                consent=(Role.DISTRICT,),
                request_suffices=False,
            ),
        )

    @pytest.mark.parametrize(
        ("matter", "day"), [("on_the_spot", 11), ("ordinary", 14), ("hard", 18)]
    )
    def test_classes(self, promise, calendar, matter, day):
        """
        Received on 10 June, each class is due at the end of its last day.
        """
        found = read(case(matter, at(6, 10, 10)), promise, calendar, at=at(6, 10, 10))

        assert found.stage("solve").due == at(6, day, 0)

    def test_consent(self, promise, calendar):
        """
        With consent a hard case is due on the 15th day, and no later.
        """
        granted = (K.EXTENDED, at(6, 16, 9), {"amount": 8})
        found = read(case("hard", at(6, 10, 10), granted), promise, calendar, at=at(6, 20, 9))

        assert found.stage("solve").due == at(6, 26, 0)
        assert found.stage("solve").state is S.RUNNING
        longer = case("hard", at(6, 10, 10), (K.EXTENDED, at(6, 16, 9), {"amount": 9}))
        with pytest.raises(ValueNotAllowedError, match="allowed: 1 to 8 calendar days"):
            read(longer, promise, calendar, at=at(6, 20, 9))


class TestShandong:
    """
    Shandong hotline: 5 working days, at most 10 more if very complex, sent back within 2.
    """

    @pytest.fixture
    def promise(self):
        """
        Give the scheme.
        """
        return scheme(
            "shandong",
            "https://m.yybnet.net/shandong/news/202001/10093219.html",
            stage("reply", K.RESOLVED, (None, WORKING.limit(5))),
            extension=ExtensionRule(
                stages=("reply",),
                most=10,
                unit=U.WORKING_DAY,
                times=1,
                consent=(Role.DISTRICT,),
                request_suffices=False,
            ),
            returns=ReturnRule(WORKING.limit(2)),
        )

    def test_extended(self, promise, calendar):
        """
        Ten more working days count on from the day that was due, not from when they were granted.
        """
        granted = (K.EXTENDED, at(6, 12, 9), {"amount": 10})
        found = read(case("any", at(6, 10, 10), granted), promise, calendar, at=at(6, 12, 10))

        # 11, 12, 13, 16, 17 June; then 18, 19, 20, 23 to 27 June, 30 June and 1 July.
        assert found.stage("reply").due == at(7, 1, 17, 30)

    @pytest.mark.parametrize(("day", "met"), [(12, True), (13, False)])
    def test_sent_back(self, promise, calendar, day, met):
        """
        Received on a Tuesday, it may be sent back until Thursday.
        """
        back = (K.RETURNED, at(6, day, 9), {"reason": "not_ours"})
        found = read(case("any", at(6, 10, 10), back), promise, calendar, at=at(6, 20, 9))

        assert [finding.met for finding in found.findings.findings] == [met]


class TestPetitions:
    """
    The rules on petitions: 60 days, 30 more with approval; an objection within 5 working days.
    """

    def test_sixty_and_thirty(self, calendar):
        """
        Plain days, rolled past days of rest, and 30 more from the day that was due.
        """
        promise = scheme(
            "petitions",
            "https://github.com/LawRefBook/Laws/blob/master/行政法规/信访工作条例(2022-02-25).md",
            stage("conclude", K.RESOLVED, (None, PLAIN.limit(60, U.CALENDAR_DAY))),
            extension=ExtensionRule(
                stages=("conclude",),
                most=30,
                unit=U.CALENDAR_DAY,
                times=1,
                consent=(Role.DISTRICT,),
                request_suffices=False,
            ),
            returns=ReturnRule(WORKING.limit(5)),
        )
        granted = (K.EXTENDED, at(8, 4, 9), {"amount": 30})
        plain = read(case("any", at(6, 10, 10)), promise, calendar, at=at(6, 10, 10))
        longer = read(case("any", at(6, 10, 10), granted), promise, calendar, at=at(8, 4, 10))

        # 9 August 2025 is a Saturday: the end moves to Monday. 30 days on is 10 September.
        assert plain.stage("conclude").legs[0].due.last == date(2025, 8, 11)
        assert longer.stage("conclude").legs[1].due.last == date(2025, 9, 10)


class TestCityManagement:
    """
    A table of city management: 5 working hours, 1, 4 or 15 working days by kind of matter.
    """

    @pytest.mark.parametrize(
        ("matter", "due"),
        [
            ("hours", at(6, 10, 16, 30)),
            ("one", at(6, 11, 17, 30)),
            ("four", at(6, 16, 17, 30)),
            ("fifteen", at(7, 1, 17, 30)),
        ],
    )
    def test_units_mixed(self, calendar, matter, due):
        """
        One stage counts hours for some classes and days for others.
        """
        promise = scheme(
            "city",
            "https://ishare.iask.com/f/2gaIATvprR5.html",
            stage(
                "solve",
                K.RESOLVED,
                ("hours", hours(5, U.WORKING_HOUR)),
                ("one", WORKING.limit(1)),
                ("four", WORKING.limit(4)),
                ("fifteen", WORKING.limit(15)),
            ),
        )
        found = read(case(matter, at(6, 10, 10)), promise, calendar, at=at(6, 10, 10))

        assert found.stage("solve").due == due
