"""
Strategies for notices, layers and calendars.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

from hypothesis import strategies as st

from partygrid.dated import Interval, Series
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.sources import Source
from partygrid.strategies._days import ONE_DAY, check_window
from partygrid.strategies._hours import _days_sessions, office_hours, work_weeks
from partygrid.strategies._words import labels, sources
from partygrid.worktime import (
    FIRST_DAY,
    CalendarLayer,
    DayKind,
    LayerLevel,
    Notice,
    OfficeHours,
    SpecialDays,
    WorkCalendar,
    WorkWeek,
)

T = TypeVar("T")

_LAST_DAY: Final = date(2090, 12, 31)
_LONGEST_SPAN: Final = 120
_BEFORE: Final = timedelta(days=400)
# Mostly short names: a calendar has many, and drawing text takes longest.
_NAMES: Final = (
    st.just(Label("春节", "Spring Festival")) | st.just(Label("古尔邦节", "Corban")) | labels()
)


def special_days(
    *, min_value: date = FIRST_DAY, max_value: date = _LAST_DAY
) -> st.SearchStrategy[SpecialDays]:
    """
    Generate days off, make-up days and days given back, some with hours of their own.

    Args:
        min_value: The first day.
        max_value: The last day.

    Raises:
        WrongTypeError: A bound is not a civil date.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> made_up = find(special_days(), lambda found: found.kind.is_worked, settings=quickly)
    >>> made_up.kind in {DayKind.MAKE_UP, DayKind.OFFICE_OPEN}
    True
    """
    check_window(min_value, max_value)
    days = st.sets(st.dates(min_value, max_value), min_size=1, max_size=5).map(sorted)
    return days.flatmap(_special)


def _special(days: Sequence[date]) -> st.SearchStrategy[SpecialDays]:
    def made(kind: DayKind) -> st.SearchStrategy[SpecialDays]:
        own = st.none() | _days_sessions() if kind.is_worked else st.none()
        swapped = tuple(day + ONE_DAY for day in days)
        return st.builds(
            SpecialDays,
            kind=st.just(kind),
            name=_NAMES,
            days=st.just(tuple(days)),
            instead_of=st.sampled_from(((), swapped)),
            sessions=own,
        )

    return st.sampled_from(DayKind).flatmap(made)


def notices(
    *, min_value: date = FIRST_DAY, max_value: date = _LAST_DAY
) -> st.SearchStrategy[Notice]:
    """
    Generate notices: yearly ones that cover their days, and changes that name a few.

    Args:
        min_value: The first day that one can name, and on which one can become known.
        max_value: The last day.

    Raises:
        WrongTypeError: A bound is not a civil date.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(notices(), lambda notice: notice.covers is None, settings=quickly).days != ()
    True
    """
    check_window(min_value, max_value)
    return sources().flatmap(lambda source: _notice(min_value, max_value, min_value, source))


@st.composite
def _notice(draw: st.DrawFn, first: date, last: date, earliest: date, source: Source) -> Notice:
    named: set[date] = set()
    arranged: list[SpecialDays] = []
    for special in draw(st.lists(special_days(min_value=first, max_value=last), max_size=3)):
        # Each day once.
        if named.isdisjoint(special.days):
            named.update(special.days)
            arranged.append(special)
    covers = None
    if not arranged or draw(st.booleans()):
        start, end = sorted((draw(st.dates(first, last)), draw(st.dates(first, last))))
        covers = Interval(start, end + ONE_DAY)
    return Notice(
        known=draw(st.dates(earliest, last)),
        source=source,
        days=tuple(arranged),
        covers=covers,
        dated_by=draw(st.sampled_from((None, source))),
    )


def calendar_layers(
    *,
    min_value: date = FIRST_DAY,
    max_value: date = _LAST_DAY,
    level: LayerLevel | None = None,
) -> st.SearchStrategy[CalendarLayer]:
    """
    Generate layers with notices, some with a working week or with hours that change.

    Args:
        min_value: The first day that one speaks of.
        max_value: The last day.
        level: Who speaks; None: anyone.

    Raises:
        WrongTypeError: A bound is not a civil date, or the level is none.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(calendar_layers(level=LayerLevel.REGION), bool, settings=quickly).level.value
    'region'
    """
    check_window(min_value, max_value)
    if level is not None and type(level) is not LayerLevel:
        raise WrongTypeError(field="level", value=level, allowed="a LayerLevel, or None")
    return _layer(min_value, max_value, level, complete=False)


@st.composite
def _layer(
    draw: st.DrawFn, first: date, last: date, level: LayerLevel | None, *, complete: bool
) -> CalendarLayer:
    """
    Generate a layer; a complete one has a week and hours on all its days, ever since known.
    """
    early = max(date.min, first - _BEFORE)
    said: list[Notice] = []
    spoken: set[tuple[date, date]] = set()
    source = draw(sources())
    for notice in draw(st.lists(_notice(first, last, early, source), max_size=3)):
        # What became known on one day speaks of a day once.
        pairs = {(notice.known, day) for special in notice.days for day in special.days}
        if spoken.isdisjoint(pairs):
            spoken |= pairs
            said.append(notice)
    week: Series[WorkWeek] | None = None
    hours: Series[OfficeHours] | None = None
    if complete or draw(st.booleans()):
        week = _changing(draw, "week", work_weeks(), (early, first, last), source)
    if complete or draw(st.booleans()):
        hours = _changing(draw, "hours", office_hours(), (early, first, last), source)
    return CalendarLayer(
        level=draw(st.sampled_from(LayerLevel)) if level is None else level,
        label=draw(_NAMES),
        announced=draw(st.booleans()),
        notices=tuple(said),
        week=week,
        hours=hours,
    )


def _changing(
    draw: st.DrawFn,
    name: str,
    values: st.SearchStrategy[T],
    bounds: tuple[date, date, date],
    source: Source,
) -> Series[T]:
    """
    Draw a series that holds from the first day on, and may change twice.
    """
    early, first, last = bounds
    found = Series[T](name).announce(draw(values), start=first, known=early, source=source)
    for known in sorted(draw(st.sets(st.dates(first, last), max_size=2))):
        start = draw(st.dates(first, last))
        found = found.announce(draw(values), start=start, known=known, source=source)
    return found


def work_calendars(
    *,
    min_value: date = FIRST_DAY,
    max_value: date = _LAST_DAY,
    min_days: int = 1,
    max_days: int = _LONGEST_SPAN,
) -> st.SearchStrategy[WorkCalendar]:
    """
    Generate calendars of one to three layers, with a working week and hours on every day.

    Args:
        min_value: The first day that one can have.
        max_value: The last day.
        min_days: How many days one has at least.
        max_days: How many at most.

    Raises:
        WrongTypeError: A bound is not a civil date, or a number of days not an int.
        ValueNotAllowedError: Bounds are in the wrong order, or so many days do not fit.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(work_calendars(max_days=1), bool, settings=quickly).span.days
    1
    """
    check_window(min_value, max_value)
    for field, days in (("min_days", min_days), ("max_days", max_days)):
        if type(days) is not int:
            raise WrongTypeError(field=field, value=days, allowed="an int")
    room = (max_value - min_value).days + 1
    if not 1 <= min_days <= min(max_days, room):
        raise ValueNotAllowedError(
            field="min_days", value=min_days, allowed=f"1 to {min(max_days, room)}"
        )
    return _calendar(min_value, max_value, min_days, min(max_days, room))


@st.composite
def _calendar(
    draw: st.DrawFn, min_value: date, max_value: date, least: int, most: int
) -> WorkCalendar:
    length = draw(st.integers(least, most))
    start = draw(st.dates(min_value, max_value - timedelta(days=length - 1)))
    last = start + timedelta(days=length - 1)
    upper = [level for level in (LayerLevel.REGION, LayerLevel.OFFICE) if draw(st.booleans())]
    layers = [draw(_layer(start, last, LayerLevel.NATION, complete=True))]
    layers += [draw(_layer(start, last, level, complete=False)) for level in upper]
    return WorkCalendar(span=Interval(start, last + ONE_DAY), layers=tuple(layers))
