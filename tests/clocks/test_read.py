"""
Reading a case: what was known when, what moves a reading and what never does.
"""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from partygrid.clocks import Case, DayPause, EventKind, MatterLimit, OnTransfer, read
from partygrid.errors import (
    NotInForceError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)

RECEIVED = ("received", "2026-03-02 11:00")
# In seconds. A machine that does nothing else takes two; a build machine may be far slower.
SLOWEST = 60


class TestRead:
    def test_types(self, case_of, scheme_of, calendar, at):
        """
        Anything but a case, a scheme, a calendar and aware moments is refused.
        """
        case, scheme, noon = case_of(RECEIVED), scheme_of(), at("2026-03-02 12:00")
        assert read(case, scheme, calendar, at=noon).at == noon
        for wrong in ((None, scheme, calendar), (case, None, calendar), (case, scheme, None)):
            with pytest.raises(WrongTypeError):
                read(*wrong, at=noon)
        naive = noon.replace(tzinfo=None)
        for given in ({"at": naive}, {"at": noon, "known": naive}, {"at": noon.date()}):
            with pytest.raises(WrongTypeError):
                read(case, scheme, calendar, **given)

    def test_zones(self, case_of, scheme_of, calendar, event, look):
        """
        Moments in other zones are the same moments.
        """
        there = datetime(2026, 3, 2, 3, tzinfo=UTC)
        case = case_of(event("received", there, id="received-03-02-11-00"))
        assert case == case_of(RECEIVED)
        local = datetime(2026, 3, 3, 10, tzinfo=ZoneInfo("Asia/Urumqi"))
        scheme = scheme_of()
        found = read(case, scheme, calendar, at=local, known=local)
        assert found == look(case, scheme, "2026-03-03 12:00")

    def test_folds(self, case_of, scheme_of, calendar, look):
        """
        So are those of an hour that clocks show twice.
        """
        case, scheme = case_of(("received", "2026-10-30 11:00")), scheme_of()
        there = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"))
        for fold, hour in ((0, 13), (1, 14)):
            found = read(case, scheme, calendar, at=there.replace(fold=fold))
            assert found == look(case, scheme, f"2026-11-01 {hour}:30")

    def test_matters(self, look, case_of, scheme_of, stage, limit):
        """
        A class of matter without a limit has none; one that is not known is refused.
        """
        both = MatterLimit("ordinary", None), MatterLimit("urgent", limit(1, "hour"))
        scheme = scheme_of(stage(limits=both))
        found = look(case_of(RECEIVED), scheme, "2026-03-20 12:00").stage("solve")
        assert (found.state.value, found.due, found.limit) == ("no_limit", None, None)
        assert found.run.start is not None
        assert "no limit" in found.explain("en")
        odd = case_of(("received", "2026-03-02 11:00", {"matter": "odd"}))
        with pytest.raises(UnknownNameError, match=r"odd.*ordinary, urgent \(from: 通知"):
            look(odd, scheme, "2026-03-20 12:00")

    def test_outside(self, look, case_of, scheme_of, stage, limit):
        """
        What starts or is due outside the calendar is refused.
        """
        early = case_of(("received", "2025-12-31 23:00"))
        with pytest.raises(ValueNotAllowedError):
            look(early, scheme_of(), "2026-01-05 12:00")
        with pytest.raises(ValueNotAllowedError):
            look(case_of(RECEIVED), scheme_of(stage(limit(900, "working_day"))), "2026-03-03")

    def test_no_scheme(self, look, case_of, scheme_of, series, stage):
        """
        Before a scheme is in force, nothing can be said.
        """
        scheme = scheme_of(stages=series("stages", ("2026-04-01", (stage(),), "2026-01-01")))
        with pytest.raises(NotInForceError):
            look(case_of(RECEIVED), scheme, "2026-03-03 12:00")

    def test_exactly(self, look, case_of, scheme_of, at):
        """
        Done exactly at the due instant is in time; one microsecond later it is late.
        """
        for when, state in (
            ("2026-03-05 19:30", "met"),
            ("2026-03-05 19:30:00.000001", "met_late"),
        ):
            found = look(case_of(RECEIVED, ("resolved", when)), scheme_of(), "2026-03-20 12:00")
            assert found.stage("solve").state.value == state
            open_ = look(case_of(RECEIVED), scheme_of(), when).stage("solve")
            assert open_.state.value == ("running" if state == "met" else "breached")
        assert open_.next_change is None
        running = look(case_of(RECEIVED), scheme_of(), "2026-03-05 19:30").stage("solve")
        assert running.next_change == at("2026-03-05 19:30:00.000001")

    def test_late_however_ended(self, look, case_of, scheme_of, stage):
        """
        Handed over or withdrawn late, a stage was breached; in time, it was not.
        """
        scheme = scheme_of(stage(on_transfer=OnTransfer.RENEW))
        for day, states in (("05", ("handed_over", "withdrawn")), ("06", ("breached",) * 2)):
            given = look(
                case_of(RECEIVED, ("transferred", f"2026-03-{day} 11:00")), scheme, "2026-03-20"
            )
            assert given.earlier[0].state.value == states[0]
            gone = look(
                case_of(RECEIVED, ("withdrawn", f"2026-03-{day} 11:00")), scheme, "2026-03-20"
            )
            assert gone.stage("solve").state.value == states[1]


