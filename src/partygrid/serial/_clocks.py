"""
Deadline clocks: cases and schemes both ways as they are; what is read of them only written.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from cattrs import Converter

from partygrid.clocks import (
    Docket,
    Leg,
    Load,
    Moved,
    Pause,
    Reading,
    Run,
    Setting,
    Shift,
    Shifts,
    StageReading,
    Told,
)
from partygrid.serial._problems import FormlessError
from partygrid.serial._words import Write, is_kind, not_written, only

Data = dict[str, Any]
_MICROSECOND: Final = timedelta(microseconds=1)
_SECOND: Final = 1_000_000


def register(converter: Converter) -> None:
    """
    Teach a converter what is read of cases.
    """
    writer = _Writer(converter)
    hooks: tuple[tuple[type, Write], ...] = (
        (Reading, writer.reading),
        (StageReading, writer.stage),
        (Run, writer.run),
        (Leg, writer.leg),
        (Pause, writer.pause),
        (Moved, writer.moved),
        (Told, writer.told),
        (Docket, writer.docket),
        (Load, writer.load),
        (Shift, writer.shift),
        (Shifts, writer.shifts),
    )
    for kind, write in hooks:
        converter.register_structure_hook_func(is_kind(kind), _refuse)
        converter.register_unstructure_hook_func(is_kind(kind), only(kind, write))
    converter.register_structure_hook_func(is_kind(Setting), _refuse)
    converter.register_unstructure_hook_func(is_kind(Setting), _no_form)


def _no_form(value: Any) -> Any:
    raise not_written(value, "a StageScheme and a WorkCalendar, each by itself")


def _refuse(_: Any, kind: Any) -> Any:
    raise FormlessError(kind, "cases and schemes: a reading is worked out again")


def _seconds(time: timedelta) -> str:
    """
    Write time exactly, in seconds.
    """
    whole, rest = divmod(abs(time) // _MICROSECOND, _SECOND)
    sign = "-" if time < timedelta(0) else ""
    fraction = f".{rest:06}".rstrip("0") if rest else ""
    return f"{sign}{whole}{fraction}"


def _amount(amount: timedelta | int | None) -> Data | None:
    if amount is None:
        return None
    if isinstance(amount, timedelta):
        return {"seconds": _seconds(amount)}
    return {"days": amount}


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


class _Writer:
    """
    Write outcomes by one converter.
    """

    def __init__(self, converter: Converter) -> None:
        self.plain = converter.unstructure

    def reading(self, found: Reading) -> Data:
        """
        Write where a case stands; case and scheme are the host's own and not repeated.
        """
        return {
            "case": found.case.id,
            "scheme": self.plain(found.scheme.key),
            "at": _instant(found.at),
            "known": _instant(found.known),
            "state": found.state.value,
            "stages": [self.stage(each) for each in found.stages],
            "earlier": [self.stage(each) for each in found.earlier],
            "findings": self.plain(found.findings),
            "next_change": _instant(found.next_change),
        }

    def stage(self, found: StageReading) -> Data:
        """
        Write where one run of a stage stands.
        """
        run = found.run
        return {
            "stage": found.stage.key,
            "number": found.number,
            "state": found.state.value,
            "start": None if run is None else _instant(run.start),
            "end": None if run is None else _instant(run.end),
            "ending": None if run is None or run.ending is None else run.ending.value,
            "limit": None if found.limit is None else self.plain(found.limit),
            "known": None if found.known is None else self.plain(found.known),
            "due": _instant(found.due),
            "is_firm": found.is_firm,
            "breached_at": _instant(found.breached_at),
            "used": _amount(found.used),
            "left": _amount(found.left),
            "pauses": [] if run is None else [self.pause(each) for each in run.pauses],
            "legs": [self.leg(each) for each in found.legs],
            "told": [self.told(each) for each in found.told],
            "next_change": _instant(found.next_change),
        }

    def run(self, run: Run) -> Data:
        """
        Write one run of a stage's clock, with the extensions granted while it ran.
        """
        return {
            "start": _instant(run.start),
            "end": _instant(run.end),
            "ending": None if run.ending is None else run.ending.value,
            "pauses": [self.pause(each) for each in run.pauses],
            "granted": [self.plain(each) for each in run.granted],
            "requested": [_instant(each) for each in run.requested],
        }

    def leg(self, leg: Leg) -> Data:
        """
        Write a limit, or an extension of it, with what pauses made of it.
        """
        return {
            "limit": self.plain(leg.due.limit),
            "start": _instant(leg.due.start),
            "without_pauses": _instant(leg.due.at),
            "pauses": [self.pause(each) for each in leg.pauses],
            "moved": [self.moved(each) for each in leg.moved],
            "so_far": _instant(leg.so_far),
            "at": _instant(leg.at),
            "is_firm": leg.is_firm,
        }

    def pause(self, pause: Pause) -> Data:
        """
        Write one stop of a clock.
        """
        return {
            "start": _instant(pause.start),
            "end": _instant(pause.end),
            "cause": pause.cause,
        }

    def moved(self, moved: Moved) -> Data:
        """
        Write by how much a pause moved a limit: by time, or by days.
        """
        return {
            "seconds": _seconds(moved.time),
            "days": moved.days,
            "waited": _amount(moved.waited),
        }

    def told(self, told: Told) -> Data:
        """
        Write one reminder that is due: who is told of what, how far up it goes, since when.
        """
        reminder = told.reminder
        return {
            "reminder": reminder.key,
            "label": self.plain(reminder.label),
            "level": reminder.level,
            "role": reminder.role.value,
            "at": _instant(told.at),
        }

    def docket(self, found: Docket) -> Data:
        """
        Write where many cases stand: rates, what is overdue, and each unit's load.
        """
        rates = {
            "on_time": found.on_time(),
            "response": found.response(),
            "solution": found.solution(),
            "satisfaction": found.satisfaction(),
        }
        return {
            "at": _instant(found.at),
            "readings": [self.reading(each) for each in found.readings],
            **{name: self.plain(rate) for name, rate in rates.items()},
            "overdue": [{"case": case, "stage": run.stage.key} for case, run in found.overdue],
            "load": [self.load(each) for each in found.load],
            "next_change": _instant(found.next_change),
        }

    def load(self, load: Load) -> Data:
        """
        Write how much one unit has in hand.
        """
        return load._asdict()

    def shifts(self, shifts: Shifts) -> list[Data]:
        """
        Write what a change would do to many cases.
        """
        return [self.shift(each) for each in shifts]

    def shift(self, shift: Shift) -> Data:
        """
        Write what a change would do to one stage of one case.
        """
        sides = {"before": shift.before, "after": shift.after}
        return {
            "case": shift.case,
            "stage": shift.stage,
            **{
                name: None if found is None else self.stage(found) for name, found in sides.items()
            },
            "breaches": shift.breaches,
            "heals": shift.heals,
        }
