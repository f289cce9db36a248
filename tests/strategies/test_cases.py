from datetime import date, datetime, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reaching import reached

from partygrid.clocks import (
    Case,
    CaseState,
    Channel,
    Event,
    EventKind,
    MatterLimit,
    StageState,
    read,
)
from partygrid.dated import Repeal
from partygrid.errors import WrongTypeError
from partygrid.packs import load
from partygrid.strategies import _case_answers as answers
from partygrid.strategies import _cases, cases, events, work_calendars
from partygrid.worktime import OFFICE_TIME

FEW = settings(max_examples=10)
PACK = load("example")
LAST = datetime(2090, 12, 31, tzinfo=OFFICE_TIME)


# Schemes and calendars of their own take far longer to draw than what happens under them.
def promised():
    """
    Draw cases under the scheme and the calendar of the made-up place.
    """
    return cases(scheme=PACK.promise, calendar=PACK.calendar)


def readings():
    """
    Draw what is read of such cases.
    """
    return answers.readings(scheme=PACK.promise, calendar=PACK.calendar)


def kinds(case):
    """
    List what is recorded of a case.
    """
    return [event.kind for event in case.events]


def standing(case):
    """
    List the events of a case that stand, with all that is recorded.
    """
    return case.standing(LAST + timedelta(99), LAST + timedelta(99))


class TestEvents:
    @given(event=events())
    def test_events(self, event):
        """
        An event is known when it happened or later.
        """
        assert event.known >= event.at

    @pytest.mark.parametrize("kind", EventKind)
    def test_reach_kinds(self, kind):
        """
        Every kind of event is drawn.
        """
        assert reached(events, lambda found: found.kind is kind)


class TestCases:
    @given(case=cases())
    def test_cases(self, case):
        """
        A case was received first, unless that was taken back with all the rest.
        """
        found = standing(case)

        assert [event.kind for event in found[:1]] in ([], [EventKind.RECEIVED])

    @given(case=cases(scheme=PACK.promise))
    def test_of_scheme(self, case):
        """
        Without a calendar nothing is extended, and matters are those of the scheme.
        """
        assert EventKind.EXTENDED not in kinds(case)
        assert {event.matter for event in case.events} <= {None, "ordinary", "urgent"}

    @pytest.mark.traced
    @given(case=cases(scheme=PACK.promise, calendar=PACK.calendar))
    def test_of_calendar(self, case):
        """
        Everything happens on days that the calendar has, and can be read while it lasts.
        """
        last = max(event.known for event in case.events)
        at = max(event.at for event in case.events)

        assert at.date() in PACK.calendar.span
        if at.date() < date(2025, 10, 1):
            assert read(case, PACK.promise, PACK.calendar, at=at, known=last).case is case

    @given(data=st.data())
    def test_short_calendar(self, data):
        """
        A case ends where the days of its calendar do.
        """
        calendar = data.draw(work_calendars(max_days=2))
        case = data.draw(cases(scheme=PACK.promise, calendar=calendar))

        assert all(event.at.date() in calendar.span for event in standing(case))

    @pytest.mark.parametrize(
        "wanted",
        [
            lambda case: len(case.events) > 8,
            lambda case: len({event.at for event in case.events}) < len(standing(case)),
            lambda case: any(event.at.hour == 12 and not event.at.minute for event in case.events),
            lambda case: any(
                not event.at.hour and not event.at.minute for event in case.events[1:]
            ),
            lambda case: EventKind.RETRACTED in kinds(case),
            lambda case: not standing(case),
            lambda case: (
                len({event.id for event in case.events}) < len(case.events)
                and EventKind.RETRACTED not in kinds(case)
            ),
            lambda case: (
                [event.at for event in case.events] != sorted(event.at for event in case.events)
            ),
            lambda case: {EventKind.CLOSED, EventKind.REOPENED} <= set(kinds(case)),
            lambda case: any(event.reason == "other" for event in case.events),
            lambda case: any(event.reason == "appraisal" for event in case.events),
        ],
        ids=[
            "long",
            "same instant",
            "lunch",
            "midnight",
            "taken back",
            "all taken back",
            "corrected",
            "out of order",
            "reopened",
            "not listed",
            "listed",
        ],
    )
    def test_reach(self, wanted):
        """
        Nasty histories are drawn.
        """
        assert reached(promised, wanted)

    @pytest.mark.parametrize("kind", EventKind)
    def test_reach_kinds(self, kind):
        """
        Every kind of event happens in some case, extensions within the rule too.
        """
        assert reached(promised, lambda case: kind in kinds(case))

    def test_reach_extended(self):
        """
        A clock that stands is extended, too.
        """

        def paused_and_extended(case):
            found = [event.kind for event in standing(case)]
            return (EventKind.PAUSED, EventKind.EXTENDED) in pairwise(found)

        assert reached(promised, paused_and_extended)

    @pytest.mark.parametrize("channel", Channel)
    def test_reach_channels(self, channel):
        """
        Cases come in by every channel.
        """
        assert reached(cases, lambda case: case.events[0].channel is channel)

    def test_refused(self):
        """
        A scheme and a calendar are what they should be.
        """
        with pytest.raises(WrongTypeError, match="a StageScheme"):
            cases(scheme=PACK.calendar)
        with pytest.raises(WrongTypeError, match="a WorkCalendar"):
            cases(calendar=PACK.promise)


