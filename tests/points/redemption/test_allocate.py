"""
The allocation: each reason by hand, cash, lots in turn, and that the order of asking is nothing.
"""

from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Month, PeriodKind, Quarter
from partygrid.money import Fen
from partygrid.points import (
    Criterion,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    OrderState,
    Reason,
    Refused,
    TopUp,
    redeem,
)
from partygrid.worktime import Cadence, PeriodDay, RestRule, Rhythm

QUARTERS = Expiry(
    rule=ExpiryRule.END_OF_PERIOD,
    base=ExpiryBase.REGISTRATION,
    amount=0,
    every=PeriodKind.QUARTER,
)
MONTHS = Expiry(rule=ExpiryRule.ROLLING, base=ExpiryBase.REGISTRATION, amount=3)


def why(shop, *requests, on="02-03"):
    """
    Say why requests were refused.
    """
    return [tuple(order.refusal) for order in shop.redeem(*requests, on=on).refused]


class TestReasons:
    def test_points(self, counter, ask):
        """
        All items are paid for, or none is had.
        """
        shop = counter()
        shop.earn(a=29)
        shop.deliver(quantity=9)

        assert [(Reason.POINTS, 30, 29)] == why(shop, ask(quantity=3))
        assert [] == why(shop, ask("r2", quantity=2))
        assert 9 == shop.available()
        assert [(Reason.POINTS, 10, 9)] == why(shop, ask("r3"))
        assert [(Reason.POINTS, 10, 0)] == why(shop, ask("r4", "b"))

    def test_stock(self, counter, ask):
        """
        There is as much as was delivered, less what was given.
        """
        shop = counter()
        shop.earn(a=99)

        assert [(Reason.STOCK, 1, 0)] == why(shop, ask("r1"))
        shop.deliver(quantity=2)
        assert [(Reason.STOCK, 3, 2)] == why(shop, ask("r2", quantity=3))
        assert [] == why(shop, ask("r3", quantity=2))
        assert [(Reason.STOCK, 1, 0)] == why(shop, ask("r4"))

    def test_smaller(self, counter, ask):
        """
        One that asks for too much leaves what there is to the next.
        """
        shop = counter()
        shop.earn(a=99, b=99)
        shop.deliver(quantity=2)

        assert [(Reason.STOCK, 3, 2)] == why(
            shop, ask("r1", quantity=3), ask("r2", "b", quantity=2)
        )
        assert 0 == shop.left()

    def test_not_stocked(self, counter, ask, gift):
        """
        What is not counted is there for all.
        """
        shop = counter(gift("haircut", points=10, stocked=False))
        shop.earn(a=99)
        found = shop.redeem(ask(gift="haircut", quantity=9), on="02-03")

        assert found.granted[0].turn.stock is None
        assert [] == [gift for gift, _ in shop.bank.books.shelves.items()]

    def test_limit(self, counter, ask, gift):
        """
        A holder may have so many of a gift in a period; what was given back does not count.
        """
        shop = counter(gift(points=1, limit=3), gift("rice", points=1))
        shop.earn(a=99, b=99)
        shop.deliver(quantity=99)
        shop.deliver("rice", 99)

        assert [] == why(shop, ask("r1", quantity=2), ask("r2", gift="rice", quantity=5))
        assert [(Reason.LIMIT, 2, 1)] == why(shop, ask("r3", quantity=2))
        assert [] == why(shop, ask("r4"), ask("r5", "b", quantity=3))
        assert [(Reason.LIMIT, 1, 0)] == why(shop, ask("r6"))
        shop.cancel("r1", on="02-03")
        assert [(Reason.LIMIT, 3, 2)] == why(shop, ask("r7", quantity=3))
        assert [] == why(shop, ask("r8", quantity=2))
        assert [] == why(shop, ask("r9", quantity=3), on="04-01")

    def test_limit_at_once(self, counter, ask, gift):
        """
        The limit counts what the same decision has given.
        """
        shop = counter(gift(points=1, limit=2))
        shop.earn(a=99)
        shop.deliver(quantity=9)

        assert [(Reason.LIMIT, 1, 0)] == why(shop, ask("r1"), ask("r2"), ask("r3"))

    def test_limit_lowered(self, counter, ask, gift, series):
        """
        Under a limit below what was given there is room for nothing, not for less.
        """
        catalogue = series(
            "catalogue",
            ("2025-01-01", (gift(points=1, limit=5),)),
            ("2025-02-10", (gift(points=1, limit=2),)),
        )
        shop = counter(catalogue=catalogue)
        shop.earn(a=99)
        shop.deliver(quantity=9)

        assert [] == why(shop, ask("r1", quantity=4))
        assert [(Reason.LIMIT, 1, 0)] == why(shop, ask("r2"), on="02-10")

    def test_limit_moved(self, counter, ask, gift, calendar):
        """
        What was given on a day moved to before its period counts in it.
        """
        first_days = Cadence(every=Rhythm.MONTH, on=(PeriodDay(1),), rest=RestRule.BACKWARD)
        shop = counter(gift(points=1, limit=2), windows=first_days)
        shop.earn(a=99)
        shop.deliver(quantity=9)
        june = {"on": date(2025, 5, 30), "period": Month(2025, 6), "calendar": calendar()}
        shop.redeem(ask("r1", quantity=2), **june)

        [order] = shop.redeem(ask("r2"), **june).refused
        assert (Reason.LIMIT, 1, 0) == order.refusal

    def test_limit_of_holds(self, counter, ask, gift):
        """
        What is held counts, until it is given up.
        """
        shop = counter(gift(points=1, limit=2))
        shop.earn(a=99)
        shop.deliver(quantity=9)
        shop.hold(ask("r1", quantity=2), on="02-03")

        assert [(Reason.LIMIT, 1, 0)] == why(shop, ask("r2"), on="02-12")
        assert [] == why(shop, ask("r3"), on="02-13")

    def test_least(self, counter, ask):
        """
        Who has fewer points than needed to redeem at all may not, whatever the gift costs.
        """
        shop = counter(least=30)
        shop.earn(a=39, b=29)
        shop.deliver(quantity=9)

        assert [(Reason.LEAST, 30, 29)] == why(shop, ask("r1", "b"))
        # After the first there are 29.
        assert [(Reason.LEAST, 30, 29)] == why(shop, ask("r2"), ask("r3"))

    @pytest.mark.parametrize(
        ("given", "reason"),
        [
            ({"limit": 1, "least": 30, "stock": 1}, Reason.LIMIT),
            ({"least": 30, "stock": 1}, Reason.LEAST),
            ({"stock": 1}, Reason.STOCK),
            ({}, Reason.POINTS),
        ],
    )
    def test_first(self, counter, ask, gift, given, reason):
        """
        Of several reasons the first is named: limit, least balance, stock, points.
        """
        shop = counter(gift(points=10, limit=given.get("limit")), least=given.get("least", 0))
        shop.earn(a=19)
        shop.deliver(quantity=given.get("stock", 2))

        assert [reason] == [each for each, *_ in why(shop, ask(quantity=2))]

    def test_refused(self, counter, ask):
        """
        A refusal takes nothing and is an order of the holder.
        """
        shop = counter()
        shop.earn(a=9)
        shop.deliver()
        [order] = shop.redeem(ask(), on="02-03").refused

        assert OrderState.REFUSED is order.state
        assert (0, 0, (), (), 0, 0, None) == order[5:12]
        assert Refused(Reason.POINTS, 10, 9) == order.refusal
        assert 1 == order.refusal.missing
        assert ("r",) == shop.bank.account("a").orders
        assert (9, 1, []) == (shop.available(), shop.left(), shop.moves())


