"""
Laws of a points bank: what must hold under any tariff and store, tried on a host's own events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from partygrid.errors import ValueNotAllowedError
from partygrid.laws._history import BankHistory
from partygrid.laws._points_again import given_twice, order_of_slips, refused_whole
from partygrid.laws._points_counts import caps_kept, counted_another_way
from partygrid.laws._points_places import places_by_points
from partygrid.laws._points_spent import cancelling_undoes, first_expiry_first, holds_end_once
from partygrid.laws._points_sums import nothing_negative, points_conserved
from partygrid.laws._points_time import (
    closed_months_stay,
    later_events_only,
    read_back,
    replayed_from_anywhere,
)
from partygrid.norms import Finding, Report
from partygrid.points import AppraisalScheme, Bank, BankEvent
from partygrid.worktime import WorkCalendar

POINTS_LAWS: Final[tuple[Callable[[BankHistory], Finding], ...]] = (
    points_conserved,
    nothing_negative,
    given_twice,
    order_of_slips,
    caps_kept,
    first_expiry_first,
    cancelling_undoes,
    holds_end_once,
    closed_months_stay,
    replayed_from_anywhere,
    later_events_only,
    read_back,
    refused_whole,
    counted_another_way,
)


def check_points(
    bank: Bank,
    events: Iterable[BankEvent],
    *,
    appraisal: AppraisalScheme | None = None,
    calendar: WorkCalendar | None = None,
) -> Report:
    """
    Hold a host's own tariff and store, and its own events, to every law of a points bank.

    The bank is made again event by event, and each law is tried after each of them, on every day
    that matters, and on what could have been done instead.

    Args:
        bank: The bank before the events, as `Bank.open` gives it with the host's schemes.
        events: The events, as the host stored them; without any, no law applies but one.
        appraisal: How a year is appraised; None: places are not looked at.
        calendar: The calendar, by which windows move and results are posted; an appraisal needs
            one.

    Returns:
        A finding for each law: fourteen, and one about places with an appraisal.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: There is an appraisal and no calendar.
        PartyGridError: The events do not follow on this bank.

    >>> from partygrid.packs import load
    >>> from partygrid.strategies import neighbourhood_year
    >>> pack, year = load("example"), neighbourhood_year(110)
    >>> given = {"appraisal": pack.appraisal, "calendar": pack.calendar}
    >>> check_points(year.opened, year.events, **given)
    <Report 15 met, 0 not met, 0 not applicable>
    """
    history = BankHistory(bank, events, calendar)
    findings = [law(history) for law in POINTS_LAWS]
    if appraisal is not None:
        if calendar is None:
            raise ValueNotAllowedError(
                field="calendar", value=None, allowed="a calendar: results are posted by it"
            )
        findings.append(places_by_points(history, appraisal, calendar))
    return Report(tuple(findings))
