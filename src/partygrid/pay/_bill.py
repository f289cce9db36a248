"""
Parts of a month whose award comes from a unit's wage bill.
"""

from __future__ import annotations

from typing import Any

from partygrid.errors import UnsuitableRuleError
from partygrid.money import Fen
from partygrid.pay._choices import AwardBasis
from partygrid.pay._settle import BillShare, PaidPart, below_zero


def with_bill(part: PaidPart, bill: BillShare) -> PaidPart:
    """
    Give a part whose pool and award come from a unit's wage bill.

    Raises:
        ValueNotAllowedError: The fixed part would be below zero.
        UnsuitableRuleError: Lines are awards, or stars count: a bill knows neither.
    """
    rules = part.rules
    if part.pool or rules.stars is not None:
        raise UnsuitableRuleError(
            field="award_pool",
            value=rules.award_pool.value,
            allowed="a scale without award lines, and no stars: the bill is one pool",
            source=rules.entry("award_pool").cite(),
        )
    of_total = rules.award_basis is AwardBasis.OF_TOTAL
    fixed = part.fixed - bill.own_pool if of_total else part.fixed
    if fixed < 0:
        raise below_zero(fixed, rules)
    changes: dict[str, Any] = {
        "rated": bill.own_pool,
        "pool": bill.own_pool,
        "fixed": Fen(fixed),
        "total": Fen(fixed + bill.own_pool),
        "award": bill.own_award,
        "bill": bill,
    }
    return part._replace(**changes)
