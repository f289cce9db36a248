"""
What a component of a pay scale can pay: tables, coefficients, yearly rates, grids, shares.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.money import Fen as Fen  # noqa: PLC0414 - cattrs resolves annotations here
from partygrid.money import fen
from partygrid.pay._rungs import MOST_LEVELS, MOST_YEARS
from partygrid.pay._selector import Selector

Key: TypeAlias = int | str
"""
A row of a table: a whole number or a name.
"""


@attrs.frozen
class Table:
    """
    Give an amount of money for each row.

    Args:
        rows: Pairs of row and fen. A row that is not listed does not exist: nothing stands in.

    Raises:
        WrongTypeError: A row is neither an int nor text, or an amount is not fen.
        ValueNotAllowedError: There is no row, or one twice, a number beyond 0 to 1000, a text
            that is no name, or an amount below zero.

    >>> Table((("none", 0), ("assistant", 12000))).rows[1]
    ('assistant', 12000)
    """

    rows: tuple[tuple[Key, Fen], ...]

    def __attrs_post_init__(self) -> None:
        """
        Refuse rows that could not be told apart, and amounts that are none.
        """
        check_rows(self.rows)
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
        ValueNotAllowedError: There is no row, or one twice, a number beyond 0 to 1000, a text
            that is no name, or a coefficient below zero.

    >>> Coefficients(((1, Fraction(1)), (2, Fraction(217, 200)))).rows[1]
    (2, Fraction(217, 200))
    """

    rows: tuple[tuple[Key, Fraction], ...]

    def __attrs_post_init__(self) -> None:
        """
        Refuse rows that could not be told apart, and coefficients that are not exact.
        """
        check_rows(self.rows)
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


@attrs.frozen(kw_only=True)
class Grid:
    """
    Give an amount for each pair of rows, such as level and step (档).

    Args:
        by: The second fact; the component's selector is the first.
        rows: Pairs of a first row and pairs of second row and fen.

    Raises:
        WrongTypeError: A row is of the wrong type, or an amount is not fen.
        ValueNotAllowedError: There is no row, or one twice, a number beyond 0 to 1000, a text
            that is no name, or an amount below zero.

    >>> Grid(by=Selector.STEP, rows=((1, ((1, 250000), (2, 254000))),)).cells[1, 2]
    254000
    """

    by: Selector
    rows: tuple[tuple[Key, tuple[tuple[Key, Fen], ...]], ...]

    def __attrs_post_init__(self) -> None:
        """
        Refuse rows that could not be told apart, and amounts that are none.
        """
        if type(self.by) is not Selector:
            raise WrongTypeError(field="grid.by", value=self.by, allowed="a Selector")
        check_rows(self.rows)
        for first, row in self.rows:
            check_rows(row)
            if type(row[0][0]) is not (int if self.by.takes_numbers else str):
                raise WrongTypeError(
                    field=f"grid[{first!r}]", value=row[0][0], allowed=f"rows of {self.by.value}"
                )
            for second, amount in row:
                field = f"grid[{first!r}, {second!r}]"
                if fen(amount, field=field) < 0:
                    raise ValueNotAllowedError(field=field, value=amount, allowed="0 fen or more")

    @property
    def cells(self) -> dict[tuple[Key, Key], Fen]:
        """
        The amounts by both rows.
        """
        return {(first, second): amount for first, row in self.rows for second, amount in row}


@attrs.frozen(kw_only=True)
class ShareOf:
    """
    Give a share of other components, between bounds: insurance that an employer pays, say.

    Args:
        rate: The share.
        of: The keys of the components that it is taken of; none of them is a share itself.
        least: The least that it is taken of, in fen; None if there is no such bound.
        most: The most that it is taken of, in fen; None if there is no such bound.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The rate is below 0 or above 1, a key stands twice, or the bounds
            are below zero or in the wrong order.

    >>> ShareOf(rate=Fraction(16, 100), of=("post",), least=400000, most=2000000).bounded(350000)
    400000
    """

    rate: Fraction
    of: tuple[str, ...]
    least: Fen | None
    most: Fen | None

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no share.
        """
        if type(self.rate) is not Fraction:
            raise WrongTypeError(
                field="share.rate", value=self.rate, allowed="a Fraction, as money.exact makes it"
            )
        if not 0 <= self.rate <= 1:
            raise ValueNotAllowedError(field="share.rate", value=self.rate, allowed="0 % to 100 %")
        if type(self.of) is not tuple or not self.of:
            raise WrongTypeError(field="share.of", value=self.of, allowed="a tuple of keys")
        for key in self.of:
            check_id(key, field="share.of")
        if len(set(self.of)) < len(self.of):
            raise ValueNotAllowedError(field="share.of", value=self.of, allowed="each key once")
        for name in ("least", "most"):
            bound = getattr(self, name)
            if bound is not None and fen(bound, field=f"share.{name}") < 0:
                raise ValueNotAllowedError(
                    field=f"share.{name}", value=bound, allowed="0 fen or more"
                )
        if self.least is not None and self.most is not None and self.most < self.least:
            raise ValueNotAllowedError(
                field="share.most", value=self.most, allowed=f"{self.least} fen or more"
            )

    def bounded(self, amount: int) -> Fen:
        """
        Bring what the share is taken of between the bounds.

        Raises:
            WrongTypeError: It is no whole number of fen.
        """
        if type(amount) is not int:
            raise WrongTypeError(field="amount", value=amount, allowed="an int of whole fen")
        if self.least is not None:
            amount = max(amount, self.least)
        return Fen(amount if self.most is None else min(amount, self.most))


Amount: TypeAlias = Table | Coefficients | YearlyRate | Grid | ShareOf
"""
What a component pays once its row is known.
"""


def is_pair(row: object) -> bool:
    """
    Tell whether a row is a pair.
    """
    return type(row) is tuple and len(row) == 2  # noqa: PLR2004 - two are a pair


def check_rows(rows: tuple[tuple[Key, object], ...]) -> None:
    """
    Refuse rows that could not be told apart.
    """
    if type(rows) is not tuple:
        raise WrongTypeError(field="rows", value=rows, allowed="a tuple of pairs")
    keys = []
    for row in rows:
        if not is_pair(row):
            raise WrongTypeError(field="rows", value=row, allowed="a pair of row and amount")
        _check_key(row[0])
        keys.append(row[0])
    if len(set(keys)) < len(keys) or len({type(key) for key in keys}) != 1:
        raise ValueNotAllowedError(
            field="rows",
            value=tuple(keys),
            allowed="one row or more, each once, all ints or all texts",
        )


def _check_key(key: object) -> None:
    if type(key) is int:
        if not 0 <= key <= MOST_LEVELS:
            raise ValueNotAllowedError(
                field="rows", value=key, allowed=f"0 to {MOST_LEVELS}, or a name"
            )
        return
    if type(key) is not str:
        raise WrongTypeError(field="rows", value=key, allowed="an int or text as row")
    check_id(key, field="rows")
