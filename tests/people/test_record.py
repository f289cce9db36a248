"""
What was on record on a day, against a replay of the file from its first page.
"""

from datetime import date, datetime, timedelta
from itertools import combinations, permutations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.errors import ConflictError, WrongTypeError
from partygrid.people import (
    Appointment,
    Break,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
    Fact,
    LevelConfirmation,
    Probation,
    Record,
    RetractedFact,
    Service,
    WorkedDays,
    Worker,
    YearlyResult,
)
from partygrid.strategies._conduct import breaks, probations, worked_days, yearly_results
from partygrid.strategies._days import days
from partygrid.strategies._people import level_confirmations, services, workers

ONE_DAY = timedelta(days=1)
FIELDS = {
    Service: "services",
    Appointment: "appointments",
    LevelConfirmation: "levels",
    Education: "educations",
    Degree: "degrees",
    CertificatePass: "passes",
    CertificateRegistration: "registrations",
    CertificateAppointment: "certificate_appointments",
    YearlyResult: "results",
    Break: "breaks",
    Probation: "probations",
    WorkedDays: "worked",
}
# What makes two facts of a kind contradict each other; other kinds may stand side by side.
OWN = {
    Service: {"staff": "professional"},
    Break: {"reason": "unpaid_leave"},
    Probation: {"entry": "new"},
    WorkedDays: {"working": 0, "worked": 0},
}


def day(number):
    """
    Number the days of one month.
    """
    return date(2025, 6, number)


def lasting(kind, name, start, end, known=1):
    """
    Record a fact on days of one month.
    """
    held = {"start": day(start), "end": day(end)}
    return kind(id=name, known=day(known), **held, **OWN[kind])


def taken_back(name, known):
    """
    Record on a day that a fact never was.
    """
    return RetractedFact(id=name, known=day(known))


def claims(fact):
    """
    List what a fact claims for itself alone: days, or a year.
    """
    if isinstance(fact, YearlyResult):
        return {fact.year}
    if isinstance(fact, LevelConfirmation):
        return {fact.start}
    if type(fact) not in OWN:
        return set()
    # Far enough for facts that end within a few months.
    end = fact.end or date(2026, 1, 1)
    return {fact.start + by * ONE_DAY for by in range((end - fact.start).days)}


def replayed(worker, known):
    """
    Turn the pages of a file one by one, up to a day, and sort what stands by kind.
    """
    standing = {}
    for fact in sorted(worker.facts, key=lambda fact: (fact.known, fact.id)):
        if known is None or fact.known <= known:
            standing.pop(fact.id, None)
            if not isinstance(fact, RetractedFact):
                standing[fact.id] = fact
    found = {name: [] for name in FIELDS.values()}
    for fact in standing.values():
        found[FIELDS[type(fact)]].append(fact)
    return {name: sorted(facts, key=_place) for name, facts in found.items()}


def _place(fact):
    return getattr(fact, "year", None) or fact.start, fact.id


def shown(record):
    """
    List the facts of a record by the names of its fields.
    """
    assert type(record) is Record
    return {name: list(getattr(record, name)) for name in FIELDS.values()}


# Few days and few ids, so that facts contradict each other about as often as not.
WINDOW = {"min_value": day(1), "max_value": date(2025, 9, 30)}
LONE = st.sampled_from(
    (
        services(**WINDOW),
        breaks(**WINDOW),
        probations(**WINDOW),
        worked_days(**WINDOW),
        level_confirmations(**WINDOW),
        yearly_results(**WINDOW),
    )
)


@st.composite
def files(draw):
    """
    Draw a worker whose facts may well contradict each other, corrected and taken back.
    """
    facts = []
    for number in range(draw(st.integers(0, 4))):
        kind = draw(LONE)
        first = attrs.evolve(draw(kind), id=f"f-{number}")
        facts.append(first)
        known = first.known
        for _ in range(draw(st.integers(0, 2))):
            known += ONE_DAY * draw(st.integers(1, 30))
            if draw(st.booleans()):
                facts.append(RetractedFact(id=first.id, known=known))
            else:
                facts.append(attrs.evolve(draw(kind), id=first.id, known=known))
    return Worker("w-1", tuple(facts))


