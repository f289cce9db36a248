"""
The runs of a stage: what its events make of them, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from partygrid.clocks._acts import BEGINS_ROUND, ENDS, EXTENDS, STARTS, TURNS
from partygrid.clocks._event import Event, EventKind
from partygrid.clocks._stage import Stage
from partygrid.labels import LabelledEnum

_new: Final = tuple.__new__


class Ending(LabelledEnum):
    """
    Say how a run of a stage ended.
    """

    MET = "met", "完成", "met"
    HANDED_OVER = "handed_over", "移交", "handed over"
    LAPSED = "lapsed", "不再要求", "no longer asked for"


class Pause(NamedTuple):
    """
    Hold one stop of a clock.

    Args:
        start: When it stopped.
        end: When it went on; None while it has not.
        cause: The code of the cause.
    """

    start: datetime
    end: datetime | None
    cause: str


class Run(NamedTuple):
    """
    Hold one run of a stage's clock.

    Args:
        start: When it started.
        end: When it ended; None while it has not.
        ending: How it ended; None while it has not.
        pauses: The pauses that stop this stage, in order.
        granted: The extensions granted while it ran, in order.
        requested: When extensions were requested while it ran, in order.
    """

    start: datetime
    end: datetime | None = None
    ending: Ending | None = None
    pauses: tuple[Pause, ...] = ()
    granted: tuple[Event, ...] = ()
    requested: tuple[datetime, ...] = ()

    @property
    def is_paused(self) -> bool:
        """
        Whether a pause has not ended.
        """
        return bool(self.pauses) and self.pauses[-1].end is None


class _Open:
    """
    Hold a run that has not ended; lists, because a case may have very many events.
    """

    __slots__ = ("granted", "pauses", "requested", "start")

    def __init__(self, start: datetime, cause: str | None) -> None:
        self.start = start
        self.pauses: list[Pause] = [] if cause is None else [Pause(start, None, cause)]
        self.granted: list[Event] = []
        self.requested: list[datetime] = []

    def turn(self, event: Event, cause: str | None) -> None:
        """
        Stop for a cause, or go on.
        """
        if event.kind is _PAUSED:
            if cause is not None and event.reason == cause:
                self.pauses.append(Pause(event.at, None, cause))
        elif event.kind is _RESUMED and self.pauses and self.pauses[-1].end is None:
            self.pauses[-1] = self.pauses[-1]._replace(end=event.at)

    def extend(self, event: Event) -> None:
        """
        Take an extension, or that one was asked for.
        """
        if event.kind is _EXTENDED:
            self.granted.append(event)
        else:
            self.requested.append(event.at)

    def run(self, end: datetime | None = None, ending: Ending | None = None) -> Run:
        """
        Give the run as it stands, or as it ended.
        """
        pauses, granted, requested = self.pauses, self.granted, self.requested
        return _new(
            Run, (self.start, end, ending, tuple(pauses), tuple(granted), tuple(requested))
        )


def runs_of(events: Iterable[Event], stage: Stage) -> tuple[Run, ...]:
    """
    Fold the events of a case into the runs of one stage.

    A stage runs once in each round; receiving, transferring and reopening a case begin a round.
    """
    acts = stage.acts
    runs: list[Run] = []
    now: _Open | None = None
    cause: str | None = None
    has_run = False
    for event in events:
        act = acts.get(event.kind)
        if act is None:
            continue
        if act & TURNS:
            cause = _cause(event, cause, stage)
            if now is not None:
                now.turn(event, cause)
        if now is not None and act & _WITHIN:
            now = _within(now, event, act, runs, stage, cause)
        if act & BEGINS_ROUND:
            has_run = now is not None
        if act & STARTS and not has_run:
            has_run, now = True, _Open(event.at, cause)
    if now is not None:
        runs.append(now.run())
    return tuple(runs)


def _cause(event: Event, cause: str | None, stage: Stage) -> str | None:
    """
    Give the cause for which the clock stands after an event; None if it does not.

    Nobody resumes what was withdrawn: reopened, it runs.
    """
    if event.kind is not _PAUSED:
        return None
    return event.reason if event.reason in stage.pauses else cause


def _within(
    now: _Open, event: Event, act: int, runs: list[Run], stage: Stage, cause: str | None
) -> _Open | None:
    """
    Let an event act on a run that is open; give the run that is open after it.
    """
    if act & EXTENDS:
        now.extend(event)
        return now
    if event.kind in stage.meets:
        runs.append(now.run(event.at, _MET))
        return None
    if event.kind is _TRANSFERRED:
        runs.append(now.run(event.at, _HANDED_OVER))
        return _Open(event.at, cause)
    runs.append(now.run(event.at, _LAPSED))
    return None


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
    stops = cause if cause in stage.pauses else None
    now, runs = _Open(events[place].at, stops), list[Run]()
    for end in range(place + 1, len(events)):
        event = events[end]
        act = stage.acts.get(event.kind, 0)
        if act & TURNS:
            stops = _cause(event, stops, stage)
            now.turn(event, stops)
        if act & _WITHIN:
            _within(now, event, act, runs, stage, stops)
        if runs:
            return runs[0], end
    return now.run(), len(events)


_ROUNDS: Final = frozenset({EventKind.RECEIVED, EventKind.TRANSFERRED, EventKind.REOPENED})
_GO_ON: Final = frozenset({EventKind.RESUMED, EventKind.WITHDRAWN})
_WITHIN: Final = ENDS | EXTENDS
_PAUSED, _RESUMED, _EXTENDED = EventKind.PAUSED, EventKind.RESUMED, EventKind.EXTENDED
_TRANSFERRED: Final = EventKind.TRANSFERRED
_MET, _HANDED_OVER, _LAPSED = Ending.MET, Ending.HANDED_OVER, Ending.LAPSED
