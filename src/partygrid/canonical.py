"""
Canonical bytes and a digest of any public value, without a serialisation library.

Two values have the same bytes exactly if they are equal and of the same classes; an instant
counts as the moment it names, whatever its zone, and a mapping as its items. The form is
type-tagged and length-prefixed, so no two different values can run into each other; it is meant
for digests and comparison, not for reading back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import FunctionType
from typing import Any, Final

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError

__all__ = ["canonical_bytes", "digest"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def canonical_bytes(value: object) -> bytes:
    """
    Give the canonical bytes of a value.

    Args:
        value: A value of the library: attrs instances, its named tuples, enums, text, whole
            numbers, fractions, decimals, dates, aware instants, None, classes and functions
            under a name of their own, and tuples, frozensets and mappings of these.

    Raises:
        WrongTypeError: A float, a naive instant, a decimal that is not finite, a lambda, or
            another type without a canonical form.
        ValueNotAllowedError: It is nested deeper than the interpreter's stack.

    >>> canonical_bytes((1, "一")) == canonical_bytes((1, "一"))
    True
    >>> canonical_bytes(True) == canonical_bytes(1)
    False
    """
    try:
        return _bytes(value)
    except RecursionError:
        raise ValueNotAllowedError(
            field="canonical", value=type(value), allowed="a value not nested without end"
        ) from None


def _bytes(value: object) -> bytes:
    scalar = _scalar(value)
    if scalar is not None:
        tag, text = scalar
        # A lone surrogate can come in through JSON; it must not stop a digest.
        return _framed(tag, text.encode("utf-8", "surrogatepass"))
    if attrs.has(kind := type(value)):
        return _of_fields(value, kind, tuple(each.name for each in attrs.fields(kind) if each.eq))
    if isinstance(value, tuple) and _is_ours(kind):
        return _of_fields(value, kind, value._fields)  # type: ignore[attr-defined]  # a named tuple
    if type(value) is tuple:
        return _framed("tuple", b"".join(map(_bytes, value)))
    if type(value) is frozenset:
        return _framed("set", b"".join(sorted(map(_bytes, value))))
    if isinstance(value, Mapping):
        pairs = (_bytes(key) + _bytes(item) for key, item in value.items())
        return _framed("map", b"".join(sorted(pairs)))
    raise _refused(value)


def digest(value: object) -> str:
    """
    Give the SHA-256 digest of the canonical bytes, in hexadecimal.

    Args:
        value: A value that `canonical_bytes` takes.

    Raises:
        WrongTypeError: As `canonical_bytes`.
        ValueNotAllowedError: As `canonical_bytes`.

    >>> digest(("2025-06", 550000))[:16]
    '972dddbc60c16eca'
    """
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _refused(value: object) -> WrongTypeError:
    return WrongTypeError(
        field="canonical",
        value=value,
        allowed="a value of the library: no float, no naive instant, "
        "nothing without a name of its own",
    )


def _framed(tag: str, body: bytes) -> bytes:
    return b"%s:%d:%s" % (tag.encode(), len(body), body)


def _scalar(value: object) -> tuple[str, str] | None:
    if isinstance(value, Enum):
        return "enum", f"{_name(type(value))}.{value.name}"
    if isinstance(value, type):
        return "class", _name(value)
    kind = type(value)
    if kind in _SCALARS:
        tag, text_of = _SCALARS[kind]
        return tag, text_of(value)
    return None


def _fraction(number: Fraction) -> str:
    return f"{number.numerator:x}/{number.denominator:x}"


def _decimal(number: Decimal) -> str:
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise _refused(number)
    text = "".join(map(str, digits))
    trimmed = text.rstrip("0")
    if not trimmed:
        return "0"
    return f"{'-' if sign else ''}{trimmed}e{exponent + len(text) - len(trimmed)}"


def _instant(moment: datetime) -> str:
    if moment.utcoffset() is None:
        raise _refused(moment)
    # By difference: converting the first and last day of the calendar to UTC would overflow.
    return f"{(moment - _EPOCH) // timedelta(microseconds=1):x}"


def _name(thing: type | FunctionType) -> str:
    """
    Name a class or function by its public path: the library's private modules may move.
    """
    if "<" in thing.__qualname__:
        # Two lambdas, or two functions made by a function, share one name.
        raise _refused(thing)
    parts = thing.__module__.split(".")
    if parts[0] == "partygrid":
        parts = [part for part in parts if not part.startswith("_")]
    return ".".join((*parts, thing.__qualname__))


_SCALARS: Final[dict[type, tuple[str, Callable[[Any], str]]]] = {
    type(None): ("const", repr),
    bool: ("const", repr),
    int: ("int", "{:x}".format),
    str: ("str", str),
    Fraction: ("fraction", _fraction),
    Decimal: ("decimal", _decimal),
    date: ("date", date.isoformat),
    datetime: ("instant", _instant),
    FunctionType: ("function", _name),
}


def _is_ours(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == "partygrid" and hasattr(kind, "_fields")


def _of_fields(value: object, kind: type, names: tuple[str, ...]) -> bytes:
    body = b"".join(_bytes(name) + _bytes(getattr(value, name)) for name in names)
    return _framed("object", _bytes(_name(kind)) + body)
