"""
What happened to an account in a period, from one balance to the next.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final, NamedTuple

from partygrid.dated import Period
from partygrid.labels import Label, Language, check_language
from partygrid.points._as_of import ONE_DAY, check_reading, lots_on
from partygrid.points._bank import Bank
from partygrid.points._checks import check_period
from partygrid.points._statement_lines import Line, LineKind, lines_of
from partygrid.trace import MOST_ROWS, Explained, Op, Step, StepRule, Unit, markdown_table, table


class _Fields(NamedTuple):
    holder: str
    period: Period
    opening: int
    lines: tuple[Line, ...]
    closing: int


class Statement(_Fields, Explained):
    """
    Hold what happened to an account in a period; `statement` makes it.

    Args:
        holder: The id of the holder.
        period: The period.
        opening: What could be used before it.
        lines: What happened, in order; their changes lead from one balance to the other.
        closing: What can be used at its end.
    """

    __slots__ = ()

    @property
    def heading(self) -> Label:
        """
        Holder and period.
        """
        label = self.period.label
        return Label(
            f"积分对账单 {self.holder}，{label.zh}", f"Statement of {self.holder}, {label.en}"
        )

    def balances(self) -> tuple[int, ...]:
        """
        Give what could be used after each line.
        """
        found, left = [], self.opening
        for line in self.lines:
            left += line.change
            found.append(left)
        return tuple(found)

    def table(self, language: Language = "zh", *, markdown: bool = False) -> str:
        """
        Lay the lines out as a table, with the balance after each.

        Args:
            language: ``"zh"`` or ``"en"``.
            markdown: Whether the table is one of Markdown.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        check_language(language)
        rows = self._rows(language, len(self.lines))
        header = self._header(language)
        if markdown:
            return markdown_table(header, rows, _ALIGN, language=language)
        return f"{self.heading.text(language)}\n{table(header, rows, _ALIGN)}"

    def summary(self, language: Language = "zh") -> str:
        """
        Write heading and table in Markdown; of a long statement the first lines.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        check_language(language)
        *rows, last = self._rows(language, MOST_ROWS)
        return markdown_table(
            self._header(language),
            rows,
            _ALIGN,
            heading=self.heading,
            total=last,
            count=len(self.lines) + 1,
            language=language,
        )

    def _header(self, language: Language) -> tuple[str, ...]:
        return tuple(words.text(language) for words in _HEADER)

    def _rows(self, language: Language, most: int) -> list[tuple[str, ...]]:
        """
        Write the opening balance, the first lines, and the closing balance.
        """
        rows: list[tuple[str, ...]] = [
            ("", _OPENING.text(language), "", "", f"{self.opening}", "")
        ]
        for line, left in zip(self.lines[:most], self.balances(), strict=False):
            note = "" if line.note is None else line.note.text(language)
            # What concerns points and changes nothing of what can be used stands in brackets.
            change = f"({line.points})" if line.points and not line.change else f"{line.change:+}"
            kind = line.kind.label.text(language)
            rows.append((f"{line.on}", kind, line.ref, change, f"{left}", note))
        rows.append(("", _CLOSING.text(language), "", "", f"{self.closing}", ""))
        return rows

    def trace(self) -> Step:
        """
        Give the closing balance as the opening one and what each kind of line changed.
        """
        by_kind: defaultdict[LineKind, list[Line]] = defaultdict(list)
        for line in self.lines:
            by_kind[line.kind].append(line)
        opening = Step(StepRule("opening", _OPENING, Unit.POINTS), self.opening)
        kinds = [_kind_step(kind, by_kind[kind]) for kind in LineKind if by_kind[kind]]
        rule = StepRule("closing", _CLOSING, Unit.POINTS, Op.SUM)
        return Step(rule, self.closing, (opening, *kinds))

    def __repr__(self) -> str:
        """
        Show holder, period and both balances in one line.
        """
        return f"<Statement {self.holder}, {self.period}: {self.opening} → {self.closing}>"


_HEADER: Final = (
    Label("日期", "date"),
    Label("事项", "what"),
    Label("编号", "number"),
    Label("增减", "change"),
    Label("可用", "available"),
    Label("说明", "note"),
)
_ALIGN: Final = "<<<>><"
_OPENING: Final = Label("期初可用", "available before")
_CLOSING: Final = Label("期末可用", "available after")


def _kind_step(kind: LineKind, lines: list[Line]) -> Step:
    children = tuple(
        Step(
            StepRule(line.ref, Label(line.ref, line.ref), Unit.POINTS), line.change, (), _row(line)
        )
        for line in lines
    )
    rule = StepRule(kind.value, kind.label, Unit.POINTS, Op.SUM)
    return Step(rule, sum(line.change for line in lines), children)


def _row(line: Line) -> Label:
    day = f"{line.on}"
    if line.change == 0 and line.points:
        zh, en = f"{day}，涉及{line.points}分", f"{day}, {line.points} concerned"
    else:
        zh, en = day, day
    if line.note is None:
        return Label(zh, en)
    return Label(f"{zh}；{line.note.zh}", f"{en}; {line.note.en}")


def statement(bank: Bank, holder: str, period: Period) -> Statement:
    """
    List what happened to an account in a period.

    A period that has not ended is answered from what is recorded now: what will lapse or expire
    in it if nothing else happens is listed too.

    Args:
        bank: The bank.
        holder: The id of the holder.
        period: The period: a month, a quarter, a year, a week.

    Raises:
        WrongTypeError: An argument has another type.
        UnknownNameError: Nobody of that id has entered.

    >>> from partygrid.dated import Month
    >>> from partygrid.packs import load
    >>> from partygrid.points import Holder, enrol
    >>> pack = load("example")
    >>> bank = Bank.open(pack.tariff, pack.store, month=Month(2025, 1))
    >>> one = Holder(id="h-1", kind="family", since=date(2025, 1, 2))
    >>> bank = enrol(bank, [one], on=date(2025, 1, 2)).bank
    >>> print(statement(bank, "h-1", Month(2025, 1)).table("en"))
    Statement of h-1, January 2025
    date        what              number  change  available  note
    ----------  ----------------  ------  ------  ---------  ----
                available before                          0
    2025-01-02  opening balance   h-1        +10         10
                available after                          10
    """
    check_period(period)
    first, last = period.first_day, period.last_day
    check_reading(bank, last)
    account = bank.account(holder)
    before = lots_on(bank.books, account, first - ONE_DAY) if first > date.min else []
    after = lots_on(bank.books, account, last)
    return Statement(
        holder,
        period,
        sum(each.available for each in before),
        lines_of(bank, account, period.interval),
        sum(each.available for each in after),
    )
