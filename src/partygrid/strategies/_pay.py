"""
Strategies for pay: complete schemes, terms, and placements that they can price.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Final

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
)
from partygrid.people import NO_CERTIFICATE, ServiceCount
from partygrid.strategies._days import LATEST, ONE_DAY, check_window, days, months
from partygrid.strategies._money import amounts, factors, rounding_rules
from partygrid.strategies._scales import scales
from partygrid.strategies._words import ids, sources

_EARLY, _LATE = date(2000, 1, 1), date(2049, 12, 31)
_MOST_YEARS: Final = 80
_MOST_LAG: Final = 100
_MOST_CRITERIA: Final = 8
_MOST_TURNS: Final = 4

_AMOUNTS: Final = amounts(min_fen=0)
_AMOUNTS_OR_NONE: Final = st.none() | _AMOUNTS
_BASES: Final = st.lists(st.sampled_from(AwardBasis), min_size=1, max_size=2)
_SCALES: Final = scales()
_SOURCES: Final = sources()
_SCHEME_KEYS: Final = st.builds(SchemeKey, ids(), ids(), ids())
_SHARE: Final = factors(min_value=0, max_value=1)
_SHARES: Final = st.lists(_SHARE, min_size=1, max_size=_MOST_CRITERIA)
_RATES: Final = st.just(Fraction(1, 5)) | _SHARE
# All of fixed part and pool together would leave nothing for the fixed part.
_RATES_OF_A_PART: Final = _RATES.filter(lambda rate: rate < 1)
_LAGS: Final = st.integers(0, 1) | st.integers(0, _MOST_LAG)
_PLAIN: Final[dict[str, st.SearchStrategy[Any]]] = {
    "covers": st.lists(ids(), min_size=1, max_size=3).map(tuple),
    "service_count": st.sampled_from(ServiceCount),
    "rounding": rounding_rules(),
    "award_shares": st.just(tuple(Fraction(met, 5) for met in range(6)))
    | _SHARES.map(sorted).map(tuple)
    | _SHARES.map(tuple),
    "rating": st.builds(RatingRule, every=st.sampled_from(PeriodKind), lag=_LAGS),
    "mover": st.sampled_from(MoverRule),
}


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

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None)
    ... @given(pay_schemes())
    ... def test_complete(scheme):
    ...     assert () == scheme.gaps()
    >>> test_complete()
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
    plain: dict[str, st.SearchStrategy[Any]] = {
        **_PLAIN,
        "read_on": st.sampled_from(readings),
        "award_pool": st.sampled_from(pools),
    }
    turns = _turns(max_size - 1, min_value, max_value)
    return _pay_schemes(max_size, min_value, turns, plain)


@st.composite
def _pay_schemes(
    draw: st.DrawFn,
    max_size: int,
    first: date,
    turns: st.SearchStrategy[list[date]],
    plain: dict[str, st.SearchStrategy[Any]],
) -> PayScheme:
    in_turn = draw(st.lists(_SCALES, min_size=1, max_size=2))
    bases = draw(_BASES)
    values = plain | {
        "base": _AMOUNTS if _multiplied(in_turn) else _AMOUNTS_OR_NONE,
        "scale": st.sampled_from(in_turn),
        "award_rate": _RATES_OF_A_PART if AwardBasis.FIXED_PART in bases else _RATES,
        "award_basis": st.sampled_from(bases),
        "award_lines": _lines(in_turn),
    }
    source, entries = draw(_SOURCES), _entries(max_size - 1, draw(turns))
    return PayScheme(
        key=draw(_SCHEME_KEYS),
        **{
            name: _series(
                name,
                Dated(value=draw(value), start=first, known=first, source=source),
                [(draw(value), *entry) for entry in draw(entries)],
                beneath=draw(st.booleans()),
            )
            for name, value in values.items()
        },
    )


def _turns(most: int, first: date, last: date) -> st.SearchStrategy[list[date]]:
    """
    Generate the few days on which anything starts, ends or becomes known.
    """
    if most == 0:
        return st.just([])
    later = days(min_value=first + ONE_DAY, max_value=last)
    few = min(max(most, _MOST_TURNS), (last - first).days)
    return st.lists(later, min_size=1, max_size=few, unique=True)


def _entries(
    most: int, turns: list[date]
) -> st.SearchStrategy[list[tuple[date, date | None, date]]]:
    """
    Generate the days of the entries after the first: start, end and known.
    """
    if not turns:
        return st.just([])
    day = st.sampled_from(turns)
    entry = st.tuples(day, st.none() | day, day).map(_in_order)
    return st.lists(entry, max_size=min(most, len(turns)), unique_by=lambda entry: entry[2])


def _in_order(entry: tuple[date, date | None, date]) -> tuple[date, date | None, date]:
    start, end, known = entry
    if end is None:
        return entry
    return min(start, end), max(start + ONE_DAY, end), known


def _series(
    name: str,
    first: Dated[Any],
    later: list[tuple[Any, date, date | None, date]],
    *,
    beneath: bool,
) -> Series[Any]:
    """
    Lay later entries over the first, in one series or in two.
    """
    found = [
        Dated(value=value, start=start, end=end, known=known, source=first.source)
        for value, start, end, known in later
    ]
    if beneath:
        return Series(name, tuple(found)).over(Series(name, (first,)))
    return Series(name, (first, *found))


def _multiplied(scales: list[tuple[Component, ...]]) -> bool:
    return any(isinstance(line.amount, Coefficients) for scale in scales for line in scale)


def _lines(scales: list[tuple[Component, ...]]) -> st.SearchStrategy[CountedLines]:
    every = st.just(CountedLines(None))
    common = [line.key for line in scales[0]]
    for scale in scales:
        common = [key for key in common if key in {line.key for line in scale}]
    if not common:
        return every
    some = st.lists(st.sampled_from(common), min_size=1, unique=True)
    return every | some.map(tuple).map(CountedLines)


def pay_terms() -> st.SearchStrategy[Terms[PayRules]]:
    """
    Generate the terms of a month by which `partygrid.pay.price` can price a placement.

    The month is not split, and each worker has a pool of their own.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None)
    ... @given(pay_terms())
    ... def test_one_set_of_values(terms):
    ...     assert terms.rules.award_pool is AwardPool.PER_WORKER
    >>> test_one_set_of_values()
    """
    schemes = pay_schemes(max_size=1, allow_split=False, allow_wage_bill=False)
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
    >>> from partygrid.pay import price
    >>> june = load("example").pay.on(Month(2025, 6))
    >>> seventh = find(placements(june), lambda placement: placement.level == 7)
    >>> price(seventh, june).amount("post")
    348886
    """
    if type(terms) is not Terms:
        raise WrongTypeError(
            field="terms", value=terms, allowed="Terms, as PayScheme.on gives them"
        )
    scale, shares = terms.rules.scale, terms.rules.award_shares
    levels = _common(scale, Selector.LEVEL)
    certificates = _common(scale, Selector.CERTIFICATE)
    years = _common(scale, Selector.YEARS)
    met: list[int | NotKnown] = list(range(len(shares)))
    if allow_not_known:
        met.append(NotKnown.YET)
    return st.builds(
        Placement,
        level=st.none() if levels is None else st.sampled_from(levels),
        years=st.integers(0, _MOST_YEARS) if years is None else st.sampled_from(years),
        certificate=st.just(NO_CERTIFICATE)
        if certificates is None
        else st.sampled_from(certificates),
        criteria_met=st.sampled_from(met),
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
