"""
Laws of a points bank about commands: given twice, in another order, or wrongly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, Final

import attrs

from partygrid.errors import ConflictError, InvalidDataError, PartyGridError
from partygrid.labels import Label
from partygrid.laws._history import ONE_DAY, BankHistory, Passed, Trial, values_of
from partygrid.norms import Finding
from partygrid.points import (
    Allocated,
    Bank,
    BankEvent,
    Decision,
    Delivered,
    Delivery,
    Enrolled,
    Requester,
    Reversal,
    Reversed,
    Settled,
    Settlement,
    SettlementKind,
    Slip,
    Submitted,
    close,
    deliver,
    reverse,
    settled,
    submit,
)

# No host has an id like this.
_NOBODY: Final = "~nobody~"


def given_twice(history: BankHistory) -> Finding:
    """
    Find commands that, given once more, change something, or are taken with other content.

    A refusal is remembered, too: the same request has the same answer.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> given_twice(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_TWICE, history)
    for step in history.steps():
        named = step.named
        trial.holds(
            _is_passed_over(history, step),
            f"{named.zh}重复提交，结果有变",
            f"{named.en}, given twice, changes something",
        )
        other = _changed(step.event)
        if other is not None:
            trial.holds(
                _is_refused(history, step.after, other),
                f"{named.zh}同号异文，未被拒绝",
                f"{named.en}, with other content, is taken",
            )
    return trial.finding()


def _is_passed_over(history: BankHistory, step: Passed) -> bool:
    try:
        found = history.again(step.after, step.event)
    except PartyGridError:
        return False
    orders = {order.request.id: order for order in (*found.granted, *found.refused)}
    remembered = True
    if isinstance(step.event, Allocated):
        asked = {request.id for request in step.event.requests}
        remembered = orders == {id_: step.after.order(id_) for id_ in asked}
    return not found.events and found.bank == step.after and remembered


def _is_refused(history: BankHistory, bank: Bank, event: BankEvent) -> bool:
    """
    Tell whether an event is refused as one that is at odds with what came before.
    """
    try:
        history.again(bank, event)
    except (ConflictError, InvalidDataError):
        return True
    except PartyGridError:
        return False
    return False


def _changed(event: BankEvent) -> BankEvent | None:
    """
    Give an event with the same ids that says something else; None if it says nothing but a day.
    """
    if isinstance(event, Submitted):
        first, *rest = event.slips
        return attrs.evolve(event, slips=(_another_slip(first), *rest))
    if isinstance(event, Enrolled):
        holder, *others = event.holders
        other = attrs.evolve(holder, since=holder.since - ONE_DAY)
        return attrs.evolve(event, holders=(other, *others))
    if isinstance(event, Allocated):
        request, *more = event.requests
        other_request = attrs.evolve(request, quantity=_another(request.quantity))
        return attrs.evolve(event, requests=(other_request, *more))
    return _changed_record(event)


def _changed_record(event: BankEvent) -> BankEvent | None:
    if isinstance(event, Delivered):
        delivery = event.delivery
        other = attrs.evolve(delivery, quantity=_another(delivery.quantity))
        return attrs.evolve(event, delivery=other)
    if isinstance(event, Reversed):
        reversal = event.reversal
        reason = "another" if reversal.reason != "another" else "other"
        return attrs.evolve(event, reversal=attrs.evolve(reversal, reason=reason))
    if isinstance(event, Settled):
        return attrs.evolve(event, settlement=attrs.evolve(event.settlement, order=_NOBODY))
    return None


def _another_slip(slip: Slip) -> Slip:
    return slip._replace(quantity=_another(slip.quantity))


def _another(count: int) -> int:
    return count - 1 if count > 1 else count + 1


