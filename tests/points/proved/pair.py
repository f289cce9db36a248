"""
A bank of the library and a naive one side by side: each command is given to both.
"""

from partygrid.dated import Month
from partygrid.errors import InvalidDataError, PartyGridError
from partygrid.points._bank import Bank
from partygrid.points._close import close
from partygrid.points._submit import enrol, submit

LENIENT = True
COMMANDS = {"enrol": enrol, "submit": submit, "close": close}


class Pair:
    """
    Hold both, and the events that the library gave.
    """

    def __init__(self, naive, tariff, store):
        self.naive = naive
        self.bank = Bank.open(tariff, store, month=Month(*naive.month))
        self.events = ()

    def do(self, name, arguments, on, fault):
        """
        Give a command to both; both take it, or both refuse it for the same reason.
        """
        plain = [
            (each.year, each.month) if type(each) is Month else each for each in arguments
        ]
        expected, changed = None, False
        try:
            changed = getattr(self.naive, name)(*plain, on)
        except fault as error:
            expected = error
        before = self.bank
        try:
            decision = COMMANDS[name](before, *arguments, on=on)
        except PartyGridError as error:
            assert expected is not None, (name, arguments, on, error)
            assert expected.name in [each.__name__ for each in type(error).__mro__], (
                name,
                arguments,
                on,
                error,
                expected,
            )
            if isinstance(error, InvalidDataError) and not LENIENT:
                assert [f"$[{place}]" for place in sorted(expected.lines)] == [
                    each.path for each in error.problems
                ], (arguments, error, expected)
            return None
        assert expected is None, (name, arguments, on, expected)
        assert changed is bool(decision.events), (name, arguments, on)
        self.bank = decision.bank
        self.events += decision.events
        assert self.bank.version == len(self.events)
        if not changed:
            assert self.bank is before
        return decision

    def check_months(self):
        """
        Compare what each slip came to.
        """
        naive, books = self.naive, self.bank.books
        found = {}
        for month in books.months:
            for row in range(len(month.ids)):
                each = month.at(row)
                found[each.slip.id] = (
                    tuple(each.slip),
                    each.recorded,
                    each.account,
                    each.worth,
                    each.credited,
                    each.clip and tuple(each.clip),
                    (month.month.year, month.month.month),
                    each.expires,
                )
        assert found == {
            each.id: (
                each.row,
                each.recorded,
                each.account,
                each.worth,
                each.credited,
                each.clip,
                each.closed,
                each.last,
            )
            for each in naive.slips.values()
            if each.closed
        }
        assert {id_: tuple(each.slip) for id_, each in books.pending.items()} == {
            each.id: each.row for each in naive.slips.values() if naive.waits(each)
        }

    def check_now(self):
        """
        Compare what can be used now, and in which order.
        """
        for holder in self.naive.holders:
            account = self.bank.account(holder)
            assert account.available(self.bank.on) == self.naive.count(
                holder, self.bank.on, "free"
            ), (holder, account)
            last = {}
            for lot in account.lots:
                last[lot.expires] = last.get(lot.expires, 0) + lot.got
            assert last == {
                day: n
                for day in {point.last(self.bank.on) for point in self.naive.points}
                if (
                    n := sum(
                        point.account == holder and point.last(self.bank.on) == day
                        for point in self.naive.points
                    )
                )
            }, (holder, account)
