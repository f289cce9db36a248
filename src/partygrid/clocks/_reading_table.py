"""
Readings as short tables of Markdown: where one case stands, and many.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from partygrid.clocks._reading_steps import due_text
from partygrid.labels import Label, Language, check_language
from partygrid.norms import Ratio
from partygrid.trace import MOST_ROWS, Unit, format_value, markdown_table

if TYPE_CHECKING:
    from partygrid.clocks._reading import Reading, StageReading


def stages_table(reading: Reading, language: Language) -> str:
    """
    Lay the stages of a case out: state, due instant, what is used and left.
    """
    check_language(language)
    runs = (*reading.earlier, *reading.stages)
    return markdown_table(
        [words.text(language) for words in _STAGE_HEADER],
        [_stage_cells(run, language) for run in runs[-MOST_ROWS:]],
        "<<<>>",
        heading=reading.heading,
        count=len(runs),
        language=language,
    )


def _stage_cells(found: StageReading, language: Language) -> tuple[str, ...]:
    due = "" if found.due is None else due_text(found.due)
    if found.due is not None and not found.is_firm:
        due += _DOUBT.text(language)
    return (
        found.stage.label.text(language),
        found.state.label.text(language),
        due,
        _amount(found.used, language),
        _amount(found.left, language),
    )


def _amount(amount: timedelta | int | None, language: Language) -> str:
    if amount is None:
        return ""
    if isinstance(amount, int):
        return format_value(amount, Unit.DAYS, language)
    seconds = Fraction(amount // timedelta(microseconds=1), 1_000_000)
    return format_value(seconds, Unit.DURATION, language)


def docket_table(
    heading: Label,
    rates: Sequence[Ratio],
    overdue: Sequence[tuple[str, StageReading]],
    language: Language,
) -> str:
    """
    Lay the rates of many cases out, and below them what is late, longest first.
    """
    check_language(language)
    found = markdown_table(
        [words.text(language) for words in _RATE_HEADER],
        [_rate_cells(rate, language) for rate in rates],
        "<><",
        heading=heading,
        language=language,
    )
    if not overdue:
        return found
    late = markdown_table(
        [words.text(language) for words in _LATE_HEADER],
        [
            (case, run.stage.label.text(language), "" if run.due is None else due_text(run.due))
            for case, run in overdue[:MOST_ROWS]
        ],
        "<<<",
        heading=Label(f"逾期未办 {len(overdue)} 项", f"overdue: {len(overdue)}"),
        count=len(overdue),
        language=language,
    )
    return f"{found}\n\n{late}"


def _rate_cells(rate: Ratio, language: Language) -> tuple[str, ...]:
    step = rate.trace()
    parts = (
        f"{child.rule.label.text(language)} {format_value(child.value, child.rule.unit, language)}"
        for child in step.children
    )
    return step.rule.label.text(language), step.text(language), " ÷ ".join(parts)


_STAGE_HEADER: Final = (
    Label("环节", "stage"),
    Label("状态", "state"),
    Label("到期", "due"),
    Label("已用", "used"),
    Label("剩余", "left"),
)
_RATE_HEADER: Final = (Label("比率", "rate"), Label("结果", "result"), Label("由来", "how"))
_LATE_HEADER: Final = (
    Label("事项", "case"),
    Label("环节", "stage"),
    Label("到期", "due"),
)
_DOUBT: Final = Label("（暂定）", " (provisional)")
