"""
What a scheme says and leaves open, and why a law was not tried, in words.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from partygrid.dated import Dated, Month, Scheme
from partygrid.errors import NotInForceError, NotStatedError, PartyGridError
from partygrid.labels import Label

NO_CALENDAR: Final = Label("没有工作日历", "there is no working calendar")
NOTHING: Final = Label("所设情形中没有它适用之处", "nothing that was made up comes to it")
_UNREAD: Final = Label("没有一日的规则齐备", "on no day is all of it in force")
_AT_ODDS: Final = Label("所定各项相互矛盾", "what it says does not fit together")


def entries_of(scheme: Scheme[Any]) -> tuple[Dated[Any], ...]:
    """
    List the entries of every field of a scheme.
    """
    return tuple(
        entry for name in scheme.parameters() for entry in getattr(scheme, name).all_entries
    )


def gap_reason(*schemes: Scheme[Any]) -> Label:
    """
    Name all that the sources of schemes leave open.
    """
    labels = [
        scheme.parameters()[name].label
        for scheme in schemes
        for name in dict.fromkeys(name for name, _ in scheme.gaps())
    ]
    zh, en = "、".join(each.zh for each in labels), ", ".join(each.en for each in labels)
    return Label(f"原文未载明：{zh}", f"the source does not state: {en}")


def refusal_reason(what: Label, error: PartyGridError | None) -> Label:
    """
    Name what could not be done, with the error that says why.
    """
    return Label(f"{what.zh}（{error}）", f"{what.en} ({error})")


def unread_reason(*schemes: Scheme[Any]) -> Label:
    """
    Say why schemes can be read on no day: what they say is at odds, or never there together.
    """
    for scheme in schemes:
        series = [getattr(scheme, name) for name in scheme.parameters()]
        for day in sorted({day for each in series for day in each.bounds}):
            try:
                scheme.rules_on(day)
            except (NotInForceError, NotStatedError):
                continue
            except PartyGridError as error:
                return refusal_reason(_AT_ODDS, error)
    return _UNREAD


def month_from(day: date) -> Month:
    """
    Give the first month all of whose days lie on or after a day.
    """
    month = Month(day.year, day.month)
    return month if day == month.first_day else month.next()
