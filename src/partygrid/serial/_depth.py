"""
How deep data may be nested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType
from typing import Final

from partygrid.errors import ValueNotAllowedError

MOST_LEVELS: Final = 64
"""
No document is nested deeper; a scheme takes a dozen levels, and one for each series beneath.
"""

# Most of what comes in bulk, and nothing is in them; whatever else there is gets looked into.
_LEAVES: Final = frozenset({str, int, bool, float, NoneType})


def is_too_deep(data: object) -> bool:
    """
    Tell whether data is nested too deep: what comes from outside may have no bottom at all.

    It goes level by level and looks at each thing once a level, so that neither depth nor parts
    shared over and over can tie it up.
    """
    level: list[object] = [data]
    for left in reversed(range(MOST_LEVELS)):
        inner = {
            id(item): item
            for holder in level
            for item in _held(holder)
            if type(item) not in _LEAVES
        }
        if not inner:
            # Leaves are a level of their own.
            return left == 0 and any(True for holder in level for _ in _held(holder))
        level = list(inner.values())
    return True


def _held(holder: object) -> Iterable[object]:
    if type(holder) is dict or isinstance(holder, Mapping):
        return holder.values()
    return holder if isinstance(holder, list | tuple) else ()


def too_deep(value: object) -> ValueNotAllowedError:
    """
    Make the error about data, or a value, that is nested too deep; to show it would take ages.
    """
    return ValueNotAllowedError(
        field="data",
        value=type(value),
        allowed=f"nested at most {MOST_LEVELS} levels deep",
        source="partygrid.serial",
    )
