"""
Follow a slip: what it was worth, what caps left of it, and what became of its points.
"""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias

from partygrid.errors import ConflictError, UnknownNameError, ValueNotAllowedError
from partygrid.labels import Label, check_id
from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._as_of import ONE_DAY, check_reading, last_days, moves_by
from partygrid.points._bank import Bank
from partygrid.points._books import TakenBack
from partygrid.points._cap import Cap
from partygrid.points._line import Span, spans_of
from partygrid.points._month import Clip, ClosedMonth
from partygrid.points._recount import Recount
from partygrid.points._slip import Slip
from partygrid.points._slip_reading import Became, CapUse, Fate, SlipReading, SlipState
from partygrid.points._tariff import CreditTo, TariffRules

_Piece: TypeAlias = tuple[int, int, Fate, str, date]

_HOUSEHOLD: Final = CreditTo.HOUSEHOLD
_POSTED: Final = MoveKind.POSTED
_FATES: Final = {
    MoveKind.HELD: Fate.HELD,
    MoveKind.REDEEMED: Fate.REDEEMED,
    MoveKind.POSTED: Fate.REDEEMED,
    MoveKind.RELEASED: Fate.AVAILABLE,
    MoveKind.GIVEN_BACK: Fate.AVAILABLE,
    MoveKind.TAKEN_BACK: Fate.TAKEN_BACK,
}

_OF_ORDERS: Final = frozenset({Fate.HELD, Fate.REDEEMED})


def follow(bank: Bank, slip: str, *, on: date) -> SlipReading:
    """
    Follow a slip from what was done to what became of each of its points.

    What had been used of the caps is counted once more from the closed months as the close found
    them.

    Args:
        bank: The bank.
        slip: The id of the slip.
        on: The day as on which it is read; one to come shows what lapses and expires until then.

    Raises:
        WrongTypeError: It is no bank, or the day is no civil date.
        UnknownNameError: No slip of that id came in.
        ValueNotAllowedError: It came in after that day.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> from partygrid.points import Holder, close, enrol
    >>> pack = load("example")
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> one = Holder(id="h-1", kind="family", since=date(2025, 1, 2))
    >>> bank = enrol(bank, [one], on=date(2025, 1, 2)).bank
    >>> slips = [("s-1", "h-1", "lecture", date(2025, 1, 7), 9)]
    >>> bank = close(bank, Month(2025, 1), slips, on=date(2025, 1, 31)).bank
    >>> found = follow(bank, "s-1", on=date(2025, 2, 1))
    >>> found, found.uses[0].cap.key, found.uses[0].room
    (<SlipReading s-1: registered, worth 18, credited 10>, 'day', 10)
    >>> [(each.fate.value, each.points) for each in found.became]
    [('available', 10)]
    """
    check_reading(bank, on)
    check_id(slip, field="slip")
    books = bank.books
    wrong = books.taken_back.get(slip)
    if wrong is not None and wrong.on > on:
        wrong = None
    number = books.registered.get(slip)
    if number is not None:
        month = books.months[number]
        row = month.row(slip)
        if month.on <= on:
            return _registered(bank, month, row, on, wrong)
        found = month.at(row)
        return _waiting(bank, found.slip, found.recorded, on, wrong)
    pending = books.pending.get(slip) or books.taken_back.get(slip)
    if pending is None:
        raise UnknownNameError(field="slip", value=slip, allowed="the id of a slip that came in")
    return _waiting(bank, pending.slip, pending.recorded, on, wrong)


def _waiting(
    bank: Bank, slip: Slip, recorded: date, on: date, wrong: TakenBack | None
) -> SlipReading:
    if recorded > on:
        raise ValueNotAllowedError(
            field="on", value=str(on), allowed=f"{recorded} or later: the day it came in"
        )
    rules = bank.tariff.rules_on(slip.day, on)
    account = slip.holder
    if rules.credit_to is _HOUSEHOLD:
        account = bank.holder(account).household or account
    state = SlipState.PENDING if wrong is None else SlipState.TAKEN_BACK
    worth = rules.activity(slip.activity).worth(slip.quantity)
    return SlipReading(
        slip, on, recorded, state, rules, None, None, account, worth, (), 0, None, (), wrong
    )


