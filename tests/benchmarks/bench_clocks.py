"""
Deadline clocks beside the fastest that pure Python can do with hours: a table written by hand.

Run it with ``python tests/benchmarks/bench_clocks.py`` on a quiet machine. It prints what reading
cases of ten events under the example promise costs beside the table's ``+ 13 working hours``, and
what re-dating many open cases costs a case beside re-dating few; the best of several rounds,
measured in turns.
"""

from __future__ import annotations

import random
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

import attrs

sys.path.insert(0, str(Path(__file__).parent))

from bench_time import CASES, FIRST, LAST, ByHand, best_of

from partygrid import calendars
from partygrid.clocks import Case, Channel, Event, EventKind, Role, read
from partygrid.labels import Label
from partygrid.packs import load
from partygrid.sources import Grade, Source
from partygrid.worktime import OFFICE_TIME, DayKind, Notice, SpecialDays, WorkCalendar

READINGS, FEW, MANY = 200, 1_000, 100_000
PLACE = load("example")
HOST = {"unit": "unit-1", "assigned": Role.COMMUNITY, "leads": True}
NEEDED = {
    "received": {**HOST, "matter": "ordinary", "channel": Channel.ONLINE},
    "transferred": HOST,
    "paused": {"reason": "appraisal"},
    "returned": {"reason": "not_ours"},
    "extended": {"amount": 3},
}
PLAIN = (
    ("received", "04-29 11:20"),
    ("signed", "04-29 11:50"),
    ("answered", "04-30 10:00"),
    ("answered", "05-06 11:00"),
    ("paused", "05-07 10:30"),
    ("resumed", "05-09 16:30"),
    ("answered", "05-12 11:00"),
    ("resolved", "05-12 17:00"),
    ("called_back", "05-13 11:00"),
    ("closed", "05-13 11:05"),
)
WITH_ALL = (
    ("received", "04-29 11:20"),
    ("signed", "04-29 11:50"),
    ("returned", "04-30 10:10"),
    ("transferred", "04-30 10:30"),
    ("signed", "04-30 11:00"),
    ("paused", "05-07 10:30"),
    ("resumed", "05-09 16:30"),
    ("extended", "05-12 12:00"),
    ("answered", "05-13 10:00"),
    ("answered", "05-13 11:00"),
)
OPEN = (
    ("received", "04-29 11:20"),
    ("signed", "04-29 11:50"),
    *((("answered", f"04-29 {hour}:00")) for hour in range(12, 20)),
)


def at(text: str) -> datetime:
    """
    Read a moment of 2025.
    """
    return datetime.fromisoformat(f"2025-{text}").replace(tzinfo=OFFICE_TIME)


def case_of(name: str, rows: tuple[tuple[str, str], ...], later: timedelta = timedelta(0)) -> Case:
    """
    Make a case, perhaps some time later.
    """
    return Case(
        name,
        tuple(
            Event(
                id=f"e-{number}",
                kind=EventKind(kind),
                at=at(when) + later,
                known=at(when) + later,
                role=Role.STREET,
                **NEEDED.get(kind, {}),
            )
            for number, (kind, when) in enumerate(rows)
        ),
    )


def by_hand() -> ByHand:
    """
    Make the table of days.
    """
    known = calendars.china(2018, 2026, beyond=0).as_known()
    days = [FIRST + timedelta(by) for by in range((LAST - FIRST).days + 1)]
    return ByHand([day for day in days if known.is_working_day(day)])


def changed() -> WorkCalendar:
    """
    Make the calendar of the example with a day on which a power cut closes the office.
    """
    *others, office = PLACE.calendar.layers
    cut = SpecialDays(
        kind=DayKind.OFFICE_CLOSED, name=Label("停电", "power cut"), days=(date(2025, 5, 8),)
    )
    notice = Notice(
        known=date(2025, 4, 29),
        source=Source(key="bench", title="benchmark", grade=Grade.ASSUMED),
        days=(cut,),
    )
    return attrs.evolve(
        PLACE.calendar, layers=(*others, attrs.evolve(office, notices=(*office.notices, notice)))
    )


def main() -> None:
    """
    Print the table.
    """
    hand, draw = by_hand(), random.Random(1351)
    moments = [
        datetime.combine(
            FIRST + timedelta(draw.randrange((LAST - FIRST).days - 90)),
            time(draw.randrange(24), draw.randrange(60)),
        )
        for _ in range(CASES)
    ]
    asked = {
        "one stage open, nothing stopped": (case_of("c-1", OPEN), at("04-30 12:00")),
        "stopped once, done and closed": (case_of("c-2", PLAIN), at("05-20 12:00")),
        "stopped once, half-way": (case_of("c-3", PLAIN), at("05-12 12:00")),
        "returned, renewed, stopped, extended": (case_of("c-4", WITH_ALL), at("05-13 12:00")),
    }
    jobs = {"hand": lambda: [hand.add_hours(each, 13) for each in moments]}
    for name, (case, when) in asked.items():
        jobs[name] = lambda case=case, when=when: [
            read(case, PLACE.promise, PLACE.calendar, at=when) for _ in range(READINGS)
        ]
    found = best_of(jobs)
    table = found.pop("hand") / CASES * 1e6
    print(f"{'+ 13 working hours, by hand':40} {table:8.3f} µs")
    for name, seconds in found.items():
        us = seconds / READINGS * 1e6
        print(f"{'read: ' + name:40} {us:8.3f} µs {us / table:6.1f}")

    calendar, when = changed(), at("05-07 12:00")
    rows = OPEN[:2]
    cases = [
        case_of(f"c-{number}", rows, timedelta(minutes=number % 400)) for number in range(MANY)
    ]

    def redated(number: int) -> int:
        """
        Count the cases that another calendar moves to a day.
        """
        due = at("05-12 20:00")
        return sum(
            read(case, PLACE.promise, calendar, at=when).stage("solve").due == due
            for case in cases[:number]
        )

    assert redated(FEW) == FEW
    times = {"few": float("inf"), "many": float("inf")}
    for _ in range(3):
        part = best_of({"few": lambda: redated(FEW), "many": lambda: redated(MANY)}, rounds=1)
        times = {name: min(times[name], part[name]) for name in times}
    few, many = times["few"] / FEW * 1e6, times["many"] / MANY * 1e6
    print(f"{'re-dated, each of ' + format(FEW, ','):40} {few:8.3f} µs")
    print(f"{'re-dated, each of ' + format(MANY, ','):40} {many:8.3f} µs {many / few:6.2f}")


if __name__ == "__main__":
    main()
