"""
Laws of deadline clocks: what must hold of any promise, tried on a host's own cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from partygrid.clocks import Case, Event, Reading, Run, StageReading, StageScheme, read
from partygrid.errors import PartyGridError
from partygrid.labels import Label, check_kind
from partygrid.laws._asked import asked_of, cases_of, instants_of
from partygrid.laws._broken import finding_of
from partygrid.norms import Finding, Report
from partygrid.worktime import WorkCalendar

_Told: TypeAlias = tuple[object, ...]

_MOMENT: Final = timedelta(microseconds=1)
# Where nothing changes by itself, nothing does for so long.
_LONG: Final = timedelta(days=5)
_ZONES: Final = (UTC, ZoneInfo("Europe/Berlin"))


def check_promise(
    scheme: StageScheme,
    calendar: WorkCalendar,
    cases: Iterable[Case],
    *,
    ats: Iterable[datetime] | None = None,
) -> Report:
    """
    Hold a promise, and a host's own cases under it, to every law of deadline clocks.

    Args:
        scheme: The scheme.
        calendar: The calendar.
        cases: The cases.
        ats: The instants to ask about; None: for each case when something happened or became
            known, just after, and some days later.

    Returns:
        A finding for each law.

    Raises:
        WrongTypeError: An argument has another type, or an instant is naive.
        ValueNotAllowedError: An instant lies before 1992.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> check_promise(pack.promise, pack.calendar, [pack.case])
    <Report 5 met, 0 not met, 0 not applicable>
    """
    _check_promise(scheme, calendar)
    given, asked = cases_of(cases), instants_of(ats)
    laws = (order_of_events, later_records, settled_verdicts, looked_in_time, zone_of_asking)
    return Report(tuple(law(scheme, calendar, given, ats=asked) for law in laws))


def _check_promise(scheme: StageScheme, calendar: WorkCalendar) -> None:
    check_kind(scheme, StageScheme, "scheme")
    check_kind(calendar, WorkCalendar, "calendar")


def _told(found: Reading) -> _Told:
    """
    Say what a reading comes to, save what grows with time alone.
    """
    return (found.state, *(_stood(run) for run in (*found.earlier, *found.stages)))


def _stood(found: StageReading) -> _Told:
    return (
        found.stage.key,
        found.number,
        found.state,
        found.run,
        found.due,
        found.is_firm,
        found.told,
    )


class _Trial:
    """
    Hold what a law is tried on, how often it was, and where it is broken.
    """

    def __init__(self, what: Label, scheme: StageScheme, calendar: WorkCalendar) -> None:
        _check_promise(scheme, calendar)
        self.what, self.scheme, self.calendar = what, scheme, calendar
        self.found: list[str] = []
        self.tried = 0

    def told(
        self, case: Case, events: Iterable[Event], at: datetime, known: datetime | None = None
    ) -> _Told | str:
        """
        Say what events of a case come to at an instant, or how that is refused.
        """
        try:
            given = Case(case.id, tuple(events))
            return _told(read(given, self.scheme, self.calendar, at=at, known=known))
        except PartyGridError as error:
            return type(error).__name__

    def alike(self, named: str, one: _Told | str, other: _Told | str) -> None:
        """
        Hold two outcomes to be one; where both are refused alike there is nothing to hold.
        """
        if isinstance(one, str) and one == other:
            return
        self.tried += 1
        if one != other:
            self.found.append(named)

    def finding(self) -> Finding:
        """
        Make the finding.
        """
        return finding_of(self.what, str(self.scheme.key), self.found, self.tried)


def order_of_events(
    scheme: StageScheme,
    calendar: WorkCalendar,
    cases: Iterable[Case],
    *,
    ats: Iterable[datetime] | None = None,
) -> Finding:
    """
    Find cases that stand elsewhere if their events are given in another order.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> order_of_events(pack.promise, pack.calendar, [pack.case]).met
    True
    """
    trial = _Trial(_ORDER, scheme, calendar)
    for case, at in asked_of(cases, ats):
        plain = trial.told(case, case.events, at)
        trial.alike(f"{case.id} at {at}", plain, trial.told(case, reversed(case.events), at))
    return trial.finding()


def later_records(
    scheme: StageScheme,
    calendar: WorkCalendar,
    cases: Iterable[Case],
    *,
    ats: Iterable[datetime] | None = None,
) -> Finding:
    """
    Find cases whose readings at an instant depend on what was recorded after it.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> later_records(pack.promise, pack.calendar, [pack.case]).met
    True
    """
    trial = _Trial(_LATER, scheme, calendar)
    for case, at in asked_of(cases, ats):
        early = [event for event in case.events if event.known <= at]
        whole = trial.told(case, case.events, at)
        trial.alike(f"{case.id} at {at}", whole, trial.told(case, early, at))
    return trial.finding()


def settled_verdicts(
    scheme: StageScheme,
    calendar: WorkCalendar,
    cases: Iterable[Case],
    *,
    ats: Iterable[datetime] | None = None,
) -> Finding:
    """
    Find stages that had ended, and later, with nothing more recorded, stand elsewhere.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> settled_verdicts(pack.promise, pack.calendar, [pack.case]).met
    True
    """
    trial = _Trial(_SETTLED, scheme, calendar)
    current: Case | None = None
    before: dict[_Told, _Told] = {}
    for case, at in asked_of(cases, ats):
        known = max([at, *(event.known for event in case.events)])
        if case is not current:
            current, before = case, {}
        for name, stood in _ended(trial.told(case, case.events, at, known)).items():
            if name in before:
                trial.alike(f"{case.id} {name} at {at}", before[name], stood)
            before.setdefault(name, stood)
    return trial.finding()


def _ended(told: _Told | str) -> dict[_Told, _Told]:
    """
    Pair each run that has ended, by stage and number, with where it stands.
    """
    runs = () if isinstance(told, str) else told[1:]
    return {
        run[:2]: run
        for run in runs
        if isinstance(run, tuple) and isinstance(run[3], Run) and run[3].end is not None
    }


def looked_in_time(
    scheme: StageScheme,
    calendar: WorkCalendar,
    cases: Iterable[Case],
    *,
    ats: Iterable[datetime] | None = None,
) -> Finding:
    """
    Find cases that stand elsewhere before they were said to change, with nothing more known.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> looked_in_time(pack.promise, pack.calendar, [pack.case]).met
    True
    """
    trial = _Trial(_IN_TIME, scheme, calendar)
    for case, at in asked_of(cases, ats):
        try:
            upto = read(case, scheme, calendar, at=at).next_change or at + _LONG
        except PartyGridError:
            continue
        plain = trial.told(case, case.events, at)
        for then in (at + (upto - at) / 2, upto - _MOMENT):
            trial.alike(
                f"{case.id} from {at} to {then}",
                plain,
                trial.told(case, case.events, max(at, then), at),
            )
    return trial.finding()


def zone_of_asking(
    scheme: StageScheme,
    calendar: WorkCalendar,
    cases: Iterable[Case],
    *,
    ats: Iterable[datetime] | None = None,
) -> Finding:
    """
    Find cases that stand elsewhere if the same instant is named in another zone.

    >>> from partygrid.packs import load
    >>> pack = load("example")
    >>> zone_of_asking(pack.promise, pack.calendar, [pack.case]).met
    True
    """
    trial = _Trial(_ZONE, scheme, calendar)
    for case, at in asked_of(cases, ats):
        plain = trial.told(case, case.events, at)
        for zone in _ZONES:
            other = at.astimezone(zone)
            trial.alike(f"{case.id} at {other}", plain, trial.told(case, case.events, other))
    return trial.finding()


_ORDER: Final = Label("事件给出的次序不影响结果", "the order of events changes nothing")
_LATER: Final = Label(
    "后来记录的事件不改变先前所问", "what is recorded later changes nothing asked earlier"
)
_SETTLED: Final = Label("环节结束后结论不再变动", "what has ended keeps its verdict")
_IN_TIME: Final = Label("在所示时刻之前不自行变动", "nothing changes before it is said to")
_ZONE: Final = Label("以何时区提问不影响结果", "the zone of asking changes nothing")
