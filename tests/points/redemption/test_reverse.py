"""
Wrong slips are taken back: what is left of their points, and nothing else.
"""

from datetime import date

import pytest

from partygrid.dated import Month
from partygrid.errors import (
    ConflictError,
    InvalidDataError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points import (
    CreditTo,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Holder,
    Requester,
    Reversal,
    Reversed,
    close,
    enrol,
    reverse,
    submit,
)

ROLLING = Expiry(rule=ExpiryRule.ROLLING, base=ExpiryBase.REGISTRATION, amount=2)
SLIDING = Expiry(rule=ExpiryRule.SLIDING, base=ExpiryBase.REGISTRATION, amount=2)


@pytest.fixture
def shop(counter):
    """
    Open a counter at which a earned 10, 20 and 5 points in January, and has 5 more of February.
    """
    made = counter()
    made.deliver(quantity=9)
    for id_, day, times in (("s-b", "01-02", 10), ("s-a", "01-03", 20), ("s-c", "01-03", 5)):
        made.slip(id_, "a", day, times, on="01-05")
    made.earn("2025-01", b=7)
    made.slip("s-d", "a", "02-01", 5)
    made.earn("2025-02")
    return made


class TestRegistered:
    def test_free(self, shop):
        """
        What is left of its points is taken back, those and no others.
        """
        [event] = shop.reverse("s-a", on="03-03").events
        lot = shop.bank.account("a").lots[0]

        # The points stand in the order of day and id: s-b, s-a, s-c.
        assert ("03-03", "taken_back", "w", 0, 10, 30) == shop.moves()[-1]
        assert ((0, 10, 30, 35), (10, 30)) == (lot.free, lot.wrong)
        assert 20 == shop.available()
        reversal = Reversal(id="w", slip="s-a", by=Requester.HOLDER, reason="wrong_day")
        assert Reversed(date(2025, 3, 3), reversal) == event
        note = shop.bank.books.taken_back.get("s-a")
        assert (reversal, "s-a", date(2025, 1, 5), date(2025, 3, 3), True) == (
            note.reversal,
            note.slip.id,
            note.recorded,
            note.on,
            note.registered,
        )
        assert shop.bank.version == note.version

    def test_spent(self, shop, ask):
        """
        What was redeemed is a shortfall: a fact on record, taken from nowhere else.
        """
        shop.redeem(ask(quantity=2), on="03-03")
        shop.reverse("s-a", on="03-04")
        lot = shop.bank.account("a").lots[0]

        assert ("03-04", "taken_back", "w", 0, 20, 30) == shop.moves()[-1]
        assert ((30, 35), (10, 30)) == (lot.free, lot.wrong)
        assert 10 == shop.available()
        assert ((0, (0, 20)),) == shop.order().spent

    def test_all_spent(self, shop, ask):
        """
        If all was redeemed nothing is taken, and the holder redeems on as before.
        """
        shop.redeem(ask(quantity=3), on="03-03")
        before = shop.moves()
        shop.reverse("s-b", on="03-04")

        assert before == shop.moves()
        assert 10 == shop.available()
        assert shop.redeem(ask("r2"), on="03-05").granted

    def test_cancelled(self, shop, ask):
        """
        If the order is cancelled later, what the wrong slip had earned of it is taken back then.
        """
        shop.redeem(ask(quantity=2), on="03-03")
        shop.reverse("s-a", on="03-04")
        shop.cancel(on="03-05")

        assert [
            ("03-05", "given_back", "c", 0, 0, 20),
            ("03-05", "taken_back", "c", 0, 10, 20),
        ] == shop.moves()[-2:]
        assert 20 == shop.available()
        assert (0, 10, 30, 35) == shop.bank.account("a").lots[0].free

    @pytest.mark.parametrize(("end", "day"), [("void", "03-06"), ("wait", "03-13")])
    def test_held(self, shop, ask, end, day):
        """
        What is held is taken back when the hold ends without a gift.
        """
        shop.hold(ask(quantity=2), on="03-03")
        shop.reverse("s-a", on="03-04")
        assert (10, ("taken_back", 20, 30)) == (
            shop.available(),
            (shop.moves()[-1][1], *shop.moves()[-1][4:]),
        )
        if end == "void":
            shop.void(on=day)
        else:
            shop.wait(day)
        assert [(day, "released", 0, 20), (day, "taken_back", 10, 20)] == [
            (on, kind, start, stop) for on, kind, _, _, start, stop in shop.moves()[-2:]
        ]
        assert 20 == shop.available()

    def test_posted(self, shop, ask):
        """
        What is held and then posted is a shortfall.
        """
        shop.hold(ask(quantity=2), on="03-03")
        shop.reverse("s-a", on="03-04")
        shop.post(on="03-05")

        assert 10 == shop.available()
        assert ((0, (0, 20)),) == shop.order().spent
        assert (10, 30) == shop.bank.account("a").lots[0].wrong

    def test_expired(self, counter):
        """
        What has expired has expired.
        """
        shop = counter(tariff={"expiry": ROLLING})
        shop.earn("2025-01", a=10, b=10)
        shop.reverse("s-1", on="03-31")
        shop.reverse("s-2", on="04-01", id_="w2")

        assert [("03-31", "taken_back", "w", 0, 0, 10)] == shop.moves()
        assert [] == shop.moves("b")
        assert ((0, 10), (0, 10)) == shop.bank.account("b").lots[0][4:6]

    def test_clipped(self, counter, cap):
        """
        Of a slip that was credited less, that is what is taken; of one credited nothing, nothing.
        """
        shop = counter(tariff={"caps": (cap(points=15, every="month"),)})
        for id_, day in (("s-a", "01-02"), ("s-b", "01-03"), ("s-c", "01-04")):
            shop.slip(id_, "a", day, 10)
        shop.earn("2025-01")
        shop.reverse("s-c", on="02-03", id_="w1")
        assert [] == shop.moves()
        shop.reverse("s-b", on="02-03", id_="w2")
        assert [("02-03", "taken_back", "w2", 0, 10, 15)] == shop.moves()

    def test_room(self, counter, cap):
        """
        The room that it had used of a cap serves later slips, of its own period alone.
        """
        shop = counter(tariff={"caps": (cap(points=15, every="month"),)})
        shop.earn("2025-01", a=15)
        shop.reverse("s-1", on="02-03")
        shop.bank = submit(
            shop.bank, [("s-late", "a", "help", date(2025, 1, 9), 20, True)], on=date(2025, 2, 3)
        ).bank
        found = close(shop.bank, Month(2025, 2), on=date(2025, 2, 28)).bank

        assert 15 == found.months[1].at(0).credited
        assert 0 == shop.available()

    def test_any_day(self, counter):
        """
        It is found whatever the day of its activity, among slips of other days and ids.
        """
        shop = counter()
        days = {"s-c": "01-02", "s-a": "01-03", "s-d": "01-03", "s-b": "01-04"}
        for id_, day in days.items():
            shop.slip(id_, "a", day, 10)
        shop.earn("2025-01")
        month = shop.bank.months[0]

        assert ["s-c", "s-a", "s-d", "s-b"] == list(month.ids)
        for row, id_ in enumerate(month.ids):
            assert row == month.row(id_) == month.row(id_, date(2025, 1, 31))
            shop.reverse(id_, on="02-03", id_=f"w{row}")
        assert 0 == shop.available()

    def test_closed_month(self, shop):
        """
        The closed month stays as it is.
        """
        before = [month.digest for month in shop.bank.months]
        row = shop.bank.months[0].row("s-a")
        shop.reverse("s-a", on="03-03")

        assert before == [month.digest for month in shop.bank.months]
        assert 20 == shop.bank.months[0].at(row).credited

    def test_several(self, shop):
        """
        One wrong slip after the other, each its own points.
        """
        shop.reverse("s-c", on="03-03", id_="w1", by="certifier")
        shop.reverse("s-a", on="03-03", id_="w2")
        shop.reverse("s-d", on="03-03", id_="w3")
        shop.reverse("s-b", on="03-03", id_="w4")

        assert [(0, 30, 35), (0, 10, 30), (1, 0, 5), (0, 0, 10)] == [
            move[3:] for move in shop.moves()
        ]
        assert 0 == shop.available()
        assert [(0, 35), (0, 5)] == [lot.wrong for lot in shop.bank.account("a").lots]

    def test_household(self, counter):
        """
        Points are taken back where they were credited.
        """
        shop = counter(tariff={"credit_to": CreditTo.HOUSEHOLD})
        member = Holder(id="m", kind="family", since=date(2025, 1, 1), household="a")
        shop.bank = shop.first = enrol(shop.bank, [member], on=date(2025, 1, 1)).bank
        shop.events = ()
        shop.earn("2025-01", m=10, a=5)
        shop.reverse("s-1", on="02-03")

        assert (5, 0) == (shop.available("a"), shop.available("m"))

    def test_lots(self, counter, series):
        """
        Of several lots of one month it is the one that the slip's points are in.
        """
        expiry = series(
            "expiry",
            ("2025-01-01", SLIDING),
            ("2025-01-10", ROLLING),
            ("2025-01-20", Expiry(rule=ExpiryRule.NONE)),
        )
        shop = counter(tariff={"expiry": expiry})
        for id_, day, times in (
            ("s-a", "01-21", 3),
            ("s-b", "01-02", 4),
            ("s-c", "01-11", 5),
            ("s-d", "01-12", 6),
            ("s-e", "01-03", 7),
        ):
            shop.slip(id_, "a", day, times, on="01-25")
        shop.earn("2025-01")
        # Without a last day 3; until 31 March 11 that do not slide, and 11 that do.
        assert [(None, 3), (date(2025, 3, 31), 11), (date(2025, 3, 31), 11)] == [
            (lot.expires, lot.got) for lot in shop.bank.account("a").lots
        ]
        for number, id_ in enumerate(("s-a", "s-b", "s-c", "s-d", "s-e")):
            shop.reverse(id_, on="02-03", id_=f"w{number}")
        assert [(0, 0, 3), (2, 0, 4), (1, 0, 5), (1, 5, 11), (2, 4, 11)] == [
            move[3:] for move in shop.moves()
        ]


class TestPending:
    def test_never_registered(self, counter):
        """
        A slip that waits is never registered, and its id is not taken again.
        """
        shop = counter()
        shop.slip("s-a", "a", "01-02", 10)
        shop.reverse("s-a", on="01-03")
        again = shop.slip("s-a", "a", "01-02", 10, on="01-04")

        assert () == again.events
        shop.earn("2025-01")
        assert 0 == len(shop.bank.months[0])
        assert (0, []) == (shop.available(), shop.moves())
        note = shop.bank.books.taken_back.get("s-a")
        assert (date(2025, 1, 2), False) == (note.recorded, note.registered)
        with pytest.raises(InvalidDataError, match="quantity"):
            shop.slip("s-a", "a", "01-02", 11, on="01-31")

    def test_right_one(self, counter):
        """
        The right slip comes in under an id of its own.
        """
        shop = counter()
        shop.slip("s-a", "a", "01-02", 10)
        shop.reverse("s-a", on="01-03")
        shop.slip("s-a2", "a", "01-02", 8, on="01-03")
        shop.earn("2025-01")

        assert 8 == shop.available()


class TestErrors:
    def test_again(self, shop):
        """
        The same correction again is passed over.
        """
        shop.reverse("s-a", on="03-03")
        again = shop.reverse("s-a", on="03-04")

        assert () == again.events
        assert again.bank is shop.bank

    def test_conflict(self, shop):
        """
        The same id with other content is refused, with the fields that differ.
        """
        shop.reverse("s-a", on="03-03")

        with pytest.raises(ConflictError, match="reversal w: slip: got"):
            shop.reverse("s-b", on="03-03")
        with pytest.raises(ConflictError, match="reversal w: by, reason: got"):
            shop.reverse("s-a", on="03-03", by="certifier", reason="twice")

    def test_twice(self, shop):
        """
        A slip is taken back once.
        """
        shop.reverse("s-a", on="03-03")

        with pytest.raises(ConflictError, match="w took it back on 2025-03-03"):
            shop.reverse("s-a", on="03-04", id_="w2")

    def test_unknown(self, shop):
        """
        A slip is one that came in.
        """
        with pytest.raises(UnknownNameError, match="reversal w: slip: 'z' is not known"):
            shop.reverse("z", on="03-03")

    def test_correction(self, shop):
        """
        A correction is not corrected.
        """
        shop.reverse("s-a", on="03-03")

        for id_ in ("w2", "w"):
            with pytest.raises((ValueNotAllowedError, ConflictError)) as caught:
                shop.reverse("w", on="03-03", id_=id_)
            assert "w" == getattr(caught.value.value, "slip", caught.value.value)
        with pytest.raises(ValueNotAllowedError, match="none is corrected"):
            shop.reverse("w2", on="03-03", id_="w2")
        with pytest.raises(ValueNotAllowedError, match="none is corrected"):
            shop.reverse("w", on="03-03", id_="w2")

    def test_same_name(self, shop):
        """
        A slip that has the id of a correction is a slip all the same.
        """
        shop.reverse("s-a", on="03-03", id_="s-b")
        shop.reverse("s-b", on="03-03", id_="w")

        assert 10 == shop.available()

    def test_types(self, shop):
        """
        A reversal, a bank and a day are what they are; days do not go back.
        """
        reversal = Reversal(id="w", slip="s-a", by=Requester.HOLDER, reason="x")

        with pytest.raises(WrongTypeError, match="reversal: got"):
            reverse(shop.bank, "s-a", on=date(2025, 3, 3))
        with pytest.raises(WrongTypeError, match="a Bank"):
            reverse(None, reversal, on=date(2025, 3, 3))
        with pytest.raises(ValueNotAllowedError, match="2025-02-28 or later"):
            reverse(shop.bank, reversal, on=date(2025, 2, 27))