class TestCash:
    @pytest.mark.parametrize(
        ("earned", "cash", "points", "paid"),
        [
            (100, 0, 100, 0),  # there is no lack
            (130, 9_999, 100, 0),
            (99, 50, 99, 50),
            (70, 1_500, 70, 1_500),
            (70, 9_999, 70, 1_500),  # as little as needed
            (50, 2_500, 50, 2_500),  # half of the price
        ],
    )
    def test_paid(self, counter, ask, gift, earned, cash, points, paid):
        """
        Cash makes up what points lack, and no more.
        """
        shop = counter(gift(points=50, top_up=TopUp(Fen(50), Fraction(1, 2))))
        shop.earn(a=earned)
        shop.deliver(quantity=2)
        [order] = shop.redeem(ask(quantity=2, cash=cash), on="02-03").granted

        assert (points, paid) == (order.points, order.cash)
        assert earned - points == shop.available()

    @pytest.mark.parametrize(
        ("earned", "cash", "needed"),
        [
            (99, 0, 100),
            (99, 49, 100),  # no half points
            (98, 99, 99),
            (49, 2_500, 50),  # no more than half
            (49, 9_999, 50),
            (0, 9_999, 50),
        ],
    )
    def test_short(self, counter, ask, gift, earned, cash, needed):
        """
        Only whole points are paid in cash, not more than the part allowed nor than was offered.
        """
        shop = counter(gift(points=50, top_up=TopUp(Fen(50), Fraction(1, 2))))
        shop.earn(b=1, **({"a": earned} if earned else {}))
        shop.deliver(quantity=2)

        assert [(Reason.POINTS, needed, earned)] == why(shop, ask(quantity=2, cash=cash))

    def test_odd(self, counter, ask, gift):
        """
        A part that is no whole number of points is rounded down, of all items together.
        """
        shop = counter(gift(points=5, top_up=TopUp(Fen(1), Fraction(1, 2))))
        shop.earn(a=3, b=7)
        shop.deliver(quantity=9)

        assert [] == why(shop, ask("r1", "a", cash=99))
        assert [(Reason.POINTS, 8, 7)] == why(shop, ask("r2", "b", quantity=3, cash=99))

    def test_all(self, counter, ask, gift):
        """
        All of a price may be payable in cash.
        """
        shop = counter(gift(points=5, top_up=TopUp(Fen(10), Fraction(1))))
        shop.earn(a=1)
        shop.deliver(quantity=9)
        [order] = shop.redeem(ask("r1", "b", cash=50), on="02-03").granted

        assert (0, 50, ()) == (order.points, order.cash, order.spent)
        shop.cancel("r1", on="02-04")
        assert (0, 9) == (shop.available("b"), shop.left())

    def test_large(self, counter, ask, gift):
        """
        A price of all items may be beyond what a scheme can say.
        """
        shop = counter(gift(points=10**9, top_up=TopUp(Fen(1), Fraction(1))))
        shop.deliver(quantity=10**6)
        [order] = shop.redeem(ask(quantity=10**6, cash=10**15), on="02-03").granted

        assert (0, 10**15) == (order.points, order.cash)


