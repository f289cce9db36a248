"""
The store: what points are redeemed for, in which windows, and who comes first if stock is short.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import attrs

from partygrid.dated import (
    InForce,
    Interval,
    Period,
    Scheme,
    Series,
    Year,
    check_day,
    parameter,
)
from partygrid.errors import UnknownNameError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_kind
from partygrid.points._checks import check_count, check_named, check_names, each_a
from partygrid.points._items import gifts_items, window_items
from partygrid.points._top_up import TopUp
from partygrid.points._words import (
    gifts_words,
    hold_words,
    labels_words,
    points_words,
    window_words,
)
from partygrid.worktime import Cadence, RestRule, WorkCalendar

_MOST_HOLD: Final = 366
_ONE_DAY: Final = timedelta(days=1)
# A common and a leap year show months of every length.
_YEARS: Final = (Year(2023), Year(2024))


class Criterion(LabelledEnum):
    """
    Say who comes first where there is less in stock than was asked for.

    Criteria are tried one after the other; what they leave equal, the id of the request decides.
    """

    EARLIEST_ASKED = "earliest_asked", "先申请者优先", "who asked first"
    FEWEST_GIFTS = (
        "fewest_gifts",
        "本期及前四期已兑换件数少者优先",
        "who was given fewest gifts in this period and the four before",
    )
    MOST_EARNED = "most_earned", "本期入账积分多者优先", "who earned most in the period"
    LEAST_EARNED = "least_earned", "本期入账积分少者优先", "who earned least in the period"
    DRAW = "draw", "按公布的种子抽签", "a draw by a seed that is announced"


@attrs.frozen(kw_only=True)
class Gift:
    """
    Hold one line of the catalogue.

    Args:
        key: The name of the gift, unique in its catalogue.
        label: The name in words.
        points: Its price.
        limit: How many one holder may have in a period; None: any number.
        kinds: The kinds of holder that may have it; empty: all.
        top_up: For how much cash a lack of points may be made up; None: it may not.
        stocked: Whether it is counted in stock; a service, such as a haircut, is not.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A number is below 1 or above 1,000,000,000.

    >>> Gift(key="tissues", label=Label("抽纸", "tissues"), points=50).points
    50
    """

    key: str
    label: Label
    points: int
    limit: int | None = None
    kinds: tuple[str, ...] = ()
    top_up: TopUp | None = None
    stocked: bool = True

    def __attrs_post_init__(self) -> None:
        """
        Refuse a gift that costs nothing, or that nobody may have.
        """
        field = check_named(self.key, self.label, "gift")
        check_count(self.points, f"{field}: points")
        if self.limit is not None:
            check_count(self.limit, f"{field}: limit")
        check_names(self.kinds, f"{field}: kinds")
        check_kind(self.top_up, TopUp, f"{field}: top_up", or_none=True)
        check_kind(self.stocked, bool, f"{field}: stocked")


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class StoreRules(InForce):
    """
    Hold the values of a `StoreScheme` that are in force together, and what requests look up.

    Args:
        entries: The entries that the values came from.
        windows: When the store is open: a window, or a named day, once a period.
        catalogue: What may be had.
        priority: Who comes first where stock is short.
        least: How many points an account must have available to redeem at all; 0: none.
        hold_days: How many days of the calendar a hold stands, its first and last included;
            None: there are no holds.
        by_key: The gifts by their keys.
    """

    windows: Cadence
    catalogue: tuple[Gift, ...]
    priority: tuple[Criterion, ...]
    least: int
    hold_days: int | None
    by_key: Mapping[str, Gift] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Make what every request looks up.
        """
        object.__setattr__(self, "by_key", {each.key: each for each in self.catalogue})

    def gift(self, key: str) -> Gift:
        """
        Give a gift by its key.

        Raises:
            UnknownNameError: The catalogue has no such gift; the error names its source.
        """
        try:
            return self.by_key[key]
        except (KeyError, TypeError):
            raise UnknownNameError(
                field="gift",
                value=key,
                allowed=", ".join(self.by_key),
                source=self.entry("catalogue").cite(),
            ) from None

    def open_on(
        self, day: date, calendar: WorkCalendar | None = None, *, known: date | None = None
    ) -> Period | None:
        """
        Give the period for which the store is open on a day.

        Args:
            day: The day.
            calendar: The calendar; only a store that stays on its days needs none.
            known: What was announced later plays no part; None: all that is announced does.

        Returns:
            The period, which may be the one before or after that of the day, where days of rest
            move windows; None if the store is closed.

        Raises:
            WrongTypeError: The day is no civil date, or there is no calendar.
            ValueNotAllowedError: The calendar does not reach the windows before and after.
        """
        _check_known(known)
        windows = self.windows
        period = windows.every.containing(day)
        near = [period]
        if windows.rest is RestRule.FORWARD:
            near.append(period.previous())
        elif windows.rest is RestRule.BACKWARD:
            near.append(period.next())
        for each in near:
            days = self.open_days(each, calendar, known=known)
            if days is not None and day in days:
                return each
        return None

    def open_days(
        self, period: Period, calendar: WorkCalendar | None = None, *, known: date | None = None
    ) -> Interval | None:
        """
        Give the days on which the store is open for one period.

        A window goes from its first day to its last, and to the day to which days of rest move
        that; a named day is open on the day alone to which they move it.

        Args:
            period: The period, of the kind of the windows.
            calendar: The calendar; only a store that stays on its days needs none.
            known: What was announced later plays no part; None: all that is announced does.

        Returns:
            The days, some of which may lie in the period after or before; None if days of rest
            leave none.

        Raises:
            WrongTypeError: The period is of another kind, or there is no calendar.
            ValueNotAllowedError: A day lies outside the calendar.
        """
        _check_known(known)
        [found] = self.windows.in_period(period, calendar, known=known)
        if found.day is None:
            return None
        first = found.day if self.windows.on else found.window.start
        return Interval(first, found.day + _ONE_DAY) if first <= found.day else None


