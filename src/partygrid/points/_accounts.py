"""
The accounts of a bank: what a close credited becomes lots when an account is next looked at.

A close credits everybody who did something, and most accounts are looked at a few times a year.
So a close leaves one note for all; an account that is changed takes what the notes since its last
lot say of it, and is kept with these lots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, Self

from partygrid.points._account import Account
from partygrid.points._levels import Levels, Tiers
from partygrid.points._lot import Lot

_new = tuple.__new__


class Credits(NamedTuple):
    """
    Note what one close credited.

    Args:
        month: The number of the closed month.
        opened: The day from which the points can be used.
        gains: What each account gets, by the last day of the points, earliest first; None: they
            do not expire.
    """

    month: int
    opened: date
    gains: tuple[tuple[date | None, Mapping[str, int]], ...]


class Accounts(Levels[Account]):
    """
    Map holders to their accounts, each with all its lots, whenever these are made.
    """

    __slots__ = ("_credits",)

    def __init__(
        self, levels: Tiers[Account] = (), size: int = 0, credits_: tuple[Credits, ...] = ()
    ) -> None:
        super().__init__(levels, size)
        self._credits = credits_

    def credited(self, credits_: Credits) -> Accounts:
        """
        Note what a close credited; every account of it is there.
        """
        return Accounts(self._levels, self._size, (*self._credits, credits_))

    def get(self, key: str) -> Account | None:
        """
        Give the account of a holder; None if there is none.
        """
        account = super().get(key)
        return account if account is None else self._with_lots(account)

    def among(self, keys: Iterable[str]) -> dict[str, Account]:
        """
        Give those of some accounts that there are.
        """
        return {
            holder: self._with_lots(account) for holder, account in super().among(keys).items()
        }

    def items(self) -> Iterator[tuple[str, Account]]:
        """
        Go through holders and accounts, in no stated order.
        """
        return ((holder, self._with_lots(account)) for holder, account in super().items())

    def _made(self, levels: Tiers[Account], size: int) -> Self:
        return type(self)(levels, size, self._credits)

    def _with_lots(self, account: Account) -> Account:
        """
        Give an account the lots of closes since its last one.
        """
        holder, lots = account.holder, account.lots
        since = lots[-1].month if lots else -1
        place = len(self._credits)
        while place and self._credits[place - 1].month > since:
            place -= 1
        new = [
            _new(Lot, (month, opened, last, points, (0, points), (), False))
            for month, opened, gains in self._credits[place:]
            for last, got in gains
            if (points := got.get(holder))
        ]
        return account.with_new(tuple(new)) if new else account
