"""
Days of their own: holidays, days off in exchange, make-up working days; and who announced them.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import attrs

from partygrid.dated import Dated, Interval, check_day
from partygrid.errors import ConflictError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum
from partygrid.sources import Source
from partygrid.worktime._session import Session, check_sessions


class DayKind(LabelledEnum):
    """
    Say what a notice makes of a day.

    A day off keeps its kind, because pay for work on a statutory holiday and on a day off in
    exchange are two things.

    >>> DayKind.MAKE_UP.is_worked, DayKind.SWAPPED_REST.is_worked, DayKind.WITHDRAWN.is_worked
    (True, False, None)
    """

    STATUTORY_HOLIDAY = "statutory_holiday", "法定节假日", "statutory holiday"
    SWAPPED_REST = "swapped_rest", "调休放假", "day off in exchange"
    ADDED_REST = "added_rest", "增加放假", "added day off"
    CUSTOMARY_HOLIDAY = "customary_holiday", "习惯节日放假", "customary holiday"
    OFFICE_CLOSED = "office_closed", "机构停止办公", "office closed"
    MAKE_UP = "make_up", "调休上班", "make-up working day"
    OFFICE_OPEN = "office_open", "机构照常办公", "office open"
    WITHDRAWN = "withdrawn", "撤销安排", "arrangement withdrawn"

    @property
    def is_worked(self) -> bool | None:
        """
        Whether such a day is worked; None for a day of which the layer says nothing any more.
        """
        return None if self is DayKind.WITHDRAWN else self in _WORKED


_WORKED: Final = frozenset({DayKind.MAKE_UP, DayKind.OFFICE_OPEN})


@attrs.frozen(kw_only=True)
class SpecialDays:
    """
    Hold days that a notice arranges in one way.

    Args:
        kind: What it makes of them.
        name: The festival, or the occasion.
        days: The days, in order.
        instead_of: The days that these stand in for, one for each, if the notice says which.
        sessions: The hours of these days, if they have their own; only for days worked.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: There is no day, they are out of order, the days stood in for are
            not as many, or a day off has hours.

    >>> labour_day = SpecialDays(
    ...     kind=DayKind.STATUTORY_HOLIDAY,
    ...     name=Label("劳动节", "Labour Day"),
    ...     days=(date(2026, 5, 1), date(2026, 5, 2)),
    ... )
    >>> labour_day.kind.is_worked
    False
    """

    kind: DayKind
    name: Label
    days: tuple[date, ...]
    instead_of: tuple[date, ...] = ()
    sessions: tuple[Session, ...] | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse days that nobody could keep.
        """
        if type(self.kind) is not DayKind:
            raise WrongTypeError(field="days.kind", value=self.kind, allowed="a DayKind")
        if type(self.name) is not Label:
            raise WrongTypeError(field="days.name", value=self.name, allowed="a Label")
        field = f"days: {self.name.en}"
        _check_days(self.days, field=f"{field}: days")
        if not self.days:
            raise ValueNotAllowedError(field=f"{field}: days", value=(), allowed="one or more")
        if any(second <= first for first, second in pairwise(self.days)):
            raise ValueNotAllowedError(
                field=f"{field}: days",
                value=[str(each) for each in self.days],
                allowed="each day once, in order",
            )
        _check_days(self.instead_of, field=f"{field}: instead_of")
        if self.instead_of and len(self.instead_of) != len(self.days):
            raise ValueNotAllowedError(
                field=f"{field}: instead_of",
                value=len(self.instead_of),
                allowed=f"none, or {len(self.days)}: one for each day",
            )
        if self.sessions is not None:
            if not self.kind.is_worked:
                raise ValueNotAllowedError(
                    field=f"{field}: sessions", value=self.sessions, allowed="none on a day off"
                )
            check_sessions(self.sessions, field=f"{field}: sessions")


def _check_days(days: tuple[date, ...], *, field: str) -> None:
    if type(days) is not tuple:
        raise WrongTypeError(field=field, value=days, allowed="a tuple of days")
    for day in days:
        if type(day) is not date:
            check_day(day, field=field)


