"""
Canonical bytes and a digest of any public value, without a serialisation library.

Two values have the same bytes exactly if they are equal and of the same classes. The form is
type-tagged and length-prefixed, so no two different values can run into each other; it is meant
for digests and comparison, not for reading back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import FunctionType

import attrs

from partygrid.errors import WrongTypeError

__all__ = ["canonical_bytes", "digest"]


def canonical_bytes(value: object) -> bytes:
    """
    Give the canonical bytes of a value.

    Args:
        value: A value of the library: attrs instances, enums, text, whole numbers, fractions,
            decimals, dates, aware instants, None, and tuples, frozensets and mappings of these.

    Raises:
        WrongTypeError: A float, a naive instant, or another type without a canonical form.

    >>> canonical_bytes((1, "一")) == canonical_bytes((1, "一")), canonical_bytes(True) == canonical_bytes(1)
    (True, False)
    """
    scalar = _scalar(value)
    if scalar is not None:
        tag, text = scalar
        return _framed(tag, text.encode())
    if attrs.has(type(value)):
        return _of_instance(value)
    if isinstance(value, tuple):
        return _framed("tuple", b"".join(map(canonical_bytes, value)))
    if isinstance(value, frozenset):
        return _framed("set", b"".join(sorted(map(canonical_bytes, value))))
    if isinstance(value, Mapping):
        pairs = (canonical_bytes(key) + canonical_bytes(item) for key, item in value.items())
        return _framed("map", b"".join(sorted(pairs)))
    raise WrongTypeError(
        field="canonical", value=value, allowed="a value of the library; no float, no naive instant"
    )


def digest(value: object) -> str:
    """
    Give the SHA-256 digest of the canonical bytes, in hexadecimal.

    Args:
        value: A value that `canonical_bytes` takes.

    Raises:
        WrongTypeError: As `canonical_bytes`.

    >>> digest(("2025-06", 550000))[:16]
    '@@@'
    """
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _framed(tag: str, body: bytes) -> bytes:
    return b"%s:%d:%s" % (tag.encode(), len(body), body)


def _scalar(value: object) -> tuple[str, str] | None:  # noqa: PLR0911 - one line a type
    if isinstance(value, Enum):
        return "enum", f"{_class_name(type(value))}.{value.name}"
    if value is None or type(value) is bool:
        return "const", repr(value)
    if type(value) is int:
        return "int", format(value, "x")
    if type(value) is str:
        return "str", value
    if type(value) is Fraction:
        return "fraction", f"{value.numerator:x}/{value.denominator:x}"
    if type(value) is Decimal and value.is_finite():
        return "decimal", _plain_decimal(value)
    if type(value) is date:
        return "date", value.isoformat()
    if type(value) is datetime and value.utcoffset() is not None:
        return "instant", value.astimezone(UTC).isoformat()
    if isinstance(value, type):
        return "class", _class_name(value)
    if isinstance(value, FunctionType):
        return "function", f"{value.__module__}.{value.__qualname__}"
    return None


def _plain_decimal(number: Decimal) -> str:
    sign, digits, exponent = number.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    trimmed = text.rstrip("0")
    if not trimmed:
        return "0"
    power = int(exponent) + len(text) - len(trimmed)
    return f"{'-' if sign else ''}{trimmed}e{power}"


def _of_instance(value: object) -> bytes:
    compared: Iterable[str] = (
        field.name for field in attrs.fields(type(value)) if field.eq  # type: ignore[arg-type]
    )
    body = b"".join(canonical_bytes(name) + canonical_bytes(getattr(value, name)) for name in compared)
    return _framed("object", canonical_bytes(_class_name(type(value))) + body)


def _class_name(cls: type) -> str:
    """Name a class by its public path: private modules may move."""
    public = ".".join(part for part in cls.__module__.split(".") if not part.startswith("_"))
    return f"{public}.{cls.__qualname__}"
