from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.errors import WrongTypeError
from partygrid.org import unit_id
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    Fact,
    LevelConfirmation,
    RetractedFact,
    Service,
    Worker,
)
from partygrid.serial import from_data, to_data
from partygrid.strategies._days import days
from partygrid.strategies._people import (
    appointments,
    certificate_registrations,
    level_confirmations,
    services,
    workers,
)
from partygrid.strategies._words import ids

DAY, KNOWN = date(2024, 1, 1), date(2024, 1, 5)
DAYS = {"start": "2024-01-01", "known": "2024-01-05"}

# Each kind of fact: what it is, and how it is written.
FACTS = {
    "service": (
        Service(id="s-1", staff="professional", start=DAY, known=KNOWN),
        {"id": "s-1", "staff": "professional", **DAYS},
    ),
    "appointment": (
        Appointment(id="a-1", unit=unit_id("c-1"), start=DAY, end=date(2025, 1, 1), known=KNOWN),
        {"id": "a-1", "unit": "c-1", "end": "2025-01-01", **DAYS},
    ),
    "level_confirmation": (
        LevelConfirmation(id="l-1", level=7, start=DAY, known=KNOWN),
        {"id": "l-1", "level": 7, **DAYS},
    ),
    "certificate_registration": (
        CertificateRegistration(id="q-1", certificate="senior", start=DAY, known=KNOWN),
        {"id": "q-1", "certificate": "senior", **DAYS},
    ),
    "retraction": (
        RetractedFact(id="s-1", known=KNOWN),
        {"id": "s-1", "known": "2024-01-05"},
    ),
}
LEVEL = {"fact": "level_confirmation", **FACTS["level_confirmation"][1]}


class TestFacts:
    def test_every_kind(self):
        """
        Every kind of fact there is has a name.
        """

        def below(kind):
            for each in kind.__subclasses__():
                yield from below(each)
                if not each.__name__.startswith("_") and each.__module__.startswith("partygrid."):
                    yield each

        assert {type(fact) for fact, _ in FACTS.values()} == set(below(Fact))

    @pytest.mark.parametrize("name", FACTS)
    def test_written(self, name):
        """
        Where any fact may stand, its kind is told by a key; where only one may, it is not.
        """
        fact, data = FACTS[name]

        assert {"fact": name, **data} == to_data(fact, kind=Fact)
        assert data == to_data(fact)
        assert fact == from_data(Fact, {**data, "fact": name})
        assert fact == from_data(type(fact), data)

    @given(fact=services() | appointments() | level_confirmations() | certificate_registrations())
    def test_round_trip(self, round_trip, fact):
        """
        Every fact comes back, as one of its kind and as a fact of any kind.
        """
        round_trip(fact, type(fact))
        round_trip(fact, Fact, bare=False)

    @given(name=ids(), known=days())
    def test_retraction(self, round_trip, name, known):
        """
        A retraction comes back.
        """
        round_trip(RetractedFact(id=name, known=known), Fact, bare=False)

    def test_missing(self, problems):
        """
        Without the key that tells the kind nothing else can be looked at.
        """
        assert [("$.fact", "required field missing")] == problems(Fact, FACTS["service"][1])

    @pytest.mark.parametrize(
        "name", ["Service", "services", "", None, 4, True, ["service"], {"service": 1}], ids=repr
    )
    def test_unknown(self, problems, name):
        """
        An unknown kind is refused, and the kinds there are listed.
        """
        ((path, message),) = problems(Fact, LEVEL | {"fact": name})

        assert "$.fact" == path
        assert f"got {name!r}; allowed: {', '.join(FACTS)}" == message

    @pytest.mark.parametrize("data", [None, "service", ["service"], 4], ids=repr)
    def test_only_objects(self, problems, data):
        """
        A fact is an object with keys.
        """
        ((path, message),) = problems(Fact, data)

        assert "$" == path
        assert message.endswith("allowed: an object with keys")

    @pytest.mark.parametrize(
        ("changes", "paths"),
        [
            ({"level": "7"}, ["$.level"]),
            ({"level": 7.0}, ["$.level"]),
            ({"level": True}, ["$.level"]),
            ({"level": None}, ["$.level"]),
            ({"level": 0}, ["$"]),
            ({"level": 1001}, ["$"]),
            ({"id": ""}, ["$"]),
            ({"id": "l 1"}, ["$"]),
            ({"id": 1}, ["$.id"]),
            ({"start": "2024-02-30", "known": None}, ["$.known", "$.start"]),
            ({"end": "2025-01-01"}, ["$"]),
            ({"levels": 7}, ["$"]),
        ],
        ids=repr,
    )
    def test_refused(self, problems, changes, paths):
        """
        Each fault is found where it lies; a confirmation has no end.
        """
        assert paths == [path for path, _ in problems(Fact, LEVEL | changes)]

    def test_the_source_is_left_alone(self):
        """
        Reading takes nothing out of the data.
        """
        data = dict(LEVEL)
        from_data(Fact, data)

        assert LEVEL == data

    @pytest.mark.parametrize("value", [None, "service", LEVEL, Worker("w-1")], ids=repr)
    def test_not_written(self, value):
        """
        What is no fact is not written as one; the kinds are listed.
        """
        with pytest.raises(WrongTypeError, match="allowed: one of Service, Appointment"):
            to_data(value, kind=Fact)


