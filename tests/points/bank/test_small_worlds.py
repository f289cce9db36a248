"""
Small worlds, each gone through whole: whatever can happen in them, both banks agree.

Two or three holders, up to four slips, two gifts.
"""

from copy import copy, deepcopy
from datetime import date, timedelta
from itertools import permutations, product

import pytest
from hypothesis import settings

from partygrid.points import Criterion

LONG = settings().max_examples >= 1_000
QUICK = settings().max_examples <= 10
ONE_DAY = timedelta(days=1)
ORDER = ((3, "f"), (1, "p"), (5, "f"), (2, "p"), (4, "f"))


COMMANDS = {
    "hold": lambda there, on: there.hold("r-1 h g 1", on=on),
    "hold two": lambda there, on: there.hold("r-2 h k 2", on=on),
    "redeem": lambda there, on: there.redeem("r-3 o g 1 50", "r-4 h g 1", on=on),
    "post": lambda there, on: there.settle("post", "r-1", id_="t-1", on=on),
    "post one": lambda there, on: there.settle("post", "r-2", id_="t-2", quantity=1, on=on),
    "void": lambda there, on: there.settle("void", "r-2", id_="t-3", on=on),
    "cancel": lambda there, on: there.settle("cancel", "r-3", id_="t-4", on=on),
    "cancel other": lambda there, on: there.settle("cancel", "r-1", id_="t-5", on=on),
    "reverse": lambda there, on: there.reverse("s-1", id_="c-1", on=on),
    "close": lambda there, on: there.close(
        "s-4 h a 2025-01-20 3 late", month="2025-02", on=max(on, date(2025, 2, 28))
    ),
    "wait": None,
}


def forked(town):
    """
    Make another town that stands where this one does.
    """
    other = copy(town)
    said = town.naive.said
    other.naive = deepcopy(town.naive, {id(said): said})
    other.banks = list(town.banks)
    return other


class TestSlips:
    @pytest.fixture
    def caps(self, years):
        """
        Return two caps that get into each other's way.
        """
        return (
            years.cap(4, "month", "household"),
            years.cap(3, "day", activities=("a",)),
        )

    def gone_through(self, town, kinds, count, **given):
        """
        Let every choice of slips come in, in time or late, and compare.
        """
        start = town(**given)
        start.enter("f", on="2025-01-01")
        start.enter("p", on="2025-01-01", kind="person", household="f")
        worlds = 0
        for chosen in product(kinds, repeat=count):
            there = forked(start)
            closes = {1: [], 2: []}
            for number, (who, what, when, quantity) in enumerate(chosen):
                month, late = (2, "late") if when == "late" else (int(when[6]), "")
                day = "2025-01-04" if when == "late" else when
                row = f"s-{number} {who} {what} {day} {quantity} {late}"
                closes[month].append(row)
            there.close(*closes[1])
            there.close(*closes[2])
            there.check()
            worlds += 1
        return worlds

    @pytest.mark.parametrize("count", [1, 2, 3])
    def test_one_activity(self, town, caps, count):
        """
        Every choice of slips of two people, on two days, in time or late, of two sizes.
        """
        kinds = list(product("fp", "a", ("2025-01-03", "late", "2025-02-03"), (1, 3)))
        worlds = self.gone_through(town, kinds, count, caps=caps)
        assert worlds == 12**count

    @pytest.mark.parametrize("storage", [None, 5])
    def test_four_slips(self, town, years, caps, storage):
        """
        Every choice of four slips of two people and two activities.
        """
        kinds = list(product("fp", "ab", ("2025-01-04", "late"), (2,)))
        if not LONG:
            kinds = [kind for kind in kinds if kind[1] == "a" or kind[2] == "late"]
        if QUICK:
            kinds = kinds[:3]
        given = {"activities": tuple(map(years.activity, "ab")), "storage_cap": storage}
        expiry = years.expiry("rolling", "activity", 1)
        worlds = self.gone_through(town, kinds, 4, caps=caps, expiry=expiry, **given)
        assert worlds == len(kinds) ** 4

    def test_same_day(self, town, caps):
        """
        Five slips of one day, in every order, together and one by one: the ids decide.
        """
        start = town(caps=caps, storage_cap=7)
        start.enter("f", on="2025-01-01")
        start.enter("p", on="2025-01-01", kind="person", household="f")
        rows = [f"s-{number} {who} a 2025-01-04 {number % 3 + 1}" for number, who in ORDER]
        banks = set()
        for order in permutations(rows):
            together = forked(start)
            together.close(*order)
            apart = forked(start)
            if not QUICK:
                for row in order:
                    apart.submit(row, on="2025-01-05")
                apart.close()
                apart.check()
                assert [each.credited for each in apart.bank.months] == [
                    each.credited for each in together.bank.months
                ]
            banks.add(together.bank.months[0].digest)
        assert len(banks) == 1


