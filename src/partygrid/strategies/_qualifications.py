"""
Strategies for what a worker has learned.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from partygrid.people import (
    CertificateAppointment,
    CertificatePass,
    CertificateRegistration,
    Degree,
    Education,
)
from partygrid.strategies._arguments import checked
from partygrid.strategies._kinds import (
    EARLY,
    LATE,
    certificate_kinds,
    degree_kind,
    education_kind,
)


@checked
def educations(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    educations: Iterable[str] | None = None,
) -> st.SearchStrategy[Education]:
    """
    Generate educations completed.

    Args:
        min_value: The first day of all; none starts or is recorded before.
        max_value: The last day of all.
        educations: The educations; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no name, or one is no id or stands for having none.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> chosen = educations(educations=["bachelor"])
    >>> find(chosen, lambda fact: True, settings=quickly).education
    'bachelor'
    """
    return education_kind(educations).anywhere(min_value, max_value)


@checked
def degrees(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    degrees: Iterable[str] | None = None,
) -> st.SearchStrategy[Degree]:
    """
    Generate degrees conferred.

    Args:
        min_value: The first day of all; none starts or is recorded before.
        max_value: The last day of all.
        degrees: The degrees; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no name, or one is no id or stands for having none.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> chosen = degrees(degrees=["master"])
    >>> find(chosen, lambda fact: True, settings=quickly).degree
    'master'
    """
    return degree_kind(degrees).anywhere(min_value, max_value)


@checked
def certificate_passes(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    certificates: Iterable[str] | None = None,
) -> st.SearchStrategy[CertificatePass]:
    """
    Generate certificates passed.

    Args:
        min_value: The first day of all; none starts or is recorded before.
        max_value: The last day of all.
        certificates: The certificates; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no name, or one is no id or stands for having none.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> chosen = certificate_passes(certificates=["senior"])
    >>> find(chosen, lambda fact: True, settings=quickly).certificate
    'senior'
    """
    return certificate_kinds(certificates)[0].anywhere(min_value, max_value)


@checked
def certificate_registrations(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    certificates: Iterable[str] | None = None,
) -> st.SearchStrategy[CertificateRegistration]:
    """
    Generate registrations of certificates.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.
        certificates: The certificates; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no name, or one is no id or stands for having none.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> chosen = certificate_registrations(certificates=["senior"])
    >>> find(chosen, lambda fact: True, settings=quickly).certificate
    'senior'
    """
    return certificate_kinds(certificates)[1].anywhere(min_value, max_value)


@checked
def certificate_appointments(
    *,
    min_value: date = EARLY,
    max_value: date = LATE,
    certificates: Iterable[str] | None = None,
) -> st.SearchStrategy[CertificateAppointment]:
    """
    Generate appointments on certificates.

    Args:
        min_value: The first day of all; nothing starts, ends or is recorded before.
        max_value: The last day of all.
        certificates: The certificates; None: any name.

    Raises:
        WrongTypeError: A bound is not a civil date, or a name is not text.
        ValueNotAllowedError: The bounds are in the wrong order, no day comes after the last,
            there is no name, or one is no id or stands for having none.

    >>> from hypothesis import Phase, find, settings
    >>> quickly = settings(max_examples=2000, phases=[Phase.generate])
    >>> chosen = certificate_appointments(certificates=["senior"])
    >>> find(chosen, lambda fact: True, settings=quickly).certificate
    'senior'
    """
    return certificate_kinds(certificates)[2].anywhere(min_value, max_value)
