"""
Strategies for complete tariffs; and tariffs by any choices, for whole neighbourhoods.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

from partygrid._neighbourhood.choices import Choices, among, rarely, some
from partygrid.dated import PeriodKind, SchemeKey, Series
from partygrid.labels import Label
from partygrid.points import (
    Activity,
    Cap,
    CapPeriod,
    CapScope,
    Counting,
    CreditTo,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Head,
    HolderKind,
    Opening,
    Quantity,
    Tariff,
)
from partygrid.sources import Grade, Source
from partygrid.strategies._choices import Drawn
from partygrid.strategies._days import LATEST, check_window
from partygrid.strategies._kinds import EARLY, LATE

KINDS: Final = (
    HolderKind("family", Label("家庭", "family")),
    HolderKind("resident", Label("居民", "resident")),
    HolderKind("merchant", Label("商户", "merchant")),
)
SOURCE: Final = Source(key="rules", title="积分办法", grade=Grade.ASSUMED)
_HEADS: Final = (
    Head("volunteering", Label("志愿服务", "volunteering")),
    Head("waste", Label("垃圾分类", "waste sorting")),
)
# Key, name, head, unit, and for how much of it points are given.
_ACTIVITIES: Final = (
    ("hours", Label("志愿服务时长", "hours of help"), "volunteering", Quantity.MINUTE, 60),
    ("clean_up", Label("环境整治", "clean-up"), "volunteering", Quantity.TIME, 1),
    ("sorting", Label("厨余垃圾投放", "kitchen waste"), "waste", Quantity.GRAM, 500),
    ("bottles", Label("可回收物交投", "bottles"), "waste", Quantity.ITEM, 10),
)
_EVERY: Final = (
    CapPeriod.MONTH,
    CapPeriod.DAY,
    CapPeriod.WEEK,
    CapPeriod.SLIP,
    CapPeriod.QUARTER,
    CapPeriod.YEAR,
)
_PERIODS: Final = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
_ONE_DAY: Final = timedelta(days=1)


class Span(NamedTuple):
    """
    Hold from when on a scheme says all it says, and when it may come to say something else.

    Args:
        start: The first day of all.
        first: The first day of a change.
        last: The last day on which anything starts or becomes known.
    """

    start: date
    first: date
    last: date


def steady(name: str, value: Any, span: Span) -> Series[Any]:
    """
    Say one thing from the first day on.
    """
    return Series[Any](name).announce(value, start=span.start, known=span.start, source=SOURCE)


def changing(choices: Choices, name: str, value: Callable[[], Any], span: Span) -> Series[Any]:
    """
    Choose what a series says, and whether it comes to say something else, even of days past.
    """
    found = steady(name, value(), span)
    # What is known from the start on is said once.
    first = max(span.first, span.start + _ONE_DAY)
    # Most schemes stay as they are.
    for _ in range(among(choices, 0, 0, 0, 0, 1, 2)):
        days = (span.last - first).days
        if days < 1:
            break
        known = first + timedelta(choices.upto(days))
        start = span.first + timedelta(choices.upto((span.last - span.first).days))
        found = found.announce(value(), start=start, known=known, source=SOURCE)
        first = known + _ONE_DAY
    return found


def tariff_of(choices: Choices, span: Span) -> Tariff:
    """
    Choose a tariff with small numbers, so that caps cut off and points run short.
    """
    kinds = KINDS[: 1 + choices.upto(len(KINDS) - 1)]
    kind_keys = tuple(kind.key for kind in kinds)
    rows = some(choices, _ACTIVITIES, least=1)
    keys = tuple(row[0] for row in rows)
    cap_count = choices.upto(3)
    values: dict[str, Callable[[], Any]] = {
        "activities": lambda: tuple(_activity(choices, row, kind_keys) for row in rows),
        "caps": lambda: tuple(_cap(choices, number, keys) for number in range(cap_count)),
        "storage_cap": lambda: among(choices, None, None, None, 50, 8),
        "expiry": lambda: _expiry(choices),
        "openings": lambda: tuple(
            Opening(kind, 1 + choices.upto(9)) for kind in some(choices, kind_keys)
        ),
        "credit_to": lambda: among(choices, CreditTo.HOLDER, CreditTo.HOLDER, CreditTo.HOUSEHOLD),
    }
    return Tariff(
        key=SchemeKey("neighbourhood", "tariff", "1"),
        heads=steady("heads", _HEADS, span),
        kinds=steady("kinds", kinds, span),
        **{name: changing(choices, name, value, span) for name, value in values.items()},
    )


# So many points are given for full amounts alone.
_FULL: Final = 3


def _activity(choices: Choices, row: tuple[Any, ...], kinds: tuple[str, ...]) -> Activity:
    key, label, head, unit, per = row
    points = among(choices, 1, 2, 3, 5)
    return Activity(
        key=key,
        label=label,
        head=head,
        points=points,
        per=per,
        unit=unit,
        kinds=kinds if not rarely(choices, 3) else some(choices, kinds, least=1),
        # No choice of its own: what other choices lead to stays as it was.
        counting=Counting.FULL_AMOUNTS if points == _FULL else Counting.IN_PROPORTION,
    )


def _cap(choices: Choices, number: int, activities: tuple[str, ...]) -> Cap:
    return Cap(
        key=f"cap-{number + 1}",
        label=Label(f"上限{number + 1}", f"cap {number + 1}"),
        points=among(choices, 10, 30, 3, 5, 1),
        every=among(choices, *_EVERY),
        scope=among(choices, *CapScope),
        activities=some(choices, activities),
    )


def _expiry(choices: Choices) -> Expiry:
    rule = among(choices, *ExpiryRule)
    if rule is ExpiryRule.NONE:
        return Expiry(rule=rule)
    base = among(choices, *ExpiryBase)
    if rule is ExpiryRule.END_OF_PERIOD:
        every = among(choices, *_PERIODS)
        return Expiry(rule=rule, base=base, amount=choices.upto(2), every=every)
    return Expiry(rule=rule, base=base, amount=among(choices, 1, 2, 3, 6, 12))


def span_of(min_value: date, max_value: date) -> Span:
    """
    Make a span of two bounds.

    Raises:
        WrongTypeError: A bound is not a civil date.
        ValueNotAllowedError: The bounds are in the wrong order.
    """
    check_window(min_value, max_value, latest=LATEST)
    return Span(min_value, min_value, max_value)


def tariffs(*, min_value: date = EARLY, max_value: date = LATE) -> st.SearchStrategy[Tariff]:
    """
    Generate complete tariffs: on no day from the first on is anything missing or open.

    Values may change twice, even of days past; activities and kinds keep their names. Numbers are
    small, so that caps cut off what slips of a few points earn.

    Args:
        min_value: The first day of all; the tariff can be read as known on that day or later.
        max_value: The last day on which anything starts or becomes known.

    Raises:
        WrongTypeError: A bound is not a civil date.
        ValueNotAllowedError: The bounds are in the wrong order.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, deadline=None)
    ... @given(tariffs())
    ... def test_complete(tariff):
    ...     assert () == tariff.gaps()

    >>> test_complete()
    """
    span = span_of(min_value, max_value)
    return st.composite(lambda draw: tariff_of(Drawn(draw), span))()
