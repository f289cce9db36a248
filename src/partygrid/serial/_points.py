"""
The points bank: what is recorded both ways; what banks come to only written.

Events say what they are under `kind`, so that a host can store all of them in one place. Slips
come in bulk and are read in one go; only if that fails is each looked at, to name all problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from itertools import repeat
from operator import itemgetter
from typing import Any, Final, TypeAlias

import attrs
from cattrs import ClassValidationError, Converter

from partygrid.money import Fen
from partygrid.points import (
    Account,
    Allocated,
    Bank,
    BankEvent,
    Books,
    Clip,
    Closed,
    ClosedMonth,
    Decision,
    Delivered,
    Delivering,
    Enrolled,
    Levels,
    Lot,
    Move,
    Order,
    Part,
    Pending,
    Refused,
    Registered,
    Reversed,
    Settled,
    Settling,
    Shelf,
    Slip,
    Submitted,
    TakenBack,
    Turn,
)
from partygrid.serial._problems import FormlessError, WrongChoiceError, under_key
from partygrid.serial._shapes import as_dict
from partygrid.serial._words import Read, Write, is_kind, not_written, only

Data: TypeAlias = dict[str, Any]

_KIND: Final = "kind"
_EVENTS: Final[dict[str, Any]] = {
    "enrolled": Enrolled,
    "submitted": Submitted,
    "closed": Closed,
    "reversed": Reversed,
    "delivered": Delivered,
    "allocated": Allocated,
    "settled": Settled,
}
# What stands in the books of a bank, as it stands there.
_IN_BOOKS: Final[tuple[Any, ...]] = (
    Account,
    Clip,
    Delivering,
    Lot,
    Move,
    Part,
    Pending,
    Refused,
    Registered,
    Settling,
    Shelf,
    TakenBack,
)
# A slip that is not late need not say so.
_LEAST: Final = 5
_COUNTS: Final = frozenset({_LEAST, len(Slip._fields)})
_ON_TIME: Final = False
_REQUIRED: Final = tuple(map(itemgetter, Slip._fields[:_LEAST]))


@attrs.frozen
class _Slip:
    """
    Hold what stands in the data of a slip.
    """

    id: str
    holder: str
    activity: str
    day: date
    quantity: int
    late: bool = False


def register(converter: Converter) -> None:
    """
    Teach a converter what a bank records, and what it comes to.
    """
    _register_slips(converter)
    _register_events(converter)
    written = {kind: fields_of(converter, kind) for kind in _IN_BOOKS}
    written[Order] = fields_of(converter, Order, cash=Fen)
    written[Turn] = _turn_writer(converter)
    written |= {ClosedMonth: _month_writer(converter), Decision: _decision_writer(converter)}
    for kind, write in written.items():
        converter.register_structure_hook_func(is_kind(kind), _refuse)
        converter.register_unstructure_hook_func(is_kind(kind), only(kind, write))
    for kind in (Bank, Books, Levels):
        converter.register_structure_hook_func(is_kind(kind), _refuse)
        converter.register_unstructure_hook_func(is_kind(kind), _no_form)


def _refuse(_: Any, kind: Any) -> Any:
    raise FormlessError(kind, "events and schemes: a bank is made from them again")


def _no_form(value: Any) -> Any:
    raise not_written(value, "the events that led to a bank, and its two schemes")


def fields_of(
    converter: Converter, kind: Any, *left_out: str, **kinds: Any
) -> Callable[[Any], Data]:
    """
    Make a hook that writes a named tuple as a plain object with the names of its fields.

    Args:
        converter: The converter.
        kind: The class.
        left_out: The fields that are not written: what a host has anyway.
        kinds: The kinds of values that their classes do not tell: amounts are ints, too.
    """
    names = [name for name in kind._fields if name not in left_out]

    def write(value: Any) -> Data:
        return {
            name: converter.unstructure(getattr(value, name), unstructure_as=kinds.get(name))
            for name in names
        }

    return write


def _register_slips(converter: Converter) -> None:
    read_row = converter.get_structure_hook(_Slip)
    read_day = converter.get_structure_hook(date)

    def one(data: Any, _: Any) -> Slip:
        return Slip(*attrs.astuple(read_row(data, _Slip), recurse=False))

    converter.register_structure_hook_func(is_kind(Slip), one)
    converter.register_unstructure_hook_func(is_kind(Slip), only(Slip, _slip_data))
    each_alone = converter.get_structure_hook(list[Slip])

    def many(data: Any, _: Any) -> tuple[Slip, ...]:
        found = _in_one_go(data, read_day)
        return tuple(each_alone(data, list[Slip])) if found is None else found

    converter.register_structure_hook_func(is_kind(tuple[Slip, ...]), many)


def _slip_data(slip: Slip) -> Data:
    data = slip._asdict()
    data["day"] = slip.day.isoformat()
    if not slip.late:
        del data["late"]
    return data


def _in_one_go(data: Any, read_day: Read) -> tuple[Slip, ...] | None:
    """
    Read slips column by column; None if anything is wrong with them, or there are none.
    """
    if type(data) is not list or not {dict}.issuperset(map(type, data)):
        return None
    # Whatever is wrong is named when each is read alone.
    with suppress(Exception):
        # A list a field: far fewer objects for the collector than a tuple a slip.
        ids, holders, activities, texts, quantities = (list(map(get, data)) for get in _REQUIRED)
        lates: Iterable[Any] = repeat(_ON_TIME)
        counts = {*map(len, data)}
        if counts != {_LEAST}:
            if not counts <= _COUNTS:
                return None
            lates = [each["late"] if len(each) > _LEAST else _ON_TIME for each in data]
        days = {text: read_day(text, date) for text in {*texts}}
        on = map(days.__getitem__, texts)
        return tuple(map(Slip, ids, holders, activities, on, quantities, lates))
    return None


def _register_events(converter: Converter) -> None:
    """
    Teach a converter events, each with its kind, whether it is asked for by name or as any.
    """
    readers: dict[str, Read] = {}
    for name, kind in _EVENTS.items():
        readers[name] = converter.get_structure_hook(kind)
        write = converter.get_unstructure_hook(kind)
        converter.register_unstructure_hook(kind, _with_kind(name, write))

    def read(data: Any, wanted: Any) -> Any:
        rest = as_dict(data)
        name = rest.pop(_KIND, None)
        names = [each for each, kind in _EVENTS.items() if wanted in (kind, BankEvent)]
        if type(name) is not str or name not in names:
            error: Exception = WrongChoiceError(name, ", ".join(names))
            if _KIND not in data:
                error = KeyError(_KIND)
            raise ClassValidationError(_KIND, [under_key(error, _KIND)], dict)
        return readers[name](rest, _EVENTS[name])

    for kind in _EVENTS.values():
        converter.register_structure_hook(kind, read)
    converter.register_structure_hook_func(is_kind(BankEvent), read)
    converter.register_unstructure_hook_func(is_kind(BankEvent), converter.unstructure)


def _with_kind(name: str, write: Write) -> Write:
    return lambda event: {_KIND: name, **write(event)}


def _month_writer(converter: Converter) -> Write:
    plain = converter.unstructure

    def write(month: ClosedMonth) -> Data:
        """
        Write a closed month with its digest, slip by slip.
        """
        return {
            "month": str(month.month),
            "on": plain(month.on),
            "version": month.version,
            "before": month.before,
            "digest": month.digest,
            "slips": [plain(month.at(row)) for row in range(len(month))],
        }

    return write


def _turn_writer(converter: Converter) -> Write:
    rest = fields_of(converter, Turn, "rules", "days", "points")

    def write(turn: Turn) -> Data:
        """
        Write what a request met; the store's rules are the host's own.
        """
        usable = [
            {"expires": converter.unstructure(last), "points": points}
            for last, points in turn.usable
        ]
        return {"usable": usable, **rest(turn)}

    return write


def _decision_writer(converter: Converter) -> Write:
    plain = converter.unstructure

    def write(decision: Decision) -> Data:
        """
        Write what was decided; the bank itself is made from the events again.
        """
        return {
            "version": decision.bank.version,
            **{name: [plain(each) for each in getattr(decision, name)] for name in _DECIDED},
        }

    return write


_DECIDED: Final = ("events", "granted", "refused")
