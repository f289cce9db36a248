"""
Time partygrid beside hand-written Python on one small pay job, in one run.

The job, for each of N workers, for June 2025, money in yuan, half up to the fen:

    total = round(base * coefficient[level]) + rate * min(years, 40) + certificate[grade]
    pool  = round(20 % of total)
    award = round(pool * share[criteria met])
    paid  = total - pool + award

``attrs+Decimal`` is what a careful hand writes: frozen attrs in and out, checks at the door,
Decimal and quantize, and, traced, seven typed steps a worker. Inputs are built outside the
clock. Rounds are interleaved and the best of each is compared, for the machine may be shared;
only ratios of one run mean anything. Every answer is compared with exact fractions.

Run it with ``python tests/benchmarks/bench_rules.py [--sizes 1 1000] [--rounds 9] [--imports]``.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import subprocess
import sys
import time
from bisect import bisect_right
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

sys.path.insert(0, str(Path(__file__).parent))
from adapter_rules import engines

Row = dict[str, int]
CENT = Decimal("0.01")
DATES = ("2024-01-01", "2025-01-01")
BASES = (Decimal("2230.50"), Decimal("2310.50"))
LATER_BASE = Decimal("2350.50")
COEFFICIENTS = {level: Decimal(1000 + 85 * (level - 1)) / 1000 for level in range(1, 19)}
CERTIFICATES = {0: Decimal(0), 1: Decimal(120), 2: Decimal(260), 3: Decimal(450)}
SHARES = {met: Decimal(met) / 5 for met in range(6)}
PER_YEAR, CAP = Decimal("35.50"), 40


def make_rows(count: int) -> list[Row]:
    """
    Draw the same workers every time.
    """
    rng = random.Random(7)
    return [
        {
            "level": rng.randint(1, 18),
            "years": rng.randint(0, 42),
            "cert": rng.randint(0, 3),
            "goods": rng.randint(0, 5),
        }
        for _ in range(count)
    ]


def reference(row: Row, base: Decimal = BASES[-1]) -> tuple[int, int, int, int]:
    """
    Do the job in exact fractions of a fen.
    """

    def fen(exact: Fraction) -> int:
        return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)

    total = (
        fen(Fraction(base) * 100 * Fraction(COEFFICIENTS[row["level"]]))
        + 3550 * min(row["years"], CAP)
        + int(CERTIFICATES[row["cert"]] * 100)
    )
    pool = fen(Fraction(total, 5))
    award = fen(Fraction(pool * row["goods"], 5))
    return total, pool, award, total - pool + award


@attrs.frozen
class Worker:
    """
    One worker, checked at the door.
    """

    level: int = attrs.field(validator=attrs.validators.in_(range(1, 19)))
    years: int = attrs.field(validator=attrs.validators.ge(0))
    cert: int
    goods: int = attrs.field(validator=attrs.validators.in_(range(6)))


@attrs.frozen
class Pay:
    """
    The four amounts, and the steps if there are any.
    """

    total: Decimal
    pool: Decimal
    award: Decimal
    paid: Decimal
    steps: tuple[Any, ...] = ()


@attrs.frozen
class HandStep:
    """
    One step of a hand-written explanation.
    """

    name: str
    value: Decimal
    formula: str
    parameters: tuple[Any, ...]


class ByHand:
    """
    Frozen attrs and Decimal, written for this one job.
    """

    name = "attrs+Decimal"
    trace = False

    def setup(self) -> None:
        """
        Nothing to build.
        """

    def prepare(self, rows: list[Row]) -> list[Worker]:
        """
        Check the workers.
        """
        return [Worker(**row) for row in rows]

    def run(self, workers: list[Worker]) -> list[Pay]:
        """
        Look the base up once and pay everybody.
        """
        base = BASES[bisect_right(DATES, "2025-06-01") - 1]
        return [self.pay(worker, base) for worker in workers]

    def pay(self, worker: Worker, base: Decimal) -> Pay:
        """
        Pay one worker.
        """
        total = (
            (base * COEFFICIENTS[worker.level]).quantize(CENT, ROUND_HALF_UP)
            + PER_YEAR * min(worker.years, CAP)
            + CERTIFICATES[worker.cert]
        )
        pool = (total * Decimal("0.2")).quantize(CENT, ROUND_HALF_UP)
        award = (pool * SHARES[worker.goods]).quantize(CENT, ROUND_HALF_UP)
        return Pay(total, pool, award, total - pool + award)

    def cents(self, result: list[Pay]) -> list[tuple[int, ...]]:
        """
        Read the four amounts in fen.
        """
        return [tuple(int(x * 100) for x in (p.total, p.pool, p.award, p.paid)) for p in result]

    def retro(self, workers: list[Worker]) -> list[int]:
        """
        Pay six months under both bases and subtract.
        """
        owed = [Decimal(0)] * len(workers)
        for _ in range(6):
            for place, worker in enumerate(workers):
                before = self.pay(worker, BASES[-1]).paid
                owed[place] += self.pay(worker, LATER_BASE).paid - before
        return [int(amount * 100) for amount in owed]


class ByHandTraced(ByHand):
    """
    The same with seven typed steps a worker.
    """

    trace = True

    def pay(self, worker: Worker, base: Decimal) -> Pay:
        """
        Pay one worker and say how.
        """
        when = DATES[-1]
        coefficient, share = COEFFICIENTS[worker.level], SHARES[worker.goods]
        certificate = CERTIFICATES[worker.cert]
        post = (base * coefficient).quantize(CENT, ROUND_HALF_UP)
        years = PER_YEAR * min(worker.years, CAP)
        total = post + years + certificate
        pool = (total * Decimal("0.2")).quantize(CENT, ROUND_HALF_UP)
        award = (pool * share).quantize(CENT, ROUND_HALF_UP)
        paid = total - pool + award
        parameters = (("base", base, when), ("coefficient", coefficient, when))
        steps = (
            HandStep("post", post, "base × coefficient", parameters),
            HandStep("years", years, "rate × min(years, cap)", (("rate", PER_YEAR, when),)),
            HandStep("certificate", certificate, "amount", (("amount", certificate, when),)),
            HandStep("total", total, "post + years + certificate", ()),
            HandStep("pool", pool, "20 % × total", (("rate", Decimal("0.2"), when),)),
            HandStep("award", award, "pool × share", (("share", share, when),)),
            HandStep("paid", paid, "total − pool + award", ()),
        )
        return Pay(total, pool, award, paid, steps)


def timed(job: Any, workers: Any, least: float = 0.03) -> float:
    """
    Give the CPU seconds of one call; short calls are repeated.
    """
    gc.collect()
    start = time.process_time()
    job(workers)
    once = time.process_time() - start
    repeats = max(1, int(least / max(once, 1e-6)))
    start = time.process_time()
    for _ in range(repeats):
        job(workers)
    return (time.process_time() - start) / repeats


def compare(size: int, rounds: int) -> None:
    """
    Time all engines on one number of workers, interleaved, and print ratios.
    """
    rows = make_rows(size)
    want = [reference(row) for row in rows]
    live = []
    for engine in (ByHand(), ByHandTraced(), *engines()):
        engine.setup()
        workers = engine.prepare(rows)
        got = [tuple(amounts) for amounts in engine.cents(engine.run(workers))]
        wrong = sum(a != b for a, b in zip(got, want, strict=True))
        live.append((engine, workers, wrong, []))
    for _ in range(rounds):
        for engine, workers, _, samples in live:
            samples.append(timed(engine.run, workers) / size * 1e6)
    by_hand = {engine.trace: min(samples) for engine, _, _, samples in live[:2]}
    print(f"\nN = {size}: best of {rounds}, CPU microseconds a worker; ratio to attrs+Decimal")
    for engine, _, wrong, samples in live:
        name = engine.name + (" +trace" if engine.trace else "")
        best = min(samples)
        print(f"  {name:24} {best:8.3f}  x{best / by_hand[engine.trace]:.2f}  wrong {wrong}")


def compare_retro(size: int, rounds: int) -> None:
    """
    Time the arrears of six months.
    """
    rows = make_rows(size)
    want = [6 * (reference(row, LATER_BASE)[3] - reference(row)[3]) for row in rows]
    live = []
    for engine in (ByHand(), engines()[0]):
        engine.setup()
        workers = engine.prepare(rows)
        wrong = sum(a != b for a, b in zip(engine.retro(workers), want, strict=True))
        live.append((engine, workers, wrong, []))
    for _ in range(rounds):
        for engine, workers, _, samples in live:
            samples.append(timed(engine.retro, workers) * 1e3)
    print(f"\narrears of 6 months, {size} workers: best of {rounds}, CPU milliseconds")
    for engine, _, wrong, samples in live:
        ratio = min(samples) / min(live[0][3])
        print(f"  {engine.name:24} {min(samples):8.2f}  x{ratio:.2f}  wrong {wrong}")


def compare_imports(rounds: int) -> None:
    """
    Time imports in fresh interpreters, bare start-up subtracted.
    """
    statements = {
        "bare": "pass",
        "attrs": "import attrs",
        "partygrid": "import partygrid",
        "partygrid.pay": "import partygrid.pay",
        "partygrid.serial": "import partygrid.serial",
    }
    samples: dict[str, list[float]] = {name: [] for name in statements}
    for _ in range(rounds):
        for name, statement in statements.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", statement], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            samples[name].append(used * 1e3)
    bare = min(samples.pop("bare"))
    unit = min(samples["attrs"]) - bare
    print(f"\nimports: best of {rounds}, CPU milliseconds over a bare interpreter")
    for name, taken in samples.items():
        best = min(taken) - bare
        print(f"  {name:24} {best:8.1f}  x{best / unit:.2f} of attrs")


def main() -> None:
    """
    Read the arguments and run the comparisons.
    """
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 1000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--imports", action="store_true", help="time imports as well")
    arguments = parser.parse_args()
    for size in arguments.sizes:
        compare(size, arguments.rounds)
    compare_retro(1000, arguments.rounds)
    if arguments.imports:
        compare_imports(arguments.rounds)


if __name__ == "__main__":
    main()
