"""
A whole pack, held to every law that there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

import attrs

from partygrid.clocks import Case, StageScheme
from partygrid.dated import LEFT_OPEN
from partygrid.errors import WrongTypeError
from partygrid.labels import Label
from partygrid.laws._broken import not_tried
from partygrid.laws._gaps import NOTHING
from partygrid.laws._pack_calendar import calendar_findings, layer_findings
from partygrid.laws._pack_pay import pay_findings
from partygrid.laws._pack_points import points_findings
from partygrid.laws._pack_promise import promise_findings
from partygrid.norms import Finding, Report, Verdict
from partygrid.org import Standings
from partygrid.packs import Pack, audit
from partygrid.pay import PayScheme
from partygrid.people import Worker
from partygrid.points import AppraisalScheme, StoreScheme, Tariff
from partygrid.worktime import CalendarLayer, Convention, Limit, WorkCalendar

T = TypeVar("T")

_LAWS: Final = Label("各项规律", "the laws")
_OWN_KIND: Final = Label("没有适用于这类规则的规律", "no law is about schemes of this kind")
# Of a convention, which is made for any amount, one is tried.
_AMOUNT: Final = 5


def check_pack(pack: Pack, *, calendar: WorkCalendar | None = None) -> Report:
    """
    Hold every scheme and calendar of a pack to every law that there is for its kind.

    The facts that this takes are made from the pack itself, always the same: workers on every row
    of a scale, matters handled in time and late, every day of a calendar, a year of a points
    bank. Workers, ratings and cases that the pack holds are tried beside them. No law is left out
    in silence: what the source leaves open, and what nothing that was made comes to, stands in
    the report with the reason.

    Args:
        pack: The pack.
        calendar: The working calendar for promises and appraisals; None: the one that the pack
            holds, if it holds just one.

    Returns:
        For each scheme and calendar a finding about each law. A law is met, or not met, with
        the places where it is broken, or was not tried, because of what is said there. Then
        what the audits of the schemes find wrong, but for what is left open.

    Raises:
        WrongTypeError: It is no pack, or the calendar is none.

    >>> from partygrid.packs import load
    >>> check_pack(load("example"))
    <Report 30 met, 0 not met, 0 not applicable>
    >>> print(check_pack(load("yanchi")).explain("en")[:76])
    not applicable: the laws of pay: yanchi/pay/2023 (not tried, because the sou
    """
    if not isinstance(pack, Pack):
        raise WrongTypeError(field="pack", value=pack, allowed="a Pack")
    if calendar is not None and type(calendar) is not WorkCalendar:
        raise WrongTypeError(field="calendar", value=calendar, allowed="a WorkCalendar, or None")
    found = (_with_reason(finding) for finding in _findings(_Held(pack, calendar)))
    return Report((*found, *(each for each in audit(pack).not_met if each.what != LEFT_OPEN)))


class _Held:
    """
    Hold what lies in a pack, by kind.
    """

    def __init__(self, pack: Pack, calendar: WorkCalendar | None) -> None:
        self.values: dict[str, Any] = {
            field.name: getattr(pack, field.name) for field in attrs.fields(type(pack))
        }
        self.schemes = pack.schemes()
        calendars = self.all_of(WorkCalendar)
        self.calendar = calendars[0] if len(calendars) == 1 else None
        if calendar is not None:
            self.calendar = calendar

    def all_of(self, kind: type[T]) -> tuple[T, ...]:
        """
        List what is of a kind, in fields and in tuples of fields.
        """
        each = (value if isinstance(value, tuple) else (value,) for value in self.values.values())
        return tuple(value for values in each for value in values if isinstance(value, kind))

    def one_of(self, kind: type[T]) -> T | None:
        """
        Give what alone is of a kind; None if there is none or several.
        """
        found = self.all_of(kind)
        return found[0] if len(found) == 1 else None

    @property
    def standings(self) -> Standings:
        """
        The ratings that the pack holds, under the name that pay gives them.
        """
        found = self.values.get("standings")
        return dict(found) if isinstance(found, Mapping) else {}

    @property
    def limits(self) -> tuple[Limit, ...]:
        """
        Every limit in a scheme, a convention or a field, each once.
        """
        found = list(self.all_of(Limit))
        for convention in self.all_of(Convention):
            found += (convention.limit(_AMOUNT, unit) for unit in convention.units)
        for promise in self.all_of(StageScheme):
            for entry in promise.stages.all_entries:
                stages = entry.value if isinstance(entry.value, tuple) else ()
                found += (each.limit for stage in stages for each in stage.limits if each.limit)
        for appraisal in self.all_of(AppraisalScheme):
            values = (entry.value for entry in appraisal.posting.all_entries)
            found += (value for value in values if isinstance(value, Limit))
        return tuple(dict.fromkeys(found))


def _findings(held: _Held) -> Iterator[Finding]:
    for scheme in held.all_of(PayScheme):
        yield from pay_findings(scheme, held.all_of(Worker), held.standings)
    for name, value in held.values.items():
        if isinstance(value, WorkCalendar):
            yield from calendar_findings(name, value, held.limits)
        elif isinstance(value, CalendarLayer):
            yield from layer_findings(name, value, held.limits)
    for promise in held.all_of(StageScheme):
        yield from promise_findings(promise, held.calendar, held.all_of(Case))
    yield from _points(held)
    for other in held.schemes:
        if not isinstance(other, _KNOWN):
            yield not_tried(_LAWS, str(other.key), _OWN_KIND)


_BANK: Final = (Tariff, StoreScheme, AppraisalScheme)
_KNOWN: Final = (PayScheme, StageScheme, *_BANK)
_SEVERAL: Final = Label(
    "有不止一个积分标准、兑换规则或评比规则，不知何者相配",
    "there is more than one tariff, store or appraisal, and nothing says which belong together",
)


def _points(held: _Held) -> Iterator[Finding]:
    if any(len(held.all_of(kind)) > 1 for kind in _BANK):
        subject = ", ".join(str(each.key) for each in held.schemes if isinstance(each, _BANK))
        yield not_tried(_LAWS, subject, _SEVERAL)
        return
    yield from points_findings(
        held.one_of(Tariff),
        held.one_of(StoreScheme),
        held.one_of(AppraisalScheme),
        held.calendar,
    )


def _with_reason(finding: Finding) -> Finding:
    if finding.verdict is not Verdict.NOT_APPLICABLE or finding.reason is not None:
        return finding
    return not_tried(finding.what, finding.subject, NOTHING)
