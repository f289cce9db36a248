"""
What a command decided, as steps of an explanation: each event, and what became of each request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from partygrid.errors import PartyGridError
from partygrid.labels import Label, counted
from partygrid.points._event import BankEvent, Closed, Enrolled, Reversed, Submitted
from partygrid.points._follow import follow
from partygrid.points._month import STORAGE, ClosedMonth
from partygrid.points._statement_lines import cap_label
from partygrid.points._store_event import Allocated, Delivered, Settled
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.points._bank import Bank
    from partygrid.points._decision import Decision
    from partygrid.points._order import Order


def decision_steps(decision: Decision) -> Step:
    """
    Make the steps of a decision: what happened, who was refused and why, who was granted what.
    """
    bank, events, granted, refused = decision
    words = Label(
        f"{len(events)} 个事件，准予 {len(granted)} 项，未能兑换 {len(refused)} 项",
        f"{counted(len(events), 'event')}, {len(granted)} granted, {len(refused)} refused",
    )
    children = (
        *(_STEPS[type(event)](bank, event) for event in events),
        *map(_order, (*refused, *granted)),
    )
    return Step(_DECISION, words, children)


def _order(order: Order) -> Step:
    id_ = order.request.id
    label = Label(f"兑换申请 {id_}", f"request {id_}")
    return _named(order.trace(), f"request-{id_}", label)


def _named(step: Step, key: str, label: Label) -> Step:
    return step._replace(rule=attrs.evolve(step.rule, key=key, label=label))


def _enrolled(bank: Bank, event: Enrolled) -> Step:
    """
    Name who entered, and what their accounts were opened with.
    """
    rules = bank.tariff.rules_on(event.on, event.on)
    labels = {kind.key: kind.label for kind in rules.kinds}
    opening, children = rules.entry("openings"), []
    for holder in event.holders:
        rule = StepRule(f"holder-{holder.id}", Label(holder.id, holder.id), Unit.TEXT)
        points = rules.opening_of[holder.kind]
        first = Step(StepRule("opening", _OPENING, Unit.POINTS, entry=opening), points)
        row = Label(f"{holder.since} 加入", f"since {holder.since}")
        children.append(Step(rule, labels[holder.kind], (first,) if points else (), row))
    count = len(children)
    words = Label(f"{count}户", counted(count, "holder"))
    return Step(StepRule("enrolled", _ENTERED, Unit.TEXT), words, tuple(children), _on(event.on))


def _submitted(bank: Bank, event: Submitted) -> Step:  # noqa: ARG001 - as the others
    count = len(event.slips)
    words = Label(f"{count}单", counted(count, "slip"))
    return Step(StepRule("submitted", _CAME_IN, Unit.TEXT), words, (), _on(event.on))


def _closed(bank: Bank, event: Closed) -> Step:
    """
    Give what all slips of the month were worth, what each cap cut off, and what is left of it.
    """
    [month] = [each for each in bank.months if each.month == event.month]
    found = month.month.label
    count = Label(f"{len(month)}单", counted(len(month), "slip"))
    worth, lost = sum(month.worth), dict(_lost(bank, month))
    caps = tuple(
        Step(StepRule(f"cap-{number}", label, Unit.POINTS), points)
        for number, (label, points) in enumerate(lost.items(), start=1)
    )
    clipped = Step(StepRule("clipped", _CLIPPED, Unit.POINTS, Op.SUM), sum(lost.values()), caps)
    children = (Step(StepRule("worth", _WORTH, Unit.POINTS), worth, (), count), clipped)
    label = Label(f"月结 {found.zh}：入账积分", f"close of {found.en}: credited")
    rule = StepRule("closed", label, Unit.POINTS, Op.DIFFERENCE)
    digest = event.digest[:12]
    row = Label(f"{event.on}，摘要 {digest}…", f"{event.on}, digest {digest}…")
    return Step(rule, sum(month.credited), children, row)


def _lost(bank: Bank, month: ClosedMonth) -> Iterable[tuple[Label, int]]:
    """
    Give the points that each cap cut off, by its name, in the order of the slips.
    """
    labels: dict[int, Label] = {}
    points: dict[int, int] = {}
    for row, clip in enumerate(month.clips):
        if clip:
            if clip not in labels:
                rules = bank.tariff.rules_on(date.fromordinal(month.days[row]), month.on)
                labels[clip] = cap_label(rules, month.names[clip - 2] if clip > STORAGE else None)
            lost = month.worth[row] - month.credited[row]
            points[clip] = points.get(clip, 0) + lost
    return ((labels[clip], lost) for clip, lost in points.items())


def _delivered(bank: Bank, event: Delivered) -> Step:
    came = event.delivery
    gift = bank.store.rules_on(event.on, event.on).gift(came.gift)
    label = Label(f"入库 {came.id}：{gift.label.zh}", f"delivery {came.id}: {gift.label.en}")
    left = Step(StepRule("left", _LEFT, Unit.PIECES), bank.shelf(came.gift).left)
    return Step(StepRule("delivered", label, Unit.PIECES), came.quantity, (left,), _on(event.on))


def _allocated(bank: Bank, event: Allocated) -> Step:  # noqa: ARG001 - as the others
    """
    Name the window; what became of the requests stands beside it.
    """
    period, count = event.period.label, len(event.requests)
    window = f"{event.window.start} – {event.window.last}"
    words = Label(f"{count}份申请", counted(count, "request"))
    label = Label(f"兑换 {period.zh}", f"redemption for {period.en}")
    row = Label(f"{event.on}，开放 {window}", f"{event.on}, open {window}")
    return Step(StepRule("allocated", label, Unit.TEXT), words, (), row)


def _settled(bank: Bank, event: Settled) -> Step:
    done = event.settlement
    kind = done.kind.label
    label = Label(f"{kind.zh} {done.id}：{done.order}", f"{done.order} {kind.en} by {done.id}")
    step = _named(bank.order(done.order).trace(), "settled", label)
    return step._replace(row=_on(event.on))


def _reversed(bank: Bank, event: Reversed) -> Step:
    """
    Follow the slip that was taken back; one that no tariff knows has no worth to be told.
    """
    wrong = event.reversal
    label = Label(
        f"更正 {wrong.id}：登记单 {wrong.slip}", f"{wrong.id} takes back slip {wrong.slip}"
    )
    try:
        found = follow(bank, wrong.slip, on=event.on).trace()
    except PartyGridError as error:
        rule = StepRule("reversed", label, Unit.TEXT)
        return Step(rule, wrong.by.label, (), Label(f"{error}", f"{error}"))
    return _named(found, "reversed", label)


def _on(day: date) -> Label:
    return Label(f"{day}", f"{day}")


_STEPS: Final[dict[type[BankEvent], Callable[[Bank, Any], Step]]] = {
    Enrolled: _enrolled,
    Submitted: _submitted,
    Closed: _closed,
    Delivered: _delivered,
    Allocated: _allocated,
    Settled: _settled,
    Reversed: _reversed,
}
_DECISION: Final = StepRule("decision", Label("决定", "decided"), Unit.TEXT)
_ENTERED: Final = Label("加入", "entered")
_OPENING: Final = Label("初始积分", "opening balance")
_CAME_IN: Final = Label("登记单提交", "slips came in")
_WORTH: Final = Label("应计积分", "worth")
_CLIPPED: Final = Label("超上限未计", "clipped")
_LEFT: Final = Label("现有库存", "in stock now")
