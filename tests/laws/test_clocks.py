from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid.clocks import Case, Event, EventKind, Role, StageState
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.laws import (
    _clocks,
    check_promise,
    later_records,
    looked_in_time,
    order_of_events,
    settled_verdicts,
    zone_of_asking,
)
from partygrid.norms import Verdict
from partygrid.packs import load
from partygrid.strategies import cases, stage_schemes, work_calendars
from partygrid.worktime import OFFICE_TIME

PACK = load("example")
GIVEN = (PACK.promise, PACK.calendar, [PACK.case])
NOON = datetime(2025, 5, 8, 12, tzinfo=OFFICE_TIME)
REAL = _clocks.read


def broken(monkeypatch, change, when=lambda *_: True):
    """
    Make readings say something else where a condition holds.
    """

    def read(case, scheme, calendar, *, at, known=None):
        found = REAL(case, scheme, calendar, at=at, known=known)
        return change(found) if when(case, at, known) else found

    monkeypatch.setattr(_clocks, "read", read)


def without_stages(found):
    """
    Leave the stages out of a reading.
    """
    return found._replace(stages=(), earlier=())


class TestCheckPromise:
    def test_example(self):
        """
        The made-up promise keeps every law.
        """
        assert len(check_promise(*GIVEN).met) == 5

    @pytest.mark.parametrize("ats", [[NOON], [NOON.astimezone(UTC), NOON + timedelta(days=9)]])
    def test_ats(self, ats):
        """
        A host names the instants to ask about, in any zone and order.
        """
        assert check_promise(*GIVEN, ats=reversed(ats)).not_met == ()

    def test_nothing(self):
        """
        Where there is no case, no law applies; nor where no instant can be read.
        """
        assert len(check_promise(PACK.promise, PACK.calendar, []).not_applicable) == 5
        early = datetime(2019, 1, 1, tzinfo=OFFICE_TIME)
        assert len(check_promise(*GIVEN, ats=[early]).not_applicable) == 5

    @settings(max_examples=30)
    @given(data=st.data())
    def test_any(self, data):
        """
        Every promise keeps every law, whatever happens to a case.
        """
        scheme, calendar = data.draw(stage_schemes()), data.draw(work_calendars(min_days=60))
        case = data.draw(cases(scheme=scheme, calendar=calendar))

        assert () == check_promise(scheme, calendar, [case]).not_met

    @settings(max_examples=30)
    @given(case=cases(scheme=PACK.promise, calendar=PACK.calendar))
    def test_any_case(self, case):
        """
        So does that of the example.
        """
        assert () == check_promise(PACK.promise, PACK.calendar, [case]).not_met

    def test_kinds(self):
        """
        What is no promise, calendar, case or instant is refused.
        """
        with pytest.raises(WrongTypeError, match="a StageScheme"):
            check_promise(PACK.calendar, PACK.calendar, [])
        with pytest.raises(WrongTypeError, match="a WorkCalendar"):
            check_promise(PACK.promise, PACK.promise, [])
        with pytest.raises(WrongTypeError, match="a Case"):
            check_promise(PACK.promise, PACK.calendar, [PACK.calendar])
        with pytest.raises(WrongTypeError, match="ats"):
            check_promise(*GIVEN, ats=[datetime(2025, 5, 8)])
        with pytest.raises(ValueNotAllowedError, match="ats"):
            check_promise(*GIVEN, ats=[datetime(1990, 5, 8, tzinfo=UTC)])


class TestBroken:
    def test_order_of_events(self, monkeypatch):
        """
        A case that hangs on the order of its events is named with the instant.
        """

        def short(name, events):
            backwards = events[0].kind is not EventKind.RECEIVED
            return Case(name, events[-1:] if backwards else events)

        monkeypatch.setattr(_clocks, "Case", short)
        finding = order_of_events(*GIVEN, ats=[NOON])

        assert finding.verdict is Verdict.NOT_MET
        assert finding.step.value == "case-1 at 2025-05-08 12:00:00+08:00"

    def test_later_records(self, monkeypatch):
        """
        A reading that hangs on what was recorded later is named.
        """
        broken(monkeypatch, without_stages, lambda case, *_: len(case.events) > 3)

        assert not later_records(*GIVEN, ats=[NOON]).met
        assert order_of_events(*GIVEN, ats=[NOON]).met

    def test_early_record(self):
        """
        A case whose early records were not possible by themselves is refused either way.
        """
        signed = PACK.case.events[1]
        late = Event(
            id="e-9",
            kind=EventKind.ANSWERED,
            at=signed.at,
            known=signed.known,
            role=Role.GRID,
        )
        received = PACK.case.events[0]
        first = {
            name: getattr(received, name)
            for name in ("id", "kind", "role", "unit", "assigned", "leads", "matter", "channel")
        }
        case = Case("c-1", (Event(at=received.at, known=NOON, **first), late))

        assert later_records(PACK.promise, PACK.calendar, [case], ats=[signed.at]).measured is None
        assert (
            looked_in_time(PACK.promise, PACK.calendar, [case], ats=[signed.at]).measured is None
        )

    def test_settled_verdicts(self, monkeypatch):
        """
        An ended stage that stands elsewhere later is named.
        """

        def moved(found):
            stages = [each._replace(state=StageState.MET_LATE) for each in found.stages]
            return found._replace(stages=tuple(stages))

        broken(monkeypatch, moved, lambda _, at, __: at > NOON)
        finding = settled_verdicts(*GIVEN, ats=[NOON, NOON + timedelta(days=1)])

        assert "case-1 ('sign', 1) at 2025-05-09" in str(finding.step.value)

    def test_looked_in_time(self, monkeypatch):
        """
        What changes before it is said to is named with both instants.
        """
        broken(monkeypatch, without_stages, lambda _, at, __: at > NOON)
        finding = looked_in_time(*GIVEN, ats=[NOON])

        assert "case-1 from 2025-05-08 12:00:00+08:00 to" in str(finding.step.value)
        assert finding.measured == 2

    def test_zone_of_asking(self, monkeypatch):
        """
        A reading that hangs on the zone of asking is named with the instant as asked.
        """
        broken(monkeypatch, without_stages, lambda _, at, __: at.tzinfo is UTC)
        finding = zone_of_asking(*GIVEN, ats=[NOON])

        assert finding.step.value == "case-1 at 2025-05-08 04:00:00+00:00"
