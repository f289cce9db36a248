"""
Look a stage scheme over: what is open, never started, without a limit, or without a calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final

from partygrid.clocks._event import EventKind
from partygrid.clocks._scheme import StageRules, StageScheme
from partygrid.dated import LEFT_OPEN, Interval, NotStated, Repeal, Series
from partygrid.errors import (
    NotInForceError,
    NotStatedError,
    PartyGridError,
    UnknownNameError,
)
from partygrid.labels import Label, check_batch, check_id, check_kind, joined
from partygrid.norms import Finding, Report, Verdict
from partygrid.trace import Step, StepRule, Unit
from partygrid.worktime import OFFICE_TIME, WorkCalendar, due


def audit(
    scheme: StageScheme, calendar: WorkCalendar | None = None, *, causes: Iterable[str] = ()
) -> Report:
    """
    Look a stage scheme over.

    Args:
        scheme: The scheme.
        calendar: The calendar that its limits are counted on; None: they are not tried.
        causes: The codes of the causes for which a host's platform pauses cases.

    Returns:
        For every field: whether something is open and whether days lie between its entries on
        which nothing is in force. For the scheme: whether a stage is never started, a class of
        matter has no limit, a limit cannot be counted on the calendar, a cause of the host stops
        no stage, or values that hold together do not fit each other.

    Raises:
        WrongTypeError: It is no stage scheme, the calendar is none, or the causes are no texts.
        ValueNotAllowedError: A cause is no code: it is empty, too long, or does not show.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> len(audit(pack.promise, pack.calendar).not_met)
    0
    """
    check_kind(scheme, StageScheme, "scheme")
    check_kind(calendar, WorkCalendar, "calendar", or_none=True)
    check_batch(causes, field="causes", what="codes of causes")
    codes = tuple(check_id(cause, field="causes") for cause in causes)
    findings: list[Finding] = []
    for name, described in scheme.parameters().items():
        series: Series[Any] = getattr(scheme, name)
        subject = f"{scheme.key}: {name}"
        findings.append(_finding(LEFT_OPEN, subject, _open(series), described.label))
        findings.append(_finding(_UNCOVERED, subject, _uncovered(series), described.label))
    whole, held = str(scheme.key), tuple(_held(scheme))
    label = scheme.parameters()["stages"].label
    findings += (
        _finding(_AT_ODDS, whole, _at_odds(scheme), label),
        _finding(_NEVER, whole, _never_started(held), label),
        _finding(_NO_LIMIT, whole, _without_limit(held), label),
        _finding(_NO_CALENDAR, whole, _uncounted(held, calendar), label),
        _finding(_NO_RULE, whole, _unnamed(held, codes), label),
    )
    return Report(tuple(findings))


def _held(scheme: StageScheme) -> Iterator[tuple[date, StageRules]]:
    """
    Give each day on which values change, with those that can be read.
    """
    for day in _days(scheme):
        try:
            yield day, scheme.rules_on(day)
        except PartyGridError:
            continue


def _days(scheme: StageScheme) -> list[date]:
    series: list[Series[Any]] = [getattr(scheme, name) for name in scheme.parameters()]
    return sorted({day for each in series for day in each.bounds})


def _at_odds(scheme: StageScheme) -> Iterator[str]:
    for day in _days(scheme):
        try:
            scheme.rules_on(day)
        except (NotInForceError, NotStatedError):
            continue
        except PartyGridError as error:
            yield f"{day}: {error}"


def _open(series: Series[Any]) -> Iterator[Label]:
    for gap in series.gaps:
        days, question = gap.interval.label, gap.value.question  # type: ignore[union-attr]  # gaps hold no others
        yield Label(f"{days.zh}：{question.zh}", f"{days.en}: {question.en}")


def _uncovered(series: Series[Any]) -> Iterator[Label]:
    stretches = [
        interval
        for interval, entry in series.in_force()
        if not isinstance(entry.value, NotStated | Repeal)
    ]
    return (
        Interval(first.end, second.start).label
        for first, second in pairwise(stretches)
        if first.end is not None and first.end != second.start
    )


def _never_started(held: tuple[tuple[date, StageRules], ...]) -> Iterator[str]:
    """
    Find stages that only sending back starts, where nobody may send back.
    """
    for day, rules in held:
        for stage in rules.stages:
            if rules.returns is None and set(stage.starts) == {EventKind.RETURNED}:
                yield f"{day}: {stage.key}"


def _without_limit(held: tuple[tuple[date, StageRules], ...]) -> Iterator[str]:
    for day, rules in held:
        named = {each.matter for stage in rules.stages for each in stage.limits}
        named |= {each.matter for each in rules.community_duties or ()}
        for stage in rules.stages:
            for matter in sorted(each for each in named if each is not None):
                try:
                    stage.limit_of(matter)
                except UnknownNameError:
                    yield f"{day}: {stage.key}, {matter}"


def _uncounted(
    held: tuple[tuple[date, StageRules], ...], calendar: WorkCalendar | None
) -> Iterator[str]:
    """
    Try every limit from noon of the first day on which it is in force and the calendar has.
    """
    if calendar is None:
        return
    for day, rules in held:
        first = max(day, calendar.span.start)
        noon = datetime(first.year, first.month, first.day, 12, tzinfo=OFFICE_TIME)
        for stage in rules.stages:
            for each in stage.limits:
                if each.limit is None:
                    continue
                try:
                    due(noon, each.limit, calendar)
                except PartyGridError as error:
                    yield f"{day}: {stage.key}, {each.limit.label.en}: {error}"


def _unnamed(held: tuple[tuple[date, StageRules], ...], causes: tuple[str, ...]) -> Iterator[str]:
    for day, rules in held:
        named = {cause for stage in rules.stages for cause in stage.pauses}
        yield from (f"{day}: {cause}" for cause in causes if cause not in named)


def _finding(what: Label, subject: str, faults: Iterable[str | Label], field: Label) -> Finding:
    found = tuple(faults)
    rule = StepRule("faults", field, Unit.TEXT)
    return Finding(
        what=what,
        subject=subject,
        measured=len(found),
        required=_NONE,
        gap=len(found),
        verdict=Verdict.NOT_MET if found else Verdict.MET,
        unit=Unit.ITEMS,
        step=Step(rule, joined(found)),
    )


_NONE: Final = Label("应为无", "none")
_UNCOVERED: Final = Label("无规定的空档", "days without an entry")
_AT_ODDS: Final = Label("相互矛盾的取值", "values that do not fit each other")
_NEVER: Final = Label("无从启动的环节", "stages that nothing can start")
_NO_LIMIT: Final = Label("没有时限的事项类别", "classes of matter without a limit")
_NO_CALENDAR: Final = Label("日历无法计算的时限", "limits that the calendar cannot count")
_NO_RULE: Final = Label("没有规定的暂停事由", "causes of a pause that stop no stage")
