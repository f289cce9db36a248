"""
All that the long values of a pay scheme hold, item by item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partygrid.labels import Label
from partygrid.pay._words import credit_words, joined, ladder_words, position_words, scale_words

if TYPE_CHECKING:
    from partygrid.dated import WrittenItems
    from partygrid.pay._credit import Credit
    from partygrid.pay._floors import MeanFloor
    from partygrid.pay._ladder import PayLadder
    from partygrid.pay._scale import Component


def ladder_items(ladder: PayLadder | None) -> WrittenItems:
    """
    Write positions with their windows, offices, credits, and how they go together.
    """
    if ladder is None:
        return (("", ladder_words(None)),)
    offices: dict[str, list[str]] = {}
    for office, position in ladder.offices:
        offices.setdefault(position, []).append(office)
    positions = tuple(
        (each.key, joined((position_words(each), *_offices(offices.get(each.key, [])))))
        for each in ladder.positions
    )
    credits_ = tuple((each.key, _credit(each)) for each in ladder.credits)
    return (*positions, *credits_, ("", ladder.effective.label), ("", ladder.concurrent.label))


def _offices(names: list[str]) -> tuple[Label, ...]:
    if not names:
        return ()
    return (Label(f"任职：{'、'.join(names)}", f"held by: {', '.join(names)}"),)


def _credit(credit: Credit) -> Label:
    parts = [credit_words(credit), credit.effective.label]
    if credit.group is not None:
        parts.append(
            Label(f"同组（{credit.group}）只计一项", f"one alone of its group ({credit.group})")
        )
    if credit.after_years:
        years = credit.after_years
        parts.append(Label(f"满 {years} 年后", f"after {years} years"))
    return joined(parts)


def scale_items(scale: tuple[Component, ...]) -> WrittenItems:
    """
    Write the components with the facts that they look at.
    """
    return tuple((each.key, _component(each)) for each in scale)


def _component(component: Component) -> Label:
    parts = [scale_words((component,))]
    looks = [selector.label for selector in component.selectors]
    if looks:
        parts.append(
            Label(
                f"依据：{'、'.join(each.zh for each in looks)}",
                f"looks at: {', '.join(each.en for each in looks)}",
            )
        )
    if component.row_labels:
        parts.append(
            Label(
                "，".join(f"{key}：{label.zh}" for key, label in component.row_labels),
                ", ".join(f"{key}: {label.en}" for key, label in component.row_labels),
            )
        )
    parts.append(component.paid_as.label)
    return joined(parts)


def floors_items(floors: tuple[MeanFloor, ...]) -> WrittenItems:
    """
    Write the floors of means, of whom and of which lines.
    """
    if not floors:
        return (("", joined(())),)
    return tuple((each.key, _floor(each)) for each in floors)


def _floor(floor: MeanFloor) -> Label:
    parts = [floor.words]
    for zh, en, names in (
        ("岗位", "positions", floor.positions),
        ("项目", "lines", floor.lines.only),
    ):
        if names is not None:
            parts.append(Label(f"{zh}：{'、'.join(names)}", f"{en}: {', '.join(names)}"))
    return joined(parts)
