"""
The base of every outcome: it can say how it came about.
"""

from __future__ import annotations

from abc import abstractmethod

import attrs

from partygrid.labels import Label, Language, check_language
from partygrid.trace._render import Writer, citation
from partygrid.trace._step import Step, Unit, Value
from partygrid.trace._summary import SummaryWriter


@attrs.frozen
class Row:
    """
    Hold one line of an explanation as flat data, for tables and files.

    Args:
        depth: How deep the step lies; the outcome itself is at 0.
        key: The step's key.
        label: Its name.
        value: What it came to; yuan in fen.
        unit: What the value counts.
        row: The matched row or the fact used.
        source: The citation of the entry used.
    """

    depth: int
    key: str
    label: Label
    value: Value
    unit: Unit
    row: Label | None = None
    source: Label | None = None


class Explained:
    """
    Be an outcome that can explain itself.

    Nothing is kept: each call reads the outcome's own fields, so that an explanation can never
    disagree with the result and costs nothing until it is asked for.
    """

    __slots__ = ()

    @abstractmethod
    def trace(self) -> Step:
        """
        Give the tree of steps that led to the outcome.
        """
        raise NotImplementedError

    @property
    def heading(self) -> Label | None:
        """
        A line above the explanation.
        """
        return None

    def explain(self, language: Language = "zh") -> str:
        """
        Write the steps as indented text, with numbered sources below.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return Writer(check_language(language), markdown=False).write(self.trace(), self.heading)

    def markdown(self, language: Language = "zh") -> str:
        """
        Write the steps as a nested Markdown list, with numbered sources below.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return Writer(check_language(language), markdown=True).write(self.trace(), self.heading)

    def summary(self, language: Language = "zh") -> str:
        """
        Write the outcome as a short table of Markdown, as notebooks show it in Chinese.

        The table has as many levels of steps as fit, and says how many more there are.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        return SummaryWriter(check_language(language)).summarise(self.trace(), self.heading)

    def rows(self) -> tuple[Row, ...]:
        """
        List the steps as flat rows, parents before children.
        """
        found: list[Row] = []

        def visit(step: Step, depth: int) -> None:
            rule = step.rule
            source = citation(rule.entry) if rule.entry is not None else None
            found.append(Row(depth, rule.key, rule.label, step.value, rule.unit, step.row, source))
            for child in step.children:
                visit(child, depth + 1)

        visit(self.trace(), 0)
        return tuple(found)

    def _repr_markdown_(self) -> str:
        return self.summary("zh")
