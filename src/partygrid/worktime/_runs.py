"""
Days in a row that went one way for one reason, as steps of an explanation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from partygrid.labels import Label
from partygrid.trace import Op, Step, StepRule, Unit
from partygrid.worktime._status import DayStatus, status_of

if TYPE_CHECKING:
    from partygrid.worktime._calendar import WorkCalendar
    from partygrid.worktime._days import Notice, SpecialDays
    from partygrid.worktime._layer import Said

_WORKING: Final = Label("工作日", "working days")
_RESTING: Final = Label("休息日", "days of rest")
_SINGLE: Final = {
    _WORKING: Label("工作日", "working day"),
    _RESTING: Label("休息日", "day of rest"),
}


class Run(NamedTuple):
    """
    Days in a row that went one way for one reason.

    Args:
        first: The first of them.
        last: The last of them.
        counts: Whether they count.
        amount: How much of them counts, or how many do not.
        why: The reason, in words.
        said: What is said of them in particular; None of ordinary days.
    """

    first: date
    last: date
    counts: bool
    amount: int | Fraction
    why: Label
    said: Said | None


def worked_or_not(
    calendar: WorkCalendar, known: date | None, first: date, last: date
) -> Iterator[Run]:
    """
    Say of each day whether it is worked.
    """
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        status = status_of(calendar, known, calendar.table(known), date.fromordinal(ordinal))
        yield run_of(status, counts=status.is_worked)


def run_of(status: DayStatus, *, counts: bool, amount: int | Fraction = 1) -> Run:
    """
    Make a run of one day.
    """
    if status.said:
        return Run(status.day, status.day, counts, amount, status.label, status.said[0])
    why = _WORKING if counts else _RESTING
    return Run(status.day, status.day, counts, amount, why, None)


def joined(days: Iterable[Run]) -> list[Run]:
    """
    Put days in a row together that went one way for one reason.
    """
    found: list[Run] = []
    for _, group in groupby(days, key=_reason):
        runs = list(group)
        first, last = runs[0], runs[-1]
        total = sum((run.amount for run in runs), start=0)
        found.append(first._replace(last=last.last, amount=total))
    return found


def _reason(run: Run) -> tuple[bool, Label, SpecialDays | None, Notice | None]:
    """
    Give what days have in common that are told as one.
    """
    if run.said is None:
        return run.counts, run.why, None, None
    return run.counts, run.why, run.said.special, run.said.notice


def groups(days: Iterable[Run], unit: Unit) -> tuple[Step, ...]:
    """
    Give what counted, added up, and what was skipped.
    """
    runs = joined(days)
    counted = [run for run in runs if run.counts]
    skipped = [run for run in runs if not run.counts]
    steps = [_group("counted", Label("计入", "counted"), counted, unit)]
    if skipped:
        steps.append(_group("skipped", Label("跳过", "skipped"), skipped, Unit.DAYS))
    return tuple(steps)


def _group(key: str, label: Label, runs: list[Run], unit: Unit) -> Step:
    steps = tuple(_run_step(run, place, unit) for place, run in enumerate(runs))
    total = sum((run.amount for run in runs), start=0)
    return Step(StepRule(key, label, unit, Op.SUM), total, steps)


def run_steps(days: Iterable[Run], unit: Unit) -> tuple[Step, ...]:
    """
    Make a step of each run of days.
    """
    return tuple(_run_step(run, place, unit) for place, run in enumerate(joined(days)))


def _run_step(run: Run, place: int, unit: Unit) -> Step:
    said = run.said
    rule = StepRule(
        f"{'counted' if run.counts else 'skipped'}-{place + 1}",
        days_text(run.first, run.last),
        unit,
        entry=None if said is None else said.notice.entry(said.special, run.first),
    )
    why = _SINGLE.get(run.why, run.why) if run.first == run.last else run.why
    return Step(rule, run.amount, (), why)


def days_text(first: date, last: date) -> Label:
    """
    Write one day, or the first and the last of some.
    """
    if first == last:
        return Label(str(first), str(first))
    return Label(f"{first} 至 {last}", f"{first} to {last}")