class TestSchemes:
    def test_no_common_matter(self):
        """
        Where no class of matter is spoken of by every stage, any is drawn.
        """
        [entry] = PACK.promise.stages.all_entries
        sign, solve, call_back = entry.value
        limit = solve.limits[0].limit
        others = attrs.evolve(sign, limits=(MatterLimit("odd", limit),))
        stages = (others, solve, call_back)
        series = attrs.evolve(
            PACK.promise.stages,
            entries=(attrs.evolve(entry, value=stages),),
        )
        scheme = attrs.evolve(PACK.promise, stages=series)

        assert _cases._names(scheme)[0] == _cases.MATTERS

    def test_repealed(self):
        """
        An entry that holds no stages names nothing.
        """
        [entry] = PACK.promise.stages.all_entries
        gone = attrs.evolve(entry, value=Repeal(), known=date(2026, 1, 1), start=date(2026, 1, 1))
        series = attrs.evolve(PACK.promise.stages, entries=(entry, gone))
        scheme = attrs.evolve(PACK.promise, stages=series)

        assert _cases._names(scheme) == _cases._names(PACK.promise)

    @given(st.data())
    def test_extended_while_paused(self, data):
        """
        What is extended while a clock stands is read in the case gone on with, too.
        """
        place = [event.kind for event in PACK.case.events].index(EventKind.PAUSED)
        case = Case(PACK.case.id, PACK.case.events[: place + 1])
        at = case.events[-1].at + timedelta(hours=1)
        rule = PACK.promise.extension.on(at.date())
        drawn = {"at": at, "known": at, "role": rule.consent[0], "amount": 1}
        event = Event(id="longer", kind=EventKind.EXTENDED, **drawn)
        found = _cases._granted(data.draw, case, event, PACK.promise, PACK.calendar)

        assert case.state(at, at) is CaseState.PAUSED
        assert found is not None
        assert found.role in rule.consent
        assert 1 <= found.amount <= rule.most

    def test_nothing_extended(self):
        """
        Where the scheme allows no extension, none is drawn.
        """
        [entry] = PACK.promise.extension.all_entries
        none = attrs.evolve(PACK.promise.extension, entries=(attrs.evolve(entry, value=None),))
        scheme = attrs.evolve(PACK.promise, extension=none)

        @given(case=cases(scheme=scheme, calendar=PACK.calendar))
        def check(case):
            assert EventKind.EXTENDED not in kinds(case)

        check()


class TestAnswers:
    @FEW
    @given(rules=answers.stage_rules(), setting=answers.settings())
    def test_rules(self, rules, setting):
        """
        Values in force and settings are drawn whole.
        """
        assert rules.stages
        assert setting.scheme.gaps() == ()
        assert setting.calendar.span.days

    @FEW
    @given(found=answers.readings())
    def test_readings(self, found):
        """
        A reading drawn is the one that its case gives.
        """
        again = read(found.case, found.scheme, found.calendar, at=found.at, known=found.known)

        assert again == found
        assert found.explain("zh")
        assert found.explain("en")

    @FEW
    @given(leg=answers.legs(), pause=answers.pauses(), moved=answers.moves())
    def test_stopped(self, leg, pause, moved):
        """
        What was stopped has pauses, each of which moved it.
        """
        assert len(leg.pauses) == len(leg.moved)
        assert pause.end >= pause.start
        assert moved.days >= 0

    @FEW
    @given(run=answers.runs(), told=answers.told(), found=answers.stage_readings())
    def test_runs(self, run, told, found):
        """
        A run has a start, and someone is told of what is due.
        """
        assert run.start
        assert told.reminder.amount == 0
        assert found.number >= 0

    @FEW
    @given(found=answers.dockets(), load=answers.loads(), shift=answers.shifts())
    def test_many(self, found, load, shift):
        """
        A docket holds some cases, a unit has some in hand, and a shift moves something.
        """
        assert 1 <= len(found.readings) <= 3
        assert load.running >= max(load.paused, load.overdue)
        assert shift.before != shift.after

    @pytest.mark.parametrize(
        "state", [state for state in StageState if state is not StageState.HANDED_OVER]
    )
    def test_reach_states(self, state):
        """
        Stages stand wherever they can.
        """

        def stands(found):
            return any(each.state is state for each in (*found.stages, *found.earlier))

        # Every stage of that promise has a limit.
        drawn = answers.readings if state is StageState.NO_LIMIT else readings

        assert reached(drawn, stands)

    @pytest.mark.parametrize("state", CaseState)
    def test_reach_case_states(self, state):
        """
        So do cases.
        """
        assert reached(readings, lambda found: found.state is state)
