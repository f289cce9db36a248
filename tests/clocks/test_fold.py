"""
Runs: when a stage starts, is met, handed over or lapses, round by round.
"""

import pytest

from partygrid.clocks import EventKind, OnTransfer, Pause

K = EventKind
LATER = "2026-03-20 12:00"


@pytest.fixture(scope="module")
def runs(look, case_of, scheme_of, stage):
    """
    Give state, start and end of every run of a stage, in minutes from ten o'clock.
    """

    def of(*kinds, **given):
        rows = [(kind, f"2026-03-02 10:{number:02}") for number, kind in enumerate(kinds)]
        found = look(case_of(*rows), scheme_of(stage(**given)), LATER)
        return [
            (each.state.value, *(at and at.minute for at in each.run[:2]))
            for each in (*found.earlier, *found.stages)
            if each.run is not None
        ]

    return of


class TestRunsOf:
    def test_waiting(self, look, case_of, scheme_of, stage, at):
        """
        A stage that nothing has started waits; nothing is known of it but that.
        """
        scheme = scheme_of(stage(starts=(K.SIGNED,)))
        for case in (case_of(), case_of(("received", "2026-03-02 10:00"))):
            found = look(case, scheme, LATER).stage("solve")
            assert found[1:] == (0, found.state, *[None] * 4, (), at(LATER))
            assert (found.due, found.used, found.left, found.next_change) == (None,) * 4
            assert found.told == ()
            assert found.state.value == "waiting"
            assert (found.due, found.breached_at, found.is_firm) == (None, None, True)

    def test_met(self, runs):
        """
        A stage runs from what starts it to what meets it, and once in each round.
        """
        assert runs("received", "resolved") == [("met", 0, 1)]
        signed = {"starts": (K.SIGNED,), "meets": (K.ANSWERED,)}
        row = ("received", "signed", "answered", "signed", "answered")
        assert runs(*row, **signed) == [("met", 1, 2)]
        assert runs(*row, "transferred", "signed", **signed) == [
            ("met", 1, 2),
            ("breached", 6, None),
        ]

    def test_started_once(self, runs):
        """
        What starts a clock that runs does not start it again.
        """
        assert runs("received", "signed", starts=(K.RECEIVED, K.SIGNED)) == [("breached", 0, None)]

    def test_reopened(self, runs):
        """
        A case reopened, even after closing, starts those stages again that name it.
        """
        row = ("received", "resolved", "closed", "reopened")
        assert runs(*row) == [("met", 0, 1), ("breached", 3, None)]
        assert runs(*row, starts=(K.RECEIVED,)) == [("met", 0, 1)]

    def test_lapsed(self, runs):
        """
        Withdrawn, closed or reopened, what was not met is not asked for any more.
        """
        assert runs("received", "withdrawn") == [("withdrawn", 0, 1)]
        call = {"starts": (K.RESOLVED,), "meets": (K.CALLED_BACK,)}
        for last in ("closed", "reopened", "withdrawn"):
            assert runs("received", "resolved", last, **call) == [("withdrawn", 1, 2)]
        assert runs("received", "resolved", "closed", meets=(K.CLOSED,)) == [("met", 0, 2)]

    def test_transferred(self, runs):
        """
        A transfer carries a clock over, renews it, meets it or starts it, as the stage says.
        """
        row = ("received", "transferred", "resolved")
        assert runs(*row) == [("met", 0, 2)]
        assert runs(*row, starts=(K.RECEIVED, K.TRANSFERRED)) == [("met", 0, 2)]
        renewed = [("handed_over", 0, 1), ("met", 1, 2)]
        assert runs(*row, on_transfer=OnTransfer.RENEW) == renewed
        assert runs(*row, meets=(K.TRANSFERRED,)) == [("met", 0, 1)]
        assert runs(*row, starts=(K.TRANSFERRED,)) == [("met", 1, 2)]
        sign = {"starts": (K.RECEIVED, K.TRANSFERRED), "meets": (K.SIGNED,)}
        assert runs("received", "signed", "transferred", "signed", **sign) == [
            ("met", 0, 1),
            ("met", 2, 3),
        ]

    def test_returned(self, runs):
        """
        Sending back begins no round, and neither does resolving.
        """
        once = {"starts": (K.RETURNED,), "meets": (K.SIGNED,)}
        row = ("received", "returned", "signed", "returned", "signed")
        assert runs(*row, **once) == [("met", 1, 2)]


