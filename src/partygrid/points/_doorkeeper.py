"""
Whether a slip can be taken, and why not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from partygrid.errors import PartyGridError, UnknownNameError, ValueNotAllowedError
from partygrid.points._activity import Activity
from partygrid.points._bank import Bank
from partygrid.points._ordered import OrderedSlips
from partygrid.points._slip import Slip


class Doorkeeper:
    """
    Hold what slips are checked against, day by day.
    """

    def __init__(self, bank: Bank, on: date) -> None:
        self.bank, self.on = bank, on
        self.first = bank.open_month.first_day

    def lets_all(self, slips: OrderedSlips) -> bool:
        """
        Tell whether all slips of a batch can surely be taken; if not, each has to be asked about.
        """
        holders = set(slips.holders)
        who = self.bank.books.holders.among(holders)
        if len(who) < len(holders) or max(each.since for each in who.values()) > slips.days[0].day:
            return False
        kinds = {each.kind for each in who.values()}
        for day, _, activities, late in slips.days:
            found = self._day(day)
            if found is None or late is not (day < self.first):
                return False
            acts = list(map(found.get, activities))
            if not all(act is not None and kinds <= act.may_earn for act in acts):
                return False
        return True

    def _day(self, day: date) -> Mapping[str, Activity] | None:
        """
        Give the activities of a day; None if no slip of it can be taken.
        """
        if day > self.on:
            return None
        try:
            return self.bank.tariff.rules_on(day, self.on).by_key
        except PartyGridError:
            return None

    def lets(self, slip: Slip) -> bool:
        """
        Tell whether a slip can be taken.
        """
        who = self.bank.books.holders.get(slip.holder)
        act = (self._day(slip.day) or {}).get(slip.activity)
        return (
            who is not None
            and act is not None
            and who.kind in act.may_earn
            and who.since <= slip.day
            and slip.late is (slip.day < self.first)
        )

    def fault(self, slip: Slip) -> PartyGridError:
        """
        Say why a slip cannot be taken.
        """
        field = f"slip {slip.id}"
        if slip.day > self.on:
            return ValueNotAllowedError(
                field=f"{field}: day", value=str(slip.day), allowed=f"{self.on} or earlier"
            )
        who = self.bank.books.holders.get(slip.holder)
        if who is None:
            return UnknownNameError(
                field=f"{field}: holder", value=slip.holder, allowed="a holder who has entered"
            )
        if slip.day < who.since:
            return ValueNotAllowedError(
                field=f"{field}: day",
                value=str(slip.day),
                allowed=f"{who.since} or later: the day on which the holder entered",
            )
        late = slip.day < self.first
        if slip.late is not late:
            return ValueNotAllowedError(
                field=f"{field}: late",
                value=slip.late,
                allowed=f"{late}: {self.bank.open_month} is the open month",
            )
        return self._unearned(slip, who.kind, field)

    def _unearned(self, slip: Slip, kind: str, field: str) -> PartyGridError:
        """
        Say why a slip earns nothing under the tariff.
        """
        try:
            rules = self.bank.tariff.rules_on(slip.day, self.on)
        except PartyGridError as error:
            return error
        source = rules.entry("activities").cite()
        act = rules.by_key.get(slip.activity)
        if act is None:
            return UnknownNameError(
                field=f"{field}: activity",
                value=slip.activity,
                allowed=", ".join(rules.by_key),
                source=source,
            )
        return ValueNotAllowedError(
            field=f"{field}: kind of holder",
            value=kind,
            allowed=", ".join(act.kinds),
            source=source,
        )
