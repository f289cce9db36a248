"""
Office hours: the sessions of a day, and how they differ by day of the week.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, TypeAlias

import attrs

from partygrid.errors import ConflictError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label

_TEXT: Final = re.compile(r"([01]\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_MICROSECONDS: Final = 1_000_000
DAY_LENGTH: Final = 24 * 3600 * _MICROSECONDS
"""
The microseconds of a day.
"""
_LAST_MINUTE: Final = DAY_LENGTH - 60 * _MICROSECONDS
WEEKDAYS: Final = tuple(range(1, 8))
"""
The days of the week as ISO 8601 counts them: 1 is Monday, 7 is Sunday.
"""
WEEKDAY_LABELS: Final = (
    Label("周一", "Monday"),
    Label("周二", "Tuesday"),
    Label("周三", "Wednesday"),
    Label("周四", "Thursday"),
    Label("周五", "Friday"),
    Label("周六", "Saturday"),
    Label("周日", "Sunday"),
)

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""
Opening and closing of each session of a day, in microseconds from midnight.
"""


def check_weekday(weekday: int, *, field: str) -> int:
    """
    Take a day of the week, 1 for Monday to 7 for Sunday, and refuse anything else.
    """
    if type(weekday) is not int:
        raise WrongTypeError(field=field, value=weekday, allowed="an int, 1 (Monday) to 7")
    if not 1 <= weekday <= WEEKDAYS[-1]:
        raise ValueNotAllowedError(field=field, value=weekday, allowed="1 (Monday) to 7 (Sunday)")
    return weekday


@attrs.frozen
class Session:
    """
    Hold one stretch of office hours: open from the one time, closed from the other.

    Args:
        opens: The opening, as ``"09:30"`` or ``"09:30:00"``.
        closes: The closing; ``"24:00"`` is the end of the day.

    Raises:
        WrongTypeError: A time is not text.
        ValueNotAllowedError: A time has another form, the closing is not after the opening, or
            23:59 stands for the end of the day, which would close the office for a minute.

    >>> str(Session("16:00", "24:00"))
    '16:00–24:00'
    """

    opens: str
    closes: str
    span: tuple[int, int] = attrs.field(init=False, repr=False, eq=False)
    """
    Opening and closing in microseconds from midnight.
    """

    def __attrs_post_init__(self) -> None:
        """
        Refuse a stretch without a moment in it, and a day that ends a minute early.
        """
        opens = _time(self.opens, field="session.opens")
        closes = _time(self.closes, field="session.closes")
        if closes <= opens:
            raise ValueNotAllowedError(
                field="session.closes",
                value=self.closes,
                allowed=f"a time after {self.opens}; hours past midnight are a session of the "
                "next day",
            )
        if _LAST_MINUTE <= closes < DAY_LENGTH:
            raise ValueNotAllowedError(
                field="session.closes", value=self.closes, allowed="'24:00' for the end of the day"
            )
        object.__setattr__(self, "span", (opens, closes))

    def __str__(self) -> str:
        """
        Write opening and closing.
        """
        return f"{self.opens}–{self.closes}"


def _time(text: str, *, field: str) -> int:
    if type(text) is not str:
        raise WrongTypeError(field=field, value=text, allowed="text such as '09:30'")
    match = _TEXT.fullmatch(text)
    if match is None:
        raise ValueNotAllowedError(field=field, value=text, allowed="'00:00' to '24:00'")
    hour, minute, second = (int(each or 0) for each in match.groups())
    found = (hour * 3600 + minute * 60 + second) * _MICROSECONDS
    if found > DAY_LENGTH:
        raise ValueNotAllowedError(field=field, value=text, allowed="'00:00' to '24:00'")
    return found


def check_sessions(sessions: tuple[Session, ...], *, field: str) -> None:
    if type(sessions) is not tuple:
        raise WrongTypeError(field=field, value=sessions, allowed="a tuple of sessions")
    for each in sessions:
        if type(each) is not Session:
            raise WrongTypeError(field=field, value=each, allowed="a Session")
    if not sessions:
        raise ValueNotAllowedError(
            field=field, value=sessions, allowed="one or more: a day that is worked has hours"
        )
    for first, second in pairwise(sessions):
        if second.span[0] <= first.span[1]:
            raise ConflictError(
                field=field,
                value=f"{first} and {second}",
                allowed="sessions in the order of the day, with time between them",
            )


