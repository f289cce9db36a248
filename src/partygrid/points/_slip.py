"""
Who takes part, and what was done: holders and slips.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import repeat
from typing import Any, Final, NamedTuple, Self, TypeAlias

import attrs

from partygrid.dated import check_day
from partygrid.errors import PartyGridError, ValueNotAllowedError, WrongTypeError
from partygrid.labels import check_id
from partygrid.points._quantity import MOST_QUANTITY

LONGEST_ID: Final = 128
"""
The longest id, as `labels.check_id` takes it.
"""

_new = tuple.__new__


@attrs.frozen(kw_only=True)
class Holder:
    """
    Name one who takes part and asked to: a family, a unit, a merchant, under an opaque id.

    Args:
        id: The host's opaque id.
        kind: The kind of holder, as the tariff names it.
        since: The day on which the holder entered; earlier activities earn nothing.
        household: The opaque id of the household that the holder belongs to; None: of none.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: An id is empty or cannot be written down.

    >>> Holder(id="h-1", kind="family", since=date(2025, 1, 1))
    Holder(id='h-1', kind='family', since=datetime.date(2025, 1, 1), household=None)
    """

    id: str
    kind: str
    since: date
    household: str | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse a holder that could not be told from another.
        """
        check_id(self.id, field="holder.id")
        check_id(self.kind, field=f"holder {self.id}: kind")
        check_day(self.since, field=f"holder {self.id}: since")
        if self.household is not None:
            check_id(self.household, field=f"holder {self.id}: household")


class _Fields(NamedTuple):
    id: str
    holder: str
    activity: str
    day: date
    quantity: int
    late: bool = False


# A named tuple: they come in bulk, and no other value is made as fast.
class Slip(_Fields):
    """
    Record one activity of one holder.

    Args:
        id: The host's opaque id of the slip.
        holder: The holder who earns.
        activity: The activity, as the tariff names it.
        day: The day on which it was done.
        quantity: How much, in the small unit of the activity: minutes, grams, times.
        late: Whether it is handed in after the month of its day was closed; said outright, so
            that a wrong date is not taken for a late slip.

    Raises:
        WrongTypeError: A field has another type: a bool or a float for a quantity.
        ValueNotAllowedError: An id cannot be written down, or the quantity is not from 1 to
            1,000,000,000.

    >>> Slip("s-1", "h-1", "hours", date(2025, 6, 3), 90)
    Slip(id='s-1', holder='h-1', activity='hours', day=datetime.date(2025, 6, 3), \
quantity=90, late=False)
    """

    __slots__ = ()

    def __new__(  # a NamedTuple's own would check nothing
        cls,
        id: str,  # noqa: A002 - the name of the field
        holder: str,
        activity: str,
        day: date,
        quantity: int,
        late: bool = False,  # noqa: FBT001, FBT002 - a plain row has it in this place
    ) -> Self:
        """
        Refuse a slip that does not say what it must.
        """
        fields = (id, holder, activity, day, quantity, late)
        if (
            type(quantity) is int
            and 0 < quantity <= MOST_QUANTITY
            and type(day) is date
            and type(late) is bool  # type: ignore[redundant-expr]  # not every caller is checked
            and type(id) is type(holder) is type(activity) is str
            and 0 < len(id) <= LONGEST_ID
            and id.isprintable()
            and " " not in id
            # These two must be among known ones, which are sound.
            and holder
            and activity
        ):
            return _new(cls, fields)
        raise fault_of(fields)


Row: TypeAlias = tuple[str, str, str, date, int, bool]
"""
The fields of a slip; every `Slip` is one.
"""

_NAMES: Final = ("id", "holder", "activity")
_FEWEST: Final = 5
_COUNTS: Final = frozenset({_FEWEST, _FEWEST + 1})


def fault_of(fields: tuple[Any, ...]) -> PartyGridError:
    """
    Say what is wrong with the fields of a slip that is not sound.
    """
    try:
        for name, value in zip(_NAMES, fields, strict=False):
            check_id(value, field=f"slip.{name}")
        check_day(fields[3], field="slip.day")
    except PartyGridError as error:
        return error
    quantity, late = fields[4], fields[5]
    if type(quantity) is not int:
        return WrongTypeError(field="slip.quantity", value=quantity, allowed="an int")
    if type(late) is not bool:
        return WrongTypeError(field="slip.late", value=late, allowed="a bool")
    return ValueNotAllowedError(
        field="slip.quantity", value=quantity, allowed=f"1 to {MOST_QUANTITY}"
    )


def slip_of(row: Any) -> Slip:
    """
    Make a slip of a plain row: a tuple of its fields in their order.

    Raises:
        WrongTypeError: It is no tuple of five or six fields, or a field has another type.
        ValueNotAllowedError: A field lies outside its domain.
    """
    if not isinstance(row, tuple) or len(row) not in _COUNTS:
        raise WrongTypeError(
            field="row", value=row, allowed="a tuple: id, holder, activity, day, quantity, late"
        )
    return Slip(*row)


def slips_of(rows: Collection[Row]) -> tuple[Slip, ...]:
    """
    Make slips of rows that are sound and have all their fields.
    """
    if {Slip}.issuperset(map(type, rows)):
        return tuple(rows)  # type: ignore[arg-type]  # all are slips, as seen
    return tuple(map(_new, repeat(Slip), rows))
