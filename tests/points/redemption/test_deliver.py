"""
Gifts come into the store.
"""

from datetime import date

import pytest

from partygrid.dated import Month
from partygrid.errors import (
    ConflictError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.packs import load
from partygrid.points import Bank, Delivered, Delivery, OrderState, deliver


class TestDeliver:
    def test_more(self, counter):
        """
        There is so much more on the shelf.
        """
        shop = counter()
        [event] = shop.deliver(quantity=3, on="02-03", id_="d1").events
        shop.deliver(quantity=4, on="02-03", id_="d2")

        assert (7, 7) == shop.bank.shelf("tissues")
        assert Delivered(date(2025, 2, 3), event.delivery) == event
        note = shop.bank.books.deliveries.get("d1")
        assert (event.delivery, date(2025, 2, 3), 2) == note

    def test_again(self, counter):
        """
        The same delivery again is passed over, even if the gift has left the catalogue.
        """
        shop = counter()
        shop.deliver(quantity=3, id_="d1")
        again = shop.deliver(quantity=3, id_="d1", on="02-03")

        assert () == again.events
        assert again.bank is shop.bank
        assert 3 == shop.left()

    def test_conflict(self, counter):
        """
        The same id with other content is refused, with the fields that differ.
        """
        shop = counter()
        shop.deliver(quantity=3, id_="d1")

        with pytest.raises(ConflictError, match="delivery d1: gift, quantity: got"):
            shop.deliver("nothing", quantity=4, id_="d1")

    def test_unknown(self, counter, gift, series):
        """
        Only what the catalogue has on the day is delivered.
        """
        catalogue = series(
            "catalogue",
            ("2025-01-01", (gift(),)),
            ("2025-02-01", (gift("rice"), gift("haircut", stocked=False))),
        )
        shop = counter(catalogue=catalogue)
        shop.deliver(id_="d1")
        shop.deliver("rice", on="02-01")

        with pytest.raises(UnknownNameError, match="delivery d2: gift: 'tissues'") as caught:
            shop.deliver(id_="d2")
        assert "积分办法" in caught.value.source
        assert "rice, haircut" == caught.value.allowed
        assert () == shop.deliver(id_="d1").events
        with pytest.raises(ValueNotAllowedError, match="a gift that is counted") as caught:
            shop.deliver("haircut")
        assert "积分办法" in caught.value.source

    def test_shelf(self, counter, gift, series):
        """
        What is left can be asked of every gift that a catalogue ever had, and of no other.
        """
        catalogue = series("catalogue", ("2025-01-01", (gift(),)), ("2025-02-01", (gift("rice"),)))
        shop = counter(catalogue=catalogue)
        shop.deliver(quantity=2)

        assert [(2, 2), (0, 0)] == [shop.bank.shelf(name) for name in ("tissues", "rice")]
        with pytest.raises(UnknownNameError) as caught:
            shop.bank.shelf("ric")
        assert ("gift", "tissues, rice") == (caught.value.field, caught.value.allowed)

    def test_no_catalogue(self):
        """
        Where the catalogue is open there is no gift to ask for.
        """
        said = load("shayibak")
        bank = Bank.open(said.tariff, said.store, month=Month(2025, 1))

        with pytest.raises(UnknownNameError, match="none: the catalogue is open"):
            bank.shelf("rice")

    def test_types(self, counter):
        """
        A delivery, a bank and a day are what they are; days do not go back.
        """
        bank = counter().bank
        delivery = Delivery(id="d", gift="tissues", quantity=1)

        with pytest.raises(WrongTypeError, match="delivery: got"):
            deliver(bank, ("d", "tissues", 1), on=date(2025, 2, 3))
        with pytest.raises(WrongTypeError, match="a Bank"):
            deliver(None, delivery, on=date(2025, 2, 3))
        with pytest.raises(ValueNotAllowedError, match="2025-01-01 or later"):
            deliver(bank, delivery, on=date(2024, 12, 31))

    def test_lapse(self, counter, ask):
        """
        A delivery comes to what has come back by then.
        """
        shop = counter(hold_days=1)
        shop.earn(a=20)
        shop.deliver(quantity=2)
        shop.hold(ask(quantity=2), on="02-03")
        shop.deliver(quantity=1, on="02-04")

        assert (3, OrderState.LAPSED) == (shop.left(), shop.order().state)
