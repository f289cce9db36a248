"""
What each kind of event does to the clock of a stage, looked up instead of worked out.
"""

from __future__ import annotations

from typing import Final

from partygrid.clocks._event import EventKind

STARTS: Final = 1
"""
It starts the clock, once a round.
"""
BEGINS_ROUND: Final = 2
"""
It begins a round, in which the stage can run once more.
"""
ENDS: Final = 4
"""
It ends a run: meets it, hands it over, or makes it void.
"""
TURNS: Final = 8
"""
It stops the clock or lets it go on.
"""
EXTENDS: Final = 16
"""
It extends a run, or asks for that.
"""

_ROUNDS: Final = (EventKind.RECEIVED, EventKind.TRANSFERRED, EventKind.REOPENED)
_VOIDS: Final = (EventKind.WITHDRAWN, EventKind.CLOSED, EventKind.REOPENED)
_TURNS: Final = (EventKind.PAUSED, EventKind.RESUMED, EventKind.WITHDRAWN)
_EXTENDS: Final = (EventKind.EXTENDED, EventKind.EXTENSION_REQUESTED)


def acts_of(
    starts: tuple[EventKind, ...], meets: tuple[EventKind, ...], *, stops: bool, renews: bool
) -> dict[EventKind, int]:
    """
    Give what kinds of events do to a stage, as a sum; kinds that do nothing are left out.

    Args:
        starts: What starts its clock.
        meets: What meets it.
        stops: Whether a pause can stop it.
        renews: Whether a transfer hands it over.
    """
    ends = (*meets, *_VOIDS, *((EventKind.TRANSFERRED,) if renews else ()))
    found: dict[EventKind, int] = {}
    for act, kinds in (
        (STARTS, starts),
        (BEGINS_ROUND, _ROUNDS),
        (ENDS, ends),
        (TURNS, _TURNS if stops else ()),
        (EXTENDS, _EXTENDS),
    ):
        for kind in kinds:
            found[kind] = found.get(kind, 0) | act
    return found
