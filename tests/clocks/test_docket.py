from datetime import UTC, datetime

import attrs
import pytest

from partygrid.clocks import (
    Case,
    Channel,
    Event,
    EventKind,
    Load,
    Role,
    StageState,
    docket,
    read,
)
from partygrid.errors import ConflictError, UnknownNameError
from partygrid.packs import load
from partygrid.trace import recompute
from partygrid.worktime import OFFICE_TIME

PACK = load("example")
K = EventKind


def at(day, hour=12, minute=0):
    """
    Give an instant of June 2025, a month without a festival.
    """
    return datetime(2025, 6, day, hour, minute, tzinfo=OFFICE_TIME)


def event(number, kind, when, **fields):
    """
    Make an event recorded when it happened.
    """
    if kind in {K.RECEIVED, K.TRANSFERRED}:
        fields = {"unit": "c-1", "assigned": Role.COMMUNITY, "leads": True, **fields}
    if kind is K.RECEIVED:
        fields = {"matter": "ordinary", "channel": Channel.ONLINE, **fields}
    return Event(id=f"e-{number}", kind=kind, at=when, known=when, role=Role.COMMUNITY, **fields)


def case(name, *course):
    """
    Make a case of pairs of kind and instant, some with fields.
    """
    return Case(
        name,
        tuple(
            event(number, kind, when, **(rest[0] if rest else {}))
            for number, (kind, when, *rest) in enumerate(course)
        ),
    )


DONE = case(
    "done",
    (K.RECEIVED, at(2, 11)),
    (K.SIGNED, at(2, 11, 30)),
    (K.RESOLVED, at(4)),
    (K.CALLED_BACK, at(5), {"satisfied": True}),
    (K.CLOSED, at(5, 13)),
)
LATE = case(
    "late",
    (K.RECEIVED, at(2, 11)),
    (K.SIGNED, at(2, 13)),
    (K.RESOLVED, at(11)),
    (K.CALLED_BACK, at(11, 13), {"satisfied": False}),
)
OPEN = case("open", (K.RECEIVED, at(2, 11)), (K.TRANSFERRED, at(3), {"unit": "c-2"}))
PAUSED = case(
    "paused",
    (K.RECEIVED, at(9, 11)),
    (K.SIGNED, at(9, 11, 5)),
    (K.PAUSED, at(10), {"reason": "appraisal"}),
)
GONE = case("gone", (K.RECEIVED, at(2, 11)), (K.WITHDRAWN, at(2, 11, 10)), (K.CLOSED, at(3)))
CASES = (PAUSED, LATE, GONE, OPEN, DONE)
THEN = at(20)


@pytest.fixture
def held():
    """
    Give the five cases at noon of 20 June.
    """
    return docket(CASES, PACK.promise, PACK.calendar, at=THEN)


def parts(ratio):
    """
    Give numerator and denominator.
    """
    return ratio.numerator, ratio.denominator


class TestDocket:
    def test_readings(self, held):
        """
        Each case is read as alone, in the order of the ids.
        """
        assert [reading.case.id for reading in held.readings] == [
            "done",
            "gone",
            "late",
            "open",
            "paused",
        ]
        assert held.readings[0] == read(DONE, PACK.promise, PACK.calendar, at=THEN)

    def test_twice(self):
        """
        No case is counted twice.
        """
        with pytest.raises(ConflictError, match="each id once"):
            docket([DONE, DONE], PACK.promise, PACK.calendar, at=THEN)

    def test_any_zone(self, held):
        """
        The zone of asking changes nothing.
        """
        assert held == docket(CASES, PACK.promise, PACK.calendar, at=THEN.astimezone(UTC))


class TestRates:
    def test_on_time(self, held):
        """
        Stages met in time are divided by those met or overdue; those still open count nowhere.
        """
        # In time: done's three, late's callback, paused's signature. Late: late's signature and
        # solution; open's two signatures, before and after its transfer, and its solution.
        assert parts(held.on_time()) == (5, 10)
        assert parts(held.on_time("solve")) == (1, 3)
        assert parts(held.on_time("call_back")) == (2, 2)

    def test_unknown_stage(self, held):
        """
        A rate is asked for a stage that there is.
        """
        with pytest.raises(UnknownNameError, match="call_back, sign, solve"):
            held.on_time("finish")

    def test_response(self, held):
        """
        Cases signed for or answered are divided by those received.
        """
        assert parts(held.response()) == (3, 5)

    def test_solution(self, held):
        """
        Cases resolved are divided by those received and not withdrawn.

        One that was filed after being withdrawn is not resolved.
        """
        assert parts(held.solution()) == (2, 4)

    def test_satisfaction(self, held):
        """
        The last callback of a case counts, if it had an answer.
        """
        again = attrs.evolve(
            LATE, events=(*LATE.events, event(9, K.CALLED_BACK, at(12), satisfied=True))
        )
        silent = attrs.evolve(LATE, events=(*LATE.events, event(9, K.CALLED_BACK, at(12))))

        assert parts(held.satisfaction()) == (1, 2)
        for cases, expected in (((again, DONE), (2, 2)), ((silent, DONE), (1, 1))):
            found = docket(cases, PACK.promise, PACK.calendar, at=THEN)
            assert parts(found.satisfaction()) == expected

    def test_reopened(self):
        """
        A case opened again is not resolved any more.
        """
        opened = attrs.evolve(LATE, events=(*LATE.events, event(9, K.REOPENED, at(12))))
        found = docket([opened], PACK.promise, PACK.calendar, at=THEN)

        assert parts(found.solution()) == (0, 1)

    def test_nothing(self):
        """
        Of no cases there is no rate.
        """
        empty = docket([], PACK.promise, PACK.calendar, at=THEN)

        assert empty.on_time().value is None
        assert empty.next_change is None
        assert empty.load == ()


class TestLists:
    def test_overdue(self, held):
        """
        What is late and not done is listed, the longest first.
        """
        assert [(name, run.stage.key) for name, run in held.overdue] == [
            ("open", "sign"),
            ("open", "solve"),
        ]
        assert all(run.state is StageState.BREACHED for _, run in held.overdue)

    def test_load(self, held):
        """
        Each unit has the open cases that were last given to it.
        """
        assert held.load == (Load("c-1", 1, 1, 0), Load("c-2", 1, 0, 1))

    def test_next_change(self):
        """
        The docket is looked at again when the first of its cases is.
        """
        early = docket(CASES, PACK.promise, PACK.calendar, at=at(2, 11, 5))
        alone = read(DONE, PACK.promise, PACK.calendar, at=at(2, 11, 5))

        assert early.next_change == alone.next_change

    def test_explained(self, held):
        """
        Every rate names both of its parts, and comes to what it shows.
        """
        text = held.explain("en")

        assert "done in time 50% = stages met in time 5 ÷ stages met or overdue 10" in text
        assert "overdue 2 items" in text
        assert "sign for open (since 2025-06-03 13:00)" in text
        assert "事项台账（截至 2025-06-20 12:00，5件）" in held.explain("zh")
        for step in held.trace().children[:4]:
            assert recompute(step) == step.value
        assert repr(held) == "<Docket at 2025-06-20 12:00:00: 5 cases>"
