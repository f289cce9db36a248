"""
Strategies for workers and what is recorded of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from partygrid.people import Appointment, LevelConfirmation, Service, Worker
from partygrid.strategies._arguments import checked
from partygrid.strategies._kinds import (
    EARLY,
    LATE,
    MOST_LEVELS,
    appointment_kind,
    break_kind,
    certificate_kinds,
    degree_kind,
    education_kind,
    level_kind,
    probation_kind,
    result_kind,
    service_kind,
    worked_kind,
)
from partygrid.strategies._lives import lives


@checked
def services(
    *, min_value: date = EARLY, max_value: date = LATE, staff: Iterable[str] | None = None
) -> st.SearchStrategy[Service]:
    """
    Generate periods of service.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.
        staff: The kinds of staff; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no name, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(services(staff=["professional"]), lambda service: True, settings=quickly).staff
    'professional'
    """
    return service_kind(staff).anywhere(min_value, max_value)


@checked
def appointments(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    units: Iterable[str] | None = None,
    offices: Iterable[str] | None = None,
) -> st.SearchStrategy[Appointment]:
    """
    Generate appointments to offices in units.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.
        units: The units; None: any id.
        offices: The offices; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a unit or office is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no unit or no office, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(appointments(units=["community-7"]), lambda fact: True, settings=quickly).unit
    'community-7'
    """
    return appointment_kind(units, offices).anywhere(min_value, max_value)


def level_confirmations(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    min_level: int = 1,
    max_level: int = MOST_LEVELS,
) -> st.SearchStrategy[LevelConfirmation]:
    """
    Generate confirmations of a level.

    Args:
        min_value: The first day of all; none starts or is recorded before.
        max_value: The last day of all.
        min_level: The lowest level.
        max_level: The highest level.

    Raises:
        WrongTypeError: A bound is not a civil date, or a level is not an int.
        ValueNotAllowedError: Bounds are in the wrong order, no day comes after the last, or a
            level is below 1 or above 1000.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> seventh = level_confirmations(min_level=7, max_level=7)
    >>> find(seventh, lambda fact: True, settings=quickly).level
    7
    """
    return level_kind(min_level, max_level).anywhere(min_value, max_value)


@checked
def workers(  # noqa: PLR0913 - what may occur is the caller's choice, one by one
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    staff: Iterable[str] | None = None,
    units: Iterable[str] | None = None,
    offices: Iterable[str] | None = None,
    min_level: int = 1,
    max_level: int = MOST_LEVELS,
    educations: Iterable[str] | None = None,
    degrees: Iterable[str] | None = None,
    certificates: Iterable[str] | None = None,
    grades: Iterable[str] | None = None,
    reasons: Iterable[str] | None = None,
    entrants: Iterable[str] | None = None,
    allow_not_stated: bool = True,
    allow_corrections: bool = True,
    allow_retractions: bool = True,
) -> st.SearchStrategy[Worker]:
    """
    Generate workers whose facts were recorded, corrected and taken back, given in any order.

    On whatever day one asks what was known, nothing contradicts itself: no two services meet,
    say, and no year has two results. Appointments and certificates may well hold side by side.
    A fact that was taken back may be recorded again.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.
        staff: The kinds of staff; None: any name.
        units: The units; None: any id.
        offices: The offices held there; None: any name.
        min_level: The lowest level.
        max_level: The highest level.
        educations: The educations; None: any name.
        degrees: The degrees; None: any name.
        certificates: The certificates; None: any name.
        grades: The grades of yearly results; None: any name.
        reasons: The reasons of breaks; None: any name.
        entrants: The kinds of entrant; None: any name.
        allow_not_stated: Whether some yearly results are not stated on file.
        allow_corrections: Whether some facts were recorded more than once.
        allow_retractions: Whether some facts were taken back.

    Raises:
        WrongTypeError: A bound is not a civil date, a name not text, a level not an int, or a
            flag no bool.
        ValueNotAllowedError: Bounds are in the wrong order, the last day lies after 9998, a
            level is below 1 or above 1000, there is no name to choose, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = find(workers(), lambda worker: worker.facts, settings=quickly)
    >>> found == type(found)(found.id, found.facts[::-1])  # the order of facts does not matter
    True
    """
    kinds = (
        service_kind(staff),
        appointment_kind(units, offices),
        level_kind(min_level, max_level),
        education_kind(educations),
        degree_kind(degrees),
        *certificate_kinds(certificates),
        result_kind(grades, not_stated=allow_not_stated),
        break_kind(reasons),
        probation_kind(entrants),
        worked_kind(),
    )
    return lives(
        kinds,
        (min_value, max_value),
        corrections=allow_corrections,
        retractions=allow_retractions,
    )
