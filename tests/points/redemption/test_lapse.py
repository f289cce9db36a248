"""
Holds lapse the day after their last, whatever happens, and points go back where they were.
"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from partygrid.points import Expiry, ExpiryBase, ExpiryRule, OrderState

SLIDING = Expiry(rule=ExpiryRule.SLIDING, base=ExpiryBase.REGISTRATION, amount=1)


class TestLapse:
    def test_last_day(self, counter, ask):
        """
        The last day of a hold still counts; the day after it has lapsed.
        """
        shop = counter(hold_days=3)
        shop.earn(a=25)
        shop.deliver()
        shop.hold(ask(), on="02-03")
        shop.wait("02-05")
        assert (OrderState.HELD, 15, 0) == (shop.order().state, shop.available(), shop.left())
        shop.wait("02-06")
        order = shop.order()
        assert (OrderState.LAPSED, 25, 1) == (order.state, shop.available(), shop.left())
        assert ((), 0, 0, date(2025, 2, 5)) == (order.held, order.items, order.posted, order.until)
        assert () == shop.bank.books.holds

    def test_noticed_late(self, counter, ask):
        """
        Whenever it is noticed, it is dated to the day after the last.
        """
        shop = counter(hold_days=3)
        shop.earn(a=25)
        shop.deliver()
        shop.hold(ask(), on="02-03")
        shop.wait("03-20")

        assert ("02-06", "released", "r", 0, 0, 10) == shop.moves()[-1]

    def test_before_a_decision(self, counter, ask):
        """
        What has lapsed is there for the next who asks.
        """
        shop = counter(hold_days=3)
        shop.earn(a=12, b=12)
        shop.deliver()
        shop.hold(ask("r1"), on="02-03")
        assert shop.redeem(ask("r2", "b"), on="02-05").refused
        assert shop.redeem(ask("r3", "b"), on="02-06").granted
        assert shop.redeem(ask("r4"), on="02-06").refused[0].refusal.reason.value == "stock"

    def test_before_a_close(self, counter, ask):
        """
        What has lapsed counts as stored once, not twice.
        """
        shop = counter(hold_days=3, tariff={"storage_cap": 20})
        shop.earn(a=15)
        shop.deliver()
        shop.hold(ask(), on="02-03")
        shop.earn("2025-02", a=30)

        assert 20 == shop.available()

    def test_held_is_stored(self, counter, ask):
        """
        What is held counts as stored.
        """
        shop = counter(hold_days=60, tariff={"storage_cap": 20})
        shop.earn(a=15)
        shop.deliver()
        shop.hold(ask(), on="02-03")
        shop.earn("2025-02", a=30)

        assert 10 == shop.available()

    def test_in_part(self, counter, ask):
        """
        Of a hold posted in part the rest lapses; the order is redeemed.
        """
        shop = counter(hold_days=3)
        shop.earn(a=30)
        shop.deliver(quantity=3)
        shop.hold(ask(quantity=3), on="02-03")
        shop.post(quantity=1, on="02-04")
        shop.wait("02-06")

        assert OrderState.REDEEMED is shop.order().state
        assert (20, 2, 1) == (shop.available(), shop.left(), shop.order().posted)
        shop.cancel(on="02-07")
        assert (30, 3) == (shop.available(), shop.left())

    def test_several(self, counter, ask, series):
        """
        Holds lapse each on its own day, though a later one be shorter.
        """
        shop = counter(hold_days=series("hold_days", ("2025-01-01", 30), ("2025-02-05", 1)))
        shop.earn(a=30, b=30)
        shop.deliver(quantity=3)
        shop.hold(ask("r1"), on="02-03")
        shop.hold(ask("r2", "b"), ask("r3"), on="02-05")
        assert [(date(2025, 2, 5), "r2"), (date(2025, 2, 5), "r3"), (date(2025, 3, 4), "r1")] == [
            *shop.bank.books.holds
        ]
        shop.wait("02-06")
        assert ((date(2025, 3, 4), "r1"),) == shop.bank.books.holds
        shop.hold(ask("r4", "b"), on="03-03")
        shop.wait("03-04")
        assert [(date(2025, 3, 4), "r1")] == [*shop.bank.books.holds]
        shop.wait("03-05")
        assert () == shop.bank.books.holds
        assert [30, 30] == [shop.available("a"), shop.available("b")]

    def test_slides(self, counter, ask):
        """
        Held points slide with the others: whoever gives a hold up loses nothing by it.
        """
        shop = counter(hold_days=30, tariff={"expiry": SLIDING})
        shop.earn("2025-01", a=10)
        shop.deliver()
        shop.hold(ask(), on="02-20")
        shop.earn("2025-02", a=1)
        shop.void(on="03-10")

        assert 11 == shop.available(on="03-28")

    @given(
        st.lists(
            st.tuples(st.sampled_from(["post", "void", "wait"]), st.integers(0, 3)), max_size=6
        )
    )
    def test_once(self, counter, ask, steps):
        """
        Whatever is tried, each item held is posted or comes back once.
        """
        shop = counter(hold_days=3)
        shop.earn(a=40)
        shop.deliver(quantity=4)
        shop.hold(ask(quantity=3), on="02-03")
        day, posted, over = 3, 0, False
        for number, (step, later) in enumerate(steps):
            day += later
            over = over or day > 5
            on = f"02-{day:02}"
            if step == "wait":
                shop.wait(on) if later else None
            elif not over and step == "post":
                shop.post(quantity=1, on=on, id_=f"s-{number}")
                posted += 1
                over = posted == 3
            elif not over:
                shop.void(on=on, id_=f"s-{number}")
                over = True
        shop.wait("02-28")

        assert (posted, 0) == (shop.order().posted, shop.order().items)
        assert (40 - 10 * posted, 4 - posted) == (shop.available(), shop.left())
