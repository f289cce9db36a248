"""
What a points bank costs: one more slip, what it keeps, JSON in, and the audit of a year.

Run it with ``python tests/benchmarks/bench_points.py`` on a quiet machine; ``--quick`` takes a
tenth of the slips. The year is that of `adapter_ledger`: one slip an account and four days, four
activities, a gift a quarter. Ratios are of the best of several rounds, measured in turns.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from sys import path
from time import process_time
from typing import Any, Final

import attrs
from cattrs.preconf.json import make_converter

path.insert(0, str(Path(__file__).parent))

import adapter_ledger as ours

from partygrid.dated import Month
from partygrid.points import Bank, Slip, audit, close, submit
from partygrid.serial import from_data, to_data

ROUNDS: Final = 7
ACCOUNTS: Final = 1_000
SLIPS: Final = 100_000
FEW: Final = 1_000
ONES: Final = 200
NEW_YEAR: Final = date(ours.YEAR, 1, 1)


@attrs.frozen
class Plain:
    """
    Hold what a slip holds, without a check.
    """

    id: str
    holder: str
    activity: str
    day: date
    quantity: int


def workload(slips: int) -> tuple[list[ours.Row], list[list[int]]]:
    """
    Draw rows and asks for a year, in the order of days.
    """
    draw = random.Random(5)
    days = sorted(draw.randrange(365) for _ in range(slips))
    rows = [
        (
            f"e-{number:06d}",
            draw.randrange(ACCOUNTS),
            draw.randrange(len(ours.ACTIVITIES)),
            NEW_YEAR + timedelta(day),
            draw.randint(1, 12),
        )
        for number, day in enumerate(days)
    ]
    asks = [[draw.choice(ours.COSTS) for _ in range(ACCOUNTS)] for _ in range(4)]
    return rows, asks


def best_of(jobs: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """
    Time all jobs in turns; give the best of each, in seconds of CPU time.
    """
    found = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            start = process_time()
            job()
            found[name] = min(found[name], process_time() - start)
    return found


def slips_of(rows: Sequence[ours.Row], names: Sequence[str]) -> list[Slip]:
    """
    Make slips of rows.
    """
    return [
        Slip(id_, names[account], ours.ACTIVITIES[activity], day, points)
        for id_, account, activity, day, points in rows
    ]


def one_by_one(bank: Bank, slips: Sequence[Slip], on: date) -> Bank:
    """
    Submit slips one after the other.
    """
    for slip in slips:
        bank = submit(bank, [slip], on=on).bank
    return bank


def one_more(count: int) -> float:
    """
    Compare one more slip in a small and a large bank, and with a slip of a batch; give its time.
    """
    on = date(ours.YEAR, 1, 31)
    draw = random.Random(7)

    def drawn(name: str, number: int) -> list[Slip]:
        rows = [
            (f"{name}-{place:06d}", draw.randrange(ACCOUNTS), draw.randrange(4), on, 1)
            for place in range(number)
        ]
        return slips_of(rows, names)

    empty, names = ours.opened(ACCOUNTS)
    more = drawn("more", ONES)
    banks = {size: submit(empty, drawn("was", size), on=on).bank for size in (FEW, count)}
    batch = drawn("batch", count)
    found = best_of(
        {
            "few": lambda: one_by_one(banks[FEW], more, on),
            "many": lambda: one_by_one(banks[count], more, on),
            "batch": lambda: submit(empty, batch, on=on),
            "closed": lambda: close(empty, Month(ours.YEAR, 1), batch, on=on),
        }
    )
    few, many = found["few"] / ONES, found["many"] / ONES
    a_slip, closed = found["batch"] / count, found["closed"] / count
    print(f"one more slip, {FEW:,} waiting     {few * 1e6:8.2f} µs")
    print(f"one more slip, {count:,} waiting   {many * 1e6:8.2f} µs  ratio {many / few:.2f}")
    print(f"a slip of a batch, submitted      {a_slip * 1e6:8.2f} µs  ratio {many / a_slip:.2f}")
    print(f"a slip of a batch, closed at once {closed * 1e6:8.2f} µs  ratio {many / closed:.2f}")
    return many


def json_in(count: int, rows: Sequence[ours.Row]) -> None:
    """
    Compare reading slips from JSON with cattrs and a plain class that checks nothing.
    """
    names = [f"h-{number:04d}" for number in range(ACCOUNTS)]
    text = json.dumps([to_data(slip) for slip in slips_of(rows, names)])
    converter = make_converter()
    assert from_data(tuple[Slip, ...], json.loads(text)) == tuple(slips_of(rows, names))
    found = best_of(
        {
            "cattrs": lambda: converter.structure(json.loads(text), list[Plain]),
            "ours": lambda: from_data(tuple[Slip, ...], json.loads(text)),
        }
    )
    plain, mine = found["cattrs"] / count, found["ours"] / count
    print(f"JSON in, cattrs, a plain class    {plain * 1e6:8.2f} µs a slip")
    print(f"JSON in, checked slips            {mine * 1e6:8.2f} µs  speed {plain / mine:.2f}")


def kept(rows: Sequence[ours.Row], asks: Sequence[Sequence[int]]) -> None:
    """
    Weigh what a bank keeps of a year beyond the rows it was made of.
    """
    ours.run_rows(rows[: len(rows) // 50], asks)  # imports and caches first
    gc.collect()
    tracemalloc.start()
    ours.run_rows(rows, asks)
    gc.collect()
    found, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"kept, beyond the input            {found / len(rows):8.0f} B a slip")


def audited(rows: Sequence[ours.Row], asks: Sequence[Sequence[int]]) -> float:
    """
    Compare the audit of a year with going through the year once; give the year's time.
    """
    ours.run_slips(rows, asks)
    bank: Any = ours.run_slips.keep  # type: ignore[attr-defined]
    assert len(audit(bank).not_met) == 0
    found = best_of(
        {"year": lambda: ours.run_slips(rows, asks), "audit": lambda: audit(bank)}, rounds=3
    )
    year, again = found["year"], found["audit"]
    print(f"a year, {len(rows):,} slips            {year * 1e3:8.0f} ms")
    print(f"its audit                         {again * 1e3:8.0f} ms  ratio {again / year:.2f}")
    return year


def main() -> None:
    """
    Print the table.
    """
    options = argparse.ArgumentParser()
    options.add_argument("--quick", action="store_true")
    count = SLIPS // 10 if options.parse_args().quick else SLIPS
    rows, asks = workload(count)
    kept(rows, asks)
    more = one_more(count)
    json_in(count, rows)
    a_slip = audited(rows, asks) / count
    print(f"a slip of the year, all it takes  {a_slip * 1e6:8.2f} µs")
    print(f"one more slip, to that                         ratio {more / a_slip:.2f}")


if __name__ == "__main__":
    main()
