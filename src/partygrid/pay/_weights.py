"""
How much of a month's pay a part of the month brings.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from partygrid.dated import Dated, Interval
from partygrid.errors import NotCoveredError, NotInForceError
from partygrid.labels import Label
from partygrid.pay._part_month import PartMethod, PartMonth
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.pay._rules import PayRules
    from partygrid.people import Record, WorkedDays


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


def is_whole(record: Record, rules: PayRules, month: Interval, served: Sequence[Interval]) -> bool:
    """
    Tell whether a month is paid as a whole: all of it is served, and no days are taken off.
    """
    if len(served) != 1 or served[0] != month:
        return False
    if not record.worked or rules.part_month.method in _WITHOUT_COUNTS:
        return True
    return not any(fact.interval.meets(month) for fact in record.worked)


_WITHOUT_COUNTS = {PartMethod.REFUSED, PartMethod.CALENDAR_DAYS}


def weights(
    record: Record, rules: PayRules, month: Interval, pieces: Sequence[Interval]
) -> tuple[Step, ...]:
    """
    Give the part of a month's pay that each piece of it brings, as steps.

    Args:
        record: What is on record of the worker, with the days worked.
        rules: The values in force.
        month: The days of the month.
        pieces: The parts of the month that are served, in order.

    Raises:
        NotCoveredError: The scheme does not price part months.
        NotInForceError: Days worked are needed and not on record.
    """
    rule, entry = rules.part_month, rules.entry("part_month")
    if rule.method is PartMethod.REFUSED:
        if not _covers(pieces, month):
            raise NotCoveredError(
                field=f"worker {record.worker}: service",
                value=", ".join(map(str, pieces)),
                allowed="service through the whole month: part months are not priced",
                source=entry.cite(),
            )
        return _by_days(pieces, month, entry)
    if rule.method is PartMethod.CALENDAR_DAYS:
        return _by_days(pieces, month, entry)
    counts = [_counts(record, piece) for piece in pieces]
    if rule.method is PartMethod.PAY_WORKED:
        return _by_worked(counts, rule, entry)
    gaps = [_counts(record, gap) for gap in _between(pieces, month)]
    working = sum(each.working for each in (*counts, *gaps))
    if not working:
        raise NotInForceError(
            field=f"worker {record.worker}: days worked",
            day=str(month.start),
            allowed="a month with at least one working day",
        )
    if rule.method is PartMethod.WORKING_DAYS:
        return tuple(_quotient(each.worked, working, _WORKED, _WORKING, entry) for each in counts)
    return _by_absence(counts, gaps, working, rule, entry)


def _covers(pieces: Sequence[Interval], month: Interval) -> bool:
    return sum(_days(piece) for piece in pieces) == _days(month)


def _days(interval: Interval) -> int:
    days = interval.days
    assert days is not None  # noqa: S101 - parts of a month end
    return days


def _between(pieces: Sequence[Interval], month: Interval) -> list[Interval]:
    """
    List the parts of the month that are not served.
    """
    found, reached = [], month.start
    for piece in pieces:
        if reached < piece.start:
            found.append(Interval(reached, piece.start))
        reached = _end(piece)
    if reached < _end(month):
        found.append(Interval(reached, month.end))
    return found


def _end(interval: Interval) -> date:
    assert interval.end is not None  # noqa: S101 - parts of a month end
    return interval.end


def _counts(record: Record, days: Interval) -> Counts:
    """
    Add up the days worked on record for some days, which they must cover exactly.
    """
    inside = [fact for fact in record.worked if fact.interval.meets(days)]
    covered = sum(_days(fact.interval) for fact in inside if _lies_in(fact, days))
    if covered != _days(days):
        raise NotInForceError(
            field=f"worker {record.worker}: days worked",
            day=str(days.start),
            allowed=f"counts of days worked on record for exactly {days}; "
            f"there are: {', '.join(str(fact.interval) for fact in inside) or 'none'}",
        )
    return Counts(
        covered, sum(fact.working for fact in inside), sum(fact.worked for fact in inside)
    )


def _lies_in(fact: WorkedDays, days: Interval) -> bool:
    return days.start <= fact.start and fact.end <= _end(days)


def _by_days(pieces: Sequence[Interval], month: Interval, entry: Dated[Any]) -> tuple[Step, ...]:
    return tuple(
        _quotient(_days(piece), _days(month), _SERVED, _IN_MONTH, entry) for piece in pieces
    )


def _by_worked(counts: Sequence[Counts], rule: PartMonth, entry: Dated[Any]) -> tuple[Step, ...]:
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


def _by_absence(
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
    served = working - outside
    found = []
    for each in counts:
        # Days not served are taken off each piece by its part of the days served.
        missed = each.absent + Fraction(outside * each.working, served or 1)
        part = _quotient(each.working, served or 1, _WORKING, _SERVED_WORKING, entry)
        off = _quotient(missed, divisor, _ABSENT, _PAID_FOR, entry)
        found.append(_left(part, off, entry))
    return tuple(found)


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
