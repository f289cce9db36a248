"""
What trying a law came to, as a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from partygrid.labels import Label
from partygrid.norms import Finding, Verdict
from partygrid.trace import Step, StepRule, Unit

_MOST_NAMED: Final = 5
_NONE: Final = Label("应为无", "none")
_FAULTS: Final = Label("违反之处", "where it is broken")
_TRIED: Final = StepRule("tried", Label("验证次数", "times tried"), Unit.FACTOR)


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
            _named(found[:_MOST_NAMED]),
            (Step(_TRIED, tried),),
        ),
    )


def _named(found: Sequence[str | Label]) -> str | Label:
    """
    Name some faults: in both languages if that is how they are given.
    """
    if not any(isinstance(each, Label) for each in found):
        return "; ".join(map(str, found)) or "—"
    zh = "；".join(each.zh if isinstance(each, Label) else each for each in found)
    en = "; ".join(each.en if isinstance(each, Label) else each for each in found)
    return Label(zh, en)
