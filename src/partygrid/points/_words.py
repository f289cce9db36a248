"""
The values of the schemes in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from partygrid.labels import Label
from partygrid.money import format_percent, format_yuan
from partygrid.points._activity import Activity, Counting
from partygrid.worktime import Cadence, Limit, PeriodDay, RestRule, Rhythm

if TYPE_CHECKING:
    from partygrid.points._appraising import Honour
    from partygrid.points._cap import Cap
    from partygrid.points._store import Gift
    from partygrid.points._tariff import Opening

NONE: Final = Label("无", "none")


class _Addition(NamedTuple):
    """
    Hold what is added to words in both languages; unlike a label it may be nothing.
    """

    zh: str
    en: str


def points_words(points: int) -> Label:
    """
    Write a number of points.
    """
    return Label(f"{points}分", f"{points} point{'' if points == 1 else 's'}")


def listed(labels: Iterable[Label]) -> Label:
    """
    Join what stands in a list; an empty one is none.
    """
    found = tuple(labels)
    if not found:
        return NONE
    return Label("；".join(each.zh for each in found), "; ".join(each.en for each in found))


def labels_words(values: tuple[Any, ...]) -> Label:
    """
    Name things by their labels.
    """
    return listed(each.label for each in values)


def activities_words(values: tuple[Activity, ...]) -> Label:
    """
    Say what each activity earns.
    """
    return listed(map(_activity_words, values))


def _activity_words(activity: Activity) -> Label:
    points, who = points_words(activity.points), _only(activity.kinds)
    per = activity.unit.per(activity.per)
    full = _Addition("", "")
    if activity.counting is not Counting.IN_PROPORTION:
        counting = activity.counting.label
        full = _Addition(f"，{counting.zh}", f", {counting.en}")
    return Label(
        f"{activity.label.zh}：{per.zh}{points.zh}{full.zh}{who.zh}",
        f"{activity.label.en}: {points.en} {per.en}{full.en}{who.en}",
    )


def _only(names: tuple[str, ...]) -> _Addition:
    """
    Add in brackets what a thing is limited to.
    """
    if not names:
        return _Addition("", "")
    return _Addition(f"（{'、'.join(names)}）", f" ({', '.join(names)})")


def caps_words(values: tuple[Cap, ...]) -> Label:
    """
    Say how much each cap lets through.
    """
    return listed(map(_cap_words, values))


def _cap_words(cap: Cap) -> Label:
    points, every, scope = points_words(cap.points), cap.every.label, cap.scope.label
    what = _only(cap.activities)
    return Label(
        f"{cap.label.zh}：{scope.zh}{every.zh}最多{points.zh}{what.zh}",
        f"{cap.label.en}: at most {points.en} {every.en} for {scope.en}{what.en}",
    )


def storage_words(value: int | None) -> Label:
    """
    Say how many points an account may hold.
    """
    if value is None:
        return Label("不限", "any number")
    points = points_words(value)
    return Label(f"最多{points.zh}", f"at most {points.en}")


def openings_words(values: tuple[Opening, ...]) -> Label:
    """
    Say with how many points each kind of account is opened.
    """
    return listed(map(_opening_words, values))


def _opening_words(opening: Opening) -> Label:
    points = points_words(opening.points)
    return Label(f"{opening.kind}：{points.zh}", f"{opening.kind}: {points.en}")


def names_words(values: tuple[str, ...]) -> Label:
    """
    Give names as they are.
    """
    return Label("、".join(values), ", ".join(values))


def gifts_words(values: tuple[Gift, ...]) -> Label:
    """
    Say what each gift costs.
    """
    return listed(map(_gift_words, values))


def _gift_words(gift: Gift) -> Label:
    points, who = points_words(gift.points), _only(gift.kinds)
    zh, en = f"{gift.label.zh}{points.zh}{who.zh}", f"{gift.label.en} {points.en}{who.en}"
    if gift.limit is not None:
        zh, en = f"{zh}，每期限{gift.limit}件", f"{en}, {gift.limit} a period at most"
    if gift.top_up is not None:
        most = format_percent(gift.top_up.most)
        fen = format_yuan(gift.top_up.fen_a_point)
        zh = f"{zh}，最多{most}可按每分{fen}元以现金补足"
        en = f"{en}, up to {most} in cash at {fen} yuan a point"
    return Label(zh, en)


def window_words(value: Cadence) -> Label:
    """
    Say when the store is open.
    """
    days, rest = _days_words(value), value.rest.label
    if value.rest is RestRule.KEEP:
        return days
    return Label(f"{days.zh}（{rest.zh}）", f"{days.en} ({rest.en})")


def _days_words(value: Cadence) -> Label:
    every = value.every.label
    if value.on:
        return value.label
    if value.window is None:
        return Label(f"{every.zh}内任意一日", f"any day of {every.en}")
    first, last = (_day_words(day, value.every) for day in value.window)
    return Label(f"{every.zh}{first.zh}至{last.zh}", f"{every.en}, {first.en} to {last.en}")


def _day_words(day: PeriodDay, every: Rhythm) -> Label:
    named = Cadence(every=every, on=(day,), rest=RestRule.KEEP).label
    return Label(
        named.zh.removeprefix(every.label.zh), named.en.removeprefix(f"{every.label.en}, ")
    )


def hold_words(value: int | None) -> Label:
    """
    Say how long a hold stands.
    """
    if value is None:
        return Label("不设预留", "there are no holds")
    return Label(f"{value}日", f"{value} day{'' if value == 1 else 's'}")


def honours_words(values: tuple[Honour, ...]) -> Label:
    """
    Say what each honour takes.
    """
    return listed(map(_honour_words, values))


def _honour_words(honour: Honour) -> Label:
    takes, who = honour_takes(honour), _only((honour.kind,))
    return Label(
        f"{honour.label.zh}：{takes.zh}{who.zh}", f"{honour.label.en}: {takes.en}{who.en}"
    )


def honour_takes(honour: Honour) -> Label:
    """
    Say which places, or points, one honour takes.
    """
    zh, en = [], []
    if honour.best is not None:
        first = honour.best == 1
        zh.append("第1名" if first else f"前{honour.best}名")
        en.append("place 1" if first else f"places 1 to {honour.best}")
    if honour.points is not None:
        points = points_words(honour.points)
        zh.append(f"满{points.zh}")
        en.append(f"from {points.en}")
    return Label("且".join(zh), ", ".join(en))


def limit_words(value: Limit) -> Label:
    """
    Give the amount of a limit and its unit.
    """
    return value.label
