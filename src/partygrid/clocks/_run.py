"""
One run of a stage's clock: when it ran and stood, and how it ended.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from partygrid.clocks._event import Event
from partygrid.labels import LabelledEnum


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
