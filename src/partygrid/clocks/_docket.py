"""
Many cases at once: rates with both of their parts, what is overdue, who has how much to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from partygrid.clocks._case import Case
from partygrid.clocks._course import CaseState
from partygrid.clocks._event import EventKind
from partygrid.clocks._rates import KEYS, is_resolved, named, rate_of, since
from partygrid.clocks._read import check_setting, read
from partygrid.clocks._reading import Reading, StageReading, StageState
from partygrid.clocks._reading_table import docket_table
from partygrid.clocks._scheme import StageScheme
from partygrid.errors import ConflictError, UnknownNameError
from partygrid.labels import Label, Language, check_batch, counted
from partygrid.norms import Ratio
from partygrid.trace import Explained, Step, StepRule, Unit
from partygrid.worktime import WorkCalendar, office_time

_FINAL = frozenset({StageState.MET, StageState.MET_LATE, StageState.BREACHED})
_WORKED_ON = frozenset({CaseState.OPEN, CaseState.PAUSED})


class Load(NamedTuple):
    """
    Say how many cases a unit has in hand.

    Args:
        unit: The unit.
        running: The cases that it handles.
        paused: Those among them that are paused.
        overdue: Those among them with a stage that is late.
    """

    unit: str
    running: int
    paused: int
    overdue: int


class _Fields(NamedTuple):
    at: datetime
    readings: tuple[Reading, ...]


class Docket(_Fields, Explained):
    """
    Hold the readings of many cases at one instant; `docket` makes it.

    Args:
        at: The instant.
        readings: The readings, in the order of the cases' ids.

    >>> from partygrid.packs import load
    >>> from partygrid.worktime import OFFICE_TIME
    >>> pack = load("example")
    >>> may = datetime(2025, 5, 20, tzinfo=OFFICE_TIME)
    >>> docket([pack.case], pack.promise, pack.calendar, at=may).on_time()
    <Ratio done in time 100% = 3 / 3>
    """

    __slots__ = ()

    def _runs(self, stage: str | None) -> tuple[StageReading, ...]:
        runs = tuple(
            run for reading in self.readings for run in (*reading.earlier, *reading.stages)
        )
        if stage is None:
            return runs
        known = sorted({run.stage.key for run in runs})
        if stage not in known:
            raise UnknownNameError(field="stage", value=stage, allowed=", ".join(known))
        return tuple(run for run in runs if run.stage.key == stage)

    def on_time(self, stage: str | None = None) -> Ratio:
        """
        Give the rate of stages done in time among those whose verdict is final.

        Args:
            stage: The key of a stage; None: all of them.

        Raises:
            UnknownNameError: No case has such a stage.
        """
        runs = self._runs(stage)
        return rate_of(
            Label("按时办理率", "done in time"),
            (
                sum(run.state is StageState.MET for run in runs),
                Label("按期完成的环节", "stages met in time"),
            ),
            (
                sum(run.state in _FINAL for run in runs),
                Label("已完成或已逾期的环节", "stages met or overdue"),
            ),
        )

    def response(self) -> Ratio:
        """
        Give the rate of cases signed for or answered among those received.
        """
        return rate_of(
            Label("响应率", "response"),
            (
                self._count(EventKind.SIGNED, EventKind.ANSWERED),
                Label("已签收或答复的事项", "cases signed for or answered"),
            ),
            (self._count(EventKind.RECEIVED), Label("受理的事项", "cases received")),
        )

    def _count(self, *kinds: EventKind) -> int:
        return sum(
            any(event.kind in kinds for event in reading.case.standing(self.at, reading.known))
            for reading in self.readings
        )

    def solution(self) -> Ratio:
        """
        Give the rate of cases resolved among those received and not withdrawn.
        """
        resolved = withdrawn = received = 0
        for reading in self.readings:
            events = reading.case.standing(self.at, reading.known)
            received += bool(events)
            withdrawn += any(event.kind is EventKind.WITHDRAWN for event in events)
            # Nothing follows on being resolved but a callback, a file, or being opened again.
            resolved += is_resolved(reading.state, [event.kind for event in events])
        return rate_of(
            Label("办结率", "solution"),
            (resolved, Label("已办结的事项", "cases resolved")),
            (
                received - withdrawn,
                Label("受理且未撤回的事项", "cases received and not withdrawn"),
            ),
        )

    def satisfaction(self) -> Ratio:
        """
        Give the rate of satisfied answers among the last callbacks that had one.
        """
        answers = []
        for reading in self.readings:
            events = reading.case.standing(self.at, reading.known)
            last = [event for event in events if event.kind is EventKind.CALLED_BACK]
            if last and last[-1].satisfied is not None:
                answers.append(last[-1].satisfied)
        return rate_of(
            Label("满意率", "satisfaction"),
            (sum(answers), Label("最近一次回访满意", "satisfied at the last callback")),
            (len(answers), Label("最近一次回访有结果", "answered at the last callback")),
        )

    @property
    def overdue(self) -> tuple[tuple[str, StageReading], ...]:
        """
        The stages that are late and not done, with the ids of their cases; longest late first.
        """
        found = [
            (reading.case.id, run)
            for reading in self.readings
            for run in reading.stages
            if run.state is StageState.BREACHED and run.run is not None and run.run.end is None
        ]
        return tuple(sorted(found, key=lambda pair: (pair[1].breached_at or self.at, pair[0])))

    @property
    def load(self) -> tuple[Load, ...]:
        """
        How much each unit has in hand, in the order of the units.
        """
        running: Counter[str] = Counter()
        paused: Counter[str] = Counter()
        late: Counter[str] = Counter()
        overdue = {case for case, _ in self.overdue}
        for reading in self.readings:
            if reading.state not in _WORKED_ON:
                continue
            given = [each.unit for each in reading.case.standing(self.at, reading.known)]
            unit = [each for each in given if each is not None][-1]
            running[unit] += 1
            paused[unit] += reading.state is CaseState.PAUSED
            late[unit] += reading.case.id in overdue
        return tuple(
            Load(unit, running[unit], paused[unit], late[unit]) for unit in sorted(running)
        )

    @property
    def next_change(self) -> datetime | None:
        """
        The first instant at which something changes by itself in any case; None if nothing does.
        """
        found = (reading.next_change for reading in self.readings)
        return min((at for at in found if at is not None), default=None)

    @property
    def heading(self) -> Label:
        """
        Instant and number of cases.
        """
        at = f"{self.at:%Y-%m-%d %H:%M}"
        count = len(self.readings)
        return Label(
            f"事项台账（截至 {at}，{count}件）", f"Docket at {at}, {counted(count, 'case')}"
        )

    def _rates(self) -> tuple[Ratio, ...]:
        return self.on_time(), self.response(), self.solution(), self.satisfaction()

    def trace(self) -> Step:
        """
        Give the four rates, each with its parts, and what is overdue.
        """
        late = [
            Step(
                StepRule(f"overdue-{number}", run.stage.label, Unit.TEXT),
                Label(case, case),
                (),
                since(run),
            )
            for number, (case, run) in enumerate(self.overdue, start=1)
        ]
        overdue = StepRule("overdue", Label("逾期未办", "overdue"), Unit.ITEMS)
        steps = [named(rate, key) for rate, key in zip(self._rates(), KEYS, strict=True)]
        rule = StepRule("docket", Label("事项", "cases"), Unit.ITEMS)
        return Step(rule, len(self.readings), (*steps, Step(overdue, len(late), tuple(late))))

    def summary(self, language: Language = "zh") -> str:
        """
        Write the four rates and what is overdue as tables of Markdown.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return docket_table(self.heading, self._rates(), self.overdue, language)

    def __repr__(self) -> str:
        """
        Show instant and number of cases in one line.
        """
        return f"<Docket at {self.at:%Y-%m-%d %H:%M:%S}: {counted(len(self.readings), 'case')}>"


