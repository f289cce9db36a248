"""
A wrong slip is taken back: a correction, on request, and never a fine.
"""

from __future__ import annotations

from datetime import date

from partygrid.errors import (
    ConflictError,
    UnknownNameError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.points._account import MoveKind
from partygrid.points._bank import Bank, check_bank
from partygrid.points._books import Books, TakenBack
from partygrid.points._decision import Decision, decided
from partygrid.points._event import Reversed
from partygrid.points._lapse import lapsed, moves_of
from partygrid.points._line import span_of
from partygrid.points._lot import common, joined, without
from partygrid.points._problems import changed
from partygrid.points._request import Reversal


def reverse(bank: Bank, reversal: Reversal, *, on: date) -> Decision:
    """
    Take a wrong slip back, on request of its holder or of who certified it.

    What is left of the points that it earned is taken back, and nothing else: other points and
    later credits are never touched. What of them is held is taken back when the hold ends without
    a gift; what was redeemed is a shortfall, a fact on record and nothing more; what has expired
    has expired. A slip that waits for its close is never registered. The closed month stays as it
    is; the room that the slip had used of a cap serves later slips.

    Args:
        bank: The bank.
        reversal: Which slip, on whose request and why; one that came before, with the same
            content, is passed over.
        on: The day.

    Returns:
        The bank with the slip taken back.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: The day lies before one already recorded, or the id is that of a
            correction: a correction is not corrected; hand the right slip in under a new id.
        UnknownNameError: No slip of that id came in.
        ConflictError: The slip was taken back before, or a correction of that id came before with
            other content.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> from partygrid.points import Holder, Requester, close, enrol
    >>> pack, day = load("example"), date(2025, 2, 10)
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> family = Holder(id="h-1", kind="family", since=date(2025, 1, 1))
    >>> bank = enrol(bank, [family], on=date(2025, 1, 1)).bank
    >>> slip = ("s-1", "h-1", "clean_up", date(2025, 1, 6), 3)
    >>> bank = close(bank, Month(2025, 1), [slip], on=date(2025, 2, 3)).bank
    >>> wrong = Reversal(id="w-1", slip="s-1", by=Requester.CERTIFIER, reason="wrong_holder")
    >>> after = reverse(bank, wrong, on=day).bank
    >>> bank.account("h-1").available(day), after.account("h-1").available(day)
    (19, 10)
    """
    check_bank(bank, on)
    if type(reversal) is not Reversal:
        raise WrongTypeError(field="reversal", value=reversal, allowed="a Reversal")
    version = bank.version + 1
    books = lapsed(bank.books, on, version)
    if _is_known(books, reversal):
        return Decision(bank)
    pending = books.pending.get(reversal.slip)
    number = books.registered.get(reversal.slip)
    if pending is not None:
        note = TakenBack(reversal, pending.slip, pending.recorded, on, version, registered=False)
        books = books._replace(pending=books.pending.without(reversal.slip))
    elif number is not None:
        month = books.months[number]
        found = month.at(month.row(reversal.slip))
        note = TakenBack(reversal, found.slip, found.recorded, on, version, registered=True)
        books = _taken_back(bank, books, note)
    else:
        raise _unknown(books, reversal)
    books = books._replace(
        taken_back=books.taken_back.put(reversal.slip, note),
        reversals=books.reversals.put(reversal.id, reversal.slip),
    )
    return decided(bank, on, books, Reversed(on, reversal))


def _is_known(books: Books, reversal: Reversal) -> bool:
    """
    Tell whether a correction came before.

    Raises:
        ConflictError: It came with other content, or another one took the slip back.
    """
    slip = books.reversals.get(reversal.id)
    before = books.taken_back.get(reversal.slip if slip is None else slip)
    if before is None:
        return False
    if slip is None:
        raise ConflictError(
            field=f"reversal {reversal.id}: slip",
            value=reversal.slip,
            allowed=f"a slip not taken back: {before.reversal.id} took it back on {before.on}",
        )
    if before.reversal != reversal:
        raise changed(before.reversal, reversal, "reversal")
    return True


def _unknown(books: Books, reversal: Reversal) -> UnknownNameError | ValueNotAllowedError:
    field = f"reversal {reversal.id}: slip"
    if reversal.slip in books.reversals or reversal.slip == reversal.id:
        return ValueNotAllowedError(
            field=field,
            value=reversal.slip,
            allowed="the id of a slip: this is a correction, and none is corrected; hand the "
            "right slip in under an id of its own",
        )
    return UnknownNameError(field=field, value=reversal.slip, allowed="a slip that came in")


def _taken_back(bank: Bank, books: Books, note: TakenBack) -> Books:
    """
    Take what is left of the points of a registered slip, and mark them all.
    """
    holder, place = span_of(bank, note.slip.id)
    account = books.accounts.get(holder)
    if place is None or account is None:
        return books
    lots, points = list(account.lots), (place.start, place.end)
    lot = lots[place.lot]
    left = common(lot.free, points) if lot.is_usable(note.on) else ()
    lots[place.lot] = lot._replace(free=without(lot.free, left), wrong=joined(lot.wrong, points))
    kind, ref = MoveKind.TAKEN_BACK, note.reversal.id
    moves = moves_of(note.version, note.on, kind, ref, place.lot, left)
    account = account.with_lots(tuple(lots), tuple(moves), note.on)
    return books._replace(accounts=books.accounts.put(holder, account))
