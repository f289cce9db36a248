"""Entries, gaps and series."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter
from cattrs.errors import AttributeValidationNote

from partygrid.dated import Dated, NotKnown, NotStated, Option, Repeal, Retraction
from partygrid.labels import Label
from partygrid.serial._words import Hook, WrongChoiceError, WrongDataError, no_data
from partygrid.sources import Source

_SAID = ("value", "not_stated", "repeal", "retracts")


@attrs.frozen(kw_only=True)
class _Days:
    """Be what every entry has, whatever it says."""

    start: date
    end: date | None = None
    known: date
    source: Source
    dated_by: Source | None = None


def register(converter: Converter) -> None:
    """Teach a converter what entries can hold."""
    converter.register_structure_hook_factory(_is(Dated), _read_entry(converter))
    converter.register_unstructure_hook_factory(_is(Dated), _write_entry(converter))
    converter.register_structure_hook_factory(_is(Option), _read_option(converter))
    converter.register_unstructure_hook_factory(_is(Option), _write_option(converter))
    converter.register_structure_hook_func(lambda kind: kind == int | NotKnown, _count)
    converter.register_unstructure_hook_func(lambda kind: kind == int | NotKnown, _count_text)


def _is(generic: type) -> Callable[[Any], bool]:
    return lambda kind: kind is generic or get_origin(kind) is generic


def _inner(kind: Any) -> Any:  # noqa: ANN401
    inner = (get_args(kind) or (Any,))[0]
    return Any if isinstance(inner, TypeVar) else inner


def _said_kinds(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    inner = _inner(kind)
    return {
        "value": inner,
        "not_stated": NotStated[inner],
        "repeal": Repeal,
        "retracts": Retraction,
    }


def _read_entry(converter: Converter) -> Callable[[Any], Hook]:
    def factory(kind: Any) -> Hook:  # noqa: ANN401
        kinds = _said_kinds(kind)

        def hook(data: Any, _: Any) -> Dated[Any]:  # noqa: ANN401
            if not isinstance(data, Mapping):
                raise WrongDataError(data, "an object with keys")
            said = [key for key in _SAID if key in data]
            errors: list[Exception] = []
            value = days = None
            if len(said) != 1:
                errors.append(WrongChoiceError(said, f"exactly one of {', '.join(_SAID)}"))
            else:
                try:
                    value = converter.structure(data[said[0]], kinds[said[0]])
                except Exception as error:  # noqa: BLE001 - reported with the rest
                    error.add_note(AttributeValidationNote(said[0], said[0], kind))
                    errors.append(error)
            try:
                rest = {key: item for key, item in data.items() if key not in _SAID}
                days = converter.structure(rest, _Days)
            except ClassValidationError as error:
                errors += error.exceptions
            if errors or days is None:
                raise ClassValidationError("entry", errors, Dated)
            return Dated(value=value, **attrs.asdict(days, recurse=False))

        return hook

    return factory


def _write_entry(converter: Converter) -> Callable[[Any], Callable[[Any], dict[str, Any]]]:
    def factory(kind: Any) -> Callable[[Any], dict[str, Any]]:  # noqa: ANN401
        kinds = _said_kinds(kind)

        def hook(entry: Dated[Any]) -> dict[str, Any]:
            value = entry.value
            said = "value"
            for key, held in (("not_stated", NotStated), ("repeal", Repeal), ("retracts", Retraction)):
                if isinstance(value, held):
                    said = key
            written = converter.unstructure(
                value, unstructure_as=None if kinds[said] is Any else kinds[said]
            )
            days = _Days(**{f.name: getattr(entry, f.name) for f in attrs.fields(_Days)})
            return {said: written, **converter.unstructure(days)}

        return hook

    return factory


def _read_option(converter: Converter) -> Callable[[Any], Hook]:
    def factory(kind: Any) -> Hook:  # noqa: ANN401
        wire = attrs.make_class(
            "Option",
            {
                "name": attrs.field(type=str),
                "label": attrs.field(type=Label),
                "value": attrs.field(type=_inner(kind)),
            },
            frozen=True,
        )

        def hook(data: Any, _: Any) -> Option[Any]:  # noqa: ANN401
            return Option(**attrs.asdict(converter.structure(data, wire), recurse=False))

        return hook

    return factory


def _write_option(converter: Converter) -> Callable[[Any], Callable[[Any], dict[str, Any]]]:
    def factory(kind: Any) -> Callable[[Any], dict[str, Any]]:  # noqa: ANN401
        inner = _inner(kind)

        def hook(option: Option[Any]) -> dict[str, Any]:
            if option.make is not None:
                no_data(option.make)
            return {
                "name": option.name,
                "label": converter.unstructure(option.label),
                "value": converter.unstructure(
                    option.value, unstructure_as=None if inner is Any else inner
                ),
            }

        return hook

    return factory


def _count(value: Any, _: Any) -> int | NotKnown:  # noqa: ANN401
    if type(value) is int:
        return value
    if value == NotKnown.YET.value:
        return NotKnown.YET
    raise WrongDataError(value, f"a whole number, or {NotKnown.YET.value!r} if not known yet")


def _count_text(value: int | NotKnown) -> int | str:
    return value.value if isinstance(value, NotKnown) else value
