"""
The yearly appraisal: who is ranked, how ties are counted, and what honours there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import attrs

from partygrid.dated import InForce, Scheme, Series, parameter
from partygrid.errors import UnknownNameError, UnsuitableRuleError, ValueNotAllowedError
from partygrid.labels import Label, LabelledEnum, check_id, check_kind
from partygrid.points._checks import check_count, check_named, check_names, each_a, is_a
from partygrid.points._items import limit_items
from partygrid.points._words import honours_words, limit_words, names_words
from partygrid.sources import Grade, Source
from partygrid.worktime import Limit, LimitUnit


class TieRule(LabelledEnum):
    """
    Say which place follows on holders who share one.
    """

    STANDARD = "standard", "并列占位（1、2、2、4）", "places are left out (1, 2, 2, 4)"
    DENSE = "dense", "并列不占位（1、2、2、3）", "no place is left out (1, 2, 2, 3)"


@attrs.frozen(kw_only=True)
class Honour:
    """
    Hold one honour, given by place, by points, or for both together.

    Args:
        key: The name of the honour, unique in its scheme.
        label: The name in words.
        kind: The kind of holder that may be given it.
        best: The last place that is given it, from 1; None if it is given by points alone.
        points: How many points of the year it takes, from 1; None if it is given by place alone:
            then a place without any points is honoured, too.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A number is below 1 or above 1,000,000,000.
        UnsuitableRuleError: Neither a place nor points are given.

    >>> three = Honour(key="stars", label=Label("三星", "three stars"), kind="family", points=300)
    >>> three.by_place
    False
    """

    key: str
    label: Label
    kind: str
    best: int | None = None
    points: int | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse an honour that nobody could be given, or everybody.
        """
        field = check_named(self.key, self.label, "honour")
        check_id(self.kind, field=f"{field}: kind")
        if self.best is None and self.points is None:
            raise UnsuitableRuleError(
                field=field,
                value="best=None, points=None",
                allowed="a place, a number of points, or both",
            )
        for name in ("best", "points"):
            value = getattr(self, name)
            if value is not None:
                check_count(value, f"{field}: {name}")

    @property
    def by_place(self) -> bool:
        """
        Whether a place is asked for.
        """
        return self.best is not None


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class AppraisalRules(InForce):
    """
    Hold the values of an `AppraisalScheme` that are in force together.

    Args:
        entries: The entries that the values came from.
        kinds: The kinds of holder that are ranked, each for itself.
        ties: Which place follows on holders who share one.
        honours: What is given, in order.
        posting: How long the result is posted before it stands, in working days.
        honours_of: For each kind of holder its honours, in order.

    Raises:
        UnknownNameError: An honour is for a kind that is not ranked.
    """

    kinds: tuple[str, ...]
    ties: TieRule
    honours: tuple[Honour, ...]
    posting: Limit
    honours_of: Mapping[str, tuple[Honour, ...]] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse honours for kinds that are not ranked, and sort the others by kind.
        """
        for honour in self.honours:
            if honour.kind not in self.kinds:
                raise UnknownNameError(
                    field=f"honour {honour.key}: kind",
                    value=honour.kind,
                    allowed=", ".join(self.kinds),
                )
        honours_of = {
            kind: tuple(each for each in self.honours if each.kind == kind) for kind in self.kinds
        }
        object.__setattr__(self, "honours_of", honours_of)


def _check_kinds(value: Any, field: str) -> None:
    check_names(value, field, least=1)


def _check_posting(value: Any, field: str) -> None:
    check_kind(value, Limit, field)
    if value.unit is not LimitUnit.WORKING_DAY:
        raise ValueNotAllowedError(
            field=f"{field}: unit", value=value.unit.value, allowed=LimitUnit.WORKING_DAY.value
        )


_SINCE: Final = date(1949, 10, 1)
_USUAL_TIES: Final = Series[TieRule]("ties").announce(
    TieRule.STANDARD,
    start=_SINCE,
    known=_SINCE,
    source=Source(
        key="usual-ties", title="办法未规定时的并列名次（partygrid）", grade=Grade.ASSUMED
    ),
)


@attrs.frozen(kw_only=True, repr=False)
class AppraisalScheme(Scheme[AppraisalRules]):
    """
    Hold how a year is appraised; every field but the key is a `Series`.

    Args:
        key: The name of the scheme.
        kinds: The kinds of holder that are ranked, each for itself.
        ties: Which place follows on holders who share one. If nothing is said: 1, 2, 2, 4, which
            then is an assumption like any other, listed and cited as one.
        honours: What is given, in order.
        posting: How long the result is posted before it stands, in working days.

    Raises:
        WrongTypeError: A field is not a series, or holds a value of another type.
        ValueNotAllowedError: A field holds a value outside its domain.
    """

    kinds: Series[tuple[str, ...]] = attrs.field(
        repr=False, metadata=parameter("参评对象", "kinds ranked", _check_kinds, names_words)
    )
    ties: Series[TieRule] = attrs.field(
        default=_USUAL_TIES, repr=False, metadata=parameter("并列名次", "ties", is_a(TieRule))
    )
    honours: Series[tuple[Honour, ...]] = attrs.field(
        repr=False,
        metadata=parameter("荣誉", "honours", each_a(Honour, "key"), honours_words),
    )
    posting: Series[Limit] = attrs.field(
        repr=False, metadata=parameter("公示", "posting", _check_posting, limit_words, limit_items)
    )

    @classmethod
    def _kind(cls) -> type[AppraisalRules]:
        return AppraisalRules
