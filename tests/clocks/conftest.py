"""
What the tests of clocks share: a calendar, and short ways to make events, stages and schemes.

The week has five days; Monday 2 to Friday 6 March 2026 are worked. The office opens from 10:00 to
14:00 and from 15:30 to 19:30, from May on from 16:00 to 20:00. Friday 1 May 2026 is off, and
Saturday 9 May is worked. Nothing is announced for 2027.
"""

from datetime import date, datetime
from functools import cache

import pytest

from partygrid.clocks import (
    Case,
    Channel,
    DayPause,
    Event,
    EventKind,
    ExtensionRule,
    MatterLimit,
    OnTransfer,
    Reminder,
    Role,
    Stage,
    StageScheme,
    When,
    read,
)
from partygrid.dated import Interval, SchemeKey, Series, Year
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    FIVE_DAYS,
    OFFICE_TIME,
    CalendarLayer,
    DayKind,
    EndRule,
    LayerLevel,
    Limit,
    LimitUnit,
    Notice,
    OfficeHours,
    RollRule,
    Session,
    SpecialDays,
    StartRule,
    WorkCalendar,
)

SAID = Source(key="said", title="通知", grade=Grade.HOST)
SPAN = Interval(date(2026, 1, 1), date(2028, 1, 1))
WINTER = OfficeHours((Session("10:00", "14:00"), Session("15:30", "19:30")))
SUMMER = OfficeHours((Session("10:00", "14:00"), Session("16:00", "20:00")))


def moment(text):
    """
    Read a moment of office time.
    """
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE_TIME)


def make_series(name, *entries):
    """
    Say since when what holds: start, value and, if it differs, the day it became known.
    """
    found = Series(name)
    for start, value, *known in entries:
        found = found.announce(
            value,
            start=date.fromisoformat(start),
            known=date.fromisoformat(known[0] if known else start),
            source=SAID,
        )
    return found


def make_notice(known, *arranged, year=None):
    """
    Announce days: pairs of a kind of day and a day; a year, or other days, may be covered.
    """
    return Notice(
        known=date.fromisoformat(known),
        source=SAID,
        days=tuple(
            SpecialDays(
                kind=DayKind(kind),
                name=Label("某日", "some day"),
                days=(date.fromisoformat(day),),
            )
            for kind, day in arranged
        ),
        covers=Year(year).interval if isinstance(year, int) else year,
    )


def make_calendar(*notices, hours=None):
    """
    Make a calendar with the notice of 2026 and others.
    """
    nation = CalendarLayer(
        level=LayerLevel.NATION,
        label=Label("国家", "nation"),
        announced=True,
        notices=(
            make_notice(
                "2025-11-04",
                ("statutory_holiday", "2026-05-01"),
                ("make_up", "2026-05-09"),
                year=2026,
            ),
            *notices,
        ),
        week=make_series("week", ("2025-01-01", FIVE_DAYS)),
    )
    usual = make_series("hours", ("2025-01-01", WINTER), ("2026-05-01", SUMMER, "2025-01-02"))
    office = CalendarLayer(
        level=LayerLevel.OFFICE,
        label=Label("单位", "office"),
        announced=False,
        hours=usual if hours is None else hours,
    )
    return WorkCalendar(span=SPAN, layers=(nation, office))


NEEDED = {
    EventKind.RECEIVED: {
        "unit": "u-1",
        "assigned": Role.STREET,
        "leads": True,
        "matter": "ordinary",
        "channel": Channel.ONLINE,
    },
    EventKind.TRANSFERRED: {"unit": "u-2", "assigned": Role.DEPARTMENT, "leads": True},
    EventKind.PAUSED: {"reason": "survey"},
    EventKind.RETURNED: {"reason": "not_ours"},
    EventKind.EXTENDED: {"amount": 1},
}


def make_event(kind, at, known=None, **given):
    """
    Make an event with all that its kind needs, known when it happens if nothing else is said.
    """
    kind = EventKind(kind)
    at = moment(at) if isinstance(at, str) else at
    known = moment(known) if isinstance(known, str) else known or at
    fields = {"id": f"{kind.value}-{at:%m-%d-%H-%M}", "role": Role.STREET, "kind": kind}
    return Event(**{**fields, "at": at, "known": known, **NEEDED.get(kind, {}), **given})


