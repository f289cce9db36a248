"""
What is wrong with the lines of a batch: all of it at once, and nothing of the batch is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from partygrid.errors import InvalidDataError, PartyGridError, Problem, WrongTypeError

T = TypeVar("T")


def lines_of(given: Iterable[T], what: str) -> Sequence[T]:
    """
    Take the lines of a batch, to be gone through more than once.

    Raises:
        WrongTypeError: There is nothing to go through.
    """
    if isinstance(given, Sequence):
        return given
    if not isinstance(given, Iterable):
        raise WrongTypeError(field=what, value=given, allowed=f"an iterable of {what}")
    return list(given)


def refused_batch(faults: Iterable[tuple[int, PartyGridError]], what: str) -> InvalidDataError:
    """
    Make the error that names every line that is wrong.

    Args:
        faults: The place of each line that is wrong, from 0, and why.
        what: What the lines are.
    """
    problems = [Problem(f"$[{place}]", str(error)) for place, error in sorted(faults, key=_place)]
    return InvalidDataError(field=what, problems=problems)


def _place(fault: tuple[int, PartyGridError]) -> int:
    return fault[0]
