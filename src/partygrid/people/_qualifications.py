"""
What a worker has learned: education and degree apart, certificates in their three states.
"""

from __future__ import annotations

from typing import ClassVar, Final

import attrs

from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label, check_id
from partygrid.people._facts import Fact, Lasting, Starting

NONE: Final = "none"
"""
The name of the row for who has no certificate, education or degree on record.
"""
NO_CERTIFICATE: Final = NONE
"""
The name under which a scale says what a worker without a certificate gets.
"""


def _check_name(fact: Fact, name: str, field: str) -> None:
    field = f"fact {fact.id}: {field}"
    if check_id(name, field=field) == NONE:
        raise ValueNotAllowedError(
            field=field, value=name, allowed="a name; who has none has no such fact"
        )


@attrs.frozen(kw_only=True)
class Education(Starting):
    """
    Record an education completed (学历): the diploma, whether or not a degree came with it.

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The day of the diploma.
        education: The education, as scale and ladder name it.

    >>> from datetime import date
    >>> Education(
    ...     id="e-1", education="bachelor", start=date(2019, 7, 1), known=date(2019, 9, 2)
    ... ).note.en
    'education e-1, recorded 2019-09-02'
    """

    kind: ClassVar[Label] = Label("学历", "education")

    education: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse an education that is no name.
        """
        Starting.__attrs_post_init__(self)
        _check_name(self, self.education, "education")


@attrs.frozen(kw_only=True)
class Degree(Starting):
    """
    Record a degree conferred (学位).

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The day of the degree.
        degree: The degree, as scale and ladder name it.
    """

    kind: ClassVar[Label] = Label("学位", "degree")

    degree: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a degree that is no name.
        """
        Starting.__attrs_post_init__(self)
        _check_name(self, self.degree, "degree")


@attrs.frozen(kw_only=True)
class CertificatePass(Starting):
    """
    Record that the examination for a certificate was passed.

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The day from which it counts as passed.
        certificate: The certificate, as scale and ladder name it.
    """

    kind: ClassVar[Label] = Label("证书取得", "certificate pass")

    certificate: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a certificate that is no name.
        """
        Starting.__attrs_post_init__(self)
        _check_name(self, self.certificate, "certificate")


@attrs.frozen(kw_only=True)
class CertificateRegistration(Lasting):
    """
    Record that a certificate was registered.

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The day of registration.
        end: The day after the last on which the registration holds; None while it lasts.
        certificate: The certificate, as scale and ladder name it.
    """

    kind: ClassVar[Label] = Label("证书登记", "certificate registration")

    certificate: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a certificate that is no name.
        """
        Lasting.__attrs_post_init__(self)
        _check_name(self, self.certificate, "certificate")


@attrs.frozen(kw_only=True)
class CertificateAppointment(Lasting):
    """
    Record that a worker was appointed to a professional post on a certificate (聘任).

    Args:
        id: The host's id of the fact.
        known: The day it was recorded.
        start: The first day.
        end: The day after the last; None while it lasts.
        certificate: The certificate, as scale and ladder name it.
    """

    kind: ClassVar[Label] = Label("专业岗位聘任", "certificate appointment")

    certificate: str

    def __attrs_post_init__(self) -> None:
        """
        Refuse a certificate that is no name.
        """
        Lasting.__attrs_post_init__(self)
        _check_name(self, self.certificate, "certificate")