def make_case(*rows):
    """
    Make a case of events, each given as such or as a row to make one of.
    """
    return Case(
        "c-1",
        tuple(
            row if isinstance(row, Event) else make_event(*row[:2], **_last(row)) for row in rows
        ),
    )


def _last(row):
    return row[2] if len(row) > 2 else {}


RULES = {
    LimitUnit.WORKING_DAY: (StartRule.AFTER_STARTING_DAY, EndRule.CLOSE_OF_BUSINESS),
    LimitUnit.CALENDAR_DAY: (StartRule.AFTER_STARTING_DAY, EndRule.END_OF_DAY),
    LimitUnit.MONTH: (StartRule.AFTER_STARTING_DAY, EndRule.END_OF_DAY),
}


def make_limit(amount, unit, roll="none", start=None, end=None):
    """
    Make a limit with the usual conventions of its unit, but for those given.
    """
    unit = LimitUnit(unit)
    usual = RULES.get(unit, (StartRule.FROM_INSTANT, EndRule.AT_INSTANT))
    return Limit(
        amount=amount,
        unit=unit,
        start=StartRule(start) if start else usual[0],
        roll=RollRule(roll),
        end=EndRule(end) if end else usual[1],
    )


def make_stage(limit=None, **given):
    """
    Make a stage that runs from receipt to resolving, stopped by a survey, with one limit.
    """
    limit = make_limit(3, "working_day") if limit is None else limit
    if "limits" not in given:
        given["limits"] = (MatterLimit(None, limit),)
        given.setdefault("pauses", ("survey",))
        if given["pauses"] and not limit.unit.is_clock:
            given.setdefault("day_pause", DayPause.DAY_DIFFERENCE)
    usual = {
        "key": "solve",
        "label": Label("办结", "solve"),
        "starts": (EventKind.RECEIVED, EventKind.REOPENED),
        "meets": (EventKind.RESOLVED,),
        "on_transfer": OnTransfer.CARRY_OVER,
    }
    return Stage(**{**usual, **given})


def make_extension(**given):
    """
    Make a rule: twice, up to five working days, granted by a district.
    """
    usual = {
        "stages": ("solve",),
        "most": 5,
        "unit": LimitUnit.WORKING_DAY,
        "times": 2,
        "consent": (Role.DISTRICT,),
        "request_suffices": False,
    }
    return ExtensionRule(**{**usual, **given})


def make_reminder(when="before", amount=1, unit="working_day", **given):
    """
    Make a reminder of the stage.
    """
    usual = {
        "key": f"{when}-{amount}",
        "label": Label("催办", "urging"),
        "stage": "solve",
        "when": When(when),
        "amount": amount,
        "unit": LimitUnit(unit),
        "level": 1,
        "role": Role.STREET,
    }
    return Reminder(**{**usual, **given})


def make_scheme(*stages, **series):
    """
    Make a scheme in force since 2025, known since; a series may be given whole.
    """
    always = {
        "stages": stages or (make_stage(),),
        "extension": None,
        "reminders": (),
        "returns": None,
        "community_duties": None,
        **series,
    }
    return StageScheme(
        key=SchemeKey("example", "promise", "2025"),
        **{
            name: value if isinstance(value, Series) else make_series(name, ("2025-01-01", value))
            for name, value in always.items()
        },
    )


@cache
def usual_calendar():
    """
    Make the calendar once.
    """
    return make_calendar()


def read_at(case, scheme, at, known=None, calendar=None):
    """
    Read a case at a moment given as text.
    """
    return read(
        case,
        scheme,
        usual_calendar() if calendar is None else calendar,
        at=moment(at) if isinstance(at, str) else at,
        known=moment(known) if isinstance(known, str) else known,
    )


def _fixture(name, value):
    return pytest.fixture(scope="session", name=name)(lambda: value)


at = _fixture("at", moment)
event = _fixture("event", make_event)
case_of = _fixture("case_of", make_case)
limit = _fixture("limit", make_limit)
stage = _fixture("stage", make_stage)
extension = _fixture("extension", make_extension)
reminder = _fixture("reminder", make_reminder)
scheme_of = _fixture("scheme_of", make_scheme)
series = _fixture("series", make_series)
notice = _fixture("notice", make_notice)
calendar_of = _fixture("calendar_of", make_calendar)
look = _fixture("look", read_at)


@pytest.fixture(scope="session")
def calendar():
    """
    The calendar.
    """
    return usual_calendar()
