"""
Working time: calendars that know what was announced when, limits, and what recurs.

A calendar holds layers (nation, region, office) with all their announcements; asked as known on
a day, it gives working days and hours both ways, exactly and however far.
"""

from partygrid.worktime._cadence import Cadence
from partygrid.worktime._calendar import WorkCalendar
from partygrid.worktime._convention import Convention
from partygrid.worktime._days import DayKind, Notice, SpecialDays
from partygrid.worktime._due import Due, due
from partygrid.worktime._instant import FIRST_DAY, OFFICE_TIME, office_time, zone_finding
from partygrid.worktime._layer import CalendarLayer, LayerLevel, Said
from partygrid.worktime._limit import Limit
from partygrid.worktime._limit_rules import EndRule, LimitUnit, RollRule, StartRule
from partygrid.worktime._occasion import Occasion, RestRule
from partygrid.worktime._period_day import PeriodDay, Rhythm
from partygrid.worktime._session import FIVE_DAYS, OfficeHours, Session, WorkWeek
from partygrid.worktime._status import DayStatus, Overruled
from partygrid.worktime._timetable import Timetable

__all__ = [
    "FIRST_DAY",
    "FIVE_DAYS",
    "OFFICE_TIME",
    "Cadence",
    "CalendarLayer",
    "Convention",
    "DayKind",
    "DayStatus",
    "Due",
    "EndRule",
    "LayerLevel",
    "Limit",
    "LimitUnit",
    "Notice",
    "Occasion",
    "OfficeHours",
    "Overruled",
    "PeriodDay",
    "RestRule",
    "Rhythm",
    "RollRule",
    "Said",
    "Session",
    "SpecialDays",
    "StartRule",
    "Timetable",
    "WorkCalendar",
    "WorkWeek",
    "due",
    "office_time",
    "zone_finding",
]
