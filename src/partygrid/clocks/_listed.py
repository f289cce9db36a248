"""
Which stages a case has: those that a scheme had in force on the days of its events.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from partygrid.clocks._event import Event
from partygrid.clocks._scheme import StageRules, StageScheme
from partygrid.clocks._stage import Stage
from partygrid.errors import NotInForceError, NotStatedError


def steady(
    scheme: StageScheme, events: tuple[Event, ...], today: date, known: date
) -> StageRules | None:
    """
    Give the values in force on every day that a reading asks about, as known whenever it asks.

    Nearly always there is nothing else; None if there is, and each day has to be asked.

    Args:
        scheme: The scheme.
        events: The events of the case, in order.
        today: The day asked about.
        known: What was announced later plays no part.
    """
    first = events[0].at.date() if events else today
    return scheme.rules_throughout(first, max(first, today), min(first, known), known)


def listed(
    scheme: StageScheme, events: tuple[Event, ...], today: date, known: date
) -> tuple[tuple[Stage, ...], ...]:
    """
    List every stage that can have run, each in all the forms that it ever had meanwhile.

    A scheme may change while a case is open, and may be changed after the event: a stage that was
    dropped keeps what had ended, so it is listed as it was known on the days of the events, too.

    Args:
        scheme: The scheme.
        events: The events of the case.
        today: The day asked about.
        known: What was announced later plays no part.

    Raises:
        NotInForceError: On the day the case was received, as known now, nothing is in force.
        NotStatedError: What is in force then is an open question.
    """
    days = sorted({event.at.date() for event in events}) or [today]
    found: dict[str, dict[Stage, None]] = {}
    rules: list[StageRules] = [scheme.rules_on(days[0], known)]
    for day in days:
        for as_known in (known, min(known, day)):
            # What was not in force then, or not known yet, has no stages to add.
            with suppress(NotInForceError, NotStatedError):
                rules.append(scheme.rules_on(day, as_known))
    for each in dict.fromkeys(rules):
        for stage in each.stages:
            found.setdefault(stage.key, {})[stage] = None
    return tuple(tuple(forms) for forms in found.values())


def in_force(
    scheme: StageScheme, key: str, day: date, known: date
) -> tuple[StageRules, Stage] | None:
    """
    Give a stage as it is in force on a day, with all that is; None if there is none of that key.
    """
    rules = scheme.rules_on(day, known)
    for stage in rules.stages:
        if stage.key == key:
            return rules, stage
    return None
