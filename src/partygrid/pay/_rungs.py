"""
Windows of a ladder: which levels a position has, and after how many years each is reached.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Final

import attrs

from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_id

MOST_LEVELS: Final = 1000
MOST_YEARS: Final = 80
"""
No working life holds more full years of service.
"""


def every(years: int) -> tuple[int, ...]:
    """
    List the years after which a rung is climbed, one every so many years.

    Args:
        years: How many years a step takes.

    Raises:
        WrongTypeError: It is not an int.
        ValueNotAllowedError: It is not 1 to 80.

    >>> every(3)[:4]
    (3, 6, 9, 12)
    """
    if type(years) is not int:
        raise WrongTypeError(field="years", value=years, allowed="a whole number of years")
    if not 1 <= years <= MOST_YEARS:
        raise ValueNotAllowedError(field="years", value=years, allowed=f"1 to {MOST_YEARS} years")
    return tuple(range(years, MOST_YEARS + 1, years))


@attrs.frozen(kw_only=True)
class Rungs:
    """
    Hold a window of levels, or of steps, and the years after which each next one is reached.

    Args:
        lowest: Where it starts.
        highest: Where it ends; whatever is earned beyond counts for nothing.
        rises: The years of service at which one more is reached, rising; `every` lists them for
            equal steps. None at all: years raise nothing.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The window is empty or beyond 1 to 1000, or the years do not rise
            within 1 to 80.

    >>> window = Rungs(lowest=7, highest=18, rises=every(3))
    >>> window.climbed(0), window.climbed(8), window.clamped(21)
    (0, 2, 18)
    """

    lowest: int
    highest: int
    rises: tuple[int, ...]

    def __attrs_post_init__(self) -> None:
        """
        Refuse a window that leaves a position without a level.
        """
        for name in ("lowest", "highest"):
            value = getattr(self, name)
            if type(value) is not int:
                raise WrongTypeError(field=f"rungs.{name}", value=value, allowed="a whole number")
        if not 1 <= self.lowest <= MOST_LEVELS:
            raise ValueNotAllowedError(
                field="rungs.lowest", value=self.lowest, allowed=f"1 to {MOST_LEVELS}"
            )
        if not self.lowest <= self.highest <= MOST_LEVELS:
            raise ValueNotAllowedError(
                field="rungs.highest",
                value=self.highest,
                allowed=f"{self.lowest} (the lowest) to {MOST_LEVELS}",
            )
        if type(self.rises) is not tuple or any(type(years) is not int for years in self.rises):
            raise WrongTypeError(
                field="rungs.rises", value=self.rises, allowed="a tuple of whole years"
            )
        if any(later <= earlier for earlier, later in pairwise((0, *self.rises, MOST_YEARS + 1))):
            raise ValueNotAllowedError(
                field="rungs.rises", value=self.rises, allowed=f"rising, within 1 to {MOST_YEARS}"
            )

    def climbed(self, years: int) -> int:
        """
        Give how many rungs that many years of service raise.

        Raises:
            WrongTypeError: The years are no int.
            ValueNotAllowedError: They are below zero.
        """
        if type(years) is not int:
            raise WrongTypeError(field="years", value=years, allowed="a whole number of years")
        if years < 0:
            raise ValueNotAllowedError(field="years", value=years, allowed="0 years or more")
        return bisect_right(self.rises, years)

    def clamped(self, rung: int) -> int:
        """
        Bring a rung back into the window.

        Raises:
            WrongTypeError: The rung is no int.
        """
        if type(rung) is not int:
            raise WrongTypeError(field="rung", value=rung, allowed="a whole number")
        return max(self.lowest, min(rung, self.highest))


@attrs.frozen(kw_only=True)
class Position:
    """
    Hold one position of a ladder (岗位): a class of offices with its window.

    Args:
        key: Its name in schemes.
        label: Its official name.
        levels: Its window of levels; None if the ladder has none.
        steps: Its window of steps within a level (档); None if there are none.

    Raises:
        WrongTypeError: A field has another type.
    """

    key: str
    label: Label
    levels: Rungs | None = None
    steps: Rungs | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no window.
        """
        check_id(self.key, field="position.key")
        field = f"position {self.key}"
        if type(self.label) is not Label:
            raise WrongTypeError(field=f"{field}: label", value=self.label, allowed="a Label")
        for name in ("levels", "steps"):
            value = getattr(self, name)
            if value is not None and type(value) is not Rungs:
                raise WrongTypeError(
                    field=f"{field}: {name}", value=value, allowed="Rungs, or None"
                )
