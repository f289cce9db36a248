"""
Activities: what earns points, how many for how much, and who may earn them.
"""

from __future__ import annotations

import attrs

from partygrid.labels import Label, LabelledEnum, check_kind
from partygrid.points._checks import check_count, check_named, check_names
from partygrid.points._quantity import MOST_QUANTITY, Quantity


@attrs.frozen
class Head:
    """
    Name a head under which activities are listed.

    Args:
        key: The name of the head, unique in its tariff.
        label: The name in words.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The key is no id.

    >>> Head("waste", Label("垃圾分类", "waste sorting")).key
    'waste'
    """

    key: str
    label: Label

    def __attrs_post_init__(self) -> None:
        """
        Refuse a head without a name.
        """
        check_named(self.key, self.label, "head")


@attrs.frozen
class HolderKind:
    """
    Name a kind of holder: a family, a merchant, a unit.

    Args:
        key: The name of the kind, unique in its tariff.
        label: The name in words.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The key is no id.

    >>> HolderKind("family", Label("家庭", "family")).key
    'family'
    """

    key: str
    label: Label

    def __attrs_post_init__(self) -> None:
        """
        Refuse a kind without a name.
        """
        check_named(self.key, self.label, "kind")


class Counting(LabelledEnum):
    """
    Say what less than the amount for which points are given is worth.
    """

    IN_PROPORTION = "in_proportion", "按比例计", "in proportion"
    FULL_AMOUNTS = "full_amounts", "满一份计一份", "full amounts alone"


@attrs.frozen(kw_only=True)
class Activity:
    """
    Hold what one activity earns: so many points for so much of it, in whole points.

    In proportion, a slip earns its quantity times the points, divided by what they are given for:
    9 sortings are 4 points, where 10 are 5. By full amounts they are none, and 19 are 5. Either
    way points are whole, and what is left over falls away with the slip.

    Args:
        key: The name of the activity, unique in its tariff.
        label: The name in words.
        head: The head that it belongs to.
        points: How many points it earns …
        per: … for how much of the unit.
        unit: What is counted.
        kinds: The kinds of holder that may earn them.
        counting: What less than that much of the unit is worth.
        may_earn: The same kinds, to look up.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: A number is below 1 or above 1,000,000,000, or nobody may earn it.

    >>> hour = Activity(
    ...     key="hours",
    ...     label=Label("志愿服务", "volunteering"),
    ...     head="volunteering",
    ...     points=1,
    ...     per=60,
    ...     unit=Quantity.MINUTE,
    ...     kinds=("family",),
    ... )
    >>> hour.worth(60), hour.worth(119), hour.worth(120)
    (1, 1, 2)
    >>> ten = attrs.evolve(hour, points=5, per=10, unit=Quantity.TIME)
    >>> ten.worth(9), attrs.evolve(ten, counting=Counting.FULL_AMOUNTS).worth(19)
    (4, 5)
    """

    key: str
    label: Label
    head: str
    points: int
    per: int
    unit: Quantity
    kinds: tuple[str, ...]
    counting: Counting = Counting.IN_PROPORTION
    may_earn: frozenset[str] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse an activity that earns nothing, or nobody anything.
        """
        field = check_named(self.key, self.label, "activity")
        check_names((self.head,), f"{field}: head")
        check_count(self.points, f"{field}: points")
        check_count(self.per, f"{field}: per")
        check_kind(self.unit, Quantity, f"{field}: unit")
        check_names(self.kinds, f"{field}: kinds", least=1)
        check_kind(self.counting, Counting, f"{field}: counting")
        object.__setattr__(self, "may_earn", frozenset(self.kinds))

    def worth(self, quantity: int) -> int:
        """
        Give what a slip is worth before any cap, in whole points.

        Args:
            quantity: How much of it was done, in its unit.

        Raises:
            WrongTypeError: The quantity is not an int.
            ValueNotAllowedError: The quantity is below 1 or above 1,000,000,000.
        """
        check_count(quantity, f"activity {self.key}: quantity", most=MOST_QUANTITY)
        return quantity // self.step * self.points // (self.per // self.step)

    @property
    def step(self) -> int:
        """
        The least amount that counts: one small unit, or all for which points are given.
        """
        return self.per if self.counting is Counting.FULL_AMOUNTS else 1
