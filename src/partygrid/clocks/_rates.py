"""
Rates of cases, each with both of its parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from partygrid.clocks._course import CaseState
from partygrid.clocks._event import EventKind
from partygrid.labels import Label
from partygrid.norms import Ratio
from partygrid.trace import Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.clocks._reading import StageReading

KEYS: Final = ("on_time", "response", "solution", "satisfaction")
"""
The keys of the four rates, in order.
"""


def is_resolved(state: CaseState, kinds: list[EventKind]) -> bool:
    """
    Tell whether a case is resolved; one filed after being withdrawn is not.
    """
    if state is CaseState.RESOLVED:
        return True
    return state is CaseState.CLOSED and EventKind.WITHDRAWN not in kinds


def named(rate: Ratio, key: str) -> Step:
    """
    Give the step of a rate under a key of its own.
    """
    step = rate.trace()
    rule = StepRule(key, step.rule.label, step.rule.unit, step.rule.op)
    return step._replace(rule=rule)


def since(run: StageReading) -> Label:
    """
    Say since when a stage is late.
    """
    at = f"{run.breached_at:%Y-%m-%d %H:%M}"
    return Label(f"自 {at} 起", f"since {at}")


def rate_of(label: Label, top: tuple[int, Label], bottom: tuple[int, Label]) -> Ratio:
    """
    Make a rate of pairs of number and what it counts.
    """
    return Ratio(
        label=label,
        numerator=top[0],
        numerator_label=top[1],
        denominator=bottom[0],
        denominator_label=bottom[1],
        unit=Unit.PERCENT,
        numerator_unit=Unit.ITEMS,
        denominator_unit=Unit.ITEMS,
    )
