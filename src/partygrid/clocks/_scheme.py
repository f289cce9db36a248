"""
The stage scheme: what a place promises residents, and within which time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from partygrid.clocks._event import EventKind
from partygrid.clocks._handling import CommunityDuty, ExtensionRule, Reminder, ReturnRule, When
from partygrid.clocks._items import (
    duties_items,
    extension_items,
    reminders_items,
    returns_items,
    stages_items,
)
from partygrid.clocks._stage import Stage
from partygrid.dated import InForce, Scheme, Series, parameter
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, with_article
from partygrid.worktime import LimitUnit


def _each_a(kind: type, key: str, *, least: int = 0) -> Callable[[Any, str], None]:
    def check(values: Any, field: str) -> None:
        if type(values) is not tuple:
            raise WrongTypeError(field=field, value=values, allowed=f"a tuple of {kind.__name__}s")
        for value in values:
            if type(value) is not kind:
                raise WrongTypeError(field=field, value=value, allowed=with_article(kind.__name__))
        if len(values) < least:
            raise ValueNotAllowedError(field=field, value=values, allowed=f"{least} or more")
        keys = tuple(getattr(value, key) for value in values)
        if len(set(keys)) < len(keys):
            raise ValueNotAllowedError(field=field, value=keys, allowed=f"each {key} once")

    return check


def _check_extension(value: Any, field: str) -> None:
    if value is not None and type(value) is not ExtensionRule:
        raise WrongTypeError(field=field, value=value, allowed="an ExtensionRule or None")


def _check_returns(value: Any, field: str) -> None:
    if value is not None and type(value) is not ReturnRule:
        raise WrongTypeError(field=field, value=value, allowed="a ReturnRule or None")


def _check_duties(value: Any, field: str) -> None:
    if value is not None:
        _each_a(CommunityDuty, "matter")(value, field)


def _labels(values: Any) -> Label:
    if not values:
        return Label("无", "none")
    labels = [value.label for value in values]
    return Label("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))


def _extension_words(value: ExtensionRule | None) -> Label:
    if value is None:
        return Label("不得延期", "none")
    unit = value.unit.label
    return Label(
        f"每次不超过{value.most}{unit.zh}，{value.times}次为限",
        f"up to {value.most} {unit.en} at a time, {value.times} at most",
    )


def _returns_words(value: ReturnRule | None) -> Label:
    if value is None:
        return Label("未规定", "nothing laid down")
    limit = value.limit.label
    return Label(f"{limit.zh}内", f"within {limit.en}")


def _duties_words(value: tuple[CommunityDuty, ...] | None) -> Label:
    if value is None:
        return Label("未列清单", "no list")
    matters = ", ".join(each.matter for each in value)
    return Label(matters or "无", matters or "none")


def _farthest(reminders: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
    found: dict[tuple[When, LimitUnit], Reminder] = {}
    for reminder in sorted(reminders, key=_amount):
        if reminder.amount:
            found[reminder.when, reminder.unit] = reminder
    return tuple(found.values())


def _acts(stages: tuple[Stage, ...]) -> dict[EventKind, tuple[tuple[int, int], ...]]:
    found: dict[EventKind, tuple[tuple[int, int], ...]] = {}
    for number, stage in enumerate(stages):
        for kind, act in stage.acts.items():
            found[kind] = (*found.get(kind, ()), (number, act))
    return found


def _amount(reminder: Reminder) -> int:
    return reminder.amount


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class StageRules(InForce):
    """
    Hold the values of a `StageScheme` that are in force together.

    Args:
        entries: The entries that the values came from.
        stages: The stages, in order.
        extension: How limits may be extended; None: they may not.
        reminders: Who is told of what is not met yet.
        returns: Within which time a unit may send a case back; None: nothing is laid down.
        community_duties: The matters that may be assigned to a community; None: no list is laid
            down.

    Raises:
        UnknownNameError: An extension or a reminder names a stage that there is not.
    """

    stages: tuple[Stage, ...]
    extension: ExtensionRule | None
    reminders: tuple[Reminder, ...]
    returns: ReturnRule | None
    community_duties: tuple[CommunityDuty, ...] | None
    acts: dict[EventKind, tuple[tuple[int, int], ...]] = attrs.field(init=False)
    """
    What each kind of event does, as the numbers of the stages, counted from 0, and what to each.
    """
    _reminders: dict[str, tuple[Reminder, ...]] = attrs.field(init=False)
    _farthest: dict[str, tuple[Reminder, ...]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse values at odds.
        """
        keys = [stage.key for stage in self.stages]
        named = [(each.stage, f"reminder {each.key}") for each in self.reminders]
        if self.extension is not None:
            named += [(stage, "extension") for stage in self.extension.stages]
        for stage, field in named:
            if stage not in keys:
                raise UnknownNameError(
                    field=f"{field}: stage", value=stage, allowed=", ".join(keys)
                )
        object.__setattr__(self, "acts", _acts(self.stages))
        ours = {key: tuple(each for each in self.reminders if each.stage == key) for key in keys}
        object.__setattr__(self, "_reminders", ours)
        farthest = {key: _farthest(reminders) for key, reminders in ours.items()}
        object.__setattr__(self, "_farthest", farthest)

    def reminders_of(self, key: str) -> tuple[Reminder, ...]:
        """
        Give the reminders of a stage, in order.

        Raises:
            UnknownNameError: There is no such stage.
        """
        return self._of_stage(self._reminders, key)

    def farthest_of(self, key: str) -> tuple[Reminder, ...]:
        """
        Give those reminders of a stage that lie farthest from when it is due, in each unit.

        Raises:
            UnknownNameError: There is no such stage.
        """
        return self._of_stage(self._farthest, key)

    def _of_stage(
        self, reminders: dict[str, tuple[Reminder, ...]], key: str
    ) -> tuple[Reminder, ...]:
        try:
            return reminders[key]
        except (KeyError, TypeError):
            # What cannot be looked up is no key, either.
            return reminders[self.stage(key).key]

    def stage(self, key: str) -> Stage:
        """
        Give a stage by its key.

        Raises:
            UnknownNameError: There is no such stage.
        """
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise UnknownNameError(
            field="stage", value=key, allowed=", ".join(stage.key for stage in self.stages)
        )


