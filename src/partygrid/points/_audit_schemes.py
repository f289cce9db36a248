"""
Look the schemes of a points bank over: what is open, out of reach, or can never decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from partygrid.dated import Month, Year
from partygrid.errors import WrongTypeError
from partygrid.labels import Label
from partygrid.norms import Report
from partygrid.points._appraising import AppraisalScheme
from partygrid.points._cap import Cap, CapPeriod, CapScope
from partygrid.points._expiry import Expiry
from partygrid.points._faults import field_findings, finding, together
from partygrid.points._store import Criterion, StoreScheme
from partygrid.points._tariff import CreditTo, Tariff
from partygrid.worktime import Cadence, RestRule


def audit_tariff(scheme: Tariff) -> Report:
    """
    Look a tariff over.

    Args:
        scheme: The tariff.

    Returns:
        For every field: whether something is open and whether days lie between its entries on
        which nothing is in force. For the tariff: whether values that hold together do not fit
        each other, a head has no activity, a kind of holder can earn nothing, or an account is
        opened with more points than it may hold.

    Raises:
        WrongTypeError: It is no tariff.

    >>> from partygrid.packs import load
    >>> len(audit_tariff(load("example").tariff).not_met)
    0
    """
    if type(scheme) is not Tariff:
        raise WrongTypeError(field="scheme", value=scheme, allowed="a Tariff")
    whole, described = str(scheme.key), scheme.parameters()
    findings = (
        *field_findings(scheme),
        finding(_NO_ACTIVITY, whole, _without_activity(scheme), described["heads"].label),
        finding(_NO_EARNER, whole, _without_earning(scheme), described["kinds"].label),
        finding(_ABOVE, whole, _openings_above(scheme), described["openings"].label),
    )
    return Report(findings)


def audit_store(scheme: StoreScheme, tariff: Tariff | None = None) -> Report:
    """
    Look a store over.

    Args:
        scheme: The store.
        tariff: The tariff that its points are earned by; None: the two are not compared.

    Returns:
        For every field: whether something is open and whether days lie between its entries on
        which nothing is in force. For the store: whether values that hold together do not fit
        each other, or a criterion can never decide. Of store and tariff: whether a gift is for a
        kind of holder that there is not, costs more points than an account may hold, or takes a
        balance that no account may have, and whether the points of a month expire before the
        store is open.

    Raises:
        WrongTypeError: It is no store, or the tariff is none.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> len(audit_store(pack.store, pack.tariff).not_met)
    0
    """
    if type(scheme) is not StoreScheme:
        raise WrongTypeError(field="scheme", value=scheme, allowed="a StoreScheme")
    _check_tariff(tariff)
    whole, described = str(scheme.key), scheme.parameters()
    catalogue = described["catalogue"].label
    findings = [
        *field_findings(scheme),
        finding(_IDLE, whole, _idle_criteria(scheme), described["priority"].label),
    ]
    if tariff is not None:
        findings += [
            finding(_NO_KIND, whole, _gifts_for_nobody(scheme, tariff), catalogue),
            finding(_ABOVE, whole, _gifts_above(scheme, tariff), catalogue),
            finding(_ABOVE, whole, _least_above(scheme, tariff), described["least"].label),
            finding(_TOO_SOON, whole, _too_soon(scheme, tariff), described["windows"].label),
        ]
    return Report(tuple(findings))


def audit_appraisal(scheme: AppraisalScheme, tariff: Tariff | None = None) -> Report:
    """
    Look an appraisal over.

    Args:
        scheme: The appraisal.
        tariff: The tariff that its points are earned by; None: the two are not compared.

    Returns:
        For every field: whether something is open and whether days lie between its entries on
        which nothing is in force. For the appraisal: whether values that hold together do not
        fit each other. Of appraisal and tariff: whether a kind of holder is ranked that there is
        not, and whether an honour takes more points than the caps let through in a year.

    Raises:
        WrongTypeError: It is no appraisal, or the tariff is none.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> len(audit_appraisal(pack.appraisal, pack.tariff).not_met)
    0
    """
    if type(scheme) is not AppraisalScheme:
        raise WrongTypeError(field="scheme", value=scheme, allowed="an AppraisalScheme")
    _check_tariff(tariff)
    whole, described = str(scheme.key), scheme.parameters()
    findings = field_findings(scheme)
    if tariff is not None:
        findings += [
            finding(_NO_KIND, whole, _nobody_ranked(scheme, tariff), described["kinds"].label),
            finding(_CAPPED, whole, _beyond_caps(scheme, tariff), described["honours"].label),
        ]
    return Report(tuple(findings))


def _check_tariff(tariff: Tariff | None) -> None:
    if tariff is not None and type(tariff) is not Tariff:
        raise WrongTypeError(field="tariff", value=tariff, allowed="a Tariff, or None")


def _without_activity(scheme: Tariff) -> Iterator[str]:
    for day, (heads, activities) in together(scheme.heads, scheme.activities):
        used = {each.head for each in activities}
        yield from (f"{day}: {each.key}" for each in heads if each.key not in used)


def _without_earning(scheme: Tariff) -> Iterator[str]:
    for day, (kinds, activities) in together(scheme.kinds, scheme.activities):
        used = {kind for each in activities for kind in each.kinds}
        yield from (f"{day}: {each.key}" for each in kinds if each.key not in used)


def _openings_above(scheme: Tariff) -> Iterator[str]:
    for day, (openings, cap) in together(scheme.openings, scheme.storage_cap):
        if cap is not None:
            yield from (
                f"{day}: {each.kind}: {each.points} > {cap}"
                for each in openings
                if each.points > cap
            )


def _idle_criteria(scheme: StoreScheme) -> Iterator[str]:
    """
    Find what comes after a draw, which leaves nothing equal, or after its own opposite.
    """
    for day, (priority,) in together(scheme.priority):
        seen: set[Criterion] = set()
        for each in priority:
            if Criterion.DRAW in seen or _OPPOSITE.get(each) in seen:
                yield f"{day}: {each.value}"
            seen.add(each)


_OPPOSITE: Final = {
    Criterion.MOST_EARNED: Criterion.LEAST_EARNED,
    Criterion.LEAST_EARNED: Criterion.MOST_EARNED,
}


def _gifts_for_nobody(scheme: StoreScheme, tariff: Tariff) -> Iterator[str]:
    for day, (catalogue, kinds) in together(scheme.catalogue, tariff.kinds):
        known = {each.key for each in kinds}
        for gift in catalogue:
            yield from (f"{day}: {gift.key}: {kind}" for kind in gift.kinds if kind not in known)


def _gifts_above(scheme: StoreScheme, tariff: Tariff) -> Iterator[str]:
    for day, (catalogue, cap) in together(scheme.catalogue, tariff.storage_cap):
        for gift in catalogue if cap is not None else ():
            cash = 0 if gift.top_up is None else gift.top_up.most_points(gift.points)
            if gift.points - cash > cap:
                yield f"{day}: {gift.key}: {gift.points - cash} > {cap}"


def _least_above(scheme: StoreScheme, tariff: Tariff) -> Iterator[str]:
    for day, (least, cap) in together(scheme.least, tariff.storage_cap):
        if cap is not None and least > cap:
            yield f"{day}: {least} > {cap}"


def _too_soon(scheme: StoreScheme, tariff: Tariff) -> Iterator[str]:
    """
    Find months whose points, earned and registered on their last day, never meet an open store.

    Months are those of a common and a leap year, windows as planned, before any rest day moves
    them.
    """
    for day, (windows, expiry) in together(scheme.windows, tariff.expiry):
        for year in _YEARS:
            yield from (
                f"{day}: {month.label.en}"
                for month in Month(year.year, 1).to(Month(year.year, 12))
                if not _meets_a_window(month, windows, expiry)
            )


# A common and a leap year.
_YEARS: Final = (Year(2023), Year(2024))


def _meets_a_window(month: Month, windows: Cadence, expiry: Expiry) -> bool:
    first = month.last_day
    last = expiry.last_day(first, first)
    if last is None:
        return True
    cadence = attrs.evolve(windows, rest=RestRule.KEEP)
    period = cadence.every.containing(first)
    while period.first_day <= last:
        [window] = cadence.in_period(period)
        if window.window.start <= last and window.planned >= first:
            return True
        period = period.next()
    return False


def _nobody_ranked(scheme: AppraisalScheme, tariff: Tariff) -> Iterator[str]:
    for day, (ranked, kinds) in together(scheme.kinds, tariff.kinds):
        known = {each.key for each in kinds}
        yield from (f"{day}: {kind}" for kind in ranked if kind not in known)


def _beyond_caps(scheme: AppraisalScheme, tariff: Tariff) -> Iterator[str]:
    series = (scheme.honours, tariff.activities, tariff.caps, tariff.credit_to)
    for day, (honours, activities, caps, credit_to) in together(*series):
        # A family's account may be credited with what several holders did.
        held = credit_to is not CreditTo.HOUSEHOLD
        counted = [cap for cap in caps if held or cap.scope is CapScope.HOUSEHOLD]
        for honour in honours:
            earned = {each.key for each in activities if honour.kind in each.kinds}
            most = _most_a_year(earned, counted)
            if honour.points is not None and most is not None and honour.points > most:
                yield f"{day}: {honour.key}: {honour.points} > {most}"


def _most_a_year(earned: set[str], caps: list[Cap]) -> int | None:
    """
    Give a number of points that the caps let nobody exceed with activities of one year.

    Returns:
        The number, which may be too large, never too small; None if some activity has no cap.
    """
    whole: list[int] = []
    each_own: dict[str, int] = {}
    for cap in caps:
        if cap.every is CapPeriod.SLIP:
            continue
        most = cap.points * _A_YEAR[cap.every]
        covered = earned & set(cap.activities) if cap.activities else earned
        if covered == earned:
            whole.append(most)
        for key in covered:
            each_own[key] = min(most, each_own.get(key, most))
    if len(each_own) < len(earned):
        return None
    return min([*whole, sum(each_own.values())])


# At most so many periods of a kind begin, end or lie in one year.
_A_YEAR: Final = {
    CapPeriod.DAY: 366,
    CapPeriod.WEEK: 54,
    CapPeriod.MONTH: 12,
    CapPeriod.QUARTER: 4,
    CapPeriod.YEAR: 1,
}
_NO_ACTIVITY: Final = Label("没有项目的大类", "heads without an activity")
_NO_EARNER: Final = Label("没有可得积分项目的参与对象", "kinds of holder that can earn nothing")
_ABOVE: Final = Label("超过存储上限的数值", "numbers above what an account may hold")
_IDLE: Final = Label("永远起不到作用的次序", "criteria that can never decide")
_NO_KIND: Final = Label("积分标准中没有的参与对象", "kinds of holder that the tariff has not")
_TOO_SOON: Final = Label(
    "积分在开放兑换前即到期的月份", "months whose points expire before the store is open"
)
_CAPPED: Final = Label(
    "全年积分上限内无法达到的荣誉", "honours that the caps of a year put out of reach"
)
