"""
Doors of the room, tried with what does not belong there: a named error, and nothing else.
"""

from datetime import date, datetime

import attrs
import pytest

from partygrid import packs
from partygrid.dated import Month, PeriodKind, Week
from partygrid.errors import PartyGridError
from partygrid.worktime import (
    OFFICE_TIME,
    Cadence,
    LimitUnit,
    PeriodDay,
    RestRule,
    Rhythm,
    zone_finding,
)

NOON = datetime(2025, 4, 30, 12, tzinfo=OFFICE_TIME)
CIVIL = packs.load("china").conventions["civil_code_days"]
TWICE = Cadence(every=Rhythm.MONTH, times=2, rest=RestRule.KEEP)
DOORS = {
    "zone_finding": (
        zone_finding,
        {"at": NOON, "subject": "case-1"},
        {"at": (None, NOON.replace(tzinfo=None), NOON.date()), "subject": (None, 5, b"x", [])},
    ),
    "PeriodDay.in_period": (
        PeriodDay(3).in_period,
        {"period": Week(2025, 18)},
        {"period": (None, 5, "2025-04", PeriodKind.MONTH, Month, object())},
    ),
    # A cadence that stays on its days asks no calendar, and looks at what is known all the same.
    "Cadence.in_period": (
        TWICE.in_period,
        {"period": Month(2025, 5), "calendar": None, "known": None},
        {"known": (5, "2025-05-01", datetime(2025, 5, 1), Month(2025, 5), object())},
    ),
    "Convention": (
        lambda **fields: attrs.evolve(CIVIL, **fields),
        {"key": "civil"},
        {"key": (None, 5, b"x", "", " ", "a b", "a\nb", "\u200b", "\ud800", "x" * 129)},
    ),
    "LimitUnit.counted": (
        LimitUnit.HOUR.counted,
        {"amount": 3},
        {"amount": (None, True, 1.0, "3", float("nan"), object())},
    ),
}
TRIED = [(door, name) for door, (_, _, bad) in DOORS.items() for name in bad]


@pytest.mark.parametrize("door", DOORS)
def test_opens(door):
    """
    What is right is taken, or the trials of a door would say nothing.
    """
    call, given, _ = DOORS[door]
    call(**given)


@pytest.mark.parametrize(("door", "name"), TRIED)
def test_refused(door, name):
    """
    What is nothing of the room's is refused by an error that names the field and the limit.
    """
    call, given, bad = DOORS[door]
    for value in bad[name]:
        with pytest.raises(PartyGridError) as caught:
            call(**given | {name: value})
        assert caught.value.field
        assert caught.value.allowed


def test_known():
    """
    A civil date is taken where no calendar is.
    """
    assert 2 == len(TWICE.in_period(Month(2025, 5), known=date(2025, 5, 1)))
