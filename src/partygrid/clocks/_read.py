"""
Read a case at an instant.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from partygrid.clocks._case import Case
from partygrid.clocks._clock import Leg, extends, legs_of
from partygrid.clocks._event import Event, EventKind
from partygrid.clocks._fold import runs_among, runs_of
from partygrid.clocks._handled import check_returned, handled_of
from partygrid.clocks._listed import in_force, listed, steady
from partygrid.clocks._reading import Reading, StageReading, StageState
from partygrid.clocks._reminded import check_reminders
from partygrid.clocks._run import Ending, Run
from partygrid.clocks._scheme import StageRules, StageScheme
from partygrid.clocks._stage import Stage
from partygrid.errors import UnknownNameError, UnsuitableRuleError
from partygrid.labels import check_kind
from partygrid.worktime import WorkCalendar, office_time


def read(
    case: Case,
    scheme: StageScheme,
    calendar: WorkCalendar,
    *,
    at: datetime,
    known: datetime | None = None,
) -> Reading:
    """
    Say where a case stands at an instant, what is due, what is late and when to look again.

    A stage uses the scheme in force on the day it starts. Once it has ended it is judged by
    scheme and calendar as known on the day it ended, so that a verdict never moves; while it is
    open, as known on the day asked about.

    Args:
        case: The case.
        scheme: The scheme.
        calendar: The calendar of the office that has to act.
        at: The instant; what happened later plays no part.
        known: What was recorded or announced later plays no part; None: what was by ``at``.

    Returns:
        Where the case and each of its stages stand.

    Raises:
        WrongTypeError: An argument has another type, or an instant is naive.
        ValueNotAllowedError: As known then, events could not have happened, an extension was not
            allowed, or an answer lies outside the calendar.
        NotInForceError: The scheme has no value in force on the day a stage started.
        NotStatedError: What the scheme says then is an open question.
        UnknownNameError: A stage says nothing of the class of matter.
        UnsuitableRuleError: An extension was granted while no stage ran that may be extended.

    >>> from partygrid.packs import load
    >>> from partygrid.worktime import OFFICE_TIME
    >>> pack = load("example")
    >>> noon = datetime(2025, 4, 30, 12, tzinfo=OFFICE_TIME)
    >>> reading = read(pack.case, pack.promise, pack.calendar, at=noon)
    >>> reading.stage("sign").state.value, reading.stage("solve").state.value
    ('met', 'running')
    """
    check_kind(case, Case, "case")
    check_setting(scheme, calendar)
    at = office_time(at)
    seen = at if known is None else office_time(known, field="known")
    events, state = case.course(at, seen)
    today, known_on = at.date(), seen.date()
    rules = steady(scheme, events, today, known_on)
    reader = _Reader(scheme, calendar, events, at, known_on)
    if rules is not None:
        last, earlier = reader.under(rules)
    else:
        last, earlier = reader.listed()
    kinds = case.kinds
    # What cannot be held to the rules is refused here, not when the findings are asked for.
    if rules is None:
        handled_of(events, scheme, calendar, known_on)
    elif _RETURNED in kinds:
        check_returned(events, rules.returns, calendar, known_on)
    if _EXTENDED in kinds:
        _check_extended(events, (*earlier, *last))
    return _new(Reading, (case, scheme, calendar, at, seen, state, tuple(last), tuple(earlier)))


def check_setting(scheme: StageScheme, calendar: WorkCalendar, of: str = "") -> None:
    """
    Refuse what no case can be read by, also where there is no case.

    Args:
        scheme: The scheme.
        calendar: The calendar.
        of: What an error puts before the name of either.
    """
    check_kind(scheme, StageScheme, f"{of}scheme")
    check_kind(calendar, WorkCalendar, f"{of}calendar")


class _Reader:
    """
    Hold what the stages of one reading have in common.
    """

    def __init__(
        self,
        scheme: StageScheme,
        calendar: WorkCalendar,
        events: tuple[Event, ...],
        at: datetime,
        known: date,
    ) -> None:
        self.scheme, self.calendar = scheme, calendar
        self.events, self.at, self.known = events, at, known

    def under(self, rules: StageRules) -> tuple[list[StageReading], list[StageReading]]:
        """
        Read all runs of all stages under values that did not change: the last, and the earlier.

        A stage without a run waits.
        """
        last: list[StageReading] = []
        earlier: list[StageReading] = []
        stages = rules.stages
        for stage, runs in zip(stages, runs_of(self.events, stages, rules.acts), strict=True):
            number = 0
            for run in runs:
                if number:
                    earlier.append(last.pop())
                number += 1
                last.append(self._run(rules, stage, run, self._judged(run), number))
            if not number:
                last.append(self._waits(stage))
        return last, earlier

    def listed(self) -> tuple[list[StageReading], list[StageReading]]:
        """
        Read all runs of all stages that the scheme ever had meanwhile: the last, and the earlier.
        """
        last: list[StageReading] = []
        earlier: list[StageReading] = []
        for forms in listed(self.scheme, self.events, self.at.date(), self.known):
            found = self._forms(forms)
            last += found[-1:]
            earlier += found[:-1]
        return last, earlier

    def _forms(self, forms: tuple[Stage, ...]) -> list[StageReading]:
        """
        Read every run of a stage; if it has none and may have one yet, say that it waits.

        Args:
            forms: The stage in all the forms that it had.
        """
        key = forms[0].key

        def judged(run: Run) -> Stage | None:
            held = in_force(self.scheme, key, run.start.date(), self._judged(run))
            return None if held is None else held[1]

        found: list[StageReading] = []
        for run in runs_among(self.events, forms, judged):
            known = self._judged(run)
            held = in_force(self.scheme, key, run.start.date(), known)
            assert held is not None  # noqa: S101 - or it would be none of its runs
            found.append(self._run(*held, run, known, len(found) + 1))
        held = in_force(self.scheme, key, self.at.date(), self.known)
        if found or held is None:
            return found
        return [self._waits(held[1])]

    def _judged(self, run: Run) -> date:
        """
        Say as known when a run is judged: what has ended, when it ended, and that never moves.
        """
        if run.end is None:
            return self.known
        day = run.end.date()
        return day if day < self.known else self.known  # noqa: FURB136 - faster

    def _waits(self, stage: Stage) -> StageReading:
        return _new(StageReading, (stage, 0, _WAITING, None, None, None, None, (), self.at))

    def _run(
        self, rules: StageRules, stage: Stage, run: Run, known: date, number: int
    ) -> StageReading:
        matter = self.events[0].matter
        assert matter is not None  # noqa: S101 - a case is received first
        try:
            limit = stage.limit_of(matter)
        except UnknownNameError as error:
            error.source = rules.entry("stages").cite()
            raise
        state = _NO_LIMIT
        legs: tuple[Leg, ...] = ()
        if limit is not None:
            legs = legs_of(run, stage, limit, rules.extension, self.calendar, known)
            state = _state(run, legs[-1], self.at)
            if run.end is None:
                # A reminder that the calendar has not is refused here, not when it is asked for.
                check_reminders(rules.farthest_of(stage.key), legs[-1], self.at)
        return _new(StageReading, (stage, number, state, run, limit, rules, known, legs, self.at))


def _check_extended(events: tuple[Event, ...], runs: tuple[StageReading, ...]) -> None:
    """
    Refuse an extension that extended no stage.
    """
    taken: set[int] = set()
    for found in runs:
        run, rules = found.run, found.rules
        if run is None or rules is None or not run.granted:
            continue
        if extends(rules.extension, found.stage) is not None:
            # By identity: a record stands for itself.
            taken.update(map(id, run.granted))
    for event in events:
        if event.kind is _EXTENDED and id(event) not in taken:
            held = [found.rules for found in runs if found.rules is not None]
            stages = {
                stage
                for each in held
                if each.extension is not None
                for stage in each.extension.stages
            }
            raise UnsuitableRuleError(
                field=f"event {event.id}: extension",
                value=f"{event.kind.value} at {event.at}",
                allowed=f"while one of these runs: {', '.join(sorted(stages))}"
                if stages
                else "none: the scheme extends no limit",
            )


def _state(run: Run, leg: Leg, at: datetime) -> StageState:
    """
    Say where a run stands; done exactly at the due instant is in time.
    """
    due, ending = leg.at, run.ending
    late = due is not None and (run.end or at) > due
    if ending is _MET:
        return _MET_LATE if late else _MET_IN_TIME
    if late:
        return _BREACHED
    if ending is None:
        return _PAUSED if run.is_paused else _RUNNING
    return _GONE_ON if ending is _HANDED_OVER else _WITHDRAWN


_new: Final = tuple.__new__
_RETURNED, _EXTENDED = EventKind.RETURNED, EventKind.EXTENDED
_MET, _HANDED_OVER = Ending.MET, Ending.HANDED_OVER
_WAITING, _NO_LIMIT = StageState.WAITING, StageState.NO_LIMIT
_RUNNING, _PAUSED = StageState.RUNNING, StageState.PAUSED
_MET_IN_TIME, _MET_LATE = StageState.MET, StageState.MET_LATE
_BREACHED, _WITHDRAWN = StageState.BREACHED, StageState.WITHDRAWN
_GONE_ON: Final = StageState.HANDED_OVER
