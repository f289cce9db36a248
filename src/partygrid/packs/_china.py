"""
中国 (China): how law counts periods, and the festivals that two regions add to the calendar.

Sources: the laws themselves, each named with its article; the notices of the governments of
Xinjiang and Ningxia on days off. The national notices of 2004 on are not here: they come with the
extra ``cn`` (`partygrid.calendars.china`), and the layers of this pack are put on top of them.

Stated: from where days, months, years and hours are counted, what happens if the last day is a
day of rest, and when on the last day a period ends; which short periods are working days; the
days off and make-up days of the regions, and the office hours of Xinjiang in 2022 and 2023.

Limitations: a law that names only a unit is completed from the Civil Code, as its source says.
The penalty law makes only 2, 3, 5 and 7 days working days, the reconsideration law 3, 5, 7 and
10: its other periods are counted by ``civil_code_days`` or, in reconsideration, by
``civil_procedure_days``. Procedural law leaves out days of travel, which nobody can count here.
What the regional layers hold and leave out is said where they are made: a year of which some
festival was not read is never settled.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from partygrid.labels import Label
from partygrid.packs import _china_conventions, _china_ningxia, _china_xinjiang
from partygrid.packs._pack import Pack
from partygrid.worktime import CalendarLayer, Convention


@attrs.frozen(kw_only=True, repr=False)
class ChinaPack(Pack):
    """
    Hold what national law says of counting, and the layers of two regions.

    Args:
        name: ``"china"``.
        label: The country.
        counting: The conventions.
        xinjiang: Days off of Xinjiang, and its office hours.
        ningxia: Days off of Ningxia.

    >>> from partygrid.packs import load
    >>> china = load("china")
    >>> china.conventions["licensing_days"].limit(20).label.en
    '20 working days'
    >>> from datetime import date
    >>> china.xinjiang.covered(date(2023, 6, 1)), china.xinjiang.covered(date(2024, 6, 1))
    (True, False)
    """

    counting: tuple[Convention, ...] = attrs.field(repr=False)
    xinjiang: CalendarLayer
    ningxia: CalendarLayer

    @property
    def conventions(self) -> Mapping[str, Convention]:
        """
        The conventions under their keys.
        """
        return MappingProxyType({each.key: each for each in self.counting})


def pack() -> ChinaPack:
    """
    Make the pack.
    """
    return ChinaPack(
        name="china",
        label=Label("中国", "China"),
        counting=_china_conventions.conventions(),
        xinjiang=_china_xinjiang.layer(),
        ningxia=_china_ningxia.layer(),
    )
