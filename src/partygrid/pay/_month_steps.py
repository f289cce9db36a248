"""
The steps of a payslip that is more than one placement times one set of values.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from partygrid.dated import NotKnown
from partygrid.labels import Label
from partygrid.pay._choices import AwardBasis
from partygrid.pay._month_lines import extra_of, lines_of
from partygrid.pay._scale import PaidAs
from partygrid.pay._slip_steps import PAID
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.pay._explain import PaySteps
    from partygrid.pay._settle import BillShare, PaidPart
    from partygrid.pay._slip_values import SlipValues


def month_steps(slip: SlipValues) -> Step:
    """
    Give the steps of the payslip of a month with parts, from its own fields.
    """
    children: list[Step] = []
    earlier: dict[str, list[Step]] = {}
    for place, part in enumerate(slip.parts):
        is_last = place + 1 == len(slip.parts)
        children += _part(part, earlier, is_last=is_last, alone=len(slip.parts) == 1)
    return Step(PAID, slip.paid, tuple(children))


def _part(
    part: PaidPart, earlier: dict[str, list[Step]], *, is_last: bool, alone: bool
) -> list[Step]:
    shared: PaySteps = part.rules._steps  # noqa: SLF001 - one room
    lines = lines_of(part, earlier, is_last=is_last)
    for component in part.rules.scale:
        earlier.setdefault(component.key, []).append(lines[component.key])
    of = {
        paid_as: [
            lines[component.key] for component in part.rules.scale if component.paid_as is paid_as
        ]
        for paid_as in PaidAs
    }
    counted: list[Step] = []
    outside: list[Step] = []
    for component in part.rules.scale:
        if component.paid_as is PaidAs.FIXED:
            counts = part.rules.award_lines.counts(component.key)
            (counted if counts else outside).append(lines[component.key])
    extra = [
        extra_of(piece, part)
        for piece in part.pieces
        if piece.probation is not None and piece.extra
    ]
    found = _award_steps(part, shared, counted + extra, of[PaidAs.AWARD])
    if outside:
        found.append(Step(shared.outside, part.outside, tuple(outside)))
    if alone:
        return found
    days = Label(f"{part.interval}", f"{part.interval}")
    rule = StepRule("part", Label("分段", "part of the month"), Unit.YUAN, Op.SUM, note=days)
    return [Step(rule, part.paid, tuple(found))]


def _award_steps(
    part: PaidPart, shared: PaySteps, counted: list[Step], awards: list[Step]
) -> list[Step]:
    rules = part.rules
    of_total = rules.award_basis is AwardBasis.OF_TOTAL
    if of_total:
        counted_rule = _COUNTED if awards else _TOTAL
        base = Step(counted_rule, part.fixed + part.rated, tuple(counted))
    else:
        base = Step(shared.fixed, part.fixed, tuple(counted))
    rated = _rated(part, shared, base)
    pool = rated
    if awards:
        pool = Step(_POOL, part.pool, (rated._replace(rule=_as(rated, "rated", _RATED)), *awards))
    fixed = base
    if of_total:
        rule = StepRule("fixed", shared.fixed.label, Unit.YUAN, Op.DIFFERENCE)
        fixed = Step(rule, part.fixed, (base, rated))
    return [fixed, _award(part, shared, pool)]


def _as(step: Step, key: str, label: Label) -> StepRule:
    return attrs.evolve(step.rule, key=key, label=label)


def _rated(part: PaidPart, shared: PaySteps, base: Step) -> Step:
    """
    Give the step of the pool that is taken of the total.
    """
    if part.bill is not None:
        return _billed(part, part.bill)
    if part.unrated:
        unrated = Step(_UNRATED, part.unrated)
        value = base.value - part.unrated  # type: ignore[operator]  # whole fen
        base = Step(_RATED_BASE, value, (base, unrated))
    return Step(shared.pool, part.rated, (base, shared.rate))


def _billed(part: PaidPart, bill: BillShare) -> Step:
    entry = part.rules.entry("award_pool")
    children = (
        Step(StepRule("bill", _BILL, Unit.YUAN, note=_unit(bill)), bill.total),
        Step(StepRule("bill_pool", _BILL_POOL, Unit.YUAN), bill.pool),
        Step(StepRule("own", _OWN, Unit.YUAN), bill.own),
    )
    rule = StepRule("pool", _POOL.label, Unit.YUAN, entry=entry, note=_SHARED_OUT)
    return Step(rule, bill.own_pool, children)


def _unit(bill: BillShare) -> Label:
    return Label(f"单位 {bill.unit}", f"unit {bill.unit}")


def _award(part: PaidPart, shared: PaySteps, pool: Step) -> Step:
    rules = part.rules
    placement = part.pieces[0].placement
    if part.bill is not None:
        children = (pool, Step(StepRule("bill_award", _BILL_AWARD, Unit.YUAN), part.bill.award))
        rule = attrs.evolve(shared.award, op=Op.GIVEN, rounding=None, note=_SHARED_OUT)
        return Step(rule, part.award, children)
    if all(piece.probation is not None and not piece.probation.award for piece in part.pieces):
        rule = StepRule(
            "award", shared.award.label, Unit.YUAN, entry=rules.entry("probation"), note=_NO_AWARD
        )
        return Step(rule, 0)
    facts = placement.facts()
    met = placement.criteria_met
    if isinstance(met, NotKnown) and not isinstance(part.award, NotKnown):
        return Step(shared.no_pool, part.award, (pool,))
    share = met if isinstance(met, NotKnown) else rules.award_shares[met]
    factors = [pool, Step(shared.share, share, (facts["criteria_met"],))]
    if rules.stars is None:
        return Step(shared.award, part.award, tuple(factors))
    return _starred(part, shared, factors, facts)


def _starred(
    part: PaidPart, shared: PaySteps, factors: list[Step], facts: dict[str, Step]
) -> Step:
    """
    Give the award with what stars do to it; what is only possible stands there with no number.
    """
    entry = part.rules.entry("stars")
    stars = tuple(facts[name] for name in ("stars", "falling") if name in facts)
    if isinstance(part.award, NotKnown):
        known = Step(
            StepRule("stars_factor", _STARS, Unit.FACTOR, entry=entry), NotKnown.YET, stars
        )
        return Step(shared.award, part.award, (*factors, known))
    added: list[Step] = []
    for effect in part.effects:
        if effect.factor is not None:
            rule = StepRule("stars_factor", _STARS, Unit.FACTOR, entry=entry, note=effect.label)
            factors.append(Step(rule, effect.factor, stars))
        if effect.amount is not None and part.takes_amount:
            rule = StepRule("stars_amount", _STARS, Unit.YUAN, entry=entry, note=effect.label)
            added.append(Step(rule, effect.amount, stars))
        if not effect.is_stated:
            rule = StepRule("stars_factor", _STARS, Unit.FACTOR, entry=entry, note=effect.label)
            factors.append(Step(rule, 1, stars))
    exact = Fraction(1)
    for factor in factors:
        exact *= Fraction(factor.value)  # type: ignore[arg-type]  # numbers
    value = part.rules.rounding.round(exact)
    if not added:
        return Step(shared.award, part.award, tuple(factors))
    product = Step(_as(Step(shared.award, value), "award_before", _BEFORE), value, tuple(factors))
    whole = value + sum(step.value for step in added)  # type: ignore[misc]  # whole fen
    together = Step(
        StepRule("award_sum", _WITH_STARS, Unit.YUAN, Op.SUM), whole, (product, *added)
    )
    rule = attrs.evolve(shared.award, op=Op.GREATEST, rounding=None, rounded_by=None)
    return Step(rule, part.award, (together, _NOTHING))


_TOTAL = StepRule("total", Label("薪酬总额", "total"), Unit.YUAN, Op.SUM)
_COUNTED = StepRule(
    "counted", Label("计入总额的固定项目", "fixed lines in the total"), Unit.YUAN, Op.SUM
)
_POOL = StepRule("pool", Label("绩效奖励总额", "award pool"), Unit.YUAN, Op.SUM)
_RATED = Label("从总额提取", "taken of the total")
_UNRATED = StepRule("unrated", Label("不提取绩效的部分", "pay without an award"), Unit.YUAN)
_RATED_BASE = StepRule(
    "rated_base", Label("提取基数", "what the award is taken of"), Unit.YUAN, Op.DIFFERENCE
)
_BILL = Label("单位计入总额", "the unit's wage bill")
_BILL_POOL = Label("单位绩效总额", "the unit's pool")
_BILL_AWARD = Label("单位绩效奖励", "the unit's award")
_OWN = Label("本人计入总额", "own part of the bill")
_SHARED_OUT = Label("按份额分配，最大余数法", "shared out by largest remainder")
_NO_AWARD = Label("试用期无绩效", "no award on probation")
_STARS = Label("星级影响", "effect of stars")
_BEFORE = Label("星级影响前绩效", "award before stars")
_WITH_STARS = Label("计星级影响", "with the effect of stars")
_NOTHING = Step(StepRule("nothing", Label("不低于", "not below"), Unit.YUAN), 0)
