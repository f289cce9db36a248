"""
The steps of a payslip that is one placement times one set of values.
"""

from __future__ import annotations

from operator import getitem
from typing import TYPE_CHECKING

from partygrid.dated import NotKnown
from partygrid.labels import Label
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.pay._compile import Kit
    from partygrid.pay._explain import PaySteps
    from partygrid.pay._slip_values import SlipValues


def slip_steps(slip: SlipValues) -> Step:
    """
    Give the steps of the payslip of one placement, from its own fields.
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
    if isinstance(met, NotKnown) and not isinstance(slip.award, NotKnown):
        award = Step(shared.no_pool, slip.award, (pool,))
    if outside:
        beside = Step(shared.outside, slip.outside, outside)
        return Step(PAID, slip.paid, (fixed, award, beside))
    return Step(PAID, slip.paid, (fixed, award))


def _lines(slip: SlipValues, shared: PaySteps) -> tuple[Step, ...]:
    facts = slip.placement.facts()
    return tuple(
        line.step(amount, *[facts[name] for name in line.selectors])
        for line, amount in zip(shared.lines, slip.amounts, strict=True)
    )


def _split(
    lines: tuple[Step, ...], counted: tuple[bool, ...]
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    return (
        tuple(line for line, flag in zip(lines, counted, strict=True) if flag),
        tuple(line for line, flag in zip(lines, counted, strict=True) if not flag),
    )


def _share(slip: SlipValues, shared: PaySteps) -> Step:
    met = slip.placement.criteria_met
    share = met if isinstance(met, NotKnown) else slip.terms.rules.award_shares[met]
    return Step(shared.share, share, (slip.placement.facts()["criteria_met"],))


PAID = StepRule("paid", Label("应发", "payable"), Unit.YUAN, Op.SUM)
