"""
The base of every pack.
"""

from __future__ import annotations

from typing import Any

import attrs

from partygrid.dated import Assumption, Dated, Scheme
from partygrid.errors import WrongTypeError
from partygrid.labels import Label, check_id
from partygrid.packs._catalogue_lines import CatalogueLine
from partygrid.worktime import CalendarLayer, WorkCalendar


@attrs.frozen(kw_only=True, repr=False)
class Pack:
    """
    Hold the schemes of one place; a subclass has one field for each.

    Args:
        name: The name under which `load` finds it.
        label: The place.

    Raises:
        WrongTypeError: The name is not text, or the label not a `Label`.
        ValueNotAllowedError: The name is empty, too long, or holds what does not show.
    """

    name: str
    label: Label

    def __attrs_post_init__(self) -> None:
        """
        Refuse a pack without a name and a place.
        """
        check_id(self.name, field="pack.name")
        if type(self.label) is not Label:
            raise WrongTypeError(field="pack.label", value=self.label, allowed="a Label")

    def schemes(self) -> tuple[Scheme[Any], ...]:
        """
        List the schemes.
        """
        values = (getattr(self, field.name) for field in attrs.fields(type(self)))
        return tuple(value for value in values if isinstance(value, Scheme))

    def calendars(self) -> tuple[WorkCalendar | CalendarLayer, ...]:
        """
        List the calendars, and the layers for calendars.
        """
        values = (getattr(self, field.name) for field in attrs.fields(type(self)))
        return tuple(value for value in values if isinstance(value, WorkCalendar | CalendarLayer))

    def remarks(self) -> tuple[CatalogueLine, ...]:
        """
        List what the source says besides schemes and calendars, for the catalogue.
        """
        return ()

    def assumptions(self) -> tuple[Assumption, ...]:
        """
        List every number, and every pair of dates, that is a guess.
        """
        return tuple(
            assumption
            for each in (*self.schemes(), *self.calendars())
            for assumption in each.assumptions()
        )

    def gaps(self) -> tuple[tuple[str, Dated[Any]], ...]:
        """
        List what the source leaves open: field and entry.
        """
        return (
            *(gap for scheme in self.schemes() for gap in scheme.gaps()),
            *(gap for each in self.calendars() for gap in _calendar_gaps(each)),
        )

    def __repr__(self) -> str:
        """
        Show name and place in one line.
        """
        return f"<{type(self).__name__} {self.name}: {self.label.en}>"


def _calendar_gaps(
    calendar: WorkCalendar | CalendarLayer,
) -> tuple[tuple[str, Dated[Any]], ...]:
    layers = calendar.layers if isinstance(calendar, WorkCalendar) else (calendar,)
    return tuple(
        (f"{layer.level.value}.{name}", entry)
        for layer in layers
        for name, series in (("week", layer.week), ("hours", layer.hours))
        if series is not None
        for entry in series.gaps
    )
