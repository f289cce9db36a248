"""
What a payslip would come to if a fact were another.
"""

from __future__ import annotations

import attrs

from partygrid.dated import NotKnown
from partygrid.errors import WrongTypeError
from partygrid.labels import Label
from partygrid.money import Fen, format_yuan
from partygrid.pay._payslip import Payslip
from partygrid.pay._placement import Basis
from partygrid.pay._price import price
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

    def __repr__(self) -> str:
        """
        Show the difference in one line.
        """
        return f"<WhatIf {format_yuan(self.difference)} yuan>"


_DIFFERENCE = StepRule("difference", Label("应发变化", "change in pay"), Unit.YUAN, Op.DIFFERENCE)
_AFTER = StepRule("after", Label("假设后应发", "payable if so"), Unit.YUAN, Op.SUM)
_BEFORE = StepRule("before", Label("现应发", "payable as it is"), Unit.YUAN, Op.SUM)


def what_if(
    slip: Payslip,
    *,
    level: int | None = None,
    years: int | None = None,
    certificate: str | None = None,
    criteria_met: int | NotKnown | None = None,
) -> WhatIf:
    """
    Price a payslip again with one or more facts changed, under the same terms.

    Args:
        slip: The payslip as it is.
        level: Another level; None: as it is.
        years: Another number of full years; None: as it is.
        certificate: Another certificate; None: as it is.
        criteria_met: Another number of criteria met; None: as it is.

    Returns:
        Both payslips and their difference.

    Raises:
        ValueNotAllowedError: The scheme has no row or share for the changed fact.
        WrongTypeError: Nothing is changed, or a fact has another type.

    >>> from partygrid import packs, pay
    >>> from partygrid.dated import Month
    >>> june = packs.load("example").pay.on(Month(2025, 6))
    >>> slip = price(pay.Placement(level=7, years=3, certificate="none", criteria_met=4), june)
    >>> what_if(slip, criteria_met=5)
    <WhatIf 143.81 yuan>
    """
    if type(slip) is not Payslip:
        raise WrongTypeError(field="slip", value=slip, allowed="a Payslip")
    given = {
        "level": level,
        "years": years,
        "certificate": certificate,
        "criteria_met": criteria_met,
    }
    changes = {field: value for field, value in given.items() if value is not None}
    if not changes:
        raise WrongTypeError(field="what_if", value=None, allowed="at least one changed fact")
    basis = slip.placement.basis
    supposed = None if basis is None else _supposed(basis, tuple(changes))
    placement = attrs.evolve(slip.placement, **changes, basis=supposed)  # type: ignore[arg-type]
    return WhatIf(slip, price(placement, slip.terms))


def _supposed(basis: Basis, changed: tuple[str, ...]) -> Basis:
    notes = {**dict(basis.notes), **dict.fromkeys(changed, _SUPPOSED)}
    return attrs.evolve(
        basis,
        notes=tuple(notes.items()),
        service=() if "years" in changed else basis.service,
        standing=None if "criteria_met" in changed else basis.standing,
    )
