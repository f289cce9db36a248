"""
Laws of a points bank about sums: nothing is lost, nothing is below nothing, and counts agree.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from partygrid.labels import Label
from partygrid.laws._history import BankHistory, Trial, account_of, values_of
from partygrid.norms import Finding
from partygrid.points import Balance, Delivered, Fate, LotState, Submitted

_STATES: Final = tuple(fate.value for fate in Fate)
_COUNTS: Final = {
    "pending": Label("待登记", "pending"),
    "credited": Label("累计入账", "credited"),
    **{fate.value: fate.label for fate in Fate},
    "shortfall": Label("更正时已兑换", "already spent when corrected"),
}


def points_conserved(history: BankHistory) -> Finding:
    """
    Find days on which points, slips or gifts do not add up.

    What was credited is redeemed, held, expired, taken back or available, for each lot, each
    account and all together; a slip's worth is credited or was cut off by a cap that is named;
    each slip stands in one place; gifts that came in are on the shelf or were given.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> points_conserved(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_CONSERVED, history)
    for day, found in history.balances.items():
        for each in found:
            _adds_up(trial, day, each)
    _slips(trial, history)
    _gifts(trial, history)
    return trial.finding()


def _adds_up(trial: Trial, day: date, found: Balance) -> None:
    parts = sum(getattr(found, name) for name in _STATES)
    holder = found.holder
    trial.holds(
        parts == found.credited,
        f"{holder} {day}：入账{found.credited}分，去向合计{parts}分",
        f"{holder} on {day}: {found.credited} credited, {parts} accounted for",
    )
    for state in found.lots:
        trial.holds(
            state.got == _parts(state),
            f"{holder} {day} 第{state.number}批：{state.got}分，去向合计{_parts(state)}分",
            f"{holder} on {day}, lot {state.number}: {state.got}, {_parts(state)} accounted for",
        )


def _parts(state: LotState) -> int:
    return state.available + state.expired + state.held + state.redeemed + state.taken_back


def _slips(trial: Trial, history: BankHistory) -> None:
    books = history.last.books
    credited: defaultdict[tuple[int, str], int] = defaultdict(int)
    for each in history.registered:
        id_, cut = each.slip.id, each.worth - each.credited
        credited[each.number, each.account] += each.credited
        trial.holds(
            cut >= 0 and (cut > 0) is (each.clip is not None),
            f"{id_}：应得{each.worth}分，入账{each.credited}分，未注明上限",
            f"{id_}: worth {each.worth}, credited {each.credited}, no cap named",
        )
    for holder, account in books.accounts.items():
        for lot in account.lots:
            credited[lot.month, holder] -= lot.got if lot.month >= 0 else 0
    for (number, holder), left in credited.items():
        trial.holds(
            left == 0,
            f"{holder}：第{number + 1}次月结登记与记入相差{left}分",
            f"{holder}: close {number + 1} registered {left} more than the account got",
        )
    handed_in = [
        slip.id for event in history.events if isinstance(event, Submitted) for slip in event.slips
    ]
    for id_ in handed_in:
        wrong = books.taken_back.get(id_)
        places = (
            id_ in books.pending,
            id_ in books.registered,
            wrong is not None and not wrong.registered,
        )
        trial.holds(
            sum(places) == 1, f"登记单{id_}不在一处", f"slip {id_} does not stand in one place"
        )


def _gifts(trial: Trial, history: BankHistory) -> None:
    books = history.last.books
    delivered: defaultdict[str, int] = defaultdict(int)
    given: defaultdict[str, int] = defaultdict(int)
    before = {gift: shelf.delivered for gift, shelf in history.opened.books.shelves.items()}
    for event in history.events:
        if isinstance(event, Delivered):
            delivered[event.delivery.gift] += event.delivery.quantity
    for order in values_of(books.orders):
        if order.turn.stock is not None:
            given[order.request.gift] += order.granted
    for gift, shelf in books.shelves.items():
        came = before.get(gift, 0) + delivered[gift]
        trial.holds(
            came == shelf.delivered == shelf.left + given[gift],
            f"{gift}：入库{came}件，剩{shelf.left}件，已出{given[gift]}件",
            f"{gift}: {came} came in, {shelf.left} left, {given[gift]} given",
        )


def nothing_negative(history: BankHistory) -> Finding:
    """
    Find numbers below nothing, or that are not whole, after any event and on any day.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> nothing_negative(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_NEVER_BELOW, history)

    def whole(count: object, zh: str, en: str) -> None:
        trial.holds(type(count) is int and count >= 0, f"{zh}：{count}", f"{en}: {count}")

    for day, found in history.balances.items():
        for each in found:
            for name, label in _COUNTS.items():
                count, holder = getattr(each, name), each.holder
                whole(count, f"{holder} {day} {label.zh}", f"{holder} on {day}, {label.en}")
    for step in history.steps():
        zh, en = step.named.zh, step.named.en
        for gift, shelf in step.after.books.shelves.items():
            whole(shelf.left, f"{zh}之后{gift}库存", f"stock of {gift} after {en}")
        for holder, account in step.after.books.accounts.items():
            if account is not account_of(step.before, holder):
                for lot in account.lots:
                    whole(lot.left, f"{zh}之后{holder}", f"{holder} after {en}")
    return trial.finding()


_CONSERVED: Final = Label("积分、登记单、礼品收支相符", "points, slips and gifts add up")
_NEVER_BELOW: Final = Label("任何时候都没有负数", "nothing is ever below nothing")
