"""
How months of a neighbourhood go: who enters, what comes in, what is asked, closed and undone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from partygrid._neighbourhood.choices import among
from partygrid._neighbourhood.earning import close, enter, reverse, submit
from partygrid._neighbourhood.spending import again, ask, deliver, settle
from partygrid._neighbourhood.walk import Walk
from partygrid._neighbourhood.wrong import attempt

_MOST_STEPS: Final = 4
# What comes often stands more than once.
_STEPS: Final[tuple[Callable[[Walk], None], ...]] = (
    *(submit, ask) * 2,
    deliver,
    *(settle,) * 2,
    reverse,
    again,
    enter,
)


def live(walk: Walk, months: int) -> None:
    """
    Let so many months pass, each with a few steps and its close.
    """
    choices = walk.choices
    enter(walk, 1)
    for _ in range(choices.upto(2)):
        deliver(walk)
    for _ in range(months):
        for _ in range(choices.upto(_MOST_STEPS)):
            if walk.today < walk.bank.open_month.last_day:
                walk.pass_days(among(choices, 0, 3, 9, 1))
            among(choices, *_STEPS)(walk)
            if walk.scene.allow_impossible and choices.upto(1):
                attempt(walk)
        close(walk)
