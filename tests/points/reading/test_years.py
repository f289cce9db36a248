"""
What holds of every bank, whatever happened to it: tried on years in which anything does.
"""

from bisect import bisect_right
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.dated import Month, Quarter, Year
from partygrid.points import audit, balance, balances, follow, statement, what_if

SEEDS = st.integers(0, 10**6)
ONE_DAY = timedelta(days=1)
FAR = date(2026, 12, 31)
STATES = ("available", "held", "redeemed", "expired", "taken_back")


@pytest.fixture(scope="session")
def days_of():
    """
    List the days on which something happened, those before and after, and one far off.
    """

    def found(keeper):
        days = {event.on for event in keeper.events}
        return sorted({day + by * ONE_DAY for day in days for by in (-1, 0, 1)} | {FAR})

    return found


class TestBalances:
    @given(SEEDS)
    def test_conserved(self, wild, days_of, seed):
        """
        On every day what was credited is all there, and nothing is below nothing.
        """
        keeper = wild(seed)

        for on in days_of(keeper):
            for found in balances(keeper.bank, on=on):
                counts = [getattr(found, state) for state in STATES]
                assert found.credited == sum(counts), found
                assert min([*counts, found.pending, found.shortfall]) >= 0
                assert found.shortfall <= found.redeemed

    @given(SEEDS)
    def test_as_of(self, wild, days_of, seed):
        """
        What was so on a day does not depend on what was recorded later.
        """
        keeper = wild(seed)
        last = {bank.on: bank for bank in keeper.banks if bank.on is not None}
        recorded = sorted(last)

        for on in days_of(keeper):
            place = bisect_right(recorded, on)
            if place:
                then = last[recorded[place - 1]]
                assert balances(then, on=on) == balances(keeper.bank, on=on)

    @given(SEEDS)
    def test_now(self, wild, seed):
        """
        On the latest day a balance is what an account can redeem, once holds have lapsed.
        """
        bank = wild(seed).bank
        lapsing = {
            bank.order(id_).request.holder for until, id_ in bank.books.holds if until < bank.on
        }

        for found in balances(bank, on=bank.on):
            assert found == balance(bank, found.holder, on=bank.on)
            if found.holder not in lapsing:
                assert found.available == bank.account(found.holder).available(bank.on)

    @given(SEEDS)
    def test_next_expiry(self, wild, seed):
        """
        Nothing expires before the day that is named, and on the next just so many points do.
        """
        bank = wild(seed).bank

        for found in balances(bank, on=bank.on):
            if found.next_expiry is not None:
                day, points = found.next_expiry
                before = balance(bank, found.holder, on=day)
                after = balance(bank, found.holder, on=day + ONE_DAY)
                assert before.expired <= after.expired - points
                assert before.expired >= found.expired


class TestStatements:
    @given(SEEDS)
    def test_lines(self, wild, seed):
        """
        Lines lead from balance to balance, never below nothing, and statements join.
        """
        bank = wild(seed).bank
        periods = [*Month(2025, 1).to(Month(2026, 3)), Quarter(2025, 1), Year(2025)]

        for holder in dict(bank.books.holders.items()):
            found = [statement(bank, holder, period) for period in periods]
            for each in found:
                assert each.opening + sum(line.change for line in each.lines) == each.closing
                assert min([0, *each.balances()]) == 0
                assert each.closing == balance(bank, holder, on=each.period.last_day).available
            months = found[:12]
            assert found[-1].lines == tuple(line for each in months for line in each.lines)


class TestSlips:
    @given(SEEDS)
    def test_each_point(self, wild, seed):
        """
        Followed one by one, the points of all slips and openings are the balances.
        """
        bank = wild(seed).bank

        for on in (bank.on, FAR):
            sums = Counter()
            for month in bank.months:
                for id_ in month.ids:
                    found = follow(bank, id_, on=on)
                    assert sum(each.points for each in found.became) == found.credited
                    assert found.worth - found.clipped == found.credited
                    for each in found.became:
                        sums[found.account, each.fate.value] += each.points
                    sums[found.account, "shortfall"] += found.shortfall
            for each in balances(bank, on=on):
                opened = [lot for lot in each.lots if lot.month < 0]
                for state in STATES:
                    there = sum(getattr(lot, state) for lot in opened)
                    assert sums[each.holder, state] + there == getattr(each, state)
                assert sums[each.holder, "shortfall"] == each.shortfall

    @given(SEEDS)
    def test_clips(self, wild, seed):
        """
        The cap said to have bound is the one on record, with what had been used of it.
        """
        bank = wild(seed).bank

        for month in bank.months:
            for row, id_ in enumerate(month.ids):
                bound = [each for each in follow(bank, id_, on=bank.on).uses if each.bound]
                clip = month.at(row).clip
                assert [(each.cap and each.cap.key, each.used) for each in bound] == (
                    [] if clip is None else [(clip.cap, clip.used)]
                )


class TestAudit:
    @given(SEEDS)
    def test_sound(self, wild, seed):
        """
        Books that nobody touched keep every law.
        """
        for bank in wild(seed).banks[-3:]:
            assert audit(bank).not_met == ()


class TestWhatIf:
    @given(SEEDS, SEEDS)
    def test_other(self, wild, seed, other):
        """
        Under any other schemes the books keep every law, and differences add up.
        """
        keeper, schemes = wild(seed), wild(other).bank

        found = what_if(keeper.first, keeper.events, tariff=schemes.tariff, store=schemes.store)

        assert audit(found.after).not_met == ()
        changes = (after - before for _, (before, after), *_ in found.holders)
        assert found.difference == sum(changes)


class TestExplained:
    @given(SEEDS)
    def test_sums(self, wild, sums, seed):
        """
        Every sum of every explanation can be done again.
        """
        bank = wild(seed).bank

        for found in balances(bank, on=bank.on):
            sums(found)
            sums(statement(bank, found.holder, Year(2025)))
        for month in bank.months[-2:]:
            for id_ in month.ids[:2]:
                sums(follow(bank, id_, on=bank.on))
