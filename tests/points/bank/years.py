"""
Neighbourhoods and their years, made from bytes: schemes, and one command after the other.
"""

from datetime import date, timedelta
from fractions import Fraction

from partygrid.dated import Interval, Month, PeriodKind, SchemeKey, Series
from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.points import (
    Activity,
    AppraisalScheme,
    Cap,
    CapPeriod,
    CapScope,
    Counting,
    CreditTo,
    Criterion,
    Delivery,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Gift,
    Head,
    Holder,
    HolderKind,
    Honour,
    Opening,
    Quantity,
    Request,
    Requester,
    Reversal,
    Settlement,
    SettlementKind,
    StoreScheme,
    Tariff,
    TopUp,
)
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    FIVE_DAYS,
    Cadence,
    CalendarLayer,
    EndRule,
    LayerLevel,
    Limit,
    LimitUnit,
    OfficeHours,
    PeriodDay,
    RestRule,
    Rhythm,
    RollRule,
    Session,
    StartRule,
    WorkCalendar,
)

SAID = Source(key="said", title="通知", grade=Grade.ASSUMED)
NAME = Label("某事", "something")
BEGINNING = date(2000, 1, 1)
ONE_DAY = timedelta(days=1)
KINDS = ("family", "person", "shop")


class Tape:
    """
    Make choices from bytes; where they run out, the first choice.
    """

    def __init__(self, data):
        self.numbers = iter(data)

    def below(self, count):
        """
        Choose a number below another, which is at most 256.
        """
        return next(self.numbers, 0) % count

    def among(self, *values):
        """
        Choose one of several.
        """
        return values[self.below(len(values))]

    def some(self, *values):
        """
        Choose some of several, in their order.
        """
        mask = self.below(1 << len(values))
        return tuple(value for place, value in enumerate(values) if mask >> place & 1)

    def rarely(self):
        """
        Choose yes once in six times.
        """
        return self.below(6) == 1


def activity(key="a", points=1, per=1, kinds=KINDS, counting="in_proportion"):
    """
    Make an activity.
    """
    return Activity(
        key=key,
        label=NAME,
        head="h",
        points=points,
        per=per,
        unit=Quantity.TIME,
        kinds=kinds,
        counting=Counting(counting),
    )


def cap(points, every="month", scope="holder", activities=(), key=None):
    """
    Make a cap.
    """
    return Cap(
        key=key or f"cap-{every}",
        label=NAME,
        points=points,
        every=CapPeriod(every),
        scope=CapScope(scope),
        activities=activities,
    )


def expiry(rule="none", base="registration", amount=None, every=None):
    """
    Make an expiry.
    """
    return Expiry(
        rule=ExpiryRule(rule),
        base=None if rule == "none" else ExpiryBase(base),
        amount=amount,
        every=every and PeriodKind(every),
    )


def gift(key="g", points=1, **more):
    """
    Make a gift.
    """
    return Gift(key=key, label=NAME, points=points, **more)


PLAIN = {
    "heads": (Head("h", NAME),),
    "kinds": tuple(HolderKind(kind, NAME) for kind in KINDS),
    "activities": (activity(),),
    "caps": (),
    "storage_cap": None,
    "expiry": expiry(),
    "openings": (),
    "credit_to": CreditTo.HOLDER,
    "windows": Cadence(every=Rhythm.MONTH, times=1, rest=RestRule.KEEP),
    "catalogue": (gift(),),
    "priority": (),
    "least": 0,
    "hold_days": 10,
}


def said_of(**given):
    """
    Say something of every field, from the beginning; what is given is a value, or rows of them.
    """
    return {
        name: given[name]
        if isinstance(given.get(name), list)
        else [(BEGINNING, BEGINNING, given.get(name, value))]
        for name, value in PLAIN.items()
    }


def schemes_of(said):
    """
    Make the library's schemes of what was said.
    """

    def series(name):
        found = Series(name)
        for start, known, value in said[name]:
            found = found.announce(value, start=start, known=known, source=SAID)
        return found

    def scheme(kind):
        names = kind.parameters()
        key = SchemeKey("nowhere", kind.__name__.lower(), "1")
        return kind(key=key, **{name: series(name) for name in names})

    return scheme(Tariff), scheme(StoreScheme)


