"""
Doors of the room, tried with what does not belong there: a named error, and nothing else.
"""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from partygrid import packs
from partygrid.clocks import ExtensionRule, Role, Setting, audit, docket, impact, read
from partygrid.errors import PartyGridError
from partygrid.worktime import OFFICE_TIME, LimitUnit

PACK = packs.load("example")
AT = datetime(2025, 4, 30, 12, tzinfo=OFFICE_TIME)
NOW = Setting(PACK.promise, PACK.calendar)
RULES = PACK.promise.rules_on(date(2025, 4, 30))
SIGN, SOLVE = (RULES.stage(key) for key in ("sign", "solve"))
DOCKET = docket([PACK.case], PACK.promise, PACK.calendar, at=AT)
READ = {"case": PACK.case, "scheme": PACK.promise, "calendar": PACK.calendar, "at": AT}
MANY = {"cases": [PACK.case], "scheme": PACK.promise, "calendar": PACK.calendar, "at": AT}
CHANGE = {"cases": [PACK.case], "before": NOW, "after": NOW, "at": AT}
EXTENSION = {
    "stages": ("solve",),
    "most": 5,
    "unit": LimitUnit.WORKING_DAY,
    "times": 1,
    "consent": (Role.STREET,),
    "request_suffices": False,
}
NAIVE = datetime(2025, 4, 30, 12)
NO_CASES = (None, 5, "", "c-1", b"", PACK.case, object())
NO_KEYS = (None, 5, True, "", "elsewhere", [], {}, bytearray(b"x"), object())
DOORS = {
    "read": (read, READ, {"case": (None, "c-1", object()), "scheme": (None, NOW), "at": (NAIVE,)}),
    "docket": (
        docket,
        MANY,
        {"cases": (*NO_CASES, [None], ["c-1"], [[]]), "at": (NAIVE, None), "known": (NAIVE, 5)},
    ),
    "impact": (
        impact,
        CHANGE,
        {
            "cases": (*NO_CASES, [None], ["c-1"], [[]]),
            "before": (None, (PACK.promise, PACK.calendar), Setting(None, PACK.calendar)),
            "after": (None, object(), Setting(PACK.promise, None)),
            "at": (NAIVE, None),
            "known": (NAIVE, 5),
        },
    ),
    # Nothing is passed over because there is nothing to read.
    "docket of none": (
        docket,
        MANY | {"cases": ()},
        {"scheme": (None, NOW), "calendar": (None, 5), "at": (NAIVE,), "known": (NAIVE, 5)},
    ),
    "impact of none": (
        impact,
        CHANGE | {"cases": ()},
        {"before": (None,), "after": (None,), "at": (NAIVE, None), "known": (NAIVE, 5)},
    ),
    "audit": (
        audit,
        {"scheme": PACK.promise, "calendar": PACK.calendar, "causes": ["material"]},
        {
            "scheme": (None, PACK.tariff),
            "calendar": (5, object()),
            "causes": (None, 5, "material", b"x", [[]], [5], [""], ["a b"], ["\u200b"]),
        },
    ),
    "Case.course": (
        PACK.case.course,
        {"at": AT, "known": AT},
        {"at": (None, 5, NAIVE, AT.date()), "known": (None, 5, NAIVE, AT.date())},
    ),
    "Docket.on_time": (DOCKET.on_time, {"stage": "sign"}, {"stage": NO_KEYS[1:]}),
    "StageRules.reminders_of": (RULES.reminders_of, {"key": "sign"}, {"key": NO_KEYS}),
    "StageRules.farthest_of": (RULES.farthest_of, {"key": "sign"}, {"key": NO_KEYS}),
    "Stage.limit_of": (
        SIGN.limit_of,
        {"matter": "ordinary"},
        {"matter": (None, 1, True, [], bytearray(b"x"), b"ordinary", object())},
    ),
    "Stage": (
        lambda **fields: attrs.evolve(SOLVE, **fields),
        {"pauses": SOLVE.pauses},
        {"pauses": ("weather", ["weather"], ("weather", "weather"))},
    ),
    "ExtensionRule": (
        ExtensionRule,
        EXTENSION,
        {
            "stages": ("solve", ["solve"], (5,), ("solve", "solve")),
            "consent": (Role.STREET, [Role.STREET], ("street",), (Role.STREET, Role.STREET)),
        },
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


@pytest.mark.parametrize("name", ["before", "after"])
def test_setting(name):
    """
    Which of two settings is wrong is said.
    """
    with pytest.raises(PartyGridError) as caught:
        impact(**CHANGE | {name: Setting(None, PACK.calendar), "cases": ()})

    assert f"{name}: scheme" == caught.value.field


def test_any_zone():
    """
    A course may be asked for in any zone.
    """
    shown = PACK.case.course(AT.astimezone(UTC), AT.astimezone(UTC) + timedelta(days=1))
    assert shown == PACK.case.course(AT, AT + timedelta(days=1))
