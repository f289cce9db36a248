from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid.dated import Effective
from partygrid.errors import WrongTypeError
from partygrid.org import unit_id
from partygrid.people import (
    Appointment,
    Break,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    EarlyGain,
    EarlyRule,
    Education,
    Fact,
    LevelConfirmation,
    NoResult,
    PartYears,
    Probation,
    Record,
    Result,
    ResultRule,
    RetractedFact,
    Service,
    ServiceCount,
    ServiceRule,
    Tally,
    Unassessed,
    WorkedDays,
    Worker,
    YearlyResult,
)
from partygrid.people._record import KINDS
from partygrid.serial import from_data, to_data
from partygrid.strategies._conduct import breaks, probations, worked_days, yearly_results
from partygrid.strategies._days import days
from partygrid.strategies._people import appointments, level_confirmations, services, workers
from partygrid.strategies._qualifications import (
    certificate_appointments,
    certificate_passes,
    certificate_registrations,
    degrees,
    educations,
)
from partygrid.strategies._service import early_rules, result_rules, service_rules
from partygrid.strategies._words import ids

# Large values are slow to draw.
DEAR = settings.get_profile("dear")

DAY, KNOWN = date(2024, 1, 1), date(2024, 1, 5)
DAYS = {"start": "2024-01-01", "known": "2024-01-05"}