def _check_known(known: date | None) -> None:
    if known is not None:
        check_day(known, field="known")


def _check_windows(value: Any, field: str) -> None:
    """
    Refuse more than one window a period, and a window that no day lies in.
    """
    check_kind(value, Cadence, field)
    if value.times != 1 and len(value.on) != 1:
        raise ValueNotAllowedError(
            field=field, value=value.label.en, allowed="once a period: a window, or one named day"
        )
    stays = attrs.evolve(value, rest=RestRule.KEEP)
    for year in _YEARS:
        for _ in stays.occasions(year.interval):
            pass


def _check_priority(value: Any, field: str) -> None:
    if type(value) is not tuple:
        raise WrongTypeError(field=field, value=value, allowed="a tuple of Criterion values")
    for each in value:
        check_kind(each, Criterion, field)
    if len(set(value)) < len(value):
        raise ValueNotAllowedError(
            field=field, value=[each.value for each in value], allowed="each criterion once"
        )


def _check_least(value: Any, field: str) -> None:
    check_count(value, field, least=0)


def _check_hold(value: Any, field: str) -> None:
    if value is not None:
        check_count(value, field, most=_MOST_HOLD)


@attrs.frozen(kw_only=True, repr=False)
class StoreScheme(Scheme[StoreRules]):
    """
    Hold what a store says about redeeming; every field but the key is a `Series`.

    Args:
        key: The name of the scheme.
        windows: When the store is open: a window, or a named day, once a period.
        catalogue: What may be had.
        priority: Who comes first where stock is short; what it leaves equal, the id decides.
        least: How many points an account must have available to redeem at all; 0: none.
        hold_days: How many days of the calendar a hold stands, its first and last included;
            None: there are no holds.

    Raises:
        WrongTypeError: A field is not a series, or holds a value of another type.
        ValueNotAllowedError: A field holds a value outside its domain.
    """

    windows: Series[Cadence] = attrs.field(
        repr=False,
        metadata=parameter("兑换时间", "windows", _check_windows, window_words, window_items),
    )
    catalogue: Series[tuple[Gift, ...]] = attrs.field(
        repr=False,
        metadata=parameter("兑换目录", "catalogue", each_a(Gift, "key"), gifts_words, gifts_items),
    )
    priority: Series[tuple[Criterion, ...]] = attrs.field(
        repr=False,
        metadata=parameter("库存不足时的次序", "priority", _check_priority, labels_words),
    )
    least: Series[int] = attrs.field(
        repr=False,
        metadata=parameter("兑换所需最低积分", "least balance", _check_least, points_words),
    )
    hold_days: Series[int | None] = attrs.field(
        repr=False,
        metadata=parameter("预留天数", "days of a hold", _check_hold, hold_words),
    )

    @classmethod
    def _kind(cls) -> type[StoreRules]:
        return StoreRules
