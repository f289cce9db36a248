"""
Follow an opening balance: what an account was opened with, and what became of its points.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from partygrid.errors import UnknownNameError, ValueNotAllowedError
from partygrid.labels import Label
from partygrid.points._as_of import check_reading, last_days
from partygrid.points._bank import Bank
from partygrid.points._follow import became_on
from partygrid.points._line import Span
from partygrid.points._slip import Holder
from partygrid.points._slip_reading import Became
from partygrid.points._slip_steps import became_step, expiry_step
from partygrid.points._tariff import TariffRules
from partygrid.trace import Explained, Step, StepRule, Unit


class _Fields(NamedTuple):
    holder: Holder
    on: date
    opened: date
    rules: TariffRules
    credited: int
    expires: date | None
    became: tuple[Became, ...]


class OpeningReading(_Fields, Explained):
    """
    Say what an account was opened with and what became of it; `follow_opening` makes it.

    Args:
        holder: The holder.
        on: The day as on which it is read.
        opened: The day on which the account was opened.
        rules: The values of the tariff on that day, as known then.
        credited: The points that it was opened with.
        expires: Their last day as set on the day asked; None: there is none.
        became: What became of them.
    """

    __slots__ = ()

    @property
    def heading(self) -> Label:
        """
        Holder and day.
        """
        id_ = self.holder.id
        return Label(f"初始积分 {id_}，{self.on}", f"Opening balance of {id_} on {self.on}")

    def trace(self) -> Step:
        """
        Give tariff and last day, and follow each point.
        """
        rules, opened = self.rules, self.opened
        [kind] = [kind.label for kind in rules.kinds if kind.key == self.holder.kind]
        credited = StepRule("credited", _CREDITED, Unit.POINTS, entry=rules.entry("openings"))
        children = (
            Step(credited, self.credited, (), kind),
            expiry_step(rules, self.expires, opened, opened),
            became_step(self.credited, self.became),
        )
        return Step(_OPENING, Label(f"{opened} 开户", f"opened {opened}"), children)

    def __repr__(self) -> str:
        """
        Show holder and points in one line.
        """
        return f"<OpeningReading {self.holder.id}: credited {self.credited}>"


def follow_opening(bank: Bank, holder: str, *, on: date) -> OpeningReading:
    """
    Follow what an account was opened with to what became of each of its points.

    Args:
        bank: The bank.
        holder: The id of the holder.
        on: The day as on which it is read; one to come shows what lapses and expires until then.

    Raises:
        WrongTypeError: It is no bank, the id is not text, or the day is no civil date.
        UnknownNameError: Nobody of that id has entered, or the account was opened with nothing.
        ValueNotAllowedError: It was opened after that day.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> from partygrid.points import enrol
    >>> pack, day = load("example"), date(2025, 1, 2)
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> bank = enrol(bank, [Holder(id="h-1", kind="family", since=day)], on=day).bank
    >>> found = follow_opening(bank, "h-1", on=date(2026, 1, 3))
    >>> found, [(each.fate.value, each.points) for each in found.became]
    (<OpeningReading h-1: credited 10>, [('expired', 10)])
    """
    check_reading(bank, on)
    account = bank.account(holder)
    lot = account.lots[0] if account.lots else None
    if lot is None or lot.month >= 0:
        raise UnknownNameError(
            field="holder", value=holder, allowed="one whose account was opened with points"
        )
    if lot.opened > on:
        raise ValueNotAllowedError(
            field="on", value=str(on), allowed=f"{lot.opened} or later: the day it was opened"
        )
    expires = last_days(account, on).get(0, lot.expires)
    return OpeningReading(
        bank.holder(holder),
        on,
        lot.opened,
        bank.tariff.rules_on(lot.opened, lot.opened),
        lot.got,
        expires,
        became_on(bank, account, Span(0, 0, lot.got), expires, on),
    )


_OPENING: Final = StepRule("opening", Label("初始积分", "opening balance"), Unit.TEXT)
_CREDITED: Final = Label("入账积分", "credited")
