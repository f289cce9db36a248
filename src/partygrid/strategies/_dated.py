"""
Strategies for entries and for series.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from partygrid.dated import Dated, NotStated, Repeal, Retraction, Series
from partygrid.dated._index import check_kinds
from partygrid.sources import Source
from partygrid.strategies._arguments import checked
from partygrid.strategies._days import LATEST, ONE_DAY, check_sizes, check_window, days
from partygrid.strategies._not_stated import not_stated
from partygrid.strategies._words import sources

T = TypeVar("T")

_MOST_AGAIN: Final = 4
_PLACES: Final = st.integers(0, _MOST_AGAIN)
_SOURCES: Final = sources()
_FEW_SOURCES: Final = st.lists(_SOURCES, min_size=1, max_size=2)
_SELDOM: Final = st.sampled_from((False, False, True))
_EARLY, _LATE = date(2000, 1, 1), date(2049, 12, 31)


@checked
def entries(
    values: st.SearchStrategy[T],
    *,
    min_value: date = _EARLY,
    max_value: date = _LATE,
    allow_gaps: bool = True,
    allow_functions: bool = True,
    allow_repeals: bool = True,
) -> st.SearchStrategy[Dated[T]]:
    """
    Generate entries: values, gaps and repeals, open and closed, each known before or after.

    A retraction means nothing on its own; `series` has them.

    Args:
        values: The values.
        min_value: The first day of all; nothing starts, ends or becomes known before.
        max_value: The last day of all.
        allow_gaps: Whether some are `NotStated`.
        allow_functions: Whether options of those are functions, some of them.
        allow_repeals: Whether some are `Repeal`.

    Raises:
        WrongTypeError: A bound is not a civil date.
        ValueNotAllowedError: The bounds are in the wrong order, or no day comes after the last.

    >>> entries(st.just(5)).is_empty
    False
    """
    check_window(min_value, max_value, latest=LATEST)
    said = _said(values, gaps=allow_gaps, functions=allow_functions, repeals=allow_repeals)
    return _entry(said, days(min_value=min_value, max_value=max_value))


def _said(
    values: st.SearchStrategy[T], *, gaps: bool, functions: bool, repeals: bool
) -> st.SearchStrategy[T | NotStated[T] | Repeal]:
    found: list[st.SearchStrategy[Any]] = [values, values]
    if gaps:
        found.append(not_stated(values, allow_functions=functions))
    if repeals:
        found.append(st.builds(Repeal))
    return st.one_of(found)


@attrs.frozen
class _Drawing:
    """
    Draw entries out of a few days that come again and again, and out of all others.

    A few sources, if there are any, are all that is cited.
    """

    draw: st.DrawFn
    said: st.SearchStrategy[Any]
    days: st.SearchStrategy[date]
    again: Sequence[date] = ()
    sources: Sequence[Source] = ()

    def day(self) -> date:
        """
        Draw a day.
        """
        place = self.draw(_PLACES)
        return self.again[place] if place < len(self.again) else self.draw(self.days)

    def source(self) -> Source:
        """
        Draw a source.
        """
        if not self.sources:
            return self.draw(_SOURCES)
        return self.sources[self.draw(_PLACES) % len(self.sources)]

    def entry(self) -> Dated[Any]:
        """
        Draw an entry that is no retraction.
        """
        start, end = sorted((self.day(), self.day()))
        return Dated(
            value=self.draw(self.said),
            start=start,
            # Two equal days make an interval of one.
            end=None if self.draw(st.booleans()) else max(start + ONE_DAY, end),
            known=self.day(),
            source=self.source(),
            dated_by=self.source() if self.draw(_SELDOM) else None,
        )

    def taken_back(self, entry: Dated[Any], last: date) -> Dated[Any]:
        """
        Draw the retraction of an entry.
        """
        later = [day for day in self.again if day > entry.known]
        place = self.draw(_PLACES)
        return Dated(
            value=Retraction(start=entry.start, known=entry.known),
            start=entry.start,
            end=entry.end,
            known=later[place]
            if place < len(later)
            else self.draw(st.dates(entry.known + ONE_DAY, last)),
            source=self.source(),
        )


@st.composite
def _entry(
    draw: st.DrawFn, said: st.SearchStrategy[Any], day: st.SearchStrategy[date]
) -> Dated[Any]:
    return _Drawing(draw, said, day).entry()


@checked
def series(  # noqa: PLR0913 - what may occur is the caller's choice, one by one
    values: st.SearchStrategy[T],
    *,
    name: str = "series",
    min_size: int = 0,
    max_size: int = 6,
    min_value: date = _EARLY,
    max_value: date = _LATE,
    allow_gaps: bool = True,
    allow_functions: bool = True,
    allow_repeals: bool = True,
    allow_retractions: bool = True,
    allow_beneath: bool = True,
) -> st.SearchStrategy[Series[T]]:
    """
    Generate series in which entries shadow each other, are repealed and taken back.

    Days come again and again: entries start together, follow each other, or become known on one
    day without meeting.

    Args:
        values: The values.
        name: The name of the series, and of the one beneath.
        min_size: The least number of entries, retractions among them.
        max_size: The greatest number of entries of each series.
        min_value: The first day of all; nothing starts, ends or becomes known before.
        max_value: The last day of all.
        allow_gaps: Whether some entries are `NotStated`.
        allow_functions: Whether options of those are functions, some of them.
        allow_repeals: Whether some entries are `Repeal`.
        allow_retractions: Whether some entries take back others.
        allow_beneath: Whether some series lie over another.

    Raises:
        WrongTypeError: A bound is not a civil date, a size not an int, or the name no text.
        ValueNotAllowedError: The bounds or the sizes are in the wrong order, no day comes after
            the last, or there are too few days for the least number of entries to become known.

    >>> from hypothesis import Phase, find, settings
    >>> bases, quickly = series(st.just(5), name="base"), settings(phases=[Phase.generate])
    >>> find(bases, lambda base: base.entries, settings=quickly).name
    'base'
    """
    check_window(min_value, max_value, latest=LATEST)
    check_kinds(name, ())
    window = (min_value, max_value)
    least, most = check_sizes(min_size, max_size, days=(max_value - min_value).days + 1)
    said = _said(values, gaps=allow_gaps, functions=allow_functions, repeals=allow_repeals)
    own = _series(name, said, (least, most), window, retractions=allow_retractions)
    if not allow_beneath:
        return own
    beneath = _series(name, said, (0, most), window, retractions=allow_retractions)
    return own | st.builds(Series.over, own, beneath)


@st.composite
def _series(
    draw: st.DrawFn,
    name: str,
    said: st.SearchStrategy[Any],
    sizes: tuple[int, int],
    window: tuple[date, date],
    *,
    retractions: bool,
) -> Series[Any]:
    day = days(min_value=window[0], max_value=window[1])
    drawing = _Drawing(
        draw, said, day, draw(st.lists(day, min_size=1, max_size=_MOST_AGAIN)), draw(_FEW_SOURCES)
    )
    found: list[Dated[Any]] = []
    for _ in range(draw(st.integers(*sizes))):
        back = retractions and draw(_SELDOM)
        if back and (standing := _standing(found, window[1])):
            found.append(drawing.taken_back(draw(st.sampled_from(standing)), window[1]))
        else:
            found.append(_fitted(drawing.entry(), found, window))
    return Series(name, tuple(found))


def _standing(found: Sequence[Dated[Any]], last: date) -> list[Dated[Any]]:
    """
    List the entries that can still be taken back.
    """
    taken = {
        (entry.value.start, entry.value.known)
        for entry in found
        if isinstance(entry.value, Retraction)
    }
    return [
        entry
        for entry in found
        if not isinstance(entry.value, Retraction)
        and (entry.start, entry.known) not in taken
        and entry.known < last
    ]


def _fitted(
    entry: Dated[Any], found: Sequence[Dated[Any]], window: tuple[date, date]
) -> Dated[Any]:
    """
    Move an entry out of the way of those that became known on the same day.

    It ends before the next of them starts; if one of them covers its start, it becomes known on
    the next day, after the last day on the first.
    """
    said = [other for other in found if not isinstance(other.value, Retraction)]
    while True:
        same = [other for other in said if other.known == entry.known]
        if not any(entry.start in other.interval for other in same):
            ends = [other.start for other in same if other.start in entry.interval]
            return attrs.evolve(entry, end=min(ends)) if ends else entry
        known = window[0] if entry.known == window[1] else entry.known + ONE_DAY
        entry = attrs.evolve(entry, known=known)