class TestKnown:
    def test_correction(self, look, case_of, scheme_of, event, at):
        """
        A correction changes a reading only from when it is known.
        """
        case = case_of(
            event("received", "2026-03-02 11:00", id="e-1"),
            event("received", "2026-03-03 11:00", known="2026-03-05 09:00", id="e-1"),
        )
        first, later = at("2026-03-05 19:30"), at("2026-03-06 19:30")
        assert look(case, scheme_of(), "2026-03-04 12:00").stage("solve").due == first
        assert look(case, scheme_of(), "2026-03-05 08:59").stage("solve").due == first
        assert look(case, scheme_of(), "2026-03-05 09:00").stage("solve").due == later
        known = look(case, scheme_of(), "2026-03-04 12:00", "2026-03-05 09:00")
        assert (known.stage("solve").due, known.known) == (later, at("2026-03-05 09:00"))
        back = look(case, scheme_of(), "2026-03-20 12:00", "2026-03-04 12:00")
        assert back.stage("solve").due == first

    def test_verdict_stays(self, look, case_of, scheme_of, calendar_of, notice, at):
        """
        A notice that becomes known after the end moves no verdict; it moves what is open.
        """
        late = calendar_of(notice("2026-03-10", ("office_open", "2026-03-07")))
        case = case_of(("received", "2026-03-04 11:00"))
        before = look(case, scheme_of(), "2026-03-09 12:00", calendar=late).stage("solve")
        after = look(case, scheme_of(), "2026-03-10 12:00", calendar=late).stage("solve")
        assert (before.due, after.due) == (at("2026-03-09 19:30"), at("2026-03-07 19:30"))
        done = case_of(("received", "2026-03-04 11:00"), ("resolved", "2026-03-09 12:00"))
        for when in ("2026-03-09 12:00", "2026-03-10 12:00", "2026-12-10 12:00"):
            found = look(done, scheme_of(), when, calendar=late).stage("solve")
            assert (found.state.value, found.due) == ("met", at("2026-03-09 19:30"))
            assert found.known == at("2026-03-09 00:00").date()

    def test_asked_earlier(self, look, case_of, scheme_of):
        """
        Asked as known before the end, a verdict is that of then.
        """
        done = case_of(RECEIVED, ("resolved", "2026-03-05 12:00"))
        found = look(done, scheme_of(), "2026-03-20 12:00", "2026-03-04 12:00").stage("solve")
        assert (found.state.value, str(found.known)) == ("breached", "2026-03-04")


