"""
When a limit is due: the instant, whether it is firm, and how it came about.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.norms import Report
from partygrid.trace import Explained, Step
from partygrid.worktime._calendar import WorkCalendar
from partygrid.worktime._due_steps import due_steps
from partygrid.worktime._instant import OFFICE_TIME, office_time, zone_finding
from partygrid.worktime._limit import Limit
from partygrid.worktime._limit_rules import LimitUnit
from partygrid.worktime._reckon import by_clock, by_days, by_working_days, last_day_of
from partygrid.worktime._unsettled import first_unsettled

if TYPE_CHECKING:
    from partygrid.worktime._table import Table

# A member looked up on its class costs as much as a look-up in the table.
_WORKING_DAY: Final = LimitUnit.WORKING_DAY
_CLOCK_UNITS: Final = frozenset(unit for unit in LimitUnit if unit.is_clock)
_new = tuple.__new__


class _Fields(NamedTuple):
    start: datetime
    limit: Limit
    calendar: WorkCalendar
    known: date | None
    given: datetime
    at: datetime
    is_firm: bool


# A named tuple: one is made for every stage of every case that is looked at.
class Due(_Fields, Explained):
    """
    Say when a limit is due, and how that comes about; `due` makes it.

    Args:
        start: The instant from which the limit runs, in office time.
        limit: The limit.
        calendar: The calendar.
        known: What was announced later plays no part; None: all that is announced does.
        given: The start as the host gave it.
        at: The instant: what is done by it, that instant included, is in time.
        is_firm: Whether notices settle every day that the answer leans on.

    >>> from partygrid.packs import load
    >>> from partygrid.worktime import EndRule, Limit, LimitUnit, RollRule, StartRule
    >>> three_days = Limit(
    ...     amount=3,
    ...     unit=LimitUnit.WORKING_DAY,
    ...     start=StartRule.AFTER_STARTING_DAY,
    ...     roll=RollRule.NONE,
    ...     end=EndRule.CLOSE_OF_BUSINESS,
    ... )
    >>> received = datetime(2025, 4, 29, 11, 20, tzinfo=OFFICE_TIME)
    >>> found = due(received, three_days, load("example").calendar)
    >>> for line in found.explain("en").splitlines()[3:6]:
    ...     print(line.strip())
    limit 3 working days (from the day after, stays, at close of business)
    counted 3 days = 2025-04-30 1 + 2025-05-06 to 2025-05-07 2
    2025-04-30 1 day (working day)
    """

    __slots__ = ()

    @property
    def last(self) -> date:
        """
        The last day, after it was moved; what is due at midnight is due at the end of a day.
        """
        return last_day_of(self.at)

    @property
    def firm_until(self) -> date | None:
        """
        The first day from the start on that no notice settles; None if there is none.
        """
        table = self.calendar.table(self.known)
        found = first_unsettled(table, self.start.toordinal() - table.base, table.size)
        return None if found is None else date.fromordinal(found)

    @property
    def findings(self) -> Report:
        """
        What is odd about the start, such as an instant given in the local time of Xinjiang.
        """
        finding = zone_finding(self.given, subject="start")
        return Report() if finding.met else Report((finding,))

    @property
    def heading(self) -> Label:
        """
        Limit and start.
        """
        start = f"{self.start:%Y-%m-%d %H:%M}"
        return Label(
            f"{self.limit.label.zh}期限，自 {start} 起", f"Due: {self.limit.label.en} from {start}"
        )

    def trace(self) -> Step:
        """
        Give what was counted and what was skipped, and why.
        """
        return due_steps(self)

    def __repr__(self) -> str:
        """
        Show limit, instant and firmness in one line.
        """
        doubt = "" if self.is_firm else ", provisional"
        return f"<Due {self.limit.label.en}: {self.at:%Y-%m-%d %H:%M:%S}{doubt}>"


def due(
    start: datetime, limit: Limit, calendar: WorkCalendar, *, known: date | None = None
) -> Due:
    """
    Work out when a limit is due.

    What is done at the very instant is in time. An answer that leans on a day that no notice
    settles yet says so: it is not firm.

    Args:
        start: The instant from which the limit runs, in any zone.
        limit: The limit with its conventions.
        calendar: The calendar of the office that has to act.
        known: What was announced later plays no part; None: all that is announced does.

    Returns:
        The instant, in office time, with what it came from.

    Raises:
        WrongTypeError: An argument has another type, or the start is a naive datetime.
        ValueNotAllowedError: The start lies outside the calendar, or the answer does and leans
            on it; or the limit would end before it starts.
        NotInForceError: No hours are in force on a working day whose hours matter.

    >>> from partygrid.packs import load
    >>> from partygrid.worktime import EndRule, LimitUnit, RollRule, StartRule
    >>> hours = Limit(
    ...     amount=3,
    ...     unit=LimitUnit.WORKING_HOUR,
    ...     start=StartRule.FROM_INSTANT,
    ...     roll=RollRule.NONE,
    ...     end=EndRule.AT_INSTANT,
    ... )
    >>> eve = datetime(2025, 4, 30, 18, tzinfo=OFFICE_TIME)
    >>> due(eve, hours, load("example").calendar)
    <Due 3 working hours: 2025-05-06 11:30:00>
    """
    given = start
    if type(start) is not datetime or start.tzinfo is not OFFICE_TIME:
        start = office_time(start, field="start")
    if type(limit) is not Limit:
        raise WrongTypeError(field="limit", value=limit, allowed="a Limit")
    if type(calendar) is not WorkCalendar:
        raise WrongTypeError(field="calendar", value=calendar, allowed="a WorkCalendar")
    return due_along(start, limit, calendar, known, calendar.table(known), given)


def due_along(
    start: datetime,
    limit: Limit,
    calendar: WorkCalendar,
    known: date | None,
    table: Table,
    given: datetime,
) -> Due:
    """
    Work out when a limit is due along the table of its calendar; nothing is checked twice.

    Args:
        start: The instant from which the limit runs, in office time.
        limit: The limit.
        calendar: The calendar.
        known: What was announced later plays no part.
        table: The table of the calendar, as known then.
        given: The start as the host gave it.

    Raises:
        ValueNotAllowedError: As `due`.
        NotInForceError: As `due`.
    """
    if not 0 <= start.toordinal() - table.base < table.size:
        raise _outside(calendar, "start", str(start))
    unit = limit.unit
    try:
        if unit is _WORKING_DAY:
            at, firm = by_working_days(start, limit, calendar, known, table)
        elif unit in _CLOCK_UNITS:
            at, firm = by_clock(start, limit, calendar, known, table)
        else:
            at, firm = by_days(start, limit, calendar, known, table)
    except (IndexError, OverflowError):
        raise _outside(calendar, "due", f"{limit.label.en} from {start}") from None
    return _new(Due, (start, limit, calendar, known, given, at, firm))


def _outside(calendar: WorkCalendar, field: str, value: str) -> ValueNotAllowedError:
    return ValueNotAllowedError(
        field=field,
        value=value,
        allowed=f"days in {calendar.span}, as far as they are worked",
        source="the span of the calendar",
    )