class TestLots:
    def test_first_expiry(self, counter, ask):
        """
        Points are used that expire first, and the last day is still good.
        """
        shop = counter(tariff={"expiry": MONTHS})
        shop.earn("2025-01", a=5)
        shop.earn("2025-02", a=12)
        shop.earn("2025-03", a=9)
        shop.deliver(quantity=9)
        shop.redeem(ask("r1"), on="04-30")

        # January's five went until 30 April, five of February's until 28 May.
        assert [("04-30", "redeemed", "r1", 0, 0, 5), ("04-30", "redeemed", "r1", 1, 0, 5)] == (
            shop.moves()
        )
        shop.redeem(ask("r2"), on="05-28")
        assert [("05-28", "redeemed", "r2", 1, 5, 12), ("05-28", "redeemed", "r2", 2, 0, 3)] == (
            shop.moves()[2:]
        )
        assert 6 == shop.available()

    def test_expired(self, counter, ask):
        """
        The day after its last a lot is no longer there, even if others are.
        """
        shop = counter(tariff={"expiry": MONTHS})
        shop.earn("2025-01", a=10)
        shop.earn("2025-02", a=9)
        shop.deliver(quantity=9)

        assert [(Reason.POINTS, 10, 9)] == why(shop, ask("r1"), on="05-01")
        assert [] == shop.moves()
        shop.earn("2025-03", on="05-01", a=2)
        shop.redeem(ask("r2"), on="05-02")
        assert [("05-02", "redeemed", "r2", 1, 0, 9), ("05-02", "redeemed", "r2", 2, 0, 1)] == (
            shop.moves()
        )

    def test_never(self, counter, ask, series):
        """
        What never expires is used last.
        """
        expiry = series(
            "expiry",
            ("2025-01-01", Expiry(rule=ExpiryRule.NONE)),
            ("2025-02-01", QUARTERS),
        )
        shop = counter(tariff={"expiry": expiry})
        shop.earn("2025-01", a=10)
        shop.earn("2025-02", a=10)
        shop.deliver(quantity=9)
        shop.redeem(ask(), on="03-03")

        assert [("03-03", "redeemed", "r", 1, 0, 10)] == shop.moves()

    def test_several(self, counter, ask):
        """
        One holder's requests use one point after the other.
        """
        shop = counter()
        shop.earn(a=14)
        shop.earn(a=16)
        shop.deliver(quantity=9)
        shop.redeem(ask("r1"), ask("r2"), ask("r3"), on="03-03")

        assert [
            ("03-03", "redeemed", "r1", 0, 0, 10),
            ("03-03", "redeemed", "r2", 0, 10, 14),
            ("03-03", "redeemed", "r2", 1, 0, 6),
            ("03-03", "redeemed", "r3", 1, 6, 16),
        ] == shop.moves()
        assert ((0, (10, 14)), (1, (0, 6))) == shop.order("r2").spent
        assert () == shop.bank.account("a").live


