"""
Pay scales: a tuple of components, each a selector times an amount.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_id
from partygrid.money import Fen as Fen  # noqa: PLC0414 - cattrs resolves annotations here
from partygrid.money import RoundingRule, fen

Key: TypeAlias = int | str
"""
A row of a table: a whole number or a name.
"""

MOST_YEARS = 80
"""
No working life holds more full years of service.
"""


class Selector(LabelledEnum):
    """
    Say which fact of a placement picks the row.
    """

    LEVEL = "level", "职级", "level"
    YEARS = "years", "工作年限", "years of service"
    CERTIFICATE = "certificate", "职业资格", "certificate"


@attrs.frozen
class Table:
    """
    Give an amount of money for each row.

    Args:
        rows: Pairs of row and fen. A row that is not listed does not exist: nothing stands in.

    Raises:
        WrongTypeError: A row is neither an int nor text, or an amount is not fen.
        ValueNotAllowedError: There is no row, or one twice, or an amount below zero.

    >>> Table((("none", 0), ("assistant", 12000))).rows[1]
    ('assistant', 12000)
    """

    rows: tuple[tuple[Key, Fen], ...]

    def __attrs_post_init__(self) -> None:
        """
        Refuse rows that could not be told apart, and amounts that are none.
        """
        _check_rows(self.rows)
        for key, amount in self.rows:
            if fen(amount, field=f"table[{key!r}]") < 0:
                raise ValueNotAllowedError(
                    field=f"table[{key!r}]", value=amount, allowed="0 fen or more"
                )


@attrs.frozen
class Coefficients:
    """
    Give a coefficient for each row; the amount is the base times the coefficient, rounded.

    Args:
        rows: Pairs of row and exact coefficient. A row that is not listed does not exist.

    Raises:
        WrongTypeError: A row is neither an int nor text, or a coefficient is not a fraction.
        ValueNotAllowedError: There is no row, or one twice, or a coefficient below zero.

    >>> Coefficients(((1, Fraction(1)), (2, Fraction(217, 200)))).rows[1]
    (2, Fraction(217, 200))
    """

    rows: tuple[tuple[Key, Fraction], ...]

    def __attrs_post_init__(self) -> None:
        """
        Refuse rows that could not be told apart, and coefficients that are not exact.
        """
        _check_rows(self.rows)
        for key, coefficient in self.rows:
            if type(coefficient) is not Fraction:
                raise WrongTypeError(
                    field=f"coefficients[{key!r}]",
                    value=coefficient,
                    allowed="a Fraction, as money.exact makes it",
                )
            if coefficient < 0:
                raise ValueNotAllowedError(
                    field=f"coefficients[{key!r}]", value=coefficient, allowed="0 or more"
                )


@attrs.frozen(kw_only=True)
class YearlyRate:
    """
    Give an amount for each full year, up to a number of years.

    Args:
        per_year: The amount of one year, in fen.
        cap: The most years that count; None if all do.

    Raises:
        WrongTypeError: A field is not a whole number.
        ValueNotAllowedError: The amount is below zero, or the cap not 0 to 80.

    >>> YearlyRate(per_year=3550, cap=40).cap
    40
    """

    per_year: Fen
    cap: int | None

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no amount and no count.
        """
        if fen(self.per_year, field="per_year") < 0:
            raise ValueNotAllowedError(
                field="per_year", value=self.per_year, allowed="0 fen or more"
            )
        if self.cap is not None:
            if type(self.cap) is not int:
                raise WrongTypeError(field="cap", value=self.cap, allowed="a whole number")
            if not 0 <= self.cap <= MOST_YEARS:
                raise ValueNotAllowedError(
                    field="cap", value=self.cap, allowed=f"0 to {MOST_YEARS} years"
                )


Amount: TypeAlias = Table | Coefficients | YearlyRate
"""
What a component pays once its row is known.
"""


def _is_pair(row: object) -> bool:
    return type(row) is tuple and len(row) == 2  # noqa: PLR2004 - two are a pair


def _check_rows(rows: tuple[tuple[Key, object], ...]) -> None:
    if type(rows) is not tuple:
        raise WrongTypeError(field="rows", value=rows, allowed="a tuple of pairs")
    keys = []
    for row in rows:
        if not _is_pair(row):
            raise WrongTypeError(field="rows", value=row, allowed="a pair of row and amount")
        if type(row[0]) is not int and type(row[0]) is not str:
            raise WrongTypeError(field="rows", value=row[0], allowed="an int or text as row")
        keys.append(row[0])
    if len(set(keys)) < len(keys) or len({type(key) for key in keys}) != 1:
        raise ValueNotAllowedError(
            field="rows",
            value=tuple(keys),
            allowed="one row or more, each once, all ints or all texts",
        )


@attrs.frozen(kw_only=True)
class Component:
    """
    Hold one line of a pay scale.

    Args:
        key: The name of the line, unique in its scale.
        label: Its official name.
        selector: Which fact of a placement picks the row.
        amount: What the row pays.
        rounding: How this line is rounded; None: as the scheme rounds.
        row_labels: The official names of rows, for explanations.

    Raises:
        WrongTypeError: A field has another type, or the rows do not fit the selector.
        ValueNotAllowedError: A row is named that does not exist, or one twice.

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
    selector: Selector
    amount: Amount
    rounding: RoundingRule | None = None
    row_labels: tuple[tuple[Key, Label], ...] = ()

    def __attrs_post_init__(self) -> None:
        """
        Refuse a line whose parts do not fit each other.
        """
        check_id(self.key, field="component.key")
        field = f"component {self.key}"
        for name, kind in (("label", Label), ("selector", Selector), ("amount", Amount)):
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
        if isinstance(self.amount, YearlyRate):
            if self.selector is not Selector.YEARS:
                raise WrongTypeError(
                    field=f"{field}: selector", value=self.selector, allowed="YEARS for a rate"
                )
            return
        wanted = str if self.selector is Selector.CERTIFICATE else int
        if type(self.amount.rows[0][0]) is not wanted:
            raise WrongTypeError(
                field=f"{field}: rows",
                value=self.amount.rows[0][0],
                allowed=f"{wanted.__name__} rows for {self.selector.value}",
            )

    def _check_row_labels(self, field: str) -> None:
        if type(self.row_labels) is not tuple:
            raise WrongTypeError(field=field, value=self.row_labels, allowed="a tuple of pairs")
        named = []
        for pair in self.row_labels:
            if not _is_pair(pair) or type(pair[1]) is not Label:
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
        The rows that exist; empty for a rate, which takes any number of years.
        """
        if isinstance(self.amount, YearlyRate):
            return ()
        return tuple(key for key, _ in self.amount.rows)


def _named(kind: object) -> str:
    return getattr(kind, "__name__", "a Table, Coefficients or YearlyRate")


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
