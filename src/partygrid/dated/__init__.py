"""
What holds when, and since when that is known: intervals, periods, series and schemes.

Every entry has two dates: the days on which it is in force, and the day it became ``known``.
"""

from partygrid.dated._effective import Effective
from partygrid.dated._entry import Dated
from partygrid.dated._gaps import LEFT_OPEN, NotKnown, NotStated, Option, Repeal, Retraction
from partygrid.dated._interval import Interval, check_day
from partygrid.dated._parameters import (
    AssumedPart,
    Assumption,
    Parameter,
    SchemeKey,
    WrittenItems,
    assumptions_of,
    parameter,
)
from partygrid.dated._period import Period
from partygrid.dated._periods import HalfYear, Month, PeriodKind, Quarter, Year, parse_period
from partygrid.dated._read_on import ReadOn
from partygrid.dated._scheme import PeriodScheme, Scheme
from partygrid.dated._series import Series
from partygrid.dated._terms import InForce, PeriodInForce, Stretch, Terms
from partygrid.dated._week import Week

__all__ = [
    "LEFT_OPEN",
    "AssumedPart",
    "Assumption",
    "Dated",
    "Effective",
    "HalfYear",
    "InForce",
    "Interval",
    "Month",
    "NotKnown",
    "NotStated",
    "Option",
    "Parameter",
    "Period",
    "PeriodInForce",
    "PeriodKind",
    "PeriodScheme",
    "Quarter",
    "ReadOn",
    "Repeal",
    "Retraction",
    "Scheme",
    "SchemeKey",
    "Series",
    "Stretch",
    "Terms",
    "Week",
    "WrittenItems",
    "Year",
    "assumptions_of",
    "check_day",
    "parameter",
    "parse_period",
]
