"""
What is wrong with the lines of a batch: all of it at once, and nothing of the batch is taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from partygrid.errors import InvalidDataError, PartyGridError, Problem


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
