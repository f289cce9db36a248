"""
Pay scales: a tuple of components, each a selector times an amount.
"""

from __future__ import annotations

from typing import Final

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_id
from partygrid.money import RoundingRule
from partygrid.pay._amounts import Amount, Grid, Key, ShareOf, YearlyRate, is_pair
from partygrid.pay._selector import Selector

RESERVED: Final = (
    "total",
    "pool",
    "fixed",
    "share",
    "award",
    "outside",
    "paid",
    "employer",
    "rate",
)
"""
The steps of a payslip itself; no component may have their names.
"""


class PaidAs(LabelledEnum):
    """
    Say what a line of pay is.
    """

    FIXED = "fixed", "固定部分", "fixed pay"
    AWARD = "award", "绩效部分", "award: paid by the rating"
    EMPLOYER = "employer", "单位承担", "paid by the employer on top, not to the worker"


@attrs.frozen(kw_only=True)
class Component:
    """
    Hold one line of a pay scale.

    Args:
        key: The name of the line, unique in its scale.
        label: Its official name.
        selector: Which fact of a placement picks the row; None for a share of other lines.
        amount: What the row pays.
        rounding: How this line is rounded; None: as the scheme rounds.
        row_labels: The official names of rows, for explanations.
        paid_as: Whether it is fixed pay, an award, or the employer's cost on top.

    Raises:
        WrongTypeError: A field has another type, or the rows do not fit the selector.
        ValueNotAllowedError: A row is named that does not exist, or one twice.

    >>> from partygrid.pay import Table
    >>> allowance = Component(
    ...     key="certificate",
    ...     label=Label("职业资格津贴", "certificate allowance"),
    ...     selector=Selector.CERTIFICATE,
    ...     amount=Table((("none", 0), ("assistant", 12000))),
    ...     row_labels=(("assistant", Label("助理社会工作师", "assistant social worker")),),
    ... )
    >>> allowance.rows
    ('none', 'assistant')
    """

    key: str
    label: Label
    selector: Selector | None
    amount: Amount
    rounding: RoundingRule | None = None
    row_labels: tuple[tuple[Key, Label], ...] = ()
    paid_as: PaidAs = PaidAs.FIXED

    def __attrs_post_init__(self) -> None:
        """
        Refuse a line whose parts do not fit each other.
        """
        if check_id(self.key, field="component.key") in RESERVED:
            raise ValueNotAllowedError(
                field="component.key",
                value=self.key,
                allowed=f"any name but those of a payslip's own steps: {', '.join(RESERVED)}",
            )
        field = f"component {self.key}"
        for name, kind in (("label", Label), ("amount", Amount), ("paid_as", PaidAs)):
            if not isinstance(getattr(self, name), kind):
                raise WrongTypeError(
                    field=f"{field}: {name}", value=getattr(self, name), allowed=_named(kind)
                )
        if self.rounding is not None and type(self.rounding) is not RoundingRule:
            raise WrongTypeError(
                field=f"{field}: rounding", value=self.rounding, allowed="a RoundingRule"
            )
        self._check_selector(field)
        self._check_row_labels(f"{field}: row_labels")

    def _check_selector(self, field: str) -> None:
        wanted = _selector_for(self.amount)
        if (self.selector is None) is not (wanted is None) or not isinstance(
            self.selector, Selector | None
        ):
            raise WrongTypeError(
                field=f"{field}: selector",
                value=self.selector,
                allowed="None for a share of other lines, and a Selector for any other amount",
            )
        if isinstance(self.amount, YearlyRate) and self.selector is not Selector.YEARS:
            raise WrongTypeError(
                field=f"{field}: selector", value=self.selector, allowed="YEARS for a rate"
            )
        if self.selector is None or not self.rows:
            return
        kind = int if self.selector.takes_numbers else str
        if type(self.rows[0]) is not kind:
            raise WrongTypeError(
                field=f"{field}: rows",
                value=self.rows[0],
                allowed=f"{kind.__name__} rows for {self.selector.value}",
            )

    def _check_row_labels(self, field: str) -> None:
        if type(self.row_labels) is not tuple:
            raise WrongTypeError(field=field, value=self.row_labels, allowed="a tuple of pairs")
        named = []
        for pair in self.row_labels:
            if not is_pair(pair) or type(pair[1]) is not Label:
                raise WrongTypeError(field=field, value=pair, allowed="a pair of row and Label")
            # A bool equals an int, and is no row.
            if type(pair[0]) not in {int, str} or pair[0] not in self.rows or pair[0] in named:
                raise ValueNotAllowedError(
                    field=field,
                    value=pair[0],
                    allowed=f"rows, each once: {', '.join(map(str, self.rows)) or 'none'}",
                )
            named.append(pair[0])

    @property
    def rows(self) -> tuple[Key, ...]:
        """
        The rows that exist; empty for a rate, which takes any number of years, and a share.
        """
        if isinstance(self.amount, YearlyRate | ShareOf):
            return ()
        return tuple(key for key, _ in self.amount.rows)

    @property
    def selectors(self) -> tuple[Selector, ...]:
        """
        The facts that it looks at; one, two for a grid, none for a share.
        """
        if self.selector is None:
            return ()
        if isinstance(self.amount, Grid):
            return self.selector, self.amount.by
        return (self.selector,)


def _named(kind: object) -> str:
    return getattr(kind, "__name__", "a Table, Coefficients, YearlyRate, Grid or ShareOf")


def _selector_for(amount: Amount) -> type[Selector] | None:
    return None if isinstance(amount, ShareOf) else Selector


def check_scale(scale: tuple[Component, ...], field: str) -> None:
    """
    Refuse what is not a tuple of components of different keys.
    """
    if type(scale) is not tuple or not scale:
        raise WrongTypeError(field=field, value=scale, allowed="a tuple of components")
    for component in scale:
        if type(component) is not Component:
            raise WrongTypeError(field=field, value=component, allowed="a Component")
    keys = tuple(component.key for component in scale)
    if len(set(keys)) < len(keys):
        raise ValueNotAllowedError(field=field, value=keys, allowed="each key once")
    _check_shares(scale, field)


def _check_shares(scale: tuple[Component, ...], field: str) -> None:
    """
    Refuse shares of what is not there, of shares, or of what the worker does not get.
    """
    plain = [
        each.key
        for each in scale
        if each.paid_as is not PaidAs.EMPLOYER and not isinstance(each.amount, ShareOf)
    ]
    for each in scale:
        if not isinstance(each.amount, ShareOf):
            continue
        unknown = [key for key in each.amount.of if key not in plain]
        if unknown:
            raise ValueNotAllowedError(
                field=f"{field}: component {each.key}",
                value=tuple(unknown),
                allowed=f"lines of the worker that are no shares: {', '.join(plain) or 'none'}",
            )
