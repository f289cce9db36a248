"""
A worker: an id and the facts recorded under it.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TypeVar

import attrs

from partygrid.dated import check_day
from partygrid.errors import ConflictError, UnknownNameError, WrongTypeError
from partygrid.labels import check_id
from partygrid.people._facts import Fact, RetractedFact
from partygrid.people._memory import Memory
from partygrid.people._record import KINDS, Record, records_of
from partygrid.people._until import turns_of

F = TypeVar("F", bound=Fact)


def _order(fact: Fact) -> tuple[date, str, bool]:
    """
    Put a retraction last on its day: beside a record of that day it contradicts it.
    """
    return fact.known, fact.id, isinstance(fact, RetractedFact)


@attrs.frozen
class Worker:
    """
    Hold the facts recorded of one worker; the order in which they are given does not matter.

    Args:
        id: The host's opaque id of the worker.
        facts: The facts, corrections and retractions included.

    Raises:
        WrongTypeError: An item is not a fact.
        ConflictError: One id was recorded twice on one day, or stands for two kinds of fact.
        UnknownNameError: A retraction names a fact that was not recorded before.

    >>> from partygrid.people import LevelConfirmation
    >>> level = LevelConfirmation(
    ...     id="l-1", level=7, start=date(2024, 1, 1), known=date(2024, 1, 5)
    ... )
    >>> worker = Worker("w-1", (level,))
    >>> worker.known_facts(LevelConfirmation, known=date(2024, 1, 4))
    ()
    """

    id: str
    facts: tuple[Fact, ...] = attrs.field(default=(), repr=False)
    _knowns: tuple[date, ...] = attrs.field(init=False, repr=False, eq=False)
    _records: tuple[Record, ...] = attrs.field(init=False, repr=False, eq=False)
    _memory: Memory = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse facts that contradict each other, and put them in order.
        """
        check_id(self.id, field="worker.id")
        if type(self.facts) is not tuple:
            raise WrongTypeError(
                field=f"worker {self.id}: facts", value=self.facts, allowed="a tuple of facts"
            )
        for fact in self.facts:
            if type(fact) not in KINDS:
                raise WrongTypeError(
                    field=f"worker {self.id}: facts", value=fact, allowed="facts (Fact)"
                )
        ordered = tuple(sorted(self.facts, key=_order))
        object.__setattr__(self, "facts", ordered)
        last: dict[str, Fact] = {}
        kinds: dict[str, type[Fact]] = {}
        for fact in ordered:
            self._check_against(last.get(fact.id), kinds.get(fact.id), fact)
            last[fact.id] = fact
            if not isinstance(fact, RetractedFact):
                kinds[fact.id] = type(fact)
        records = records_of(self.id, ordered)
        object.__setattr__(self, "_knowns", tuple(known for known, _ in records))
        nothing = Record(self.id)
        object.__setattr__(self, "_records", (nothing, *(record for _, record in records)))
        object.__setattr__(self, "_memory", Memory(turns_of(ordered)))

    def _check_against(self, before: Fact | None, kind: type[Fact] | None, fact: Fact) -> None:
        field = f"worker {self.id}: fact {fact.id}"
        if before is None or kind is None:
            if isinstance(fact, RetractedFact):
                raise UnknownNameError(
                    field=field, value=fact.id, allowed="to take back a fact recorded earlier"
                )
            return
        if before.known == fact.known:
            raise ConflictError(
                field=field,
                value=f"recorded twice on {fact.known}",
                allowed="one record of an id a day; a correction has a later known",
            )
        if not isinstance(fact, kind | RetractedFact):
            raise ConflictError(
                field=field,
                value=f"{kind.__name__}, then {type(fact).__name__}",
                allowed="one kind of fact under an id",
            )

    def known_facts(self, kind: type[F], known: date | None = None) -> tuple[F, ...]:
        """
        Give the facts of one kind as they stood, by id, after corrections and retractions.

        Args:
            kind: The class of fact.
            known: What was recorded later plays no part; None: all that is recorded does.

        Returns:
            The latest record of each id that has not been taken back, in the order of their ids.

        Raises:
            WrongTypeError: The kind is no class of facts, or the day no civil date.
        """
        given: object = kind
        if not isinstance(given, type) or not issubclass(given, Fact):
            raise WrongTypeError(field="kind", value=kind, allowed="a class of facts")
        if known is not None:
            check_day(known, field="known")
        latest: dict[str, Fact] = {}
        for fact in self.facts:
            if known is None or fact.known <= known:
                latest[fact.id] = fact
        return tuple(
            fact
            for _, fact in sorted(latest.items())
            if isinstance(fact, kind) and not isinstance(fact, RetractedFact)
        )

    def as_known(self, known: date | None = None) -> Record:
        """
        Give what was on record on a day, sorted by kind.

        Args:
            known: What was recorded later plays no part; None: all that is recorded does.

        Raises:
            WrongTypeError: It is not a civil date.

        >>> from partygrid.people import LevelConfirmation
        >>> level = LevelConfirmation(
        ...     id="l-1", level=7, start=date(2024, 1, 1), known=date(2024, 1, 5)
        ... )
        >>> [each.level for each in Worker("w-1", (level,)).as_known(date(2024, 1, 5)).levels]
        [7]
        """
        if known is None:
            return self._records[-1]
        if type(known) is not date:
            check_day(known, field="known")
        return self._records[bisect_right(self._knowns, known)]
