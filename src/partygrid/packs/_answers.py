"""
The answers on offer that are made from named arguments.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from partygrid.dated import Effective, PeriodKind
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.money import Direction, Fen, RoundingRule
from partygrid.pay import (
    AllowancesFrom,
    CountedLines,
    PartMethod,
    PartMonth,
    PayLadder,
    PaymentPlan,
    PaymentRule,
    ProbationBase,
    ProbationRule,
    RatingRule,
    StarEffect,
    StarRule,
)
from partygrid.people import PartYears, ServiceCount, ServiceRule

# What a placement takes.
_MOST_CRITERIA: Final = 1000
_MOST_STARS: Final = 10


def to_unit(*, unit: int, direction: Direction) -> RoundingRule:
    """
    Round to a unit, in a direction.
    """
    return RoundingRule(unit, direction)


def only(*, lines: tuple[str, ...]) -> CountedLines:
    """
    Count the listed lines alone.
    """
    return CountedLines(lines)


def same_period(*, every: PeriodKind) -> RatingRule:
    """
    Take the rating at the end of the same period.
    """
    return RatingRule(every=every, lag=0)


def earlier_period(*, every: PeriodKind, lag: int) -> RatingRule:
    """
    Take the rating at the end of an earlier period.
    """
    return RatingRule(every=every, lag=lag)


def full_years(*, count: ServiceCount, effective: Effective) -> ServiceRule:
    """
    Count full years, whatever the results.
    """
    return ServiceRule(count=count, part_years=PartYears.DROPPED, effective=effective)


def rule(*, rule: ServiceRule) -> ServiceRule:
    """
    Count by a given rule.
    """
    return rule


def ladder(*, ladder: PayLadder) -> PayLadder:
    """
    Take a given ladder.
    """
    return ladder


def confirmed() -> None:
    """
    Take levels as confirmed facts.
    """
    return


def allowances_from(*, certificate: Effective, education: Effective) -> AllowancesFrom:
    """
    Let qualifications count from stated times.
    """
    return AllowancesFrom(certificate=certificate, education=education)


def part_month(
    method: PartMethod, *, lines: CountedLines, divisor: Fraction | None = None
) -> PartMonth:
    """
    Pay part of a month by a method.
    """
    return PartMonth(method=method, divisor=divisor, lines=lines)


def monthly(*, day: int, lag: int) -> PaymentPlan:
    """
    Pay everything every month.
    """
    rule = PaymentRule(every=PeriodKind.MONTH, lag=lag, day=day, after_rating=False)
    return PaymentPlan(fixed=rule, award=rule)


def plan(*, fixed: PaymentRule, award: PaymentRule) -> PaymentPlan:
    """
    Pay by a given plan.
    """
    return PaymentPlan(fixed=fixed, award=award)


def share_of_own(
    *, entries: tuple[str, ...], share: Fraction, award: bool
) -> tuple[ProbationRule, ...]:
    """
    Pay a share of the worker's own pay on probation.
    """
    if type(entries) is not tuple:
        raise WrongTypeError(field="entries", value=entries, allowed="a tuple of names")
    return tuple(
        ProbationRule(entry=entry, base=ProbationBase.OWN, share=share, award=award)
        for entry in entries
    )


def rules(*, rules: tuple[ProbationRule, ...]) -> tuple[ProbationRule, ...]:
    """
    Pay probation by given rules.
    """
    return rules


def a_sum(*, amount: Fen) -> Fen:
    """
    Take a given sum.
    """
    return amount


def share(*, share: Fraction) -> Fraction:
    """
    Take a given share.
    """
    return share


def in_proportion(*, criteria: int) -> tuple[Fraction, ...]:
    """
    Pay the pool in proportion to the criteria met.
    """
    if type(criteria) is not int:
        raise WrongTypeError(field="criteria", value=criteria, allowed="a whole number")
    if not 1 <= criteria <= _MOST_CRITERIA:
        raise ValueNotAllowedError(
            field="criteria", value=criteria, allowed=f"1 to {_MOST_CRITERIA}"
        )
    return tuple(Fraction(met, criteria) for met in range(criteria + 1))


def shares(*, shares: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """
    Take given shares.
    """
    return shares


def noted(*, rating: RatingRule, most: int) -> StarRule:
    """
    Note that stars count, without a figure.
    """
    if type(most) is not int:
        raise WrongTypeError(field="most", value=most, allowed="a whole number")
    effect = StarEffect(what=Label("与星级挂钩", "linked to the stars"))
    rows = tuple((stars, effect) for stars in range(min(most, _MOST_STARS) + 1))
    return StarRule(rating=rating, most=most, rows=rows)


def star_rule(*, rule: StarRule) -> StarRule:
    """
    Take a given rule of stars.
    """
    return rule
