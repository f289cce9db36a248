"""
What happens to a case: events, each at an instant, each known from another.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import LabelledEnum, check_id, with_article
from partygrid.worktime import office_time


class EventKind(LabelledEnum):
    """
    Say what happened.

    >>> EventKind.find("受理").value
    'received'
    """

    RECEIVED = "received", "受理", "received"
    SIGNED = "signed", "签收", "signed for"
    ANSWERED = "answered", "答复", "answered"
    PAUSED = "paused", "暂停计时", "paused"
    RESUMED = "resumed", "恢复计时", "resumed"
    EXTENSION_REQUESTED = "extension_requested", "申请延期", "extension requested"
    EXTENDED = "extended", "批准延期", "extension granted"
    TRANSFERRED = "transferred", "转办", "transferred"
    RETURNED = "returned", "退回", "returned"
    RESOLVED = "resolved", "办结", "resolved"
    CALLED_BACK = "called_back", "回访", "called back"
    REOPENED = "reopened", "重办", "reopened"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"
    CLOSED = "closed", "归档", "closed"
    RETRACTED = "retracted", "撤销记录", "record taken back"


class Channel(LabelledEnum):
    """
    Say how a matter came in; the same clock runs for every channel.
    """

    ONLINE = "online", "线上", "online"
    OFFLINE = "offline", "线下", "offline"
    HOME_VISIT = "home_visit", "上门走访", "home visit"


class Role(LabelledEnum):
    """
    Say in which role someone acted; never who, and never who asked.
    """

    COMMUNITY = "community", "社区", "community"
    GRID = "grid", "网格", "grid"
    STREET = "street", "街道", "street"
    DEPARTMENT = "department", "职能部门", "department"
    DISTRICT = "district", "区级", "district"
    PLATFORM = "platform", "平台", "platform"


_NEEDS_REASON: Final = frozenset({EventKind.PAUSED, EventKind.RETURNED})
_TAKES_UNIT: Final = frozenset({EventKind.RECEIVED, EventKind.TRANSFERRED})


@attrs.frozen(kw_only=True)
class Event:
    """
    Record one thing that happened to a case.

    There is no field for the person who asked, and none for free text.

    Args:
        id: The host's id of the record; recorded again under it, the event is corrected.
        kind: What happened.
        at: When it happened.
        known: When it was recorded; not before it happened.
        role: In which role the actor acted.
        reason: The code of the reason; needed for a pause, which must be of a listed cause, and
            for a return.
        unit: The unit that handles the case from then on; needed when it is received or
            transferred.
        assigned: In which role that unit handles it; needed with the unit.
        leads: Whether that unit leads and does not merely assist; needed with the unit.
        matter: The class of matter; needed when it is received.
        channel: How it came in; needed when it is received.
        satisfied: What a callback found; None: nothing.
        amount: How much an extension grants, in the unit of the scheme's rule.

    Raises:
        WrongTypeError: A field has another type, or an instant is naive.
        ValueNotAllowedError: A field is missing where it is needed, or stands where it means
            nothing.

    >>> from partygrid.worktime import OFFICE_TIME
    >>> at = datetime(2025, 4, 29, 10, tzinfo=OFFICE_TIME)
    >>> Event(id="e-1", kind=EventKind.SIGNED, at=at, known=at, role=Role.COMMUNITY)
    <Event e-1: signed 2025-04-29 10:00:00>
    """

    id: str
    kind: EventKind
    at: datetime
    known: datetime
    role: Role
    reason: str | None = None
    unit: str | None = None
    assigned: Role | None = None
    leads: bool | None = None
    matter: str | None = None
    channel: Channel | None = None
    satisfied: bool | None = None
    amount: int | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse a record that does not say what it must, or says what means nothing.
        """
        check_id(self.id, field="event.id")
        field = f"event {self.id}"
        if type(self.kind) is not EventKind:
            raise WrongTypeError(field=f"{field}: kind", value=self.kind, allowed="an EventKind")
        if type(self.role) is not Role:
            raise WrongTypeError(field=f"{field}: role", value=self.role, allowed="a Role")
        for name in ("at", "known"):
            exact = office_time(getattr(self, name), field=f"{field}: {name}")
            object.__setattr__(self, name, exact)
        if self.known < self.at:
            raise ValueNotAllowedError(
                field=f"{field}: known", value=str(self.known), allowed=f"{self.at} or later"
            )
        self._check_kinds(field)
        self._check_given(field)

    def _check_given(self, field: str) -> None:
        received = self.kind is EventKind.RECEIVED
        for name, taken, needed in (
            ("reason", True, self.kind in _NEEDS_REASON),
            ("unit", self.kind in _TAKES_UNIT, self.kind in _TAKES_UNIT),
            ("assigned", self.kind in _TAKES_UNIT, self.kind in _TAKES_UNIT),
            ("leads", self.kind in _TAKES_UNIT, self.kind in _TAKES_UNIT),
            ("matter", received, received),
            ("channel", received, received),
            ("satisfied", self.kind is EventKind.CALLED_BACK, False),
            ("amount", self.kind is EventKind.EXTENDED, self.kind is EventKind.EXTENDED),
        ):
            given = getattr(self, name) is not None
            if given and not taken:
                raise ValueNotAllowedError(
                    field=f"{field}: {name}",
                    value=getattr(self, name),
                    allowed=f"none in an event that says: {self.kind.label.en}",
                )
            if needed and not given:
                raise ValueNotAllowedError(
                    field=f"{field}: {name}",
                    value=None,
                    allowed=f"{with_article(name)}: an event that says '{self.kind.label.en}' "
                    "needs it",
                )

    def _check_kinds(self, field: str) -> None:
        for name in ("reason", "unit", "matter"):
            if getattr(self, name) is not None:
                check_id(getattr(self, name), field=f"{field}: {name}")
        for name, kind in (
            ("channel", Channel),
            ("assigned", Role),
            ("leads", bool),
            ("satisfied", bool),
        ):
            value = getattr(self, name)
            if value is not None and type(value) is not kind:
                raise WrongTypeError(
                    field=f"{field}: {name}",
                    value=value,
                    allowed=f"{with_article(kind.__name__)}, or None",
                )
        if self.amount is not None:
            if type(self.amount) is not int:
                raise WrongTypeError(field=f"{field}: amount", value=self.amount, allowed="an int")
            if self.amount < 1:
                raise ValueNotAllowedError(
                    field=f"{field}: amount", value=self.amount, allowed="1 or more"
                )

    def __repr__(self) -> str:
        """
        Show id, kind and instant in one line.
        """
        return f"<Event {self.id}: {self.kind.value} {self.at:%Y-%m-%d %H:%M:%S}>"