def _row(special: SpecialDays, day: date) -> tuple[date, date]:
    """
    Give the first and the last of the days in a row around one of them.
    """
    named, one = frozenset(special.days), timedelta(1)
    first = last = day
    while first - one in named:
        first -= one
    while last + one in named:
        last += one
    return first, last


@attrs.frozen(kw_only=True)
class Notice:
    """
    Hold what one notice says of days, and since when that is known.

    Args:
        known: The day it was announced.
        source: The notice.
        days: The days it arranges.
        covers: The days whose arrangement it settles, as a yearly notice does: what it does not
            name there is an ordinary day. None: it settles no more than the days it names.
        dated_by: Where the day of announcement comes from, if not from the notice.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: It covers days without an end, or says nothing at all.
        ConflictError: It names a day twice.

    >>> from partygrid.sources import Grade
    >>> added = SpecialDays(
    ...     kind=DayKind.ADDED_REST,
    ...     name=Label("抗战胜利纪念日", "Victory Day"),
    ...     days=(date(2015, 9, 3), date(2015, 9, 4)),
    ... )
    >>> Notice(
    ...     known=date(2015, 5, 13),
    ...     source=Source(key="n-1", title="国务院公告", grade=Grade.PUBLISHED),
    ...     days=(added,),
    ... )
    <Notice n-1, known 2015-05-13: 2 days>
    """

    known: date
    source: Source
    days: tuple[SpecialDays, ...] = ()
    covers: Interval | None = None
    dated_by: Source | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse a notice that contradicts itself.
        """
        check_day(self.known, field="notice.known")
        if type(self.source) is not Source:
            raise WrongTypeError(field="notice.source", value=self.source, allowed="a Source")
        if self.dated_by is not None and type(self.dated_by) is not Source:
            raise WrongTypeError(field="notice.dated_by", value=self.dated_by, allowed="a Source")
        field = f"notice {self.source.key}"
        if type(self.days) is not tuple:
            raise WrongTypeError(
                field=f"{field}: days", value=self.days, allowed="a tuple of SpecialDays"
            )
        for special in self.days:
            if type(special) is not SpecialDays:
                raise WrongTypeError(field=f"{field}: days", value=special, allowed="SpecialDays")
        self._check_covers(field)
        if self.covers is None and not self.days:
            raise ValueNotAllowedError(
                field=f"{field}: days", value=(), allowed="days, or what it covers"
            )
        named: set[date] = set()
        for special in self.days:
            twice = named.intersection(special.days)
            if twice:
                raise ConflictError(
                    field=f"{field}: days", value=str(min(twice)), allowed="each day once"
                )
            named.update(special.days)

    def _check_covers(self, field: str) -> None:
        if self.covers is None:
            return
        if type(self.covers) is not Interval:
            raise WrongTypeError(
                field=f"{field}: covers", value=self.covers, allowed="an Interval"
            )
        if self.covers.end is None:
            raise ValueNotAllowedError(
                field=f"{field}: covers", value=str(self.covers), allowed="days with an end"
            )

    def entry(self, special: SpecialDays, day: date | None = None) -> Dated[SpecialDays]:
        """
        Give what it says of some days as a dated entry, to cite.

        Args:
            special: What it says.
            day: One of the days: the entry reaches over those in a row around it. None: it
                reaches from the first of all days to the last, whatever lies between.
        """
        first, last = (special.days[0], special.days[-1]) if day is None else _row(special, day)
        return Dated(
            value=special,
            start=first,
            end=last + timedelta(1),
            known=self.known,
            source=self.source,
            dated_by=self.dated_by,
        )

    def __repr__(self) -> str:
        """
        Show source, date and number of days in one line.
        """
        count = sum(len(special.days) for special in self.days)
        plural = "" if count == 1 else "s"
        return f"<Notice {self.source.key}, known {self.known}: {count} day{plural}>"
