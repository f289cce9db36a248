"""
What a limit counted and what it skipped, as steps of an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from partygrid.labels import Label
from partygrid.trace import Op, Step, StepRule, Unit
from partygrid.worktime._limit_rules import LimitUnit, RollRule
from partygrid.worktime._reckon import counted_from, last_counted, runs_from
from partygrid.worktime._status import status_of
from partygrid.worktime._unsettled import silent_layers

if TYPE_CHECKING:
    from partygrid.dated import Dated
    from partygrid.worktime._due import Due
    from partygrid.worktime._session import Spans
    from partygrid.worktime._table import Table

_SECOND: Final = 1_000_000
_MICROSECOND: Final = timedelta(microseconds=1)
_ONE_DAY: Final = timedelta(days=1)


class _Run(NamedTuple):
    """
    Days in a row that went one way for one reason.
    """

    first: date
    last: date
    counts: bool
    amount: int | Fraction
    why: Label
    entry: Dated[Any] | None


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


def moment(at: datetime) -> Label:
    """
    Write an instant; midnight is written as the end of the day before.
    """
    if at.hour == at.minute == at.second == at.microsecond == 0:
        text = f"{at.date() - _ONE_DAY} 24:00"
    else:
        text = at.replace(tzinfo=None).isoformat(" ", "auto" if at.microsecond else "seconds")
    return Label(text, text)


def _start(due: Due) -> Step:
    start, given = due.start, due.given
    row = None
    if given.utcoffset() != start.utcoffset():
        row = Label(f"原给出时刻 {given}", f"given as {given}")
    rule = StepRule("start", Label("起算时刻", "start"), Unit.TEXT)
    text = f"{start.replace(tzinfo=None)}"
    return Step(rule, Label(text, text), (), row)


def _limit(due: Due) -> Step:
    limit = due.limit
    rule = StepRule("limit", Label("期限", "limit"), Unit.TEXT, note=limit.conventions)
    row = None
    if limit.source is not None:
        row = Label(limit.source.cite(), limit.source.cite())
    return Step(rule, limit.label, (), row)


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
    steps = [Step(rule, seconds, (), span)]
    if ends != due.at:
        moved = StepRule("moved", Label("顺延", "moved"), Unit.TEXT, note=limit.roll.label)
        steps.append(
            Step(
                moved,
                moment(due.at),
                (),
                Label(f"自 {ends:%Y-%m-%d %H:%M}", f"from {ends:%Y-%m-%d %H:%M}"),
            )
        )
    return tuple(steps)


def _span_text(first: datetime, last: datetime) -> Label:
    start, end = moment(first).en, moment(last).en
    return Label(f"{start} 至 {end}", f"{start} to {end}")


def _of_days(due: Due) -> tuple[Step, ...]:
    limit, calendar = due.limit, due.calendar
    table = calendar.table(due.known)
    first = counted_from(due.start, limit, calendar, due.known, table)
    if limit.unit is LimitUnit.WORKING_DAY:
        runs = _runs(_worked_or_not(due, first, due.last.toordinal() - table.base))
        return _groups(runs, Unit.DAYS)
    target = last_counted(first, limit, table)
    start, end = date.fromordinal(table.base + first), date.fromordinal(table.base + target)
    rule = StepRule("counted", Label("计入", "counted"), Unit.DAYS)
    steps = [Step(rule, target - first + 1, (), _days_text(start, end))]
    if limit.roll is not RollRule.NONE and end != due.last:
        steps.append(_moved(due, end, table))
    return tuple(steps)


def _moved(due: Due, end: date, table: Table) -> Step:
    """
    Say from which day the end was moved, and why none of those between would do.
    """
    later = due.last > end
    first, last = (end, due.last - _ONE_DAY) if later else (due.last + _ONE_DAY, end)
    base = table.base
    closed = _runs(_worked_or_not(due, first.toordinal() - base, last.toordinal() - base))
    rule = StepRule("moved", Label("末日调整", "end moved"), Unit.TEXT, note=due.limit.roll.label)
    return Step(
        rule,
        Label(f"{end} → {due.last}", f"{end} → {due.last}"),
        tuple(_run_step(run, place, Unit.DAYS) for place, run in enumerate(closed)),
    )


def _worked_or_not(due: Due, first: int, last: int) -> Iterator[_Run]:
    """
    Say of each day, counted from the base, whether it counts.
    """
    table = due.calendar.table(due.known)
    for place in range(first, last + 1):
        day = date.fromordinal(table.base + place)
        yield _run_of(due, day, table, counts=table.before[place + 1] > table.before[place])


def _run_of(
    due: Due, day: date, table: Table, *, counts: bool, amount: int | Fraction = 1
) -> _Run:
    status = status_of(due.calendar, due.known, table, day)
    if status.said:
        said = status.said[0]
        return _Run(day, day, counts, amount, status.label, said.notice.entry(said.special))
    why = Label("工作日", "working days") if counts else Label("休息日", "days of rest")
    return _Run(day, day, counts, amount, why, None)


def _runs(days: Iterator[_Run]) -> list[_Run]:
    """
    Put days in a row together that went one way for one reason.
    """
    found: list[_Run] = []
    for _, group in groupby(days, key=lambda run: (run.counts, run.why, run.entry)):
        runs = list(group)
        first, last = runs[0], runs[-1]
        total = sum((run.amount for run in runs), start=0)
        found.append(first._replace(last=last.last, amount=total))
    return found


def _groups(runs: list[_Run], unit: Unit) -> tuple[Step, ...]:
    """
    Give what counted, added up, and what was skipped.
    """
    counted = [run for run in runs if run.counts]
    skipped = [run for run in runs if not run.counts]
    steps = [_group("counted", Label("计入", "counted"), counted, unit)]
    if skipped:
        steps.append(_group("skipped", Label("跳过", "skipped"), skipped, Unit.DAYS))
    return tuple(steps)


def _group(key: str, label: Label, runs: list[_Run], unit: Unit) -> Step:
    steps = tuple(_run_step(run, place, unit) for place, run in enumerate(runs))
    total = sum((run.amount for run in runs), start=0)
    return Step(StepRule(key, label, unit, Op.SUM), total, steps)


def _run_step(run: _Run, place: int, unit: Unit) -> Step:
    rule = StepRule(
        f"{'counted' if run.counts else 'skipped'}-{place + 1}",
        _days_text(run.first, run.last),
        unit,
        entry=run.entry,
    )
    return Step(rule, run.amount, (), run.why)


def _days_text(first: date, last: date) -> Label:
    if first == last:
        return Label(str(first), str(first))
    return Label(f"{first} 至 {last}", f"{first} to {last}")


def _of_working_time(due: Due) -> tuple[Step, ...]:
    table = due.calendar.table(due.known)
    begins = runs_from(due.start, due.limit)
    return _groups(_runs(_time_by_day(due, begins, table)), Unit.DURATION)


def _time_by_day(due: Due, begins: datetime, table: Table) -> Iterator[_Run]:
    """
    Say of each day how much of it counts.
    """
    day = begins.date()
    while day <= due.last:
        place = day.toordinal() - table.base
        if table.before[place + 1] == table.before[place]:
            yield _run_of(due, day, table, counts=False)
        else:
            midnight = table.midnight + timedelta(place)
            used = _used(
                table.spans[table.before[place]] or (), begins - midnight, due.at - midnight
            )
            seconds = Fraction(sum(end - start for start, end in used), _SECOND)
            text = ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in used)
            run = _run_of(due, day, table, counts=True, amount=_whole(seconds))
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


def _joined(run: _Run, text: str) -> Label:
    """
    Put the hours before what is special about the day.
    """
    if run.entry is None:
        return Label(text or "办公时间外", text or "outside office hours")
    return Label(f"{text}；{run.why.zh}", f"{text}; {run.why.en}")


def _whole(number: Fraction) -> int | Fraction:
    return int(number) if number.denominator == 1 else number
