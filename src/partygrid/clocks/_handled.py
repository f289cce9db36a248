"""
What was handled against the scheme: findings that are no matter of a stage's time.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from partygrid.clocks._case import Case
from partygrid.clocks._event import Event, EventKind, Role
from partygrid.clocks._handling import CommunityDuty, ReturnRule
from partygrid.clocks._scheme import StageRules, StageScheme
from partygrid.errors import NotInForceError
from partygrid.labels import Label
from partygrid.norms import Finding, Report, Verdict
from partygrid.trace import Step, StepRule, Unit
from partygrid.worktime import WorkCalendar, due
from partygrid.worktime._due import due_along

_DUTIES = Label(
    "交社区事项在职责清单之内", "matters given to a community are on its list of duties"
)
_RETURNS = Label("在规定时限内退回", "sent back in time")
_RECEIVED, _TRANSFERRED = EventKind.RECEIVED, EventKind.TRANSFERRED
_RETURNED = EventKind.RETURNED


class Handled(NamedTuple):
    """
    Hold one event that a rule speaks of.

    Args:
        event: The event: the case was given to a unit, or sent back.
        rules: The values in force on its day.
        matter: The class of matter.
        by: Until when it could be sent back; None if it was given.
    """

    event: Event
    rules: StageRules
    matter: str
    by: datetime | None


def handled_of(
    events: tuple[Event, ...],
    scheme: StageScheme,
    calendar: WorkCalendar,
    known: date,
) -> tuple[Handled, ...]:
    """
    List the events that rules on handling speak of, each with the rules that it is held to.

    Args:
        events: The events of a case, in order.
        scheme: The scheme; each event is held to what was in force on its day.
        calendar: The calendar.
        known: What was announced later plays no part.

    Raises:
        PartyGridError: No rules are in force on the day of an event, or the time for sending
            back cannot be counted.
    """
    found: list[Handled] = []
    matter, given = "", None
    for event in events:
        kind = event.kind
        rules, then = _held_to(scheme, event.at.date(), known)
        if kind is _RECEIVED:
            matter = event.matter or ""
        if kind is _RECEIVED or kind is _TRANSFERRED:
            given = event
            found.append(Handled(event, rules, matter, None))
        elif kind is _RETURNED and rules.returns is not None:
            assert given is not None  # noqa: S101 - a case is received first
            by = due(given.at, rules.returns.limit, calendar, known=then).at
            found.append(Handled(event, rules, matter, by))
    return tuple(found)


def _held_to(scheme: StageScheme, day: date, known: date) -> tuple[StageRules, date]:
    """
    Give the values that an event of a day is held to, and as known on which day they are.
    """
    # A finding is a verdict, too: it is made by what was known when it was earned.
    then = min(known, day)
    try:
        return scheme.rules_on(day, then), then
    except NotInForceError:
        # The scheme itself was not known yet.
        return scheme.rules_on(day, known), known


def check_returned(
    events: tuple[Event, ...], rule: ReturnRule | None, calendar: WorkCalendar, known: date
) -> None:
    """
    Refuse what was sent back if the time for it cannot be counted, without finding anything.

    Args:
        events: The events of a case, in order.
        rule: The time, on the day of every event; None: nothing is laid down.
        calendar: The calendar.
        known: What was announced later plays no part.
    """
    if rule is None:
        return
    given: Event | None = None
    for event in events:
        kind = event.kind
        if kind is _RECEIVED or kind is _TRANSFERRED:
            given = event
        elif kind is _RETURNED:
            assert given is not None  # noqa: S101 - a case is received first
            then = min(known, event.at.date())
            due_along(given.at, rule.limit, calendar, then, calendar.table(then), given.at)


def findings_of(case: Case, handled: tuple[Handled, ...]) -> Report:
    """
    Hold what was handled to a community's duties and to the time for sending back.

    Args:
        case: The case.
        handled: What was handled.
    """
    found: list[Finding] = []
    for event, rules, matter, by in handled:
        if by is None:
            found += _shielded(case, event, matter, rules)
            continue
        assert rules.returns is not None  # noqa: S101 - or there were no time for it
        limit = rules.returns.limit
        required = Label(f"{limit.label.zh}内", f"within {limit.label.en}")
        found.append(_finding(_RETURNS, case, event, required, met=event.at <= by))
    return Report(tuple(found))


def _shielded(case: Case, event: Event, matter: str, rules: StageRules) -> tuple[Finding, ...]:
    """
    Hold what is given to a community to the list of its duties, if one is laid down.
    """
    if event.assigned is not Role.COMMUNITY or rules.community_duties is None:
        return ()
    duty = next((each for each in rules.community_duties if each.matter == matter), None)
    met = duty is not None and (duty.may_lead or not event.leads)
    required = Label(
        _names(rules.community_duties, "（协助）") or "无",
        _names(rules.community_duties, " (assist)") or "none",
    )
    return (_finding(_DUTIES, case, event, required, met=met, measured=matter),)


def _names(duties: tuple[CommunityDuty, ...], assist: str) -> str:
    return ", ".join(each.matter + ("" if each.may_lead else assist) for each in duties)


def _finding(
    what: Label, case: Case, event: Event, required: Label, *, met: bool, measured: str = ""
) -> Finding:
    shown = measured or f"{event.at:%Y-%m-%d %H:%M}"
    rule = StepRule("handled", event.kind.label, Unit.TEXT)
    return Finding(
        what=what,
        subject=f"{case.id}/{event.id}",
        measured=None,
        required=required,
        gap=0 if met else 1,
        verdict=Verdict.MET if met else Verdict.NOT_MET,
        unit=Unit.ITEMS,
        step=Step(rule, Label(shown, shown)),
    )
