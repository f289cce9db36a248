"""
What was found on record of a worker, and the steps from there to the facts of a placement.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from partygrid.dated import Dated
from partygrid.labels import Label
from partygrid.pay._basis import RULES, served_step
from partygrid.pay._climb import Climb
from partygrid.pay._credit import CreditGives
from partygrid.pay._credited import Credited, on_day
from partygrid.pay._rated import Rating
from partygrid.pay._selector import Selector
from partygrid.people import NONE, EarlyGain, Fact, Record
from partygrid.trace import Op, Step, StepRule, Unit

if TYPE_CHECKING:
    from partygrid.pay._looked import Looked
    from partygrid.pay._rules import PayRules
    from partygrid.pay._rungs import Position, Rungs


# A named tuple: one is made for every worker and month.
class Found(NamedTuple):
    """
    Hold what a placement was made of.

    Args:
        record: What was on record.
        rules: The values in force.
        day: The day as on which the facts were read.
        climb: How position and level follow.
        rating: The rating that counts.
        allowances: The fact behind each qualification that the scale looks at.
        probation: The fact of probation; None if the worker is not on any.
    """

    record: Record
    rules: PayRules
    day: date
    climb: Climb
    rating: Rating
    allowances: tuple[tuple[str, Fact], ...]
    probation: Fact | None

    def note(self, field: str) -> Label | None:
        """
        Say in words where one fact came from.
        """
        if field in _RATED:
            return self._rated(field)
        if field == "level" and self.climb.confirmed is not None:
            return self.climb.confirmed.note
        if field in {"position", "treatment", "posts"}:
            return self._held(field)
        if field == "probation" and self.probation is not None:
            return self.probation.note
        fact = dict(self.allowances).get(field)
        return None if fact is None else fact.note

    def _held(self, field: str) -> Label:
        """
        Give the offices held; before them, of a position, its name if that is not its key.
        """
        zh = [fact.note.zh for fact in self.climb.held]
        en = [fact.note.en for fact in self.climb.held]
        rank = {"position": self.climb.rank, "treatment": self.climb.treated}.get(field)
        if rank is not None and self.rules.ladder is not None:
            position = self.rules.ladder.positions[rank]
            zh[:0] = [position.label.zh] * (position.label.zh != position.key)
            en[:0] = [position.label.en] * (position.label.en != position.key)
        return Label("；".join(zh), "; ".join(en))

    def _rated(self, field: str) -> Label | None:
        rating, rule = self.rating, self.rules.rating
        day = rating.day
        if field != "criteria_met" and self.rules.stars is not None:
            day, rule = rating.star_day, self.rules.stars.rating
        mover = self.rules.mover.label
        return Label(
            f"{rating.unit}，{day} 所持评定；{rule.label.zh}；{mover.zh}",
            f"{rating.unit}, rating held on {day}: {rule.label.en}; {mover.en}",
        )

    def step(self, field: str) -> Step | None:
        """
        Give one fact as a tree of steps; None if it is no more than its value and a note.
        """
        if field == "years":
            return self._years()
        if field == "level" and Selector.LEVEL not in self.rules._selected:  # noqa: SLF001 - one room
            return None
        if field in {"level", "step"} and self.climb.rank is not None:
            return self._rung(field)
        return None

    def _years(self) -> Step:
        counted = self.climb.tally
        children = [served_step(service) for service in counted.services]
        if counted.pending:
            years = ", ".join(map(str, counted.pending))
            children.append(Step(_PENDING, years))
        return Step(
            attrs.evolve(RULES["years"], entry=self.rules.entry("service")),
            counted.years,
            tuple(children),
            self.rules.service.label,
        )

    def _rung(self, field: str) -> Step:
        ladder, climb = self.rules.ladder, self.climb
        assert ladder is not None and climb.treated is not None  # noqa: S101, PT018 - callers looked
        entry = self.rules.entry("ladder")
        position = ladder.positions[climb.treated]
        window: Rungs | None = position.levels if field == "level" else position.steps
        assert window is not None  # noqa: S101 - the placement has such a rung
        gives = CreditGives.LEVELS if field == "level" else CreditGives.STEPS
        start = Step(
            StepRule("window_start", _START, _UNIT[field], entry=entry),
            window.lowest,
            (),
            self._position_note(position),
        )
        parts = [start, self._climbed(window)]
        parts += [
            _credit_step(each, entry) for each in climb.credited if each.credit.gives is gives
        ]
        gained = climb.tally.gained(self.rules.service, EarlyGain.LEVELS)
        if gained and field == "level":
            parts.append(
                Step(
                    StepRule("early", _EARLY, _UNIT[field], entry=self.rules.entry("service")),
                    gained,
                )
            )
        if climb.lowered and field == "level":
            parts.append(
                Step(
                    StepRule(
                        "lowered", _LOWERED, _UNIT[field], entry=self.rules.entry("probation")
                    ),
                    -climb.lowered,
                )
            )
        earned = sum(part.value for part in parts)  # type: ignore[misc]  # all are whole numbers
        reached = Step(StepRule("earned", _EARNED, _UNIT[field], Op.SUM), earned, tuple(parts))
        highest = Step(StepRule("window_end", _END, _UNIT[field], entry=entry), window.highest)
        capped = Step(
            StepRule("capped", _CAPPED, _UNIT[field], Op.LEAST),
            min(earned, window.highest),
            (reached, highest),
        )
        rule = attrs.evolve(RULES[field], op=Op.GREATEST)
        lowest = Step(StepRule("window_start", _START, _UNIT[field], entry=entry), window.lowest)
        return Step(rule, window.clamped(earned), (capped, lowest))

    def _position_note(self, position: Position) -> Label:
        facts = [fact.note for fact in self.climb.held[:1]]
        facts += [
            fact.note
            for each in self.climb.credited
            if each.credit.gives is CreditGives.POSITION
            for fact in each.facts
        ]
        return Label(
            "；".join([position.label.zh, *(fact.zh for fact in facts)]),
            "; ".join([position.label.en, *(fact.en for fact in facts)]),
        )

    def _climbed(self, window: Rungs) -> Step:
        climb = self.climb
        years = self._years()
        entry = self.rules.entry("ladder")
        deemed = [
            _credit_step(each, entry)
            for each in climb.credited
            if each.credit.gives is CreditGives.YEARS
        ]
        gained = climb.tally.gained(self.rules.service, EarlyGain.YEARS)
        if gained:
            rule = StepRule("early_years", _EARLY, Unit.YEARS, entry=self.rules.entry("service"))
            deemed.append(Step(rule, gained))
        if deemed:
            rule = StepRule("climbing_years", _CLIMBING, Unit.YEARS, Op.SUM)
            years = Step(rule, climb.years, (years, *deemed))
        return Step(
            StepRule("climbed", _CLIMBED, Unit.LEVEL, entry=entry),
            window.climbed(climb.years),
            (years,),
            _rises(window, climb.years),
        )


def _rises(window: Rungs, years: int) -> Label:
    reached = window.rises[: window.climbed(years)]
    following = window.rises[len(reached) : len(reached) + 1]
    zh = f"满 {'、'.join(map(str, reached))} 年各升一级" if reached else "尚未满升级年限"
    en = f"one up after each of {', '.join(map(str, reached))} years" if reached else "none yet"
    if following:
        zh += f"；下一级需满 {following[0]} 年"
        en += f"; the next after {following[0]} years"
    return Label(zh, en)


def _credit_step(each: Credited, entry: Dated[Any]) -> Step:
    unit = Unit.YEARS if each.credit.gives is CreditGives.YEARS else Unit.LEVEL
    notes = [fact.note for fact in each.facts]
    return Step(
        StepRule(f"credit_{each.credit.key}", each.credit.label, unit, entry=entry),
        each.worth,
        (),
        Label("；".join(note.zh for note in notes), "; ".join(note.en for note in notes)),
    )


_RATED = {"criteria_met", "stars", "falling"}


def allowance(
    record: Record, rules: PayRules, looked: Looked, day: date
) -> tuple[str, Fact | None]:
    """
    Give the qualification of one kind that counts in the scale on a day, and the fact behind it.

    Args:
        record: What is on record of the worker.
        rules: The values in force.
        looked: Which kind, and from when it counts.
        day: The day.

    Raises:
        ValueNotAllowedError: The scale does not know one that is on record.
    """
    facts = getattr(record, looked.group)
    if not facts:
        return NONE, None
    attribute, reference = looked.attribute, looked.effective.reference(day)
    by_name = {getattr(fact, attribute): fact for fact in reversed(on_day(facts, reference))}
    if not by_name:
        return NONE, None
    best = rules.best(looked.selector, tuple(by_name))
    return best, by_name[best]


_UNIT = {"level": Unit.LEVEL, "step": Unit.FACTOR}
_START = Label("起点", "start of the window")
_END = Label("封顶", "end of the window")
_EARNED = Label("累计", "added up")
_CAPPED = Label("封顶后", "within the top")
_CLIMBED = Label("年限升级", "climbed by years")
_CLIMBING = Label("计级年限", "years that climb")
_EARLY = Label("提前晋级", "early steps")
_LOWERED = Label("试用期降级", "taken off on probation")
_PENDING = StepRule("pending", Label("考核结果待定年度", "years awaiting a result"), Unit.TEXT)
