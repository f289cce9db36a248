"""
Write an outcome as a short table of Markdown: what a notebook shows of it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from partygrid.labels import Label, Language, check_kind, check_language
from partygrid.trace._render import Writer, escaped, more_words
from partygrid.trace._table import check_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partygrid.trace._step import Step

MOST_ROWS: Final = 16
"""
How many lines a summary shows before it says how many more there are.
"""

_MOST_PARTS: Final = 6
_RULES: Final = {"<": "---", ">": "---:"}
_HEADER: Final = (Label("项目", "what"), Label("结果", "result"), Label("由来", "how"))


def markdown_table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    align: str,
    *,
    heading: Label | None = None,
    total: Sequence[str] | None = None,
    count: int | None = None,
    language: Language = "zh",
) -> str:
    r"""
    Lay out a table of Markdown; what would mean something in a cell is escaped.

    Args:
        header: The names of the columns.
        rows: The cells, a sequence for each row.
        align: One ``<`` or ``>`` for each column.
        heading: A line above the table.
        total: The cells of a last row, in bold.
        count: How many rows there are, if not all of them are given; a row then says how many
            are left out.
        language: The language of heading and that row: ``"zh"`` or ``"en"``.

    Raises:
        WrongTypeError: Header, rows, alignment or total are no texts, the heading no `Label`, or
            the count no int.
        ValueNotAllowedError: A row or the alignment has another number of columns; the language
            or an alignment is another.

    >>> print(markdown_table(("who", "yuan"), (("a|b", "5.00"),), "<>", count=4, language="en"))
    | who | yuan |
    | --- | ---: |
    | a\|b | 5.00 |
    | … and 3 more | |
    """
    check_language(language)
    check_cells(header, rows, align, *([] if total is None else [total]))
    check_kind(heading, Label, "heading", or_none=True)
    check_kind(count, int, "count", or_none=True)
    lines = [_line([escaped(cell) for cell in cells]) for cells in (header, *rows)]
    lines.insert(1, _line([_RULES[each] for each in align]))
    if count is not None and count > len(rows):
        more = more_words(count - len(rows)).text(language)
        lines.append(_line([more, *[""] * (len(header) - 1)]))
    if total is not None:
        lines.append(_line([_bold(escaped(cell)) for cell in total]))
    if heading is not None:
        lines[:0] = [_bold(escaped(heading.text(language))), ""]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def _bold(text: str) -> str:
    return f"**{text}**" if text else ""


class SummaryWriter(Writer):
    """
    Write the top of one explanation as a table, with the sources of what it shows.
    """

    def __init__(self, language: Language) -> None:
        super().__init__(language, markdown=True, most_parts=_MOST_PARTS)
        self._rows: list[list[str]] = []

    def summarise(self, step: Step, heading: Label | None) -> str:
        """
        Write heading, as many levels of steps as fit, and their sources.
        """
        self.begin(heading)
        self._show(step, 0, _deepest(step))
        aligned = ">" if step.rule.unit.is_number else "<"
        self._lines.append(_line([words.text(self._language) for words in _HEADER]))
        self._lines.append(_line([_RULES[each] for each in f"<{aligned}<"]))
        self._lines += map(_line, self._rows)
        left_out = _count(step, None) - len(self._rows)
        if left_out:
            more = more_words(left_out).text(self._language)
            self._lines.append(_line([more, "", f'`explain("{self._language}")`']))
        self.end()
        return "\n".join(self._lines)

    def _show(self, step: Step, depth: int, deepest: int) -> None:
        if len(self._rows) == MOST_ROWS:
            return
        again = bool(step.children) and id(step) in self._seen
        said = self.parts(step, again=again)
        name, value = said.label, said.value
        if isinstance(step.value, int | Fraction):
            # A narrow page must not part a number from its unit.
            value = value.replace(" ", "&nbsp;")
        if depth == 0:
            name, value = _bold(name), _bold(value)
        how = self.asides(said.asides, after=said.formula) if said.asides else said.formula
        indent = "&emsp;" * depth
        self._rows.append([f"{indent}{name}", value, f"{how}{said.cited}".strip()])
        if again or depth == deepest:
            return
        self._seen.add(id(step))
        for child in step.children:
            self._show(child, depth + 1, deepest)


def _deepest(step: Step) -> int:
    """
    Find how many levels fit; the first below the outcome is always shown, as far as it goes.
    """
    deepest, rows = 1, _count(step, 1)
    while True:
        more = _count(step, deepest + 1)
        if more > MOST_ROWS or more == rows:
            return deepest
        deepest, rows = deepest + 1, more


def _count(step: Step, deepest: int | None) -> int:
    """
    Count the lines of an explanation down to a level; None: all of them.
    """
    seen: set[int] = set()

    def lines(step: Step, depth: int) -> int:
        if depth == deepest or (step.children and id(step) in seen):
            return 1
        seen.add(id(step))
        return 1 + sum(lines(child, depth + 1) for child in step.children)

    return lines(step, 0)
