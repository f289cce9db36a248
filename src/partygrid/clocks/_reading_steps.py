"""
What a reading says, as steps of an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from partygrid.labels import Label
from partygrid.trace import Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.clocks._clock import Leg
    from partygrid.clocks._moved import Moved
    from partygrid.clocks._reading import Reading, StageReading, Told
    from partygrid.clocks._run import Pause

_ONE_DAY: Final = timedelta(days=1)


def reading_steps(reading: Reading) -> Step:
    """
    Make the steps of a reading: one for each run of a stage.
    """
    rule = StepRule("case", Label("事项状态", "case"), Unit.TEXT)
    runs = (*reading.earlier, *reading.stages)
    return Step(rule, reading.state.label, tuple(stage_steps(each) for each in runs))


def stage_steps(found: StageReading) -> Step:
    """
    Make the steps of one run of a stage.
    """
    entry = None if found.rules is None else found.rules.entry("stages")
    name = found.stage.key if found.number < 2 else f"{found.stage.key}-{found.number}"  # noqa: PLR2004 - the first run needs no number
    rule = StepRule(name, found.stage.label, Unit.TEXT, entry=entry)
    children: list[Step] = []
    if found.run is not None:
        children.append(_moment("start", Label("起算", "start"), found.run.start))
    for number, leg in enumerate(found.legs, start=1):
        children.append(_leg(leg, number))
    if found.run is not None and found.run.end is not None:
        ending = found.run.ending
        children.append(
            _moment("end", Label("结束", "end"), found.run.end, ending and ending.label)
        )
    for key, label, amount in (
        ("used", Label("已用", "used"), found.used),
        ("left", Label("剩余", "left"), found.left),
    ):
        if amount is not None:
            children.append(_amount(key, label, amount))
    children += (_told(told) for told in found.told)
    return Step(rule, found.state.label, tuple(children))


def _moment(key: str, label: Label, at: datetime, note: Label | None = None) -> Step:
    text = f"{at.replace(tzinfo=None)}"
    return Step(StepRule(key, label, Unit.TEXT, note=note), Label(text, text))


def _amount(key: str, label: Label, amount: timedelta | int) -> Step:
    if isinstance(amount, int):
        return Step(StepRule(key, label, Unit.DAYS), amount)
    seconds = Fraction(amount // timedelta(microseconds=1), 1_000_000)
    whole = int(seconds) if seconds.denominator == 1 else seconds
    return Step(StepRule(key, label, Unit.DURATION), whole)


def due_text(at: datetime) -> str:
    """
    Write when something is due; midnight is written as the end of the day before.
    """
    if at.hour == at.minute == at.second == at.microsecond == 0:
        return f"{at.date() - _ONE_DAY} 24:00"
    return f"{at.replace(tzinfo=None)}"


def _leg(leg: Leg, number: int) -> Step:
    """
    Give a limit or an extension with its pauses, and when it is due.
    """
    label = Label("时限", "limit") if number == 1 else Label("延期", "extension")
    plain = leg.due.trace()
    words = leg.due.limit.label
    shown = words
    if leg.at is not None:
        text = due_text(leg.at)
        shown = Label(f"{words.zh}，{text} 到期", f"{words.en}, due {text}")
    rule = StepRule(f"leg-{number}", label, Unit.TEXT, note=_doubt(leg))
    return Step(rule, shown, (plain, *_pauses(leg)))


def _doubt(leg: Leg) -> Label | None:
    if leg.at is None:
        return Label("暂停中，到期时刻未定", "paused: when it is due is open")
    if leg.is_firm:
        return None
    return Label("暂定", "provisional")


def _pauses(leg: Leg) -> Iterator[Step]:
    """
    Give the pauses of a leg, each with what it moved, and how long the limit waited for it.
    """
    for place, pause in enumerate(leg.pauses):
        moved = leg.moved[place] if place < len(leg.moved) else None
        yield _pause(pause, moved, place + 1)
        if moved is not None and moved.waited is not None:
            label = Label("恢复计时前不届满", "waits for the clock to go on")
            yield _amount(f"waited-{place + 1}", label, moved.waited)


def _pause(pause: Pause, moved: Moved | None, number: int) -> Step:
    start = f"{pause.start.replace(tzinfo=None)}"
    end = "…" if pause.end is None else f"{pause.end.replace(tzinfo=None)}"
    row = Label(f"{start} 至 {end}：{pause.cause}", f"{start} to {end}: {pause.cause}")
    if moved is None:
        rule = StepRule(f"pause-{number}", Label("暂停", "pause"), Unit.TEXT)
        return Step(rule, Label("未恢复", "not resumed"), (), row)
    if moved.days or not moved.time:
        rule = StepRule(f"pause-{number}", Label("暂停顺延", "pause"), Unit.DAYS)
        return Step(rule, moved.days, (), row)
    return _amount(f"pause-{number}", Label("暂停顺延", "pause"), moved.time)._replace(row=row)


def _told(told: Told) -> Step:
    reminder = told.reminder
    note = Label(
        f"第{reminder.level}级，{reminder.role.label.zh}",
        f"level {reminder.level}, {reminder.role.label.en}",
    )
    return _moment(reminder.key, reminder.label, told.at, note)
