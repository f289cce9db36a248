"""
Outcomes of pay: payslips with their parts, payrolls, suppositions, next changes; only written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from cattrs import Converter

from partygrid.dated import NotKnown
from partygrid.money import Fen
from partygrid.pay import (
    BillShare,
    Component,
    Instalment,
    NextChange,
    PaidPart,
    Payroll,
    Payslip,
    Piece,
    WhatIf,
)
from partygrid.serial._words import factor_text, only
from partygrid.trace import Step

Data = dict[str, Any]


def register(converter: Converter) -> None:
    """
    Teach a converter the outcomes of pay.
    """
    writer = _Writer(converter)
    hooks: tuple[tuple[type, Callable[[Any], Data]], ...] = (
        (Payslip, writer.payslip),
        (Payroll, writer.payroll),
        (Instalment, writer.instalment),
        (WhatIf, writer.what_if),
        (NextChange, writer.next_change),
    )
    for kind, write in hooks:
        converter.register_unstructure_hook(kind, only(kind, write))


class _Writer:
    """
    Write outcomes by one converter, so that amounts are written as it writes them.
    """

    def __init__(self, converter: Converter) -> None:
        self.plain = converter.unstructure

    def amount(self, value: Fen | NotKnown) -> Any:
        """
        Write an amount that may not be known yet.
        """
        if isinstance(value, NotKnown):
            return value.value
        return self.plain(value, unstructure_as=Fen)

    def amounts(self, value: Any, names: Iterable[str]) -> Data:
        """
        Write some amounts of a value, by their names.
        """
        return {name: self.amount(getattr(value, name)) for name in names}

    def lines(self, scale: Iterable[Component], amounts: Iterable[Fen]) -> Data:
        """
        Write the amount of each component, by its key.
        """
        return {
            component.key: self.amount(paid)
            for component, paid in zip(scale, amounts, strict=True)
        }

    def payslip(self, slip: Payslip) -> Data:
        """
        Write a payslip, with the parts of its month if it has any.
        """
        basis = slip.placement.basis
        return {
            "scheme": self.plain(slip.terms.key),
            "period": str(slip.terms.period),
            "known": self.plain(slip.terms.known),
            "worker": None if basis is None else basis.worker,
            "placement": self.plain(slip.placement),
            "lines": {
                key: self.amount(paid) for key, paid in zip(slip.keys, slip.amounts, strict=True)
            },
            **self.amounts(slip, (*_TOTALS, "paid", "employer", "cost")),
            "instalments": [self.instalment(each) for each in slip.instalments()],
            "parts": [self.part(part) for part in slip.parts],
        }

    def part(self, part: PaidPart) -> Data:
        """
        Write the part of a month on which one set of values is in force.
        """
        scale = part.rules.scale
        return {
            "interval": self.plain(part.interval),
            "pieces": [self.piece(piece, scale) for piece in part.pieces],
            "lines": self.lines(scale, part.amounts),
            **self.amounts(part, ("unrated", "rated", *_TOTALS, "paid", "employer")),
            "effects": [self.plain(effect) for effect in part.effects],
            "bill": None if part.bill is None else self.bill(part.bill),
        }

    def piece(self, piece: Piece, scale: tuple[Component, ...]) -> Data:
        """
        Write a stretch on which nothing changes; its weight is the part of a month it brings.

        Its lines are exact, in fen, whatever the form of amounts: they are rounded once a month.
        """
        weight = None if piece.weight is None else factor_text(_factor(piece.weight))
        return {
            "interval": self.plain(piece.interval),
            "placement": self.plain(piece.placement),
            "weight": weight,
            "probation": self.plain(piece.probation),
            "full": self.lines(scale, piece.full),
            "exact_fen": {
                component.key: factor_text(Fraction(amount))
                for component, amount in zip(scale, piece.amounts, strict=True)
            },
            "extra": self.amount(piece.extra),
        }

    def bill(self, share: BillShare) -> Data:
        """
        Write how a pool was shared out of a unit's wage bill.
        """
        amounts = self.amounts(share, ("total", "pool", "award", "own", "own_pool", "own_award"))
        return {"unit": share.unit, **amounts}

    def instalment(self, each: Instalment) -> Data:
        """
        Write what is paid on which day.
        """
        return {
            "paid_for": self.plain(each.paid_for),
            "month": str(each.month),
            "amount": self.amount(each.amount),
            "due": _day(each.due),
        }

    def payroll(self, payroll: Payroll) -> Data:
        """
        Write a payroll with all its payslips.
        """
        terms = payroll.terms
        return {
            "scheme": self.plain(terms.key),
            "period": str(terms.period),
            "known": self.plain(terms.known),
            **self.amounts(payroll, ("paid", "cost")),
            "slips": [self.payslip(slip) for slip in payroll.slips],
        }

    def what_if(self, answer: WhatIf) -> Data:
        """
        Write a supposition: both payslips and their difference.
        """
        return {
            "before": self.payslip(answer.before),
            "after": self.payslip(answer.after),
            "difference": self.amount(answer.difference),
        }

    def next_change(self, change: NextChange) -> Data:
        """
        Write the next change of a worker's pay.
        """
        return {
            "worker": change.worker,
            "day": self.plain(change.day),
            "why": list(change.why),
            "before": self.plain(change.before),
            "after": self.plain(change.after),
            **self.amounts(change, ("was", "will_be")),
        }


_TOTALS = ("total", "outside", "pool", "fixed", "award")


def _factor(weight: Step) -> Fraction:
    return Fraction(weight.value)  # type: ignore[arg-type]  # a number


def _day(day: date | NotKnown) -> str:
    return day.value if isinstance(day, NotKnown) else day.isoformat()
