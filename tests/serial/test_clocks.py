import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid.clocks import (
    Case,
    Docket,
    Event,
    EventKind,
    Leg,
    Load,
    Moved,
    Pause,
    Reading,
    Role,
    Run,
    Setting,
    Shift,
    Shifts,
    StageReading,
    Told,
    docket,
    impact,
    read,
)
from partygrid.errors import InvalidDataError, WrongTypeError
from partygrid.packs import load
from partygrid.serial import from_data, to_data
from partygrid.strategies import _case_answers as answers
from partygrid.strategies import _stages as handled
from partygrid.strategies import cases, events, stage_schemes, stages
from partygrid.worktime import OFFICE_TIME

PACK = load("example")


def at(day, hour, minute=0):
    """
    Give an instant of May 2025 in office time.
    """
    return datetime(2025, 5, day, hour, minute, tzinfo=OFFICE_TIME)


def reading(when):
    """
    Read the case of the pack.
    """
    return read(PACK.case, PACK.promise, PACK.calendar, at=when)


class TestBothWays:
    @given(
        value=st.one_of(
            cases(),
            events(),
            stages(),
            stage_schemes(),
            handled.extension_rules(),
            handled.reminders(),
            handled.return_rules(),
            handled.community_duties(),
            handled.matter_limits(),
        )
    )
    def test_same(self, value):
        """
        What is written is read as what it was, through JSON.
        """
        data = json.loads(json.dumps(to_data(value)))

        assert from_data(type(value), data) == value

    def test_example(self):
        """
        So are a promise and a case of a pack.
        """
        for value in (PACK.case, PACK.promise):
            assert from_data(type(value), to_data(value)) == value

    def test_event(self):
        """
        An event is written with what it says, and no more.
        """
        when = at(6, 10)
        event = Event(id="e-1", kind=EventKind.SIGNED, at=when, known=when, role=Role.GRID)

        assert to_data(event) == {
            "id": "e-1",
            "kind": "signed",
            "at": "2025-05-06T10:00:00+08:00",
            "known": "2025-05-06T10:00:00+08:00",
            "role": "grid",
        }

    def test_refused(self):
        """
        A case that could not have happened is refused with what could.
        """
        data = to_data(Case("c-1"))
        data["events"] = [
            {
                "id": "e-1",
                "kind": "signed",
                "at": "2025-05-06T10:00+08:00",
                "known": "2025-05-06T10:00+08:00",
                "role": "grid",
            }
        ]

        with pytest.raises(InvalidDataError, match="allowed: received"):
            from_data(Case, data)


class TestReadings:
    @settings(max_examples=25)
    @given(found=answers.readings())
    def test_any(self, found):
        """
        Every reading can be written as JSON.
        """
        data = json.loads(json.dumps(to_data(found)))

        assert [each["state"] for each in data["stages"]] == [
            each.state.value for each in found.stages
        ]

    def test_running(self):
        """
        A stage that runs is written with what is due, used and left, in days or seconds.
        """
        data = to_data(reading(datetime(2025, 4, 29, 11, 30, tzinfo=OFFICE_TIME)))
        sign, solve, call_back = data["stages"]

        assert (data["case"], data["state"]) == ("case-1", "open")
        assert (sign["state"], sign["used"], sign["left"]) == (
            "running",
            {"seconds": "600"},
            {"seconds": "3000"},
        )
        assert (solve["due"], solve["used"], solve["left"]) == (
            "2025-05-09T20:00:00+08:00",
            {"days": 0},
            {"days": 5},
        )
        assert (solve["limit"]["amount"], solve["end"], solve["ending"]) == (5, None, None)
        assert (call_back["state"], call_back["start"], call_back["used"]) == (
            "waiting",
            None,
            None,
        )
        assert data["next_change"] == sign["next_change"] == "2025-04-29T12:20:00.000001+08:00"

    def test_paused(self):
        """
        While it is stopped, no due instant is written.
        """
        solve = to_data(reading(at(8, 12)))["stages"][1]

        assert (solve["state"], solve["due"], solve["next_change"]) == ("paused", None, None)
        assert solve["pauses"] == [
            {"start": "2025-05-07T10:30:00+08:00", "end": None, "cause": "appraisal"}
        ]
        assert solve["legs"][0]["so_far"] == "2025-05-09T20:00:00+08:00"

    def test_ended(self):
        """
        An ended stage is written with how it ended and what moved it.
        """
        data = to_data(reading(at(14, 12)))
        solve = data["stages"][1]

        assert (solve["end"], solve["ending"], solve["is_firm"]) == (
            "2025-05-12T17:00:00+08:00",
            "met",
            True,
        )
        assert solve["legs"][0]["moved"] == [{"seconds": "0", "days": 2, "waited": None}]
        assert data["findings"][0]["verdict"] == "met"

    def test_late(self):
        """
        Of a stage that is late it is written since when, and who is told.
        """
        open_case = Case("c-2", PACK.case.events[:2])
        found = read(open_case, PACK.promise, PACK.calendar, at=at(13, 12))
        solve = to_data(found)["stages"][1]

        assert (solve["state"], solve["breached_at"]) == ("breached", "2025-05-09T20:00:00+08:00")
        assert solve["left"] == {"days": -2}
        assert [(each["reminder"], each["level"], each["role"]) for each in solve["told"]] == [
            ("remind", 1, "street"),
            ("urge", 1, "street"),
        ]

    @pytest.mark.parametrize(
        ("time", "text"),
        [
            (timedelta(0), "0"),
            (timedelta(hours=1, milliseconds=500), "3600.5"),
            (timedelta(microseconds=-1), "-0.000001"),
            (timedelta(seconds=-90), "-90"),
        ],
    )
    def test_seconds(self, time, text):
        """
        Time is written exactly, in seconds, with a sign if it lies below zero.
        """
        data = {"seconds": text, "days": 0, "waited": {"seconds": text}}
        assert to_data(Moved(time=time, waited=time)) == data

    @settings(max_examples=25)
    @given(run=answers.runs(), leg=answers.legs(), told=answers.told())
    def test_parts(self, run, leg, told):
        """
        Runs, legs and reminders can be written by themselves.
        """
        assert to_data(run)["start"] == run.start.isoformat()
        assert len(to_data(leg)["moved"]) == len(leg.moved)
        assert to_data(told)["at"] == told.at.isoformat()

    def test_granted(self):
        """
        A run is written with the extensions granted while it ran.
        """
        when = at(6, 10)
        event = Event(
            id="e-1", kind=EventKind.EXTENDED, at=when, known=when, role=Role.STREET, amount=2
        )
        data = to_data(Run(start=when, granted=(event,), requested=(when,)))

        assert data["granted"] == [to_data(event)]
        assert data["requested"] == ["2025-05-06T10:00:00+08:00"]


