"""
Conventions: how a law counts, as named values that limits are made from.
"""

from __future__ import annotations

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_id
from partygrid.sources import Source
from partygrid.worktime._limit import Limit
from partygrid.worktime._limit_rules import (
    EndRule,
    LimitUnit,
    RollRule,
    StartRule,
    check_conventions,
)


@attrs.frozen(kw_only=True)
class Convention:
    """
    Hold how a law counts, apart from how much: limits are made from it.

    Args:
        key: A short name.
        label: The name in words.
        units: The units it counts in.
        start: From where it counts.
        roll: What happens if the end is not on a day of work.
        end: When on the last day it ends.
        source: The law.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The key is no id.
        UnsuitableRuleError: The rules do not fit a unit.

    >>> from partygrid.packs import load
    >>> civil = load("china").conventions["civil_code_days"]
    >>> civil.limit(15, LimitUnit.CALENDAR_DAY).label.en
    '15 calendar days'
    """

    key: str
    label: Label
    units: tuple[LimitUnit, ...]
    start: StartRule
    roll: RollRule
    end: EndRule
    source: Source = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse a convention under which some limit could not be made.
        """
        check_id(self.key, field="convention.key")
        field = f"convention {self.key}"
        if type(self.label) is not Label:
            raise WrongTypeError(field=f"{field}: label", value=self.label, allowed="a Label")
        if type(self.units) is not tuple or not self.units:
            raise WrongTypeError(
                field=f"{field}: units", value=self.units, allowed="a tuple of units, not empty"
            )
        for unit in self.units:
            check_conventions(unit, self.start, self.roll, self.end)
        if type(self.source) is not Source:
            raise WrongTypeError(field=f"{field}: source", value=self.source, allowed="a Source")

    def limit(self, amount: int, unit: LimitUnit | None = None) -> Limit:
        """
        Make a limit that is counted in this way.

        Args:
            amount: How much.
            unit: Of what; None: of the only unit there is.

        Raises:
            ValueNotAllowedError: The convention does not count in the unit, or has several and
                none is named; or the amount is out of range.
            WrongTypeError: The amount is not an int.
        """
        if unit is None and len(self.units) == 1:
            unit = self.units[0]
        if unit is not None and type(unit) is not LimitUnit:
            raise WrongTypeError(
                field=f"convention {self.key}: unit", value=unit, allowed="a LimitUnit, or None"
            )
        if unit not in self.units:
            raise ValueNotAllowedError(
                field=f"convention {self.key}: unit",
                value=unit if unit is None else unit.value,
                allowed=", ".join(each.value for each in self.units),
                source=self.source.cite(),
            )
        return Limit(
            amount=amount,
            unit=unit,
            start=self.start,
            roll=self.roll,
            end=self.end,
            source=self.source,
        )
