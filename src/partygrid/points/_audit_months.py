"""
What an audit finds of the closed months: each is counted once more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from partygrid.points._bank import Bank
from partygrid.points._columns import digest_of
from partygrid.points._month import STORAGE, ClosedMonth
from partygrid.points._recount import Recount

_COLUMNS: Final = (
    "holders",
    "accounts",
    "activities",
    "days",
    "recorded",
    "quantities",
    "worth",
    "credited",
    "clips",
    "used",
    "expires",
)


class Gain(NamedTuple):
    """
    Say what one close gave one account that is good equally long.

    Args:
        month: The number of the month.
        points: The points.
        last: The last day that the slips gave, as ordinal; 0: there is none.
        slides: Whether later credits move that day.
    """

    month: int
    points: int
    last: int
    slides: bool


def chain_faults(bank: Bank) -> Iterator[str]:
    """
    Work every digest out again, and see that each month follows on the one before.
    """
    before, previous = "", None
    expected = bank.books.first
    for number, month in enumerate(bank.months):
        name = f"{month.month}"
        if month.month != expected or month.number != number:
            yield f"{name}: number {month.number}, {expected} should follow"
        if month.before != before or digest_of(month) != month.digest:
            yield f"{name}: the digest is another"
        if month.on < month.month.last_day or (bank.on is not None and month.on > bank.on):
            yield f"{name}: closed on {month.on}"
        if previous is not None and (previous.on > month.on or previous.version >= month.version):
            yield f"{name}: closed before the month before"
        before, previous, expected = month.digest, month, month.month.next()


def register_faults(bank: Bank) -> Iterator[str]:
    """
    See that every slip is found where it is registered, once, and nothing else is.
    """
    expected: dict[str, int] = {}
    for number, month in enumerate(bank.months):
        uneven = [name for name in _COLUMNS if len(getattr(month, name)) != len(month)]
        if uneven:
            yield f"{month.month}: {', '.join(uneven)}: not as long as ids"
        yield from (
            f"{month.month}: {later[1]} after {earlier[1]}"
            for earlier, later in pairwise(zip(month.days, month.ids, strict=False))
            if earlier >= later
        )
        again = expected.keys() & set(month.ids)
        yield from (f"{month.month}: {id_} a second time" for id_ in sorted(again))
        expected.update(dict.fromkeys(month.ids, number))
    there = dict(bank.books.registered.items())
    if there != expected or len(there) != len(bank.books.registered):
        yield from (
            f"{id_}: looked for in {there.get(id_)}, registered in {expected.get(id_)}"
            for id_ in sorted(there.keys() | expected.keys())
            if there.get(id_) != expected.get(id_)
        )


def recount(bank: Bank, gains: defaultdict[str, list[Gain]]) -> Iterator[str]:
    """
    Count every month once more; say what comes out otherwise.

    Args:
        bank: The bank.
        gains: Where what each account got is noted, close by close.
    """
    for month in bank.months:
        again = Recount(bank, month)
        yield from _differing(month, again)
        _note(again, month.number, gains)


def _differing(month: ClosedMonth, again: Recount) -> Iterator[str]:
    """
    Compare the columns of a month with those counted again; only if they differ, row by row.
    """
    keys: dict[int, str | None] = {clip: again.cap(clip) for clip in set(again.clips) - {0}}
    there = {
        clip: month.names[clip - 2] if clip > STORAGE else None for clip in set(month.clips) - {0}
    }
    clips = [keys.get(clip, "") for clip in again.clips]
    columns = (
        (list(month.accounts), again.accounts),
        (month.worth.tolist(), again.worth),
        (month.credited.tolist(), again.credited),
        ([there.get(clip, "") for clip in month.clips], clips),
        (month.used.tolist(), again.used),
        (month.expires.tolist(), again.expires),
    )
    if all(stored == found for stored, found in columns):
        return
    for row, id_ in enumerate(month.ids):
        stored = tuple(column[row] for column, _ in columns)
        found = tuple(column[row] for _, column in columns)
        if stored != found:
            yield f"{month.month}: {id_}: {stored}; counted again {found}"


def _note(again: Recount, number: int, gains: defaultdict[str, list[Gain]]) -> None:
    for (last, slides), accounts in sorted(again.sheets.lots.items()):
        for account, points in accounts.items():
            gains[account].append(Gain(number, points, last, slides))


def standing_faults(bank: Bank) -> Iterator[str]:
    """
    See that each slip stands in one place alone: waiting, registered, or never to be registered.
    """
    books = bank.books
    waiting, registered = dict(books.pending.items()), books.registered
    both = registered.among(waiting.keys())
    yield from (f"{id_}: waits and is registered" for id_ in sorted(both))
    for id_, each in sorted(waiting.items()):
        if each.slip.id != id_ or (bank.on is not None and each.recorded > bank.on):
            yield f"{id_}: waits as {each.slip.id} since {each.recorded}"
        if each.slip.holder not in books.holders:
            yield f"{id_}: of {each.slip.holder}, who has not entered"
    wrong = dict(books.taken_back.items())
    for id_, taken in sorted(wrong.items()):
        if taken.slip.id != id_ or books.reversals.get(taken.reversal.id) != id_:
            yield f"{id_}: taken back by {taken.reversal.id}"
        if (id_ in registered) is not taken.registered or id_ in waiting:
            yield f"{id_}: taken back, and registered or waiting otherwise than noted"
    for reversal, id_ in sorted(books.reversals.items()):
        if id_ not in wrong or wrong[id_].reversal.id != reversal:
            yield f"{reversal}: names {id_}, which it did not take back"
