"""
What happened to an account, line by line and in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from partygrid.dated import Interval
from partygrid.labels import Label, LabelledEnum
from partygrid.points._account import Account, Move, MoveKind
from partygrid.points._as_of import ONE_DAY, moves_by
from partygrid.points._bank import Bank
from partygrid.points._lot import Lot
from partygrid.points._month import ClosedMonth
from partygrid.points._tariff import TariffRules


class LineKind(LabelledEnum):
    """
    Say what a line of a statement is about.
    """

    OPENED = "opened", "开户积分", "opening balance"
    CREDITED = "credited", "登记入账", "credited"
    CLIPPED = "clipped", "超上限未计", "clipped"
    HELD = "held", "冻结", "held"
    REDEEMED = "redeemed", "兑换", "redeemed"
    POSTED = "posted", "冻结转兑换", "hold posted"
    RELEASED = "released", "解冻", "hold released"
    GIVEN_BACK = "given_back", "退还", "given back"
    TAKEN_BACK = "taken_back", "更正收回", "taken back"
    EXPIRED = "expired", "到期", "expired"
    SLID = "slid", "有效期顺延", "last day moved"


class Line(NamedTuple):
    """
    Hold one line of a statement.

    Args:
        on: The day.
        kind: What happened.
        ref: The id of the slip, the request, the settlement or the correction; of a month that
            moved the last day its text; of points that expired their last day.
        points: How many points it concerns.
        change: By how many more, or, below zero, fewer can be used.
        note: What else there is to say.
    """

    on: date
    kind: LineKind
    ref: str
    points: int
    change: int
    note: Label | None = None


# When in its day something happens: holds lapse first, then points expire, then commands follow
# in the order in which they came.
_LAPSE: Final = 0
_EXPIRY: Final = 1
_COMMAND: Final = 2
# Behind everything else that one command does, and before that.
_AT_LAST: Final = 1 << 62
_LATE: Final = 1 << 61

_Key: TypeAlias = tuple[date, int, int, int]
_Keyed: TypeAlias = tuple[_Key, Line]

_KINDS: Final = {kind: LineKind.find(kind.value) for kind in MoveKind}
_SIGNS: Final = {
    MoveKind.HELD: -1,
    MoveKind.REDEEMED: -1,
    MoveKind.POSTED: 0,
    MoveKind.RELEASED: 1,
    MoveKind.GIVEN_BACK: 1,
    MoveKind.TAKEN_BACK: -1,
    MoveKind.SLID: 0,
}
_OF_LAPSE: Final = frozenset({MoveKind.RELEASED, MoveKind.TAKEN_BACK})
_SLID: Final = MoveKind.SLID


def lines_of(bank: Bank, account: Account, days: Interval) -> tuple[Line, ...]:
    """
    List what happened to an account on some days, in order.

    Args:
        bank: The bank.
        account: The account.
        days: The days; they end.
    """
    found = [*_credits(bank, account, days), *_moved(bank, account, days)]
    lines: dict[tuple[object, ...], Line] = {}
    for key, line in sorted(found, key=_key):
        if line.on in days:
            # What one command does to several lots is one line.
            same = (key[:3], line.kind, line.ref, line.note)
            there = lines.get(same)
            if there is not None:
                points, change = there.points + line.points, there.change + line.change
                line = line._replace(points=points, change=change)  # noqa: PLW2901 - both in one
            lines[same] = line
    return tuple(lines.values())


def _key(keyed: _Keyed) -> _Key:
    return keyed[0]


def _credits(bank: Bank, account: Account, days: Interval) -> Iterator[_Keyed]:
    for lot in account.lots:
        if lot.month < 0:
            line = Line(lot.opened, LineKind.OPENED, account.holder, lot.got, lot.got)
            yield (lot.opened, _COMMAND, 0, 0), line
    for month in bank.months:
        if month.on in days:
            for seq, row in enumerate(month.rows.get(account.holder, ())):
                for line in _slip_lines(bank, month, row):
                    yield (month.on, _COMMAND, month.version, seq), line


def _slip_lines(bank: Bank, month: ClosedMonth, row: int) -> Iterator[Line]:
    found = month.at(row)
    slip, lost = found.slip, found.worth - found.credited
    rules = bank.tariff.rules_on(slip.day, month.on)
    activity = rules.activity(slip.activity)
    amount = activity.unit.counted(slip.quantity)
    note = Label(
        f"{slip.day} {activity.label.zh} {amount.zh}",
        f"{slip.day} {activity.label.en}, {amount.en}",
    )
    yield Line(month.on, LineKind.CREDITED, slip.id, found.credited, found.credited, note)
    if found.clip is not None:
        cap = cap_label(rules, found.clip.cap)
        yield Line(month.on, LineKind.CLIPPED, slip.id, lost, 0, cap)


def cap_label(rules: TariffRules, key: str | None) -> Label:
    """
    Name a cap; None is the storage cap.
    """
    if key is None:
        return Label("存储上限", "storage cap")
    return next(cap.label for cap in rules.caps if cap.key == key)


def _moved(bank: Bank, account: Account, days: Interval) -> Iterator[_Keyed]:
    """
    Give the lines of all moves, and of points that expired, lot by lot.
    """
    assert days.end is not None  # noqa: S101 - a period ends
    last = days.end - ONE_DAY
    lapses = _lapses(bank, account)
    by_lot: dict[int, list[tuple[_Key, Move]]] = {}
    for seq, move in enumerate(moves_by(bank.books, account, last)):
        lapse = move.kind in _OF_LAPSE and (move.ref, move.on) in lapses
        # A close moves last days when it has credited.
        place = seq + _LATE if move.kind is _SLID else seq
        key = (move.on, _LAPSE if lapse else _COMMAND, move.version, place)
        by_lot.setdefault(move.lot, []).append((key, move))
    for number, lot in enumerate(account.lots):
        moves = sorted(by_lot.get(number, ()), key=_first)
        yield from _of_lot(moves, lot, _end(bank, lot, last))


def _lapses(bank: Bank, account: Account) -> set[tuple[str, date]]:
    """
    Give the orders whose holds lapsed, or will if nothing happens, each with its day.

    A lapse is known by the order's own id, and by its day: a host may give a settlement the id of
    its order.
    """
    orders = bank.books.orders.among(account.orders)
    return {
        (id_, order.until + ONE_DAY) for id_, order in orders.items() if order.until is not None
    }


def _first(pair: tuple[_Key, Move]) -> _Key:
    return pair[0]


def _end(bank: Bank, lot: Lot, last: date) -> _Key | None:
    """
    Say when the points of a lot expire; None if not by a day.

    Those registered after their last day expire with the close that registers them.
    """
    if lot.expires is None or lot.expires >= last or lot.opened > last:
        return None
    if lot.expires >= lot.opened:
        return lot.expires + ONE_DAY, _EXPIRY, 0, 0
    version = bank.months[lot.month].version if lot.month >= 0 else 0
    return lot.opened, _COMMAND, version, _AT_LAST


def _of_lot(moves: list[tuple[_Key, Move]], lot: Lot, end: _Key | None) -> Iterator[_Keyed]:
    """
    Give the lines of one lot; what comes back after its last day expires at once.
    """
    free, over = lot.got, False
    for (on, phase, version), group in groupby(moves, key=_together):
        if end is not None and not over and (on, phase, version) > end[:3]:
            yield from _expired(end, free, lot)
            free, over = 0, True
        held = list(group)
        for key, move in held:
            line = _line(move)
            free += line.change
            yield key, line
        if over:
            yield from _expired((on, phase, version, _AT_LAST), free, lot)
            free = 0
    if end is not None and not over:
        yield from _expired(end, free, lot)


def _together(pair: tuple[_Key, Move]) -> tuple[date, int, int]:
    return pair[0][:3]


def _expired(key: _Key, points: int, lot: Lot) -> Iterator[_Keyed]:
    if points:
        yield key, Line(key[0], LineKind.EXPIRED, str(lot.expires), points, -points)


def _line(move: Move) -> Line:
    points = move.end - move.start
    if move.kind is _SLID:
        old, new = (date.fromordinal(each) for each in (move.start, move.end))
        note = Label(f"{old} → {new}", f"{old} → {new}")
        return Line(move.on, LineKind.SLID, move.ref, 0, 0, note)
    return Line(move.on, _KINDS[move.kind], move.ref, points, _SIGNS[move.kind] * points)
