"""
The look-up table of a series: days cut at every bound, each with its chain of knowledge.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import Any

from partygrid.dated._entry import Dated
from partygrid.dated._gaps import Retraction
from partygrid.errors import ConflictError, UnknownNameError, ValueNotAllowedError, WrongTypeError

Entry = Dated[Any]
Chain = tuple[tuple[date, ...], tuple[Entry | None, ...]]
"""
When knowledge of one stretch of days changed, and the entry that held from then on.
"""

EMPTY: Chain = ((), ())


def order(entry: Entry) -> tuple[date, bool, date, date]:
    """
    Sort by knowledge; on one day, take back before announcing anew.

    No two entries of a series have one place: two retractions differ in what they take back.
    """
    if isinstance(entry.value, Retraction):
        return (entry.known, False, entry.start, entry.value.known)
    return (entry.known, True, entry.start, entry.known)


def check_kinds(name: str, entries: tuple[Entry, ...]) -> None:
    """
    Refuse a series without a name and anything but entries in it.
    """
    if type(name) is not str or not name.strip():
        raise WrongTypeError(field="series.name", value=name, allowed="a text not blank")
    if type(entries) is not tuple:
        raise WrongTypeError(field=name, value=entries, allowed="a tuple of entries")
    for entry in entries:
        if type(entry) is not Dated:
            raise WrongTypeError(field=name, value=entry, allowed="entries (Dated)")


def check(name: str, entries: tuple[Entry, ...]) -> None:
    """
    Refuse entries that contradict each other or take back what is not there.
    """
    said = sorted(
        (entry for entry in entries if not isinstance(entry.value, Retraction)),
        key=attrgetter("known", "start"),
    )
    for first, second in pairwise(said):
        if first.known == second.known and (first.end is None or second.start < first.end):
            raise ConflictError(
                field=name,
                value=(str(first.interval), str(second.interval)),
                allowed=f"one entry a day among those known on {first.known}",
                source=f"{first.source.cite()} against {second.source.cite()}",
            )
    targets = {(entry.start, entry.known): entry for entry in said}
    taken: set[Retraction] = set()
    for entry in entries:
        if isinstance(entry.value, Retraction):
            _check_retraction(name, entry, entry.value, targets, taken)


def _check_retraction(
    name: str,
    entry: Entry,
    taken_back: Retraction,
    targets: dict[tuple[date, date], Entry],
    taken: set[Retraction],
) -> None:
    target = targets.get((taken_back.start, taken_back.known))
    if target is None or taken_back in taken:
        raise UnknownNameError(
            field=f"{name}: entry to take back",
            value=(str(taken_back.start), str(taken_back.known)),
            allowed="the start and known of an entry of this series, once",
        )
    if (entry.start, entry.end) != (target.start, target.end) or entry.known <= target.known:
        raise ValueNotAllowedError(
            field=f"{name}: retraction",
            value=f"{entry.interval}, known {entry.known}",
            allowed=f"the whole of {target.interval}, known after {target.known}",
        )
    taken.add(taken_back)


def build(entries: tuple[Entry, ...]) -> tuple[tuple[date, ...], tuple[Chain, ...]]:
    """
    Cut the days at every bound and give each stretch its chain; entries come in `order`.

    Time and memory grow with the number of pairs of entries that are in force together.
    """
    starts: dict[date, list[int]] = {}
    ends: dict[date, list[int]] = {}
    for place, entry in enumerate(entries):
        starts.setdefault(entry.start, []).append(place)
        if entry.end is not None:
            ends.setdefault(entry.end, []).append(place)
    days = tuple(sorted(starts.keys() | ends.keys()))
    active: list[int] = []
    chains: list[Chain] = []
    for day in days:
        for place in ends.get(day, ()):
            active.remove(place)
        for place in starts.get(day, ()):
            insort(active, place)
        chains.append(_chain([entries[place] for place in active]))
    return days, tuple(chains)


def _chain(active: list[Entry]) -> Chain:
    """
    Follow knowledge forward: each entry shadows those before, a retraction uncovers them.
    """
    standing: list[Entry] = []
    chain: dict[date, Entry | None] = {}
    for entry in active:
        if isinstance(entry.value, Retraction):
            # Entries that share a day became known on different days.
            standing = [other for other in standing if other.known != entry.value.known]
        else:
            standing.append(entry)
        chain[entry.known] = standing[-1] if standing else None
    return tuple(chain), tuple(chain.values())


def look_up(
    days: tuple[date, ...], chains: tuple[Chain, ...], day: date, known: date | None
) -> Entry | None:
    """
    Find the entry of one day as known on another, by bisection both ways.
    """
    place = bisect_right(days, day) - 1
    knowns, entries = chains[place] if place >= 0 else EMPTY
    last = len(knowns) if known is None else bisect_right(knowns, known)
    return entries[last - 1] if last else None
