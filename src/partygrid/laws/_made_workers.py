"""
Workers and ratings made from terms, so that a scheme can be tried before there is anybody to pay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from partygrid.dated import Month, Series, Terms
from partygrid.laws._rows import rows_of
from partygrid.org import Standing, Standings, unit_id
from partygrid.pay import CreditFor, PayRules, Selector
from partygrid.people import (
    NONE,
    Appointment,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
    Fact,
    LevelConfirmation,
    Probation,
    Service,
    WorkedDays,
    Worker,
    YearlyResult,
)
from partygrid.sources import Grade, Source

MADE: Final = Source(key="laws", title="为验证规则而设的情形", grade=Grade.ASSUMED)
_ONE_DAY: Final = timedelta(days=1)
_YEARS: Final = (4, 0, 1, 9, 20, 35)
_WORKING: Final = 21
# How each qualification is recorded: kind of fact, field, and the credits in which it counts.
_HELD: Final[dict[str, tuple[type[Fact], str, tuple[CreditFor, ...]]]] = {
    Selector.CERTIFICATE.value: (
        CertificateRegistration,
        "certificate",
        (CreditFor.CERTIFICATE_REGISTERED,),
    ),
    Selector.CERTIFICATE_PASSED.value: (
        CertificatePass,
        "certificate",
        (CreditFor.CERTIFICATE_PASSED,),
    ),
    Selector.CERTIFICATE_APPOINTED.value: (
        CertificateAppointment,
        "certificate",
        (CreditFor.CERTIFICATE_APPOINTED,),
    ),
    Selector.EDUCATION.value: (
        Education,
        "education",
        (
            CreditFor.EDUCATION,
            CreditFor.EDUCATION_AND_DEGREE,
            CreditFor.EDUCATION_OR_DEGREE,
        ),
    ),
    Selector.DEGREE.value: (
        Degree,
        "degree",
        (
            CreditFor.DEGREE,
            CreditFor.EDUCATION_AND_DEGREE,
            CreditFor.EDUCATION_OR_DEGREE,
        ),
    ),
}


def made_workers(terms: Terms[PayRules], month: Month) -> tuple[Worker, ...]:
    """
    Make workers who differ from a plain one in one fact each: every row of the scheme is there.

    Args:
        terms: The values in force for the month, as known on a day.
        month: The month.
    """
    rules = terms.parts[-1][1]
    ways = _ways(rules)
    plain = {name: values[0] for name, values in ways.items()}
    chosen = [plain]
    for name, values in ways.items():
        chosen += ({**plain, name: value} for value in values[1:])
    known = terms.known or month.last_day
    return tuple(
        Worker(f"made-{number}", tuple(_facts(each, month, known)))
        for number, each in enumerate(chosen, 1)
    )


def made_standings(terms: Terms[PayRules], month: Month) -> Standings:
    """
    Make the ratings of one unit for each share of the award that there is.
    """
    rules = terms.parts[-1][1]
    start = date(month.year - _BEFORE, 1, 1)
    stars = 0 if rules.stars is None else rules.stars.most
    return {
        unit_id(_unit(met)): Series[Standing](f"standing of {_unit(met)}").announce(
            Standing(criteria_met=met, stars=met % (stars + 1)),
            start=start,
            known=start,
            source=MADE,
        )
        for met in range(len(rules.award_shares))
    }


# No rating of a scheme lies further back.
_BEFORE: Final = 30


def _unit(met: int) -> str:
    return f"made-unit-{met}"


def _ways(rules: PayRules) -> dict[str, Sequence[Any]]:
    """
    List what each fact of a worker can be, the plainest first.
    """
    rows = rows_of(rules)
    found: dict[str, Sequence[Any]] = {
        "years": _YEARS,
        "staff": rules.covers,
        "criteria_met": tuple(reversed(range(len(rules.award_shares)))),
        "office": ("office",),
        "entry": (None, *(rule.entry for rule in rules.probation)),
        "grade": (None,),
    }
    if rules.ladder is not None:
        found["office"] = tuple(office for office, _ in rules.ladder.offices) or ("office",)
    elif Selector.LEVEL.value in rows:
        found["level"] = tuple(rows[Selector.LEVEL.value])
    if rules.service.results is not None:
        grades = sorted(rules.service.results.grades, key=lambda pair: not pair[1])
        found["grade"] = tuple(grade for grade, _ in grades)
    for name, (_, _, credits_) in _HELD.items():
        found[name] = _names(rules, rows, name, credits_)
    return found


def _names(
    rules: PayRules,
    rows: Mapping[str, Sequence[Any]],
    name: str,
    credits_: tuple[CreditFor, ...],
) -> tuple[str | None, ...]:
    """
    List the names that a qualification can have; None first if it need not be held.
    """
    known = list(rows.get(name, (NONE,)))
    if rules.ladder is not None:
        for credit in rules.ladder.credits:
            if credit.looks_at in credits_:
                known += (key for key, _ in credit.rows)
    held = tuple(dict.fromkeys(key for key in known if key != NONE))
    return (None, *held) if NONE in rows.get(name, (NONE,)) else held


def _facts(chosen: Mapping[str, Any], month: Month, known: date) -> list[Fact]:
    first = month.first_day
    start, before = _earlier(first, chosen["years"]), _earlier(first, 2)
    served = {"id": "service", "staff": chosen["staff"]}
    unit = unit_id(_unit(chosen["criteria_met"]))
    found: list[Fact] = [
        Service(start=start, known=start, **served),
        Appointment(id="office", unit=unit, office=chosen["office"], start=start, known=start),
        WorkedDays(
            id="days",
            start=first,
            end=month.last_day + _ONE_DAY,
            working=_WORKING,
            worked=_WORKING,
            known=month.last_day,
        ),
        # Recorded too late to count.
        Service(start=first, known=known + _ONE_DAY, **served),
    ]
    for name, (kind, field, _) in _HELD.items():
        if chosen[name] is not None:
            given = {"id": name, "start": before, "known": before, field: chosen[name]}
            found.append(kind(**given))
    if "level" in chosen:
        level = chosen["level"]
        found.append(LevelConfirmation(id="level", level=level, start=start, known=start))
    if chosen["entry"] is not None:
        day = _earlier(first, 1)
        found.append(Probation(id="entry", entry=chosen["entry"], start=day, known=day))
    if chosen["grade"] is not None:
        found += (
            YearlyResult(
                id=f"year-{year}",
                year=year,
                result=chosen["grade"],
                known=date(year + 1, 1, _RESULT_DAY),
            )
            for year in range(start.year, first.year)
        )
    return found


_RESULT_DAY: Final = 15


def _earlier(day: date, years: int) -> date:
    return day.replace(year=day.year - years)
