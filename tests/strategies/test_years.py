"""
Neighbourhoods' years: what can happen in them, and that nothing impossible does unless asked.
"""

from collections import Counter
from datetime import date, timedelta
from functools import partial

import attrs
import pytest
from hypothesis import __version_info__, find, given, settings

from partygrid.dated import Month, Series
from partygrid.errors import NotInForceError, PartyGridError, ValueNotAllowedError, WrongTypeError
from partygrid.packs import load
from partygrid.points import (
    Closed,
    CreditTo,
    MoveKind,
    OrderState,
    Reason,
    SettlementKind,
    Submitted,
)
from partygrid.strategies import (
    BankCommand,
    NeighbourhoodYear,
    _bank_answers,
    neighbourhood_year,
    neighbourhood_years,
)
from partygrid.worktime import RestRule

PACK = load("example")
SEEDS = range(60)
QUICK = settings(max_examples=100, database=None, derandomize=True)


@pytest.fixture(scope="module")
def some_years():
    """
    Years of a few dozen seeds.
    """
    return [neighbourhood_year(seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def impossible():
    """
    Years in which impossible commands are tried.
    """
    return [neighbourhood_year(seed, allow_impossible=True) for seed in SEEDS]


def orders(year):
    """
    List what became of requests, when they were decided and in the end.
    """
    return _bank_answers._orders(year)


def some_late(year):
    """
    Tell whether a slip came late.
    """
    return any(slip.late for month in year.bank.months for slip in month.slips())


class TestYears:
    @settings(max_examples=25)
    @given(year=neighbourhood_years(max_months=4))
    def test_possible(self, year):
        """
        Every command is taken as it comes, and leads to the events and the bank of the year.
        """
        bank, events = year.opened, ()
        for command in year.commands:
            decision = command.decide(bank)
            bank, events = decision.bank, events + decision.events

        assert (bank, events) == (year.bank, year.events)
        assert year.opened.replay(year.events) == year.bank
        assert all(command.error is None for command in year.commands)

    @settings(max_examples=25)
    @given(year=neighbourhood_years(max_months=2, max_holders=2))
    def test_bounds(self, year):
        """
        There are no more months and holders than asked for.
        """
        assert 1 <= len(year.bank.months) <= 2
        assert 1 <= len(year.bank.books.holders) <= 2

    def test_seed(self):
        """
        A seed makes the same year each time, of as many months as asked for; another, another.
        """
        one, again, other = (neighbourhood_year(seed, months=5) for seed in (1, 1, 2))

        assert (one.commands, one.events) == (again.commands, again.events)
        assert one.commands != other.commands
        assert len(one.bank.months) == len(other.bank.months) == 5

    def test_known_year(self):
        """
        A seed's year is the same on every machine: this is one.
        """
        year = neighbourhood_year(2025, tariff=PACK.tariff, store=PACK.store, month=Month(2025, 1))

        assert len(year.commands) == 18
        assert repr(year.commands[8]) == "2025-06-30 close: 2025-06 s-6 h-2 clean_up 2025-03-31 1"
        assert repr(year.commands[-2]) == "2025-12-23 deliver: d-2 1 meal"

    # The oldest that is allowed was still shrinking after half a minute of work.
    @pytest.mark.skipif(__version_info__ < (6, 101), reason="6.100 shrinks years slowly")
    def test_small(self):
        """
        A year shrinks to the few commands that it takes.
        """
        drawn = neighbourhood_years(tariff=PACK.tariff, store=PACK.store, month=Month(2025, 1))
        year = find(drawn, some_late, settings=QUICK)

        assert [command.name for command in year.commands] == ["enrol", "close"]
        assert [len(month) for month in year.bank.months] == [1]

    def test_readable(self):
        """
        A year is shown one command a line, each with what is asked.
        """
        lines = repr(neighbourhood_year(110)).splitlines()

        assert lines[0] == "<NeighbourhoodYear from 2025-01:"
        names = {line.split()[1].rstrip(":") for line in lines[1:]}
        assert {"enrol", "submit", "deliver", "redeem", "reverse", "settled"} <= names
        assert all(len(line) < 400 for line in lines)


class TestReach:
    def test_commands(self, some_years):
        """
        All that can be done to a bank is done, and done again.
        """
        names = Counter(command.name for year in some_years for command in year.commands)
        again = 0
        for year in some_years:
            alike = {attrs.evolve(each, on=date(1, 1, 1)) for each in year.commands}
            again += len(year.commands) - len(alike)

        assert set(names) == {
            "close",
            "deliver",
            "enrol",
            "hold",
            "redeem",
            "reverse",
            "settled",
            "submit",
        }
        assert again > 10

    def test_slips(self, some_years):
        """
        Slips are late, clipped by caps and by storage, whole, and credited to households.
        """
        found = [
            month.at(row)
            for year in some_years
            for month in year.bank.months
            for row in range(len(month))
        ]

        assert any(each.slip.late for each in found)
        assert any(each.clip is None and each.credited for each in found)
        assert {None if each.clip.cap is None else "cap" for each in found if each.clip} == {
            None,
            "cap",
        }
        assert any(each.account != each.slip.holder for each in found)
        assert any(each.clip and 0 < each.credited < each.worth for each in found)

    def test_orders(self, some_years):
        """
        Orders come to every state, and are refused for every reason; some take cash, too.
        """
        found = [order for year in some_years for order in orders(year)]

        assert {order.state for order in found} == {*OrderState}
        assert {order.refusal.reason for order in found if order.refusal} == {*Reason}
        assert any(order.cash for order in found)

    def test_moves(self, some_years):
        """
        Points come to all that can become of them.
        """
        kinds = {
            move.kind
            for year in some_years
            for _, account in year.bank.books.accounts.items()
            for move in account.moves
        }

        assert kinds == {*MoveKind}

    def test_settlements(self, some_years):
        """
        Holds are posted whole and in part, voided; orders are cancelled.
        """
        done = [
            each.settlement
            for year in some_years
            for _, each in year.bank.books.settlements.items()
        ]

        assert {each.kind for each in done} == {*SettlementKind}
        assert any(each.quantity for each in done)

    def test_reversals(self, some_years):
        """
        Slips are taken back while they wait, and after they were registered.
        """
        found = {
            each.registered
            for year in some_years
            for _, each in year.bank.books.taken_back.items()
        }

        assert found == {True, False}

    def test_late_close(self, some_years):
        """
        Some months are closed when the next has long begun.
        """
        assert any(
            type(event) is Closed and event.on > event.month.last_day + timedelta(14)
            for year in some_years
            for event in year.events
        )


class TestImpossible:
    def test_errors(self, impossible):
        """
        A command that says so is refused with that error, and changes nothing.
        """
        refused = Counter()
        for year in impossible[:20]:
            bank = year.opened
            for command in year.commands:
                if command.error is None:
                    bank = command.decide(bank).bank
                    continue
                with pytest.raises(PartyGridError) as caught:
                    command.decide(bank)
                assert type(caught.value) is command.error
                refused[command.name] += 1
            assert bank == year.bank

        assert set(refused) >= {"submit", "close", "redeem", "settled", "reverse", "enrol"}

    def test_shown(self, impossible):
        """
        It is shown with its error, and a row that is no slip as it is.
        """
        shown = [repr(each) for year in impossible for each in year.commands if each.error]

        assert any("submit: s-1; h-1; nothing; " in each for each in shown)
        assert all(" -> " in each for each in shown)

    @settings(max_examples=10)
    @given(year=neighbourhood_years(max_months=2, allow_impossible=True))
    def test_drawn(self, year):
        """
        They are drawn, too.
        """
        assert year.opened.replay(year.events) == year.bank


class TestOwnSchemes:
    @settings(max_examples=15)
    @given(
        year=neighbourhood_years(
            tariff=PACK.tariff, store=PACK.store, month=Month(2025, 1), max_months=3
        )
    )
    def test_pack(self, year):
        """
        A host's own schemes are used.
        """
        assert year.tariff is PACK.tariff
        assert year.bank.store is PACK.store
        assert year.month == Month(2025, 1)

    def test_early_days(self):
        """
        Of days of which the host's tariff says nothing yet, no slip is drawn.
        """
        start = Month(2024, 1)
        years = [
            neighbourhood_year(seed, tariff=PACK.tariff, store=PACK.store, month=start, months=2)
            for seed in range(20)
        ]
        days = [
            slip.day
            for year in years
            for each in year.events
            if type(each) is Submitted
            for slip in each.slips
        ]

        assert min(days) >= start.first_day

    def test_moved_windows(self):
        """
        Windows that rest days move need a calendar, and are asked for in it.
        """
        windows = PACK.store.rules_on(date(2025, 1, 1)).windows
        moved = Series("windows").announce(
            attrs.evolve(windows, rest=RestRule.FORWARD),
            start=date(2024, 1, 1),
            known=date(2024, 1, 1),
            source=PACK.store.windows.all_entries[0].source,
        )
        store = attrs.evolve(PACK.store, windows=moved)
        with pytest.raises(ValueNotAllowedError, match="calendar"):
            neighbourhood_years(store=store, month=Month(2025, 1))
        years = [
            neighbourhood_year(
                seed, store=store, calendar=PACK.calendar, month=Month(2025, 1), months=4
            )
            for seed in range(20)
        ]

        assert any(
            command.name in {"hold", "redeem"} and command.options["calendar"] is PACK.calendar
            for year in years
            for command in year.commands
        )

    def test_skipped_window(self):
        """
        A window that rest days leave out is passed over.
        """
        windows = PACK.store.rules_on(date(2025, 1, 1)).windows
        left_out = attrs.evolve(windows, rest=RestRule.SKIP)
        store = attrs.evolve(
            PACK.store,
            windows=Series("windows").announce(
                left_out,
                start=date(2024, 1, 1),
                known=date(2024, 1, 1),
                source=PACK.store.windows.all_entries[0].source,
            ),
        )
        for seed in range(20):
            year = neighbourhood_year(
                seed, store=store, calendar=PACK.calendar, month=Month(2025, 1), months=6
            )
            assert type(year) is NeighbourhoodYear

    def test_households(self):
        """
        Where households are credited, no holder belongs to one that has not entered.
        """
        found = set()
        for seed in SEEDS:
            year = neighbourhood_year(seed, months=3)
            ids = {id_ for id_, _ in year.bank.books.holders.items()}
            homes = {each.household for _, each in year.bank.books.holders.items()} - {None}
            credited = {entry.value for entry in year.tariff.credit_to.all_entries}
            if CreditTo.HOUSEHOLD in credited:
                assert homes <= ids
            found.add(homes <= ids)

        assert found == {True, False}


class TestRefused:
    @pytest.mark.parametrize("make", [neighbourhood_years, partial(neighbourhood_year, 1)])
    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            ({"tariff": PACK.store}, WrongTypeError),
            ({"store": PACK.tariff}, WrongTypeError),
            ({"calendar": PACK.tariff}, WrongTypeError),
            ({"month": date(2025, 1, 1)}, WrongTypeError),
            ({"allow_impossible": 1}, WrongTypeError),
            ({"max_holders": 0}, ValueNotAllowedError),
            ({"max_holders": 2.0}, WrongTypeError),
            ({"tariff": PACK.tariff}, ValueNotAllowedError),
            ({"store": PACK.store}, ValueNotAllowedError),
            ({"tariff": PACK.tariff, "month": Month(2020, 1)}, NotInForceError),
        ],
        ids=str,
    )
    def test_arguments(self, make, arguments, error):
        """
        What no year could be made of is refused before anything is drawn.
        """
        with pytest.raises(error):
            make(**arguments)

    def test_counts(self):
        """
        So is a number of months that no year has, and what is no seed.
        """
        with pytest.raises(ValueNotAllowedError, match="max_months"):
            neighbourhood_years(max_months=0)
        with pytest.raises(ValueNotAllowedError, match="months"):
            neighbourhood_year(1, months=121)
        with pytest.raises(WrongTypeError, match="seed"):
            neighbourhood_year("one")


class TestCommand:
    def test_shown(self):
        """
        A command is shown by what it gives, however it is given.
        """
        command = BankCommand("submit", ((("s-1", "h-1", "hours"),),), date(2025, 3, 4))

        assert repr(command) == "2025-03-04 submit: s-1; h-1; hours"
