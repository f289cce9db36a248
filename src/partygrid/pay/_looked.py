"""
Which qualifications the scale looks at, and from when they count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partygrid.dated import Effective
from partygrid.pay._selector import Selector

if TYPE_CHECKING:
    from partygrid.pay._values import PayValues


class Looked(NamedTuple):
    """
    Say that the scale looks at one kind of qualification.

    Args:
        selector: The fact of a placement.
        field: Its name there.
        group: The name of the facts on record.
        attribute: The name of the qualification on a fact.
        effective: From when it counts.
    """

    selector: Selector
    field: str
    group: str
    attribute: str
    effective: Effective


_GROUPS = (
    (Selector.CERTIFICATE, "registrations", "certificate"),
    (Selector.CERTIFICATE_PASSED, "passes", "certificate"),
    (Selector.CERTIFICATE_APPOINTED, "certificate_appointments", "certificate"),
    (Selector.EDUCATION, "educations", "education"),
    (Selector.DEGREE, "degrees", "degree"),
)


def looks_of(rules: PayValues, selected: frozenset[Selector]) -> tuple[Looked, ...]:
    """
    List the qualifications that a scale looks at.
    """
    start = rules.allowances_from
    return tuple(
        Looked(
            selector,
            selector.value,
            group,
            attribute,
            start.certificate if attribute == "certificate" else start.education,
        )
        for selector, group, attribute in _GROUPS
        if selector in selected
    )
