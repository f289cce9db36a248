"""
The promise of a pack, held to the laws of deadline clocks by cases made from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from partygrid.clocks import Case, StageRules, StageScheme, read
from partygrid.errors import NotStatedError, PartyGridError
from partygrid.labels import Label
from partygrid.laws._broken import not_tried
from partygrid.laws._clocks import check_promise
from partygrid.laws._gaps import NO_CALENDAR, gap_reason, refusal_reason, unread_reason
from partygrid.laws._made_cases import begins_in, made_cases
from partygrid.norms import Finding
from partygrid.worktime import WorkCalendar

_NONE_READ: Final = Label("没有一件所设事项可以读取", "no case made up could be read")
_LAWS: Final = Label("时限各项规律", "the laws of deadline clocks")
# By then a case that is made has ended.
_LONGEST: Final = 75


def promise_findings(
    scheme: StageScheme, calendar: WorkCalendar | None, cases: Sequence[Case]
) -> tuple[Finding, ...]:
    """
    Hold a scheme to the laws of deadline clocks, under each set of values that it ever had.

    Args:
        scheme: The scheme.
        calendar: The calendar; without one nothing is tried.
        cases: Cases of the pack, tried beside those that are made.
    """
    subject = str(scheme.key)
    if calendar is None:
        reasons = [gap_reason(scheme)] if scheme.gaps() else []
        return tuple(not_tried(_LAWS, subject, each) for each in (*reasons, NO_CALENDAR))
    read_ = _Read(scheme, calendar)
    made = [case for rules, days in read_.days for case in _cases(rules, days, calendar)]
    held: tuple[Finding, ...] = ()
    if made:
        refusals = [_refusal(case, scheme, calendar) for case in made]
        if None in refusals:
            held = check_promise(scheme, calendar, (*made, *cases)).findings
        else:
            reason = refusal_reason(_NONE_READ, refusals[0])
            nothing = check_promise(scheme, calendar, ()).findings
            held = tuple(not_tried(each.what, each.subject, reason) for each in nothing)
    if read_.is_open:
        held += (not_tried(_LAWS, subject, gap_reason(scheme)),)
    elif not made:
        held += (not_tried(_LAWS, subject, unread_reason(scheme)),)
    return held


class _Read:
    """
    Hold the days of a calendar, with the values then in force, and whether any is open.
    """

    def __init__(self, scheme: StageScheme, calendar: WorkCalendar) -> None:
        self.days: list[tuple[StageRules, list[date]]] = []
        self.is_open = False
        span = calendar.span
        for by in range(max(1, (span.days or 1) - _LONGEST)):
            day = span.start + timedelta(days=by)
            try:
                rules = scheme.rules_on(day, day)
            except NotStatedError:
                self.is_open = True
            except PartyGridError:
                # Not in force yet, or no more.
                continue
            else:
                if not self.days or self.days[-1][0] is not rules:
                    self.days.append((rules, []))
                self.days[-1][1].append(day)


def _cases(rules: StageRules, days: list[date], calendar: WorkCalendar) -> tuple[Case, ...]:
    begins: tuple[datetime, ...] = begins_in(calendar.as_known(provisional=True), days)
    return made_cases(rules.stages, rules.extension, begins, f"made-{days[0]}") if begins else ()


def _refusal(case: Case, scheme: StageScheme, calendar: WorkCalendar) -> PartyGridError | None:
    """
    Give the error with which a case is refused at its end; None if it is read.
    """
    try:
        read(case, scheme, calendar, at=case.events[-1].known)
    except PartyGridError as error:
        return error
    return None
