"""
Cadences: what recurs in every week, month, quarter, half-year or year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs
from dateutil.relativedelta import relativedelta

from partygrid.dated import Interval, Period, check_day
from partygrid.errors import UnsuitableRuleError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, with_article
from partygrid.worktime._calendar import WorkCalendar
from partygrid.worktime._occasion import Occasion, RestRule
from partygrid.worktime._period_day import PeriodDay, Rhythm, check_fits, words_of
from partygrid.worktime._timetable import Timetable

_MOST_TIMES: Final = 366


@attrs.frozen(kw_only=True)
class Cadence:
    """
    Hold what recurs: on named days of each period, or so many times within it.

    Args:
        every: The period.
        on: The days of the period, in order; empty if only the number of times is laid down.
        times: How many times a period, at any day within the window; None if days are named.
        window: The first and the last day of the period between which it may be held; None: all
            of the period. Only where no days are named.
        rest: What happens if the day, or the last day of the window, is not worked.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A period has no such day, days are out of order, or the number of
            times is out of range.
        UnsuitableRuleError: Both days and a number of times are given, or neither; or a window
            beside named days.

    >>> fridays = Cadence(every=Rhythm.WEEK, on=(PeriodDay(5),), rest=RestRule.FORWARD)
    >>> fridays.label.zh
    '每周周五'
    """

    every: Rhythm
    on: tuple[PeriodDay, ...] = ()
    times: int | None = None
    window: tuple[PeriodDay, PeriodDay] | None = None
    rest: RestRule

    def __attrs_post_init__(self) -> None:
        """
        Refuse a rhythm that nobody could keep.
        """
        if type(self.every) is not Rhythm:
            raise WrongTypeError(field="cadence.every", value=self.every, allowed="a Rhythm")
        if type(self.rest) is not RestRule:
            raise WrongTypeError(field="cadence.rest", value=self.rest, allowed="a RestRule")
        self._check_days(self.on, "cadence.on")
        if self.times is not None and type(self.times) is not int:
            raise WrongTypeError(field="cadence.times", value=self.times, allowed="an int")
        if (self.times is None) is not bool(self.on):
            raise UnsuitableRuleError(
                field="cadence",
                value=f"on={len(self.on)} days, times={self.times}",
                allowed="either named days or a number of times",
            )
        if self.times is not None and not 1 <= self.times <= _MOST_TIMES:
            raise ValueNotAllowedError(
                field="cadence.times", value=self.times, allowed=f"1 to {_MOST_TIMES}"
            )
        if self.window is not None:
            self._check_days(self.window, "cadence.window")
            if self.on or len(self.window) != 2:  # noqa: PLR2004 - the first and the last
                raise UnsuitableRuleError(
                    field="cadence.window",
                    value=self.window,
                    allowed="a first and a last day, where no days are named",
                )

    def _check_days(self, days: tuple[PeriodDay, ...], field: str) -> None:
        if type(days) is not tuple:
            raise WrongTypeError(field=field, value=days, allowed="a tuple of PeriodDay")
        for each in days:
            if type(each) is not PeriodDay:
                raise WrongTypeError(field=field, value=each, allowed="a PeriodDay")
            check_fits(each, self.every.kind)
        if len(set(days)) != len(days):
            raise ValueNotAllowedError(field=field, value=days, allowed="each day once")

    @property
    def label(self) -> Label:
        """
        The rhythm in words.
        """
        if self.times is not None:
            times = f"{self.times} time{'' if self.times == 1 else 's'}"
            return Label(f"{self.every.label.zh}{self.times}次", f"{times} {self.every.label.en}")
        zh, en = zip(*(words_of(each, self.every) for each in self.on), strict=True)
        return Label(
            f"{self.every.label.zh}{'、'.join(zh)}", f"{self.every.label.en}, {', '.join(en)}"
        )

    def in_period(
        self, period: Period, calendar: WorkCalendar | None = None, *, known: date | None = None
    ) -> tuple[Occasion, ...]:
        """
        List what is due in one period.

        Args:
            period: The period, of the kind of the cadence.
            calendar: The calendar; only a cadence that stays on its days needs none.
            known: What was announced later plays no part; None: all that is announced does.

        Returns:
            The occasions, in the order of their planned days.

        Raises:
            WrongTypeError: The period is of another kind, or there is no calendar.
            ValueNotAllowedError: A day lies outside the calendar, or a window ends before it
                begins.

        >>> from partygrid.dated import Week
        >>> from partygrid.packs import load
        >>> fridays = Cadence(every=Rhythm.WEEK, on=(PeriodDay(5),), rest=RestRule.FORWARD)
        >>> [found] = fridays.in_period(Week(2025, 18), load("example").calendar)
        >>> str(found.planned), str(found.day)
        ('2025-05-02', '2025-05-06')
        """
        if type(period) is not self.every.kind:
            raise WrongTypeError(
                field="period", value=period, allowed=with_article(self.every.kind.__name__)
            )
        timetable = self._timetable(calendar, known)
        if self.times is None:
            windows = sorted({each.in_period(period) for each in self.on})
            spans = [Interval(day, day + relativedelta(days=1)) for day in windows]
        else:
            spans = [self._window(period)] * self.times
        return tuple(
            self._occasion(period, place + 1, span, timetable) for place, span in enumerate(spans)
        )

    def occasions(
        self, days: Interval, calendar: WorkCalendar | None = None, *, known: date | None = None
    ) -> Iterator[Occasion]:
        """
        Go through what is planned for some days, period by period.

        Args:
            days: The days; the first and, if it has one, the end.
            calendar: The calendar; only a cadence that stays on its days needs none.
            known: What was announced later plays no part; None: all that is announced does.

        Yields:
            Each occasion whose planned day is among them.

        Raises:
            WrongTypeError: The days are no interval, or there is no calendar.
            ValueNotAllowedError: A day lies outside the calendar.

        >>> fridays = Cadence(every=Rhythm.WEEK, on=(PeriodDay(5),), rest=RestRule.KEEP)
        >>> june = Interval(date(2025, 6, 1), date(2025, 7, 1))
        >>> [each.planned.day for each in fridays.occasions(june)]
        [6, 13, 20, 27]
        """
        if type(days) is not Interval:
            raise WrongTypeError(field="days", value=days, allowed="an Interval")
        period = self.every.containing(days.start)
        while days.end is None or period.first_day < days.end:
            for found in self.in_period(period, calendar, known=known):
                if found.planned in days:
                    yield found
            period = period.next()

    def _timetable(self, calendar: WorkCalendar | None, known: date | None) -> Timetable | None:
        if calendar is None and self.rest is RestRule.KEEP:
            if known is not None:
                check_day(known, field="known")
            return None
        if type(calendar) is not WorkCalendar:
            raise WrongTypeError(
                field="calendar", value=calendar, allowed="a WorkCalendar: rest days move this"
            )
        return calendar.as_known(known, provisional=True)

    def _window(self, period: Period) -> Interval:
        if self.window is None:
            return period.interval
        first, last = (each.in_period(period) for each in self.window)
        if last < first:
            raise ValueNotAllowedError(
                field="cadence.window", value=f"{first} to {last}", allowed="a last day not before"
            )
        return Interval(first, last + relativedelta(days=1))

    def _occasion(
        self, period: Period, number: int, window: Interval, timetable: Timetable | None
    ) -> Occasion:
        planned = window.last
        assert planned is not None  # noqa: S101 - a window has an end
        day: date | None = planned
        firm, calendar, known = True, None, None
        if timetable is not None and self.rest is not RestRule.KEEP:
            calendar, known = timetable.calendar, timetable.known
            if not timetable.is_working_day(planned):
                day = _moved(planned, self.rest, timetable)
            firm = timetable.is_firm(*sorted((planned, day or planned)))
        return Occasion(self, calendar, known, period, number, window, planned, day, firm)


def _moved(planned: date, rest: RestRule, timetable: Timetable) -> date | None:
    if rest is RestRule.FORWARD:
        return timetable.on_or_after(planned)
    return timetable.on_or_before(planned) if rest is RestRule.BACKWARD else None