class TestOrders:
    @pytest.fixture
    def start(self, town, years):
        """
        Return a town with two holders, three slips and two gifts, on 31 January.
        """
        there = town(
            caps=(years.cap(6, "month"),),
            expiry=years.expiry("rolling", "activity", 1),
            catalogue=(
                years.gift("g", 2, top_up=years.TopUp(years.Fen(50), years.Fraction(1, 2))),
                years.gift("k", 2, limit=3),
            ),
            priority=(Criterion.LEAST_EARNED,),
            hold_days=25,
        )
        there.enter("h", "o", on="2025-01-01")
        there.deliver("g", 1, on="2025-01-02")
        there.deliver("k", 3, on="2025-01-02")
        there.close("s-1 h a 2025-01-10 3", "s-2 h a 2025-01-25 3", "s-3 o a 2025-01-25 1")
        return there

    def gone_through(self, town, on, names, depth):
        """
        Give every command that can come next, and after each every one again.
        """
        worlds = 0
        for name in names:
            command = COMMANDS[name]
            there, day = forked(town), on
            if command is None:
                day += 16 * ONE_DAY
            else:
                command(there, on)
                day = max(day, there.bank.on)
            there.check()
            there.check_balances(day, day + 12 * ONE_DAY)
            worlds += 1
            if depth > 1:
                worlds += self.gone_through(there, day, names, depth - 1)
        return worlds

    def test_all(self, start):
        """
        Every row of commands, one given twice or out of place among them.
        """
        depth = 5 if LONG else 2 if QUICK else 3
        worlds = self.gone_through(start, start.bank.on, tuple(COMMANDS), depth)
        count = len(COMMANDS)
        assert worlds == sum(count**level for level in range(1, depth + 1))

    @pytest.mark.skipif(QUICK, reason="takes a while")
    def test_every_order(self, start):
        """
        Every order of seven commands.
        """
        names = ("hold", "hold two", "redeem", "post one", "reverse", "wait", "close")
        names = names if LONG else ("hold", "wait", "post", "reverse", "cancel other")

        def follow(there, day, left):
            for name in left:
                after, on = forked(there), day
                if COMMANDS[name] is None:
                    on += 16 * ONE_DAY
                else:
                    COMMANDS[name](after, on)
                    on = max(on, after.bank.on)
                after.check()
                after.check_balances(on)
                follow(after, on, [each for each in left if each != name])

        follow(start, start.bank.on, list(names))

    @pytest.mark.parametrize("criterion", [None, *Criterion])
    def test_requests(self, town, years, criterion):
        """
        Every choice of three requests of three holders for two gifts, together and one by one.
        """
        there = town(
            catalogue=(years.gift("g", 2), years.gift("k", 3, limit=1)),
            priority=() if criterion is None else (criterion,),
        )
        there.enter("h", "o", "p", on="2025-01-01")
        there.deliver("g", 1, on="2025-01-02")
        there.deliver("k", 2, on="2025-01-02")
        there.close("s-1 h a 2025-01-10 4", "s-2 o a 2025-01-11 5", "s-3 p a 2025-01-11 3")
        kinds = list(product("hop", "gk"))
        kinds = kinds[:4] if QUICK else kinds
        for chosen in product(kinds, repeat=3):
            asked = [f"r-{number} {who} {gift} 1" for number, (who, gift) in enumerate(chosen)]
            together = forked(there)
            together.redeem(*asked, on="2025-02-01", seed="seed")
            together.check()
            if LONG:
                for order in permutations(asked):
                    apart = forked(there)
                    for each in order:
                        apart.redeem(each, on="2025-02-01", seed="seed")
                    apart.check()
