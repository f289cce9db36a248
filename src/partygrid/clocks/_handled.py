"""
What was handled against the scheme: findings that are no matter of a stage's time.
"""

from __future__ import annotations

from datetime import date

from partygrid.clocks._case import Case
from partygrid.clocks._event import Event, EventKind, Role
from partygrid.clocks._handling import CommunityDuty
from partygrid.clocks._scheme import StageRules, StageScheme
from partygrid.errors import NotInForceError
from partygrid.labels import Label
from partygrid.norms import Finding, Report, Verdict
from partygrid.trace import Step, StepRule, Unit
from partygrid.worktime import WorkCalendar, due

_DUTIES = Label(
    "交社区事项在职责清单之内", "matters given to a community are on its list of duties"
)
_RETURNS = Label("在规定时限内退回", "sent back in time")
_GIVEN = frozenset({EventKind.RECEIVED, EventKind.TRANSFERRED})


def findings_of(
    case: Case,
    events: tuple[Event, ...],
    scheme: StageScheme,
    calendar: WorkCalendar,
    known: date,
) -> Report:
    """
    Hold what was handled to a community's duties and to the time for sending back.

    Args:
        case: The case.
        events: Its events, in order.
        scheme: The scheme; each event is held to what was in force on its day.
        calendar: The calendar.
        known: What was announced later plays no part.
    """
    found: list[Finding] = []
    matter, given = "", None
    for event in events:
        # A finding is a verdict, too: it is made by what was known when it was earned.
        day = event.at.date()
        then = min(known, day)
        try:
            rules = scheme.rules_on(day, then)
        except NotInForceError:
            # The scheme itself was not known yet.
            then = known
            rules = scheme.rules_on(day, then)
        if event.kind is EventKind.RECEIVED:
            matter = event.matter or ""
        if event.kind in _GIVEN:
            given = event
            found += _shielded(case, event, matter, rules)
        elif event.kind is EventKind.RETURNED and rules.returns is not None:
            assert given is not None  # noqa: S101 - a case is received first
            limit = rules.returns.limit
            by = due(given.at, limit, calendar, known=then)
            required = Label(f"{limit.label.zh}内", f"within {limit.label.en}")
            found.append(_finding(_RETURNS, case, event, required, met=event.at <= by.at))
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
