"""
What a command decided: the bank after it, what happened, and what was granted and refused.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from partygrid.labels import Label, Language, counted
from partygrid.points._bank import Bank
from partygrid.points._books import Books
from partygrid.points._decision_table import decision_table
from partygrid.points._event import BankEvent
from partygrid.points._order import Order
from partygrid.trace import Explained, Step


class _Fields(NamedTuple):
    bank: Bank
    events: tuple[BankEvent, ...] = ()
    granted: tuple[Order, ...] = ()
    refused: tuple[Order, ...] = ()


# A named tuple: every command makes one.
class Decision(_Fields, Explained):
    """
    Hold what a command decided, and why; the commands make it.

    Args:
        bank: The bank after it.
        events: What happened; a host stores them and nothing else.
        refused: The orders that were refused: the world was short.
        granted: The orders that were granted.
    """

    __slots__ = ()

    @property
    def heading(self) -> Label | None:
        """
        The day.
        """
        on = self.bank.on
        return None if on is None else Label(f"决定，{on}", f"Decision on {on}")

    def trace(self) -> Step:
        """
        Give each event, and the steps of each order, refused ones first.
        """
        # Events are explained by what reads the bank, so it is asked for only here.
        from partygrid.points._decision_steps import decision_steps  # noqa: PLC0415

        return decision_steps(self)

    def summary(self, language: Language = "zh") -> str:
        """
        Write what happened, and what became of the first requests, in Markdown.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return decision_table(self, language)

    def __repr__(self) -> str:
        """
        Show what was decided in one line.
        """
        granted, refused = len(self.granted), len(self.refused)
        events = counted(len(self.events), "event")
        return f"<Decision: {events}, {granted} granted, {refused} refused>"


def decided(
    bank: Bank,
    on: date,
    books: Books,
    *events: BankEvent,
    granted: tuple[Order, ...] = (),
    refused: tuple[Order, ...] = (),
) -> Decision:
    """
    Give the decision that led to some events.

    Args:
        bank: The bank before it.
        on: The day.
        books: The books after it.
        events: The events.
        granted: The orders that were granted.
        refused: The orders that were refused.
    """
    after = object.__new__(Bank)
    # As the class would, without the call: a frozen class without slots keeps a dict.
    after.__dict__.update(
        tariff=bank.tariff,
        store=bank.store,
        version=bank.version + len(events),
        on=on,
        books=books,
    )
    return Decision(after, events, granted, refused)