@attrs.frozen(kw_only=True, repr=False)
class StageScheme(Scheme[StageRules]):
    """
    Hold what a place promises; every field but the key is a `Series`.

    Args:
        key: The name of the scheme.
        stages: The stages, in order.
        extension: How limits may be extended; None: they may not.
        reminders: Who is told of what is not met yet: reminders and escalations.
        returns: Within which time a unit may send a case back; None: nothing is laid down.
        community_duties: The matters that may be assigned to a community (the shield of a duty
            list); None: no list is laid down.

    Raises:
        WrongTypeError: A field is not a series, or holds a value of another type.
        ValueNotAllowedError: A field holds a value outside its domain.
    """

    stages: Series[tuple[Stage, ...]] = attrs.field(
        repr=False,
        metadata=parameter(
            "环节", "stages", _each_a(Stage, "key", least=1), _labels, stages_items
        ),
    )
    extension: Series[ExtensionRule | None] = attrs.field(
        repr=False,
        metadata=parameter(
            "延期", "extension", _check_extension, _extension_words, extension_items
        ),
    )
    reminders: Series[tuple[Reminder, ...]] = attrs.field(
        repr=False,
        metadata=parameter(
            "催办督办", "reminders", _each_a(Reminder, "key"), _labels, reminders_items
        ),
    )
    returns: Series[ReturnRule | None] = attrs.field(
        repr=False,
        metadata=parameter("退回", "returns", _check_returns, _returns_words, returns_items),
    )
    community_duties: Series[tuple[CommunityDuty, ...] | None] = attrs.field(
        repr=False,
        metadata=parameter(
            "社区职责清单", "duties of a community", _check_duties, _duties_words, duties_items
        ),
    )

    @classmethod
    def _kind(cls) -> type[StageRules]:
        return StageRules
