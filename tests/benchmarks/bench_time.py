"""
Working time beside the fastest that pure Python can do: a table of days, written out by hand.

Run it with ``python tests/benchmarks/bench_time.py`` on a quiet machine. The days are China's,
2018 to 2026. It prints the best of several rounds for each job, measured in turns, and the ratio
to the hand-written table; a due instant is compared with the table's plain date.
"""

from __future__ import annotations

import random
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))

import adapter_time as ours

from partygrid import calendars
from partygrid.worktime import EndRule, Limit, LimitUnit, RollRule, StartRule, due

ROUNDS, CASES = 15, 5_000
FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)
SESSIONS = ((time(9, 30), time(13, 30)), (time(15, 30), time(19, 30)))
SECONDS = tuple(
    (a.hour * 3600 + a.minute * 60, b.hour * 3600 + b.minute * 60) for a, b in SESSIONS
)
PER_DAY = sum(closes - opens for opens, closes in SECONDS)


class ByHand:
    """
    Hold for each day how many working days lie before it; no check, no zone, no source.
    """

    def __init__(self, opened: list[date]) -> None:
        self.worked = [day.toordinal() for day in opened]
        is_open = set(self.worked)
        self.first = FIRST.toordinal()
        self.before = [0]
        for day in range(self.first, LAST.toordinal() + 1):
            self.before.append(self.before[-1] + (day in is_open))

    def add_days(self, day: date, count: int) -> date:
        """
        Give the working day so many after a day.
        """
        after = self.before[day.toordinal() - self.first + 1]
        return date.fromordinal(self.worked[after + count - 1])

    def position(self, at: datetime) -> int:
        """
        Give the working seconds before a moment.
        """
        day = at.toordinal() - self.first
        found = self.before[day] * PER_DAY
        if self.before[day + 1] > self.before[day]:
            passed = at.hour * 3600 + at.minute * 60 + at.second
            for opens, closes in SECONDS:
                if passed > opens:
                    found += min(passed, closes) - opens
        return found

    def add_hours(self, at: datetime, hours: int) -> datetime:
        """
        Give the moment so many working hours after another.
        """
        place, rest = divmod(self.position(at) + hours * 3600 - 1, PER_DAY)
        rest += 1
        opens = 0
        for opens, closes in SECONDS:
            if rest <= closes - opens:
                break
            rest -= closes - opens
        day, passed = date.fromordinal(self.worked[place]), opens + rest
        return datetime(
            day.year, day.month, day.day, passed // 3600, passed // 60 % 60, passed % 60
        )

    def between(self, first: datetime, last: datetime) -> int:
        """
        Count the working seconds between two moments.
        """
        return self.position(last) - self.position(first)


def best_of(jobs: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """
    Time all jobs in turns; give the best of each, in seconds of CPU time.
    """
    found = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            start = process_time()
            job()
            found[name] = min(found[name], process_time() - start)
    return found


def main() -> None:
    """
    Print the table.
    """
    known = calendars.china(2018, 2026, beyond=0).as_known()
    days = [FIRST + timedelta(by) for by in range((LAST - FIRST).days + 1)]
    opened = [day for day in days if known.is_working_day(day)]
    is_open = set(opened)
    closed = [day for day in days if day not in is_open]
    hand, mine = ByHand(opened), ours.make(closed, opened, SESSIONS, FIRST, LAST)
    draw = random.Random(1351)
    dates = [draw.choice(days[:-90]) for _ in range(CASES)]
    moments = [
        datetime.combine(day, time(draw.randrange(24), draw.randrange(60))) for day in dates
    ]
    later = [at + timedelta(minutes=draw.randrange(60 * 24 * 60)) for at in moments]
    pairs = list(zip(moments, later, strict=True))
    aware = [at.replace(tzinfo=ours.OFFICE_TIME) for at in moments]
    five = Limit(
        amount=5,
        unit=LimitUnit.WORKING_DAY,
        start=StartRule.AFTER_STARTING_DAY,
        roll=RollRule.NONE,
        end=EndRule.CLOSE_OF_BUSINESS,
    )
    calendar = mine.calendar
    assert [hand.add_days(day, 5) for day in dates] == [
        due(at, five, calendar).last for at in aware
    ]
    rows: list[tuple[str, int, Callable[[], object], Callable[[], object]]] = [
        (
            f"+ {n} working days",
            CASES,
            lambda n=n: [hand.add_days(day, n) for day in dates],
            lambda n=n: [ours.add_days(mine, day, n) for day in dates],
        )
        for n in (1, 3, 5, 30)
    ]
    rows += [
        (
            "+ 13 working hours",
            CASES,
            lambda: [hand.add_hours(at, 13) for at in moments],
            lambda: [ours.add_hours(mine, at, 13) for at in moments],
        ),
        (
            "working time between",
            CASES,
            lambda: [hand.between(*pair) for pair in pairs],
            lambda: [ours.between(mine, *pair) for pair in pairs],
        ),
        (
            "due in 5 working days",
            CASES,
            lambda: [hand.add_days(day, 5) for day in dates],
            lambda: [due(at, five, calendar) for at in aware],
        ),
        (
            "nine years built",
            1,
            lambda: ByHand(opened),
            lambda: ours.make(closed, opened, SESSIONS, FIRST, LAST),
        ),
    ]
    for name, cases, by_hand, by_us in rows:
        if cases > 1 and not name.startswith("due"):
            assert by_hand() == by_us(), name
        found = best_of({"hand": by_hand, "us": by_us})
        theirs, us = (found[key] / cases * 1e6 for key in ("hand", "us"))
        print(f"{name:24} {theirs:10.3f} µs {us:10.3f} µs {us / theirs:6.2f}")
    tracemalloc.start()
    kept = ours.make(closed, opened, SESSIONS, FIRST, LAST)
    years, held = LAST.year - FIRST.year + 1, tracemalloc.get_traced_memory()[0]
    print(f"memory of a calendar year {held / years / 1000:.0f} kB of {kept!r}")


if __name__ == "__main__":
    main()