class TestPauses:
    def test_listed(self, look, case_of, scheme_of, stage):
        """
        Only a cause that the stage lists stops it.
        """
        rows = [
            ("received", "2026-03-02 10:00"),
            ("paused", "2026-03-02 11:00", {"reason": "other"}),
            ("resumed", "2026-03-02 12:00"),
            ("paused", "2026-03-02 13:00"),
        ]
        found = look(case_of(*rows), scheme_of(stage()), "2026-03-02 13:00").stage("solve")
        assert [pause.cause for pause in found.run.pauses] == ["survey"]
        assert found.state.value == "paused"
        assert found.run.is_paused
        found = look(case_of(*rows), scheme_of(stage()), "2026-03-02 11:30").stage("solve")
        assert found.state.value == "running"
        assert not found.run.is_paused
        bare = look(case_of(*rows), scheme_of(stage(pauses=())), "2026-03-02 13:00")
        assert (bare.state.value, bare.stage("solve").state.value) == ("paused", "running")

    def test_started_while_paused(self, look, case_of, scheme_of, stage, at):
        """
        A clock that starts while a listed cause stops it stands from its start.
        """
        rows = [
            ("received", "2026-03-02 10:00"),
            ("paused", "2026-03-02 11:00"),
            ("signed", "2026-03-02 12:00"),
            ("resumed", "2026-03-02 13:00"),
        ]
        scheme = scheme_of(stage(starts=(K.SIGNED,)))
        found = look(case_of(*rows[:3]), scheme, "2026-03-02 12:30").stage("solve")
        assert (found.state.value, found.due) == ("paused", None)
        found = look(case_of(*rows), scheme, LATER).stage("solve")
        assert found.run.pauses == (
            Pause(at("2026-03-02 12:00"), at("2026-03-02 13:00"), "survey"),
        )

    def test_renewed_while_paused(self, look, case_of, scheme_of, stage, at):
        """
        Handed over while it stands, a clock ends as it stood, and the next one stands too.
        """
        rows = [
            ("received", "2026-03-02 10:00"),
            ("paused", "2026-03-02 11:00"),
            ("transferred", "2026-03-02 12:00"),
        ]
        found = look(case_of(*rows), scheme_of(stage(on_transfer=OnTransfer.RENEW)), LATER)
        first, last = found.earlier[0], found.stage("solve")
        assert (first.state.value, first.due, first.used) == ("handed_over", None, 0)
        assert (last.state.value, last.due) == ("paused", None)
        assert last.run.pauses == (Pause(at("2026-03-02 12:00"), None, "survey"),)

    def test_withdrawn_while_paused(self, look, case_of, scheme_of, at):
        """
        A pause ends with what is withdrawn: reopened, the clock runs.
        """
        rows = [
            ("received", "2026-03-02 10:00"),
            ("paused", "2026-03-02 11:00"),
            ("withdrawn", "2026-03-02 12:00"),
            ("closed", "2026-03-02 13:00"),
            ("reopened", "2026-03-03 11:00"),
        ]
        found = look(case_of(*rows), scheme_of(), "2026-03-04 11:00")
        assert found.state.value == "open"
        assert found.stage("solve").state.value == "running"
        assert found.stage("solve").due == at("2026-03-06 19:30")
        assert found.earlier[0].due is None

    def test_met_while_paused(self, look, case_of, scheme_of, stage):
        """
        A stage can be met while it stands; it is in time.
        """
        rows = [
            ("received", "2026-03-02 10:00"),
            ("paused", "2026-03-02 11:00"),
            ("signed", "2026-03-30 12:00"),
        ]
        found = look(case_of(*rows), scheme_of(stage(meets=(K.SIGNED,))), "2026-04-01 12:00")
        assert found.stage("solve").state.value == "met"


