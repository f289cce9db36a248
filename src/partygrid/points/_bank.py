"""
The bank: two schemes, and the books kept under them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Self

import attrs

from partygrid.dated import Month, check_day
from partygrid.errors import ConflictError, UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_kind, counted
from partygrid.points._account import Account
from partygrid.points._books import Books, Shelf
from partygrid.points._checks import check_count
from partygrid.points._event import BankEvent
from partygrid.points._month import ClosedMonth
from partygrid.points._order import Order
from partygrid.points._slip import Holder
from partygrid.points._store import StoreScheme
from partygrid.points._tariff import Tariff

_MOST_VERSION: Final = 10**18


# Without slots: a command makes one, and that is three times as fast.
@attrs.frozen(kw_only=True, slots=False, repr=False)
class Bank:
    """
    Hold a points bank (积分银行) as it stands; `Bank.open` makes one, and commands make the next.

    A command returns a `Decision`: the bank after it, the events that a host stores, and what was
    refused. The bank before it stays as it was. A call that is wrong raises and decides nothing.

    Args:
        tariff: What is earned for what.
        store: What points are redeemed for.
        version: How many events led to it.
        on: The day of the latest of them; None before the first.
        books: All that is recorded; read it through the functions of the room.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The version is below 0.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    <Bank: version 0, 0 holders, 0 months closed, 2025-01 open>
    """

    tariff: Tariff
    store: StoreScheme
    version: int
    on: date | None
    books: Books

    def __attrs_post_init__(self) -> None:
        """
        Refuse what no bank could go on from; what the books hold is for `audit`.
        """
        for name, kind in (("tariff", Tariff), ("store", StoreScheme), ("books", Books)):
            check_kind(getattr(self, name), kind, name)
        check_count(self.version, "version", least=0, most=_MOST_VERSION)
        if self.on is not None:
            check_day(self.on, field="on")

    @classmethod
    def open(cls, tariff: Tariff, store: StoreScheme, *, month: Month) -> Self:
        """
        Open a bank with nothing in its books.

        Args:
            tariff: What is earned for what.
            store: What points are redeemed for.
            month: The first month that it registers.

        Raises:
            WrongTypeError: An argument has another type.
        """
        check_kind(month, Month, "month")
        return cls(tariff=tariff, store=store, version=0, on=None, books=Books(month))

    def replay(self, events: Iterable[BankEvent], *, version: int | None = None) -> Bank:
        """
        Make the bank that events lead to from this one.

        Args:
            events: The events, in the order in which they were stored.
            version: The version that the last of them led to, if it was stored with them: a
                digest tells that something is otherwise, and not that an event is missing.

        Raises:
            WrongTypeError: One is no event.
            ConflictError: A month, opening balances, or what was decided on requests do not come
                to the digest that was stored; or the bank comes to another version.
            PartyGridError: As the command that made the event.
        """
        # The commands know the bank, so they are asked for only here.
        from partygrid.points._replay import replayed  # noqa: PLC0415

        if version is not None:
            check_count(version, "version", least=0, most=_MOST_VERSION)
        found = replayed(self, events)
        if version is not None and found.version != version:
            raise ConflictError(
                field="version",
                value=found.version,
                allowed=f"{version}: so many events led to it; one is missing, or one too many",
            )
        return found

    @property
    def open_month(self) -> Month:
        """
        The month that is closed next.
        """
        return self.books.open_month

    @property
    def months(self) -> tuple[ClosedMonth, ...]:
        """
        The closed months, in order.
        """
        return self.books.months

    def holder(self, id_: str) -> Holder:
        """
        Give a holder.

        Raises:
            WrongTypeError: The id is not text.
            UnknownNameError: Nobody of that id has entered.
        """
        check_kind(id_, str, "holder")
        found = self.books.holders.get(id_)
        if found is None:
            raise UnknownNameError(
                field="holder", value=id_, allowed="a holder who has entered: enrol it first"
            )
        return found

    def account(self, holder: str) -> Account:
        """
        Give the account of a holder.

        Raises:
            WrongTypeError: The id is not text.
            UnknownNameError: Nobody of that id has entered.
        """
        self.holder(holder)
        return self.books.accounts.get(holder) or Account(holder)

    def order(self, request: str) -> Order:
        """
        Give what became of a request.

        Raises:
            WrongTypeError: The id is not text.
            UnknownNameError: No request of that id was decided.
        """
        check_kind(request, str, "order")
        found = self.books.orders.get(request)
        if found is None:
            raise UnknownNameError(
                field="order", value=request, allowed="the id of a request that was decided"
            )
        return found

    def shelf(self, gift: str) -> Shelf:
        """
        Give how many of a gift came in and are left.

        Raises:
            WrongTypeError: The name is not text.
            UnknownNameError: No catalogue ever had such a gift.
        """
        check_kind(gift, str, "gift")
        found = self.books.shelves.get(gift)
        if found is not None:
            return found
        known = dict.fromkeys(
            each.key
            for entry in self.store.catalogue.all_entries
            if isinstance(entry.value, tuple)
            for each in entry.value
        )
        if gift not in known:
            allowed = ", ".join(known) or "none: the catalogue is open"
            raise UnknownNameError(field="gift", value=gift, allowed=allowed)
        return Shelf(0, 0)

    def __repr__(self) -> str:
        """
        Show version and what is open in one line.
        """
        books = self.books
        return (
            f"<Bank: version {self.version}, {counted(len(books.holders), 'holder')}, "
            f"{counted(len(books.months), 'month')} closed, {self.open_month} open>"
        )


def check_bank(bank: Bank, on: date) -> None:
    """
    Refuse what is no bank, and a day before the latest that it has recorded.

    Raises:
        WrongTypeError: It is no bank, or the day is no civil date.
        ValueNotAllowedError: The day lies before one already recorded.
    """
    if type(bank) is not Bank:
        raise WrongTypeError(field="bank", value=bank, allowed="a Bank")
    check_day(on, field="on")
    if bank.on is not None and on < bank.on:
        raise ValueNotAllowedError(
            field="on",
            value=str(on),
            allowed=f"{bank.on} or later",
            source="the latest day that the bank has recorded",
        )
