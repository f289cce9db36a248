"""
Placement: the few facts of a worker's month that pay depends on.
"""

from __future__ import annotations

from typing import Final

import attrs

from partygrid.dated import NotKnown
from partygrid.errors import PartyGridError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_id, counted
from partygrid.pay._basis import Basis, fact_step
from partygrid.pay._rungs import MOST_LEVELS, MOST_YEARS
from partygrid.trace import Explained, Step, StepRule, Unit

MOST_CRITERIA: Final = 1000
MOST_STARS: Final = 10
MOST_POSTS: Final = 100

_NUMBERS: Final = {
    "level": (1, MOST_LEVELS),
    "years": (0, MOST_YEARS),
    "criteria_met": (0, MOST_CRITERIA),
    "step": (1, MOST_LEVELS),
    "posts": (0, MOST_POSTS),
    "stars": (0, MOST_STARS),
}
_NAMES: Final = (
    "certificate",
    "position",
    "treatment",
    "education",
    "degree",
    "certificate_passed",
    "certificate_appointed",
    "probation",
)
_SHORT: Final = 32
_NEVER_NONE: Final = ("years", "certificate", "criteria_met")
_MAY_BE_OPEN: Final = ("criteria_met", "stars")


# Without slots: one is made for every worker and month, and that is three times as fast.
@attrs.frozen(kw_only=True, slots=False)
class Placement(Explained):
    """
    Hold what a month's pay of one worker depends on; `place` makes it from a worker's facts.

    A host that keeps these facts itself can make one by hand and hand it to `price`, for workers
    whom the scheme covers. What a scale does not look at is None.

    Args:
        level: The level; None if the scale has none.
        years: The full years of service.
        certificate: The certificate registered, as the scale names it; ``"none"`` if there is
            none.
        criteria_met: How many criteria the worker's community meets, or `NotKnown.YET`.
        step: The step within the level (档).
        position: The position (岗位), as the ladder names it.
        treatment: The position whose treatment counts.
        education: The education; ``"none"`` if there is none on record.
        degree: The degree; ``"none"`` if there is none on record.
        certificate_passed: The certificate passed.
        certificate_appointed: The certificate to which the worker is appointed.
        posts: How many offices the worker holds.
        stars: How many stars the community's organisation holds, or `NotKnown.YET`.
        falling: Whether its stars have fallen as often in a row as the scheme says.
        probation: The kind of entrant, if the worker is on probation.
        basis: Where the facts came from; it plays no part in comparison.

    Raises:
        WrongTypeError: A field has another type: a bool, a float or text for a count.
        ValueNotAllowedError: A count is outside 0 to 80 years, 1 to 1000 levels or steps, 0 to
            1000 criteria, 0 to 100 offices or 0 to 10 stars, or a name is empty, too long, or
            holds what does not show. How many there really are, the scheme says when the
            placement is priced.

    >>> Placement(level=7, years=3, certificate="none", criteria_met=4)
    <Placement level 7, 3 years, none, 4 criteria met>
    """

    level: int | None
    years: int
    certificate: str
    criteria_met: int | NotKnown
    step: int | None = None
    position: str | None = None
    treatment: str | None = None
    education: str | None = None
    degree: str | None = None
    certificate_passed: str | None = None
    certificate_appointed: str | None = None
    posts: int | None = None
    stars: int | NotKnown | None = None
    falling: bool | None = None
    probation: str | None = None
    basis: Basis | None = attrs.field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse what no scheme could price.
        """
        for field, (least, most) in _NUMBERS.items():
            value = getattr(self, field)
            if type(value) is not int or not least <= value <= most:
                self._check_number(field, value)
        for field in _NAMES:
            value = getattr(self, field)
            if value is None and field not in _NEVER_NONE:
                continue
            # Nearly all names are short words, which need no closer look.
            if type(value) is not str or not value.isidentifier() or len(value) > _SHORT:
                _check_name(field, value)
        if type(self.falling) is not bool and self.falling is not None:
            raise WrongTypeError(field="falling", value=self.falling, allowed="a bool, or None")
        if type(self.basis) is not Basis and self.basis is not None:
            raise WrongTypeError(field="basis", value=self.basis, allowed="a Basis, or None")

    def _check_number(self, field: str, value: object) -> None:
        if (value is None and field not in _NEVER_NONE) or (
            value is NotKnown.YET and field in _MAY_BE_OPEN
        ):
            return
        least, most = _NUMBERS[field]
        raise _refused(field, value, int, f"{least} to {most}")

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
        Give each fact as a step, with where it came from; what is None is left out.
        """
        return {
            field: self._fact(field)
            for field in FIELDS
            if getattr(self, field) is not None or field == "level"
        }

    def _fact(self, field: str) -> Step:
        value = getattr(self, field)
        return fact_step(field, value) if self.basis is None else self.basis.step(field, value)

    def trace(self) -> Step:
        """
        Give the facts, each with where it came from.
        """
        return Step(_PLACED, _PLACED_WORDS, tuple(self.facts().values()))

    def __repr__(self) -> str:
        """
        Show the facts in one line.
        """
        level = "no level" if self.level is None else f"level {self.level}"
        met = self.criteria_met
        criteria = "rating not known yet" if isinstance(met, NotKnown) else f"{met} criteria met"
        held = [(name, getattr(self, name)) for name in _MORE]
        more = [
            f"{name} {'not known yet' if isinstance(value, NotKnown) else value}"
            for name, value in held
            if value is not None
        ]
        parts = [level, counted(self.years, "year"), self.certificate, criteria, *more]
        return f"<Placement {', '.join(parts)}>"


def _check_name(field: str, value: object) -> None:
    if type(value) is not str or not value:
        raise _refused(field, value, str, "a name not empty")
    check_id(value, field=field)


def _refused(field: str, value: object, kind: type, allowed: str) -> PartyGridError:
    if type(value) is not kind:
        words = "a whole number" if kind is int else "a name"
        missing = {
            "level": ", or None if the scale has no levels",
            "criteria_met": ", or NotKnown.YET",
            "stars": ", NotKnown.YET, or None",
        }
        what = "a whole number of full years" if field == "years" else words
        return WrongTypeError(field=field, value=value, allowed=f"{what}{missing.get(field, '')}")
    return ValueNotAllowedError(field=field, value=value, allowed=allowed, source="pay.Placement")


_MORE = (
    "step",
    "position",
    "treatment",
    "education",
    "degree",
    "certificate_passed",
    "certificate_appointed",
    "posts",
    "stars",
    "falling",
    "probation",
)
FIELDS = ("level", "years", "certificate", "criteria_met", *_MORE)
_PLACED_WORDS = Label("见下列各项", "as below")
_PLACED = StepRule("placement", Label("定级依据", "placement"), Unit.TEXT)
