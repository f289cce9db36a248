"""
Make a bank from its events, and see that it comes to what was decided then.
"""

from __future__ import annotations

from collections.abc import Iterable

from partygrid.errors import ConflictError, WrongTypeError
from partygrid.points._bank import Bank, Decision
from partygrid.points._close import close
from partygrid.points._event import (
    Allocated,
    BankEvent,
    Closed,
    Delivered,
    Enrolled,
    Reversed,
    Settled,
    Submitted,
)
from partygrid.points._redeem import deliver, hold, redeem
from partygrid.points._reverse import reverse
from partygrid.points._settle import settled
from partygrid.points._submit import enrol, submit


def replayed(bank: Bank, events: Iterable[BankEvent]) -> Bank:
    """
    Make the bank that events lead to.

    Raises:
        WrongTypeError: One is no event.
        ConflictError: An event does not come to the digest that was stored with it.
        PartyGridError: As the command that made the event.
    """
    for event in events:
        found = decide_again(bank, event)
        if found.events and found.events[-1] != event:
            raise ConflictError(
                field=f"event {bank.version + 1}",
                value=found.events[-1],
                allowed=f"what was stored: {event}; the schemes, as known then, have changed",
            )
        bank = found.bank
    return bank


def decide_again(bank: Bank, event: BankEvent) -> Decision:
    """
    Give the command of an event once more.
    """
    match event:
        case Enrolled():
            return enrol(bank, event.holders, on=event.on)
        case Submitted():
            return submit(bank, event.slips, on=event.on)
        case Closed():
            return close(bank, event.month, on=event.on)
        case Reversed():
            return reverse(bank, event.reversal, on=event.on)
        case Delivered():
            return deliver(bank, event.delivery, on=event.on)
        case Allocated():
            command = hold if event.holds else redeem
            return command(bank, event.period, event.requests, on=event.on)
        case Settled():
            return settled(bank, event.settlement, on=event.on)
    raise WrongTypeError(field="event", value=event, allowed="an event of a bank")
