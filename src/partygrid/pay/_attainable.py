"""
What pay can reach after some years: a norm that a host feeds, never a rate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from partygrid.dated import Dated
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import fen, format_yuan
from partygrid.pay._payslip import Payslip
from partygrid.pay._rungs import MOST_YEARS
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.norms import Finding


@attrs.frozen(kw_only=True)
class Attainable:
    """
    Say that after some full years pay can reach that of a named rank.

    The source says what is possible; it promises nobody an amount. What the rank is paid, the
    host says when it asks.

    Args:
        label: The rank whose pay can be reached, as the source calls it.
        years: After how many full years of service.
        entry: The dated entry that states it.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The years are not 0 to 80.
    """

    label: Label
    years: int
    entry: Dated[Any] = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no rank and no number of years.
        """
        if type(self.label) is not Label:
            raise WrongTypeError(field="attainable.label", value=self.label, allowed="a Label")
        if type(self.years) is not int:
            raise WrongTypeError(
                field="attainable.years", value=self.years, allowed="a whole number"
            )
        if not 0 <= self.years <= MOST_YEARS:
            raise ValueNotAllowedError(
                field="attainable.years", value=self.years, allowed=f"0 to {MOST_YEARS} years"
            )
        if type(self.entry) is not Dated:
            raise WrongTypeError(
                field="attainable.entry", value=self.entry, allowed="a Dated entry"
            )

    def check(self, slip: Payslip, amount: int) -> Finding:
        """
        Say whether a payslip reaches what the rank is paid.

        Args:
            slip: The payslip.
            amount: What the rank is paid for the month, in fen, as the host knows it.

        Returns:
            A finding; it does not apply before the years are full.

        Raises:
            WrongTypeError: It is no payslip, or the amount is no fen.
            ValueNotAllowedError: The amount is below zero.
        """
        # As for audits: a payroll need not wait for norms.
        from partygrid.norms import Finding, Verdict  # noqa: PLC0415

        if type(slip) is not Payslip:
            raise WrongTypeError(field="slip", value=slip, allowed="a Payslip")
        if fen(amount, field="amount") < 0:
            raise ValueNotAllowedError(field="amount", value=amount, allowed="0 fen or more")
        years, basis = slip.placement.years, slip.placement.basis
        applies = years >= self.years
        gap = max(0, amount - slip.paid) if applies else 0
        verdict = Verdict.NOT_MET if gap else Verdict.MET
        served = Step(StepRule("years", _SERVED, Unit.YEARS), years)
        needed = Step(StepRule("after", _AFTER, Unit.YEARS, entry=self.entry), self.years)
        rank = Step(StepRule("rank", self.label, Unit.YUAN, note=_HOST), amount)
        rule = StepRule("paid", _PAID, Unit.YUAN, Op.GIVEN)
        return Finding(
            what=Label(
                f"满 {self.years} 年可达{self.label.zh}",
                f"{self.label.en} within reach after {self.years} years",
            ),
            subject="payslip" if basis is None else basis.worker,
            measured=slip.paid if applies else None,
            required=Label(
                f"{self.label.zh} {format_yuan(amount)} 元",
                f"{self.label.en}: {format_yuan(amount)} yuan",
            ),
            gap=gap,
            verdict=verdict if applies else Verdict.NOT_APPLICABLE,
            unit=Unit.YUAN,
            step=Step(rule, slip.paid, (served,)),
            bounds=(needed, rank),
        )


_SERVED = Label("工作满年限", "completed service")
_AFTER = Label("需满年限", "years needed")
_PAID = Label("应发", "payable")
_HOST = Label("由使用方提供", "given by the host")
