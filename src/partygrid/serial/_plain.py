"""
What JSON can hold, and how deep it may be nested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from partygrid.errors import ValueNotAllowedError, WrongTypeError

MOST_LEVELS: Final = 64
"""
No document is nested deeper; a scheme takes a dozen levels, and one for each series beneath.
"""

_SCALARS: Final = (str, int, bool, type(None))


def is_too_deep(data: object) -> bool:
    """
    Tell whether data is nested too deep to be read: what comes from outside may have no bottom.

    It goes level by level and looks at each thing once a level, so that neither depth nor parts
    shared over and over can tie it up.
    """
    level: list[object] = [data]
    for _ in range(MOST_LEVELS):
        level = list({id(item): item for holder in level for item in _held(holder)}.values())
        if not level:
            return False
    return True


def _held(holder: object) -> Iterable[object]:
    if isinstance(holder, Mapping):
        return holder.values()
    return holder if isinstance(holder, list | tuple) else ()


def check_plain(data: object, path: str = "$", room: int = MOST_LEVELS) -> None:
    """
    Let only what JSON can hold leave the room, so that nothing is passed through unseen.

    Raises:
        WrongTypeError: Something is no dict, list, text, int, bool or None, or a key no text.
        ValueNotAllowedError: It is nested too deep to be read back.
    """
    if not room:
        raise too_deep(data)
    if type(data) is dict:
        for key, item in data.items():
            if type(key) is not str:
                raise WrongTypeError(field=f"{path}: key", value=key, allowed="text")
            check_plain(item, f"{path}.{key}", room - 1)
    elif type(data) is list:
        for place, item in enumerate(data):
            check_plain(item, f"{path}[{place}]", room - 1)
    elif type(data) not in _SCALARS:
        raise WrongTypeError(field=path, value=data, allowed="what JSON can hold, exactly")


def too_deep(data: object) -> ValueNotAllowedError:
    """
    Make the error about data, or a value, that is nested too deep.
    """
    return ValueNotAllowedError(
        field="data",
        value=data,
        allowed=f"nested less than {MOST_LEVELS} levels deep",
        source="serial",
    )
