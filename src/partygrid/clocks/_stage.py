"""
Stages: what starts and meets each, its limit by class of matter, and what stops its clock.
"""

from __future__ import annotations

from typing import Final

import attrs

from partygrid.clocks._acts import acts_of
from partygrid.clocks._event import EventKind
from partygrid.errors import (
    ConflictError,
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label, LabelledEnum, check_id
from partygrid.worktime import Limit


class DayPause(LabelledEnum):
    """
    Say by how much a pause moves a limit that counts days; there is no default.

    Days here are those that the limit counts: working days, or days of the calendar.
    """

    WHOLE_DAYS = "whole_days", "按完整停止的天数顺延", "by the days wholly stopped"
    DAY_DIFFERENCE = (
        "day_difference",
        "按恢复日减暂停日顺延",
        "by the day of resuming less the day of pausing",
    )
    ROUNDED_UP = (
        "rounded_up",
        "按停止的工作时间顺延，至当日结束",
        "by the working time stopped, up to the end of the day it reaches",
    )


class OnTransfer(LabelledEnum):
    """
    Say what a transfer does to a clock that runs.
    """

    CARRY_OVER = "carry_over", "时限连续计算", "carried over"
    RENEW = "renew", "时限重新计算", "renewed"


@attrs.frozen
class MatterLimit:
    """
    Pair a class of matter with its limit.

    Args:
        matter: The class; None: every class that has no limit of its own.
        limit: The limit; None: this stage has none for such matters.

    Raises:
        WrongTypeError: A field has another type.
    """

    matter: str | None
    limit: Limit | None

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no limit.
        """
        if self.matter is not None:
            check_id(self.matter, field="matter_limit.matter")
        if self.limit is not None and type(self.limit) is not Limit:
            raise WrongTypeError(
                field="matter_limit.limit", value=self.limit, allowed="a Limit, or None"
            )


_STARTS: Final = frozenset(
    {
        EventKind.RECEIVED,
        EventKind.SIGNED,
        EventKind.ANSWERED,
        EventKind.TRANSFERRED,
        EventKind.RETURNED,
        EventKind.RESOLVED,
        EventKind.REOPENED,
    }
)
_MEETS: Final = frozenset(
    {
        EventKind.SIGNED,
        EventKind.ANSWERED,
        EventKind.TRANSFERRED,
        EventKind.RETURNED,
        EventKind.RESOLVED,
        EventKind.CALLED_BACK,
        EventKind.CLOSED,
    }
)


@attrs.frozen(kw_only=True)
class Stage:
    """
    Hold one promise of a scheme: within which limit what must follow on what.

    Args:
        key: The name of the stage, unique in its scheme.
        label: The name in words.
        starts: What starts its clock; a reopened case starts those again that name it.
        meets: What meets it.
        limits: Its limits by class of matter.
        pauses: The causes that stop it; empty: nothing does.
        day_pause: By how much a pause moves a limit that counts days; needed if causes are
            listed and a limit counts days.
        on_transfer: What a transfer does to it.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: Nothing starts or meets it, it has no limit at all, or a cause
            stands twice.
        ConflictError: A class of matter has two limits, or an event both starts and meets it.
        UnsuitableRuleError: How a pause moves days is not chosen, or chosen where no day counts.

    >>> from partygrid.packs import load
    >>> from partygrid.worktime import LimitUnit
    >>> week = load("china").conventions["licensing_days"]
    >>> solve = Stage(
    ...     key="solve",
    ...     label=Label("办结", "solve"),
    ...     starts=(EventKind.RECEIVED, EventKind.REOPENED),
    ...     meets=(EventKind.RESOLVED,),
    ...     limits=(MatterLimit(None, week.limit(5)),),
    ...     on_transfer=OnTransfer.CARRY_OVER,
    ... )
    >>> solve.limit_of("ordinary").amount
    5
    """

    key: str
    label: Label
    starts: tuple[EventKind, ...]
    meets: tuple[EventKind, ...]
    limits: tuple[MatterLimit, ...]
    pauses: tuple[str, ...] = ()
    day_pause: DayPause | None = None
    on_transfer: OnTransfer
    acts: dict[EventKind, int] = attrs.field(init=False, repr=False, eq=False)
    """
    What kinds of events do to its clock.
    """
    _by_matter: dict[str | None, Limit | None] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse a promise that nobody could keep or break.
        """
        check_id(self.key, field="stage.key")
        field = f"stage {self.key}"
        if type(self.label) is not Label:
            raise WrongTypeError(field=f"{field}: label", value=self.label, allowed="a Label")
        for name, allowed in (("starts", _STARTS), ("meets", _MEETS)):
            _check_kinds(getattr(self, name), allowed, f"{field}: {name}")
        both = set(self.starts) & set(self.meets)
        if both:
            raise ConflictError(
                field=f"{field}: meets",
                value=", ".join(sorted(kind.value for kind in both)),
                allowed="events that do not start it as well",
            )
        self._check_limits(field)
        self._check_pauses(field)
        if type(self.on_transfer) is not OnTransfer:
            raise WrongTypeError(
                field=f"{field}: on_transfer",
                value=self.on_transfer,
                allowed="an OnTransfer: there is no default",
            )
        renews = self.on_transfer is OnTransfer.RENEW
        acts = acts_of(self.starts, self.meets, stops=bool(self.pauses), renews=renews)
        object.__setattr__(self, "acts", acts)
        limits = {each.matter: each.limit for each in self.limits}
        object.__setattr__(self, "_by_matter", limits)

    def _check_limits(self, field: str) -> None:
        if type(self.limits) is not tuple:
            raise WrongTypeError(
                field=f"{field}: limits", value=self.limits, allowed="a tuple of MatterLimits"
            )
        for each in self.limits:
            if type(each) is not MatterLimit:
                raise WrongTypeError(field=f"{field}: limits", value=each, allowed="a MatterLimit")
        matters = [each.matter for each in self.limits]
        if len(set(matters)) != len(matters):
            raise ConflictError(
                field=f"{field}: limits", value=matters, allowed="one limit for each class"
            )
        if all(each.limit is None for each in self.limits):
            raise ValueNotAllowedError(
                field=f"{field}: limits", value=matters, allowed="a limit for some class at least"
            )

    def _check_pauses(self, field: str) -> None:
        if type(self.pauses) is not tuple:
            raise WrongTypeError(
                field=f"{field}: pauses", value=self.pauses, allowed="a tuple of causes"
            )
        for cause in self.pauses:
            check_id(cause, field=f"{field}: pauses")
        if len(set(self.pauses)) < len(self.pauses):
            raise ValueNotAllowedError(
                field=f"{field}: pauses", value=self.pauses, allowed="each cause once"
            )
        self._check_day_pause(field)

    def _check_day_pause(self, field: str) -> None:
        """
        Refuse a stage whose days can be paused and that does not say how, or the reverse.
        """
        if self.day_pause is not None and type(self.day_pause) is not DayPause:
            raise WrongTypeError(
                field=f"{field}: day_pause", value=self.day_pause, allowed="a DayPause, or None"
            )
        counts_days = any(
            each.limit is not None and not each.limit.unit.is_clock for each in self.limits
        )
        if (self.day_pause is not None) is not (counts_days and bool(self.pauses)):
            raise UnsuitableRuleError(
                field=f"{field}: day_pause",
                value=None if self.day_pause is None else self.day_pause.value,
                allowed=", ".join(each.value for each in DayPause)
                if counts_days and self.pauses
                else "none: no pause moves a limit that counts days",
            )

    def limit_of(self, matter: str) -> Limit | None:
        """
        Give the limit for a class of matter; None if the stage has none for it.

        Raises:
            WrongTypeError: The class is not text.
            UnknownNameError: The stage says nothing of the class.
        """
        # Anything that is no class of its own would get the general limit.
        if type(matter) is not str:
            raise WrongTypeError(
                field=f"stage {self.key}: class of matter", value=matter, allowed="text"
            )
        limits = self._by_matter
        if matter in limits:
            return limits[matter]
        if None not in limits:
            raise UnknownNameError(
                field=f"stage {self.key}: class of matter",
                value=matter,
                allowed=", ".join(str(each) for each in limits),
            )
        return limits[None]


def _check_kinds(kinds: tuple[EventKind, ...], allowed: frozenset[EventKind], field: str) -> None:
    if type(kinds) is not tuple:
        raise WrongTypeError(field=field, value=kinds, allowed="a tuple of EventKinds")
    for kind in kinds:
        if type(kind) is not EventKind:
            raise WrongTypeError(field=field, value=kind, allowed="an EventKind")
        if kind not in allowed:
            raise ValueNotAllowedError(
                field=field,
                value=kind.value,
                allowed=", ".join(each.value for each in EventKind if each in allowed),
            )
    if not kinds or len(set(kinds)) != len(kinds):
        raise ValueNotAllowedError(
            field=field, value=[kind.value for kind in kinds], allowed="one or more, each once"
        )
