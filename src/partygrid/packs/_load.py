"""
Find a pack by its name, and look one over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, overload

from partygrid.clocks import StageScheme
from partygrid.clocks import audit as audit_promise
from partygrid.errors import UnknownNameError, WrongTypeError
from partygrid.norms import Report
from partygrid.packs import _china, _example, _shayibak, _urumqi, _yanchi
from partygrid.packs._pack import Pack
from partygrid.pay import PayScheme
from partygrid.pay import audit as audit_pay
from partygrid.points import (
    AppraisalScheme,
    StoreScheme,
    Tariff,
    audit_appraisal,
    audit_store,
    audit_tariff,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from partygrid.packs._china import ChinaPack
    from partygrid.packs._example import ExamplePack
    from partygrid.packs._shayibak import ShayibakPack
    from partygrid.packs._urumqi import UrumqiPack
    from partygrid.packs._yanchi import YanchiPack

_PACKS: Final[dict[str, Callable[[], Pack]]] = {
    "china": _china.pack,
    "example": _example.pack,
    "shayibak": _shayibak.pack,
    "urumqi": _urumqi.pack,
    "yanchi": _yanchi.pack,
}


def names() -> tuple[str, ...]:
    """
    List the names that `load` takes.

    >>> names()
    ('china', 'example', 'shayibak', 'urumqi', 'yanchi')
    """
    return tuple(sorted(_PACKS))


@overload
def load(name: Literal["china"]) -> ChinaPack: ...
@overload
def load(name: Literal["example"]) -> ExamplePack: ...
@overload
def load(name: Literal["shayibak"]) -> ShayibakPack: ...
@overload
def load(name: Literal["urumqi"]) -> UrumqiPack: ...
@overload
def load(name: Literal["yanchi"]) -> YanchiPack: ...
@overload
def load(name: str) -> Pack: ...


def load(name: str) -> Pack:
    """
    Give the pack of a place.

    Args:
        name: The place, as `names` lists it.

    Returns:
        The pack. It holds only what its source states; what is left open are `NotStated`
        entries, which a host answers with `Series.choose` and `Series.announce`.

    Raises:
        UnknownNameError: There is no pack of that name.

    >>> load("shayibak").pay.award_rate.entries[0].value
    Fraction(1, 5)
    """
    if type(name) is not str or name not in _PACKS:
        raise UnknownNameError(field="pack", value=name, allowed=", ".join(names()))
    return _PACKS[name]()


def audit(pack: Pack) -> Report:
    """
    Look a pack over with the audits of every room.

    Args:
        pack: The pack.

    Raises:
        WrongTypeError: It is no pack.

    >>> len(audit(load("example")).not_met), len(audit(load("shayibak")).not_met)
    (0, 31)
    """
    if not isinstance(pack, Pack):
        raise WrongTypeError(field="pack", value=pack, allowed="a Pack")
    report, tariff = Report(), _tariff_of(pack)
    for scheme in pack.schemes():
        if isinstance(scheme, PayScheme):
            report += audit_pay(scheme)
        elif isinstance(scheme, StageScheme):
            report += audit_promise(scheme)
        elif isinstance(scheme, Tariff):
            report += audit_tariff(scheme)
        elif isinstance(scheme, StoreScheme):
            report += audit_store(scheme, tariff)
        elif isinstance(scheme, AppraisalScheme):
            report += audit_appraisal(scheme, tariff)
    return report


def _tariff_of(pack: Pack) -> Tariff | None:
    """
    Give the tariff of a pack; None if it has none, or more than one.
    """
    found = [each for each in pack.schemes() if isinstance(each, Tariff)]
    return found[0] if len(found) == 1 else None
