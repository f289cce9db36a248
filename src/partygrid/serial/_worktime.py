"""
Working time: instants both ways; due instants, occasions and days only written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from cattrs import Converter

from partygrid.serial._problems import FormlessError, WrongDataError
from partygrid.serial._words import is_kind, not_written, only
from partygrid.worktime import DayStatus, Due, Occasion, Overruled, Said, Timetable

Data = dict[str, Any]
_AWARE: Final = "text of an aware instant such as '2026-03-02T10:00:00+08:00'"
_INSTANT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII
)


def register(converter: Converter) -> None:
    """
    Teach a converter instants, and the outcomes of working time.
    """
    converter.register_structure_hook_func(is_kind(datetime), _instant)
    converter.register_unstructure_hook_func(is_kind(datetime), _instant_text)
    for made in (Timetable, DayStatus, Overruled, Said):
        converter.register_structure_hook_func(is_kind(made), _refuse)
    converter.register_unstructure_hook_func(is_kind(Timetable), _no_form)
    writer = _Writer(converter)
    hooks: tuple[tuple[type, Callable[[Any], Data]], ...] = (
        (Due, writer.due),
        (Occasion, writer.occasion),
        (DayStatus, writer.day),
        (Overruled, writer.overruled),
        (Said, writer.said),
    )
    for kind, write in hooks:
        converter.register_unstructure_hook_func(is_kind(kind), only(kind, write))


def _refuse(_: Any, kind: Any) -> Any:
    raise FormlessError(kind, "calendars and limits: an answer is worked out again")


def _no_form(value: Any) -> Any:
    raise not_written(value, "a WorkCalendar: a timetable is read from it again")


def _instant(value: Any, _: Any) -> datetime:
    if type(value) is not str or not _INSTANT.fullmatch(value):
        raise WrongDataError(value, _AWARE)
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise WrongDataError(value, _AWARE) from None


def _instant_text(at: Any) -> str:
    if not isinstance(at, datetime) or at.utcoffset() is None:
        raise not_written(at, "an aware datetime")
    return at.isoformat()


class _Writer:
    """
    Write outcomes by one converter.
    """

    def __init__(self, converter: Converter) -> None:
        self.plain = converter.unstructure

    def due(self, due: Due) -> Data:
        """
        Write when a limit is due; the calendar is the host's own and too large to repeat.
        """
        return {
            "limit": self.plain(due.limit),
            "start": _instant_text(due.start),
            "given": _instant_text(due.given),
            "known": self.plain(due.known),
            "last": self.plain(due.last),
            "at": _instant_text(due.at),
            "is_firm": due.is_firm,
            "firm_until": self.plain(due.firm_until),
        }

    def occasion(self, occasion: Occasion) -> Data:
        """
        Write one time at which something that recurs is due.
        """
        return {
            "cadence": self.plain(occasion.cadence),
            "known": self.plain(occasion.known),
            "period": str(occasion.period),
            "number": occasion.number,
            "window": self.plain(occasion.window),
            "planned": self.plain(occasion.planned),
            "day": self.plain(occasion.day),
            "is_firm": occasion.is_firm,
        }

    def day(self, status: DayStatus) -> Data:
        """
        Write what a day is, and on whose word.
        """
        return {
            "day": self.plain(status.day),
            "is_worked": status.is_worked,
            "label": self.plain(status.label),
            "said": [self.said(each) for each in status.said],
            "silent": [self.plain(each.label) for each in status.silent],
        }

    def said(self, said: Said) -> Data:
        """
        Write what one layer says of a day.
        """
        return {
            "level": said.layer.level.value,
            "kind": said.special.kind.value,
            "name": self.plain(said.special.name),
            "known": self.plain(said.notice.known),
            "source": self.plain(said.notice.source),
        }

    def overruled(self, overruled: Overruled) -> Data:
        """
        Write which layer goes before which.
        """
        return {
            "day": self.plain(overruled.day),
            "upheld": self.said(overruled.upheld),
            "set_aside": self.said(overruled.set_aside),
        }