class TestWorkers:
    @given(worker=workers())
    def test_round_trip(self, round_trip, worker):
        """
        A worker comes back with all facts, corrections and retractions.
        """
        round_trip(worker, Worker)

    @given(staff=st.lists(workers(), max_size=3).map(tuple))
    def test_several(self, round_trip, staff):
        """
        So do several.
        """
        round_trip(staff, tuple[Worker, ...])
        round_trip(list(staff), list[Worker])

    def test_written(self):
        """
        The facts of a worker are told apart by their kind.
        """
        facts = (FACTS["level_confirmation"][0],)

        assert {"id": "w-1", "facts": [LEVEL]} == to_data(Worker("w-1", facts))
        assert {"id": "w-1"} == to_data(Worker("w-1"))

    def test_paths(self, problems):
        """
        The faults of all facts are found at once.
        """
        service = {"fact": "service", **FACTS["service"][1]}
        data = {
            "id": "w-1",
            "facts": [
                LEVEL,
                LEVEL | {"level": "7", "known": 20240105},
                {"fact": "promotion"},
                service | {"end": "2023-12-31"},
                service | {"staf": "professional"},
                None,
            ],
            "name": "",
        }

        assert [
            "$",
            "$.facts[1].known",
            "$.facts[1].level",
            "$.facts[2].fact",
            "$.facts[3]",
            "$.facts[4]",
            "$.facts[5]",
        ] == [path for path, _ in problems(Worker, data)]

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ([LEVEL, LEVEL], "recorded twice on 2024-01-05"),
            (
                [LEVEL, {"fact": "service", **FACTS["service"][1], "id": "l-1"}],
                "recorded twice on 2024-01-05",
            ),
            (
                [
                    LEVEL,
                    {
                        "fact": "service",
                        **FACTS["service"][1],
                        "id": "l-1",
                        "known": "2024-01-06",
                    },
                ],
                "LevelConfirmation, then Service",
            ),
            (
                [{"fact": "retraction", "id": "l-1", "known": "2024-01-05"}],
                "to take back a fact recorded earlier",
            ),
        ],
        ids=["twice", "two kinds", "another kind", "nothing to take back"],
    )
    def test_contradictions(self, problems, facts, said):
        """
        Facts that contradict each other are refused at the worker, with the id of the fact.
        """
        ((path, message),) = problems(Worker, {"id": "w-1", "facts": facts})

        assert "$" == path
        assert "worker w-1: fact l-1" in message
        assert said in message
