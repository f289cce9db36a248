"""
Deadline clocks: what a place promises, what happened to a case, what is due, late, or stopped.

A case is a fold over its events; `read` says where it stands at an instant, and when to look
again. The meaning of a name such as 1351 is never built in: a `StageScheme` holds it.
"""

from partygrid.clocks._audit import audit
from partygrid.clocks._case import Case
from partygrid.clocks._clock import Leg
from partygrid.clocks._course import CaseState
from partygrid.clocks._docket import Docket, Load, docket
from partygrid.clocks._event import Channel, Event, EventKind, Role
from partygrid.clocks._handling import (
    CommunityDuty,
    ExtensionRule,
    Reminder,
    ReturnRule,
    When,
)
from partygrid.clocks._impact import Setting, Shift, Shifts, impact
from partygrid.clocks._moved import Moved
from partygrid.clocks._read import read
from partygrid.clocks._reading import Reading, StageReading, StageState, Told
from partygrid.clocks._run import Ending, Pause, Run
from partygrid.clocks._scheme import StageRules, StageScheme
from partygrid.clocks._stage import DayPause, MatterLimit, OnTransfer, Stage

__all__ = [
    "Case",
    "CaseState",
    "Channel",
    "CommunityDuty",
    "DayPause",
    "Docket",
    "Ending",
    "Event",
    "EventKind",
    "ExtensionRule",
    "Leg",
    "Load",
    "MatterLimit",
    "Moved",
    "OnTransfer",
    "Pause",
    "Reading",
    "Reminder",
    "ReturnRule",
    "Role",
    "Run",
    "Setting",
    "Shift",
    "Shifts",
    "Stage",
    "StageReading",
    "StageRules",
    "StageScheme",
    "StageState",
    "Told",
    "When",
    "audit",
    "docket",
    "impact",
    "read",
]
