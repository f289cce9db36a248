"""
The payslip of one worker for one month.
"""

from __future__ import annotations

from partygrid.dated import Assumption, NotKnown, Terms
from partygrid.labels import Label
from partygrid.money import Fen, format_yuan
from partygrid.pay._instalments import Instalment, instalments_of
from partygrid.pay._month_steps import month_steps
from partygrid.pay._placement import Placement
from partygrid.pay._rules import PayRules
from partygrid.pay._settle import PaidPart
from partygrid.pay._slip_steps import slip_steps
from partygrid.pay._slip_values import SlipValues
from partygrid.pay._stars import StarEffect
from partygrid.trace import Explained, Step


# A named tuple: one is made for every worker and month, and no other value that cannot change
# is made as fast or kept as small.
class Payslip(SlipValues, Explained):
    """
    Hold what one worker is paid for one month, with every amount on the way; `price` makes it.

    Args:
        placement: The facts that the pay depends on; of several stretches, those of the last.
        terms: The values in force.
        amounts: The amount of each component, in the order of `keys`.
        total: The total of which the pool is a part (薪酬总额).
        outside: The components that do not count in the total.
        pool: The award pool, rounded once.
        fixed: The fixed part.
        award: The award that the rating leaves of the pool; `NotKnown.YET` until it is known.
        paid: What is payable to the worker: fixed part, award as far as it is known, and what
            lies outside.
        parts: The parts of the month, if it is more than one placement times one scale.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> from partygrid.pay import payslip
    >>> pack = load("example")
    >>> slip = payslip(pack.worker, pack.pay.on(Month(2025, 6)), pack.standings)
    >>> slip.amount("post"), slip.total, slip.pool, slip.award
    (348886, 382186, 76437, 61150)
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

    @property
    def keys(self) -> tuple[str, ...]:
        """
        The keys of the components.
        """
        if not self.parts:
            return tuple(component.key for component in self.terms.rules.scale)
        found: dict[str, None] = {}
        for part in self.parts:
            found.update(dict.fromkeys(component.key for component in part.rules.scale))
        return tuple(found)

    def amount(self, key: str) -> Fen:
        """
        Give the amount of one component.

        Raises:
            UnknownNameError: The scale has no component of that key.
        """
        keys = self.keys
        if key not in keys:
            return self.amounts[self.terms.parts[-1][1].place_of(key)]
        return self.amounts[keys.index(key)]

    @property
    def employer(self) -> Fen:
        """
        What the employer pays on top, which the worker does not get.
        """
        return Fen(sum(part.employer for part in self.parts))

    @property
    def cost(self) -> Fen:
        """
        What the month costs the employer, which is what is payable and what comes on top.
        """
        return Fen(self.paid + self.employer)

    @property
    def notes(self) -> tuple[StarEffect, ...]:
        """
        What the source holds possible without saying how much; nothing is computed of it.
        """
        return tuple(
            effect for part in self.parts for effect in part.effects if not effect.is_stated
        )

    @property
    def is_whole(self) -> bool:
        """
        Whether all of the month is served and paid as such, none of it on probation.
        """
        if not self.parts:
            return True
        pieces = [piece for part in self.parts for piece in part.pieces]
        days = sum(piece.interval.days or 0 for piece in pieces)
        return days == self.terms.period.interval.days and all(
            piece.complete and piece.probation is None for piece in pieces
        )

    def instalments(self) -> tuple[Instalment, ...]:
        """
        Say what of the month is paid on which day.

        >>> from partygrid.dated import Month
        >>> from partygrid.packs import load
        >>> from partygrid.pay import payslip
        >>> pack = load("example")
        >>> slip = payslip(pack.worker, pack.pay.on(Month(2025, 6)), pack.standings)
        >>> [str(each.due) for each in slip.instalments()]
        ['2025-06-15', '2025-06-15']
        """
        return instalments_of(self)

    def trace(self) -> Step:
        """
        Give the steps from facts and entries to what is payable.
        """
        return month_steps(self) if self.parts else slip_steps(self)

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


def slip_of(placement: Placement, terms: Terms[PayRules], parts: tuple[PaidPart, ...]) -> Payslip:
    """
    Make the payslip of a month from its parts.
    """
    sums: dict[str, int] = {}
    for part in parts:
        for component, amount in zip(part.rules.scale, part.amounts, strict=True):
            sums[component.key] = sums.get(component.key, 0) + amount
    awards = [part.award for part in parts]
    known = [award for award in awards if not isinstance(award, NotKnown)]
    award = Fen(sum(known)) if len(known) == len(awards) else NotKnown.YET
    return Payslip(
        placement,
        terms,
        tuple(map(Fen, sums.values())),
        Fen(sum(part.total for part in parts)),
        Fen(sum(part.outside for part in parts)),
        Fen(sum(part.pool for part in parts)),
        Fen(sum(part.fixed for part in parts)),
        award,
        Fen(sum(part.paid for part in parts)),
        parts,
    )
