"""
What became of a request, as steps of an explanation.

They say what the holder's own request met; of others only how many came before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from partygrid.labels import Label
from partygrid.points._words import points_words
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.points._order import Order
    from partygrid.points._store import Gift
    from partygrid.points._top_up import TopUp

_USABLE: Final = Label("可用积分", "points to use")
_TAKEN: Final = Label("扣减积分", "points taken")


def order_steps(order: Order) -> Step:
    """
    Make the steps of an order: what it needed, what was there, and what was missing or taken.
    """
    request, turn = order.request, order.turn
    gift = turn.rules.gift(request.gift)
    children = [
        _price(order, gift),
        _sum("usable", _USABLE, turn.usable),
    ]
    if gift.top_up is not None and request.cash:
        children.append(_offered(order, gift, gift.top_up))
    children += _bounds(order, gift)
    if order.refusal is None:
        children += _granted(order, gift)
    else:
        children.append(_missing(order))
    return Step(
        _rule("order", Label("结果", "outcome"), Unit.TEXT), _outcome(order), tuple(children)
    )


def _rule(key: str, label: Label, unit: Unit, op: Op = Op.GIVEN) -> StepRule:
    return StepRule(key, label, unit, op)


def _outcome(order: Order) -> Label:
    state = order.state.label
    if order.refusal is None:
        return state
    why = order.refusal.reason.label
    return Label(f"{state.zh}：{why.zh}", f"{state.en}: {why.en}")


def _price(order: Order, gift: Gift) -> Step:
    entry = order.turn.rules.entry("catalogue")
    each = StepRule("gift", Label("单价", "price of one"), Unit.POINTS, entry=entry)
    children = (
        Step(each, gift.points, (), gift.label),
        Step(_rule("items", Label("件数", "items"), Unit.PIECES), order.request.quantity),
    )
    rule = _rule("price", Label("所需积分", "price"), Unit.POINTS, Op.PRODUCT)
    return Step(rule, gift.points * order.request.quantity, children)


def _sum(key: str, label: Label, lots: Iterable[tuple[date | None, int]]) -> Step:
    """
    Add points up, lot by lot.
    """
    children = tuple(
        Step(_rule(f"{key}-{number}", _until(last), Unit.POINTS), points)
        for number, (last, points) in enumerate(lots, start=1)
    )
    total = sum(child.value for child in children if isinstance(child.value, int))
    return Step(_rule(key, label, Unit.POINTS, Op.SUM), total, children)


def _until(last: date | None) -> Label:
    if last is None:
        return Label("长期有效", "without a last day")
    return Label(f"至 {last} 止", f"good until {last}")


def _offered(order: Order, gift: Gift, top_up: TopUp) -> Step:
    """
    Give the cash that the holder was willing to pay, and how many points it may stand for.
    """
    price = order.request.quantity * gift.points
    points = points_words(top_up.coverable(price, order.request.cash))
    row = Label(f"最多可抵{points.zh}", f"for {points.en} at most")
    entry = order.turn.rules.entry("catalogue")
    rule = StepRule("offered", Label("愿付现金", "cash offered"), Unit.YUAN, entry=entry)
    return Step(rule, order.request.cash, (), row)


def _bounds(order: Order, gift: Gift) -> list[Step]:
    """
    Give limit, least balance and stock, where there are such.
    """
    turn, rules = order.turn, order.turn.rules
    found: list[Step] = []
    if gift.limit is not None:
        entry = rules.entry("catalogue")
        limit = StepRule("limit", Label("每期限额", "limit a period"), Unit.PIECES, entry=entry)
        had = _rule("had", Label("本期已获兑", "granted in the period"), Unit.PIECES)
        found += (Step(limit, gift.limit), Step(had, turn.had))
    if rules.least:
        entry = rules.entry("least")
        least = StepRule("least", Label("兑换起点", "least to redeem"), Unit.POINTS, entry=entry)
        found.append(Step(least, rules.least))
    if turn.stock is not None:
        stock = _rule("stock", Label("轮到时库存", "left in stock"), Unit.PIECES)
        found.append(Step(stock, turn.stock, _before(order)))
    return found


def _before(order: Order) -> tuple[Step, ...]:
    """
    Say how many came before, by which criterion; of whom they were, nothing.
    """
    before, rules = order.turn.before, order.turn.rules
    if not before:
        return ()
    labels = (*(each.label for each in rules.priority), Label("申请编号在前", "a smaller id"))
    children = tuple(
        Step(_rule(f"before-{number}", label, Unit.TEXT), _requests(count))
        for number, (label, count) in enumerate(zip(labels, before, strict=True), start=1)
        if count
    )
    label = Label("此前已获兑的申请", "granted just before")
    rule = StepRule("before", label, Unit.TEXT, entry=rules.entry("priority"))
    return (Step(rule, _requests(sum(before)), children),)


def _requests(count: int) -> Label:
    return Label(f"{count}份申请", f"{count} request{'' if count == 1 else 's'}")


def _granted(order: Order, gift: Gift) -> list[Step]:
    """
    Give the points taken, lot by lot, the cash, and what of it all is held.
    """
    found = [_sum("taken", _TAKEN, _taken(order))]
    if gift.top_up is not None and order.cash:
        points = order.cash // gift.top_up.fen_a_point
        each = Label("每分", "a point")
        children = (
            Step(_rule("short", Label("所缺积分", "points short"), Unit.POINTS), points),
            Step(_rule("a_point", each, Unit.YUAN), gift.top_up.fen_a_point),
        )
        cash = _rule("cash", Label("现金补足", "paid in cash"), Unit.YUAN, Op.PRODUCT)
        found.append(Step(cash, order.cash, children))
    if order.until is not None:
        day = f"{order.until}"
        until = _rule("until", Label("冻结至", "held until"), Unit.TEXT)
        found.append(Step(until, Label(day, day)))
    for key, label, items in (
        ("held", Label("冻结件数", "items held"), order.items),
        ("posted", Label("已兑换件数", "items redeemed"), order.posted),
    ):
        if order.until is not None or items:
            found.append(Step(_rule(key, label, Unit.PIECES), items))
    return found


def _taken(order: Order) -> list[tuple[date | None, int]]:
    """
    Say what was taken of each lot: first expires, first used.
    """
    left, found = order.points, []
    for last, points in order.turn.usable:
        if left:
            found.append((last, min(left, points)))
            left -= found[-1][1]
    return found


def _missing(order: Order) -> Step:
    refusal = order.refusal
    assert refusal is not None  # noqa: S101 - it was refused
    unit = Unit.PIECES if refusal.of_items else Unit.POINTS
    children = (
        Step(_rule("needed", Label("需要", "needed"), unit), refusal.needed),
        Step(_rule("there", Label("实有", "there"), unit), refusal.had),
    )
    rule = _rule("missing", Label("尚缺", "missing"), unit, Op.DIFFERENCE)
    return Step(rule, refusal.missing, children)
