"""
Schemes: what a document says, field by field, each field a series.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from datetime import date
from typing import Any, ClassVar, Final, Generic, TypeVar

import attrs

from partygrid.dated._cut import Cut, cut
from partygrid.dated._entry import Dated
from partygrid.dated._gaps import NotStated, Repeal, Retraction
from partygrid.dated._interval import check_day
from partygrid.dated._parameters import (
    Assumption,
    Parameter,
    SchemeKey,
    assumptions_of,
    parameter,
    parameters_of,
    words_of,
)
from partygrid.dated._period import Period
from partygrid.dated._periods import HalfYear, Month, Quarter, Year
from partygrid.dated._read_on import ReadOn, check_read_on
from partygrid.dated._series import Series
from partygrid.dated._terms import InForce, PeriodInForce, Terms, value_names
from partygrid.errors import (
    NotStatedError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label, check_kind

# A member looked up on its class costs as much as a bisection.
_FIRST_DAY: Final = ReadOn.FIRST_DAY
_new: Final = tuple.__new__

R = TypeVar("R", bound=InForce)
P = TypeVar("P", bound=PeriodInForce)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Scheme(Generic[R]):
    """
    Hold what a document says; the base of every kind of scheme.

    Every field of a subclass but the key is a `Series`, described by `parameter`. When a scheme
    is built it is cut into segments, one for each combination of entries that was ever in force
    together, so that reading it is two bisections.

    Args:
        key: The name of the scheme.

    Raises:
        WrongTypeError: A field is not a series, or holds a value of another type.
        ValueNotAllowedError: A field holds a value outside its domain.
        UnknownNameError: The class of values in force has other fields than the scheme.
    """

    key: SchemeKey
    _cut: Cut[R] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Check every value that was ever said, and cut the scheme.
        """
        if type(self.key) is not SchemeKey:
            raise WrongTypeError(field="key", value=self.key, allowed="a SchemeKey")
        ours, theirs = tuple(self.parameters()), value_names(self._kind())
        if ours != theirs:
            raise UnknownNameError(
                field=self._kind().__name__, value=theirs, allowed=f"in this order: {ours}"
            )
        for name, described in self.parameters().items():
            _check_values(getattr(self, name), described, name)
        object.__setattr__(self, "_cut", cut(self._series(), self._in_force))

    def __repr__(self) -> str:
        """
        Show the key in one line.
        """
        return f"<{type(self).__name__} {self.key}>"

    @classmethod
    def parameters(cls) -> dict[str, Parameter]:
        """
        Describe the fields, in order.
        """
        return parameters_of(cls)

    def _series(self) -> tuple[Series[Any], ...]:
        return tuple(getattr(self, name) for name in self.parameters())

    @classmethod
    @abstractmethod
    def _kind(cls) -> type[R]:
        """
        Name the class that holds the values in force.
        """
        raise NotImplementedError

    def _in_force(self, entries: tuple[Dated[Any], ...]) -> R:
        """
        Make the values in force from one entry of each series.
        """
        values = (entry.value for entry in entries)
        return self._kind()(entries=entries, **dict(zip(self.parameters(), values, strict=True)))

    def rules_on(self, day: date, known: date | None = None) -> R:
        """
        Give the values in force on a day, as known on another.

        Args:
            day: The day asked about.
            known: What became known later plays no part; None: all that the scheme was told.

        Raises:
            NotInForceError: A field has no entry in force.
            RepealedError: A field has been repealed.
            NotStatedError: A field is open; the error names all that are.
        """
        if type(day) is not date:
            check_day(day, field="day")
        if known is not None and type(known) is not date:
            check_day(known, field="known")
        rules = self._cut.at(day, known)
        return self._read_again(day, known) if rules is None else rules

    def rules_throughout(self, first: date, last: date, since: date, until: date) -> R | None:
        """
        Give the values in force on all days of a stretch, if they are the same whenever known.

        Args:
            first: The first day.
            last: The last day, not before the first.
            since: The first day as known on which it is asked.
            until: The last day as known on which it is asked, not before the first.

        Returns:
            The values; None if there are several, or some cannot be read.

        >>> from partygrid.packs import load
        >>> promise, day = load("example").promise, date(2025, 4, 29)
        >>> promise.rules_throughout(day, day, day, day) is promise.rules_on(day, day)
        True
        """
        return self._cut.throughout(first, last, since, until)

    def _read_again(self, day: date, known: date | None) -> R:
        """
        Read a segment that could not be made, so that its error is raised.
        """
        entries, gaps = [], []
        for name, series in zip(self.parameters(), self._series(), strict=True):
            try:
                entries.append(series.entry_on(day, known))
            except NotStatedError as gap:
                gaps.append((name, gap))
        if gaps:
            (name, first), others = gaps[0], [other for other, _ in gaps[1:]]
            raise NotStatedError(
                field=f"{self.key}: {name}",
                question=first.question,
                options=first.options,
                source=first.source,
                others=others,
            )
        return self._in_force(tuple(entries))

    def gaps(self) -> tuple[tuple[str, Dated[Any]], ...]:
        """
        List what the sources leave open and nobody has answered: field and entry.
        """
        return tuple(
            (name, entry)
            for name, series in zip(self.parameters(), self._series(), strict=True)
            for entry in series.gaps
        )

    def assumptions(self) -> tuple[Assumption, ...]:
        """
        List every assumed value and every assumed pair of dates.
        """
        return tuple(
            assumption
            for name, series in zip(self.parameters(), self._series(), strict=True)
            for entry in series.all_entries
            for assumption in assumptions_of(name, entry)
        )

    def describe(self, assumption: Assumption) -> Label:
        """
        Say in words what is assumed, from which day, and on whose word.

        Args:
            assumption: One of `assumptions`, of this scheme or of its terms.

        Raises:
            WrongTypeError: It is no assumption.
            UnknownNameError: The scheme has no field of that name.
        """
        check_kind(assumption, Assumption, "assumption")
        described = self.parameters().get(assumption.field)
        if described is None:
            raise UnknownNameError(
                field="assumption", value=assumption.field, allowed=", ".join(self.parameters())
            )
        return words_of(assumption, described)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PeriodScheme(Scheme[P]):
    """
    Hold a scheme that is read once a period: pay by the month, say.

    Args:
        read_on: On which day of a period its values are read; itself read on the first day.
    """

    read_on: Series[ReadOn] = attrs.field(
        repr=False, metadata=parameter("取值日", "day the values are read on", check_read_on)
    )

    _read_by: ClassVar[frozenset[type[Period]]] = frozenset({Month, Quarter, HalfYear, Year})

    def on(self, period: Period, known: date | None = None) -> Terms[P]:
        """
        Resolve the terms of a period; a host does so once a period, not once a worker.

        Args:
            period: The month, quarter, half-year or year.
            known: What became known later plays no part; None: all that the scheme was told.

        Returns:
            Frozen terms: the values in force, with the entries they came from.

        Raises:
            NotInForceError: A field has no entry in force.
            RepealedError: A field has been repealed.
            NotStatedError: A field is open; the error names all that are.
        """
        if type(period) not in self._read_by:
            kinds = ", ".join(sorted(kind.__name__ for kind in self._read_by))
            raise WrongTypeError(
                field="period", value=period, allowed=f"a period of the scheme: {kinds}"
            )
        first = period.first_day
        if known is None or type(known) is date:
            # Nearly every reading ends here, as `Cut.at` would, without the call.
            cells = self._cut
            row = cells.rows[-1 if known is None else bisect_right(cells.knowns, known)]
            rules = row[bisect_right(cells.days, first)]
            if rules is not None and rules.read_on is _FIRST_DAY:
                # As `Terms(…)`, without the call that a named tuple's own constructor is.
                return _new(Terms, (self.key, period, known, ((first, rules),)))
        if known is not None:
            check_day(known, field="known")
        reading = self._reading(first, known)
        if reading is ReadOn.SPLIT:
            return Terms(self.key, period, known, self._parts(period, known))
        day = first if reading is _FIRST_DAY else period.last_day
        return Terms(self.key, period, known, ((day, self.rules_on(day, known)),))

    def _reading(self, first: date, known: date | None) -> ReadOn:
        """
        Say how to read a period; of the first day's values only this one need be in force.
        """
        entry = self.read_on.find(first, known)
        if entry is not None and isinstance(entry.value, ReadOn):
            return entry.value
        # There is none: reading the day raises the error, which names all that is open.
        return self.rules_on(first, known).read_on

    def _parts(self, period: Period, known: date | None) -> tuple[tuple[date, P], ...]:
        first = period.first_day
        parts = [(first, self.rules_on(first, known))]
        for day in self._cut.days:
            if first < day < period.end:
                rules = self.rules_on(day, known)
                if rules is not parts[-1][1]:
                    parts.append((day, rules))
        return tuple(parts)


def _check_values(series: Series[Any], described: Parameter, name: str) -> None:
    if type(series) is not Series:
        raise WrongTypeError(field=name, value=series, allowed="a Series")
    if series.name != name:
        raise ValueNotAllowedError(field=f"{name}: series.name", value=series.name, allowed=name)
    for entry in series.all_entries:
        if not isinstance(entry.value, NotStated | Repeal | Retraction):
            described.check(entry.value, name)
