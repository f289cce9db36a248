"""
Where the points of a slip stand in the line of their lot.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from partygrid.points._bank import Bank
from partygrid.points._month import ClosedMonth


class Span(NamedTuple):
    """
    Say where the points of one slip stand.

    Args:
        lot: The number of the lot in its account.
        start: The first of its points in the line of the lot.
        end: The end of its points.
    """

    lot: int
    start: int
    end: int


def spans_of(bank: Bank, month: ClosedMonth, account: str) -> dict[int, Span]:
    """
    Say where the points of each slip stand that a close credited to an account.

    A close makes one lot for each last day; where the rule changed within a month so that only
    some of the points slide, one for those and one for the others. A lot's points stand in the
    order of day and id of their slips.

    Args:
        bank: The bank.
        month: The closed month.
        account: The holder whose account was credited.

    Returns:
        The places by the rows of the month; a slip that was credited nothing has none.
    """
    books = bank.books
    held = books.accounts.get(account)
    lots = (
        []
        if held is None
        else [number for number, lot in enumerate(held.lots) if lot.month == month.number]
    )
    rows = [row for row in month.rows.get(account, ()) if month.credited[row]]
    keys: dict[int, tuple[int, bool]] = {row: (month.expires[row], False) for row in rows}
    if len(set(keys.values())) < len(lots):
        keys = {row: (month.expires[row], _slides(bank, month, row)) for row in rows}
    numbers = dict(zip(sorted(set(keys.values())), lots, strict=True))
    ends = dict.fromkeys(numbers, 0)
    found: dict[int, Span] = {}
    for row, key in keys.items():
        start, end = ends[key], ends[key] + month.credited[row]
        ends[key] = end
        found[row] = Span(numbers[key], start, end)
    return found


def _slides(bank: Bank, month: ClosedMonth, row: int) -> bool:
    day = date.fromordinal(month.days[row])
    return bank.tariff.rules_on(day, month.on).expiry.slides


def span_of(bank: Bank, id_: str) -> tuple[str, Span | None]:
    """
    Give the account that a registered slip was credited to, and where its points stand.
    """
    number = bank.books.registered.get(id_)
    assert number is not None  # noqa: S101 - it is registered
    month = bank.books.months[number]
    row = month.row(id_)
    account = month.accounts[row]
    return account, spans_of(bank, month, account).get(row)
