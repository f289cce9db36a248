"""
Findings: what a norm came to for one subject, as a value and never as an exception.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from partygrid.errors import WrongTypeError
from partygrid.labels import Label, LabelledEnum, Language, check_kind, check_language
from partygrid.trace import (
    MOST_ROWS,
    Explained,
    Step,
    StepRule,
    Unit,
    format_value,
    markdown_table,
)


class Verdict(LabelledEnum):
    """
    Say what a norm came to.
    """

    MET = "met", "达标", "met"
    NOT_MET = "not_met", "未达标", "not met"
    NOT_APPLICABLE = "not_applicable", "不适用", "not applicable"


# The type of each field that has one, and whether there may be nothing.
_KINDS: Final[tuple[tuple[str, type, bool], ...]] = (
    ("what", Label, False),
    ("subject", str, False),
    ("required", Label, False),
    ("verdict", Verdict, False),
    ("unit", Unit, False),
    ("step", Step, True),
    ("bounds", tuple, False),
    ("reason", Label, True),
)
_REASON: Final = StepRule("reason", Label("原因", "reason"), Unit.TEXT)


@attrs.frozen(kw_only=True, repr=False)
class Finding(Explained):
    """
    Say what was required of a subject, what was there, and what is missing.

    Args:
        what: The norm.
        subject: Whom or what it was asked about: an opaque id.
        measured: What was there; None if there was nothing to measure.
        required: What is required, in words.
        gap: How much is missing, or too much; 0 if the norm is met.
        verdict: Whether it is met.
        unit: What measured and gap count.
        step: How the measured value came about.
        bounds: The steps of the bounds, with their source.
        reason: Why there was nothing to measure; None if that needs no words.

    Raises:
        WrongTypeError: A field has another type.
    """

    what: Label
    subject: str
    measured: int | Fraction | None
    required: Label
    gap: int | Fraction
    verdict: Verdict
    unit: Unit
    step: Step | None = None
    bounds: tuple[Step, ...] = ()
    reason: Label | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse what says nothing of anyone.
        """
        for name, kind, or_none in _KINDS:
            check_kind(getattr(self, name), kind, f"finding.{name}", or_none=or_none)
        for name in ("measured", "gap"):
            value = getattr(self, name)
            nothing = value is None and name == "measured"
            if type(value) is not int and type(value) is not Fraction and not nothing:
                raise WrongTypeError(
                    field=f"finding.{name}", value=value, allowed="an int or a Fraction"
                )
        for bound in self.bounds:
            check_kind(bound, Step, "finding.bounds")

    @property
    def met(self) -> bool:
        """
        Whether the norm is met; one that does not apply is not.
        """
        return self.verdict is Verdict.MET

    @property
    def heading(self) -> Label:
        """
        Norm and subject.
        """
        return Label(f"{self.what.zh}：{self.subject}", f"{self.what.en}: {self.subject}")

    def trace(self) -> Step:
        """
        Give verdict, measurement, bounds and gap.
        """
        children = [self.step] if self.step is not None else []
        children += self.bounds
        if self.reason is not None:
            children.append(Step(_REASON, self.reason))
        if self.gap:
            gap = StepRule("gap", Label("差额", "gap"), self.unit)
            children.append(Step(gap, self.gap))
        rule = StepRule("finding", Label("结论", "finding"), Unit.TEXT, note=self.required)
        return Step(rule, self.verdict.label, tuple(children))

    def __repr__(self) -> str:
        """
        Show subject and verdict in one line.
        """
        return f"<Finding {self.what.en}, {self.subject}: {self.verdict.label.en}>"


