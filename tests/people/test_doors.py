"""
Every door of the room, tried with what does not belong there: a named error, and nothing else.
"""

from datetime import date

import attrs
import pytest
from doors import names, refusal, shuts, tried

from partygrid.dated import Effective, Interval
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
    PartYears,
    Probation,
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
    check_result,
    full_years,
    service_years,
    tally,
)

DAY, LATER = date(2025, 1, 1), date(2025, 2, 1)
EARLY = EarlyRule(
    grade="good",
    run=2,
    overlapping=False,
    no_grade_breaks=True,
    most=3,
    gives=EarlyGain.LEVELS,
    amount=1,
)
RESULTS = ResultRule(grades=(("good", True),), no_grade_counts=False, unassessed=Unassessed.WAITS)
RULE = ServiceRule(
    count=ServiceCount.POOLED,
    part_years=PartYears.DROPPED,
    effective=Effective.SAME_DAY,
    breaks=("leave",),
    since=DAY,
    results=RESULTS,
    early=EARLY,
)
SERVED = Service(id="s", known=DAY, start=DAY, end=LATER, staff="professional")
WORKER = Worker("w", (SERVED,))
FACTS = (
    SERVED,
    Fact(id="f", known=DAY),
    Appointment(id="a", known=DAY, start=DAY, end=LATER, unit="u", office="clerk"),
    LevelConfirmation(id="l", known=DAY, start=DAY, level=3),
    RetractedFact(id="r", known=DAY),
    Break(id="b", known=DAY, start=DAY, end=LATER, reason="leave"),
    Probation(id="p", known=DAY, start=DAY, end=LATER, entry="new"),
    YearlyResult(id="y", known=DAY, year=2024, result="good"),
    WorkedDays(id="d", known=DAY, start=DAY, end=LATER, working=20, worked=18),
    Education(id="e", known=DAY, start=DAY, education="bachelor"),
    Degree(id="g", known=DAY, start=DAY, degree="bachelor"),
    CertificatePass(id="c", known=DAY, start=DAY, certificate="first"),
    CertificateRegistration(id="c", known=DAY, start=DAY, end=LATER, certificate="first"),
    CertificateAppointment(id="c", known=DAY, start=DAY, end=LATER, certificate="first"),
)


def fields(value):
    """
    Give what a value is made of.
    """
    return {
        field.alias: getattr(value, field.name)
        for field in attrs.fields(type(value))
        if field.init
    }


DOORS = {
    **{type(each).__name__: (type(each), fields(each)) for each in (*FACTS, EARLY, RESULTS, RULE)},
    "Worker": (Worker, {"id": "w", "facts": (SERVED,)}),
    "Worker.known_facts": (WORKER.known_facts, {"kind": Service, "known": DAY}),
    "Worker.as_known": (WORKER.as_known, {"known": DAY}),
    "check_result": (lambda result: check_result(result, field="result"), {"result": "good"}),
    "ResultRule.counts": (lambda grade: RESULTS.counts(grade, field="result"), {"grade": "good"}),
    "full_years": (full_years, {"start": DAY, "day": LATER}),
    "service_years": (
        service_years,
        {"periods": [Interval(DAY, LATER)], "day": LATER, "count": ServiceCount.POOLED},
    ),
    "tally": (
        tally,
        {
            "record": WORKER.as_known(),
            "staff": ("professional",),
            "rule": RULE,
            "day": LATER,
        },
    ),
    "Tally.gained": (Tally(1, 1, (), ()).gained, {"rule": RULE, "gain": EarlyGain.LEVELS}),
}


@pytest.mark.parametrize("door", DOORS)
def test_opens(door):
    """
    What is right is taken, or the trials of a door would say nothing.
    """
    call, given = DOORS[door]
    call(**given)


@pytest.mark.parametrize(("door", "name"), tried(DOORS))
def test_refused(door, name):
    """
    What belongs nowhere is refused; the error names field and limit.
    """
    assert shuts(DOORS, door, name)


@pytest.mark.parametrize(("door", "name"), tried(DOORS))
def test_named(door, name):
    """
    What belongs elsewhere is refused by a named error, if it is refused.
    """
    assert names(DOORS, door, name)


@pytest.mark.parametrize(
    ("door", "name", "value", "field", "allowed"),
    [
        ("service_years", "periods", None, "periods", "an iterable of Intervals"),
        ("service_years", "periods", "x", "periods", "an iterable of Intervals"),
        ("service_years", "periods", "", "periods", "an iterable of Intervals"),
        ("service_years", "periods", [DAY], "periods", "an Interval"),
        ("tally", "staff", (1,), "staff", "text"),
        ("Tally.gained", "rule", None, "rule", "a ServiceRule"),
        ("Tally.gained", "gain", "levels", "gain", "an EarlyGain"),
        ("Worker.known_facts", "kind", None, "kind", "a class of facts"),
        ("Worker.known_facts", "kind", int, "kind", "a class of facts"),
        ("Worker.known_facts", "kind", SERVED, "kind", "a class of facts"),
    ],
)
def test_told(door, name, value, field, allowed):
    """
    What was wrong, and what would be taken instead.
    """
    error = refusal(DOORS, door, name, value)

    assert (field, allowed) == (error.field, error.allowed)


def test_fact():
    """
    A fact of no kind says that it is one; no worker has such.
    """
    fact = Fact(id="f", known=DAY)

    assert "fact f, recorded 2025-01-01" == fact.note.en
    assert "facts (Fact)" == refusal(DOORS, "Worker", "facts", (fact,)).allowed


def test_generator():
    """
    Periods of service may come one by one, in any order.
    """
    periods = (Interval(DAY.replace(year=year), LATER.replace(year=year)) for year in (2025, 2020))

    assert 0 == service_years(periods, LATER, ServiceCount.PER_PERIOD)
