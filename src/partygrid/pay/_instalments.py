"""
What of a month's pay is paid on which day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from partygrid.dated import Month, NotKnown
from partygrid.labels import LabelledEnum
from partygrid.money import Fen

if TYPE_CHECKING:
    from partygrid.pay._slip_values import SlipValues


class PaidFor(LabelledEnum):
    """
    Say which part of a month's pay an instalment is.
    """

    FIXED = "fixed", "固定部分", "fixed pay"
    AWARD = "award", "绩效奖励", "award"


@attrs.frozen(kw_only=True)
class Instalment:
    """
    Hold an amount with the month it was earned in and the day it is paid on.

    Args:
        paid_for: Which part of pay it is.
        month: The month of entitlement.
        amount: The amount, in fen; `NotKnown.YET` until the rating is known.
        due: The day of payment; `NotKnown.YET` if it waits for a rating not known yet.
    """

    paid_for: PaidFor
    month: Month
    amount: Fen | NotKnown
    due: date | NotKnown


def instalments_of(slip: SlipValues) -> tuple[Instalment, ...]:
    """
    Say what of a payslip is paid on which day, by the values in force at the end of its month.
    """
    month = slip.terms.period
    assert isinstance(month, Month)  # noqa: S101 - pay is read by the month alone
    rules = slip.terms.parts[-1][1]
    plan = rules.payments
    planned = plan.award.due(month)
    due: date | NotKnown = planned
    if plan.award.after_rating:
        due = NotKnown.YET if isinstance(slip.award, NotKnown) else _rated_by(slip, planned)
    return (
        Instalment(
            paid_for=PaidFor.FIXED,
            month=month,
            amount=Fen(slip.fixed + slip.outside),
            due=plan.fixed.due(month),
        ),
        Instalment(paid_for=PaidFor.AWARD, month=month, amount=slip.award, due=due),
    )


def _rated_by(slip: SlipValues, due: date) -> date:
    """
    Give the latest of the day of payment and the days on which the ratings used became known.
    """
    placements = [part.pieces[0].placement for part in slip.parts if part.pool]
    if not slip.parts:
        placements = [slip.placement]
    for placement in placements:
        basis = placement.basis
        if basis is None:
            continue
        entries = [basis.standing]
        if basis.found is not None:
            entries.append(basis.found.rating.star_entry)
        due = max([due, *(entry.known for entry in entries if entry is not None)])
    return due
