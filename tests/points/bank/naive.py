"""
A points bank once more, as simple as can be: every point is a record of its own.

What follows is written after the rules in words and shares no code with the library. Nothing is
kept that could be worked out; every question goes through everything, from the beginning.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from hashlib import sha256

ONE_DAY = timedelta(days=1)
TARIFF = (
    "heads",
    "kinds",
    "activities",
    "caps",
    "storage_cap",
    "expiry",
    "openings",
    "credit_to",
)
STORE = ("windows", "catalogue", "priority", "least", "hold_days")


class Fault(Exception):  # noqa: N818 - which error it stands for is its argument
    """
    Say which error is to be raised; of a batch, which lines are wrong and how.
    """

    def __init__(self, name, lines=None):
        super().__init__(name, lines)
        self.name = name
        self.lines = lines


class Thing:
    """
    Hold some named values that may change.
    """

    def __init__(self, **values):
        self.__dict__.update(values)

    def __repr__(self):
        """
        Show the values.
        """
        return f"Thing({self.__dict__})"


# Days and periods, counted on fingers.


def label_of(kind, day, itself=None):
    """
    Name the period of a kind in which a day lies; with a cap for each slip, the slip itself.
    """
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
    if kind in months:
        return day.year, (day.month - 1) // months[kind]
    if kind == "week":
        return day - day.weekday() * ONE_DAY
    return day if kind == "day" else itself


@cache
def end_of_period(kind, day, further):
    """
    Walk on day by day until so many further periods are over.
    """
    while True:
        after = day + ONE_DAY
        if label_of(kind, after) != label_of(kind, day):
            if further == 0:
                return day
            further -= 1
        day = after


@cache
def start_of_period(kind, day):
    """
    Walk back day by day until the period begins.
    """
    while label_of(kind, day - ONE_DAY) == label_of(kind, day):
        day -= ONE_DAY
    return day


def window_of(windows, day):
    """
    Give the first and the last day of the window in the period of a day.
    """
    kind = windows.every.value
    first, last = start_of_period(kind, day), end_of_period(kind, day, 0)
    if windows.window is None:
        return first, last
    months = [month_of(first)]
    while months[-1] != month_of(last):
        months.append(month_after(months[-1]))

    def found(named):
        month = months[named.month - 1 if named.month > 0 else named.month]
        length = last_of(month).day
        return date(*month, min(named.day if named.day > 0 else length + 1 + named.day, length))

    return tuple(map(found, windows.window))


def months_later(day, count):
    """
    Give the same day of a later month, or the last day of a month that is too short.
    """
    year, month = day.year + (day.month - 1 + count) // 12, (day.month - 1 + count) % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_day(expiry, activity, registered):
    """
    Give the last day on which points are good; None if they are always.
    """
    rule = expiry.rule.value
    if rule == "none":
        return None
    base = activity if expiry.base.value == "activity" else registered
    if rule == "end_of_period":
        return end_of_period(expiry.every.value, base, expiry.amount)
    return months_later(base, expiry.amount)


def worth_of(activity, quantity):
    """
    Give the points of a quantity, counted one small unit after the other.
    """
    full = quantity // activity.per * activity.points
    if activity.counting.value == "full_amounts":
        return full
    rest = quantity % activity.per
    return full + sum(
        rest * activity.points >= part * activity.per for part in range(1, activity.points + 1)
    )


def month_of(day):
    """
    Name the month of a day.
    """
    return day.year, day.month


def month_after(month):
    """
    Name the month after another.
    """
    year, number = month
    return (year + 1, 1) if number == 12 else (year, number + 1)


def last_of(month):
    """
    Give the last day of a month.
    """
    return date(*month, monthrange(*month)[1])


def full(row):
    """
    Give the row of a slip with all its fields.
    """
    return (*row, False) if len(row) == 5 else tuple(row)


class Point:
    """
    Record one point: whose it is, what earned it, until when it is good, and what became of it.

    ``happened`` is a list of days with what happened: ``("held", order, until)``,
    ``("spent", order)``, ``("free",)`` again, or ``("back",)``: taken back. ``good`` is a list of
    days with the last day that the point was good until from then on.
    """

    def __init__(self, account, slip, opened, last, turn):
        self.account = account
        self.slip = slip
        self.opened = opened
        self.good = [(opened, last)]
        self.turn = turn
        self.happened = []

    def last(self, day):
        """
        Say until when it is good, as seen on a day.
        """
        return [last for since, last in self.good if since <= day][-1]

    def state(self, day):
        """
        Say where it stands at the end of a day.
        """
        if day < self.opened:
            return "not yet"
        what = [("free",)] + [what for on, what in self.happened if on <= day]
        state = what[-1]
        if state[0] == "held" and state[2] < day:
            wrong = self.slip is not None and self.slip.reversed
            state = ("back",) if wrong and self.slip.reversed <= state[2] else ("free",)
        if state[0] == "free" and self.last(day) is not None and self.last(day) < day:
            return "expired"
        return state[0]

    def is_for(self, state, order):
        """
        Tell whether the last that happened to it is that an order holds it, or has it spent.
        """
        return bool(self.happened) and self.happened[-1][1][:2] == (state, order)


class Naive:
    """
    Keep a bank by looking through everything each time.

    Args:
        said: Of each field of the three schemes what was said: rows of the first day, the day on
            which it became known, and the value.
        month: The first month that it registers, as year and number.
    """

    def __init__(self, said, month):
        self.said = said
        self.month = month
        self.first = month
        self.on = date.min
        self.holders = {}
        self.slips = {}
        self.points = []
        self.closes = []
        self.deliveries = {}
        self.orders = {}
        self.settlements = {}
        self.reversals = {}

    # What the schemes say.

    def value(self, field, day, known):
        """
        Give what holds on a day, as known on another: of all that covers it, the latest known.
        """
        found = [row for row in self.said[field] if row[0] <= day and row[1] <= known]
        if not found:
            raise Fault("NotInForceError")
        return max(found, key=lambda row: row[1])[2]

    def in_force(self, day, known):
        """
        See that the tariff says anything of a day.
        """
        for field in TARIFF:
            self.value(field, day, known)

    def activity(self, key, day, known):
        """
        Find an activity of the tariff of a day; None if there is none.
        """
        self.in_force(day, known)
        found = [each for each in self.value("activities", day, known) if each.key == key]
        return found[0] if found else None

    # Days only go on.

    def begin(self, on):
        """
        Refuse a day before the latest; what was held until a day before this one is free again.
        """
        if on < self.on:
            raise Fault("ValueNotAllowedError")

    def lapse(self, on):
        """
        Write down that holds have run out.
        """
        for order in self.orders.values():
            if order.state == "held" and order.until < on:
                held = [point for point in order.taken if point.is_for("held", order.request.id)]
                self.free(held, order.until + ONE_DAY)
                order.state = "redeemed" if order.posted else "lapsed"
                order.items = 0

    # Holders enter.

    def enrol(self, rows, on):
        """
        Let holders enter.
        """
        self.begin(on)
        self.in_force(on, on)
        kinds = [kind.key for kind in self.value("kinds", on, on)]
        fresh, wrong = {}, {}
        for place, row in enumerate(rows):
            before = self.holders.get(row.id) or fresh.setdefault(row.id, row)
            if before != row:
                wrong[place] = "ConflictError"
            elif row.kind not in kinds:
                wrong[place] = "UnknownNameError"
            elif row.since > on:
                wrong[place] = "ValueNotAllowedError"
        if wrong:
            raise Fault("InvalidDataError", wrong)
        for row in fresh.values():
            self.holders[row.id] = row
            self.open_account(row, on)
        if fresh:
            self.on = on
        return bool(fresh)

    def open_account(self, holder, on):
        """
        Give a holder the opening balance of the kind.
        """
        expiry = self.value("expiry", on, on)
        for opening in self.value("openings", on, on):
            for nth in range(opening.points if opening.kind == holder.kind else 0):
                turn = (on, -1, date.min, False, on, "", nth)
                point = Point(holder.id, None, on, last_day(expiry, on, on), turn)
                point.slides = expiry.rule.value == "sliding"
                self.points.append(point)

    # Slips come in.

    def fresh(self, rows, on):
        """
        Take those rows that have not come in before, or say which lines are wrong.
        """
        fresh, wrong = {}, {}
        for place, row in enumerate(map(full, rows)):
            before = self.slips[row[0]].row if row[0] in self.slips else fresh.get(row[0])
            if before is not None and before != row:
                wrong[place] = "ConflictError"
            elif row[0] not in self.slips:
                fresh[row[0]] = row
                if (fault := self.fault(row, on)) is not None:
                    wrong[place] = fault
        if wrong:
            raise Fault("InvalidDataError", wrong)
        return list(fresh.values())

    def fault(self, row, on):
        """
        Say what is wrong with a slip.
        """
        _, who, what, day, _, late = row
        holder = self.holders.get(who)
        if day <= on and holder is None:
            return "UnknownNameError"
        if day > on or day < holder.since or late is not (month_of(day) < self.month):
            return "ValueNotAllowedError"
        try:
            activity = self.activity(what, day, on)
        except Fault as fault:
            return fault.name
        if activity is None:
            return "UnknownNameError"
        return None if holder.kind in activity.kinds else "ValueNotAllowedError"

    def take(self, rows, on):
        """
        Write slips down.
        """
        for row in rows:
            self.slips[row[0]] = Thing(
                row=row,
                id=row[0],
                holder=row[1],
                activity=row[2],
                day=row[3],
                quantity=row[4],
                recorded=on,
                closed=None,
                registered=None,
                reversed=None,
                worth=None,
                credited=None,
                clip=None,
                account=None,
                last=None,
            )

    def submit(self, rows, on):
        """
        Let slips wait.
        """
        self.begin(on)
        fresh = self.fresh(rows, on)
        if fresh:
            self.take(fresh, on)
            self.on = on
        return bool(fresh)

    # Months are closed.

    def close(self, month, rows, on):
        """
        Close a month: what waits for it earns, one slip after the other.
        """
        self.begin(on)
        if self.first <= month < self.month and all(
            row[0] in self.slips and self.slips[row[0]].row == row for row in map(full, rows)
        ):
            return False
        if month != self.month or on < last_of(month):
            raise Fault("ValueNotAllowedError")
        fresh = self.fresh(rows, on)
        due = [
            (slip[3], slip[0])
            for slip in fresh + [each.row for each in self.slips.values() if self.waits(each)]
            if month_of(slip[3]) <= month
        ]
        self.check_due(due, fresh, on)
        self.take(fresh, on)
        self.lapse(on)
        self.on = on
        self.closes.append(Thing(month=month, on=on))
        for _, id_ in sorted(due):
            self.register(self.slips[id_], month, on)
        self.slide(month, on)
        self.month = month_after(month)
        return True

    @staticmethod
    def waits(slip):
        """
        Tell whether a slip waits for a close.
        """
        return slip.closed is None and slip.reversed is None

    def check_due(self, due, fresh, on):
        """
        Refuse the close if a slip cannot be credited any more.
        """
        rows = {row[0]: row for row in fresh} | {key: each.row for key, each in self.slips.items()}
        for day, id_ in sorted(due):
            if self.activity(rows[id_][2], day, on) is None:
                raise Fault("UnknownNameError")
            if self.value("credit_to", day, on).value == "household":
                household = self.household(rows[id_][1])
                if household not in self.holders:
                    raise Fault("UnknownNameError")

    def household(self, holder):
        """
        Give the household of a holder, who may be one alone.
        """
        return self.holders[holder].household or holder

    def register(self, slip, month, on):
        """
        Say what a slip earns, and make its points.
        """
        activity = self.activity(slip.activity, slip.day, on)
        slip.worth = worth_of(activity, slip.quantity)
        slip.account = slip.holder
        if self.value("credit_to", slip.day, on).value == "household":
            slip.account = self.household(slip.holder)
        got, slip.clip = slip.worth, None
        for cap in self.value("caps", slip.day, on):
            if cap.activities and slip.activity not in cap.activities:
                continue
            used = self.used(cap, slip)
            if max(0, cap.points - used) < got:
                got, slip.clip = max(0, cap.points - used), (cap.key, used)
        most = self.value("storage_cap", last_of(month), on)
        if most is not None:
            stored = self.stored(slip.account, month, on)
            if max(0, most - stored) < got:
                got, slip.clip = max(0, most - stored), (None, stored)
        slip.credited, slip.closed, slip.registered = got, month, on
        expiry = self.value("expiry", slip.day, on)
        last = slip.last = last_day(expiry, slip.day, last_of(month))
        slides = expiry.rule.value == "sliding"
        for nth in range(got):
            turn = (on, len(self.closes), last or date.min, slides, slip.day, slip.id, nth)
            point = Point(slip.account, slip, on, last, turn)
            point.slides = slides
            self.points.append(point)

    def stored(self, account, month, on):
        """
        Count what an account holds, and all that this close has credited to it.
        """
        return sum(
            point.account == account
            and (
                point.state(on) in ("free", "held")
                or (point.slip is not None and point.slip.closed == month)
            )
            for point in self.points
        )

    def used(self, cap, slip):
        """
        Add up what other slips have used of a cap.
        """

        def who(each):
            household = cap.scope.value == "household"
            return self.household(each.holder) if household else each.holder

        period = cap.every.value
        return sum(
            each.credited
            for each in self.slips.values()
            if each.closed
            and not each.reversed
            and who(each) == who(slip)
            and (not cap.activities or each.activity in cap.activities)
            and label_of(period, each.day, each.id) == label_of(period, slip.day, slip.id)
        )

    def slide(self, month, on):
        """
        Let what is usable be good as long as the latest credit, where a credit moves it.

        A lot moves as a whole if any of it is there to be used, or held.
        """
        for account in self.holders:
            ours = [point for point in self.points if point.account == account and point.slides]
            new = [point for point in ours if point.slip and point.slip.closed == month]
            if not new:
                continue
            lots = {point.turn[:4] for point in ours if point.state(on) == "free"}
            lots |= {
                point.turn[:4]
                for point in ours
                if point.state(on) == "held" and on <= point.last(on)
            }
            moved = [point for point in ours if point in new or point.turn[:4] in lots]
            latest = max(point.last(on) for point in moved)
            for point in moved:
                point.good.append((on, latest))

    # Gifts come, and requests are decided.

    def deliver(self, delivery, on):
        """
        Take gifts into the store.
        """
        self.begin(on)
        before = self.deliveries.get(delivery.id)
        if before is not None:
            if before != delivery:
                raise Fault("ConflictError")
            return False
        gift = self.gift(delivery.gift, on)
        if gift is None:
            raise Fault("UnknownNameError")
        if not gift.stocked:
            raise Fault("ValueNotAllowedError")
        self.lapse(on)
        self.deliveries[delivery.id] = delivery
        self.on = on
        return True

    def gift(self, key, on):
        """
        Find a gift of the catalogue; None if there is none.
        """
        found = [each for each in self.value("catalogue", on, on) if each.key == key]
        return found[0] if found else None

    def stock(self, key):
        """
        Count what came in, less what is held or redeemed and was counted when it was granted.
        """
        came = sum(each.quantity for each in self.deliveries.values() if each.gift == key)
        gone = [each for each in self.orders.values() if each.request.gift == key and each.counted]
        return came - sum(each.items + each.posted for each in gone)

    def redeem(self, period, requests, on, seed=""):
        """
        Decide requests; what is granted is redeemed.
        """
        return self.decide(period, requests, on, seed, holds=False)

    def hold(self, period, requests, on, seed=""):
        """
        Decide requests; what is granted is held.
        """
        return self.decide(period, requests, on, seed, holds=True)

    def decide(self, period, requests, on, seed, *, holds):
        """
        Decide requests one after the other, in the order that the store lays down.
        """
        self.begin(on)
        fresh, wrong = {}, {}
        for place, request in enumerate(requests):
            before = self.orders.get(request.id)
            before = before.request if before else fresh.get(request.id)
            if before is None:
                fresh[request.id] = request
            elif before != request:
                wrong[place] = "ConflictError"
        if fresh:
            self.check_window(period, on, seed, holds=holds)
            for place, request in enumerate(requests):
                fault = self.request_fault(request, on)
                if request.id in fresh and place not in wrong and fault:
                    wrong[place] = fault
        if wrong:
            raise Fault("InvalidDataError", wrong)
        if not fresh:
            return False
        self.lapse(on)
        for request in self.in_order(fresh.values(), period, on, seed):
            self.grant(request, period, on, holds=holds)
        self.on = on
        return True

    def check_window(self, period, on, seed, *, holds):
        """
        Refuse a period of another kind, a day outside the window, and what the store has not.
        """
        for field in STORE:
            self.value(field, on, on)
        windows = self.value("windows", on, on)
        if type(period).__name__.lower() != windows.every.value:
            raise Fault("WrongTypeError")
        first, last = window_of(windows, on)
        if label_of(windows.every.value, period.first_day) != label_of(windows.every.value, on):
            raise Fault("ValueNotAllowedError")
        if not first <= on <= last:
            raise Fault("ValueNotAllowedError")
        if holds and self.value("hold_days", on, on) is None:
            raise Fault("UnsuitableRuleError")
        drawn = any(each.value == "draw" for each in self.value("priority", on, on))
        if drawn and not seed:
            raise Fault("ValueNotAllowedError")

    def request_fault(self, request, on):
        """
        Say what is wrong with a request.
        """
        if request.holder not in self.holders:
            return "UnknownNameError"
        gift = self.gift(request.gift, on)
        if gift is None:
            return "UnknownNameError"
        if gift.kinds and self.holders[request.holder].kind not in gift.kinds:
            return "ValueNotAllowedError"
        if request.asked > on or (request.cash and gift.top_up is None):
            return "ValueNotAllowedError"
        return None

    def in_order(self, requests, period, on, seed):
        """
        Say who comes first: by what was so before any of them is decided.
        """
        every = self.value("windows", on, on).every.value
        start = period.first_day

        def before(day):
            """Count the periods from the one of a day to this one."""
            count = 0
            while label_of(every, day) != label_of(every, start):
                day = end_of_period(every, day, 0) + ONE_DAY
                count += 1
            return count

        def granted(holder):
            return sum(
                order.items + order.posted
                for order in self.orders.values()
                if order.request.holder == holder and before(order.period.first_day) <= 4
            )

        def earned(holder):
            return sum(
                slip.credited
                for slip in self.slips.values()
                if slip.closed
                and slip.account == holder
                and label_of(every, date(*slip.closed, 1)) == label_of(every, start)
            )

        def rank(request):
            by = {
                "earliest_asked": lambda: request.asked,
                "fewest_gifts": lambda: granted(request.holder),
                "most_earned": lambda: -earned(request.holder),
                "least_earned": lambda: earned(request.holder),
                "draw": lambda: sha256(f"{seed}\n{request.holder}".encode()).hexdigest(),
            }
            criteria = self.value("priority", on, on)
            return (*(by[each.value]() for each in criteria), request.id)

        return sorted(requests, key=rank)

    def grant(self, request, period, on, *, holds):
        """
        Grant one request whole, or refuse it and say what was missing.
        """
        gift, count = self.gift(request.gift, on), request.quantity
        price = gift.points * count
        order = Thing(
            request=request,
            period=period,
            on=on,
            state="refused",
            points=0,
            cash=0,
            items=0,
            posted=0,
            until=None,
            refusal=None,
            counted=False,
            taken=[],
        )
        ours = [point for point in self.points if point.account == request.holder]
        usable = self.in_turn([point for point in ours if point.state(on) == "free"], on)
        order.refusal = self.missing(request, gift, period, on, len(usable))
        self.orders[request.id] = order
        if order.refusal is not None:
            return
        order.taken, order.counted = usable[:price], gift.stocked
        order.points = len(order.taken)
        if order.points < price:
            order.cash = (price - order.points) * gift.top_up.fen_a_point
        if holds:
            order.state, order.items = "held", count
            order.until = on + (self.value("hold_days", on, on) - 1) * ONE_DAY
        else:
            order.state, order.posted = "redeemed", count
        what = ("held", request.id, order.until) if holds else ("spent", request.id)
        for point in order.taken:
            point.happened.append((on, what))

    def missing(self, request, gift, period, on, usable):
        """
        Say what is missing for a request: what, how much is needed, and how much there is.
        """
        count, price = request.quantity, gift.points * request.quantity
        had = sum(
            each.items + each.posted
            for each in self.orders.values()
            if (each.request.holder, each.request.gift) == (request.holder, gift.key)
            and each.period == period
        )
        # Point for point: one is paid in cash if the gift allows it and there is enough.
        covered, cash = 0, gift.top_up
        while (
            cash
            and covered + 1 <= price * cash.most
            and (covered + 1) * cash.fen_a_point <= request.cash
        ):
            covered += 1
        least = self.value("least", on, on)
        if gift.limit is not None and had + count > gift.limit:
            return "limit", count, max(0, gift.limit - had)
        if usable < least:
            return "least", least, usable
        if gift.stocked and self.stock(gift.key) < count:
            return "stock", count, self.stock(gift.key)
        return ("points", price - covered, usable) if usable < price - covered else None

    # What is done to orders, and to wrong slips.

    def settle(self, settlement, on):
        """
        Post, void or cancel.
        """
        self.begin(on)
        before = self.settlements.get(settlement.id)
        if before is not None:
            if before != settlement:
                raise Fault("ConflictError")
            return False
        order = self.orders.get(settlement.order)
        if order is None:
            raise Fault("UnknownNameError")
        what = settlement.kind.value
        items = settlement.quantity or order.items
        self.check_settling(order, what, items, on)
        self.lapse(on)
        held = [point for point in order.taken if point.is_for("held", order.request.id)]
        if what == "post":
            share = order.points * items // order.request.quantity
            for point in held if items == order.items else held[:share]:
                point.happened.append((on, ("spent", order.request.id)))
            order.items -= items
            order.posted += items
            order.state = "held" if order.items else "redeemed"
        elif what == "void":
            self.free(held, on)
            order.state, order.items = "redeemed" if order.posted else "voided", 0
        else:
            spent = [point for point in order.taken if point.is_for("spent", order.request.id)]
            self.free(spent, on)
            order.state, order.posted = "cancelled", 0
        self.settlements[settlement.id] = settlement
        self.on = on
        return True

    @staticmethod
    def check_settling(order, what, items, on):
        """
        Refuse what cannot be done to an order as it stands.
        """
        state = order.state
        if state == "held" and order.until < on:
            state = "redeemed" if order.posted else "lapsed"
        if state != ("redeemed" if what == "cancel" else "held"):
            raise Fault("ValueNotAllowedError")
        if what == "post" and items > order.items:
            raise Fault("ValueNotAllowedError")
        if items < order.items and order.points * items % order.request.quantity:
            raise Fault("UnsuitableRuleError")

    @staticmethod
    def free(points, on):
        """
        Give points back; those of wrong slips are taken back.
        """
        for point in points:
            wrong = point.slip is not None and point.slip.reversed
            point.happened.append((on, ("back",) if wrong else ("free",)))

    def reverse(self, reversal, on):
        """
        Take a wrong slip back, and what is left of its points.
        """
        self.begin(on)
        before = self.reversals.get(reversal.id)
        if before is not None:
            if before != reversal:
                raise Fault("ConflictError")
            return False
        slip = self.slips.get(reversal.slip)
        if slip is None:
            known = reversal.slip in self.reversals or reversal.slip == reversal.id
            raise Fault("ValueNotAllowedError" if known else "UnknownNameError")
        if slip.reversed:
            raise Fault("ConflictError")
        self.lapse(on)
        for point in self.points:
            if point.slip is slip and point.state(on) == "free":
                point.happened.append((on, ("back",)))
        slip.reversed = on
        self.reversals[reversal.id] = reversal
        self.on = on
        return True

    # What there is.

    @staticmethod
    def in_turn(points, day):
        """
        Put points in the order in which they are used: what expires first, then what came first.
        """
        return sorted(points, key=lambda point: (point.last(day) or date.max, point.turn))

    def count(self, account, day, *states):
        """
        Count the points of an account in some states.
        """
        return sum(
            point.account == account and point.state(day) in states for point in self.points
        )

    def balance(self, account, day):
        """
        Say what an account comes to at the end of any day.
        """
        ours = [point for point in self.points if point.account == account]
        states = [point.state(day) for point in ours]
        usable = [point for point, state in zip(ours, states, strict=True) if state == "free"]
        ends = [point.last(day) for point in usable if point.last(day)]
        return {
            "pending": sum(self.pending(account, day)),
            "credited": sum(state != "not yet" for state in states),
            "available": states.count("free"),
            "held": states.count("held"),
            "redeemed": states.count("spent"),
            "expired": states.count("expired"),
            "taken_back": states.count("back"),
            "shortfall": sum(
                state == "spent"
                and point.slip is not None
                and point.slip.reversed is not None
                and point.slip.reversed <= day
                for point, state in zip(ours, states, strict=True)
            ),
            "next_expiry": (min(ends), ends.count(min(ends))) if ends else None,
        }

    def pending(self, account, day):
        """
        List what slips are worth that had come in by a day and were not registered by then.
        """
        for slip in self.slips.values():
            waits = slip.registered is None or slip.registered > day
            right = slip.reversed is None or slip.reversed > day
            if slip.recorded <= day and waits and right:
                whose = slip.holder
                if self.value("credit_to", slip.day, day).value == "household":
                    whose = self.household(slip.holder)
                if whose == account:
                    activity = self.activity(slip.activity, slip.day, day)
                    yield worth_of(activity, slip.quantity)
