"""
A worker: facts that were recorded, corrected and taken back.
"""

from datetime import date, datetime, timedelta
from itertools import permutations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.errors import (
    ConflictError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
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
    RetractedFact,
    Service,
    WorkedDays,
    Worker,
    YearlyResult,
)
from partygrid.strategies._people import workers

KINDS = (
    Service,
    Appointment,
    LevelConfirmation,
    Education,
    Degree,
    CertificatePass,
    CertificateRegistration,
    CertificateAppointment,
    YearlyResult,
    Break,
    Probation,
    WorkedDays,
)
ONE_DAY = timedelta(days=1)


def day(number):
    """
    Number the days of one month.
    """
    return date(2025, 6, number)


def level(known, level=7, name="l-1"):
    """
    Record a level on a day.
    """
    return LevelConfirmation(id=name, level=level, start=date(2025, 1, 1), known=day(known))


def service(known, name="s-1"):
    """
    Record service on a day.
    """
    return Service(id=name, staff="professional", start=date(2025, 1, 1), known=day(known))


def taken_back(known, name="l-1"):
    """
    Record on a day that a fact never was.
    """
    return RetractedFact(id=name, known=day(known))


def replayed(facts, kind, known):
    """
    Play all records of each id in the order in which they were made, one file for each id.
    """
    files = {}
    for fact in facts:
        files.setdefault(fact.id, []).append(fact)
    standing = {}
    for name, records in files.items():
        for record in sorted(records, key=lambda record: record.known):
            if known is not None and record.known > known:
                continue
            if isinstance(record, RetractedFact):
                del standing[name]
            else:
                standing[name] = record
    return [standing[name] for name in sorted(standing) if isinstance(standing[name], kind)]


class TestKnownFacts:
    def test_one_after_the_other(self):
        """
        A correction shows from the day it was recorded, a retraction hides, a new record shows.
        """
        first, corrected, again = level(2), level(5, 8), level(12, 9)
        worker = Worker("w-1", (again, taken_back(9), corrected, first))
        expected = {1: (), 2: (first,), 4: (first,), 5: (corrected,), 9: (), 11: (), 12: (again,)}

        for number, facts in expected.items():
            assert facts == worker.known_facts(LevelConfirmation, known=day(number))
        assert (again,) == worker.known_facts(LevelConfirmation)

    def test_in_order_of_ids(self):
        """
        Facts are given in the order of their ids, whenever they were recorded.
        """
        worker = Worker("w-1", (level(1, name="b"), level(3, name="a"), level(2, name="c")))

        assert ["a", "b", "c"] == [fact.id for fact in worker.known_facts(LevelConfirmation)]

    def test_by_kind(self):
        """
        Only facts of the kind are given; `Fact` gives all kinds, and never a retraction.
        """
        worker = Worker("w-1", (level(1), service(2), service(3, "s-2"), taken_back(4, "s-2")))

        assert (level(1),) == worker.known_facts(LevelConfirmation)
        assert (service(2),) == worker.known_facts(Service)
        assert (level(1), service(2)) == worker.known_facts(Fact)
        assert () == worker.known_facts(RetractedFact)
        assert () == worker.known_facts(Appointment)

    @given(worker=workers(), data=st.data())
    def test_replayed(self, worker, data):
        """
        What was known on a day is what a replay of each file up to that day gives.
        """
        recorded = sorted({fact.known for fact in worker.facts}) or [date(2025, 1, 1)]
        known = data.draw(
            st.none()
            | st.builds(
                lambda at, by: at + by * ONE_DAY, st.sampled_from(recorded), st.integers(-1, 1)
            )
        )

        for kind in (*KINDS, Fact):
            expected = replayed(worker.facts, kind, known)
            assert expected == list(worker.known_facts(kind, known))

    @given(worker=workers())
    def test_later_records_play_no_part(self, worker):
        """
        Dropping what was recorded after a day changes nothing asked as known on that day.
        """
        for known in {fact.known for fact in worker.facts}:
            earlier = Worker(worker.id, tuple(f for f in worker.facts if f.known <= known))

            for kind in KINDS:
                assert earlier.known_facts(kind) == worker.known_facts(kind, known)

    @pytest.mark.parametrize("known", ["2025-06-01", datetime(2025, 6, 1), 20250601, False])
    def test_not_a_day(self, known):
        """
        The day is a civil date, even where nothing is recorded.
        """
        with pytest.raises(WrongTypeError) as caught:
            Worker("w-1").known_facts(Service, known)

        assert ("known", known) == (caught.value.field, caught.value.value)
        assert "a civil date" in str(caught.value)


class TestAnyOrder:
    @given(worker=workers(), data=st.data())
    def test_equal(self, worker, data):
        """
        The same facts in another order make an equal worker.
        """
        shuffled = tuple(data.draw(st.permutations(worker.facts)))
        other = Worker(worker.id, shuffled)

        assert worker == other
        assert hash(worker) == hash(other)
        assert worker.facts == other.facts

    @given(worker=workers())
    def test_in_order(self, worker):
        """
        Facts are kept in the order in which they were recorded; none is added or lost.
        """
        knowns = [fact.known for fact in worker.facts]

        assert sorted(knowns) == knowns
        assert worker == Worker(worker.id, worker.facts)

    def test_all_orders(self):
        """
        A file of four records reads the same in each of the orders it can be given in.
        """
        facts = (level(2), level(5, 8), taken_back(9), level(12, 9))

        assert {Worker("w-1", facts)} == {Worker("w-1", order) for order in permutations(facts)}


