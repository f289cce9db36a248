"""
What a comparison says, as steps of an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from partygrid.labels import Label, Language, check_language
from partygrid.trace import MOST_ROWS, Op, Step, StepRule, Unit, markdown_table

if TYPE_CHECKING:
    from partygrid.points._again import LeftOut
    from partygrid.points._comparison import Comparison, HolderChange, RequestChange
    from partygrid.points._order import Order


def comparison_steps(found: Comparison) -> Step:
    """
    Make the steps of a comparison: sums, and whatever differs.
    """
    count = len(found.decided_otherwise)
    requests = _counted(count, "项申请", "request")
    words = Label(
        f"入账{found.difference:+}分，{requests.zh}结果不同",
        f"{found.difference:+} points credited, {requests.en} decided otherwise",
    )
    children = (
        _credited(found),
        *(_holder(each) for each in found.holders if each.differs),
        *(_request(each) for each in found.decided_otherwise),
        *(_left_out(each) for each in found.left_out),
    )
    return Step(_ROOT, words, children)


def comparison_table(found: Comparison, language: Language) -> str:
    """
    Lay out what each activity would earn, and below it which requests would end otherwise.
    """
    check_language(language)
    sums = [sum(each.credited[side] for each in found.activities) for side in (0, 1)]
    words = found.trace().text(language)
    earned = markdown_table(
        [each.text(language) for each in (_ACTIVITY, _NOW, _THEN, _CHANGE)],
        [(each.label.text(language), *_pair(*each.credited)) for each in found.activities],
        "<>>>",
        heading=Label(f"{found.heading.zh}：{words}", f"{found.heading.en}: {words}"),
        total=(_ALL.text(language), *_pair(*sums)),
        language=language,
    )
    otherwise = found.decided_otherwise
    parts = [earned]
    if otherwise:
        rows = [
            (
                each.request,
                _decided(each.before).text(language),
                _decided(each.after).text(language),
            )
            for each in otherwise[:MOST_ROWS]
        ]
        header = [each.text(language) for each in (_REQUEST, _NOW, _THEN)]
        parts.append(markdown_table(header, rows, "<<<", count=len(otherwise), language=language))
    if found.left_out:
        count = len(found.left_out)
        told = Label(f"{count} 项未能发生，见 `left_out`", f"{count} left out: see `left_out`")
        parts.append(told.text(language))
    return "\n\n".join(parts)


def _pair(before: int, after: int) -> tuple[str, str, str]:
    return f"{before}", f"{after}", f"{after - before:+}" if after != before else ""


def _counted(count: int, zh: str, en: str) -> Label:
    return Label(f"{count}{zh}", f"{count} {en}{'' if count == 1 else 's'}")


def _credited(found: Comparison) -> Step:
    """
    Give the sums over all activities, as they would be less as they are.
    """
    sides = []
    for key, label, side in (("after", _THEN, 1), ("before", _NOW, 0)):
        parts = tuple(
            Step(
                StepRule(each.activity or "opening", each.label, Unit.POINTS),
                each.credited[side],
                (),
                _counted(each.slips[side], "单", "slip"),
            )
            for each in found.activities
        )
        rule = StepRule(key, label, Unit.POINTS, Op.SUM)
        sides.append(Step(rule, sum(each.credited[side] for each in found.activities), parts))
    return Step(_CREDITED, found.difference, tuple(sides))


def _holder(change: HolderChange) -> Step:
    parts = []
    for key, label, (before, after) in (
        ("credited", Label("入账", "credited"), change.credited),
        ("redeemed", Label("兑换", "redeemed"), change.redeemed),
        ("available", Label("可用", "available"), change.available),
    ):
        rule = StepRule(key, label, Unit.POINTS, Op.DIFFERENCE)
        sides = (Step(_AFTER, after), Step(_BEFORE, before))
        parts.append(Step(rule, after - before, sides))
    words = Label("积分户", "holder")
    return Step(StepRule(change.holder, words, Unit.TEXT), change.holder, tuple(parts))


def _request(change: RequestChange) -> Step:
    before, after = _decided(change.before), _decided(change.after)
    row = Label(change.why, change.why) if change.why else None
    words = Label(f"{before.zh} → {after.zh}", f"{before.en} → {after.en}")
    label = Label(f"申请 {change.request}", f"request {change.request}")
    orders = tuple(_orders(change))
    return Step(StepRule(change.request, label, Unit.TEXT), words, orders, row)


def _orders(change: RequestChange) -> Iterator[Step]:
    for order, label in ((change.before, _NOW), (change.after, _THEN)):
        if order is not None:
            yield Step(
                StepRule(f"{label.en}", label, Unit.TEXT), _decided(order), (order.trace(),)
            )


def _decided(order: Order | None) -> Label:
    if order is None:
        return Label("无从申请", "not to be asked for")
    if order.refusal is None:
        return Label("可兑换", "granted")
    return Label(
        f"未能兑换：{order.refusal.reason.label.zh}", f"refused: {order.refusal.reason.label.en}"
    )


def _left_out(each: LeftOut) -> Step:
    label = Label(f"未能发生：{_WHAT[each.what].zh} {each.id}", f"left out: {each.what} {each.id}")
    return Step(StepRule(f"{each.what}-{each.id}", label, Unit.TEXT), each.why)


_WHAT: Final = {
    "holder": Label("积分户", "holder"),
    "slip": Label("登记单", "slip"),
    "request": Label("兑换申请", "request"),
}
_ACTIVITY: Final = Label("项目", "activity")
_REQUEST: Final = Label("申请", "request")
_CHANGE: Final = Label("变化", "change")
_ALL: Final = Label("合计", "sum")
_NOW: Final = Label("现状", "now")
_THEN: Final = Label("变更后", "then")
_ROOT: Final = StepRule("comparison", Label("对照", "comparison"), Unit.TEXT)
_CREDITED: Final = StepRule(
    "credited", Label("入账变化", "change in what is credited"), Unit.POINTS, Op.DIFFERENCE
)
_AFTER: Final = StepRule("after", _THEN, Unit.POINTS)
_BEFORE: Final = StepRule("before", _NOW, Unit.POINTS)
