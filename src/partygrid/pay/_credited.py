"""
What a worker's qualifications are worth on a ladder.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from partygrid.pay._credit import Credit, CreditFor
from partygrid.pay._ladder import PayLadder
from partygrid.people import Fact, Record


class Credited(NamedTuple):
    """
    Say which qualification brought a credit, and what it gave.

    Args:
        credit: The credit.
        worth: What it gave: a number, or the rank of a position.
        facts: The facts behind it.
    """

    credit: Credit
    worth: int
    facts: tuple[Fact, ...]


def credited(record: Record, ladder: PayLadder, day: date, years: int) -> tuple[Credited, ...]:
    """
    List the credits that count on a day, in the order of the ladder.

    Args:
        record: What is on record of the worker.
        ladder: The ladder.
        day: The day.
        years: The full years of service by then.

    Raises:
        ValueNotAllowedError: The ladder does not know a qualification.
    """
    found = []
    used: set[str] = set()
    for credit in ladder.credits:
        facts = qualified(record, credit, credit.effective.reference(day))
        if not facts or years < credit.after_years or credit.group in used:
            continue
        worth = credit.rows[_row_of(credit, facts[0])][1]
        if not worth:
            continue
        if credit.group is not None:
            used.add(credit.group)
        amount = ladder.rank_of(worth) if isinstance(worth, str) else worth
        found.append(Credited(credit, amount, facts))
    return tuple(found)


def _row_of(credit: Credit, fact: Any) -> int:
    """
    Give the place of a qualification among the rows of a credit.
    """
    name = name_of(fact)
    for place, (known, _) in enumerate(credit.rows):
        if known == name:
            return place
    credit.worth(name)  # raises
    raise AssertionError  # pragma: no cover - worth has raised


def name_of(fact: Any) -> str:
    """
    Give the name of a qualification.
    """
    for field in ("certificate", "education", "degree"):
        name = getattr(fact, field, None)
        if name is not None:
            return str(name)
    raise AssertionError  # pragma: no cover - only qualifications come here


def qualified(record: Record, credit: Credit, day: date) -> tuple[Fact, ...]:
    """
    Give the facts behind a credit on a day; the first is the one whose row counts.

    Raises:
        ValueNotAllowedError: A qualification has no row.
    """
    looks_at = credit.looks_at
    if looks_at in _LISTS:
        return _highest(credit, on_day(getattr(record, _LISTS[looks_at]), day))
    education = _highest(credit, on_day(record.educations, day))
    degree = _highest(credit, on_day(record.degrees, day))
    if looks_at is CreditFor.EDUCATION_AND_DEGREE:
        if not (education and degree):
            return ()
        both = (*education, *degree)
        return tuple(sorted(both, key=lambda fact: _row_of(credit, fact)))
    both = (*education, *degree)
    return tuple(sorted(both, key=lambda fact: -_row_of(credit, fact)))


_LISTS = {
    CreditFor.EDUCATION: "educations",
    CreditFor.DEGREE: "degrees",
    CreditFor.CERTIFICATE_PASSED: "passes",
    CreditFor.CERTIFICATE_REGISTERED: "registrations",
    CreditFor.CERTIFICATE_APPOINTED: "certificate_appointments",
}


def on_day(facts: tuple[Any, ...], day: date) -> list[Any]:
    """
    List the facts that hold on a day; those that have no end hold for good.
    """
    return [
        fact
        for fact in facts
        if fact.start <= day and ((end := getattr(fact, "end", None)) is None or day < end)
    ]


def _highest(credit: Credit, facts: list[Any]) -> tuple[Any, ...]:
    if not facts:
        return ()
    return (max(facts, key=lambda fact: _row_of(credit, fact)),)
