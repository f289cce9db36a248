"""
Strategies for bands, ratios, findings and reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import attrs
from hypothesis import strategies as st

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.norms import Band, Finding, Ratio, Report, Verdict
from partygrid.strategies._arguments import checked
from partygrid.strategies._dated import entries
from partygrid.strategies._money import amounts, factors
from partygrid.strategies._words import ids, labels
from partygrid.trace import Unit

_MOST_FEN: Final = 10**9
_MOST_COUNTED: Final = 10**5
_NUMERIC: Final = tuple(unit for unit in Unit if unit is not Unit.TEXT)

_UNITS: Final = st.sampled_from(_NUMERIC)
_BOUNDS: Final = (
    st.integers(-2, 2)
    | amounts(min_fen=-_MOST_FEN, max_fen=_MOST_FEN)
    | factors(min_value=-_MOST_FEN, max_value=_MOST_FEN)
)


@checked
def bands(*, units: Iterable[Unit] = _NUMERIC) -> st.SearchStrategy[Band]:
    """
    Generate bands with a lower bound, an upper bound, or both; some allow one value only.

    Args:
        units: What a band may measure.

    Raises:
        WrongTypeError: One of the units is none.
        ValueNotAllowedError: There is no unit, or one counts nothing.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(bands(units=[Unit.YUAN]), lambda band: True, settings=quickly).unit
    <Unit.YUAN: 'yuan'>
    """
    return _bands(st.sampled_from(_checked_units(units)))


def _checked_units(units: Iterable[Unit]) -> list[Unit]:
    chosen = tuple(units)
    for unit in chosen:
        if type(unit) is not Unit:
            raise WrongTypeError(field="units", value=unit, allowed="a Unit")
    # In the order of the enum, so that a set of them shrinks the same way each time.
    known: list[Unit] = [unit for unit in _NUMERIC if unit in chosen]
    if len(known) != len(set(chosen)) or not known:
        raise ValueNotAllowedError(
            field="units", value=chosen, allowed="one unit or more, none of them words"
        )
    return known


def _bands(unit: st.SearchStrategy[Unit]) -> st.SearchStrategy[Band]:
    one = st.tuples(st.none(), _BOUNDS) | st.tuples(_BOUNDS, st.none())
    both = st.tuples(_BOUNDS, _BOUNDS).map(lambda two: (min(two), max(two)))
    single = _BOUNDS.map(lambda bound: (bound, bound))
    return st.builds(
        lambda what, unit, bounds, entry: Band(
            what=what, unit=unit, at_least=bounds[0], at_most=bounds[1], entry=entry
        ),
        labels(),
        unit,
        one | both | single,
        entries(st.just(0), allow_gaps=False, allow_repeals=False),
    )


@checked
def ratios(
    *, units: Iterable[Unit] = _NUMERIC, allow_empty: bool = True
) -> st.SearchStrategy[Ratio]:
    """
    Generate rates and means with their parts.

    Args:
        units: What the result may count.
        allow_empty: Whether some denominators are zero.

    Raises:
        WrongTypeError: One of the units is none.
        ValueNotAllowedError: There is no unit, or one counts nothing.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(ratios(), lambda ratio: ratio.value is None, settings=quickly).denominator
    0
    """
    unit = st.sampled_from(_checked_units(units))
    denominators = st.integers(0 if allow_empty else 1, _MOST_COUNTED)
    return _ratios(unit, amounts(min_fen=-_MOST_FEN, max_fen=_MOST_FEN), denominators)


def _ratios(
    unit: st.SearchStrategy[Unit],
    numerators: st.SearchStrategy[int],
    denominators: st.SearchStrategy[int],
) -> st.SearchStrategy[Ratio]:
    return st.builds(
        Ratio,
        label=labels(),
        numerator=numerators,
        numerator_label=labels(),
        denominator=denominators,
        denominator_label=labels(),
        unit=unit,
        numerator_unit=_UNITS,
        denominator_unit=_UNITS,
    )


def findings() -> st.SearchStrategy[Finding]:
    """
    Generate what bands come to: met, not met by much or by a hair, and not applicable.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = find(findings(), lambda finding: finding.measured is None, settings=quickly)
    >>> found.verdict.label.zh
    '不适用'
    """
    return _findings()


@st.composite
def _findings(draw: st.DrawFn) -> Finding:
    band = draw(bands())
    bound = Fraction(
        draw(st.sampled_from([b for b in (band.at_least, band.at_most) if b is not None]))
    )
    hair = Fraction(draw(st.integers(-1, 1)), draw(st.integers(1, 3)))
    near = st.just(bound + hair)
    unit = st.just(band.unit)
    size = draw(st.integers(1, _MOST_COUNTED))
    # The whole numerator whose ratio lies nearest to the bound, and its neighbours.
    nearest = st.integers(-1, 1).map((bound * size).__floor__().__add__)
    measured = draw(
        st.one_of(
            near,
            _BOUNDS,
            _ratios(unit, nearest, st.just(size)),
            _ratios(unit, st.just(0), st.just(0)),
        )
    )
    found = band.check(measured, subject=draw(ids()))
    if found.verdict is Verdict.NOT_APPLICABLE:
        return attrs.evolve(found, reason=draw(st.none() | labels()))
    return found


def reports(*, max_size: int = 6) -> st.SearchStrategy[Report]:
    """
    Generate reports, some of them without findings.

    Args:
        max_size: The greatest number of findings.

    Raises:
        WrongTypeError: The number is not an int.
        ValueNotAllowedError: The number is below zero.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = find(reports(), lambda report: report.not_applicable, settings=quickly)
    >>> found.not_applicable[0].met
    False
    """
    if type(max_size) is not int:
        raise WrongTypeError(field="max_size", value=max_size, allowed="an int")
    if max_size < 0:
        raise ValueNotAllowedError(field="max_size", value=max_size, allowed="0 or more")
    return st.lists(findings(), max_size=max_size).map(lambda found: Report(tuple(found)))
