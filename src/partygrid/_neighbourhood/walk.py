"""
Where a neighbourhood's year stands while it is made: the bank so far, and the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

import attrs

from partygrid._neighbourhood.choices import Choices
from partygrid._neighbourhood.year import BankCommand, NeighbourhoodYear
from partygrid.dated import Month
from partygrid.errors import PartyGridError
from partygrid.points import (
    AppraisalScheme,
    Bank,
    BankEvent,
    Holder,
    Slip,
    StoreScheme,
    Submitted,
    Tariff,
)
from partygrid.worktime import WorkCalendar

ONE_DAY: Final = timedelta(days=1)


@attrs.frozen(kw_only=True)
class Scene:
    """
    Hold where and when a year takes place, and what may happen in it.
    """

    tariff: Tariff
    store: StoreScheme
    month: Month
    calendar: WorkCalendar | None
    max_holders: int
    allow_impossible: bool


class Walk:
    """
    Give one command after the other to a bank, each as things then stand.

    A command that turns out to be impossible is not given, unless impossible ones are asked for.
    """

    def __init__(self, choices: Choices, scene: Scene) -> None:
        self.choices, self.scene = choices, scene
        self.bank = Bank.open(scene.tariff, scene.store, month=scene.month)
        self.today = scene.month.first_day
        self.commands: list[BankCommand] = []
        self.events: list[BankEvent] = []
        self.slips: dict[str, Slip] = {}
        self._numbers: dict[str, int] = {}

    @property
    def holders(self) -> tuple[Holder, ...]:
        """
        Those who have entered, by their ids.
        """
        return tuple(each for _, each in sorted(self.bank.books.holders.items()))

    def number(self, letter: str) -> str:
        """
        Make an id that is new.
        """
        self._numbers[letter] = self._numbers.get(letter, 0) + 1
        return f"{letter}-{self._numbers[letter]}"

    def pass_days(self, days: int) -> None:
        """
        Let days pass.
        """
        self.today += timedelta(days=days)

    def give(self, name: str, *arguments: Any, **options: Any) -> None:
        """
        Give a command; one that is refused is left out, unless it was asked for.
        """
        self.give_command(BankCommand(name, arguments, self.today, options))

    def give_command(self, command: BankCommand) -> None:
        """
        Give a command that is made already.
        """
        try:
            decision = command.decide(self.bank)
        except PartyGridError as error:
            if self.scene.allow_impossible:
                self.commands.append(attrs.evolve(command, error=type(error)))
            return
        self.commands.append(command)
        self.events += decision.events
        self.bank = decision.bank
        self._note(decision.events)

    def _note(self, events: Iterable[BankEvent]) -> None:
        for event in events:
            if isinstance(event, Submitted):
                self.slips.update((slip.id, slip) for slip in event.slips)

    def year(self, appraisal: AppraisalScheme) -> NeighbourhoodYear:
        """
        Give what was made so far, with how it is appraised.
        """
        return NeighbourhoodYear(
            tariff=self.scene.tariff,
            store=self.scene.store,
            appraisal=appraisal,
            month=self.scene.month,
            commands=tuple(self.commands),
            events=tuple(self.events),
            bank=self.bank,
        )
