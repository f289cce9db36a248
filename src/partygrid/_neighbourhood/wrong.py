"""
What cannot happen in a neighbourhood, and is tried all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from partygrid._neighbourhood.choices import among
from partygrid._neighbourhood.walk import ONE_DAY, Walk
from partygrid.points import (
    Request,
    Requester,
    Reversal,
    Settlement,
    SettlementKind,
)

_FAR: Final = 400


def attempt(walk: Walk) -> None:
    """
    Give a command that no bank takes, or hardly any.
    """
    among(walk.choices, *_ATTEMPTS)(walk)


def _slip(walk: Walk) -> None:
    """
    Hand in a slip that is wrong in one place, beside none or one that is not.
    """
    holder = walk.holders[0]
    row = (walk.number("s"), holder.id, "nothing", walk.today, 1, False)
    changed = among(
        walk.choices,
        row,
        (row[0], "nobody", *row[2:]),
        (*row[:3], walk.today + ONE_DAY, *row[4:]),
        (*row[:3], walk.today - _FAR * ONE_DAY, *row[4:]),
        (*row[:4], among(walk.choices, 0, -1, True, 1.0, 10**18), False),  # noqa: FBT003 - no number
    )
    walk.give("submit", (changed,))


def _other_content(walk: Walk) -> None:
    """
    Hand a slip in once more that says something else.
    """
    if walk.slips:
        slip = among(walk.choices, *list(walk.slips.values()))
        walk.give("submit", (slip._replace(quantity=slip.quantity % 7 + 1),))


def _close(walk: Walk) -> None:
    """
    Close a month before its time, or one after the next.
    """
    month = walk.bank.open_month
    walk.give("close", among(walk.choices, month.next(), month))


def _ask(walk: Walk) -> None:
    """
    Ask for what there is not, by nobody.
    """
    rules = walk.scene.store.rules_on(walk.today, walk.today)
    period = rules.windows.every.containing(walk.today).next()
    request = Request(id=walk.number("q"), holder="nobody", gift="nothing", asked=walk.today)
    walk.give("redeem", period, (request,))


def _settle(walk: Walk) -> None:
    """
    Cancel twice, or what there is not.
    """
    orders = [id_ for id_, _ in sorted(walk.bank.books.orders.items())]
    order = among(walk.choices, "nothing", *orders)
    for _ in range(2):
        done = Settlement(id=walk.number("x"), order=order, kind=SettlementKind.CANCEL)
        walk.give("settled", done)


def _reverse(walk: Walk) -> None:
    """
    Correct a correction, or what there is not.
    """
    known = [id_ for id_, _ in sorted(walk.bank.books.reversals.items())]
    wrong = Reversal(
        id=walk.number("r"),
        slip=among(walk.choices, "nothing", *known),
        by=Requester.HOLDER,
        reason="wrong",
    )
    walk.give("reverse", wrong)


def _early(walk: Walk) -> None:
    """
    Give a command on a day before the bank's own.
    """
    on = walk.today - _FAR * ONE_DAY
    walk.give_command(attrs.evolve(walk.commands[0], on=on))


_ATTEMPTS: Final[tuple[Callable[[Walk], None], ...]] = (
    _slip,
    _other_content,
    _close,
    _ask,
    _settle,
    _reverse,
    _early,
)
