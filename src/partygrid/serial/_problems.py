"""Turn a tree of conversion errors into a flat list of problems with paths."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from cattrs import BaseValidationError, ForbiddenExtraKeysError
from cattrs.errors import AttributeValidationNote, IterableValidationNote

from partygrid.errors import InvalidDataError, PartyGridError, Problem


def invalid(kind: object, error: Exception) -> InvalidDataError:
    """Make the error that lists every problem; an error that is none of ours or theirs is a bug."""
    if not isinstance(error, BaseValidationError | PartyGridError):
        raise error
    name = getattr(kind, "__name__", str(kind))
    problems = sorted(_walk(error, "$"), key=lambda problem: problem.path)
    return InvalidDataError(field=name, problems=tuple(problems))


def _walk(error: BaseException, path: str) -> Iterator[Problem]:
    if not isinstance(error, BaseValidationError):
        yield Problem(path, _message(error))
        return
    for inner in error.exceptions:
        yield from _walk(inner, path + _step(inner))


def _step(error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index!r}]"
    return ""


def _message(error: BaseException) -> str:
    if isinstance(error, KeyError):
        return "required field missing"
    if isinstance(error, ForbiddenExtraKeysError):
        extra = ", ".join(sorted(map(str, error.extra_fields)))
        fields = attrs.fields(error.cl)
        known = ", ".join(sorted(field.name for field in fields if field.init and field.eq))
        return f"unknown key {extra}; allowed: {known}"
    if isinstance(error, PartyGridError):
        return str(error)
    return f"{type(error).__name__}: {error}"