class TestMany:
    def test_docket(self):
        """
        A docket is written with its rates, and both parts of each.
        """
        late = Case("case-2", PACK.case.events[:2])
        data = to_data(docket([late, PACK.case], PACK.promise, PACK.calendar, at=at(20, 12)))

        assert [each["case"] for each in data["readings"]] == ["case-1", "case-2"]
        assert (data["on_time"]["numerator"], data["on_time"]["denominator"]) == (4, 5)
        assert {"on_time", "response", "solution", "satisfaction"} <= set(data)
        assert data["overdue"] == [{"case": "case-2", "stage": "solve"}]
        assert data["load"] == [{"unit": "community-1", "running": 1, "paused": 0, "overdue": 1}]
        assert data["next_change"] is None

    def test_shift(self):
        """
        What a change would move is written with both sides, one of which may be none.
        """
        [source] = {entry.source for entry in PACK.promise.stages.all_entries}
        [entry] = PACK.promise.stages.all_entries
        less = PACK.promise.stages.announce(
            entry.value[1:], start=date(2024, 1, 1), known=date(2024, 2, 1), source=source
        )
        changed = type(PACK.promise)(
            key=PACK.promise.key,
            stages=less,
            extension=PACK.promise.extension,
            reminders=PACK.promise.reminders,
            returns=PACK.promise.returns,
            community_duties=PACK.promise.community_duties,
        )
        now, then = (Setting(each, PACK.calendar) for each in (PACK.promise, changed))
        case = Case("case-2", PACK.case.events[:1])
        shifts = impact([case], now, then, at=at(6, 12))
        data = to_data(shifts[0])

        assert (data["stage"], data["before"]["state"], data["after"]) == (
            "sign",
            "breached",
            None,
        )
        assert (data["breaches"], data["heals"]) == (False, True)
        assert [data] == to_data(shifts)

    def test_setting(self):
        """
        A setting is not written: its scheme and its calendar are.
        """
        with pytest.raises(WrongTypeError, match="a StageScheme and a WorkCalendar"):
            to_data(Setting(PACK.promise, PACK.calendar))


class TestNeverRead:
    @pytest.mark.parametrize(
        "kind",
        [
            Docket,
            Leg,
            Load,
            Moved,
            Pause,
            Reading,
            Run,
            Setting,
            Shift,
            Shifts,
            StageReading,
            Told,
        ],
    )
    def test_refused(self, kind):
        """
        What is read of cases is worked out again, never read back.
        """
        with pytest.raises(WrongTypeError, match="worked out again"):
            from_data(kind, {})
