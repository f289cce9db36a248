"""
How a moment outside office hours came to the next opening, as steps of an explanation.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from partygrid.labels import Label
from partygrid.trace import Step, StepRule, Unit
from partygrid.worktime._limit_rules import StartRule
from partygrid.worktime._runs import Run, run_steps, worked_or_not

if TYPE_CHECKING:
    from partygrid.worktime._due import Due

OUTSIDE_HOURS: Final = Label("办公时间外", "outside office hours")
"""
Why a moment of a working day does not count.
"""
_ONE_DAY: Final = timedelta(days=1)


def moment(at: datetime) -> Label:
    """
    Write an instant; midnight is written as the end of the day before.
    """
    if at.hour == at.minute == at.second == at.microsecond == 0:
        text = f"{at.date() - _ONE_DAY} 24:00"
    else:
        text = at.replace(tzinfo=None).isoformat(" ")
    return Label(text, text)


def beginning(at: datetime) -> Label:
    """
    Write an instant from which something runs; midnight begins a day.
    """
    text = f"{at.replace(tzinfo=None)}"
    return Label(text, text)


def received_steps(due: Due) -> tuple[Step, ...]:
    """
    Say when what came outside office hours counts as received; nothing if it came within them.
    """
    if due.limit.start is not StartRule.AFTER_DAY_OF_OPENING:
        return ()
    table = due.calendar.table(due.known)
    opening = table.left(table.position(due.start))
    if opening == due.start:
        return ()
    days = _days_before(due, due.start, opening)
    rule = StepRule("received", Label("视为收到", "counts as received"), Unit.TEXT)
    row = OUTSIDE_HOURS if _is_by_hours(days) else None
    return (Step(rule, beginning(opening), _closed(days), row),)


def moved_step(due: Due, ends: datetime) -> Step:
    """
    Say from when a limit ran on to the opening at which it is due, and what was closed.
    """
    days = _days_before(due, ends, due.at)
    text = moment(ends).en
    row = Label(f"自 {text}", f"from {text}")
    if _is_by_hours(days):
        row = Label(f"{row.zh}；{OUTSIDE_HOURS.zh}", f"{row.en}; {OUTSIDE_HOURS.en}")
    rule = StepRule("moved", Label("顺延", "moved"), Unit.TEXT, note=due.limit.roll.label)
    return Step(rule, moment(due.at), _closed(days), row)


def _days_before(due: Due, at: datetime, opening: datetime) -> list[Run]:
    """
    Say of each day from that of a closed moment to before that of the opening what it is.
    """
    last = opening.date() - _ONE_DAY
    return list(worked_or_not(due.calendar, due.known, at.date(), last))


def _is_by_hours(days: list[Run]) -> bool:
    """
    Tell whether hours kept the office closed, and not days off alone.
    """
    # Without a day before that of the opening, the opening is later on the same day.
    return not days or any(run.counts for run in days)


def _closed(days: list[Run]) -> tuple[Step, ...]:
    return run_steps((run for run in days if not run.counts), Unit.DAYS)
