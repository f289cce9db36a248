"""
Bands: at least, at most, or between, and what a measurement comes to under them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from partygrid.dated import Dated
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_kind
from partygrid.norms._finding import Finding, Verdict
from partygrid.norms._ratio import Ratio
from partygrid.trace import Op, Step, StepRule, Unit, format_value

Bound = int | Fraction


@attrs.frozen(kw_only=True)
class Band:
    """
    Require a measurement to lie at or above one bound, at or below another, or between both.

    Both bounds are included: "5,500 or more" is met at 5,500. Comparison is exact; a mean is
    never rounded first.

    Args:
        what: The norm.
        unit: What is measured; yuan in fen.
        at_least: The least allowed; None if there is no lower bound.
        at_most: The most allowed; None if there is no upper bound.
        entry: The dated entry that the bounds come from; it carries source and dates.

    Raises:
        WrongTypeError: A bound is not an int or a fraction, or a field has another type.
        ValueNotAllowedError: There is no bound, or the lower lies above the upper.

    >>> from datetime import date
    >>> from partygrid.sources import Grade, Source
    >>> guess = Source(key="g", title="示例", grade=Grade.ASSUMED)
    >>> entry = Dated(value=550000, start=date(2025, 1, 1), known=date(2025, 1, 1), source=guess)
    >>> floor = Band(
    ...     what=Label("人均下限", "mean floor"), unit=Unit.YUAN, at_least=550000, entry=entry
    ... )
    >>> floor.check(549999, subject="secretaries")
    <Finding mean floor, secretaries: not met>
    """

    what: Label
    unit: Unit
    at_least: Bound | None = None
    at_most: Bound | None = None
    entry: Dated[Any]

    def __attrs_post_init__(self) -> None:
        """
        Refuse a band that nothing, or everything, would meet.
        """
        check_kind(self.what, Label, "band.what")
        check_kind(self.unit, Unit, f"{self.what.en}: unit")
        if type(self.entry) is not Dated:
            raise WrongTypeError(
                field=f"{self.what.en}: entry", value=self.entry, allowed="a Dated entry"
            )
        for field in ("at_least", "at_most"):
            bound = getattr(self, field)
            if bound is not None:
                _check_number(bound, f"{self.what.en}: {field}")
        if self.at_least is None and self.at_most is None:
            raise ValueNotAllowedError(
                field=self.what.en, value=None, allowed="a lower or an upper bound"
            )
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueNotAllowedError(
                field=f"{self.what.en}: at_most",
                value=self.at_most,
                allowed=f"{self.at_least} or more",
                source=self.entry.cite(),
            )

    def check(self, measured: Bound | Ratio, *, subject: str) -> Finding:
        """
        Compare a measurement with the band.

        Args:
            measured: A number, or a ratio with its parts declared.
            subject: Whom or what was measured: an opaque id.

        Returns:
            A finding; a ratio over nothing is not applicable.

        Raises:
            WrongTypeError: The measurement is neither an int, a fraction nor a ratio, or the
                subject no text.
            ValueNotAllowedError: The ratio counts something else than the band.
        """
        value: Bound | None
        if isinstance(measured, Ratio):
            self._check_unit(measured)
            value, step = measured.value, measured.trace()
        else:
            value = _check_number(measured, f"{self.what.en}: measured")
            step = Step(StepRule("measured", Label("实测", "measured"), self.unit), value)
        gap = self._gap(value)
        verdict = Verdict.NOT_MET if gap else Verdict.MET
        return Finding(
            what=self.what,
            subject=subject,
            measured=value,
            required=self.required,
            gap=gap,
            verdict=Verdict.NOT_APPLICABLE if value is None else verdict,
            unit=self.unit,
            step=step,
            bounds=self._bounds(),
        )

    @property
    def required(self) -> Label:
        """
        The band in words.
        """
        zh, en = [], []
        if self.at_least is not None:
            zh.append(f"不低于 {format_value(self.at_least, self.unit, 'zh')}")
            en.append(f"at least {format_value(self.at_least, self.unit, 'en')}")
        if self.at_most is not None:
            zh.append(f"不高于 {format_value(self.at_most, self.unit, 'zh')}")
            en.append(f"at most {format_value(self.at_most, self.unit, 'en')}")
        return Label("、".join(zh), " and ".join(en))

    def _check_unit(self, measured: Ratio) -> None:
        if measured.unit is not self.unit:
            raise ValueNotAllowedError(
                field=f"{self.what.en}: measured",
                value=measured.unit.value,
                allowed=f"a ratio that counts {self.unit.value}",
                source=self.entry.cite(),
            )

    def _gap(self, value: Bound | None) -> Bound:
        if value is None:
            return 0
        if self.at_least is not None and value < self.at_least:
            return self.at_least - value
        if self.at_most is not None and value > self.at_most:
            return value - self.at_most
        return 0

    def _bounds(self) -> tuple[Step, ...]:
        found = []
        for key, label, bound in (
            ("at_least", Label("下限", "lower bound"), self.at_least),
            ("at_most", Label("上限", "upper bound"), self.at_most),
        ):
            if bound is not None:
                rule = StepRule(key, label, self.unit, Op.GIVEN, entry=self.entry)
                found.append(Step(rule, bound))
        return tuple(found)


def _check_number(value: Bound, field: str) -> Bound:
    if type(value) is not int and type(value) is not Fraction:
        raise WrongTypeError(field=field, value=value, allowed="an int or a Fraction")
    return value
