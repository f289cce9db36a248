"""
Entries, gaps and series.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter

from partygrid.dated import Dated, NotKnown, NotStated, Option, Repeal, Retraction
from partygrid.errors import WrongTypeError
from partygrid.labels import Label
from partygrid.serial._problems import WrongChoiceError, WrongDataError
from partygrid.serial._shapes import as_dict
from partygrid.serial._words import Read, Write, is_kind, not_written, only
from partygrid.sources import Source

# What an entry can say, each under a key of its own: a value, or one of these instead.
_INSTEAD: Final = {"not_stated": NotStated, "repeal": Repeal, "retracts": Retraction}
_SAID: Final = ("value", *_INSTEAD)
_YET: Final[str] = NotKnown.YET.value


def register(converter: Converter) -> None:
    """
    Teach a converter what entries can hold.
    """
    converter.register_structure_hook_factory(_is(Dated), _entry_reader(converter))
    converter.register_unstructure_hook_factory(_is(Dated), _entry_writer(converter))
    converter.register_structure_hook_factory(_is(Option), _option_reader(converter))
    converter.register_unstructure_hook_factory(_is(Option), _option_writer(converter))
    converter.register_structure_hook_func(is_kind(int | NotKnown), _count)
    converter.register_unstructure_hook_func(is_kind(int | NotKnown), _count_data)


def _is(generic: type) -> Callable[[Any], bool]:
    return lambda kind: (get_origin(kind) or kind) is generic


def _inner(kind: Any) -> Any:
    """
    Say what the values are; where the type says nothing, each is written as its class says.
    """
    (inner,) = get_args(kind) or (Any,)
    return Any if isinstance(inner, TypeVar) else inner


def _said_kinds(kind: Any) -> dict[str, Any]:
    open_: Any = NotStated
    inner = _inner(kind)
    return {
        "value": inner,
        "not_stated": open_[inner],
        "repeal": Repeal,
        "retracts": Retraction,
    }


def _wire(name: str, required: dict[str, Any], optional: dict[str, Any]) -> type:
    """
    Make a class of what stands in the data, for what is not made from it field by field.
    """
    fields = {field: attrs.field(type=kind) for field, kind in required.items()}
    rest = {field: attrs.field(default=None, type=kind) for field, kind in optional.items()}
    return attrs.make_class(name, fields | rest, kw_only=True)


def _entry_reader(converter: Converter) -> Callable[[Any], Read]:
    def factory(kind: Any) -> Read:
        wire = _wire(
            "Dated",
            {"start": date, "known": date, "source": Source},
            {**_said_kinds(kind), "end": date | None, "dated_by": Source | None},
        )
        read = converter.get_structure_hook(wire)

        def hook(data: Any, _: Any) -> Dated[Any]:
            plain = as_dict(data)
            said = [name for name in _SAID if name in plain]
            errors: list[Exception] = []
            if len(said) != 1:
                errors.append(WrongChoiceError(said, f"exactly one of {', '.join(_SAID)}"))
            try:
                entry = read(plain, wire)
            except ClassValidationError as error:
                errors += error.exceptions
            if errors:
                raise ClassValidationError(Dated.__name__, errors, Dated)
            fields = attrs.asdict(entry, recurse=False)
            values = {name: fields.pop(name) for name in _SAID}
            return Dated(value=values[said[0]], **fields)

        return hook

    return factory


def _entry_writer(converter: Converter) -> Callable[[Any], Write]:
    def factory(kind: Any) -> Write:
        kinds = _said_kinds(kind)

        def write(entry: Any) -> dict[str, Any]:
            value = entry.value
            said = next((key for key, held in _INSTEAD.items() if type(value) is held), "value")
            data = {said: converter.unstructure(value, unstructure_as=kinds[said])}
            for field in attrs.fields(Dated):
                days = getattr(entry, field.name)
                if field.name != "value" and days is not None:
                    data[field.name] = converter.unstructure(days)
            return data

        return only(Dated, write)

    return factory


def _option_reader(converter: Converter) -> Callable[[Any], Read]:
    def factory(kind: Any) -> Read:
        # A function is no data, so of the two ways to answer one is left.
        wire = _wire("Option", {"name": str, "label": Label, "value": _inner(kind)}, {})
        read = converter.get_structure_hook(wire)

        def hook(data: Any, _: Any) -> Option[Any]:
            return Option(**attrs.asdict(read(data, wire), recurse=False))

        return hook

    return factory


def _option_writer(converter: Converter) -> Callable[[Any], Write]:
    def factory(kind: Any) -> Write:
        inner = _inner(kind)

        def write(option: Any) -> dict[str, Any]:
            if option.make is not None:
                raise WrongTypeError(
                    field=f"option {option.name!r}",
                    value=option.make,
                    allowed="a value: a question with a function among its answers is answered "
                    "(Series.choose) before it is written",
                )
            return {
                "name": option.name,
                "label": converter.unstructure(option.label),
                "value": converter.unstructure(option.value, unstructure_as=inner),
            }

        return only(Option, write)

    return factory


def _count(value: Any, _: Any) -> int | NotKnown:
    if type(value) is int:
        return value
    if type(value) is str and value == _YET:
        return NotKnown.YET
    raise WrongDataError(value, f"a whole number, or {_YET!r} if not known yet")


def _count_data(value: Any) -> int | str:
    if type(value) is int:
        return value
    if value is NotKnown.YET:
        return _YET
    raise not_written(value, "an int or NotKnown.YET")
