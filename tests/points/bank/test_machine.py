"""
A bank through all that a host does to it: commands, crashes, retries, other orders, replays.
"""

import pickle
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from partygrid.errors import PartyGridError

USUAL_EXAMPLES = settings().max_examples
RUNS = {10: 5, 50: 30, 5_000: 3_000}.get(USUAL_EXAMPLES, USUAL_EXAMPLES // 3)
TAPES = st.binary(min_size=70, max_size=70)
ONE_DAY = timedelta(days=1)
BATCHES = ("enrol", "submit", "close", "redeem", "hold")
ALL = (*BATCHES, "deliver", "settle", "reverse")


class Host(RuleBasedStateMachine):
    """
    Do what hosts do, to the library's bank and to the naive one.
    """

    # Set by the test: what opens both banks, what makes choices, the commands.
    opened = tape = give = None

    def __init__(self):
        super().__init__()
        self.given = []
        self.stored = ()

    @initialize(data=st.binary(min_size=120, max_size=120))
    def begin(self, data):
        """
        Open a bank; holders enter.
        """
        self.town, self.year = type(self).opened(data)
        self.do("enrol", (self.year.holders(),), self.year.today, {})

    def do(self, name, arguments, on, more):
        """
        Give a command to both, and keep what came of it.
        """
        before = self.town.bank
        found = self.town.do(name, arguments, on, **more)
        if isinstance(found, PartyGridError):
            assert self.town.bank is before
        else:
            self.given.append((name, arguments, more))
            self.stored += found.events
        return found

    def drawn(self, name, data):
        """
        Draw a command from bytes.
        """
        self.year.tape = type(self).tape(data)
        if name != "enrol" and not self.town.naive.holders:
            name = "enrol"
        found = getattr(self.year, name)(self.town.naive)
        name, arguments, on, *more = found
        return name, arguments, on, (more[0] if more else {})

    @rule(days=st.sampled_from([1, 3, 10, 25, 70]))
    def wait(self, days):
        """
        Let days pass.
        """
        self.year.today += days * ONE_DAY

    @rule(name=st.sampled_from(ALL), data=TAPES)
    def command(self, name, data):
        """
        Give a command.
        """
        self.do(*self.drawn(name, data))

    @rule(name=st.sampled_from(("submit", "close", "hold", "settle")), data=TAPES)
    def usual(self, name, data):
        """
        Give one of the commands that come most often.
        """
        self.do(*self.drawn(name, data))

    @precondition(lambda self: self.given)
    @rule(place=st.integers(0, 200))
    def retry(self, place):
        """
        Give an earlier command again: nothing is decided.
        """
        name, arguments, more = self.given[place % len(self.given)]
        found = self.do(name, arguments, self.year.today, more)
        assert found.events == ()

    @rule(name=st.sampled_from(ALL), data=TAPES)
    def crash(self, name, data):
        """
        Decide, lose the decision, make the bank again from what was stored, and decide again.
        """
        name, arguments, on, more = self.drawn(name, data)
        lost = None
        try:
            lost = type(self).give[name](self.town.bank, *arguments, on=on, **more)
        except PartyGridError as error:
            failed = error
        self.town.bank = self.town.first.replay(self.stored)
        found = self.do(name, arguments, on, more)
        if lost is None:
            assert (type(found), str(found)) == (type(failed), str(failed))
        else:
            assert (found.bank, found.events) == (lost.bank, lost.events)
            assert (found.granted, found.refused) == (lost.granted, lost.refused)

    @rule(name=st.sampled_from(BATCHES), data=TAPES, mixed=st.randoms(use_true_random=False))
    def mixed(self, name, data, mixed):
        """
        Give the lines of a batch in another order, too.
        """
        name, arguments, on, more = self.drawn(name, data)
        place = 0 if name in ("enrol", "submit") else 1
        lines = list(arguments[place])
        mixed.shuffle(lines)
        other = tuple(
            tuple(lines) if number == place else each for number, each in enumerate(arguments)
        )
        before = self.town.bank
        found = self.do(name, arguments, on, more)
        if not isinstance(found, PartyGridError):
            again = type(self).give[name](before, *other, on=on, **more)
            assert again.bank == found.bank
            assert (again.granted, again.refused) == (found.granted, found.refused)

    @precondition(lambda self: self.stored)
    @rule(cut=st.integers(0, 200), written=st.booleans())
    def replay(self, cut, written):
        """
        Go on from any bank on the way, kept in memory or written down.
        """
        bank = self.town.banks[cut % len(self.town.banks)]
        if written:
            found = pickle.loads(pickle.dumps((bank, self.stored)))  # noqa: S301 - our own
            kept, events = found[0], found[1][bank.version :]
        else:
            kept, events = bank, self.stored[bank.version :]
        made = kept.replay(events)
        assert (made.version, made.on) == (self.town.bank.version, self.town.bank.on)
        assert [each.digest for each in made.months] == [
            each.digest for each in self.town.bank.months
        ]
        assert made.books.accounts == self.town.bank.books.accounts
        assert made.books.pending == self.town.bank.books.pending
        assert made == self.town.bank

    @precondition(lambda self: self.stored)
    @rule(days=st.integers(-300, 300))
    def look(self, days):
        """
        Ask for balances, of today and of another day.
        """
        self.town.check_balances(self.year.today, self.year.today + days * ONE_DAY)

    @invariant()
    def same(self):
        """
        Both banks agree, and the library's has what was stored.
        """
        if self.stored:
            self.town.check()
            assert self.town.events == self.stored


class TestHost:
    def test_host(self, year, years, give):
        """
        Whatever a host does, both banks agree, and nothing that was stored is lost.
        """
        machine = type(
            "Machine",
            (Host,),
            {"opened": staticmethod(year), "tape": years.Tape, "give": give},
        )
        run_state_machine_as_test(
            machine, settings=settings(max_examples=RUNS, stateful_step_count=30)
        )
