"""
What every part of the points bank checks where values enter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from partygrid.dated import Period
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_id, check_kind

MOST_POINTS: Final = 10**9
"""
The most points that one number of a scheme may say.
"""


def check_period(value: object, field: str = "period") -> None:
    """
    Refuse what is no period.
    """
    if not isinstance(value, Period):
        raise WrongTypeError(field=field, value=value, allowed="a Month, Quarter, Year, …")


def check_count(value: int, field: str, *, least: int = 1, most: int = MOST_POINTS) -> None:
    """
    Refuse what is no whole number between two bounds; a bool and a float are none.
    """
    if type(value) is not int:
        raise WrongTypeError(field=field, value=value, allowed="an int")
    if not least <= value <= most:
        raise ValueNotAllowedError(field=field, value=value, allowed=f"{least} to {most}")


def check_names(values: tuple[str, ...], field: str, *, least: int = 0) -> None:
    """
    Refuse what is no tuple of ids, each once.
    """
    if type(values) is not tuple:
        raise WrongTypeError(field=field, value=values, allowed="a tuple of names")
    for value in values:
        check_id(value, field=field)
    _check_once(values, field, "name", least)


def check_named(key: str, label: Label, what: str) -> str:
    """
    Refuse a thing without a key and a label.

    Returns:
        The name that errors give the thing.
    """
    check_id(key, field=f"{what}.key")
    check_kind(label, Label, f"{what} {key}: label")
    return f"{what} {key}"


def each_a(kind: type, key: str, *, least: int = 0) -> Callable[[Any, str], None]:
    """
    Make the check of a field that holds several values of a type, each key once.
    """

    def check(values: Any, field: str) -> None:
        if type(values) is not tuple:
            raise WrongTypeError(
                field=field, value=values, allowed=f"a tuple of {kind.__name__} values"
            )
        for value in values:
            check_kind(value, kind, field)
        _check_once(tuple(getattr(value, key) for value in values), field, key, least)

    return check


def is_a(kind: type, *, or_none: bool = False) -> Callable[[Any, str], None]:
    """
    Make the check of a field that holds one value of a type, or none.
    """

    def check(value: Any, field: str) -> None:
        check_kind(value, kind, field, or_none=or_none)

    return check


def _check_once(keys: tuple[str, ...], field: str, key: str, least: int) -> None:
    if len(keys) < least:
        raise ValueNotAllowedError(field=field, value=keys, allowed=f"{least} or more")
    if len(set(keys)) < len(keys):
        raise ValueNotAllowedError(field=field, value=keys, allowed=f"each {key} once")


def check_lines(lines: tuple[Any, ...], kind: type, field: str) -> None:
    """
    Refuse what is no tuple of one kind.
    """
    if type(lines) is not tuple or not {kind}.issuperset(map(type, lines)):
        raise WrongTypeError(
            field=field, value=lines, allowed=f"a tuple of {kind.__name__} values"
        )


def check_digest(digest: str, field: str) -> None:
    """
    Refuse what is no digest.
    """
    check_kind(digest, str, field)
    if _DIGEST.fullmatch(digest) is None:
        raise ValueNotAllowedError(
            field=field, value=digest, allowed="64 characters of 0 to 9 and a to f"
        )


_DIGEST: Final = re.compile("[0-9a-f]{64}")
