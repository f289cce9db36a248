"""
What is paid on probation.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_id, with_article
from partygrid.money import Fen as Fen  # noqa: PLC0414 - cattrs resolves annotations here
from partygrid.money import fen, format_percent
from partygrid.pay._rungs import MOST_LEVELS


class ProbationBase(LabelledEnum):
    """
    Say what probation pay is a share of; three published rules mean three things by 80 %.
    """

    OWN = "own", "本人转正后标准", "the worker's own pay after probation"
    POSITION = "position", "指定岗位起点标准", "the pay at which a stated position starts"
    AMOUNT = "amount", "公布的金额", "a published amount"


@attrs.frozen(kw_only=True)
class ProbationRule:
    """
    Say what one kind of entrant is paid on probation.

    Args:
        entry: The kind of entrant, as facts name it.
        base: What the pay is a share of.
        share: The share.
        award: Whether there is a performance award.
        position: The position whose starting pay it is; None for other bases.
        amount: The amount, in fen; None for other bases.
        levels_lower: How many levels below one's own the pay is, within the window.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A field is outside its domain, or missing where the base needs it.

    >>> rule = ProbationRule(
    ...     entry="new", base=ProbationBase.OWN, share=Fraction(4, 5), award=False
    ... )
    >>> rule.label.en
    "new: 80% of the worker's own pay after probation, no award"
    """

    entry: str
    base: ProbationBase
    share: Fraction
    award: bool
    position: str | None = None
    amount: Fen | None = None
    levels_lower: int = 0

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no share of anything.
        """
        field = f"probation {check_id(self.entry, field='probation.entry')}"
        for name, kind in (("base", ProbationBase), ("share", Fraction), ("award", bool)):
            value = getattr(self, name)
            if type(value) is not kind:
                raise WrongTypeError(
                    field=f"{field}: {name}", value=value, allowed=with_article(kind.__name__)
                )
        if not 0 <= self.share <= 1:
            raise ValueNotAllowedError(
                field=f"{field}: share", value=self.share, allowed="0 % to 100 %"
            )
        if type(self.levels_lower) is not int:
            raise WrongTypeError(
                field=f"{field}: levels_lower", value=self.levels_lower, allowed="a whole number"
            )
        most = MOST_LEVELS if self.base is ProbationBase.OWN else 0
        if not 0 <= self.levels_lower <= most:
            raise ValueNotAllowedError(
                field=f"{field}: levels_lower", value=self.levels_lower, allowed=f"0 to {most}"
            )
        self._check_base(field)

    def _check_base(self, field: str) -> None:
        if self.position is not None:
            check_id(self.position, field=f"{field}: position")
        if self.amount is not None and fen(self.amount, field=f"{field}: amount") < 0:
            raise ValueNotAllowedError(
                field=f"{field}: amount", value=self.amount, allowed="0 fen or more"
            )
        for name in ("position", "amount"):
            value = getattr(self, name)
            if (value is not None) is not (self.base.value == name):
                raise ValueNotAllowedError(
                    field=f"{field}: {name}",
                    value=value,
                    allowed=f"given if the base is {name}, and None if it is not",
                )

    @property
    def label(self) -> Label:
        """
        The rule in words.
        """
        base, share = self.base.label, format_percent(self.share)
        zh, en = f"{self.entry}：{base.zh}的 {share}", f"{self.entry}: {share} of {base.en}"
        if self.levels_lower:
            zh += f"，低 {self.levels_lower} 级"
            en += f", {self.levels_lower} levels lower"
        if not self.award:
            zh += "，无绩效"
            en += ", no award"
        return Label(zh, en)
