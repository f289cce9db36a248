"""
Laws of a points bank about spending: which points go first, and what undoing gives back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.laws._history import ONE_DAY, BankHistory, Passed, Trial, account_of, granted
from partygrid.norms import Finding
from partygrid.points import (
    Allocated,
    Bank,
    Lot,
    MoveKind,
    Order,
    OrderState,
    Settlement,
    SettlementKind,
    balance,
    settled,
)

_TAKEN: Final = frozenset({MoveKind.HELD, MoveKind.REDEEMED})
_POST: Final = SettlementKind.POST
_VOID: Final = SettlementKind.VOID
_CANCEL: Final = SettlementKind.CANCEL
_HELD: Final = OrderState.HELD
# No host has ids like these.
_ONE: Final = "~one~"
_OTHER: Final = "~other~"


def first_expiry_first(history: BankHistory) -> Finding:
    """
    Find points that were used while others, usable and sooner to expire, were left.

    Ties go by the day of registration, then by the number of the lot. Points can be used on their
    last day and not on the next.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> first_expiry_first(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_FIRST, history)
    for step in history.steps():
        if isinstance(step.event, Allocated):
            for holder in sorted({request.holder for request in step.event.requests}):
                _in_turn(trial, step, holder)
    _last_days(trial, history)
    return trial.finding()


def _in_turn(trial: Trial, step: Passed, holder: str) -> None:
    account, on = account_of(step.after, holder), step.event.on
    taken = {
        move.lot
        for move in account.moves
        if move.version == step.after.version and move.kind in _TAKEN
    }
    usable = [
        _turn(number, lot)
        for number, lot in enumerate(account.lots)
        if lot.is_usable(on) and lot.left
    ]
    for number in sorted(taken):
        turn = _turn(number, account.lots[number])
        zh, en = step.named.zh, step.named.en
        trial.holds(
            not any(other < turn for other in usable),
            f"{zh}动用了{holder}第{number}批，更早到期的仍有剩余",
            f"{en} used lot {number} of {holder}, and left what expires sooner",
        )


def _turn(number: int, lot: Lot) -> tuple[date, date, int]:
    return lot.expires or date.max, lot.opened, number


def _last_days(trial: Trial, history: BankHistory) -> None:
    """
    See that free points are there on their last day, and have expired on the next.
    """
    for day, found in history.balances.items():
        for each in found:
            for state in each.lots:
                over = state.expires is not None and state.expires < day
                there = (state.available, state.expired)
                trial.holds(
                    there == ((0, state.free) if over else (state.free, 0)),
                    f"{each.holder} {day} 第{state.number}批有效期至{state.expires}，状态不符",
                    f"{each.holder} on {day}, lot {state.number}: good until {state.expires}, "
                    f"{state.available} available and {state.expired} expired",
                )


def cancelling_undoes(history: BankHistory) -> Finding:
    """
    Find orders that, undone at once, do not give back the same points and gifts; or twice.

    What was redeemed is cancelled, what is held is voided, on the day of the decision.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> cancelling_undoes(BankHistory(year.opened, year.events)).verdict.value
    'not_applicable'
    """
    trial = Trial(_UNDONE, history)
    for step in history.steps():
        for order in granted(step):
            kind = _VOID if order.state is _HELD else _CANCEL
            id_, named = order.request.id, kind.label
            trial.holds(
                _gives_back(step.after, order, kind, step.event.on),
                f"{id_}{named.zh}后未复原",
                f"{id_}, {named.en}, does not give back what it took",
            )
    return trial.finding()


