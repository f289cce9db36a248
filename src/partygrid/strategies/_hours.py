"""
Strategies for office hours, working weeks and instants.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from partygrid.errors import WrongTypeError
from partygrid.strategies._days import check_window
from partygrid.worktime import (
    FIRST_DAY,
    FIVE_DAYS,
    OFFICE_TIME,
    OfficeHours,
    Session,
    WorkCalendar,
    WorkWeek,
)

_MINUTES: Final = 24 * 60
_MOST_SESSIONS: Final = 3
_LAST_DAY: Final = date(2090, 12, 31)
_MICROSECOND: Final = timedelta(microseconds=1)
_SECOND: Final = timedelta(seconds=1)
# The same moment under several names; the last two are traps in which hosts are caught.
_ZONES: Final = (
    OFFICE_TIME,
    timezone.utc,  # noqa: UP017 - beside the others it is one more zone
    timezone(timedelta(hours=-9, minutes=-30)),
    ZoneInfo("Asia/Shanghai"),
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("Asia/Urumqi"),
)


def sessions() -> st.SearchStrategy[Session]:
    """
    Generate single sessions, some a minute long, some up to 24:00.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(sessions(), lambda one: one.closes == "24:00", settings=quickly).span[1] // 10**6
    86400
    """
    return _days_sessions(1).map(lambda found: found[0])


def _days_sessions(most: int = _MOST_SESSIONS) -> st.SearchStrategy[tuple[Session, ...]]:
    """
    Generate the sessions of a day; time lies between each two.
    """
    # 23:59 is no closing: the day ends at 24:00.
    moments = st.integers(0, _MINUTES - 2) | st.just(_MINUTES)
    return (
        st.lists(moments, min_size=2, max_size=2 * most, unique=True)
        .map(sorted)
        .map(
            lambda found: tuple(
                Session(_text(opens), _text(closes))
                for opens, closes in zip(found[::2], found[1::2], strict=False)
            )
        )
    )


def _text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def office_hours() -> st.SearchStrategy[OfficeHours]:
    """
    Generate office hours of one to three sessions, some with days of the week of their own.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> len(
    ...     find(office_hours(), lambda found: len(found.sessions) == 2, settings=quickly).on(1)
    ... ) > 0
    True
    """
    pairs = st.tuples(st.integers(1, 7), _days_sessions())
    own = st.lists(pairs, max_size=2, unique_by=lambda pair: pair[0]).map(tuple)
    return st.builds(OfficeHours, _days_sessions(), st.just(()) | own)


def work_weeks() -> st.SearchStrategy[WorkWeek]:
    """
    Generate working weeks, that of five days most often, that of none at times.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> len(find(work_weeks(), lambda week: len(week.weekdays) == 6, settings=quickly).rest)
    1
    """
    any_days = st.sets(st.integers(1, 7)).map(lambda found: WorkWeek(tuple(sorted(found))))
    return st.just(FIVE_DAYS) | any_days | st.just(WorkWeek((1, 2, 3, 4, 5, 6)))


def instants(
    *,
    min_value: date = FIRST_DAY,
    max_value: date = _LAST_DAY,
    calendar: WorkCalendar | None = None,
) -> st.SearchStrategy[datetime]:
    """
    Generate aware instants in many zones, at nasty places: midnights, openings, closings.

    Args:
        min_value: The first day, in office time.
        max_value: The last day, in office time.
        calendar: A calendar whose openings and closings are hit often, on days that it has.

    Raises:
        WrongTypeError: A bound is not a civil date, or the calendar is none.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> day = date(2026, 3, 2)
    >>> found = find(instants(min_value=day, max_value=day), bool, settings=quickly)
    >>> found.astimezone(OFFICE_TIME).date() == day
    True
    """
    check_window(min_value, max_value)
    if calendar is not None and type(calendar) is not WorkCalendar:
        raise WrongTypeError(field="calendar", value=calendar, allowed="a WorkCalendar")
    return _instant(min_value, max_value, calendar)


@st.composite
def _instant(
    draw: st.DrawFn, min_value: date, max_value: date, calendar: WorkCalendar | None
) -> datetime:
    day = draw(st.dates(min_value, max_value))
    first = datetime(day.year, day.month, day.day, tzinfo=OFFICE_TIME)
    offsets = [timedelta(0), *_boundaries(day, calendar)]
    free = st.builds(
        timedelta,
        minutes=st.integers(0, _MINUTES - 1),
        seconds=st.sampled_from((0, 0, 0, 59)),
    )
    offset = draw(st.sampled_from(offsets) | free)
    nudge = draw(st.sampled_from((timedelta(0),) * 3 + (_MICROSECOND, -_MICROSECOND, -_SECOND)))
    last = timedelta(days=1) - _MICROSECOND
    at = first + min(max(offset + nudge, timedelta(0)), last)
    zone: tzinfo = draw(st.sampled_from(_ZONES))
    moved: datetime = at.astimezone(zone)
    return moved


def _boundaries(day: date, calendar: WorkCalendar | None) -> list[timedelta]:
    """
    List when some office opens or closes on a day: a nasty place even on another.
    """
    if calendar is None:
        return []
    found = {
        boundary
        for layer in calendar.layers
        for entry in (layer.hours.all_entries if layer.hours is not None else ())
        if isinstance(entry.value, OfficeHours)
        for session in entry.value.on(day.isoweekday())
        for boundary in session.span
    }
    return [timedelta(microseconds=each) for each in sorted(found)]
