"""
A bank of the library and a naive one side by side: each command is given to both.
"""

from contextlib import suppress
from datetime import date

from partygrid.dated import Month
from partygrid.errors import InvalidDataError, PartyGridError
from partygrid.money import Fen
from partygrid.points import (
    Bank,
    Delivery,
    Holder,
    Request,
    Requester,
    Reversal,
    Settlement,
    SettlementKind,
    balance,
    balances,
    close,
    deliver,
    enrol,
    hold,
    redeem,
    reverse,
    settled,
    submit,
)

COMMANDS = {
    "enrol": enrol,
    "submit": submit,
    "close": close,
    "deliver": deliver,
    "redeem": redeem,
    "hold": hold,
    "settle": settled,
    "reverse": reverse,
}


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


def asked_of(given, on):
    """
    Read a request: id, holder, gift, how many, and how many fen there are beside points.
    """
    if not isinstance(given, str):
        return given
    id_, holder, gift, *rest = given.split()
    quantity, cash = (*map(int, rest), *(1, 0)[len(rest) :])
    return Request(id=id_, holder=holder, gift=gift, quantity=quantity, asked=on, cash=Fen(cash))


def points_of(stretches, line):
    """
    Pick the points of a line that stretches name.
    """
    pairs = zip(stretches[::2], stretches[1::2], strict=True)
    return [point for start, end in pairs for point in line[start:end]]


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

    def do(self, name, arguments, on, **more):
        """
        Give a command to both; both take it, or both refuse it for the same reason.

        Returns:
            The library's decision, or its error.
        """
        plain = arguments
        if name == "close":
            plain = ((arguments[0].year, arguments[0].month), arguments[1])
        expected, changed = None, False
        try:
            changed = getattr(self.naive, name)(*plain, on, **more)
        except self.fault as error:
            expected = error
        step = Step(name, arguments, on, more, self.bank)
        assert (expected is None) is (step.error is None), (step, expected)
        if expected is not None:
            self.check_error(step.error, expected)
            return step.error
        decision = step.decision
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

    def deliver(self, gift, quantity, *, on, id_=None):
        """
        Take gifts into the store.
        """
        id_ = id_ or f"d-{len(self.naive.deliveries)}"
        return self.do("deliver", (Delivery(id=id_, gift=gift, quantity=quantity),), day_of(on))

    def redeem(self, *requests, on, period=None, how="redeem", **more):
        """
        Decide requests: id, holder, gift, and how many; in the window of the day if none is named.
        """
        on = day_of(on)
        windows = self.bank.store.rules_on(on, on).windows
        period = windows.every.containing(on) if period is None else period
        return self.do(how, (period, tuple(asked_of(each, on) for each in requests)), on, **more)

    def hold(self, *requests, **more):
        """
        Decide requests, and hold what is granted.
        """
        return self.redeem(*requests, **more, how="hold")

    def settle(self, kind, order, *, on, id_=None, quantity=None):
        """
        Post, void or cancel an order.
        """
        id_ = id_ or f"t-{len(self.naive.settlements)}"
        kind = SettlementKind(kind)
        record = Settlement(id=id_, order=order, kind=kind, quantity=quantity)
        return self.do("settle", (record,), day_of(on))

    def reverse(self, slip, *, on, id_=None):
        """
        Take a wrong slip back.
        """
        id_ = id_ or f"c-{len(self.naive.reversals)}"
        record = Reversal(id=id_, slip=slip, by=Requester.HOLDER, reason="mistaken")
        return self.do("reverse", (record,), day_of(on))

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
        self.check_orders()

    def check_slips(self):
        """
        Compare what each slip came to.
        """
        naive, books = self.naive, self.bank.books
        found = {}
        for month in books.months:
            assert list(month.ids) == [
                each.id for each in sorted(month.slips(), key=lambda slip: (slip.day, slip.id))
            ]
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
        if any(until < on for until, _ in self.bank.books.holds):
            # Slips that come in leave accounts alone; what has lapsed is seen to later.
            return
        for holder in self.naive.holders:
            account = self.bank.account(holder)
            ours = [point for point in self.naive.points if point.account == holder]
            lines = self.lots(holder)
            assert len(lines) == len(account.lots)
            for lot, line in zip(account.lots, lines, strict=True):
                assert lot.got == len(line)
                assert {lot.opened} == {point.opened for point in line}
                assert {lot.expires} == {point.last(on) for point in line}
                # What has expired is free in the lines; it is told from the day.
                assert points_of(lot.free, line) == [
                    point for point in line if point.state(on) in ("free", "expired")
                ]
                assert points_of(lot.wrong, line) == [
                    point for point in line if point.slip and point.slip.reversed
                ]
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

    def lots(self, holder):
        """
        Give the points of a holder as they stand in the lines of the lots, lot by lot.
        """
        lots = {}
        ours = [point for point in self.naive.points if point.account == holder]
        for point in sorted(ours, key=lambda point: point.turn):
            lots.setdefault(point.turn[:4], []).append(point)
        return list(lots.values())

    def points_in(self, holder, parts):
        """
        Find the points that parts of lots name, in their order.
        """
        lots = self.lots(holder)
        return [
            point
            for number, stretches in parts
            for start, end in zip(stretches[::2], stretches[1::2], strict=True)
            for point in lots[number][start:end]
        ]

    def check_orders(self):
        """
        Compare what became of each request, and which points it took.
        """
        naive, books = self.naive, self.bank.books
        assert {id_ for id_, _ in books.orders.items()} == set(naive.orders)
        for id_, order in naive.orders.items():
            found = self.bank.order(id_)
            refusal = found.refusal and (found.refusal.reason.value, *found.refusal[1:])
            assert (
                found.request,
                found.period,
                found.on,
                found.state.value,
                found.points,
                found.cash,
                found.items,
                found.posted,
                found.until,
                refusal,
            ) == (
                order.request,
                order.period,
                order.on,
                order.state,
                order.points,
                order.cash,
                order.items,
                order.posted,
                order.until,
                order.refusal,
            ), (found, order)
            for parts, state in ((found.held, "held"), (found.spent, "spent")):
                ours = [point for point in order.taken if point.is_for(state, id_)]
                assert self.points_in(order.request.holder, parts) == ours, (found, state)
        held = [(each.until, id_) for id_, each in naive.orders.items() if each.state == "held"]
        assert books.holds == tuple(sorted(held))
        gifts = {each.gift for each in naive.deliveries.values()}
        assert gifts <= {gift for gift, _ in books.shelves.items()}
        for gift, shelf in books.shelves.items():
            came = [each.quantity for each in naive.deliveries.values() if each.gift == gift]
            assert (shelf.delivered, shelf.left) == (sum(came), naive.stock(gift))

    def check_balances(self, *days):
        """
        Compare what every account came to, or will come to, on some days.
        """
        for day in map(day_of, days):
            every = {each.holder: each for each in balances(self.bank, on=day)}
            assert list(every) == sorted(self.naive.holders)
            for holder, each in every.items():
                assert each == balance(self.bank, holder, on=day)
                found = each._asdict()
                expected = self.naive.balance(holder, day)
                assert {name: found[name] for name in expected} == expected, (holder, day)


