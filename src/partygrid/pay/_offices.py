"""
Which of a worker's offices count on a day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from partygrid.errors import ConflictError, NotInForceError, UnknownNameError
from partygrid.pay._ladder import Concurrent, PayLadder
from partygrid.people import Appointment, Record

if TYPE_CHECKING:
    from partygrid.pay._rules import PayRules


def offices_on(record: Record, day: date) -> tuple[Appointment, ...]:
    """
    List the appointments held on a day.
    """
    held = []
    for fact in record.appointments:
        if fact.start > day:
            break
        if fact.end is None or day < fact.end:
            held.append(fact)
    return tuple(held)


def offices_of(
    record: Record, rules: PayRules, ladder: PayLadder, day: date
) -> tuple[Appointment, ...]:
    """
    Give the appointments that count on a day, the highest position first.

    Raises:
        NotInForceError: There is none.
        ConflictError: There are several where one is allowed.
        UnknownNameError: The ladder does not know an office.
    """
    held = offices_on(record, ladder.effective.reference(day)) or offices_on(record, day)
    if len(held) == 1 and held[0].office in ladder._by_office:  # noqa: SLF001 - one room
        return held
    return in_rank(record, rules, held, day)


def in_rank(
    record: Record, rules: PayRules, held: tuple[Appointment, ...], day: date
) -> tuple[Appointment, ...]:
    """
    Put appointments held together in order, the highest position first.

    Raises:
        NotInForceError: There is none.
        ConflictError: There are several where one is allowed.
        UnknownNameError: The ladder does not know an office.
    """
    if not held:
        raise NotInForceError(
            field=f"worker {record.worker}: appointment",
            day=str(day),
            allowed="a day on which the worker holds an appointment to a unit",
            source=rules.entry("ladder").cite(),
        )
    ladder = rules.ladder
    if ladder is None or (len(held) > 1 and ladder.concurrent is Concurrent.REFUSED):
        raise ConflictError(
            field=f"worker {record.worker}: Appointment",
            value=", ".join(f"{fact.id} {fact.interval}" for fact in held),
            allowed="one at a time",
            source=rules.entry("ladder").cite(),
        )
    by_office = ladder._by_office  # noqa: SLF001 - one room
    for fact in held:
        if fact.office not in by_office:
            raise UnknownNameError(
                field=f"worker {record.worker}: office",
                value=fact.office,
                allowed=", ".join(by_office),
                source=rules.entry("ladder").cite(),
            )
    return tuple(sorted(held, key=lambda fact: (-by_office[fact.office], fact.start, fact.id)))
