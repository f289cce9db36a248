"""
Settle a month that is more than one placement times one set of values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from partygrid.dated import Interval, NotKnown
from partygrid.errors import ValueNotAllowedError
from partygrid.money import Fen
from partygrid.pay._amounts import ShareOf
from partygrid.pay._choices import AwardBasis, AwardPool
from partygrid.pay._pieces import Piece
from partygrid.pay._scale import PaidAs

if TYPE_CHECKING:
    from partygrid.pay._rules import PayRules
    from partygrid.pay._scale import Component
    from partygrid.pay._stars import StarEffect


class PaidPart(NamedTuple):
    """
    Hold what is paid for the part of a month on which one set of values is in force.

    Args:
        interval: The days.
        rules: The values.
        pieces: The stretches on which no fact changes.
        amounts: The amount of each component, in the order of the scale.
        unrated: Fixed pay that counts in the total and of which no award is taken.
        rated: The pool taken of the total, rounded once.
        total: The total.
        outside: The fixed lines that do not count in the total.
        pool: The award pool: what is taken of the total, and the lines that are awards.
        fixed: The fixed part.
        effects: What the stars of the community's organisation do.
        takes_amount: Whether an amount that stars add for the month is added to this part.
        award: The award; `NotKnown.YET` until the rating is known.
        employer: What the employer pays on top.
        bill: How the pool was shared out of a unit's wage bill; None if it is the worker's own.
    """

    interval: Interval
    rules: PayRules
    pieces: tuple[Piece, ...]
    amounts: tuple[Fen, ...]
    unrated: Fen
    rated: Fen
    total: Fen
    outside: Fen
    pool: Fen
    fixed: Fen
    effects: tuple[StarEffect, ...]
    takes_amount: bool
    award: Fen | NotKnown
    employer: Fen
    bill: BillShare | None

    @property
    def paid(self) -> Fen:
        """
        What is payable for the part.
        """
        award = 0 if isinstance(self.award, NotKnown) else self.award
        return Fen(self.fixed + self.outside + award)


class BillShare(NamedTuple):
    """
    Say how a worker's pool and award were shared out of a unit's wage bill.

    Args:
        unit: The unit.
        total: The counted lines of all its workers.
        pool: The unit's pool.
        award: The unit's award; `NotKnown.YET` until its rating is known.
        own: The worker's counted lines.
        own_pool: The worker's part of the pool.
        own_award: The worker's part of the award.
    """

    unit: str
    total: Fen
    pool: Fen
    award: Fen | NotKnown
    own: Fen
    own_pool: Fen
    own_award: Fen | NotKnown


def part_of(
    rules: PayRules,
    interval: Interval,
    pieces: Sequence[Piece],
    earlier: Mapping[str, int],
    *,
    is_last: bool = True,
    takes_amount: bool = True,
) -> PaidPart:
    """
    Add up the pieces of a month under one set of values, and take the award of it.

    Args:
        rules: The values.
        interval: The days on which they are in force.
        pieces: The stretches.
        earlier: What each component paid in earlier parts of the month.
        is_last: Whether this is the last part: shares of other lines are taken here, of all.
        takes_amount: Whether this is the last part with an award: an amount that stars add for
            the month is added here.

    Raises:
        ValueNotAllowedError: The rating has no share, or the fixed part would be below zero.
    """
    columns = zip(*(piece.amounts for piece in pieces), strict=True)
    sums = [
        _line(column, component, rules)
        for column, component in zip(columns, rules.scale, strict=True)
    ]
    if is_last:
        _take_shares(sums, rules, earlier)
    counted, outside, awards, employer = _by_kind(rules, sums)
    unrated = _unrated(rules, pieces, counted)
    kit = rules._kit  # noqa: SLF001 - one room
    rated = Fen(0)
    if rules.award_pool is AwardPool.PER_WORKER:
        rated = kit.round((counted - unrated) * kit.numerator, kit.denominator)
    counted += sum(piece.extra for piece in pieces)
    unrated += sum(piece.extra for piece in pieces)
    of_total = rules.award_basis is AwardBasis.OF_TOTAL
    fixed = counted - rated if of_total else counted
    if fixed < 0:
        raise below_zero(fixed, rules)
    pool = rated + awards
    effects, award = _award(rules, pieces, pool, takes_amount=takes_amount)
    return PaidPart(
        interval,
        rules,
        tuple(pieces),
        tuple(Fen(amount) for amount in sums),
        Fen(unrated),
        rated,
        Fen(fixed + pool),
        Fen(outside),
        Fen(pool),
        Fen(fixed),
        effects,
        takes_amount,
        award,
        Fen(employer),
        None,
    )


def _by_kind(rules: PayRules, sums: Sequence[int]) -> tuple[int, int, int, int]:
    """
    Add up the lines that count for the award, those that do not, awards, and employer's cost.
    """
    counted = outside = awards = employer = 0
    for component, amount in zip(rules.scale, sums, strict=True):
        if component.paid_as is PaidAs.EMPLOYER:
            employer += amount
        elif component.paid_as is PaidAs.AWARD:
            awards += amount
        elif rules.award_lines.counts(component.key):
            counted += amount
        else:
            outside += amount
    return counted, outside, awards, employer


def _line(column: tuple[int | Fraction, ...], component: Component, rules: PayRules) -> int:
    """
    Add a line up over its pieces, and round it once; what is paid whole stays as it is.
    """
    exact = sum(column)
    if all(type(amount) is int for amount in column):
        return int(exact)
    return (component.rounding or rules.rounding).round(Fraction(exact))


def below_zero(fixed: int, rules: PayRules) -> ValueNotAllowedError:
    """
    Make the error of a fixed part below zero: the pool was rounded up beyond the total.
    """
    return ValueNotAllowedError(
        field="fixed",
        value=fixed,
        allowed="0 fen or more: the pool, rounded, must not exceed the total",
        source=rules.entry("rounding").cite(),
    )


def _take_shares(sums: list[int], rules: PayRules, earlier: Mapping[str, int]) -> None:
    """
    Work out the lines that are shares of others, over the whole month.
    """
    by_key = {component.key: amount for component, amount in zip(rules.scale, sums, strict=True)}
    for place, component in enumerate(rules.scale):
        amount = component.amount
        if isinstance(amount, ShareOf):
            whole = sum(by_key[key] + earlier.get(key, 0) for key in amount.of)
            rounding = component.rounding or rules.rounding
            sums[place] = rounding.round(amount.bounded(whole) * amount.rate)


def _unrated(rules: PayRules, pieces: Sequence[Piece], counted: int) -> int:
    """
    Add up the counted lines of which no award is taken: those on probation without one.
    """
    without = [piece for piece in pieces if not has_award(piece)]
    if not without:
        return 0
    if len(without) == len(pieces):
        return counted
    columns = zip(*(piece.amounts for piece in without), strict=True)
    return sum(
        _line(column, component, rules)
        for column, component in zip(columns, rules.scale, strict=True)
        if component.paid_as is PaidAs.FIXED and rules.award_lines.counts(component.key)
    )


def has_award(piece: Piece) -> bool:
    """
    Tell whether a stretch brings an award.
    """
    return piece.probation is None or piece.probation.award


def _award(
    rules: PayRules, pieces: Sequence[Piece], pool: int, *, takes_amount: bool
) -> tuple[tuple[StarEffect, ...], Fen | NotKnown]:
    placement = pieces[0].placement
    if not any(map(has_award, pieces)):
        return (), Fen(0)
    met = placement.criteria_met
    if isinstance(met, NotKnown):
        # A pool of 0 needs no rating; that of a wage bill is not shared out yet.
        waits = pool or rules.stars is not None or rules.award_pool is not AwardPool.PER_WORKER
        return (), NotKnown.YET if waits else Fen(0)
    if met >= len(rules.award_shares):
        raise rules.refusal(placement)
    exact = pool * rules.award_shares[met]
    if rules.stars is None:
        return (), rules.rounding.round(exact)
    stars = placement.stars
    if stars is None:
        raise ValueNotAllowedError(
            field="stars",
            value=None,
            allowed=f"0 to {rules.stars.most}, or NotKnown.YET: the scheme looks at stars",
            source=rules.entry("stars").cite(),
        )
    if isinstance(stars, NotKnown):
        return (), NotKnown.YET
    effects = rules.stars.effects(stars, falling=bool(placement.falling))
    added = 0
    for effect in effects:
        if effect.factor is not None:
            exact *= effect.factor
        if effect.amount is not None and takes_amount:
            added += effect.amount
    return effects, Fen(max(0, rules.rounding.round(exact) + added))
