"""
Pay 20,000 workers for one month from a stream of files, and say who could not be paid, and why.

Run it with ``make examples``, or ``python examples/payroll_batch.py``; a number after it says how
many workers. Place and workers are made up; a few files are wrong, as in life.

Each worker comes as a line of JSON, is read, paid and forgotten: what is kept are sums in fen and,
of each kind of error, how often it came and the first of them. Figures go to standard output, the
progress to standard error, and only if somebody is watching.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from time import perf_counter
from typing import Any, Final

import attrs
from rich.console import Console
from rich.progress import track

from partygrid import packs
from partygrid.dated import Month, NotKnown, Series, Terms
from partygrid.errors import InvalidDataError, PartyGridError
from partygrid.money import Fen, format_yuan
from partygrid.org import Standing, Standings, UnitId, unit_id
from partygrid.pay import PayRules, Payslip, payslip
from partygrid.people import Worker
from partygrid.serial import from_data
from partygrid.sources import Grade, Source
from partygrid.trace import table

PLACE: Final = packs.load("example")
MONTH, PAY_RUN = Month(2025, 6), date(2025, 6, 30)
WORKERS: Final = 20_000
UNITS: Final = 40
# Where the documented errors live; what is raised may be a kind of one.
PUBLIC: Final = "partygrid.errors"
RATED: Final = Source(key="ratings-2024", title="2024年度考评结果（示例）", grade=Grade.ASSUMED)
OFFICES: Final = ("member", "grid_worker", "deputy_director", "director")
CERTIFICATES: Final = (None, "assistant", "social_worker", "senior")
# What is wrong in one file of so many: which record, which field, and what stands there.
FILES_A_MISTAKE: Final = 250
MISTAKES: Final = (
    (0, "start", "1 March 2019"),
    (1, "office", "mayor"),
    (0, "staff", "volunteer"),
    (2, "education", "kindergarten"),
    (0, "end", "1999-12-31"),
)
STUDIES: Final = (("junior_college", None), ("bachelor", "bachelor"), ("master", "master"))


def files(count: int) -> Iterator[str]:
    """
    Make up the files of workers, one line of JSON each; one in 250 has a mistake.
    """
    for number in range(count):
        data = file_of(number)
        turn, place = divmod(number, FILES_A_MISTAKE)
        if place == 0:
            record, field, value = MISTAKES[turn % len(MISTAKES)]
            data["facts"][record][field] = value
        yield json.dumps(data)


def file_of(number: int) -> dict[str, Any]:
    """
    Make up the file of one worker; numbers choose, so that it is the same each time.
    """
    since = date(2024 - number % 23, 1 + number % 12, 1 + number % 28).isoformat()
    education, degree = STUDIES[number % len(STUDIES)]
    facts = [
        fact("service", "s", since, staff="professional"),
        fact(
            "appointment",
            "a",
            since,
            unit=f"community-{number % UNITS}",
            office=OFFICES[number % len(OFFICES)],
        ),
        fact("education", "e", since, education=education),
    ]
    if degree is not None:
        facts.append(fact("degree", "d", since, degree=degree))
    certificate = CERTIFICATES[number // 7 % len(CERTIFICATES)]
    if certificate is not None:
        facts.append(fact("certificate_registration", "c", since, certificate=certificate))
    return {"id": f"w-{number:05}", "facts": facts}


def fact(kind: str, id_: str, start: str, **fields: str) -> dict[str, Any]:
    """
    Make one record of a file.
    """
    return {"fact": kind, "id": id_, "start": start, "known": start, **fields}


def ratings() -> Standings:
    """
    Make up what each community's organisation was rated for 2024; of the last it is not known yet.
    """
    found: dict[UnitId, Series[Standing]] = {}
    for number in range(UNITS):
        series = Series[Standing](f"community-{number}")
        if number < UNITS - 1:
            series = series.announce(
                Standing(criteria_met=number % 6),
                start=date(2024, 1, 1),
                end=date(2025, 1, 1),
                known=date(2025, 1, 20),
                source=RATED,
            )
        found[unit_id(f"community-{number}")] = series
    return found


@attrs.define
class Refused:
    """
    Count the errors of one name, and keep the first.
    """

    count: int
    first: str


@attrs.define
class Sums:
    """
    Add up what a batch comes to, in fen.
    """

    keys: tuple[str, ...]
    components: list[int]
    total: int = 0
    fixed: int = 0
    award: int = 0
    paid: int = 0
    workers: int = 0
    awaited: int = 0
    refused: dict[str, Refused] = attrs.field(factory=dict)

    def add(self, slip: Payslip) -> None:
        """
        Add a payslip.
        """
        for place, amount in enumerate(slip.amounts):
            self.components[place] += amount
        self.total += slip.total
        self.fixed += slip.fixed
        if isinstance(slip.award, NotKnown):
            self.awaited += 1
        else:
            self.award += slip.award
        self.paid += slip.paid
        self.workers += 1

    def refuse(self, line: int, error: PartyGridError) -> None:
        """
        Count a worker who could not be paid, under the name of what was wrong.
        """
        shown: PartyGridError = error
        if isinstance(error, InvalidDataError) and error.problems[0].error is not None:
            shown = error.problems[0].error
        name = next(each.__name__ for each in type(shown).__mro__ if each.__module__ == PUBLIC)
        found = self.refused.setdefault(name, Refused(0, f"line {line}: {error}"))
        found.count += 1


def run(lines: Iterable[str], terms: Terms[PayRules], standings: Standings) -> Sums:
    """
    Pay everybody who can be paid.
    """
    keys = tuple(component.key for component in terms.rules.scale)
    sums = Sums(keys, [0] * len(keys))
    for number, line in enumerate(lines, 1):
        try:
            worker = from_data(Worker, json.loads(line))
            sums.add(payslip(worker, terms, standings))
        except PartyGridError as error:
            sums.refuse(number, error)
    return sums


def shown(sums: Sums) -> str:
    """
    Write the sums as a table: what each is, in fen and in yuan.
    """
    rows = [
        *zip(sums.keys, sums.components, strict=True),
        ("total", sums.total),
        ("fixed part", sums.fixed),
        ("award", sums.award),
        ("payable", sums.paid),
    ]
    cells = [(name, str(fen), format_yuan(Fen(fen))) for name, fen in rows]
    return table(("", "fen", "yuan"), cells, "<>>")


def main() -> None:
    """
    Run the batch, and print what it came to.
    """
    parser = argparse.ArgumentParser(description="Pay many made-up workers for June 2025.")
    parser.add_argument("workers", type=int, nargs="?", default=WORKERS)
    count = parser.parse_args().workers
    terms, standings = PLACE.pay.on(MONTH, PAY_RUN), ratings()
    watched = track(
        files(count),
        description="paying",
        total=count,
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )
    begun = perf_counter()
    sums = run(watched, terms, standings)
    seconds = perf_counter() - begun
    refused = sum(each.count for each in sums.refused.values())
    print(f"{MONTH}: {count} files, {sums.workers} workers paid, {refused} refused")
    print(shown(sums))
    print(f"award still to be rated: {sums.awaited} workers")
    for name, each in sorted(sums.refused.items()):
        print(f"{name}: {each.count}, first {each.first}")
    print(f"{count / seconds:.0f} workers a second")


if __name__ == "__main__":
    main()
