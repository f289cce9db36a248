"""
What a catalogue is made of: sections, lines, and what each of them says on whose word.
"""

from __future__ import annotations

import inspect
from datetime import date
from typing import Any

import attrs

from partygrid.dated import (
    AssumedPart,
    Dated,
    Interval,
    NotStated,
    Repeal,
    Retraction,
    WrittenItems,
)
from partygrid.errors import WrongTypeError
from partygrid.labels import Label, check_id
from partygrid.sources import Source


@attrs.frozen(kw_only=True)
class CatalogueLine:
    """
    Hold one thing that a pack says, or one that its source leaves open.

    Args:
        field: The name of the field.
        label: The field in words.
        items: What is said, item by item: a key, ``""`` if there is none, and words. Empty if it is
            left open.
        question: What is left open; None if something is said.
        days: The days in force; None if the source names none, as of a rule of a law.
        known: The day it became known; None as before.
        source: Where it comes from, or which source is silent; None if it needs none, as the
            span of a made-up calendar.
        dated_by: Where the dates come from, if not from that source.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The field is no name.
    """

    field: str
    label: Label
    items: WrittenItems = ()
    question: NotStated[Any] | None = None
    days: Interval | None = None
    known: date | None = None
    source: Source | None = None
    dated_by: Source | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse what no page could show: a pack of the host's own makes its remarks by hand.
        """
        check_id(self.field, field="line.field")
        for name, kinds, allowed in _KINDS:
            value = getattr(self, name)
            if type(value) not in kinds:
                raise WrongTypeError(field=f"line.{name}", value=value, allowed=allowed)
        for item in self.items:
            _check_item(item)

    @property
    def is_open(self) -> bool:
        """
        Whether the source leaves it open.
        """
        return self.question is not None

    @property
    def assumed(self) -> tuple[AssumedPart, ...]:
        """
        What of it is a guess: the value, the dates, both or nothing.
        """
        said = None if self.is_open else self.source
        parts = ((AssumedPart.VALUE, said), (AssumedPart.DATES, self.dated_by))
        return tuple(part for part, source in parts if source is not None and source.is_assumed)

    @property
    def options(self) -> tuple[tuple[str, tuple[str, ...], Label], ...]:
        """
        The answers on offer: the name of each, the arguments that it takes, and its meaning.
        """
        if self.question is None:
            return ()
        return tuple(
            (option.name, _arguments(option.make), option.label)
            for option in self.question.options
        )


_NONE = type(None)
_KINDS = (
    ("label", (Label,), "a Label"),
    ("items", (tuple,), "a tuple of pairs of key and Label"),
    ("question", (NotStated, _NONE), "a NotStated, or None"),
    ("days", (Interval, _NONE), "an Interval, or None"),
    ("known", (date, _NONE), "a civil date (datetime.date), or None"),
    ("source", (Source, _NONE), "a Source, or None"),
    ("dated_by", (Source, _NONE), "a Source, or None"),
)


def _check_item(item: object) -> None:
    if type(item) is not tuple or [*map(type, item)] != [str, Label]:
        raise WrongTypeError(field="line.items", value=item, allowed="a pair of key and Label")


def _arguments(make: Any) -> tuple[str, ...]:
    if make is None:
        return ()
    parameters = inspect.signature(make).parameters.values()
    return tuple(each.name for each in parameters if each.kind is each.KEYWORD_ONLY)


def line_of(field: str, label: Label, entry: Dated[Any], items: WrittenItems) -> CatalogueLine:
    """
    Make a line of a dated entry.

    Args:
        field: The name of the field.
        label: The field in words.
        entry: The entry.
        items: Its value in words; plays no part if the entry holds none.
    """
    value = entry.value
    if isinstance(value, NotStated):
        items = ()
    elif isinstance(value, Repeal):
        items = (("", Label("废止", "repealed")),)
    elif isinstance(value, Retraction):
        items = (
            (
                "",
                Label(
                    f"撤销：{value.start} 起执行、{value.known} 知悉的一条",
                    f"taken back: what was to hold from {value.start}, known {value.known}",
                ),
            ),
        )
    return CatalogueLine(
        field=field,
        label=label,
        items=items,
        question=value if isinstance(value, NotStated) else None,
        days=entry.interval,
        known=entry.known,
        source=entry.source,
        dated_by=entry.dated_by,
    )


@attrs.frozen(kw_only=True)
class CatalogueSection:
    """
    Hold the lines of one scheme, calendar layer or the like.

    Args:
        key: The key of the scheme, or the field of the pack.
        label: What it is.
        lines: What it says, and what it leaves open.
    """

    key: str
    label: Label
    lines: tuple[CatalogueLine, ...]
