"""
Placement: the few facts of a worker's month that pay depends on.
"""

from __future__ import annotations

from typing import Any

import attrs

from partygrid.dated import Dated, NotKnown
from partygrid.errors import PartyGridError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label
from partygrid.pay._scale import MOST_YEARS
from partygrid.people import Service
from partygrid.trace import Explained, Step, StepRule, Unit

MOST_LEVELS = 1000
MOST_CRITERIA = 1000


@attrs.frozen(kw_only=True)
class Basis:
    """
    Say where each fact of a placement came from.

    Args:
        worker: The worker's id.
        notes: The fact used for each field of the placement, in words.
        service: The periods of service that were counted.
        standing: The entry of the rating used; None if none is known yet.
    """

    worker: str
    notes: tuple[tuple[str, Label], ...] = ()
    service: tuple[Service, ...] = ()
    standing: Dated[Any] | None = None

    def note(self, field: str) -> Label | None:
        """
        Give the words for one field, if there are any.
        """
        return dict(self.notes).get(field)


# Without slots: one is made for every worker and month, and that is three times as fast.
@attrs.frozen(kw_only=True, slots=False)
class Placement(Explained):
    """
    Hold what a month's pay of one worker depends on; `place` makes it from a worker's facts.

    A host that keeps these facts itself can make one by hand and hand it to `price`, for workers
    whom the scheme covers.

    Args:
        level: The level; None if the scale has none.
        years: The full years of service.
        certificate: The certificate, as the scale names it; ``"none"`` if there is none.
        criteria_met: How many criteria the worker's community meets, or `NotKnown.YET`.
        basis: Where the facts came from; it plays no part in comparison.

    Raises:
        WrongTypeError: A field has another type: a bool, a float or text for a count.
        ValueNotAllowedError: A count is outside 0 to 80 years, 1 to 1000 levels or 0 to 1000
            criteria, or the certificate has no name. How many there really are, the scheme says
            when the placement is priced.

    >>> Placement(level=7, years=3, certificate="none", criteria_met=4)
    <Placement level 7, 3 years, none, 4 criteria met>
    """

    level: int | None
    years: int
    certificate: str
    criteria_met: int | NotKnown
    basis: Basis | None = attrs.field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse what no scheme could price; one test on the good path.
        """
        level, years, criteria = self.level, self.years, self.criteria_met
        if not (
            (level is None or (type(level) is int and 1 <= level <= MOST_LEVELS))
            and type(years) is int
            and 0 <= years <= MOST_YEARS
            and type(self.certificate) is str
            and self.certificate
            and (
                criteria is NotKnown.YET
                or (type(criteria) is int and 0 <= criteria <= MOST_CRITERIA)
            )
        ):
            raise self._first_fault()

    def _first_fault(self) -> PartyGridError:
        bounds = {
            "level": (1, MOST_LEVELS, "a whole number, or None if the scale has no levels"),
            "years": (0, MOST_YEARS, "a whole number of full years"),
            "criteria_met": (0, MOST_CRITERIA, "a whole number, or NotKnown.YET"),
        }
        missing = {"level": None, "criteria_met": NotKnown.YET}
        for field, (least, most, allowed) in bounds.items():
            value = getattr(self, field)
            if field in missing and value is missing[field]:
                continue
            if type(value) is not int:
                return WrongTypeError(field=field, value=value, allowed=allowed)
            if not least <= value <= most:
                return ValueNotAllowedError(
                    field=field, value=value, allowed=f"{least} to {most}", source="pay.Placement"
                )
        if type(self.certificate) is not str:
            return WrongTypeError(field="certificate", value=self.certificate, allowed="a name")
        return ValueNotAllowedError(
            field="certificate", value="", allowed="a name not empty", source="pay.Placement"
        )

    @property
    def heading(self) -> Label | None:
        """
        Whose placement it is, if that is known.
        """
        if self.basis is None:
            return None
        return Label(f"定级：{self.basis.worker}", f"Placement: {self.basis.worker}")

    def facts(self) -> dict[str, Step]:
        """
        Give each fact as a step, with where it came from.
        """
        return {field: self._fact(field) for field in _RULES}

    def _fact(self, field: str) -> Step:
        value, basis = getattr(self, field), self.basis
        if basis is None:
            return fact_step(field, value)
        rule = _RULES[field]
        if field == "criteria_met" and basis.standing is not None:
            rule = attrs.evolve(rule, entry=basis.standing)
        served = tuple(map(_served, basis.service)) if field == "years" else ()
        return Step(rule, _NO_LEVEL if value is None else value, served, basis.note(field))

    def trace(self) -> Step:
        """
        Give the four facts, each with where it came from.
        """
        return Step(_PLACED, _PLACED_WORDS, tuple(self.facts().values()))

    def __repr__(self) -> str:
        """
        Show the facts in one line.
        """
        level = "no level" if self.level is None else f"level {self.level}"
        met = self.criteria_met
        criteria = "rating not known yet" if isinstance(met, NotKnown) else f"{met} criteria met"
        return f"<Placement {level}, {self.years} years, {self.certificate}, {criteria}>"


def fact_step(field: str, value: Any) -> Step:
    """
    Give one fact as a step that says no more than its value.
    """
    return Step(_RULES[field], _NO_LEVEL if value is None else value)


def _served(service: Service) -> Step:
    end = service.end
    zh = f"{service.start} 起" if end is None else f"{service.start} 至 {end}（不含）"
    en = f"from {service.start}" if end is None else f"from {service.start} to before {end}"
    return Step(_SERVED, Label(zh, en), (), service.note)


_NO_LEVEL = Label("本标准不分级", "the scale has no levels")
_PLACED_WORDS = Label("见下列各项", "as below")
_PLACED = StepRule("placement", Label("定级依据", "placement"), Unit.TEXT)
_SERVED = StepRule("service", Label("任职", "served"), Unit.TEXT)
_RULES = {
    "level": StepRule("level", Label("职级", "level"), Unit.LEVEL),
    "years": StepRule("years", Label("工作满年限", "completed service"), Unit.YEARS),
    "certificate": StepRule("certificate", Label("职业资格", "certificate"), Unit.TEXT),
    "criteria_met": StepRule("criteria_met", Label("达标项数", "criteria met"), Unit.ITEMS),
}
