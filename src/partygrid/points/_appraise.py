"""
The yearly appraisal: who is ranked where among those who entered, and what is honoured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

import attrs

from partygrid.dated import Month, Year
from partygrid.errors import (
    ConflictError,
    PartyGridError,
    UnknownNameError,
    ValueNotAllowedError,
)
from partygrid.labels import Label, check_kind
from partygrid.points._activity import HolderKind
from partygrid.points._appraising import AppraisalRules, AppraisalScheme, Honour
from partygrid.points._as_of import check_reading, lots_on
from partygrid.points._bank import Bank
from partygrid.points._problems import lines_of, refused_batch
from partygrid.points._ranking import Place, places
from partygrid.trace import Explained, Step, StepRule, Unit
from partygrid.worktime import OFFICE_TIME, Due, WorkCalendar, due


@attrs.frozen(kw_only=True, repr=False)
class Appraisal(Explained):
    """
    Hold the honours of a year; `appraise` makes it.

    It lists who is honoured and nobody else. A holder who entered may ask for the own place.

    Args:
        year: The year.
        on: The day as on which it was appraised.
        rules: The values of the scheme.
        kinds: The kinds that are ranked, as the tariff names them.
        honoured: Who is honoured, by kind and place.
        posting: Until when the result is posted before it stands.
    """

    year: Year
    on: date
    rules: AppraisalRules
    kinds: tuple[HolderKind, ...]
    honoured: tuple[Place, ...]
    posting: Due
    _places: Mapping[str, Place]

    def place(self, holder: str) -> Place:
        """
        Give the place of one holder who entered.

        Raises:
            WrongTypeError: The id is not text.
            UnknownNameError: Nobody of that id entered.
        """
        check_kind(holder, str, "holder")
        found = self._places.get(holder)
        if found is None:
            raise UnknownNameError(
                field="holder", value=holder, allowed="a holder who entered the appraisal"
            )
        return found

    @property
    def heading(self) -> Label:
        """
        Year and day.
        """
        year = self.year.label
        return Label(f"{year.zh}积分评比，{self.on}", f"Appraisal of {year.en} on {self.on}")

    def trace(self) -> Step:
        """
        Give who is honoured, each with the reasons, and how long the result is posted.
        """
        children = [_kind_step(kind, self.honoured) for kind in self.kinds]
        posting = self.posting.trace()
        entry = self.rules.entry("posting")
        rule = attrs.evolve(posting.rule, key="posting", label=_POSTING, entry=entry)
        count = len(self.honoured)
        words = Label(f"{count}项次获荣誉", f"{count} honoured")
        return Step(_APPRAISAL, words, (*children, posting._replace(rule=rule)))

    def __repr__(self) -> str:
        """
        Show year and number of those honoured in one line.
        """
        return (
            f"<Appraisal {self.year}: {len(self._places)} entered, {len(self.honoured)} honoured>"
        )


_APPRAISAL: Final = StepRule("appraisal", Label("评比", "appraisal"), Unit.TEXT)
_POSTING: Final = Label("公示至", "posted until")


def _kind_step(kind: HolderKind, honoured: tuple[Place, ...]) -> Step:
    children = []
    for each in honoured:
        if each.kind == kind.key:
            step = each.trace()
            label = Label(each.holder, each.holder)
            rule = attrs.evolve(step.rule, key=each.holder, label=label)
            children.append(step._replace(rule=rule))
    rule = StepRule(kind.key, kind.label, Unit.ITEMS)
    return Step(rule, len(children), tuple(children))


def appraise(
    bank: Bank,
    year: Year,
    scheme: AppraisalScheme,
    *,
    entered: Iterable[str],
    on: date,
    calendar: WorkCalendar,
) -> Appraisal:
    """
    Appraise a year among those who entered.

    What counts is what the closes of the year's months credited, whenever it was earned, less
    what was taken back of wrong slips by that day. Points that were spent, are held or have
    expired count; a shortfall lowers no rank. Opening balances do not count.

    Args:
        bank: The bank.
        year: The year; every month of it that the bank registers is closed.
        scheme: How a year is appraised, as in force on the last day of the year.
        entered: The ids of the holders who entered the appraisal.
        on: The day.
        calendar: The working days on which the result is posted, from the day after.

    Raises:
        WrongTypeError: An argument has another type.
        ValueNotAllowedError: A month of the year is not closed by that day, or the bank had not
            opened; the posting ends outside the calendar.
        InvalidDataError: A holder is unknown, of a kind that is not ranked, or named twice; each
            line is named.
        NotInForceError: The scheme, as known on that day, is not in force on the year's last.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 12))
    >>> from partygrid.points import close
    >>> day = date(2025, 12, 31)
    >>> bank = close(bank, Month(2025, 12), on=day).bank
    >>> appraise(
    ...     bank, Year(2025), pack.appraisal, entered=[], on=day, calendar=pack.calendar
    ... ).posting
    <Due 5 working days: 2026-01-08 00:00:00, provisional>
    """
    check_reading(bank, on)
    check_kind(year, Year, "year")
    check_kind(scheme, AppraisalScheme, "scheme")
    _check_closed(bank, year, on)
    rules = scheme.rules_on(year.last_day, on)
    kinds = _entered(bank, rules, entered)
    posting = due(
        datetime(on.year, on.month, on.day, tzinfo=OFFICE_TIME), rules.posting, calendar, known=on
    )
    found: dict[str, Place] = {}
    for kind in rules.kinds:
        of_kind = [holder for holder, its in kinds.items() if its == kind]
        found |= _ranked(bank, year, kind, of_kind, rules, on)
    order = {kind: number for number, kind in enumerate(rules.kinds)}
    honoured = sorted(
        (each for each in found.values() if each.honours),
        key=lambda each: (order[each.kind], each.place, each.holder),
    )
    return Appraisal(
        year=year,
        on=on,
        rules=rules,
        kinds=_named(bank, year, rules, on),
        honoured=tuple(honoured),
        posting=posting,
        places=found,
    )


def _named(bank: Bank, year: Year, rules: AppraisalRules, on: date) -> tuple[HolderKind, ...]:
    known = {kind.key: kind for kind in bank.tariff.rules_on(year.last_day, on).kinds}
    return tuple(known.get(key) or HolderKind(key, Label(key, key)) for key in rules.kinds)


def _check_closed(bank: Bank, year: Year, on: date) -> None:
    first, last = bank.books.first, Month.containing(year.last_day)
    if first <= last < bank.open_month and bank.months[len(first.to(last)) - 1].on <= on:
        return
    raise ValueNotAllowedError(
        field="year",
        value=str(year),
        allowed=f"a year with months that were all closed by {on}; the bank has closed those "
        f"from {first} to before {bank.open_month}",
    )


def _entered(bank: Bank, rules: AppraisalRules, entered: Iterable[str]) -> dict[str, str]:
    """
    Give the kind of each holder who entered.
    """
    found: dict[str, str] = {}
    faults: list[tuple[int, PartyGridError]] = []
    for place, holder in enumerate(lines_of(entered, "entered")):
        try:
            kind = bank.holder(holder).kind
        except PartyGridError as error:
            faults.append((place, error))
            continue
        if holder in found:
            faults.append(
                (place, ConflictError(field="holder", value=holder, allowed="each holder once"))
            )
        elif kind not in rules.honours_of:
            faults.append(
                (
                    place,
                    ValueNotAllowedError(
                        field=f"holder {holder}: kind",
                        value=kind,
                        allowed=", ".join(rules.kinds),
                        source=rules.entry("kinds").cite(),
                    ),
                )
            )
        found[holder] = kind
    if faults:
        raise refused_batch(faults, "entered")
    return found


def _ranked(
    bank: Bank, year: Year, kind: str, holders: Iterable[str], rules: AppraisalRules, on: date
) -> dict[str, Place]:
    """
    Give the places of one kind of holder.
    """
    months = [month for month in bank.months if month.month.year == year.year]
    earned: dict[str, tuple[tuple[tuple[Month, int], ...], int]] = {}
    for holder in holders:
        by_month = {month.number: 0 for month in months}
        taken_back = 0
        for each in lots_on(bank.books, bank.account(holder), on):
            if each.month in by_month:
                by_month[each.month] += each.got
                taken_back += each.taken_back
        sums = tuple((month.month, by_month[month.number]) for month in months)
        earned[holder] = sums, taken_back
    points = {
        holder: sum(count for _, count in sums) - taken_back
        for holder, (sums, taken_back) in earned.items()
    }
    place_of, shared = places(points, rules.ties), Counter(points.values())
    return {
        holder: Place(
            holder,
            kind,
            year,
            place_of[holder],
            shared[points[holder]] - 1,
            *earned[holder],
            _honours(rules.honours_of[kind], place_of[holder], points[holder]),
            rules,
        )
        for holder in earned
    }


def _honours(honours: tuple[Honour, ...], place: int, points: int) -> tuple[Honour, ...]:
    """
    Give all honours that a place with so many points is given.
    """
    return tuple(
        each
        for each in honours
        if (each.best is None or place <= each.best)
        and (each.points is None or points >= each.points)
    )
