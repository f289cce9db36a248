"""
Early steps: what good years in a row bring.
"""

from __future__ import annotations

from typing import Final

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_id

MOST_RUN: Final = 80


class EarlyGain(LabelledEnum):
    """
    Say what an early step is worth.
    """

    LEVELS = "levels", "级", "levels"
    YEARS = "years", "年", "years of service"


@attrs.frozen(kw_only=True)
class EarlyRule:
    """
    Say how runs of good years bring early steps; each counts from the year after its run.

    Args:
        grade: The grade that a run is made of.
        run: How many years in a row make one early step.
        overlapping: Whether the last years of one run may begin the next.
        no_grade_breaks: Whether a year assessed without a grade breaks a run; otherwise it is
            passed over. A year whose result is not known yet makes no run until it is known.
        most: The most early steps there can be; None if there is no limit.
        gives: What an early step is worth …
        amount: … and how much of it.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A run or an amount is below 1, the most below 0, or one above 80.
    """

    grade: str
    run: int
    overlapping: bool
    no_grade_breaks: bool
    most: int | None
    gives: EarlyGain
    amount: int

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no run and no gain.
        """
        check_id(self.grade, field="early.grade")
        for name in ("overlapping", "no_grade_breaks"):
            value = getattr(self, name)
            if type(value) is not bool:
                raise WrongTypeError(field=f"early.{name}", value=value, allowed="a bool")
        _check_count(self.run, 1, "early.run")
        _check_count(self.amount, 1, "early.amount")
        if self.most is not None:
            _check_count(self.most, 0, "early.most")
        if type(self.gives) is not EarlyGain:
            raise WrongTypeError(field="early.gives", value=self.gives, allowed="an EarlyGain")

    @property
    def label(self) -> Label:
        """
        The rule in words.
        """
        run, gain = _counted(self.run, "years"), _counted(self.amount, self.gives.label.en)
        zh = [f"连续 {self.run} 年 {self.grade} 提前 {self.amount} {self.gives.label.zh}"]
        en = [f"{run} {self.grade} in a row: {gain} early"]
        if self.most is not None:
            zh.append(f"至多 {self.most} 次")
            en.append(f"at most {_counted(self.most, 'times')}")
        if self.overlapping:
            zh.append("前后可重叠")
            en.append("runs may overlap")
        if not self.no_grade_breaks:
            zh.append("未定等次不中断")
            en.append("a year without a grade breaks none")
        return Label("，".join(zh), ", ".join(en))


def _check_count(value: int, least: int, field: str) -> None:
    if type(value) is not int:
        raise WrongTypeError(field=field, value=value, allowed="a whole number")
    if not least <= value <= MOST_RUN:
        raise ValueNotAllowedError(field=field, value=value, allowed=f"{least} to {MOST_RUN}")


def _counted(count: int, plural: str) -> str:
    """
    Write a count in English; the first word of what is counted ends in ``s``.
    """
    first, *rest = plural.split()
    return " ".join([str(count), first.removesuffix("s") if count == 1 else first, *rest])