def spans_of(sessions: tuple[Session, ...]) -> Spans:
    """
    Give the sessions of a day as numbers.
    """
    return tuple(each.span for each in sessions)


@attrs.frozen
class OfficeHours:
    """
    Hold the office hours of a worked day, whatever day of the week it is.

    They say *when* an office is open on a day that is worked, never *whether* it is worked: a
    make-up Sunday has hours like any other day.

    Args:
        sessions: The sessions of a day.
        on_weekdays: Days of the week with sessions of their own: pairs of the day, 1 for Monday
            to 7 for Sunday, and its sessions.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: There is no session, or no such day of the week.
        ConflictError: Sessions meet or are out of order, or a day of the week stands twice.

    >>> half = OfficeHours(
    ...     (Session("09:00", "12:00"), Session("13:30", "17:30")),
    ...     on_weekdays=((6, (Session("09:00", "12:00"),)),),
    ... )
    >>> [str(each) for each in half.on(6)]
    ['09:00–12:00']
    """

    sessions: tuple[Session, ...]
    on_weekdays: tuple[tuple[int, tuple[Session, ...]], ...] = ()
    spans: tuple[Spans, ...] = attrs.field(init=False, repr=False, eq=False)
    """
    The sessions of each day of the week, Monday first, as numbers.
    """

    def __attrs_post_init__(self) -> None:
        """
        Refuse days without hours and hours that contradict each other.
        """
        check_sessions(self.sessions, field="hours.sessions")
        if type(self.on_weekdays) is not tuple:
            raise WrongTypeError(
                field="hours.on_weekdays",
                value=self.on_weekdays,
                allowed="a tuple of pairs: day of the week, sessions",
            )
        own: dict[int, tuple[Session, ...]] = {}
        for pair in self.on_weekdays:
            if type(pair) is not tuple or len(pair) != 2:  # noqa: PLR2004 - a pair
                raise WrongTypeError(
                    field="hours.on_weekdays", value=pair, allowed="a day and its sessions"
                )
            weekday = check_weekday(pair[0], field="hours.on_weekdays")
            check_sessions(pair[1], field=f"hours.on_weekdays: {weekday}")
            if weekday in own:
                raise ConflictError(
                    field="hours.on_weekdays", value=weekday, allowed="each day of the week once"
                )
            own[weekday] = pair[1]
        spans = tuple(spans_of(own.get(weekday, self.sessions)) for weekday in WEEKDAYS)
        object.__setattr__(self, "spans", spans)

    def on(self, weekday: int) -> tuple[Session, ...]:
        """
        Give the sessions of a day of the week, 1 for Monday to 7 for Sunday.

        Raises:
            WrongTypeError: It is not an int.
            ValueNotAllowedError: There is no such day of the week.
        """
        check_weekday(weekday, field="weekday")
        return dict(self.on_weekdays).get(weekday, self.sessions)


@attrs.frozen
class WorkWeek:
    """
    Hold the days of the week that are worked when nothing else is said of a day.

    Args:
        weekdays: The days, 1 for Monday to 7 for Sunday, in order.

    Raises:
        WrongTypeError: It is not a tuple of ints.
        ValueNotAllowedError: There is no such day of the week, or they are out of order.

    >>> WorkWeek((1, 2, 3, 4, 5)).rest
    (6, 7)
    """

    weekdays: tuple[int, ...]

    def __attrs_post_init__(self) -> None:
        """
        Refuse what are no days of a week.
        """
        if type(self.weekdays) is not tuple:
            raise WrongTypeError(
                field="week.weekdays", value=self.weekdays, allowed="a tuple of days of the week"
            )
        for each in self.weekdays:
            check_weekday(each, field="week.weekdays")
        if any(second <= first for first, second in pairwise(self.weekdays)):
            raise ValueNotAllowedError(
                field="week.weekdays", value=self.weekdays, allowed="each day once, in order"
            )

    @property
    def rest(self) -> tuple[int, ...]:
        """
        The days of the week that are not worked.
        """
        return tuple(each for each in WEEKDAYS if each not in self.weekdays)


FIVE_DAYS: Final = WorkWeek((1, 2, 3, 4, 5))
"""
Monday to Friday.
"""
