"""
The calendar that the tests of working time share: the festivals of 2026, and nothing for 2027.

The week has five days. The office opens from 10:00 to 14:00 and, in winter, from 15:30 to 19:30;
in summer (May to September) from 16:00 to 20:00.
"""

from datetime import date, datetime, timedelta

import pytest

from partygrid.dated import Interval, Series, Year
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

NOTICE_2026 = Source(key="n-2026", title="2026年放假通知", grade=Grade.PUBLISHED)
WINTER = OfficeHours((Session("10:00", "14:00"), Session("15:30", "19:30")))
SUMMER = OfficeHours((Session("10:00", "14:00"), Session("16:00", "20:00")))


def make_source(key="n-1", grade=Grade.HOST):
    """
    Name a document.
    """
    return Source(key=key, title="通知", grade=grade)


def make_run(first, count=1):
    """
    List days in a row.
    """
    start = date.fromisoformat(first)
    return tuple(start + timedelta(by) for by in range(count))


def make_special(kind, *days, name=None, sessions=None):
    """
    Arrange days, each given as text.
    """
    return SpecialDays(
        kind=DayKind(kind),
        name=name or Label("某日", "some day"),
        days=tuple(map(date.fromisoformat, days)),
        sessions=sessions,
    )


def make_notice(known, *days, covers=None, source=None):
    """
    Announce days; a year may be covered.
    """
    return Notice(
        known=date.fromisoformat(known),
        source=source or make_source(f"n-{known}"),
        days=days,
        covers=Year(covers).interval if isinstance(covers, int) else covers,
    )


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
            source=make_source(),
        )
    return found


def make_layer(level, *notices, announced=False, week=None, hours=None, label=None):
    """
    Make a layer, named as its level.
    """
    return CalendarLayer(
        level=LayerLevel(level),
        label=label or Label(LayerLevel(level).label.zh, level),
        announced=announced,
        notices=notices,
        week=week and make_series("week", ("2024-01-01", week)),
        hours=hours if hours is None or isinstance(hours, Series) else hours_always(hours),
    )


def hours_always(hours):
    """
    Keep the same hours since ever.
    """
    return make_series("hours", ("2024-01-01", hours))


def make_calendar(*layers, first="2025-10-01", end="2028-01-01"):
    """
    Make a calendar of these layers.
    """
    span = Interval(date.fromisoformat(first), date.fromisoformat(end))
    return WorkCalendar(span=span, layers=layers)


def festivals_2026():
    """
    Announce the festivals of the first half of 2026.
    """
    spring, labour = Label("春节", "Spring Festival"), Label("劳动节", "Labour Day")
    year = Label("元旦", "New Year")
    kinds = DayKind.STATUTORY_HOLIDAY, DayKind.SWAPPED_REST, DayKind.MAKE_UP
    arranged = (
        (kinds[0], year, make_run("2026-01-01")),
        (kinds[1], year, make_run("2026-01-02", 2)),
        (kinds[2], year, make_run("2026-01-04")),
        (kinds[0], spring, make_run("2026-02-16", 4)),
        (kinds[1], spring, (*make_run("2026-02-15"), *make_run("2026-02-20", 4))),
        (kinds[2], spring, (*make_run("2026-02-14"), *make_run("2026-02-28"))),
        (kinds[0], labour, make_run("2026-05-01", 2)),
        (kinds[1], labour, make_run("2026-05-03", 3)),
        (kinds[2], labour, make_run("2026-05-09")),
    )
    return Notice(
        known=date(2025, 11, 4),
        source=NOTICE_2026,
        days=tuple(SpecialDays(kind=kind, name=name, days=days) for kind, name, days in arranged),
        covers=Year(2026).interval,
    )


@pytest.fixture(scope="session")
def at():
    """
    Read a moment of office time.
    """
    return lambda text: datetime.fromisoformat(text).replace(tzinfo=OFFICE_TIME)


@pytest.fixture(scope="session")
def said():
    """
    Give a source.
    """
    return make_source()


@pytest.fixture(scope="session")
def special():
    """
    Arrange days.
    """
    return make_special


@pytest.fixture(scope="session")
def notice():
    """
    Announce days.
    """
    return make_notice


@pytest.fixture(scope="session")
def series():
    """
    Say what holds since when.
    """
    return make_series


@pytest.fixture(scope="session")
def layer():
    """
    Make a layer.
    """
    return make_layer


@pytest.fixture(scope="session")
def calendar_of():
    """
    Make a calendar of layers.
    """
    return make_calendar


@pytest.fixture(scope="session")
def nation():
    """
    The nation: five days, and the festivals of 2026.
    """
    return make_layer(
        "nation",
        make_notice("2024-11-12", covers=2025),
        festivals_2026(),
        announced=True,
        week=FIVE_DAYS,
    )


@pytest.fixture(scope="session")
def office():
    """
    The office: hours by season.
    """
    hours = make_series(
        "hours",
        ("2025-01-01", WINTER, "2024-11-20"),
        ("2026-05-01", SUMMER, "2024-11-21"),
        ("2026-10-01", WINTER, "2024-11-22"),
    )
    return make_layer("office", hours=hours)


@pytest.fixture(scope="session")
def calendar(nation, office):
    """
    The calendar, with all its layers.
    """
    return make_calendar(nation, office)


@pytest.fixture(scope="session")
def known(calendar):
    """
    The calendar with all that is announced.
    """
    return calendar.as_known()


@pytest.fixture(scope="session")
def provisional(calendar):
    """
    The calendar with answers that may lean on days not settled.
    """
    return calendar.as_known(provisional=True)


RULES = {
    LimitUnit.WORKING_DAY: (StartRule.AFTER_STARTING_DAY, EndRule.CLOSE_OF_BUSINESS),
    LimitUnit.CALENDAR_DAY: (StartRule.AFTER_STARTING_DAY, EndRule.END_OF_DAY),
    LimitUnit.MONTH: (StartRule.AFTER_STARTING_DAY, EndRule.END_OF_DAY),
    LimitUnit.YEAR: (StartRule.AFTER_STARTING_DAY, EndRule.END_OF_DAY),
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


@pytest.fixture(scope="session")
def limit():
    """
    Make a limit.
    """
    return make_limit
