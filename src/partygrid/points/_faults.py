"""
What the audits of all three schemes look for: questions, gaps, values at odds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Final

from partygrid.dated import LEFT_OPEN, Interval, NotStated, Repeal, Scheme, Series
from partygrid.errors import NotInForceError, NotStatedError, PartyGridError
from partygrid.labels import Label, joined
from partygrid.norms import Finding, Verdict
from partygrid.trace import Step, StepRule, Unit


def field_findings(scheme: Scheme[Any]) -> list[Finding]:
    """
    Look each field over for questions and days without an entry, and all for values at odds.
    """
    findings: list[Finding] = []
    for name, described in scheme.parameters().items():
        series: Series[Any] = getattr(scheme, name)
        subject = f"{scheme.key}: {name}"
        findings.append(finding(LEFT_OPEN, subject, _open(series), described.label))
        findings.append(finding(_UNCOVERED, subject, _uncovered(series), described.label))
    findings.append(finding(_AT_ODDS, str(scheme.key), _at_odds(scheme), _ALL))
    return findings


def finding(what: Label, subject: str, faults: Iterable[str | Label], field: Label) -> Finding:
    """
    Make a finding of the faults of one sort.
    """
    found = tuple(faults)
    return Finding(
        what=what,
        subject=subject,
        measured=len(found),
        required=_NONE,
        gap=len(found),
        verdict=Verdict.NOT_MET if found else Verdict.MET,
        unit=Unit.ITEMS,
        step=Step(StepRule("faults", field, Unit.TEXT), joined(found)),
    )


def days_of(*series: Series[Any]) -> list[date]:
    """
    List the days on which one of several series can change, in order.
    """
    return sorted({day for each in series for day in each.bounds})


def said_on(series: Series[Any], day: date) -> Any:
    """
    Give the value in force on a day; `NOTHING` where there is none.
    """
    entry = series.find(day)
    if entry is None or isinstance(entry.value, NotStated | Repeal):
        return NOTHING
    return entry.value


def together(*series: Series[Any]) -> Iterator[tuple[date, tuple[Any, ...]]]:
    """
    Give each day on which one of several series changes and all of them hold a value, with these.

    Series are read by themselves, so that what is stated is looked over while the rest is open.
    """
    for day in days_of(*series):
        values = tuple(said_on(each, day) for each in series)
        if NOTHING not in values:
            yield day, values


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


def _at_odds(scheme: Scheme[Any]) -> Iterator[str]:
    for day in days_of(*(getattr(scheme, name) for name in scheme.parameters())):
        try:
            scheme.rules_on(day)
        except (NotInForceError, NotStatedError):
            continue
        except PartyGridError as error:
            yield f"{day}: {error}"


NOTHING: Final = object()
_ALL: Final = Label("全部字段", "all fields")
_NONE: Final = Label("应为无", "none")
_UNCOVERED: Final = Label("无规定的空档", "days without an entry")
_AT_ODDS: Final = Label("相互矛盾的取值", "values that do not fit each other")
