"""
Holders enter, and slips come in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from partygrid.errors import (
    PartyGridError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points._account import Account
from partygrid.points._bank import Bank, check_bank
from partygrid.points._books import Books, Pending
from partygrid.points._decision import Decision, decided
from partygrid.points._door import fresh_slips
from partygrid.points._event import Enrolled, submitted
from partygrid.points._lot import Lot
from partygrid.points._problems import changed, lines_of, refused_batch
from partygrid.points._slip import Holder, Slip, slips_of
from partygrid.points._tariff import TariffRules


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
    fresh: dict[str, Holder] = {}
    faults: list[tuple[int, PartyGridError]] = []
    for place, holder in enumerate(lines_of(holders, "holders")):
        try:
            if _is_new_holder(bank.books, fresh, holder, rules, on):
                fresh[holder.id] = holder
        except PartyGridError as error:
            faults.append((place, error))
    if faults:
        raise refused_batch(faults, "holders")
    if not fresh:
        return Decision(bank)
    accounts = {holder.id: _opened(holder, rules, on) for holder in fresh.values()}
    books = bank.books._replace(
        holders=bank.books.holders.put_all(fresh),
        accounts=bank.books.accounts.put_all(accounts),
    )
    digest = _digest_of(accounts.values())
    return decided(bank, on, books, Enrolled(on, tuple(fresh.values()), digest))


def _opened(holder: Holder, rules: TariffRules, on: date) -> Account:
    """
    Open an account with the points that the tariff gives a kind of holder.
    """
    account, points = Account(holder.id), rules.opening_of[holder.kind]
    if not points:
        return account
    expiry = rules.expiry
    lot = Lot(-1, on, expiry.last_day(on, on), points, (0, points), (), expiry.slides)
    return account.with_lots((lot,), (), on)


def _digest_of(accounts: Iterable[Account]) -> str:
    """
    Give the digest of what accounts were opened with, whoever they are of.
    """
    lines = [
        " ".join(f"{lot.got} {lot.expires} {lot.slides}" for lot in account.lots)
        for account in accounts
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _is_new_holder(
    books: Books, fresh: dict[str, Holder], holder: Holder, rules: TariffRules, on: date
) -> bool:
    if type(holder) is not Holder:
        raise WrongTypeError(field="holder", value=holder, allowed="a Holder")
    before = fresh.get(holder.id) or books.holders.get(holder.id)
    field = f"holder {holder.id}"
    if before is not None:
        if before != holder:
            raise changed(before, holder, "holder")
        return False
    if holder.kind not in rules.opening_of:
        raise UnknownNameError(
            field=f"{field}: kind",
            value=holder.kind,
            allowed=", ".join(rules.opening_of),
            source=rules.entry("kinds").cite(),
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

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> one = Holder(id="h-1", kind="family", since=date(2025, 1, 2))
    >>> bank = enrol(bank, [one], on=date(2025, 1, 2)).bank
    >>> slip = Slip("s-1", "h-1", "clean_up", date(2025, 1, 6), 2)
    >>> submit(bank, [slip], on=date(2025, 1, 7)).events
    (<Submitted 2025-01-07: 1 slip>,)
    """
    check_bank(bank, on)
    fresh = fresh_slips(bank, lines_of(slips, "slips"), on).rows
    if not fresh:
        return Decision(bank)
    given = slips_of(fresh)
    waiting = {slip[0]: Pending(slip, on) for slip in given}
    books = bank.books._replace(pending=bank.books.pending.put_new(waiting))
    return decided(bank, on, books, submitted(on, given))