class Step:
    """
    Hold one command with what came of it: the banks before and after, a decision or an error.
    """

    def __init__(self, name, arguments, on, more, before):
        self.name, self.arguments, self.on, self.more = name, arguments, on, more
        self.before = self.after = before
        self.decision = self.error = None
        try:
            self.decision = self.give(before)
            self.after = self.decision.bank
        except PartyGridError as error:
            self.error = error

    def __repr__(self):
        """
        Show the command and what came of it.
        """
        return f"Step({self.name}, {self.arguments}, {self.on}, {self.error or self.decision})"

    def give(self, bank, on=None, arguments=None):
        """
        Give the command to a bank, on another day or with other arguments if need be.
        """
        arguments = self.arguments if arguments is None else arguments
        return COMMANDS[self.name](bank, *arguments, on=on or self.on, **self.more)

    def instead(self, arguments):
        """
        Give the command with other arguments in its place.
        """
        return Step(self.name, arguments, self.on, self.more, self.before)


class Past:
    """
    Let a year happen to a bank of the library; a naive one only lends what the year goes by.
    """

    def __init__(self, naive, year, schemes, count=30):
        self.year, self.schemes = year, schemes
        guide = naive.Naive(year.said, year.month)
        self.first = self.bank = Bank.open(*schemes, month=Month(*year.month))
        self.steps, self.events, self.banks = [], (), [self.first]
        for name, arguments, on, *more in year.steps(guide, count):
            plain = arguments
            if name == "close":
                plain = ((arguments[0].year, arguments[0].month), arguments[1])
            named = more[0] if more else {}
            with suppress(naive.Fault):
                getattr(guide, name)(*plain, on, **named)
            step = Step(name, arguments, on, named, self.bank)
            self.steps.append(step)
            if step.after is not self.bank:
                self.bank = step.after
                self.events += step.decision.events
                self.banks.append(self.bank)

    def decided(self, *names):
        """
        List the steps by which something was decided.
        """
        return [
            step
            for step in self.steps
            if step.decision and step.decision.events and step.name in names
        ]