def appraisal_of(ties, **given):
    """
    Make a scheme that ranks every kind of holder.
    """
    values = {
        "kinds": KINDS,
        "ties": ties,
        "honours": (
            Honour(key="best", label=NAME, kind="person", best=1),
            Honour(key="all", label=NAME, kind="person", points=5),
        ),
        "posting": Limit(
            amount=5,
            unit=LimitUnit.WORKING_DAY,
            start=StartRule.AFTER_STARTING_DAY,
            roll=RollRule.NONE,
            end=EndRule.END_OF_DAY,
        ),
        **given,
    }
    said = {
        name: Series(name).announce(value, start=BEGINNING, known=BEGINNING, source=SAID)
        for name, value in values.items()
    }
    return AppraisalScheme(key=SchemeKey("nowhere", "appraisal", "1"), **said)


CALENDAR = WorkCalendar(
    span=Interval(date(2023, 1, 1), date(2040, 1, 1)),
    layers=(
        CalendarLayer(
            level=LayerLevel.NATION,
            label=NAME,
            announced=False,
            week=Series("week").announce(
                FIVE_DAYS, start=date(2023, 1, 1), known=BEGINNING, source=SAID
            ),
            hours=Series("hours").announce(
                OfficeHours((Session("09:00", "17:00"),)),
                start=date(2023, 1, 1),
                known=BEGINNING,
                source=SAID,
            ),
        ),
    ),
)


# Schemes from bytes.


def activities_from(tape):
    """
    Draw one to three activities.
    """
    return tuple(
        activity(
            key,
            points=1 + tape.below(4),
            per=(per := 1 + tape.below(3)),
            kinds=tape.among(KINDS, KINDS, tape.some(*KINDS) or KINDS),
            counting=("in_proportion", "full_amounts")[per > 2],
        )
        for key in "abc"[: 1 + tape.below(3)]
    )


def caps_from(tape, keys):
    """
    Draw up to three caps.
    """
    return tuple(
        cap(
            tape.among(12, 3, 5, 9, 20, 40),
            tape.among("month", "day", "slip", "week", "quarter", "year"),
            tape.among("holder", "household"),
            tape.some(*keys),
            key=f"cap-{number}",
        )
        for number in range(tape.below(4))
    )


def expiry_from(tape):
    """
    Draw how long points are good.
    """
    rule = tape.among("none", "rolling", "end_of_period", "sliding")
    base = tape.among("registration", "activity")
    if rule == "none":
        return expiry()
    if rule == "end_of_period":
        return expiry(rule, base, tape.below(3), tape.among("month", "quarter", "year"))
    return expiry(rule, base, 1 + tape.below(4))


def said_from(tape, start):
    """
    Draw three schemes, some of which change, or are found to have been others all the time.
    """
    activities = activities_from(tape)
    keys = tuple(each.key for each in activities)
    said = said_of(
        activities=activities,
        caps=caps_from(tape, keys),
        storage_cap=tape.among(None, None, None, 8, 20),
        expiry=expiry_from(tape),
        openings=tape.among((), (Opening("family", 5),), (Opening("person", 2),)),
        credit_to=tape.among(CreditTo.HOLDER, CreditTo.HOLDER, CreditTo.HOUSEHOLD),
        windows=tape.among(*WINDOWS),
        catalogue=catalogue_from(tape),
        priority=tape.some(*Criterion),
        least=tape.among(0, 0, 0, 0, 4),
        hold_days=tape.among(20, 1, 60, 20, 60, None),
    )
    for number in range(tape.below(3)):
        name = tape.among("activities", "caps", "expiry", "storage_cap", "hold_days")
        first = start + tape.below(200) * ONE_DAY
        value = {
            "activities": lambda: tuple(
                activity(each.key, 1 + tape.below(4), each.per, each.kinds, each.counting)
                for each in activities
            ),
            "caps": lambda: tuple(
                cap(
                    1 + tape.below(9),
                    tape.among(each.every, "month", "quarter"),
                    tape.among(each.scope, "household"),
                    tape.among(each.activities, keys[:1], ()),
                    each.key,
                )
                for each in said["caps"][0][2]
            ),
            "expiry": lambda: expiry_from(tape),
            "storage_cap": lambda: tape.among(None, 6),
            "hold_days": lambda: tape.among(3, 20),
        }[name]()
        # Rows of one field have to become known one after the other.
        known = start + (100 * number + tape.below(100)) * ONE_DAY
        said[name].append((first, known, value))
    return said


WINDOWS = (
    Cadence(every=Rhythm.MONTH, times=1, rest=RestRule.KEEP),
    Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP),
    Cadence(
        every=Rhythm.QUARTER,
        times=1,
        window=(PeriodDay(20, month=3), PeriodDay(-1, month=3)),
        rest=RestRule.KEEP,
    ),
)


