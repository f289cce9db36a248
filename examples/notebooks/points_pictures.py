"""
Pictures of a points bank: what was earned, where it is now, and why a request was refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drawing import (
    BLUE,
    COLOURS,
    GREEN,
    GREY,
    INK,
    LIGHT,
    ORANGE,
    RED,
    SKY,
    canvas,
    legend_above,
)
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from partygrid.points import Balances, Order, SlipReading

STATES: Final = {
    "redeemed": ("已兑换 redeemed", GREEN),
    "held": ("冻结 held", ORANGE),
    "expired": ("已到期 expired", GREY),
    "taken_back": ("更正收回 taken back", RED),
    "available": ("可用 available", BLUE),
}


def earned(months: Sequence[str], heads: Mapping[str, Sequence[int]]) -> None:
    """
    Draw what each month credited, head by head.
    """
    _, [axes] = canvas(8, 3.0)
    below = [0] * len(months)
    for (name, points), colour in zip(heads.items(), COLOURS, strict=False):
        axes.bar(months, points, 0.6, bottom=below, color=colour, label=name)
        below = [low + more for low, more in zip(below, points, strict=True)]
    for place, total in enumerate(below):
        axes.text(place, total, f"{total}", ha="center", va="bottom")
    axes.set_ylabel("入账，分 credited, points")
    axes.margins(y=0.1)
    legend_above(axes, len(heads))


def states(days: Sequence[date], found: Sequence[Balances], today: date) -> None:
    """
    Draw what all points are, day after day; together they are all that was ever credited.

    Args:
        days: The days.
        found: The balances on each.
        today: The last day on which anything was recorded.
    """
    _, [axes] = canvas(8, 3.6)
    rows = [[sum(getattr(each, name) for each in one) for one in found] for name in STATES]
    axes.stackplot(
        days,
        rows,
        colors=[colour for _, colour in STATES.values()],
        labels=[label for label, _ in STATES.values()],
        step="post",
    )
    axes.axvline(today, color=INK, linewidth=1)
    axes.set_ylim(0, axes.get_ylim()[1] * 1.1)
    words = " 此后按现有记录 from here on as recorded now"
    axes.text(today, axes.get_ylim()[1], words, va="top", fontsize=9)
    axes.set_ylabel("分 points")
    legend_above(axes, 3)


def flows(sources: Mapping[str, int], ends: Mapping[str, int]) -> None:
    """
    Draw points from what earned them to what became of them, each band as wide as its points.

    Args:
        sources: Points by what earned them.
        ends: Points by what became of them, in the order of the states; together as many.
    """
    colour_of = dict(STATES.values())
    ends = {name: points for name, points in ends.items() if points}
    _, [axes] = canvas(8, 4.2)
    total = sum(sources.values())
    gap = total * 0.03
    heights = {}
    for column, (side, colours) in enumerate(
        ((sources, COLOURS), (ends, [colour_of[name] for name in ends]))
    ):
        top = gap * (len(side) - 1) / -2
        for (name, points), colour in zip(side.items(), colours, strict=False):
            heights[column, name] = top
            axes.bar(2 * column, points, 0.12, bottom=top, color=colour)
            ha, x = ("right", -0.1) if column == 0 else ("left", 2.1)
            axes.text(x, top + points / 2, f"{name}  {points}", ha=ha, va="center")
            top += points + gap
    # All points of an account lie in one heap: each source gives to each end in proportion.
    left = {name: heights[0, name] for name in sources}
    for end, wanted in ends.items():
        high = heights[1, end]
        for name, points in sources.items():
            band = wanted * points / total
            _band(axes, (left[name], high), band, colour_of[end])
            left[name] += band
            high += band
    axes.set_xlim(-1.3, 3.3)
    axes.invert_yaxis()
    axes.set_axis_off()


def _band(axes: Axes, ends: tuple[float, float], width: float, colour: str) -> None:
    start, end = ends
    corners = [
        (0.06, start),
        (1, start),
        (1, end),
        (1.94, end),
        (1.94, end + width),
        (1, end + width),
        (1, start + width),
        (0.06, start + width),
        (0.06, start),
    ]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(corners, codes), facecolor=colour, alpha=0.35, linewidth=0))


def requests(orders: Sequence[Order]) -> None:
    """
    Draw for each request what it needed beside what was there, and what became of it.
    """
    _, [axes] = canvas(8, 0.42 * len(orders) + 1.2)
    for place, order in enumerate(orders):
        gift = order.turn.rules.gift(order.request.gift)
        needed = gift.points * order.request.quantity
        axes.barh(place - 0.2, needed, 0.34, color=SKY)
        axes.barh(place + 0.2, order.turn.available, 0.34, color=BLUE)
        good = order.refusal is None
        words = "可兑换" if good else f"{order.state.label.zh}：{order.refusal.reason.label.zh}"
        end = max(needed, order.turn.available)
        axes.text(end, place, f"  {words}", va="center", color=GREEN if good else RED)
    names = [
        f"{order.request.id} {order.turn.rules.gift(order.request.gift).label.zh}"
        for order in orders
    ]
    axes.set_yticks(range(len(orders)), names)
    axes.invert_yaxis()
    axes.set_xlabel("分 points")
    axes.margins(x=0.3)
    legend_above(
        axes, 2, [Patch(color=SKY, label="所需 needed"), Patch(color=BLUE, label="可用 there")]
    )


def slip(found: SlipReading) -> None:
    """
    Draw what one slip was worth, what each cap left of it, and what became of its points.
    """
    caps = {
        f"余量 room: {'账户上限' if use.cap is None else use.cap.label.zh}": (use.room, LIGHT)
        for use in found.uses
    }
    became = {
        f"{each.fate.label.zh} {each.fate.label.en} {each.ref}": (
            each.points,
            STATES[each.fate.value][1],
        )
        for each in found.became
    }
    bars = {
        "应计 worth": (found.worth, SKY),
        **caps,
        "入账 credited": (found.credited, SKY),
        **became,
    }
    _, [axes] = canvas(8, 0.34 * len(bars) + 0.7)
    # A room that does not bind may be a hundred times as wide as what comes in.
    widest = found.worth * 1.2
    for place, (points, colour) in enumerate(bars.values()):
        axes.barh(place, min(points, widest), 0.6, color=colour)
        axes.text(min(points, widest), place, f" {points}{' →' * (points > widest)}", va="center")
    axes.set_yticks(range(len(bars)), [*bars])
    axes.set_xlim(0, widest * 1.1)
    axes.invert_yaxis()
    axes.set_xlabel("分 points")
