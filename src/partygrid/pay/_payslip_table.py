"""
Payslips side by side, as tables of Markdown: a payroll, and what a payslip would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from partygrid.dated import NotKnown
from partygrid.labels import Label, Language, check_language
from partygrid.money import Fen, format_yuan
from partygrid.trace import MOST_ROWS, markdown_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partygrid.pay._payslip import Payslip

_TOTAL: Final = Label("薪酬总额", "total")
_POOL: Final = Label("绩效奖励总额", "award pool")
_FIXED: Final = Label("固定部分", "fixed part")
_AWARD: Final = Label("绩效奖励", "award")
_OUTSIDE: Final = Label("不计入总额的项目", "lines outside the total")
_PAID: Final = Label("应发", "payable")
_WORKER: Final = Label("人员", "worker")
_SUM: Final = Label("合计", "sum")
_YUAN: Final = Label("元", "yuan")
_LINES: Final = (
    Label("项目", "what"),
    Label("现", "as it is"),
    Label("假设后", "if so"),
    Label("变化", "change"),
)


def payroll_table(heading: Label, slips: Sequence[Payslip], language: Language) -> str:
    """
    Lay the payslips of many workers out, the first of them and the sum of all.
    """
    check_language(language)
    awards = [slip.award for slip in slips if not isinstance(slip.award, NotKnown)]
    sums: dict[Label, Fen | NotKnown] = {
        _FIXED: Fen(sum(slip.fixed for slip in slips)),
        _AWARD: Fen(sum(awards)) if len(awards) == len(slips) else NotKnown.YET,
        _OUTSIDE: Fen(sum(slip.outside for slip in slips)),
        _PAID: Fen(sum(slip.paid for slip in slips)),
    }
    if all(slip.outside == 0 for slip in slips):
        del sums[_OUTSIDE]
    rows = [
        [_worker(slip), *(_amount(_part(slip, part), language) for part in sums)]
        for slip in slips[:MOST_ROWS]
    ]
    return markdown_table(
        [_WORKER.text(language), *(_in_yuan(part, language) for part in sums)],
        rows,
        "<" + ">" * len(sums),
        heading=heading,
        total=[_SUM.text(language), *(_amount(each, language) for each in sums.values())],
        count=len(slips),
        language=language,
    )


def _worker(slip: Payslip) -> str:
    return "" if slip.placement.basis is None else slip.placement.basis.worker


def _part(slip: Payslip, part: Label) -> Fen | NotKnown:
    return {
        _FIXED: slip.fixed,
        _AWARD: slip.award,
        _OUTSIDE: slip.outside,
        _PAID: slip.paid,
    }[part]


def _in_yuan(label: Label, language: Language) -> str:
    yuan = _YUAN.text(language)
    return f"{label.zh}（{yuan}）" if language == "zh" else f"{label.en} ({yuan})"


def _amount(amount: Fen | NotKnown, language: Language) -> str:
    if isinstance(amount, NotKnown):
        return amount.label.text(language)
    return format_yuan(amount)


def change_table(heading: Label, before: Payslip, after: Payslip, language: Language) -> str:
    """
    Lay two payslips of one worker out beside each other, line by line.
    """
    check_language(language)
    labels = _labels(before) | _labels(after)
    lines: list[tuple[Label, Fen | NotKnown, Fen | NotKnown]] = [
        (label, _of(before, key), _of(after, key)) for key, label in labels.items()
    ]
    lines += [
        (_TOTAL, before.total, after.total),
        (_POOL, before.pool, after.pool),
        (_FIXED, before.fixed, after.fixed),
        (_AWARD, before.award, after.award),
        (_PAID, before.paid, after.paid),
    ]
    rows = [
        (label.text(language), _amount(was, language), _amount(then, language), _change(was, then))
        for label, was, then in lines
    ]
    header = [_LINES[0].text(language), *(_in_yuan(each, language) for each in _LINES[1:])]
    *others, last = rows
    return markdown_table(header, others, "<>>>", heading=heading, total=last, language=language)


def _labels(slip: Payslip) -> dict[str, Label]:
    rules = [part.rules for part in slip.parts] or [slip.terms.rules]
    return {line.key: line.label for each in rules for line in each.scale}


def _of(slip: Payslip, key: str) -> Fen:
    return slip.amount(key) if key in slip.keys else Fen(0)


def _change(was: Fen | NotKnown, then: Fen | NotKnown) -> str:
    if isinstance(was, NotKnown) or isinstance(then, NotKnown) or was == then:
        return ""
    return f"{'+' if then > was else ''}{format_yuan(Fen(then - was))}"
