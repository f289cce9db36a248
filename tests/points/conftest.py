"""
What the tests of the points bank share: short ways to make schemes.

Unless a test says otherwise, families earn 1 point an hour of help, without cap or expiry; the
store opens once a quarter and has tissues at 20 points; families are ranked.
"""

from datetime import date

import pytest

from partygrid.dated import SchemeKey, Series
from partygrid.labels import Label
from partygrid.points import (
    Activity,
    AppraisalScheme,
    Cap,
    CapPeriod,
    CapScope,
    CreditTo,
    Criterion,
    Expiry,
    ExpiryRule,
    Gift,
    Head,
    HolderKind,
    Honour,
    Quantity,
    StoreScheme,
    Tariff,
    TieRule,
)
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    Cadence,
    EndRule,
    Limit,
    LimitUnit,
    RestRule,
    Rhythm,
    RollRule,
    StartRule,
)

SAID = Source(key="said", title="积分办法", grade=Grade.HOST)


def make_series(name, *entries):
    """
    Say since when what holds: start, value and, if it differs, the day it became known.
    """
    found = Series(name)
    for start, value, *known in entries:
        found = found.announce(
            value,
            start=date.fromisoformat(start),
            known=date.fromisoformat(known[0] if known else start),
            source=SAID,
        )
    return found


def make_activity(**given):
    """
    Make an activity: an hour of help earns families 1 point.
    """
    usual = {
        "key": "help",
        "label": Label("志愿服务", "help"),
        "head": "volunteering",
        "points": 1,
        "per": 60,
        "unit": Quantity.MINUTE,
        "kinds": ("family",),
    }
    return Activity(**{**usual, **given})


def make_cap(points=5, every="day", scope="holder", **given):
    """
    Make a cap on all activities.
    """
    key = f"{scope}_{every}"
    usual = {"key": key, "label": Label("上限", f"cap {key}")}
    return Cap(**{**usual, **given}, points=points, every=CapPeriod(every), scope=CapScope(scope))


def make_gift(key="tissues", points=20, **given):
    """
    Make a gift that anybody may have, as often as they like.
    """
    return Gift(**{"key": key, "label": Label("某物", key), "points": points, **given})


def make_honour(key="star", kind="family", **given):
    """
    Make an honour for families.
    """
    return Honour(key=key, label=Label("某荣誉", key), kind=kind, **given)


def make_posting(days=5, unit="working_day"):
    """
    Make a time of posting from the day after.
    """
    return Limit(
        amount=days,
        unit=LimitUnit(unit),
        start=StartRule.AFTER_STARTING_DAY,
        roll=RollRule.NONE,
        end=EndRule.END_OF_DAY,
    )


def make_windows(every="quarter", window=None, rest="keep"):
    """
    Make a rhythm of one window a period.
    """
    return Cadence(every=Rhythm(every), times=1, window=window, rest=RestRule(rest))


TARIFF = {
    "heads": (Head("volunteering", Label("志愿服务", "volunteering")),),
    "kinds": (HolderKind("family", Label("家庭", "family")),),
    "activities": (make_activity(),),
    "caps": (),
    "storage_cap": None,
    "expiry": Expiry(rule=ExpiryRule.NONE),
    "openings": (),
    "credit_to": CreditTo.HOLDER,
}
STORE = {
    "windows": make_windows(),
    "catalogue": (make_gift(),),
    "priority": (Criterion.EARLIEST_ASKED,),
    "least": 0,
    "hold_days": None,
}
APPRAISAL = {
    "kinds": ("family",),
    "ties": TieRule.STANDARD,
    "honours": (),
    "posting": make_posting(),
}
USUAL = {Tariff: TARIFF, StoreScheme: STORE, AppraisalScheme: APPRAISAL}


def make_scheme(kind, **given):
    """
    Make a scheme in force and known since 2025; a series may be given whole.
    """
    values = {**USUAL[kind], **given}
    return kind(
        key=SchemeKey("example", kind.__name__.lower(), "2025"),
        **{
            name: value if isinstance(value, Series) else make_series(name, ("2025-01-01", value))
            for name, value in values.items()
        },
    )


def _fixture(name, value):
    return pytest.fixture(scope="session", name=name)(lambda: value)


series = _fixture("series", make_series)
activity = _fixture("activity", make_activity)
cap = _fixture("cap", make_cap)
gift = _fixture("gift", make_gift)
honour = _fixture("honour", make_honour)
posting = _fixture("posting", make_posting)
windows = _fixture("windows", make_windows)
scheme_of = _fixture("scheme_of", make_scheme)
