"""
The payroll of many workers: every payslip, and the pools of units' wage bills shared out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import attrs

from partygrid.dated import Assumption, NotKnown, Terms
from partygrid.errors import (
    InvalidDataError,
    PartyGridError,
    Problem,
    UnknownNameError,
    WrongTypeError,
)
from partygrid.labels import Label, Language, check_batch, counted
from partygrid.money import Fen, apportion, format_yuan
from partygrid.pay._bill import with_bill
from partygrid.pay._choices import AwardPool
from partygrid.pay._month import parts_of
from partygrid.pay._payslip import Payslip, slip_of
from partygrid.pay._payslip_table import payroll_table
from partygrid.pay._place import check_month
from partygrid.pay._price import payslip
from partygrid.pay._rules import PayRules
from partygrid.pay._settle import BillShare, PaidPart
from partygrid.people import Worker
from partygrid.trace import Explained, Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.org import Standings


@attrs.frozen
class Payroll(Explained):
    """
    Hold the payslips of many workers for one month; `payroll` makes it.

    Args:
        terms: The values in force.
        slips: The payslips, in the order in which the workers were given.
    """

    terms: Terms[PayRules] = attrs.field(repr=False)
    slips: tuple[Payslip, ...] = attrs.field(repr=False)

    @property
    def paid(self) -> Fen:
        """
        What is payable to all workers together.
        """
        return Fen(sum(slip.paid for slip in self.slips))

    @property
    def cost(self) -> Fen:
        """
        What the month costs the employer.
        """
        return Fen(sum(slip.cost for slip in self.slips))

    @property
    def heading(self) -> Label:
        """
        Month and number of workers.
        """
        month, count = self.terms.period.label, len(self.slips)
        workers = counted(count, "worker")
        return Label(f"{month.zh}工资表，{count} 人", f"Payroll, {month.en}, {workers}")

    def slip_of(self, worker: str) -> Payslip:
        """
        Give the payslip of one worker.

        Raises:
            UnknownNameError: There is none.
        """
        for slip in self.slips:
            if slip.placement.basis is not None and slip.placement.basis.worker == worker:
                return slip
        raise UnknownNameError(
            field="worker",
            value=worker,
            allowed=f"one of the {counted(len(self.slips), 'worker')} paid",
        )

    def trace(self) -> Step:
        """
        Give the sum of all payslips, each with its steps.
        """
        steps = tuple(
            slip.trace()._replace(rule=_rule(slip), row=slip.heading) for slip in self.slips
        )
        return Step(_PAID, self.paid, steps)

    def summary(self, language: Language = "zh") -> str:
        """
        Write the first workers, and the sum of all, as a table of Markdown.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return payroll_table(self.heading, self.slips, language)

    def assumptions(self) -> tuple[Assumption, ...]:
        """
        List the assumed numbers that this payroll leans on.
        """
        return self.terms.assumptions()

    def __repr__(self) -> str:
        """
        Show month, number of workers and sum in one line.
        """
        workers = counted(len(self.slips), "worker")
        return f"<Payroll {self.terms.period}: {workers}, {format_yuan(self.paid)} yuan>"


def _rule(slip: Payslip) -> StepRule:
    return StepRule("slip", slip.heading, Unit.YUAN, Op.SUM)


_PAID = StepRule("payroll", Label("应发合计", "payable, added"), Unit.YUAN, Op.SUM)


class _Line(NamedTuple):
    worker: str
    parts: tuple[PaidPart, ...]


