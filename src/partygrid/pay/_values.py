"""
The values of a pay scheme that are in force together.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from partygrid.dated import PeriodInForce
from partygrid.money import ApportionRule, Fen, RoundingRule
from partygrid.pay._base import IndexedBase
from partygrid.pay._choices import (
    AllowancesFrom,
    AwardBasis,
    AwardPool,
    CountedLines,
    MoverRule,
    RatingRule,
)
from partygrid.pay._floors import MeanFloor
from partygrid.pay._ladder import PayLadder
from partygrid.pay._part_month import PartMonth
from partygrid.pay._payments import PaymentPlan
from partygrid.pay._probation import ProbationRule
from partygrid.pay._scale import Component
from partygrid.pay._stars import StarRule
from partygrid.people import ServiceRule


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class PayValues(PeriodInForce):
    """
    Hold one value of each series of a `PayScheme`; `PayRules` says what each is.
    """

    covers: tuple[str, ...]
    service: ServiceRule
    ladder: PayLadder | None
    allowances_from: AllowancesFrom
    base: Fen | IndexedBase | None
    scale: tuple[Component, ...]
    rounding: RoundingRule
    award_rate: Fraction
    award_shares: tuple[Fraction, ...]
    award_basis: AwardBasis
    award_pool: AwardPool
    award_lines: CountedLines
    rating: RatingRule
    mover: MoverRule
    award_apportion: ApportionRule | None
    stars: StarRule | None
    part_month: PartMonth
    probation: tuple[ProbationRule, ...]
    payments: PaymentPlan
    floors: tuple[MeanFloor, ...]
