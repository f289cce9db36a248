"""
All that the fields of a stage scheme hold, item by item.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from partygrid.labels import Label
from partygrid.worktime import Limit

if TYPE_CHECKING:
    from partygrid.clocks._handling import CommunityDuty, ExtensionRule, Reminder, ReturnRule
    from partygrid.clocks._stage import MatterLimit, Stage
    from partygrid.dated import WrittenItems

_NONE: Final = Label("无", "none")


def _listed(labels: Iterable[Label]) -> Label:
    """
    Name several things in a row.
    """
    found = tuple(labels)
    return Label("、".join(each.zh for each in found), ", ".join(each.en for each in found))


def _joined(labels: Iterable[Label]) -> Label:
    """
    Put clauses one after the other.
    """
    found = tuple(labels)
    return Label("；".join(each.zh for each in found), "; ".join(each.en for each in found))


def limit_words(limit: Limit) -> Label:
    """
    Write a limit with the way in which it is counted.
    """
    amount, counted = limit.label, limit.conventions
    return Label(f"{amount.zh}（{counted.zh}）", f"{amount.en} ({counted.en})")


def stages_items(stages: tuple[Stage, ...]) -> WrittenItems:
    """
    Write every stage: what starts and meets it, its limits, and what stops them.
    """
    return tuple((stage.key, _stage_words(stage)) for stage in stages)


def _stage_words(stage: Stage) -> Label:
    starts, meets = (
        _listed(kind.label for kind in kinds) for kinds in (stage.starts, stage.meets)
    )
    parts = [Label(f"自{starts.zh}起，至{meets.zh}止", f"from {starts.en} to {meets.en}")]
    parts += [_matter_words(each) for each in stage.limits]
    if stage.pauses:
        causes_zh, causes_en = "、".join(stage.pauses), ", ".join(stage.pauses)
        parts.append(Label(f"{causes_zh}可暂停", f"stopped by {causes_en}"))
    if stage.day_pause is not None:
        parts.append(stage.day_pause.label)
    moved = stage.on_transfer.label
    parts.append(Label(f"转办：{moved.zh}", f"on transfer: {moved.en}"))
    said = _joined(parts)
    return Label(f"{stage.label.zh}：{said.zh}", f"{stage.label.en}: {said.en}")


def _matter_words(each: MatterLimit) -> Label:
    limit = Label("不设时限", "no limit") if each.limit is None else limit_words(each.limit)
    if each.matter is None:
        return limit
    return Label(f"{each.matter}：{limit.zh}", f"{each.matter}: {limit.en}")


def extension_items(rule: ExtensionRule | None) -> WrittenItems:
    """
    Write how far, how often and on whose word a limit may be extended.
    """
    if rule is None:
        return (("", Label("不得延期", "none")),)
    most, roles = rule.unit.counted(rule.most), _listed(role.label for role in rule.consent)
    asked = (
        Label("到期前申请即可", "enough if asked for before it is due")
        if rule.request_suffices
        else Label("须在到期前批准", "to be granted before it is due")
    )
    stages = Label("、".join(rule.stages), ", ".join(rule.stages))
    parts = (
        Label(
            f"{stages.zh}：每次不超过{most.zh}，{rule.times}次为限",
            f"{stages.en}: up to {most.en} at a time, {rule.times} at most",
        ),
        Label(f"由{roles.zh}批准", f"granted by {roles.en}"),
        asked,
    )
    return (("", _joined(parts)),)


def reminders_items(reminders: tuple[Reminder, ...]) -> WrittenItems:
    """
    Write who is told of what, and when.
    """
    if not reminders:
        return (("", _NONE),)
    return tuple((reminder.key, _reminder_words(reminder)) for reminder in reminders)


def _reminder_words(each: Reminder) -> Label:
    when, span, role = each.when.label, each.unit.counted(each.amount), each.role.label
    return Label(
        f"{each.label.zh}：{each.stage}{when.zh}{span.zh}，第{each.level}级，{role.zh}",
        f"{each.label.en}: {span.en} {when.en} ({each.stage}), level {each.level}, {role.en}",
    )


def returns_items(rule: ReturnRule | None) -> WrittenItems:
    """
    Write within which time a case may be sent back.
    """
    if rule is None:
        return (("", Label("未规定", "nothing laid down")),)
    limit = limit_words(rule.limit)
    return (("", Label(f"{limit.zh}内", f"within {limit.en}")),)


def duties_items(duties: tuple[CommunityDuty, ...] | None) -> WrittenItems:
    """
    Write which classes of matter a community may be given, and in which role.
    """
    if duties is None:
        return (("", Label("未列清单", "no list")),)
    if not duties:
        return (("", _NONE),)
    return tuple(
        (
            each.matter,
            Label("可牵头", "may lead") if each.may_lead else Label("仅协助", "may only assist"),
        )
        for each in duties
    )
