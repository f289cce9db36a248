"""
What a limit counted and what it skipped, as steps of an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from partygrid.labels import Label
from partygrid.trace import Step, StepRule, Unit
from partygrid.worktime._limit_rules import LimitUnit, RollRule, StartRule
from partygrid.worktime._openings import (
    OUTSIDE_HOURS,
    beginning,
    moment,
    moved_step,
    received_steps,
)
from partygrid.worktime._reckon import counted_from, last_counted, runs_from
from partygrid.worktime._runs import Run, days_text, groups, run_of, run_steps, worked_or_not
from partygrid.worktime._status import status_of
from partygrid.worktime._unsettled import silent_layers

if TYPE_CHECKING:
    from partygrid.sources import Source
    from partygrid.worktime._due import Due
    from partygrid.worktime._session import Spans
    from partygrid.worktime._table import Table

_SECOND: Final = 1_000_000
_MICROSECOND: Final = timedelta(microseconds=1)
_ONE_DAY: Final = timedelta(days=1)


def due_steps(due: Due) -> Step:
    """
    Make the steps of a due instant.
    """
    limit = due.limit
    if limit.unit.is_working_time:
        middle = _of_working_time(due)
    elif limit.unit.is_clock:
        middle = _of_clock(due)
    else:
        middle = _of_days(due)
    rule = StepRule("due", Label("到期时刻", "due"), Unit.TEXT, note=_doubt(due))
    end = StepRule("end", Label("截止", "end"), Unit.TEXT)
    return Step(
        rule,
        moment(due.at),
        (_start(due), _limit(due), *middle, Step(end, limit.end.label)),
    )


def _start(due: Due) -> Step:
    start, given = due.start, due.given
    row = None
    if given.utcoffset() != start.utcoffset():
        row = Label(f"原给出时刻 {given}", f"given as {given}")
    rule = StepRule("start", Label("起算时刻", "start"), Unit.TEXT)
    return Step(rule, beginning(start), (), row)


def _limit(due: Due) -> Step:
    limit = due.limit
    rule = StepRule("limit", Label("期限", "limit"), Unit.TEXT, note=limit.conventions)
    row = None if limit.source is None else _cited(limit.source)
    return Step(rule, limit.label, (), row)


def _cited(source: Source) -> Label:
    """
    Cite a document without dates, in the style of each language.
    """
    parts = [part for part in (source.title, source.locator) if part]
    grade = source.grade.label
    return Label(f"{'，'.join(parts)}（{grade.zh}）", f"{', '.join(parts)} [{grade.en}]")


def _doubt(due: Due) -> Label | None:
    if due.is_firm:
        return None
    until = due.firm_until
    assert until is not None  # noqa: S101 - or the answer would be firm
    silent = silent_layers(due.calendar, due.known, until)
    return Label(
        f"暂定：{until} 起的安排尚未公布（{'、'.join(each.label.zh for each in silent)}）",
        f"provisional: what is worked from {until} on is not announced yet "
        f"({', '.join(each.label.en for each in silent)})",
    )


def _of_clock(due: Due) -> tuple[Step, ...]:
    limit = due.limit
    begins = runs_from(due.start, limit)
    seconds = limit.amount * (60 if limit.unit is LimitUnit.MINUTE else 3600)
    ends = begins + timedelta(seconds=seconds)
    span = _span_text(begins, ends)
    rule = StepRule("counted", Label("计入", "counted"), Unit.DURATION)
    moved = (moved_step(due, ends),) if ends != due.at else ()
    return (*_runs_from(due, begins), Step(rule, seconds, (), span), *moved)


def _runs_from(due: Due, begins: datetime) -> tuple[Step, ...]:
    """
    Say from when the limit runs, if that is not its start.
    """
    if due.limit.start is not StartRule.AFTER_STARTING_HOUR:
        return ()
    rule = StepRule("runs", Label("开始计时", "runs from"), Unit.TEXT)
    return (Step(rule, beginning(begins)),)


def _span_text(first: datetime, last: datetime) -> Label:
    start, end = beginning(first).en, moment(last).en
    return Label(f"{start} 至 {end}", f"{start} to {end}")


def _of_days(due: Due) -> tuple[Step, ...]:
    limit, calendar = due.limit, due.calendar
    table = calendar.table(due.known)
    first = counted_from(due.start, limit, calendar, due.known, table)
    received = received_steps(due)
    if limit.unit is LimitUnit.WORKING_DAY:
        start = date.fromordinal(table.base + first)
        days = worked_or_not(calendar, due.known, start, due.last)
        return (*received, *groups(days, Unit.DAYS))
    target = last_counted(first, limit, table)
    start, end = date.fromordinal(table.base + first), date.fromordinal(table.base + target)
    rule = StepRule("counted", Label("计入", "counted"), Unit.DAYS)
    steps = [*received, Step(rule, target - first + 1, (), days_text(start, end))]
    if limit.roll is not RollRule.NONE and end != due.last:
        steps.append(_moved(due, end))
    return tuple(steps)


def _moved(due: Due, end: date) -> Step:
    """
    Say from which day the end was moved, and why none of those between would do.
    """
    later = due.last > end
    first, last = (end, due.last - _ONE_DAY) if later else (due.last + _ONE_DAY, end)
    closed = worked_or_not(due.calendar, due.known, first, last)
    rule = StepRule("moved", Label("末日调整", "end moved"), Unit.TEXT, note=due.limit.roll.label)
    text = f"{end} → {due.last}"
    return Step(rule, Label(text, text), run_steps(closed, Unit.DAYS))


def _of_working_time(due: Due) -> tuple[Step, ...]:
    table = due.calendar.table(due.known)
    begins = runs_from(due.start, due.limit)
    counted = groups(_time_by_day(due, begins, table), Unit.DURATION)
    return (*_runs_from(due, begins), *counted)


def _time_by_day(due: Due, begins: datetime, table: Table) -> Iterator[Run]:
    """
    Say of each day how much of it counts.
    """
    day = begins.date()
    while day <= due.last:
        place = day.toordinal() - table.base
        status = status_of(due.calendar, due.known, table, day)
        if not status.is_worked:
            yield run_of(status, counts=False)
        else:
            midnight = table.midnight + timedelta(place)
            used = _used(
                table.spans[table.before[place]] or (), begins - midnight, due.at - midnight
            )
            seconds = Fraction(sum(end - start for start, end in used), _SECOND)
            text = ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in used)
            run = run_of(status, counts=True, amount=_whole(seconds))
            yield run._replace(why=_joined(run, text))
        day += _ONE_DAY


def _used(spans: Spans, begins: timedelta, ends: timedelta) -> list[tuple[int, int]]:
    """
    Give what of the sessions of a day lies between two moments, counted from its midnight.
    """
    first, last = begins // _MICROSECOND, ends // _MICROSECOND
    cut = ((max(opens, first), min(closes, last)) for opens, closes in spans)
    return [(start, end) for start, end in cut if start < end]


def _clock(microseconds: int) -> str:
    """
    Write a time of day; 24:00 is the end of the day.
    """
    seconds, rest = divmod(microseconds, _SECOND)
    minutes, second = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    if second or rest:
        text += f":{second:02}"
    return text + (f".{rest:06}" if rest else "")


def _joined(run: Run, text: str) -> Label:
    """
    Put the hours before what is special about the day.
    """
    hours = Label(text, text) if text else OUTSIDE_HOURS
    if run.said is None:
        return hours
    return Label(f"{hours.zh}；{run.why.zh}", f"{hours.en}; {run.why.en}")


def _whole(number: Fraction) -> int | Fraction:
    return int(number) if number.denominator == 1 else number
