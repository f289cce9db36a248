"""
A series: all that was ever said about one thing, with both dates.
"""

from __future__ import annotations

from datetime import date
from typing import Generic, Self, TypeVar

import attrs

from partygrid.dated._entry import Dated, named_entry
from partygrid.dated._gaps import NotStated, Repeal, Retraction
from partygrid.dated._index import Chain, build, check, check_kinds, look_up, order
from partygrid.dated._interval import Interval, check_day
from partygrid.dated._refusal import refusal
from partygrid.errors import UnknownNameError, ValueNotAllowedError
from partygrid.labels import check_kind
from partygrid.sources import Source

T = TypeVar("T")


@attrs.frozen
class Series(Generic[T]):
    """
    Hold the dated entries of one thing and answer what held on a day, as known on a day.

    A later-known entry shadows earlier-known ones on the days it covers and on no others. The
    order in which entries are given does not matter.

    Args:
        name: The name of the thing, as errors and explanations give it.
        entries: What was said, in any order.
        beneath: A more general series that shows wherever this one holds nothing or is repealed.

    Raises:
        ConflictError: Two entries became known on one day and their days meet.
        UnknownNameError: A retraction names no entry of this series.
        WrongTypeError: An entry is not a `Dated`.

    >>> from partygrid.sources import Grade
    >>> notice = Source(key="n-7", title="通知", grade=Grade.HOST)
    >>> base = (
    ...     Series("base")
    ...     .announce(223050, start=date(2025, 1, 1), known=date(2024, 12, 20), source=notice)
    ...     .announce(235050, start=date(2025, 1, 1), known=date(2025, 9, 3), source=notice)
    ... )
    >>> base.on(date(2025, 6, 1)), base.on(date(2025, 6, 1), known=date(2025, 6, 30))
    (235050, 223050)
    """

    name: str
    entries: tuple[Dated[T], ...] = ()
    beneath: Series[T] | None = None
    _days: tuple[date, ...] = attrs.field(init=False, repr=False, eq=False)
    _chains: tuple[Chain, ...] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse what contradicts itself and prepare the look-up.
        """
        check_kinds(self.name, self.entries)
        check_kind(self.beneath, Series, f"{self.name}.beneath", or_none=True)
        check(self.name, self.entries)
        object.__setattr__(self, "entries", tuple(sorted(self.entries, key=order)))
        days, chains = build(self.entries)
        object.__setattr__(self, "_days", days)
        object.__setattr__(self, "_chains", chains)

    def find(self, day: date, known: date | None = None) -> Dated[T] | None:
        """
        Find the entry in force on a day, be it a value, a gap or a repeal.

        Args:
            day: The day asked about.
            known: What became known later plays no part; None: all that is known does.

        Returns:
            The entry, or None if nothing was ever said about that day.
        """
        if type(day) is not date or (known is not None and type(known) is not date):
            # The names of the fields are made only when they are needed.
            check_day(day, field=f"{self.name}: day")
            check_day(day if known is None else known, field=f"{self.name}: known")
        entry = look_up(self._days, self._chains, day, known)
        if self.beneath is not None and (entry is None or isinstance(entry.value, Repeal)):
            return self.beneath.find(day, known) or entry
        return entry

    def entry_on(self, day: date, known: date | None = None) -> Dated[T]:
        """
        Give the entry in force on a day, which holds a value.

        Raises:
            NotInForceError: Nothing is in force on that day, as known.
            RepealedError: What was in force has been repealed.
            NotStatedError: The source leaves it open and nobody has answered.
        """
        entry = self.find(day, known)
        if entry is None or isinstance(entry.value, NotStated | Repeal):
            raise refusal(self.name, day, known, entry, self.in_force(known))
        return entry

    def on(self, day: date, known: date | None = None) -> T:
        """
        Give the value in force on a day, as known on another.

        Args:
            day: The day asked about.
            known: What became known later plays no part; None: all that is known does.

        Raises:
            NotInForceError: Nothing is in force on that day, as known.
            RepealedError: What was in force has been repealed.
            NotStatedError: The source leaves it open and nobody has answered.
        """
        return self.entry_on(day, known).value  # type: ignore[return-value]

    def in_force(self, known: date | None = None) -> tuple[tuple[Interval, Dated[T]], ...]:
        """
        List the stretches of days on which something is in force, as known on a day.

        Gaps and repeals are listed too; neighbours with one entry are one stretch.
        """
        found: list[tuple[Interval, Dated[T]]] = []
        bounds = self.bounds
        for place, start in enumerate(bounds):
            entry = self.find(start, known)
            end = bounds[place + 1] if place + 1 < len(bounds) else None
            if entry is None:
                continue
            if found and found[-1][1] is entry:
                found[-1] = (Interval(found[-1][0].start, end), entry)
            else:
                found.append((Interval(start, end), entry))
        return tuple(found)

    @property
    def bounds(self) -> tuple[date, ...]:
        """
        The days on which what is in force can change.
        """
        below = self.beneath.bounds if self.beneath else ()
        return tuple(sorted({*self._days, *below}))

    @property
    def knowns(self) -> tuple[date, ...]:
        """
        The days on which something became known.
        """
        below = self.beneath.knowns if self.beneath else ()
        return tuple(sorted({*(entry.known for entry in self.entries), *below}))

    @property
    def all_entries(self) -> tuple[Dated[T], ...]:
        """
        The entries of this series and of those beneath.
        """
        return self.entries + (self.beneath.all_entries if self.beneath else ())

    @property
    def gaps(self) -> tuple[Dated[T], ...]:
        """
        The entries that the source leaves open and that still show on a day, as all is known.
        """
        shown = {id(entry): entry for _, entry in self.in_force()}
        return tuple(entry for entry in shown.values() if isinstance(entry.value, NotStated))

    def announce(
        self,
        value: T | NotStated[T],
        *,
        start: date,
        known: date,
        source: Source,
        end: date | None = None,
        dated_by: Source | None = None,
    ) -> Self:
        """
        Add an entry.

        Args:
            value: The value, or a gap.
            start: The first day in force.
            known: The day it became known.
            source: Where the value comes from.
            end: The day after the last in force; None if open.
            dated_by: Where the dates come from, if not from that source.

        Returns:
            A new series; this one is left as it is.

        Raises:
            ConflictError: An entry known on the same day covers one of its days.
        """
        entry = named_entry(
            self.name, value, start=start, end=end, known=known, source=source, dated_by=dated_by
        )
        return attrs.evolve(self, entries=(*self.entries, entry))

    def repeal(self, *, start: date, known: date, source: Source, end: date | None = None) -> Self:
        """
        Say that from a day on nothing is in force.

        Raises:
            ConflictError: An entry known on the same day covers one of the days.
        """
        entry: Dated[T] = Dated(value=Repeal(), start=start, end=end, known=known, source=source)
        return attrs.evolve(self, entries=(*self.entries, entry))

    def retract(self, entry: Dated[T], *, known: date, source: Source) -> Self:
        """
        Take an entry back: from then on it is as if it had never been said.

        Args:
            entry: The entry of this series to take back.
            known: The day the taking back became known; later than the entry's own.
            source: Where that is said.

        Raises:
            UnknownNameError: The series has no such entry, or it has been taken back already.
            ValueNotAllowedError: It is not known later than the entry.
        """
        if entry not in self.entries or isinstance(entry.value, Retraction):
            raise UnknownNameError(
                field=f"{self.name}: entry to take back",
                value=entry,
                allowed="an entry of this series that takes back none itself",
            )
        taken_back: Dated[T] = Dated(
            value=Retraction(start=entry.start, known=entry.known),
            start=entry.start,
            end=entry.end,
            known=known,
            source=source,
        )
        return attrs.evolve(self, entries=(*self.entries, taken_back))

    def choose(
        self, option: str, *, source: Source, start: date | None = None, **arguments: object
    ) -> Self:
        """
        Answer what the source leaves open with one of its options.

        The answer replaces the gap; the gap's days and its ``known`` stay.

        Args:
            option: The name of the option.
            source: On whose word this answer is chosen.
            start: The start of the gap, if the series has more than one.
            arguments: The named arguments of an option that is a function.

        Raises:
            UnknownNameError: There is no gap, or no option of that name.
            ValueNotAllowedError: There is more than one gap and ``start`` names none of them.
            WrongTypeError: The arguments do not fit the option.
        """
        gap = self._gap(start)
        assert isinstance(gap.value, NotStated)  # noqa: S101 - _gap gives nothing else
        answer = gap.value.option(option).answer(arguments)
        chosen = attrs.evolve(
            gap, value=answer, source=source, dated_by=gap.dated_by or gap.source
        )
        return attrs.evolve(
            self, entries=tuple(chosen if entry is gap else entry for entry in self.entries)
        )

    def _gap(self, start: date | None) -> Dated[T]:
        gaps = [entry for entry in self.entries if isinstance(entry.value, NotStated)]
        if not gaps:
            raise UnknownNameError(
                field=self.name, value="a gap", allowed="nothing: the source leaves nothing open"
            )
        wanted = gaps if start is None else [gap for gap in gaps if gap.start == start]
        if len(wanted) != 1:
            raise ValueNotAllowedError(
                field=f"{self.name}: start of the gap",
                value=start,
                allowed=", ".join(str(gap.start) for gap in gaps),
            )
        return wanted[0]

    def over(self, general: Series[T]) -> Self:
        """
        Lay this local series over a general one.

        Where the local series holds an entry, as known, it wins, whichever became known later;
        where it holds none, or is repealed, the general one shows.

        Raises:
            WrongTypeError: The general one is no series.
            ValueNotAllowedError: This series already lies over another.
        """
        check_kind(general, Series, f"{self.name}.beneath")
        if self.beneath is not None:
            raise ValueNotAllowedError(
                field=f"{self.name}.beneath", value=self.beneath.name, allowed="none yet"
            )
        return attrs.evolve(self, beneath=general)
