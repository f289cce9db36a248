"""
Read a case at an instant.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from partygrid.clocks._case import Case
from partygrid.clocks._clock import Leg, extends, legs_of
from partygrid.clocks._event import Event, EventKind
from partygrid.clocks._fold import Ending, Run, runs_of
from partygrid.clocks._handled import findings_of
from partygrid.clocks._listed import in_force, listed
from partygrid.clocks._measure import measured
from partygrid.clocks._reading import Reading, StageReading, StageState, Told
from partygrid.clocks._reminded import reminded_at
from partygrid.clocks._scheme import StageRules, StageScheme
from partygrid.clocks._stage import Stage
from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError, WrongTypeError
from partygrid.worktime import Timetable, WorkCalendar, office_time

_MOMENT: Final = timedelta(microseconds=1)


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
    if type(case) is not Case:
        raise WrongTypeError(field="case", value=case, allowed="a Case")
    if type(scheme) is not StageScheme:
        raise WrongTypeError(field="scheme", value=scheme, allowed="a StageScheme")
    if type(calendar) is not WorkCalendar:
        raise WrongTypeError(field="calendar", value=calendar, allowed="a WorkCalendar")
    at = office_time(at)
    seen = at if known is None else office_time(known, field="known")
    events = case.standing(at, seen)
    reader = _Reader(case, scheme, calendar, events, at, seen.date())
    last: list[StageReading] = []
    earlier: list[StageReading] = []
    for forms in listed(scheme, events, at.date(), seen.date()):
        found = reader.stage(forms)
        last += found[-1:]
        earlier += found[:-1]
    _check_extended(events, (*earlier, *last))
    return Reading(
        case,
        scheme,
        calendar,
        at,
        seen,
        case.state(at, seen),
        tuple(last),
        tuple(earlier),
        findings_of(case, events, scheme, calendar, seen.date()),
    )


class _Reader:
    """
    Hold what the stages of one reading have in common.
    """

    def __init__(
        self,
        case: Case,
        scheme: StageScheme,
        calendar: WorkCalendar,
        events: tuple[Event, ...],
        at: datetime,
        known: date,
    ) -> None:
        self.case, self.scheme, self.calendar = case, scheme, calendar
        self.events, self.at, self.known = events, at, known
        received = [event for event in events if event.kind is EventKind.RECEIVED]
        self.received = received[0] if received else None

    def stage(self, forms: tuple[Stage, ...]) -> list[StageReading]:
        """
        Read every run of a stage; if it has none and may have one yet, say that it waits.

        Args:
            forms: The stage in all the forms that it had.
        """
        runs = [(run, form) for form in forms for run in runs_of(self.events, form)]
        found: list[StageReading] = []
        for run, form in sorted(runs, key=_start):
            reading = self._run(form, run, len(found) + 1)
            if reading is not None:
                found.append(reading)
        held = in_force(self.scheme, forms[0].key, self.at.date(), self.known)
        if found or held is None:
            return found
        return [
            StageReading(
                held[1], 0, StageState.WAITING, None, None, None, None, (), None, None, (), None
            )
        ]

    def _run(self, form: Stage, run: Run, number: int) -> StageReading | None:
        """
        Read one run; None if the stage had another form, or was none, on the day it started.
        """
        # What has ended is judged by what was known when it ended, and that never moves.
        known = self.known if run.end is None else min(self.known, run.end.date())
        held = in_force(self.scheme, form.key, run.start.date(), known)
        if held is None or held[1] != form:
            return None
        rules, stage = held
        assert self.received is not None and self.received.matter is not None  # noqa: S101, PT018 - or nothing would run
        limit = stage.limit_of(self.received.matter)
        if limit is None:
            state = StageState.NO_LIMIT
            return StageReading(
                stage, number, state, run, None, rules, known, (), None, None, (), None
            )
        timetable = self.calendar.as_known(known, provisional=True)
        legs = legs_of(run, stage, limit, rules.extension, timetable)
        state = _state(run, legs[-1], self.at)
        used, left = measured(run, legs, limit, self.at, timetable)
        told, upcoming = self._told(rules, stage, run, legs[-1], timetable)
        following = _next(state, legs[-1], upcoming)
        return StageReading(
            stage, number, state, run, limit, rules, known, legs, used, left, told, following
        )

    def _told(
        self, rules: StageRules, stage: Stage, run: Run, leg: Leg, timetable: Timetable
    ) -> tuple[tuple[Told, ...], tuple[datetime, ...]]:
        """
        Give the reminders that are due, and the instants of those to come.
        """
        if leg.at is None:
            return (), ()
        until = self.at if run.end is None else run.end
        told, upcoming = [], []
        for reminder in rules.reminders:
            if reminder.stage != stage.key:
                continue
            try:
                at = max(run.start, reminded_at(reminder, leg.at, timetable))
            except ValueNotAllowedError:
                if run.end is None:
                    raise
                # Beyond the calendar, and so after all that happened.
                continue
            if at <= until:
                told.append(Told(reminder, at))
            elif run.end is None:
                upcoming.append(at)
        return tuple(sorted(told, key=lambda each: each.at)), tuple(upcoming)


def _start(pair: tuple[Run, Stage]) -> datetime:
    return pair[0].start


def _check_extended(events: tuple[Event, ...], runs: tuple[StageReading, ...]) -> None:
    """
    Refuse an extension that extended no stage.
    """
    granted = [event for event in events if event.kind is EventKind.EXTENDED]
    if not granted:
        return
    # By identity: a record stands for itself.
    taken = {
        id(event)
        for found in runs
        if found.run is not None and found.rules is not None
        for event in found.run.granted
        if extends(found.rules.extension, found.stage) is not None
    }
    for event in granted:
        if id(event) not in taken:
            rules = [found.rules for found in runs if found.rules is not None]
            stages = {
                stage
                for each in rules
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
    due = leg.at
    late = due is not None and (run.end or at) > due
    if run.ending is Ending.MET:
        return StageState.MET_LATE if late else StageState.MET
    if late:
        return StageState.BREACHED
    if run.ending is Ending.HANDED_OVER:
        return StageState.HANDED_OVER
    if run.ending is Ending.LAPSED:
        return StageState.WITHDRAWN
    return StageState.PAUSED if run.is_paused else StageState.RUNNING


def _next(state: StageState, leg: Leg, upcoming: tuple[datetime, ...]) -> datetime | None:
    """
    Give when to look again: at a reminder, or just after the due instant.
    """
    found = list(upcoming)
    # A pause from the due instant on stops nothing: one moment later it is late.
    if state in {StageState.RUNNING, StageState.PAUSED} and leg.at is not None:
        found.append(leg.at + _MOMENT)
    return min(found, default=None)
