"""
One time at which something that recurs is due, and why on that day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from partygrid.dated import Interval, Period
from partygrid.labels import Label, LabelledEnum
from partygrid.trace import Explained, Step, StepRule, Unit
from partygrid.worktime._runs import days_text, run_steps, worked_or_not

if TYPE_CHECKING:
    from partygrid.worktime._cadence import Cadence
    from partygrid.worktime._calendar import WorkCalendar


class RestRule(LabelledEnum):
    """
    Say what happens if the day of something that recurs is not worked.
    """

    KEEP = "keep", "照常进行", "stays"
    FORWARD = "forward", "顺延至其后首个工作日", "moves to the next working day"
    BACKWARD = "backward", "提前至其前最后工作日", "moves to the last working day before"
    SKIP = "skip", "当次取消", "is left out"


class _Fields(NamedTuple):
    cadence: Cadence
    calendar: WorkCalendar | None
    known: date | None
    period: Period
    number: int
    window: Interval
    planned: date
    day: date | None
    is_firm: bool


class Occasion(_Fields, Explained):
    """
    Hold one time at which something is due; `Cadence.in_period` makes it.

    Args:
        cadence: What recurs.
        calendar: The calendar asked; None if none was needed.
        known: What was announced later plays no part; None: all that is announced does.
        period: The period it belongs to.
        number: Which of the period, from 1.
        window: The days within which it may be held, before any is moved.
        planned: The last of them.
        day: The day by which it is to be held; None if it is left out.
        is_firm: Whether notices settle every day that the answer leans on.

    >>> from partygrid.dated import Week
    >>> from partygrid.packs import load
    >>> from partygrid.worktime import Cadence, PeriodDay, RestRule, Rhythm
    >>> fridays = Cadence(every=Rhythm.WEEK, on=(PeriodDay(5),), rest=RestRule.FORWARD)
    >>> [found] = fridays.in_period(Week(2025, 18), load("example").calendar)
    >>> for line in found.explain("en").splitlines()[:5]:
    ...     print(line)
    every week, Friday: week 18 of 2025, no. 1
    held 2025-05-06
      planned 2025-05-02
      moved 2025-05-02 → 2025-05-06 (moves to the next working day)
        2025-05-02 1 day (Labour Day: statutory holiday) [1]
    """

    __slots__ = ()

    @property
    def is_moved(self) -> bool:
        """
        Whether it is held on another day than planned, or not at all.
        """
        return self.day != self.planned

    @property
    def heading(self) -> Label:
        """
        What recurs, and which time it is.
        """
        what, period = self.cadence.label, self.period.label
        return Label(
            f"{what.zh}：{period.zh}第{self.number}次",
            f"{what.en}: {period.en}, no. {self.number}",
        )

    def trace(self) -> Step:
        """
        Give the day planned and, if it was moved, why.
        """
        planned = StepRule("planned", Label("计划日", "planned"), Unit.TEXT)
        window = self.window
        children = [Step(planned, days_text(window.start, self.planned))]
        if self.is_moved:
            children.append(self._moved())
        note = None
        if not self.is_firm:
            note = Label(
                "暂定：所涉日期的安排尚未公布", "provisional: not all its days are announced yet"
            )
        rule = StepRule("held", Label("举行日", "held"), Unit.TEXT, note=note)
        return Step(rule, self._held(), tuple(children))

    def _held(self) -> Label:
        if self.day is None:
            return Label("当次取消", "left out")
        return Label(str(self.day), str(self.day))

    def _moved(self) -> Step:
        assert self.calendar is not None  # noqa: S101 - or nothing could move it
        one = timedelta(days=1)
        first = last = self.planned
        if self.day is not None and self.day > self.planned:
            last = self.day - one
        elif self.day is not None:
            first = self.day + one
        days = worked_or_not(self.calendar, self.known, first, last)
        rule = StepRule("moved", Label("调整", "moved"), Unit.TEXT, note=self.cadence.rest.label)
        text = f"{self.planned} → {self.day or '–'}"
        return Step(rule, Label(text, text), run_steps(days, Unit.DAYS))

    def __repr__(self) -> str:
        """
        Show period, number and day in one line.
        """
        return f"<Occasion {self.period} no. {self.number}: {self._held().en}>"
