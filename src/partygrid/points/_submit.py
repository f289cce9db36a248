"""
Holders enter, and slips come in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from partygrid.errors import (
    ConflictError,
    InvalidDataError,
    PartyGridError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points._account import Account
from partygrid.points._activity import Activity
from partygrid.points._bank import Bank, Decision, check_bank, decided
from partygrid.points._books import Books, Pending
from partygrid.points._event import Enrolled, Submitted
from partygrid.points._lot import Lot
from partygrid.points._problems import refuse
from partygrid.points._slip import Holder, Slip, slip_of


def enrol(bank: Bank, holders: Iterable[Holder], *, on: date) -> Decision:
    """
    Let holders enter; each asked to.

    Args:
        bank: The bank.
        holders: The holders; one who has entered already, with the same content, is passed over.
        on: The day.

    Returns:
        The bank with an account for each, and the opening balance that the tariff gives its kind.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: The day lies before one already recorded.
        InvalidDataError: A holder is of a kind that the tariff does not know, enters on a later
            day, or has entered with other content; each is named, and none is taken.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> one = Holder(id="h-1", kind="family", since=date(2025, 1, 2))
    >>> enrol(bank, [one], on=date(2025, 1, 2)).bank.holder("h-1").kind
    'family'
    """
    check_bank(bank, on)
    rules = bank.tariff.rules_on(on, on)
    kinds = {kind.key for kind in rules.kinds}
    fresh: dict[str, Holder] = {}
    faults: list[tuple[int, PartyGridError]] = []
    for place, holder in enumerate(holders):
        try:
            if _is_new_holder(bank.books, fresh, holder, kinds, on):
                fresh[holder.id] = holder
        except PartyGridError as error:
            faults.append((place, error))
    if faults:
        raise refuse("holders", faults)
    if not fresh:
        return Decision(bank)
    openings = {each.kind: each.points for each in rules.openings}
    accounts: dict[str, Account] = {}
    for holder in fresh.values():
        account = Account(holder.id)
        if points := openings.get(holder.kind):
            lot = Lot(-1, on, rules.expiry.last_day(on, on), points, (0, points), (),
                      rules.expiry.slides)
            account = account.with_lots((lot,), (), on)
        accounts[holder.id] = account
    books = bank.books._replace(
        holders=bank.books.holders.put_all(fresh),
        accounts=bank.books.accounts.put_all(accounts),
    )
    return decided(bank, on, books, Enrolled(on, tuple(fresh.values())))


def _is_new_holder(
    books: Books, fresh: dict[str, Holder], holder: Holder, kinds: set[str], on: date
) -> bool:
    if type(holder) is not Holder:
        raise WrongTypeError(field="holder", value=holder, allowed="a Holder")
    before = fresh.get(holder.id) or books.holders.get(holder.id)
    field = f"holder {holder.id}"
    if before is not None:
        if before != holder:
            raise ConflictError(
                field=field, value=holder, allowed=f"the same content again: {before}"
            )
        return False
    if holder.kind not in kinds:
        raise UnknownNameError(
            field=f"{field}: kind", value=holder.kind, allowed=", ".join(sorted(kinds))
        )
    if holder.since > on:
        raise ValueNotAllowedError(
            field=f"{field}: since", value=str(holder.since), allowed=f"{on} or earlier"
        )
    return True


def submit(bank: Bank, slips: Iterable[Slip | tuple[Any, ...]], *, on: date) -> Decision:
    """
    Take slips in; they wait for the close of their month, and can be spent only then.

    Args:
        bank: The bank.
        slips: Slips, or plain rows of their fields; one that came in before with the same content
            is passed over.
        on: The day.

    Returns:
        The bank with the slips waiting.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: The day lies before one already recorded.
        InvalidDataError: A slip is wrong: an unknown holder or activity, a kind that may not
            earn, a day in the future or before the holder entered, a closed month without being
            late, an id with other content. Each is named, and none is taken.

    >>> from partygrid.packs import load
    >>> bank = load("example").bank
    """
    check_bank(bank, on)
    fresh = fresh_slips(bank, slips, on)
    if not fresh:
        return Decision(bank)
    waiting = {id_: Pending(slip, on) for id_, slip in fresh.items()}
    books = bank.books._replace(pending=bank.books.pending.put_all(waiting))
    return decided(bank, on, books, Submitted(on, tuple(fresh.values())))


def fresh_slips(
    bank: Bank, slips: Iterable[Slip | tuple[Any, ...]], on: date
) -> dict[str, Slip]:
    """
    Take those slips that have not come in before, by their ids.

    Raises:
        InvalidDataError: A slip is wrong; every one is named.
    """
    faults: list[tuple[int, PartyGridError]] = []
    places: dict[str, int] = {}
    fresh: dict[str, Slip] = {}
    for place, given in enumerate(slips):
        try:
            slip = given if type(given) is Slip else slip_of(given)
        except PartyGridError as error:
            faults.append((place, error))
            continue
        before = fresh.setdefault(slip.id, slip)
        if before is slip:
            places[slip.id] = place
        elif before != slip:
            faults.append((place, _conflict(before, slip)))
    for id_, before in known_slips(bank.books, set(fresh)).items():
        slip = fresh.pop(id_)
        if slip != before:
            faults.append((places[id_], _conflict(before, slip)))
    door = _Door(bank, on)
    faults += (
        (places[slip.id], door.fault(slip)) for slip in fresh.values() if not door.lets(slip)
    )
    if faults:
        raise refuse("slips", sorted(faults, key=_place))
    return fresh


def _place(fault: tuple[int, PartyGridError]) -> int:
    return fault[0]


def known_slips(books: Books, ids: set[str]) -> dict[str, Slip]:
    """
    Give those of some slips that came in before: waiting, registered, or taken back.
    """
    found = {id_: each.slip for id_, each in books.taken_back.among(ids).items()}
    found.update((id_, each.slip) for id_, each in books.pending.among(ids).items())
    for id_, number in books.index.among(ids).items():
        month = books.months[number]
        found[id_] = month.slip(month.row(id_))
    return found


def _conflict(before: Slip, slip: Slip) -> ConflictError:
    differing = [
        name
        for name, old, new in zip(Slip._fields, before, slip, strict=True)
        if old != new
    ]
    return ConflictError(
        field=f"slip {slip.id}: {', '.join(differing)}",
        value=slip,
        allowed=f"the same content again, or another id; before: {before}",
    )


class _Door:
    """
    Hold what slips are checked against, day by day.
    """

    def __init__(self, bank: Bank, on: date) -> None:
        self.bank, self.on = bank, on
        self.first = bank.open_month.first_day
        self.days: dict[date, tuple[dict[str, Activity], bool] | None] = {}
        self.holders: dict[str, Holder | None] = {}

    def lets(self, slip: Slip) -> bool:
        """
        Tell whether a slip can be taken.
        """
        _, holder, activity, day, _, late = slip
        if day in self.days:
            found = self.days[day]
        else:
            found = self.days[day] = self._day(day)
        if holder in self.holders:
            who = self.holders[holder]
        else:
            who = self.holders[holder] = self.bank.books.holders.get(holder)
        if found is None or who is None:
            return False
        act = found[0].get(activity)
        return (
            act is not None and who.kind in act.kinds and who.since <= day and late is found[1]
        )

    def _day(self, day: date) -> tuple[dict[str, Activity], bool] | None:
        """
        Give the activities of a day, and whether a slip of it is late; None if none is taken.
        """
        if day > self.on:
            return None
        try:
            return self.bank.tariff.rules_on(day, self.on).by_key, day < self.first
        except PartyGridError:
            return None

    def fault(self, slip: Slip) -> PartyGridError:
        """
        Say why a slip cannot be taken.
        """
        field = f"slip {slip.id}"
        if slip.day > self.on:
            return ValueNotAllowedError(
                field=f"{field}: day", value=str(slip.day), allowed=f"{self.on} or earlier"
            )
        who = self.holders.get(slip.holder)
        if who is None:
            return UnknownNameError(
                field=f"{field}: holder", value=slip.holder, allowed="a holder who has entered"
            )
        try:
            rules = self.bank.tariff.rules_on(slip.day, self.on)
        except PartyGridError as error:
            return error
        source = rules.entry("activities").source.cite()
        act = rules.by_key.get(slip.activity)
        if act is None:
            return UnknownNameError(
                field=f"{field}: activity",
                value=slip.activity,
                allowed=", ".join(rules.by_key),
                source=source,
            )
        if who.kind not in act.kinds:
            return ValueNotAllowedError(
                field=f"{field}: kind of holder",
                value=who.kind,
                allowed=", ".join(act.kinds),
                source=source,
            )
        if slip.day < who.since:
            return ValueNotAllowedError(
                field=f"{field}: day",
                value=str(slip.day),
                allowed=f"{who.since} or later: the day on which the holder entered",
            )
        return ValueNotAllowedError(
            field=f"{field}: late",
            value=slip.late,
            allowed=f"{slip.day < self.first}: {self.bank.open_month} is open",
        )
