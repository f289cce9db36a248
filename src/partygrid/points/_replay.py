"""
Make a bank from its events, and see that it comes to what was decided then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from partygrid.errors import ConflictError, WrongTypeError
from partygrid.points._bank import Bank
from partygrid.points._close import close
from partygrid.points._decision import Decision
from partygrid.points._deliver import deliver
from partygrid.points._event import BankEvent, Closed, Enrolled, Reversed, Submitted
from partygrid.points._problems import check_lines
from partygrid.points._redeem import allocated_again
from partygrid.points._reverse import reverse
from partygrid.points._settle import settled
from partygrid.points._store_event import Allocated, Delivered, Settled
from partygrid.points._submit import enrol, submit


def replayed(bank: Bank, events: Iterable[BankEvent]) -> Bank:
    """
    Make the bank that events lead to.

    Raises:
        WrongTypeError: One is no event.
        ConflictError: An event does not come to what was stored: the schemes, as they were known
            on its day, have changed.
        PartyGridError: As the command that made the event.
    """
    check_lines(events, "events")
    for event in events:
        again = _COMMANDS.get(type(event))
        if again is None:
            raise WrongTypeError(field="event", value=event, allowed="an event of a bank")
        found = again(bank, event)
        if found.events and found.events != (event,):
            raise ConflictError(
                field=f"event {bank.version + 1}",
                value=found.events[-1],
                allowed=f"what was stored: {event}",
                source="the schemes, as they were known on that day",
            )
        bank = found.bank
    return bank


_COMMANDS: Final[dict[type, Callable[[Bank, Any], Decision]]] = {
    Enrolled: lambda bank, event: enrol(bank, event.holders, on=event.on),
    Submitted: lambda bank, event: submit(bank, event.slips, on=event.on),
    Closed: lambda bank, event: close(bank, event.month, on=event.on),
    Reversed: lambda bank, event: reverse(bank, event.reversal, on=event.on),
    Delivered: lambda bank, event: deliver(bank, event.delivery, on=event.on),
    Allocated: allocated_again,
    Settled: lambda bank, event: settled(bank, event.settlement, on=event.on),
}