def _gives_back(bank: Bank, order: Order, kind: SettlementKind, on: date) -> bool:
    undoing = Settlement(id=_ONE, order=order.request.id, kind=kind)
    try:
        undone = settled(bank, undoing, on=on).bank
        once_more = settled(undone, undoing, on=on)
    except PartyGridError:
        return False
    holder, gift = order.request.holder, order.request.gift
    before, after = balance(bank, holder, on=on), balance(undone, holder, on=on)
    lots = account_of(bank, holder).lots, account_of(undone, holder).lots
    items = order.granted if order.turn.stock is not None else 0
    return (
        not once_more.events
        and after.available == before.available + order.points
        and [lot.expires for lot in lots[0]] == [lot.expires for lot in lots[1]]
        and _left(undone, gift) == _left(bank, gift) + items
        and not _can(undone, order, kind, on)
    )


def _left(bank: Bank, gift: str) -> int:
    shelf = bank.books.shelves.get(gift)
    return 0 if shelf is None else shelf.left


def _can(bank: Bank, order: Order, kind: SettlementKind, on: date) -> bool:
    """
    Tell whether something can be done to an order.
    """
    try:
        settled(bank, Settlement(id=_OTHER, order=order.request.id, kind=kind), on=on)
    except PartyGridError:
        return False
    return True


def holds_end_once(history: BankHistory) -> Finding:
    """
    Find holds that end twice: posted, voided and lapsed exclude each other.

    A hold is good to its last day, even where its points have expired since; posting a part leaves
    the rest.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> holds_end_once(BankHistory(year.opened, year.events)).verdict.value
    'not_applicable'
    """
    trial = Trial(_ONCE, history)
    for step in history.steps():
        for order in granted(step):
            if order.state is _HELD and order.until is not None:
                for what, holds in _ends(step.after, order, order.until):
                    id_ = order.request.id
                    trial.holds(holds(), f"{id_}：{what.zh}", f"{id_}: {what.en}")
    return trial.finding()


def _ends(bank: Bank, order: Order, until: date) -> Iterator[tuple[Label, Callable[[], bool]]]:
    yield _POSTED_LATE, lambda: _is_posted(bank, order, until)
    yield _LAPSED_LATE, lambda: not _can(bank, order, _POST, until + ONE_DAY)
    yield _VOIDED_LATE, lambda: not _can(bank, order, _VOID, until + ONE_DAY)
    yield _PARTED, lambda: _parts(bank, order, until)


def _is_posted(bank: Bank, order: Order, on: date) -> bool:
    """
    Tell whether a hold can be posted, and then is neither posted again nor voided.
    """
    before = balance(bank, order.request.holder, on=on)
    posting = Settlement(id=_ONE, order=order.request.id, kind=_POST)
    try:
        after = settled(bank, posting, on=on).bank
    except PartyGridError:
        return False
    found = balance(after, order.request.holder, on=on)
    return (
        found.redeemed == before.redeemed + order.points
        and found.held == before.held - order.points
        and not _can(after, order, _POST, on)
        and not _can(after, order, _VOID, on)
    )


def _parts(bank: Bank, order: Order, on: date) -> bool:
    """
    Tell whether a posting of one item of several leaves the others held.
    """
    request = order.request
    part = Settlement(id=_ONE, order=request.id, kind=_POST, quantity=1)
    try:
        after = settled(bank, part, on=on).bank
    except PartyGridError:
        # Points and cash that cannot be split are posted together.
        return request.quantity > 1
    rest, points = after.order(request.id), order.points // request.quantity
    held = balance(bank, request.holder, on=on).held
    return (rest.items, rest.posted) == (order.items - 1, 1) and balance(
        after, request.holder, on=on
    ).held == held - points


_FIRST: Final = Label("先到期的积分先用", "what expires first is used first")
_UNDONE: Final = Label("撤销后恢复原状", "what is undone is as it was before")
_ONCE: Final = Label("每笔冻结只了结一次", "each hold ends once")
_POSTED_LATE: Final = Label("最后一日不能兑付一次", "not posted just once on its last day")
_LAPSED_LATE: Final = Label("失效后仍可兑付", "posted after it had lapsed")
_VOIDED_LATE: Final = Label("失效后仍可撤销", "voided after it had lapsed")
_PARTED: Final = Label("部分兑付未留其余", "a part posted does not leave the rest")
