"""
Notices of a region on its festivals: what its layers are made from.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from partygrid.dated import Year
from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import DayKind, Notice, SpecialDays

CORBAN: Final = Label("古尔邦节", "Corban Festival")


def off(name: Label, *days: date) -> SpecialDays:
    """
    Give days off for a festival.
    """
    return SpecialDays(kind=DayKind.CUSTOMARY_HOLIDAY, name=name, days=days)


def worked(name: Label, *days: date) -> SpecialDays:
    """
    Give make-up days of the region's own.
    """
    return SpecialDays(kind=DayKind.MAKE_UP, name=name, days=days)


def undated(key: str, why: str) -> Source:
    """
    Say how a day of announcement was guessed.
    """
    return Source(key=f"{key}-known", title=f"公布日期未见：{why}", grade=Grade.ASSUMED)


def whole_year(
    year: int, source: Source, *days: SpecialDays, known: date, guessed: str = ""
) -> Notice:
    """
    Make the notice of a year whose every festival was read: it settles the year.
    """
    return Notice(
        known=known,
        source=source,
        days=days,
        covers=Year(year).interval,
        dated_by=undated(source.key, guessed) if guessed else None,
    )


def one_festival(source: Source, *days: SpecialDays, known: date, guessed: str = "") -> Notice:
    """
    Make a notice that settles no more than its own days.
    """
    return Notice(
        known=known,
        source=source,
        days=days,
        dated_by=undated(source.key, guessed) if guessed else None,
    )
