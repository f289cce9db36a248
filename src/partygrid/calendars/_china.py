"""
The national calendar of China: notices since 2004, each known from the day it became public.

Which days are off, in exchange or made up for comes from the package ``holidays``, copied when
the calendar is made; when each arrangement became known, and what the three later changes
altered, stands in a table of the library. A year that has not been announced has no make-up day
in ``holidays``, only estimates, and is refused unless estimates are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import Final

import attrs

from partygrid.calendars._changes import CHANGES, WEEK, WEEK_START, Change
from partygrid.calendars._holidays import SPRING, Arranged, read, version
from partygrid.calendars._notices import YEARLY, Announcement
from partygrid.dated import Interval, Series, Year, check_day
from partygrid.errors import NotAnnouncedError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    FIVE_DAYS,
    CalendarLayer,
    DayKind,
    LayerLevel,
    Notice,
    SpecialDays,
    WorkCalendar,
    WorkWeek,
)

_FIRST: Final = min(YEARLY)
_LAST: Final = 2099
_BEYOND: Final = 20


@attrs.frozen(kw_only=True)
class _Wanted:
    """
    Hold what a calendar is asked for.
    """

    first: int
    last: int
    provisional: bool
    announced: Mapping[int, tuple[date, Source]]
    version: str

    def announcement(self, year: int) -> Announcement | None:
        """
        Say when the arrangement of a year became known; None if nobody has said.
        """
        if year in self.announced:
            return Announcement(*self.announced[year])
        return YEARLY.get(year)


def china(
    first_year: int,
    last_year: int,
    *,
    beyond: int = 1,
    provisional: bool = False,
    announced: Mapping[int, tuple[date, Source]] | None = None,
) -> WorkCalendar:
    """
    Make the national calendar of some years, with the five-day week and without office hours.

    Layers of a region and of an office go on top of it (`WorkCalendar.layered`).

    Args:
        first_year: The first year, 2004 or later.
        last_year: The last year; its notice must be out, unless ``provisional``.
        beyond: So many further years can be asked about; they are ordinary weeks that no notice
            settles, so that answers which lean on them are provisional.
        provisional: Whether to take estimates for a year that has not been announced, and days
            whose announcement is not dated. Neither settles a day.
        announced: When a notice became public, and which it is, for years that ``holidays``
            knows and this version of the library does not.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: The years are out of range or reversed, a year in ``announced`` is
            known to the library, or ``holidays`` is older than 0.92.
        NotAnnouncedError: ``holidays`` has only estimates for a year, or nobody has said when
            its arrangement became known.
        UnknownNameError: ``holidays`` names a festival that the library does not know.

    >>> calendar = china(2024, 2026)
    >>> known = calendar.as_known()
    >>> known.day(date(2026, 2, 14)).label.zh
    '春节调休上班'
    >>> str(known.add_working_days(date(2026, 4, 30), 3))
    '2026-05-08'
    >>> calendar.as_known(date(2025, 11, 3)).firm_until(date(2025, 12, 1))
    datetime.date(2026, 1, 1)
    """
    _check_years(first_year, last_year, beyond)
    if type(provisional) is not bool:
        raise WrongTypeError(field="provisional", value=provisional, allowed="a bool")
    wanted = _Wanted(
        first=first_year,
        last=last_year,
        provisional=provisional,
        announced=_checked(announced),
        version=version(),
    )
    week = Series[WorkWeek]("week").announce(
        FIVE_DAYS, start=WEEK_START, known=WEEK.known, source=WEEK.source
    )
    layer = CalendarLayer(
        level=LayerLevel.NATION,
        label=Label("国家", "China"),
        announced=True,
        notices=_notices(wanted),
        week=week,
    )
    span = Interval(date(first_year, 1, 1), date(last_year + beyond + 1, 1, 1))
    return WorkCalendar(span=span, layers=(layer,))


def _check_years(first_year: int, last_year: int, beyond: int) -> None:
    for field, value, least, most in (
        ("first_year", first_year, _FIRST, _LAST),
        ("last_year", last_year, first_year, _LAST),
        ("beyond", beyond, 0, _BEYOND),
    ):
        if type(value) is not int:
            raise WrongTypeError(field=field, value=value, allowed="an int")
        if not least <= value <= most:
            raise ValueNotAllowedError(
                field=field,
                value=value,
                allowed=f"{least} to {most}",
                source=f"the notices from {_FIRST} on",
            )


def _checked(
    announced: Mapping[int, tuple[date, Source]] | None,
) -> Mapping[int, tuple[date, Source]]:
    if announced is None:
        return {}
    if not isinstance(announced, Mapping):
        raise WrongTypeError(
            field="announced", value=announced, allowed="years with (day, Source)"
        )
    for year, pair in announced.items():
        if type(year) is not int:
            raise WrongTypeError(field="announced", value=year, allowed="an int, the year")
        if year in YEARLY or not _FIRST <= year <= _LAST:
            raise ValueNotAllowedError(
                field="announced",
                value=year,
                allowed=f"years after {max(YEARLY)}",
                source="the notices that the library knows",
            )
        field = f"announced[{year}]"
        if type(pair) is not tuple or len(pair) != 2:  # noqa: PLR2004 - a pair
            raise WrongTypeError(field=field, value=pair, allowed="a day and a Source")
        check_day(pair[0], field=field)
        if type(pair[1]) is not Source:
            raise WrongTypeError(field=field, value=pair[1], allowed="a Source")
    return dict(announced)


def _notices(wanted: _Wanted) -> tuple[Notice, ...]:
    """
    Make the notice of each year, those that changed one, and the start of the year after.
    """
    arranged = read(wanted.first, wanted.last)
    notices: list[Notice] = []
    for year in range(wanted.first, wanted.last + 1):
        notices += _of_year(wanted, year, arranged.get(year, []))
    # The end of the last December is arranged with the New Year after it.
    end = [each for each in arranged.get(wanted.last + 1, []) if each.day.year == wanted.last]
    if end:
        notices.append(_of_december(wanted, end))
    return tuple(notices)


def _of_year(wanted: _Wanted, year: int, days: list[Arranged]) -> list[Notice]:
    announcement = wanted.announcement(year)
    if all(each.kind is not DayKind.MAKE_UP for each in days):
        _refuse(
            wanted,
            year,
            f"years that holidays {wanted.version} knows; a newer one may know {year}",
        )
        return [_estimate(wanted, year, days)]
    if announcement is None:
        _refuse(wanted, year, _undated(year))
        return [_estimate(wanted, year, days)]
    changes = [each for each in CHANGES if each.year == year]
    yearly = Notice(
        known=announcement.known,
        source=announcement.source,
        dated_by=announcement.dated_by,
        covers=Year(year).interval,
        days=_grouped(_before(days, changes)),
    )
    return [yearly, *(_changed(days, each) for each in changes)]


def _of_december(wanted: _Wanted, days: list[Arranged]) -> Notice:
    year = wanted.last + 1
    announcement = wanted.announcement(year)
    if announcement is None:
        _refuse(wanted, year, _undated(year))
        return _estimate(wanted, year, days)
    return Notice(
        known=announcement.known,
        source=announcement.source,
        dated_by=announcement.dated_by,
        days=_grouped(days),
    )


def _before(days: list[Arranged], changes: list[Change]) -> list[Arranged]:
    """
    Give what a yearly notice first said, before it was changed.
    """
    altered = {day for change in changes for day in change.days}
    first = [each for each in days if each.day not in altered]
    worked = (day for change in changes for day in change.worked_before)
    return first + [Arranged(day, DayKind.MAKE_UP, SPRING) for day in worked]


def _changed(days: list[Arranged], change: Change) -> Notice:
    return Notice(
        known=change.announcement.known,
        source=change.announcement.source,
        days=_grouped([each for each in days if each.day in change.days]),
    )


def _estimate(wanted: _Wanted, year: int, days: list[Arranged]) -> Notice:
    key = f"cn-{year}-provisional"
    return Notice(
        known=date(wanted.first, 1, 1),
        source=Source(
            key=key,
            title=f"{year}年放假安排（暂定）：取自 holidays {wanted.version}，"
            "未见公布或公布日未知",
            grade=Grade.ASSUMED,
        ),
        dated_by=Source(key=f"{key}-known", title="假定自日历首日起已知", grade=Grade.ASSUMED),
        days=_grouped(days),
    )


def _grouped(days: list[Arranged]) -> tuple[SpecialDays, ...]:
    """
    Put days together of which the same is said.
    """
    groups: dict[tuple[DayKind, Label, bool], dict[date, date | None]] = {}
    for each in sorted(days, key=attrgetter("day")):
        key = each.kind, each.name, each.instead_of is not None
        groups.setdefault(key, {})[each.day] = each.instead_of
    return tuple(
        SpecialDays(
            kind=kind,
            name=name,
            days=tuple(group),
            instead_of=tuple(day for day in group.values() if day is not None),
        )
        for (kind, name, _), group in groups.items()
    )


def _refuse(wanted: _Wanted, year: int, allowed: str) -> None:
    if not wanted.provisional:
        raise NotAnnouncedError(
            field="calendar",
            day=f"{year}-01-01",
            allowed=f"{allowed}; or provisional=True",
            source=f"holidays {wanted.version}",
        )


def _undated(year: int) -> str:
    return f"announced={{{year}: (day, source)}}: when its notice became public, and which it is"
