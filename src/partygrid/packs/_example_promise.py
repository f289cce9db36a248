"""
What the place that does not exist promises residents, and one case that it handled.

Every limit is ASSUMED.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from partygrid.clocks import (
    Case,
    Channel,
    CommunityDuty,
    DayPause,
    Event,
    EventKind,
    ExtensionRule,
    MatterLimit,
    OnTransfer,
    Reminder,
    ReturnRule,
    Role,
    Stage,
    StageScheme,
    When,
)
from partygrid.dated import SchemeKey, Series
from partygrid.labels import Label
from partygrid.sources import Source
from partygrid.worktime import OFFICE_TIME, EndRule, Limit, LimitUnit, RollRule, StartRule

_START: Final = date(2024, 1, 1)
_ORDINARY: Final = "ordinary"
_URGENT: Final = "urgent"


def _days(amount: int) -> Limit:
    return Limit(
        amount=amount,
        unit=LimitUnit.WORKING_DAY,
        start=StartRule.AFTER_STARTING_DAY,
        roll=RollRule.NONE,
        end=EndRule.CLOSE_OF_BUSINESS,
    )


def _hours(amount: int, unit: LimitUnit) -> Limit:
    return Limit(
        amount=amount,
        unit=unit,
        start=StartRule.FROM_INSTANT,
        roll=RollRule.NONE,
        end=EndRule.AT_INSTANT,
    )


_STAGES: Final = (
    Stage(
        key="sign",
        label=Label("签收", "sign for"),
        starts=(EventKind.RECEIVED, EventKind.TRANSFERRED),
        meets=(EventKind.SIGNED,),
        limits=(MatterLimit(None, _hours(1, LimitUnit.WORKING_HOUR)),),
        on_transfer=OnTransfer.RENEW,
    ),
    Stage(
        key="solve",
        label=Label("办结", "solve"),
        starts=(EventKind.RECEIVED, EventKind.REOPENED),
        meets=(EventKind.RESOLVED,),
        limits=(
            MatterLimit(_ORDINARY, _days(5)),
            MatterLimit(_URGENT, _hours(24, LimitUnit.HOUR)),
        ),
        pauses=("appraisal", "public_notice"),
        day_pause=DayPause.DAY_DIFFERENCE,
        on_transfer=OnTransfer.CARRY_OVER,
    ),
    Stage(
        key="call_back",
        label=Label("回访", "call back"),
        starts=(EventKind.RESOLVED,),
        meets=(EventKind.CALLED_BACK,),
        limits=(MatterLimit(None, _days(1)),),
        on_transfer=OnTransfer.CARRY_OVER,
    ),
)
_EXTENSION: Final = ExtensionRule(
    stages=("solve",),
    most=10,
    unit=LimitUnit.WORKING_DAY,
    times=1,
    consent=(Role.STREET, Role.DISTRICT),
    request_suffices=False,
)


def _reminder(key: str, label: Label, when: When, amount: int, level: int) -> Reminder:
    return Reminder(
        key=key,
        label=label,
        stage="solve",
        when=when,
        amount=amount,
        unit=LimitUnit.WORKING_DAY,
        level=level,
        role=Role.STREET if level == 1 else Role.DISTRICT,
    )


_REMINDERS: Final = (
    _reminder("remind", Label("提醒", "reminder"), When.BEFORE, 1, 1),
    _reminder("urge", Label("催办", "urging"), When.AFTER, 1, 1),
    _reminder("supervise", Label("督办", "supervision"), When.AFTER, 5, 2),
)


def promise(source: Source) -> StageScheme:
    """
    Make the scheme.
    """

    def said(name: str, value: Any) -> Series[Any]:
        return Series[Any](name).announce(value, start=_START, known=_START, source=source)

    return StageScheme(
        key=SchemeKey("example", "promise", "2024"),
        stages=said("stages", _STAGES),
        extension=said("extension", _EXTENSION),
        reminders=said("reminders", _REMINDERS),
        returns=said("returns", ReturnRule(_days(2))),
        community_duties=said(
            "community_duties",
            (CommunityDuty(_ORDINARY, may_lead=True), CommunityDuty(_URGENT, may_lead=False)),
        ),
    )


def case() -> Case:
    """
    Make a case received two days before a festival, signed for and paused for an appraisal.
    """

    def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2025, month, day, hour, minute, tzinfo=OFFICE_TIME)

    def event(number: int, kind: EventKind, when: datetime, **fields: Any) -> Event:
        return Event(
            id=f"e-{number}", kind=kind, at=when, known=when, role=Role.COMMUNITY, **fields
        )

    return Case(
        "case-1",
        (
            event(
                1,
                EventKind.RECEIVED,
                at(4, 29, 11, 20),
                unit="community-1",
                assigned=Role.COMMUNITY,
                leads=True,
                matter=_ORDINARY,
                channel=Channel.ONLINE,
            ),
            event(2, EventKind.SIGNED, at(4, 29, 11, 50)),
            event(3, EventKind.PAUSED, at(5, 7, 10, 30), reason="appraisal"),
            event(4, EventKind.RESUMED, at(5, 9, 16, 30)),
            event(5, EventKind.RESOLVED, at(5, 12, 17)),
            event(6, EventKind.CALLED_BACK, at(5, 13, 11), satisfied=True),
            event(7, EventKind.CLOSED, at(5, 13, 11, 5)),
        ),
    )
