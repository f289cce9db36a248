"""
The values of a pay scheme that are in force together.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from partygrid.dated import PeriodInForce
from partygrid.money import Fen, RoundingRule
from partygrid.pay._choices import AwardBasis, AwardPool, CountedLines, MoverRule, RatingRule
from partygrid.pay._scale import Component
from partygrid.people import ServiceCount


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class PayValues(PeriodInForce):
    """
    Hold one value of each series of a `PayScheme`; `PayRules` says what each is.
    """

    covers: tuple[str, ...]
    service_count: ServiceCount
    base: Fen | None
    scale: tuple[Component, ...]
    rounding: RoundingRule
    award_rate: Fraction
    award_shares: tuple[Fraction, ...]
    award_basis: AwardBasis
    award_pool: AwardPool
    award_lines: CountedLines
    rating: RatingRule
    mover: MoverRule