class TestSwapped:
    @pytest.fixture
    def swapped(self, scheme_of, series, stage, limit):
        """
        Three days until the tenth of March, one day from then on.
        """
        one, three = limit(1, "working_day"), limit(3, "working_day")
        return scheme_of(
            stages=series("stages", ("2025-01-01", (stage(three),)), ("2026-03-10", (stage(one),)))
        )

    def test_running(self, look, case_of, swapped, at):
        """
        A stage keeps the scheme of the day on which it started.
        """
        case = case_of(("received", "2026-03-09 11:00"))
        found = look(case, swapped, "2026-03-10 12:00").stage("solve")
        assert (found.due, found.limit.amount) == (at("2026-03-12 19:30"), 3)
        case = case_of(("received", "2026-03-10 11:00"))
        assert look(case, swapped, "2026-03-10 12:00").stage("solve").due == at("2026-03-11 19:30")

    def test_paused(self, look, case_of, swapped, at):
        """
        So does one that stands while the scheme is swapped.
        """
        rows = ("paused", "2026-03-09 12:00"), ("resumed", "2026-03-11 12:00")
        found = look(case_of(("received", "2026-03-09 11:00"), *rows), swapped, "2026-03-11 12:00")
        assert found.stage("solve").due == at("2026-03-16 19:30")

    def test_renewed(self, look, case_of, swapped, at):
        """
        A run that starts after the swap uses the new scheme: after reopening as well.
        """
        rows = ("resolved", "2026-03-09 12:00"), ("closed", "2026-03-09 13:00")
        again = ("reopened", "2026-03-11 11:00")
        found = look(
            case_of(("received", "2026-03-09 11:00"), *rows, again), swapped, "2026-03-12 12:00"
        )
        assert found.earlier[0].limit.amount == 3
        assert found.stage("solve").due == at("2026-03-12 19:30")


class TestMany:
    @pytest.mark.untraced
    @pytest.mark.parametrize("day_pause", [DayPause.WHOLE_DAYS, DayPause.ROUNDED_UP])
    def test_pauses(self, calendar, scheme_of, stage, event, at, day_pause):
        """
        A hundred thousand events in one case take seconds, not minutes.
        """
        start, second = at("2026-03-02 11:00"), timedelta(seconds=1)
        made = [event("received", start)]
        made += [
            event("resumed" if number % 2 else "paused", start + number * second, id=f"e-{number}")
            for number in range(100_000)
        ]
        begun = time.process_time()
        found = read(
            Case("c-1", tuple(made[::-1])),
            scheme_of(stage(day_pause=day_pause)),
            calendar,
            at=start + 100_000 * second,
        )
        assert time.process_time() - begun < SLOWEST
        assert len(found.stage("solve").run.pauses) == 50_000

    def test_renewals(self, calendar, scheme_of, series, stage, event, at):
        """
        So do runs that are handed over again and again, and starts that a stage refuses.
        """
        start, second = at("2026-03-02 11:00"), timedelta(seconds=1)
        renewed = stage(on_transfer=OnTransfer.RENEW)
        signed = stage(starts=(EventKind.SIGNED,), meets=(EventKind.CLOSED,))
        later = stage(starts=(EventKind.RETURNED,), meets=(EventKind.CLOSED,))
        for kind, first, runs in (("transferred", renewed, 20_001), ("signed", signed, 0)):
            made = [event(kind, start + (n + 1) * second, id=f"e-{n}") for n in range(20_000)]
            entries = ("2025-01-01", (first,)), ("2026-03-01", (later,), "2026-03-20")
            scheme = scheme_of(stages=series("stages", *entries[: 2 - (runs > 0)]))
            begun = time.process_time()
            case = Case("c-1", (event("received", start), *made))
            found = read(case, scheme, calendar, at=at("2026-03-25 12:00"))
            assert time.process_time() - begun < SLOWEST
            assert len(found.earlier) == max(0, runs - 1)

    def test_corrected(self, calendar, scheme_of, event, at):
        """
        So do those that were all corrected, whatever is asked about.
        """
        start, second = at("2026-03-02 11:00"), timedelta(seconds=1)
        made = [event("received", start)]
        for number in range(1, 10_001):
            when = start + number * second
            made += [
                event("signed", when, when + timedelta(days=late), id=f"e-{number}")
                for late in (0, 1)
            ]
        begun = time.process_time()
        case, scheme = Case("c-1", tuple(made)), scheme_of()
        for hours in (1, 25):
            found = read(case, scheme, calendar, at=start + timedelta(hours=hours))
            assert found.stage("solve").state.value == "running"
        assert time.process_time() - begun < SLOWEST

    def test_one_instant(self, event, at):
        """
        So do those of one instant.
        """
        start = at("2026-03-02 11:00")
        kinds = ("paused", "resumed") * 10_000
        made = [event(kind, start, id=f"e-{number}") for number, kind in enumerate(kinds)]
        begun = time.process_time()
        case = Case("c-1", (event("received", start), *made))
        assert time.process_time() - begun < SLOWEST
        assert case.state(start).value == "open"
