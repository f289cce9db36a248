"""
The tariff: what earns points, how many, up to where, and how long they are good for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from partygrid.dated import InForce, Scheme, Series, parameter
from partygrid.errors import UnknownNameError
from partygrid.labels import LabelledEnum, check_id
from partygrid.points._activity import Activity, Head, HolderKind
from partygrid.points._cap import Cap
from partygrid.points._checks import check_count, each_a, is_a
from partygrid.points._expiry import Expiry
from partygrid.points._items import activities_items
from partygrid.points._words import (
    activities_words,
    caps_words,
    labels_words,
    openings_words,
    storage_words,
)


class CreditTo(LabelledEnum):
    """
    Say to whom a slip is credited that concerns a resident and the resident's family.

    It is one of the two and never both, so that no slip counts twice.
    """

    HOLDER = "holder", "记入本人账户", "to the holder"
    HOUSEHOLD = "household", "记入家庭账户", "to the household"


@attrs.frozen
class Opening:
    """
    Hold with how many points an account of one kind of holder is opened.

    Args:
        kind: The kind of holder.
        points: The points, from 1; a kind without any is left out.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The points are below 1 or above 1,000,000,000.

    >>> Opening("family", 60).points
    60
    """

    kind: str
    points: int

    def __attrs_post_init__(self) -> None:
        """
        Refuse an opening balance of nothing.
        """
        check_id(self.kind, field="opening.kind")
        check_count(self.points, f"opening {self.kind}: points")


@attrs.frozen(kw_only=True, slots=False, eq=False, repr=False)
class TariffRules(InForce):
    """
    Hold the values of a `Tariff` that are in force together, and what every slip looks up.

    Args:
        entries: The entries that the values came from.
        heads: The heads under which activities are listed.
        kinds: The kinds of holder that may take part.
        activities: What earns points.
        caps: How many points may be credited in a period, in the order in which they are tried.
        storage_cap: How many points an account may hold; None: any number.
        expiry: How long points are good for.
        openings: With how many points accounts are opened; a kind not named with none.
        credit_to: To whom a slip is credited that concerns a resident and a family.
        by_key: The activities by their keys.
        caps_of: For each activity the caps that count it, each with its place among all.
        opening_of: For each kind of holder the points that an account is opened with.

    Raises:
        UnknownNameError: An activity, a cap or an opening balance names a head, a kind or an
            activity that there is not.
    """

    heads: tuple[Head, ...]
    kinds: tuple[HolderKind, ...]
    activities: tuple[Activity, ...]
    caps: tuple[Cap, ...]
    storage_cap: int | None
    expiry: Expiry
    openings: tuple[Opening, ...]
    credit_to: CreditTo
    by_key: Mapping[str, Activity] = attrs.field(init=False, repr=False)
    caps_of: Mapping[str, tuple[tuple[int, Cap], ...]] = attrs.field(init=False, repr=False)
    opening_of: Mapping[str, int] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse values at odds, and make what every slip looks up.
        """
        self._check_names()
        by_key = {each.key: each for each in self.activities}
        placed = tuple(enumerate(self.caps))
        caps_of = {
            key: tuple(
                pair for pair in placed if not pair[1].activities or key in pair[1].activities
            )
            for key in by_key
        }
        opening_of = {each.key: 0 for each in self.kinds}
        opening_of |= {each.kind: each.points for each in self.openings}
        object.__setattr__(self, "by_key", by_key)
        object.__setattr__(self, "caps_of", caps_of)
        object.__setattr__(self, "opening_of", opening_of)

    def _check_names(self) -> None:
        heads = [each.key for each in self.heads]
        kinds = [each.key for each in self.kinds]
        activities = [each.key for each in self.activities]
        for each in self.activities:
            _check_known((each.head,), heads, f"activity {each.key}: head")
            _check_known(each.kinds, kinds, f"activity {each.key}: kinds")
        for cap in self.caps:
            _check_known(cap.activities, activities, f"cap {cap.key}: activities")
        for opening in self.openings:
            _check_known((opening.kind,), kinds, "opening: kind")

    def activity(self, key: str) -> Activity:
        """
        Give an activity by its key.

        Raises:
            UnknownNameError: The tariff has no such activity; the error names its source.
        """
        try:
            return self.by_key[key]
        except (KeyError, TypeError):
            raise UnknownNameError(
                field="activity",
                value=key,
                allowed=", ".join(self.by_key),
                source=self.entry("activities").cite(),
            ) from None


def _check_known(names: Iterable[str], known: list[str], field: str) -> None:
    for name in names:
        if name not in known:
            raise UnknownNameError(field=field, value=name, allowed=", ".join(known))


def _check_storage(value: Any, field: str) -> None:
    if value is not None:
        check_count(value, field)


@attrs.frozen(kw_only=True, repr=False)
class Tariff(Scheme[TariffRules]):
    """
    Hold what a bank of points says about earning; every field but the key is a `Series`.

    Args:
        key: The name of the tariff.
        heads: The heads under which activities are listed.
        kinds: The kinds of holder that may take part.
        activities: What earns points.
        caps: How many points may be credited in a period, in the order in which they are tried.
        storage_cap: How many points an account may hold; None: any number.
        expiry: How long points are good for.
        openings: With how many points accounts are opened; a kind not named with none.
        credit_to: To whom a slip is credited that concerns a resident and a family.

    Raises:
        WrongTypeError: A field is not a series, or holds a value of another type.
        ValueNotAllowedError: A field holds a value outside its domain.
    """

    heads: Series[tuple[Head, ...]] = attrs.field(
        repr=False,
        metadata=parameter("积分项目大类", "heads", each_a(Head, "key", least=1), labels_words),
    )
    kinds: Series[tuple[HolderKind, ...]] = attrs.field(
        repr=False,
        metadata=parameter(
            "参与对象", "kinds of holder", each_a(HolderKind, "key", least=1), labels_words
        ),
    )
    activities: Series[tuple[Activity, ...]] = attrs.field(
        repr=False,
        metadata=parameter(
            "积分标准",
            "activities",
            each_a(Activity, "key", least=1),
            activities_words,
            activities_items,
        ),
    )
    caps: Series[tuple[Cap, ...]] = attrs.field(
        repr=False, metadata=parameter("积分上限", "caps", each_a(Cap, "key"), caps_words)
    )
    storage_cap: Series[int | None] = attrs.field(
        repr=False, metadata=parameter("存储上限", "storage cap", _check_storage, storage_words)
    )
    expiry: Series[Expiry] = attrs.field(
        repr=False, metadata=parameter("有效期", "expiry", is_a(Expiry))
    )
    openings: Series[tuple[Opening, ...]] = attrs.field(
        repr=False,
        metadata=parameter(
            "初始积分", "opening balances", each_a(Opening, "kind"), openings_words
        ),
    )
    credit_to: Series[CreditTo] = attrs.field(
        repr=False, metadata=parameter("入账对象", "account credited", is_a(CreditTo))
    )

    @classmethod
    def _kind(cls) -> type[TariffRules]:
        return TariffRules