CRITERIA = st.lists(st.sampled_from(list(Criterion)), unique=True, max_size=3)


@st.composite
def batches(draw):
    """
    Draw requests of a few holders for two scarce gifts, with ids in no order.
    """
    ids = draw(st.permutations([f"r{number}" for number in range(7)]))
    return [
        {
            "id_": id_,
            "holder": draw(st.sampled_from("abc")),
            "gift": draw(st.sampled_from(["tissues", "rice"])),
            "quantity": draw(st.integers(1, 3)),
            "asked": f"01-{draw(st.integers(1, 3)):02}",
        }
        for id_ in ids[: draw(st.integers(1, 7))]
    ]


class TestOrderOfAsking:
    def test_all_orders(self, counter, ask):
        """
        In whatever order five requests come, the decision is the same.
        """
        shop = counter(priority=(Criterion.EARLIEST_ASKED,))
        shop.earn(a=25, b=10, c=35)
        shop.deliver(quantity=4)
        asked = [
            ask("r3", "a", quantity=2, asked="01-02"),
            ask("r1", "a", quantity=1, asked="01-02"),
            ask("r5", "b", quantity=1, asked="01-01"),
            ask("r2", "c", quantity=3, asked="01-03"),
            ask("r4", "c", quantity=1, asked="01-03"),
        ]
        on, period = date(2025, 2, 3), Quarter(2025, 1)
        before = shop.bank
        first = shop.redeem(*asked, on=on)

        # b asked first; then a's two, the second beyond its points; of c's, three are too many.
        assert ["r1", "r4", "r5"] == [order.request.id for order in first.granted]
        assert ["r2", "r3"] == [order.request.id for order in first.refused]
        for each in permutations(asked):
            assert first == redeem(before, period, each, on=on)

    @given(batches(), CRITERIA, st.randoms(use_true_random=False), st.integers(0, 4))
    def test_any_order(self, counter, ask, gift, batch, criteria, random, stock):
        """
        The decision does not depend on the order of the requests, under any criteria.
        """
        gifts = gift("tissues", points=10, limit=2), gift("rice", points=7)
        shop = counter(*gifts, priority=tuple(criteria))
        shop.earn(a=25, b=10, c=35)
        for each in gifts if stock else ():
            shop.deliver(each.key, stock)
        before, asked = shop.bank, [ask(**given) for given in batch]
        first = shop.redeem(*asked, on="02-03", seed="7")
        random.shuffle(asked)

        found = redeem(before, Quarter(2025, 1), asked, on=date(2025, 2, 3), seed="7")
        assert first == found
        assert first.events[0].digest == found.events[0].digest
