"""
Price a placement: from level, years, certificate and rating to a payslip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partygrid.dated import Terms
from partygrid.errors import UnsuitableRuleError, WrongTypeError
from partygrid.money import Fen
from partygrid.pay._amounts import Key
from partygrid.pay._choices import AwardPool
from partygrid.pay._month import parts_of, whole_month
from partygrid.pay._payslip import Payslip, slip_of
from partygrid.pay._pieces import piece_of
from partygrid.pay._placement import Placement
from partygrid.pay._rules import PayRules
from partygrid.pay._settle import below_zero, part_of

if TYPE_CHECKING:
    from partygrid.org import Standings
    from partygrid.people import Worker

_new = tuple.__new__
_row = dict[Key, Fen].__getitem__


def price(placement: Placement, terms: Terms[PayRules]) -> Payslip:  # noqa: PLR0915 - calls cost
    """
    Work out a whole month's pay from a placement.

    The pool is rounded once; the fixed part is what the total leaves, and the award is a share
    of the rounded pool. Until the rating is known the fixed part is payable and the award
    undetermined. Source of the rule: 沙依巴克区 20 % of total pay, six outcomes by criteria met;
    what that source leaves open are choices of the scheme.

    Args:
        placement: The level, years, certificate, criteria met, and what else the scale looks at.
        terms: The values in force for the month.

    Returns:
        The payslip; amounts in fen.

    Raises:
        ValueNotAllowedError: A fact has no row in the scale, or no share of the award, or the
            fixed part would be below zero.
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
    plain, pick, tables, flags, numerator, denominator, of_total, round_, shares = rules._kit  # noqa: SLF001
    if not plain or placement.probation is not None:
        return _settled(placement, terms, rules)
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
    if fixed < 0:
        raise below_zero(fixed, rules)
    paid = fixed + outside
    award: Any = placement.criteria_met
    if type(award) is int:
        try:
            numerator, denominator = shares[award]
        except IndexError:
            raise rules.refusal(placement) from None
        award = round_(pool * numerator, denominator)
        paid += award
    elif not pool:
        # No rating makes anything of nothing.
        award = 0
    # As `Payslip(…)`, without the call that a named tuple's own constructor is.
    return _new(Payslip, (placement, terms, amounts, total, outside, pool, fixed, award, paid, ()))


def _settled(placement: Placement, terms: Terms[PayRules], rules: PayRules) -> Payslip:
    """
    Go the long way: awards by line, shares of lines, an employer's cost, stars, probation.
    """
    if rules.award_pool is not AwardPool.PER_WORKER:
        raise _unsuitable(terms, rules)
    month = terms.period.interval
    piece = piece_of(placement, rules, month, None)
    return slip_of(placement, terms, (part_of(rules, month, (piece,), {}),))


def payslip(worker: Worker, terms: Terms[PayRules], standings: Standings) -> Payslip:
    """
    Work out a month's pay from a worker's facts.

    A month in which service starts or ends, or, if the scheme splits months, a fact or a value
    changes, is paid piece by piece, each by its part of the month as the scheme measures it.

    Args:
        worker: The worker with all recorded facts.
        terms: The values in force for the month; their ``known`` decides which facts count.
        standings: The standing of each unit over time.

    Returns:
        The payslip; its placement says which facts were used.

    Raises:
        NotCoveredError: The scheme does not cover the worker's kind of staff, or the worker
            serves part of the month and the scheme does not price such.
        UnsuitableRuleError: The scheme takes the pool of a unit's wage bill: ask `payroll`.
        PartyGridError: As `place` and `price`.

    >>> from datetime import date
    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> payslip(pack.worker, pack.pay.on(Month(2025, 6), known=date(2025, 6, 30)), pack.standings)
    <Payslip 2025-06 w-1: 3,668.99 yuan>
    """
    placement = whole_month(worker, terms, standings)
    if placement is not None:
        return price(placement, terms)
    for _, rules in terms.parts:
        if rules.award_pool is not AwardPool.PER_WORKER:
            raise _unsuitable(terms, rules)
    parts = parts_of(worker, terms, standings)
    return slip_of(parts[-1].pieces[-1].placement, terms, parts)


def _wrong_type(placement: object, terms: object) -> WrongTypeError:
    if type(placement) is not Placement:
        return WrongTypeError(field="placement", value=placement, allowed="a Placement")
    return WrongTypeError(field="terms", value=terms, allowed="Terms, as PayScheme.on gives them")


def _unsuitable(terms: Terms[PayRules], rules: PayRules) -> UnsuitableRuleError:
    return UnsuitableRuleError(
        field=f"{terms.key}: award_pool",
        value=AwardPool.OF_WAGE_BILL.value,
        allowed=f"{AwardPool.PER_WORKER.value} for a single payslip: a unit's wage bill is "
        "shared out over its whole payroll",
        source=rules.entry("award_pool").cite(),
    )
