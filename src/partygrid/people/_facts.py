"""
The facts of a worker's life, each with its days and the day it was recorded.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

import attrs

from partygrid.dated import Interval, check_day
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, check_id
from partygrid.org import UnitId

MOST_LEVELS: Final = 1000
"""
No ladder has more levels; the ladder in force says how many it has.
"""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Fact:
    """
    Be one recorded fact; the base of every kind.

    A correction has the id of what it corrects and a later ``known``.

    Args:
        id: The host's id of the fact, such as a number in the personnel file.
        known: The day it was recorded.
    """

    kind: ClassVar[Label] = Label("事实", "fact")

    id: str
    known: date

    def __attrs_post_init__(self) -> None:
        """
        Refuse a fact without an id or a day.
        """
        check_id(self.id, field="fact.id")
        check_day(self.known, field=f"fact {self.id}: known")

    @property
    def note(self) -> Label:
        """
        Which fact this is, for an explanation.
        """
        return Label(
            f"{self.kind.zh} {self.id}，{self.known} 登记",
            f"{self.kind.en} {self.id}, recorded {self.known}",
        )


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Lasting(Fact):
    """
    Be a fact that holds from its start to the day before its end; the base of such kinds.

    Args:
        start: The first day.
        end: The day after the last; None while it lasts.
    """

    start: date
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        """
        Refuse a fact that lasts no day.
        """
        Fact.__attrs_post_init__(self)
        check_day(self.start, field=f"fact {self.id}: start")
        if self.end is None:
            return
        field = f"fact {self.id}: end"
        if check_day(self.end, field=field) <= self.start:
            raise ValueNotAllowedError(
                field=field, value=self.end, allowed=f"a day after {self.start}"
            )

    @property
    def interval(self) -> Interval:
        """
        The days on which it holds.
        """
        return Interval(self.start, self.end)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Starting(Fact):
    """
    Be a fact that holds from its start on; the base of such kinds.

    Args:
        start: The first day.
    """

    start: date

    def __attrs_post_init__(self) -> None:
        """
        Refuse a start that is no day.
        """
        Fact.__attrs_post_init__(self)
        check_day(self.start, field=f"fact {self.id}: start")


@attrs.frozen(kw_only=True)
class Service(Lasting):
    """
    Record a period of service.

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The first day of service.
        end: The day after the last; None while it lasts.
        staff: The kind of staff; a scheme names the kinds that it covers.

    >>> service = Service(
    ...     id="s-1", staff="professional", start=date(2019, 3, 1), known=date(2019, 3, 4)
    ... )
    >>> service.note.en
    'service s-1, recorded 2019-03-04'
    """

    kind: ClassVar[Label] = Label("任职期间", "service")

    staff: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a kind of staff that is no name.
        """
        Lasting.__attrs_post_init__(self)
        check_id(self.staff, field=f"fact {self.id}: staff")


@attrs.frozen(kw_only=True)
class Appointment(Lasting):
    """
    Record an appointment to an office in a unit; several may run side by side.

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The first day.
        end: The day after the last; None while it lasts.
        unit: The unit.
        office: The office held there, such as ``"secretary"``; which position of a ladder it
            is, the ladder says.
    """

    kind: ClassVar[Label] = Label("任命", "appointment")

    unit: UnitId
    office: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a unit or an office that is no id.
        """
        Lasting.__attrs_post_init__(self)
        check_id(self.unit, field=f"fact {self.id}: unit")
        check_id(self.office, field=f"fact {self.id}: office")


@attrs.frozen(kw_only=True)
class LevelConfirmation(Starting):
    """
    Record that a worker's level was confirmed (职级核定).

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The first day on which the level counts; it does until another one starts.
        level: The level.
    """

    kind: ClassVar[Label] = Label("职级核定", "level confirmation")

    level: int

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no level.
        """
        Starting.__attrs_post_init__(self)
        if type(self.level) is not int:
            raise WrongTypeError(
                field=f"fact {self.id}: level", value=self.level, allowed="a whole number"
            )
        if not 1 <= self.level <= MOST_LEVELS:
            raise ValueNotAllowedError(
                field=f"fact {self.id}: level", value=self.level, allowed=f"1 to {MOST_LEVELS}"
            )


@attrs.frozen(kw_only=True)
class RetractedFact(Fact):
    """
    Record that a fact never was: from then on it does not count.

    Args:
        id: The id of the fact taken back.
        known: The day the taking back was recorded.
    """

    kind: ClassVar[Label] = Label("撤回", "retraction")