def payroll(workers: Iterable[Worker], terms: Terms[PayRules], standings: Standings) -> Payroll:
    """
    Work out a month's pay of many workers at once; it is whole, or it fails.

    Where the pool is of a unit's wage bill, the counted lines of all workers of a unit make one
    bill, its pool and its award are rounded once each, and both are shared out by largest
    remainder: the pool by the workers' counted lines, the award by their parts of the pool.

    Args:
        workers: The workers; where pools are of wage bills, all workers of each unit.
        terms: The values in force for the month; their ``known`` decides which facts count.
        standings: The standing of each unit over time.

    Returns:
        The payroll, with a payslip for each worker.

    Raises:
        InvalidDataError: Workers cannot be paid; it says which, and why.
        ValueNotAllowedError: A pool cannot be shared out by the scheme's rule.
        WrongTypeError: An argument has another type.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> payroll([pack.worker], pack.pay.on(Month(2025, 6)), pack.standings)
    <Payroll 2025-06: 1 worker, 3,668.99 yuan>
    """
    check_batch(workers, field="workers", what="Workers")
    chosen = tuple(workers)
    check_month(terms, standings)
    shared = any(rules.award_pool is not AwardPool.PER_WORKER for _, rules in terms.parts)
    slips: list[Payslip] = []
    lines: list[_Line] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for place, worker in enumerate(chosen):
        path = f"$.workers[{place}]"
        if type(worker) is not Worker:
            raise WrongTypeError(field=path, value=worker, allowed="a Worker")
        if worker.id in seen:
            problems.append(Problem(path, f"worker {worker.id} stands twice"))
        seen.add(worker.id)
        try:
            if shared:
                lines.append(_Line(worker.id, parts_of(worker, terms, standings)))
            else:
                slips.append(payslip(worker, terms, standings))
        except PartyGridError as error:
            problems.append(Problem(f"{path} ({worker.id})", str(error), error))
    if problems:
        raise InvalidDataError(field="payroll", problems=problems)
    if shared:
        days = [day for day, _ in terms.parts]
        slips = [_slip(line, terms) for line in _billed(lines, days)]
    return Payroll(terms, tuple(slips))


def _slip(line: _Line, terms: Terms[PayRules]) -> Payslip:
    return slip_of(line.parts[-1].pieces[-1].placement, terms, line.parts)


def _billed(lines: list[_Line], days: list[date]) -> list[_Line]:
    """
    Share the pool of each unit, and of each part of the month, out over its workers.
    """
    groups: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for place, line in enumerate(lines):
        for number, part in enumerate(line.parts):
            if part.rules.award_pool is not AwardPool.PER_WORKER:
                key = (_unit(part), bisect_right(days, part.interval.start))
                groups.setdefault(key, []).append((place, number))
    parts = [list(line.parts) for line in lines]
    for (unit, _), members in groups.items():
        shares = _shares(
            unit, {lines[place].worker: parts[place][number] for place, number in members}
        )
        for place, number in members:
            parts[place][number] = with_bill(parts[place][number], shares[lines[place].worker])
    return [line._replace(parts=tuple(found)) for line, found in zip(lines, parts, strict=True)]


def _unit(part: PaidPart) -> str:
    basis = part.pieces[0].placement.basis
    assert basis is not None and basis.found is not None  # noqa: S101, PT018 - made from facts
    return str(basis.found.rating.unit)


def _shares(unit: str, parts: dict[str, PaidPart]) -> dict[str, BillShare]:
    """
    Share one unit's pool and award out.
    """
    first = next(iter(parts.values()))
    rules = first.rules
    rule, kit = rules.award_apportion, rules._kit  # noqa: SLF001 - one room
    assert rule is not None  # noqa: S101 - checked with the values
    own = {worker: Fen(part.fixed - part.unrated) for worker, part in parts.items()}
    total = Fen(sum(own.values()))
    pool = kit.round(total * kit.numerator, kit.denominator)
    pools = apportion(pool, own, rule) if pool else dict.fromkeys(own, Fen(0))
    met = first.pieces[0].placement.criteria_met
    award: Fen | NotKnown = NotKnown.YET
    awards: dict[str, Fen | NotKnown] = {
        worker: NotKnown.YET if isinstance(part.award, NotKnown) else Fen(0)
        for worker, part in parts.items()
    }
    if not pool:
        award, awards = Fen(0), dict.fromkeys(own, Fen(0))
    elif not isinstance(met, NotKnown):
        award = rules.rounding.round(pool * rules.award_shares[met])
        awards = dict(apportion(award, pools, rule)) if award else dict.fromkeys(own, Fen(0))
    return {
        worker: BillShare(unit, total, pool, award, own[worker], pools[worker], awards[worker])
        for worker in parts
    }
