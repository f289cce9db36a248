"""
Let what happened happen again under other schemes; what cannot happen under them is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar

import attrs

from partygrid.dated import Dated, Repeal, Scheme, Series
from partygrid.errors import InvalidDataError, PartyGridError, WrongTypeError
from partygrid.points._bank import Bank
from partygrid.points._close import close
from partygrid.points._credit import Sheets
from partygrid.points._decision import Decision
from partygrid.points._deliver import deliver
from partygrid.points._event import BankEvent, Closed, Enrolled, Reversed, Submitted
from partygrid.points._redeem import allocated_again, hold, redeem
from partygrid.points._reverse import reverse
from partygrid.points._settle import settled
from partygrid.points._store_event import Allocated, Delivered, Settled
from partygrid.points._submit import enrol, submit
from partygrid.worktime import WorkCalendar

_day: Final = attrgetter("day")

S = TypeVar("S", bound=Scheme[Any])


class LeftOut(NamedTuple):
    """
    Say what could not happen under other schemes.

    Args:
        what: "holder", "slip" or "request".
        id: Its id.
        why: Why not.
    """

    what: str
    id: str
    why: str


def as_known(scheme: S, first: date, known: date | None) -> S:
    """
    Give a scheme that says from the first day on what became known of it only later.

    Args:
        scheme: The scheme.
        first: The first day on which it is asked.
        known: What became known after this day is never said; None: all is.
    """
    fields: dict[str, Any] = {
        name: _as_known(getattr(scheme, name), first, known) for name in scheme.parameters()
    }
    return attrs.evolve(scheme, **fields)


def _as_known(series: Series[Any], first: date, known: date | None) -> Series[Any]:
    entries: list[Dated[Any]] = [
        attrs.evolve(entry, start=interval.start, end=interval.end, known=min(entry.known, first))
        for interval, entry in series.in_force(known)
        if not isinstance(entry.value, Repeal)
    ]
    return Series(series.name, tuple(entries))


class Again:
    """
    Let events happen again.

    Args:
        bank: The bank before them, with the other schemes.
        same_store: Whether its store is the one that the events were decided under.
        calendar: The calendar by which another store moves its windows.
    """

    def __init__(self, bank: Bank, *, same_store: bool, calendar: WorkCalendar | None) -> None:
        self.bank, self.same_store, self.calendar = bank, same_store, calendar
        self.left_out: list[LeftOut] = []

    def happen(self, events: Iterable[BankEvent]) -> Bank:
        """
        Let events happen, one after the other.

        Raises:
            WrongTypeError: One is no event.
            PartyGridError: A scheme says nothing of a day on which a month is closed.
        """
        last = date.max
        for event in events:
            command = _COMMANDS.get(type(event))
            if command is None:
                raise WrongTypeError(field="event", value=event, allowed="an event of a bank")
            command(self, event)
            last = event.on
        self._drop(date.max, last)
        return self.bank

    def _lines(
        self, what: str, lines: Sequence[Any], command: Callable[[Sequence[Any]], Decision]
    ) -> None:
        """
        Give a command those lines of a batch that it takes.
        """
        try:
            self.bank = command(lines).bank
        except InvalidDataError as error:
            why = {int(each.path[2:-1]): each.message for each in error.problems}
            self.left_out += (
                LeftOut(what, lines[place].id, message) for place, message in why.items()
            )
            rest = [line for place, line in enumerate(lines) if place not in why]
            self.bank = command(rest).bank

    def enrolled(self, event: Enrolled) -> None:
        """
        Let holders enter.
        """
        self._lines("holder", event.holders, lambda held: enrol(self.bank, held, on=event.on))

    def submitted(self, event: Submitted) -> None:
        """
        Hand slips in.
        """
        self._lines("slip", event.slips, lambda slips: submit(self.bank, slips, on=event.on))

    def closed(self, event: Closed) -> None:
        """
        Close a month; without the waiting slips that could not be credited, if there are any.
        """
        try:
            self.bank = close(self.bank, event.month, on=event.on).bank
        except PartyGridError:
            self._drop(event.month.end, event.on)
            self.bank = close(self.bank, event.month, on=event.on).bank

    def _drop(self, end: date, on: date) -> None:
        """
        Leave those slips out that wait, lie before a day, and could not be credited.
        """
        books, sheets = self.bank.books, Sheets(self.bank, on)
        pending = books.pending
        due = [each.slip for _, each in pending.items() if each.slip.day < end]
        for slip in sorted(due, key=_day):
            try:
                if sheets.sheet(slip.activity, slip.day).to_household:
                    sheets.payee(slip.holder)
            except PartyGridError as error:
                pending = pending.without(slip.id)
                self.left_out.append(LeftOut("slip", slip.id, str(error)))
        self.bank = attrs.evolve(self.bank, books=books._replace(pending=pending))

    def allocated(self, event: Allocated) -> None:
        """
        Decide requests.
        """
        command = self._decide if self.same_store else self._ask
        try:
            self._lines("request", event.requests, lambda requests: command(event, requests))
        except PartyGridError as error:
            why = str(error)
            self.left_out += (LeftOut("request", each.id, why) for each in event.requests)

    def _decide(self, event: Allocated, requests: Sequence[Any]) -> Decision:
        return allocated_again(self.bank, attrs.evolve(event, requests=tuple(requests)))

    def _ask(self, event: Allocated, requests: Sequence[Any]) -> Decision:
        command = hold if event.holds else redeem
        return command(
            self.bank,
            event.period,
            requests,
            on=event.on,
            calendar=self.calendar,
            seed=event.seed,
        )

    def other(self, event: Reversed | Delivered | Settled) -> None:
        """
        Do what can be done only if what came before it did happen.
        """
        try:
            if isinstance(event, Reversed):
                found = reverse(self.bank, event.reversal, on=event.on)
            elif isinstance(event, Delivered):
                found = deliver(self.bank, event.delivery, on=event.on)
            else:
                found = settled(self.bank, event.settlement, on=event.on)
        except PartyGridError:
            return
        self.bank = found.bank


_COMMANDS: Final[dict[type, Callable[[Again, Any], None]]] = {
    Enrolled: Again.enrolled,
    Submitted: Again.submitted,
    Closed: Again.closed,
    Allocated: Again.allocated,
    Reversed: Again.other,
    Delivered: Again.other,
    Settled: Again.other,
}
