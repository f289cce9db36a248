"""
Who comes first: each criterion by hand, and how many came before by which.
"""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Month, Quarter, Week
from partygrid.points import Criterion
from partygrid.points._priority import came_before
from partygrid.worktime import Cadence, RestRule, Rhythm


def served(shop, *requests, on, **given):
    """
    Say who had their gifts, of those who asked for the few there are.
    """
    found = shop.redeem(*requests, on=on, **given)
    return "".join(sorted(order.request.holder for order in found.granted))


def one_each(ask, holders="abc", **given):
    """
    Let each holder ask for one.
    """
    return [ask(f"{holder}-1", holder, **given) for holder in holders]


class TestCriteria:
    def test_none(self, counter, ask):
        """
        Without a criterion the id decides.
        """
        shop = counter(priority=())
        shop.earn(a=9, b=10, c=10)
        shop.deliver()

        assert "b" == served(shop, ask("r1", "c"), ask("r0", "b"), on="02-03")

    def test_earliest_asked(self, counter, ask):
        """
        Who asked first comes first; who asked on the same day, by the id.
        """
        shop = counter(priority=(Criterion.EARLIEST_ASKED,))
        shop.earn(a=10, b=10, c=10)
        shop.deliver(quantity=2)
        asked = [
            ask("r1", "a", asked="02-02"),
            ask("r2", "b", asked="02-01"),
            ask("r3", "c", asked="02-02"),
        ]

        assert "ab" == served(shop, *asked, on="02-03")

    @pytest.mark.parametrize(
        ("criterion", "first"), [(Criterion.MOST_EARNED, "b"), (Criterion.LEAST_EARNED, "a")]
    )
    def test_earned(self, counter, ask, criterion, first):
        """
        What closes of the period's months credited counts, whatever was there before or spent.
        """
        shop = counter(priority=(criterion,))
        shop.earn("2025-01", a=90, b=10)
        shop.earn("2025-02")
        shop.earn("2025-03", a=1)
        shop.earn("2025-04", a=10, b=20)
        shop.deliver()

        assert first == served(shop, *one_each(ask, "ab"), on="05-05")

    def test_earned_under_caps(self, counter, ask, cap):
        """
        What a cap cut off was not earned.
        """
        tariff = {"caps": (cap(points=12, every="month", activities=()),)}
        shop = counter(priority=(Criterion.MOST_EARNED,), tariff=tariff)
        shop.earn("2025-01", a=90, b=11)
        shop.earn("2025-02", a=1, b=12)
        shop.deliver()

        assert "b" == served(shop, *one_each(ask, "ab"), on="02-28")

    def test_earned_by_close(self, counter, ask):
        """
        What a close has credited stays credited, if a slip is taken back; what waits is not yet.
        """
        shop = counter(priority=(Criterion.MOST_EARNED,))
        shop.slip("s-wrong", "a", "01-02", 12)
        shop.earn(a=10, b=15)
        shop.slip("s-late", "b", "02-01", 50)
        shop.reverse("s-wrong", on="02-02")
        shop.deliver()

        assert "a" == served(shop, *one_each(ask, "ab"), on="02-03")

    def test_earned_before_opening(self, counter, ask):
        """
        Months before the bank opened credited nothing.
        """
        shop = counter(priority=(Criterion.MOST_EARNED,), month=(2025, 3))
        shop.earn("2025-03", a=10, b=20)
        shop.deliver()

        assert "b" == served(shop, *one_each(ask, "ab"), on="03-31", period=Quarter(2025, 1))

    def test_nothing_closed(self, counter, ask):
        """
        Where no month of the period was closed, nobody earned anything.
        """
        shop = counter(priority=(Criterion.MOST_EARNED,), month=(2025, 3))
        shop.earn("2025-03", a=10, b=20)
        shop.deliver()

        assert "a" == served(shop, *one_each(ask, "ab"), on="04-01")

    def test_earned_in_weeks(self, counter, ask):
        """
        A week lies in the months in which its days do.
        """
        weekly = Cadence(every=Rhythm.WEEK, times=1, rest=RestRule.KEEP)
        shop = counter(priority=(Criterion.MOST_EARNED,), windows=weekly)
        shop.earn("2025-01", a=90, b=10)
        shop.earn("2025-02", a=1, b=2)
        shop.deliver()
        week = Week(2025, 9)

        assert ("2025-02-24", "2025-03-02") == (str(week.first_day), str(week.last_day))
        assert "b" == served(shop, *one_each(ask, "ab"), on="02-28", period=week)

    def test_fewest_gifts(self, counter, ask):
        """
        Who was given fewest comes first: items that were not given back, of any gift.
        """
        shop = counter(priority=(Criterion.FEWEST_GIFTS,))
        shop.earn(a=90, b=90, c=90)
        shop.deliver(quantity=6)
        shop.redeem(ask("r1", "a"), ask("r2", "a"), ask("r3", "b", quantity=3), on="02-03")
        shop.redeem(ask("r4", "c"), on="02-03")
        shop.cancel("r3", on="02-04")
        shop.redeem(ask("r5", "b", quantity=2), on="02-05")

        assert "c" == served(shop, *one_each(ask), on="02-06")

    def test_five_periods(self, counter, ask):
        """
        The period and the four before count, and what is held counts as well.
        """
        shop = counter(priority=(Criterion.FEWEST_GIFTS,))
        shop.earn(a=90, b=90, c=90)
        shop.deliver(quantity=4)
        shop.redeem(ask("r1", "a", quantity=2), on="03-31")
        shop.redeem(ask("r2", "b"), on="04-01")
        shop.hold(ask("r3", "c"), on="2026-03-31")
        shop.deliver()

        # In the first quarter of 2026 the first of 2025 is the fourth before.
        assert "b" == served(shop, *one_each(ask), on="2026-03-31")
        # In the second it no longer counts; of what is held nothing is left.
        shop.wait("2026-04-10")
        shop.deliver()
        found = shop.redeem(ask("s1", "b"), ask("s2", "c"), ask("s3", "a"), on="2026-04-11")
        assert ["s2", "s3"] == [order.request.id for order in found.granted]
        assert (2, 0) == shop.order("s1").turn.before

    def test_long_ago(self, counter, ask):
        """
        What was given years before does not count.
        """
        shop = counter(priority=(Criterion.FEWEST_GIFTS,))
        shop.earn(a=90, b=90)
        shop.deliver(quantity=3)
        shop.redeem(ask("r1", "a", quantity=2), on="02-03")

        assert "a" == served(shop, *one_each(ask, "ab"), on="2027-02-03")

    def test_other_kind(self, counter, ask, series, windows):
        """
        What was given in months counts in their quarter.
        """
        kinds = series(
            "windows",
            ("2025-01-01", windows("month")),
            ("2025-03-01", windows("quarter")),
        )
        shop = counter(priority=(Criterion.FEWEST_GIFTS,), windows=kinds)
        shop.earn(a=90, b=90)
        shop.deliver(quantity=2)
        shop.redeem(ask("r1", "a"), on="02-03", period=Month(2025, 2))

        assert "b" == served(shop, *one_each(ask, "ab"), on="03-03")

    def test_draw(self, counter, ask):
        """
        The smaller digest of seed and holder comes first, whatever the requests are called.
        """
        drawn = sorted(
            "abcdef", key=lambda holder: sha256(f"seed-1\n{holder}".encode()).hexdigest()
        )
        shop = counter(priority=(Criterion.DRAW,))
        shop.earn(a=10, b=10, c=10, d=10, e=10, f=10)
        shop.deliver(quantity=3)
        asked = one_each(ask, "abcdef")

        assert "".join(sorted(drawn[:3])) == served(shop, *asked, on="02-03", seed="seed-1")
        assert drawn != sorted(drawn)

    def test_in_turn(self, counter, ask):
        """
        A criterion is asked where those before it leave requests equal.
        """
        shop = counter(priority=(Criterion.EARLIEST_ASKED, Criterion.LEAST_EARNED))
        shop.earn(a=30, b=20, c=10)
        shop.deliver(quantity=2)
        asked = [
            ask("r1", "a", asked="01-01"),
            ask("r2", "b", asked="01-02"),
            ask("r3", "c", asked="01-02"),
        ]

        assert "ac" == served(shop, *asked, on="02-03")
        assert (1, 1, 0) == shop.order("r2").turn.before

    def test_before_any(self, counter, ask):
        """
        Who comes first follows from what was so before any of them was decided.
        """
        shop = counter(priority=(Criterion.FEWEST_GIFTS,))
        shop.earn(a=90, b=90)
        shop.deliver(quantity=2)
        asked = [ask("r1", "a"), ask("r2", "a"), ask("r3", "b")]

        assert "aa" == served(shop, *asked, on="02-03")


@st.composite
def places(draw):
    """
    Draw places in order, with few different items, so that many are equal in part.
    """
    items = st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 99))
    return sorted(draw(st.sets(items, min_size=1, max_size=12)))


class TestCameBefore:
    @given(places())
    def test_counts(self, found):
        """
        Each of those before one is counted once, where it first differs.
        """
        *before, last = found
        counts = [0, 0, 0]
        for place in before:
            [first, *_] = [number for number in range(3) if place[number] != last[number]]
            counts[first] += 1

        assert tuple(counts) == came_before(before, last)
        assert len(before) == sum(came_before(before, last))
