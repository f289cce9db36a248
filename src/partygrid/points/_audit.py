"""
Prove the books of a bank once more: digests, counts, moves, sums on every day, and the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from partygrid.errors import PartyGridError, WrongTypeError
from partygrid.labels import Label
from partygrid.norms import Report
from partygrid.points._audit_accounts import Ledger
from partygrid.points._audit_months import (
    Gain,
    chain_faults,
    recount,
    register_faults,
    standing_faults,
)
from partygrid.points._audit_store import Store
from partygrid.points._audit_totals import Totals, lot_faults
from partygrid.points._bank import Bank
from partygrid.points._faults import finding
from partygrid.points._line import place_of
from partygrid.points._lot import Stretches, joined


def audit(bank: Bank) -> Report:
    """
    Prove the books of a bank once more, from the slips up.

    Nothing that the books say of themselves is taken for granted: digests are worked out again,
    months are counted again from their slips and the tariff as it was known then, every move of
    every point is made again, and sums are drawn for every day on which something happened, a
    hold lapses or points expire.

    Args:
        bank: The bank.

    Returns:
        A finding for each law of the books, met or not, with what is at odds.

    Raises:
        WrongTypeError: It is no bank.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> report = audit(Bank.open(pack.tariff, pack.store, month=Month(2025, 1)))
    >>> len(report.not_met), len(report)
    (0, 9)
    """
    if type(bank) is not Bank:
        raise WrongTypeError(field="bank", value=bank, allowed="a Bank")
    run, store = _Run(bank), Store(bank)
    laws: tuple[tuple[Label, Callable[[], Iterator[str]]], ...] = (
        (_CHAIN, lambda: chain_faults(bank)),
        (_REGISTER, lambda: register_faults(bank)),
        (_STANDING, lambda: standing_faults(bank)),
        (_COUNT, run.counted),
        (_LOTS, run.lots),
        (_MOVES, run.moves),
        (_CONSERVED, run.conserved),
        (_ORDERS, store.orders),
        (_SHELVES, store.shelves),
    )
    return Report(tuple(finding(law, _BOOKS, _told(faults), law) for law, faults in laws))


class _Run:
    """
    Hold one audit while it is under way; its parts are asked for in their order.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.accounts = sorted(bank.books.accounts.items())
        self.gains: defaultdict[str, list[Gain]] = defaultdict(list)

    def counted(self) -> Iterator[str]:
        """
        Count the months again.
        """
        return recount(self.bank, self.gains)

    def lots(self) -> Iterator[str]:
        """
        Compare lots with closes.
        """
        nobodies = self.gains.keys() - {name for name, _ in self.accounts}
        for name, account in self.accounts:
            if account.holder != name:
                yield f"{name}: the account of {account.holder}"
            yield from lot_faults(self.bank, account, self.gains.get(name, []))
        yield from (f"{name}: credited, and has no account" for name in sorted(nobodies))

    def moves(self) -> Iterator[str]:
        """
        Make the moves again.
        """
        wrong: defaultdict[str, dict[int, Stretches]] = defaultdict(dict)
        for id_, taken in self.bank.books.taken_back.items():
            if taken.registered:
                name, place = place_of(self.bank, id_)
                if place is not None:
                    lots, points = wrong[name], (place.start, place.end)
                    lots[place.lot] = joined(lots.get(place.lot, ()), points)
        for name, account in self.accounts:
            yield from Ledger(self.bank, account, wrong[name], self.gains[name]).faults()

    def conserved(self) -> Iterator[str]:
        """
        Draw the sums of every day.
        """
        totals = Totals(self.bank)
        for _, account in self.accounts:
            yield from totals.add(account)
        yield from totals.faults()


def _told(faults: Callable[[], Iterator[str]]) -> Iterator[str]:
    """
    Go through faults; books of which some cannot even be read are at odds with themselves.
    """
    try:
        yield from faults()
    except (
        PartyGridError,
        ArithmeticError,
        AssertionError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        yield f"cannot be read: {type(error).__name__}: {error}"


_BOOKS: Final = "books"
_CHAIN: Final = Label("月结摘要环环相扣", "digests of months form a chain")
_REGISTER: Final = Label("登记索引与月结一致", "every slip is found where it is registered")
_STANDING: Final = Label("登记单只在一处", "every slip stands in one place alone")
_COUNT: Final = Label("逐单复算一致", "months come to the same when counted again")
_LOTS: Final = Label("批次与月结一致", "lots are what closes gave")
_MOVES: Final = Label("逐笔变动可复现", "moves can be made again, in turn and point by point")
_CONSERVED: Final = Label("每日积分守恒", "points are conserved on every day")
_ORDERS: Final = Label("兑换单与变动一致", "orders are what was done to them")
_SHELVES: Final = Label("库存守恒", "stock is conserved")