class TestConflicts:
    @pytest.mark.parametrize(
        "facts",
        [
            (level(5), level(5)),
            (level(5), level(5, 8)),
            (level(5), service(5, "l-1")),
            (level(5), taken_back(5)),
            (level(1), level(5, 8), taken_back(5)),
            (level(1), taken_back(5), taken_back(5)),
        ],
        ids=[
            "same",
            "another level",
            "another kind",
            "fact and retraction",
            "correction and retraction",
            "two retractions",
        ],
    )
    def test_one_day(self, facts):
        """
        Two records of one id on one day contradict each other, in whatever order they come.
        """
        for order in permutations(facts):
            with pytest.raises(ConflictError) as caught:
                Worker("w-1", order)

            error = caught.value
            assert ("worker w-1: fact l-1", "recorded twice on 2025-06-05") == (
                error.field,
                error.value,
            )
            assert str(error) == (
                "worker w-1: fact l-1: got 'recorded twice on 2025-06-05'; allowed: one record "
                "of an id a day; a correction has a later known"
            )

    @pytest.mark.parametrize(
        "facts",
        [(level(1), service(5, "l-1")), (level(1), taken_back(3), service(5, "l-1"))],
        ids=["corrected", "recorded again"],
    )
    def test_kind(self, facts):
        """
        An id stands for one kind of fact, even after that was taken back.
        """
        for order in permutations(facts):
            with pytest.raises(ConflictError) as caught:
                Worker("w-1", order)

            error = caught.value
            assert ("worker w-1: fact l-1", "LevelConfirmation, then Service") == (
                error.field,
                error.value,
            )
            assert "allowed: one kind of fact under an id" in str(error)

    @pytest.mark.parametrize(
        "facts",
        [(taken_back(5),), (taken_back(5), level(6)), (level(1, name="l-2"), taken_back(5))],
        ids=["nothing", "recorded later", "another id"],
    )
    def test_nothing_to_take_back(self, facts):
        """
        Only what was recorded before can be taken back.
        """
        for order in permutations(facts):
            with pytest.raises(UnknownNameError) as caught:
                Worker("w-1", order)

            error = caught.value
            assert ("worker w-1: fact l-1", "l-1") == (error.field, error.value)
            assert str(error) == (
                "worker w-1: fact l-1: 'l-1' is not known; allowed: to take back a fact "
                "recorded earlier"
            )

    def test_taken_back_twice(self):
        """
        Taking back what was taken back changes nothing.
        """
        worker = Worker("w-1", (level(1), taken_back(3), taken_back(5)))

        assert () == worker.known_facts(LevelConfirmation)
        assert () == worker.known_facts(LevelConfirmation, day(4))


class TestRefused:
    @pytest.mark.parametrize("facts", [None, [], [level(1)], level(1), {level(1)}])
    def test_no_tuple(self, facts):
        """
        Facts come as a tuple: what could be changed later is refused.
        """
        with pytest.raises(WrongTypeError) as caught:
            Worker("w-1", facts)

        assert "worker w-1: facts" == caught.value.field
        assert facts is caught.value.value
        assert "worker w-1: facts: got " in str(caught.value)
        assert "a tuple of facts" in str(caught.value)

    @pytest.mark.parametrize("bad", [None, "l-1", ("l-1", 7), LevelConfirmation, True])
    def test_no_fact(self, bad):
        """
        What is no fact is refused, wherever it stands.
        """
        with pytest.raises(WrongTypeError) as caught:
            Worker("w-1", (level(1), bad))

        assert ("worker w-1: facts", bad) == (caught.value.field, caught.value.value)
        assert "facts (Fact)" in str(caught.value)

    @pytest.mark.parametrize("name", ["", " ", "w 1", "x" * 129])
    def test_blank_id(self, name):
        """
        The worker's id is not empty, not too long, and holds no blank.
        """
        with pytest.raises(ValueNotAllowedError) as caught:
            Worker(name)

        assert ("worker.id", name) == (caught.value.field, caught.value.value)
        assert "none of them blank" in str(caught.value)

    @pytest.mark.parametrize("name", [None, 17, True])
    def test_id_not_text(self, name):
        """
        The worker's id is text.
        """
        with pytest.raises(WrongTypeError) as caught:
            Worker(name)

        assert ("worker.id", name) == (caught.value.field, caught.value.value)
        assert f"worker.id: got {name!r}" in str(caught.value)


class TestRepr:
    def test_short(self):
        """
        A worker is shown by its id alone, however long its file is.
        """
        assert "Worker(id='w-1')" == repr(Worker("w-1", (level(1), service(2))))

    def test_frozen(self):
        """
        A worker cannot be changed.
        """
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            Worker("w-1").facts = (level(1),)
