"""
Price a placement: from level, years, certificate and rating to a payslip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partygrid.dated import Terms
from partygrid.errors import UnsuitableRuleError, WrongTypeError
from partygrid.money import Fen
from partygrid.pay._choices import AwardPool
from partygrid.pay._payslip import Payslip
from partygrid.pay._place import place
from partygrid.pay._placement import Placement
from partygrid.pay._rules import PayRules
from partygrid.pay._scale import Key

if TYPE_CHECKING:
    from partygrid.org import Standings
    from partygrid.people import Worker

_new = tuple.__new__
_row = dict[Key, Fen].__getitem__


def price(placement: Placement, terms: Terms[PayRules]) -> Payslip:
    """
    Work out a month's pay from a placement.

    The pool is rounded once; the fixed part is what the total leaves, and the award is a share
    of the rounded pool. Until the rating is known the fixed part is payable and the award
    undetermined. Source of the rule: 沙依巴克区 20 % of total pay, six outcomes by criteria met;
    what that source leaves open are choices of the scheme.

    Args:
        placement: The level, years, certificate and criteria met.
        terms: The values in force for the month.

    Returns:
        The payslip; amounts in fen.

    Raises:
        ValueNotAllowedError: A fact has no row in the scale, or no share of the award.
        UnsuitableRuleError: The scheme splits the month, or takes the pool of a unit's wage
            bill, which only a whole payroll can share out.
        WrongTypeError: An argument has another type, or the terms are not those of a month.

    >>> from datetime import date
    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> june = load("example").pay.on(Month(2025, 6), known=date(2025, 6, 30))
    >>> slip = price(Placement(level=7, years=3, certificate="assistant", criteria_met=4), june)
    >>> slip.total, slip.pool, slip.award, slip.paid
    (371536, 74307, 59446, 356675)
    """
    if type(placement) is not Placement or type(terms) is not Terms:
        raise _wrong_type(placement, terms)
    parts = terms.parts
    rules = parts[0][1] if len(parts) == 1 else terms.rules
    # Rules and price are one room's; the kit is taken apart in one go, for speed.
    alone, pick, tables, flags, numerator, denominator, of_total, round_, shares = rules._kit  # noqa: SLF001
    if not alone:
        raise _unsuitable(terms)
    try:
        amounts = tuple(map(_row, tables, pick(placement)))
    except KeyError:
        raise rules.refusal(placement) from None
    counted: int = sum(amounts)
    outside = 0
    if flags is not None:
        outside = sum([amount for amount, flag in zip(amounts, flags, strict=True) if not flag])
        counted -= outside
    pool = round_(counted * numerator, denominator)
    fixed, total = (counted - pool, counted) if of_total else (counted, counted + pool)
    paid = fixed + outside
    award: Any = placement.criteria_met
    if type(award) is int:
        try:
            numerator, denominator = shares[award]
        except IndexError:
            raise rules.refusal(placement) from None
        award = round_(pool * numerator, denominator)
        paid += award
    # As `Payslip(…)`, without the call that a named tuple's own constructor is.
    return _new(Payslip, (placement, terms, amounts, total, outside, pool, fixed, award, paid))


def payslip(worker: Worker, terms: Terms[PayRules], standings: Standings) -> Payslip:
    """
    Work out a month's pay from a worker's facts.

    Args:
        worker: The worker with all recorded facts.
        terms: The values in force for the month; their ``known`` decides which facts count.
        standings: The standing of each unit over time.

    Returns:
        The payslip; its placement says which facts were used.

    Raises:
        NotCoveredError: The scheme does not cover the worker's kind of staff, or the worker
            serves only part of the month.
        PartyGridError: As `place` and `price`.

    >>> from datetime import date
    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> payslip(pack.worker, pack.pay.on(Month(2025, 6), known=date(2025, 6, 30)), pack.standings)
    <Payslip 2025-06 w-1: 3,668.99 yuan>
    """
    return price(place(worker, terms, standings), terms)


def _wrong_type(placement: object, terms: object) -> WrongTypeError:
    if type(placement) is not Placement:
        return WrongTypeError(field="placement", value=placement, allowed="a Placement")
    return WrongTypeError(field="terms", value=terms, allowed="Terms, as PayScheme.on gives them")


def _unsuitable(terms: Terms[PayRules]) -> UnsuitableRuleError:
    return UnsuitableRuleError(
        field="award_pool",
        value=AwardPool.OF_WAGE_BILL.value,
        allowed=f"{AwardPool.PER_WORKER.value} for a single payslip: a unit's wage bill is "
        "shared out over its whole payroll",
        source=terms.rules.entry("award_pool").cite(),
    )
