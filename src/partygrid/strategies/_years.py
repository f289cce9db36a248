"""
Strategies for whole years of a neighbourhood, and one such year from a seed.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

from partygrid._neighbourhood.choices import Choices, Seeded, among
from partygrid._neighbourhood.life import live
from partygrid._neighbourhood.walk import Scene, Walk
from partygrid._neighbourhood.year import NeighbourhoodYear
from partygrid.dated import Month
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import with_article
from partygrid.points import AppraisalScheme, StoreScheme, Tariff
from partygrid.strategies._arguments import checked
from partygrid.strategies._choices import Drawn
from partygrid.strategies._stores import appraisal_of, store_of
from partygrid.strategies._tariffs import Span, tariff_of
from partygrid.worktime import Cadence, RestRule, WorkCalendar

_MONTHS: Final = (Month(2025, 1), Month(2024, 2), Month(2025, 10))
_YEAR: Final = 12
_MOST_MONTHS: Final = 120
_MOST_HOLDERS: Final = 1000
_HOLDERS: Final = 5
_BEGINNING: Final = Month(2000, 1).first_day


class _Given(NamedTuple):
    """
    Hold what a caller lays down of a year.
    """

    tariff: Tariff | None
    store: StoreScheme | None
    calendar: WorkCalendar | None
    month: Month | None
    max_holders: int
    allow_impossible: bool

    def check(self, months: int, field: str) -> None:
        """
        Refuse what no year could be made of.
        """
        for name, kind in _KINDS.items():
            value = getattr(self, name)
            if value is not None and type(value) is not kind:
                raise WrongTypeError(
                    field=name, value=value, allowed=f"{with_article(kind.__name__)}, or None"
                )
        _check_count(months, field, _MOST_MONTHS)
        _check_count(self.max_holders, "max_holders", _MOST_HOLDERS)
        if self.month is None and (self.tariff or self.store) is not None:
            raise ValueNotAllowedError(
                field="month",
                value=None,
                allowed="a month in which the schemes are in force",
            )
        if self.calendar is None and self.store is not None and _is_moved(self.store):
            raise ValueNotAllowedError(
                field="calendar", value=None, allowed="a calendar: rest days move the windows"
            )

    def scene(self, choices: Choices, months: int) -> tuple[Scene, AppraisalScheme]:
        """
        Choose what was not laid down, and how the year is appraised.
        """
        month = self.month or among(choices, *_MONTHS)
        span = Span(_BEGINNING, month.first_day, month.shifted(months).last_day)
        tariff = self.tariff or tariff_of(choices, span)
        kinds = [kind.key for kind in tariff.rules_on(month.first_day, month.first_day).kinds]
        store = self.store or store_of(choices, kinds, span)
        appraisal = appraisal_of(choices, kinds, span)
        scene = Scene(
            tariff=tariff,
            store=store,
            month=month,
            calendar=self.calendar,
            max_holders=self.max_holders,
            allow_impossible=self.allow_impossible,
        )
        return scene, appraisal


_KINDS: Final[dict[str, type]] = {
    "tariff": Tariff,
    "store": StoreScheme,
    "calendar": WorkCalendar,
    "month": Month,
}


def _check_count(count: int, field: str, most: int) -> None:
    if type(count) is not int:
        raise WrongTypeError(field=field, value=count, allowed="an int")
    if not 1 <= count <= most:
        raise ValueNotAllowedError(field=field, value=count, allowed=f"1 to {most}")


def _is_moved(store: StoreScheme) -> bool:
    values: list[Any] = [entry.value for entry in store.windows.all_entries]
    return any(type(each) is Cadence and each.rest is not RestRule.KEEP for each in values)


def _year(choices: Choices, given: _Given, months: int) -> NeighbourhoodYear:
    scene, appraisal = given.scene(choices, months)
    walk = Walk(choices, scene)
    live(walk, months)
    return walk.year(appraisal)


@checked
def neighbourhood_years(
    *,
    tariff: Tariff | None = None,
    store: StoreScheme | None = None,
    calendar: WorkCalendar | None = None,
    month: Month | None = None,
    max_months: int = _YEAR,
    max_holders: int = _HOLDERS,
    allow_impossible: bool = False,
) -> st.SearchStrategy[NeighbourhoodYear]:
    """
    Generate years of a neighbourhood: who enters, what comes in, what is closed, asked and undone.

    A year is the commands given to a bank, one after the other, and what they led to. Slips come
    late, twice, or beyond caps; requests are redeemed or held, and refused where points, stock or
    limits are short; holds are posted, voided or lapse; orders are cancelled, slips taken back,
    commands given again. A year shrinks to few commands with small numbers.

    Args:
        tariff: The host's own tariff; None: any.
        store: The host's own store; None: any that stays on its days.
        calendar: The calendar; only a store that moves its windows needs one.
        month: The first month; a host's own schemes need one. None: any of a few.
        max_months: The greatest number of months.
        max_holders: The greatest number of holders.
        allow_impossible: Whether commands are tried that a bank refuses with an error; each of
            them says which.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: A number is out of range, the schemes given need a month, or the
            store needs a calendar.
        PartyGridError: The tariff given is not in force in the month.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=200, phases=[Phase.generate])
    >>> find(
    ...     neighbourhood_years(max_months=1), lambda year: True, settings=quickly
    ... ).bank.version > 1
    True
    """
    given = _Given(tariff, store, calendar, month, max_holders, allow_impossible)
    given.check(max_months, "max_months")
    _check_in_force(given)
    return _drawn_years(given, max_months)


@st.composite
def _drawn_years(draw: st.DrawFn, given: _Given, most: int) -> NeighbourhoodYear:
    choices = Drawn(draw)
    months = 1 + choices.upto(most - 1)
    return _year(choices, given, months)


@checked
def neighbourhood_year(
    seed: int,
    *,
    tariff: Tariff | None = None,
    store: StoreScheme | None = None,
    calendar: WorkCalendar | None = None,
    month: Month | None = None,
    months: int = _YEAR,
    max_holders: int = _HOLDERS,
    allow_impossible: bool = False,
) -> NeighbourhoodYear:
    """
    Make the year of a neighbourhood from a seed: the same seed, the same year, on every machine.

    Args:
        seed: Any whole number.
        tariff: The host's own tariff; None: any.
        store: The host's own store; None: any that stays on its days.
        calendar: The calendar; only a store that moves its windows needs one.
        month: The first month; a host's own schemes need one. None: any of a few.
        months: The number of months.
        max_holders: The greatest number of holders.
        allow_impossible: Whether commands are tried that a bank refuses with an error.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: A number is out of range, the schemes given need a month, or the
            store needs a calendar.
        PartyGridError: The tariff given is not in force in the month.

    >>> one, again = neighbourhood_year(7, months=3), neighbourhood_year(7, months=3)
    >>> one.events == again.events
    True
    """
    if type(seed) is not int:
        raise WrongTypeError(field="seed", value=seed, allowed="an int")
    given = _Given(tariff, store, calendar, month, max_holders, allow_impossible)
    given.check(months, "months")
    _check_in_force(given)
    choices = Seeded(seed)
    return _year(choices, given, months)


def _check_in_force(given: _Given) -> None:
    if given.month is not None:
        day = given.month.first_day
        for scheme in (given.tariff, given.store):
            if scheme is not None:
                scheme.rules_on(day, day)
