"""
The values of a pay scheme in words, with their units.
"""

from __future__ import annotations

from fractions import Fraction

from partygrid.labels import Label
from partygrid.money import format_factor, format_percent, format_yuan
from partygrid.pay._choices import CountedLines
from partygrid.pay._scale import Coefficients, Component, YearlyRate


def base_words(base: int | None) -> Label:
    """
    Write the base.
    """
    if base is None:
        return Label("无", "none")
    return Label(f"{format_yuan(base)} 元", f"{format_yuan(base)} yuan")


def share_words(share: Fraction) -> Label:
    """
    Write one share.
    """
    return Label(format_percent(share), format_percent(share))


def shares_words(shares: tuple[Fraction, ...]) -> Label:
    """
    Write the share for each number of criteria met.
    """
    return Label(
        "，".join(f"{met} 项 {format_percent(share)}" for met, share in enumerate(shares)),
        ", ".join(f"{met} met {format_percent(share)}" for met, share in enumerate(shares)),
    )


def covers_words(covers: tuple[str, ...]) -> Label:
    """
    List the kinds of staff.
    """
    return Label("、".join(covers), ", ".join(covers))


def lines_words(lines: CountedLines) -> Label:
    """
    List the components that count.
    """
    if lines.only is None:
        return Label("全部", "all")
    return Label("、".join(lines.only), ", ".join(lines.only))


def scale_words(scale: tuple[Component, ...]) -> Label:
    """
    Write every number of a scale.
    """
    parts = tuple(map(_component, scale))
    return Label("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _component(component: Component) -> Label:
    amount, name = component.amount, component.label
    if isinstance(amount, YearlyRate):
        rate = format_yuan(amount.per_year)
        zh = "" if amount.cap is None else f"，至多 {amount.cap} 年"
        en = "" if amount.cap is None else f", at most {amount.cap} years"
        return Label(f"{name.zh}每年 {rate} 元{zh}", f"{name.en} {rate} yuan a year{en}")
    if isinstance(amount, Coefficients):
        rows = ", ".join(f"{key} = {format_factor(factor)}" for key, factor in amount.rows)
        unit = Label("系数", "coefficients")
    else:
        rows = ", ".join(f"{key} = {format_yuan(fen)}" for key, fen in amount.rows)
        unit = Label("元", "yuan")
    return Label(f"{name.zh}（{unit.zh}）{rows}", f"{name.en} ({unit.en}) {rows}")
