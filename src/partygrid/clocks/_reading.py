"""
What a case comes to at an instant: stage by stage, and when to look again.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from partygrid.clocks._clock import Leg
from partygrid.clocks._course import CaseState
from partygrid.clocks._handled import findings_of, handled_of
from partygrid.clocks._handling import Reminder
from partygrid.clocks._measure import measured
from partygrid.clocks._moved import Amount
from partygrid.clocks._reading_steps import reading_steps, stage_steps
from partygrid.clocks._reading_table import stages_table
from partygrid.clocks._reminded import reminders_of
from partygrid.clocks._run import Run
from partygrid.clocks._stage import Stage
from partygrid.errors import UnknownNameError
from partygrid.labels import Label, LabelledEnum, Language
from partygrid.norms import Report
from partygrid.trace import Explained, Step

if TYPE_CHECKING:
    from partygrid.clocks._case import Case
    from partygrid.clocks._scheme import StageRules, StageScheme
    from partygrid.worktime import Limit, WorkCalendar


class StageState(LabelledEnum):
    """
    Say where a stage stands.
    """

    WAITING = "waiting", "未开始", "waiting"
    RUNNING = "running", "计时中", "running"
    PAUSED = "paused", "暂停计时", "paused"
    MET = "met", "按期完成", "met"
    MET_LATE = "met_late", "逾期完成", "met late"
    BREACHED = "breached", "已逾期", "breached"
    WITHDRAWN = "withdrawn", "不再要求", "withdrawn"
    HANDED_OVER = "handed_over", "已移交", "handed over"
    NO_LIMIT = "no_limit", "未设时限", "no limit"


_MOMENT: Final = timedelta(microseconds=1)
_RUNNING, _PAUSED = StageState.RUNNING, StageState.PAUSED
_LATE: Final = frozenset({StageState.MET_LATE, StageState.BREACHED})


class Told(NamedTuple):
    """
    Hold one reminder that is due.

    Args:
        reminder: Who is told of what.
        at: Since when.
    """

    reminder: Reminder
    at: datetime


class _StageFields(NamedTuple):
    stage: Stage
    number: int
    state: StageState
    run: Run | None
    limit: Limit | None
    rules: StageRules | None
    known: date | None
    legs: tuple[Leg, ...]
    at: datetime


class StageReading(_StageFields, Explained):
    """
    Say where one run of a stage stands at an instant; `read` makes it.

    Args:
        stage: The stage, as in force when it started.
        number: Which run of the stage, from 1; 0 while it waits.
        state: Where it stands.
        run: When it started and ended, with its pauses; None while it waits.
        limit: Its limit; None if it has none.
        rules: The values in force when it started; None while it waits.
        known: As known on which day it is judged.
        legs: The limit and each extension, with what pauses made of them.
        at: The instant asked about.
    """

    __slots__ = ()

    @property
    def due(self) -> datetime | None:
        """
        When it is due; None while it waits, is paused without an end, or has no limit.
        """
        return self.legs[-1].at if self.legs else None

    @property
    def is_firm(self) -> bool:
        """
        Whether notices settle every day that the due instant leans on.
        """
        return all(leg.is_firm for leg in self.legs)

    @property
    def used(self) -> timedelta | int | None:
        """
        The time used, or the days; None without a limit, or where the calendar cannot say.
        """
        return self._measured()[0]

    @property
    def left(self) -> timedelta | int | None:
        """
        The time left, or the days, below zero if it is late; None as for what is used.
        """
        return self._measured()[1]

    def _measured(self) -> tuple[Amount | None, Amount | None]:
        if self.run is None or self.limit is None:
            return None, None
        return measured(self.run, self.legs, self.limit, self.at)

    @property
    def told(self) -> tuple[Told, ...]:
        """
        The reminders that are due, earliest first.
        """
        return tuple(Told(reminder, at) for at, reminder in self._reminded()[0])

    @property
    def next_change(self) -> datetime | None:
        """
        When to look again; None if nothing changes by itself.
        """
        following = self._reminded()[1]
        if (self.state is not _RUNNING and self.state is not _PAUSED) or self.due is None:
            return following
        # One moment after it was due it is late; a pause from then on stops nothing.
        late = self.due + _MOMENT
        return late if following is None else min(following, late)

    def _reminded(self) -> tuple[tuple[tuple[datetime, Reminder], ...], datetime | None]:
        if self.run is None or self.rules is None or not self.legs:
            return (), None
        reminders = self.rules.reminders_of(self.stage.key)
        return reminders_of(reminders, self.run, self.legs[-1], self.at)

    @property
    def breached_at(self) -> datetime | None:
        """
        The instant after which it was late, whenever that was noticed; None if it is not.
        """
        return self.due if self.state in _LATE else None

    @property
    def heading(self) -> Label:
        """
        Stage and state.
        """
        label, state = self.stage.label, self.state.label
        return Label(f"{label.zh}：{state.zh}", f"{label.en}: {state.en}")

    def trace(self) -> Step:
        """
        Give limit, pauses, extensions and what is due.
        """
        return stage_steps(self)

    def __repr__(self) -> str:
        """
        Show stage, state and due instant in one line.
        """
        due = "" if self.due is None else f", due {self.due:%Y-%m-%d %H:%M:%S}"
        return f"<StageReading {self.stage.key}: {self.state.value}{due}>"


class _ReadingFields(NamedTuple):
    case: Case
    scheme: StageScheme
    calendar: WorkCalendar
    at: datetime
    known: datetime
    state: CaseState
    stages: tuple[StageReading, ...]
    earlier: tuple[StageReading, ...]


class Reading(_ReadingFields, Explained):
    """
    Say where a case stands at an instant; `read` makes it.

    Args:
        case: The case.
        scheme: The scheme.
        calendar: The calendar.
        at: The instant.
        known: What was recorded or announced later plays no part.
        state: Where the case stands.
        stages: Each stage's last run, or that it waits.
        earlier: The runs before those, in their order.
    """

    __slots__ = ()

    @property
    def findings(self) -> Report:
        """
        What was handled against the scheme, and is no matter of a stage's time.
        """
        events = self.case.standing(self.at, self.known)
        handled = handled_of(events, self.scheme, self.calendar, self.known.date())
        return findings_of(self.case, handled)

    def stage(self, key: str) -> StageReading:
        """
        Give the last run of a stage.

        Raises:
            UnknownNameError: There is no such stage.
        """
        for found in self.stages:
            if found.stage.key == key:
                return found
        raise UnknownNameError(
            field="stage",
            value=key,
            allowed=", ".join(found.stage.key for found in self.stages),
        )

    @property
    def next_change(self) -> datetime | None:
        """
        The first instant at which something changes by itself; None if nothing does.
        """
        found = (each.next_change for each in self.stages)
        return min((at for at in found if at is not None), default=None)

    @property
    def heading(self) -> Label:
        """
        Case, instant and state.
        """
        at = f"{self.at:%Y-%m-%d %H:%M}"
        return Label(
            f"事项 {self.case.id}（截至 {at}）：{self.state.label.zh}",
            f"Case {self.case.id} at {at}: {self.state.label.en}",
        )

    def trace(self) -> Step:
        """
        Give every stage.
        """
        return reading_steps(self)

    def summary(self, language: Language = "zh") -> str:
        """
        Write where each stage stands as a table of Markdown.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return stages_table(self, language)

    def __repr__(self) -> str:
        """
        Show case, instant and state in one line.
        """
        return f"<Reading {self.case.id} at {self.at:%Y-%m-%d %H:%M:%S}: {self.state.value}>"
