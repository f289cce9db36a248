"""
The life of a bank, event by event, for laws to be tried on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

from partygrid.errors import WrongTypeError
from partygrid.labels import Label, check_batch, check_kind
from partygrid.laws._broken import finding_of
from partygrid.norms import Finding
from partygrid.points import (
    Account,
    Allocated,
    Balance,
    Bank,
    BankEvent,
    Closed,
    Decision,
    Delivered,
    Enrolled,
    Levels,
    Order,
    Registered,
    Reversed,
    Settled,
    Submitted,
    balances,
    close,
    deliver,
    enrol,
    hold,
    redeem,
    reverse,
    settled,
    submit,
)
from partygrid.worktime import WorkCalendar

V = TypeVar("V")

ONE_DAY: Final = timedelta(days=1)


class Passed(NamedTuple):
    """
    Hold one event with the bank before and after it.
    """

    number: int
    before: Bank
    event: BankEvent
    after: Bank

    @property
    def named(self) -> Label:
        """
        Which event it was, and of which day.
        """
        number, on = self.number, self.event.on
        return Label(f"第{number}个事件（{on}）", f"event {number} on {on}")


class BankHistory:
    """
    Hold the life of a bank: laws are tried on it.

    Args:
        opened: The bank before the events.
        events: The events, as they were stored.
        calendar: The calendar by which the store moves its windows, if it does.

    Raises:
        WrongTypeError: It is no bank or no calendar, or one of the events is none.
        PartyGridError: The events do not follow on this bank.

    >>> from partygrid.strategies import neighbourhood_year
    >>> year = neighbourhood_year(1, months=2)
    >>> BankHistory(year.opened, year.events).last == year.bank
    True
    """

    def __init__(
        self, opened: Bank, events: Iterable[BankEvent], calendar: WorkCalendar | None = None
    ) -> None:
        if type(opened) is not Bank:
            raise WrongTypeError(field="bank", value=opened, allowed="a Bank")
        if calendar is not None and type(calendar) is not WorkCalendar:
            raise WrongTypeError(
                field="calendar", value=calendar, allowed="a WorkCalendar, or None"
            )
        self.opened: Bank = opened
        self.calendar: WorkCalendar | None = calendar
        check_batch(events, field="events", what="events")
        self.events: tuple[BankEvent, ...] = tuple(events)
        self.banks: list[Bank] = [opened]
        for event in self.events:
            self.banks.append(self.banks[-1].replay((event,)))

    @property
    def last(self) -> Bank:
        """
        The bank after all events.
        """
        return self.banks[-1]

    def steps(self) -> Iterator[Passed]:
        """
        Go through the events, each with the bank before and after it.
        """
        for number, event in enumerate(self.events, 1):
            yield Passed(number, self.banks[number - 1], event, self.banks[number])

    @cached_property
    def days(self) -> tuple[date, ...]:
        """
        List the days on which something happened or will by itself, and those after expiry.
        """
        found = {event.on for event in self.events}
        for account in values_of(self.last.books.accounts):
            ends = {lot.expires for lot in account.lots} - {None}
            found |= {day + later for day in ends if day for later in (timedelta(0), ONE_DAY)}
        for order in values_of(self.last.books.orders):
            if order.until is not None:
                found |= {order.until, order.until + ONE_DAY}
        return tuple(sorted(found))

    @cached_property
    def balances(self) -> dict[date, tuple[Balance, ...]]:
        """
        The balances of all holders on each of these days, as the last bank tells them.
        """
        return {day: balances(self.last, on=day) for day in self.days}

    @cached_property
    def registered(self) -> tuple[Registered, ...]:
        """
        Every slip that was registered, in the order in which they were credited.
        """
        months = self.last.months
        return tuple(
            each
            for month in months
            for each in sorted(map(month.at, range(len(month))), key=_turn)
        )

    def again(self, bank: Bank, event: BankEvent) -> Decision:
        """
        Give the command of an event to a bank, whatever it then comes to.

        Raises:
            PartyGridError: As the command.
        """
        return again(bank, event, self.calendar)


def _turn(registered: Registered) -> tuple[date, str]:
    return registered.slip.day, registered.slip.id


def again(bank: Bank, event: BankEvent, calendar: WorkCalendar | None) -> Decision:
    """
    Give the command of an event to a bank, whatever it then comes to.

    Raises:
        PartyGridError: As the command.
    """
    on = event.on
    if isinstance(event, Enrolled):
        return enrol(bank, event.holders, on=on)
    if isinstance(event, Submitted):
        return submit(bank, event.slips, on=on)
    if isinstance(event, Closed):
        return close(bank, event.month, on=on)
    if isinstance(event, Allocated):
        command = hold if event.holds else redeem
        seed = event.seed
        return command(bank, event.period, event.requests, on=on, calendar=calendar, seed=seed)
    return _once_more(bank, event)


def _once_more(bank: Bank, event: Delivered | Reversed | Settled) -> Decision:
    if isinstance(event, Delivered):
        return deliver(bank, event.delivery, on=event.on)
    if isinstance(event, Reversed):
        return reverse(bank, event.reversal, on=event.on)
    return settled(bank, event.settlement, on=event.on)


def granted(step: Passed) -> tuple[Order, ...]:
    """
    List what an event granted.
    """
    if not isinstance(step.event, Allocated):
        return ()
    orders = (step.after.order(request.id) for request in step.event.requests)
    return tuple(order for order in orders if order.refusal is None)


def values_of(levels: Levels[V]) -> list[V]:
    """
    List the values of a mapping, in the order of their ids.
    """
    return [value for _, value in sorted(levels.items())]


def account_of(bank: Bank, holder: str) -> Account:
    """
    Give the account of a holder who may not have entered yet.
    """
    return bank.books.accounts.get(holder) or Account(holder)


class Trial:
    """
    Hold what a law is tried on, how often it was, and where it is broken.
    """

    def __init__(self, what: Label, history: BankHistory) -> None:
        check_kind(history, BankHistory, "history")
        self.what, self.history = what, history
        self.found: list[Label] = []
        self.tried = 0

    def holds(self, met: bool, zh: str, en: str) -> None:  # noqa: FBT001 - what was tried
        """
        Note one trial, and where the law is broken if it is not met.
        """
        self.tried += 1
        if not met:
            self.found.append(Label(zh, en))

    def finding(self) -> Finding:
        """
        Make the finding.
        """
        return finding_of(self.what, str(self.history.opened.tariff.key), self.found, self.tried)
