"""
A working calendar: layers of notices and hours, which answers as known on any day.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Self

import attrs

from partygrid.dated import Assumption, Interval, check_day
from partygrid.errors import ConflictError, ValueNotAllowedError, WrongTypeError
from partygrid.worktime._build import build
from partygrid.worktime._by_day import DayTable
from partygrid.worktime._instant import FIRST_DAY
from partygrid.worktime._layer import CalendarLayer, LayerLevel
from partygrid.worktime._table import Table
from partygrid.worktime._timetable import Timetable

_LONGEST = 366 * 200


@attrs.frozen(kw_only=True, repr=False)
class WorkCalendar:
    """
    Hold all that was ever announced about the working days and hours of one office.

    The layers speak in the order nation, region, office, and the later goes before the earlier;
    what anyone says of a single day goes before what anyone says of the days of a week.

    Args:
        span: The days that can be asked about; it has an end. Days in it that no notice settles
            yet are ordinary days of their week, and answers that lean on them are provisional.
        layers: One layer for each level that has something to say, in any order.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The span has no end, begins before 1992 or is longer than two
            centuries, or no layer says which days of the week are worked.
        ConflictError: Two layers have one level.

    >>> from partygrid.packs import load
    >>> calendar = load("example").calendar
    >>> known = calendar.as_known(date(2025, 4, 1))
    >>> known.add_working_days(date(2025, 4, 25), 3)
    datetime.date(2025, 4, 29)
    """

    span: Interval
    layers: tuple[CalendarLayer, ...]
    _knowns: tuple[date, ...] = attrs.field(init=False, repr=False, eq=False)
    # A table for each day on which something became known, made when it is first asked for: a
    # docket may ask for many, a payroll for one. It changes no answer and is part of no value.
    _tables: dict[int, Table] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse layers that no calendar can be made of, and put them in order.
        """
        _check_span(self.span)
        if type(self.layers) is not tuple:
            raise WrongTypeError(
                field="calendar.layers", value=self.layers, allowed="a tuple of layers"
            )
        for layer in self.layers:
            if type(layer) is not CalendarLayer:
                raise WrongTypeError(
                    field="calendar.layers", value=layer, allowed="a CalendarLayer"
                )
        ordered = tuple(sorted(self.layers, key=lambda layer: _RANKS[layer.level]))
        levels = [layer.level for layer in ordered]
        for level in LayerLevel:
            if levels.count(level) > 1:
                raise ConflictError(
                    field="calendar.layers", value=level.value, allowed="one layer of a level"
                )
        if all(layer.week is None for layer in ordered):
            raise ValueNotAllowedError(
                field="calendar.layers",
                value=[layer.label.en for layer in ordered],
                allowed="a layer that says which days of the week are worked",
            )
        object.__setattr__(self, "layers", ordered)
        knowns = {day for layer in ordered for day in layer.knowns}
        object.__setattr__(self, "_knowns", tuple(sorted(knowns)))
        object.__setattr__(self, "_tables", {})

    def layered(self, *layers: CalendarLayer) -> Self:
        """
        Add layers.

        Returns:
            A new calendar; this one is left as it is.

        Raises:
            ConflictError: The calendar already has a layer of that level.

        >>> from partygrid.packs import load
        >>> calendar = load("example").calendar
        >>> bare = WorkCalendar(span=calendar.span, layers=calendar.layers[:1])
        >>> bare.layered(*calendar.layers[1:]) == calendar
        True
        """
        return attrs.evolve(self, layers=(*self.layers, *layers))

    @property
    def knowns(self) -> tuple[date, ...]:
        """
        The days on which something became known.
        """
        return self._knowns

    def assumptions(self) -> tuple[Assumption, ...]:
        """
        List every assumed day, week or hours, and every assumed day of announcement.

        >>> from partygrid.packs import load
        >>> len(load("example").calendar.assumptions())
        11
        """
        return tuple(each for layer in self.layers for each in layer.assumptions())

    def as_known(self, known: date | None = None, *, provisional: bool = False) -> Timetable:
        """
        Give the calendar as it stood on a day, ready to be asked.

        Args:
            known: What was announced later plays no part; None: all that is announced does.
            provisional: Whether its plain answers may lean on days that no notice settles yet.
                If not, such answers are refused; `due` and `Timetable.is_firm` say which they
                are.

        Raises:
            WrongTypeError: It is not a civil date.
            NotInForceError: As known then, no working week is in force on some day.

        >>> from partygrid.packs import load
        >>> calendar = load("example").calendar
        >>> calendar.as_known(date(2025, 4, 1)).is_working_day(date(2025, 4, 27))
        True
        """
        if type(provisional) is not bool:
            raise WrongTypeError(field="provisional", value=provisional, allowed="a bool")
        return Timetable(self, known, provisional, self.table(known))

    def table(self, known: date | None) -> Table:
        """
        Give the table of days, as known on a day.
        """
        place = len(self._knowns)
        if known is not None:
            if type(known) is not date:
                check_day(known, field="known")
            place = bisect_right(self._knowns, known)
        table = self._tables.get(place)
        if table is None:
            table = self._tables[place] = build(self.layers, self.span, known)
        return table

    def __getstate__(self) -> tuple[Interval, tuple[CalendarLayer, ...]]:
        """
        Keep what the calendar is made of, not the tables made from it.
        """
        return self.span, self.layers

    def __setstate__(self, state: tuple[Interval, tuple[CalendarLayer, ...]]) -> None:
        """
        Make the calendar again.
        """
        self.__init__(span=state[0], layers=state[1])  # type: ignore[misc]

    def __repr__(self) -> str:
        """
        Show days and layers in one line.
        """
        layers = ", ".join(layer.label.en for layer in self.layers)
        return f"<WorkCalendar {self.span}: {layers}>"


# Calendar and timetable name each other in their annotations, which can be read only now.
for _kind in (DayTable, Timetable):
    attrs.resolve_types(_kind, globals())

_RANKS = {level: rank for rank, level in enumerate(LayerLevel)}


def _check_span(span: Interval) -> None:
    if type(span) is not Interval:
        raise WrongTypeError(field="calendar.span", value=span, allowed="an Interval")
    if span.end is None or (span.days or 0) > _LONGEST:
        raise ValueNotAllowedError(
            field="calendar.span",
            value=str(span),
            allowed=f"days with an end, at most {_LONGEST} of them",
        )
    if span.start < FIRST_DAY:
        raise ValueNotAllowedError(
            field="calendar.span",
            value=str(span),
            allowed=f"days from {FIRST_DAY} on",
            source="UTC+8 without summer time since 1992",
        )
