"""
Floors under the mean pay of a group, as a source states them; `check_floors` holds pay to them.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from partygrid.dated import PeriodKind
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_id, with_article
from partygrid.money import Fen as Fen  # noqa: PLC0414 - cattrs resolves annotations here
from partygrid.money import fen, format_yuan
from partygrid.pay._base import IndexedBase
from partygrid.pay._choices import CountedLines


@attrs.frozen(kw_only=True)
class MeanFloor:
    """
    Say that the mean of some lines of pay over a group must not lie below an amount.

    It is a norm on a group, never the pay of anybody.

    Args:
        key: Its name, unique in the scheme.
        label: What the source calls it.
        positions: The positions whose workers are the group; None: all workers.
        lines: Which components are added up; None in it: all that is payable.
        every: The period over which they are added up.
        least: What the mean must reach for that period, in fen; or an index times factors.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A position stands twice or is no name, or the amount is below zero.

    >>> floor = MeanFloor(
    ...     key="chief",
    ...     label=Label("正职平均任职补贴", "mean pay of chiefs"),
    ...     positions=("chief",),
    ...     lines=CountedLines(None),
    ...     every=PeriodKind.MONTH,
    ...     least=550000,
    ... )
    >>> floor.amount
    Fraction(550000, 1)
    """

    key: str
    label: Label
    positions: tuple[str, ...] | None
    lines: CountedLines
    every: PeriodKind
    least: Fen | IndexedBase

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no floor.
        """
        field = f"floor {check_id(self.key, field='floor.key')}"
        for name, kind in (("label", Label), ("lines", CountedLines), ("every", PeriodKind)):
            value = getattr(self, name)
            if type(value) is not kind:
                raise WrongTypeError(
                    field=f"{field}: {name}", value=value, allowed=with_article(kind.__name__)
                )
        if self.positions is not None:
            _check_positions(self.positions, f"{field}: positions")
        if type(self.least) is not IndexedBase and fen(self.least, field=f"{field}: least") < 0:  # type: ignore[arg-type]
            raise ValueNotAllowedError(
                field=f"{field}: least", value=self.least, allowed="0 fen or more"
            )

    @property
    def amount(self) -> Fraction:
        """
        What the mean must reach, in fen.
        """
        if isinstance(self.least, IndexedBase):
            return self.least.monthly * self.every.months
        return Fraction(self.least)

    @property
    def words(self) -> Label:
        """
        The floor in words.
        """
        amount = format_yuan(int(self.amount))
        zh, en = self.every.label.zh, self.every.label.en
        return Label(
            f"{self.label.zh}不低于每{zh} {amount} 元",
            f"{self.label.en} at least {amount} yuan a {en}",
        )


def _check_positions(positions: object, field: str) -> None:
    if type(positions) is not tuple or not positions:
        raise WrongTypeError(field=field, value=positions, allowed="a tuple of positions, or None")
    for position in positions:
        check_id(position, field=field)
    if len(set(positions)) < len(positions):
        raise ValueNotAllowedError(field=field, value=positions, allowed="each position once")
