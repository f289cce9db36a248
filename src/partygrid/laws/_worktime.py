"""
Laws of working time: what must hold on any calendar, tried on every day of a host's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import attrs

from partygrid.dated import Series
from partygrid.errors import PartyGridError
from partygrid.labels import Label, check_kind
from partygrid.laws._broken import finding_of, tuple_of
from partygrid.norms import Finding, Report
from partygrid.worktime import (
    OFFICE_TIME,
    CalendarLayer,
    Limit,
    Timetable,
    WorkCalendar,
    due,
)

_COUNTS: Final = (1, 2, 3, 5, 30)
_HOURS: Final = (timedelta(minutes=1), timedelta(hours=3), timedelta(hours=13))


def check_calendar(
    calendar: WorkCalendar, limits: Iterable[Limit] = (), *, known: date | None = None
) -> Report:
    """
    Hold a calendar, and a host's own limits under it, to every law of working time.

    Args:
        calendar: The calendar; every day of it is tried.
        limits: Limits to try from every day and opening.
        known: What was announced later plays no part; None: all that is announced does.

    Returns:
        A finding for each law.

    Raises:
        WrongTypeError: The calendar or a limit is none, or the knowledge day no civil date.

    >>> from partygrid.packs import load
    >>> check_calendar(load("example").calendar)
    <Report 4 met, 0 not met, 1 not applicable>
    """
    check_kind(calendar, WorkCalendar, "calendar")
    timetable = calendar.as_known(known, provisional=True)
    return Report(
        (
            counted_back(timetable),
            added_time(timetable),
            later_starts(timetable, tuple_of(limits, Limit, "limits")),
            order_of_layers(timetable),
            early_notices_only(timetable),
        )
    )


def _days(timetable: Timetable) -> tuple[date, ...]:
    span = timetable.calendar.span
    return tuple(span.start + timedelta(by) for by in range(span.days or 0))


def _tried(found: list[str], named: object, act: Any) -> int:
    """
    Try a law once; what lies beyond the calendar, or has no hours, is passed over.
    """
    try:
        broken = act()
    except PartyGridError:
        return 0
    if broken:
        found.append(str(named))
    return 1


def counted_back(timetable: Timetable) -> Finding:
    """
    Find days from which so many working days on do not count back to as many.

    >>> from partygrid.packs import load
    >>> counted_back(load("example").calendar.as_known(provisional=True)).met
    True
    """
    check_kind(timetable, Timetable, "timetable")
    found: list[str] = []
    tried = 0

    def broken(day: date, count: int) -> bool:
        reached = timetable.add_working_days(day, count)
        if timetable.working_days_between(day, reached) != count:
            return True
        return timetable.is_working_day(day) and (
            timetable.add_working_days(reached, -count) != day
        )

    for day in _days(timetable):
        for count in _COUNTS:
            tried += _tried(
                found, f"{day} + {count}", lambda day=day, count=count: broken(day, count)
            )
    return finding_of(_COUNTED, _subject(timetable), found, tried)


def added_time(timetable: Timetable) -> Finding:
    """
    Find moments from which so much working time on does not count back to as much.

    >>> from partygrid.packs import load
    >>> added_time(load("example").calendar.as_known(provisional=True)).met
    True
    """
    check_kind(timetable, Timetable, "timetable")
    found: list[str] = []
    tried = 0

    def broken(at: datetime, amount: timedelta) -> bool:
        reached = timetable.add_time(at, amount)
        back = timetable.add_time(reached, -amount)
        return (
            timetable.time_between(at, reached) != amount
            or back < at
            or timetable.time_between(at, back) != timedelta(0)
        )

    for at in _moments(timetable):
        for amount in _HOURS:
            tried += _tried(
                found, f"{at} + {amount}", lambda at=at, amount=amount: broken(at, amount)
            )
    return finding_of(_ADDED, _subject(timetable), found, tried)


def _moments(timetable: Timetable) -> tuple[datetime, ...]:
    """
    List midnight of every day, and its openings and closings where it has hours.
    """
    found = []
    for day in _days(timetable):
        midnight = datetime(day.year, day.month, day.day, tzinfo=OFFICE_TIME)
        found.append(midnight)
        try:
            sessions = timetable.sessions(day)
        except PartyGridError:
            continue
        found += (
            midnight + timedelta(microseconds=bound)
            for session in sessions
            for bound in session.span
        )
    # A session may end where the next day begins.
    return tuple(sorted(set(found)))


def later_starts(timetable: Timetable, limits: Sequence[Limit]) -> Finding:
    """
    Find limits that, started later, are due earlier.

    >>> from partygrid.packs import load
    >>> from partygrid.worktime import LimitUnit
    >>> pack = load("example")
    >>> five = load("china").conventions["licensing_days"].limit(5)
    >>> later_starts(pack.calendar.as_known(provisional=True), [five]).met
    True
    """
    check_kind(timetable, Timetable, "timetable")
    found: list[str] = []
    tried = 0
    for limit in tuple_of(limits, Limit, "limits"):
        reached = []
        for at in _moments(timetable):
            try:
                reached.append((at, due(at, limit, timetable.calendar, known=timetable.known).at))
            except PartyGridError:
                continue
        for (_, earlier), (at, later) in pairwise(reached):
            tried += 1
            if later < earlier:
                found.append(f"{limit.label.en} from {at}")
    return finding_of(_LATER, _subject(timetable), found, tried)


def order_of_layers(timetable: Timetable) -> Finding:
    """
    Find days that change with the order in which layers are given.

    >>> from partygrid.packs import load
    >>> order_of_layers(load("example").calendar.as_known()).met
    True
    """
    check_kind(timetable, Timetable, "timetable")
    calendar = timetable.calendar
    turned = WorkCalendar(span=calendar.span, layers=tuple(reversed(calendar.layers)))
    return _alike(_ORDER, timetable, turned)


def early_notices_only(timetable: Timetable) -> Finding:
    """
    Find days that, as known on a day, depend on what was announced after it.

    >>> from partygrid.packs import load
    >>> early_notices_only(load("example").calendar.as_known(date(2025, 6, 30))).met
    True
    """
    check_kind(timetable, Timetable, "timetable")
    calendar, known = timetable.calendar, timetable.known
    if known is None:
        return _alike(_EARLY, timetable, calendar)
    layers = tuple(_as_known(layer, known) for layer in calendar.layers)
    return _alike(_EARLY, timetable, WorkCalendar(span=calendar.span, layers=layers))


def _as_known(layer: CalendarLayer, known: date) -> CalendarLayer:
    def early(series: Series[Any] | None) -> Series[Any] | None:
        if series is None:
            return None
        entries = tuple(entry for entry in series.entries if entry.known <= known)
        return attrs.evolve(series, entries=entries, beneath=early(series.beneath))

    notices = tuple(notice for notice in layer.notices if notice.known <= known)
    return attrs.evolve(layer, notices=notices, week=early(layer.week), hours=early(layer.hours))


def _alike(what: Label, timetable: Timetable, calendar: WorkCalendar) -> Finding:
    """
    Find days that are another thing, or have other hours, on another calendar.
    """
    other = calendar.as_known(timetable.known, provisional=True)
    mine = timetable.calendar.as_known(timetable.known, provisional=True)
    days = _days(timetable)
    found = [str(day) for day in days if _told(mine, day) != _told(other, day)]
    return finding_of(what, _subject(timetable), found, len(days))


def _told(timetable: Timetable, day: date) -> tuple[object, ...]:
    status = timetable.day(day)
    try:
        sessions: object = timetable.sessions(day)
    except PartyGridError as error:
        sessions = type(error)
    return status.is_worked, status.is_firm, status.label, sessions


def _subject(timetable: Timetable) -> str:
    known = f", known {timetable.known}" if timetable.known else ""
    return f"{timetable.calendar.span}{known}"


_COUNTED: Final = Label("顺数若干工作日再倒数，回到原处", "days counted on count back")
_ADDED: Final = Label("加上工作时间再减去，不多不少", "time added on counts back")
_LATER: Final = Label("起算越晚，到期不早", "what starts later is due no earlier")
_ORDER: Final = Label("各层给出的次序不影响结果", "the order of layers changes nothing")
_EARLY: Final = Label(
    "后来公布的安排不改变先前所问", "what is announced later changes nothing asked earlier"
)
