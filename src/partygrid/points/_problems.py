"""
What is wrong with the lines of a batch: all of it at once, and nothing of the batch is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import attrs

from partygrid.errors import (
    ConflictError,
    InvalidDataError,
    PartyGridError,
    Problem,
)
from partygrid.labels import check_batch

T = TypeVar("T")


def check_lines(given: Iterable[T], what: str) -> None:
    """
    Refuse what is no batch; text is none, though one could go through its letters.

    Raises:
        WrongTypeError: There is nothing to go through, or it is text.
    """
    check_batch(given, field=what, what=what)


def lines_of(given: Iterable[T], what: str) -> Sequence[T]:
    """
    Take the lines of a batch, to be gone through more than once.

    Raises:
        WrongTypeError: There is nothing to go through, or it is text.
    """
    check_lines(given, what)
    return given if isinstance(given, Sequence) else list(given)


def refused_batch(faults: Iterable[tuple[int, PartyGridError]], what: str) -> InvalidDataError:
    """
    Make the error that names every line that is wrong.

    Args:
        faults: The place of each line that is wrong, from 0, and why.
        what: What the lines are.
    """
    problems = [
        Problem(f"$[{place}]", str(error), error) for place, error in sorted(faults, key=_place)
    ]
    return InvalidDataError(field=what, problems=problems)


def _place(fault: tuple[int, PartyGridError]) -> int:
    return fault[0]


def changed(before: Any, given: Any, what: str) -> ConflictError:
    """
    Make the error for an id that came before with other content; it names the fields.

    Args:
        before: What came before.
        given: What came now, of the same class.
        what: What it is.
    """
    names = [each.name for each in attrs.fields(type(given))]
    differing = [name for name in names if getattr(before, name) != getattr(given, name)]
    return ConflictError(
        field=f"{what} {given.id}: {', '.join(differing)}",
        value=given,
        allowed=f"the same content again, or another id; before: {before}",
    )
