"""
Strategies for pay: scales, complete schemes, terms, and placements that they can price.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from partygrid.dated import Dated, Month, NotKnown, PeriodKind, ReadOn, SchemeKey, Series, Terms
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.pay import (
    AwardBasis,
    AwardPool,
    Coefficients,
    Component,
    CountedLines,
    MoverRule,
    PayRules,
    PayScheme,
    Placement,
    RatingRule,
    Selector,
    Table,
    YearlyRate,
)
from partygrid.people import NO_CERTIFICATE, ServiceCount
from partygrid.sources import Source
from partygrid.strategies._dated import series
from partygrid.strategies._days import LATEST, ONE_DAY, check_window, days, months
from partygrid.strategies._money import amounts, factors, rounding_rules
from partygrid.strategies._words import ids, labels, sources

T = TypeVar("T")

_EARLY, _LATE = date(2000, 1, 1), date(2049, 12, 31)
_MOST_LEVELS: Final = 1000
_MOST_YEARS: Final = 80
_MOST_LAG: Final = 100
_MOST_ROWS: Final = 6
_MOST_COMPONENTS: Final = 8
_MOST_CRITERIA: Final = 8

_KEYS: Final = st.sampled_from(("post", "seniority", "certificate", "area")) | ids()
_AMOUNTS: Final = amounts(min_fen=0)
# Coefficients as scales have them, and any other.
_COEFFICIENTS: Final = factors(min_value=0, max_value=4) | factors(min_value=0)


def _levels(most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    ladders = st.integers(1, 24).map(lambda count: tuple(range(1, count + 1)))
    return ladders | _numbers(1, most)


def _numbers(least: int, most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    rows = st.lists(st.integers(least, most), min_size=1, max_size=_MOST_ROWS, unique=True)
    return rows.map(tuple)


def _certificates() -> st.SearchStrategy[tuple[Any, ...]]:
    names = st.just(NO_CERTIFICATE) | ids()
    return st.lists(names, min_size=1, max_size=_MOST_ROWS, unique=True).map(tuple)


_ROWS: Final = {
    Selector.LEVEL: _levels(_MOST_LEVELS),
    Selector.YEARS: _numbers(0, _MOST_YEARS),
    Selector.CERTIFICATE: _certificates(),
}


def components(*, selectors: Iterable[Selector] = tuple(Selector)) -> st.SearchStrategy[Component]:
    """
    Generate lines of a pay scale: tables, coefficients and yearly rates.

    Args:
        selectors: The facts that may pick the row.

    Raises:
        WrongTypeError: One of the selectors is none.
        ValueNotAllowedError: There is no selector.

    >>> from hypothesis import find
    >>> line = find(components(selectors=[Selector.LEVEL]), lambda line: len(line.rows) > 1)
    >>> line.rows
    (1, 2)
    """
    chosen = st.sampled_from(_checked_selectors(selectors))
    return chosen.flatmap(lambda selector: _component(_KEYS, selector, _ROWS[selector]))


def _checked_selectors(selectors: Iterable[Selector]) -> list[Selector]:
    chosen = tuple(selectors)
    for selector in chosen:
        if type(selector) is not Selector:
            raise WrongTypeError(field="selectors", value=selector, allowed="a Selector")
    if not chosen:
        raise ValueNotAllowedError(field="selectors", value=chosen, allowed="one Selector or more")
    # In the order of the enum, so that a set of them shrinks the same way each time.
    return [selector for selector in Selector if selector in chosen]


@st.composite
def _component(
    draw: st.DrawFn,
    keys: st.SearchStrategy[str],
    selector: Selector,
    rows: st.SearchStrategy[tuple[Any, ...]],
) -> Component:
    amount: Table | Coefficients | YearlyRate
    rated = selector is Selector.YEARS and draw(st.booleans())
    if rated:
        cap = st.none() | st.integers(0, _MOST_YEARS)
        amount = draw(st.builds(YearlyRate, per_year=_AMOUNTS, cap=cap))
        named = ()
    else:
        listed = draw(rows)
        amount = draw(_table(listed) | _coefficients(listed))
        some = st.lists(st.sampled_from(listed), unique=True, max_size=2)
        named = tuple((row, draw(labels())) for row in draw(some))
    return Component(
        key=draw(keys),
        label=draw(labels()),
        selector=selector,
        amount=amount,
        rounding=draw(st.none() | rounding_rules()),
        row_labels=named,
    )


def _table(rows: tuple[Any, ...]) -> st.SearchStrategy[Table]:
    return _beside(rows, _AMOUNTS).map(Table)


def _coefficients(rows: tuple[Any, ...]) -> st.SearchStrategy[Coefficients]:
    return _beside(rows, _COEFFICIENTS).map(Coefficients)


def _beside(rows: tuple[Any, ...], value: st.SearchStrategy[T]) -> st.SearchStrategy[Any]:
    values = st.lists(value, min_size=len(rows), max_size=len(rows))
    return values.map(lambda found: tuple(zip(rows, found, strict=True)))


def scales(
    *,
    min_size: int = 1,
    max_size: int = 4,
    selectors: Iterable[Selector] = tuple(Selector),
) -> st.SearchStrategy[tuple[Component, ...]]:
    """
    Generate pay scales: components of different keys with rows in common.

    Components that look at one fact need not list the same rows, but there is always a row that
    all of them have, so that somebody can be paid.

    Args:
        min_size: The least number of components.
        max_size: The greatest number of components, up to 8.
        selectors: The facts that may pick rows.

    Raises:
        WrongTypeError: A size is not an int, or one of the selectors is none.
        ValueNotAllowedError: A size is not 1 to 8, the sizes are in the wrong order, or there is
            no selector.

    >>> from hypothesis import find
    >>> len(find(scales(min_size=2), lambda scale: True))
    2
    """
    for field, size in (("min_size", min_size), ("max_size", max_size)):
        if type(size) is not int:
            raise WrongTypeError(field=field, value=size, allowed="an int")
        if not 1 <= size <= _MOST_COMPONENTS:
            raise ValueNotAllowedError(
                field=field, value=size, allowed=f"1 to {_MOST_COMPONENTS} components"
            )
    if max_size < min_size:
        raise ValueNotAllowedError(
            field="max_size", value=max_size, allowed=f"min_size ({min_size}) or more"
        )
    keys = st.lists(_KEYS, min_size=min_size, max_size=max_size, unique=True)
    return keys.flatmap(lambda chosen: _scale(chosen, _checked_selectors(selectors)))


@st.composite
def _scale(draw: st.DrawFn, keys: list[str], selectors: list[Selector]) -> tuple[Component, ...]:
    shared: dict[Selector, tuple[Any, ...]] = {}
    found = []
    for key in keys:
        selector = draw(st.sampled_from(selectors))
        common = shared.setdefault(selector, draw(_ROWS[selector]))
        rows = st.just(common) | _ROWS[selector].map(lambda more, own=common: _joined(own, more))
        found.append(draw(_component(st.just(key), selector, rows)))
    return tuple(found)


def _joined(common: tuple[Any, ...], more: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(common + more))


def pay_schemes(
    *,
    max_size: int = 3,
    min_value: date = _EARLY,
    max_value: date = _LATE,
    allow_split: bool = True,
    allow_wage_bill: bool = True,
) -> st.SearchStrategy[PayScheme]:
    """
    Generate complete pay schemes: on no day from the first on is anything missing or open.

    Every field has one entry or more; the first is open and known from the first day, later ones
    shadow it. All values that can come to be in force together fit each other.

    Args:
        max_size: The greatest number of entries of each field.
        min_value: The first day of all; it can be read as known on that day or later.
        max_value: The last day on which anything starts, ends or becomes known.
        allow_split: Whether some are split at the day of change, if only on some days.
        allow_wage_bill: Whether some take the pool of a unit's wage bill, if only on some days.

    Raises:
        WrongTypeError: A bound is not a civil date, or the size is not an int.
        ValueNotAllowedError: The bounds are in the wrong order, there are too few days for the
            entries to become known on, or the size is below 1.

    >>> from hypothesis import find
    >>> june = find(pay_schemes(), lambda scheme: True).on(Month(2025, 6))
    >>> june.rules.award_pool.label.en
    "each worker's own"
    """
    check_window(min_value, max_value, latest=LATEST)
    if type(max_size) is not int:
        raise WrongTypeError(field="max_size", value=max_size, allowed="an int")
    most = (max_value - min_value).days + 1
    if not 1 <= max_size <= most:
        raise ValueNotAllowedError(
            field="max_size", value=max_size, allowed=f"1 to {most}, the days to become known on"
        )
    readings = [each for each in ReadOn if allow_split or each is not ReadOn.SPLIT]
    pools = [each for each in AwardPool if allow_wage_bill or each is AwardPool.PER_WORKER]
    return _pay_schemes(max_size, (min_value, max_value), readings, pools)


@st.composite
def _pay_schemes(
    draw: st.DrawFn,
    max_size: int,
    window: tuple[date, date],
    readings: list[ReadOn],
    pools: list[AwardPool],
) -> PayScheme:
    source = draw(sources())

    def said(name: str, values: st.SearchStrategy[T]) -> Series[T]:
        return draw(_series(name, values, max_size, window, source))

    in_turn = draw(st.lists(scales(), min_size=1, max_size=2))
    bases = draw(st.lists(st.sampled_from(AwardBasis), min_size=1, max_size=2))
    return PayScheme(
        key=draw(st.builds(SchemeKey, ids(), ids(), ids())),
        read_on=said("read_on", st.sampled_from(readings)),
        covers=said("covers", st.lists(ids(), min_size=1, max_size=3).map(tuple)),
        service_count=said("service_count", st.sampled_from(ServiceCount)),
        base=said("base", _AMOUNTS if _multiplied(in_turn) else st.none() | _AMOUNTS),
        scale=said("scale", st.sampled_from(in_turn)),
        rounding=said("rounding", rounding_rules()),
        award_rate=said("award_rate", _rates(bases)),
        award_shares=said("award_shares", _shares()),
        award_basis=said("award_basis", st.sampled_from(bases)),
        award_pool=said("award_pool", st.sampled_from(pools)),
        award_lines=said("award_lines", _lines(in_turn)),
        rating=said("rating", _ratings()),
        mover=said("mover", st.sampled_from(MoverRule)),
    )


@st.composite
def _series(
    draw: st.DrawFn,
    name: str,
    values: st.SearchStrategy[T],
    max_size: int,
    window: tuple[date, date],
    source: Source,
) -> Series[T]:
    """
    Lay later entries over a first one that is open, in one series or in two.
    """
    first, last = window
    ground: Dated[T] = Dated(value=draw(values), start=first, known=first, source=source)
    if max_size == 1:
        return Series(name, (ground,))
    later = draw(
        series(
            values,
            name=name,
            max_size=max_size - 1,
            min_value=first + ONE_DAY,
            max_value=last,
            allow_gaps=False,
            allow_repeals=False,
            allow_beneath=False,
        )
    )
    if draw(st.booleans()):
        return later.over(Series(name, (ground,)))
    return Series(name, (ground, *later.entries))


def _multiplied(scales: list[tuple[Component, ...]]) -> bool:
    return any(isinstance(line.amount, Coefficients) for scale in scales for line in scale)


def _rates(bases: list[AwardBasis]) -> st.SearchStrategy[Fraction]:
    rates = st.just(Fraction(1, 5)) | factors(min_value=0, max_value=1)
    # All of fixed part and pool together leaves nothing for the fixed part.
    return rates.filter(lambda rate: rate < 1) if AwardBasis.FIXED_PART in bases else rates


def _shares() -> st.SearchStrategy[tuple[Fraction, ...]]:
    fifths = st.just(tuple(Fraction(met, 5) for met in range(6)))
    any_shares = st.lists(factors(min_value=0, max_value=1), min_size=1, max_size=_MOST_CRITERIA)
    return fifths | any_shares.map(sorted).map(tuple) | any_shares.map(tuple)


def _lines(scales: list[tuple[Component, ...]]) -> st.SearchStrategy[CountedLines]:
    every = st.just(CountedLines(None))
    common = [line.key for line in scales[0]]
    for scale in scales:
        common = [key for key in common if key in {line.key for line in scale}]
    if not common:
        return every
    some = st.lists(st.sampled_from(common), min_size=1, unique=True)
    return every | some.map(tuple).map(CountedLines)


def _ratings() -> st.SearchStrategy[RatingRule]:
    lags = st.integers(0, 1) | st.integers(0, _MOST_LAG)
    return st.builds(RatingRule, every=st.sampled_from(PeriodKind), lag=lags)


def pay_terms() -> st.SearchStrategy[Terms[PayRules]]:
    """
    Generate the terms of a month by which `partygrid.pay.price` can price a placement.

    The month is not split, and each worker has a pool of their own.

    >>> from hypothesis import find
    >>> terms = find(pay_terms(), lambda terms: terms.known is None)
    >>> terms.rules.award_pool, len(terms.parts)
    (<AwardPool.PER_WORKER: 'per_worker'>, 1)
    """
    schemes = pay_schemes(allow_split=False, allow_wage_bill=False)
    month = months(min_value=Month.containing(_EARLY), max_value=Month.containing(_LATE))
    known = st.none() | days(min_value=_EARLY, max_value=_LATE)
    return st.builds(PayScheme.on, schemes, month, known)


def placements(
    terms: Terms[PayRules], *, allow_not_known: bool = True
) -> st.SearchStrategy[Placement]:
    """
    Generate placements that terms can price: only rows that the scale has.

    Args:
        terms: The values in force.
        allow_not_known: Whether the rating may be not known yet.

    Raises:
        WrongTypeError: They are no terms.
        ValueNotAllowedError: Two components have no row in common, so that nobody can be paid.

    >>> from hypothesis import find
    >>> from partygrid.packs import load
    >>> june = load("example").pay.on(Month(2025, 6))
    >>> find(placements(june), lambda placement: True)
    <Placement level 1, 0 years, none, 0 criteria met>
    """
    if type(terms) is not Terms:
        raise WrongTypeError(
            field="terms", value=terms, allowed="Terms, as PayScheme.on gives them"
        )
    scale, shares = terms.rules.scale, terms.rules.award_shares
    levels = _common(scale, Selector.LEVEL)
    certificates = _common(scale, Selector.CERTIFICATE)
    years = _common(scale, Selector.YEARS)
    met: st.SearchStrategy[int | NotKnown] = st.integers(0, len(shares) - 1)
    return st.builds(
        Placement,
        level=st.none() if levels is None else st.sampled_from(levels),
        years=st.integers(0, _MOST_YEARS) if years is None else st.sampled_from(years),
        certificate=st.just(NO_CERTIFICATE)
        if certificates is None
        else st.sampled_from(certificates),
        criteria_met=met | st.just(NotKnown.YET) if allow_not_known else met,
    )


def _common(scale: tuple[Component, ...], selector: Selector) -> list[Any] | None:
    """
    List the rows that all components of one selector have; None if it looks at none.
    """
    listed = [line.rows for line in scale if line.selector is selector and line.rows]
    if not listed:
        return None
    common = [row for row in listed[0] if all(row in rows for rows in listed)]
    if not common:
        raise ValueNotAllowedError(
            field="terms",
            value=listed,
            allowed=f"components with a row in common that picks by {selector.value}",
        )
    return common