class TestRunsAmong:
    @pytest.fixture
    def course(self, look, case_of, scheme_of, series, stage):
        """
        Give start and end of every run of a stage that has another form from 10 March on.
        """

        def of(first, then, *rows, since=None):
            forms = [
                (stage(key="other") if each is None else stage(**each),) for each in (first, then)
            ]
            entries = ("2025-01-01", forms[0]), ("2026-03-10", forms[1], since or "2026-03-01")
            case = case_of(
                *((kind, f"2026-03-{day}" + " 11:00" * (len(day) == 2)) for kind, day in rows)
            )
            found = look(case, scheme_of(stages=series("stages", *entries)), "2026-03-27 12:00")
            return [
                (each.state.value, *(at and at.day for at in each.run[:2]))
                for each in (*found.earlier, *found.stages)
                if each.run is not None and each.stage.key == "solve"
            ]

        return of

    def test_brought_in(self, course):
        """
        A stage that was none when the case was received is started by a transfer later on.
        """
        starts = (K.RECEIVED, K.TRANSFERRED)
        rows = ("received", "09"), ("transferred", "11"), ("resolved", "12")
        assert course(None, {"starts": starts}, *rows) == [("met", 11, 12)]

    def test_none_renewed(self, course):
        """
        A transfer renews no run that there never was.
        """
        first, then = {"starts": (K.SIGNED,)}, {"on_transfer": OnTransfer.RENEW}
        rows = ("received", "09"), ("transferred", "11")
        assert course(first, then, *rows) == []

    def test_once_a_round(self, course):
        """
        Whatever its form, a stage runs once a round; the next round has the form of its day.
        """
        then = {"starts": (K.SIGNED,), "meets": (K.ANSWERED,)}
        rows = ("received", "09"), ("signed", "11"), ("answered", "12"), ("resolved", "13")
        again = ("reopened", "16"), ("signed", "17"), ("answered", "18")
        assert course({}, then, *rows) == [("met_late", 9, 13)]
        assert course({}, then, *rows, *again) == [("met_late", 9, 13), ("met", 17, 18)]

    def test_handed_over(self, course):
        """
        A run that is handed over goes on in the form of that day, standing if the case does.
        """
        first = {"on_transfer": OnTransfer.RENEW}
        rows = ("received", "09"), ("paused", "10"), ("transferred", "11"), ("signed", "12")
        assert course(first, {}, *rows) == [("handed_over", 9, 11), ("paused", 11, None)]
        assert course(first, None, *rows) == [("handed_over", 9, 11)]

    def test_resumed(self, course):
        """
        What was paused and goes on runs in the next round, too.
        """
        rows = ("received", "09"), ("paused", "10"), ("resumed", "11"), ("resolved", "12")
        then = {"meets": (K.ANSWERED,)}
        assert course({}, then, *rows, ("reopened", "26")) == [
            ("met", 9, 12),
            ("running", 26, None),
        ]

    def test_said_late(self, course):
        """
        What another form, said only later, would not have started is not looked for again.
        """
        then = {"starts": (K.SIGNED,), "meets": (K.CLOSED,)}
        rows = ("received", "10"), ("resolved", "11"), ("reopened", "12"), ("resolved", "13")
        # As known when each ended, the first form held.
        assert course({}, then, *rows, since="2026-03-20") == [("met", 10, 11), ("met", 12, 13)]
        # What is still open is judged by what is known now: nothing was signed for.
        assert course({}, then, *rows[:1], ("answered", "11"), since="2026-03-20") == []
        # Nor is it started by what started it as known at the time.
        signed = ("signed", "11 10:00"), ("signed", "11 12:00"), ("signed", "12")
        first, then = {"starts": (K.SIGNED,)}, {"starts": (K.RETURNED,)}
        assert course(first, then, *rows[:1], *signed, since="2026-03-20") == []
