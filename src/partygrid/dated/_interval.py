"""
Half-open intervals of civil days.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label


def check_day(day: date, *, field: str) -> date:
    """
    Take a civil date and refuse anything else.

    Args:
        day: The date.
        field: The name that an error gives it.

    Raises:
        WrongTypeError: It is not a date, or it is a datetime: an instant meets a series by its
            date in ``Asia/Shanghai``, and the host says so by converting it.

    >>> check_day(date(2025, 6, 1), field="known")
    datetime.date(2025, 6, 1)
    """
    if type(day) is not date:
        raise WrongTypeError(field=field, value=day, allowed="a civil date (datetime.date)")
    return day


@attrs.frozen
class Interval:
    """
    Hold the days from a start, included, to an end, not included.

    Args:
        start: The first day.
        end: The day after the last; None if there is no last day.

    Raises:
        WrongTypeError: A bound is not a civil date.
        ValueNotAllowedError: The end is not after the start: the interval would hold no day.

    >>> june = Interval(date(2025, 6, 1), date(2025, 7, 1))
    >>> june.days, date(2025, 6, 30) in june, date(2025, 7, 1) in june
    (30, True, False)
    """

    start: date
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse an interval without a day.
        """
        check_day(self.start, field="interval.start")
        if self.end is not None:
            check_day(self.end, field="interval.end")
            if self.end <= self.start:
                raise ValueNotAllowedError(
                    field="interval.end", value=self.end, allowed=f"a day after {self.start}"
                )

    def __contains__(self, day: date) -> bool:
        """
        Tell whether a day lies inside.
        """
        check_day(day, field="day")
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def days(self) -> int | None:
        """
        How many days it holds; None if it has no end.
        """
        return None if self.end is None else (self.end - self.start).days

    @property
    def last(self) -> date | None:
        """
        The last day; None if it has no end.
        """
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def label(self) -> Label:
        """
        The days in words, the last one among them.

        >>> (
        ...     Interval(date(2025, 6, 1), date(2025, 7, 1)).label.en,
        ...     Interval(date(2025, 6, 1)).label.zh,
        ... )
        ('2025-06-01 to 2025-06-30', '2025-06-01 起')
        """
        if self.last is None:
            return Label(f"{self.start} 起", f"from {self.start}")
        return Label(f"{self.start} 至 {self.last}", f"{self.start} to {self.last}")

    def meets(self, other: Interval) -> bool:
        """
        Tell whether the two have a day in common.

        Raises:
            WrongTypeError: The other is no interval.
        """
        if type(other) is not Interval:
            raise WrongTypeError(field="other", value=other, allowed="an Interval")
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )

    def common(self, other: Interval) -> Interval | None:
        """
        Give the days that both hold, or None if there are none.

        Raises:
            WrongTypeError: The other is no interval.
        """
        if not self.meets(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Interval(max(self.start, other.start), min(ends, default=None))

    def __str__(self) -> str:
        """
        Show both bounds, the end excluded.
        """
        return f"[{self.start}, {self.end})" if self.end else f"[{self.start}, …)"
