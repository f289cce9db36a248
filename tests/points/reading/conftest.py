"""
What the tests of the reading side share: short ways to make a bank and let things happen to it.

Two families and a resident of the first one take part. An hour of volunteering earns one point
for each full hour, a lecture two, a report three. The bank opens with January 2025, and the store
is open all through each quarter.
"""

from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from random import Random

import attrs
import pytest

from partygrid.dated import Month, PeriodKind, Quarter, SchemeKey, Series
from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.money import Fen
from partygrid.points import (
    Activity,
    Bank,
    Cap,
    CapPeriod,
    CapScope,
    CreditTo,
    Delivery,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Gift,
    Head,
    Holder,
    HolderKind,
    Opening,
    Quantity,
    Request,
    Requester,
    Reversal,
    Slip,
    StoreScheme,
    Tariff,
    TopUp,
    cancel,
    close,
    deliver,
    enrol,
    hold,
    post,
    redeem,
    reverse,
    submit,
    void,
)
from partygrid.sources import Grade, Source
from partygrid.trace import Op, recompute
from partygrid.worktime import Cadence, RestRule, Rhythm

SAID = Source(key="said", title="街道通知", grade=Grade.HOST)
START = date(2025, 1, 1)
EVER = date(2024, 1, 1)
JANUARY = Month(2025, 1)


def make_series(name, *entries):
    """
    Say since when what holds: value, start and, if it differs, the day it became known.
    """
    found = Series(name)
    for value, start, *known in entries:
        found = found.announce(value, start=start, known=known[0] if known else start, source=SAID)
    return found


def _scheme(kind, name, values):
    key = SchemeKey("test", name, "2025")
    series = {
        field: value if isinstance(value, Series) else make_series(field, (value, EVER))
        for field, value in values.items()
    }
    return kind(key=key, **series)


def make_activity(key, points=1, per=1, unit="time", kinds=("family", "resident")):
    """
    Make an activity.
    """
    return Activity(
        key=key,
        label=Label(f"活动{key}", f"activity {key}"),
        head="all",
        points=points,
        per=per,
        unit=Quantity(unit),
        kinds=kinds,
    )


ACTIVITIES = (
    make_activity("hours", 1, 60, "minute"),
    make_activity("lecture", 2),
    make_activity("report", 3),
)


def make_cap(key, points, every="month", scope="holder", activities=()):
    """
    Make a cap.
    """
    return Cap(
        key=key,
        label=Label(f"上限{key}", f"cap {key}"),
        points=points,
        every=CapPeriod(every),
        scope=CapScope(scope),
        activities=activities,
    )


def make_tariff(**values):
    """
    Make a tariff: no caps, no expiry, no opening balance, if nothing else is said.
    """
    usual = {
        "heads": (Head("all", Label("全部", "all")),),
        "kinds": (
            HolderKind("family", Label("家庭", "family")),
            HolderKind("resident", Label("居民", "resident")),
        ),
        "activities": ACTIVITIES,
        "caps": (),
        "storage_cap": None,
        "expiry": Expiry(rule=ExpiryRule.NONE),
        "openings": (),
        "credit_to": CreditTo.HOLDER,
    }
    if isinstance(values.get("credit_to"), str):
        values["credit_to"] = CreditTo(values["credit_to"])
    return _scheme(Tariff, "tariff", {**usual, **values})


def make_gift(key, points, **given):
    """
    Make a gift.
    """
    return Gift(key=key, label=Label(f"礼品{key}", f"gift {key}"), points=points, **given)


def make_expiry(amount, rule="rolling", base="registration", every=None):
    """
    Make an expiry: so many months from registration, if nothing else is said.
    """
    return Expiry(
        rule=ExpiryRule(rule),
        base=ExpiryBase(base),
        amount=amount,
        every=every and PeriodKind(every),
    )


def make_store(**values):
    """
    Make a store with soap for 5 points and rice, which it counts, for 20; holds last a week.
    """
    usual = {
        "windows": Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP),
        "catalogue": (make_gift("soap", 5, stocked=False), make_gift("rice", 20)),
        "priority": (),
        "least": 0,
        "hold_days": 7,
    }
    return _scheme(StoreScheme, "store", {**usual, **values})


HOLDERS = (
    Holder(id="f-1", kind="family", since=START),
    Holder(id="f-2", kind="family", since=START),
    Holder(id="r-1", kind="resident", since=START, household="f-1"),
)