class TestReplayed:
    @given(worker=workers())
    def test_every_day(self, worker):
        """
        On each day on which something was recorded, and beside it, the record is the replay.
        """
        knowns = {fact.known for fact in worker.facts}
        beside = {known + by * ONE_DAY for known in knowns for by in (-1, 0, 1)}

        for known in (None, *beside):
            record = worker.as_known(known)
            assert worker.id == record.worker
            assert replayed(worker, known) == shown(record)
            assert None is record.conflict

    @given(worker=workers())
    def test_derived(self, worker):
        """
        What is worked out beside the facts is what the facts say.
        """
        for known in {fact.known for fact in worker.facts}:
            record = worker.as_known(known)
            assert {fact.result for fact in record.results} == record.grades
            assert {fact.year for fact in record.results} == record.assessed
            assert tuple(getattr(record, name) for name in FIELDS.values()) == record.facts

    @given(worker=files())
    def test_contradictions(self, worker):
        """
        A record contradicts itself just when two of its facts claim one day or one year.
        """
        for known in (None, *{fact.known for fact in worker.facts}):
            record = worker.as_known(known)
            groups = replayed(worker, known)
            assert groups == shown(record)
            at_odds = any(
                claims(first) & claims(second)
                for facts in groups.values()
                for first, second in combinations(facts, 2)
            )
            assert at_odds == (record.conflict is not None)

    @given(worker=workers(), known=days())
    def test_as_known_facts(self, worker, known):
        """
        The record and the facts known of each kind are the same facts.
        """
        record = worker.as_known(known)

        for kind, name in FIELDS.items():
            assert set(worker.known_facts(kind, known)) == set(getattr(record, name))

    @given(worker=workers())
    def test_later_records_play_no_part(self, worker):
        """
        What is recorded later changes nothing on any day before.
        """
        for known in {fact.known for fact in worker.facts}:
            earlier = Worker(worker.id, tuple(f for f in worker.facts if f.known <= known))

            assert earlier.as_known() == worker.as_known(known)

    @given(worker=workers(), data=st.data())
    def test_any_order(self, worker, data):
        """
        The order in which facts are given plays no part.
        """
        other = Worker(worker.id, tuple(data.draw(st.permutations(worker.facts))))

        for known in (None, *{fact.known for fact in worker.facts}):
            assert worker.as_known(known) == other.as_known(known)

    def test_nothing(self):
        """
        Before anything was recorded, and for a worker without facts, there is nothing on record.
        """
        assert Record("w-1") == Worker("w-1").as_known() == Worker("w-1").as_known(day(1))
        worker = Worker("w-1", (lasting(Service, "s-1", 1, 2, known=5),))
        assert Record("w-1") == worker.as_known(day(4))
        assert Record("w-1") != worker.as_known(day(5))

    def test_every_kind(self):
        """
        There is a place on record for every kind of fact.
        """
        derived = {"conflict", "grades", "assessed"}

        assert {*FIELDS.values(), "worker", *derived} == set(Record._fields)

    @pytest.mark.parametrize("known", ["2025-06-01", datetime(2025, 6, 1), 20250601, False])
    def test_not_a_day(self, known):
        """
        The day is a civil date, even where nothing is recorded.
        """
        with pytest.raises(WrongTypeError) as caught:
            Worker("w-1").as_known(known)

        assert "known" == caught.value.field
        assert known is caught.value.value


