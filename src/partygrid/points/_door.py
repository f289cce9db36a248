"""
The door through which slips come in: each is checked, and a batch is taken whole or not at all.

A batch is checked column by column, a few days at a time; only if a column shows that something is
wrong is it gone through line by line, to name each line and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias

from partygrid.errors import ConflictError, PartyGridError
from partygrid.points._bank import Bank
from partygrid.points._books import Books
from partygrid.points._doorkeeper import Doorkeeper
from partygrid.points._ordered import OrderedSlips, sound_batch
from partygrid.points._problems import refused_batch
from partygrid.points._slip import Row, Slip, slip_of

_Faults: TypeAlias = list[tuple[int, PartyGridError]]

_DAY: Final = 3
# So few slips are gone through one by one.
_FEW: Final = 8


class Fresh(NamedTuple):
    """
    Hold those slips of a batch that have not come in before.

    Args:
        rows: The slips in the order in which they came, each once; they may be plain rows.
        ordered: The same in the order of day and id; None where nobody has ordered them.
    """

    rows: tuple[Row, ...]
    ordered: OrderedSlips | None = None


def fresh_slips(bank: Bank, given: Sequence[Slip | tuple[Any, ...]], on: date) -> Fresh:
    """
    Take those slips that have not come in before.

    Raises:
        InvalidDataError: A slip is wrong; every one is named.
    """
    found = (_fresh_few if len(given) < _FEW else _fresh_rows)(bank, given, on)
    return _fresh_lines(bank, given, on) if found is None else found


def _fresh_few(bank: Bank, given: Sequence[Slip | tuple[Any, ...]], on: date) -> Fresh | None:
    """
    Take a few slips that are surely new and right; None if there is more to be said.
    """
    taken_back, pending, registered = (
        bank.books.taken_back,
        bank.books.pending,
        bank.books.registered,
    )
    door, fresh = Doorkeeper(bank, on), {}
    for slip in given:
        if type(slip) is not Slip:
            return None
        id_ = slip[0]
        if id_ in fresh or id_ in pending or id_ in registered or id_ in taken_back:
            return None
        if not door.lets(slip):
            return None
        fresh[id_] = slip
    return Fresh(tuple(fresh.values()))


def _fresh_rows(bank: Bank, given: Sequence[Slip | tuple[Any, ...]], on: date) -> Fresh | None:
    """
    Take a batch column by column; None if something about it may be wrong.
    """
    found = sound_batch(given)
    if found is None:
        return None
    rows, ordered = found
    known = known_slips(bank.books, rows)
    if known:
        if any(rows[id_] != slip for id_, slip in known.items()):
            return None
        rows = {id_: row for id_, row in rows.items() if id_ not in known}
        ordered = OrderedSlips.of(rows.values())
    if rows and not Doorkeeper(bank, on).lets_all(ordered):
        return None
    return Fresh(tuple(rows.values()), ordered)


def _fresh_lines(bank: Bank, given: Sequence[Slip | tuple[Any, ...]], on: date) -> Fresh:
    """
    Take a batch line by line, and name every line that is wrong.
    """
    slips, places, faults = _slips(given)
    fresh: dict[str, Slip] = {}
    # Of several that have one id, all but the first.
    again = [
        (place, slip)
        for place, slip in zip(places, slips, strict=True)
        if fresh.setdefault(slip[0], slip) is not slip
    ]
    known = known_slips(bank.books, fresh)
    faults += _conflicts([line for line in again if line[1][0] not in known], fresh)
    if known:
        old = [line for line in zip(places, slips, strict=True) if line[1][0] in known]
        faults += _conflicts(old, known)
        fresh = {id_: slip for id_, slip in fresh.items() if id_ not in known}
    door = Doorkeeper(bank, on)
    faults += [
        (place, door.fault(slip))
        for place, slip in zip(places, slips, strict=True)
        if fresh.get(slip[0]) == slip and not door.lets(slip)
    ]
    if faults:
        raise refused_batch(faults, "slips")
    return Fresh(tuple(fresh.values()))


def _slips(
    given: Sequence[Slip | tuple[Any, ...]],
) -> tuple[Sequence[Slip], Sequence[int], _Faults]:
    """
    Make slips of plain rows, each with its place; those that cannot be are named.
    """
    if {Slip}.issuperset(map(type, given)):
        return given, range(len(given)), []  # type: ignore[return-value]  # all are, as seen
    slips: list[Slip] = []
    sound: list[int] = []
    faults: _Faults = []
    for place, row in enumerate(given):
        try:
            slips.append(row if type(row) is Slip else slip_of(row))
            sound.append(place)
        except PartyGridError as error:
            faults.append((place, error))
    return slips, sound, faults


def sound_slips(given: Sequence[Slip | tuple[Any, ...]]) -> Sequence[Slip]:
    """
    Make slips of plain rows, whether or not they can be taken.

    Raises:
        InvalidDataError: A row could be no slip; every one is named.
    """
    slips, _, faults = _slips(given)
    if faults:
        raise refused_batch(faults, "slips")
    return slips


def known_slips(books: Books, slips: Mapping[str, Row]) -> dict[str, Slip]:
    """
    Give those of some slips that came in before: waiting, registered, or taken back.

    Args:
        books: The books.
        slips: The slips by their ids; what came in before may differ from them.
    """
    ids = slips.keys()
    found = {id_: each.slip for id_, each in books.taken_back.among(ids).items()}
    found.update((id_, each.slip) for id_, each in books.pending.among(ids).items())
    for id_, number in books.registered.among(ids).items():
        month = books.months[number]
        found[id_] = month.slip(month.row(id_, slips[id_][_DAY]))
    return found


def _conflicts(lines: Iterable[tuple[int, Slip]], before: dict[str, Slip]) -> _Faults:
    """
    Find the slips that came in before under the same id with other content.
    """
    return [
        (place, _conflict(before[slip[0]], slip))
        for place, slip in lines
        if before[slip[0]] != slip
    ]


def _conflict(before: Slip, slip: Slip) -> ConflictError:
    differing = [
        name for name, old, new in zip(Slip._fields, before, slip, strict=True) if old != new
    ]
    return ConflictError(
        field=f"slip {slip.id}: {', '.join(differing)}",
        value=slip,
        allowed=f"the same content again, or another id; before: {before}",
    )
