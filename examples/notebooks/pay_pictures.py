"""
Pictures of pay: payrolls, windows of a ladder, a career, published schemes side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drawing import BLUE, COLOURS, GREY, INK, LIGHT, ORANGE, bare, canvas, ink_on, legend_above
from matplotlib.ticker import MaxNLocator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from partygrid.labels import Label
    from partygrid.pay import PayLadder, Payroll

FEN = 100


def payroll_bars(rolls: Sequence[Payroll], names: Mapping[str, str]) -> None:
    """
    Draw what each worker is paid, a bar a month: the fixed part, and the award upon it.

    Args:
        rolls: The payrolls; who is not on the first may be on a later one.
        names: What the workers are called, by id.
    """
    _, [axes] = canvas(8, 4.2)
    high = 0.8 / len(rolls)
    places = {id_: place for place, id_ in enumerate(names)}
    for number, roll in enumerate(rolls):
        month = roll.terms.period.label.zh.partition("年")[2]
        for slip in roll.slips:
            basis, award = slip.placement.basis, slip.award
            at = places["" if basis is None else basis.worker] - 0.4 + high * (number + 0.5)
            fixed, more = slip.fixed / FEN, (award if isinstance(award, int) else 0) / FEN
            axes.barh(at, fixed, high * 0.9, color=BLUE)
            axes.barh(at, more, high * 0.9, left=fixed, color=ORANGE)
            words = f" {month} {slip.paid / FEN:,.2f}"
            axes.text(slip.paid / FEN, at, words, va="center", fontsize=8)
    axes.barh(0, 0, color=BLUE, label="固定部分 fixed part")
    axes.barh(0, 0, color=ORANGE, label="绩效奖励 award")
    axes.set_yticks(range(len(names)), [f"{words}\n{id_}" for id_, words in names.items()])
    axes.invert_yaxis()
    axes.set_xlabel("应发，元 payable, yuan")
    axes.margins(x=0.14)
    legend_above(axes, 2)


def windows(ladder: PayLadder) -> None:
    """
    Draw the levels of each position as a bar; where bars lie over each other, levels are shared.
    """
    _, [axes] = canvas(8, 2.4)
    for place, (position, colour) in enumerate(zip(ladder.positions, COLOURS, strict=False)):
        rungs = position.levels
        if rungs is None:
            continue
        for level in range(rungs.lowest, rungs.highest + 1):
            axes.barh(place, 0.92, 0.7, left=level - 0.46, color=colour)
            axes.text(level, place, f"{level}", ha="center", va="center", color=ink_on(colour))
    names = [f"{position.label.zh} {position.label.en}" for position in ladder.positions]
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("职级 level")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=18))
    bare(axes, "left")


def career(
    years: Sequence[float], levels: Sequence[int], moves: Mapping[float, str], title: str = ""
) -> None:
    """
    Draw levels over the years, with a note where something other than time raised them.

    Args:
        years: Each month as a year with a fraction.
        levels: The level in each month.
        moves: What happened, by month.
        title: What is drawn.
    """
    _, [axes] = canvas(8, 3.8)
    axes.step(years, levels, where="post", color=BLUE, linewidth=2)
    axes.fill_between(years, levels, step="post", color=BLUE, alpha=0.12)
    by_year = dict(zip(years, levels, strict=True))
    for place, (year, words) in enumerate(moves.items()):
        level = by_year[year]
        axes.plot(year, level, "o", color=ORANGE, zorder=3)
        axes.annotate(
            words,
            (year, level),
            (year - 0.4, level + 1.4 + 0.9 * (place % 2)),
            ha="right",
            arrowprops={"arrowstyle": "-", "color": GREY},
        )
    axes.set_ylim(0, max(levels) + 3.5)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylabel("职级 level")
    axes.set_title(title)


def worth(names: Sequence[str], parts: Mapping[str, Sequence[int]], below: str) -> None:
    """
    Draw what something brings a month, part upon part, with the sum at the end of each bar.

    Args:
        names: What is compared, one a bar.
        parts: For each part its amounts in fen.
        below: The words below the bars.
    """
    _, [axes] = canvas(8, 0.45 * len(names) + 1.2)
    left = [0.0] * len(names)
    for (label, amounts), colour in zip(parts.items(), COLOURS, strict=False):
        yuan = [amount / FEN for amount in amounts]
        axes.barh(range(len(names)), yuan, 0.6, left=left, color=colour, label=label)
        left = [before + more for before, more in zip(left, yuan, strict=True)]
    for place, total in enumerate(left):
        axes.text(total, place, f" {total:,.2f}", va="center", fontsize=9)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlabel(below)
    axes.margins(x=0.12)
    legend_above(axes, len(parts))


def ladders(
    found: Mapping[str, tuple[Mapping[Label, Sequence[int]], int]], years: Sequence[int]
) -> None:
    """
    Draw published ladders side by side: for each post the level after so many years.

    Args:
        found: For each ladder the levels of each post, year by year, and its highest level.
        years: The years of service.
    """
    _, plots = canvas(9, 3.6, len(found))
    for axes, (title, (posts, highest)) in zip(plots, found.items(), strict=True):
        for (post, levels), colour in zip(posts.items(), COLOURS, strict=False):
            axes.step(years, levels, where="post", color=colour, linewidth=2)
            axes.text(years[-1] + 0.8, levels[-1], post.zh, color=colour, va="center")
        axes.set_title(title, fontsize=10)
        axes.set_ylim(0, highest + 1)
        axes.set_xlim(years[0], years[-1] + 9)
        axes.set_xticks(range(years[0], years[-1] + 1, 10))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel("工作年限，年 years of service")
    plots[0].set_ylabel("职级 level")


def pay_grid(levels: Sequence[int], years: Sequence[int], paid: Sequence[Sequence[int]]) -> None:
    """
    Draw what is payable at each level and after each number of years, as a chart of cells.

    Args:
        levels: The levels, one a column.
        years: The years, one a row.
        paid: The amounts in fen, row by row.
    """
    _, [axes] = canvas(8, 3.4)
    yuan = [[amount / FEN for amount in row] for row in paid]
    middle = (min(map(min, yuan)) + max(map(max, yuan))) / 2
    axes.imshow(yuan, cmap="cividis", aspect="auto")
    for row, amounts in enumerate(yuan):
        for column, amount in enumerate(amounts):
            colour = "white" if amount < middle else "black"
            axes.text(
                column, row, f"{amount:,.0f}", ha="center", va="center", color=colour, fontsize=9
            )
    axes.set_xticks(range(len(levels)), [f"{level}" for level in levels])
    axes.set_yticks(range(len(years)), [f"{year}" for year in years])
    axes.set_xlabel("职级 level")
    axes.set_ylabel("年限 years")
    axes.set_title("应发，元 payable, yuan")
    bare(axes, "left", "bottom", "top", "right")


def gantt(rows: Sequence[tuple[str, date, date, str]], marks: Mapping[str, date]) -> None:
    """
    Draw from when to when entries are in force, and when each became known.

    Args:
        rows: Name, first day, day after the last, words.
        marks: A day to mark, by its words.
    """
    _, [axes] = canvas(8, 0.5 * len(rows) + 1.2)
    for place, (_, start, end, words) in enumerate(rows):
        axes.barh(place, (end - start).days, 0.55, left=start.toordinal(), color=LIGHT)
        axes.text(start.toordinal(), place, f" {words}", va="center", color=INK)
    for words, day in marks.items():
        axes.axvline(day.toordinal(), color=ORANGE)
        axes.text(day.toordinal(), -0.7, f" {words}", color=ORANGE)
    axes.set_yticks(range(len(rows)), [name for name, *_ in rows])
    axes.invert_yaxis()
