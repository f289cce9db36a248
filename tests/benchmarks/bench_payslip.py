"""
How much dearer a payslip from a life of twenty facts is than pricing its placement alone.

Run it with ``python tests/benchmarks/bench_payslip.py`` on a quiet machine. A year is paid month
by month, each month as known on its last day: January from the file of a worker who was never
asked before, and the eleven months that follow, in which another year of service becomes full and
another result comes to be awaited. It prints the best of several rounds, measured in turns, and
their ratio to the price.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from time import process_time
from timeit import timeit
from typing import Final

import attrs

from partygrid import packs, pay
from partygrid.dated import Month, Series, Terms
from partygrid.org import Standings
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    Degree,
    Education,
    Fact,
    Probation,
    ResultRule,
    Service,
    Unassessed,
    Worker,
    YearlyResult,
)

ROUNDS, NUMBER, WORKERS = 15, 5000, 250
MONTHS: Final = Month(2025, 1).to(Month(2025, 12))
UNIT = "community-1"


def life() -> Worker:
    """
    Make a worker of twenty facts: two periods of service, three offices, ten yearly results.
    """
    staff = {"staff": "professional"}
    first, left, back = date(2012, 9, 1), date(2014, 3, 1), date(2014, 9, 1)
    facts: list[Fact] = [
        Service(id="s-1", start=first, end=left, known=first, **staff),
        Service(id="s-2", start=back, known=back, **staff),
        Probation(id="p-1", entry="new", start=first, end=date(2013, 3, 1), known=first),
        Education(id="e-1", education="bachelor", start=date(2012, 7, 1), known=first),
        Degree(id="d-1", degree="bachelor", start=date(2012, 7, 1), known=first),
        CertificateRegistration(
            id="c-1", certificate="assistant", start=date(2016, 1, 8), known=date(2016, 1, 20)
        ),
        CertificateRegistration(
            id="c-2", certificate="social_worker", start=date(2019, 1, 8), known=date(2019, 1, 20)
        ),
    ]
    offices = (("member", first, left), ("member", back, date(2020, 7, 1)))
    for number, (office, start, end) in enumerate(offices):
        facts.append(
            Appointment(
                id=f"a-{number}", unit=UNIT, office=office, start=start, end=end, known=start
            )
        )
    facts.append(
        Appointment(
            id="a-9", unit=UNIT, office="deputy_director", start=date(2020, 7, 1), known=first
        )
    )
    facts += [
        YearlyResult(id=f"y-{year}", year=year, result="qualified", known=date(year + 1, 1, 20))
        for year in range(2015, 2025)
    ]
    return Worker("w-1", tuple(facts))


def scheme() -> pay.PayScheme:
    """
    Take the complete scheme of the made-up place, and let the yearly results count.
    """
    said = packs.load("example").pay
    rule = said.service.on(MONTHS[0].first_day)
    results = ResultRule(
        grades=(("excellent", True), ("qualified", True), ("failed", False)),
        no_grade_counts=False,
        unassessed=Unassessed.COUNTS,
    )
    entry = said.service.entries[0]
    service = Series[object]("service").announce(
        attrs.evolve(rule, results=results),
        start=entry.start,
        known=entry.known,
        source=entry.source,
    )
    return attrs.evolve(said, service=service)


def pay_all(workers: list[Worker], terms: Terms[pay.PayRules], standings: Standings) -> None:
    """
    Pay all workers for a month.
    """
    for worker in workers:
        pay.payslip(worker, terms, standings)


def main() -> None:
    """
    Time price and months in turns and print the best of each.
    """
    standings, said = packs.load("example").standings, scheme()
    year = [said.on(month, known=month.last_day) for month in MONTHS]
    placement = pay.payslip(life(), year[0], standings).placement
    print(f"{len(life().facts)} facts: {placement!r}")
    alone, first, following, still = [], [], [], []
    for _ in range(ROUNDS):
        workers = [life() for _ in range(WORKERS)]
        run = partial(pay.price, placement, year[0])
        alone.append(timeit(run, timer=process_time, number=NUMBER) / NUMBER)
        took = [
            timeit(partial(pay_all, workers, terms, standings), timer=process_time, number=1)
            / WORKERS
            for terms in year
        ]
        first.append(took[0])
        following.append(sum(took[1:]) / len(took[1:]))
        # Nothing on file has turned since November.
        still.append(took[-1])
    price = min(alone) * 1e6
    print(f"price of the placement alone  {price:6.2f} µs")
    for name, found in (
        ("first payslip", first),
        ("each month that follows", following),
        ("one in which nothing turns", still),
    ):
        best = min(found) * 1e6
        print(f"{name:<29} {best:6.2f} µs, ratio {best / price:.1f}")


if __name__ == "__main__":
    main()
