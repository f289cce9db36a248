"""
Look a pay scheme over: what is open, what leaves days uncovered, what falls as it should rise.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from partygrid.dated import LEFT_OPEN, Interval, NotStated, Repeal
from partygrid.errors import NotInForceError, NotStatedError, PartyGridError, WrongTypeError
from partygrid.labels import Label, joined
from partygrid.pay._amounts import Coefficients, Table
from partygrid.pay._audit_ladder import falling_windows, unpriced, unreached
from partygrid.pay._scale import Component
from partygrid.pay._scheme import PayScheme
from partygrid.pay._selector import QUALIFIED, Selector
from partygrid.people import NONE
from partygrid.trace import Step, StepRule, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partygrid.dated import Series
    from partygrid.norms import Finding, Report


def audit(scheme: PayScheme) -> Report:
    """
    Look a pay scheme over.

    Args:
        scheme: The scheme.

    Returns:
        For every field: whether something is open and whether days lie between its entries on
        which nothing is in force. For the scheme: whether shares and amounts ever fall as
        criteria and levels rise, whether windows of higher positions lie lower, whether levels
        are left out, have no row or are never reached, and whether values that hold together
        fit each other.

    Raises:
        WrongTypeError: It is no pay scheme.

    >>> from partygrid.packs import load
    >>> len(audit(load("example").pay).not_met)
    0
    """
    # A payroll imports this room without ever looking a scheme over: it need not wait for norms.
    from partygrid.norms import Report  # noqa: PLC0415

    if type(scheme) is not PayScheme:
        raise WrongTypeError(field="scheme", value=scheme, allowed="a PayScheme")
    findings: list[Finding] = []
    for name, described in scheme.parameters().items():
        series: Series[Any] = getattr(scheme, name)
        subject = f"{scheme.key}: {name}"
        findings.append(_finding(LEFT_OPEN, subject, _open(series), described.label))
        findings.append(_finding(_UNCOVERED, subject, _uncovered(series), described.label))
    whole = str(scheme.key)
    shares = scheme.parameters()["award_shares"].label
    scale = scheme.parameters()["scale"].label
    findings.append(_finding(_FALLING, f"{whole}: award_shares", _falling_shares(scheme), shares))
    findings.append(_finding(_FALLING, f"{whole}: scale", _falling_amounts(scheme), scale))
    findings.append(_finding(_LEFT_OUT, f"{whole}: scale", _left_out(scheme), scale))
    findings.append(_finding(_NOBODYS, f"{whole}: scale", _without_none(scheme), scale))
    ladder = scheme.parameters()["ladder"].label
    findings.append(_finding(_FALLING, f"{whole}: ladder", falling_windows(scheme), ladder))
    findings.append(_finding(_UNPRICED, f"{whole}: ladder", unpriced(scheme), ladder))
    findings.append(_finding(_UNREACHED, f"{whole}: scale", unreached(scheme), scale))
    findings.append(_finding(_AT_ODDS, whole, _at_odds(scheme), Label("全部字段", "all fields")))
    return Report(tuple(findings))


_UNCOVERED = Label("无规定的空档", "days without an entry")
_FALLING = Label("应升反降", "falls where it should rise")
_LEFT_OUT = Label("缺少的职级", "levels left out")
_NOBODYS = Label("无资格者没有对应标准", "no row for who has none of it")
_UNPRICED = Label("岗位职级没有对应标准", "reached on the ladder, and without a row")
_UNREACHED = Label("岗位职级无法达到的标准", "rows that no position reaches")
_AT_ODDS = Label("相互矛盾的取值", "values that do not fit each other")
_NONE = Label("应为无", "none")


def _finding(what: Label, subject: str, faults: tuple[Label, ...], label: Label) -> Finding:
    from partygrid.norms import Finding, Verdict  # noqa: PLC0415 - as in `audit`

    rule = StepRule("faults", label, Unit.TEXT)
    words = joined(faults or (Label("无", "none"),))
    return Finding(
        what=what,
        subject=subject,
        measured=len(faults),
        required=_NONE,
        gap=len(faults),
        verdict=Verdict.NOT_MET if faults else Verdict.MET,
        unit=Unit.ITEMS,
        step=Step(rule, words),
    )


def _open(series: Series[Any]) -> tuple[Label, ...]:
    return tuple(
        _said(gap.interval.label, gap.value.question)  # type: ignore[union-attr]  # gaps hold no others
        for gap in series.gaps
    )


def _said(days: Label, what: Label) -> Label:
    return Label(f"{days.zh}：{what.zh}", f"{days.en}: {what.en}")


def _uncovered(series: Series[Any]) -> tuple[Label, ...]:
    stretches = [interval for interval, _ in series.in_force()]
    return tuple(
        Interval(first.end, second.start).label
        for first, second in pairwise(stretches)
        if first.end is not None and first.end != second.start
    )


def _values(series: Series[Any]) -> Iterator[tuple[Label, Any]]:
    for interval, entry in series.in_force():
        if not isinstance(entry.value, NotStated | Repeal):
            yield interval.label, entry.value


def _falling_shares(scheme: PayScheme) -> tuple[Label, ...]:
    return tuple(
        _said(days, Label(f"达标 {met + 1} 项", f"{met + 1} criteria met"))
        for days, shares in _values(scheme.award_shares)
        for met, (less, more) in enumerate(pairwise(shares))
        if more < less
    )


def _by_level(scheme: PayScheme) -> Iterator[tuple[Label, Component, tuple[tuple[int, Any], ...]]]:
    for days, scale in _values(scheme.scale):
        for component in scale:
            amount = component.amount
            if component.selector is Selector.LEVEL and isinstance(amount, Table | Coefficients):
                yield days, component, tuple(sorted(amount.rows))  # type: ignore[arg-type]  # levels are ints


def _level(component: Component, level: int) -> Label:
    name = component.label
    return Label(f"{name.zh}，职级 {level} 级", f"{name.en}, level {level}")


def _falling_amounts(scheme: PayScheme) -> tuple[Label, ...]:
    return tuple(
        _said(days, _level(component, upper))
        for days, component, rows in _by_level(scheme)
        for (_, less), (upper, more) in pairwise(rows)
        if more < less
    )


def _left_out(scheme: PayScheme) -> tuple[Label, ...]:
    return tuple(
        _said(days, _level(component, level))
        for days, component, rows in _by_level(scheme)
        for (lower, _), (upper, _) in pairwise(rows)
        for level in range(lower + 1, upper)
    )


def _without_none(scheme: PayScheme) -> tuple[Label, ...]:
    """
    Name components that refuse whoever has no such qualification, for want of a row.
    """
    return tuple(
        _said(days, Label(f"{component.label.zh}，{NONE}", f"{component.label.en}, {NONE}"))
        for days, scale in _values(scheme.scale)
        for component in scale
        if component.selector in QUALIFIED and component.rows and NONE not in component.rows
    )


def _at_odds(scheme: PayScheme) -> tuple[Label, ...]:
    series = [getattr(scheme, name) for name in scheme.parameters()]
    found = []
    for day in sorted({day for each in series for day in each.bounds}):
        try:
            scheme.rules_on(day)
        except (NotInForceError, NotStatedError):
            continue
        except PartyGridError as error:
            found.append(Label(f"{day}：{error}", f"{day}: {error}"))
    return tuple(found)
