"""
Strategies for complete pay schemes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, Final

from hypothesis import strategies as st

from partygrid.dated import Dated, ReadOn, SchemeKey, Series
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.money import ApportionRule, Direction, RoundingRule, Ties
from partygrid.pay import AwardBasis, AwardPool, MoverRule, PayScheme
from partygrid.strategies._arguments import checked
from partygrid.strategies._days import LATEST, ONE_DAY, check_window, days
from partygrid.strategies._money import apportion_rules, factors, rounding_rules
from partygrid.strategies._pay_rules import (
    allowances_from,
    counted_lines,
    mean_floors,
    part_months,
    payment_plans,
    probation_rules,
    rating_rules,
    star_rules,
)
from partygrid.strategies._rows import bases_of
from partygrid.strategies._service import service_rules
from partygrid.strategies._words import ids, sources
from partygrid.strategies._world import World, worlds

EARLY, LATE = date(2000, 1, 1), date(2049, 12, 31)
_MOST_CRITERIA: Final = 8
_MOST_TURNS: Final = 4
_MOST_RULES: Final = 2

_SOURCES: Final = sources()
_SCHEME_KEYS: Final = st.builds(SchemeKey, ids(), ids(), ids())
_SHARE: Final = factors(min_value=0, max_value=1)
_SHARES: Final = st.lists(_SHARE, min_size=1, max_size=_MOST_CRITERIA)
_RATES: Final = st.just(Fraction(1, 5)) | _SHARE
# All of fixed part and pool together would leave nothing for the fixed part.
_RATES_OF_A_PART: Final = _RATES.filter(lambda rate: rate < 1)
_SMALL_RATES: Final = st.just(Fraction(1, 5)) | factors(min_value=0, max_value="0.9")
_ALWAYS: Final[dict[str, st.SearchStrategy[Any]]] = {
    "allowances_from": allowances_from(),
    "award_shares": st.just(tuple(Fraction(met, 5) for met in range(6)))
    | _SHARES.map(sorted).map(tuple)
    | _SHARES.map(tuple),
    "rating": rating_rules(),
    "mover": st.sampled_from(MoverRule),
    "payments": payment_plans(),
}
_APPORTIONED: Final = st.none() | apportion_rules()
_STARS: Final = st.none() | star_rules()
# Rounded so, a part of an amount never exceeds it.
_NEVER_BEYOND: Final = st.builds(
    RoundingRule, st.just(1), st.sampled_from(Direction)
) | rounding_rules().map(lambda rule: RoundingRule(rule.unit, Direction.DOWN))


@checked
def pay_schemes(
    *,
    max_size: int = 3,
    min_value: date = EARLY,
    max_value: date = LATE,
    allow_split: bool = True,
    allow_wage_bill: bool = True,
) -> st.SearchStrategy[PayScheme]:
    """
    Generate complete pay schemes: on no day from the first on is anything missing or open.

    Every field has one entry or more; the first is open and known from the first day, later ones
    shadow it. All values that can come to be in force together fit each other: whatever a ladder
    gives has its row in the scale, and no pool, rounded, exceeds the total it is taken of.

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
    plain = {**_ALWAYS, "read_on": st.sampled_from(readings)}
    turns = _turns(max_size - 1, min_value, max_value)
    return worlds(allow_wage_bill=allow_wage_bill).flatmap(
        lambda world: _pay_schemes(max_size, min_value, turns, plain | _values(world))
    )


@st.composite
def _pay_schemes(
    draw: st.DrawFn,
    max_size: int,
    first: date,
    turns: st.SearchStrategy[list[date]],
    values: dict[str, st.SearchStrategy[Any]],
) -> PayScheme:
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


def _values(world: World) -> dict[str, st.SearchStrategy[Any]]:
    """
    Say what each field may hold, so that whatever comes together fits.
    """
    multiplied = bases_of(world.numbers) | world.numbers.amounts
    some_staff = st.lists(ids(), max_size=2).map(
        lambda more: tuple(dict.fromkeys([*more, world.staff]))
    )
    pools = list(AwardPool) if world.shared else [AwardPool.PER_WORKER]
    probation = probation_rules(entrants=world.entrants, positions=world.ranks)
    floors = mean_floors(positions=world.ranks, lines=world.keys)
    rates = _SMALL_RATES if world.shared else _RATES
    if AwardBasis.FIXED_PART in world.bases and not world.shared:
        rates = _RATES_OF_A_PART
    return {
        "covers": some_staff,
        "service": service_rules(grades=world.grades, reasons=world.reasons),
        "ladder": st.sampled_from(world.ladders),
        "base": multiplied if world.is_multiplied else st.none() | multiplied,
        "scale": st.sampled_from(world.scales),
        "rounding": _roundings(world),
        "award_rate": rates,
        "award_basis": st.sampled_from(world.bases),
        "award_pool": st.sampled_from(pools),
        "award_lines": counted_lines(keys=world.fixed_keys),
        "award_apportion": _apportioned(world),
        "stars": st.none() if world.shared else _STARS,
        "part_month": part_months(lines=world.keys),
        "probation": _few(probation, lambda rule: rule.entry),
        "floors": _few(floors, lambda floor: floor.key),
    }


def _few(
    values: st.SearchStrategy[Any], key: Callable[[Any], str]
) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=_MOST_RULES, unique_by=key).map(tuple)


def _roundings(world: World) -> st.SearchStrategy[RoundingRule]:
    of_total = AwardBasis.OF_TOTAL in world.bases
    if not world.shared:
        return _NEVER_BEYOND if of_total else rounding_rules()
    units = st.sampled_from([1] if of_total else [world.unit, world.unit * 5, world.unit * 100])
    return st.builds(RoundingRule, units, st.sampled_from(Direction))


def _apportioned(world: World) -> st.SearchStrategy[ApportionRule | None]:
    """
    Say how pools are shared out: in units that every rounded pool is made of.
    """
    if not world.shared:
        return _APPORTIONED
    unit = 1 if AwardBasis.OF_TOTAL in world.bases else world.unit
    return st.builds(ApportionRule, unit=st.just(unit), ties=st.sampled_from(Ties))


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
