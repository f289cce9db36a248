from datetime import date, datetime

import attrs
import pytest

from partygrid.clocks import Case, Channel, Event, EventKind, Role, StageState, read
from partygrid.errors import NotInForceError, UnsuitableRuleError, ValueNotAllowedError
from partygrid.packs import load
from partygrid.worktime import OFFICE_TIME

PACK = load("example")
K = EventKind
STAGES = PACK.promise.stages.entries[0]


def at(day, hour=10, minute=0, month=5):
    """
    Give an instant of May 2025.
    """
    return datetime(2025, month, day, hour, minute, tzinfo=OFFICE_TIME)


def event(number, kind, when, role=Role.COMMUNITY, **fields):
    """
    Make an event recorded when it happened.
    """
    return Event(id=f"e-{number}", kind=kind, at=when, known=when, role=role, **fields)


RECEIVED = event(
    1,
    K.RECEIVED,
    at(6),
    unit="c-1",
    assigned=Role.COMMUNITY,
    leads=True,
    matter="ordinary",
    channel=Channel.ONLINE,
)
ANSWER = attrs.evolve(STAGES.value[0], key="answer", meets=(K.ANSWERED,))
SOLVED = (RECEIVED, event(2, K.ANSWERED, at(6, 10, 30)), event(3, K.RESOLVED, at(7)))


def changed(value, *, start, known):
    """
    Give the scheme whose stages are others from a day on, known since another.
    """
    stages = PACK.promise.stages.announce(value, start=start, known=known, source=STAGES.source)
    return attrs.evolve(PACK.promise, stages=stages)


def told(scheme, events, when):
    """
    Read a case, and give the state of each stage.
    """
    found = read(Case("c-1", events), scheme, PACK.calendar, at=when)
    return {each.stage.key: each.state for each in found.stages}


class TestChangedStages:
    def test_dropped(self):
        """
        A stage dropped from a day on does not start any more, and all others are read.
        """
        scheme = changed(STAGES.value[:2], start=date(2025, 5, 7), known=date(2025, 1, 1))

        assert told(scheme, SOLVED, at(6, 11)).keys() == {"sign", "solve", "call_back"}
        assert told(scheme, SOLVED, at(8)).keys() == {"sign", "solve"}

    def test_added(self):
        """
        A stage added from a day on starts with what happens from then on.
        """
        thanks = attrs.evolve(STAGES.value[2], key="thanks")
        scheme = changed((*STAGES.value, thanks), start=date(2025, 5, 7), known=date(2025, 1, 1))

        assert told(scheme, SOLVED, at(7, 12))["thanks"] is StageState.RUNNING

    def test_added_afterwards(self):
        """
        A stage made up after the event changes nothing that had ended before it was known.
        """
        scheme = changed((*STAGES.value, ANSWER), start=date(2024, 1, 1), known=date(2025, 6, 1))
        before, after = told(scheme, SOLVED, at(31)), told(scheme, SOLVED, at(2, month=6))

        assert after.pop("answer") is StageState.WAITING
        assert after == before

    def test_dropped_afterwards(self):
        """
        A verdict stays when its stage is taken away after the event.
        """
        signed = (RECEIVED, event(2, K.SIGNED, at(6, 10, 30)))
        scheme = changed(STAGES.value[1:], start=date(2024, 1, 1), known=date(2025, 6, 1))

        assert told(scheme, signed, at(2, month=6))["sign"] is StageState.MET

    def test_not_in_force(self):
        """
        Before a scheme was in force there is nothing to read a case by.
        """
        early = attrs.evolve(
            RECEIVED,
            at=datetime(2023, 5, 6, 10, tzinfo=OFFICE_TIME),
            known=datetime(2023, 5, 6, 10, tzinfo=OFFICE_TIME),
        )
        with pytest.raises(NotInForceError):
            told(PACK.promise, (early,), at(6))

    def test_known_later(self):
        """
        A scheme that became known after the case began is read as soon as it is known.
        """
        series = {
            name: attrs.evolve(
                getattr(PACK.promise, name),
                entries=(
                    attrs.evolve(getattr(PACK.promise, name).entries[0], known=date(2025, 5, 7)),
                ),
            )
            for name in PACK.promise.parameters()
        }
        scheme = attrs.evolve(PACK.promise, **series)

        assert told(scheme, (RECEIVED,), at(8))["solve"] is StageState.RUNNING


