"""
A neighbourhood's year as a value: two schemes, the commands given one after the other, the bank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import attrs

from partygrid.dated import Month
from partygrid.errors import PartyGridError
from partygrid.points import (
    AppraisalScheme,
    Bank,
    BankEvent,
    Decision,
    Delivery,
    Holder,
    Request,
    Reversal,
    Settlement,
    Slip,
    StoreScheme,
    Tariff,
    close,
    deliver,
    enrol,
    hold,
    redeem,
    reverse,
    settled,
    submit,
)

_COMMANDS: Final[dict[str, Callable[..., Decision]]] = {
    "close": close,
    "deliver": deliver,
    "enrol": enrol,
    "hold": hold,
    "redeem": redeem,
    "reverse": reverse,
    "settled": settled,
    "submit": submit,
}


@attrs.frozen(repr=False)
class BankCommand:
    """
    Hold one command that is given to a bank.

    Args:
        name: The name of the function.
        arguments: What it is given beside the bank.
        on: The day.
        options: What it is given by name: a calendar, a seed.
        error: The error with which it is refused, if it is an impossible one; None if it is not.
    """

    name: str
    arguments: tuple[Any, ...]
    on: date
    options: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    error: type[PartyGridError] | None = None

    def decide(self, bank: Bank) -> Decision:
        """
        Give the command to a bank.

        Args:
            bank: The bank.

        Raises:
            PartyGridError: As the function of that name.
        """
        return _COMMANDS[self.name](bank, *self.arguments, on=self.on, **self.options)

    def __repr__(self) -> str:
        """
        Show day, name and what is asked in one line.
        """
        words = " ".join(filter(None, map(_words, self.arguments)))
        wrong = f" -> {self.error.__name__}" if self.error is not None else ""
        return f"{self.on} {self.name}: {words}{wrong}"


def _words(value: Any) -> str:
    """
    Say in a few words what a command is given.
    """
    if type(value) in _WORDS:
        return _WORDS[type(value)](value)
    return "; ".join(map(_words, value)) if type(value) is tuple else str(value)


def _holder(holder: Holder) -> str:
    home = f" of {holder.household}" if holder.household else ""
    return f"{holder.id} {holder.kind} since {holder.since}{home}"


def _slip(slip: Slip) -> str:
    late = " late" if slip.late else ""
    return f"{slip.id} {slip.holder} {slip.activity} {slip.day} {slip.quantity}{late}"


def _request(request: Request) -> str:
    cash = f" with {request.cash} fen" if request.cash else ""
    return f"{request.id} {request.holder} {request.quantity} {request.gift}{cash}"


def _settlement(done: Settlement) -> str:
    items = f" {done.quantity}" if done.quantity else ""
    return f"{done.id} {done.kind.value} {done.order}{items}"


_WORDS: Final[dict[type, Callable[[Any], str]]] = {
    Delivery: lambda delivery: f"{delivery.id} {delivery.quantity} {delivery.gift}",
    Holder: _holder,
    Request: _request,
    Reversal: lambda reversal: f"{reversal.id} takes back {reversal.slip}",
    Settlement: _settlement,
    Slip: _slip,
}


@attrs.frozen(kw_only=True, repr=False, eq=False)
class NeighbourhoodYear:
    """
    Hold a neighbourhood's year: schemes, the commands given, the events and the bank they lead to.

    Args:
        tariff: The tariff.
        store: The store.
        appraisal: The appraisal.
        month: The first month that the bank registers.
        commands: The commands, in the order in which they are given; retries are among them.
        events: What happened: what a host would have stored.
        bank: The bank after all of them.
    """

    tariff: Tariff
    store: StoreScheme
    appraisal: AppraisalScheme
    month: Month
    commands: tuple[BankCommand, ...]
    events: tuple[BankEvent, ...]
    bank: Bank

    @property
    def opened(self) -> Bank:
        """
        The bank before anything happened.
        """
        return Bank.open(self.tariff, self.store, month=self.month)

    def __repr__(self) -> str:
        """
        Show the commands, one a line.
        """
        lines = "".join(f"\n  {command}" for command in self.commands)
        return f"<NeighbourhoodYear from {self.month}:{lines}>"
