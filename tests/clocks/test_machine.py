"""
Let a case live: events in order and late, wrong and taken back, other schemes, notices, questions.
"""

from datetime import timedelta

import attrs
import pytest
from drawn import (
    CAUSES,
    KINDS,
    MIDNIGHT,
    ZONES,
    Scheme,
    Tape,
    drawn_extension,
    drawn_limit,
    drawn_office,
    made_calendar,
    made_event,
    made_scheme,
    with_limit,
)
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from seconds import DAY, FOLLOWS, HOUR, MICRO, Entry, Notice, Record

from partygrid.clocks import Case, EventKind, docket, read
from partygrid.errors import ConflictError, PartyGridError, UnknownNameError, ValueNotAllowedError
from partygrid.worktime import OFFICE_TIME

MOMENT = timedelta(microseconds=1)
START = 30 * DAY
LENGTH = 700
ENDED = {"met", "met_late", "breached", "withdrawn", "handed_over"}
MACHINES = {10: 3, 50: 60, 5_000: 5_000}.get(settings().max_examples, 50)
TAPES = st.binary(min_size=60, max_size=60)


def said_by(ask):
    """
    Ask; give all that was answered, or the error.
    """
    try:
        reading = ask()
    except PartyGridError as error:
        return type(error), str(error)
    return reading.state, [told(each) for each in (*reading.earlier, *reading.stages)]


def told(each):
    """
    Give what a reading says of a run.
    """
    return (
        each.stage.key,
        each.number,
        each.run,
        each.state,
        each.due,
        each.is_firm,
        each.used,
        each.left,
        each.told,
        each.next_change,
    )


def changing(reading):
    """
    Give of a reading what makes it worth looking at.
    """
    return reading.state, [
        (each.stage.key, each.state, each.due, each.told)
        for each in (*reading.earlier, *reading.stages)
    ]


