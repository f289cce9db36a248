"""
The pay scheme of a pack, held to the laws of pay by workers made from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from partygrid.dated import Month, Terms
from partygrid.errors import NotStatedError, PartyGridError
from partygrid.labels import Label
from partygrid.laws._broken import merged_by_law, not_tried
from partygrid.laws._gaps import entries_of, gap_reason, month_from, refusal_reason, unread_reason
from partygrid.laws._made_workers import made_standings, made_workers
from partygrid.laws._pay import (
    early_facts_only,
    in_the_window,
    monotone,
    order_of_facts,
    swapping_workers,
)
from partygrid.norms import Finding
from partygrid.org import Standings
from partygrid.pay import PayRules, PayScheme, payroll
from partygrid.people import Worker

_LAWS: Final = Label("薪酬各项规律", "the laws of pay")


def pay_findings(
    scheme: PayScheme, workers: Sequence[Worker], standings: Standings
) -> tuple[Finding, ...]:
    """
    Hold a scheme to the laws of pay, in one month of each set of values that it ever had.

    Args:
        scheme: The scheme.
        workers: Workers of the pack, tried beside those that are made.
        standings: The ratings of the pack.
    """
    read = _Read(scheme)
    found: list[Finding] = []
    for month, terms in read.months.items():
        found += _month_findings(terms, month, workers, standings)
    subject = f"{scheme.key}: {', '.join(map(str, read.months))}"
    held = merged_by_law(subject, found)
    if read.is_open or not read.months:
        reason = gap_reason(scheme) if read.is_open else unread_reason(scheme)
        held += (not_tried(_LAWS, str(scheme.key), reason),)
    return held


class _Read:
    """
    Hold the months of a scheme in which something new is in force, and whether any is open.
    """

    def __init__(self, scheme: PayScheme) -> None:
        self.months: dict[Month, Terms[PayRules]] = {}
        self.is_open = False
        entries = entries_of(scheme)
        latest = max((entry.known for entry in entries), default=date.min)
        before: tuple[PayRules, ...] = ()
        for month in sorted({month_from(entry.start) for entry in entries}, key=_first_day):
            try:
                terms = scheme.on(month, max(latest, month.last_day))
            except NotStatedError:
                self.is_open = True
                continue
            except PartyGridError:
                # Not in force yet, or no more.
                continue
            rules = tuple(each for _, each in terms.parts)
            if rules != before:
                self.months[month] = terms
            before = rules


def _first_day(month: Month) -> date:
    return month.first_day


def _month_findings(
    terms: Terms[PayRules], month: Month, workers: Sequence[Worker], standings: Standings
) -> tuple[Finding, ...]:
    rated = {**made_standings(terms, month), **standings}
    paid: list[Worker] = []
    refusal: PartyGridError | None = None
    for worker in (*made_workers(terms, month), *workers):
        try:
            payroll([worker], terms, rated)
        except PartyGridError as error:
            refusal = refusal or error
        else:
            paid.append(worker)
    held = (
        monotone(terms),
        in_the_window(terms, paid, rated),
        order_of_facts(terms, paid, rated),
        early_facts_only(terms, paid, rated),
        swapping_workers(terms, paid, rated),
    )
    if paid or refusal is None:
        return held
    reason = refusal_reason(
        Label("没有一名所设人员可以计发", "nobody made up could be paid"), refusal
    )
    return (held[0], *(not_tried(each.what, each.subject, reason) for each in held[1:]))
