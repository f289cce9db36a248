"""
What happens in a neighbourhood, the spending half: deliveries, requests, what becomes of orders.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import attrs

from partygrid._neighbourhood.choices import among
from partygrid._neighbourhood.walk import ONE_DAY, Walk
from partygrid.dated import Period
from partygrid.errors import ValueNotAllowedError
from partygrid.money import Fen
from partygrid.points import (
    Criterion,
    Delivery,
    Gift,
    Holder,
    Order,
    OrderState,
    Request,
    Settlement,
    SettlementKind,
    StoreRules,
)

_MOST_REQUESTS: Final = 3
_SOON: Final = 20
_SEED: Final = "draw-1"
_POST: Final = SettlementKind.POST


def deliver(walk: Walk) -> None:
    """
    Let gifts come into the store.
    """
    choices = walk.choices
    gifts = [each.key for each in _rules(walk).catalogue if each.stocked]
    if gifts:
        quantity = among(choices, 5, 1, 2, 20)
        gift = among(choices, *gifts)
        walk.give("deliver", Delivery(id=walk.number("d"), gift=gift, quantity=quantity))


def _rules(walk: Walk) -> StoreRules:
    return walk.scene.store.rules_on(walk.today, walk.today)


def ask(walk: Walk) -> None:
    """
    Let requests be decided in the next window, if it is soon.
    """
    found = _next_window(walk)
    if found is None:
        return
    choices, (period, first) = walk.choices, found
    walk.today = max(walk.today, first)
    rules = _rules(walk)
    count = 1 + choices.upto(max(_MOST_REQUESTS, len(walk.holders)) - 1)
    asked = [_request(walk, rules) for _ in range(count)]
    name = "hold" if rules.hold_days is not None and choices.upto(1) else "redeem"
    requests = tuple(each for each in asked if each is not None)
    walk.give(name, period, requests, **_options(walk, rules))
    if name == "hold" and choices.upto(1):
        settle(walk)


def _next_window(walk: Walk) -> tuple[Period, date] | None:
    """
    Find the window that is open or opens soon: its period, and its first day.
    """
    rules = _rules(walk)
    period = rules.windows.every.containing(walk.today)
    for each in (period, period.next()):
        try:
            days = rules.open_days(each, walk.scene.calendar, known=walk.today)
        except ValueNotAllowedError:
            # The calendar ends before.
            continue
        if days is None or days.last is None or days.last < walk.today:
            continue
        if days.start <= walk.today + _SOON * ONE_DAY:
            return each, days.start
    return None


def _options(walk: Walk, rules: StoreRules) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if walk.scene.calendar is not None:
        options["calendar"] = walk.scene.calendar
    if Criterion.DRAW in rules.priority:
        options["seed"] = _SEED
    return options


def _request(walk: Walk, rules: StoreRules) -> Request | None:
    choices = walk.choices
    holder = among(choices, *walk.holders)
    gifts = [each for each in rules.catalogue if _may_have(holder, each)]
    if not gifts:
        return None
    gift = among(choices, *gifts)
    return Request(
        id=walk.number("q"),
        holder=holder.id,
        gift=gift.key,
        quantity=among(choices, 1, 1, 1, 2, 3),
        asked=walk.today - among(choices, 0, 0, 4) * ONE_DAY,
        cash=Fen(0 if gift.top_up is None else among(choices, 0, 200, 10_000)),
    )


def _may_have(holder: Holder, gift: Gift) -> bool:
    return not gift.kinds or holder.kind in gift.kinds


def settle(walk: Walk) -> None:
    """
    Post or void a hold, or cancel what was redeemed.
    """
    choices = walk.choices
    orders = [each for _, each in sorted(walk.bank.books.orders.items()) if _is_open(walk, each)]
    held = [each for each in orders if each.state is OrderState.HELD]
    if not orders:
        return
    # What is held waits for an answer; what was redeemed is seldom cancelled.
    order = among(choices, *(held or orders))
    kind, items = SettlementKind.CANCEL, None
    if order.state is OrderState.HELD:
        kind = among(choices, _POST, SettlementKind.VOID)
        if kind is _POST and order.items > 1:
            items = among(choices, None, 1)
    done = Settlement(id=walk.number("x"), order=order.request.id, kind=kind, quantity=items)
    walk.give("settled", done)


def _is_open(walk: Walk, order: Order) -> bool:
    if order.until is not None and order.state is OrderState.HELD:
        return order.until >= walk.today
    return order.state is OrderState.REDEEMED


def again(walk: Walk) -> None:
    """
    Give a command once more, as a host does that heard no answer.
    """
    given = [each for each in walk.commands if each.error is None]
    walk.give_command(attrs.evolve(among(walk.choices, *given), on=walk.today))
