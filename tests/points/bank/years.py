"""
Neighbourhoods and their years, made from bytes: schemes, and one command after the other.
"""

from datetime import date, timedelta
from fractions import Fraction

from partygrid.dated import Month, PeriodKind, SchemeKey, Series
from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.points import (
    Activity,
    Cap,
    CapPeriod,
    CapScope,
    CreditTo,
    Criterion,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Gift,
    Head,
    Holder,
    HolderKind,
    Opening,
    Quantity,
    StoreScheme,
    Tariff,
    TopUp,
)
from partygrid.sources import Grade, Source
from partygrid.worktime import Cadence, PeriodDay, RestRule, Rhythm

SAID = Source(key="said", title="通知", grade=Grade.ASSUMED)
NAME = Label("某事", "something")
BEGINNING = date(2000, 1, 1)
ONE_DAY = timedelta(days=1)
KINDS = ("family", "person", "shop")
TARIFF = "heads kinds activities caps storage_cap expiry openings credit_to".split()
STORE = "windows catalogue priority least hold_days".split()


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


def activity(key="a", points=1, per=1, kinds=KINDS):
    """
    Make an activity.
    """
    return Activity(
        key=key, label=NAME, head="h", points=points, per=per, unit=Quantity.TIME, kinds=kinds
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


def gift(key="g", points=1, limit=None, kinds=(), top_up=None):
    """
    Make a gift.
    """
    return Gift(key=key, label=NAME, points=points, limit=limit, kinds=kinds, top_up=top_up)


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

    return (
        Tariff(key=SchemeKey("nowhere", "tariff", "1"), **{name: series(name) for name in TARIFF}),
        StoreScheme(
            key=SchemeKey("nowhere", "store", "1"), **{name: series(name) for name in STORE}
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
            per=1 + tape.below(3),
            kinds=tape.some(*KINDS) or KINDS,
        )
        for key in "abc"[: 1 + tape.below(3)]
    )


def caps_from(tape, keys):
    """
    Draw up to three caps.
    """
    return tuple(
        cap(
            1 + tape.below(12),
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
        storage_cap=tape.among(None, None, 3, 8, 20),
        expiry=expiry_from(tape),
        openings=tape.among((), (Opening("family", 5),), (Opening("person", 2),)),
        credit_to=tape.among(CreditTo.HOLDER, CreditTo.HOLDER, CreditTo.HOUSEHOLD),
        windows=tape.among(*WINDOWS),
        catalogue=catalogue_from(tape),
        priority=tape.some(*Criterion),
        least=tape.among(0, 0, 0, 4),
        hold_days=tape.among(10, 1, 40, None),
    )
    for number in range(tape.below(3)):
        name = tape.among("activities", "caps", "expiry", "storage_cap", "hold_days")
        first = start + tape.below(200) * ONE_DAY
        value = {
            "activities": lambda: tuple(
                activity(each.key, 1 + tape.below(4), each.per, each.kinds) for each in activities
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
            limit=tape.among(None, 1, 2),
            kinds=tape.among((), (), ("family", "person")),
            top_up=tape.among(None, TopUp(Fen(50), Fraction(1, 2)), TopUp(Fen(7), Fraction(1))),
        )
        for key in ("rice", "soap", "trim")[: 1 + tape.below(3)]
    )


# Commands from bytes.


class Year:
    """
    Draw commands, one after the other, each as a name, arguments and a day.

    Args:
        data: The bytes.
    """

    def __init__(self, data):
        self.tape = Tape(data)
        self.start = self.tape.among(date(2024, 1, 1), date(2023, 11, 1), date(2024, 6, 1))
        self.said = said_from(self.tape, self.start)
        self.month = self.start.year, self.start.month
        self.today = self.start
        self.count = 0

    def steps(self, naive, count=40):
        """
        Draw commands that make some sense as things stand.
        """
        yield "enrol", (self.holders(),), self.today
        for _ in range(count):
            self.today += self.tape.among(0, 1, 4, 11, 19) * ONE_DAY
            name = self.tape.among("submit", "submit", "submit", "close", "close", "enrol")
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
        wrong = tape.below(50)
        day = max(day, who.since) if wrong != 2 else day
        return (
            f"{tape.among('s', 'b', 'z')}-{self.number():02}",
            "nobody" if wrong == 3 else who.id,
            tape.among(*(earns if earns and wrong != 4 else (each.key for each in known))),
            day,
            1 + tape.below(12),
            ((day.year, day.month) < naive.month) is not (wrong == 1),
        )

    def rows(self, naive):
        return tuple(self.row(naive) for _ in range(self.tape.among(1, 2, 3, 5, 0, 11)))

    def submit(self, naive):
        return "submit", (self.rows(naive),), self.today

    def close(self, naive):
        month = Month(*naive.month)
        if not self.tape.rarely():
            self.today = max(self.today, month.last_day)
        rows = () if self.tape.below(2) else self.rows(naive)
        return "close", (month, rows), self.today
