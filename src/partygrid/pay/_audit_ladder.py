"""
Look the ladder of a pay scheme over: windows that fall, rungs without a row, rows out of reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from partygrid.errors import PartyGridError
from partygrid.labels import Label
from partygrid.pay._selector import Selector

if TYPE_CHECKING:
    from datetime import date

    from partygrid.pay._ladder import PayLadder
    from partygrid.pay._rules import PayRules
    from partygrid.pay._scale import Component
    from partygrid.pay._scheme import PayScheme

# What a ladder gives, and where its windows say which there are.
_WINDOWS = {Selector.LEVEL: "levels", Selector.STEP: "steps"}


def _laddered(scheme: PayScheme) -> Iterator[tuple[date, PayRules, PayLadder]]:
    """
    Give every set of values with a ladder that was ever in force, with its first day.
    """
    bounds = {day for name in scheme.parameters() for day in getattr(scheme, name).bounds}
    seen: list[PayRules] = []
    for day in sorted(bounds):
        try:
            rules = scheme.rules_on(day)
        except PartyGridError:
            continue
        if rules.ladder is not None and not any(rules is each for each in seen):
            seen.append(rules)
            yield day, rules, rules.ladder


def falling_windows(scheme: PayScheme) -> tuple[Label, ...]:
    """
    Name positions whose window starts or ends below that of a lower position.
    """
    found = []
    for day, _, ladder in _laddered(scheme):
        for name in _WINDOWS.values():
            windows = [(each.label, getattr(each, name)) for each in ladder.positions]
            for (_, less), (label, more) in pairwise(windows):
                if less is not None and (more.lowest < less.lowest or more.highest < less.highest):
                    found.append(_on(day, label, f" {more.lowest}–{more.highest}"))
    return tuple(found)


def _on(day: date, what: Label, rest: str) -> Label:
    return Label(f"{day}：{what.zh}{rest}", f"{day}: {what.en}{rest}")


def _reached(ladder: PayLadder, selector: Selector) -> set[int | str]:
    """
    List all that a ladder can come to for one fact.
    """
    if selector in _WINDOWS:
        return {
            rung
            for position in ladder.positions
            for window in (getattr(position, _WINDOWS[selector]),)
            for rung in range(window.lowest, window.highest + 1)
        }
    return {position.key for position in ladder.positions}


def _compared(
    scheme: PayScheme,
) -> Iterator[tuple[date, Component, set[int | str], set[int | str]]]:
    """
    Give what is reached and what has a row, for every component that looks at the ladder.
    """
    for day, rules, ladder in _laddered(scheme):
        for component in rules.scale:
            selector = component.selector
            if selector in _LADDER and component.rows:
                yield day, component, _reached(ladder, selector), set(component.rows)


_LADDER = {*_WINDOWS, Selector.POSITION, Selector.TREATMENT}


def unpriced(scheme: PayScheme) -> tuple[Label, ...]:
    """
    Name what workers can reach on the ladder and no row pays.
    """
    return tuple(
        _on(day, component.label, f" {rung}")
        for day, component, reached, rows in _compared(scheme)
        for rung in sorted(reached - rows, key=str)
    )


def unreached(scheme: PayScheme) -> tuple[Label, ...]:
    """
    Name rows that nobody can reach.
    """
    return tuple(
        _on(day, component.label, f" {row}")
        for day, component, reached, rows in _compared(scheme)
        for row in sorted(rows - reached, key=str)
    )
