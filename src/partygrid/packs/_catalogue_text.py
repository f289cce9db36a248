"""
Write a catalogue as Markdown.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from partygrid.dated import AssumedPart
from partygrid.labels import Label, Language, check_language
from partygrid.packs._calendar_lines import days_words

if TYPE_CHECKING:
    from partygrid.packs._catalogue_lines import CatalogueLine, CatalogueSection
    from partygrid.sources import Source

_SPECIAL: Final = re.compile(r"([\\`*\[\]<>|~])")
_TITLE: Final = Label("规则与数值目录", "catalogue of rules and numbers")
_SOURCES: Final = Label("来源", "Sources")
_OPEN: Final = Label("待定", "Left open")
_NO_OPTION: Final = Label(
    "没有备选答案：由使用方公布一个值。", "No answer is on offer: a host announces a value."
)
_SILENT: Final = Label("来源未载明", "not stated in")
_SOURCE: Final = Label("来源", "source")
_DATES: Final = Label("日期依据", "dates")


def markdown(label: Label, sections: tuple[CatalogueSection, ...], language: Language) -> str:
    """
    Write the sections of a place, and below them the sources.

    Args:
        label: The place.
        sections: The sections.
        language: ``"zh"`` or ``"en"``.
    """
    return _Page(check_language(language)).write(label, sections)


def _plain(text: str) -> str:
    """
    Write text in one line in which no character means anything to Markdown.
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


class _Page:
    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._lines: list[str] = []
        self._numbers: dict[Source, int] = {}

    def write(self, label: Label, sections: tuple[CatalogueSection, ...]) -> str:
        colon = "：" if self._language == "zh" else ": "
        self._add(f"# {self._text(label)}{colon}{self._text(_TITLE)}")
        lines = [line for section in sections for line in section.lines]
        self._add(self._count(lines))
        for section in sections:
            self._add(f"## {self._capital(section.label)} (`{section.key}`)")
            for _, group in groupby(section.lines, key=attrgetter("field")):
                self._field(list(group))
        self._sources()
        return "\n\n".join(self._lines) + "\n"

    def _add(self, text: str) -> None:
        self._lines.append(text)

    def _text(self, label: Label) -> str:
        return _plain(label.text(self._language))

    def _capital(self, label: Label) -> str:
        text = self._text(label)
        return text[:1].upper() + text[1:]

    def _count(self, lines: list[CatalogueLine]) -> str:
        open_ = sum(line.is_open for line in lines)
        values, dates = (
            sum(part in line.assumed for line in lines)
            for part in (AssumedPart.VALUE, AssumedPart.DATES)
        )
        said = len(lines) - open_
        if self._language == "zh":
            return f"有内容的 {said} 条，待定的 {open_} 条。内容为假定的 {values} 条，日期为假定的 {dates} 条。"
        return (
            f"Lines that say something: {said}. Left open: {open_}. "
            f"Assumed values: {values}; assumed dates: {dates}."
        )

    def _field(self, lines: list[CatalogueLine]) -> None:
        self._add(f"### {self._capital(lines[0].label)} (`{lines[0].field}`)")
        for line in lines:
            if line.is_open:
                self._question(line)
            else:
                self._said(line)
            standing = self._standing(line)
            if standing:
                self._add(standing)

    def _said(self, line: CatalogueLine) -> None:
        if len(line.items) == 1:
            self._add(self._item(*line.items[0], bold=True))
        else:
            self._add("\n".join(f"- {self._item(*item)}" for item in line.items))

    def _item(self, key: str, words: Label, *, bold: bool = False) -> str:
        text = f"**{self._text(words)}**" if bold else self._text(words)
        return f"`{key}` {text}" if key else text

    def _question(self, line: CatalogueLine) -> None:
        assert line.question is not None  # noqa: S101 - an open line has one
        question = self._text(line.question.question)
        colon = "：" if self._language == "zh" else ": "
        self._add(f"**{self._text(_OPEN)}{colon}{question}**")
        if not line.options:
            self._add(self._text(_NO_OPTION))
            return
        self._add(
            "\n".join(
                f"- `{name}({', '.join(arguments)})`{colon}{self._text(meaning)}"
                if arguments
                else f"- `{name}`{colon}{self._text(meaning)}"
                for name, arguments, meaning in line.options
            )
        )

    def _standing(self, line: CatalogueLine) -> str:
        """
        Say from when, since when known, and on whose word.
        """
        is_zh = self._language == "zh"
        parts = []
        if line.days is not None:
            days = self._text(days_words(line.days))
            parts.append(f"{days}执行" if is_zh else f"in force {days}")
        if line.known is not None:
            parts.append(f"{line.known} 知悉" if is_zh else f"known {line.known}")
        if line.source is not None:
            source = self._cited(line.source, is_silent=line.is_open)
            parts.append(source if line.is_open else f"{self._text(_SOURCE)} {source}")
        if line.dated_by is not None:
            parts.append(f"{self._text(_DATES)} {self._cited(line.dated_by)}")
        if not parts:
            return ""
        text = ("；" if is_zh else "; ").join(parts)
        return f"{text}。" if is_zh else f"{text[:1].upper()}{text[1:]}."

    def _cited(self, source: Source, *, is_silent: bool = False) -> str:
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        if is_silent:
            return f"{self._text(_SILENT)} \\[{number}\\]"
        if self._language == "zh":
            return f"\\[{number}\\]（{source.grade.label.zh}）"
        return f"\\[{number}\\] ({source.grade.value})"

    def _sources(self) -> None:
        if not self._numbers:
            return
        self._add(f"## {self._text(_SOURCES)}")
        self._add(
            "\n".join(
                f"{number}. {self._source(source)}" for source, number in self._numbers.items()
            )
        )

    def _source(self, source: Source) -> str:
        issued = "" if source.issued is None else str(source.issued)
        parts = [source.issuer, source.title, source.locator, issued]
        said = [_plain(part) for part in parts if part]
        if source.link:
            said.append(f"<{source.link}>")
        said.append(self._text(source.grade.label))
        return f"`{source.key}` {('，' if self._language == 'zh' else ', ').join(said)}"
