"""
Count a worker's service by a rule: full years, early steps, and what awaits its result.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeAlias

from partygrid.dated import check_day
from partygrid.errors import NotStatedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.people._conduct import NoResult, Result
from partygrid.people._count import PartYears, ServiceRule, Unassessed, goes_plainly
from partygrid.people._early import EarlyRule
from partygrid.people._facts import Service
from partygrid.people._record import Record
from partygrid.people._service import ServiceCount, anniversary, full_years
from partygrid.people._tallied import Tally, check_rule

Segment: TypeAlias = tuple[date, date]
"""
Days that count: the first, and the day after the last.
"""


def tally(record: Record, staff: tuple[str, ...], rule: ServiceRule, day: date) -> Tally:
    """
    Count service as on a day.

    A break that does not count parts a period in two. A year that does not count for its result
    is left out of its period, and what is served before and after it is counted together, by
    days.

    Args:
        record: What is on record of the worker.
        staff: The kinds of staff whose service counts.
        rule: How it is counted.
        day: The day asked about.

    Returns:
        The years, the early steps, and the years whose result is not known yet.

    Raises:
        ConflictError: The record contradicts itself.
        NotStatedError: The file does not state the result of a year that matters.
        ValueNotAllowedError: A result is no grade that the rule knows, or a kind of staff no
            name.
        WrongTypeError: An argument has another type.

    >>> from partygrid.dated import Effective
    >>> from partygrid.people import Worker
    >>> rule = ServiceRule(
    ...     count=ServiceCount.PER_PERIOD,
    ...     part_years=PartYears.DROPPED,
    ...     effective=Effective.NEXT_JANUARY,
    ... )
    >>> served = Service(
    ...     id="s-1", staff="professional", start=date(2020, 7, 1), known=date(2020, 7, 1)
    ... )
    >>> record = Worker("w-1", (served,)).as_known()
    >>> tally(record, ("professional",), rule, date(2025, 12, 31)).years
    4
    """
    if type(record) is not Record:
        raise WrongTypeError(
            field="record", value=record, allowed="a Record, as Worker.as_known gives it"
        )
    if type(staff) is not tuple:
        raise WrongTypeError(field="staff", value=staff, allowed="a tuple of kinds of staff")
    for kind in staff:
        check_id(kind, field="staff")
    check_rule(rule)
    check_day(day, field="day")
    return counted(record, staff, rule, day)


def counted(record: Record, staff: tuple[str, ...], rule: ServiceRule, day: date) -> Tally:
    """
    Count service as `tally` does, for arguments that are what they should be.
    """
    if record.conflict is not None:
        raise record.conflict
    services = record.services
    for service in services:
        if service.staff not in staff:
            services = tuple(each for each in services if each.staff in staff)
            break
    reference = rule.effective.reference(day)
    if not record.breaks and goes_plainly(rule, record.grades):
        plain = _plainly(record, services, rule, reference)
        if plain is not None:
            early = 0
            if rule.early is not None and rule.early.grade in record.grades:
                early = _early(_results(record, rule), rule.early, day)
            return _new(Tally, (plain[0], early, plain[1], services))
    results = _results(record, rule)
    pieces = tuple(_pieces(record, services, rule, reference))
    years, pending = _years(pieces, rule, results)
    early = 0 if rule.early is None else _early(results, rule.early, day)
    return Tally(years, early, pending, services)


def _plainly(
    record: Record, services: tuple[Service, ...], rule: ServiceRule, reference: date
) -> tuple[int, tuple[int, ...]] | None:
    """
    Count full years where no day is left out but those of years still without a result.

    It is the short way that most lives can go; None sends the others the long way.
    """
    years = 0
    pending: list[int] = []
    results, assessed = rule.results, record.assessed
    waits = results is not None and results.unassessed is _WAITS
    for service in services:
        start, end = service.start, service.end
        if end is None or end > reference:
            end = reference
        if end <= start:
            continue
        if results is not None:
            last = (end - _ONE_DAY).year
            open_years = [year for year in range(start.year, last + 1) if year not in assessed]
            if open_years and waits:
                first = open_years[0]
                if last - first + 1 != len(open_years):
                    return None
                end = date(first, 1, 1)
            if pending:
                # Two services may share a year.
                open_years = [year for year in open_years if year not in pending]
            pending = pending + open_years
            if end <= start:
                continue
        years += end.year - start.year
        if (end.month, end.day) < (start.month, start.day) and anniversary(start, end.year) > end:
            years -= 1
    return years, tuple(pending)


def _results(record: Record, rule: ServiceRule) -> dict[int, Result]:
    if rule.results is None:
        return {}
    return {fact.year: fact.result for fact in record.results}


def _pieces(
    record: Record, services: tuple[Service, ...], rule: ServiceRule, reference: date
) -> Iterator[Segment]:
    """
    Give the stretches of service before the reference day, without breaks that do not count.
    """
    reasons = rule.breaks
    breaks = [
        each.interval for each in record.breaks if reasons is not None and each.reason in reasons
    ]
    for service in services:
        start, end = service.start, service.end
        if rule.since is not None:
            start = max(start, rule.since)
        end = reference if end is None else min(end, reference)
        for each in breaks:
            if each.start >= end:
                break
            if each.end is not None and each.end <= start:
                continue
            if start < each.start:
                yield start, each.start
            start = end if each.end is None else each.end
        if start < end:
            yield start, end


def _years(
    pieces: tuple[Segment, ...], rule: ServiceRule, results: dict[int, Result]
) -> tuple[int, tuple[int, ...]]:
    if rule.results is None:
        parts = [[piece] for piece in pieces]
        pending: dict[int, None] = {}
    else:
        pending = {}
        parts = [list(_assessed(piece, rule, results, pending)) for piece in pieces]
    if rule.part_years is PartYears.CALENDAR:
        touched = {
            year
            for part in parts
            for start, end in part
            for year in range(start.year, (end - _ONE_DAY).year + 1)
        }
        return len(touched), tuple(pending)
    if rule.count is ServiceCount.POOLED:
        parts = [[segment for part in parts for segment in part]]
    return sum(_of_segments(part, rule) for part in parts), tuple(pending)


def _assessed(
    piece: Segment, rule: ServiceRule, results: dict[int, Result], pending: dict[int, None]
) -> Iterator[Segment]:
    """
    Leave the years out that do not count; years in a row that do are one segment.
    """
    start, end = piece
    opened: date | None = None
    for year in range(start.year, (end - _ONE_DAY).year + 1):
        if _counts(year, rule, results, pending):
            if opened is None:
                opened = max(start, date(year, 1, 1))
        elif opened is not None:
            yield opened, date(year, 1, 1)
            opened = None
    if opened is not None:
        yield opened, end


def _counts(
    year: int, rule: ServiceRule, results: dict[int, Result], pending: dict[int, None]
) -> bool:
    assert rule.results is not None  # noqa: S101 - callers looked
    result = results.get(year)
    if result is None:
        pending[year] = None
        return rule.results.unassessed is Unassessed.COUNTS
    if result is NoResult.NO_GRADE:
        return rule.results.no_grade_counts
    if result is NoResult.NOT_STATED:
        raise _not_stated(year)
    return rule.results.counts(result, field=f"result of {year}")


def _of_segments(segments: list[Segment], rule: ServiceRule) -> int:
    """
    Count the full years of segments, each carrying its odd days into the next.
    """
    years = odd = 0
    for first, end in segments:
        # Days served before count as if this segment had begun that much earlier.
        start = first - timedelta(days=odd)
        full = full_years(start, end)
        years += full
        odd = (end - anniversary(start, start.year + full)).days
    return years + (odd > 0 and rule.part_years is PartYears.COUNTED)


def _early(results: dict[int, Result], rule: EarlyRule, day: date) -> int:
    """
    Count the early steps of all runs that ended before the year of the day.
    """
    steps = run = 0
    last = None
    for year in sorted(results):
        if year >= day.year or steps == rule.most:
            break
        result = results[year]
        if result is NoResult.NOT_STATED:
            raise _not_stated(year)
        if last is not None and year > last + 1:
            run = 0
        last = year
        if result is NoResult.NO_GRADE and not rule.no_grade_breaks:
            continue
        run = run + 1 if result == rule.grade else 0
        if run >= rule.run:
            steps += 1
            run = run - 1 if rule.overlapping else 0
    return steps


def _not_stated(year: int) -> NotStatedError:
    return NotStatedError(
        field=f"result of {year}", question="档案未载明该年度考核结果 (the file has no result)"
    )


_ONE_DAY = timedelta(days=1)
_WAITS = Unassessed.WAITS
_new = tuple.__new__
