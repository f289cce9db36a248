"""
Events: what each must say, and what means nothing in it.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest

from partygrid.clocks import Event, EventKind, Role
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.worktime import OFFICE_TIME

NOON = datetime(2026, 3, 2, 12, tzinfo=OFFICE_TIME)
NEEDS = {
    "received": ("unit", "assigned", "leads", "matter", "channel"),
    "transferred": ("unit", "assigned", "leads"),
    "paused": ("reason",),
    "returned": ("reason",),
    "extended": ("amount",),
}
TAKES = {
    "unit": {"received", "transferred"},
    "assigned": {"received", "transferred"},
    "leads": {"received", "transferred"},
    "matter": {"received"},
    "channel": {"received"},
    "satisfied": {"called_back"},
    "amount": {"extended"},
}


class TestEvent:
    @pytest.mark.parametrize("kind", [kind.value for kind in EventKind])
    def test_needed(self, event, kind):
        """
        An event with all that its kind needs is taken; without any of it, it is not.
        """
        assert event(kind, NOON).kind.value == kind
        for name in NEEDS.get(kind, ()):
            with pytest.raises(ValueNotAllowedError, match=f"{name}.*needs it"):
                event(kind, NOON, **{name: None})

    @pytest.mark.parametrize("kind", [kind.value for kind in EventKind])
    def test_taken(self, event, kind):
        """
        What means nothing in an event is refused; a code of a reason may stand in any.
        """
        full = event("received", NOON)
        given = {name: getattr(full, name) for name in TAKES}
        given |= {"satisfied": False, "amount": 1}
        for name, kinds in TAKES.items():
            if kind in kinds:
                assert getattr(event(kind, NOON, **{name: given[name]}), name) == given[name]
            else:
                with pytest.raises(ValueNotAllowedError, match=f"{name}.*none in an event"):
                    event(kind, NOON, **{name: given[name]})
        assert event(kind, NOON, reason="r-1").reason == "r-1"

    @pytest.mark.parametrize(
        ("kind", "given"),
        [
            ("signed", {"id": 5}),
            ("signed", {"kind": "signed"}),
            ("signed", {"role": "street"}),
            ("signed", {"role": None}),
            ("paused", {"reason": 5}),
            ("received", {"unit": 5}),
            ("received", {"matter": 5}),
            ("received", {"channel": "online"}),
            ("received", {"assigned": "street"}),
            ("received", {"leads": 1}),
            ("called_back", {"satisfied": 0}),
            ("extended", {"amount": True}),
            ("extended", {"amount": 1.0}),
            ("signed", {"at": "2026-03-02"}),
            ("signed", {"at": NOON.replace(tzinfo=None)}),
            ("signed", {"known": NOON.replace(tzinfo=None)}),
            ("signed", {"known": NOON.date()}),
        ],
    )
    def test_types(self, event, kind, given):
        """
        A value of another type is refused: a bool for an int, a number for a bool, a naive moment.
        """
        whole = attrs.asdict(event(kind, NOON), recurse=False)
        with pytest.raises(WrongTypeError):
            Event(**{**whole, **given})

    @pytest.mark.parametrize(
        ("kind", "given"),
        [
            ("signed", {"id": ""}),
            ("signed", {"id": "e 1"}),
            ("paused", {"reason": " "}),
            ("received", {"unit": ""}),
            ("received", {"matter": "a\nb"}),
            ("extended", {"amount": 0}),
            ("extended", {"amount": -1}),
            ("signed", {"at": NOON.replace(year=1991)}),
            ("signed", {"known": NOON.replace(hour=11)}),
            ("signed", {"known": NOON.replace(hour=11, minute=59, second=59, microsecond=999999)}),
        ],
    )
    def test_values(self, event, kind, given):
        """
        A value outside its domain is refused: an empty id, no amount, known before it happened.
        """
        whole = attrs.asdict(event(kind, NOON), recurse=False)
        with pytest.raises(ValueNotAllowedError):
            Event(**{**whole, **given})

    def test_zones(self, event):
        """
        A moment in another zone is the same moment, and the event is the same event.
        """
        there = datetime(2026, 3, 2, 4, tzinfo=ZoneInfo("UTC"))
        found = event("signed", there, id="e-1")
        assert found == event("signed", NOON, id="e-1")
        assert found.at.tzinfo is found.known.tzinfo is OFFICE_TIME
        local = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Urumqi"))
        assert event("signed", local, id="e-1") == found

    def test_folds(self, event):
        """
        Of an hour that clocks show twice, fold says which; a time that they skip is refused.
        """
        there = ZoneInfo("America/New_York")
        twice = datetime(2026, 11, 1, 1, 30, tzinfo=there)
        first, again = (event("signed", twice.replace(fold=fold), id="e-1") for fold in (0, 1))
        assert again.at - first.at == timedelta(hours=1)
        assert first.at == datetime(2026, 11, 1, 13, 30, tzinfo=OFFICE_TIME)
        with pytest.raises(ValueNotAllowedError):
            event("signed", datetime(2026, 3, 8, 2, 30, tzinfo=there))

    def test_show(self, event):
        """
        An event shows id, kind and moment in one line, and can be hashed.
        """
        found = event("signed", NOON, id="e-1", role=Role.GRID)
        assert repr(found) == "<Event e-1: signed 2026-03-02 12:00:00>"
        assert hash(found) == hash(attrs.evolve(found))

    def test_no_person(self):
        """
        There is no field for who asked, and none for free text.
        """
        assert {field.name for field in attrs.fields(Event)} == {
            *("id", "kind", "at", "known", "role", "reason", "unit", "assigned", "leads"),
            *("matter", "channel", "satisfied", "amount"),
        }
