"""
Instants: aware moments, brought to the time that offices keep.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_kind
from partygrid.norms import Finding, Verdict
from partygrid.trace import Step, StepRule, Unit

OFFICE_TIME: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""
The time that offices in all of China keep, Xinjiang included: UTC+8, without change since 1992.

A fixed offset, so that no answer depends on the time zone files of a machine.
"""

FIRST_DAY: Final = date(1992, 1, 1)
"""
The first day of office time: until September 1991 clocks were changed in summer.
"""

_LOCAL_OFFSET: Final = timedelta(hours=6)
_URUMQI: Final = frozenset({"Asia/Urumqi", "Asia/Kashgar"})


def office_time(at: datetime, *, field: str = "at") -> datetime:
    """
    Take an aware instant and give it in office time.

    Of the two instants that share a name when clocks are set back, ``fold`` says which is meant,
    as everywhere in Python.

    Args:
        at: The instant, in whatever zone.
        field: The name that an error gives it.

    Returns:
        The same instant in `OFFICE_TIME`.

    Raises:
        WrongTypeError: It is no datetime, or a naive one: nobody could say when that is.
        ValueNotAllowedError: Its zone skips that time of day, or it lies outside the years from
            1992 on in which office time is UTC+8.

    >>> from zoneinfo import ZoneInfo
    >>> str(office_time(datetime(2026, 2, 6, 23, tzinfo=ZoneInfo("UTC"))))
    '2026-02-07 07:00:00+08:00'
    """
    if type(at) is datetime and at.tzinfo is OFFICE_TIME:
        if at.year < FIRST_DAY.year:
            raise _too_early(at, field)
        return at
    if not isinstance(at, datetime) or at.utcoffset() is None:  # type: ignore[redundant-expr]  # hosts may pass anything
        raise WrongTypeError(
            field=field, value=at, allowed="an aware datetime: one with a time zone"
        )
    try:
        exact = at.astimezone(OFFICE_TIME)
        back = exact.astimezone(at.tzinfo)
    except OverflowError:
        raise _too_early(at, field) from None
    if back.replace(tzinfo=None) != at.replace(tzinfo=None):
        raise ValueNotAllowedError(
            field=field, value=at, allowed="a time of day that the clocks of its zone show"
        )
    if exact.year < FIRST_DAY.year:
        raise _too_early(at, field)
    # A subclass of datetime would carry its own arithmetic into every answer.
    return datetime.combine(exact.date(), exact.time(), OFFICE_TIME)


def _too_early(at: datetime, field: str) -> ValueNotAllowedError:
    return ValueNotAllowedError(
        field=field,
        value=at,
        allowed=f"{FIRST_DAY} or later, up to the year 9999",
        source="UTC+8 without summer time since 1992",
    )


def zone_finding(at: datetime, *, subject: str = "at") -> Finding:
    """
    Say whether an instant was given in the time that offices keep.

    An instant is exact in any zone. But who writes ten o'clock with ``Asia/Urumqi``, which is
    UTC+6, mostly means ten o'clock on the wall of an office, and that is two hours earlier.

    Args:
        at: The instant as the host has it.
        subject: What it is the instant of.

    Returns:
        A finding, not met for an instant given in the local time of Xinjiang.

    Raises:
        WrongTypeError: It is no aware datetime, or the subject no text.
        ValueNotAllowedError: As `office_time`.

    >>> from zoneinfo import ZoneInfo
    >>> zone_finding(datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Urumqi"))).met
    False
    """
    check_kind(subject, str, "subject")
    office_time(at, field=subject)
    offset = at.utcoffset()
    assert offset is not None  # noqa: S101 - as checked
    name = getattr(at.tzinfo, "key", None) or str(at.tzinfo)
    is_local = name in _URUMQI or offset == _LOCAL_OFFSET
    seconds = offset.days * 86400 + offset.seconds
    measured = StepRule("offset", Label("与UTC的时差", "offset from UTC"), Unit.DURATION)
    return Finding(
        what=Label("时刻以办公时间（北京时间）给出", "instant given in office time"),
        subject=subject,
        measured=seconds,
        required=Label(
            "不以新疆时间（UTC+6）给出：机关使用北京时间",
            "not in the local time of Xinjiang (UTC+6): offices keep Beijing time",
        ),
        gap=2 * 3600 if is_local else 0,
        verdict=Verdict.NOT_MET if is_local else Verdict.MET,
        unit=Unit.DURATION,
        step=Step(measured, seconds, (), Label(name, name)),
    )
