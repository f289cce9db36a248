"""
Hold the mean pay of groups to its floors.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from partygrid.dated import Period
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_batch
from partygrid.money import format_yuan
from partygrid.pay._floors import MeanFloor
from partygrid.pay._payslip import Payslip
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.norms import Finding, Report


class _Member(NamedTuple):
    """
    Hold the payslips of one worker within a period.
    """

    worker: str
    slips: tuple[Payslip, ...]


def check_floors(slips: Iterable[Payslip], period: Period) -> Report:
    """
    Compare the mean pay of groups over a period with the floors in force at its end.

    The sum is compared with the floor times the number of workers, so that nothing is rounded.
    A worker counts who has a payslip of a whole month, none of it on probation, for every month
    of the period, always in the group; others are left out and listed.

    Args:
        slips: The payslips of the population, of any months; those outside the period are
            passed over.
        period: The period; floors over another kind of period are passed over.

    Returns:
        A finding for each floor; a group without anybody is not applicable.

    Raises:
        WrongTypeError: It is no batch of payslips, one of them has no worker, or the period is
            none.
        ValueNotAllowedError: A worker has two payslips for one month, or the payslips are those
            of several schemes.

    >>> from partygrid.packs import load
    >>> from partygrid.dated import Month
    >>> from partygrid.pay import payslip
    >>> pack = load("example")
    >>> june = Month(2025, 6)
    >>> slip = payslip(pack.worker, pack.pay.on(june), pack.standings)
    >>> check_floors([slip], june)
    <Report 0 met, 0 not met, 0 not applicable>
    """
    from partygrid.norms import Report  # noqa: PLC0415 - as for audits

    if not isinstance(period, Period):
        raise WrongTypeError(field="period", value=period, allowed="a Month, Quarter, …, Year")
    check_batch(slips, field="slips", what="payslips")
    chosen = _in_period(tuple(slips), period)
    if not chosen:
        return Report()
    last = max(chosen, key=lambda slip: slip.terms.period.first_day)
    rules = last.terms.parts[-1][1]
    members = _members(chosen)
    floors = [each for each in rules.floors if each.every.containing(period.first_day) == period]
    return Report(tuple(_finding(floor, members, period, last) for floor in floors))


def _in_period(slips: tuple[Payslip, ...], period: Period) -> list[Payslip]:
    for slip in slips:
        if type(slip) is not Payslip:
            raise WrongTypeError(field="slips", value=slip, allowed="payslips")
        if slip.placement.basis is None:
            raise WrongTypeError(
                field="slips", value=slip, allowed="payslips that name their worker"
            )
    schemes = {str(slip.terms.key) for slip in slips}
    if len(schemes) > 1:
        raise ValueNotAllowedError(
            field="slips", value=tuple(sorted(schemes)), allowed="payslips of one scheme"
        )
    return [slip for slip in slips if slip.terms.period.first_day in period.interval]


def _worker(slip: Payslip) -> str:
    assert slip.placement.basis is not None  # noqa: S101 - checked at the door
    return slip.placement.basis.worker


def _members(slips: list[Payslip]) -> list[_Member]:
    by_worker: dict[str, dict[object, Payslip]] = {}
    for slip in slips:
        months = by_worker.setdefault(_worker(slip), {})
        if slip.terms.period in months:
            raise ValueNotAllowedError(
                field=f"slips of worker {_worker(slip)}",
                value=str(slip.terms.period),
                allowed="one payslip a month",
            )
        months[slip.terms.period] = slip
    return [
        _Member(worker, tuple(months.values())) for worker, months in sorted(by_worker.items())
    ]


def _finding(floor: MeanFloor, members: list[_Member], period: Period, last: Payslip) -> Finding:
    from partygrid.norms import Finding, Verdict  # noqa: PLC0415 - as for audits

    group = [member for member in members if any(_is_in(floor, slip) for slip in member.slips)]
    needed = period.months
    counted = [
        member
        for member in group
        if len(member.slips) == needed
        and all(slip.is_whole and _is_in(floor, slip) for slip in member.slips)
    ]
    left_out = [member.worker for member in group if member not in counted]
    total = sum(_amount(floor, slip) for member in counted for slip in member.slips)
    least = floor.amount * len(counted)
    gap = max(Fraction(0), least - total)
    verdict = Verdict.NOT_MET if gap else Verdict.MET
    entry = last.terms.parts[-1][1].entry("floors")
    parts = [
        Step(StepRule("sum", _SUM, Unit.YUAN), total),
        Step(StepRule("workers", _WORKERS, Unit.PERSONS), len(counted)),
    ]
    if left_out:
        names = ", ".join(left_out)
        parts.append(Step(StepRule("left_out", _LEFT_OUT, Unit.TEXT), names))
    each = Step(StepRule("floor", floor.label, Unit.YUAN, entry=entry), _plain(floor.amount))
    bound = Step(StepRule("least", _LEAST, Unit.YUAN, Op.PRODUCT), _plain(least), (each, parts[1]))
    amount = format_yuan(int(floor.amount))
    measured = None if not counted else _plain(Fraction(total, len(counted)))
    shown = Label(
        f"{period.label.zh}，{len(counted)} 人", f"{period.label.en}, {len(counted)} workers"
    )
    return Finding(
        what=floor.label,
        subject=f"{last.terms.key}: {floor.key}: {period}",
        measured=measured,
        required=Label(
            f"人均不低于 {amount} 元（合计 ≥ 标准 × 人数）",
            f"a mean of at least {amount} yuan (sum ≥ floor × workers)",
        ),
        gap=_plain(gap),
        verdict=verdict if counted else Verdict.NOT_APPLICABLE,
        unit=Unit.YUAN,
        step=Step(StepRule("group", _GROUP, Unit.TEXT), shown, tuple(parts)),
        bounds=(bound,),
    )


def _is_in(floor: MeanFloor, slip: Payslip) -> bool:
    """
    Tell whether a payslip is one of the group of a floor, by position.
    """
    return floor.positions is None or slip.placement.position in floor.positions


def _amount(floor: MeanFloor, slip: Payslip) -> int:
    if floor.lines.only is None:
        return slip.paid
    return sum(slip.amount(key) for key in floor.lines.only)


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


_SUM = Label("合计", "sum")
_WORKERS = Label("人数", "workers")
_LEFT_OUT = Label(
    "未计入（不满期、不满月或试用期）", "left out: not all of the period, or probation"
)
_LEAST = Label("标准 × 人数", "floor × workers")
_GROUP = Label("统计范围", "group")
