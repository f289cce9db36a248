"""
The payslip of one worker for one month.
"""

from __future__ import annotations

from operator import getitem
from typing import NamedTuple

from partygrid.dated import Assumption, NotKnown, Terms
from partygrid.labels import Label
from partygrid.money import Fen, format_yuan
from partygrid.pay._compile import Kit
from partygrid.pay._explain import PaySteps
from partygrid.pay._placement import Placement
from partygrid.pay._rules import PayRules
from partygrid.trace import Explained, Op, Step, StepRule, Unit


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
        return _steps(self)

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


def _steps(slip: Payslip) -> Step:
    """
    Give the steps of a payslip, from its own fields.
    """
    rules = slip.terms.rules
    # Rules and steps are one room's.
    shared: PaySteps = rules._steps  # noqa: SLF001
    kit: Kit = rules._kit  # noqa: SLF001
    placement = slip.placement
    counted: tuple[Step, ...]
    if placement.basis is None:
        counted = tuple(map(getitem, shared.rows, kit.pick(placement)))
    else:
        counted = _lines(slip, shared)
    outside: tuple[Step, ...] = ()
    if kit.counted is not None:
        counted, outside = _split(counted, kit.counted)
    if shared.of_total:
        total = Step(shared.total, slip.total, counted)
        pool = Step(shared.pool, slip.pool, (total, shared.rate))
        fixed = Step(shared.fixed, slip.fixed, (total, pool))
    else:
        fixed = Step(shared.fixed, slip.fixed, counted)
        pool = Step(shared.pool, slip.pool, (fixed, shared.rate))
    met = placement.criteria_met
    by_hand = placement.basis is None and type(met) is int
    share = shared.shares[met] if by_hand else _share(slip, shared)  # type: ignore[index]
    award = Step(shared.award, slip.award, (pool, share))
    if outside:
        beside = Step(shared.outside, slip.outside, outside)
        return Step(_PAID_RULE, slip.paid, (fixed, award, beside))
    return Step(_PAID_RULE, slip.paid, (fixed, award))


def _lines(slip: Payslip, shared: PaySteps) -> tuple[Step, ...]:
    facts = slip.placement.facts()
    return tuple(
        line.step(amount, facts[line.selector])
        for line, amount in zip(shared.lines, slip.amounts, strict=True)
    )


def _split(
    lines: tuple[Step, ...], counted: tuple[bool, ...]
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    return (
        tuple(line for line, flag in zip(lines, counted, strict=True) if flag),
        tuple(line for line, flag in zip(lines, counted, strict=True) if not flag),
    )


def _share(slip: Payslip, shared: PaySteps) -> Step:
    met = slip.placement.criteria_met
    share = met if isinstance(met, NotKnown) else slip.terms.rules.award_shares[met]
    return Step(shared.share, share, (slip.placement.facts()["criteria_met"],))


_PAID_RULE = StepRule("paid", Label("应发", "payable"), Unit.YUAN, Op.SUM)
