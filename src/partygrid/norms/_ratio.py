"""
Ratios whose numerator and denominator are declared.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_kind
from partygrid.trace import Explained, Op, Step, StepRule, Unit

_KINDS: Final = (
    ("numerator_label", Label),
    ("denominator_label", Label),
    ("unit", Unit),
    ("numerator_unit", Unit),
    ("denominator_unit", Unit),
)


@attrs.frozen(kw_only=True)
class Ratio(Explained):
    """
    Hold a rate or a mean with both of its parts, so that nobody has to guess what was divided.

    Args:
        label: What the ratio is.
        numerator: What is divided; money in fen.
        numerator_label: What the numerator counts.
        denominator: What it is divided by.
        denominator_label: What the denominator counts.
        unit: What the result counts: yuan for a mean of money, percentage for a rate.
        numerator_unit: What one of the numerator is.
        denominator_unit: What one of the denominator is.

    Raises:
        WrongTypeError: A part is not a whole number, or a name or unit is none.
        ValueNotAllowedError: The denominator is below zero.

    >>> mean = Ratio(
    ...     label=Label("人均应发", "mean gross pay"),
    ...     numerator=1100000,
    ...     numerator_label=Label("应发合计", "gross pay in all"),
    ...     denominator=2,
    ...     denominator_label=Label("人数", "workers"),
    ...     unit=Unit.YUAN,
    ...     numerator_unit=Unit.YUAN,
    ...     denominator_unit=Unit.PERSONS,
    ... )
    >>> mean.value, mean
    (Fraction(550000, 1), <Ratio mean gross pay 5,500.00 yuan = 11,000.00 / 2>)
    """

    label: Label
    numerator: int
    numerator_label: Label
    denominator: int
    denominator_label: Label
    unit: Unit
    numerator_unit: Unit
    denominator_unit: Unit

    def __attrs_post_init__(self) -> None:
        """
        Refuse parts that are not counted.
        """
        check_kind(self.label, Label, "ratio.label")
        for name, kind in _KINDS:
            check_kind(getattr(self, name), kind, f"{self.label.en}: {name}")
        for field in ("numerator", "denominator"):
            if type(getattr(self, field)) is not int:
                raise WrongTypeError(
                    field=f"{self.label.en}: {field}",
                    value=getattr(self, field),
                    allowed="a whole number (int)",
                )
        if self.denominator < 0:
            raise ValueNotAllowedError(
                field=f"{self.label.en}: denominator", value=self.denominator, allowed="0 or more"
            )

    @property
    def value(self) -> Fraction | None:
        """
        The exact result; None where the denominator is zero, for there is nothing to divide.
        """
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    def trace(self) -> Step:
        """
        Give the division, both parts named.
        """
        top = Step(
            StepRule("numerator", self.numerator_label, self.numerator_unit), self.numerator
        )
        bottom = Step(
            StepRule("denominator", self.denominator_label, self.denominator_unit),
            self.denominator,
        )
        value = self.value
        if value is None:
            nothing = Label("不适用（分母为零）", "not applicable: the denominator is zero")
            return Step(StepRule("ratio", self.label, Unit.TEXT), nothing, (top, bottom))
        return Step(StepRule("ratio", self.label, self.unit, Op.QUOTIENT), value, (top, bottom))

    def __repr__(self) -> str:
        """
        Show result and parts in one line.
        """
        step = self.trace()
        top, bottom = (child.text("en").split(" ")[0] for child in step.children)
        return f"<Ratio {self.label.en} {step.text('en')} = {top} / {bottom}>"