# Each kind of fact: what it is, and how it is written.
FACTS = {
    "service": (
        Service(id="s-1", staff="professional", start=DAY, known=KNOWN),
        {"id": "s-1", "staff": "professional", **DAYS},
    ),
    "appointment": (
        Appointment(
            id="a-1",
            unit=unit_id("c-1"),
            office="secretary",
            start=DAY,
            end=date(2025, 1, 1),
            known=KNOWN,
        ),
        {"id": "a-1", "unit": "c-1", "office": "secretary", "end": "2025-01-01", **DAYS},
    ),
    "level_confirmation": (
        LevelConfirmation(id="l-1", level=7, start=DAY, known=KNOWN),
        {"id": "l-1", "level": 7, **DAYS},
    ),
    "education": (
        Education(id="e-1", education="bachelor", start=DAY, known=KNOWN),
        {"id": "e-1", "education": "bachelor", **DAYS},
    ),
    "degree": (
        Degree(id="d-1", degree="master", start=DAY, known=KNOWN),
        {"id": "d-1", "degree": "master", **DAYS},
    ),
    "certificate_pass": (
        CertificatePass(id="p-1", certificate="senior", start=DAY, known=KNOWN),
        {"id": "p-1", "certificate": "senior", **DAYS},
    ),
    "certificate_registration": (
        CertificateRegistration(id="q-1", certificate="senior", start=DAY, known=KNOWN),
        {"id": "q-1", "certificate": "senior", **DAYS},
    ),
    "certificate_appointment": (
        CertificateAppointment(
            id="k-1", certificate="senior", start=DAY, end=date(2025, 1, 1), known=KNOWN
        ),
        {"id": "k-1", "certificate": "senior", "end": "2025-01-01", **DAYS},
    ),
    "yearly_result": (
        YearlyResult(id="y-1", year=2023, result="excellent", known=KNOWN),
        {"id": "y-1", "year": 2023, "result": "excellent", "known": "2024-01-05"},
    ),
    "break": (
        Break(id="b-1", reason="left", start=DAY, known=KNOWN),
        {"id": "b-1", "reason": "left", **DAYS},
    ),
    "probation": (
        Probation(id="t-1", entry="new", start=DAY, end=date(2024, 7, 1), known=KNOWN),
        {"id": "t-1", "entry": "new", "end": "2024-07-01", **DAYS},
    ),
    "worked_days": (
        WorkedDays(id="w-1", start=DAY, end=date(2024, 2, 1), working=22, worked=20, known=KNOWN),
        {"id": "w-1", "end": "2024-02-01", "working": 22, "worked": 20, **DAYS},
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
        assert {type(fact) for fact, _ in FACTS.values()} == KINDS

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

    @given(
        fact=st.one_of(
            services(),
            appointments(),
            level_confirmations(),
            educations(),
            degrees(),
            certificate_passes(),
            certificate_registrations(),
            certificate_appointments(),
            yearly_results(),
            breaks(),
            probations(),
            worked_days(),
        )
    )
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


class TestResults:
    @pytest.mark.parametrize(
        ("result", "text"),
        [("good", "good"), (NoResult.NO_GRADE, "no_grade"), (NoResult.NOT_STATED, "not_stated")],
    )
    def test_written(self, result, text):
        """
        A result is written as text, be it a grade or why there is none; it comes back as it was.
        """
        fact = YearlyResult(id="y-1", year=2023, result=result, known=KNOWN)
        data = to_data(fact)

        assert text == data["result"] == to_data(result, kind=Result)
        assert type(data["result"]) is str
        assert result == from_data(YearlyResult, data).result == from_data(Result, text)
        assert type(result) is type(from_data(YearlyResult, data).result)

    @pytest.mark.parametrize("value", [None, 1, True, 0.5, ["good"], {"result": "good"}], ids=repr)
    def test_refused(self, problems, value):
        """
        A result is text; why there is none is listed.
        """
        data = {**FACTS["yearly_result"][1], "result": value}
        ((path, message),) = problems(YearlyResult, data)

        assert "$.result" == path
        assert f"got {value!r}" in message
        assert message.endswith("allowed: a grade, or one of no_grade, not_stated")

    def test_blank(self, problems):
        """
        A grade is a name: text without blanks.
        """
        ((path, message),) = problems(
            YearlyResult, {**FACTS["yearly_result"][1], "result": "very good"}
        )

        assert "$" == path
        assert "fact y-1: result: got 'very good'" in message

    @pytest.mark.parametrize("value", ["no_grade", None, 7, True, Unassessed.WAITS], ids=repr)
    def test_not_written(self, value):
        """
        Text that would be read back as something else is not written, nor is what is no result.
        """
        with pytest.raises(WrongTypeError, match="allowed: a grade or a NoResult"):
            to_data(value, kind=Result)


class TestRules:
    @given(rule=service_rules())
    def test_service(self, round_trip, rule):
        """
        A rule of how service is counted comes back with all its parts.
        """
        round_trip(rule, ServiceRule)

    @given(results=result_rules(), early=early_rules())
    def test_parts(self, round_trip, results, early):
        """
        So do the rules of results and of early steps that stand alone.
        """
        round_trip(results, ResultRule)
        round_trip(early, EarlyRule)

    def test_written(self):
        """
        Ways are written by their names, grades as pairs; what a rule does not have is left out.
        """
        plain = ServiceRule(
            count=ServiceCount.POOLED,
            part_years=PartYears.CALENDAR,
            effective=Effective.NEXT_JANUARY,
        )
        ways = {"count": "pooled", "part_years": "calendar", "effective": "next_january"}
        results = ResultRule(
            grades=(("good", True), ("failed", False)),
            no_grade_counts=False,
            unassessed=Unassessed.WAITS,
        )
        early = EarlyRule(
            grade="good",
            run=2,
            overlapping=False,
            no_grade_breaks=True,
            most=None,
            gives=EarlyGain.LEVELS,
            amount=1,
        )

        assert ways == to_data(plain)
        assert {
            **ways,
            "breaks": ["left"],
            "since": "2024-01-01",
            "results": {
                "grades": [["good", True], ["failed", False]],
                "no_grade_counts": False,
                "unassessed": "waits",
            },
            "early": {
                "grade": "good",
                "run": 2,
                "overlapping": False,
                "no_grade_breaks": True,
                "most": None,
                "gives": "levels",
                "amount": 1,
            },
        } == to_data(
            attrs.evolve(plain, breaks=("left",), since=DAY, results=results, early=early)
        )

    @pytest.mark.parametrize(
        ("changes", "paths"),
        [
            ({"count": "pool"}, ["$.count"]),
            ({"effective": None}, ["$.effective"]),
            ({"breaks": "left"}, ["$.breaks"]),
            ({"breaks": ["left", "left"]}, ["$"]),
            ({"since": "2024-02-30", "part_years": 1}, ["$.part_years", "$.since"]),
            ({"results": {"grades": [["good", 1]]}}, ["$.results.grades[0][1]"]),
            ({"early": {}}, ["$.early.grade"]),
            ({"rounding": 1}, ["$"]),
        ],
        ids=repr,
    )
    def test_refused(self, problems, changes, paths):
        """
        Each fault is found where it lies.
        """
        data = {"count": "pooled", "part_years": "dropped", "effective": "same_day"}
        found = [path for path, _ in problems(ServiceRule, data | changes)]

        assert set(paths) <= set(found)
        assert all(
            any(path.startswith(each) for each in ("$.results", "$.early", *paths))
            for path in found
        )

    @pytest.mark.parametrize(
        "value", [Record("w-1"), Tally(0, 0, (), ())], ids=["record", "tally"]
    )
    def test_outcomes(self, value):
        """
        Records and tallies are worked out again from the facts, and neither written nor read.
        """
        with pytest.raises(WrongTypeError):
            to_data(value)
        with pytest.raises(WrongTypeError):
            from_data(type(value), {})


class TestWorkers:
    @given(worker=workers())
    def test_round_trip(self, round_trip, worker):
        """
        A worker comes back with all facts, corrections and retractions.
        """
        round_trip(worker, Worker)

    @DEAR
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
