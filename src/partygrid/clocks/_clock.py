"""
When a run of a stage is due: its limit, moved by pauses and extensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from partygrid.clocks._event import Event
from partygrid.clocks._fold import Pause, Run
from partygrid.clocks._handling import ExtensionRule
from partygrid.clocks._stage import Stage
from partygrid.clocks._stopped import Moved, at_midnight, last_day, moved_to, stopped
from partygrid.errors import ValueNotAllowedError
from partygrid.worktime import (
    Due,
    EndRule,
    Limit,
    LimitUnit,
    RollRule,
    StartRule,
    Timetable,
    due,
)


class Leg(NamedTuple):
    """
    Hold one stretch of a run: the limit itself, or an extension of it.

    Args:
        due: When it would have been due without a pause.
        pauses: The pauses that began in it and before it was due.
        moved: By how much each of those that ended moved it.
        so_far: When it is due if the clock goes on at once.
        at: When it is due; None while a pause has not ended.
        is_firm: Whether notices settle every day that the answer leans on.
    """

    due: Due
    pauses: tuple[Pause, ...]
    moved: tuple[Moved, ...]
    so_far: datetime
    at: datetime | None
    is_firm: bool


def legs_of(
    run: Run, stage: Stage, limit: Limit, extension: ExtensionRule | None, timetable: Timetable
) -> tuple[Leg, ...]:
    """
    Give the legs of a run: the limit, and each extension granted.

    Raises:
        ValueNotAllowedError: An extension was granted too late, too often, for too long or by
            whom it may not be.
    """
    leg, place = _leg(run.start, limit, stage, run.pauses, 0, timetable)
    found = [leg]
    rule = extends(extension, stage)
    for number, event in enumerate(run.granted if rule is not None else (), start=1):
        assert rule is not None  # noqa: S101 - or nothing is gone through
        _check(rule, event, number)
        if leg.at is None:
            # The clock stands, and with it all that follows.
            continue
        if not _in_time(rule, run, event, leg.at):
            _check_then(run, stage, limit, rule, event, number, leg.at, timetable)
        start, more = _extended(leg, limit, rule.unit, event.amount or 0)
        leg, place = _leg(start, more, stage, run.pauses, place, timetable)
        found.append(leg)
    return tuple(found)


def extends(extension: ExtensionRule | None, stage: Stage) -> ExtensionRule | None:
    """
    Give the rule by which a stage may be extended; None if it may not.
    """
    if extension is None or stage.key not in extension.stages:
        return None
    return extension


def _check_then(
    run: Run,
    stage: Stage,
    limit: Limit,
    rule: ExtensionRule,
    event: Event,
    number: int,
    expired: datetime,
    timetable: Timetable,
) -> None:
    """
    Refuse an extension that came too late, by what was known on the day it was granted, too.

    A notice that moves the limit to before the grant does not undo what was granted in time.
    """
    granted = event.at.date()
    if timetable.known is None or granted < timetable.known:
        then = timetable.calendar.as_known(granted, provisional=True)
        before = run._replace(granted=run.granted[: number - 1])
        at = legs_of(before, stage, limit, rule, then)[-1].at
        if at is None or _in_time(rule, run, event, at):
            return
    raise ValueNotAllowedError(
        field=f"event {event.id}: extension, granted at",
        value=str(event.at),
        allowed=f"by {expired}, when the limit expired",
    )


def _in_time(rule: ExtensionRule, run: Run, event: Event, expires: datetime) -> bool:
    """
    Tell whether an extension was granted, or if that is enough requested, by the due instant.
    """
    if event.at <= expires:
        return True
    return rule.request_suffices and any(asked <= expires for asked in run.requested)


def _leg(
    start: datetime,
    limit: Limit,
    stage: Stage,
    pauses: Sequence[Pause],
    place: int,
    timetable: Timetable,
) -> tuple[Leg, int]:
    """
    Work out one leg, and the place of the first pause that does not begin in it.
    """
    plain = due(start, limit, timetable.calendar, known=timetable.known)
    at, firm = plain.at, plain.is_firm
    first, total = place, Moved()
    each: list[Moved] = []
    while place < len(pauses) and pauses[place].start < at:
        pause = pauses[place]
        place += 1
        if pause.end is None:
            return Leg(plain, tuple(pauses[first:place]), tuple(each), at, None, firm), place
        by = stopped(pause, limit, stage.day_pause, timetable)
        each.append(by)
        if by.time or by.days:
            total = Moved(total.time + by.time, total.days + by.days)
            at, firm = moved_to(plain, limit, total, timetable)
    return Leg(plain, tuple(pauses[first:place]), tuple(each), at, at, firm), place


def _check(rule: ExtensionRule, event: Event, number: int) -> None:
    """
    Refuse an extension that the scheme does not allow.
    """
    field = f"event {event.id}: extension"
    if event.role not in rule.consent:
        raise ValueNotAllowedError(
            field=f"{field}, granted by",
            value=event.role.value,
            allowed=", ".join(role.value for role in rule.consent),
        )
    if (event.amount or 0) > rule.most:
        raise ValueNotAllowedError(
            field=f"{field}, amount",
            value=event.amount,
            allowed=f"1 to {rule.most} {rule.unit.label.en}",
        )
    if number > rule.times:
        raise ValueNotAllowedError(
            field=f"{field}, number", value=number, allowed=f"up to {rule.times}"
        )


def _extended(leg: Leg, limit: Limit, unit: LimitUnit, amount: int) -> tuple[datetime, Limit]:
    """
    Say from where an extension is counted, and how: on from the day that was due before.
    """
    assert leg.at is not None  # noqa: S101 - callers looked
    if unit.is_clock:
        rolls = unit in _BY_THE_CLOCK and limit.unit in _BY_THE_CLOCK
        return leg.at, Limit(
            amount=amount,
            unit=unit,
            start=StartRule.FROM_INSTANT,
            roll=limit.roll if rolls else RollRule.NONE,
            end=EndRule.AT_INSTANT,
        )
    alike = not limit.unit.is_clock
    rolls = alike and unit is LimitUnit.CALENDAR_DAY and limit.unit is not LimitUnit.WORKING_DAY
    roll = limit.roll if rolls else RollRule.NONE
    closes = alike and (unit is LimitUnit.WORKING_DAY or roll is not RollRule.NONE)
    return at_midnight(last_day(leg.at)), Limit(
        amount=amount,
        unit=unit,
        start=StartRule.AFTER_STARTING_DAY,
        roll=roll,
        end=limit.end if closes else EndRule.END_OF_DAY,
    )


_BY_THE_CLOCK: Final = frozenset({LimitUnit.MINUTE, LimitUnit.HOUR})
