"""
The close of a month: waiting slips are registered, and earn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from partygrid.dated import Month
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.points._bank import Bank, check_bank
from partygrid.points._books import Books, Pending
from partygrid.points._decision import Decision, decided
from partygrid.points._door import Fresh, fresh_slips, known_slips, sound_slips
from partygrid.points._event import Closed, submitted
from partygrid.points._lapse import lapsed
from partygrid.points._levels import Levels
from partygrid.points._ordered import OrderedSlips
from partygrid.points._problems import lines_of
from partygrid.points._run import Run
from partygrid.points._slip import Slip, slip_of

_DAY: Final = 3


def close(
    bank: Bank, month: Month, slips: Iterable[Slip | tuple[Any, ...]] = (), *, on: date
) -> Decision:
    """
    Close the open month: what waits for it, and what is handed in now, is registered and earns.

    Slips are taken in the order of day and id, whatever the order in which they came. A slip of a
    month that was closed before gets only the room that its own month has left, and uses none of
    the open month's. What is registered never changes.

    Args:
        bank: The bank.
        month: The open month.
        slips: Slips, or plain rows of their fields, that come in with the close.
        on: The day; not before the month's last.

    Returns:
        The bank with the month closed. A month that is closed already and has all these slips is
        passed over.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: The month is not the open one, or the day lies before its end or
            before one already recorded.
        InvalidDataError: A slip is wrong; every one is named, and nothing is closed.
        UnknownNameError: A waiting slip names an activity that the tariff, as known now, no
            longer has: take the slip back first.

    >>> from partygrid.packs import load
    >>> from partygrid.points import Holder, enrol
    >>> pack = load("example")
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> one = Holder(id="h-1", kind="family", since=date(2025, 1, 2))
    >>> bank = enrol(bank, [one], on=date(2025, 1, 2)).bank
    >>> slip = Slip("s-1", "h-1", "clean_up", date(2025, 1, 6), 5)
    >>> [january] = close(bank, Month(2025, 1), [slip], on=date(2025, 2, 3)).bank.months
    >>> january.at(0).worth, january.at(0).credited, january.at(0).clip
    (15, 10, Clip(cap='day', used=0))
    """
    check_bank(bank, on)
    given = lines_of(slips, "slips")
    if _is_closed(bank, month, given):
        return Decision(bank)
    _check_month(bank, month, on)
    fresh = fresh_slips(bank, given, on)
    events = 1 + bool(fresh.rows)
    books = lapsed(bank.books, on, bank.version + events)
    due, waiting = _split(books, fresh, month, on)
    run = Run(bank, books, on, bank.version + events)
    closed = run.close(due)
    books = books._replace(
        pending=waiting,
        registered=books.registered.put_new(dict.fromkeys(closed.ids, closed.number)),
        months=(*books.months, closed),
        accounts=run.accounts(),
    )
    end = Closed(on, month, closed.digest)
    if not fresh.rows:
        return decided(bank, on, books, end)
    return decided(bank, on, books, submitted(on, fresh.rows), end)


def _is_closed(bank: Bank, month: Month, given: Sequence[Slip | tuple[Any, ...]]) -> bool:
    """
    Tell whether this was decided before: the month is closed and every slip came in.
    """
    if type(month) is not Month:
        raise WrongTypeError(field="month", value=month, allowed="a Month")
    if not bank.books.first <= month < bank.open_month:
        return False
    slips = sound_slips(given)
    known = known_slips(bank.books, {slip.id: slip for slip in slips})
    return all(known.get(slip.id) == slip for slip in slips)


def _check_month(bank: Bank, month: Month, on: date) -> None:
    if month != bank.open_month:
        raise ValueNotAllowedError(
            field="month",
            value=str(month),
            allowed=f"{bank.open_month}: months are closed in their order, and each once",
        )
    if on < month.last_day:
        raise ValueNotAllowedError(
            field="on", value=str(on), allowed=f"{month.last_day} or later: {month} has to end"
        )


def _split(
    books: Books, fresh: Fresh, month: Month, on: date
) -> tuple[OrderedSlips, Levels[Pending]]:
    """
    Part what is due from what waits for a later month; what is due is in its order.
    """
    end = month.end
    later = {}
    # What comes in today is done by today.
    if on >= end:
        later = {row[0]: Pending(slip_of(row), on) for row in fresh.rows if row[_DAY] >= end}
    if fresh.ordered is not None and not later and len(books.pending) == 0:
        return fresh.ordered, books.pending
    due = [row for row in fresh.rows if row[_DAY] < end]
    for id_, each in books.pending.items():
        if each.slip.day < end:
            due.append(each.slip)
        else:
            later[id_] = each
    return OrderedSlips.of(due), Levels.of(later)
