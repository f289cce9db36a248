"""
Gifts come into the store.
"""

from __future__ import annotations

from datetime import date

from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.points._bank import Bank, check_bank
from partygrid.points._books import Delivering, Shelf
from partygrid.points._decision import Decision, decided
from partygrid.points._lapse import lapsed
from partygrid.points._problems import changed
from partygrid.points._request import Delivery
from partygrid.points._store_event import Delivered


def deliver(bank: Bank, delivery: Delivery, *, on: date) -> Decision:
    """
    Take gifts into the store.

    Args:
        bank: The bank.
        delivery: What comes; one that came before, with the same content, is passed over.
        on: The day.

    Returns:
        The bank with so many more on the shelf.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: The day lies before one already recorded, or the gift is not counted
            in stock.
        UnknownNameError: The catalogue has no such gift.
        ConflictError: A delivery of that id came before with other content.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> pack, day = load("example"), date(2025, 3, 20)
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> bank = deliver(bank, Delivery(id="d-1", gift="meal", quantity=2), on=day).bank
    >>> bank.shelf("meal")
    Shelf(delivered=2, left=2)
    """
    check_bank(bank, on)
    if type(delivery) is not Delivery:
        raise WrongTypeError(field="delivery", value=delivery, allowed="a Delivery")
    version = bank.version + 1
    books = lapsed(bank.books, on, version)
    before = books.deliveries.get(delivery.id)
    if before is not None:
        if before.delivery != delivery:
            raise changed(before.delivery, delivery, "delivery")
        return Decision(bank)
    _check_gift(bank, delivery, on)
    shelf = books.shelves.get(delivery.gift) or Shelf(0, 0)
    more = Shelf(shelf.delivered + delivery.quantity, shelf.left + delivery.quantity)
    books = books._replace(
        deliveries=books.deliveries.put(delivery.id, Delivering(delivery, on, version)),
        shelves=books.shelves.put(delivery.gift, more),
    )
    return decided(bank, on, books, Delivered(on, delivery))


def _check_gift(bank: Bank, delivery: Delivery, on: date) -> None:
    rules = bank.store.rules_on(on, on)
    field, source = f"delivery {delivery.id}: gift", rules.entry("catalogue").cite()
    gift = rules.by_key.get(delivery.gift)
    if gift is None:
        raise UnknownNameError(
            field=field, value=delivery.gift, allowed=", ".join(rules.by_key), source=source
        )
    if not gift.stocked:
        raise ValueNotAllowedError(
            field=field, value=delivery.gift, allowed="a gift that is counted", source=source
        )
