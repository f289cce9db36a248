"""
Holds are posted, in whole or in part, or voided; redeemed orders are cancelled.
"""

from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import PeriodKind
from partygrid.errors import (
    ConflictError,
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.money import Fen
from partygrid.points import (
    Expiry,
    ExpiryBase,
    ExpiryRule,
    OrderState,
    Settled,
    Settlement,
    SettlementKind,
    TopUp,
    post,
    settled,
)

MONTH_END = Expiry(
    rule=ExpiryRule.END_OF_PERIOD,
    base=ExpiryBase.REGISTRATION,
    amount=1,
    every=PeriodKind.MONTH,
)


@pytest.fixture
def shop(counter, ask):
    """
    Open a counter at which a holds three of five, of its 35 points, until 12 February.
    """
    made = counter()
    made.earn(a=35)
    made.deliver(quantity=5)
    made.hold(ask(quantity=3), on="02-03")
    return made


class TestPost:
    def test_all(self, shop):
        """
        What is held is redeemed; the shelf has it no longer anyway.
        """
        [event] = shop.post(on="02-12").events
        order = shop.order()

        assert Settled(date(2025, 2, 12), event.settlement) == event
        assert OrderState.REDEEMED is order.state
        assert ((), ((0, (0, 30)),), 0, 3) == (order.held, order.spent, order.items, order.posted)
        assert (5, 2, ()) == (shop.available(), shop.left(), shop.bank.books.holds)
        assert ("02-12", "posted", "p", 0, 0, 30) == shop.moves()[-1]

    def test_part(self, shop):
        """
        The rest stays held, to the same day.
        """
        shop.post(quantity=1, on="02-04")
        order = shop.order()

        assert OrderState.HELD is order.state
        assert (((0, (10, 30)),), ((0, (0, 10)),)) == (order.held, order.spent)
        assert (2, 1, 3) == (order.items, order.posted, order.granted)
        assert ((date(2025, 2, 12), "r"),) == shop.bank.books.holds

        shop.post(quantity=2, on="02-05", id_="p2")
        assert OrderState.REDEEMED is shop.order().state
        assert ((0, (0, 30)),) == shop.order().spent

    def test_lots(self, counter, ask):
        """
        What expires first is posted first.
        """
        shop = counter()
        shop.earn(a=14)
        shop.earn(a=16)
        shop.deliver(quantity=3)
        shop.hold(ask(quantity=3), on="03-03")
        shop.post(quantity=1, on="03-03", id_="p1")
        assert (((0, (10, 14)), (1, (0, 16))), ((0, (0, 10)),)) == shop.order()[7:9]
        shop.post(quantity=1, on="03-03", id_="p2")
        assert (((1, (6, 16)),), ((0, (0, 14)), (1, (0, 6)))) == shop.order()[7:9]
        shop.post(quantity=1, on="03-03", id_="p3")
        assert ((), ((0, (0, 14)), (1, (0, 16)))) == shop.order()[7:9]

    def test_all_named(self, shop):
        """
        All that are held may be named.
        """
        shop.post(quantity=3, on="02-04")

        assert OrderState.REDEEMED is shop.order().state

    def test_too_many(self, shop):
        """
        No more can be posted than are held.
        """
        shop.post(quantity=2, on="02-04", id_="p1")

        with pytest.raises(ValueNotAllowedError, match="p: quantity: got 2; allowed: 1 to 1"):
            shop.post(quantity=2, on="02-04")

    def test_cash(self, counter, ask, gift):
        """
        Points and cash are split between the items where that comes out even.
        """
        shop = counter(gift(points=10, top_up=TopUp(Fen(50), Fraction(1, 2))))
        shop.earn(a=36, b=35)
        shop.deliver(quantity=8)
        # 36 points and 2 yuan for four; 35 points and 2.50 yuan for four.
        shop.hold(
            ask("r1", quantity=4, cash=900),
            ask("r2", "b", 4 * [0] and "tissues", 4, cash=900),
            on="02-03",
        )
        shop.post("r1", 1, on="02-04", id_="p1")
        order = shop.order("r1")
        assert (36, 200, ((0, (0, 9)),)) == (order.points, order.cash, order.spent)
        for items in (1, 2, 3):
            with pytest.raises(UnsuitableRuleError, match="35 points and 250 fen for 4 items"):
                shop.post("r2", items, on="02-04")
        shop.post("r2", 4, on="02-04")
        assert ((0, (0, 35)),) == shop.order("r2").spent

    def test_rest_with_cash(self, counter, ask, gift):
        """
        What is left after an even part can always be posted.
        """
        shop = counter(gift(points=10, top_up=TopUp(Fen(50), Fraction(1, 2))))
        shop.earn(a=33)
        shop.deliver(quantity=6)
        shop.hold(ask(quantity=6, cash=9_999), on="02-03")
        shop.post(quantity=2, on="02-04", id_="p1")
        assert ((0, (0, 11)),) == shop.order().spent
        with pytest.raises(UnsuitableRuleError, match="4: all that are held; 33 points and 1350"):
            shop.post(quantity=1, on="02-04")
        shop.post(on="02-04")
        assert ((0, (0, 33)),) == shop.order().spent

    def test_all_in_cash(self, counter, ask, gift):
        """
        Where there are no points, none move.
        """
        shop = counter(gift(points=5, top_up=TopUp(Fen(10), Fraction(1))))
        shop.deliver(quantity=2)
        shop.hold(ask(quantity=2, cash=100), on="02-03")
        shop.post(quantity=1, on="02-03")
        shop.void(on="02-04")

        assert (1, 1, []) == (shop.left(), shop.order().posted, shop.moves())
        assert OrderState.REDEEMED is shop.order().state

    def test_expired(self, counter, ask):
        """
        A hold survives the last day of its points: posting it is good.
        """
        shop = counter(tariff={"expiry": MONTH_END}, hold_days=20)
        shop.earn(a=12)
        shop.deliver()
        shop.hold(ask(), on="02-27")
        shop.post(on="03-10")

        assert OrderState.REDEEMED is shop.order().state
        assert 0 == shop.available()


class TestVoid:
    def test_void(self, shop):
        """
        Points and gifts are where they were before.
        """
        before = shop.first.replay(shop.events[:-1]).account("a").lots
        shop.void(on="02-12")
        order = shop.order()

        assert OrderState.VOIDED is order.state
        assert ((), (), 0, 0) == (order.held, order.spent, order.items, order.posted)
        assert (35, 5, ()) == (shop.available(), shop.left(), shop.bank.books.holds)
        assert ("02-12", "released", "v", 0, 0, 30) == shop.moves()[-1]
        assert before == shop.bank.account("a").lots

    def test_rest(self, shop):
        """
        Of a hold posted in part, the rest is given up: the order is redeemed.
        """
        shop.post(quantity=1, on="02-04")
        shop.void(on="02-05")
        order = shop.order()

        assert OrderState.REDEEMED is order.state
        assert ((), ((0, (0, 10)),), 0, 1) == (order.held, order.spent, order.items, order.posted)
        assert (25, 4) == (shop.available(), shop.left())

    def test_expired(self, counter, ask):
        """
        Points whose last day is past expire at once.
        """
        shop = counter(tariff={"expiry": MONTH_END}, hold_days=20)
        shop.earn(a=12)
        shop.deliver()
        shop.hold(ask(), on="02-27")
        shop.void(on="03-01")

        assert (0, 1) == (shop.available(), shop.left())
        assert (0, 12) == shop.bank.account("a").lots[0].free
        shop.redeem(ask("r2"), on="03-01")
        assert OrderState.REFUSED is shop.order("r2").state

    def test_others(self, shop, ask):
        """
        Of the open holds, only this one is closed.
        """
        shop.earn(b=30, c=30)
        shop.deliver(quantity=9)
        shop.hold(ask("r0", "b"), ask("r9", "c"), on="03-03")
        shop.void("r9", on="03-04")

        assert ((date(2025, 3, 12), "r0"),) == shop.bank.books.holds


class TestCancel:
    def test_cancel(self, shop):
        """
        Redeeming and cancelling leaves all as it was.
        """
        before = shop.first.replay(shop.events[:-1])
        shop.post(on="02-04")
        shop.cancel(on="02-05")
        order, account = shop.order(), shop.bank.account("a")

        assert OrderState.CANCELLED is order.state
        assert ((), (), 0, 0) == (order.held, order.spent, order.items, order.posted)
        assert (30, 35, 5) == (order.points, shop.available(), shop.left())
        assert ("02-05", "given_back", "c", 0, 0, 30) == shop.moves()[-1]
        assert before.account("a").lots == account.lots
        assert before.account("a").live == account.live

    def test_lots(self, counter, ask):
        """
        Points come back to their own lots, with the last day that these had.
        """
        monthly = Expiry(rule=ExpiryRule.ROLLING, base=ExpiryBase.REGISTRATION, amount=2)
        shop = counter(tariff={"expiry": monthly})
        shop.earn(a=8)
        shop.earn(a=8)
        shop.deliver(quantity=2)
        shop.redeem(ask(), on="03-31")
        shop.cancel(on="04-01")

        # January's are good until 31 March, so they expire at once; February's until 28 April.
        assert 8 == shop.available()
        assert [date(2025, 3, 31), date(2025, 4, 28)] == [
            lot.expires for lot in shop.bank.account("a").lots
        ]
        assert [8, 8] == [lot.left for lot in shop.bank.account("a").lots]
        assert 8 == shop.available(on="04-28")
        assert 0 == shop.available(on="04-29")

    def test_storage(self, counter, ask):
        """
        An account may then hold more than the storage cap.
        """
        shop = counter(tariff={"storage_cap": 20})
        shop.earn(a=20)
        shop.deliver()
        shop.redeem(ask(), on="02-03")
        shop.earn("2025-02", a=30)
        assert 20 == shop.available()
        shop.cancel(on="03-03")
        assert 30 == shop.available()
        shop.earn("2025-03", a=1)
        assert 30 == shop.available()

    def test_not_stocked(self, counter, ask, gift, series):
        """
        What came from no shelf goes back to none, even if it is counted by then.
        """
        catalogue = series(
            "catalogue",
            ("2025-01-01", (gift(points=10, stocked=False),)),
            ("2025-02-10", (gift(points=10),)),
        )
        shop = counter(catalogue=catalogue)
        shop.earn(a=20)
        shop.redeem(ask(), on="02-03")
        shop.deliver(quantity=3, on="02-10")
        shop.cancel(on="02-11")

        assert 3 == shop.left()

    def test_no_longer_stocked(self, counter, ask, gift, series):
        """
        What came from a shelf goes back to it, even if it is no longer counted.
        """
        catalogue = series(
            "catalogue",
            ("2025-01-01", (gift(points=10),)),
            ("2025-02-10", (gift(points=10, stocked=False),)),
        )
        shop = counter(catalogue=catalogue)
        shop.earn(a=20)
        shop.deliver(quantity=3)
        shop.redeem(ask(), on="02-03")
        shop.cancel(on="02-11")

        assert 3 == shop.left()

    def test_again(self, shop, ask):
        """
        What was given back can be redeemed anew, under an id of its own.
        """
        shop.post(on="02-04")
        shop.cancel(on="02-04")
        shop.redeem(ask("r2", quantity=3), on="02-04")

        assert OrderState.REDEEMED is shop.order("r2").state


STEPS = {
    "refused": [("redeem",)],
    "held": [],
    "redeemed": [("post",)],
    "voided": [("void",)],
    "lapsed": [("wait",)],
    "cancelled": [("post",), ("cancel",)],
}
ALLOWED = {("held", "post"), ("held", "void"), ("redeemed", "cancel")}


class TestStates:
    @pytest.mark.parametrize("command", ["post", "void", "cancel"])
    @pytest.mark.parametrize("state", STEPS)
    def test_exclusive(self, shop, ask, state, command):
        """
        Only what is held is posted or voided, and only what is redeemed cancelled.
        """
        order = "r"
        for [step] in STEPS[state]:
            if step == "redeem":
                order = "r2"
                shop.redeem(ask("r2", "b"), on="02-03")
            elif step == "wait":
                shop.wait("02-13")
            else:
                getattr(shop, step)(on="02-04", id_=f"first-{step}")
        assert OrderState(state) is shop.order(order).state
        bank = shop.bank
        if (state, command) in ALLOWED:
            assert getattr(shop, command)(order, on="02-13" if state == "lapsed" else "02-05")
            return
        needed = "redeemed" if command == "cancel" else "held"
        with pytest.raises(ValueNotAllowedError) as caught:
            getattr(shop, command)(order, on="02-13" if state == "lapsed" else "02-05")
        assert f": order {order}" in caught.value.field
        assert (state, True) == (caught.value.value, needed in caught.value.allowed)
        assert bank is shop.bank

    def test_lapsed_unseen(self, shop):
        """
        A hold that ran out cannot be posted, whether or not the bank was told anything since.
        """
        with pytest.raises(ValueNotAllowedError, match="got 'lapsed'; allowed: one that is held"):
            shop.post(on="02-13")

    def test_part_held(self, shop):
        """
        While part of it is held an order cannot be cancelled.
        """
        shop.post(quantity=1, on="02-04")

        with pytest.raises(ValueNotAllowedError, match="'held'; allowed: one that is redeemed"):
            shop.cancel(on="02-04")


class TestOnce:
    @pytest.mark.parametrize("command", ["post", "void"])
    def test_again(self, shop, command):
        """
        The same record again is passed over, on whatever day.
        """
        getattr(shop, command)(on="02-04")
        again = getattr(shop, command)(on="02-20")

        assert () == again.events
        assert again.bank is shop.bank

    def test_conflict(self, shop, ask):
        """
        The same id with other content is refused, with the fields that differ.
        """
        shop.redeem(ask("r2", quantity=2), on="02-03")
        shop.post(quantity=1, on="02-04", id_="s")

        with pytest.raises(ConflictError, match="settlement s: quantity: got"):
            shop.post(on="02-04", id_="s")
        with pytest.raises(ConflictError, match="settlement s: kind, quantity: got"):
            shop.void(on="02-04", id_="s")
        with pytest.raises(ConflictError, match="settlement s: order: got"):
            shop.post("r2", 1, on="02-04", id_="s")

    def test_unknown(self, shop):
        """
        An order is a request that was decided.
        """
        with pytest.raises(UnknownNameError, match="settlement p: order: 'z' is not known"):
            shop.post("z", on="02-04")

    def test_types(self, shop):
        """
        A settlement, a bank and a day are what they are; days do not go back.
        """
        posting = Settlement(id="p", order="r", kind=SettlementKind.POST)

        with pytest.raises(WrongTypeError, match="settlement: got"):
            settled(shop.bank, "p", on=date(2025, 2, 4))
        with pytest.raises(WrongTypeError, match="a Bank"):
            settled(None, posting, on=date(2025, 2, 4))
        with pytest.raises(ValueNotAllowedError, match="2025-02-03 or later"):
            settled(shop.bank, posting, on=date(2025, 2, 2))
        with pytest.raises(WrongTypeError, match="settlement p: quantity"):
            post(shop.bank, "r", id="p", on=date(2025, 2, 4), quantity=1.0)

    def test_value(self, shop):
        """
        A settlement as a value does the same.
        """
        posting = Settlement(id="p", order="r", kind=SettlementKind.POST, quantity=2)
        found = settled(shop.bank, posting, on=date(2025, 2, 4))

        assert found == post(shop.bank, "r", id="p", on=date(2025, 2, 4), quantity=2)
