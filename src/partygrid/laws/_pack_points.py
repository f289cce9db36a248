"""
The points bank of a pack, held to the laws of points by a year that is made for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import product
from operator import is_not
from typing import Any, Final

from partygrid._neighbourhood.choices import Seeded
from partygrid._neighbourhood.life import live
from partygrid._neighbourhood.walk import Scene, Walk
from partygrid.dated import InForce, Month, Scheme
from partygrid.errors import NotStatedError, PartyGridError
from partygrid.labels import Label
from partygrid.laws._broken import merged_by_law, not_tried
from partygrid.laws._gaps import (
    NO_CALENDAR,
    entries_of,
    gap_reason,
    month_from,
    refusal_reason,
    unread_reason,
)
from partygrid.laws._history import BankHistory
from partygrid.laws._points import POINTS_LAWS
from partygrid.laws._points_places import PLACES, places_by_points
from partygrid.norms import Finding
from partygrid.points import AppraisalScheme, Bank, StoreScheme, Tariff
from partygrid.worktime import WorkCalendar

_LAWS: Final = Label("积分银行各项规律", "the laws of points banks")
_REFUSED: Final = Label("无法读取", "it could not be read")
_NO_STORE: Final = Label("没有兑换规则", "there is no store")
_NO_TARIFF: Final = Label("没有积分标准", "there is no tariff")
# Few holders come to more points each, and so to gifts.
_HOLDERS: Final = (3, 1, 6)
_SEEDS: Final = 10
# A kind of event goes before what became of an order.
_WEIGHT: Final = 100
# All kinds that there are, and some orders beside.
_ENOUGH: Final = 8 * _WEIGHT + 4
_MONTHS: Final = 12


def points_findings(
    tariff: Tariff | None,
    store: StoreScheme | None,
    appraisal: AppraisalScheme | None,
    calendar: WorkCalendar | None,
) -> tuple[Finding, ...]:
    """
    Hold a tariff and a store to the laws of points banks, over a year at each change of theirs.

    Args:
        tariff: The tariff.
        store: The store.
        appraisal: How a year is appraised; None: places are not looked at.
        calendar: The calendar, by which windows move and results are posted.
    """
    named = [each for each in (tariff, store, appraisal) if each is not None]
    subject = ", ".join(str(each.key) for each in named)
    if tariff is None or store is None:
        reason = _NO_TARIFF if tariff is None else _NO_STORE
        return (not_tried(_LAWS, subject, reason),) if named else ()
    if appraisal is not None and (calendar is None or appraisal.gaps()):
        reason = gap_reason(appraisal) if appraisal.gaps() else NO_CALENDAR
        held = points_findings(tariff, store, None, calendar)
        return (*held, not_tried(PLACES, str(appraisal.key), reason))
    read = _Read(named, calendar)
    found, reasons = _years(read.months, tariff, store, appraisal, calendar)
    if read.is_open:
        reasons.append(gap_reason(*named))
    elif not read.months:
        reasons.append(unread_reason(*named))
    held = merged_by_law(f"{tariff.key}: {', '.join(map(str, read.months))}", found)
    return (*held, *(not_tried(_LAWS, subject, each) for each in reasons))


def _years(
    starts: Mapping[Month, int],
    tariff: Tariff,
    store: StoreScheme,
    appraisal: AppraisalScheme | None,
    calendar: WorkCalendar | None,
) -> tuple[list[Finding], list[Label]]:
    """
    Try each law on a year from each month on; give the findings, and why years were not made.
    """
    found: list[Finding] = []
    reasons: list[Label] = []
    for month, months in starts.items():
        try:
            walk = _best(tariff, store, calendar, month, months)
            history = BankHistory(Bank.open(tariff, store, month=month), walk.events, calendar)
        except PartyGridError as error:
            what = Label(f"自{month}起的一年设不出来", f"no year from {month} could be made up")
            reasons.append(refusal_reason(what, error))
        else:
            found += _held(history, appraisal, calendar)
    return found, reasons


def _held(
    history: BankHistory, appraisal: AppraisalScheme | None, calendar: WorkCalendar | None
) -> Iterator[Finding]:
    """
    Try each law on a year; one that is refused leaves the others to be tried.
    """
    laws = list(POINTS_LAWS)
    if appraisal is not None and calendar is not None:
        laws.append(partial(places_by_points, appraisal=appraisal, calendar=calendar))
    nothing = BankHistory(history.opened, ())
    for law in laws:
        try:
            yield law(history)
        except PartyGridError as error:
            # Where nothing happened, every law says no more than which it is.
            plain = law(nothing)
            yield not_tried(plain.what, plain.subject, refusal_reason(_REFUSED, error))


class _Read:
    """
    Hold the months from which on something new is in force, and how many follow in the calendar.
    """

    def __init__(self, schemes: Sequence[Scheme[Any]], calendar: WorkCalendar | None) -> None:
        self.months: dict[Month, int] = {}
        self.is_open = False
        before: list[InForce | None] = [None] * len(schemes)
        for month in _candidates(schemes, calendar):
            first = month.first_day
            try:
                rules = [scheme.rules_on(first, first) for scheme in schemes]
            except NotStatedError:
                self.is_open = True
                continue
            except PartyGridError:
                # Not in force yet, or no more.
                continue
            count = _MONTHS if calendar is None else _months_left(month, calendar)
            if count > 0 and any(map(is_not, rules, before)):
                self.months[month] = count
            before = [*rules]


def _candidates(
    schemes: Sequence[Scheme[Any]], calendar: WorkCalendar | None
) -> tuple[Month, ...]:
    """
    List the first month after each change, in the calendar if there is one.
    """
    days = {max(entry.start, entry.known) for each in schemes for entry in entries_of(each)}
    if calendar is not None:
        days = {max(day, calendar.span.start) for day in days}
    months = {month_from(day) for day in days}
    return tuple(sorted(months, key=lambda month: month.first_day))


def _months_left(month: Month, calendar: WorkCalendar) -> int:
    """
    Count the months up to a year that a bank can close and post in a calendar.
    """
    span = calendar.span
    last = span.start + timedelta(days=(span.days or 1) - 1)
    whole = (last.year - month.year) * 12 + last.month - month.number
    return min(_MONTHS, whole - 1)


def _best(
    tariff: Tariff,
    store: StoreScheme,
    calendar: WorkCalendar | None,
    month: Month,
    months: int,
) -> Walk:
    """
    Make years from a few seeds, and give the one in which most kinds of things happen.
    """
    best: Walk | None = None
    for seed, holders in product(range(_SEEDS), _HOLDERS):
        scene = Scene(
            tariff=tariff,
            store=store,
            month=month,
            calendar=calendar,
            max_holders=holders,
            allow_impossible=False,
        )
        walk = Walk(Seeded(seed), scene)
        live(walk, months)
        if best is None or _happened(walk) > _happened(best):
            best = walk
        if _happened(best) >= _ENOUGH:
            break
    assert best is not None  # noqa: S101 - there are seeds
    return best


def _happened(walk: Walk) -> int:
    """
    Count the kinds of things that happen in a year: of events, and of what became of orders.
    """
    kinds = {(type(event), getattr(event, "holds", None)) for event in walk.events}
    states = {(order.state, order.refusal) for _, order in walk.bank.books.orders.items()}
    return len(kinds) * _WEIGHT + len(states)
