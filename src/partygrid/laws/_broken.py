"""
What laws are tried on, and what that came to, as a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

import attrs

from partygrid.labels import Label, check_batch, check_kind, joined
from partygrid.norms import Finding, Verdict
from partygrid.trace import Step, StepRule, Unit

T = TypeVar("T")

_MOST_NAMED: Final = 5
_NONE: Final = Label("应为无", "none")
_FAULTS: Final = Label("违反之处", "where it is broken")
_TRIED: Final = StepRule("tried", Label("验证次数", "times tried"), Unit.FACTOR)


def tuple_of(given: Iterable[T], kind: type[T], field: str) -> tuple[T, ...]:
    """
    Take what a law is tried on; what is none of it would be passed over in silence.

    Args:
        given: The batch.
        kind: The class of each.
        field: The name that an error gives the batch.

    Raises:
        WrongTypeError: There is nothing to go through, or one of them is of another class.
    """
    check_batch(given, field=field, what=f"{kind.__name__} values")
    found = tuple(given)
    for each in found:
        check_kind(each, kind, field)
    return found


def finding_of(what: Label, subject: str, found: Sequence[str | Label], tried: int) -> Finding:
    """
    Make the finding about a law.

    Args:
        what: The law.
        subject: What was held to it.
        found: Where it is broken.
        tried: How often it was tried; a law never tried does not apply.
    """
    verdict = Verdict.NOT_MET if found else Verdict.MET
    return Finding(
        what=what,
        subject=subject,
        measured=len(found) if tried else None,
        required=_NONE,
        gap=len(found),
        verdict=verdict if tried else Verdict.NOT_APPLICABLE,
        unit=Unit.ITEMS,
        step=Step(
            StepRule("faults", _FAULTS, Unit.TEXT),
            joined(found[:_MOST_NAMED]),
            (Step(_TRIED, tried),),
        ),
    )


def not_tried(what: Label, subject: str, reason: Label) -> Finding:
    """
    Make the finding about a law that could not be tried.

    Args:
        what: The law.
        subject: What was to be held to it.
        reason: Why that was not done, as what follows on "because".
    """
    return attrs.evolve(
        finding_of(what, subject, (), 0),
        reason=Label(f"未验证：{reason.zh}", f"not tried, because {reason.en}"),
    )


def _merged(subject: str, findings: Sequence[Finding]) -> Finding:
    """
    Make one finding of several about the same law.

    Args:
        subject: What was held to it, over all.
        findings: The findings, one or more; those that do not apply say nothing.
    """
    said = [each for each in findings if each.verdict is not Verdict.NOT_APPLICABLE]
    if len(findings) == 1 or not said:
        return attrs.evolve(findings[0], subject=subject)
    faults = [
        Label(f"{each.subject}：{each.step.text('zh')}", f"{each.subject}: {each.step.text('en')}")
        for each in said
        if each.verdict is Verdict.NOT_MET and each.step is not None
    ]
    tried = sum(int(str(each.step.children[0].value)) for each in said if each.step is not None)
    return finding_of(findings[0].what, subject, faults, tried)


def merged_by_law(subject: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """
    Make one finding for each law of many, in the order in which the laws come first.
    """
    by_law: dict[Label, list[Finding]] = {}
    for finding in findings:
        by_law.setdefault(finding.what, []).append(finding)
    return tuple(_merged(subject, found) for found in by_law.values())
