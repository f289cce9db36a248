"""
Layers of a calendar: what the nation, a region and an office each say of days and hours.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import attrs

from partygrid.dated import (
    Assumption,
    Dated,
    Interval,
    NotStated,
    Repeal,
    Retraction,
    Series,
    assumptions_of,
    check_day,
)
from partygrid.errors import ConflictError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_kind, with_article
from partygrid.worktime._days import DayKind, Notice, SpecialDays
from partygrid.worktime._session import OfficeHours, WorkWeek


class LayerLevel(LabelledEnum):
    """
    Say who speaks in a layer; the order is that of precedence.

    What an office says of a day goes before what its region says, and that before what the nation
    says. What anyone says of a single day goes before what anyone says of days of the week.
    """

    NATION = "nation", "国家", "nation"
    REGION = "region", "地区", "region"
    OFFICE = "office", "单位", "office"


class Said(NamedTuple):
    """
    Hold what one layer says of one day.

    Args:
        layer: The layer.
        notice: The notice.
        special: What the notice says of the day.
    """

    layer: CalendarLayer
    notice: Notice
    special: SpecialDays


@attrs.frozen(kw_only=True)
class CalendarLayer:
    """
    Hold all that one body has announced about days and office hours.

    Args:
        level: Who speaks.
        label: The body, in words.
        announced: Whether a day is settled only once a notice covers it, as where festivals are
            arranged year by year. False: nothing more is to be expected.
        notices: The notices, in any order; of two about one day the later known holds.
        week: The days of the week that are worked; None: the layer says nothing of it.
        hours: The office hours; None: the layer says nothing of them.

    Raises:
        WrongTypeError: A field has another type.
        ConflictError: Two notices that became known on one day speak of one day.

    >>> from partygrid.packs import load
    >>> nation = load("example").calendar.layers[0]
    >>> nation.covered(date(2025, 6, 1)), nation.covered(date(2026, 6, 1))
    (True, False)
    """

    level: LayerLevel
    label: Label
    announced: bool
    notices: tuple[Notice, ...] = attrs.field(default=(), repr=False)
    week: Series[WorkWeek] | None = attrs.field(default=None, repr=False)
    hours: Series[OfficeHours] | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse notices that contradict each other, and put them in order.
        """
        check_kind(self.level, LayerLevel, "layer.level")
        check_kind(self.label, Label, "layer.label")
        field = f"layer {self.label.en}"
        check_kind(self.announced, bool, f"{field}: announced")
        check_kind(self.notices, tuple, f"{field}: notices")
        for notice in self.notices:
            check_kind(notice, Notice, f"{field}: notices")
        for name, kind in (("week", WorkWeek), ("hours", OfficeHours)):
            series = getattr(self, name)
            if series is None:
                continue
            check_kind(series, Series, f"{field}: {name}")
            for entry in series.all_entries:
                if type(entry.value) is not kind and not isinstance(entry.value, _NO_VALUES):
                    raise WrongTypeError(
                        field=f"{field}: {name}",
                        value=entry.value,
                        allowed=with_article(kind.__name__),
                    )
        ordered = tuple(sorted(self.notices, key=_order))
        _check_conflicts(ordered, field)
        object.__setattr__(self, "notices", ordered)

    @property
    def knowns(self) -> tuple[date, ...]:
        """
        The days on which something became known.
        """
        found = {notice.known for notice in self.notices}
        for series in (self.week, self.hours):
            if series is not None:
                found.update(series.knowns)
        return tuple(sorted(found))

    def assumptions(self) -> tuple[Assumption, ...]:
        """
        List every assumed day, week or hours, and every assumed day of announcement.
        """
        entries: list[tuple[str, Dated[Any]]] = [
            ("notices", notice.entry(special))
            for notice in self.notices
            for special in notice.days
        ]
        for name, series in (("week", self.week), ("hours", self.hours)):
            if series is not None:
                entries += ((name, entry) for entry in series.all_entries)
        return tuple(
            assumption
            for name, entry in entries
            for assumption in assumptions_of(f"{self.level.value}.{name}", entry)
        )

    def said(self, known: date | None = None) -> dict[date, Said]:
        """
        Give what the layer says of each day that it names, as known on a day.
        """
        found: dict[date, Said] = {}
        for notice in self.notices:
            if known is not None and notice.known > known:
                break
            for special in notice.days:
                said = Said(self, notice, special)
                if special.kind is DayKind.WITHDRAWN:
                    for day in special.days:
                        found.pop(day, None)
                else:
                    found.update(dict.fromkeys(special.days, said))
        return found

    def covers(self, known: date | None = None) -> tuple[Interval, ...]:
        """
        List the days that its notices settle, as known on a day, notice by notice.
        """
        return tuple(
            notice.covers
            for notice in self.notices
            if notice.covers is not None and (known is None or notice.known <= known)
        )

    def covered(self, day: date, known: date | None = None) -> bool:
        """
        Tell whether what the layer says of a day is settled, as known on a day.
        """
        check_day(day, field="day")
        return not self.announced or any(day in each for each in self.covers(known))


_NO_VALUES = (NotStated, Repeal, Retraction)


def _order(notice: Notice) -> tuple[date, str]:
    return notice.known, notice.source.key


def _check_conflicts(notices: tuple[Notice, ...], field: str) -> None:
    for known, group in groupby(notices, key=attrgetter("known")):
        said: dict[date, Notice] = {}
        for notice in group:
            named = [day for special in notice.days for day in special.days]
            twice = said.keys() & named
            if twice:
                day = min(twice)
                raise ConflictError(
                    field=f"{field}: notices",
                    value=f"{day}, in {said[day].source.key} and {notice.source.key}, both known "
                    f"{known}",
                    allowed="one notice about a day each day",
                )
            said.update(dict.fromkeys(named, notice))
