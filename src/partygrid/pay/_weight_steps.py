"""
The part of a month's pay that a piece brings, by days, as steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from partygrid.dated import Dated, Interval
from partygrid.labels import Label
from partygrid.pay._part_month import PartMonth
from partygrid.trace import Op, Step, StepRule, Unit


class Counts(NamedTuple):
    """
    Hold the days of a part of a month.

    Args:
        days: The calendar days.
        working: The working days among them.
        worked: Those of them on which the worker worked.
    """

    days: int
    working: int
    worked: int

    @property
    def absent(self) -> int:
        """
        The working days not worked.
        """
        return self.working - self.worked


def days_of(interval: Interval) -> int:
    """
    Count the days of a part of a month.
    """
    days = interval.days
    assert days is not None  # noqa: S101 - parts of a month end
    return days


def by_days(pieces: Sequence[Interval], month: Interval, entry: Dated[Any]) -> tuple[Step, ...]:
    """
    Measure pieces by their calendar days.
    """
    return tuple(
        _quotient(days_of(piece), days_of(month), _SERVED, _IN_MONTH, entry) for piece in pieces
    )


def by_working(counts: Sequence[Counts], working: int, entry: Dated[Any]) -> tuple[Step, ...]:
    """
    Measure pieces by the working days worked, of those of the month.
    """
    return tuple(_quotient(each.worked, working, _WORKED, _WORKING, entry) for each in counts)


def by_worked(counts: Sequence[Counts], rule: PartMonth, entry: Dated[Any]) -> tuple[Step, ...]:
    """
    Pay the days worked, up to a month's pay over all pieces.
    """
    divisor = _divisor(rule)
    worked = sum(each.worked for each in counts)
    if worked > divisor:
        return tuple(
            _quotient(each.worked, worked, _WORKED, _ALL_WORKED, entry) for each in counts
        )
    return tuple(_quotient(each.worked, divisor, _WORKED, _PAID_FOR, entry) for each in counts)


def by_absence(
    counts: Sequence[Counts],
    gaps: Sequence[Counts],
    working: int,
    rule: PartMonth,
    entry: Dated[Any],
) -> tuple[Step, ...]:
    """
    Take a day's pay off for each working day not worked, those not served included.

    A piece is a month's pay in proportion to its working days, less its absent days; what lies
    outside all pieces is taken off where it can be.
    """
    divisor = _divisor(rule)
    outside = sum(each.working for each in gaps)
    if len(counts) == 1:
        absent = counts[0].absent + outside
        off = _quotient(absent, divisor, _ABSENT, _PAID_FOR, entry)
        return (_left(_WHOLE_STEP, off, entry),)
    served = (working - outside) or 1
    parts = []
    for each in counts:
        # Days not served are taken off each piece by its part of the days served.
        missed = each.absent + Fraction(outside * each.working, served)
        part = _quotient(each.working, served, _WORKING, _SERVED_WORKING, entry)
        off = _quotient(missed, divisor, _ABSENT, _PAID_FOR, entry)
        parts.append(_left(part, off, entry))
    return _evened(parts, counts, working, divisor, entry)


def _evened(
    parts: Sequence[Step],
    counts: Sequence[Counts],
    working: int,
    divisor: Fraction,
    entry: Dated[Any],
) -> tuple[Step, ...]:
    """
    Keep the pieces together to what the month as one piece would bring.

    A piece with more days off than it is worth brings nothing; what it lacks, the others bear.
    """
    worked = sum(each.worked for each in counts)
    whole = max(Fraction(0), 1 - (working - worked) / divisor)
    found = sum((Fraction(part.value) for part in parts), Fraction(0))  # type: ignore[arg-type]  # numbers
    if found == whole or not found:
        return tuple(parts)
    evened = _quotient_of(whole, found)
    rule = StepRule("weight", _WEIGHT, Unit.FACTOR, Op.PRODUCT, entry=entry)
    return tuple(
        Step(
            rule,
            _plain(Fraction(part.value) * whole / found),  # type: ignore[arg-type]  # numbers
            (part, evened),
        )
        for part in parts
    )


def _quotient_of(whole: Fraction, found: Fraction) -> Step:
    return Step(
        StepRule("evened", _EVENED, Unit.FACTOR, Op.QUOTIENT),
        _plain(whole / found),
        (
            Step(StepRule("whole", _AS_ONE, Unit.FACTOR), _plain(whole)),
            Step(StepRule("found", _ADDED, Unit.FACTOR), _plain(found)),
        ),
    )


def _divisor(rule: PartMonth) -> Fraction:
    assert rule.divisor is not None  # noqa: S101 - checked with the rule
    return rule.divisor


def _left(whole: Step, off: Step, entry: Dated[Any]) -> Step:
    """
    Take one part off another; no piece is paid less than nothing.
    """
    left = Fraction(whole.value) - Fraction(off.value)  # type: ignore[arg-type]  # numbers
    rest = Step(StepRule("rest", _REST, Unit.FACTOR, Op.DIFFERENCE), _plain(left), (whole, off))
    rule = StepRule("weight", _WEIGHT, Unit.FACTOR, Op.GREATEST, entry=entry)
    return Step(rule, _plain(max(left, Fraction(0))), (rest, _NOTHING))


def _quotient(
    part: int | Fraction, whole: int | Fraction, what: Label, of: Label, entry: Dated[Any]
) -> Step:
    return Step(
        StepRule("weight", _WEIGHT, Unit.FACTOR, Op.QUOTIENT, entry=entry),
        _plain(Fraction(part) / Fraction(whole)),
        (
            Step(StepRule("days", what, Unit.DAYS), _plain(Fraction(part))),
            Step(StepRule("of_days", of, Unit.DAYS), _plain(Fraction(whole))),
        ),
    )


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


_EVENED = Label("按全月调整", "evened out over the month")
_AS_ONE = Label("全月应计比例", "part of the month as one")
_ADDED = Label("各段合计", "pieces added up")
_WEIGHT = Label("计发比例", "part paid")
_SERVED = Label("在岗日历天数", "calendar days served")
_IN_MONTH = Label("当月日历天数", "calendar days of the month")
_WORKED = Label("出勤天数", "days worked")
_WORKING = Label("工作日天数", "working days")
_SERVED_WORKING = Label("在岗工作日天数", "working days served")
_ALL_WORKED = Label("全部出勤天数", "all days worked")
_PAID_FOR = Label("月计薪天数", "days a month's pay is for")
_ABSENT = Label("缺勤天数", "working days not worked")
_REST = Label("扣减后比例", "part left")
_WHOLE_STEP = Step(StepRule("whole", Label("全月", "whole month"), Unit.FACTOR), 1)
_NOTHING = Step(StepRule("nothing", Label("不低于", "not below"), Unit.FACTOR), 0)
