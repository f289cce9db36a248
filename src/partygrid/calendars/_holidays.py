"""
What the package ``holidays`` says of China, as plain dates with kind, name and counterpart.

Only this module imports the package. Its names are read in its English, which has been the same
in every version since the oldest that is taken, and in no language of the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter
from typing import Final, NamedTuple

from partygrid.calendars._notices import notice_year
from partygrid.errors import UnknownNameError, ValueNotAllowedError
from partygrid.labels import Label
from partygrid.worktime import DayKind

try:
    import holidays
    import holidays.version
except ImportError as error:
    _MISSING = (
        "partygrid.calendars needs the package 'holidays': pip install 'partygrid[cn]' brings it"
    )
    raise ImportError(_MISSING, name="holidays") from error

_OLDEST: Final = 0, 92
_DAY: Final = timedelta(1)
_FRIDAY: Final = 5
_NUMBERS: Final = re.compile(r"(\d+)\.(\d+)", re.ASCII)
_SWAPPED: Final = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)", re.ASCII)
_MARKS: Final = " (observed, estimated)", " (observed)", " (estimated)"
SPRING: Final = Label("春节", "Spring Festival")
"""
The festival that has been made longer once.
"""
_HOLIDAY: Final = DayKind.STATUTORY_HOLIDAY
# The eve belongs to the festival, as in the regulation on holidays since it is a day off.
_FESTIVALS: Final[dict[str, tuple[DayKind, Label]]] = {
    "New Year's Day": (_HOLIDAY, Label("元旦", "New Year's Day")),
    "Chinese New Year (Spring Festival)": (_HOLIDAY, SPRING),
    "Chinese New Year's Eve": (_HOLIDAY, SPRING),
    "Tomb-Sweeping Day": (_HOLIDAY, Label("清明节", "Tomb-Sweeping Day")),
    "Labor Day": (_HOLIDAY, Label("劳动节", "Labour Day")),
    "Dragon Boat Festival": (_HOLIDAY, Label("端午节", "Dragon Boat Festival")),
    "Mid-Autumn Festival": (_HOLIDAY, Label("中秋节", "Mid-Autumn Festival")),
    "National Day": (_HOLIDAY, Label("国庆节", "National Day")),
    "Chinese New Year Extended Holiday": (DayKind.ADDED_REST, SPRING),
    "70th Anniversary of the Victory of the Chinese People's War of Resistance against Japanese "
    "Aggression and the World Anti-Fascist War": (
        DayKind.ADDED_REST,
        Label("抗战胜利70周年纪念日", "70th anniversary of victory in 1945"),
    ),
}
_EXCHANGE: Final = Label("调休", "exchange of days")
# Of two things said of one day, the one that gives more goes first.
_RANKS: Final = (_HOLIDAY, DayKind.ADDED_REST, DayKind.SWAPPED_REST)


class Arranged(NamedTuple):
    """
    Say what is made of one day.

    Args:
        day: The day.
        kind: What is made of it.
        name: The festival.
        instead_of: The day it stands in for, if that is said.
    """

    day: date
    kind: DayKind
    name: Label
    instead_of: date | None = None


class _Off(NamedTuple):
    kind: DayKind
    names: tuple[Label, ...]
    instead_of: date | None


def version() -> str:
    """
    Give the version of the package, and refuse one whose days are known to be wrong.

    Raises:
        ValueNotAllowedError: It is too old.
    """
    found: str = holidays.version.__version__
    numbers = _NUMBERS.match(found)
    if numbers is None or tuple(map(int, numbers.groups())) < _OLDEST:
        raise ValueNotAllowedError(
            field="holidays",
            value=found,
            allowed="0.92 or later: pip install --upgrade 'partygrid[cn]'",
            source="earlier versions have wrong days in China",
        )
    return found


def read(first_year: int, last_year: int) -> dict[int, list[Arranged]]:
    """
    Read what is made of the days of some years, in order, by the year whose notice does so.

    Raises:
        UnknownNameError: The package names something that is not known here.
    """
    found = holidays.country_holidays(
        "CN", years=range(first_year - 1, last_year + 2), language="en_US"
    )
    off = {day: _off(text) for day, text in sorted(found.items())}
    worked = sorted(found.weekend_workdays)
    named = {day: _joined(each.names or _around(day, off, worked)) for day, each in off.items()}
    swapped = {each.instead_of: day for day, each in off.items() if each.instead_of}
    arranged = [Arranged(day, each.kind, named[day], each.instead_of) for day, each in off.items()]
    for day in worked:
        rest = swapped.get(day)
        name = _EXCHANGE if rest is None else named[rest]
        arranged.append(Arranged(day, DayKind.MAKE_UP, name, rest))
    by_year: dict[int, list[Arranged]] = {}
    for each in sorted(arranged, key=attrgetter("day")):
        by_year.setdefault(notice_year(each.day), []).append(each)
    return by_year


def _off(text: str) -> _Off:
    """
    Read what the package says of a day off, which may be several things at once.
    """
    parts = [_part(each) for each in text.split("; ")]
    kind = min((each.kind for each in parts), key=_RANKS.index)
    said = [each for each in parts if each.kind is kind]
    names = dict.fromkeys(name for each in said for name in each.names)
    return _Off(kind, tuple(names), next((e.instead_of for e in said if e.instead_of), None))


def _part(text: str) -> _Off:
    swapped = _SWAPPED.fullmatch(text)
    if swapped is not None:
        month, day, year = map(int, swapped.groups())
        return _Off(DayKind.SWAPPED_REST, (), date(year, month, day))
    mark = next((each for each in _MARKS if text.endswith(each)), "")
    name = text.removesuffix(mark)
    if name not in _FESTIVALS:
        raise UnknownNameError(
            field="holidays",
            value=name,
            allowed=", ".join(_FESTIVALS),
            source=f"holidays {holidays.version.__version__}: a later partygrid may know the name",
        )
    kind, label = _FESTIVALS[name]
    # A festival on a weekend is made up for on a weekday, which is a day off in exchange.
    kind = DayKind.SWAPPED_REST if "observed" in mark else kind
    return _Off(kind, (label,), None)


def _around(day: date, off: dict[date, _Off], worked: Iterable[date]) -> tuple[Label, ...]:
    """
    Give the festivals of the run of days off in which a day lies.
    """

    def is_off(other: date) -> bool:
        return other in off or (other.isoweekday() > _FRIDAY and other not in worked)

    first = day
    while is_off(first - _DAY):
        first -= _DAY
    names: dict[Label, None] = {}
    while is_off(first):
        if first in off and off[first].kind is not DayKind.SWAPPED_REST:
            names |= dict.fromkeys(off[first].names)
        first += _DAY
    return tuple(names) or (_EXCHANGE,)


def _joined(names: tuple[Label, ...]) -> Label:
    return Label("、".join(n.zh for n in names), " and ".join(n.en for n in names))
