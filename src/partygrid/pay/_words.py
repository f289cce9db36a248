"""
The values of a pay scheme in words, with their units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from partygrid.labels import Label
from partygrid.money import ApportionRule, format_factor, format_percent, format_yuan
from partygrid.pay._amounts import Coefficients, Grid, ShareOf, Table, YearlyRate
from partygrid.pay._base import IndexedBase
from partygrid.pay._choices import CountedLines
from partygrid.pay._credit import Credit
from partygrid.pay._floors import MeanFloor
from partygrid.pay._ladder import PayLadder
from partygrid.pay._rungs import Position
from partygrid.pay._scale import Component
from partygrid.pay._stars import StarRule
from partygrid.trace import Unit

_NONE = Label("无", "none")


def base_words(base: int | IndexedBase | None) -> Label:
    """
    Write the base.
    """
    if base is None:
        return _NONE
    if not isinstance(base, IndexedBase):
        return Label(f"{format_yuan(base)} 元", f"{format_yuan(base)} yuan")
    zh, en = (
        [f"{base.index.zh} {format_yuan(base.amount)} 元"],
        [f"{base.index.en} {format_yuan(base.amount)} yuan"],
    )
    if base.months > 1:
        zh.append(f"÷ {base.months}")
        en.append(f"÷ {base.months}")
    for label, factor in base.factors:
        zh.append(f"× {label.zh} {format_factor(factor)}")
        en.append(f"× {label.en} {format_factor(factor)}")
    return Label(" ".join(zh), " ".join(en))


def joined(labels: Iterable[Label]) -> Label:
    """
    Put labels one after the other; none at all is "none".
    """
    found = tuple(labels)
    if not found:
        return _NONE
    return Label("；".join(each.zh for each in found), "; ".join(each.en for each in found))


def each_label(values: tuple[Any, ...]) -> Label:
    """
    Write values that have labels.
    """
    return joined(value.label for value in values)


def floors_words(floors: tuple[MeanFloor, ...]) -> Label:
    """
    Write floors of means.
    """
    return joined(floor.words for floor in floors)


def apportion_words(rule: ApportionRule | None) -> Label:
    """
    Write how a pool is shared out.
    """
    if rule is None:
        return _NONE
    unit, ties = format_yuan(rule.unit), rule.ties.label
    return Label(
        f"最大余数法，以 {unit} 元为单位，{ties.zh}",
        f"largest remainder in units of {unit} yuan, {ties.en}",
    )


def stars_words(rule: StarRule | None) -> Label:
    """
    Write what stars do.
    """
    if rule is None:
        return _NONE
    parts = [rule.rating.label]
    parts += [
        Label(f"{stars} 星：{effect.label.zh}", f"{stars} stars: {effect.label.en}")
        for stars, effect in rule.rows
    ]
    if rule.falling is not None:
        times, effect = rule.falling_periods, rule.falling.label
        parts.append(
            Label(
                f"连续 {times} 次降星：{effect.zh}", f"fallen {times} times in a row: {effect.en}"
            )
        )
    return joined(parts)


def ladder_words(ladder: PayLadder | None) -> Label:
    """
    Write positions, windows and credits of a ladder.
    """
    if ladder is None:
        return Label("职级由核定事实确定", "levels are confirmed facts")
    parts = [position_words(position) for position in ladder.positions]
    parts += [credit_words(credit) for credit in ladder.credits]
    parts += [ladder.effective.label, ladder.concurrent.label]
    return joined(parts)


def position_words(position: Position) -> Label:
    """
    Write the windows of a position.
    """
    zh, en = position.label.zh, position.label.en
    for rungs, name in ((position.levels, Unit.LEVEL.label), (position.steps, _STEP)):
        if rungs is not None:
            window = f"{rungs.lowest}–{rungs.highest}"
            years = ", ".join(map(str, rungs.rises[: rungs.highest - rungs.lowest])) or "—"
            zh += f" {window} {name.zh}（满 {years} 年升）"
            en += f" {name.en} {window} (one up after {years} years)"
    return Label(zh, en)


def credit_words(credit: Credit) -> Label:
    """
    Write what a credit gives for what.
    """
    rows = ", ".join(f"{name} = {worth}" for name, worth in credit.rows)
    looks, gives = credit.looks_at.label, credit.gives.label
    return Label(
        f"{credit.label.zh}（{looks.zh}，折算为{gives.zh}）{rows}",
        f"{credit.label.en} ({looks.en}, in {gives.en}) {rows}",
    )


_STEP = Label("档", "step")


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
    words = _WORDS[type(amount)](name, amount)
    if component.rounding is None:
        return words
    rounding = component.rounding.label
    return Label(f"{words.zh}（{rounding.zh}）", f"{words.en} ({rounding.en})")


def _rate(name: Label, amount: YearlyRate) -> Label:
    rate = format_yuan(amount.per_year)
    zh = "" if amount.cap is None else f"，至多 {amount.cap} 年"
    en = "" if amount.cap is None else f", at most {amount.cap} years"
    return Label(f"{name.zh}每年 {rate} 元{zh}", f"{name.en} {rate} yuan a year{en}")


def _table(name: Label, amount: Table) -> Label:
    rows = ", ".join(f"{key} = {format_yuan(fen)}" for key, fen in amount.rows)
    return Label(f"{name.zh}（元）{rows}", f"{name.en} (yuan) {rows}")


def _coefficients(name: Label, amount: Coefficients) -> Label:
    rows = ", ".join(f"{key} = {format_factor(factor)}" for key, factor in amount.rows)
    return Label(f"{name.zh}（系数）{rows}", f"{name.en} (coefficients) {rows}")


def _grid(name: Label, amount: Grid) -> Label:
    rows = ", ".join(
        f"{first}/{second} = {format_yuan(fen)}" for (first, second), fen in amount.cells.items()
    )
    return Label(f"{name.zh}（元）{rows}", f"{name.en} (yuan) {rows}")


def _share(name: Label, amount: ShareOf) -> Label:
    rate, of = format_percent(amount.rate), ", ".join(amount.of)
    zh, en = "", ""
    if amount.least is not None:
        zh += f"，下限 {format_yuan(amount.least)} 元"
        en += f", of at least {format_yuan(amount.least)} yuan"
    if amount.most is not None:
        zh += f"，上限 {format_yuan(amount.most)} 元"
        en += f", of at most {format_yuan(amount.most)} yuan"
    return Label(f"{name.zh}按 {of} 的 {rate}{zh}", f"{name.en} {rate} of {of}{en}")


_WORDS: dict[type, Callable[[Label, Any], Label]] = {
    YearlyRate: _rate,
    Table: _table,
    Coefficients: _coefficients,
    Grid: _grid,
    ShareOf: _share,
}
