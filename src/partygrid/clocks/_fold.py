"""
The runs of a stage: what its events make of them, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from partygrid.clocks._event import Event, EventKind
from partygrid.clocks._stage import OnTransfer, Stage
from partygrid.labels import LabelledEnum

_ROUNDS: Final = frozenset({EventKind.RECEIVED, EventKind.TRANSFERRED, EventKind.REOPENED})
_ENDS: Final = frozenset({EventKind.WITHDRAWN, EventKind.CLOSED, EventKind.REOPENED})


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


def runs_of(events: Iterable[Event], stage: Stage) -> tuple[Run, ...]:
    """
    Fold the events of a case into the runs of one stage.

    A stage runs once in each round; receiving, transferring and reopening a case begin a round.
    """
    fold = _Fold(stage)
    for event in events:
        fold.take(event)
    fold.close()
    return tuple(fold.runs)


class _Fold:
    """
    Hold what the events so far come to; lists, because a case may have very many.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.runs: list[Run] = []
        self.start: datetime | None = None
        self.has_run = False
        self.stopped: tuple[datetime, str] | None = None
        self.pauses: list[Pause] = []
        self.granted: list[Event] = []
        self.requested: list[datetime] = []

    def take(self, event: Event) -> None:
        """
        Take the next event.
        """
        kind = event.kind
        if kind is EventKind.PAUSED:
            self._stop(event)
        elif kind is EventKind.RESUMED:
            self._go_on(event.at)
        elif kind is EventKind.WITHDRAWN:
            # Nobody resumes what was withdrawn: reopened, it runs.
            self.stopped = None
        if self.start is not None:
            self._in_run(event)
        if kind in _ROUNDS:
            self.has_run = self.start is not None
        if not self.has_run and kind in self.stage.starts:
            self._start(event.at)

    def close(self, end: datetime | None = None, ending: Ending | None = None) -> None:
        """
        Put the run away, if there is one, as it stands or as it ended.
        """
        if self.start is not None:
            self.runs.append(
                Run(
                    self.start,
                    end,
                    ending,
                    tuple(self.pauses),
                    tuple(self.granted),
                    tuple(self.requested),
                )
            )
        self.start = None

    def _start(self, at: datetime) -> None:
        self.has_run, self.start = True, at
        self.granted, self.requested = [], []
        self.pauses = [] if self.stopped is None else [Pause(at, None, self.stopped[1])]

    def _in_run(self, event: Event) -> None:
        kind = event.kind
        if kind in self.stage.meets:
            self.close(event.at, Ending.MET)
        elif kind is EventKind.TRANSFERRED and self.stage.on_transfer is OnTransfer.RENEW:
            self.close(event.at, Ending.HANDED_OVER)
            self._start(event.at)
        elif kind in _ENDS:
            self.close(event.at, Ending.LAPSED)
        elif kind is EventKind.EXTENDED:
            self.granted.append(event)
        elif kind is EventKind.EXTENSION_REQUESTED:
            self.requested.append(event.at)

    def _stop(self, event: Event) -> None:
        cause = event.reason
        if cause not in self.stage.pauses:
            return
        self.stopped = (event.at, cause)
        if self.start is not None:
            self.pauses.append(Pause(event.at, None, cause))

    def _go_on(self, at: datetime) -> None:
        self.stopped = None
        if self.start is not None and self.pauses and self.pauses[-1].end is None:
            self.pauses[-1] = self.pauses[-1]._replace(end=at)
