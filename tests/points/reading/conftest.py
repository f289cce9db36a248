"""
What the tests of the reading side share: short ways to make a bank and let things happen to it.

Two families and a resident of the first one take part. An hour of volunteering earns one point
for each full hour, a lecture two, a report three. The bank opens with January 2025, and the store
is open all through each quarter.
"""

from datetime import date

import attrs
import pytest

from partygrid.dated import Month, SchemeKey, Series
from partygrid.labels import Label
from partygrid.points import (
    Activity,
    Cap,
    CapPeriod,
    CapScope,
    CreditTo,
    Expiry,
    ExpiryRule,
    Gift,
    Head,
    HolderKind,
    Quantity,
    StoreScheme,
    Tariff,
)
from partygrid.points._bank import Bank
from partygrid.points._close import close
from partygrid.points._slip import Holder, Slip
from partygrid.points._submit import enrol, submit
from partygrid.sources import Grade, Source
from partygrid.trace import Op, recompute
from partygrid.worktime import Cadence, RestRule, Rhythm

SAID = Source(key="said", title="街道通知", grade=Grade.HOST)
START = date(2025, 1, 1)


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
        field: value if isinstance(value, Series) else make_series(field, (value, START))
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
    return _scheme(Tariff, "tariff", {**usual, **values})


def make_gift(key, points, **given):
    """
    Make a gift.
    """
    return Gift(key=key, label=Label(f"礼品{key}", f"gift {key}"), points=points, **given)


def make_store(**values):
    """
    Make a store with soap for 5 points and rice for 20, which holds goods for a week.
    """
    usual = {
        "windows": Cadence(every=Rhythm.QUARTER, times=1, rest=RestRule.KEEP),
        "catalogue": (make_gift("soap", 5), make_gift("rice", 20)),
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
        return self._decided(enrol(self.bank, holders, on=on))

    def submit(self, *rows, on):
        """
        Hand slips in.
        """
        return self._decided(submit(self.bank, [make_slip(*row) for row in rows], on=on))

    def close(self, *rows, on=None):
        """
        Close the open month, on its last day if none is given.
        """
        month = self.bank.open_month
        slips = [make_slip(*row) for row in rows]
        return self._decided(close(self.bank, month, slips, on=on or month.last_day))


def make_slip(id_, holder, activity, day, quantity, late=False):
    """
    Make a slip; the day is text.
    """
    return Slip(
        id_, holder, activity, day if isinstance(day, date) else to_day(day), quantity, late
    )


def to_day(text):
    """
    Read a day.
    """
    return date.fromisoformat(text)


def open_bank(tariff=None, store=None, **given):
    """
    Open a bank.
    """
    return Keeper(tariff or make_tariff(), store or make_store(), Month(2025, 1), **given)


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


def _fixture(name, value):
    return pytest.fixture(scope="session", name=name)(lambda: value)


day = _fixture("day", to_day)
series = _fixture("series", make_series)
activity = _fixture("activity", make_activity)
cap = _fixture("cap", make_cap)
gift = _fixture("gift", make_gift)
tariff_of = _fixture("tariff_of", make_tariff)
store_of = _fixture("store_of", make_store)
keep = _fixture("keep", open_bank)
sums = _fixture("sums", check_sums)