def _registered(
    bank: Bank, month: ClosedMonth, row: int, on: date, wrong: TakenBack | None
) -> SlipReading:
    found = month.at(row)
    slip = found.slip
    again = Recount(bank, month, row)
    rules = bank.tariff.rules_on(slip.day, month.on)
    clip = again.clips[row]
    counted = found._replace(
        account=again.accounts[row],
        worth=again.worth[row],
        credited=again.credited[row],
        clip=Clip(again.cap(clip), again.used[row]) if clip else None,
    )
    if counted != found:
        raise ConflictError(
            field=f"slip {slip.id}",
            value=found,
            allowed=f"{counted}",
            source="the tariff as it was known at the close: audit the bank",
        )
    account = bank.account(found.account)
    place = spans_of(bank, month, found.account).get(row)
    expires = found.expires
    became: tuple[Became, ...] = ()
    if place is not None:
        lot = account.lots[place.lot]
        expires = last_days(account, on).get(place.lot, lot.expires)
        became = became_on(bank, account, place, expires, on, wrong)
    return SlipReading(
        slip,
        on,
        found.recorded,
        SlipState.REGISTERED if wrong is None else SlipState.TAKEN_BACK,
        rules,
        bank.tariff.rules_on(month.month.last_day, month.on),
        month,
        found.account,
        found.worth,
        _uses(rules, slip, again),
        found.credited,
        expires,
        became,
        wrong,
    )


def _uses(rules: TariffRules, slip: Slip, again: Recount) -> tuple[CapUse, ...]:
    """
    Say what there was of each cap, the storage cap last.
    """
    caps: list[Cap | None] = [cap for _, cap in rules.caps_of[slip.activity]]
    if again.storage is not None:
        caps.append(None)
    bound = again.clips[again.asked or 0]
    return tuple(
        CapUse(cap, use.most, use.used, use.place == bound)
        for cap, use in zip(caps, again.uses, strict=True)
    )


def became_on(
    bank: Bank,
    account: Account,
    place: Span,
    expires: date | None,
    on: date,
    wrong: TakenBack | None = None,
) -> tuple[Became, ...]:
    """
    Say what became of some points of an account by a day, stretch by stretch.

    Args:
        bank: The bank.
        account: The account.
        place: Where the points stand.
        expires: Their last day as set on that day; None: they have none.
        on: The day.
        wrong: The correction that took them back; None if none has.
    """
    opened = account.lots[place.lot].opened
    pieces: list[_Piece] = [(place.start, place.end, Fate.AVAILABLE, "", opened)]
    for move in moves_by(bank.books, account, on):
        if move.lot == place.lot and move.kind in _FATES:
            pieces = [part for piece in pieces for part in _cut(piece, move)]
    found: dict[tuple[Fate, str, date], int] = {}
    for start, end, fate, ref, day in pieces:
        key = fate, ref, day
        if fate is Fate.AVAILABLE and expires is not None and expires < on:
            # What came back after the last day expires at once.
            key = Fate.EXPIRED, ref, max(day, expires + ONE_DAY)
        elif fate is Fate.TAKEN_BACK and wrong is not None:
            key = fate, wrong.reversal.id, day
        found[key] = found.get(key, 0) + end - start
    return tuple(
        Became(fate, points, ref, day, _gift(bank, ref) if fate in _OF_ORDERS else None)
        for (fate, ref, day), points in found.items()
    )


def _cut(piece: _Piece, move: Move) -> list[_Piece]:
    """
    Part a piece where a move begins and ends; what lies within becomes what the move says.
    """
    start, end, fate, ref, day = piece
    low, high = max(start, move.start), min(end, move.end)
    if low >= high:
        return [piece]
    # A posting names a settlement; the request is the one that held the points.
    after = _FATES[move.kind]
    by = ref if move.kind is _POSTED else "" if after is Fate.AVAILABLE else move.ref
    parts = [
        (start, low, fate, ref, day),
        (low, high, after, by, move.on),
        (high, end, fate, ref, day),
    ]
    return [part for part in parts if part[0] < part[1]]


def _gift(bank: Bank, request: str) -> Label:
    """
    Name the gift of a request.
    """
    order = bank.order(request)
    return order.turn.rules.gift(order.request.gift).label