class Life(RuleBasedStateMachine):
    """
    Hold a case, its scheme and its calendar, as they are by now.
    """

    @initialize(data=st.binary(min_size=200, max_size=200))
    def begin(self, data):
        """
        Draw a scheme and a calendar; nothing has happened yet.
        """
        tape = Tape(data)
        self.office = drawn_office(tape, LENGTH)
        self.plan = Scheme(tape)
        del self.plan.entries[1:]
        self.calendar, self.scheme = made_calendar(self.office), made_scheme(self.plan)
        self.now = START
        self.case, self.count = Case("c-1"), 0
        self.records, self.judged = [], {}

    # What happens.

    def at(self, second=None):
        """
        Give an instant of office time.
        """
        return MIDNIGHT + timedelta(seconds=self.now if second is None else second)

    def look(self, case=None):
        """
        Read the case now.
        """
        return read(self.case if case is None else case, self.scheme, self.calendar, at=self.at())

    def take(self, record, *, late):
        """
        Take a record, if it is possible and the scheme allows it; else all is as it was.
        """
        before, events = said_by(self.look), self.case.events
        made = made_event(record)
        try:
            case = Case("c-1", (made, *events))
            self.look(case)
        except PartyGridError:
            assert self.case.events is events
            assert said_by(self.look) == before
            return False
        self.case = case
        self.records.append(record)
        if late:
            # Another history has other verdicts.
            self.judged = {}
        return True

    def record(self, tape, kind, back=0):
        """
        Draw a record of what happened by now.
        """
        self.count += 1
        return Record(
            f"e-{self.count}",
            kind,
            self.now - back,
            self.now,
            tape.among(*CAUSES),
            1 + tape.below(3),
            "district" if tape.below(6) else "grid",
        )

    @rule(data=TAPES)
    def happens(self, data):
        """
        Something happens that can happen.
        """
        tape = Tape(data)
        kind = tape.among(*KINDS[self.case.state(self.at()).value])
        if kind:
            self.take(self.record(tape, kind), late=False)
        self.now += 1 + tape.below(tape.among(1, 90, 40_000, DAY, 4 * DAY))

    @rule(data=TAPES)
    def comes_late(self, data):
        """
        Something is recorded after the event, whatever it is.
        """
        tape = Tape(data)
        kind = tape.among(*(each.value for each in EventKind if each.value != "retracted"))
        self.take(self.record(tape, kind, tape.below(3 * DAY)), late=True)
        self.now += 1

    @precondition(lambda self: self.records)
    @rule(data=TAPES)
    def corrected(self, data):
        """
        A record turns out to be wrong, or never to have been.
        """
        tape = Tape(data)
        record = tape.among(*self.records)
        if tape.below(2):
            record = record._replace(kind="retracted", known=self.now)
        else:
            at = max(0, record.at - tape.below(HOUR) * tape.below(2))
            record = record._replace(at=at, known=self.now, cause=tape.among(*CAUSES))
        self.take(record, late=True)
        self.now += 1

    @precondition(lambda self: self.records)
    @rule(data=TAPES)
    def twice(self, data):
        """
        The same record is one; other content of one moment, or a retraction of nothing, is none.
        """
        tape = Tape(data)
        record = tape.among(*self.records)
        made = made_event(record)
        assert Case("c-1", (made, *self.case.events, made)) == self.case
        other = attrs.evolve(made, at=made.at - timedelta(seconds=1))
        for wrong, error in (
            (other, ConflictError),
            (
                made_event(record._replace(id="e-0", kind="retracted")),
                UnknownNameError,
            ),
        ):
            with pytest.raises(error):
                Case("c-1", (*self.case.events, wrong))

    @rule(data=TAPES)
    def impossible(self, data):
        """
        What cannot happen now is refused, and the error says what can.
        """
        tape = Tape(data)
        state = self.case.state(self.at()).value
        kinds = [
            each.value
            for each in EventKind
            if each.value != "retracted" and each.value not in FOLLOWS[state]
        ]
        record = self.record(tape, tape.among(*kinds))
        if any(each.at == self.now for each in self.records):
            self.now += 1
            record = record._replace(at=self.now, known=self.now)
        before = self.case
        with pytest.raises(ValueNotAllowedError) as refused:
            Case("c-1", (*before.events, made_event(record)))
        assert record.id in refused.value.field
        assert set(refused.value.allowed.split(", ")) == set(FOLLOWS[state])
        assert self.case == before

    # What is announced.

    @rule(data=TAPES)
    def notice(self, data):
        """
        From tomorrow on it is known that some days to come are off, or worked.
        """
        tape = Tape(data)
        known = self.now // DAY + 1
        if any(each.known == known for each in self.office.notices):
            return
        days = {known + tape.below(9): (tape.once_in(3), None) for _ in range(1 + tape.below(3))}
        notice = Notice(known, known, known, days)
        self.office = self.office._replace(notices=(*self.office.notices, notice))
        self.calendar = made_calendar(self.office)

    @rule(data=TAPES)
    def scheme_swapped(self, data):
        """
        From some day to come on another limit holds, and other extensions.
        """
        tape = Tape(data)
        last = self.plan.entries[-1]
        known = self.now // DAY + 1
        start = known + tape.below(4)
        if start <= last.start or known <= last.known:
            return
        form = last.stages["stage"]
        form = with_limit(form._replace(causes=CAUSES[: tape.below(3)]), drawn_limit(tape))
        extension = drawn_extension(tape, ("stage",), form.limit)
        self.plan.entries.append(Entry(start, known, {"stage": form}, extension))
        self.scheme = made_scheme(self.plan)

    # What is asked.

    @rule(data=TAPES)
    def ask(self, data):
        """
        Nothing depends on what was asked before, in which zone, or on the order of records.
        """
        tape = Tape(data)
        at = self.now - tape.below(20 * DAY)
        micro = at * MICRO + tape.among(0, 1, -1)
        known = micro + tape.among(0, 1, 30) * tape.below(9 * DAY) * MICRO
        zone = tape.among(*ZONES)

        def asked(case, scheme, calendar, zone):
            return said_by(
                lambda: read(
                    case,
                    scheme,
                    calendar,
                    at=(MIDNIGHT + micro * MOMENT).astimezone(zone),
                    known=(MIDNIGHT + known * MOMENT).astimezone(zone),
                )
            )

        fresh = Case("c-1", tuple(sorted(self.case.events, key=repr, reverse=True)))
        assert fresh == self.case
        assert hash(fresh) == hash(self.case)
        new = made_scheme(self.plan), made_calendar(self.office)
        one = asked(self.case, self.scheme, self.calendar, zone)
        assert asked(fresh, *new, OFFICE_TIME) == one
        assert asked(self.case, self.scheme, self.calendar, ZONES[0]) == one

    @rule(days=st.integers(0, 40), part=st.integers(1, 999))
    def wait(self, days, part):
        """
        Before the next change nothing changes, and at it something does.
        """
        case, known, now = self.case, self.at(), self.at()
        reading = self.look()

        def then(at):
            return changing(read(case, self.scheme, self.calendar, at=at, known=known))

        coming = reading.next_change
        if coming is None:
            assert then(now + timedelta(days=days)) == changing(reading)
            return
        assert coming > now
        gap = coming - now
        for at in (now + gap * part // 1000, coming - MOMENT):
            assert then(at) == changing(reading)
        assert then(coming) != changing(reading)

    @rule()
    def listed(self):
        """
        In a docket it is read as alone.
        """
        other = attrs.evolve(self.case, id="c-0")
        held = docket([self.case, other], self.scheme, self.calendar, at=self.at())
        alone = self.look()
        assert [each.case.id for each in held.readings] == ["c-0", "c-1"]
        assert changing(held.readings[1]) == changing(alone)
        assert held.next_change == alone.next_change

    @invariant()
    def verdicts(self):
        """
        What has ended keeps its verdict, whatever is announced later.
        """
        reading = self.look()
        for each in (*reading.earlier, *reading.stages):
            if each.run is None or each.run.end is None:
                continue
            verdict = (each.state, each.due, each.breached_at, each.used, each.left, each.told)
            assert each.state.value in ENDED
            key = each.stage.key, each.run.start, each.run.end
            assert self.judged.setdefault(key, verdict) == verdict


def test_life():
    """
    A case keeps its laws, whatever happens in whatever order.
    """
    run_state_machine_as_test(
        Life,
        settings=settings(max_examples=MACHINES, stateful_step_count=30),
    )
