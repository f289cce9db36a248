"""
Strategies for workers and what is recorded of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from partygrid.people import (
    Appointment,
    CertificateRegistration,
    LevelConfirmation,
    Service,
    Worker,
)
from partygrid.strategies._lives import (
    MOST_LEVELS,
    appointment_kind,
    certificate_kind,
    level_kind,
    lives,
    service_kind,
)

_EARLY, _LATE = date(1990, 1, 1), date(2049, 12, 31)


def services(
    *, min_value: date = _EARLY, max_value: date = _LATE, staff: Iterable[str] | None = None
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


def appointments(
    *, min_value: date = _EARLY, max_value: date = _LATE, units: Iterable[str] | None = None
) -> st.SearchStrategy[Appointment]:
    """
    Generate appointments to units.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.
        units: The units; None: any id.

    Raises:
        WrongTypeError: A bound is not a civil date, or a unit is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no unit, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> find(appointments(units=["community-7"]), lambda fact: True, settings=quickly).unit
    'community-7'
    """
    return appointment_kind(units).anywhere(min_value, max_value)


def level_confirmations(
    *,
    min_value: date = _EARLY,
    max_value: date = _LATE,
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


def certificate_registrations(
    *,
    min_value: date = _EARLY,
    max_value: date = _LATE,
    certificates: Iterable[str] | None = None,
) -> st.SearchStrategy[CertificateRegistration]:
    """
    Generate registrations of certificates.

    Args:
        min_value: The first day of all; none starts or is recorded before.
        max_value: The last day of all.
        certificates: The certificates; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no name, or one is no id or stands for having no certificate.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> senior = certificate_registrations(certificates=["senior"])
    >>> find(senior, lambda fact: True, settings=quickly).certificate
    'senior'
    """
    return certificate_kind(certificates).anywhere(min_value, max_value)


def workers(  # noqa: PLR0913 - what may occur is the caller's choice, one by one
    *,
    min_value: date = _EARLY,
    max_value: date = _LATE,
    staff: Iterable[str] | None = None,
    units: Iterable[str] | None = None,
    min_level: int = 1,
    max_level: int = MOST_LEVELS,
    certificates: Iterable[str] | None = None,
    allow_corrections: bool = True,
    allow_retractions: bool = True,
) -> st.SearchStrategy[Worker]:
    """
    Generate workers whose facts were recorded, corrected and taken back, given in any order.

    On whatever day one asks what was known, no two services meet, nor two appointments, and no
    two levels start together. A fact that was taken back may be recorded again.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.
        staff: The kinds of staff; None: any name.
        units: The units; None: any id.
        min_level: The lowest level.
        max_level: The highest level.
        certificates: The certificates; None: any name.
        allow_corrections: Whether some facts were recorded more than once.
        allow_retractions: Whether some facts were taken back.

    Raises:
        WrongTypeError: A bound is not a civil date, a name not text, or a level not an int.
        ValueNotAllowedError: Bounds are in the wrong order, no day comes after the last, a
            level is below 1 or above 1000, there is no name to choose, or one is no id.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> found = find(workers(), lambda worker: worker.facts, settings=quickly)
    >>> found == type(found)(found.id, found.facts[::-1])  # the order of facts does not matter
    True
    """
    kinds = (
        service_kind(staff),
        appointment_kind(units),
        level_kind(min_level, max_level),
        certificate_kind(certificates),
    )
    return lives(
        kinds,
        (min_value, max_value),
        corrections=allow_corrections,
        retractions=allow_retractions,
    )
