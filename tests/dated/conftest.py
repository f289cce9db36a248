"""
Sources and entries that the tests of dated values share.
"""

from datetime import date

import pytest

from partygrid.dated import Dated, Repeal, Retraction
from partygrid.sources import Grade, Source

NOTICE = Source(key="n-7", title="区财政局通知", locator="第三条", grade=Grade.HOST)


@pytest.fixture(scope="session")
def notice():
    """
    A source of the host's own.
    """
    return NOTICE


@pytest.fixture(scope="session")
def guess():
    """
    A source that is a guess.
    """
    return Source(key="g-1", title="假定", grade=Grade.ASSUMED)


@pytest.fixture(scope="session")
def entry():
    """
    Make an entry from its value and its days, written as text.
    """

    def make(value, start, known, end=None, **sources):
        return Dated(
            value=value,
            start=date.fromisoformat(start),
            end=end and date.fromisoformat(end),
            known=date.fromisoformat(known),
            **{"source": NOTICE, **sources},
        )

    return make


def _held(series, days, known):
    """
    Say what holds on each day by replaying all that was said, day by day and in order.

    Slow and simple: this is what look-ups are compared with.
    """
    told = [one for one in series.entries if known is None or one.known <= known]
    taken = {
        (one.value.start, one.value.known) for one in told if isinstance(one.value, Retraction)
    }
    said = [
        one
        for one in told
        if not isinstance(one.value, Retraction) and (one.start, one.known) not in taken
    ]
    held = {}
    for one in sorted(said, key=lambda one: one.known):
        for day in days:
            if one.start <= day and (one.end is None or day < one.end):
                held[day] = one
    if series.beneath is None:
        return held
    local = {day: one for day, one in held.items() if not isinstance(one.value, Repeal)}
    return {**held, **_held(series.beneath, days, known), **local}


@pytest.fixture(scope="session")
def replay():
    """
    Say what holds on each day, as known on a day, without looking anything up.
    """
    return _held