class TestConflicts:
    @pytest.mark.parametrize("kind", OWN)
    def test_meeting(self, kind):
        """
        Two that have a day in common contradict each other, and both are named with their days.
        """
        facts = (lasting(kind, "f-1", 1, 5), lasting(kind, "f-2", 4, 9))

        for order in permutations(facts):
            error = Worker("w-1", order).as_known().conflict
            assert type(error) is ConflictError
            assert f"worker w-1: {kind.__name__}" == error.field
            assert "f-1 [2025-06-01, 2025-06-05) and f-2 [2025-06-04, 2025-06-09)" == error.value
            assert "one at a time" == error.allowed

    @pytest.mark.parametrize("kind", OWN)
    def test_neighbours(self, kind):
        """
        One may begin on the day after the last of another.
        """
        facts = (lasting(kind, "f-1", 1, 5), lasting(kind, "f-2", 5, 9))

        assert None is Worker("w-1", facts).as_known().conflict

    @pytest.mark.parametrize("kind", OWN)
    def test_inside(self, kind):
        """
        One that lies inside a longer one is found, others standing between them or not.
        """
        facts = (lasting(kind, "f-1", 1, 20), lasting(kind, "f-2", 8, 9))

        assert "f-1" in Worker("w-1", facts).as_known().conflict.value

    def test_two_results(self):
        """
        A year has one result, even if two say the same.
        """
        facts = tuple(
            YearlyResult(id=f"y-{number}", year=2024, result="good", known=day(number))
            for number in (1, 2)
        )
        worker = Worker("w-1", facts)

        assert None is worker.as_known(day(1)).conflict
        error = worker.as_known(day(2)).conflict
        assert ("worker w-1: YearlyResult", "y-1 and y-2, both for 2024") == (
            error.field,
            error.value,
        )

    def test_two_levels(self):
        """
        Two confirmations of a level do not start on one day.
        """
        facts = tuple(
            LevelConfirmation(id=f"l-{number}", level=7, start=day(3), known=day(number))
            for number in (1, 2)
        )

        error = Worker("w-1", facts).as_known().conflict
        assert ("worker w-1: LevelConfirmation", "l-1 and l-2, both starting on 2025-06-03") == (
            error.field,
            error.value,
        )

    def test_side_by_side(self):
        """
        Offices, educations, degrees and certificates may be held side by side.
        """
        common = {"start": day(1), "known": day(1)}
        facts = tuple(
            kind(id=f"{kind.__name__}-{number}", **common, **own)
            for kind, own in (
                (Appointment, {"unit": "c-1", "office": "secretary"}),
                (Education, {"education": "bachelor"}),
                (Degree, {"degree": "bachelor"}),
                (CertificatePass, {"certificate": "senior"}),
                (CertificateRegistration, {"certificate": "senior"}),
                (CertificateAppointment, {"certificate": "senior"}),
            )
            for number in (1, 2)
        )
        record = Worker("w-1", facts).as_known()

        assert None is record.conflict
        assert all(2 == len(getattr(record, FIELDS[type(fact)])) for fact in facts)

    def test_other_kinds(self):
        """
        Facts of different kinds may share their days.
        """
        facts = tuple(lasting(kind, kind.__name__, 1, 5) for kind in OWN)

        assert None is Worker("w-1", facts).as_known().conflict

    def test_corrected(self):
        """
        A contradiction is gone from the day on which one of the two was corrected.
        """
        facts = (
            lasting(Service, "s-1", 1, 10),
            lasting(Service, "s-2", 5, 20, known=2),
            lasting(Service, "s-1", 1, 5, known=4),
        )
        worker = Worker("w-1", facts)

        found = [worker.as_known(day(number)).conflict is None for number in range(1, 6)]
        assert [True, False, False, True, True] == found

    def test_taken_back(self):
        """
        A contradiction is gone from the day on which one of the two was taken back.
        """
        facts = (
            lasting(Break, "b-1", 1, 10),
            lasting(Break, "b-2", 5, 20, known=2),
            taken_back("b-2", 4),
            lasting(Break, "b-2", 9, 20, known=5),
        )
        worker = Worker("w-1", facts)

        found = [worker.as_known(day(number)).conflict is None for number in range(1, 6)]
        assert [True, False, False, True, False] == found

    def test_on_one_day(self):
        """
        What a correction of the same day puts right is no contradiction on any day.
        """
        facts = (
            lasting(Service, "s-1", 1, 10),
            lasting(Service, "s-0", 5, 20, known=2),
            lasting(Service, "s-1", 1, 5, known=2),
        )
        worker = Worker("w-1", facts)

        assert all(worker.as_known(day(number)).conflict is None for number in range(1, 4))

    def test_two_kinds(self):
        """
        Of contradictions in two kinds, one is named; the other shows when that one is gone.
        """
        facts = (
            lasting(Service, "s-1", 1, 10),
            lasting(Service, "s-2", 5, 20),
            lasting(Break, "b-1", 1, 10),
            lasting(Break, "b-2", 5, 20),
            taken_back("b-1", 3),
            taken_back("s-1", 4),
        )
        worker = Worker("w-1", facts)

        assert "worker w-1: Break" == worker.as_known(day(2)).conflict.field
        assert "worker w-1: Service" == worker.as_known(day(3)).conflict.field
        assert None is worker.as_known(day(4)).conflict

    def test_file_is_kept(self):
        """
        A file that contradicts itself is a worker all the same: only reading it by a rule fails.
        """
        facts = (lasting(Service, "s-1", 1, 10), lasting(Service, "s-2", 5, 20))

        assert facts == Worker("w-1", facts).known_facts(Service)
        assert facts == Worker("w-1", facts).as_known().services


class TestKinds:
    def test_foreign(self):
        """
        A kind of fact that the library does not know is refused, also one made from a known kind.
        """

        @attrs.frozen(kw_only=True)
        class OwnService(Service):
            """
            Be a host's own kind of service.
            """

        @attrs.frozen(kw_only=True)
        class OwnFact(Fact):
            """
            Be a host's own kind of fact.
            """

        service = {"staff": "p", "start": day(1)}
        for fact in (
            OwnService(id="f-1", known=day(1), **service),
            OwnFact(id="f-1", known=day(1)),
            Fact(id="f-1", known=day(1)),
        ):
            with pytest.raises(WrongTypeError) as caught:
                Worker("w-1", (fact,))
            assert ("worker w-1: facts", "facts (Fact)") == (
                caught.value.field,
                caught.value.allowed,
            )
            assert fact is caught.value.value

    def test_repr(self):
        """
        A record is shown by its worker alone, however long the life.
        """
        record = Worker("w-1", (lasting(Service, "s-1", 1, 10),)).as_known()

        assert "<Record w-1>" == repr(record)
