"""
Strategies for the rules of a pay scheme: part months, probation, payment, stars, floors.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from hypothesis import strategies as st

from partygrid.dated import Effective, PeriodKind
from partygrid.pay import (
    AllowancesFrom,
    CountedLines,
    IndexedBase,
    MeanFloor,
    PartMethod,
    PartMonth,
    PaymentPlan,
    PaymentRule,
    ProbationBase,
    ProbationRule,
    RatingRule,
    StarEffect,
    StarRule,
)
from partygrid.strategies._arguments import checked
from partygrid.strategies._kinds import names
from partygrid.strategies._money import amounts, factors
from partygrid.strategies._rows import ANY, MOST_LEVELS, bases_of
from partygrid.strategies._words import ids, labels

MOST_STARS: Final = 10
_MOST_LAG: Final = 100
_MOST_PAYMENT_LAG: Final = 36
_MOST_DAYS: Final = 31
_MOST_LINES: Final = 4
_BY_THE_DAY: Final = (PartMethod.DEDUCT_ABSENCE, PartMethod.PAY_WORKED)

_BOOLS: Final = st.booleans()
_LABELS: Final = labels()
_EVERY: Final = st.sampled_from(PeriodKind)
_SHARE: Final = factors(min_value=0, max_value=1)
_AMOUNTS: Final = amounts(min_fen=0)
# What laws and notices divide by, and any number of days.
_DIVISORS: Final = st.sampled_from((Fraction(2175, 100), Fraction(22))) | factors(
    min_value="0.01", max_value=_MOST_DAYS
)


def _lags(most: int) -> st.SearchStrategy[int]:
    """
    Generate how many periods lie between: mostly none or one, as is common, or as many as allowed.
    """
    return st.sampled_from((0, 1, most)) | st.integers(0, most)


@checked
def counted_lines(*, keys: Iterable[str] | None = None) -> st.SearchStrategy[CountedLines]:
    """
    Generate which components count: all, or some of those named.

    Args:
        keys: The keys of components; None: any; none at all: all count.

    >>> from hypothesis import find
    >>> find(counted_lines(keys=["post"]), lambda lines: lines.only).only
    ('post',)
    """
    known = None if keys is None else tuple(keys)
    if known == ():
        return st.just(CountedLines(None))
    some = ids() if known is None else st.sampled_from(known)
    listed = st.lists(some, min_size=1, max_size=_MOST_LINES, unique=True).map(tuple)
    return (st.none() | listed).map(CountedLines)


def rating_rules() -> st.SearchStrategy[RatingRule]:
    """
    Generate which rating counts for a month.

    >>> from hypothesis import find
    >>> find(rating_rules(), lambda rule: rule.lag == 1).every
    <PeriodKind.MONTH: 'month'>
    """
    return st.builds(RatingRule, every=_EVERY, lag=_lags(_MOST_LAG))


def allowances_from() -> st.SearchStrategy[AllowancesFrom]:
    """
    Generate from when qualifications count.

    >>> from hypothesis import find
    >>> find(allowances_from(), lambda rule: True).education
    <Effective.SAME_DAY: 'same_day'>
    """
    effective = st.sampled_from(Effective)
    return st.builds(AllowancesFrom, certificate=effective, education=effective)


@checked
def part_months(
    *, lines: Iterable[str] | None = None, allow_refused: bool = True
) -> st.SearchStrategy[PartMonth]:
    """
    Generate ways to pay part of a month.

    Args:
        lines: The keys of the components that may be paid by the part; None: any.
        allow_refused: Whether some do not price part months at all.

    >>> from hypothesis import find
    >>> find(part_months(), lambda rule: rule.divisor is not None).divisor
    Fraction(87, 4)
    """
    methods = [each for each in PartMethod if allow_refused or each is not PartMethod.REFUSED]
    return st.builds(_part_month, st.sampled_from(methods), _DIVISORS, counted_lines(keys=lines))


def _part_month(method: PartMethod, divisor: Fraction, lines: CountedLines) -> PartMonth:
    by_the_day = method in _BY_THE_DAY
    return PartMonth(method=method, divisor=divisor if by_the_day else None, lines=lines)


@checked
def probation_rules(
    *, entrants: Iterable[str] | None = None, positions: Iterable[str] | None = None
) -> st.SearchStrategy[ProbationRule]:
    """
    Generate what one kind of entrant is paid on probation.

    Args:
        entrants: The kinds of entrant; None: any name.
        positions: The positions at which pay may start; None: any name; none at all: pay is
            never that of a position.

    >>> from hypothesis import find
    >>> rules = probation_rules(entrants=["new"], positions=["member"])
    >>> find(rules, lambda rule: rule.base is ProbationBase.POSITION).position
    'member'
    """
    ranks = None if positions is None else tuple(positions)
    bases = [each for each in ProbationBase if each is not ProbationBase.POSITION or ranks != ()]
    return _probation_rule(
        names("entrants", entrants), bases, names("positions", ranks) if ranks != () else st.none()
    )


@st.composite
def _probation_rule(
    draw: st.DrawFn,
    entrants: st.SearchStrategy[str],
    bases: list[ProbationBase],
    positions: st.SearchStrategy[str | None],
) -> ProbationRule:
    base = draw(st.sampled_from(bases))
    fields: dict[ProbationBase, dict[str, st.SearchStrategy[Any]]] = {
        ProbationBase.OWN: {"levels_lower": st.integers(0, 2) | st.integers(0, MOST_LEVELS)},
        ProbationBase.POSITION: {"position": positions},
        ProbationBase.AMOUNT: {"amount": amounts(min_fen=0, max_fen=10**6)},
    }
    return ProbationRule(
        entry=draw(entrants),
        base=base,
        share=draw(st.just(Fraction(4, 5)) | _SHARE),
        award=draw(_BOOLS),
        **{name: draw(value) for name, value in fields[base].items()},
    )


@checked
def payment_rules(*, allow_after_rating: bool = True) -> st.SearchStrategy[PaymentRule]:
    """
    Generate when a month's amount is paid.

    Args:
        allow_after_rating: Whether some wait until the rating is known.

    >>> from hypothesis import find
    >>> find(payment_rules(), lambda rule: rule.after_rating).every
    <PeriodKind.MONTH: 'month'>
    """
    return st.builds(
        PaymentRule,
        every=_EVERY,
        lag=_lags(_MOST_PAYMENT_LAG),
        day=st.integers(1, _MOST_DAYS),
        after_rating=_BOOLS if allow_after_rating else st.just(value=False),
    )


def payment_plans() -> st.SearchStrategy[PaymentPlan]:
    """
    Generate when the parts of pay are paid.

    >>> from hypothesis import find
    >>> find(payment_plans(), lambda plan: plan.award.after_rating).fixed.after_rating
    False
    """
    return st.builds(
        PaymentPlan, fixed=payment_rules(allow_after_rating=False), award=payment_rules()
    )


def star_effects() -> st.SearchStrategy[StarEffect]:
    """
    Generate what stars do to the award: a factor, an amount, both, or nothing that is stated.

    >>> from hypothesis import find
    >>> find(star_effects(), lambda effect: not effect.is_stated).factor is None
    True
    """
    return st.builds(
        StarEffect,
        what=_LABELS,
        factor=st.none() | factors(min_value=0, max_value=2),
        amount=st.none() | amounts(),
    )


def star_rules() -> st.SearchStrategy[StarRule]:
    """
    Generate which stars count and what they do, with a trend or without.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = find(star_rules(), lambda rule: rule.falling, settings=quickly)
    >>> 1 <= found.falling_periods <= 3
    True
    """
    return st.integers(1, MOST_STARS).flatmap(_star_rules)


def _star_rules(most: int) -> st.SearchStrategy[StarRule]:
    row = st.tuples(st.integers(0, most), star_effects())
    trend = st.fixed_dictionaries(
        {"falling_periods": st.integers(1, 3), "falling": star_effects()}
    )
    rows = st.lists(row, max_size=most + 1, unique_by=lambda pair: pair[0]).map(tuple)
    return st.builds(
        lambda rating, found, falling: StarRule(rating=rating, most=most, rows=found, **falling),
        rating_rules(),
        rows,
        st.just({}) | trend,
    )


@checked
def mean_floors(
    *, positions: Iterable[str] | None = None, lines: Iterable[str] | None = None
) -> st.SearchStrategy[MeanFloor]:
    """
    Generate floors under the mean pay of groups.

    Args:
        positions: The positions that may make a group; None: any name; none at all: every
            group is all workers.
        lines: The keys of the components that may be added up; None: any.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> floors = mean_floors(positions=["chief"])
    >>> find(floors, lambda floor: floor.positions, settings=quickly).positions
    ('chief',)
    """
    ranks = None if positions is None else tuple(positions)
    groups: st.SearchStrategy[Any] = st.none()
    if ranks != ():
        listed = st.lists(names("positions", ranks), min_size=1, max_size=3, unique=True)
        groups |= listed.map(tuple)
    least: st.SearchStrategy[int | IndexedBase] = _AMOUNTS | bases_of(ANY)
    return st.builds(
        MeanFloor,
        key=ids(),
        label=_LABELS,
        positions=groups,
        lines=counted_lines(keys=lines),
        every=_EVERY,
        least=least,
    )
