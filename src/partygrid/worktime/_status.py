"""
What a single day is, and on whose word.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from partygrid.labels import Label, Language
from partygrid.worktime._build import shown
from partygrid.worktime._layer import CalendarLayer, Said
from partygrid.worktime._session import WEEKDAY_LABELS, OfficeHours, Session
from partygrid.worktime._unsettled import silent_layers

if TYPE_CHECKING:
    from partygrid.worktime._calendar import WorkCalendar
    from partygrid.worktime._table import Table


@attrs.frozen(kw_only=True)
class DayStatus:
    """
    Say what one day is, as known on a day; `Timetable.day` makes it.

    Args:
        day: The day.
        is_worked: Whether it is worked.
        said: What is said of it in particular, the layer that prevails first; empty if it is an
            ordinary day of its week.
        silent: The layers whose notices do not settle it yet.
    """

    day: date
    is_worked: bool
    said: tuple[Said, ...] = attrs.field(default=(), repr=False)
    silent: tuple[CalendarLayer, ...] = attrs.field(default=(), repr=False)

    @property
    def is_firm(self) -> bool:
        """
        Whether notices settle the day.
        """
        return not self.silent

    @property
    def label(self) -> Label:
        """
        What the day is in words, a festival with what is made of it or a day of the week.
        """
        if self.said:
            special = self.said[0].special
            return Label(
                f"{special.name.zh}{special.kind.label.zh}",
                f"{special.name.en}: {special.kind.label.en}",
            )
        weekday = WEEKDAY_LABELS[self.day.weekday()]
        if self.is_worked:
            return Label(f"{weekday.zh}工作日", f"{weekday.en}, a working day")
        return Label(f"{weekday.zh}休息日", f"{weekday.en}, a day of rest")

    def text(self, language: Language) -> str:
        """
        Write day and label, and who has not settled it yet, in one line.
        """
        found = f"{self.day} {self.label.text(language)}"
        if not self.silent:
            return found
        who = "、".join(each.label.zh for each in self.silent)
        if language == "zh":
            return f"{found}（暂定：{who}尚未公布安排）"
        named = ", ".join(each.label.en for each in self.silent)
        return f"{found} (provisional: not announced yet: {named})"


@attrs.frozen
class Overruled:
    """
    Say that one layer goes before another that makes the opposite of a day.

    Args:
        day: The day.
        upheld: What holds.
        set_aside: What does not.
    """

    day: date
    upheld: Said = attrs.field(repr=False)
    set_aside: Said = attrs.field(repr=False)

    def text(self, language: Language) -> str:
        """
        Write in one line which layer prevails, and over what.
        """
        holds, not_ = self.upheld, self.set_aside
        if language == "zh":
            return (
                f"{self.day}：{holds.layer.label.zh}“{holds.special.kind.label.zh}”优先于"
                f"{not_.layer.label.zh}“{not_.special.kind.label.zh}”"
            )
        return (
            f"{self.day}: {holds.layer.label.en} ({holds.special.kind.label.en}) goes before "
            f"{not_.layer.label.en} ({not_.special.kind.label.en})"
        )


def status_of(calendar: WorkCalendar, known: date | None, table: Table, day: date) -> DayStatus:
    """
    Say what a day of the table is.
    """
    place = day.toordinal() - table.base
    return DayStatus(
        day=day,
        is_worked=table.before[place + 1] > table.before[place],
        said=table.said.get(day.toordinal(), ()),
        silent=silent_layers(calendar, known, day),
    )


def overruled_in(table: Table) -> tuple[Overruled, ...]:
    """
    List the days of the table on which one layer goes before another.
    """
    return tuple(
        Overruled(date.fromordinal(ordinal), said[0], other)
        for ordinal, said in sorted(table.said.items())
        for other in said[1:]
        if other.special.kind.is_worked is not said[0].special.kind.is_worked
    )


def sessions_on(
    calendar: WorkCalendar, known: date | None, table: Table, day: date
) -> tuple[Session, ...]:
    """
    List the office hours of a day that has some, or is not worked.
    """
    place = day.toordinal() - table.base
    if table.before[place + 1] == table.before[place]:
        return ()
    said = table.said.get(day.toordinal(), ())
    if said and said[0].special.sessions is not None:
        return said[0].special.sessions
    hours = [layer.hours for layer in reversed(calendar.layers) if layer.hours is not None]
    found: OfficeHours = shown(hours, day, known).on(day, known)
    return found.on(day.isoweekday())
