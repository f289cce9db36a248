"""
What a payslip would come to if a fact were another.
"""

from __future__ import annotations

from typing import Any

import attrs

from partygrid.errors import (
    UnknownNameError,
    UnsuitableRuleError,
    ValueNotAllowedError,
    WrongTypeError,
)
from partygrid.labels import Label, Language
from partygrid.money import Fen, format_yuan
from partygrid.pay._payslip import Payslip, slip_of
from partygrid.pay._payslip_table import change_table
from partygrid.pay._pieces import piece_of
from partygrid.pay._placement import FIELDS, Placement
from partygrid.pay._price import price
from partygrid.pay._rules import PayRules
from partygrid.pay._selector import Selector
from partygrid.pay._settle import PaidPart, part_of
from partygrid.trace import Explained, Op, Step, StepRule, Unit

_SUPPOSED = Label("假设", "supposed")


@attrs.frozen
class WhatIf(Explained):
    """
    Hold a payslip and what it would be if facts were others; `what_if` makes it.

    Args:
        before: The payslip as it is.
        after: The payslip as it would be.
    """

    before: Payslip = attrs.field(repr=False)
    after: Payslip = attrs.field(repr=False)

    @property
    def difference(self) -> Fen:
        """
        What would be payable more, or, below zero, less; in fen.
        """
        return Fen(self.after.paid - self.before.paid)

    @property
    def heading(self) -> Label:
        """
        Whose payslip, and that it is supposed.
        """
        heading = self.before.heading
        return Label(f"测算：{heading.zh}", f"What if: {heading.en}")

    def trace(self) -> Step:
        """
        Give the difference of the two payslips, each with its steps.
        """
        after = self.after.trace()._replace(rule=_AFTER)
        before = self.before.trace()._replace(rule=_BEFORE)
        return Step(_DIFFERENCE, self.difference, (after, before))

    def summary(self, language: Language = "zh") -> str:
        """
        Write both payslips beside each other, line by line, as a table of Markdown.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return change_table(self.heading, self.before, self.after, language)

    def __repr__(self) -> str:
        """
        Show the difference and both amounts in one line.
        """
        before, after = format_yuan(self.before.paid), format_yuan(self.after.paid)
        sign = "+" if self.difference > 0 else ""
        return f"<WhatIf {sign}{format_yuan(self.difference)} yuan: {before} to {after}>"


_DIFFERENCE = StepRule("difference", Label("应发变化", "change in pay"), Unit.YUAN, Op.DIFFERENCE)
_AFTER = StepRule("after", Label("假设后应发", "payable if so"), Unit.YUAN, Op.SUM)
_BEFORE = StepRule("before", Label("现应发", "payable as it is"), Unit.YUAN, Op.SUM)


def what_if(slip: Payslip, **facts: Any) -> WhatIf:
    """
    Price a payslip again with one or more facts changed, under the same terms.

    Args:
        slip: The payslip as it is; of a month in several stretches, each is priced again.
        facts: The facts that are to be others, by their names in a `Placement`: ``level``,
            ``step``, ``years``, ``position``, ``treatment``, ``education``, ``degree``,
            ``certificate``, ``certificate_passed``, ``certificate_appointed``, ``posts``,
            ``criteria_met``, ``stars``, ``falling``, ``probation``. Whatever a fact would
            change in other facts is not followed: another position alone raises no level.

    Returns:
        Both payslips and their difference.

    Raises:
        UnknownNameError: A placement has no such fact.
        ValueNotAllowedError: The scheme has no row or share for the changed fact, or does not
            look at it.
        WrongTypeError: Nothing is changed, or a fact has another type.

    >>> from partygrid import packs, pay
    >>> from partygrid.dated import Month
    >>> june = packs.load("example").pay.on(Month(2025, 6))
    >>> slip = pay.payslip(packs.load("example").worker, june, packs.load("example").standings)
    >>> what_if(slip, criteria_met=5)
    <WhatIf +152.87 yuan: 3,668.99 to 3,821.86>
    """
    if type(slip) is not Payslip:
        raise WrongTypeError(field="slip", value=slip, allowed="a Payslip")
    if not facts:
        raise WrongTypeError(field="what_if", value=None, allowed="at least one changed fact")
    for field in facts:
        if field not in FIELDS:
            raise UnknownNameError(field="what_if", value=field, allowed=", ".join(FIELDS))
    _check_looked_at(facts, [rules for _, rules in slip.terms.parts])
    if slip.parts:
        return WhatIf(slip, _again(slip, facts))
    return WhatIf(slip, price(_supposed(slip.placement, facts), slip.terms))


def _check_looked_at(facts: dict[str, Any], parts: list[PayRules]) -> None:
    """
    Refuse a supposed fact on which pay of no part of the month can depend.

    No change would be no answer.
    """
    looked_at = {"criteria_met", "probation"}
    for rules in parts:
        looked_at |= {selector.value for selector in Selector if rules.selects(selector)}
        if rules.stars is not None:
            looked_at |= {"stars", "falling"}
    for field, value in facts.items():
        if field not in looked_at:
            raise ValueNotAllowedError(
                field=field,
                value=value,
                allowed=f"a fact that the scale looks at: {', '.join(sorted(looked_at))}",
                source=parts[-1].entry("scale").cite(),
            )


def _again(slip: Payslip, facts: dict[str, Any]) -> Payslip:
    """
    Price every stretch of a month again.
    """
    if any(part.bill is not None for part in slip.parts):
        raise UnsuitableRuleError(
            field="what_if",
            value="a share of a unit's wage bill",
            allowed="a payslip of its own: ask the payroll again with other workers",
        )
    last = slip.parts[-1].pieces[-1]
    parts: list[PaidPart] = []
    earlier: dict[str, int] = {}
    for part in slip.parts:
        pieces = tuple(
            piece_of(
                _supposed(piece.placement, facts),
                part.rules,
                piece.interval,
                piece.weight,
                is_last=piece is last,
                complete=piece.complete,
            )
            for piece in part.pieces
        )
        is_last = part is slip.parts[-1]
        parts.append(
            part_of(
                part.rules,
                part.interval,
                pieces,
                earlier,
                is_last=is_last,
                takes_amount=part.takes_amount,
            )
        )
        for component, amount in zip(part.rules.scale, parts[-1].amounts, strict=True):
            earlier[component.key] = earlier.get(component.key, 0) + amount
    return slip_of(parts[-1].pieces[-1].placement, slip.terms, tuple(parts))


def _supposed(placement: Placement, facts: dict[str, Any]) -> Placement:
    basis = placement.basis
    if basis is not None:
        notes = {**dict(basis.notes), **dict.fromkeys(facts, _SUPPOSED)}
        basis = attrs.evolve(
            basis,
            notes=tuple(notes.items()),
            service=() if "years" in facts else basis.service,
            standing=None if "criteria_met" in facts else basis.standing,
        )
    return attrs.evolve(placement, **facts, basis=basis)
