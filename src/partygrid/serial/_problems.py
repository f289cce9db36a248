"""
What is wrong in data: a tree of conversion errors, made a flat list of problems with paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, get_args

import attrs
from cattrs import BaseValidationError, ForbiddenExtraKeysError
from cattrs.errors import AttributeValidationNote, IterableValidationNote

from partygrid.errors import (
    InvalidDataError,
    PartyGridError,
    Problem,
    ValueNotAllowedError,
    WrongTypeError,
)

Path = tuple[str | int, ...]


class WrongDataError(WrongTypeError):
    """
    Raised when data has the wrong type; the path says where, so no field is named.
    """

    def __init__(self, value: object, allowed: str) -> None:
        super().__init__(field="", value=value, allowed=allowed)

    def __str__(self) -> str:
        """
        Leave out the name of the field.
        """
        return super().__str__().removeprefix(": ")


class WrongChoiceError(ValueNotAllowedError):
    """
    Raised when data names none of the choices; the path says where, so no field is named.
    """

    def __init__(self, value: object, allowed: str) -> None:
        super().__init__(field="", value=value, allowed=allowed)

    def __str__(self) -> str:
        """
        Leave out the name of the field.
        """
        return super().__str__().removeprefix(": ")


class FormlessError(WrongTypeError):
    """
    Raised when a kind of value has no data form: the call is wrong, not the data.
    """

    def __init__(
        self,
        kind: object,
        allowed: str = "a kind of value that has a data form; of a generic one, as in Series[Fen]",
    ) -> None:
        super().__init__(field="kind", value=kind, allowed=allowed)


def under_key(error: Exception, name: str) -> Exception:
    """
    Note on an error that it was met under a field's name.
    """
    error.add_note(AttributeValidationNote(f"at {name}", name, None))
    return error


def at_item(error: Exception, place: int | str) -> Exception:
    """
    Note on an error that it was met at a place of a list, or under a key of a mapping.
    """
    error.add_note(IterableValidationNote(f"at {place!r}", place, None))
    return error


def invalid(kind: object, error: Exception) -> PartyGridError:
    """
    Make the error that lists every problem; an error that is none of ours or theirs is a bug.
    """
    if not isinstance(error, BaseValidationError | PartyGridError):
        raise error
    found = sorted(_walk(error, ()), key=_place)
    for _, leaf in found:
        if isinstance(leaf, FormlessError):
            return WrongTypeError(field=leaf.field, value=leaf.value, allowed=leaf.allowed)
    problems = (Problem(_written(path), _message(leaf), _ours(leaf)) for path, leaf in found)
    return InvalidDataError(field=name_of(kind), problems=problems)


def name_of(kind: object) -> str:
    """
    Name a kind of value; a choice of classes by all their names.
    """
    if isinstance(kind, UnionType):
        return " | ".join(map(name_of, get_args(kind)))
    return getattr(kind, "__name__", str(kind))


def _walk(error: BaseException, path: Path) -> Iterator[tuple[Path, BaseException]]:
    if not isinstance(error, BaseValidationError):
        yield path, error
        return
    for inner in error.exceptions:
        yield from _walk(inner, (*path, *_step(inner)))


def _step(error: BaseException) -> Path:
    """
    Read the one note that says where, within its parent, an error was met.
    """
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (f".{note.name}",)
        if isinstance(note, IterableValidationNote):
            return (note.index if isinstance(note.index, int) else f"[{note.index!r}]",)
    return ()


def _place(found: tuple[Path, BaseException]) -> list[tuple[bool, Any]]:
    """
    Sort by path, item 10 after item 2.
    """
    return [(isinstance(step, str), step) for step in found[0]]


def _written(path: Path) -> str:
    return "$" + "".join(step if isinstance(step, str) else f"[{step}]" for step in path)


def _ours(error: BaseException) -> PartyGridError | None:
    return error if isinstance(error, PartyGridError) else None


def _message(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return "required field missing"
    if isinstance(error, ForbiddenExtraKeysError):
        # With quotes, so that a key that is blank shows.
        extra = ", ".join(sorted(map(repr, error.extra_fields)))
        fields = attrs.fields(error.cl)
        known = ", ".join(sorted(field.name for field in fields if field.init and field.eq))
        return f"unknown key {extra}; allowed: {known or 'none'}"
    if isinstance(error, PartyGridError):
        return str(error)
    return f"{type(error).__name__}: {error}"
