"""
Terms: the values in force for a period, with the entries they came from.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

import attrs

from partygrid.dated._entry import Dated
from partygrid.dated._interval import Interval
from partygrid.dated._parameters import Assumption, SchemeKey, assumptions_of
from partygrid.dated._period import Period
from partygrid.dated._read_on import ReadOn
from partygrid.errors import UnknownNameError, UnsuitableRuleError


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class InForce:
    """
    Hold the values of a scheme that are in force together; each kind of scheme has its own.

    A subclass has one field for each series of its scheme, under the same name and in the same
    order, and checks in ``__attrs_post_init__`` that they fit each other.

    Args:
        entries: The entries that the values came from, in the order of the fields.
    """

    entries: tuple[Dated[Any], ...] = attrs.field(repr=False)

    def entry(self, name: str) -> Dated[Any]:
        """
        Give the entry that a value came from.

        Raises:
            UnknownNameError: The scheme has no field of that name.
        """
        names = value_names(type(self))
        if name not in names:
            raise UnknownNameError(field="entry", value=name, allowed=", ".join(names))
        return self.entries[names.index(name)]

    def __eq__(self, other: object) -> bool:
        """
        Compare by the entries: all else follows from them.
        """
        if type(other) is not type(self):
            return NotImplemented
        return self is other or self.entries == other.entries

    def __hash__(self) -> int:
        """
        Hash by when the entries start and became known: values need not be hashable.
        """
        return hash(tuple([(entry.start, entry.known) for entry in self.entries]))

    def __repr__(self) -> str:
        """
        Show since when all of these values are in force together, in one line.
        """
        start = max((entry.start for entry in self.entries), default=None)
        since = "" if start is None else f" in force from {start}"
        return f"<{type(self).__name__}{since}>"


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class PeriodInForce(InForce):
    """
    Hold the values of a scheme that is read once a period.

    Args:
        read_on: On which day of a period the values are read.
    """

    read_on: ReadOn


R_co = TypeVar("R_co", bound=InForce, covariant=True)


def value_names(kind: type[InForce]) -> tuple[str, ...]:
    """
    Name the values, in order: all fields but the entries and what is derived.
    """
    return tuple(
        field.name for field in attrs.fields(kind) if field.init and field.name != "entries"
    )


@attrs.frozen
class Stretch(Generic[R_co]):
    """
    Pair the days of one part of a period with the values in force on them.

    Args:
        interval: The days.
        rules: The values.
    """

    interval: Interval
    rules: R_co


# A named tuple: a host that pays one worker reads terms once for each.
class Terms(NamedTuple, Generic[R_co]):
    """
    Carry what a scheme says for a period, as known on a day; rules take terms as an argument.

    Args:
        key: The scheme.
        period: The period asked about.
        known: The knowledge day; None: all that the scheme has been told.
        parts: The values in force, each with the day from which it counts. More than one only
            if the scheme splits a period in which something changes.
    """

    key: SchemeKey
    period: Period
    known: date | None
    parts: tuple[tuple[date, R_co], ...]

    def __repr__(self) -> str:
        """
        Show scheme, period and state of knowledge in one line.
        """
        known = "all that is known" if self.known is None else f"as known on {self.known}"
        return f"<Terms {self.key}, {self.period}, {known}>"

    @property
    def rules(self) -> R_co:
        """
        The values in force, if they are the same all through the period.

        Raises:
            UnsuitableRuleError: The scheme splits the period, so that there is more than one.
        """
        if len(self.parts) != 1:
            changes = ", ".join(str(day) for day, _ in self.parts[1:])
            raise UnsuitableRuleError(
                field=f"{self.key}: {self.period}",
                value=f"changes on {changes}",
                allowed="one set of values through the period: ask stretch by stretch",
                source="read_on = split",
            )
        return self.parts[0][1]

    @property
    def read_day(self) -> date:
        """
        The day on which the (first) values were read.
        """
        return self.parts[0][0]

    @property
    def stretches(self) -> tuple[Stretch[R_co], ...]:
        """
        The parts of the period, in order, with the values in force on each.
        """
        if len(self.parts) == 1:
            return (Stretch(self.period.interval, self.parts[0][1]),)
        ends = (*(day for day, _ in self.parts[1:]), self.period.end)
        return tuple(
            Stretch(Interval(day, end), rules)
            for (day, rules), end in zip(self.parts, ends, strict=True)
        )

    def assumptions(self) -> tuple[Assumption, ...]:
        """
        List the assumed numbers that lie in these values.
        """
        found: dict[Assumption, None] = {}
        for _, rules in self.parts:
            names = value_names(type(rules))
            for name, entry in zip(names, rules.entries, strict=True):
                found.update(dict.fromkeys(assumptions_of(name, entry)))
        return tuple(found)