class TestExtensions:
    def granted(self, number, when, role=Role.STREET, amount=2):
        """
        Make a grant.
        """
        return event(number, K.EXTENDED, when, role, amount=amount)

    def test_other_stage_runs(self):
        """
        An extension counts for the stage that may be extended, whatever else runs.
        """
        found = read(
            Case("c-1", (RECEIVED, self.granted(2, at(7)))),
            PACK.promise,
            PACK.calendar,
            at=at(7, 11),
        )

        assert len(found.stage("sign").legs) == 1
        assert found.stage("solve").due == at(15, 20)

    def test_nothing_to_extend(self):
        """
        An extension while no stage runs that may be extended is refused.
        """
        done = (RECEIVED, event(2, K.RESOLVED, at(7)), event(3, K.REOPENED, at(8)))
        never = attrs.evolve(
            PACK.promise.extension.entries[0],
            value=attrs.evolve(PACK.promise.extension.entries[0].value, stages=("call_back",)),
        )
        scheme = attrs.evolve(
            PACK.promise, extension=attrs.evolve(PACK.promise.extension, entries=(never,))
        )
        none = attrs.evolve(never, value=None)
        forbidden = attrs.evolve(
            PACK.promise, extension=attrs.evolve(PACK.promise.extension, entries=(none,))
        )
        events = (*done, self.granted(4, at(9)))

        with pytest.raises(UnsuitableRuleError, match="while one of these runs: call_back"):
            told(scheme, events, at(9))
        with pytest.raises(UnsuitableRuleError, match="none: the scheme extends no limit"):
            told(forbidden, events, at(9))

    def test_checked_while_paused(self):
        """
        What the rule forbids is refused while the clock stands as well as when it runs.
        """
        paused = (
            RECEIVED,
            event(2, K.PAUSED, at(7), reason="appraisal"),
            self.granted(3, at(7, 11)),
            self.granted(4, at(7, 12), Role.COMMUNITY, 99),
        )
        with pytest.raises(ValueNotAllowedError, match="granted by"):
            told(PACK.promise, paused, at(7, 13))

    def test_granted_in_time_as_known_then(self):
        """
        A notice known later, by which the limit had expired, does not undo a grant.
        """
        nation, office = PACK.calendar.layers
        special = attrs.evolve(
            nation.notices[0].days[2],
            days=(date(2025, 5, 10),),
            name=nation.notices[0].days[0].name,
        )
        notice = attrs.evolve(
            nation.notices[0], known=date(2025, 5, 20), days=(special,), covers=None
        )
        calendar = attrs.evolve(
            PACK.calendar,
            layers=(attrs.evolve(nation, notices=(*nation.notices, notice)), office),
        )
        # Five working days from 6 May end on 13 May; with 10 May worked after all, on 12 May.
        case = Case("c-1", (RECEIVED, self.granted(2, at(13))))

        for when, due in ((at(14), at(15, 20)), (at(21), at(14, 20))):
            found = read(case, PACK.promise, calendar, at=when)
            assert found.stage("solve").due == due

    def test_too_late(self):
        """
        A grant after the limit had expired is refused whenever it is asked about.
        """
        case = (RECEIVED, self.granted(2, at(14)))

        for when in (at(14), at(21)):
            with pytest.raises(ValueNotAllowedError, match="when the limit expired"):
                told(PACK.promise, case, when)


class TestChangedStage:
    def test_as_on_the_day_it_started(self):
        """
        A run is stopped by the causes of the scheme of the day it started, not of the first.
        """
        survey = attrs.evolve(STAGES.value[1], pauses=("survey",))
        scheme = changed(
            (STAGES.value[0], survey, STAGES.value[2]),
            start=date(2025, 5, 8),
            known=date(2025, 1, 1),
        )
        events = (
            RECEIVED,
            event(2, K.RESOLVED, at(7)),
            event(3, K.REOPENED, at(8)),
            event(4, K.PAUSED, at(9), reason="survey"),
        )

        assert told(scheme, events, at(9, 12))["solve"] is StageState.PAUSED

    def test_changed_afterwards(self):
        """
        What meets a stage cannot be changed after it ended: its verdict stays.
        """
        easy = attrs.evolve(STAGES.value[1], meets=(K.ANSWERED,))
        scheme = changed(
            (STAGES.value[0], easy, STAGES.value[2]),
            start=date(2024, 1, 1),
            known=date(2025, 6, 1),
        )
        events = (RECEIVED, event(2, K.ANSWERED, at(6, 11)), event(3, K.RESOLVED, at(20)))

        assert told(scheme, events, at(21))["solve"] is StageState.MET_LATE
        assert told(scheme, events, at(2, month=6))["solve"] is StageState.MET_LATE

    def test_other_starts(self):
        """
        What starts a stage cannot be changed after it ended, either.
        """
        signed = attrs.evolve(STAGES.value[1], starts=(K.SIGNED,))
        scheme = changed(
            (STAGES.value[0], signed, STAGES.value[2]),
            start=date(2025, 5, 6),
            known=date(2025, 6, 1),
        )

        assert told(scheme, SOLVED, at(2, month=6))["solve"] is StageState.MET


class TestFarAway:
    def test_reminder_after_the_end(self):
        """
        A reminder beyond the calendar says nothing of a stage that was met in time.
        """
        far = attrs.evolve(PACK.promise.reminders.entries[0].value[1], amount=500)
        entry = attrs.evolve(PACK.promise.reminders.entries[0], value=(far,))
        scheme = attrs.evolve(
            PACK.promise, reminders=attrs.evolve(PACK.promise.reminders, entries=(entry,))
        )

        assert told(scheme, SOLVED, at(8))["solve"] is StageState.MET
        with pytest.raises(ValueNotAllowedError):
            told(scheme, SOLVED[:2], at(6, 11))

    def test_too_far(self):
        """
        No reminder comes after more than 100 000 of anything.
        """
        with pytest.raises(ValueNotAllowedError, match="allowed: 0 to 100000"):
            attrs.evolve(PACK.promise.reminders.entries[0].value[1], amount=100_001)
