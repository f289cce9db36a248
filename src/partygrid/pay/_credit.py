"""
Credits of a ladder: what education, degree and certificates are worth.
"""

from __future__ import annotations

from typing import TypeAlias

import attrs

from partygrid.dated import Effective
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_id, with_article
from partygrid.pay._rungs import MOST_LEVELS, MOST_YEARS

Worth: TypeAlias = int | str
"""
What a row of a credit gives: a number of levels, steps or years, or the key of a position.
"""


class CreditFor(LabelledEnum):
    """
    Say which qualification a credit looks at, and in which state.
    """

    EDUCATION = "education", "学历", "education"
    DEGREE = "degree", "学位", "degree"
    EDUCATION_AND_DEGREE = "education_and_degree", "学历和学位均具备", "education and degree both"
    EDUCATION_OR_DEGREE = "education_or_degree", "学历或学位", "education or degree"
    CERTIFICATE_PASSED = "certificate_passed", "取得证书", "certificate passed"
    CERTIFICATE_REGISTERED = "certificate_registered", "证书已登记", "certificate registered"
    CERTIFICATE_APPOINTED = "certificate_appointed", "证书已聘任", "appointed on a certificate"

    @property
    def is_for_certificates(self) -> bool:
        """
        Whether it looks at certificates.
        """
        return self in _FOR_CERTIFICATES


_FOR_CERTIFICATES = {
    CreditFor.CERTIFICATE_PASSED,
    CreditFor.CERTIFICATE_REGISTERED,
    CreditFor.CERTIFICATE_APPOINTED,
}


class CreditGives(LabelledEnum):
    """
    Say what a credit is worth.
    """

    LEVELS = "levels", "级", "levels"
    STEPS = "steps", "档", "steps"
    YEARS = "years", "年", "deemed years of service"
    POSITION = "position", "岗位待遇", "treatment of a position"


@attrs.frozen(kw_only=True)
class Credit:
    """
    Say what a qualification is worth on a ladder; of several rows only the highest counts.

    What a qualification is worth in yuan is a component of the scale instead.

    Args:
        key: Its name, unique in the ladder.
        label: Its official name.
        looks_at: Which qualification, in which state.
        gives: What it is worth.
        rows: Every qualification that the ladder knows, from the lowest to the highest, with
            what it gives: a number, or the key of the position whose treatment it brings, or 0
            for nothing. One on record that has no row is refused.
        effective: From when it counts.
        group: Of the credits of one group only the first that gives anything counts.
        after_years: The full years of service from which it counts.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: There is no row, or one twice, or a number falls or is below 0.

    >>> credit = Credit(
    ...     key="degree",
    ...     label=Label("学历学位", "education and degree"),
    ...     looks_at=CreditFor.EDUCATION_AND_DEGREE,
    ...     gives=CreditGives.LEVELS,
    ...     rows=(("junior_college", 0), ("bachelor", 1), ("master", 2), ("doctor", 3)),
    ...     effective=Effective.NEXT_MONTH,
    ... )
    >>> credit.worth("master")
    2
    """

    key: str
    label: Label
    looks_at: CreditFor
    gives: CreditGives
    rows: tuple[tuple[str, Worth], ...]
    effective: Effective
    group: str | None = None
    after_years: int = 0
    _ranks: dict[str, int] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse rows that could not be ranked.
        """
        check_id(self.key, field="credit.key")
        field = f"credit {self.key}"
        for name, kind in (
            ("label", Label),
            ("looks_at", CreditFor),
            ("gives", CreditGives),
            ("effective", Effective),
        ):
            value = getattr(self, name)
            if type(value) is not kind:
                raise WrongTypeError(
                    field=f"{field}: {name}", value=value, allowed=with_article(kind.__name__)
                )
        if self.group is not None:
            check_id(self.group, field=f"{field}: group")
        _check_number(self.after_years, MOST_YEARS, f"{field}: after_years")
        self._check_rows(f"{field}: rows")
        ranks = {name: rank for rank, (name, _) in enumerate(self.rows)}
        object.__setattr__(self, "_ranks", ranks)

    def _check_rows(self, field: str) -> None:
        if type(self.rows) is not tuple or not self.rows:
            raise WrongTypeError(field=field, value=self.rows, allowed="a tuple of pairs")
        for row in self.rows:
            if not _is_pair(row):
                raise WrongTypeError(field=field, value=row, allowed="a pair of name and worth")
            check_id(row[0], field=field)
            if self.gives is CreditGives.POSITION and type(row[1]) is str:
                check_id(row[1], field=field)
                continue
            most = 0 if self.gives is CreditGives.POSITION else MOST_LEVELS
            _check_number(row[1], most, f"{field}[{row[0]!r}]")
        names = [name for name, _ in self.rows]
        numbers = [worth for _, worth in self.rows if type(worth) is int]
        if len(set(names)) < len(names) or numbers != sorted(numbers):
            raise ValueNotAllowedError(
                field=field, value=self.rows, allowed="each name once, from lowest to highest"
            )

    def rank(self, name: str) -> int:
        """
        Give the rank of one qualification among the rows, 0 for the lowest.

        Raises:
            WrongTypeError: It is not text.
            ValueNotAllowedError: The credit does not know it.
        """
        rank = self._ranks.get(name) if type(name) is str else None
        if rank is None:
            error = ValueNotAllowedError if type(name) is str else WrongTypeError
            raise error(
                field=f"{self.looks_at.value} (credit {self.key})",
                value=name,
                allowed=", ".join(self._ranks),
            )
        return rank

    def worth(self, name: str) -> Worth:
        """
        Give what one qualification is worth.

        Raises:
            WrongTypeError: It is not text.
            ValueNotAllowedError: The credit does not know it.
        """
        return self.rows[self.rank(name)][1]


def _is_pair(row: object) -> bool:
    return type(row) is tuple and len(row) == 2  # noqa: PLR2004 - two are a pair


def _check_number(value: object, most: int, field: str) -> None:
    if type(value) is not int:
        raise WrongTypeError(field=field, value=value, allowed="a whole number")
    if not 0 <= value <= most:
        raise ValueNotAllowedError(field=field, value=value, allowed=f"0 to {most}")