class Keeper:
    """
    Keep a bank: each call lets something happen to it and notes the events.
    """

    def __init__(self, tariff, store, month, holders=HOLDERS, on=START):
        self.first = self.bank = Bank.open(tariff, store, month=month)
        self.events = []
        self.banks = [self.bank]
        self.numbers = count(1)
        self.enrol(holders, on=on)

    def _decided(self, decision):
        self.bank = decision.bank
        self.events += decision.events
        self.banks.append(self.bank)
        return decision

    def enrol(self, holders, on):
        """
        Let holders enter.
        """
        return self._decided(enrol(self.bank, holders, on=to_day(on)))

    def submit(self, *rows, on):
        """
        Hand slips in.
        """
        return self._decided(submit(self.bank, [make_slip(*row) for row in rows], on=to_day(on)))

    def close(self, *rows, on=None):
        """
        Close the open month, on its last day if none is given.
        """
        month = self.bank.open_month
        slips = [make_slip(*row) for row in rows]
        return self._decided(close(self.bank, month, slips, on=to_day(on or month.last_day)))

    def earn(self, *rows):
        """
        Close the open month, in which holders handed in reports: pairs of holder and points.
        """
        day = self.bank.open_month.first_day
        numbered = [
            (f"s-{next(self.numbers)}", holder, "report", day, points // 3)
            for holder, points in rows
        ]
        return self.close(*numbered)

    def deliver(self, gift, quantity, on):
        """
        Take gifts in.
        """
        delivery = Delivery(id=f"d-{next(self.numbers)}", gift=gift, quantity=quantity)
        return self._decided(deliver(self.bank, delivery, on=to_day(on)))

    def redeem(self, id_, holder, gift, on, quantity=1, *, held=False):
        """
        Redeem, or hold, in the quarter of the day.
        """
        on = to_day(on)
        request = Request(id=id_, holder=holder, gift=gift, quantity=quantity, asked=on)
        return self.ask([request], on, held=held)

    def ask(self, requests, on, *, held=False):
        """
        Have requests decided together.
        """
        command = hold if held else redeem
        return self._decided(command(self.bank, Quarter.containing(on), requests, on=on))

    def hold(self, id_, holder, gift, on, quantity=1):
        """
        Hold in the quarter of the day.
        """
        return self.redeem(id_, holder, gift, on, quantity, held=True)

    def post(self, order, on, quantity=None):
        """
        Hand a held gift over.
        """
        id_ = f"p-{next(self.numbers)}"
        return self._decided(post(self.bank, order, id=id_, on=to_day(on), quantity=quantity))

    def void(self, order, on, id_=None):
        """
        Give a hold up.
        """
        id_ = id_ or f"v-{next(self.numbers)}"
        return self._decided(void(self.bank, order, id=id_, on=to_day(on)))

    def cancel(self, order, on):
        """
        Undo a redemption.
        """
        id_ = f"c-{next(self.numbers)}"
        return self._decided(cancel(self.bank, order, id=id_, on=to_day(on)))

    def reverse(self, slip, on, id_=None):
        """
        Take a wrong slip back.
        """
        id_ = id_ or f"w-{next(self.numbers)}"
        reversal = Reversal(id=id_, slip=slip, by=Requester.HOLDER, reason="wrong_day")
        return self._decided(reverse(self.bank, reversal, on=to_day(on)))


def make_slip(id_, holder, activity, day, quantity, late=False):
    """
    Make a slip; the day is text.
    """
    return Slip(id_, holder, activity, to_day(day), quantity, late)


def to_day(text):
    """
    Read a day; without a year it is one of 2025.
    """
    if isinstance(text, date):
        return text
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def open_bank(tariff=None, store=None, month=JANUARY, on=START):
    """
    Open a bank, and let the holders enter.
    """
    holders = [attrs.evolve(each, since=on) for each in HOLDERS]
    return Keeper(tariff or make_tariff(), store or make_store(), month, holders, on)


def check_sums(outcome):
    """
    Do every sum of an explanation again, and write it in both languages.
    """

    def visit(step):
        if step.rule.op is not Op.GIVEN:
            assert recompute(step) == step.value, step
        for child in step.children:
            visit(child)

    visit(outcome.trace())
    for language in ("zh", "en"):
        assert outcome.explain(language)
        assert outcome.markdown(language)
    assert outcome.rows()


def make_wild(seed):
    """
    Keep a bank through more than a year in which anything happens that can.
    """
    return _Wild(Random(seed)).keeper  # noqa: S311 - the same year every time


class _Wild:
    """
    Make up schemes, and let things happen; what the bank refuses has not happened.
    """

    def __init__(self, draw):
        self.draw = draw
        self.on = START
        keys = [each.key for each in ACTIVITIES]
        caps = tuple(
            make_cap(
                f"cap-{number}",
                draw.randint(1, 25),
                draw.choice([each.value for each in CapPeriod]),
                draw.choice(["holder", "household"]),
                tuple(draw.sample(keys, draw.randint(0, 2))),
            )
            for number in range(draw.randint(0, 3))
        )
        tariff = make_tariff(
            caps=self._changing("caps", caps, caps[1:]),
            storage_cap=draw.choice([None, None, 15, 60]),
            expiry=self._changing("expiry", self._expiry(), self._expiry()),
            openings=draw.choice([(), (Opening("family", 7),)]),
            credit_to=draw.choice(list(CreditTo)),
        )
        top_up = draw.choice([None, TopUp(Fen(50), Fraction(1, 2))])
        store = make_store(
            catalogue=(
                make_gift("soap", 5, stocked=False, limit=draw.choice([None, 2])),
                make_gift("rice", 12, top_up=top_up),
                make_gift("oil", 3),
            ),
            hold_days=draw.choice([1, 7, 40]),
            least=draw.choice([0, 0, 6]),
        )
        self.keeper = Keeper(tariff, store, Month(2025, 1))
        self.slips = []
        for _ in range(draw.randint(5, 60)):
            self.on += timedelta(draw.choice([0, 0, 1, 3, 8, 20]))
            with suppress(PartyGridError):
                getattr(self, draw.choice(_HAPPENINGS))()

    def _changing(self, name, first, second):
        """
        Say one thing from the beginning, and perhaps another from some day on.
        """
        found = make_series(name, (first, START))
        if self.draw.random() < 0.5:
            start = START + timedelta(self.draw.randint(1, 300))
            known = start + timedelta(self.draw.choice([-20, 0, 30, 60]))
            known = known if known != START else START + timedelta(1)
            found = found.announce(second, start=start, known=known, source=SAID)
        return found

    def _expiry(self):
        draw = self.draw
        rule = draw.choice(["none", "rolling", "sliding", "end_of_period"])
        if rule == "none":
            return Expiry(rule=ExpiryRule.NONE)
        base = draw.choice(["activity", "registration"])
        if rule == "end_of_period":
            return make_expiry(draw.randint(0, 2), rule, base, draw.choice(["month", "quarter"]))
        return make_expiry(draw.randint(1, 5), rule, base)

    def _slip(self):
        day = self.on - timedelta(self.draw.choice([0, 1, 5, 40]))
        late = day < self.keeper.bank.open_month.first_day
        activity = self.draw.choice(ACTIVITIES)
        most = 400 if activity.key == "hours" else 5
        id_ = f"{self.draw.randint(0, 99):02}-{next(self.keeper.numbers)}"
        holder = self.draw.choice(HOLDERS).id
        self.slips.append(id_)
        return (id_, holder, activity.key, day, self.draw.randint(1, most), late)

    def submit(self):
        rows = [self._slip() for _ in range(self.draw.randint(1, 3))]
        self.keeper.submit(*rows, on=self.on)

    def close(self):
        rows = [self._slip() for _ in range(self.draw.randint(0, 3))]
        self.on = max(self.on, self.keeper.bank.open_month.last_day)
        self.keeper.close(*rows, on=self.on)

    def deliver(self):
        self.keeper.deliver(self.draw.choice(["rice", "oil"]), self.draw.randint(1, 4), self.on)

    def ask(self):
        draw = self.draw
        requests = [
            Request(
                id=f"o-{draw.randint(0, 9)}-{next(self.keeper.numbers)}",
                holder=draw.choice(HOLDERS).id,
                gift=draw.choice(["soap", "rice", "oil"]),
                quantity=draw.randint(1, 2),
                asked=self.on,
            )
            for _ in range(draw.randint(1, 3))
        ]
        self.keeper.ask(requests, self.on, held=draw.random() < 0.6)

    def settle(self):
        standing = {
            id_: {"held": ["post", "post", "void"], "redeemed": ["cancel"]}[order.state.value]
            for id_, order in sorted(self.keeper.bank.books.orders.items())
            if order.state.value in ("held", "redeemed")
        }
        if standing:
            order = self.draw.choice(list(standing))
            command = self.draw.choice(standing[order])
            part = {"quantity": 1} if command == "post" and self.draw.random() < 0.5 else {}
            getattr(self.keeper, command)(order, self.on, **part)

    def reverse(self):
        self.keeper.reverse(self.draw.choice(self.slips or ["none"]), self.on)


_HAPPENINGS = (
    *["submit", "close", "ask", "settle"] * 2,
    "deliver",
    "reverse",
)


def _fixture(name, value):
    return pytest.fixture(scope="session", name=name)(lambda: value)


day = _fixture("day", to_day)
series = _fixture("series", make_series)
activity = _fixture("activity", make_activity)
cap = _fixture("cap", make_cap)
gift = _fixture("gift", make_gift)
expiry = _fixture("expiry", make_expiry)
tariff_of = _fixture("tariff_of", make_tariff)
store_of = _fixture("store_of", make_store)
keep = _fixture("keep", open_bank)
wild = _fixture("wild", make_wild)
sums = _fixture("sums", check_sums)
