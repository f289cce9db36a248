"""
What all accounts came to at the end of a day.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from partygrid.labels import Label, Language, check_language, counted
from partygrid.points._as_of import check_reading
from partygrid.points._balance import (
    CREDITED,
    EXPIRED,
    HELD,
    REDEEMED,
    TAKEN_BACK,
    Balance,
    balance_of,
    pending_on,
    wrong_on,
)
from partygrid.points._bank import Bank
from partygrid.trace import MOST_ROWS, markdown_table


class Balances(tuple[Balance, ...]):
    """
    Hold the balances of all accounts on one day, in the order of their ids; `balances` makes it.
    """

    __slots__ = ()

    def summary(self, language: Language = "zh") -> str:
        """
        Write the first accounts, and the sums of all, as a table of Markdown.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        check_language(language)
        counts = [_counts(each) for each in self]
        sums = [f"{sum(column)}" for column in zip(*counts, strict=True)] or ["0"] * len(_COLUMNS)
        on = f"，{self[0].on}" if self else ""
        zh = f"{len(self)} 个积分账户{on}"
        en = f"{counted(len(self), 'account')}{on.replace('，', ', ')}"
        return markdown_table(
            [words.text(language) for words in (_HOLDER, *_COLUMNS)],
            [
                [each.holder, *map(str, found)]
                for each, found in zip(self[:MOST_ROWS], counts, strict=False)
            ],
            "<" + ">" * len(_COLUMNS),
            heading=Label(zh, en),
            total=[_ALL.text(language), *sums],
            count=len(self),
            language=language,
        )

    def _repr_markdown_(self) -> str:
        return self.summary("zh")

    def __repr__(self) -> str:
        """
        Show the number of accounts and what is available in one line.
        """
        on = f" on {self[0].on}" if self else ""
        available = sum(each.available for each in self)
        return f"<Balances{on}: {counted(len(self), 'account')}, {available} available>"


def _counts(each: Balance) -> tuple[int, ...]:
    return (
        each.credited,
        each.redeemed,
        each.held,
        each.expired,
        each.taken_back,
        each.available,
        each.pending,
    )


def balances(bank: Bank, *, on: date) -> Balances:
    """
    Say what every account came to at the end of a day.

    Args:
        bank: The bank.
        on: The day.

    Returns:
        The balance of everybody who has entered, in the order of their ids.

    Raises:
        WrongTypeError: It is no bank, or the day is no civil date.
        UnknownNameError: A waiting slip names an activity that the tariff, as known then, does
            not have.
        NotInForceError: No tariff was in force on the day of a waiting slip.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> balances(Bank.open(pack.tariff, pack.store, month=Month(2025, 1)), on=date(2025, 1, 31))
    <Balances: 0 accounts, 0 available>
    """
    check_reading(bank, on)
    pending, wrong = pending_on(bank, on), wrong_on(bank, on)
    return Balances(
        balance_of(bank, bank.account(holder), on, pending, wrong.get(holder, {}))
        for holder, _ in sorted(bank.books.holders.items())
    )


_HOLDER: Final = Label("积分户", "holder")
_ALL: Final = Label("合计", "sum")
_COLUMNS: Final = (
    CREDITED,
    REDEEMED,
    HELD,
    EXPIRED,
    TAKEN_BACK,
    Label("可用", "available"),
    Label("待登记", "pending"),
)
