"""
The door through which slips come in: each is checked, and a batch is taken whole or not at all.

A batch is checked column by column; only if a column shows that something is wrong is it gone
through line by line, to name each line and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final, TypeAlias

from partygrid.errors import ConflictError, PartyGridError, UnknownNameError, ValueNotAllowedError
from partygrid.points._activity import Activity
from partygrid.points._bank import Bank
from partygrid.points._books import Books
from partygrid.points._problems import refused_batch
from partygrid.points._slip import Slip, are_sound, slip_of

_Faults: TypeAlias = list[tuple[int, PartyGridError]]

_new: Final = tuple.__new__
_what: Final = itemgetter(2, 3, 5)
# A row may leave out that it is not late.
_SHORT: Final = 5
# So few slips are asked about one by one.
_FEW: Final = 8


def fresh_slips(bank: Bank, given: Sequence[Slip | tuple[Any, ...]], on: date) -> dict[str, Slip]:
    """
    Take those slips that have not come in before, by their ids.

    Raises:
        InvalidDataError: A slip is wrong; every one is named.
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
    door = _Door(bank, on)
    if not door.lets_all(fresh.values()):
        faults += [
            (place, door.fault(slip))
            for place, slip in zip(places, slips, strict=True)
            if fresh.get(slip[0]) == slip and not door.lets(slip)
        ]
    if faults:
        raise refused_batch(faults, "slips")
    return fresh


def _slips(
    given: Sequence[Slip | tuple[Any, ...]],
) -> tuple[Sequence[Slip], Sequence[int], _Faults]:
    """
    Make slips of plain rows, each with its place; those that cannot be are named.
    """
    places = range(len(given))
    if {Slip}.issuperset(map(type, given)):
        return given, places, []  # type: ignore[return-value]  # all are slips, as seen
    if are_sound(given):
        whole = [_new(Slip, row if len(row) > _SHORT else (*row, False)) for row in given]
        return whole, places, []
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


def known_slips(books: Books, slips: Mapping[str, Slip]) -> dict[str, Slip]:
    """
    Give those of some slips that came in before: waiting, registered, or taken back.

    Args:
        books: The books.
        slips: The slips by their ids; what came in before may differ from them.
    """
    ids = set(slips)
    found = {id_: each.slip for id_, each in books.taken_back.among(ids).items()}
    found.update((id_, each.slip) for id_, each in books.pending.among(ids).items())
    for id_, number in books.registered.among(ids).items():
        month = books.months[number]
        found[id_] = month.slip(month.row(id_, slips[id_].day))
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


class _Door:
    """
    Hold what slips are checked against, day by day.
    """

    def __init__(self, bank: Bank, on: date) -> None:
        self.bank, self.on = bank, on
        self.first = bank.open_month.first_day

    def lets_all(self, slips: Collection[Slip]) -> bool:
        """
        Tell whether all slips can surely be taken; if not, each has to be asked about.
        """
        if len(slips) < _FEW:
            return all(map(self.lets, slips))
        holders = {slip[1] for slip in slips}
        who = self.bank.books.holders.among(holders)
        asked = set(map(_what, slips))
        by_day = {day: self._day(day) for _, day, _ in asked}
        if len(who) < len(holders) or max(each.since for each in who.values()) > min(by_day):
            return False
        kinds = {each.kind for each in who.values()}
        for activity, day, late in asked:
            found = by_day[day]
            act = None if found is None else found.get(activity)
            if act is None or not kinds <= act.may_earn or late is not (day < self.first):
                return False
        return True

    def _day(self, day: date) -> Mapping[str, Activity] | None:
        """
        Give the activities of a day; None if no slip of it can be taken.
        """
        if day > self.on:
            return None
        try:
            return self.bank.tariff.rules_on(day, self.on).by_key
        except PartyGridError:
            return None

    def lets(self, slip: Slip) -> bool:
        """
        Tell whether a slip can be taken.
        """
        who = self.bank.books.holders.get(slip.holder)
        act = (self._day(slip.day) or {}).get(slip.activity)
        return (
            who is not None
            and act is not None
            and who.kind in act.may_earn
            and who.since <= slip.day
            and slip.late is (slip.day < self.first)
        )

    def fault(self, slip: Slip) -> PartyGridError:
        """
        Say why a slip cannot be taken.
        """
        field = f"slip {slip.id}"
        if slip.day > self.on:
            return ValueNotAllowedError(
                field=f"{field}: day", value=str(slip.day), allowed=f"{self.on} or earlier"
            )
        who = self.bank.books.holders.get(slip.holder)
        if who is None:
            return UnknownNameError(
                field=f"{field}: holder", value=slip.holder, allowed="a holder who has entered"
            )
        if slip.day < who.since:
            return ValueNotAllowedError(
                field=f"{field}: day",
                value=str(slip.day),
                allowed=f"{who.since} or later: the day on which the holder entered",
            )
        late = slip.day < self.first
        if slip.late is not late:
            return ValueNotAllowedError(
                field=f"{field}: late",
                value=slip.late,
                allowed=f"{late}: {self.bank.open_month} is the open month",
            )
        return self._unearned(slip, who.kind, field)

    def _unearned(self, slip: Slip, kind: str, field: str) -> PartyGridError:
        """
        Say why a slip earns nothing under the tariff.
        """
        try:
            rules = self.bank.tariff.rules_on(slip.day, self.on)
        except PartyGridError as error:
            return error
        source = rules.entry("activities").cite()
        act = rules.by_key.get(slip.activity)
        if act is None:
            return UnknownNameError(
                field=f"{field}: activity",
                value=slip.activity,
                allowed=", ".join(rules.by_key),
                source=source,
            )
        return ValueNotAllowedError(
            field=f"{field}: kind of holder",
            value=kind,
            allowed=", ".join(act.kinds),
            source=source,
        )
