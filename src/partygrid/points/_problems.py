"""
What is wrong with the lines of a batch: all of it at once, and nothing of the batch is taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from partygrid.errors import InvalidDataError, PartyGridError, Problem



def refuse(what: str, faults: Iterable[tuple[int, PartyGridError]]) -> InvalidDataError:
    """
    Make the error that names every line that is wrong.

    Args:
        what: What the lines are.
        faults: The place of each line that is wrong, from 0, and why.
    """
    problems = [Problem(f"$[{place}]", str(error)) for place, error in faults]
    return InvalidDataError(field=what, problems=problems)
