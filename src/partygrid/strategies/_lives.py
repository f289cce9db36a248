"""
How whole lives are made of facts: recorded, corrected and taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st

from partygrid.dated import Interval
from partygrid.people import Fact, RetractedFact, Worker
from partygrid.strategies._days import ONE_DAY, check_window, days
from partygrid.strategies._kinds import LAST_OF_YEARS, Kind, Span
from partygrid.strategies._words import ids

Window: TypeAlias = tuple[date, date]

_MOST_SLOTS: Final = 3
_MOST_RECORDS: Final = 4
_MOST_KNOWN: Final = 6
_LONGEST_PREFIX: Final = 120
_MOST_NUMBER: Final = 9999

_IDS: Final = ids()
_PREFIXES: Final = ids().map(lambda text: text[:_LONGEST_PREFIX])
_NUMBERS: Final = st.integers(0, _MOST_NUMBER)
# How many years in a row have a result.
_RUNS: Final = st.integers(1, 4)


# Strategies are dear to make: those that do not change from life to life are made here, once.
def lives(
    kinds: Sequence[Kind[Fact]], window: Window, *, corrections: bool, retractions: bool
) -> st.SearchStrategy[Worker]:
    """
    Generate workers with facts of several kinds.
    """
    check_window(*window, latest=LAST_OF_YEARS)
    day = days(min_value=window[0], max_value=window[1])
    return _lives(
        [(kind, kind.fields) for kind in kinds],
        st.lists(day, max_size=_MOST_SLOTS, unique=True).map(sorted),
        st.lists(day, min_size=1, max_size=_MOST_KNOWN, unique=True).map(sorted),
        window[1],
        corrections=corrections,
        retractions=retractions,
    )


@st.composite
def _lives(
    draw: st.DrawFn,
    kinds: Sequence[tuple[Kind[Fact], st.SearchStrategy[dict[str, Any]]]],
    starts: st.SearchStrategy[list[date]],
    knowns: st.SearchStrategy[list[date]],
    last: date,
    *,
    corrections: bool,
    retractions: bool,
) -> Worker:
    slots = [
        (kind, fields, slot)
        for kind, fields in kinds
        for slot in _slots(draw, kind, draw(starts), last)
    ]
    prefix = draw(_PREFIXES)
    count = len(slots)
    numbers = draw(st.lists(_NUMBERS, min_size=count, max_size=count, unique=True))
    # All files share a few days, so that much was recorded on one.
    pool = draw(knowns)
    most = _MOST_RECORDS if corrections else 1 + retractions
    facts: list[Fact] = []
    for number, (kind, fields, slot) in zip(numbers, slots, strict=True):
        name = f"{prefix}{number}"
        standing = False
        for known in _some(draw, pool, most):
            if standing and retractions and (not corrections or draw(st.booleans())):
                facts.append(RetractedFact(id=name, known=known))
                standing = False
            else:
                open_ = kind.span is Span.LASTS and slot[1] == last
                held = _held(draw, slot, allow_open=open_)
                facts.append(kind.recorded(name, known, held, draw(fields)))
                standing = True
    return Worker(draw(_IDS), tuple(draw(st.permutations(facts))))


def _slots(draw: st.DrawFn, kind: Kind[Fact], starts: Sequence[date], last: date) -> list[Window]:
    """
    Cut stretches of days, one for each file.

    Where a fact stands alone, no correction reaches into the stretch of another.
    """
    if kind.span is Span.YEAR:
        found = {day.year: day for day in reversed(starts)}
        for year in tuple(found):
            for later in range(year + 1, min(year + draw(_RUNS), last.year + 1)):
                found.setdefault(later, date(later, 1, 1))
        return [(day, min(last, date(year, 12, 31))) for year, day in sorted(found.items())]
    if not kind.alone:
        return [(start, last) for start in starts]
    ends = [after - ONE_DAY for _, after in pairwise(starts)]
    return list(zip(starts, [*ends, last], strict=False))


def _some(draw: st.DrawFn, pool: Sequence[date], most: int) -> list[date]:
    """
    Choose some different days, in order.
    """
    place = st.integers(0, len(pool) - 1)
    places = draw(st.lists(place, min_size=1, max_size=most, unique=True))
    return [pool[place] for place in sorted(places)]


def _held(draw: st.DrawFn, slot: Window, *, allow_open: bool) -> Interval:
    """
    Choose days within a slot: often from its first on, to its last, or without end.
    """
    first, last = slot
    start = first + ONE_DAY * draw(st.just(0) | st.integers(0, (last - first).days))
    if allow_open and draw(st.booleans()):
        return Interval(start)
    missing = draw(st.just(0) | st.integers(0, (last - start).days))
    return Interval(start, last + ONE_DAY - ONE_DAY * missing)