@attrs.frozen
class Report:
    """
    Hold findings together.

    Args:
        findings: The findings, in the order in which they were made.

    Raises:
        WrongTypeError: They are not a tuple, or one is not a `Finding`.

    >>> len(Report()), list(Report())
    (0, [])
    """

    findings: tuple[Finding, ...] = ()

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is not a finding.
        """
        if type(self.findings) is not tuple:
            raise WrongTypeError(
                field="findings", value=self.findings, allowed="a tuple of findings"
            )
        for finding in self.findings:
            if not isinstance(finding, Finding):
                raise WrongTypeError(field="findings", value=finding, allowed="findings")

    def __len__(self) -> int:
        """
        Count the findings.
        """
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        """
        Go through the findings.
        """
        return iter(self.findings)

    def __add__(self, other: Report) -> Report:
        """
        Put two reports one after the other.
        """
        if not isinstance(other, Report):
            return NotImplemented
        return Report(self.findings + other.findings)

    def _with(self, verdict: Verdict) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict is verdict)

    @property
    def met(self) -> tuple[Finding, ...]:
        """
        The norms that are met.
        """
        return self._with(Verdict.MET)

    @property
    def not_met(self) -> tuple[Finding, ...]:
        """
        The norms that are not met.
        """
        return self._with(Verdict.NOT_MET)

    @property
    def not_applicable(self) -> tuple[Finding, ...]:
        """
        The norms that had nothing to measure.
        """
        return self._with(Verdict.NOT_APPLICABLE)

    def explain(self, language: Language = "zh") -> str:
        """
        Write each finding on a line, and of those that are not met all that there is to say.

        A norm that does not apply is followed by the reason, if there is one to tell.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.

        >>> from partygrid.laws import check_promise
        >>> from partygrid.packs import load
        >>> pack = load("example")
        >>> print(check_promise(pack.promise, pack.calendar, [pack.case]).explain("en"))
        met: the order of events changes nothing: example/promise/2024
        met: what is recorded later changes nothing asked earlier: example/promise/2024
        met: what has ended keeps its verdict: example/promise/2024
        met: nothing changes before it is said to: example/promise/2024
        met: the zone of asking changes nothing: example/promise/2024
        """
        check_language(language)
        return "\n".join(_line(finding, language) for finding in self.findings)

    def summary(self, language: Language = "zh") -> str:
        """
        Write the counts and the findings as a table of Markdown, what is not met first.

        Args:
            language: ``"zh"`` or ``"en"``.

        Raises:
            ValueNotAllowedError: The language is another.
        """
        check_language(language)
        first = (*self.not_met, *self.not_applicable, *self.met)
        counts = tuple(map(len, (self.not_met, self.met, self.not_applicable)))
        heading = Label(
            "{} 项未达标，{} 项达标，{} 项不适用".format(*counts),
            "{} not met, {} met, {} not applicable".format(*counts),
        )
        return markdown_table(
            [words.text(language) for words in _HEADER],
            [_cells(finding, language) for finding in first[:MOST_ROWS]],
            "<<<><",
            heading=heading,
            count=len(first),
            language=language,
        )

    def _repr_markdown_(self) -> str:
        return self.summary("zh")

    def __repr__(self) -> str:
        """
        Show the counts in one line.
        """
        counts = f"{len(self.met)} met, {len(self.not_met)} not met"
        return f"<Report {counts}, {len(self.not_applicable)} not applicable>"


_HEADER = (
    Label("结论", "finding"),
    Label("要求", "norm"),
    Label("对象", "subject"),
    Label("实有", "there is"),
    Label("应有", "required"),
)


def _cells(finding: Finding, language: Language) -> tuple[str, ...]:
    measured, asked = finding.measured, finding.required
    # What was not tried has a reason, and that says more than what would have been required.
    if finding.reason is not None:
        asked = finding.reason
    return (
        finding.verdict.label.text(language),
        finding.what.text(language),
        finding.subject,
        "" if measured is None else format_value(measured, finding.unit, language),
        asked.text(language),
    )


def _line(finding: Finding, language: Language) -> str:
    if finding.verdict is Verdict.NOT_MET:
        return finding.explain(language)
    verdict, colon = finding.verdict.label.text(language), "：" if language == "zh" else ": "
    line = f"{verdict}{colon}{finding.heading.text(language)}"
    if finding.reason is None:
        return line
    reason = finding.reason.text(language)
    return f"{line}（{reason}）" if language == "zh" else f"{line} ({reason})"
