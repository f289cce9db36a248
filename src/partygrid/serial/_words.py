"""Plain data: text, numbers, dates, enums, money, periods, and what every class shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import FunctionType
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import IterableValidationError, IterableValidationNote

from partygrid.dated import Period, parse_period
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import LabelledEnum
from partygrid.money import Fen, exact, fen, format_factor, format_yuan, yuan
from partygrid.org import UnitId

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Hook = Callable[[Any, Any], Any]


class WrongDataError(WrongTypeError):
    """Raised when data has the wrong type; the path says where, so no field is named."""

    def __init__(self, value: object, allowed: str) -> None:
        super().__init__(field="", value=value, allowed=allowed)

    def __str__(self) -> str:
        return super().__str__().removeprefix(": ")


class WrongChoiceError(ValueNotAllowedError):
    """Raised when data names none of the choices; the path says where."""

    def __init__(self, value: object, allowed: str) -> None:
        super().__init__(field="", value=value, allowed=allowed)

    def __str__(self) -> str:
        return super().__str__().removeprefix(": ")


def register(converter: Converter, *, in_fen: bool) -> None:
    """Teach a converter the plain types; nothing is coerced."""
    for kind, named in ((int, "a whole number"), (str, "text"), (bool, "true or false")):
        converter.register_structure_hook(kind, exactly(kind, named))
    converter.register_structure_hook(date, _day)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(Fraction, lambda value, _: exact(value, field="factor"))
    converter.register_unstructure_hook(Fraction, format_factor)
    converter.register_structure_hook_func(lambda kind: kind is Fen, _amount)
    converter.register_unstructure_hook_func(
        lambda kind: kind is Fen, int if in_fen else _yuan_text
    )
    converter.register_structure_hook_func(lambda kind: kind is UnitId, exactly(str, "text"))
    converter.register_structure_hook_func(_is(LabelledEnum), _member)
    converter.register_unstructure_hook_func(_is(LabelledEnum), lambda member: member.value)
    converter.register_structure_hook_factory(attrs.has, _mapped(converter))
    converter.register_structure_hook_func(_is(Period), _period)
    converter.register_unstructure_hook_func(_is(Period), str)
    converter.register_structure_hook_factory(_is_tuple, _listed(converter))
    converter.register_unstructure_hook(float, no_data)
    converter.register_unstructure_hook(FunctionType, no_data)


def exactly(kind: type, named: str) -> Hook:
    """Make a hook that takes one type and nothing that merely looks like it."""

    def hook(value: Any, _: Any) -> Any:  # noqa: ANN401 - the shape that cattrs calls
        if type(value) is not kind:
            raise WrongDataError(value, named)
        return value

    return hook


def no_data(value: object) -> Any:  # noqa: ANN401 - it never returns
    """Refuse to write what could not be read back."""
    raise WrongTypeError(
        field="data", value=value, allowed="exact values; a question with function answers is "
        "answered before it is written"
    )


def _is(base: type) -> Callable[[Any], bool]:
    return lambda kind: isinstance(kind, type) and issubclass(kind, base)


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401
    return get_origin(kind) is tuple


def _day(value: Any, _: Any) -> date:  # noqa: ANN401
    if type(value) is not str or _DAY.fullmatch(value) is None:
        raise WrongDataError(value, "a date as '2025-06-01'")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise WrongChoiceError(value, "a day that the calendar has") from None


def _amount(value: Any, _: Any) -> Fen:  # noqa: ANN401
    if type(value) is int:
        return fen(value)
    if type(value) is str:
        return yuan(value)
    raise WrongDataError(value, "text of yuan such as '5500.00', or an int of fen")


def _yuan_text(amount: int) -> str:
    return format_yuan(amount, grouping=False)


def _member(value: Any, kind: type[LabelledEnum]) -> LabelledEnum:  # noqa: ANN401
    for member in kind:
        if member.value == value:
            return member
    raise WrongChoiceError(value, ", ".join(member.value for member in kind))


def _period(value: Any, kind: type[Period]) -> Period:  # noqa: ANN401
    if type(value) is not str:
        raise WrongDataError(value, "text such as '2025-06'")
    period = parse_period(value)
    if not isinstance(period, kind):
        raise WrongChoiceError(value, f"a {kind.__name__}")
    return period


def _listed(converter: Converter) -> Callable[[Any], Hook]:
    """Read tuples from lists alone: text, too, could be walked through item by item."""

    def factory(kind: Any) -> Hook:  # noqa: ANN401
        kinds = get_args(kind)
        many = len(kinds) == 2 and kinds[1] is Ellipsis  # noqa: PLR2004 - as in tuple[int, ...]

        def hook(data: Any, _: Any) -> tuple[Any, ...]:  # noqa: ANN401
            if type(data) is not list and type(data) is not tuple:
                raise WrongDataError(data, "a list")
            if not many and len(data) != len(kinds):
                raise WrongDataError(data, f"a list of {len(kinds)}")
            return _items(converter, data, kinds[:1] * len(data) if many else kinds)

        return hook

    return factory


def _items(converter: Converter, data: Any, kinds: tuple[Any, ...]) -> tuple[Any, ...]:  # noqa: ANN401
    found, errors = [], []
    for place, (item, kind) in enumerate(zip(data, kinds, strict=True)):
        try:
            found.append(converter.structure(item, kind))
        except Exception as error:  # noqa: BLE001 - every item is looked at before any is reported
            error.add_note(IterableValidationNote(f"item {place}", place, kind))
            errors.append(error)
    if errors:
        raise IterableValidationError("items", errors, tuple)
    return tuple(found)


def _mapped(converter: Converter) -> Callable[[Any], Hook]:
    """Read classes from mappings alone."""

    def factory(kind: Any) -> Hook:  # noqa: ANN401
        return mapping_only(converter.gen_structure_attrs_fromdict(kind))

    return factory


def mapping_only(inner: Hook) -> Hook:
    """Make a hook refuse data that is no mapping."""

    def hook(data: Any, kind: Any) -> Any:  # noqa: ANN401
        if not isinstance(data, Mapping):
            raise WrongDataError(data, "an object with keys")
        return inner(data, kind)

    return hook


def tagged(converter: Converter, base: Any, tag: str, kinds: Mapping[str, type]) -> None:  # noqa: ANN401
    """Teach a converter a choice of classes, told apart by the value of one key."""
    names = {kind: name for name, kind in kinds.items()}

    def read(data: Any, _: Any) -> Any:  # noqa: ANN401
        if not isinstance(data, Mapping):
            raise WrongDataError(data, "an object with keys")
        name = data.get(tag)
        if not isinstance(name, str) or name not in kinds:
            raise WrongChoiceError(name, f"{tag}: {', '.join(kinds)}")
        return converter.structure({k: v for k, v in data.items() if k != tag}, kinds[name])

    def write(value: Any) -> dict[str, Any]:  # noqa: ANN401
        return {tag: names[type(value)], **converter.unstructure(value)}

    converter.register_structure_hook_func(lambda kind: kind == base, read)
    converter.register_unstructure_hook_func(lambda kind: kind == base, write)

