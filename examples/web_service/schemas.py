"""
JSON Schemas of values, made from their types: what the library reads, said once.
"""

from __future__ import annotations

import inspect
import types
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import attrs

Schema = dict[str, Any]

_PLAIN: Final[dict[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Fraction: {"type": "string"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}


def schemas_of(*kinds: type) -> dict[str, Schema]:
    """
    Make the schema of each class, and of every class that it holds, by name.
    """
    found: dict[str, Schema] = {}
    for kind in kinds:
        _add(kind, found)
    return dict(sorted(found.items()))


def reference(kind: type) -> Schema:
    """
    Refer to the schema of a class.
    """
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _add(kind: Any, found: dict[str, Schema]) -> None:
    if kind.__name__ in found:
        return
    if issubclass(kind, Enum):
        found[kind.__name__] = _choice(kind)
        return
    hints = get_type_hints(kind)
    schema: Schema = {"type": "object", "description": _sentence(kind), "properties": {}}
    found[kind.__name__] = schema
    fields = [field for field in attrs.fields(kind) if field.init]
    for field in fields:
        schema["properties"][field.name] = _schema(hints[field.name], found)
    schema["required"] = [field.name for field in fields if field.default is attrs.NOTHING]
    schema["additionalProperties"] = False


def _choice(kind: type[Enum]) -> Schema:
    """
    List the names of an enum, and say in both languages what each means.
    """
    meanings = (f"`{each.value}` {each.label.zh} ({each.label.en})" for each in kind)  # type: ignore[attr-defined]
    return {
        "type": "string",
        "enum": [each.value for each in kind],
        "description": f"{_sentence(kind)} {', '.join(meanings)}.",
    }


def _sentence(kind: type) -> str:
    return inspect.cleandoc(kind.__doc__ or "").partition("\n")[0]


def _schema(kind: Any, found: dict[str, Schema]) -> Schema:
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_schema(each, found) for each in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], found)}
    _add(kind, found)
    return reference(kind)
