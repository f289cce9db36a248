"""
The steps of the lines of a month with parts.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from partygrid.labels import Label
from partygrid.pay._amounts import ShareOf
from partygrid.pay._basis import fact_step
from partygrid.pay._lines import given
from partygrid.pay._scale import PaidAs
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.pay._explain import PaySteps
    from partygrid.pay._pieces import Piece
    from partygrid.pay._scale import Component
    from partygrid.pay._settle import PaidPart


def lines_of(part: PaidPart, earlier: dict[str, list[Step]], *, is_last: bool) -> dict[str, Step]:
    """
    Give the step of each component, shares of others last.
    """
    found: dict[str, Step] = {}
    for place, component in enumerate(part.rules.scale):
        if not isinstance(component.amount, ShareOf):
            found[component.key] = _line(part, place, component)
    for place, component in enumerate(part.rules.scale):
        if isinstance(component.amount, ShareOf):
            amount = part.amounts[place]
            if is_last:
                found[component.key] = _share(part, component, amount, {**found}, earlier)
            else:
                found[component.key] = Step(_plain(component, part), amount, (), _LATER)
    return found


def _plain(component: Component, part: PaidPart) -> StepRule:
    return StepRule(component.key, component.label, Unit.YUAN, entry=part.rules.entry("scale"))


def _share(
    part: PaidPart,
    component: Component,
    amount: int,
    lines: dict[str, Step],
    earlier: dict[str, list[Step]],
) -> Step:
    share = component.amount
    assert isinstance(share, ShareOf)  # noqa: S101 - callers looked
    rules, entry = part.rules, part.rules.entry("scale")
    bases = [step for key in share.of for step in (*earlier.get(key, ()), lines[key])]
    whole: int = sum(step.value for step in bases)
    base = Step(
        StepRule(f"{component.key}.base", _SHARE_BASE, Unit.YUAN, Op.SUM), whole, tuple(bases)
    )
    if share.least is not None:
        least = given(f"{component.key}.least", _LEAST, Unit.YUAN, share.least, entry)
        whole = max(whole, share.least)
        rule = StepRule(f"{component.key}.raised", _RAISED, Unit.YUAN, Op.GREATEST)
        base = Step(rule, whole, (base, least))
    if share.most is not None:
        most = given(f"{component.key}.most", _MOST, Unit.YUAN, share.most, entry)
        whole = min(whole, share.most)
        rule = StepRule(f"{component.key}.capped", _CAPPED, Unit.YUAN, Op.LEAST)
        base = Step(rule, whole, (base, most))
    rate = given(f"{component.key}.rate", _SHARE_RATE, Unit.PERCENT, share.rate, entry)
    own = component.rounding
    rule = StepRule(
        component.key,
        component.label,
        Unit.YUAN,
        Op.PRODUCT,
        rules.rounding if own is None else own,
        rounded_by=rules.entry("rounding" if own is None else "scale"),
    )
    return Step(rule, amount, (base, rate))


def _line(part: PaidPart, place: int, component: Component) -> Step:
    amounts = [piece.amounts[place] for piece in part.pieces]
    is_exact = all(type(amount) is int for amount in amounts)
    own = component.rounding
    rounding: dict[str, Any] = (
        {}
        if is_exact
        else {
            "rounding": part.rules.rounding if own is None else own,
            "rounded_by": part.rules.entry("rounding" if own is None else "scale"),
        }
    )
    steps = [_piece(part, piece, place, component) for piece in part.pieces]
    if len(steps) == 1:
        # A line without factors is the scale's own, and has nothing to be rounded.
        rule = attrs.evolve(steps[0].rule, **rounding)
        return steps[0]._replace(rule=rule, value=part.amounts[place])
    rule = StepRule(component.key, component.label, Unit.YUAN, Op.SUM, **rounding)
    return Step(rule, part.amounts[place], tuple(steps))


def _piece(part: PaidPart, piece: Piece, place: int, component: Component) -> Step:
    """
    Give the step of one component on one stretch of the month.
    """
    rules = part.rules
    shared: PaySteps = rules._steps  # noqa: SLF001 - one room
    amount, line = piece.amounts[place], shared.lines[place]
    facts = piece.placement.facts()
    chosen = tuple(
        facts.get(name) or fact_step(name, getattr(piece.placement, name))
        for name in (selector.value for selector in component.selectors)
    )
    full = line.step(piece.full[place], *chosen)
    factors: list[Step] = []
    probation = piece.probation
    if probation is not None:
        entry = rules.entry("probation")
        without = component.paid_as is PaidAs.AWARD and not probation.award
        value = Fraction(0) if without or _pays_amount(piece) else probation.share
        rule = StepRule(
            "probation_share", _PROBATION, Unit.PERCENT, entry=entry, note=probation.label
        )
        factors.append(Step(rule, value, (facts["probation"],)))
    if piece.weight is not None and rules.part_month.lines.counts(component.key):
        days = Label(f"{piece.interval}", f"{piece.interval}")
        factors.append(piece.weight._replace(row=days))
    elif piece.weight is not None and not amount and piece.full[place]:
        factors.append(Step(_ELSEWHERE, 0))
    if not factors:
        return full
    rule = StepRule(component.key, component.label, Unit.YUAN, Op.PRODUCT)
    whole = full._replace(
        rule=attrs.evolve(full.rule, key=f"{component.key}.month", label=_MONTHLY)
    )
    exact = Fraction(amount)
    paid = exact.numerator if exact.denominator == 1 else exact
    return Step(rule, paid, (whole, *factors))


def _pays_amount(piece: Piece) -> bool:
    return piece.probation is not None and piece.probation.amount is not None


def extra_of(piece: Piece, part: PaidPart) -> Step:
    """
    Give the step of probation pay that is a share of a published amount.
    """
    probation, rules = piece.probation, part.rules
    assert probation is not None and probation.amount is not None  # noqa: S101, PT018 - callers looked
    entry = rules.entry("probation")
    factors = [
        given("probation_amount", probation.base.label, Unit.YUAN, probation.amount, entry),
        Step(
            StepRule(
                "probation_share", _PROBATION, Unit.PERCENT, entry=entry, note=probation.label
            ),
            probation.share,
        ),
    ]
    if piece.weight is not None:
        factors.append(piece.weight)
    rule = StepRule(
        "probation_pay",
        _PROBATION_PAY,
        Unit.YUAN,
        Op.PRODUCT,
        rules.rounding,
        rounded_by=rules.entry("rounding"),
    )
    return Step(rule, piece.extra, tuple(factors))


_LATER = Label("按全月在最后一段计算", "worked out for the whole month, with its last part")
_SHARE_BASE = Label("计提基数", "what the share is taken of")
_LEAST = Label("基数下限", "least")
_MOST = Label("基数上限", "most")
_RAISED = Label("不低于下限", "at the least")
_CAPPED = Label("不高于上限", "at the most")
_SHARE_RATE = Label("计提比例", "share")
_MONTHLY = Label("全月标准", "for a whole month")
_PROBATION = Label("试用期比例", "share on probation")
_PROBATION_PAY = Label("试用期工资", "pay on probation")
_ELSEWHERE = StepRule(
    "elsewhere", Label("在当月最后一段计发", "paid with the last stretch"), Unit.FACTOR
)