def order_of_slips(history: BankHistory) -> Finding:
    """
    Find days on which the order of slips, or of requests, changes what they come to.

    Slips that came in on one day are handed in backwards, whatever the batch, and so are the
    requests that were decided together.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> order_of_slips(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_ORDER, history)
    bank = history.opened
    for number, (event, backwards) in enumerate(_backwards(history.events), 1):
        zh, en = f"第{number}个事件（{event.on}）", f"event {number} on {event.on}"
        try:
            if isinstance(event, Allocated):
                _ask_backwards(trial, history, bank, event, Label(zh, en))
                bank = bank.replay((event,))
            else:
                bank = bank.replay((backwards,))
        except ConflictError:
            trial.holds(False, f"{zh}次序不同，结果不同", f"{en}, in another order, differs")  # noqa: FBT003 - it is broken
            return trial.finding()
    trial.holds(
        _told(bank) == _told(history.last),
        "登记单次序不同，余额不同",
        "slips in another order come to other balances",
    )
    return trial.finding()


def _told(bank: Bank) -> tuple[Any, ...]:
    """
    Say what a bank comes to; events of one day may have changed places.
    """
    books = bank.books
    accounts = [(each.holder, each.lots) for each in values_of(books.accounts)]
    return bank.version, bank.months, accounts, values_of(books.pending)


def _backwards(events: tuple[BankEvent, ...]) -> Iterator[tuple[BankEvent, BankEvent]]:
    """
    Pair each event with one in its place: slips of one day from the last to the first.
    """
    for (kind, _), group in groupby(events, key=lambda event: (type(event), event.on)):
        found = list(group)
        for event, other in zip(found, reversed(found), strict=True):
            if kind is Submitted and isinstance(other, Submitted):
                yield event, attrs.evolve(other, slips=tuple(reversed(other.slips)))
            else:
                yield event, event


def _ask_backwards(
    trial: Trial, history: BankHistory, bank: Bank, event: Allocated, named: Label
) -> None:
    backwards = attrs.evolve(event, requests=tuple(reversed(event.requests)))
    try:
        one, other = history.again(bank, event), history.again(bank, backwards)
    except PartyGridError:
        # Windows that are moved need a calendar.
        return
    trial.holds(
        one == other,
        f"{named.zh}申请次序不同，结果不同",
        f"{named.en}: requests in another order are decided otherwise",
    )


def refused_whole(history: BankHistory) -> Finding:
    """
    Find commands that cannot be, and yet are taken, in whole or in part.

    After every event a few are tried: a batch with one slip that is wrong, a month out of turn, an
    order, a slip and a gift that there are not, a day gone by. Each has to be refused, a batch by
    the line that is wrong, and none may leave a trace.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> refused_whole(BankHistory(year.opened, year.events)).met
    True
    """
    trial = Trial(_REFUSED, history)
    for number, bank in enumerate(history.banks):
        for what, is_refused in _attempts(bank):
            trial.holds(
                is_refused(),
                f"第{number}个事件之后，{what.zh}未被如实拒绝",
                f"after event {number}, {what.en} is not refused as it should be",
            )
    again = BankHistory(history.opened, history.events)
    for number, (bank, other) in enumerate(zip(history.banks, again.banks, strict=True)):
        trial.holds(
            bank == other,
            f"被拒绝的操作改动了第{number}个事件之后的账目",
            f"what was refused after event {number} left a trace",
        )
    return trial.finding()


def _attempts(bank: Bank) -> Iterator[tuple[Label, Callable[[], bool]]]:
    """
    Go through commands that no bank takes: what each is, and whether it is refused.
    """
    on = bank.on or bank.open_month.first_day
    cancel = Settlement(id=_NOBODY, order=_NOBODY, kind=SettlementKind.CANCEL)
    wrong = Reversal(id=_NOBODY, slip=f"{_NOBODY}2", by=Requester.HOLDER, reason="none")
    gift = Delivery(id=_NOBODY, gift=_NOBODY, quantity=1)
    month = bank.open_month.next()
    yield _AN_ORDER, lambda: _refuses(lambda: settled(bank, cancel, on=on))
    yield _A_SLIP, lambda: _refuses(lambda: reverse(bank, wrong, on=on))
    yield _A_GIFT, lambda: _refuses(lambda: deliver(bank, gift, on=on))
    yield _A_MONTH, lambda: _refuses(lambda: close(bank, month, on=month.last_day))
    if bank.on is not None:
        yield _A_DAY, lambda: _refuses(lambda: deliver(bank, gift, on=on - ONE_DAY))
    sound = _some_slip(bank)
    if sound is not None:
        nobody = Slip(_NOBODY, _NOBODY, _NOBODY, on, 1)
        yield _A_BATCH, lambda: _refuses(lambda: submit(bank, [sound, nobody], on=on), "$[1]")


def _some_slip(bank: Bank) -> Slip | None:
    """
    Give a slip that came in, so that it is sound.
    """
    waiting = [each.slip for each in values_of(bank.books.pending)]
    registered = (slip for month in bank.months for slip in month.slips())
    return next(iter(waiting), None) or next(registered, None)


def _refuses(command: Callable[[], Decision], *lines: str) -> bool:
    """
    Tell whether a command is refused, and of a batch just the lines that are wrong.
    """
    try:
        command()
    except InvalidDataError as error:
        return tuple(problem.path for problem in error.problems) == lines
    except PartyGridError:
        return not lines
    return False


_TWICE: Final = Label("重复提交不重复记账", "given twice counts once")
_ORDER: Final = Label("同日先后次序不影响结果", "the order within a day changes nothing")
_REFUSED: Final = Label(
    "错误的操作整体拒绝，不留痕迹", "what is wrong is refused whole, without a trace"
)
_AN_ORDER: Final = Label("取消不存在的兑换单", "cancelling an order that there is not")
_A_SLIP: Final = Label("更正不存在的登记单", "correcting a slip that there is not")
_A_GIFT: Final = Label("入库目录外的礼品", "a gift outside the catalogue")
_A_MONTH: Final = Label("越月结账", "closing a month out of turn")
_A_DAY: Final = Label("倒填日期", "a day gone by")
_A_BATCH: Final = Label("含错误一行的批次", "a batch with one wrong line")
