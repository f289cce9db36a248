"""
Write a tree of steps as text or Markdown, with numbered sources.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from partygrid.labels import Label, Language
from partygrid.trace._step import Op, Step, format_value
from partygrid.trace._table import wrap

if TYPE_CHECKING:
    from partygrid.dated import Dated
    from partygrid.sources import Source

_SIGNS: Final = {
    Op.SUM: " + ",
    Op.DIFFERENCE: " − ",
    Op.PRODUCT: " × ",
    Op.QUOTIENT: " ÷ ",
}
_WORDS: Final = {
    Op.LEAST: Label("取较小", "the lesser of"),
    Op.GREATEST: Label("取较大", "the greater of"),
}
_SOURCES: Final = Label("来源", "Sources")
_ABOVE: Final = Label("算法见上", "worked out above")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$&])")
# What would open a list, or draw a line, at the start of a list item.
_OPENS_LIST = re.compile(r"^(\d*)([-+.)])")


class Writer:
    """
    Write one explanation; it counts sources and remembers what it has already worked out.
    """

    def __init__(self, language: Language, *, markdown: bool) -> None:
        self._language: Language = language
        self._markdown = markdown
        self._lines: list[str] = []
        self._cited: dict[str, int] = {}
        self._seen: set[int] = set()

    def write(self, step: Step, heading: Label | None) -> str:
        """
        Write heading, steps and sources.
        """
        if heading is not None:
            title = self._plain(heading.text(self._language))
            self._lines += [f"**{title}**", ""] if self._markdown else [title]
        self._step(step, 0)
        if self._cited:
            self._sources()
        return "\n".join(self._lines)

    def _sources(self) -> None:
        colon = "：" if self._language == "zh" else ":"
        title = f"{_SOURCES.text(self._language)}{colon}"
        self._lines += ["", title, ""] if self._markdown else [title]
        for text, number in self._cited.items():
            if self._markdown:
                item = _OPENS_LIST.sub(r"\1\\\2", self._plain(text))
                self._lines.append(f"{number}. {item}")
            else:
                self._lines += wrap(self._plain(text), first=f"  [{number}] ", rest=" " * 6)

    def _step(self, step: Step, depth: int) -> None:
        again = bool(step.children) and id(step) in self._seen
        self._seen.add(id(step))
        indent = "  " * depth
        line = self._line(step, again=again)
        if self._markdown:
            self._lines.append(f"{indent}- {line}")
        else:
            self._lines += wrap(line, first=indent, rest=f"{indent}    ")
        if not again:
            for child in step.children:
                self._step(child, depth + 1)

    def _line(self, step: Step, *, again: bool) -> str:
        label = self._plain(step.rule.label.text(self._language))
        value = self._plain(step.text(self._language))
        head = f"**{label}** {value}" if self._markdown else f"{label} {value}"
        if again:
            return head + self._asides([self._plain(_ABOVE.text(self._language))])
        rule = step.rule
        asides = [rule.note, step.row]
        texts = [self._plain(each.text(self._language)) for each in asides if each is not None]
        if rule.rounding is not None:
            rounding = self._plain(rule.rounding.label.text(self._language))
            texts.insert(0, rounding + self._cite(rule.rounded_by))
        formula = self._formula(step)
        equals = f" = {self._plain(formula)}" if formula else ""
        return f"{head}{equals}{self._asides(texts)}{self._cite(rule.entry)}"

    def _asides(self, texts: list[str]) -> str:
        if not texts:
            return ""
        return f"（{'；'.join(texts)}）" if self._language == "zh" else f" ({'; '.join(texts)})"

    def _cite(self, entry: Dated[Any] | None) -> str:
        if entry is None:
            return ""
        text = _citation(entry, self._language)
        number = self._cited.setdefault(text, len(self._cited) + 1)
        return f" \\[{number}\\]" if self._markdown else f" [{number}]"

    def _formula(self, step: Step) -> str:
        parts = [
            f"{child.rule.label.text(self._language)} "
            f"{format_value(child.value, child.rule.unit, self._language, bare=True)}"
            for child in step.children
        ]
        if step.rule.op is Op.GIVEN:
            return ""
        if step.rule.op in _WORDS:
            chosen = _WORDS[step.rule.op].text(self._language)
            if self._language == "zh":
                return f"{chosen}（{'，'.join(parts)}）"
            return f"{chosen} ({', '.join(parts)})"
        return _SIGNS[step.rule.op].join(parts)

    def _plain(self, text: str) -> str:
        """
        Keep a text on one line, and in Markdown from meaning anything but itself.
        """
        line = " ".join(text.split())
        return _SPECIAL.sub(r"\\\1", line) if self._markdown else line


def _named(source: Source, language: Language) -> str:
    parts = [source.issuer, source.title, source.locator]
    if language == "zh":
        named = "，".join(part for part in parts if part)
        return f"{named}（{source.grade.label.zh}）"
    return f"{', '.join(part for part in parts if part)} [{source.grade.label.en}]"


def _citation(entry: Dated[Any], language: Language) -> str:
    """
    Write source, days in force, day known, and who dated it if another did.
    """
    if language == "zh":
        days = (
            f"{entry.start} 起" if entry.end is None else f"{entry.start} 至 {entry.end}（不含）"
        )
        text = f"{_named(entry.source, 'zh')}；{days}执行，{entry.known} 知悉"
        dated = f"；日期依据：{_named(entry.dated_by, 'zh')}" if entry.dated_by else ""
        return text + dated
    days = (
        f"from {entry.start}" if entry.end is None else f"from {entry.start} to before {entry.end}"
    )
    text = f"{_named(entry.source, 'en')}; in force {days}, known {entry.known}"
    return text + (f"; dates: {_named(entry.dated_by, 'en')}" if entry.dated_by else "")


def citation(entry: Dated[Any]) -> Label:
    """
    Write the source of an entry in both languages.
    """
    return Label(_citation(entry, "zh"), _citation(entry, "en"))