def catalogue_from(tape):
    """
    Draw one to three gifts.
    """
    return tuple(
        gift(
            key,
            points=1 + tape.below(6),
            limit=tape.among(None, None, 2, 3),
            kinds=tape.among((), (), ("family", "person")),
            top_up=tape.among(None, TopUp(Fen(50), Fraction(1, 2)), TopUp(Fen(7), Fraction(1))),
            stocked=key != "trim",
        )
        for key in ("rice", "soap", "trim")[: 1 + tape.below(3)]
    )


# Commands from bytes.

COMMANDS = (
    *("submit", "close", "hold", "settle") * 3,
    *("settle", "submit", "redeem", "reverse") * 2,
    *("deliver", "enrol", "again"),
)


class Year:
    """
    Draw commands, one after the other, each as a name, arguments and a day.

    Args:
        data: The bytes.
        given: What is said of some fields, whatever the bytes say.
    """

    def __init__(self, data, **given):
        self.tape = Tape(data)
        self.start = self.tape.among(date(2024, 1, 1), date(2023, 11, 1), date(2024, 6, 1))
        self.said = said_from(self.tape, self.start)
        self.said |= {name: [(BEGINNING, BEGINNING, value)] for name, value in given.items()}
        self.month = self.start.year, self.start.month
        self.today = self.start
        self.count = 0
        self.given = []

    def steps(self, naive, count=40):
        """
        Draw commands that make some sense as things stand.
        """
        yield "enrol", (self.holders(),), self.today
        for each in self.said["catalogue"][0][2]:
            if each.stocked:
                record = Delivery(
                    id=f"d-{each.key}", gift=each.key, quantity=self.tape.among(9, 1, 3, 30)
                )
                yield "deliver", (record,), self.today
        self.today += 20 * ONE_DAY
        for name in ("submit", "submit", "close"):
            yield getattr(self, name)(naive)
        for _ in range(count):
            self.today += self.tape.among(0, 1, 3, 8, 14) * ONE_DAY
            name = self.tape.among(*COMMANDS)
            if name == "settle" and not naive.orders:
                name = "hold"
            if name == "reverse" and not naive.slips:
                name = "submit"
            yield getattr(self, name)(naive)

    def number(self):
        """
        Give a number that no id has had.
        """
        self.count += 1
        return self.count

    def holder(self, number):
        """
        Draw a holder; persons live in families or alone.
        """
        return Holder(
            id=f"h-{number}",
            kind=self.tape.among("family", "person", "person", "shop"),
            since=self.start - self.tape.among(0, 50) * ONE_DAY,
            household=self.tape.among(None, "h-0", None, "h-1", "h-0", "home"),
        )

    def holders(self):
        """
        Draw up to four holders.
        """
        return tuple(self.holder(number) for number in range(1 + self.tape.below(4)))

    def enrol(self, naive):
        """
        Draw some more, or those that have entered, or one as another.
        """
        tape, known = self.tape, list(naive.holders.values())
        found = (tape.among(*known), self.holder(len(known)))
        return "enrol", (tape.among(found[1:], found, found[:1], self.holders()),), self.today

    def row(self, naive):
        """
        Draw the row of a slip; rarely one that cannot be taken, or that came in before.
        """
        tape = self.tape
        if naive.slips and tape.rarely():
            row = tape.among(*list(naive.slips.values())[-8:]).row
            return (*row[:4], row[4] + 1, row[5]) if tape.below(12) == 1 else row
        who = tape.among(*naive.holders.values())
        known = self.said["activities"][0][2]
        earns = tuple(each.key for each in known if who.kind in each.kinds)
        day = self.today - tape.below(45) * ONE_DAY
        if tape.rarely():
            day = self.today - tape.below(256) * ONE_DAY + ONE_DAY
        wrong = tape.below(100)
        day = max(day, who.since) if wrong != 2 else day
        return (
            f"{tape.among('s', 'b', 'z')}-{self.number():02}",
            "nobody" if wrong == 3 else who.id,
            tape.among(*(earns if earns and wrong != 4 else (each.key for each in known))),
            day,
            tape.among(5, 1, 2, 3, 8, 13, 30),
            ((day.year, day.month) < naive.month) is not (wrong == 1),
        )

    def rows(self, naive):
        """
        Draw the rows of a batch.
        """
        return tuple(self.row(naive) for _ in range(self.tape.among(4, 2, 5, 1, 3, 11)))

    def submit(self, naive):
        """
        Draw slips.
        """
        return self.noted("submit", self.rows(naive))

    def close(self, naive):
        """
        Draw a close, mostly when its month is over, with or without slips.
        """
        month = Month(*naive.month)
        if not self.tape.rarely():
            self.today = max(self.today, month.last_day)
        rows = () if self.tape.below(2) else self.rows(naive)
        return self.noted("close", month, rows)

    def deliver(self, naive):  # noqa: ARG002 - as the others
        """
        Draw a delivery.
        """
        tape = self.tape
        keys = [each.key for each in self.said["catalogue"][0][2]]
        gift = tape.among(*keys, "nothing") if tape.rarely() else tape.among(*keys)
        record = Delivery(id=f"d-{self.number():02}", gift=gift, quantity=1 + tape.below(5))
        return self.noted("deliver", record)

    def requests(self, naive):
        """
        Draw requests; rarely one that cannot be decided, or that was decided before.
        """
        tape, found = self.tape, []
        catalogue = self.said["catalogue"][0][2]
        for _ in range(tape.among(1, 1, 2, 4)):
            if naive.orders and tape.rarely():
                found.append(tape.among(*naive.orders.values()).request)
                continue
            gift = tape.among(*catalogue)
            who = tape.among(*naive.holders.values())
            wrong = tape.below(60)
            cash = tape.among(0, 0, 30, 150) if gift.top_up or wrong == 3 else 0
            found.append(
                Request(
                    id=f"{tape.among('r', 'q')}-{self.number():02}",
                    holder="nobody" if wrong == 1 else who.id,
                    gift="nothing" if wrong == 2 else gift.key,
                    quantity=1 + (tape.below(3) if tape.below(2) else 0),
                    asked=self.today - (tape.below(9) - (wrong == 4)) * ONE_DAY,
                    cash=Fen(cash),
                )
            )
            if tape.rarely() and tape.rarely():
                found.append(found[0])
        return tuple(found)

    def redeem(self, naive, name="redeem"):
        """
        Draw a decision on requests, mostly in an open window.
        """
        tape = self.tape
        windows = self.said["windows"][0][2]
        window = windows.window
        if window and tape.below(4):
            first = window[0].in_period(windows.every.containing(self.today))
            self.today = max(self.today, first)
        period = windows.every.containing(self.today)
        if tape.below(20) == 1:
            period = period.next()
        seed = tape.among("seed", "seed", "seed", "other", "")
        return (*self.noted(name, period, self.requests(naive)), {"seed": seed})

    def hold(self, naive):
        """
        Draw a decision that holds.
        """
        return self.redeem(naive, "hold")

    def settle(self, naive):
        """
        Draw what is done to an order, mostly one to which that can be done.
        """
        tape = self.tape
        kind = SettlementKind(tape.among("post", "post", "void", "cancel", "post", "post"))
        state = "redeemed" if kind.value == "cancel" else "held"
        fit = [id_ for id_, each in naive.orders.items() if each.state == state]
        if not fit and state == "held" and tape.below(2):
            kind = SettlementKind.CANCEL
            fit = [id_ for id_, each in naive.orders.items() if each.state == "redeemed"]
        order = tape.among(*fit, *(naive.orders if tape.rarely() else ()), *(["none"] * (not fit)))
        quantity = None
        if kind.value == "post" and tape.below(2):
            quantity = 1 + tape.below(2)
        record = Settlement(id=f"t-{self.number():02}", order=order, kind=kind, quantity=quantity)
        return self.noted("settle", record)

    def reverse(self, naive):
        """
        Draw a correction.
        """
        tape = self.tape
        slips = list(naive.slips)
        slip = tape.among(*slips[-20:], *(["none"] * (not slips)))
        taken = [
            point.slip.id
            for order in naive.orders.values()
            for point in order.taken[:1]
            if point.slip and not point.slip.reversed
        ]
        if taken and tape.below(2):
            slip = tape.among(*taken)
        if naive.reversals and tape.below(9) == 1:
            slip = tape.among(*naive.reversals)
        record = Reversal(
            id=f"c-{self.number():02}", slip=slip, by=Requester.HOLDER, reason="mistaken"
        )
        return self.noted("reverse", record)

    def noted(self, *command):
        """
        Give a command, and remember it.
        """
        name, *arguments = command
        self.given.append((name, tuple(arguments)))
        return name, tuple(arguments), self.today

    def again(self, naive):
        """
        Give a command once more that was given before.
        """
        if not self.given:
            return self.enrol(naive)
        name, arguments = self.tape.among(*self.given[-12:])
        if name in ("redeem", "hold"):
            return name, arguments, self.today, {"seed": "seed"}
        return name, arguments, self.today
