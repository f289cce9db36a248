"""
Holders enter, and slips come in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from partygrid.errors import (
    ConflictError,
    PartyGridError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points._account import Account
from partygrid.points._bank import Bank, Decision, check_bank, decided
from partygrid.points._books import Books, Pending
from partygrid.points._door import fresh_slips
from partygrid.points._event import Enrolled, submitted
from partygrid.points._expiry import ExpiryRule
from partygrid.points._lot import Lot
from partygrid.points._problems import lines_of, refused_batch
from partygrid.points._slip import Holder, Slip, slips_of


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
    for place, holder in enumerate(lines_of(holders, "holders")):
        try:
            if _is_new_holder(bank.books, fresh, holder, kinds, on):
                fresh[holder.id] = holder
        except PartyGridError as error:
            faults.append((place, error))
    if faults:
        raise refused_batch(faults, "holders")
    if not fresh:
        return Decision(bank)
    openings = {each.kind: each.points for each in rules.openings}
    accounts: dict[str, Account] = {}
    for holder in fresh.values():
        account = Account(holder.id)
        if points := openings.get(holder.kind):
            lot = Lot(
                -1,
                on,
                rules.expiry.last_day(on, on),
                points,
                (0, points),
                (),
                rules.expiry.rule is ExpiryRule.SLIDING,
            )
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
