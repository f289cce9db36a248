"""
The fields of a scheme: their labels, their checks, and what in them is assumed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import attrs

from partygrid.dated._entry import Dated
from partygrid.dated._gaps import NotStated, Repeal, Retraction
from partygrid.errors import WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_kind, check_text

_METADATA = "partygrid.parameter"

WrittenItems: TypeAlias = tuple[tuple[str, Label], ...]
"""
What a value holds, item by item: a key, ``""`` if there is none, and words.
"""


@attrs.frozen
class SchemeKey:
    """
    Name a scheme.

    Args:
        place: Whose rules they are.
        name: What they rule.
        edition: Which edition of them.

    Raises:
        WrongTypeError: A part is no text.
        ValueNotAllowedError: A part is blank, or holds half a surrogate pair.

    >>> str(SchemeKey("shayibak", "pay", "2023"))
    'shayibak/pay/2023'
    """

    place: str
    name: str
    edition: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a key with a blank part.
        """
        for part in ("place", "name", "edition"):
            check_text(getattr(self, part), field=f"key.{part}")

    def __str__(self) -> str:
        """
        Join the parts.
        """
        return f"{self.place}/{self.name}/{self.edition}"


def in_words(value: object) -> Label:
    """
    Write a value that needs no unit: one that has a label, or one that shows itself.
    """
    label = getattr(value, "label", None)
    return label if isinstance(label, Label) else Label(str(value), str(value))


@attrs.frozen
class Parameter:
    """
    Describe one field of a scheme.

    Args:
        label: Its official name.
        check: Refuses a value that cannot stand there; it takes the value and the field's name.
        words: Writes a value in words, with its unit.
        items: Writes all that a value holds, item by item: pairs of a key, ``""`` if there is
            none, and words. None: the words say all there is.

    Raises:
        WrongTypeError: The label is no `Label`, or another field no function.
    """

    label: Label
    check: Callable[[Any, str], object]
    words: Callable[[Any], Label] = in_words
    items: Callable[[Any], WrittenItems] | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse a description that could describe nothing.
        """
        check_kind(self.label, Label, "parameter.label")
        for name in ("check", "words", "items"):
            given = getattr(self, name)
            if not callable(given) and not (name == "items" and given is None):
                raise WrongTypeError(field=f"parameter.{name}", value=given, allowed="a function")

    def written(self, value: Any) -> WrittenItems:
        """
        Write all that a value holds, item by item: pairs of a key, if there is one, and words.

        Raises:
            PartyGridError: The value cannot stand there.

        >>> from partygrid.packs import load
        >>> tariff = load("example").tariff
        >>> heads = tariff.parameters()["heads"].written(tariff.heads.entries[0].value)
        >>> print(*heads[0])
        study 政策学习 (policy study)
        """
        self.check(value, self.label.en)
        if self.items is not None:
            return self.items(value)
        if isinstance(value, tuple) and value and all(attrs.has(type(each)) for each in value):
            return tuple((getattr(each, "key", ""), self.words((each,))) for each in value)
        return (("", self.words(value)),)


def parameter(
    zh: str,
    en: str,
    check: Callable[[Any, str], object],
    words: Callable[[Any], Label] = in_words,
    items: Callable[[Any], WrittenItems] | None = None,
) -> dict[str, Any]:
    """
    Describe a field of a scheme, as metadata for `attrs.field`.

    Args:
        zh: Its official Chinese name.
        en: Its English name.
        check: Refuses a value that cannot stand there; it takes the value and the field's name.
        words: Writes a value in words, with its unit; left out, a value's own label or text.
        items: Writes all that a value holds, item by item; left out, the words say all.

    >>> parameter("基数", "base", lambda value, field: None)["partygrid.parameter"].label.en
    'base'
    """
    return {_METADATA: Parameter(Label(zh, en), check, words, items)}


def parameters_of(scheme: type) -> dict[str, Parameter]:
    """
    List the described fields of a kind of scheme, in order.
    """
    return {
        field.name: field.metadata[_METADATA]
        for field in attrs.fields(scheme)
        if _METADATA in field.metadata
    }


class AssumedPart(LabelledEnum):
    """
    Say what of an entry is assumed.
    """

    VALUE = "value", "数值", "value"
    DATES = "dates", "日期", "dates"


@attrs.frozen
class Assumption:
    """
    Point at one assumed value, or one assumed pair of dates.

    Args:
        field: The field of the scheme.
        entry: The entry.
        part: What of it is assumed.

    Raises:
        WrongTypeError: A field has another type.
    """

    field: str
    entry: Dated[Any]
    part: AssumedPart

    def __attrs_post_init__(self) -> None:
        """
        Refuse what points at nothing.
        """
        for name, kind in (("field", str), ("entry", Dated), ("part", AssumedPart)):
            check_kind(getattr(self, name), kind, f"assumption.{name}")

    @property
    def start(self) -> date:
        """
        The first day in force.
        """
        return self.entry.start

    def __str__(self) -> str:
        """
        Name field, part and entry in one line.
        """
        source = self.entry.source
        if self.part is AssumedPart.DATES and self.entry.dated_by is not None:
            source = self.entry.dated_by
        days = f"from {self.entry.start}, known {self.entry.known}"
        if self.part is AssumedPart.DATES:
            return f"{self.field}: {days}: {source.cite()}"
        return f"{self.field} = {self.entry.value}, {days}: {source.cite()}"


def assumptions_of(field: str, entry: Dated[Any]) -> tuple[Assumption, ...]:
    """
    List what is assumed of one entry; a gap assumes no value.

    Args:
        field: The field that the entry belongs to.
        entry: The entry.

    Raises:
        WrongTypeError: The field is no text, or the entry no `Dated`.

    >>> from datetime import date
    >>> from partygrid.sources import Grade, Source
    >>> guess = Source(key="guess", title="假定", grade=Grade.ASSUMED)
    >>> entry = Dated(value=5, start=date(2025, 1, 1), known=date(2025, 1, 1), source=guess)
    >>> [each.part.value for each in assumptions_of("base", entry)]
    ['value']
    """
    check_kind(field, str, "field")
    check_kind(entry, Dated, "entry")
    found = []
    valued = not isinstance(entry.value, NotStated | Repeal | Retraction)
    if valued and entry.source.is_assumed:
        found.append(Assumption(field, entry, AssumedPart.VALUE))
    if entry.dated_by is not None and entry.dated_by.is_assumed:
        found.append(Assumption(field, entry, AssumedPart.DATES))
    return tuple(found)


def words_of(assumption: Assumption, described: Parameter) -> Label:
    """
    Put an assumption into words.

    Args:
        assumption: The assumption.
        described: The field that it fills.
    """
    entry, label = assumption.entry, described.label
    days_zh = f"{entry.start} 起执行，{entry.known} 知悉"
    days_en = f"in force from {entry.start}, known {entry.known}"
    if assumption.part is AssumedPart.DATES and entry.dated_by is not None:
        return Label(
            f"{label.zh}的日期：{days_zh}（{entry.dated_by.title}）",
            f"dates of {label.en}: {days_en} ({entry.dated_by.title})",
        )
    words = described.words(entry.value)
    return Label(
        f"{label.zh}：{words.zh}；{days_zh}（{entry.source.title}）",
        f"{label.en}: {words.en}; {days_en} ({entry.source.title})",
    )
