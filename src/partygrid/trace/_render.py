"""
Write a tree of steps as text or Markdown, with numbered sources.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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


def more_words(count: int) -> Label:
    """
    Say how many are left out.
    """
    return Label(f"……另有 {count} 项", f"… and {count} more")


def escaped(text: str) -> str:
    """
    Keep a text on one line, and in Markdown from meaning anything but itself.
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


class Said(NamedTuple):
    """
    Hold what one line of an explanation says.

    Args:
        label: The name of the step.
        value: What it came to.
        formula: How it comes from its children; "" if it does not.
        asides: Roundings, remarks, the matched row.
        cited: The number of the source.
    """

    label: str
    value: str
    formula: str
    asides: list[str]
    cited: str


class Writer:
    """
    Write one explanation; it counts sources and remembers what it has already worked out.
    """

    def __init__(
        self, language: Language, *, markdown: bool, most_parts: int | None = None
    ) -> None:
        self._language: Language = language
        self._most_parts = most_parts
        self._markdown = markdown
        self._lines: list[str] = []
        self._cited: dict[str, int] = {}
        self._seen: set[int] = set()

    def write(self, step: Step, heading: Label | None) -> str:
        """
        Write heading, steps and sources.
        """
        self.begin(heading)
        self._step(step, 0)
        self.end()
        return "\n".join(self._lines)

    def begin(self, heading: Label | None) -> None:
        """
        Write the heading, if there is one.
        """
        if heading is not None:
            title = self._plain(heading.text(self._language))
            self._lines += [f"**{title}**", ""] if self._markdown else [title]

    def end(self) -> None:
        """
        Write the sources, if there are any.
        """
        if self._cited:
            self._sources()

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
        said = self.parts(step, again=again)
        head = f"**{said.label}** {said.value}" if self._markdown else f"{said.label} {said.value}"
        equals = f" = {said.formula}" if said.formula else ""
        return f"{head}{equals}{self.asides(said.asides)}{said.cited}"

    def parts(self, step: Step, *, again: bool) -> Said:
        """
        Say name, value, formula and remarks of a step.

        Args:
            step: The step.
            again: Whether it was worked out above.
        """
        label = self._plain(step.rule.label.text(self._language))
        value = self._plain(step.text(self._language))
        if again:
            return Said(label, value, "", [self._plain(_ABOVE.text(self._language))], "")
        rule = step.rule
        asides = [rule.note, step.row]
        texts = [self._plain(each.text(self._language)) for each in asides if each is not None]
        if rule.rounding is not None:
            rounding = self._plain(rule.rounding.label.text(self._language))
            texts.insert(0, rounding + self._cite(rule.rounded_by))
        formula = self._plain(self._formula(step))
        return Said(label, value, formula, texts, self._cite(rule.entry))

    def asides(self, texts: list[str], *, after: str | None = None) -> str:
        """
        Put remarks in brackets, or, after nothing, without them.

        Args:
            texts: The remarks.
            after: What stands before them, which is put before what is given back; None: not.
        """
        zh = self._language == "zh"
        joined = ("；" if zh else "; ").join(texts)
        if not texts or after == "":
            return joined
        return f"{after or ''}（{joined}）" if zh else f"{after or ''} ({joined})"

    def _cite(self, entry: Dated[Any] | None) -> str:
        if entry is None:
            return ""
        text = _citation(entry, self._language)
        number = self._cited.setdefault(text, len(self._cited) + 1)
        return f" \\[{number}\\]" if self._markdown else f" [{number}]"

    def _formula(self, step: Step) -> str:
        if step.rule.op is Op.GIVEN:
            return ""
        parts = [
            f"{child.rule.label.text(self._language)} "
            f"{format_value(child.value, child.rule.unit, self._language, bare=True)}"
            for child in step.children[: self._most_parts]
        ]
        if len(step.children) > len(parts):
            parts.append(more_words(len(step.children) - len(parts)).text(self._language))
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
        return escaped(text) if self._markdown else " ".join(text.split())


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
