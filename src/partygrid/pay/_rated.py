"""
Which rating of which unit counts for a worker's month.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partygrid.dated import NotKnown, Series, Terms
from partygrid.errors import NotInForceError, UnknownNameError, WrongTypeError
from partygrid.org import Standing
from partygrid.pay._choices import MoverRule
from partygrid.pay._offices import in_rank, offices_on

if TYPE_CHECKING:
    from partygrid.dated import Dated
    from partygrid.org import Standings, UnitId
    from partygrid.pay._rules import PayRules
    from partygrid.people import Record


_new = tuple.__new__


# A named tuple: one is made for every worker and month.
class Rating(NamedTuple):
    """
    Hold which rating counts for a worker's month; `rated` makes it.

    Args:
        unit: The unit.
        day: The day whose rating counts.
        standing: The entry; None if none is known yet.
        criteria_met: The criteria met, or `NotKnown.YET`.
        star_day: The day whose stars count; None if stars do nothing.
        star_entry: The entry of the stars.
        stars: The stars, or `NotKnown.YET`; None if stars do nothing.
        falling: Whether the stars have been falling; None if the scheme knows no trend.
    """

    unit: str
    day: date | None
    standing: Dated[Any] | None
    criteria_met: int | NotKnown
    star_day: date | None = None
    star_entry: Dated[Any] | None = None
    stars: int | NotKnown | None = None
    falling: bool | None = None


def rated(
    record: Record,
    terms: Terms[PayRules],
    rules: PayRules,
    day: date,
    standings: Standings,
    unit: UnitId | None = None,
) -> Rating:
    """
    Find the rating that counts for a month.

    Args:
        record: What is on record of the worker.
        terms: The month, and what is known.
        rules: The values in force.
        day: The day as on which facts are read.
        standings: The standing of each unit.
        unit: The unit served in on the day, if it is known.
    """
    rating_day = rules.rating.day(terms.period)  # type: ignore[arg-type]  # a month, as checked
    served, entry = _standing(record, terms, rules, day, rating_day, standings, unit)
    met: int | NotKnown = NotKnown.YET
    if entry is not None:
        met = entry.value.criteria_met  # type: ignore[union-attr]  # a Standing, as checked
    if rules.stars is None:
        return _new(Rating, (served, rating_day, entry, met, None, None, None, None))
    starred = _starred(record, terms, rules, day, standings, unit)
    return Rating(served, rating_day, entry, met, *starred)


def _starred(
    record: Record,
    terms: Terms[PayRules],
    rules: PayRules,
    day: date,
    standings: Standings,
    known_unit: UnitId | None,
) -> tuple[date, Dated[Standing] | None, int | NotKnown, bool | None]:
    """
    Give star day, entry and stars that count for a month, and whether they have been falling.

    Stars are falling if each of the last ratings is below the one before; a rating that is not
    there makes no fall.
    """
    rule = rules.stars
    assert rule is not None  # noqa: S101 - callers looked
    rating = rule.rating
    star_day = rating.day(terms.period)  # type: ignore[arg-type]  # a month, as checked
    unit, entry = _standing(record, terms, rules, day, star_day, standings, known_unit)
    stars = _stars(entry)
    if stars is None:
        return star_day, None, NotKnown.YET, None
    if rule.falling_periods is None:
        return star_day, entry, stars, None
    period = rating.every.containing(star_day)
    falling, later = True, stars
    for back in range(1, rule.falling_periods + 1):
        before = period.shifted(-back).last_day
        earlier = _stars(_entry(standings[unit], unit, before, terms.known))
        if earlier is None or earlier <= later:
            falling = False
            break
        later = earlier
    return star_day, entry, stars, falling


def _stars(entry: Dated[Any] | None) -> int | None:
    return None if entry is None else entry.value.stars  # type: ignore[union-attr]  # a Standing


def _standing(
    record: Record,
    terms: Terms[PayRules],
    rules: PayRules,
    day: date,
    rating_day: date,
    standings: Standings,
    unit: UnitId | None,
) -> tuple[UnitId, Dated[Standing] | None]:
    if rules.mover is _BY_RATING_DAY and offices_on(record, rating_day):
        unit = _unit(record, terms, rules, rating_day)
    elif unit is None:
        # Who held no office on the rating day did not move: the unit served in counts.
        unit = _unit(record, terms, rules, day)
    try:
        series = standings[unit]
    except KeyError:
        # A key of the host's that is no text names no unit, and is no reason to fail.
        known_units = ", ".join(sorted(map(str, standings))) or "none"
        raise UnknownNameError(field="unit", value=unit, allowed=known_units) from None
    return unit, _entry(series, unit, rating_day, terms.known)


_BY_RATING_DAY = MoverRule.BY_RATING_DAY


def _entry(
    series: Series[Standing], unit: str, day: date, known: date | None
) -> Dated[Standing] | None:
    if type(series) is not Series:
        raise WrongTypeError(field=f"standings[{unit!r}]", value=series, allowed="a Series")
    entry = series.find(day, known)
    if entry is None or type(entry.value) is Standing:
        return entry
    series.entry_on(day, known)  # raises if it is a question, or repealed
    raise WrongTypeError(field=f"standings[{unit!r}]", value=entry.value, allowed="a Standing")


def _unit(record: Record, terms: Terms[PayRules], rules: PayRules, day: date) -> UnitId:
    """
    Give the unit of the appointment held on a day: of several, of the highest position.
    """
    held = offices_on(record, day)
    if len(held) == 1:
        return held[0].unit
    if not held:
        raise NotInForceError(
            field=f"worker {record.worker}: appointment",
            day=str(day),
            known=str(terms.known or ""),
            allowed="a day on which the worker holds an appointment to a unit",
            source=rules.entry("mover").cite(),
        )
    return in_rank(record, rules, held, day)[0].unit
