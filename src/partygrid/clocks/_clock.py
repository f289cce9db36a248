"""
When a run of a stage is due: its limit, moved by pauses and extensions.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from partygrid.clocks._event import Event
from partygrid.clocks._handling import ExtensionRule
from partygrid.clocks._moved import Moved, at_midnight
from partygrid.clocks._run import Pause, Run
from partygrid.clocks._stage import DayPause, Stage
from partygrid.clocks._stopped import mover
from partygrid.errors import ValueNotAllowedError
from partygrid.worktime import (
    Due,
    EndRule,
    Limit,
    LimitUnit,
    RollRule,
    StartRule,
    WorkCalendar,
)
from partygrid.worktime._due import due_along
from partygrid.worktime._reckon import last_day_of

if TYPE_CHECKING:
    from partygrid.worktime._table import Table

_new: Final = tuple.__new__
_BY_THE_CLOCK: Final = frozenset({LimitUnit.MINUTE, LimitUnit.HOUR})
_CLOCK: Final = frozenset(unit for unit in LimitUnit if unit.is_clock)
_WORKING_DAY: Final = LimitUnit.WORKING_DAY
_KEPT: Final = 1024
_NONE, _BACKWARD = RollRule.NONE, RollRule.BACKWARD
_AFTER_DAY, _END_OF_DAY = StartRule.AFTER_STARTING_DAY, EndRule.END_OF_DAY


class Leg(NamedTuple):
    """
    Hold one stretch of a run: the limit itself, or an extension of it.

    Args:
        due: When it would have been due without a pause.
        pauses: The pauses that began in it and before it was due.
        moved: By how much each of those that ended moved it.
        so_far: When it is due if the clock goes on at once.
        at: When it is due; None while a pause has not ended.
        is_firm: Whether notices settle every day that was asked about.
    """

    due: Due
    pauses: tuple[Pause, ...]
    moved: tuple[Moved, ...]
    so_far: datetime
    at: datetime | None
    is_firm: bool


def legs_of(
    run: Run,
    stage: Stage,
    limit: Limit,
    extension: ExtensionRule | None,
    calendar: WorkCalendar,
    known: date | None,
) -> tuple[Leg, ...]:
    """
    Give the legs of a run: the limit, and each extension granted.

    Raises:
        ValueNotAllowedError: An extension was granted too late, too often, for too long or by
            whom it may not be, or the limit ends outside the calendar.
    """
    table, start = calendar.table(known), run.start
    plain = due_along(start, limit, calendar, known, table, start)
    if run.pauses:
        leg = _leg(plain, run.pauses, stage.day_pause, table)
    else:
        leg = _new(Leg, (plain, (), (), plain.at, plain.at, plain.is_firm))
    rule = extends(extension, stage) if run.granted else None
    if rule is None:
        return (leg,)
    found = [leg]
    left = run.pauses[len(leg.pauses) :]
    for number, event in enumerate(run.granted, start=1):
        _check(rule, event, number)
        stands = leg.at is None
        if stands and event.at >= run.pauses[-1].start:
            # Granted while the clock stands, it counts when the clock goes on.
            continue
        if event.at > leg.so_far and not _in_time(rule, run, event, leg.so_far):
            _check_then(run, stage, limit, rule, event, number, plain, leg.so_far)
        more = _extended(plain, leg.so_far, limit, rule.unit, event.amount or 0, table)
        leg = _leg(more, left, stage.day_pause, table)
        left = left[len(leg.pauses) :]
        if stands:
            leg = leg._replace(at=None)
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
    plain: Due,
    expired: datetime,
) -> None:
    """
    Refuse an extension that came too late, by what was known on the day it was granted, too.

    A notice that moves the limit to before the grant does not undo what was granted in time.
    """
    granted = event.at.date()
    if plain.known is None or granted < plain.known:
        before = run._replace(granted=run.granted[: number - 1])
        at = legs_of(before, stage, limit, rule, plain.calendar, granted)[-1].at
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


def _leg(plain: Due, pauses: tuple[Pause, ...], day_pause: DayPause | None, table: Table) -> Leg:
    """
    Work out one leg; of the pauses, those take part that begin in it.
    """
    at = plain.at
    if not pauses or pauses[0].start >= at:
        return _new(Leg, (plain, (), (), at, at, plain.is_firm))
    if pauses[0].end is None:
        # Nothing is moved yet, and so nobody has to say how.
        return _new(Leg, (plain, pauses[:1], (), at, None, plain.is_firm))
    moves = mover(plain, day_pause, table)
    each: list[Moved] = []
    for place, pause in enumerate(pauses):
        if pause.start >= moves.at:
            pauses = pauses[:place]
            break
        if pause.end is None:
            return _new(Leg, (plain, pauses, tuple(each), moves.at, None, moves.is_firm))
        try:
            each.append(moves.take(pause))
        except OverflowError:
            raise _beyond(plain, pause) from None
    return _new(Leg, (plain, pauses, tuple(each), moves.at, moves.at, moves.is_firm))


def _beyond(plain: Due, pause: Pause) -> ValueNotAllowedError:
    return ValueNotAllowedError(
        field="due",
        value=f"{plain.limit.label.en} from {plain.start}, moved by a pause until {pause.end}",
        allowed="a day before the year 10000",
    )


def _check(rule: ExtensionRule, event: Event, number: int) -> None:
    """
    Refuse an extension that the scheme does not allow.
    """
    amount = event.amount or 0
    if event.role in rule.consent and amount <= rule.most and number <= rule.times:
        return
    name: str
    value: object
    if event.role not in rule.consent:
        name, value = "granted by", event.role.value
        allowed = ", ".join(role.value for role in rule.consent)
    elif amount > rule.most:
        name, value, allowed = "amount", amount, f"1 to {rule.most} {rule.unit.label.en}"
    else:
        name, value, allowed = "number", number, f"up to {rule.times}"
    raise ValueNotAllowedError(
        field=f"event {event.id}: extension, {name}", value=value, allowed=allowed
    )


def _extended(
    plain: Due, due_at: datetime, limit: Limit, unit: LimitUnit, amount: int, table: Table
) -> Due:
    """
    Count an extension: on from the day that was due before.
    """
    calendar, known = plain.calendar, plain.known
    if unit in _CLOCK:
        more = _more_time(amount, unit, limit.unit, limit.roll)
        return due_along(due_at, more, calendar, known, table, due_at)
    start = at_midnight(last_day_of(due_at))
    more = _more_days(amount, unit, limit.unit, limit.roll, limit.end)
    if more.roll is not _BACKWARD:
        return due_along(start, more, calendar, known, table, start)
    # Rolled back it may come to lie before its own first day, but takes no time away.
    bare = _more_days(amount, unit, limit.unit, _NONE, limit.end)
    last = due_along(start, bare, calendar, known, table, start).last
    timetable = calendar.as_known(known, provisional=True)
    day = timetable.on_or_before(last)
    if day > start.date():
        return due_along(start, more, calendar, known, table, start)
    return Due(start, more, calendar, known, start, due_at, timetable.is_firm(day, last))


# Extensions are for few amounts, and a limit takes much longer to make than to count.
@lru_cache(_KEPT)
def _more_time(amount: int, unit: LimitUnit, before: LimitUnit, roll: RollRule) -> Limit:
    rolls = unit in _BY_THE_CLOCK and before in _BY_THE_CLOCK
    return Limit(
        amount=amount,
        unit=unit,
        start=StartRule.FROM_INSTANT,
        roll=roll if rolls else _NONE,
        end=EndRule.AT_INSTANT,
    )


@lru_cache(_KEPT)
def _more_days(
    amount: int, unit: LimitUnit, before: LimitUnit, roll: RollRule, end: EndRule
) -> Limit:
    works, alike = unit is _WORKING_DAY, before not in _CLOCK
    if works or before is _WORKING_DAY or not alike:
        roll = _NONE
    closes = alike and (works or roll is not _NONE)
    return Limit(
        amount=amount,
        unit=unit,
        start=_AFTER_DAY,
        roll=roll,
        end=end if closes else _END_OF_DAY,
    )
