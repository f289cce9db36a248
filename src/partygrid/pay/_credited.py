"""
What a worker's qualifications are worth on a ladder.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from partygrid.pay._credit import Credit, CreditFor
from partygrid.pay._ladder import PayLadder
from partygrid.people import Fact, Record

_new = tuple.__new__


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


Ranked: TypeAlias = tuple[int, tuple[Fact, ...]]
"""
The rank of a qualification among the rows of a credit, below 0 for none, and the facts behind it.
"""


def ranked_of(record: Record, ladder: PayLadder, day: date) -> tuple[Ranked, ...]:
    """
    Rank the qualifications that count on a day, for each credit of a ladder.

    Args:
        record: What is on record of the worker.
        ladder: The ladder.
        day: The day.

    Raises:
        ValueNotAllowedError: The ladder does not know a qualification.
    """
    found: list[Ranked] = []
    effective, reference = None, day
    for credit in ladder.credits:
        if credit.effective is not effective:
            effective = credit.effective
            reference = effective.reference(day)
        # Looked up even where it cannot count: what has no row is refused.
        found.append(_LOOKS[credit.looks_at](record, credit, reference))
    return tuple(found)


def credited(ladder: PayLadder, ranked: tuple[Ranked, ...], years: int) -> tuple[Credited, ...]:
    """
    List the credits that count, in the order of the ladder.

    Args:
        ladder: The ladder.
        ranked: The qualifications, as `ranked_of` gives them.
        years: The full years of service.
    """
    found: list[Credited] = []
    used: list[str] = []
    for credit, (rank, facts) in zip(ladder.credits, ranked, strict=True):
        if rank < 0 or years < credit.after_years or (group := credit.group) in used:
            continue
        worth = credit.rows[rank][1]
        if not worth:
            continue
        if group is not None:
            used.append(group)
        amount = ladder.rank_of(worth) if type(worth) is str else worth
        found.append(_new(Credited, (credit, amount, facts)))
    return tuple(found)


def on_day(facts: Sequence[Any], day: date) -> list[Any]:
    """
    List the facts that hold on a day; those that have no end hold for good.
    """
    return [
        fact
        for fact in facts
        if fact.start <= day and ((end := getattr(fact, "end", None)) is None or day < end)
    ]


def _education(record: Record, credit: Credit, day: date) -> Ranked:
    best = -1
    facts: tuple[Fact, ...] = ()
    for fact in record.educations:
        if fact.start <= day:
            rank = credit.rank(fact.education)
            if rank > best:
                best, facts = rank, (fact,)
    return best, facts


def _degree(record: Record, credit: Credit, day: date) -> Ranked:
    best = -1
    facts: tuple[Fact, ...] = ()
    for fact in record.degrees:
        if fact.start <= day:
            rank = credit.rank(fact.degree)
            if rank > best:
                best, facts = rank, (fact,)
    return best, facts


def _both(record: Record, credit: Credit, day: date) -> Ranked:
    """
    Find the highest row that both education and degree reach.
    """
    education, diplomas = _education(record, credit, day)
    degree, degrees = _degree(record, credit, day)
    if education < 0 or degree < 0:
        return -1, ()
    return min(education, degree), (*diplomas, *degrees)


def _either(record: Record, credit: Credit, day: date) -> Ranked:
    education = _education(record, credit, day)
    degree = _degree(record, credit, day)
    return degree if degree[0] > education[0] else education


def _passed(record: Record, credit: Credit, day: date) -> Ranked:
    return _certificate(record.passes, credit, day)


def _registered(record: Record, credit: Credit, day: date) -> Ranked:
    return _certificate(record.registrations, credit, day)


def _appointed(record: Record, credit: Credit, day: date) -> Ranked:
    return _certificate(record.certificate_appointments, credit, day)


def _certificate(facts: Sequence[Any], credit: Credit, day: date) -> Ranked:
    best: Ranked = (-1, ())
    for fact in on_day(facts, day):
        rank = credit.rank(fact.certificate)
        if rank > best[0]:
            best = (rank, (fact,))
    return best


_LOOKS = {
    CreditFor.EDUCATION: _education,
    CreditFor.DEGREE: _degree,
    CreditFor.EDUCATION_AND_DEGREE: _both,
    CreditFor.EDUCATION_OR_DEGREE: _either,
    CreditFor.CERTIFICATE_PASSED: _passed,
    CreditFor.CERTIFICATE_REGISTERED: _registered,
    CreditFor.CERTIFICATE_APPOINTED: _appointed,
}
