"""
What holds other values: classes, lists, mappings, choices of classes; and what has no data form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter, IterableValidationError

from partygrid.serial._problems import (
    WrongChoiceError,
    WrongDataError,
    at_item,
    under_key,
)
from partygrid.serial._words import Read, Write, formless, is_kind, not_written, only

# Each group of errors of cattrs has a title, which nobody sees.
_ITEMS: Final = "items"
_MAPPINGS: Final = (dict, Mapping)


def register(converter: Converter) -> None:
    """
    Teach a converter the shapes; what has no hook of its own is refused, either way.
    """
    for kind in (float, bytes):
        converter.register_structure_hook(kind, lambda _, kind: formless(kind))
        converter.register_unstructure_hook(kind, _not_exact)
    converter.register_structure_hook_factory(_has_no_form, formless)
    converter.register_unstructure_hook_func(_has_no_form, _not_exact)
    converter.register_unstructure_hook_func(_is_open, converter.unstructure)
    converter.register_unstructure_hook(NoneType, only(NoneType))
    converter.register_structure_hook_factory(_is_optional, _optional_reader(converter))
    converter.register_unstructure_hook_factory(_is_optional, _optional_writer(converter))
    converter.register_structure_hook_factory(attrs.has, _class_reader(converter))
    converter.register_unstructure_hook_factory(attrs.has, _class_writer(converter))
    converter.register_structure_hook_factory(_is_list, _list_reader(converter))
    converter.register_unstructure_hook_factory(_is_list, _list_writer(converter))
    converter.register_structure_hook_factory(_is_mapping, _mapping_reader(converter))
    converter.register_unstructure_hook_factory(_is_mapping, _mapping_writer(converter))


def _not_exact(value: Any) -> Any:
    raise not_written(value, "values of the library, text, whole numbers; never a float")


def _has_no_form(kind: Any) -> bool:
    """
    Tell whether a kind must not be written or read in the way of cattrs: new types alone may.
    """
    return not hasattr(kind, "__supertype__")


def _is_open(kind: Any) -> bool:
    """
    Tell whether a type says nothing, so that each value is written as its class says.
    """
    return kind is Any or isinstance(kind, TypeVar)


def _is_list(kind: Any) -> bool:
    return (get_origin(kind) or kind) in (tuple, list)


def _is_mapping(kind: Any) -> bool:
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind)


def _without_none(kind: Any) -> Any:
    return reduce(or_, (each for each in get_args(kind) if each is not NoneType))


def _optional_reader(converter: Converter) -> Callable[[Any], Read]:
    def factory(kind: Any) -> Read:
        rest = _without_none(kind)
        # Looked up at each call: a series may lie over another, without end as far as types say.
        return lambda data, _: None if data is None else converter.structure(data, rest)

    return factory


def _optional_writer(converter: Converter) -> Callable[[Any], Write]:
    def factory(kind: Any) -> Write:
        rest = _without_none(kind)
        return lambda value: (
            None if value is None else converter.unstructure(value, unstructure_as=rest)
        )

    return factory


def _class_reader(converter: Converter) -> Callable[[Any], Read]:
    def factory(kind: Any) -> Read:
        if getattr(kind, "__parameters__", ()):
            formless(kind)
        # cattrs 24 and 25 do not do this for generic classes.
        _resolve(kind)
        return mapping_only(converter.gen_structure_attrs_fromdict(kind))

    return factory


def _resolve(kind: Any) -> Any:
    """
    Give a class, its types looked up; one that names what there is not has no form.
    """
    made = get_origin(kind) or kind
    try:
        attrs.resolve_types(made)
    except NameError:
        formless(kind)
    return made


def mapping_only(inner: Read) -> Read:
    """
    Make a hook refuse data that is no mapping.
    """

    def hook(data: Any, kind: Any) -> Any:
        # A plain copy: some mappings make up an item when they are asked for one.
        return inner(as_dict(data), kind)

    return hook


def as_dict(data: object) -> dict[str, Any]:
    """
    Take data as a plain dict and refuse what is no mapping, or has a key that is no text.
    """
    if not isinstance(data, Mapping):
        raise WrongDataError(data, "an object with keys")
    for key in data:
        if not isinstance(key, str):
            raise WrongDataError(key, "text as key")
    return dict(data)


def _class_writer(converter: Converter) -> Callable[[Any], Write]:
    def factory(kind: Any) -> Write:
        made = _resolve(kind)
        return only(made, converter.gen_unstructure_attrs_fromdict(kind))

    return factory


def _list_reader(converter: Converter) -> Callable[[Any], Read]:
    """
    Read lists from lists alone: text, too, could be walked through item by item.
    """

    def factory(kind: Any) -> Read:
        make, kinds, count = _items_of(kind)
        if count is None and not kinds:
            formless(kind)
        hooks = [converter.get_structure_hook(item) for item in kinds]

        def hook(data: Any, _: Any) -> Any:
            if type(data) is not list and type(data) is not tuple:
                raise WrongDataError(data, "a list")
            if count is not None and len(data) != count:
                raise WrongDataError(data, f"a list of {count}")
            many = len(data) if count is None else 1
            return make(_read_items(data, kinds * many, hooks * many))

        return hook

    return factory


def _items_of(kind: Any) -> tuple[type, tuple[Any, ...], int | None]:
    """
    Take a kind of list apart: its class, the kinds of its items, how many there are.
    """
    kinds = get_args(kind)
    if get_origin(kind) is tuple and kinds[-1:] != (Ellipsis,):
        return tuple, kinds, len(kinds)
    return get_origin(kind) or kind, kinds[:1], None


def _read_items(data: Any, kinds: tuple[Any, ...], hooks: list[Read]) -> list[Any]:
    found, errors = [], []
    for place, (item, kind, hook) in enumerate(zip(data, kinds, hooks, strict=True)):
        try:
            found.append(hook(item, kind))
        except Exception as error:  # noqa: BLE001 - every item is looked at before any is reported
            errors.append(at_item(error, place))
    if errors:
        raise IterableValidationError(_ITEMS, errors, tuple)
    return found


def _list_writer(converter: Converter) -> Callable[[Any], Write]:
    def factory(kind: Any) -> Write:
        made, kinds, count = _items_of(kind)

        def write(value: Any) -> list[Any]:
            if count is not None and len(value) != count:
                raise not_written(value, f"{count} items")
            wanted = kinds if count is not None else (kinds or (Any,)) * len(value)
            return [
                converter.unstructure(item, unstructure_as=kind)
                for item, kind in zip(value, wanted, strict=True)
            ]

        return only(made, write)

    return factory


def _mapping_reader(converter: Converter) -> Callable[[Any], Read]:
    def factory(kind: Any) -> Read:
        # Others are no plain pairs of key and item, or would be read as a dict in silence.
        if get_origin(kind) not in _MAPPINGS or not get_args(kind):
            formless(kind)
        keys, items = get_args(kind)
        read_key = converter.get_structure_hook(keys)
        read_item = converter.get_structure_hook(items)

        def hook(data: Any, _: Any) -> dict[Any, Any]:
            found, errors = [], []
            for key, item in as_dict(data).items():
                pair = []
                for read, part, its_kind in ((read_key, key, keys), (read_item, item, items)):
                    try:
                        pair.append(read(part, its_kind))
                    except Exception as error:  # noqa: BLE001 - every part is looked at, as above
                        errors.append(at_item(error, key))
                found.append(pair)
            if errors:
                raise IterableValidationError(_ITEMS, errors, dict)
            return dict(found)

        return hook

    return factory


def _mapping_writer(converter: Converter) -> Callable[[Any], Write]:
    def factory(kind: Any) -> Write:
        kinds = get_args(kind) or (Any, Any)
        if len(kinds) != len(("key", "item")):
            formless(kind)
        keys, items = kinds

        def hook(value: Any) -> dict[str, Any]:
            if not isinstance(value, Mapping):
                raise not_written(value, "a mapping")
            data = {}
            for key, item in value.items():
                name = converter.unstructure(key, unstructure_as=keys)
                if type(name) is not str:
                    raise not_written(key, "text as key")
                data[name] = converter.unstructure(item, unstructure_as=items)
            return data

        return hook

    return factory


def tagged(converter: Converter, base: Any, tag: str, kinds: Mapping[str, type]) -> None:
    """
    Teach a converter a choice of classes, told apart by the value of one key.
    """
    names = {kind: name for name, kind in kinds.items()}

    def read(data: Any, _: Any) -> Any:
        rest = as_dict(data)
        name = rest.pop(tag, None)
        if type(name) is not str or name not in kinds:
            error: Exception = WrongChoiceError(name, ", ".join(kinds))
            if tag not in data:
                error = KeyError(tag)
            raise ClassValidationError(tag, [under_key(error, tag)], dict)
        return converter.structure(rest, kinds[name])

    def write(value: Any) -> dict[str, Any]:
        if type(value) not in names:
            raise not_written(value, f"one of {', '.join(kind.__name__ for kind in names)}")
        return {tag: names[type(value)], **converter.unstructure(value)}

    converter.register_structure_hook_func(is_kind(base), read)
    converter.register_unstructure_hook_func(is_kind(base), write)
