"""
A bank of the library and a naive one side by side: each command is given to both.
"""

from datetime import date

from partygrid.dated import Month
from partygrid.errors import InvalidDataError, PartyGridError
from partygrid.points import Bank, Holder, close, enrol, submit

COMMANDS = {"enrol": enrol, "submit": submit, "close": close}


def day_of(given):
    """
    Read a day.
    """
    return date.fromisoformat(given) if isinstance(given, str) else given


def row_of(given):
    """
    Read the row of a slip: id, holder, activity, day, quantity, and "late" if it is.
    """
    if not isinstance(given, str):
        return given
    id_, holder, activity, day, quantity, *late = given.split()
    return id_, holder, activity, day_of(day), int(quantity), late == ["late"]


class Town:
    """
    Keep both banks; every call is checked against the naive one.
    """

    def __init__(self, naive, said, month, schemes):
        self.fault = naive.Fault
        self.naive = naive.Naive(said, month)
        self.first = self.bank = Bank.open(*schemes, month=Month(*month))
        self.events = ()
        self.banks = [self.bank]

    # One command, as it comes.

    def do(self, name, arguments, on):
        """
        Give a command to both; both take it, or both refuse it for the same reason.

        Returns:
            The library's decision, or its error.
        """
        plain = [(each.year, each.month) if type(each) is Month else each for each in arguments]
        expected, changed = None, False
        try:
            changed = getattr(self.naive, name)(*plain, on)
        except self.fault as error:
            expected = error
        try:
            decision = COMMANDS[name](self.bank, *arguments, on=on)
        except PartyGridError as error:
            assert expected is not None, (name, arguments, on, error)
            self.check_error(error, expected)
            return error
        assert expected is None, (name, arguments, on, expected)
        assert changed is bool(decision.events), (name, arguments, on)
        assert changed or decision.bank is self.bank
        self.bank = decision.bank
        self.events += decision.events
        self.banks.append(self.bank)
        assert self.bank.version == len(self.events)
        return decision

    @staticmethod
    def check_error(error, expected):
        """
        See that an error is the expected one, and of a batch names the same lines.
        """
        assert expected.name in [each.__name__ for each in type(error).__mro__], (error, expected)
        assert error.field, error
        if isinstance(error, InvalidDataError):
            lines = [f"$[{place}]" for place in sorted(expected.lines)]
            assert lines == [each.path for each in error.problems], (error, expected)
        else:
            assert error.allowed, error

    # Short ways, with days and rows as text.

    def enter(self, *ids, on, since=None, kind="family", household=None):
        """
        Let holders enter.
        """
        since = day_of(since or on)
        rows = tuple(Holder(id=id_, kind=kind, since=since, household=household) for id_ in ids)
        return self.do("enrol", (rows,), day_of(on))

    def submit(self, *rows, on):
        """
        Hand slips in.
        """
        return self.do("submit", (tuple(map(row_of, rows)),), day_of(on))

    def close(self, *rows, month=None, on=None):
        """
        Close a month, the open one if none is named, on its last day if none is named.
        """
        month = self.bank.open_month if month is None else Month.containing(day_of(f"{month}-01"))
        on = month.last_day if on is None else day_of(on)
        return self.do("close", (month, tuple(map(row_of, rows))), on)

    # What there is.

    def registered(self, id_):
        """
        Give a registered slip with what it came to.
        """
        for month in self.bank.months:
            if id_ in month.ids:
                return month.at(month.row(id_))
        return None

    def credited(self, id_):
        """
        Give a slip's worth, what was credited, and what cut the rest off after how much.
        """
        found = self.registered(id_)
        return found.worth, found.credited, found.clip and tuple(found.clip)

    def available(self, holder, on=None):
        """
        Count the points that can be used on a day, the latest if none is named.
        """
        return self.bank.account(holder).available(day_of(on or self.bank.on))

    # Both at once.

    def check(self):
        """
        Compare all there is now.
        """
        self.check_slips()
        self.check_lots()

    def check_slips(self):
        """
        Compare what each slip came to.
        """
        naive, books = self.naive, self.bank.books
        found = {}
        for month in books.months:
            assert list(month.ids) == sorted(month.ids)
            for row in range(len(month)):
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

    def check_lots(self):
        """
        Compare what can be used now, and until when.
        """
        on = self.bank.on
        for holder in self.naive.holders:
            account = self.bank.account(holder)
            found = {}
            for lot in account.lots:
                found[lot.expires] = found.get(lot.expires, 0) + lot.got
            ours = [point for point in self.naive.points if point.account == holder]
            last = [point.last(on) for point in ours]
            assert found == {day: last.count(day) for day in last}, account
            usable = [point for point in ours if point.state(on) == "free"]
            assert account.available(on) == len(usable)
            # Those that can be used, in the order in which they are.
            in_turn = [
                lot.expires
                for lot in (account.lots[number] for number in account.live)
                if lot.is_usable(on)
                for _ in range(lot.left)
            ]
            assert in_turn == [point.last(on) for point in self.naive.in_turn(usable, on)]
