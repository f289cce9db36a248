"""
The payslip of one worker for one month.
"""

from __future__ import annotations

from typing import NamedTuple

from partygrid.dated import Assumption, NotKnown, Terms
from partygrid.labels import Label
from partygrid.money import Fen, format_yuan
from partygrid.pay._explain import payslip_steps
from partygrid.pay._placement import Placement
from partygrid.pay._scheme import PayRules
from partygrid.trace import Explained, Step


class _Amounts(NamedTuple):
    placement: Placement
    terms: Terms[PayRules]
    amounts: tuple[Fen, ...]
    total: Fen
    outside: Fen
    pool: Fen
    fixed: Fen
    award: Fen | NotKnown
    paid: Fen


# A named tuple: one is made for every worker and month, and no other value that cannot change
# is made as fast or kept as small.
class Payslip(_Amounts, Explained):
    """
    Hold what one worker is paid for one month, with every amount on the way; `price` makes it.

    Args:
        placement: The facts that the pay depends on.
        terms: The values in force.
        amounts: The amount of each component, in the order of the scale.
        total: The total from which the pool is a part (薪酬总额).
        outside: The components that do not count in the total.
        pool: The award pool, rounded once.
        fixed: The fixed part.
        award: The award that the rating leaves of the pool; `NotKnown.YET` until it is known.
        paid: What is payable: fixed part, award as far as it is known, and what lies outside.
    """

    __slots__ = ()

    @property
    def heading(self) -> Label:
        """
        Month, worker and state of knowledge.
        """
        month, known = self.terms.period.label, self.terms.known
        basis = self.placement.basis
        worker = f" {basis.worker}" if basis is not None else ""
        zh = f"{month.zh}工资单{worker}"
        en = f"Payslip{worker}, {month.en}"
        if known is None:
            return Label(zh, en)
        return Label(f"{zh}（截至 {known} 所知）", f"{en} (as known on {known})")

    def amount(self, key: str) -> Fen:
        """
        Give the amount of one component.

        Raises:
            UnknownNameError: The scale has no component of that key.
        """
        return self.amounts[self.terms.rules.place_of(key)]

    def trace(self) -> Step:
        """
        Give the steps from facts and entries to what is payable.
        """
        return payslip_steps(self)

    def assumptions(self) -> tuple[Assumption, ...]:
        """
        List the assumed numbers that this payslip leans on.
        """
        return self.terms.assumptions()

    def __repr__(self) -> str:
        """
        Show month, worker and what is payable in one line.
        """
        basis = self.placement.basis
        worker = f" {basis.worker}" if basis is not None else ""
        open_ = ", award not known yet" if isinstance(self.award, NotKnown) else ""
        return f"<Payslip {self.terms.period}{worker}: {format_yuan(self.paid)} yuan{open_}>"
