"""
The law of a points bank about places: they follow from points alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from partygrid.dated import Year
from partygrid.errors import PartyGridError, WrongTypeError
from partygrid.labels import Label, check_kind
from partygrid.laws._history import BankHistory, Trial, again, values_of
from partygrid.norms import Finding
from partygrid.points import (
    Allocated,
    AppraisalScheme,
    Bank,
    BankEvent,
    Criterion,
    Enrolled,
    Place,
    Submitted,
    TieRule,
    appraise,
)
from partygrid.worktime import WorkCalendar

_STANDARD: Final = TieRule.STANDARD


def places_by_points(
    history: BankHistory, appraisal: AppraisalScheme, calendar: WorkCalendar
) -> Finding:
    """
    Find places that do not follow from points alone.

    For every year that is closed, all whose kinds are ranked enter. A place is one more than those
    ahead of it, as the scheme counts ties; who has as many points has the same place, and who has
    none has one, too. Neither the order in which holders enter nor their names change anything.

    Args:
        history: The life of the bank.
        appraisal: How a year is appraised.
        calendar: The working days on which a result is posted.

    Raises:
        WrongTypeError: An argument has another type.
        PartyGridError: As `points.appraise`.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> from partygrid.strategies import neighbourhood_year
    >>> pack, year = load("example"), neighbourhood_year(1, month=Month(2025, 12), months=1)
    >>> history = BankHistory(year.opened, year.events)
    >>> places_by_points(history, pack.appraisal, pack.calendar).met
    True
    """
    if type(appraisal) is not AppraisalScheme:
        raise WrongTypeError(field="appraisal", value=appraisal, allowed="an AppraisalScheme")
    check_kind(appraisal, AppraisalScheme, "appraisal")
    check_kind(calendar, WorkCalendar, "calendar")
    trial = Trial(PLACES, history)
    bank = history.last
    renamed = _Renamed(history)
    closed = (month.month for month in bank.months)
    for year in (Year(month.year) for month in closed if month.number == _LAST_MONTH):
        desk = _Desk(bank, year, appraisal, calendar)
        entered = desk.entered()
        found = desk.places(entered)
        _by_points(trial, found, desk.ties)
        backwards = desk.places(tuple(reversed(entered)))
        for id_ in entered:
            trial.holds(
                backwards[id_] == found[id_],
                f"{year.year}年{id_}的名次与报名次序有关",
                f"the place of {id_} in {year.year} hangs on who entered first",
            )
        if renamed.bank is not None:
            other = _Desk(renamed.bank, year, appraisal, calendar)
            names = {id_: renamed.names[id_] for id_ in entered}
            then = other.places(tuple(names.values()))
            for id_, name in names.items():
                trial.holds(
                    _told(then[name]) == _told(found[id_]),
                    f"{year.year}年{id_}的名次与编号有关",
                    f"the place of {id_} in {year.year} hangs on its name",
                )
    return trial.finding()


_LAST_MONTH: Final = 12


class _Desk:
    """
    Hold under what a year is appraised.
    """

    def __init__(
        self, bank: Bank, year: Year, appraisal: AppraisalScheme, calendar: WorkCalendar
    ) -> None:
        assert bank.on is not None  # noqa: S101 - a month is closed
        self.bank, self.year, self.appraisal, self.calendar = bank, year, appraisal, calendar
        self.on = bank.on
        rules = appraisal.rules_on(year.last_day, self.on)
        self.ties, self.kinds = rules.ties, rules.kinds

    def entered(self) -> tuple[str, ...]:
        """
        List all whose kinds are ranked.
        """
        return tuple(
            each.id for each in values_of(self.bank.books.holders) if each.kind in self.kinds
        )

    def places(self, entered: tuple[str, ...]) -> dict[str, Place]:
        """
        Appraise the year.
        """
        found = appraise(
            self.bank,
            self.year,
            self.appraisal,
            entered=entered,
            on=self.on,
            calendar=self.calendar,
        )
        return {id_: found.place(id_) for id_ in entered}


def _by_points(trial: Trial, found: Mapping[str, Place], ties: TieRule) -> None:
    for id_, place in found.items():
        ahead = [
            other.points
            for other in found.values()
            if other.kind == place.kind and other.points > place.points
        ]
        before = len(ahead) if ties is _STANDARD else len(set(ahead))
        trial.holds(
            place.place == 1 + before,
            f"{place.year}年{id_}第{place.place}名，其前{before}",
            f"{id_} in {place.year}: place {place.place}, with {before} ahead",
        )


def _told(place: Place) -> tuple[object, ...]:
    """
    Say what a place comes to, whoever has it.
    """
    return place.place, place.points, place.shared, place.months, place.taken_back, place.honours


class _Renamed:
    """
    Hold the same life under other names, last come first; its bank is None if it cannot be.
    """

    def __init__(self, history: BankHistory) -> None:
        ids = [each.id for each in values_of(history.last.books.holders)]
        count = len(ids)
        self.names = {id_: f"~{count - place:06}~" for place, id_ in enumerate(ids)}
        self.bank = self._lived(history)

    def _lived(self, history: BankHistory) -> Bank | None:
        bank = history.opened
        # Who comes first in a draw hangs on names, and a bank that has begun has names in it.
        if bank.version or _draws(history):
            return None
        try:
            for event in history.events:
                bank = again(bank, self._event(event), history.calendar).bank
        except PartyGridError:
            # Windows that are moved need a calendar.
            return None
        return bank

    def _event(self, event: BankEvent) -> BankEvent:
        if isinstance(event, Enrolled):
            return attrs.evolve(
                event,
                holders=tuple(
                    attrs.evolve(
                        each,
                        id=self.names[each.id],
                        household=self.names.get(each.household or "", each.household),
                    )
                    for each in event.holders
                ),
            )
        if isinstance(event, Submitted):
            slips = tuple(each._replace(holder=self.names[each.holder]) for each in event.slips)
            return attrs.evolve(event, slips=slips)
        if isinstance(event, Allocated):
            requests = tuple(
                attrs.evolve(each, holder=self.names[each.holder]) for each in event.requests
            )
            return attrs.evolve(event, requests=requests)
        return event


def _draws(history: BankHistory) -> bool:
    entries = history.opened.store.priority.all_entries
    return any(Criterion.DRAW in _criteria(entry.value) for entry in entries)


def _criteria(value: object) -> tuple[object, ...]:
    # An entry may hold a question or a repeal.
    return value if isinstance(value, tuple) else ()


PLACES: Final = Label("名次只看积分", "places follow from points alone")
