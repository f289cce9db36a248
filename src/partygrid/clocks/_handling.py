"""
How cases are handled beside their stages: extensions, returns, reminders, a community's duties.
"""

from __future__ import annotations

from typing import Final

import attrs

from partygrid.clocks._event import Role
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label, LabelledEnum, check_id, check_kind
from partygrid.worktime import Limit, LimitUnit

# No promise is kept so long; days beyond all calendars would be the end of it.
_MOST: Final = 100_000


@attrs.frozen(kw_only=True)
class ExtensionRule:
    """
    Hold how a limit may be extended: how often, how long, on whose word, and asked by when.

    Args:
        stages: The stages whose limits it extends.
        most: The longest single extension, in the unit.
        unit: What an extension counts: hours, working hours, calendar days or working days.
        times: How often one clock may be extended.
        consent: The roles that may grant it.
        request_suffices: Whether it is enough that it was requested before the due instant. If
            not, it must be granted by then.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A number is below 1, nobody may grant it, or one stands twice.
    """

    stages: tuple[str, ...]
    most: int
    unit: LimitUnit
    times: int
    consent: tuple[Role, ...]
    request_suffices: bool

    def __attrs_post_init__(self) -> None:
        """
        Refuse an extension that nobody could be granted.
        """
        for name in ("stages", "consent"):
            _check_some(getattr(self, name), f"extension.{name}")
        for stage in self.stages:
            check_id(stage, field="extension.stages")
        for role in self.consent:
            check_kind(role, Role, "extension.consent")
        for name in ("stages", "consent"):
            _check_once(getattr(self, name), f"extension.{name}")
        _check_unit(self.unit, "extension.unit")
        for name in ("most", "times"):
            _check_count(getattr(self, name), 1, f"extension.{name}")
        check_kind(self.request_suffices, bool, "extension.request_suffices")


def _check_some(values: tuple[object, ...], field: str) -> None:
    check_kind(values, tuple, field)
    if not values:
        raise ValueNotAllowedError(field=field, value=values, allowed="one or more")


def _check_once(values: tuple[object, ...], field: str) -> None:
    if len(set(values)) < len(values):
        raise ValueNotAllowedError(field=field, value=values, allowed="each once")


def _check_count(value: int, least: int, field: str) -> None:
    check_kind(value, int, field)
    if value < least:
        raise ValueNotAllowedError(field=field, value=value, allowed=f"{least} or more")


def _check_unit(unit: LimitUnit, field: str) -> None:
    """
    Refuse months and years: they do not count back, nor on from any day.
    """
    check_kind(unit, LimitUnit, field)
    if unit in {LimitUnit.MONTH, LimitUnit.YEAR}:
        raise ValueNotAllowedError(field=field, value=unit.value, allowed="minutes, hours or days")


class When(LabelledEnum):
    """
    Say on which side of the due instant someone is reminded.
    """

    BEFORE = "before", "到期前", "before it is due"
    AFTER = "after", "到期后", "after it was due"


@attrs.frozen(kw_only=True)
class Reminder:
    """
    Hold who is told of a stage that is not met yet, and when: a reminder, or an escalation.

    Args:
        key: The name of the reminder, unique in its scheme.
        label: The name in words, as in 催办 or 督办.
        stage: The stage.
        when: Before or after the due instant.
        amount: How long before or after; 0 is the due instant itself.
        unit: Of what: minutes, hours, working hours, calendar days or working days.
        level: How far up it goes, from 1.
        role: Who is told.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The amount is below 0, the level below 1, or the unit another.
    """

    key: str
    label: Label
    stage: str
    when: When
    amount: int
    unit: LimitUnit
    level: int
    role: Role

    def __attrs_post_init__(self) -> None:
        """
        Refuse a reminder that nobody would get.
        """
        check_id(self.key, field="reminder.key")
        field = f"reminder {self.key}"
        check_id(self.stage, field=f"{field}: stage")
        for name, kind in (("label", Label), ("when", When), ("role", Role)):
            check_kind(getattr(self, name), kind, f"{field}: {name}")
        _check_unit(self.unit, f"{field}: unit")
        _check_count(self.amount, 0, f"{field}: amount")
        if self.amount > _MOST:
            raise ValueNotAllowedError(
                field=f"{field}: amount", value=self.amount, allowed=f"0 to {_MOST}"
            )
        _check_count(self.level, 1, f"{field}: level")


@attrs.frozen
class ReturnRule:
    """
    Hold within which time the unit that a case was given to may send it back, with a reason.

    Args:
        limit: The time, counted from when the case was given to it.

    Raises:
        WrongTypeError: It is no Limit.
    """

    limit: Limit

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no limit.
        """
        check_kind(self.limit, Limit, "returns.limit")


@attrs.frozen
class CommunityDuty:
    """
    Name a class of matter that may be assigned to a community.

    Args:
        matter: The class.
        may_lead: Whether a community may lead in it, and not only assist.

    Raises:
        WrongTypeError: A field has another type.
    """

    matter: str
    may_lead: bool

    def __attrs_post_init__(self) -> None:
        """
        Refuse what names no duty.
        """
        check_id(self.matter, field="community_duty.matter")
        check_kind(self.may_lead, bool, "community_duty.may_lead")
