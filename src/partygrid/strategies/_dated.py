"""
Strategies for what is open, for entries and for series.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from partygrid.dated import Dated, NotStated, Option, Repeal, Retraction, Series
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.sources import Source
from partygrid.strategies._days import LATEST, ONE_DAY, check_window, days
from partygrid.strategies._words import ids, labels, sources

T = TypeVar("T")

_MOST_OPTIONS: Final = 3
_SELDOM: Final = st.sampled_from((False, False, True))
_EARLY, _LATE = date(2000, 1, 1), date(2049, 12, 31)


def not_stated(
    values: st.SearchStrategy[T], *, allow_functions: bool = True
) -> st.SearchStrategy[NotStated[T]]:
    """
    Generate what a source leaves open, with answers on offer or without.

    Args:
        values: The answers.
        allow_functions: Whether some options are functions; they give what comes under the
            argument ``value``, which is the one that they take. None is always such an answer.

    >>> from hypothesis import find
    >>> gap = find(not_stated(st.just(5), allow_functions=False), lambda gap: gap.options)
    >>> gap.options[0].answer({})
    5
    """
    valued = st.builds(
        Option, name=ids(), label=labels(), value=values.filter(lambda value: value is not None)
    )
    made = st.builds(Option, name=ids(), label=labels(), make=st.just(_as_given))
    options = st.lists(
        valued | made if allow_functions else valued,
        max_size=_MOST_OPTIONS,
        unique_by=lambda option: option.name,
    )
    return st.builds(NotStated, labels(), options.map(tuple))


def _as_given(*, value: T) -> T:
    return value


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

    >>> from hypothesis import find
    >>> find(entries(st.just(5)), lambda entry: entry.end is None).value
    5
    """
    check_window(min_value, max_value, latest=LATEST)
    said = _said(values, gaps=allow_gaps, functions=allow_functions, repeals=allow_repeals)
    return _entries(said, days(min_value=min_value, max_value=max_value), sources())


def _said(
    values: st.SearchStrategy[T], *, gaps: bool, functions: bool, repeals: bool
) -> st.SearchStrategy[T | NotStated[T] | Repeal]:
    found: list[st.SearchStrategy[Any]] = [values, values]
    if gaps:
        found.append(not_stated(values, allow_functions=functions))
    if repeals:
        found.append(st.builds(Repeal))
    return st.one_of(found)


def _entries(
    said: st.SearchStrategy[Any], day: st.SearchStrategy[date], source: st.SearchStrategy[Source]
) -> st.SearchStrategy[Dated[Any]]:
    def dated(
        value: object, bounds: list[date], known: date, source: Source, dated_by: Source | None
    ) -> Dated[Any]:
        start, end = min(bounds), max(bounds) if len(bounds) > 1 else None
        # Two equal bounds make a single day.
        end = start + ONE_DAY if end == start else end
        return Dated(
            value=value, start=start, end=end, known=known, source=source, dated_by=dated_by
        )

    return st.builds(
        dated, said, st.lists(day, min_size=1, max_size=2), day, source, st.none() | source
    )


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
        WrongTypeError: A bound is not a civil date, or a size is not an int.
        ValueNotAllowedError: The bounds or the sizes are in the wrong order, no day comes after
            the last, or there are too few days for the least number of entries to become known.

    >>> from hypothesis import find
    >>> find(series(st.just(5), name="base", min_size=2), lambda base: base.in_force()).name
    'base'
    """
    check_window(min_value, max_value, latest=LATEST)
    window = (min_value, max_value)
    least, most = _checked_sizes(min_size, max_size, window)
    said = _said(values, gaps=allow_gaps, functions=allow_functions, repeals=allow_repeals)
    own = _series(name, said, (least, most), window, retractions=allow_retractions)
    if not allow_beneath:
        return own
    beneath = _series(name, said, (0, most), window, retractions=allow_retractions)
    return own | st.builds(Series.over, own, beneath)


def _checked_sizes(min_size: int, max_size: int, window: tuple[date, date]) -> tuple[int, int]:
    for field, size in (("min_size", min_size), ("max_size", max_size)):
        if type(size) is not int:
            raise WrongTypeError(field=field, value=size, allowed="an int")
    most = (window[1] - window[0]).days + 1
    if not 0 <= min_size <= most:
        raise ValueNotAllowedError(
            field="min_size", value=min_size, allowed=f"0 to {most}, the days to become known on"
        )
    if max_size < min_size:
        raise ValueNotAllowedError(
            field="max_size", value=max_size, allowed=f"min_size ({min_size}) or more"
        )
    return min_size, min(max_size, most)


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
    first, last = window
    few = draw(st.lists(days(min_value=first, max_value=last), min_size=1, max_size=4))
    again = st.sampled_from(few)
    day = st.one_of(again, again, again, again, days(min_value=first, max_value=last))
    source = st.sampled_from(draw(st.lists(sources(), min_size=1, max_size=2)))
    anew = _entries(said, day, source)
    found: list[Dated[Any]] = []
    for _ in range(draw(st.integers(*sizes))):
        standing = _standing(found, last) if retractions else []
        if standing and draw(_SELDOM):
            taken = draw(st.sampled_from(standing))
            later = [known for known in few if known > taken.known]
            known = days(min_value=taken.known + ONE_DAY, max_value=last)
            on = draw(st.sampled_from(later) | known if later else known)
            found.append(_taken_back(taken, on, draw(source)))
        else:
            found.append(_fitted(draw(anew), found, window))
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


def _taken_back(entry: Dated[Any], known: date, source: Source) -> Dated[Any]:
    retraction = Retraction(start=entry.start, known=entry.known)
    return Dated(value=retraction, start=entry.start, end=entry.end, known=known, source=source)


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
