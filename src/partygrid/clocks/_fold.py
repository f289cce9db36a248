"""
The runs of a stage: what its events make of them, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from partygrid.clocks._acts import BEGINS_ROUND, ENDS, EXTENDS, STARTS, TURNS
from partygrid.clocks._event import Event, EventKind
from partygrid.clocks._run import Ending, Pause, Run
from partygrid.clocks._stage import Stage

_new: Final = tuple.__new__


class _Clock:
    """
    Follow the clock of one stage; lists, because a case may have very many events.
    """

    __slots__ = (
        "cause",
        "granted",
        "has_run",
        "pauses",
        "requested",
        "runs",
        "stage",
        "start",
        "stopped",
    )
    pauses: list[Pause]
    granted: list[Event]
    requested: list[datetime]

    def __init__(self, stage: Stage, cause: str | None = None) -> None:
        self.stage, self.cause, self.has_run = stage, cause, False
        self.start: datetime | None = None
        self.stopped: datetime | None = None
        self.runs: list[Run] = []

    def begin(self, at: datetime) -> None:
        """
        Start; begun while a pause lasts, the clock stands.
        """
        self.start, self.has_run = at, True
        self.stopped = None if self.cause is None else at
        self.pauses, self.granted, self.requested = [], [], []

    def take(self, event: Event, act: int) -> None:
        """
        Let the next event act.
        """
        if self.start is not None and act & _WITHIN:
            if act & ENDS:
                self._end(event)
            elif event.kind is _EXTENDED:
                self.granted.append(event)
            else:
                self.requested.append(event.at)
        if act & TURNS:
            self._turn(event)
        if act & BEGINS_ROUND:
            self.has_run = self.start is not None
        if act & STARTS and not self.has_run:
            self.begin(event.at)

    def _turn(self, event: Event) -> None:
        """
        Stop for a cause of the stage, or go on.

        Nobody resumes what was withdrawn: reopened, it runs.
        """
        if event.kind is _PAUSED:
            if event.reason in self.stage.pauses:
                self.cause = event.reason
                if self.start is not None:
                    self.stopped = event.at
            return
        if self.stopped is not None:
            self.pauses.append(_new(Pause, (self.stopped, event.at, self.cause)))
        self.cause = self.stopped = None

    def _end(self, event: Event) -> None:
        """
        End the run; handed over, the next begins.
        """
        kind, at = event.kind, event.at
        if kind in self.stage.meets:
            ending = _MET
        else:
            ending = _HANDED_OVER if kind is _TRANSFERRED else _LAPSED
        self.runs.append(self.run(at, ending))
        self.start = self.stopped = None
        if ending is _HANDED_OVER:
            self.begin(at)

    def all_runs(self) -> list[Run]:
        """
        Give every run, the one that is open last.
        """
        if self.start is not None:
            self.runs.append(self.run())
        return self.runs

    def run(self, end: datetime | None = None, ending: Ending | None = None) -> Run:
        """
        Give the run that was begun as it stands, or as it ended.
        """
        pauses, granted, requested = self.pauses, self.granted, self.requested
        if self.stopped is not None:
            pauses.append(_new(Pause, (self.stopped, None, self.cause)))
        return _new(
            Run,
            (
                self.start,
                end,
                ending,
                tuple(pauses) if pauses else (),
                tuple(granted) if granted else (),
                tuple(requested) if requested else (),
            ),
        )


def runs_of(
    events: Iterable[Event],
    stages: Sequence[Stage],
    acts: Mapping[EventKind, tuple[tuple[int, int], ...]],
) -> list[Sequence[Run]]:
    """
    Fold the events of a case into the runs of each stage.

    A stage runs once in each round; receiving, transferring and reopening a case begin a round.

    Args:
        events: The events, in order.
        stages: The stages.
        acts: What each kind of event does, and to which of them.
    """
    clocks: list[_Clock | None] = [None] * len(stages)
    for event in events:
        for number, act in acts.get(event.kind, ()):
            clock = clocks[number]
            if clock is None:
                if not act & _WAKES:
                    continue
                clock = clocks[number] = _Clock(stages[number])
            clock.take(event, act)
    return [() if clock is None else clock.all_runs() for clock in clocks]


def runs_among(
    events: Sequence[Event], forms: Sequence[Stage], judged: Callable[[Run], Stage | None]
) -> tuple[Run, ...]:
    """
    Fold the events of a case into the runs of a stage that had other forms, or was none at times.

    Whatever its form, a stage runs once a round; when it was none, nothing could start it.

    Args:
        events: The events, in order.
        forms: The forms.
        judged: Gives the form by which a run is judged; None if the stage was none when it began.
    """
    runs: list[Run] = []
    refused: dict[Stage, tuple[date, int]] = {}
    place, cause, has_run, again = 0, None, False, False
    while place < len(events):
        event = events[place]
        cause = _reason(event, cause)
        if event.kind in _ROUNDS:
            has_run = False
        found = None
        if again or not has_run:
            starting = [form for form in forms if again or event.kind in form.starts]
            found = _begun(events, place, starting, cause, judged, refused)
        if found is None:
            place, again = place + 1, False
            continue
        run, end = found
        runs.append(run)
        for each in events[place + 1 : end]:
            cause = _reason(each, cause)
        # What ended it may begin the next one.
        place, has_run, again = end, True, run.ending is _HANDED_OVER
    return tuple(runs)


def _begun(
    events: Sequence[Event],
    place: int,
    forms: Iterable[Stage],
    cause: str | None,
    judged: Callable[[Run], Stage | None],
    refused: dict[Stage, tuple[date, int]],
) -> tuple[Run, int] | None:
    """
    Give the run that an event starts, and the place of what ends it; None: it starts none.

    What ends on one event, begun on one day, is judged alike: it is looked at once.
    """
    day = events[place].at.date()
    for form in forms:
        seen = refused.get(form)
        if seen is not None and seen[0] == day and place < seen[1]:
            continue
        run, end = _run_from(events, place, form, cause)
        if judged(run) == form:
            return run, end
        refused[form] = day, end
    return None


def _reason(event: Event, cause: str | None) -> str | None:
    """
    Give the cause for which a case is paused after an event, whatever stages it stops.
    """
    if event.kind is _PAUSED:
        return event.reason
    return None if event.kind in _GO_ON else cause


def _run_from(
    events: Sequence[Event], place: int, stage: Stage, cause: str | None
) -> tuple[Run, int]:
    """
    Give the run that an event starts, and the place of the event that ends it.
    """
    clock = _Clock(stage, cause if cause in stage.pauses else None)
    clock.begin(events[place].at)
    for end in range(place + 1, len(events)):
        event = events[end]
        clock.take(event, stage.acts.get(event.kind, 0) & _AFTER_START)
        if clock.runs:
            return clock.runs[0], end
    return clock.run(), len(events)


_ROUNDS: Final = frozenset({EventKind.RECEIVED, EventKind.TRANSFERRED, EventKind.REOPENED})
_GO_ON: Final = frozenset({EventKind.RESUMED, EventKind.WITHDRAWN})
_WITHIN: Final = ENDS | EXTENDS
_AFTER_START: Final = _WITHIN | TURNS
_WAKES: Final = STARTS | TURNS
_PAUSED, _RESUMED, _EXTENDED = EventKind.PAUSED, EventKind.RESUMED, EventKind.EXTENDED
_TRANSFERRED: Final = EventKind.TRANSFERRED
_MET, _HANDED_OVER, _LAPSED = Ending.MET, Ending.HANDED_OVER, Ending.LAPSED