def docket(
    cases: Iterable[Case],
    scheme: StageScheme,
    calendar: WorkCalendar,
    *,
    at: datetime,
    known: datetime | None = None,
) -> Docket:
    """
    Read many cases at one instant.

    Args:
        cases: The cases, in any order.
        scheme: The scheme.
        calendar: The calendar.
        at: The instant; what happened later plays no part.
        known: What was recorded or announced later plays no part; None: what was by ``at``.

    Returns:
        The readings, with rates, what is overdue, and each unit's load.

    Raises:
        WrongTypeError: The cases are none that one can go through, or an argument has another
            type, also where there are no cases.
        ConflictError: Two cases have one id.
        PartyGridError: As `read`.

    >>> from partygrid.packs import load
    >>> from partygrid.worktime import OFFICE_TIME
    >>> pack = load("example")
    >>> eve = datetime(2025, 4, 30, 12, tzinfo=OFFICE_TIME)
    >>> docket([pack.case], pack.promise, pack.calendar, at=eve).load
    (Load(unit='community-1', running=1, paused=0, overdue=0),)
    """
    check_batch(cases, field="cases", what="cases")
    check_setting(scheme, calendar)
    at = office_time(at)
    known = at if known is None else office_time(known, field="known")
    readings = sorted(
        (read(case, scheme, calendar, at=at, known=known) for case in cases),
        key=lambda reading: reading.case.id,
    )
    ids = Counter(reading.case.id for reading in readings)
    twice = [case for case, count in ids.items() if count > 1]
    if twice:
        raise ConflictError(field="cases", value=twice[0], allowed="each id once")
    return Docket(at, tuple(readings))
