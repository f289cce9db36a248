"""
What happens in a neighbourhood, the earning half: holders enter, slips come in, months close.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from partygrid._neighbourhood.choices import among, rarely
from partygrid._neighbourhood.walk import Walk
from partygrid.errors import PartyGridError
from partygrid.points import (
    MOST_QUANTITY,
    Activity,
    CreditTo,
    Holder,
    Requester,
    Reversal,
    Slip,
    Tariff,
)

_MOST_AT_ONCE: Final = 3
_MOST_SLIPS: Final = 3
_RECENT: Final = 12


def enter(walk: Walk, least: int = 0) -> None:
    """
    Let some holders enter.
    """
    choices = walk.choices
    before = walk.holders
    room = walk.scene.max_holders - len(before)
    # Most enter at the beginning.
    most = min(_MOST_AT_ONCE, room) if before else room
    count = max(least, choices.upto(max(0, most)))
    kinds = [kind.key for kind in walk.scene.tariff.rules_on(walk.today, walk.today).kinds]
    # A household that is credited has to have entered; others need not.
    homes = [] if _credits_households(walk.scene.tariff) else ["home"]
    homes += [each.id for each in before]
    fresh: list[Holder] = []
    for _ in range(count):
        holder = Holder(
            id=walk.number("h"),
            kind=among(choices, *kinds),
            since=walk.today - timedelta(among(choices, 0, 0, 40)),
            household=among(choices, None, *homes),
        )
        homes.append(holder.id)
        fresh.append(holder)
    if fresh:
        walk.give("enrol", tuple(fresh))


def _credits_households(tariff: Tariff) -> bool:
    entries = tariff.credit_to.all_entries
    return any(entry.value is not CreditTo.HOLDER for entry in entries)


def submit(walk: Walk) -> None:
    """
    Hand a few slips in.
    """
    if slips := _batch(walk):
        walk.give("submit", slips)


def close(walk: Walk) -> None:
    """
    Close the open month, on its last day or some time later, with some more slips.
    """
    month = walk.bank.open_month
    if walk.today <= month.last_day:
        walk.today = month.last_day
        walk.pass_days(among(walk.choices, 0, 0, 1, 5, 20))
    walk.give("close", month, _batch(walk))


def _batch(walk: Walk) -> tuple[Slip, ...]:
    """
    Choose slips, one that came in before sometimes among them.
    """
    choices, found = walk.choices, []
    for _ in range(choices.upto(max(_MOST_SLIPS, len(walk.holders)))):
        if walk.slips and rarely(choices, 6):
            found.append(among(choices, *list(walk.slips.values())[-_RECENT:]))
        elif (slip := new_slip(walk)) is not None:
            found.append(slip)
    return tuple(found)


def new_slip(walk: Walk) -> Slip | None:
    """
    Choose a slip; None if there is nothing that its holder could have earned with.
    """
    choices = walk.choices
    holder = among(choices, *walk.holders)
    day = walk.today - timedelta(among(choices, 0, 1, 2, 6, 15, 33, 70))
    day = max(day, holder.since)
    chances = _chances(walk, holder, day)
    if not chances:
        return None
    activity = among(choices, *chances)
    amount = activity.per * among(choices, 1, 2, 4, 12)
    if rarely(choices, 3):
        # A part of a point falls away.
        amount += activity.per - 1
    return Slip(
        walk.number("s"),
        holder.id,
        activity.key,
        day,
        min(amount, MOST_QUANTITY),
        day < walk.bank.open_month.first_day,
    )


def _chances(walk: Walk, holder: Holder, day: date) -> tuple[Activity, ...]:
    try:
        rules = walk.scene.tariff.rules_on(day, walk.today)
    except PartyGridError:
        # The host's tariff says nothing of so early a day.
        return ()
    return tuple(each for each in rules.activities if holder.kind in each.may_earn)


def reverse(walk: Walk) -> None:
    """
    Take a slip back that proved wrong.
    """
    taken_back = walk.bank.books.taken_back
    known = [id_ for id_ in walk.slips if id_ not in taken_back]
    if known:
        reversal = Reversal(
            id=walk.number("r"),
            slip=among(walk.choices, *known[-_RECENT:]),
            by=among(walk.choices, *Requester),
            reason="wrong",
        )
        walk.give("reverse", reversal)
