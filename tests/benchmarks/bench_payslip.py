"""
How much dearer a payslip from a life of twenty facts is than pricing its placement alone.

Run it with ``python tests/benchmarks/bench_payslip.py`` on a quiet machine. It prints the best of
several rounds for both, measured in turns, and their ratio.
"""

from __future__ import annotations

from datetime import date
from timeit import timeit

import attrs

from partygrid import packs, pay
from partygrid.dated import Month, Series
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

ROUNDS, NUMBER = 15, 5000
JUNE, PAY_RUN = Month(2025, 6), date(2025, 6, 30)
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
    rule = said.service.on(JUNE.first_day)
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


def main() -> None:
    """
    Time both in turns and print the best of each.
    """
    worker, standings = life(), packs.load("example").standings
    june = scheme().on(JUNE, known=PAY_RUN)
    slip = pay.payslip(worker, june, standings)
    placement = slip.placement
    print(f"{len(worker.facts)} facts: {placement!r}")
    alone, whole = [], []
    for _ in range(ROUNDS):
        alone.append(timeit(lambda: pay.price(placement, june), number=NUMBER))
        whole.append(timeit(lambda: pay.payslip(worker, june, standings), number=NUMBER))
    price, payslip = min(alone) / NUMBER * 1e6, min(whole) / NUMBER * 1e6
    print(f"price {price:.2f} µs, payslip {payslip:.2f} µs, ratio {payslip / price:.1f}")


if __name__ == "__main__":
    main()
