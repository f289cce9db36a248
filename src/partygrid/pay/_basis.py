"""
Where the facts of a placement came from, in steps that are worked out when they are asked for.
"""

from __future__ import annotations

from typing import Any

import attrs

from partygrid.dated import Dated
from partygrid.errors import UnknownNameError, WrongTypeError
from partygrid.labels import Label, check_id
from partygrid.people import Service
from partygrid.trace import Op, Step, StepRule, Unit


# Without slots: as for placements.
@attrs.frozen(kw_only=True, slots=False)
class Basis:
    """
    Say where each fact of a placement came from.

    Args:
        worker: The worker's id.
        notes: Words for fields of the placement; they go before what was found.
        service: The periods of service that were counted.
        standing: The entry of the rating used; None if none is known yet.
        found: What was found on record; None if the placement was made by hand.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The worker is no id.
        UnknownNameError: Words are for a field that a placement has not.
    """

    worker: str
    notes: tuple[tuple[str, Label], ...] = ()
    service: tuple[Service, ...] = ()
    standing: Dated[Any] | None = None
    # A `Found`, which is made of steps that are made here; cattrs resolves this at run time.
    found: Any = attrs.field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no ground for a placement.
        """
        check_id(self.worker, field="basis.worker")
        if type(self.notes) is not tuple:
            raise WrongTypeError(field="basis.notes", value=self.notes, allowed=_PAIRS)
        for pair in self.notes:
            _check_note(pair)
        if type(self.service) is not tuple or {*map(type, self.service)} - {Service}:
            raise WrongTypeError(
                field="basis.service", value=self.service, allowed="a tuple of Service facts"
            )
        if self.standing is not None and type(self.standing) is not Dated:
            raise WrongTypeError(
                field="basis.standing", value=self.standing, allowed="a Dated entry, or None"
            )

    def note(self, field: str) -> Label | None:
        """
        Give the words for one field, if there are any.

        Raises:
            UnknownNameError: A placement has no such field.
        """
        _check_field(field, "field")
        for name, words in self.notes:
            if name == field:
                return words
        noted: Label | None = None if self.found is None else self.found.note(field)
        return noted

    def step(self, field: str, value: Any) -> Step:
        """
        Give one fact as a step, with where it came from.

        Raises:
            UnknownNameError: A placement has no such field.
        """
        _check_field(field, "field")
        if self.found is not None and field not in dict(self.notes):
            step: Step | None = self.found.step(field)
            if step is not None:
                return step
        rule = RULES[field]
        if field == "criteria_met" and self.standing is not None:
            rule = attrs.evolve(rule, entry=self.standing)
        served = tuple(map(served_step, self.service)) if field == "years" else ()
        return Step(rule, _shown(value), served, self.note(field))


def _check_note(pair: object) -> None:
    if type(pair) is not tuple or len(pair) != 2 or type(pair[1]) is not Label:  # noqa: PLR2004 - a pair
        raise WrongTypeError(field="basis.notes", value=pair, allowed=_PAIRS)
    _check_field(pair[0], "basis.notes")


def _check_field(name: object, field: str) -> None:
    if type(name) is not str or name not in RULES:
        raise UnknownNameError(field=field, value=name, allowed=", ".join(RULES))


def fact_step(field: str, value: Any) -> Step:
    """
    Give one fact as a step that says no more than its value.
    """
    return Step(RULES[field], _shown(value))


def _shown(value: Any) -> Any:
    if value is None:
        return _NO_LEVEL
    if type(value) is bool:
        return _YES if value else _NO
    return value


def served_step(service: Service) -> Step:
    """
    Give one period of service as a step.
    """
    end = service.end
    zh = f"{service.start} 起" if end is None else f"{service.start} 至 {end}（不含）"
    en = f"from {service.start}" if end is None else f"from {service.start} to before {end}"
    return Step(_SERVED, Label(zh, en), (), service.note)


_PAIRS = "a tuple of pairs of field and Label"
_NO_LEVEL = Label("本标准不分级", "the scale has no levels")
_YES, _NO = Label("是", "yes"), Label("否", "no")
_SERVED = StepRule("service", Label("任职", "served"), Unit.TEXT)
_UNITS = {
    "level": (Unit.LEVEL, Label("职级", "level")),
    "years": (Unit.YEARS, Label("工作满年限", "completed service")),
    "certificate": (Unit.TEXT, Label("职业资格", "certificate")),
    "criteria_met": (Unit.ITEMS, Label("达标项数", "criteria met")),
    "step": (Unit.FACTOR, Label("档次", "step")),
    "position": (Unit.TEXT, Label("岗位", "position")),
    "treatment": (Unit.TEXT, Label("待遇岗位", "position treated as")),
    "education": (Unit.TEXT, Label("学历", "education")),
    "degree": (Unit.TEXT, Label("学位", "degree")),
    "certificate_passed": (Unit.TEXT, Label("取得的职业资格", "certificate passed")),
    "certificate_appointed": (Unit.TEXT, Label("聘任的职业资格", "certificate appointed on")),
    "posts": (Unit.ITEMS, Label("任职数", "offices held")),
    "stars": (Unit.LEVEL, Label("星级", "stars")),
    "falling": (Unit.TEXT, Label("连续降星", "stars falling")),
    "probation": (Unit.TEXT, Label("试用期", "probation")),
}
RULES = {field: StepRule(field, label, unit, Op.GIVEN) for field, (unit, label) in _UNITS.items()}
"""
The rule of the step of each fact.
"""
