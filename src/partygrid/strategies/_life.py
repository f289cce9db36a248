"""
How the life of one worker is drawn, so that given terms can pay for a month of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from hypothesis import strategies as st

from partygrid.dated import Interval
from partygrid.pay import Selector
from partygrid.people import (
    NONE,
    Appointment,
    Break,
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
    Fact,
    LevelConfirmation,
    NoResult,
    Probation,
    RetractedFact,
    Service,
    WorkedDays,
    YearlyResult,
)
from partygrid.strategies._days import LATEST, ONE_DAY
from partygrid.strategies._ladders import Names
from partygrid.strategies._needs import Needs, early_enough
from partygrid.strategies._words import ids

NEAR: Final = 400
_LONGEST_LIFE: Final = 70 * 366
SELDOM: Final = st.integers(0, 3).map(lambda number: number == 3)  # noqa: PLR2004 - one in four
_BOOLS: Final = st.booleans()
_NAMES: Final = ids().filter(lambda name: name != NONE)
_NO_RESULTS: Final = tuple(each.value for each in NoResult)
_GRADES: Final = ids().filter(lambda name: name not in _NO_RESULTS)
_KINDS: Final[dict[Selector, tuple[type[Fact], str]]] = {
    Selector.CERTIFICATE: (CertificateRegistration, "certificate"),
    Selector.CERTIFICATE_PASSED: (CertificatePass, "certificate"),
    Selector.CERTIFICATE_APPOINTED: (CertificateAppointment, "certificate"),
    Selector.EDUCATION: (Education, "education"),
    Selector.DEGREE: (Degree, "degree"),
}
_LASTING: Final = (CertificateRegistration, CertificateAppointment)


def moved(day: date, by: int) -> date:
    """
    Give the day so many days later, or the last or first that there is.
    """
    ordinal = day.toordinal() + by
    return date.fromordinal(max(1, min(ordinal, LATEST.toordinal())))


class Life:
    """
    Draw the facts of one worker, kind by kind.
    """

    def __init__(self, draw: st.DrawFn, needs: Needs) -> None:
        self.draw, self.needs = draw, needs
        self.month = needs.month.interval
        self.facts: list[Any] = []
        self.served: list[Interval] = []

    @property
    def start(self) -> date:
        """
        The first day served in the month, or before.
        """
        return self.served[0].start

    def add(self, kind: type[Fact], **fields: Any) -> None:
        """
        Record a fact in time.
        """
        latest = self.needs.known or moved(self.month.start, NEAR)
        early = moved(latest, -NEAR)
        known = self.draw(st.just(latest) | st.dates(early, latest))
        make: Any = kind
        self.facts.append(make(id=f"f-{len(self.facts)}", known=known, **fields))

    def before(self, day: date, most: int = _LONGEST_LIFE) -> date:
        """
        Draw a day up to another one.
        """
        return self.draw(st.dates(moved(day, -most), day))

    def within(self, first: date, last: date) -> date:
        """
        Draw a day from one to another.
        """
        return self.draw(st.dates(first, last))

    def serve(self) -> None:
        """
        Serve the month, or a part or two of it.
        """
        first, last = self.needs.month.first_day, self.needs.month.last_day
        staff = st.sampled_from(self.needs.staff)
        if self.needs.whole or self.draw(_BOOLS):
            end = self.draw(st.none() | st.dates(last + ONE_DAY, moved(last + ONE_DAY, NEAR)))
            self.served = [Interval(self.before(first), end)]
        else:
            self.served = self.parts(first, last)
        for served in self.served:
            self.add(Service, start=served.start, end=served.end, staff=self.draw(staff))
        if self.draw(SELDOM):
            self.correct()

    def parts(self, first: date, last: date) -> list[Interval]:
        """
        Draw service that begins or ends in the month, or both, or pauses.
        """
        cuts = self.draw(
            st.lists(st.dates(first + ONE_DAY, last), min_size=1, max_size=4, unique=True)
        )
        days = sorted(cuts)
        if len(days) % 2:
            days = [self.before(first), *days] if self.draw(_BOOLS) else [*days, None]  # type: ignore[list-item]
        return [Interval(days[place], days[place + 1]) for place in range(0, len(days), 2)]

    def correct(self) -> None:
        """
        Record the first service wrong before, or take it back too late to matter.
        """
        fact = self.facts[0]
        if self.draw(_BOOLS) and fact.known > date.min:
            wrong = Service(
                id=fact.id, staff="other", start=fact.start, known=fact.known - ONE_DAY
            )
            self.facts.append(wrong)
        elif self.needs.known is not None:
            self.facts.append(RetractedFact(id=fact.id, known=self.needs.known + ONE_DAY))

    def appoint(self, units: Names) -> None:
        """
        Hold one office after the other from early on, and at times two.
        """
        offices = st.sampled_from(self.needs.offices) if self.needs.offices else ids()
        start = self.before(min(self.start, self.needs.first), NEAR)
        later = st.dates(start + ONE_DAY, moved(self.needs.last, NEAR))
        turns = [start, *sorted(self.draw(st.lists(later, max_size=2, unique=True)))]
        for first, end in pairwise([*turns, None]):
            self.add(
                Appointment,
                start=first,
                end=end,
                unit=self.draw(st.sampled_from(units)),
                office=self.draw(offices),
            )
        if self.needs.several and self.draw(_BOOLS):
            first = self.within(start, self.month.start)
            self.add(
                Appointment,
                start=first,
                end=self.draw(st.none() | later.filter(lambda day: day > first)),
                unit=self.draw(st.sampled_from(units)),
                office=self.draw(offices),
            )

    def confirm(self) -> None:
        """
        Have a level confirmed where no ladder gives one.
        """
        if self.needs.levels is None:
            return
        first = self.before(self.start, NEAR)
        later = st.dates(first + ONE_DAY, moved(first, 2 * NEAR))
        for start in (first, *self.draw(st.lists(later, max_size=1))):
            level = self.draw(st.sampled_from(self.needs.levels))
            self.add(LevelConfirmation, start=start, level=level)

    def learn(self) -> None:
        """
        Come by qualifications, those at least that nobody can be without.
        """
        for selector, (kind, field) in _KINDS.items():
            held = self.needs.held[selector]
            names = _NAMES if held is None else st.sampled_from(held or ("",))
            if selector in self.needs.must:
                start = self.before(early_enough(self.needs), NEAR)
                self.add(kind, start=start, **{field: self.draw(names)})
            for _ in range(0 if held == () else self.draw(st.integers(0, 2))):
                start = self.before(moved(self.month.start, 40), 4 * NEAR)
                days: dict[str, Any] = {"start": start}
                if kind in _LASTING:
                    longest = st.dates(start + ONE_DAY, moved(start, 6 * NEAR))
                    days["end"] = self.draw(st.none() | longest)
                self.add(kind, **days, **{field: self.draw(names)})

    def conduct(self) -> None:
        """
        Be assessed, break off service, be on probation.
        """
        grades = _GRADES if self.needs.grades is None else st.sampled_from(self.needs.grades)
        results = grades | st.just(NoResult.NO_GRADE)
        first = max(1, self.month.start.year - 7)
        again = self.draw(results)
        for place in range(self.draw(st.integers(0, 8))):
            # The same grade again and again, as good years in a row need.
            result = self.draw(st.just(again) | results)
            self.add(YearlyResult, year=first + place, result=result)
        for start, end in self.stretches():
            self.add(Break, start=start, end=end, reason=self.draw(ids()))
        if self.needs.entrants:
            for start, end in self.stretches():
                entry = self.draw(st.sampled_from(self.needs.entrants))
                self.add(Probation, start=start, end=end, entry=entry)

    def stretches(self) -> list[tuple[date, date | None]]:
        """
        Draw at most two stretches of days about the month that do not meet.
        """
        near = st.dates(moved(self.month.start, -NEAR), moved(self.month.start, 60))
        days = sorted(self.draw(st.lists(near, max_size=4, unique=True)))
        ends: list[date | None] = [*days, None] if len(days) % 2 else [*days]
        return list(zip(days[::2], ends[1::2], strict=True))

    def _serves_part(self, end: date) -> bool:
        """
        Tell whether a part of the month alone is served, up to the day after its last.
        """
        if len(self.served) != 1:
            return self.served != []
        served = self.served[0]
        return self.start > self.month.start or (served.end is not None and served.end < end)

    def _cuts(self, end: date) -> list[date]:
        """
        Draw the first days of the stretches that are counted: each day where months are split.
        """
        first = self.month.start
        days = [first + timedelta(days=place) for place in range((end - first).days)]
        if self.needs.split:
            return days
        bounds = {day for each in self.served for day in (each.start, each.end) if day}
        chosen = self.draw(st.lists(st.sampled_from(days), max_size=2))
        return sorted({first, *chosen, *(bounds & {*days})})

    def count(self) -> None:
        """
        Count the days worked where that measures parts of the month.
        """
        end = self.needs.month.last_day + ONE_DAY
        part = self._serves_part(end)
        if not self.needs.counted or not (part or self.needs.split or self.draw(_BOOLS)):
            return
        for start, after in pairwise([*self._cuts(end), end]):
            # At least one day of the month is a working day.
            least = 1 if after == end else 0
            working = self.draw(st.integers(least, (after - start).days))
            worked = self.draw(st.just(working) | st.integers(0, working))
            self.add(WorkedDays, start=start, end=after, working=working, worked=worked)
