"""
What laws of deadline clocks are tried on: cases, each at the instants to ask about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from partygrid.clocks import Case
from partygrid.labels import check_batch
from partygrid.laws._broken import tuple_of
from partygrid.worktime import office_time

_AFTER: Final = (timedelta(microseconds=1), timedelta(days=1), timedelta(days=10))


def cases_of(cases: Iterable[Case]) -> tuple[Case, ...]:
    """
    Take the cases, and refuse what is none.
    """
    return tuple_of(cases, Case, "cases")


def instants_of(ats: Iterable[datetime] | None) -> tuple[datetime, ...] | None:
    """
    Take the instants to ask about; a naive one would be refused at every law, and so pass it.
    """
    if ats is None:
        return None
    check_batch(ats, field="ats", what="instants")
    return tuple(office_time(at, field="ats") for at in ats)


def asked_of(
    cases: Iterable[Case], ats: Iterable[datetime] | None
) -> Iterator[tuple[Case, datetime]]:
    """
    Pair each case with the instants to ask about, in their order.
    """
    asked = instants_of(ats)
    given = None if asked is None else sorted({*asked})
    for case in cases_of(cases):
        for at in given if given is not None else _instants(case):
            yield case, at


def _instants(case: Case) -> list[datetime]:
    found = {at for event in case.events for at in (event.at, event.known)}
    return sorted(found | {at + later for at in found for later in _AFTER})
